/* SPDX-License-Identifier: MIT */
/*
 * Reading front matter: YAML to a map, then key by key through the table of the kind of file; what no row,
 * taxonomy or `extra_keys` knows is reported. A broken value leaves its fact absent and the rest is read all
 * the same, so that one build shows every mistake.
 */
#include "load/front_matter.h"
#include "base/count.h"
#include "base/list.h"
#include "base/unseen.h"
#include "load/front_matter_reading.h"
#include "load/yaml.h"
#include "model/person_name.h"

static void read_row(struct front_matter_reading *reading, const struct front_matter_key *row)
{
    const struct value_map_entry *entry = reading->entry;
    struct diagnostics *diagnostics = reading->rules->diagnostics;
    span *seen = &reading->seen[row - reading->keys];
    if (reading->file->kind == CONTENT_PAGE && !row->is_for_pages) {
        front_matter_not_of_page(reading, entry);
        return;
    }
    if (seen->length) {
        struct diagnostic *diagnostic = diagnostic_error(diagnostics, entry->key_where, "duplicate-key",
            "'%.*s' says again what is said above", TEXT_ARGS(entry->key));
        diagnostic_hint(diagnostics, diagnostic, "keep one of the two");
        diagnostic_note(diagnostics, diagnostic, *seen, "the same key by another name");
        return;
    }
    *seen = entry->key_where;
    row->read(reading, row, &entry->value);
}

static bool is_extra_key(const struct front_matter_reading *reading, text name)
{
    const struct text_list *keys = &reading->rules->config->extra_keys;
    return text_is_one_of(name, keys->items, keys->count);
}

static void read_other(struct front_matter_reading *reading)
{
    const struct value_map_entry *entry = reading->entry;
    bool is_sorted = content_is_text(reading->file);
    size_t taxonomy = is_sorted ? config_find_taxonomy(reading->rules->config, entry->key) : SIZE_MAX;
    if (taxonomy != SIZE_MAX && reading->file->kind == CONTENT_ARTICLE)
        front_matter_read_terms(reading, taxonomy, entry->key, &entry->value);
    else if (taxonomy != SIZE_MAX)
        front_matter_not_of_page(reading, entry);
    else if (is_extra_key(reading, entry->key))
        *list_add(reading->rules->arena, &reading->extra) = *entry;
    else
        front_matter_unknown_key(reading, entry);
}

/* The entries as a map; a name that comes twice is reported. None when there are none. */
static struct value map_of_entries(
    struct front_matter_reading *reading, const struct front_matter_entries *entries)
{
    struct diagnostics *diagnostics = reading->rules->diagnostics;
    if (!entries->count)
        return value_none();
    struct value map = value_map_of(reading->rules->arena, entries->items, entries->count);
    for (size_t i = 0; i < entries->count; i++) {
        const struct value_map_entry *entry = &entries->items[i];
        if (value_map_find(map.as.map, entry->key) == &entry->value)
            continue;
        struct diagnostic *diagnostic = diagnostic_error(
            diagnostics, entry->key_where, "duplicate-key", "'%.*s' is given twice", TEXT_ARGS(entry->key));
        diagnostic_hint(diagnostics, diagnostic, "keep one of the two");
    }
    return map;
}

