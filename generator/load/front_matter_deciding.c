/* SPDX-License-Identifier: MIT */
/*
 * Keys that are in no table and may decide about publication. A typing mistake in `draft` must not publish
 * anything, so a key that nearly reads like such a one is an error, and so is what other programs have for
 * it. A hint that is followed must not publish anything either: only a word that is known to the letter, and
 * whose value says that readers see the text, may be left out.
 */
#include "load/front_matter_reading.h"
#include "base/arena.h"
#include "base/byte.h"
#include "base/count.h"
#include "base/lookalike.h"
#include "base/path.h"

enum { GUARDED_EDITS = 2 };

/* What a word says: it is a key here; when a text appears, or vanishes; that it is seen, or not; something
 * that nothing here does. */
enum meaning { MEANS_ITSELF, MEANS_DATE, MEANS_END, MEANS_SHOWN, MEANS_HIDDEN, MEANS_OTHER };

/* What decides about publication, and what other programs call it. */
static const struct guarded {
    const char *word;
    enum meaning meaning;
} guarded[] = {
    { "date", MEANS_ITSELF }, { "draft", MEANS_ITSELF }, { "expires", MEANS_ITSELF },
    { "status", MEANS_ITSELF }, { "publish", MEANS_SHOWN }, { "published", MEANS_SHOWN },
    { "ispublished", MEANS_SHOWN }, { "public", MEANS_SHOWN }, { "ispublic", MEANS_SHOWN },
    { "visible", MEANS_SHOWN }, { "isvisible", MEANS_SHOWN }, { "hidden", MEANS_HIDDEN },
    { "private", MEANS_HIDDEN }, { "invisible", MEANS_HIDDEN }, { "unpublish", MEANS_HIDDEN },
    { "unpublished", MEANS_HIDDEN }, { "notpublished", MEANS_HIDDEN }, { "embargo", MEANS_DATE },
    { "publishdate", MEANS_DATE }, { "pubdate", MEANS_DATE }, { "pubdatetime", MEANS_DATE },
    { "releasedate", MEANS_DATE }, { "embargodate", MEANS_DATE }, { "embargountil", MEANS_DATE },
    { "schedule", MEANS_DATE }, { "scheduledat", MEANS_DATE }, { "scheduledfor", MEANS_DATE },
    { "goliveat", MEANS_DATE }, { "golivedate", MEANS_DATE }, { "datepublished", MEANS_DATE },
    { "publishat", MEANS_DATE }, { "publishon", MEANS_DATE }, { "publishedat", MEANS_DATE },
    { "publishedon", MEANS_DATE }, { "publicationdate", MEANS_DATE }, { "publishedtime", MEANS_DATE },
    { "expirydate", MEANS_END }, { "expiration", MEANS_END }, { "unpublishdate", MEANS_END },
    { "unpublishat", MEANS_END }, { "unpublishon", MEANS_END }, { "visibility", MEANS_SHOWN },
    { "unlisted", MEANS_OTHER }, { "password", MEANS_HIDDEN }, { "postpassword", MEANS_HIDDEN },
    /* to add one: the word in small letters and without hyphens; docs/front-matter.md */
};

text front_matter_plain_key(struct arena *arena, text key)
{
    char *bytes = arena_bytes(arena, key.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < key.length; i++)
        if (key.bytes[i] != '_' && key.bytes[i] != '-' && key.bytes[i] != ' ')
            bytes[length++] = key.bytes[i];
    return (text){ bytes, length };
}

/* The nearest one, *distance edits away. */
static const struct guarded *find_guarded(struct arena *arena, text written, size_t *distance)
{
    text key = front_matter_plain_key(arena, front_matter_bare_key(written));
    const struct guarded *found = NULL;
    *distance = GUARDED_EDITS;
    for (size_t i = 0; i < COUNT(guarded); i++) {
        size_t edits = lookalike_distance(key, text_of(guarded[i].word), *distance);
        if (edits > *distance || (found && edits == *distance))
            continue;
        found = &guarded[i];
        *distance = edits;
    }
    /* Whatever stands beside the word: embargo_lifts, under_embargo; scheduled_publication. */
    text lower = text_lower_ascii(arena, key);
    if (!found &&
        (text_find(lower, TEXT("embargo"), 0) != SIZE_MAX || text_starts_with(lower, TEXT("schedul")))) {
        found = find_guarded(arena, TEXT("embargo"), distance);
        *distance = GUARDED_EDITS;
    }
    return found;
}

bool front_matter_may_decide(const struct front_matter_reading *reading, text key)
{
    size_t distance;
    return find_guarded(reading->rules->arena, key, &distance) != NULL;
}

static bool has_digit(const struct value *value)
{
    if (value->kind != VALUE_TEXT)
        return value_is_number(value);
    for (size_t i = 0; i < value->as.text.length; i++)
        if (byte_is_digit(value->as.text.bytes[i]))
            return true;
    return false;
}

#define LEAVE_OUT "leave it out: what is no draft is published on its date"

