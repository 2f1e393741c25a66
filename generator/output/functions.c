/* SPDX-License-Identifier: MIT */
/*
 * Rows that close over the site. A row of the same name as a general filter replaces it: `date` here knows
 * the page's language.
 */
#include "output/functions.h"
#include "base/arena.h"
#include "base/count.h"
#include "base/list.h"
#include "base/slug.h"
#include "base/unicode.h"
#include "load/markdown.h"
#include "model/url.h"
#include "output/absolute_links.h"
#include "output/headers.h"
#include "output/languages.h"
#include "output/layouts.h"
#include "output/link_notes.h"
#include "output/output.h"
#include "template/filters.h"
#include "template/filters_format.h"

static bool input_text(struct template_call *call, text *value)
{
    if (call->input.kind == VALUE_TEXT) {
        *value = call->input.as.text;
        return true;
    }
    template_call_fail(call, "expected text, found %s", value_kind_name(&call->input));
    if (call->input.kind == VALUE_NONE)
        call->fault_hint = TEXT("leave the place out where there is none: {% if … %}…{% endif %}");
    return false;
}

static struct value filter_url(struct template_call *call, void *data)
{
    const struct layouts *layouts = data;
    text address;
    if (!input_text(call, &address))
        return value_undefined();
    return value_text(url_of_written(layouts->site->config, call->arena, address));
}

static struct value filter_absolute_url(struct template_call *call, void *data)
{
    const struct layouts *layouts = data;
    text address;
    if (!input_text(call, &address))
        return value_undefined();
    return value_text(permalink_of_written(layouts->site->config, call->arena, address));
}

static struct value filter_absolute_links(struct template_call *call, void *data)
{
    text html, base = TEXT_NONE;
    (void)data;
    if (!input_text(call, &html) || !template_call_text(call, 0, &base))
        return value_undefined();
    return value_safe_text(absolute_links(call->arena, html, base));
}

static struct value filter_link_notes(struct template_call *call, void *data)
{
    text html, base = TEXT_NONE;
    (void)data;
    if (!input_text(call, &html) || !template_call_text(call, 0, &base))
        return value_undefined();
    struct link_notes notes = link_notes_of(call->arena, html, base);
    const struct value_map_entry entries[] = {
        { .key = TEXT("html"), .value = value_safe_text(notes.html) },
        { .key = TEXT("addresses"), .value = notes.addresses },
    };
    return value_map_copy(call->arena, entries, COUNT(entries));
}

static struct value filter_markdown(struct template_call *call, void *data)
{
    const struct layouts *layouts = data;
    const struct config *config = layouts->site->config;
    text source;
    if (!input_text(call, &source))
        return value_undefined();
    text lang = call->lang.bytes ? call->lang : config->language;
    const struct quotation *smart = markdown_quotation(config, layouts->site->unicode, lang);
    return value_safe_text(
        markdown_render_fragment(call->arena, source, smart, config->raw_html, config->base_path));
}

static struct value filter_slug(struct template_call *call, void *data)
{
    const struct layouts *layouts = data;
    text source;
    if (!input_text(call, &source))
        return value_undefined();
    return value_text(slug_make(layouts->site->unicode, call->arena, source, call->lang));
}

/* A text as data files and the site's own keys have it becomes the date that it says. */
static bool read_date(struct template_call *call, const struct layouts *layouts)
{
    struct date *date = arena_new(call->arena, struct date);
    text written = call->input.as.text;
    if (date_parse(text_trim(written), layouts->site->config->zone, date) != DATE_OK) {
        template_call_fail(
            call, "'%.*s' is not a date like 2019-02-26 or 2019-02-26 09:00", TEXT_ARGS(written));
        return false;
    }
    call->input = value_date(date);
    return true;
}

static struct value filter_date(struct template_call *call, void *data)
{
    const struct layouts *layouts = data;
    const struct strings *strings = layouts->strings;
    bool has_format = call->argument_count > 0 && call->arguments[0].kind == VALUE_TEXT;
    if (call->input.kind == VALUE_TEXT && !read_date(call, layouts))
        return value_undefined();
    return filter_date_with_words(call, strings_date_words(strings, call->lang),
        has_format ? TEXT_NONE : strings_date_format(strings, call->lang));
}

/* The file that the first argument names; NULL, and reported, when there is none. */
static const struct asset *asset_named(struct template_call *call, const struct layouts *layouts)
{
    text name = TEXT_NONE;
    if (!template_call_text(call, 0, &name))
        return NULL;
    const struct asset *asset = map_find(&layouts->assets_by_name, name);
    if (asset)
        return asset;
    text *names = arena_new_array(call->arena, text, layouts->asset_count);
    for (size_t i = 0; i < layouts->asset_count; i++)
        names[i] = layouts->assets[i].name;
    text nearest = diagnostic_nearest_path(name, names, layouts->asset_count);
    call->fault_code = TEXT("unknown-asset");
    call->fault_hint = nearest.bytes ? text_format(call->arena, "did you mean '%.*s'?", TEXT_ARGS(nearest))
                                     : text_format(call->arena,
                                           "it would be layouts/assets/%.*s; of a file of content/ write the "
                                           "address: {{ \"/%.*s\"|url }}",
                                           TEXT_ARGS(name), TEXT_ARGS(name));
    template_call_fail(call, "there is no asset '%.*s'", TEXT_ARGS(name));
    return NULL;
}