/* Reads the YAML and every key. False when there is nothing to read facts from, which was reported. */
static bool read_keys(struct front_matter_reading *reading)
{
    struct diagnostics *diagnostics = reading->rules->diagnostics;
    const struct front_matter_split *split = reading->split;
    if (!split->has_front_matter) {
        front_matter_report_missing(reading);
        return false;
    }
    text until_end = text_slice(reading->contents, 0, split->yaml_offset + split->yaml_length);
    struct value value;
    yaml_parse(reading->rules->arena, reading->file->source, until_end, split->yaml_offset,
        &yaml_limits_front_matter, &value, diagnostics);
    if (value.kind == VALUE_UNDEFINED)
        return false;
    if (value.kind == VALUE_NONE)
        return true;
    if (value.kind != VALUE_MAP) {
        struct diagnostic *diagnostic = diagnostic_error(diagnostics, value.where, "wrong-type",
            "%s without keys", reading->file->kind == CONTENT_COMMENT ? "a comment" : "front matter");
        bool has_colon = value.kind == VALUE_TEXT && (text_find_byte(value.as.text, ':', 0) != SIZE_MAX ||
                                                         text_find(value.as.text, TEXT("："), 0) != SIZE_MAX);
        diagnostic_hint(diagnostics, diagnostic,
            has_colon ? "write lines such as '%s: …', and type the ':' and the blank behind it anew: what "
                        "looks like them may be others"
                      : "write lines such as '%s: …'",
            reading->file->kind == CONTENT_COMMENT  ? "comment"
            : reading->file->kind == CONTENT_AUTHOR ? "name"
                                                    : "title");
        return false;
    }
    reading->written = value.as.map;
    for (size_t i = 0; i < value.as.map->count; i++) {
        reading->entry = &value.as.map->entries[i];
        const struct front_matter_key *row = front_matter_find_row(reading, reading->entry->key);
        if (row)
            read_row(reading, row);
        else
            read_other(reading);
    }
    return true;
}

static bool was_seen(const struct front_matter_reading *reading, const char *name, span *where)
{
    const struct front_matter_key *row = front_matter_find_row(reading, text_of(name));
    *where = reading->seen[row - reading->keys];
    return where->length > 0;
}

/* `Title:`, as Pelican has it, which is no key here; absent when there is none. */
static text in_capitals(const struct front_matter_reading *reading, const char *name)
{
    for (size_t i = 0; reading->written && i < reading->written->count; i++)
        if (text_equal_ignoring_ascii_case(reading->written->entries[i].key, text_of(name)))
            return reading->written->entries[i].key;
    return TEXT_NONE;
}

static void require(
    struct front_matter_reading *reading, const char *name, const char *code, const char *example)
{
    span where;
    if (was_seen(reading, name, &where))
        return;
    struct diagnostics *diagnostics = reading->rules->diagnostics;
    struct diagnostic *diagnostic =
        diagnostic_error(diagnostics, front_matter_opening(reading), code, "no %s", name);
    text written = in_capitals(reading, name);
    if (written.length)
        diagnostic_hint(diagnostics, diagnostic, "write '%s' in place of '%.*s'", name, TEXT_ARGS(written));
    else if (reading->date_elsewhere.length && text_equal(text_of(name), TEXT("date")))
        diagnostic_hint(diagnostics, diagnostic, "write 'date' in place of '%.*s', if it was published then",
            TEXT_ARGS(reading->date_elsewhere));
    else
        diagnostic_hint(diagnostics, diagnostic, "add a line %s: %s", name, example);
}

/* A reason can name what stands outside the archive. */
static void check_successor(struct front_matter_reading *reading, const struct front_matter *facts)
{
    if (facts->status != STATUS_SUPERSEDED || facts->superseded_by.text.length ||
        facts->status_reason.text.length)
        return;
    diagnostic_hint(reading->rules->diagnostics,
        diagnostic_warning(reading->rules->diagnostics, facts->status_where, "missing-successor",
            "superseded, and nothing says by what"),
        "add superseded_by: and the id of what took its place, or reason: when that is not an article here");
}

static void check_status(struct front_matter_reading *reading, const struct front_matter *facts)
{
    static const char *const companions[] = { "reason", "status_date", "superseded_by" };
    span where;
    if (was_seen(reading, "status", &where)) {
        check_successor(reading, facts);
        return;
    }
    for (size_t i = 0; i < COUNT(companions); i++)
        if (was_seen(reading, companions[i], &where))
            diagnostic_hint(reading->rules->diagnostics,
                diagnostic_warning(reading->rules->diagnostics, where, "unused-key",
                    "'%s' says nothing without 'status'", companions[i]),
                text_equal(text_of(companions[i]), TEXT("superseded_by"))
                    ? "add status: superseded"
                    : "add status: withdrawn, superseded or archived");
}

/* `image:` or `image: ""`, as forms of editors write what was left empty. */
static bool says_nothing(const struct front_matter_reading *reading, const char *key)
{
    const struct value *value = reading->written ? value_map_find(reading->written, text_of(key)) : NULL;
    return !value || value_is_blank(value) || (value->kind == VALUE_LIST && !value->as.list->count);
}

