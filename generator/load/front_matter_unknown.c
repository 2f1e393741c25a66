/* SPDX-License-Identifier: MIT */
/*
 * Keys and words that are in no table. A typing mistake in `draft` must not publish anything, so a key that
 * nearly reads like one that decides about publication is an error; any other is a warning.
 */
#include "load/front_matter_reading.h"
#include "base/arena.h"
#include "base/lookalike.h"

enum { GUARDED_EDITS = 2, MOST_NAMES = 2 * FRONT_MATTER_MOST_KEYS };

/* What decides about publication, and what other programs call it: the key here that does it; NULL: itself,
 * or nothing does. */
static const struct guarded {
    const char *word, *ours;
} guarded[] = {
    { "date", NULL }, { "draft", NULL }, { "expires", NULL }, { "status", NULL }, { "publish", "draft" },
    { "embargo", "date" }, { "publishdate", "date" }, { "expirydate", "expires" },
    { "expiration", "expires" }, { "hidden", "draft" }, { "visibility", NULL }, { "visible", "draft" },
    { "private", "draft" }, { "unlisted", NULL }, { "password", NULL }, { "pubdate", "date" },
    { "releasedate", "date" }, { "embargodate", "date" }, { "embargountil", "date" }, { "schedule", "date" },
    { "unpublished", "draft" }, { "unpublishdate", "expires" }, { "datepublished", "date" },
    { "publishedon", "date" }, { "publicationdate", "date" }, { "publishedtime", "date" },
    /* to add one: the word; those that are no keys have no meaning, but whoever writes them expects one */
};

/* "publish_date", "publish-date": one word. */
static text without_hyphens(struct arena *arena, text key)
{
    char *bytes = arena_bytes(arena, key.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < key.length; i++)
        if (key.bytes[i] != '_' && key.bytes[i] != '-' && key.bytes[i] != ' ')
            bytes[length++] = key.bytes[i];
    return (text){ bytes, length };
}

static const struct guarded *find_guarded(struct arena *arena, text written)
{
    text key = without_hyphens(arena, written);
    const struct guarded *found = NULL;
    size_t limit = GUARDED_EDITS;
    for (size_t i = 0; i < sizeof guarded / sizeof *guarded; i++) {
        size_t distance = lookalike_distance(key, text_of(guarded[i].word), limit);
        if (distance > limit || (found && distance == limit))
            continue;
        found = &guarded[i];
        limit = distance;
    }
    return found;
}

static bool is_known(const struct front_matter_reading *reading, const char *name)
{
    for (size_t i = 0; i < reading->key_count; i++)
        if (text_equal(text_of(reading->keys[i].name), text_of(name)))
            return true;
    return false;
}

/* The end of a hint; takes the key. */
#define OR_KEEP_IT                                                                                           \
    "; if it is the site's own, move it below 'extra:' or list '%.*s' under extra_keys in site.yml"

/* `published: true` says what holds anyway, `published: false` and `hidden: true` what a draft is. */
static void hint_at_guarded(struct front_matter_reading *reading, struct diagnostic *diagnostic,
    const struct value_map_entry *entry, const char *ours)
{
    struct diagnostics *diagnostics = reading->rules->diagnostics;
    bool is_draft = ours && text_equal(text_of(ours), TEXT("draft"));
    bool is_shown =
        text_starts_with(entry->key, TEXT("publish")) || text_starts_with(entry->key, TEXT("visible"));
    if (is_draft && entry->value.kind == VALUE_BOOL && entry->value.as.boolean == is_shown)
        diagnostic_hint(diagnostics, diagnostic,
            "leave it out: what is no draft is published on its date" OR_KEEP_IT, TEXT_ARGS(entry->key));
    else if (is_draft && entry->value.kind == VALUE_BOOL)
        diagnostic_hint(diagnostics, diagnostic, "write draft: true" OR_KEEP_IT, TEXT_ARGS(entry->key));
    else if (ours && !is_draft)
        diagnostic_hint(diagnostics, diagnostic, "write '%s'" OR_KEEP_IT, ours, TEXT_ARGS(entry->key));
    else
        diagnostic_hint(
            diagnostics, diagnostic, "use 'date', 'expires' or 'draft'" OR_KEEP_IT, TEXT_ARGS(entry->key));
}