static struct value function_asset(struct template_call *call, void *data)
{
    const struct asset *asset = asset_named(call, data);
    return asset ? value_text(asset->url) : value_undefined();
}

static struct value function_integrity(struct template_call *call, void *data)
{
    const struct layouts *layouts = data;
    const struct asset *asset = asset_named(call, data);
    if (!asset)
        return value_undefined();
    /* Browsers refuse a file on the disk whose hash a page names: pages may not look into files. */
    return value_text(layouts->site->is_offline ? TEXT("") : asset->integrity);
}

static struct value function_policy(struct template_call *call, void *data)
{
    const struct layouts *layouts = data;
    return value_text(headers_policy(call->arena, layouts->site->config));
}

static struct value function_slot(struct template_call *call, void *data)
{
    const struct renderer *renderer = call->page;
    text name = TEXT_NONE;
    (void)data;
    if (!template_call_text(call, 0, &name))
        return value_undefined();
    struct buffer out;
    buffer_init(&out, call->arena);
    readings_note(call->readings, renderer->article, 1u << PART_LATE);
    for (size_t i = 0; renderer->article && i < renderer->article->slot_count; i++)
        if (text_equal(renderer->article->slots[i].name, name))
            buffer_append(&out, renderer->article->slots[i].markup);
    return value_safe_text(out.length ? buffer_text(&out) : TEXT(""));
}

/* The form for one, or for two, may say the number in words: it has a gap less than there are values. */
static bool leaves_count_out(text word, size_t value_count)
{
    size_t gaps = 0;
    for (size_t i = 0; i + 1 < word.length; i++)
        if (word.bytes[i] == '%')
            gaps += word.bytes[++i] != '%';
    return gaps + 1 == value_count && text_find(word, TEXT("%d"), 0) == SIZE_MAX;
}

/* "%2$d, %1$d", where a language has another order: the word without numbers, and the values as they come in
 * it. Absent, and nothing changed, when it has none. */
static text in_order_of_places(struct template_call *call, text word)
{
    struct value *values = arena_new_array(call->arena, struct value, call->argument_count);
    struct buffer plain;
    size_t count = 0;
    buffer_init(&plain, call->arena);
    for (size_t i = 0; i < word.length; i++) {
        text rest = text_from(word, i);
        bool is_sign = text_starts_with(rest, TEXT("%%"));
        bool is_numbered = !is_sign && rest.length > 3 && rest.bytes[0] == '%' && rest.bytes[2] == '$';
        size_t number = is_numbered ? (size_t)(rest.bytes[1] - '0') : 0;
        buffer_append_byte(&plain, word.bytes[i]);
        if (is_sign) {
            buffer_append_byte(&plain, word.bytes[++i]);
        } else if (number && number <= call->argument_count && count < call->argument_count) {
            values[count++] = call->arguments[number - 1];
            i += 2;
        }
    }
    if (!count)
        return TEXT_NONE;
    call->arguments = values;
    call->argument_count = count;
    return buffer_text(&plain);
}

static struct value function_t(struct template_call *call, void *data)
{
    const struct layouts *layouts = data;
    text key = TEXT_NONE;
    if (!template_call_text(call, 0, &key))
        return value_undefined();
    if (!call->argument_count || call->argument_count == 1)
        return value_text(strings_word(layouts->strings, call->lang, key));
    struct template_call format = *call;
    bool is_counted = call->arguments[1].kind == VALUE_INTEGER;
    text word = is_counted
                    ? strings_word_for(layouts->strings, call->lang, key, call->arguments[1].as.integer)
                    : strings_word(layouts->strings, call->lang, key);
    format.arguments++;
    format.argument_count--;
    text ordered = in_order_of_places(&format, word);
    format.input = value_text(ordered.bytes ? ordered : word);
    if (!ordered.bytes && is_counted && leaves_count_out(word, format.argument_count)) {
        format.arguments++;
        format.argument_count--;
    }
    struct value written = filter_format_pattern(&format, NULL);
    call->fault = format.fault;
    call->fault_hint = format.fault_hint;
    return written;
}