/* The words about a picture would be shown nowhere. */
static void check_image(struct front_matter_reading *reading, const struct front_matter_image *image)
{
    const struct {
        const char *key;
        const struct spanned_text *words;
    } companions[] = { { "image_alt", &image->alt }, { "image_caption", &image->caption },
        { "image_credit", &image->credit } };
    span where;
    if (!says_nothing(reading, "image"))
        return;
    for (size_t i = 0; i < COUNT(companions); i++)
        if (companions[i].words->text.length && was_seen(reading, companions[i].key, &where))
            diagnostic_hint(reading->rules->diagnostics,
                diagnostic_warning(reading->rules->diagnostics, where, "unused-key",
                    "'%s' says nothing without 'image'", companions[i].key),
                "add image: and the picture's file, as in image: map.png");
}

static void check_expiry(struct front_matter_reading *reading, const struct front_matter *facts)
{
    if (!facts->date.date.is_set || !facts->expires.date.is_set ||
        date_compare(&facts->expires.date, &facts->date.date) > 0)
        return;
    diagnostic_hint(reading->rules->diagnostics,
        diagnostic_warning(reading->rules->diagnostics, facts->expires.where, "expires-before-date",
            "expires before it is published"),
        "write a later day, or take the line away");
}

static void check_family_name(struct front_matter_reading *reading, const struct author_front_matter *facts)
{
    const struct spanned_text *family = &facts->family_name;
    if (!family->text.length || person_name_find_family(facts->name.text, family->text) != SIZE_MAX)
        return;
    struct diagnostic *diagnostic = diagnostic_error(reading->rules->diagnostics, family->where, "bad-value",
        "'%.*s' is no part of the name", TEXT_ARGS(family->text));
    diagnostic_hint(reading->rules->diagnostics, diagnostic, "write it as it stands in name:");
}

void front_matter_read_content(const struct front_matter_rules *rules, const struct content_file *file,
    text contents, const struct front_matter_split *split, struct front_matter *result)
{
    *result = (struct front_matter){ .extra = value_none() };
    struct spanned_list *terms =
        arena_new_array(rules->arena, struct spanned_list, rules->config->taxonomy_count);
    result->terms = terms;
    result->term_count = rules->config->taxonomy_count;
    struct front_matter_reading reading = {
        .rules = rules, .file = file, .contents = contents, .split = split, .result = result, .terms = terms
    };
    reading.keys = front_matter_article_keys(&reading.key_count);
    if (!read_keys(&reading))
        return;
    span where;
    require(&reading, "title", "missing-title", front_matter_likely_title(&reading));
    bool has_date = was_seen(&reading, "date", &where) || front_matter_date_of_name(&reading, &result->date);
    if (file->kind == CONTENT_ARTICLE && !has_date && !reading.is_date_misspelt)
        require(&reading, "date", "missing-date", front_matter_likely_date(&reading));
    if (!was_seen(&reading, "draft", &where))
        front_matter_check_name(&reading);
    check_status(&reading, result);
    check_image(&reading, &result->image);
    check_expiry(&reading, result);
    front_matter_check_permalink(&reading, result);
    front_matter_check_licence(&reading, result);
    result->translation_key.text = unseen_dropped(rules->arena, result->translation_key.text);
    result->extra = map_of_entries(&reading, &reading.extra);
}

static bool is_web_address(text address)
{
    return text_starts_with(address, TEXT("https://")) || text_starts_with(address, TEXT("http://"));
}

