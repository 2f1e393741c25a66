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

/* The hint is added by the caller. */
static struct diagnostic *report_deciding_key(
    struct front_matter_reading *reading, const struct value_map_entry *entry)
{
    return diagnostic_error(reading->rules->diagnostics, entry->key_where, "misspelt-key",
        "unknown key '%.*s' might be meant to decide about publication", TEXT_ARGS(entry->key));
}

#define TAKE_COMMENT_OUT "take the file out of content/comments/ until the comment may be shown"

static void report_guarded(
    struct front_matter_reading *reading, const struct value_map_entry *entry, const struct guarded *meant)
{
    struct diagnostics *diagnostics = reading->rules->diagnostics;
    struct diagnostic *diagnostic = report_deciding_key(reading, entry);
    if (is_known(reading, meant->word))
        diagnostic_hint(diagnostics, diagnostic, "write '%s'" OR_KEEP_IT, meant->word, TEXT_ARGS(entry->key));
    else if (reading->place == PLACE_AUTHOR)
        diagnostic_hint(diagnostics, diagnostic,
            "an author file has no such key; if it is the site's own, list it under extra_keys in site.yml");
    else if (reading->place == PLACE_COMMENT)
        diagnostic_hint(diagnostics, diagnostic, TAKE_COMMENT_OUT);
    else
        hint_at_guarded(reading, diagnostic, entry, meant->ours);
}

/* What other programs say of a text, and whether "yes" lets readers see it; what says it here. */
static const struct {
    enum front_matter_place place; /* PLACE_ARTICLE: of standing pages too */
    const char *word;
    bool is_shown_by;
    const char *instead; /* NULL for a comment */
} moderation[] = {
    { PLACE_COMMENT, "approved", true, NULL }, { PLACE_COMMENT, "accepted", true, NULL },
    { PLACE_COMMENT, "moderated", true, NULL }, { PLACE_COMMENT, "spam", false, NULL },
    { PLACE_COMMENT, "isspam", false, NULL }, { PLACE_COMMENT, "rejected", false, NULL },
    { PLACE_COMMENT, "pending", false, NULL }, { PLACE_COMMENT, "deleted", false, NULL },
    { PLACE_COMMENT, "isdeleted", false, NULL }, { PLACE_COMMENT, "trash", false, NULL },
    { PLACE_ARTICLE, "render", true, "draft: true" }, { PLACE_ARTICLE, "live", true, "draft: true" },
    { PLACE_ARTICLE, "online", true, "draft: true" }, { PLACE_ARTICLE, "active", true, "draft: true" },
    { PLACE_ARTICLE, "enabled", true, "draft: true" }, { PLACE_ARTICLE, "approved", true, "draft: true" },
    { PLACE_ARTICLE, "poststatus", true, "draft: true" }, { PLACE_ARTICLE, "headless", false, "draft: true" },
    { PLACE_ARTICLE, "wip", false, "draft: true" }, { PLACE_ARTICLE, "offline", false, "draft: true" },
    { PLACE_ARTICLE, "disabled", false, "draft: true" }, { PLACE_ARTICLE, "deleted", false, "draft: true" },
    { PLACE_ARTICLE, "confidential", false, "draft: true" },
    { PLACE_ARTICLE, "accesslimited", false, "draft: true" },
    { PLACE_ARTICLE, "eleventyexcludefromcollections", false, "draft: true" },
    { PLACE_ARTICLE, "withdrawn", false, "status: withdrawn" },
    { PLACE_ARTICLE, "retracted", false, "status: withdrawn" },
    { PLACE_ARTICLE, "superseded", false, "status: superseded" },
    /* to add one: the word in small letters and without hyphens; docs/front-matter.md for an article's */
};
enum { NOT_MODERATED = sizeof moderation / sizeof *moderation };

/* "yes", as it is said elsewhere; what is neither that nor "no" says nothing that can be relied on. */
static bool says(const struct value *value, bool wanted)
{
    static const char *const yes[] = { "yes", "on", "true", "always", "publish", "published", "public", "1" };
    static const char *const no[] = { "no", "off", "false", "never", "0" };
    const char *const *words = wanted ? yes : no;
    size_t count = wanted ? sizeof yes / sizeof *yes : sizeof no / sizeof *no;
    if (value->kind == VALUE_BOOL)
        return value->as.boolean == wanted;
    if (value->kind == VALUE_INTEGER)
        return (value->as.integer != 0) == wanted;
    for (size_t i = 0; value->kind == VALUE_TEXT && i < count; i++)
        if (text_equal_ignoring_ascii_case(text_trim(value->as.text), text_of(words[i])))
            return true;
    return false;
}

