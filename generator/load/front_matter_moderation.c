/* SPDX-License-Identifier: MIT */
/*
 * The words of other programs for texts that somebody lets readers see, or keeps from them. Unlike those that
 * front_matter_deciding.c knows they are common words, so they count to the letter alone, and only with a
 * value that hides the text.
 */
#include "load/front_matter_reading.h"
#include "base/count.h"
#include <string.h>

bool front_matter_says(const struct value *value, bool wanted)
{
    static const text yes[] = { TEXT_INIT("yes"), TEXT_INIT("on"), TEXT_INIT("true"), TEXT_INIT("always"),
        TEXT_INIT("publish"), TEXT_INIT("published"), TEXT_INIT("public"), TEXT_INIT("1") };
    static const text no[] = { TEXT_INIT("no"), TEXT_INIT("off"), TEXT_INIT("false"), TEXT_INIT("never"),
        TEXT_INIT("0") };
    if (value->kind == VALUE_BOOL)
        return value->as.boolean == wanted;
    if (value->kind == VALUE_INTEGER)
        return (value->as.integer != 0) == wanted;
    if (value_is_blank(value) || (value->kind == VALUE_MAP && !value->as.map->count))
        return !wanted;
    return value->kind == VALUE_TEXT && text_is_one_of_ignoring_ascii_case(text_trim(value->as.text),
                                            wanted ? yes : no, wanted ? COUNT(yes) : COUNT(no));
}

/* It had an address, and no list had it. */
#define UNLISTED      "draft: true, or move it to content/pages/ without the line where its address is to answer"
#define UNLISTED_PAGE "draft: true, or leave the line out where it may be listed, as in the footer"

#define GONE "draft: true, or delete the file and list its address below gone: in site.yml"

