/* SPDX-License-Identifier: MIT */
/*
 * The site that waits has been put together from the old texts, and plugins have made their pages of it. What
 * is new must not have been looked at: articles that are there already, of which nothing changed but texts of
 * their own. Everything that reads these comes later.
 */
#include "build/ahead.h"
#include "base/clock.h"
#include "base/file_tree.h"
#include "build/cache.h"
#include "build/indexes.h"
#include "build/lock.h"
#include "build/session.h"
#include "build/workers.h"
#include "load/assemble_body.h"
#include "load/draft_alike.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CONTENT "content/"
enum { CONTENT_LENGTH = sizeof CONTENT - 1 };

struct build_ahead *ahead_open(void)
{
    struct build_ahead *ahead = workers_shared_memory(sizeof *ahead);
    ahead->handle = -1;
    return ahead;
}

bool ahead_ask(struct build_ahead *ahead, int pipe, const text *changed, size_t count)
{
    size_t length = 0;
    for (size_t i = 0; i < count; i++) {
        if (changed[i].length >= AHEAD_BYTES - length)
            return false;
        memcpy(ahead->changed + length, changed[i].bytes, changed[i].length);
        length += changed[i].length;
        ahead->changed[length++] = '\0';
    }
    ahead->changed_count = count;
    ahead->changed_length = length;
    return write(pipe, "", 1) == 1;
}

static bool is_asked(const struct build_ahead *ahead)
{
    char byte;
    ssize_t count;
    while ((count = read(ahead->handle, &byte, 1)) < 0 && errno == EINTR)
        ;
    return count == 1;
}

void session_leave_cache(struct session *session)
{
    file_status_at(session->site_folder, cache_index_name, &session->cache_left);
    lock_leave(session->lock);
}

/* Another build may have run; its drafts lie where ours would. */
static bool return_to_cache(struct session *session)
{
    struct file_status now = { 0 };
    if (session->lock < 0 || !lock_take_again(session->lock))
        return false;
    file_status_at(session->site_folder, cache_index_name, &now);
    return file_status_equal(&now, &session->cache_left);
}

/* Texts are read below the folder that was open while this one waited. */
static bool is_content_there(const struct session *session)
{
    struct stat open, now;
    return fstat(session->content_folder, &open) == 0 &&
           fstatat(session->site_folder, "content", &now, AT_SYMLINK_NOFOLLOW) == 0 &&
           open.st_ino == now.st_ino && open.st_dev == now.st_dev;
}

/* Plugins that read such parts of articles while they prepared, or made pages, would have to run again. */
static bool have_plugins_read(const struct session *session, uint32_t parts)
{
    return (atomic_load(&session->reuse.shared->plugin_reads[thing_type_number(&article_type)]) & parts) != 0;
}

/* What is said of the text may have to be said of other places. */
static bool is_spoken_of(const struct session *session, uint32_t source)
{
    bool is_found = false;
    for (const struct diagnostic *one = session->diagnostics.first; one && !is_found; one = one->next) {
        is_found = one->where.source == source;
        for (const struct diagnostic_note *note = one->notes; note; note = note->next)
            is_found |= note->where.source == source;
    }
    return is_found;
}

/* Nothing is at the path, and nothing was when the site was put together: an editor wrote beside the text. */
static bool has_come_and_gone(struct session *session, text path)
{
    enum file_kind kind;
    for (size_t i = 0; i < session->content.folder_count; i++)
        if (text_equal(text_from(path, CONTENT_LENGTH), session->content.folders[i].path))
            return false;
    return file_kind_at(session->site_folder, text_to_string(&session->arena, path), &kind) == ENOENT;
}

/* Numbers of the drafts whose sources changed. False: something else changed. */
static bool find_changed(struct session *session, size_t *pieces, size_t *count)
{
    const struct build_ahead *ahead = session->options->ahead;
    for (text rest = { ahead->changed, ahead->changed_length }; rest.length;) {
        text path = text_cut(&rest, '\0');
        if (!text_starts_with(path, TEXT(CONTENT)))
            return false;
        const struct content_file *file =
            map_find(&session->content.by_path, text_from(path, CONTENT_LENGTH));
        if (!file && has_come_and_gone(session, path))
            continue;
        if (!file || file->kind != CONTENT_ARTICLE || is_spoken_of(session, file->source))
            return false;
        for (size_t k = 0; k < session->draft_count; k++)
            if (session->draft_files[k] == file)
                pieces[(*count)++] = k;
    }
    return true;
}

/* Has the article other facts than before? */
static bool digest_again(struct session *session, const struct article *article)
{
    struct things *things = &session->reuse.things;
    size_t thing = things_index(things, article);
    uint64_t facts = things->items[thing].digests[PART_FACTS];
    things_digest(things, thing, thing + 1);
    return things->items[thing].digests[PART_FACTS] != facts;
}

/* What is said of the article's outputs is said of another place in its source. */
static void move_outputs(struct session *session, const struct article *article)
{
    for (size_t i = 0; i < session->plan.outputs.count; i++) {
        struct output *output = &session->plan.outputs.items[i];
        if (output->subject == article && output->where.source == article->source)
            output->where = article->address_where;
        if (output->subject == article && output->layout_where.source == article->source)
            output->layout_where = article->layout_where;
    }
}

static bool take_in(struct session *session, size_t piece, const struct draft *before)
{
    const struct draft *now = session->drafts[piece];
    struct other_texts other = { 0 };
    if (!now || !draft_has_other_texts_only(before, now) ||
        !assemble_other_texts(session->assembly, before, now, &other) ||
        (other.are_ties_other && have_plugins_read(session, 1u << PART_TIES)))
        return false;
    for (size_t i = 1; i < other.articles.count; i++)
        digest_again(session, other.articles.items[i]);
    const struct article *article = other.articles.items[0];
    move_outputs(session, article);
    if (!digest_again(session, article))
        return true;
    indexes_change(session, article);
    return !have_plugins_read(session, 1u << PART_FACTS);
}

static bool take_in_changes(struct session *session)
{
    size_t count = 0;
    size_t *pieces = arena_new_array(&session->arena, size_t, session->options->ahead->changed_count);
    if (!find_changed(session, pieces, &count))
        return false;
    const struct draft **before = arena_alloc_array(&session->arena, count, sizeof *before);
    for (size_t i = 0; i < count; i++)
        before[i] = session->drafts[pieces[i]];
    const struct diagnostic *said = session->diagnostics.last;
    bool is_done = session_make_drafts_again(session, pieces, count);
    for (size_t i = 0; is_done && i < count; i++)
        is_done = take_in(session, pieces[i], before[i]);
    return is_done && session->diagnostics.last == said;
}

/* What can be done without the texts that may change. */
static bool prepare(struct session *session)
{
    if (session_has_errors(session) || have_plugins_read(session, 1u << PART_BODY | 1u << PART_WORDS))
        return false;
    session_digest_things(session);
    session_begin_plan(session);
    session_begin_ledger(session);
    reuse_look_ahead(session);
    indexes_prepare(session);
    return !session_has_errors(session);
}

bool session_catch_up(struct session *session, bool is_begun)
{
    bool is_ready = is_begun && prepare(session);
    workers_see_off(&session->leaving); /* it may be long until they are needed again */
    lock_leave(session->lock);
    if (!is_asked(session->options->ahead))
        _exit(EXIT_DONE);
    atomic_store(&session->supervision->is_unasked, false);
    session->started_ms = session->supervision->started_ms = clock_ms();
    return is_ready && return_to_cache(session) && is_content_there(session) &&
           session_is_ledger_begun(session) && session_take_time(session) && take_in_changes(session);
}
