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

static bool pack_without_body(const struct draft *draft, struct buffer *out)
{
    struct draft blank = *draft;
    blank.digest = blank.text_digest = (struct digest){ 0 };
    blank.search_digest = blank.body_digest = 0;
    blank.search_entries = TEXT_NONE;
    blank.keywords = (struct keyword_list){ 0 };
    blank.measured.items = NULL;
    blank.measured.count = blank.measured.capacity = 0;
    blank.body = (struct markup){ 0 };
    if (!draft->front_matter.summary.text.length)
        blank.body.first_paragraph = draft->body.first_paragraph;
    return !has_shortcodes(&draft->body) && draft_pack(&blank, NULL, out);
}

bool draft_has_other_body_only(const struct draft *before, const struct draft *now)
{
    struct arena arena;
    struct buffer first, second;
    arena_init(&arena);
    buffer_init(&first, &arena);
    buffer_init(&second, &arena);
    bool is_alike = before->file->kind == CONTENT_ARTICLE && now->file->kind == CONTENT_ARTICLE &&
                    pack_without_body(before, &first) && pack_without_body(now, &second) &&
                    text_equal(buffer_text(&first), buffer_text(&second));
    arena_release(&arena);
    return is_alike;
}
