/* SPDX-License-Identifier: MIT */
/*
 * Hosts have bad days, so one failure is no verdict. What is known of an address is one line of
 * .brief/links.tsv: the address, the day it was last asked, the day since when it fails (or "-"), and how.
 * Good addresses are asked again after a week, failing ones on the next day. The file can be deleted like all
 * of the cache; a line that cannot be read, or is of a day that has not come, is forgotten. Days are the
 * clock's (or those of --at): hosts do not know of SOURCE_DATE_EPOCH.
 */
#include "build/outside.h"
#include "base/file.h"
#include "base/file_tree.h"
#include "check/check.h"
#include "model/url.h"
#include <stdlib.h>

enum { GOOD_DAYS = 7, LINES_BYTES = 64 << 20 };

static const char *const verdict_file = ".brief/links.tsv";

struct verdict {
    text url;
    int32_t asked;   /* day; 0: never */
    int32_t failing; /* day since when; 0: it answers */
    text how;        /* "404", "Could not resolve host"; absent when it answers */
    span where;      /* of the first link to it */
    size_t link_count;
    const struct draft *draft; /* in which it stands; NULL: in site.yml */
};

struct outside {
    struct session *session;
    struct arena *arena;
    struct map verdicts; /* url → struct verdict * */
    int32_t today;
};

static int32_t read_day(const struct outside *outside, text word)
{
    struct date date;
    return date_parse(word, outside->session->config.zone, &date) == DATE_OK && !date.has_time
               ? date.day.number
               : 0;
}

static text write_day(struct arena *arena, int32_t day)
{
    struct civil civil = day_to_civil((struct day){ day });
    return day ? text_format(arena, "%04d-%02d-%02d", (int)civil.year, civil.month, civil.day) : TEXT("-");
}

static struct verdict *verdict_of(struct outside *outside, text url)
{
    struct verdict *verdict = map_find(&outside->verdicts, url);
    if (verdict)
        return verdict;
    verdict = arena_new(outside->arena, struct verdict);
    verdict->url = url;
    map_set(&outside->verdicts, url, verdict);
    return verdict;
}

static void read_verdicts(struct outside *outside)
{
    text contents = TEXT_NONE;
    if (file_read(outside->session->site_folder, verdict_file, LINES_BYTES, outside->arena, &contents, NULL))
        return;
    for (text rest = contents; rest.bytes;) {
        text line = text_cut(&rest, '\n');
        text url = text_cut(&line, '\t'), asked = text_cut(&line, '\t'), failing = text_cut(&line, '\t');
        int32_t day = read_day(outside, asked);
        if (!url.length || !failing.bytes || !day || day > outside->today)
            continue;
        struct verdict *verdict = verdict_of(outside, url);
        verdict->asked = day;
        verdict->failing = read_day(outside, failing);
        verdict->how = verdict->failing ? line : TEXT_NONE;
    }
}

static bool is_outside(const struct config *config, text url)
{
    bool is_http = text_starts_with_ignoring_ascii_case(url, TEXT("http://")) ||
                   text_starts_with_ignoring_ascii_case(url, TEXT("https://"));
    for (size_t i = 0; i < url.length; i++)
        if ((unsigned char)url.bytes[i] <= ' ')
            return false;
    return is_http && !address_of_whole(config, url).bytes;
}

/* Without its fragment, which no host is sent; with the site's scheme where it leaves that to the page. */
static text asked_url(const struct outside *outside, text written)
{
    text url = text_slice(written, 0, text_find_byte(written, '#', 0));
    bool has_scheme = !text_starts_with(url, TEXT("//"));
    return has_scheme ? url : permalink_of_written(&outside->session->config, outside->arena, url);
}

static void add_link(struct outside *outside, text written, span where, const struct draft *draft)
{
    text url = asked_url(outside, written);
    if (!is_outside(&outside->session->config, url))
        return;
    struct verdict *verdict = verdict_of(outside, url);
    if (verdict->link_count++)
        return;
    verdict->where = where;
    verdict->draft = draft;
}

/* Links of texts first, since the copy that is advised has their day. */
static void gather_links(struct outside *outside, const struct check_subject *subject)
{
    const struct config *config = &outside->session->config;
    const struct menu *menu;
    for (size_t i = 0; i < subject->draft_count; i++) {
        const struct outline *outline = &subject->outlines[i];
        for (size_t k = 0; k < outline->link_count; k++)
            add_link(outside, outline->links[k].url, outline->links[k].where, subject->drafts[i]);
    }
    for (size_t number = 0; (menu = config_menu(config, number)); number++)
        for (size_t i = 0; i < menu->count; i++)
            add_link(outside, menu->items[i].url, menu->items[i].where, NULL);
    for (size_t i = 0; i < config->alias_count; i++)
        add_link(outside, config->aliases[i].to, config->aliases[i].to_where, NULL);
}

static bool is_due(const struct outside *outside, const struct verdict *verdict)
{
    int32_t age = outside->today - verdict->asked;
    return verdict->link_count && (!verdict->asked || age >= (verdict->failing ? 1 : GOOD_DAYS));
}

static void take_answer(struct outside *outside, const struct fetch_question *question)
{
    struct verdict *verdict = map_find(&outside->verdicts, question->url);
    verdict->asked = outside->today;
    if (question->is_answered) {
        verdict->failing = 0;
        return;
    }
    verdict->failing = verdict->failing ? verdict->failing : outside->today;
    verdict->how =
        question->fault.bytes ? question->fault : text_format(outside->arena, "status %d", question->status);
}

