/* SPDX-License-Identifier: MIT */
/*
 * The server's own addresses: the script, what it asks, and the page of diagnostics. Another site open in the
 * same browser may not ask them: the browser says where a request comes from, and what does not come from
 * here is refused. What goes out over the event stream is a number and nothing else.
 */
#include "base/buffer.h"
#include "base/builtin.h"
#include "base/count.h"
#include "base/json.h"
#include "serve/request.h"
#include <poll.h>
#include <stdio.h>
#include <sys/socket.h>

enum { EVENT_SLICE_MS = 250, SLICES_BETWEEN_SIGNS = 60, EVENT_BYTES = 256 };

/* A listener to the event stream; its arena holds nothing else. */
struct listener {
    struct arena arena;
    struct board *board;
    int socket;
    uint32_t seen;
    bool has_begun;
    unsigned slices; /* since something was last sent */
};

static bool is_gone(int socket)
{
    struct pollfd state = { .fd = socket, .events = POLLIN | POLLRDHUP };
    char byte;
    if (poll(&state, 1, 0) <= 0)
        return false;
    return (state.revents & (POLLRDHUP | POLLHUP | POLLERR)) ||
           recv(socket, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
}

/* Called by the library in the connection's own thread, which may wait. */
static ssize_t next_event(void *data, uint64_t position, char *bytes, size_t limit)
{
    struct listener *listener = data;
    (void)position;
    for (;;) {
        uint32_t newest = board_wait(listener->board, listener->seen, EVENT_SLICE_MS);
        if (is_gone(listener->socket))
            return MHD_CONTENT_READER_END_WITH_ERROR;
        bool is_news = newest != listener->seen || !listener->has_begun;
        if (!is_news && ++listener->slices < SLICES_BETWEEN_SIGNS)
            continue;
        listener->seen = newest;
        listener->has_begun = true;
        listener->slices = 0;
        return is_news ? snprintf(bytes, limit, "retry: 500\nid: %u\ndata: %u\n\n", newest, newest)
                       : snprintf(bytes, limit, ": still here\n\n");
    }
}

static void forget_listener(void *data)
{
    struct listener *listener = data;
    struct arena arena = listener->arena;
    arena_release(&arena);
}

static struct answer events_answer(struct request *request)
{
    const union MHD_ConnectionInfo *info =
        request->server->http.connection_info(request->connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    /* It outlives the request: the library lets go of the response later. */
    struct arena arena;
    arena_init(&arena);
    struct listener *listener = arena_new(&arena, struct listener);
    listener->arena = arena;
    listener->board = request->server->board;
    listener->socket = info ? info->connect_fd : -1;
    listener->seen = request->bulletin.generation;
    struct answer answer = { MHD_HTTP_OK, request->server->http.response_of_callback(MHD_SIZE_UNKNOWN,
                                              EVENT_BYTES, next_event, listener, forget_listener) };
    request_add_field(request, &answer, MHD_HTTP_HEADER_CONTENT_TYPE, "text/event-stream");
    return answer;
}

/* What the script needs to know to decide: reload, swap styles, go elsewhere, show the problems. */
static struct answer state_answer(struct request *request)
{
    const struct bulletin *bulletin = &request->bulletin;
    struct buffer out;
    buffer_init(&out, &request->arena);
    buffer_print(&out,
        "{\"generation\":%u,\"styles_since\":%u,\"good\":%s,\"address\":", (unsigned)bulletin->generation,
        (unsigned)bulletin->styles_since, bulletin->is_good ? "true" : "false");
    if (bulletin->address.bytes)
        json_write_text(&out, bulletin->address);
    else
        buffer_append_literal(&out, "null");
    buffer_append_literal(&out, "}\n");
    return request_answer(request, MHD_HTTP_OK, "application/json", buffer_text(&out));
}

struct answer own_problems(struct request *request, unsigned status)
{
    const struct bulletin *bulletin = &request->bulletin;
    struct buffer out;
    buffer_init(&out, &request->arena);
    buffer_append_literal(&out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<title>brief: the site has mistakes</title>\n"
        "<link rel=\"stylesheet\" href=\"/_brief/problems.css\">\n<body>\n<main>\n<h1>");
    buffer_append(&out, bulletin->problems.length ? TEXT("The site has mistakes")
                        : bulletin->generation    ? TEXT("The site could not be built")
                                                  : TEXT("The site is being built"));
    buffer_append_literal(&out, "</h1>\n<p>");
    buffer_append(&out, !bulletin->generation ? TEXT("This page changes by itself when it is there.")
                        : bulletin->has_site
                            ? TEXT("What you see behind this is the last version without them.")
                            : TEXT("There is no version without them yet; this page changes by itself."));
    buffer_append_literal(&out, "</p>\n");
    buffer_append(&out, bulletin->problems);
    buffer_print(&out,
        "</main>\n<script src=\"/_brief/live.js\" data-generation=\"%u\" data-problems></script>\n",
        (unsigned)bulletin->generation);
    return request_answer(request, status, "text/html; charset=utf-8", buffer_text(&out));
}

static struct answer built_in(const struct request *request, const char *name, const char *type)
{
    const struct builtin_file *file = builtin_find(text_of(name));
    return request_answer(request, MHD_HTTP_OK, type, (text){ file->bytes, file->length });
}

static struct answer script_answer(struct request *request)
{
    return built_in(request, "generator/serve/live.js", "text/javascript; charset=utf-8");
}

static struct answer style_answer(struct request *request)
{
    return built_in(request, "generator/serve/problems.css", "text/css; charset=utf-8");
}

static struct answer problems_answer(struct request *request)
{
    return own_problems(request, MHD_HTTP_OK);
}

/* Does the browser say that this comes from a page of this server, or does it, as older ones, not say? */
static bool comes_from_here(const struct request *request)
{
    text origin = request_field(request, MHD_HTTP_HEADER_ORIGIN);
    text host = request_field(request, MHD_HTTP_HEADER_HOST);
    text site = request_field(request, "Sec-Fetch-Site");
    const text scheme = TEXT("http://");
    bool is_same_origin = !origin.bytes || (text_starts_with(origin, scheme) &&
                                               text_equal(text_from(origin, scheme.length), host));
    return is_same_origin &&
           (!site.bytes || text_equal(site, TEXT("same-origin")) || text_equal(site, TEXT("none")));
}

static const struct {
    const char *name;
    struct answer (*answer)(struct request *request);
} own[] = {
    { "events", events_answer }, { "live.js", script_answer }, { "problems", problems_answer },
    { "problems.css", style_answer }, { "state", state_answer },
    /* to add one: its function and a row here */
};

struct answer own_answer(struct request *request, text name)
{
    if (!comes_from_here(request))
        return request_answer(request, MHD_HTTP_FORBIDDEN, "text/plain; charset=utf-8",
            TEXT("Only pages of this site may ask this.\n"));
    for (size_t i = 0; i < COUNT(own); i++)
        if (text_equal(name, text_of(own[i].name)))
            return own[i].answer(request);
    return request_answer(request, MHD_HTTP_NOT_FOUND, "text/plain; charset=utf-8",
        TEXT("There is nothing at this address.\n"));
}