/* "www.example.org" would lead to a page of this site that is not there. */
static void check_address(struct front_matter_reading *reading, text address, span where)
{
    static const text mail = TEXT_INIT("mailto:");
    if (!address.length || is_web_address(address) || text_starts_with(address, mail))
        return;
    struct diagnostic *diagnostic = diagnostic_error(reading->rules->diagnostics, where, "bad-value",
        "'%.*s' is not the address of a site", TEXT_ARGS(address));
    size_t at = text_find_last_byte(address, '@');
    if (text_starts_with(address, TEXT("@")) && at > 1) /* "@jo@social.example", as Mastodon shows it */
        diagnostic_hint(reading->rules->diagnostics, diagnostic, "write https://%.*s/%.*s",
            TEXT_ARGS(text_from(address, at + 1)), TEXT_ARGS(text_slice(address, 0, at)));
    else if (text_find_byte(address, ':', 0) == SIZE_MAX && text_find_byte(address, '.', 0) != SIZE_MAX)
        diagnostic_hint(reading->rules->diagnostics, diagnostic, "write https://%.*s", TEXT_ARGS(address));
    else
        diagnostic_hint(reading->rules->diagnostics, diagnostic, "write https://example.org/name");
}

static void check_addresses(struct front_matter_reading *reading, const struct author_front_matter *result)
{
    check_address(reading, result->url.text, result->url.where);
    for (size_t i = 0; result->links.kind == VALUE_MAP && i < result->links.as.map->count; i++) {
        const struct value *link = &result->links.as.map->entries[i].value;
        check_address(reading, link->as.text, link->where);
    }
}

void front_matter_read_author(const struct front_matter_rules *rules, const struct content_file *file,
    text contents, const struct front_matter_split *split, struct author_front_matter *result)
{
    *result = (struct author_front_matter){ .links = value_none(), .extra = value_none() };
    struct front_matter_reading reading = {
        .rules = rules, .file = file, .contents = contents, .split = split, .result = result
    };
    reading.keys = front_matter_author_keys(&reading.key_count);
    if (!read_keys(&reading))
        return;
    require(&reading, "name", "missing-name", "Maria Ruis");
    check_family_name(&reading, result);
    result->extra = map_of_entries(&reading, &reading.extra);
    result->links = map_of_entries(&reading, &reading.links);
    check_addresses(&reading, result);
}

/* "Maria Ruis <m@example.org>"; but "@maria" and "jo@home" are names. */
static bool holds_email(text name)
{
    for (size_t at = 0; (at = text_find_byte(name, '@', at)) != SIZE_MAX; at++) {
        size_t dot = text_find_byte(name, '.', at), blank = text_find_byte(name, ' ', at);
        if (at > 0 && (unsigned char)name.bytes[at - 1] > ' ' && dot != SIZE_MAX && dot < blank)
            return true;
    }
    return false;
}

/* The form says that it will not be published. */
static void check_writer(struct front_matter_reading *reading, const struct spanned_text *name)
{
    if (holds_email(name->text))
        diagnostic_hint(reading->rules->diagnostics,
            diagnostic_warning(reading->rules->diagnostics, name->where, "author-address",
                "readers see the e-mail address in this name"),
            "write name: with the name alone, and the address behind email:, which nothing shows");
}

void front_matter_read_comment(const struct front_matter_rules *rules, const struct content_file *file,
    text contents, struct comment_front_matter *result)
{
    const struct front_matter_split whole = { .yaml_length = contents.length, .has_front_matter = true };
    *result = (struct comment_front_matter){ 0 };
    struct front_matter_reading reading = {
        .rules = rules, .file = file, .contents = contents, .split = &whole, .result = result
    };
    reading.keys = front_matter_comment_keys(&reading.key_count);
    if (!read_keys(&reading))
        return;
    require(&reading, "name", "missing-name", "Maria Ruis");
    check_writer(&reading, &result->name);
    if (!reading.is_date_misspelt)
        require(&reading, "date", "missing-date", "2024-02-26 18:30");
    if (!result->comment.text.length)
        diagnostic_hint(rules->diagnostics,
            diagnostic_error(rules->diagnostics, front_matter_opening(&reading), "missing-comment",
                "a comment without text"),
            "add a line comment: |, and the text below it, each line behind two blanks");
    if (result->url.text.length && !is_web_address(result->url.text))
        diagnostic_hint(rules->diagnostics,
            diagnostic_error(rules->diagnostics, result->url.where, "bad-value",
                "'%.*s' is not the address of a site", TEXT_ARGS(result->url.text)),
            "write url: https://example.org, or leave it out");
}
