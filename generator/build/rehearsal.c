/* SPDX-License-Identifier: MIT */
/*
 * A rehearsal: the archive as it would be if what is held back were published, and as it will be at each of
 * the moments to come, when one text is out and another not yet. What is wrong with it then is told now, by
 * `brief check`, instead of on its day. Each is a session of its own, planned like any.
 *
 * Two sessions number their sources differently, so a mistake is known by its path. It is the same mistake
 * when its code and place are the same; where nobody can point, its words.
 */
#include "build/session.h"
#include "base/date.h"
#include "base/path.h"
#include "build/leak.h"
#include "output/kinds.h"
#include <string.h>

/* Each moment costs a look at the whole archive; those that come later are looked at when they are nearer. */
enum { MOST_MOMENTS = 32, LEAST_MOMENTS = 4, MOST_TEXTS = 32000 /* of all archives together */ };

/* The things to which something happens at one moment. */
struct moment {
    const struct due *due;
    size_t count;
};

/* Is it the page of something that only a preview shows? */
static bool is_of_held_back(const struct output *output)
{
    if (output->kind->render == article_render)
        return ((const struct article *)output->subject)->preview.bytes != NULL;
    return output->kind->render == standing_page_render &&
           ((const struct page *)output->subject)->preview.bytes != NULL;
}

static text source_of(const struct output *output)
{
    if (output->kind->render == article_render)
        return ((const struct article *)output->subject)->source_path;
    return output->kind->render == standing_page_render ? ((const struct page *)output->subject)->source_path
                                                        : TEXT_NONE;
}

/* The text of this source, or that on which "content/comments/2027/x/1.yml" is a comment? */
static bool is_about(const struct due *due, text source_path)
{
    static const text comments = TEXT_INIT("content/comments/"), articles = TEXT_INIT("content/articles/"),
                      endings[] = { TEXT_INIT(".md"), TEXT_INIT("/index.md") };
    if (text_equal(due->source_path, source_path))
        return true;
    if (!text_starts_with(due->source_path, comments) || !text_starts_with(source_path, articles))
        return false;
    text id = text_from(path_folder(due->source_path), comments.length);
    text written = text_from(source_path, articles.length);
    return text_starts_with(written, id) && (text_equal(text_from(written, id.length), endings[0]) ||
                                                text_equal(text_from(written, id.length), endings[1]));
}

bool session_is_of_moment(const struct session *session, text source_path)
{
    const struct moment *moment = session->moment;
    for (size_t i = 0; source_path.bytes && moment && i < moment->count; i++)
        if (is_about(&moment->due[i], source_path))
            return true;
    return false;
}

/* Renders the pages of what a build would hold back, or those that appear or change at the moment, and looks
 * for names of what is still held back then. */
static void render_pages(struct session *rehearsal)
{
    struct arena arena;
    arena_init(&arena);
    for (size_t i = 0; i < rehearsal->plan.outputs.count; i++) {
        const struct output *output = &rehearsal->plan.outputs.items[i];
        if (rehearsal->moment ? !session_is_of_moment(rehearsal, source_of(output))
                              : !is_of_held_back(output))
            continue;
        text bytes = session_render_one(rehearsal, output, &arena);
        if (rehearsal->moment && bytes.bytes)
            leaks_check(rehearsal->leaks, output, bytes, &rehearsal->diagnostics);
        arena_reset(&arena);
    }
    arena_release(&arena);
}

struct taking {
    struct session *session;
    const struct session *rehearsal;
    bool is_of_drafts;  /* errors become warnings, since a draft may be unfinished */
    struct map sources; /* path → number of the session's source, as a pointer */
    struct map known;   /* what the session said already */
};

static text path_of(const struct session *session, span where)
{
    return where.source ? source_at(&session->sources, where.source)->path : TEXT("");
}

static text key_of(struct arena *arena, const struct session *session, const struct diagnostic *diagnostic)
{
    text path = path_of(session, diagnostic->where);
    text words = diagnostic->where.source ? TEXT("") : diagnostic->message;
    return text_format(arena, "%s %u %.*s %.*s", diagnostic->code, diagnostic->where.offset, TEXT_ARGS(path),
        TEXT_ARGS(words));
}