static const struct template_function site_filters[] = {
    { "url", "", filter_url, NULL, 0, "the address with the site's path prefix" },
    { "absolute_url", "", filter_absolute_url, NULL, 0, "the address with scheme and host" },
    { "absolute_links", "base", filter_absolute_links, NULL, 0,
        "HTML whose links are absolute, as seen from the page at that address" },
    { "link_notes", "base", filter_link_notes, NULL, 0,
        "a map: `html` whose links bear numbers, and the `addresses` that they lead to" },
    { "markdown", "", filter_markdown, NULL, 0, "Markdown as HTML" },
    { "slug", "", filter_slug, NULL, 0, "the text as part of an address" },
    { "date", "format=none", filter_date, NULL, 0,
        "a date, or a text that says one, in the page's language" },
    { "in_language", "lang", filter_in_language, NULL, ROW_NOTES_READINGS,
        "a list with each text once: in that language, else in the site's, else in the first; what stands "
        "comes before what was withdrawn or superseded" },
    /* to add one: its function above, a row here, a line in docs/layouts.md */
};

static const struct template_function site_functions[] = {
    { "asset", "name", function_asset, NULL, 0, "the fingerprinted address of a file of layouts/assets" },
    { "integrity", "name", function_integrity, NULL, 0,
        "the hash of a file of layouts/assets, for `integrity=`" },
    { "direction", "lang", function_direction, NULL, 0, "`rtl` or `ltr`, as the language is written" },
    { "language_name", "lang", function_language_name, NULL, 0,
        "what a language calls itself, as \"Deutsch\"" },
    { "content_security_policy", "", function_policy, NULL, 0, "the policy that all pages keep" },
    { "t", "key, *values", function_t, NULL, 0, "a word of the interface in the page's language" },
    /* to add one: its function above, a row here, a line in docs/layouts.md */
};

/* Those that look at the page that is rendered. */
static const struct template_function page_functions[] = {
    { "slot", "name", function_slot, NULL, 0, "what plugins put into a slot of the page" },
    /* to add one: as above */
};

/* A row's `data` is the plugin's function; a filter's input is its first argument. */
static struct value call_plugin(struct template_call *call, void *data)
{
    const struct plugin_function *function = data;
    struct renderer *renderer = call->page;
    size_t extra = function->group == HOOK_FILTERS;
    struct value *items = arena_new_array(call->arena, struct value, call->argument_count + extra);
    if (extra)
        items[0] = call->input;
    for (size_t i = 0; i < call->argument_count; i++)
        items[i + extra] = call->arguments[i];
    struct plugin_arguments arguments = { items, call->argument_count + extra, call->named,
        call->named_count };
    struct plugin_subject subject = { renderer->page->path, SPAN_NONE, call->readings };
    if (call->readings)
        call->readings->is_plugin = true;
    struct value result = value_none();
    if (plugin_function_call(function, &arguments, subject, call->arena, renderer->diagnostics, &result))
        return result;
    call->is_fault_reported = true;
    return template_call_fail(call, "the plugin failed");
}

/* The rows of one table after another; later rows of a name win, so a site's own go last. */
struct rows {
    struct template_function *items;
    size_t count, capacity;
};

static void add_rows(
    struct arena *arena, struct rows *rows, const struct template_function *items, size_t count, void *data)
{
    for (size_t i = 0; i < count; i++) {
        struct template_function *row = list_add(arena, rows);
        *row = items[i];
        row->data = data;
    }
}

static void add_plugin_rows(
    struct arena *arena, struct rows *rows, const struct plugins *plugins, enum hook group)
{
    size_t count = 0;
    const struct plugin_function *const *functions = plugins_functions(plugins, group, &count);
    for (size_t i = 0; i < count; i++)
        *list_add(arena, rows) =
            (struct template_function){ text_to_string(arena, functions[i]->name), "*arguments, **named",
                call_plugin, (void *)functions[i], ROW_NOTES_READINGS, "a function of a plugin" };
}

const struct template_library *functions_library(struct arena *arena, const struct layouts *layouts)
{
    enum { FILTERS = COUNT(site_filters), FUNCTIONS = COUNT(site_functions) };
    struct rows filters = { 0 }, tests = { 0 }, functions = { 0 };
    void *unicode = layouts->site->unicode;
    add_rows(arena, &filters, template_filters, template_filter_count, unicode);
    add_rows(arena, &filters, site_filters, FILTERS, (void *)layouts);
    add_plugin_rows(arena, &filters, layouts->plugins, HOOK_FILTERS);
    add_rows(arena, &tests, template_tests, template_test_count, unicode);
    add_rows(arena, &functions, template_functions, template_function_count, unicode);
    add_rows(arena, &functions, site_functions, FUNCTIONS, (void *)layouts);
    add_plugin_rows(arena, &functions, layouts->plugins, HOOK_FUNCTIONS);
    struct template_library *library = arena_new(arena, struct template_library);
    *library = (struct template_library){ filters.items, filters.count, tests.items, tests.count,
        functions.items, functions.count, page_functions, COUNT(page_functions), OUTPUT_GLOBALS_SHARED,
        !plugins_are_whole(layouts->plugins) };
    return library;
}