/* What to type in place of a word of another program. */
static const char *hint_at_foreign(const struct guarded *meant, const struct value *value, bool is_exact)
{
    bool is_visibility = meant->meaning == MEANS_SHOWN || meant->meaning == MEANS_HIDDEN;
    bool is_shown = meant->meaning == MEANS_SHOWN;
    if (is_visibility && front_matter_says(value, !is_shown))
        return "write draft: true";
    bool may_be_usual = is_visibility || meant->meaning == MEANS_OTHER;
    if (may_be_usual && is_exact && front_matter_says(value, is_shown) && value->kind != VALUE_NONE)
        return LEAVE_OUT;
    bool is_moment = meant->meaning == MEANS_DATE || meant->meaning == MEANS_END;
    if (is_moment && is_exact && value_is_blank(value))
        return LEAVE_OUT;
    if ((meant->meaning == MEANS_DATE || is_shown) && has_digit(value))
        return "write 'date', in place of any other date";
    if (meant->meaning == MEANS_END && has_digit(value))
        return "write 'expires'";
    return "use 'date', 'expires' or 'draft'";
}

/* The hint is added by the caller. */
static struct diagnostic *report_deciding_key(
    struct front_matter_reading *reading, const struct value_map_entry *entry)
{
    return diagnostic_error(reading->rules->diagnostics, entry->key_where, "misspelt-key",
        "unknown key '%.*s' might be meant to decide about publication", TEXT_ARGS(entry->key));
}

/* Zola and Gatsby have `path` for an address, two edits away from `date`, and Drupal `path: {alias: …}`; else
 * absent. */
static text find_address(const struct front_matter_reading *reading, const struct value_map_entry *entry)
{
    const struct value *alias =
        entry->value.kind == VALUE_MAP ? value_map_find(entry->value.as.map, TEXT("alias")) : &entry->value;
    text path = alias && alias->kind == VALUE_TEXT ? text_trim(alias->as.text) : TEXT("");
    if (!text_equal(entry->key, TEXT("path")) || text_find_byte(path, '/', 0) == SIZE_MAX ||
        !front_matter_find_row(reading, TEXT("permalink")))
        return TEXT_NONE;
    bool is_folder = text_find_byte(path_name(path), '.', 0) == SIZE_MAX && !text_ends_with(path, TEXT("/"));
    return text_format(reading->rules->arena, "%s%.*s%s", text_starts_with(path, TEXT("/")) ? "" : "/",
        TEXT_ARGS(path), is_folder ? "/" : "");
}

static void report_guarded(struct front_matter_reading *reading, const struct value_map_entry *entry,
    const struct guarded *meant, bool is_exact)
{
    struct diagnostics *diagnostics = reading->rules->diagnostics;
    struct diagnostic *diagnostic = report_deciding_key(reading, entry);
    bool is_date = meant->meaning == MEANS_DATE || text_equal(text_of(meant->word), TEXT("date"));
    text address = find_address(reading, entry);
    reading->is_date_misspelt |= is_date && has_digit(&entry->value) && !address.length;
    bool is_possible =
        is_exact || has_digit(&entry->value) || !text_equal(text_of(meant->word), TEXT("date"));
    if (address.length)
        diagnostic_hint(diagnostics, diagnostic, "write permalink: %.*s" FRONT_MATTER_OR_KEEP_IT,
            TEXT_ARGS(address), TEXT_ARGS(entry->key));
    else if (is_possible && front_matter_find_row(reading, text_of(meant->word)))
        diagnostic_hint(diagnostics, diagnostic, "write '%s'" FRONT_MATTER_OR_KEEP_IT, meant->word,
            TEXT_ARGS(entry->key));
    else if (reading->file->kind == CONTENT_AUTHOR)
        diagnostic_hint(diagnostics, diagnostic,
            "an author file has no such key; if it is the site's own, list it under extra_keys in site.yml");
    else if (reading->file->kind == CONTENT_COMMENT)
        diagnostic_hint(diagnostics, diagnostic, FRONT_MATTER_TAKE_COMMENT_OUT);
    else
        diagnostic_hint(diagnostics, diagnostic, "%s" FRONT_MATTER_OR_KEEP_IT,
            hint_at_foreign(meant, &entry->value, is_exact), TEXT_ARGS(entry->key));
}

/* Hugo's `build: {render: never}`, `{render: link}`, and `_build`. */
static bool is_unbuilt(const struct front_matter_reading *reading, const struct value_map_entry *entry)
{
    const struct value *value = &entry->value;
    if (!text_equal(front_matter_plain_key(reading->rules->arena, entry->key), TEXT("build")))
        return false;
    for (size_t i = 0; value->kind == VALUE_MAP && i < value->as.map->count; i++) {
        const struct value *part = &value->as.map->entries[i].value;
        if (front_matter_says(part, false) ||
            (part->kind == VALUE_TEXT && text_equal(part->as.text, TEXT("link"))))
            return true;
    }
    return false;
}