static void report_guarded(
    struct front_matter_reading *reading, const struct value_map_entry *entry, const struct guarded *meant)
{
    struct diagnostics *diagnostics = reading->rules->diagnostics;
    struct diagnostic *diagnostic = diagnostic_error(diagnostics, entry->key_where, "misspelt-key",
        "unknown key '%.*s' might be meant to decide about publication", TEXT_ARGS(entry->key));
    if (is_known(reading, meant->word))
        diagnostic_hint(diagnostics, diagnostic, "write '%s'" OR_KEEP_IT, meant->word, TEXT_ARGS(entry->key));
    else if (reading->place == PLACE_AUTHOR)
        diagnostic_hint(diagnostics, diagnostic,
            "an author file has no such key; if it is the site's own, list it under extra_keys in site.yml");
    else if (reading->place == PLACE_COMMENT)
        diagnostic_hint(
            diagnostics, diagnostic, "take the file out of content/comments/ until the comment may be shown");
    else
        hint_at_guarded(reading, diagnostic, entry, meant->ours);
}

/* What programs that take comments say of one, and whether "yes" lets readers see it. */
static const struct {
    const char *word;
    bool is_shown_by;
} moderation[] = {
    { "approved", true }, { "accepted", true }, { "moderated", true }, { "spam", false }, { "isspam", false },
    { "rejected", false }, { "pending", false }, { "deleted", false }, { "isdeleted", false },
    { "trash", false },
    /* to add one: the word in small letters and without hyphens */
};

/* Does the key of a comment say that nobody shall see it, or nothing that can be read? */
static bool hides_comment(struct front_matter_reading *reading, const struct value_map_entry *entry)
{
    struct arena *arena = reading->rules->arena;
    text key = text_lower_ascii(arena, without_hyphens(arena, entry->key));
    const struct value *value = &entry->value;
    for (size_t i = 0; reading->place == PLACE_COMMENT && i < sizeof moderation / sizeof *moderation; i++) {
        if (!text_equal(key, text_of(moderation[i].word)))
            continue;
        bool is_yes = value->kind == VALUE_BOOL ? value->as.boolean : value->as.integer != 0;
        bool is_read = value->kind == VALUE_BOOL || value->kind == VALUE_INTEGER;
        return !is_read || is_yes != moderation[i].is_shown_by;
    }
    return false;
}

/* The nearest known name: keys, their other spellings, taxonomies. */
static text nearest_name(const struct front_matter_reading *reading, text wrong)
{
    const struct config *config = reading->rules->config;
    text names[MOST_NAMES];
    size_t count = 0;
    for (size_t i = 0; i < reading->key_count; i++) {
        if (reading->place == PLACE_PAGE && !reading->keys[i].is_for_pages)
            continue;
        names[count++] = text_of(reading->keys[i].name);
        for (text others = text_of(reading->keys[i].aliases); others.length && count < MOST_NAMES;)
            names[count++] = text_cut(&others, ' ');
    }
    for (size_t i = 0; reading->place == PLACE_ARTICLE && i < config->taxonomy_count && count < MOST_NAMES;
         i++)
        names[count++] = config->taxonomies[i].name;
    return diagnostic_nearest_text(wrong, names, count);
}

/* What other programs call a key, in small letters and without hyphens. */
static const struct {
    const char *theirs;
    const char *ours; /* NULL: a taxonomy, if it is one */
} elsewhere[] = {
    { "url", "permalink" }, { "lastmod", "updated" }, { "lastmodified", "updated" },
    { "lastmodifiedat", "updated" }, { "modified", "updated" }, { "images", "image" }, { "cover", "image" },
    { "featuredimage", "image" }, { "thumbnail", "image" }, { "subtitle", "summary" },
    { "teaser", "summary" }, { "language", "lang" }, { "locale", "lang" }, { "categories", NULL },
    { "category", NULL }, { "keywords", NULL },
    /* to add one: a row here, and in docs/moving.md where it is common */
};

