/* SPDX-License-Identifier: MIT */
/* What goes into a hole does not hang on where it is: patches of an earlier body move along with the holes.
 */
#include "load/assemble_body.h"

enum { WORDS_PER_MINUTE = 220 };

void assemble_body(struct article *article, const struct draft *draft)
{
    article->content = (struct patched_text){ .original = draft->body.html };
    article->plain = draft->body.plain;
    article->body_digest = draft->body_digest;
    article->words = (int64_t)draft->body.word_count;
    article->reading_minutes =
        article->words < WORDS_PER_MINUTE ? 1 : (article->words + WORDS_PER_MINUTE / 2) / WORDS_PER_MINUTE;
    article->keywords = draft->keywords;
    article->search_entries = draft->search_entries;
    article->search_digest = draft->search_digest;
    article->text_digest = draft->text_digest;
}

/* Each reference has one patch, at its hole or a little before it; raw HTML has none. */
static struct patched_text moved(struct arena *arena, const struct patched_text *content,
    const struct markup *before, const struct markup *now)
{
    struct text_patch *patches = arena_new_array(arena, struct text_patch, content->count);
    size_t count = 0;
    for (size_t i = 0; i < before->reference_count && count < content->count; i++) {
        if (before->references[i].kind == REFERENCE_RAW)
            continue;
        patches[count] = content->patches[count];
        patches[count++].at += now->references[i].hole - before->references[i].hole;
    }
    return (struct patched_text){ now->html, patches, count };
}

void assemble_other_body(
    struct arena *arena, struct article *article, const struct draft *before, const struct draft *now)
{
    struct patched_text content = moved(arena, &article->content, &before->body, &now->body);
    assemble_body(article, now);
    article->content = content;
}
