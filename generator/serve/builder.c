/* SPDX-License-Identifier: MIT */
#include "serve/builder.h"
#include "base/process.h"
#include "build/build.h"
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

void builder_init(struct builder *builder, const struct build_options *options, struct build_news *news)
{
    *builder = (struct builder){ .options = options, .news = news, .ahead = ahead_open(), .pipe = -1 };
}

/* In the process that builds. */
static void build(struct builder *builder, const struct build_options *options)
{
    for (size_t i = 0; i < builder->own_count; i++)
        close(builder->own_handles[i]);
    if (builder->pipe >= 0)
        close(builder->pipe);
    sigaction(SIGPIPE, &(struct sigaction){ .sa_handler = SIG_DFL }, NULL);
    sigprocmask(SIG_SETMASK, &builder->usual_signals, NULL);
    enum exit_code code = build_site(options);
    fflush(NULL);
    _exit((int)code);
}

static pid_t start(struct builder *builder, struct build_ahead *ahead)
{
    struct build_options options = *builder->options;
    options.shows_drafts = options.shows_scheduled = options.is_preview = true;
    options.news = builder->news;
    options.ahead = ahead;
    fflush(NULL);
    pid_t id = fork();
    if (id == 0)
        build(builder, &options);
    return id;
}

void builder_begin_ahead(struct builder *builder)
{
    int ends[2];
    if (builder->waiting || pipe2(ends, O_CLOEXEC) != 0)
        return;
    builder->pipe = ends[1];
    builder->ahead->handle = ends[0];
    pid_t id = start(builder, builder->ahead);
    close(ends[0]);
    builder->waiting = id > 0 ? id : 0;
    if (!builder->waiting)
        builder_was_waiting(builder, 0);
}

bool builder_was_waiting(struct builder *builder, pid_t ended)
{
    if (ended != builder->waiting)
        return false;
    if (builder->pipe >= 0)
        close(builder->pipe);
    builder->pipe = -1;
    builder->waiting = 0;
    return true;
}

void builder_end(struct builder *builder)
{
    pid_t id = builder->waiting;
    if (!id)
        return;
    builder_was_waiting(builder, id); /* a program that is started with SIGTERM ignored learns of it so */
    kill(id, SIGTERM);
    process_wait(id);
}

/* Every change may be one of an article's words; the build looks. Of more than an editor does nobody made a
 * list: it is_anything. */
static bool are_texts(const struct watch_changes *changes)
{
    for (size_t i = 0; i < changes->paths.count; i++)
        if (!text_starts_with(changes->paths.items[i].path, TEXT("content/")))
            return false;
    return changes->paths.count > 0 && !changes->is_anything;
}

static pid_t ask(struct builder *builder, const struct watch_changes *changes)
{
    pid_t id = builder->waiting;
    text *paths = arena_new_array(changes->arena, text, changes->paths.count);
    for (size_t i = 0; i < changes->paths.count; i++)
        paths[i] = changes->paths.items[i].path;
    if (!ahead_ask(builder->ahead, builder->pipe, paths, changes->paths.count))
        return 0;
    builder_was_waiting(builder, id);
    return id;
}

/* True when nobody reads there any more: the window was closed, or the program behind the pipe has ended.
 * Then words go nowhere, where they would have been the end of the build. */
static bool hush(int handle)
{
    struct pollfd state = { .fd = handle };
    int nowhere = poll(&state, 1, 0) > 0 ? open("/dev/null", O_WRONLY | O_CLOEXEC) : -1;
    if (nowhere < 0)
        return false;
    dup2(nowhere, handle);
    if (nowhere != handle)
        close(nowhere);
    return true;
}

pid_t builder_start(struct builder *builder, const struct watch_changes *changes)
{
    bool is_out_unread = hush(STDOUT_FILENO), is_error_unread = hush(STDERR_FILENO);
    if (is_out_unread || is_error_unread)
        builder_end(builder);
    pid_t id = builder->waiting && are_texts(changes) ? ask(builder, changes) : 0;
    if (id)
        return id;
    builder_end(builder);
    return start(builder, NULL);
}
