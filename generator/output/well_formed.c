/* SPDX-License-Identifier: MIT */
/*
 * Where in the layout a comma too many was printed nobody can say, so the output's line is told, with what
 * stands around the fault: the file itself is not written. Of layouts that are built in, with all their
 * parts, the tests know that what they print is JSON or XML, whatever the values are.
 */
#include "output/well_formed.h"
#include "base/byte.h"
#include "base/count.h"
#include "base/path.h"
#include "base/xml.h"
#include "template/context.h"
#include <jansson.h>

/* Any value may stand alone, numbers may be of any size, and a text may have a NUL. */
enum { READING = JSON_DECODE_ANY | JSON_DECODE_INT_AS_REAL | JSON_ALLOW_NUL };

enum { SHOWN_BEFORE = 40, SHOWN_BEHIND = 10 };

/* On one line, runs of white space as one blank. */
static text words_around(struct arena *arena, text output, size_t offset)
{
    struct buffer out;
    size_t start = text_code_point_from(output, offset > SHOWN_BEFORE ? offset - SHOWN_BEFORE : 0),
           end = text_code_point_from(output, offset + SHOWN_BEHIND);
    text words = text_trim(text_slice(output, start, end - start));
    buffer_init(&out, arena);
    for (size_t i = 0; i < words.length; i++) {
        if (!text_is_blank(words.bytes[i]))
            buffer_append_byte(&out, words.bytes[i]);
        else if (out.bytes[out.length - 1] != ' ')
            buffer_append_byte(&out, ' ');
    }
    return buffer_text(&out);
}

struct checking {
    struct renderer *renderer;
    const struct layout_file *layout; /* where it is reported */
    text path, output;
};

static struct diagnostic *report(
    const struct checking *checking, const char *code, const char *language, const char *words)
{
    return diagnostic_error(checking->renderer->diagnostics, (span){ checking->layout->source, 0, 0 }, code,
        "the layout prints what is no %s: %s", language, words);
}

static void note_place(
    const struct checking *checking, struct diagnostic *diagnostic, size_t line, size_t offset)
{
    text words = words_around(checking->renderer->arena, checking->output, offset);
    diagnostic_note(checking->renderer->diagnostics, diagnostic, SPAN_NONE, "in line %zu of '%.*s': %.*s",
        line, TEXT_ARGS(checking->path), TEXT_ARGS(words));
}

static bool report_relative(
    const struct checking *checking, text address, const char *where, size_t line, size_t offset)
{
    struct diagnostics *diagnostics = checking->renderer->diagnostics;
    struct diagnostic *diagnostic =
        diagnostic_error(diagnostics, (span){ checking->layout->source, 0, 0 }, "relative-address",
            "%s stands '%.*s', which nobody can follow from elsewhere", where, TEXT_ARGS(address));
    diagnostic_hint(diagnostics, diagnostic,
        "print the whole address: permalink in the place of url, or {{ address|absolute_url }}");
    if (line)
        note_place(checking, diagnostic, line, offset);
    return false;
}

/* Of https://jsonfeed.org/version/1.1. */
static bool check_json_feed(const struct checking *checking, const json_t *feed)
{
    const char *version = json_string_value(json_object_get(feed, "version"));
    const json_t *items = json_object_get(feed, "items");
    if (!version || !text_starts_with(text_of(version), TEXT("https://jsonfeed.org/")))
        return true;
    for (size_t i = 0; i < json_array_size(items); i++) {
        const char *url = json_string_value(json_object_get(json_array_get(items, i), "url"));
        if (url && url[0] == '/')
            return report_relative(checking, text_of(url), "as \"url\" of an item", 0, 0);
    }
    return true;
}

/* `position` is behind what jansson read last. */
static bool check_json(const struct checking *checking)
{
    text json = checking->output;
    json_error_t fault;
    json_t *value = json_loadb(json.length ? json.bytes : "", json.length, READING, &fault);
    bool is_whole = value && check_json_feed(checking, value);
    json_decref(value);
    if (value)
        return is_whole;
    size_t end = fault.position > 0 ? (size_t)fault.position : 0, last = end ? end - 1 : 0;
    bool is_end = last < json.length && (json.bytes[last] == ']' || json.bytes[last] == '}');
    struct diagnostic *diagnostic = report(checking, "invalid-json", "JSON", fault.text);
    diagnostic_hint(checking->renderer->diagnostics, diagnostic,
        is_end ? "print commas between items only: {%% if not loop.last %%},{%% endif %%}"
               : "{{ value|json }} is JSON whatever the value is");
    note_place(checking, diagnostic, (size_t)fault.line, last);
    return false;
}

/* Elements whose text is an address, and by what the formats are known in which it has to be a whole one. */
static const struct address_element {
    text format, tag;
    const char *where;
} address_elements[] = {
    { TEXT_INIT("http://www.sitemaps.org/schemas/sitemap/"), TEXT_INIT("<loc>"), "in <loc>" },
    { TEXT_INIT("http://www.w3.org/2005/Atom"), TEXT_INIT("<id>"), "in <id>" },
    { TEXT_INIT("<rss"), TEXT_INIT("<link>"), "in <link>" },
    /* to add one: a row here */
};

