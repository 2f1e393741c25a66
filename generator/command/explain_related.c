/* SPDX-License-Identifier: MIT */
/* What two articles share and how much each thing weighs, as the index of related articles sees it. */
#include "command/explain.h"
#include "model/related.h"
#include <stdio.h>
#include <string.h>

static const struct article *find_article(const struct session *session, text name)
{
    const struct content_file *file = explain_find_source(session, name);
    if (file && file->kind == CONTENT_ARTICLE)
        return map_find(session->site->articles_by_id, file->id);
    return NULL;
}

/* The weights that the options of a plugin set: `weights`, by the names of related_weight_rows. */
static struct related_weights weights_of(const struct session *session)
{
    struct related_weights weights = related_weights_default;
    for (size_t i = 0; i < session->config.plugin_count; i++) {
        const struct value *options = &session->config.plugins[i].options;
        if (!text_equal(session->config.plugins[i].name, TEXT("related-stories")) ||
            options->kind != VALUE_MAP)
            continue;
        const struct value *set = value_map_find(options->as.map, TEXT("weights"));
        for (size_t k = 0; set && set->kind == VALUE_MAP && k < related_weight_row_count; k++) {
            const struct value *weight = value_map_find(set->as.map, text_of(related_weight_rows[k].name));
            if (!weight || !value_is_number(weight))
                continue;
            double number = value_number(weight);
            memcpy((char *)&weights + related_weight_rows[k].offset, &number, sizeof number);
        }
    }
    return weights;
}

/* The place among the answers, from 1; 0: it is none. */
static size_t rank_of(struct session *session, struct related_index *index, const struct article *asked,
    const struct article *found, const struct related_weights *weights)
{
    struct object_list answers = related_find(index, asked, weights, RELATED_LIMIT, NULL, &session->arena);
    for (size_t i = 0; i < answers.count; i++)
        if (((const struct related *)answers.items[i])->article == found)
            return i + 1;
    return 0;
}

static void print_between(const struct related_contributions *between)
{
    for (size_t i = 0; i < between->count; i++) {
        const struct related_contribution *item = &between->items[i];
        printf("  %6.2f  %-8.*s %.*s\n", (double)item->points / 100, TEXT_ARGS(item->ground),
            TEXT_ARGS(item->name));
    }
    printf("  %6.2f  in all, with nearness in time; %.2f are needed\n", (double)between->score / 100,
        (double)between->least / 100);
}

/* Pins are shown before anything is computed, but for those that nobody should read any more;
 * related-stories.lua says the same. */
static void print_verdict(const struct article *asked, const struct article *found, size_t rank)
{
    text kind = found->status.kind;
    bool is_pinned = object_list_contains(&asked->related, found),
         is_excluded = object_list_contains(&asked->related_exclusions, found);
    bool is_past = !article_stands(found);
    bool is_current = article_is_current(found);
    if (is_pinned)
        explain_line("pinned", "`related:` of the first names the second");
    if (is_excluded)
        explain_line("excluded", "`related:` of the first has the second with '!'");
    if (!is_current && (is_past || !is_pinned))
        explain_line("left out", "the second is %.*s", TEXT_ARGS(kind));
    if (is_pinned && !is_past)
        explain_line("related", "yes: pins stand before what is computed");
    else if (is_excluded)
        explain_line("related", "no: it is excluded");
    else if (rank)
        explain_line("related", "the second is number %zu for the first", rank);
    else
        explain_line("related", "no: the second is not among the answers for the first");
}

enum exit_code explain_related(struct session *session, text first, text second)
{
    const struct article *asked = find_article(session, first), *found = find_article(session, second);
    if (!asked || !found)
        return command_misused("name two published articles, by file or id",
            "there is no published article '%.*s'", TEXT_ARGS(asked ? second : first));
    if (asked == found)
        return command_misused("name two", "both are the same article");
    struct related_weights weights = weights_of(session);
    struct related_index *index = related_index_make(&session->arena, session->site);
    struct related_contributions between = related_between(index, asked, found, &weights, &session->arena);
    printf("%.*s\n%.*s\n", TEXT_ARGS(asked->source_path), TEXT_ARGS(found->source_path));
    print_between(&between);
    print_verdict(asked, found, rank_of(session, index, asked, found, &weights));
    return EXIT_DONE;
}
