/* SPDX-License-Identifier: MIT */
/*
 * Two processes and a pair of sockets. A request is a line for each address and an empty one; the answer is a
 * line for each, "is_answered TAB status TAB fault", or one line "! why" when nobody could be asked. Before
 * it come lines "~ count": so many are answered.
 */
#include "base/arena.h"
#include "base/buffer.h"
#include "base/list.h"
#include "base/process.h"
#include "build/fetch.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

struct lines {
    int handle;
    struct buffer bytes;
    size_t at;
};

/* The next line without its end; absent at the end of what is sent. Valid until the next one is read. */
static text next_line(struct lines *lines)
{
    for (;;) {
        text rest = text_from(buffer_text(&lines->bytes), lines->at);
        size_t end = text_find_byte(rest, '\n', 0);
        if (end != SIZE_MAX) {
            lines->at += end + 1;
            return text_slice(rest, 0, end);
        }
        char *room = buffer_reserve(&lines->bytes, 4096);
        ssize_t count = read(lines->handle, room, 4096);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return TEXT_NONE;
        lines->bytes.length += (size_t)count;
    }
}

/* When the other process is gone that is an error, not a signal. */
static bool send_all(int handle, text bytes)
{
    while (bytes.length) {
        ssize_t count = send(handle, bytes.bytes, bytes.length, MSG_NOSIGNAL);
        if (count < 0 && errno != EINTR)
            return false;
        bytes = text_from(bytes, count > 0 ? (size_t)count : 0);
    }
    return true;
}

static void send_count(void *data, size_t done)
{
    char line[32];
    int length = snprintf(line, sizeof line, "~ %zu\n", done);
    send_all(*(const int *)data, (text){ line, (size_t)length });
}

static void answer(int handle, struct arena *arena, struct fetch_question *questions, size_t count)
{
    const char *why = NULL;
    struct buffer out;
    buffer_init(&out, arena);
    struct fetch_listener listener = { send_count, &handle };
    if (!fetch_all(arena, questions, count, &listener, &why)) {
        why = why ? why : "it is broken";
        buffer_print(&out, "! %s\n", why);
    }
    for (size_t i = 0; i < count && !why; i++)
        buffer_print(&out, "%d\t%d\t%.*s\n", questions[i].is_answered, questions[i].status,
            TEXT_ARGS(questions[i].fault));
    send_all(handle, buffer_text(&out));
}

static void serve(int handle)
{
    struct lines lines = { .handle = handle };
    buffer_init(&lines.bytes, NULL);
    for (;;) {
        struct arena arena;
        struct {
            struct fetch_question *items;
            size_t count, capacity;
        } questions = { 0 };
        text line;
        arena_init(&arena);
        while ((line = next_line(&lines)).length)
            *list_add(&arena, &questions) = (struct fetch_question){ .url = text_copy(&arena, line) };
        if (!line.bytes)
            _exit(0);
        answer(handle, &arena, questions.items, questions.count);
        arena_release(&arena);
    }
}

bool fetcher_start(struct fetcher *fetcher)
{
    int ends[2];
    *fetcher = (struct fetcher){ -1, -1 };
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return false;
    fetcher->process = process_fork();
    if (fetcher->process == 0) {
        close(ends[0]);
        serve(ends[1]);
    }
    close(ends[1]);
    if (fetcher->process < 0)
        close(ends[0]);
    else
        fetcher->handle = ends[0];
    return fetcher->process > 0;
}

/* The next line that is an answer. */
static text next_answer(struct lines *lines, const struct fetch_listener *listener)
{
    text line = next_line(lines);
    for (; text_starts_with(line, TEXT("~")); line = next_line(lines)) {
        char number[32];
        snprintf(number, sizeof number, "%.*s", TEXT_ARGS(text_from(line, 2)));
        if (listener)
            listener->hear(listener->data, strtoul(number, NULL, 10));
    }
    return line;
}

static bool read_answers(struct lines *lines, struct arena *arena, struct fetch_question *questions,
    size_t count, const struct fetch_listener *listener, text *why)
{
    for (size_t i = 0; i < count; i++) {
        text line = next_answer(lines, listener);
        if (!line.bytes || text_starts_with(line, TEXT("!"))) {
            *why = line.bytes ? text_copy(arena, text_from(line, 2)) : TEXT("the process that asks is gone");
            return false;
        }
        text rest = text_copy(arena, line), is_answered = text_cut(&rest, '\t'),
             status = text_cut(&rest, '\t');
        questions[i].is_answered = text_equal(is_answered, TEXT("1"));
        questions[i].status = (int)strtol(text_to_string(arena, status), NULL, 10);
        questions[i].fault = rest.length ? rest : TEXT_NONE;
    }
    return true;
}

bool fetcher_ask(const struct fetcher *fetcher, struct arena *arena, struct fetch_question *questions,
    size_t count, const struct fetch_listener *listener, text *why)
{
    struct buffer request;
    struct lines lines = { .handle = fetcher->handle };
    if (!count)
        return true;
    buffer_init(&request, arena);
    buffer_init(&lines.bytes, NULL);
    for (size_t i = 0; i < count; i++)
        buffer_print(&request, "%.*s\n", TEXT_ARGS(questions[i].url));
    buffer_append_byte(&request, '\n');
    *why = TEXT("the process that asks is gone");
    bool is_done = send_all(fetcher->handle, buffer_text(&request)) &&
                   read_answers(&lines, arena, questions, count, listener, why);
    buffer_release(&lines.bytes);
    return is_done;
}

void fetcher_stop(struct fetcher *fetcher)
{
    if (fetcher->handle < 0)
        return;
    close(fetcher->handle);
    process_wait(fetcher->process);
    fetcher->handle = -1;
}