static uint32_t source_in_session(struct taking *taking, span where)
{
    struct sources *sources = &taking->session->sources;
    const struct source *other = source_at(&taking->rehearsal->sources, where.source);
    uintptr_t found = (uintptr_t)map_find(&taking->sources, other->path);
    if (found)
        return (uint32_t)found;
    struct arena *arena = &taking->session->arena;
    return sources_add(sources, text_copy(arena, other->path), text_copy(arena, other->system_path),
        text_copy(arena, other->contents));
}

static span span_in_session(struct taking *taking, span where)
{
    return where.source ? (span){ source_in_session(taking, where), where.offset, where.length } : where;
}

/* What appears or changes then; NULL: nothing does. What expires, a check looks at (build/expiries). */
static const struct due *first_new(const struct moment *moment)
{
    for (size_t i = 0; i < moment->count; i++)
        if (moment->due[i].event == DUE_APPEARS || moment->due[i].event == DUE_CHANGES)
            return &moment->due[i];
    return NULL;
}

/* "2027-01-05 09:00 Europe/London, when 'content/articles/x.md' appears". */
static void note_moment(struct taking *taking, struct diagnostic *taken)
{
    static const char *const events[] = {
        [DUE_APPEARS] = "appears",
        [DUE_CHANGES] = "changes",
    };
    const struct due *due = first_new(taking->rehearsal->moment);
    text when = date_in_english(&taking->session->arena, &due->date, TEXT("%Y-%m-%d %H:%M"));
    diagnostic_note(&taking->session->diagnostics, taken, SPAN_NONE,
        "the build would stop on %.*s %.*s, when '%.*s' %s", TEXT_ARGS(when),
        TEXT_ARGS(taking->session->site->timezone), TEXT_ARGS(due->source_path), events[due->event]);
}

static void take(struct taking *taking, const struct diagnostic *found)
{
    struct diagnostics *diagnostics = &taking->session->diagnostics;
    struct arena *arena = &taking->session->arena;
    enum severity severity =
        taking->is_of_drafts && found->severity == SEVERITY_ERROR ? SEVERITY_WARNING : found->severity;
    struct diagnostic *taken = diagnostic_report(diagnostics, severity, span_in_session(taking, found->where),
        text_to_string(arena, text_of(found->code)), text_copy(arena, found->message));
    taken->hint = text_copy(arena, found->hint);
    for (const struct diagnostic_note *note = found->notes; note; note = note->next)
        diagnostic_note(
            diagnostics, taken, span_in_session(taking, note->where), "%.*s", TEXT_ARGS(note->message));
    if (taking->rehearsal->moment)
        note_moment(taking, taken);
}

/* Errors of a moment only: what it warns of does no harm to a build that nobody looks at. */
static bool is_wanted(const struct taking *taking, const struct diagnostic *found)
{
    return (!taking->rehearsal->moment || found->severity == SEVERITY_ERROR) &&
           !map_contains(&taking->known, key_of(&taking->session->arena, taking->rehearsal, found));
}

/* Adds to the session's diagnostics what the rehearsal found and the session did not. Everything is copied:
 * the rehearsal can be closed. */
static void take_all(struct taking *taking)
{
    struct session *session = taking->session;
    map_init(&taking->sources, &session->arena);
    map_init(&taking->known, &session->arena);
    for (size_t i = 1; i < session->sources.count; i++)
        map_add(&taking->sources, session->sources.items[i].path, (void *)(uintptr_t)i);
    for (const struct diagnostic *said = session->diagnostics.first; said; said = said->next)
        map_set(&taking->known, key_of(&session->arena, session, said), session);
    for (const struct diagnostic *found = taking->rehearsal->diagnostics.first; found; found = found->next)
        if (is_wanted(taking, found))
            take(taking, found);
}

/* The time changes nothing about what is in files, so what one session read serves the other. */
static void share(struct session *rehearsal, const struct session *session)
{
    const struct sources *sources = &session->sources;
    rehearsal->sources.items = arena_new_array(&rehearsal->arena, struct source, sources->count);
    memcpy(rehearsal->sources.items, sources->items, sources->count * sizeof *sources->items);
    rehearsal->sources.count = rehearsal->sources.capacity = sources->count;
    rehearsal->content = session->content;
    rehearsal->content_folder = session->content_folder;
    rehearsal->cache = session->cache;
    rehearsal->drafts = session->drafts;
    rehearsal->draft_files = session->draft_files;
    rehearsal->draft_count = session->draft_count;
}