/* A hint for a key that has another name elsewhere; false when it is none. */
static bool hint_at_name(struct front_matter_reading *reading, struct diagnostic *diagnostic, text key)
{
    struct diagnostics *diagnostics = reading->rules->diagnostics;
    text plain = text_lower_ascii(reading->rules->arena, without_hyphens(reading->rules->arena, key));
    size_t at = 0, count = sizeof elsewhere / sizeof *elsewhere;
    while (at < count && !text_equal(plain, text_of(elsewhere[at].theirs)))
        at++;
    if (at == count || (reading->place != PLACE_ARTICLE && reading->place != PLACE_PAGE))
        return false;
    if (elsewhere[at].ours)
        diagnostic_hint(diagnostics, diagnostic, "write '%s'" OR_KEEP_IT, elsewhere[at].ours, TEXT_ARGS(key));
    else if (reading->place == PLACE_ARTICLE)
        diagnostic_hint(diagnostics, diagnostic,
            "write 'tags', or list '%.*s' in site.yml: under taxonomies for terms with pages, or under "
            "extra_keys",
            TEXT_ARGS(key));
    return elsewhere[at].ours || reading->place == PLACE_ARTICLE;
}

void front_matter_unknown_key(struct front_matter_reading *reading, const struct value_map_entry *entry)
{
    static const struct guarded of_comment = { "", NULL };
    const struct guarded *meant = find_guarded(reading->rules->arena, entry->key);
    if (meant || hides_comment(reading, entry)) {
        report_guarded(reading, entry, meant ? meant : &of_comment);
        return;
    }
    struct diagnostics *diagnostics = reading->rules->diagnostics;
    struct diagnostic *diagnostic = diagnostic_warning(
        diagnostics, entry->key_where, "unknown-key", "unknown key '%.*s'", TEXT_ARGS(entry->key));
    text nearest = nearest_name(reading, entry->key);
    if (hint_at_name(reading, diagnostic, entry->key))
        return;
    if (nearest.bytes)
        diagnostic_hint(diagnostics, diagnostic, "did you mean '%.*s'?", TEXT_ARGS(nearest));
    else if (entry->value.kind == VALUE_LIST && reading->place == PLACE_ARTICLE)
        diagnostic_hint(diagnostics, diagnostic,
            "move it below 'extra:', or list it in site.yml: under extra_keys, or under taxonomies for terms "
            "with pages");
    else
        diagnostic_hint(
            diagnostics, diagnostic, "move it below 'extra:', or list it under extra_keys in site.yml");
}

void front_matter_not_of_page(struct front_matter_reading *reading, const struct value_map_entry *entry)
{
    struct diagnostics *diagnostics = reading->rules->diagnostics;
    if (!find_guarded(reading->rules->arena, entry->key)) {
        diagnostic_warning(diagnostics, entry->key_where, "unknown-key", "a standing page has no '%.*s'",
            TEXT_ARGS(entry->key));
        return;
    }
    struct diagnostic *diagnostic = diagnostic_error(diagnostics, entry->key_where, "misspelt-key",
        "a standing page has no '%.*s', which might be meant to decide about publication",
        TEXT_ARGS(entry->key));
    diagnostic_hint(diagnostics, diagnostic, "use 'date', 'expires' or 'draft'");
}

void front_matter_unknown_part(struct front_matter_reading *reading, text whole,
    const struct value_map_entry *entry, const char *const *names, size_t count)
{
    struct diagnostics *diagnostics = reading->rules->diagnostics;
    struct diagnostic *diagnostic = diagnostic_warning(diagnostics, entry->key_where, "unknown-key",
        "'%.*s' has no part '%.*s'", TEXT_ARGS(whole), TEXT_ARGS(entry->key));
    const char *nearest = diagnostic_nearest(entry->key, names, count);
    if (nearest)
        diagnostic_hint(diagnostics, diagnostic, "did you mean '%s'?", nearest);
}

void front_matter_unknown_value(struct front_matter_reading *reading, text name, text wrong, span where,
    const char *const *choices, size_t count)
{
    struct diagnostics *diagnostics = reading->rules->diagnostics;
    struct diagnostic *diagnostic = diagnostic_error(
        diagnostics, where, "unknown-value", "unknown %.*s '%.*s'", TEXT_ARGS(name), TEXT_ARGS(wrong));
    const char *nearest = diagnostic_nearest(wrong, choices, count);
    if (nearest) {
        diagnostic_hint(diagnostics, diagnostic, "did you mean '%s'?", nearest);
        return;
    }
    struct buffer list;
    buffer_init(&list, diagnostics->arena);
    for (size_t i = 0; i < count; i++)
        buffer_print(&list, "%s%s", i == 0 ? "" : i + 1 == count ? " or " : ", ", choices[i]);
    diagnostic_hint(diagnostics, diagnostic, "write %.*s", TEXT_ARGS(buffer_text(&list)));
}
