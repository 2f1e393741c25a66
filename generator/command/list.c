/* SPDX-License-Identifier: MIT */
/* brief list: the kind is found before the site is read, unless it is a taxonomy of the site's own. */
#include "command/list.h"
#include "base/count.h"
#include "build/survey.h"
#include <stdio.h>

const char *const list_words[] = { "articles", "drafts", "scheduled", "expired", "withdrawn", "corrections",
    "reviews", "authors", "tags", "addresses", "media", NULL };

static const struct listing_kind *find_kind(text name)
{
    for (size_t i = 0; i < listing_kind_count; i++)
        if (text_equal(name, text_of(listing_kinds[i].name)))
            return &listing_kinds[i];
    return NULL;
}

static enum exit_code unknown_kind(const struct session *session, text name)
{
    const struct config *config = &session->config;
    size_t count = 0;
    text names[64];
    for (size_t i = 0; i < listing_kind_count; i++)
        names[count++] = text_of(listing_kinds[i].name);
    for (size_t i = 0; i < config->taxonomy_count && count < COUNT(names); i++)
        names[count++] = config->taxonomies[i].name;
    text nearest = command_nearest(name, names, count);
    char hint[100];
    snprintf(hint, sizeof hint, "did you mean '%.*s'?", TEXT_ARGS(nearest));
    return command_misused(nearest.bytes ? hint : "brief list articles, drafts, scheduled, authors, tags, …",
        "there is no list of '%.*s'", TEXT_ARGS(name));
}

/* A day or a time, in the site's zone; `until` a day is until its end. */
static bool read_bound(
    const struct session *session, const char *name, text given, bool is_end, struct date *bound)
{
    if (!given.bytes)
        return true;
    if (date_parse(given, session->config.zone, bound) != DATE_OK) {
        command_misused(
            "write 2024-02-26 or 2024-02-26T09:00Z", "--%s '%.*s' is not a date", name, TEXT_ARGS(given));
        return false;
    }
    if (is_end && !bound->has_time)
        *bound = zone_date_from_day(session->config.zone, (struct day){ bound->day.number + 1 });
    else if (is_end)
        *bound = zone_date_at(session->config.zone, (struct instant){ bound->instant.milliseconds + 1 });
    return true;
}

static bool is_type(struct session *session, text given)
{
    text hint;
    if (!given.bytes || command_knows_type(&session->arena, given, &hint))
        return true;
    command_misused(hint.bytes, "there is no type '%.*s'", TEXT_ARGS(given));
    return false;
}

static bool has_filters(const struct arguments *arguments)
{
    return arguments->author.bytes || arguments->tag.bytes || arguments->type.bytes ||
           arguments->since.bytes || arguments->until.bytes;
}

/* A table without rows prints nothing, which leaves people wondering. */
static void say_empty(const struct arguments *arguments, text name)
{
    fprintf(stderr, "no %.*s%s\n", TEXT_ARGS(name), has_filters(arguments) ? " that fit" : "");
}

static enum exit_code look(struct session *session, void *data)
{
    const struct arguments *arguments = data;
    text name = arguments->operands.items[0];
    const struct listing_kind *kind = find_kind(name);
    struct listing_request request = { .arguments = arguments, .session = session, .type = arguments->type };
    if (!kind && config_find_taxonomy(&session->config, name) != SIZE_MAX)
        kind = find_kind(TEXT("tags"));
    if (!kind)
        return unknown_kind(session, name);
    if (!kind->is_of_articles && has_filters(arguments))
        return command_misused(
            "filters are for lists of articles", "'%.*s' cannot be filtered", TEXT_ARGS(name));
    if (!is_type(session, arguments->type) ||
        !read_bound(session, "since", arguments->since, false, &request.since) ||
        !read_bound(session, "until", arguments->until, true, &request.until))
        return EXIT_USAGE;
    if (!listing_read_names(&request))
        return EXIT_USAGE;
    struct table table = {
        .arena = &session->arena, .columns = kind->columns, .column_count = kind->column_count
    };
    kind->fill(&request, &table);
    enum table_form form = arguments->wants_json ? TABLE_JSON : arguments->wants_tsv ? TABLE_TSV : TABLE_TEXT;
    table_print(&table, form);
    if (!table.rows.count && form == TABLE_TEXT && !arguments->build.is_quiet)
        say_empty(arguments, name);
    return EXIT_DONE;
}

enum exit_code command_list(const struct arguments *arguments)
{
    struct arguments asked = *arguments;
    if (arguments->operands.count > 1)
        return command_misused("list one kind at a time", "'%.*s' is one word too many",
            TEXT_ARGS(arguments->operands.items[1]));
    if (arguments->wants_json && arguments->wants_tsv)
        return command_misused("give one of them", "--json and --tsv are two forms of one list");
    if (!arguments->operands.count) {
        text *kind = arena_new(arguments->arena, text);
        *kind = TEXT("articles");
        asked.operands.items = kind;
        asked.operands.count = 1;
    }
    struct survey survey = { .leaves_hooks_out = true, .look = look, .data = &asked };
    return survey_site(&asked.build, &survey);
}