/* Hugo's `build: {render: never}`, and `_build`. */
static bool is_unbuilt(struct front_matter_reading *reading, const struct value_map_entry *entry)
{
    const struct value *value = &entry->value;
    if (!text_equal(without_hyphens(reading->rules->arena, entry->key), TEXT("build")))
        return false;
    for (size_t i = 0; value->kind == VALUE_MAP && i < value->as.map->count; i++)
        if (says(&value->as.map->entries[i].value, false))
            return true;
    return false;
}

/* The row that says that nobody shall see the text, or NOT_MODERATED. */
static size_t find_moderation(struct front_matter_reading *reading, const struct value_map_entry *entry)
{
    struct arena *arena = reading->rules->arena;
    text key = text_lower_ascii(arena, without_hyphens(arena, entry->key));
    enum front_matter_place place = reading->place == PLACE_PAGE ? PLACE_ARTICLE : reading->place;
    for (size_t i = 0; i < NOT_MODERATED; i++)
        if (moderation[i].place == place && text_equal(key, text_of(moderation[i].word)))
            return says(&entry->value, moderation[i].is_shown_by) ? NOT_MODERATED : i;
    return NOT_MODERATED;
}

static void report_moderation(
    struct front_matter_reading *reading, const struct value_map_entry *entry, const char *instead)
{
    struct diagnostics *diagnostics = reading->rules->diagnostics;
    struct diagnostic *diagnostic = report_deciding_key(reading, entry);
    if (reading->place == PLACE_COMMENT)
        diagnostic_hint(diagnostics, diagnostic, TAKE_COMMENT_OUT);
    else
        diagnostic_hint(diagnostics, diagnostic, "write %s" OR_KEEP_IT,
            reading->place == PLACE_PAGE ? "draft: true" : instead, TEXT_ARGS(entry->key));
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
    const struct guarded *meant = find_guarded(reading->rules->arena, entry->key);
    size_t row = find_moderation(reading, entry);
    if (meant) {
        report_guarded(reading, entry, meant);
        return;
    }
    if (row != NOT_MODERATED || is_unbuilt(reading, entry)) {
        report_moderation(reading, entry, row != NOT_MODERATED ? moderation[row].instead : "draft: true");
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
        diagnostic_hint(diagnostics,
            diagnostic_warning(diagnostics, entry->key_where, "unknown-key", "a standing page has no '%.*s'",
                TEXT_ARGS(entry->key)),
            "take the line away, or move it below 'extra:'");
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

#define AS_DRAFT "write draft: true in place of the line"
#define AS_USUAL "leave the line out: what is no draft is published on its date"

/* Values that other programs have for a key, and what to write for them. */
static const struct {
    const char *key, *value, *hint;
} foreign_values[] = {
    { "status", "draft", AS_DRAFT }, { "status", "pending", AS_DRAFT }, { "status", "private", AS_DRAFT },
    { "status", "future", AS_DRAFT }, { "status", "hidden", AS_DRAFT }, { "status", "trash", AS_DRAFT },
    { "status", "publish", AS_USUAL }, { "status", "published", AS_USUAL }, { "status", "public", AS_USUAL },
    { "status", "live", AS_USUAL }, { "status", "current", AS_USUAL },
    { "type", "post", "leave the line out, or write briefing, news, analysis, explainer, opinion or report" },
    { "type", "page", "move a standing page to content/pages/, without the line" },
    /* to add one: the key, what stands there in small letters, the hint */
};

static const char *find_foreign_value(text key, text value)
{
    for (size_t i = 0; i < sizeof foreign_values / sizeof *foreign_values; i++)
        if (text_equal(key, text_of(foreign_values[i].key)) &&
            text_equal_ignoring_ascii_case(text_trim(value), text_of(foreign_values[i].value)))
            return foreign_values[i].hint;
    return NULL;
}

void front_matter_unknown_value(struct front_matter_reading *reading, text name, text wrong, span where,
    const char *const *choices, size_t count)
{
    struct diagnostics *diagnostics = reading->rules->diagnostics;
    struct diagnostic *diagnostic = diagnostic_error(
        diagnostics, where, "unknown-value", "unknown %.*s '%.*s'", TEXT_ARGS(name), TEXT_ARGS(wrong));
    const char *nearest = diagnostic_nearest(wrong, choices, count);
    const char *instead = find_foreign_value(name, wrong);
    if (nearest || instead) {
        diagnostic_hint(
            diagnostics, diagnostic, instead ? "%s" : "did you mean '%s'?", instead ? instead : nearest);
        return;
    }
    struct buffer list;
    buffer_init(&list, diagnostics->arena);
    for (size_t i = 0; i < count; i++)
        buffer_print(&list, "%s%s", i == 0 ? "" : i + 1 == count ? " or " : ", ", choices[i]);
    diagnostic_hint(diagnostics, diagnostic, "write %.*s", TEXT_ARGS(buffer_text(&list)));
}
