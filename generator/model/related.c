/* SPDX-License-Identifier: MIT */
/* What is public about related articles: the weights and the fields of an answer. */
#include "model/related.h"
#include "base/arena.h"
#include "base/count.h"
#include "model/author.h"
#include "model/field_rows.h"
#include "model/taxonomy.h"

const struct related_weights related_weights_default = {
    .terms = 1, .text = 1, .authors = 0.4, .series = 1, .links = 1, .nearness = 0.15, .minimum = 0.25
};

#define WEIGHT(member, help)                                                                                 \
    {                                                                                                        \
#member, offsetof(struct related_weights, member), help                                              \
    }
const struct related_weight_row related_weight_rows[] = {
    WEIGHT(terms, "shared terms, by rarity"), WEIGHT(text, "shared words of title and text, by rarity"),
    WEIGHT(authors, "shared authors, by rarity"), WEIGHT(series, "a shared series, by rarity"),
    WEIGHT(links, "a link from one to the other"),
    WEIGHT(nearness, "share that is added for the same day; half of it a year apart"),
    WEIGHT(minimum, "least score of an answer, as a share of what the rarest term there can be is worth"),
    /* to add one: its member, its default above, its row here, its use in related_reasons.c or
       related_score.c */
};
const size_t related_weight_row_count = COUNT(related_weight_rows);

#define OWNER related
static const struct field related_fields[] = {
    ROW(article, FIELD_OBJECT, &article_type, "article", "the article that was found"),
    ROW(title, FIELD_TEXT, NULL, "text", "its headline as plain text"),
    ROW(score, FIELD_INTEGER, NULL, "integer",
        "how much the two share, in hundredths; for comparing, not for showing"),
    ROW(reasons, FIELD_TEXTS, NULL, "list of text",
        "`terms`, `words`, `authors`, `series`, `links`: the weightiest first"),
    ROW(shared, FIELD_LIST, &term_type, "list of term", "terms that both have, the rarest first"),
    ROW(authors, FIELD_LIST, &author_type, "list of author", "authors that both have"),
    ROW(series, FIELD_OBJECT, &series_type, "series", "the series of both, or none"),
    ROW(link, FIELD_TEXT, NULL, "text", "`to`: it is linked to, `from`: it links here, `both`; or none"),
    ROW(words, FIELD_TEXTS, NULL, "list of text",
        "up to five words that mark both texts, as the found one writes them"),
    /* to add one: the member of struct related, its value in related_reasons.c, then its row */
};
#undef OWNER
const struct object_type related_type = { "related", "an answer to the question which articles are related",
    related_fields, COUNT(related_fields), "title", OBJECT_PASSES };

static struct object_list copy_objects(struct arena *arena, const struct object_list *list)
{
    const void **items = (const void **)arena_alloc_array(arena, list->count, sizeof *items);
    for (size_t i = 0; i < list->count; i++)
        items[i] = list->items[i];
    return (struct object_list){ items, list->count };
}

static struct text_list copy_texts(struct arena *arena, const struct text_list *list)
{
    text *items = arena_new_array(arena, text, list->count);
    for (size_t i = 0; i < list->count; i++)
        items[i] = list->items[i];
    return (struct text_list){ items, list->count };
}

const struct related *related_copy(struct arena *arena, const struct related *related)
{
    struct related *copy = arena_new(arena, struct related);
    *copy = *related;
    copy->reasons = copy_texts(arena, &related->reasons);
    copy->shared = copy_objects(arena, &related->shared);
    copy->authors = copy_objects(arena, &related->authors);
    copy->words = copy_texts(arena, &related->words);
    return copy;
}