struct counting {
    struct progress *progress;
    size_t total;
};

static void show_count(void *data, size_t done)
{
    const struct counting *counting = data;
    progress_show(counting->progress, "asking hosts", done, counting->total);
}

static bool ask(struct outside *outside)
{
    struct fetch_question *questions =
        arena_new_array(outside->arena, struct fetch_question, outside->verdicts.count);
    size_t count = 0;
    text why;
    for (size_t i = 0; i < outside->verdicts.count; i++) {
        const struct verdict *verdict = outside->verdicts.entries[i].value;
        if (is_due(outside, verdict))
            questions[count++] = (struct fetch_question){ .url = verdict->url };
    }
    struct counting counting = { &outside->session->progress, count };
    struct fetch_listener listener = { show_count, &counting };
    bool is_done = fetcher_ask(&outside->session->fetcher, outside->arena, questions, count, &listener, &why);
    progress_clear(&outside->session->progress);
    if (!is_done) {
        struct diagnostic *diagnostic = diagnostic_error(&outside->session->diagnostics, SPAN_NONE,
            "no-network", "cannot ask other hosts: %.*s", TEXT_ARGS(why));
        diagnostic_hint(
            &outside->session->diagnostics, diagnostic, "install libcurl4, or leave --external out");
        outside->session->machine_failed = true;
        return false;
    }
    for (size_t i = 0; i < count; i++)
        take_answer(outside, &questions[i]);
    return true;
}

static int by_url(const void *a, const void *b)
{
    return text_compare((*(const struct verdict *const *)a)->url, (*(const struct verdict *const *)b)->url);
}

/* Those that are linked to; the others are forgotten. */
static void write_verdicts(struct outside *outside)
{
    struct session *session = outside->session;
    const struct verdict **sorted =
        arena_alloc_array(outside->arena, outside->verdicts.count, sizeof *sorted);
    size_t count = 0;
    struct buffer out;
    buffer_init(&out, outside->arena);
    for (size_t i = 0; i < outside->verdicts.count; i++) {
        const struct verdict *verdict = outside->verdicts.entries[i].value;
        if (verdict->asked && verdict->link_count)
            sorted[count++] = verdict;
    }
    if (count)
        qsort(sorted, count, sizeof *sorted, by_url);
    for (size_t i = 0; i < count; i++)
        buffer_print(&out, "%.*s\t%.*s\t%.*s\t%.*s\n", TEXT_ARGS(sorted[i]->url),
            TEXT_ARGS(write_day(outside->arena, sorted[i]->asked)),
            TEXT_ARGS(write_day(outside->arena, sorted[i]->failing)),
            TEXT_ARGS(sorted[i]->failing ? sorted[i]->how : TEXT("")));
    if (!session_open_cache(session))
        return;
    int error = file_replace(session->site_folder, verdict_file, buffer_text(&out), false);
    if (error)
        diagnostic_warning(&session->diagnostics, SPAN_NONE, "no-cache",
            "cannot keep what was found in '%s': %s", verdict_file, file_error_text(error));
}

/* The day of the article in the archive's form, so that the copy nearest to it is shown; else the newest. */
static text archived_copy(struct outside *outside, const struct verdict *verdict)
{
    const struct date *date = verdict->draft ? &verdict->draft->front_matter.date.date : NULL;
    text day = date && date->is_set ? date_in_english(outside->arena, date, TEXT("%Y%m%d")) : TEXT("2");
    return text_format(
        outside->arena, "https://web.archive.org/web/%.*s/%.*s", TEXT_ARGS(day), TEXT_ARGS(verdict->url));
}

static void report_dead(struct outside *outside)
{
    struct diagnostics *diagnostics = &outside->session->diagnostics;
    for (size_t i = 0; i < outside->verdicts.count; i++) {
        const struct verdict *verdict = outside->verdicts.entries[i].value;
        if (!verdict->link_count || !verdict->failing || verdict->failing >= verdict->asked)
            continue;
        text times = check_link_count(outside->arena, verdict->link_count);
        text since = write_day(outside->arena, verdict->failing);
        diagnostic_hint(diagnostics,
            diagnostic_warning(diagnostics, verdict->where, "dead-link",
                "'%.*s' has not answered since %.*s: %.*s%.*s", TEXT_ARGS(verdict->url), TEXT_ARGS(since),
                TEXT_ARGS(verdict->how), TEXT_ARGS(times)),
            "an archived copy may be at %.*s", TEXT_ARGS(archived_copy(outside, verdict)));
    }
}

static int32_t today(const struct session *session)
{
    return session->options->at.bytes ? session->build_time.day.number
                                      : zone_date_at(session->config.zone, session->clock).day.number;
}

void outside_check(struct session *session, const struct check_subject *subject)
{
    struct arena arena;
    arena_init(&arena);
    struct outside outside = { .session = session, .arena = &arena };
    outside.today = today(session);
    map_init(&outside.verdicts, &arena);
    read_verdicts(&outside);
    gather_links(&outside, subject);
    if (ask(&outside)) {
        write_verdicts(&outside);
        report_dead(&outside);
    }
    arena_release(&arena);
}