/* Is there, at any depth, a key that decides about publication, spelt as it should be? */
static bool holds_deciding_key(const struct front_matter_reading *reading, const struct value *value)
{
    size_t distance;
    for (size_t i = 0; value->kind == VALUE_LIST && i < value->as.list->count; i++) {
        struct value item = value_list_at(value->as.list, i);
        if (holds_deciding_key(reading, &item))
            return true;
    }
    for (size_t i = 0; value->kind == VALUE_MAP && i < value->as.map->count; i++) {
        const struct value_map_entry *entry = &value->as.map->entries[i];
        if ((find_guarded(reading->rules->arena, entry->key, &distance) && distance == 0) ||
            front_matter_moderation(reading, entry) || is_unbuilt(reading, entry) ||
            holds_deciding_key(reading, &entry->value))
            return true;
    }
    return false;
}

/* `stage: draft`, `settings: {draft: true}`: whatever the key is called, the text is not done. */
static bool says_draft(const struct value *value)
{
    static const text words[] = { TEXT_INIT("draft"), TEXT_INIT("unpublished"), TEXT_INIT("embargoed") };
    if (value->kind == VALUE_TEXT)
        return text_is_one_of_ignoring_ascii_case(text_trim(value->as.text), words, COUNT(words));
    for (size_t i = 0; value->kind == VALUE_MAP && i < value->as.map->count; i++)
        if (text_equal(value->as.map->entries[i].key, TEXT("draft")) &&
            !front_matter_says(&value->as.map->entries[i].value, false))
            return true;
    return false;
}

/* Hugo's own keys of a site, `params: {private: true}`. */
static bool params_hide(const struct front_matter_reading *reading, const struct value_map_entry *entry)
{
    const struct value *params = &entry->value;
    if (!text_equal(entry->key, TEXT("params")) || params->kind != VALUE_MAP)
        return false;
    for (size_t i = 0; i < params->as.map->count; i++) {
        const struct value_map_entry *param = &params->as.map->entries[i];
        size_t distance;
        const struct guarded *meant = find_guarded(reading->rules->arena, param->key, &distance);
        bool is_shown = meant && meant->meaning == MEANS_SHOWN;
        bool is_visibility = meant && distance == 0 && (is_shown || meant->meaning == MEANS_HIDDEN);
        if ((is_visibility && !front_matter_says(&param->value, is_shown)) || is_unbuilt(reading, param) ||
            front_matter_moderation(reading, param))
            return true;
    }
    return false;
}

/* Pelican writes no page of a text with an empty `save_as`. */
static bool is_saved_nowhere(const struct front_matter_reading *reading, const struct value_map_entry *entry)
{
    text key =
        text_lower_ascii(reading->rules->arena, front_matter_plain_key(reading->rules->arena, entry->key));
    return text_equal(key, TEXT("saveas")) && value_is_blank(&entry->value);
}

/* `eleventyComputed: {permalink: false}`. */
static bool computes_deciding_key(const struct front_matter_reading *reading, const struct value *value)
{
    return holds_deciding_key(reading, value) ||
           (value->kind == VALUE_MAP && value_map_find(value->as.map, TEXT("permalink")));
}

/* What to write in place of a key that lets nobody see the text, or not as it stands; NULL: it does not. */
static const char *find_instead(
    const struct front_matter_reading *reading, const struct value_map_entry *entry)
{
    const char *instead = front_matter_moderation(reading, entry);
    if (instead || (reading->file->kind != CONTENT_ARTICLE && reading->file->kind != CONTENT_PAGE))
        return instead;
    if (is_unbuilt(reading, entry) || params_hide(reading, entry) || is_saved_nowhere(reading, entry))
        return "draft: true";
    if (text_equal(entry->key, TEXT("cascade")) && holds_deciding_key(reading, &entry->value))
        return "what it says into each text of the folder";
    if (text_equal(entry->key, TEXT("eleventyComputed")) && computes_deciding_key(reading, &entry->value))
        return "draft: true where it keeps the text from readers, else what it says as keys of the text";
    return says_draft(&entry->value) ? "draft: true" : NULL;
}

bool front_matter_deciding_key(struct front_matter_reading *reading, const struct value_map_entry *entry)
{
    struct diagnostics *diagnostics = reading->rules->diagnostics;
    size_t distance;
    const char *instead = find_instead(reading, entry);
    if (instead) {
        struct diagnostic *diagnostic = report_deciding_key(reading, entry);
        if (reading->file->kind == CONTENT_COMMENT)
            diagnostic_hint(diagnostics, diagnostic, "%s", instead);
        else
            diagnostic_hint(
                diagnostics, diagnostic, "write %s" FRONT_MATTER_OR_KEEP_IT, instead, TEXT_ARGS(entry->key));
        return true;
    }
    const struct guarded *meant = find_guarded(reading->rules->arena, entry->key, &distance);
    if (text_equal(entry->key, TEXT("hide")) && entry->value.kind == VALUE_LIST)
        return false; /* parts of the page, in Material for MkDocs */
    bool is_trap = meant && reading->file->kind == CONTENT_COMMENT && distance == 0 &&
                   meant->meaning == MEANS_HIDDEN && front_matter_says(&entry->value, false);
    if (is_trap) /* `hidden: ""`, a field of forms that only machines fill in */
        return false;
    if (meant)
        report_guarded(reading, entry, meant, distance == 0);
    return meant != NULL;
}
