/* SPDX-License-Identifier: MIT */
/* Equal things give equal runs of bytes (base/pack.h): what may differ is taken out, the rest is packed. */
#include "load/draft_alike.h"
#include "load/draft_pack.h"

static bool has_shortcodes(const struct markup *body)
{
    for (size_t i = 0; i < body->reference_count; i++)
        if (body->references[i].kind == REFERENCE_SHORTCODE)
            return true;
    return false;
}

/* Of links and pictures, which are filled when the site is there. */
static bool have_addresses(const struct text_list *lines)
{
    for (size_t i = 0; i < lines->count; i++)
        if (text_find(lines->items[i], TEXT("href="), 0) != SIZE_MAX ||
            text_find(lines->items[i], TEXT("src="), 0) != SIZE_MAX)
            return true;
    return false;
}

static void take_out_texts(struct draft *draft)
{
    struct front_matter *facts = &draft->front_matter;
    if (!facts->aliases.count) {
        facts->title.text = TEXT_NONE;
        draft->title = draft->html_title = TEXT_NONE;
    }
    facts->summary = facts->number = facts->doi = facts->licence = (struct spanned_text){ 0 };
    facts->key_points = (struct spanned_list){ 0 };
    facts->extra = value_none();
    draft->key_points = (struct text_list){ 0 };
}

static void take_out_body(struct draft *draft)
{
    draft->digest = draft->text_digest = (struct digest){ 0 };
    draft->search_digest = draft->html_digest = draft->plain_digest = 0;
    draft->search_entries = TEXT_NONE;
    draft->keywords = (struct keyword_list){ 0 };
    draft->measured.items = NULL;
    draft->measured.count = draft->measured.capacity = 0;
    draft->body = (struct markup){ 0 };
}

/* What has to be alike. */
typedef bool pack_rest(const struct draft *draft, struct buffer *out);

static bool pack_all_but_texts(const struct draft *draft, struct buffer *out)
{
    struct draft rest = *draft;
    take_out_texts(&rest);
    take_out_body(&rest);
    return !has_shortcodes(&draft->body) && !have_addresses(&draft->key_points) &&
           draft_pack_words(&rest, out);
}

static bool pack_all_but_body(const struct draft *draft, struct buffer *out)
{
    struct draft rest = *draft;
    take_out_body(&rest);
    return draft_pack(&rest, NULL, out);
}

static bool are_alike(const struct draft *before, const struct draft *now, pack_rest *pack)
{
    struct arena arena;
    struct buffer first, second;
    arena_init(&arena);
    buffer_init(&first, &arena);
    buffer_init(&second, &arena);
    bool are_articles = before->file->kind == CONTENT_ARTICLE && now->file->kind == CONTENT_ARTICLE;
    bool is_alike = are_articles && pack(before, &first) && pack(now, &second) &&
                    text_equal(buffer_text(&first), buffer_text(&second));
    arena_release(&arena);
    return is_alike;
}

bool draft_has_other_texts_only(const struct draft *before, const struct draft *now)
{
    return are_alike(before, now, pack_all_but_texts);
}

bool draft_has_other_body_only(const struct draft *before, const struct draft *now)
{
    return are_alike(before, now, pack_all_but_body);
}