static void close_shared(struct session *rehearsal)
{
    rehearsal->content_folder = -1;
    rehearsal->cache = (struct cache){ 0 };
    session_close(rehearsal);
}

static void rehearse(
    struct session *session, struct build_options *options, bool with_drafts, const struct moment *moment)
{
    struct session rehearsal;
    options->is_quiet = true;
    options->is_locked = false; /* the ledger is not what it is about */
    bool is_open = session_open(&rehearsal, options);
    rehearsal.supervision = session->supervision;
    rehearsal.is_survey = true;
    rehearsal.moment = moment;
    if (moment)
        share(&rehearsal, session);
    rehearsal.leaves_hooks_out = moment != NULL; /* a few pages need theirs */
    if (is_open && session_read_config(&rehearsal) && session_make_plan(&rehearsal)) {
        bool is_wrong = moment && diagnostics_has_errors(&rehearsal.diagnostics);
        if (moment && !is_wrong)
            session_run_article_hooks(&rehearsal, HOOKS_OF_MOMENT);
        if (!is_wrong)
            render_pages(&rehearsal);
    }
    struct taking taking = { .session = session, .rehearsal = &rehearsal, .is_of_drafts = with_drafts };
    take_all(&taking);
    session->is_to_run_again |= rehearsal.is_to_run_again;
    if (moment)
        close_shared(&rehearsal);
    else
        session_close(&rehearsal);
}

/* What waits is shown, or with it the drafts too. */
static void rehearse_all(struct session *session, bool with_drafts)
{
    struct build_options options = *session->options;
    options.shows_scheduled = true;
    options.shows_drafts |= with_drafts;
    rehearse(session, &options, with_drafts, NULL);
}

/* To the millisecond: "2027-01-05T09:00:00.500+00:00". */
static text exact_time(struct arena *arena, const struct date *date)
{
    enum { UP_TO_SECONDS = sizeof "2027-01-05T09:00:00" - 1, SECOND_MS = 1000 };
    text whole = date_rfc3339(arena, date);
    int64_t rest = date->instant.milliseconds % SECOND_MS;
    return text_format(arena, "%.*s.%03d%.*s", UP_TO_SECONDS, whole.bytes,
        (int)(rest < 0 ? rest + SECOND_MS : rest), TEXT_ARGS(text_from(whole, UP_TO_SECONDS)));
}

static size_t most_moments(const struct site *site)
{
    size_t affordable = MOST_TEXTS / (site->articles.count + 1);
    if (affordable < LEAST_MOMENTS)
        return LEAST_MOMENTS;
    return affordable < MOST_MOMENTS ? affordable : MOST_MOMENTS;
}

static void rehearse_moments(struct session *session)
{
    const struct site *site = session->site;
    size_t moments = 0, most = most_moments(site), next;
    for (size_t i = 0; i < site->due_count && moments < most && !session->is_to_run_again; i = next) {
        for (next = i + 1;
             next < site->due_count && date_compare(&site->due[i].date, &site->due[next].date) == 0;)
            next++;
        struct moment moment = { &site->due[i], next - i };
        if (!first_new(&moment))
            continue;
        struct build_options options = *session->options;
        options.at = exact_time(&session->arena, &moment.due->date);
        rehearse(session, &options, false, &moment);
        moments++;
    }
}

static bool has_held_back(const struct session *session, enum hold hold)
{
    for (size_t i = 0; session->site && i < session->site->held_back_count; i++)
        if (session->site->held_back[i].hold == hold)
            return true;
    return false;
}

void session_rehearse(struct session *session)
{
    bool is_sound = session_is_sound(session);
    if (has_held_back(session, HOLD_SCHEDULED) || (session->site && session->site->coming_count))
        rehearse_all(session, false);
    if (!session->is_to_run_again && has_held_back(session, HOLD_DRAFT))
        rehearse_all(session, true);
    if (!session->is_to_run_again && is_sound)
        rehearse_moments(session);
}
