/* SPDX-License-Identifier: MIT */
/*
 * A rehearsal: the archive as it would be if what is held back were published. What is wrong with it then is
 * told now, by `brief check`, instead of on its day. It is a session of its own, planned like any.
 *
 * Two sessions number their sources differently, so a mistake is known by its path. It is the same mistake
 * when its code and place are the same; where nobody can point, its words.
 */
#include "build/session.h"
#include "output/kinds.h"

/* Is it the page of something that only a preview shows? */
static bool is_of_held_back(const struct output *output)
{
    if (output->kind->render == article_render)
        return ((const struct article *)output->subject)->preview.bytes != NULL;
    return output->kind->render == standing_page_render &&
           ((const struct page *)output->subject)->preview.bytes != NULL;
}

/* Renders the pages of what a build would hold back, for the mistakes that only this finds. */
static void render_held_back(struct session *rehearsal)
{
    struct arena arena;
    arena_init(&arena);
    for (size_t i = 0; i < rehearsal->plan.outputs.count; i++) {
        const struct output *output = &rehearsal->plan.outputs.items[i];
        if (is_of_held_back(output))
            session_render_one(rehearsal, output, &arena);
        arena_reset(&arena);
    }
    arena_release(&arena);
}

struct taking {
    struct session *session;
    const struct session *rehearsal;
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

static void take(struct taking *taking, const struct diagnostic *found, bool is_of_drafts)
{
    struct diagnostics *diagnostics = &taking->session->diagnostics;
    struct arena *arena = &taking->session->arena;
    enum severity severity =
        is_of_drafts && found->severity == SEVERITY_ERROR ? SEVERITY_WARNING : found->severity;
    struct diagnostic *taken = diagnostic_report(diagnostics, severity, span_in_session(taking, found->where),
        text_to_string(arena, text_of(found->code)), text_copy(arena, found->message));
    taken->hint = text_copy(arena, found->hint);
    for (const struct diagnostic_note *note = found->notes; note; note = note->next)
        diagnostic_note(
            diagnostics, taken, span_in_session(taking, note->where), "%.*s", TEXT_ARGS(note->message));
}

/*
 * Adds to the session's diagnostics what the rehearsal found and the session did not. What would appear by
 * itself keeps its severity; with `is_of_drafts` errors become warnings, since a draft may be unfinished.
 * Everything is copied: the rehearsal can be closed.
 */
static void take_all(struct session *session, const struct session *rehearsal, bool is_of_drafts)
{
    struct taking taking = { .session = session, .rehearsal = rehearsal };
    map_init(&taking.sources, &session->arena);
    map_init(&taking.known, &session->arena);
    for (size_t i = 1; i < session->sources.count; i++)
        map_add(&taking.sources, session->sources.items[i].path, (void *)(uintptr_t)i);
    for (const struct diagnostic *said = session->diagnostics.first; said; said = said->next)
        map_set(&taking.known, key_of(&session->arena, session, said), session);
    for (const struct diagnostic *found = rehearsal->diagnostics.first; found; found = found->next)
        if (!map_contains(&taking.known, key_of(&session->arena, rehearsal, found)))
            take(&taking, found, is_of_drafts);
}

/* What waits is shown, or with it the drafts too. */
static void rehearse(struct session *session, bool with_drafts)
{
    struct build_options options = *session->options;
    struct session rehearsal;
    options.shows_scheduled = true;
    options.shows_drafts |= with_drafts;
    options.is_quiet = true;
    options.is_locked = false; /* the ledger is not what it is about */
    bool is_open = session_open(&rehearsal, &options);
    rehearsal.supervision = session->supervision;
    rehearsal.is_survey = true;
    if (is_open && session_read_config(&rehearsal) && session_make_plan(&rehearsal))
        render_held_back(&rehearsal);
    take_all(session, &rehearsal, with_drafts);
    session->is_to_run_again |= rehearsal.is_to_run_again;
    session_close(&rehearsal);
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
    if (has_held_back(session, HOLD_SCHEDULED) || (session->site && session->site->coming_count))
        rehearse(session, false);
    if (!session->is_to_run_again && has_held_back(session, HOLD_DRAFT))
        rehearse(session, true);
}
