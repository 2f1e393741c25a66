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

static bool is_same_span(span a, span b)
{
    return a.source == b.source && a.offset == b.offset && a.length == b.length;
}

/* Links to addresses are checked later, and reported where they stand. They come in the order of references;
 * those of the front matter are none of them. */
static void move_address_links(
    const struct site *site, const struct markup *before, const struct markup *now, uint32_t source)
{
    struct address_link *links = (struct address_link *)site->address_links; /* the site is not read yet */
    size_t next = 0;
    for (size_t i = 0; i < site->address_link_count; i++) {
        if (links[i].where.source != source)
            continue;
        size_t at = next;
        while (at < before->reference_count && !is_same_span(links[i].where, before->references[at].where))
            at++;
        if (at == before->reference_count)
            continue;
        links[i].where = now->references[at].where;
        next = at + 1;
    }
}

void assemble_other_body(struct arena *arena, const struct site *site, struct article *article,
    const struct draft *before, const struct draft *now)
{
    struct patched_text content = moved(arena, &article->content, &before->body, &now->body);
    assemble_body(article, now);
    article->content = content;
    move_address_links(site, &before->body, &now->body, article->source);
}