static bool check_addresses(const struct checking *checking, const struct address_element *element)
{
    text xml = checking->output;
    if (text_find(xml, element->format, 0) == SIZE_MAX)
        return true;
    for (size_t at = 0; (at = text_find(xml, element->tag, at)) != SIZE_MAX;) {
        at += element->tag.length;
        text address = text_trim(text_slice(xml, at, text_find_byte(xml, '<', at) - at));
        if (text_starts_with(address, TEXT("/")))
            return report_relative(checking, address, element->where,
                source_position(xml, (span){ 0, (uint32_t)at, 0 }).line, at);
    }
    return true;
}

static bool check_xml(const struct checking *checking)
{
    struct diagnostics *diagnostics = checking->renderer->diagnostics;
    struct xml_fault fault;
    if (xml_is_well_formed(checking->renderer->arena, checking->output, &fault)) {
        bool is_good = true;
        for (size_t i = 0; i < COUNT(address_elements) && is_good; i++)
            is_good = check_addresses(checking, &address_elements[i]);
        return is_good;
    }
    struct diagnostic *diagnostic = report(checking, "invalid-xml", "XML", fault.words);
    diagnostic_hint(diagnostics, diagnostic, "%s", fault.hint);
    note_place(checking, diagnostic, fault.line, fault.offset);
    if (fault.open.length)
        diagnostic_note(diagnostics, diagnostic, SPAN_NONE, "%.*s> of line %zu is open there",
            TEXT_ARGS(fault.open), fault.open_line);
    return false;
}

/* The layout, or the first part of it, that is the site's own (and has nothing in it); NULL when there is
 * none. */
static const struct layout_file *own_layout(const struct layouts *layouts, text name, bool is_empty)
{
    const text *names = NULL;
    size_t count = 0;
    template_dependencies(layouts_template(layouts, name), &names, &count);
    for (size_t i = 0; i < count; i++) {
        const struct layout_file *file = map_find(&layouts->files->by_name, names[i]);
        if (file && !file->is_builtin && (!is_empty || text_trim(file->contents).length == 0))
            return file;
    }
    return NULL;
}

void well_formed_load(const struct layouts *layouts)
{
    const struct map *files = &layouts->files->by_name;
    for (size_t i = 0; i < files->count; i++) {
        const struct layout_file *file = files->entries[i].value;
        if (!file->is_builtin && layout_file_is_template(file->name)) {
            xml_load();
            return;
        }
    }
}

/* A file that was made and not yet written would leave every reader before an empty page. */
static bool report_empty(const struct checking *checking)
{
    struct diagnostics *diagnostics = checking->renderer->diagnostics;
    struct diagnostic *diagnostic = diagnostic_error(
        diagnostics, (span){ checking->layout->source, 0, 0 }, "empty-page", "the layout has nothing in it");
    diagnostic_hint(diagnostics, diagnostic,
        "write what the page shows; without the file brief's own layout is used, if there is one");
    diagnostic_note(diagnostics, diagnostic, SPAN_NONE, "while rendering %.*s", TEXT_ARGS(checking->path));
    return false;
}

/* A name that no context writes in another way: how a script prints '/' is its own matter. */
static bool is_plain_name(text name)
{
    bool is_plain = name.length > 0;
    for (size_t i = 0; i < name.length && is_plain; i++)
        is_plain = byte_is_letter_or_digit(name.bytes[i]) || name.bytes[i] == '-';
    return is_plain;
}

static bool prints_target(const struct checking *checking, text target, text own)
{
    text name = path_name_of_address(target);
    bool is_telling = is_plain_name(name) && text_find(own, name, 0) == SIZE_MAX;
    return !is_plain_name(name) || text_find(checking->output, is_telling ? name : target, 0) != SIZE_MAX;
}

/* A page at an old address that leads to itself, or nowhere. */
static bool check_redirect(const struct checking *checking, text target, text own)
{
    struct diagnostics *diagnostics = checking->renderer->diagnostics;
    if (prints_target(checking, target, own))
        return true;
    struct diagnostic *diagnostic =
        diagnostic_error(diagnostics, (span){ checking->layout->source, 0, 0 }, "redirect-without-target",
            "the layout does not print '%.*s', to which the old address leads", TEXT_ARGS(target));
    diagnostic_hint(diagnostics, diagnostic,
        "write {{ page.data.url }}, or {{ page.data.permalink }}; page.url is the old address itself");
    diagnostic_note(diagnostics, diagnostic, SPAN_NONE, "while rendering %.*s", TEXT_ARGS(checking->path));
    return false;
}

/* Where the page of an old address leads; absent for any other page. */
static text target_of(const struct page *page)
{
    const struct value *url =
        text_equal(page->kind, TEXT("redirect")) ? value_map_find(page->data.as.map, TEXT("url")) : NULL;
    return url && url->kind == VALUE_TEXT ? url->as.text : TEXT_NONE;
}

bool well_formed_check(struct renderer *renderer, const struct output *output, const struct page *page)
{
    enum template_language language = template_language_of(page->path);
    text made = buffer_text(renderer->out);
    bool is_page = language == TEMPLATE_HTML;
    bool is_empty = is_page && !text_trim(made).length;
    text target = is_page ? target_of(page) : TEXT_NONE;
    if (language == TEMPLATE_TEXT || (is_page && !is_empty && !target.length))
        return true;
    struct checking checking = { renderer, own_layout(renderer->layouts, output_layout(output), is_empty),
        page->path, made };
    if (!checking.layout)
        return true;
    return is_empty                    ? report_empty(&checking)
           : is_page                   ? check_redirect(&checking, target, page->url)
           : language == TEMPLATE_JSON ? check_json(&checking)
                                       : check_xml(&checking);
}
