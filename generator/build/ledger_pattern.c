/* SPDX-License-Identifier: MIT */
/*
 * Which pattern made the addresses that were lost? That of today may have, where another time zone gave the
 * moments of articles another day. Else each word of one lost address may stand for itself or
 * begin what it is of its article, a year or a slug; the combinations are few, and the other addresses
 * decide. So a pattern that was changed in site.yml is one error, not one for each article of the archive.
 */
#include "build/ledger_pattern.h"
#include "base/byte.h"
#include "base/arena.h"
#include "base/count.h"
#include "base/path.h"
#include "load/yaml_scalar.h"
#include "model/url.h"

/* SEEDS: lost addresses that are tried as examples. TRIES: patterns tried for each. */
enum { SEEDS = 4, TRIES = 64 };

/* The first can only begin a part. A year goes before the folder that is called like it. */
static const char *const placeholders[] = { ":id", ":slug", ":year", ":month", ":day", ":section", ":type" };

struct search {
    const struct ledger_stage *stage;
    enum ledger_kind kind; /* of the entries that count */
    const struct ledger_entry *const *lost;
    size_t count, article_count;  /* of `lost`, and of the published articles whose they are */
    struct permalink_parts parts; /* of the example */
    size_t tries_left;
    struct former_pattern best;
};

/* NULL also for one with a permalink, to which no pattern would give its address back. */
static const struct article *article_of(
    const struct ledger_stage *stage, enum ledger_kind kind, const struct ledger_entry *entry)
{
    const struct article *article =
        entry->kind == kind ? map_find(stage->site->articles_by_id, entry->id) : NULL;
    return article && !article->has_permalink ? article : NULL;
}

static bool is_made_by(const struct ledger_stage *stage, struct arena *arena,
    const struct ledger_entry *entry, const struct former_pattern *former)
{
    const struct article *article = article_of(stage, former->kind, entry);
    if (!article || (former->days && !article->date.has_time))
        return false;
    struct permalink_parts parts = permalink_parts_of(stage->site->unicode, arena, article);
    parts.day.number += former->days;
    text path;
    return path_of_address(arena, url_from_pattern(arena, former->pattern, &parts), &path) == PATH_OK &&
           text_equal(path_to_address(arena, path), entry->address);
}

bool ledger_is_of_pattern(
    const struct ledger_stage *stage, const struct ledger_entry *entry, const struct former_pattern *former)
{
    struct arena arena;
    arena_init(&arena);
    bool is_of_pattern = is_made_by(stage, &arena, entry, former);
    arena_release(&arena);
    return is_of_pattern;
}

/* More than half of the articles that lost their address must have had it by this. */
static void try_former(struct search *search, text pattern, int32_t days)
{
    struct former_pattern found = { .kind = search->kind, .pattern = pattern, .days = days };
    for (size_t i = 0; i < search->count; i++) {
        if (!ledger_is_of_pattern(search->stage, search->lost[i], &found))
            continue;
        found.first = found.first ? found.first : search->lost[i];
        found.count++;
    }
    if (found.count >= LEDGER_MANY && found.count * 2 > search->article_count &&
        found.count > search->best.count)
        search->best = found;
}

static void try_pattern(struct search *search, text pattern)
{
    if (!search->tries_left || text_equal(pattern, search->stage->site->config->article_permalink))
        return;
    search->tries_left--;
    try_former(search, pattern, 0);
}

/* Those of site.yml, in another time zone. */
static void try_zones(struct search *search)
{
    const struct config *config = search->stage->site->config;
    const struct written_addresses *aliases = &config->former_permalinks;
    for (int32_t days = -1; days <= 1; days += 2) {
        if (search->kind == LEDGER_ARTICLE)
            try_former(search, config->article_permalink, days);
        for (size_t i = 0; search->kind == LEDGER_ALIAS && i < aliases->count; i++)
            try_former(search, aliases->items[i].address, days);
    }
}

/* Does a word of an address end before `rest`? */
static bool is_word_end(text rest)
{
    unsigned char next = rest.length ? (unsigned char)rest.bytes[0] : '/';
    return !(byte_is_letter_or_digit(next) || next == '%' || next >= 0x80);
}

/* What stands for itself: up to the next sign between words, and that. */
static size_t length_of_literal(text rest)
{
    size_t length = 0;
    while (length < rest.length && !is_word_end(text_from(rest, length)))
        length++;
    return length < rest.length ? length + 1 : length;
}

/* `pattern` is what was chosen for the words of the address before `rest`. */
static void choose(struct search *search, text pattern, text rest)
{
    struct arena *arena = search->stage->arena;
    if (!rest.length)
        try_pattern(search, pattern);
    if (!rest.length || !search->tries_left)
        return;
    bool is_part_start = text_ends_with(pattern, TEXT("/"));
    for (size_t i = is_part_start ? 0 : 1; i < COUNT(placeholders); i++) {
        text value = url_from_pattern(arena, text_of(placeholders[i]), &search->parts);
        text behind = text_from(rest, value.length);
        if (value.length && text_starts_with(rest, value) && is_word_end(behind))
            choose(search, text_format(arena, "%.*s%s", TEXT_ARGS(pattern), placeholders[i]), behind);
    }
    size_t literal = length_of_literal(rest);
    choose(search, text_format(arena, "%.*s%.*s", TEXT_ARGS(pattern), (int)literal, rest.bytes),
        text_from(rest, literal));
}

