/* SPDX-License-Identifier: MIT */
/* Equal things give equal runs of bytes (base/pack.h): what may differ is taken out, the rest is packed. */
#include "load/draft_alike.h"
#include "load/draft_pack.h"

/* Each hole and each link counts, but not where it is. */
static bool blank_references(struct arena *arena, struct markup *body)
{
    struct reference *blank = arena_new_array(arena, struct reference, body->reference_count);
    for (size_t i = 0; i < body->reference_count; i++) {
        if (body->references[i].kind == REFERENCE_SHORTCODE)
            return false;
        blank[i] = body->references[i];
        blank[i].hole = 0;
        blank[i].where = SPAN_NONE;
    }
    body->references = blank;
    return true;
}

static bool pack_without_words(struct arena *arena, const struct draft *draft, struct buffer *out)
{
    struct draft blank = *draft;
    blank.digest = blank.text_digest = (struct digest){ 0 };
    blank.search_digest = blank.body_digest = 0;
    blank.search_entries = TEXT_NONE;
    blank.keywords = (struct keyword_list){ 0 };
    blank.body.html = blank.body.plain = TEXT_NONE;
    blank.body.word_count = 0;
    if (draft->front_matter.summary.text.length)
        blank.body.first_paragraph = TEXT_NONE;
    return blank_references(arena, &blank.body) && draft_pack(&blank, NULL, out);
}

bool draft_has_other_words_only(const struct draft *before, const struct draft *now)
{
    struct arena arena;
    struct buffer first, second;
    arena_init(&arena);
    buffer_init(&first, &arena);
    buffer_init(&second, &arena);
    bool is_alike = before->file->kind == CONTENT_ARTICLE && now->file->kind == CONTENT_ARTICLE &&
                    pack_without_words(&arena, before, &first) && pack_without_words(&arena, now, &second) &&
                    text_equal(buffer_text(&first), buffer_text(&second));
    arena_release(&arena);
    return is_alike;
}