/* What other programs say of a text, and whether "yes" lets readers see it; what says it here. */
static const struct {
    enum content_kind kind; /* CONTENT_ARTICLE: of standing pages too */
    const char *word;
    bool is_shown_by;
    const char *instead;
} moderation[] = {
    { CONTENT_COMMENT, "approved", true, FRONT_MATTER_TAKE_COMMENT_OUT },
    { CONTENT_COMMENT, "accepted", true, FRONT_MATTER_TAKE_COMMENT_OUT },
    { CONTENT_COMMENT, "moderated", true, FRONT_MATTER_TAKE_COMMENT_OUT },
    { CONTENT_COMMENT, "spam", false, FRONT_MATTER_TAKE_COMMENT_OUT },
    { CONTENT_COMMENT, "rejected", false, FRONT_MATTER_TAKE_COMMENT_OUT },
    { CONTENT_COMMENT, "pending", false, FRONT_MATTER_TAKE_COMMENT_OUT },
    { CONTENT_COMMENT, "deleted", false, FRONT_MATTER_TAKE_COMMENT_OUT },
    { CONTENT_COMMENT, "trash", false, FRONT_MATTER_TAKE_COMMENT_OUT },
    { CONTENT_COMMENT, "removed", false, FRONT_MATTER_TAKE_COMMENT_OUT },
    { CONTENT_COMMENT, "redacted", false, FRONT_MATTER_TAKE_COMMENT_OUT },
    { CONTENT_ARTICLE, "render", true, "draft: true" }, { CONTENT_ARTICLE, "live", true, "draft: true" },
    { CONTENT_ARTICLE, "online", true, "draft: true" }, { CONTENT_ARTICLE, "active", true, "draft: true" },
    { CONTENT_ARTICLE, "enabled", true, "draft: true" }, { CONTENT_ARTICLE, "approved", true, "draft: true" },
    { CONTENT_ARTICLE, "poststatus", true, "draft: true" },
    { CONTENT_ARTICLE, "moderationstate", true, "draft: true" },
    { CONTENT_ARTICLE, "workflowstate", true, "draft: true" },
    { CONTENT_ARTICLE, "headless", false, "draft: true" }, { CONTENT_ARTICLE, "wip", false, "draft: true" },
    { CONTENT_ARTICLE, "offline", false, "draft: true" },
    { CONTENT_ARTICLE, "disabled", false, "draft: true" },
    { CONTENT_ARTICLE, "deleted", false, "draft: true" },
    { CONTENT_ARTICLE, "deletedat", false, "draft: true" }, { CONTENT_ARTICLE, "gone", false, GONE },
    { CONTENT_ARTICLE, "removed", false, GONE }, { CONTENT_ARTICLE, "removedat", false, GONE },
    { CONTENT_ARTICLE, "takedown", false, GONE }, { CONTENT_ARTICLE, "takendown", false, GONE },
    { CONTENT_ARTICLE, "suppressed", false, GONE }, { CONTENT_ARTICLE, "trashed", false, "draft: true" },
    { CONTENT_ARTICLE, "secret", false, "draft: true" },
    { CONTENT_ARTICLE, "restricted", false, "draft: true" },
    { CONTENT_ARTICLE, "confidential", false, "draft: true" },
    { CONTENT_ARTICLE, "accesslimited", false, "draft: true" },
    { CONTENT_ARTICLE, "access", true, "draft: true" }, { CONTENT_ARTICLE, "routable", true, "draft: true" },
    { CONTENT_ARTICLE, "discoverable", true, "draft: true" },
    { CONTENT_ARTICLE, "encrypt", false, "draft: true" },
    { CONTENT_ARTICLE, "encrypted", false, "draft: true" },
    { CONTENT_ARTICLE, "ignore", false, "draft: true" }, { CONTENT_ARTICLE, "ignored", false, "draft: true" },
    { CONTENT_ARTICLE, "eleventyexcludefromcollections", false, UNLISTED },
    { CONTENT_ARTICLE, "excludefromcollections", false, UNLISTED },
    { CONTENT_ARTICLE, "unlisted", false, UNLISTED }, { CONTENT_ARTICLE, "listed", true, UNLISTED },
    { CONTENT_ARTICLE, "exclude", false, "draft: true" }, { CONTENT_ARTICLE, "show", true, "draft: true" },
    { CONTENT_ARTICLE, "released", true, "draft: true" }, { CONTENT_ARTICLE, "ready", true, "draft: true" },
    { CONTENT_ARTICLE, "includeinbuild", true, "draft: true" },
    { CONTENT_ARTICLE, "unreleased", false, "draft: true" },
    { CONTENT_ARTICLE, "withheld", false, "draft: true" },
    { CONTENT_ARTICLE, "internal", false, "draft: true" },
    { CONTENT_ARTICLE, "membersonly", false, "draft: true" },
    { CONTENT_ARTICLE, "devonly", false, "draft: true" },
    { CONTENT_ARTICLE, "premium", false, "draft: true" },
    { CONTENT_ARTICLE, "hidepage", false, "draft: true" },
    { CONTENT_ARTICLE, "ignorepost", false, "draft: true" },
    { CONTENT_ARTICLE, "saveasdraft", false, "draft: true" }, { CONTENT_ARTICLE, "notbefore", true, "date" },
    { CONTENT_ARTICLE, "availablefrom", true, "date" }, { CONTENT_ARTICLE, "publishfrom", true, "date" },
    { CONTENT_ARTICLE, "visiblefrom", true, "date" }, { CONTENT_ARTICLE, "availableat", true, "date" },
    { CONTENT_ARTICLE, "availableon", true, "date" }, { CONTENT_ARTICLE, "publishafter", true, "date" },
    { CONTENT_ARTICLE, "hiddenuntil", true, "date" }, { CONTENT_ARTICLE, "holduntil", true, "date" },
    { CONTENT_ARTICLE, "showfrom", true, "date" }, { CONTENT_ARTICLE, "showafter", true, "date" },
    { CONTENT_ARTICLE, "livefrom", true, "date" }, { CONTENT_ARTICLE, "launchdate", true, "date" },
    { CONTENT_ARTICLE, "postdate", true, "date" }, { CONTENT_ARTICLE, "expirationdate", false, "expires" },
    { CONTENT_ARTICLE, "availableuntil", false, "expires" },
    { CONTENT_ARTICLE, "publishuntil", false, "expires" },
    { CONTENT_ARTICLE, "visibleuntil", false, "expires" },
    { CONTENT_ARTICLE, "validuntil", false, "expires" },
    { CONTENT_ARTICLE, "withdrawn", false, "status: withdrawn" },
    { CONTENT_ARTICLE, "withdrawnat", false, "status: withdrawn" },
    { CONTENT_ARTICLE, "withdrawnnotice", false, "status: withdrawn" },
    { CONTENT_ARTICLE, "retracted", false, "status: withdrawn" },
    { CONTENT_ARTICLE, "superseded", false, "status: superseded" },
    /* to add one: the word in small letters and without hyphens; docs/front-matter.md for an article's */
};

/* Of a standing page: no list had it anyway, and its address is its own. */
static const char *instead_in_page(const char *instead_in_article)
{
    return strcmp(instead_in_article, UNLISTED) == 0 ? UNLISTED_PAGE : "draft: true";
}

const char *front_matter_moderation(
    const struct front_matter_reading *reading, const struct value_map_entry *entry)
{
    struct arena *arena = reading->rules->arena;
    text key = text_lower_ascii(arena, front_matter_plain_key(arena, front_matter_bare_key(entry->key)));
    /* `is_live` is read like `live`. */
    text bare = text_starts_with(key, TEXT("is")) ? text_from(key, strlen("is")) : key;
    bool is_page = reading->file->kind == CONTENT_PAGE;
    enum content_kind kind = is_page ? CONTENT_ARTICLE : reading->file->kind;
    for (size_t i = 0; i < COUNT(moderation); i++) {
        text word = text_of(moderation[i].word);
        if (moderation[i].kind != kind || !(text_equal(key, word) || text_equal(bare, word)))
            continue;
        if (front_matter_says(&entry->value, moderation[i].is_shown_by))
            return NULL;
        return is_page ? instead_in_page(moderation[i].instead) : moderation[i].instead;
    }
    return NULL;
}
