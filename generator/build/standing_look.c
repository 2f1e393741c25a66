/* SPDX-License-Identifier: MIT */
/* The answers lie in shared memory, one a noted file. */
#include "build/standing_look.h"
#include "base/file_look.h"
#include "build/session.h"
#include <sys/stat.h>
#include <unistd.h>

/* With fewer, starting a process takes longer than the work. */
enum { FILES_WORTH_A_PROCESS = 1000 };

static const text CONTENT_PREFIX = { "content/", sizeof "content/" - 1 };

enum look_step { LOOK_AT_CONTENT, LOOK_AT_OUTPUTS, LOOK_STEPS };

/* In shared memory. */
struct standing_look {
    const struct standing_file *files;
    size_t count;
    const char *names;
    int site_folder, output_folder;
    struct file_status *now; /* shared; one a file */
};

static text name_of(const struct standing_look *look, size_t number)
{
    return standing_file_name(look->names, &look->files[number]);
}

static void look_at(const struct standing_look *look, bool is_output)
{
    struct file_look looking;
    file_look_begin(&looking, is_output ? look->output_folder : look->site_folder);
    for (size_t i = 0; i < look->count; i++)
        if ((look->files[i].is_output != 0) == is_output &&
            file_look_at(&looking, name_of(look, i), &look->now[i]) != 0)
            look->now[i] = (struct file_status){ 0 };
    file_look_end(&looking);
}

static void look_at_content(void *state, struct arena *arena)
{
    (void)arena;
    look_at(state, false);
}

static void look_at_outputs(void *state, struct arena *arena)
{
    (void)arena;
    look_at(state, true);
}

static aside_step *const steps[LOOK_STEPS] = {
    [LOOK_AT_CONTENT] = look_at_content,
    [LOOK_AT_OUTPUTS] = look_at_outputs,
};

void standing_look_begin(struct session *session, int output_folder)
{
    struct standing_look *look = workers_shared_memory(sizeof *look);
    const struct store *store = &session->reuse.store;
    size_t names_length;
    look->files = store_table(store, STANDING_FILES, sizeof *look->files, &look->count);
    look->names = store_table(store, STANDING_NAMES, 1, &names_length);
    look->site_folder = session->site_folder;
    look->output_folder = output_folder;
    look->now = workers_shared_memory(look->count * sizeof *look->now);
    bool is_inline = session->options->worker_count < 2 || look->count < FILES_WORTH_A_PROCESS;
    session->look = look;
    session->looking = aside_start(&session->arena, steps, LOOK_STEPS, look, is_inline);
}

/* Where the noted file with that name below content/ is, from `at` on, when both lists have one order; else
 * some name behind. */
static size_t find_content(const struct standing_look *look, size_t at, text name)
{
    for (; at < look->count; at++) {
        text noted = name_of(look, at);
        bool is_content = !look->files[at].is_output && text_starts_with(noted, CONTENT_PREFIX);
        if (is_content && text_compare(text_from(noted, CONTENT_PREFIX.length), name) >= 0)
            break;
    }
    return at;
}

const struct file_status **standing_look_at_content(struct session *session)
{
    const struct standing_look *look = session->look;
    const struct content *content = &session->content;
    if (!look)
        return NULL;
    const struct file_status **all = arena_alloc_array(&session->arena, content->count, sizeof(void *));
    aside_need(session->looking, LOOK_AT_CONTENT);
    for (size_t i = 0, at = 0; i < content->count; i++) {
        at = find_content(look, at, content->files[i].disk_path);
        bool is_it = at < look->count && text_equal(text_from(name_of(look, at), CONTENT_PREFIX.length),
                                             content->files[i].disk_path);
        if (is_it)
            all[i] = &look->now[at++];
    }
    return all;
}

bool standing_look_at_outputs(struct session *session)
{
    const struct standing_look *look = session->look;
    struct stat then, now;
    if (!look || fstat(look->output_folder, &then) != 0 || fstat(session->folder.handle, &now) != 0 ||
        then.st_dev != now.st_dev || then.st_ino != now.st_ino)
        return false;
    aside_need(session->looking, LOOK_AT_OUTPUTS);
    return true;
}

const struct file_status *standing_look_at_output(const struct session *session, size_t file)
{
    return &session->look->now[file];
}

void standing_look_end(struct session *session)
{
    aside_end(session->looking);
    if (session->look)
        close(session->look->output_folder);
}