static size_t count_articles(const struct search *search)
{
    struct map ids;
    map_init(&ids, search->stage->arena);
    for (size_t i = 0; i < search->count; i++)
        if (article_of(search->stage, search->kind, search->lost[i]))
            map_set(&ids, search->lost[i]->id, (void *)search);
    return ids.count;
}

struct former_pattern ledger_find_pattern(const struct ledger_stage *stage, enum ledger_kind kind,
    const struct ledger_entry *const *lost, size_t count)
{
    struct search search = { .stage = stage, .kind = kind, .lost = lost, .count = count };
    size_t seed_count = 0;
    search.article_count = count_articles(&search);
    try_zones(&search);
    for (size_t i = 0; i < count && search.article_count >= LEDGER_MANY && seed_count < SEEDS; i++) {
        const struct article *article = article_of(stage, kind, lost[i]);
        if (!article || search.best.count)
            continue;
        seed_count++;
        search.tries_left = TRIES;
        search.parts = permalink_parts_of(stage->site->unicode, stage->arena, article);
        choose(&search, TEXT("/"), text_from(lost[i]->address, 1));
    }
    return search.best;
}

/* "the addresses", or "the former addresses" */
static const char *former_word(const struct former_pattern *former)
{
    return former->kind == LEDGER_ALIAS ? "former " : "";
}

static void report_zone(const struct ledger_stage *stage, const struct former_pattern *former)
{
    const struct config *config = stage->site->config;
    span where = config->timezone_where.length ? config->timezone_where : former->first->where;
    struct diagnostic *diagnostic = diagnostic_error(stage->diagnostics, where, "vanishing-address",
        "in the time zone '%.*s' nothing would answer the %saddresses of %zu articles any more: their "
        "moments are of another day there",
        TEXT_ARGS(config->timezone), former_word(former), former->count);
    diagnostic_note(stage->diagnostics, diagnostic, former->first->where, "the first of them");
    diagnostic_hint(stage->diagnostics, diagnostic,
        "write timezone: as it was, or the old address of each below aliases: of its file");
}

/* Where site.yml says by which pattern they are made; else the line of the first. */
static span place_of_pattern(const struct ledger_stage *stage, const struct former_pattern *former)
{
    const struct config *config = stage->site->config;
    span where = config->article_permalink_where;
    if (former->kind == LEDGER_ALIAS)
        where = config->former_permalinks.count ? config->former_permalinks.items[0].where : SPAN_NONE;
    return where.length ? where : former->first->where;
}

/* What the setting of permalinks would have to be, so that all `formers` lead on. */
static text mended_setting(const struct ledger_stage *stage, const struct former_patterns *formers)
{
    const struct config *config = stage->site->config;
    struct arena *arena = stage->arena;
    struct buffer out;
    const char *separator = "";
    buffer_init(&out, arena);
    buffer_print(&out, "permalinks: {article: %.*s, aliases: [",
        TEXT_ARGS(yaml_scalar_write(arena, config->article_permalink)));
    for (size_t i = 0; i < config->former_permalinks.count; i++, separator = ", ")
        buffer_print(&out, "%s%.*s", separator,
            TEXT_ARGS(yaml_scalar_write(arena, config->former_permalinks.items[i].address)));
    for (size_t i = 0; i < formers->count; i++) {
        if (formers->items[i].days)
            continue;
        buffer_print(
            &out, "%s%.*s", separator, TEXT_ARGS(yaml_scalar_write(arena, formers->items[i].pattern)));
        separator = ", ";
    }
    buffer_append_literal(&out, "]}");
    return buffer_text(&out);
}

static void report_pattern(
    const struct ledger_stage *stage, const struct former_pattern *former, text setting)
{
    bool is_alias = former->kind == LEDGER_ALIAS;
    struct diagnostic *diagnostic = diagnostic_error(stage->diagnostics, place_of_pattern(stage, former),
        "vanishing-address", "%snothing would answer the %saddresses of %zu articles any more",
        is_alias ? "" : "by this pattern ", former_word(former), former->count);
    diagnostic_note(stage->diagnostics, diagnostic, former->first->where, "the first of them");
    if (is_alias)
        diagnostic_hint(
            stage->diagnostics, diagnostic, "write %.*s, and each leads on again", TEXT_ARGS(setting));
    else
        diagnostic_hint(stage->diagnostics, diagnostic,
            "write %.*s, and each leads on to the new address; or article: %.*s again", TEXT_ARGS(setting),
            TEXT_ARGS(yaml_scalar_write(stage->arena, former->pattern)));
}

void ledger_report_patterns(const struct ledger_stage *stage, const struct former_patterns *formers)
{
    text setting = mended_setting(stage, formers);
    for (size_t i = 0; i < formers->count; i++) {
        if (formers->items[i].days)
            report_zone(stage, &formers->items[i]);
        else
            report_pattern(stage, &formers->items[i], setting);
    }
}
