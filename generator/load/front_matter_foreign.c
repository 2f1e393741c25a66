/* SPDX-License-Identifier: MIT */
/*
 * What other programs say with an address or the first line of a file. A pattern or a template in `permalink`
 * or `aliases` would be published as it is typed, and keys between other lines than `---` are no keys.
 */
#include "load/front_matter_reading.h"
#include "base/byte.h"
#include "base/count.h"
#include <string.h>

/* The name behind the first "/:" of an address, as in patterns of other programs; absent when there is none.
 */
static text place_name(text address)
{
    size_t start = text_find(address, TEXT("/:"), 0), end = start + 2;
    if (start == SIZE_MAX)
        return TEXT_NONE;
    while (end < address.length && (byte_is_lower(address.bytes[end]) || address.bytes[end] == '_'))
        end++;
    return end > start + 2 ? text_slice(address, start + 1, end - start - 1) : TEXT_NONE;
}

/* "{{ title | slug }}", or what follows its beginning where the end is missing. */
static text template_tag(text address)
{
    size_t start = text_find(address, TEXT("{{"), 0), block = text_find(address, TEXT("{%"), 0);
    start = block < start ? block : start;
    if (start == SIZE_MAX)
        return TEXT_NONE;
    size_t end = text_find(address, TEXT("}"), start);
    while (end < address.length && address.bytes[end] == '}')
        end++;
    return text_slice(address, start, (end < address.length ? end : address.length) - start);
}

static void check_address(
    const struct front_matter_reading *reading, const struct spanned_text *address, const char *hint)
{
    text name = place_name(address->text);
    if (!name.length)
        name = template_tag(address->text);
    if (!name.length)
        return;
    struct diagnostic *diagnostic = diagnostic_error(reading->rules->diagnostics, address->where,
        "bad-permalink", "'%.*s' stands for nothing in front matter", TEXT_ARGS(name));
    diagnostic_hint(reading->rules->diagnostics, diagnostic, "%s", hint);
}

/* "/b/,/c/" would be one address; with a blank in it, it is none. */
static void check_joined(const struct front_matter_reading *reading, const struct spanned_text *address)
{
    if (text_find(address->text, TEXT("/,/"), 0) == SIZE_MAX)
        return;
    struct diagnostic *diagnostic = diagnostic_error(reading->rules->diagnostics, address->where,
        "bad-permalink", "'%.*s' is several addresses in one text", TEXT_ARGS(address->text));
    diagnostic_hint(reading->rules->diagnostics, diagnostic, "write each as an item of a list: [%.*s]",
        TEXT_ARGS(text_replace(reading->rules->arena, address->text, TEXT("/,/"), TEXT("/, /"))));
}

/* Readers would see the brackets: a licence is a name, or an address. */
void front_matter_check_licence(const struct front_matter_reading *reading, const struct front_matter *facts)
{
    text written = facts->licence.text;
    size_t middle = text_find(written, TEXT("]("), 0), open = text_find_byte(written, '[', 0);
    if (middle == SIZE_MAX || open > middle)
        return;
    struct diagnostic *diagnostic = diagnostic_warning(reading->rules->diagnostics, facts->licence.where,
        "link-in-licence", "readers would see '%.*s' with its brackets", TEXT_ARGS(written));
    text rest = text_from(written, middle + 2), address = text_cut(&rest, ')');
    diagnostic_hint(reading->rules->diagnostics, diagnostic,
        "write the address alone: %.*s; or a name such as CC BY 4.0, which becomes a link",
        TEXT_ARGS(address));
}

void front_matter_check_permalink(struct front_matter_reading *reading, const struct front_matter *facts)
{
    check_address(reading, &facts->permalink,
        "write the whole address, or a pattern for all articles in site.yml: permalinks: {article: …}");
    for (size_t i = 0; i < facts->aliases.count; i++) {
        check_address(reading, &facts->aliases.items[i],
            "write the whole address; a pattern by which all articles had theirs stands in site.yml: "
            "permalinks: {aliases: […]}");
        check_joined(reading, &facts->aliases.items[i]);
    }
}

/* "---json": who writes keys above it must not leave a `draft` in what is below. */
static void report_named(
    struct front_matter_reading *reading, struct diagnostic *diagnostic, text opening, const char *key)
{
    static const text read_as_yaml[] = { TEXT_INIT("yaml"), TEXT_INIT("yml"), TEXT_INIT("json") };
    text language = text_trim(text_from(opening, strlen("---")));
    if (text_is_one_of_ignoring_ascii_case(language, read_as_yaml, COUNT(read_as_yaml)))
        diagnostic_hint(reading->rules->diagnostics, diagnostic,
            "take '%.*s' away: the line is '---' alone%s", TEXT_ARGS(language),
            text_starts_with_ignoring_ascii_case(language, TEXT("y")) ? "" : ", and JSON is YAML too");
    else
        diagnostic_hint(reading->rules->diagnostics, diagnostic,
            "write '---' in place of '%.*s', and all that stands below it as YAML, such as '%s: …'",
            TEXT_ARGS(opening), key);
}

void front_matter_report_missing(struct front_matter_reading *reading)
{
    size_t start = reading->split->opening_offset;
    struct diagnostics *diagnostics = reading->rules->diagnostics;
    struct diagnostic *diagnostic = diagnostic_error(diagnostics,
        (span){ reading->file->source, (uint32_t)start, 0 }, "no-front-matter", "no front matter");
    if (reading->split->start == FRONT_MATTER_BELOW) {
        diagnostic_hint(diagnostics, diagnostic,
            "put what stands above this line '---' below the keys, or take it away: they come first");
        return;
    }
    const char *key = reading->file->kind == CONTENT_AUTHOR ? "name" : "title";
    text first = reading->split->first_line;
    if (reading->split->start == FRONT_MATTER_NAMED) {
        report_named(reading, diagnostic, first, key);
        return;
    }
    bool has_capital = first.length && byte_is_upper(first.bytes[0]);
    diagnostic_hint(diagnostics, diagnostic,
        reading->split->start == FRONT_MATTER_TOML
            ? "this is TOML; write YAML: a line '---', keys such as '%s: …', and a line '---'"
        : reading->split->start == FRONT_MATTER_JSON
            ? "if this is JSON, write YAML: a line '---', keys such as '%s: …', and a line '---'"
        : reading->split->start == FRONT_MATTER_DASHES
            ? "write '---', three hyphens at the start of a line, above keys such as '%s: …' and below them"
        : reading->split->start == FRONT_MATTER_UNSEEN
            ? "type this line anew, '---' and nothing else, above keys such as '%s: …': a character in it is "
              "not to be seen"
        : reading->split->start == FRONT_MATTER_PERCENT
            ? "write what these lines say as keys, such as '%s: …', 'author: …' and 'date: …', between two "
              "lines '---'"
        : reading->split->start == FRONT_MATTER_KEYS
            ? has_capital ? "write a line '---' above keys such as '%s: …', and one below them; all keys in "
                            "small letters"
                          : "write a line '---' above keys such as '%s: …', and one below them"
            : "start the file with a line '---', keys such as '%s: …', and a line '---'",
        key);
}
