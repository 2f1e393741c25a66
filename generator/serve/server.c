/* SPDX-License-Identifier: MIT */
/*
 * A thread a connection, so that the event stream may simply wait. Before a handler sees a request it has
 * passed: GET or HEAD, a Host that names this machine. Every answer says that it is nobody else's business.
 */
#include "serve/server.h"
#include "base/count.h"
#include "base/process.h"
#include "build/options.h"
#include "serve/request.h"
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

enum {
    HEADER_BYTES = 16 * 1024 + 16 * 1024, /* the library keeps a request's header and its answer's in one */
    SILENCE_SECONDS = 30,
};

text request_field(const struct request *request, const char *name)
{
    return text_of(request->server->http.field(request->connection, MHD_HEADER_KIND, name));
}

struct answer request_answer(const struct request *request, unsigned status, const char *type, text body)
{
    struct answer answer = { status,
        request->server->http.response_of_bytes(body.length, (void *)body.bytes, MHD_RESPMEM_MUST_COPY) };
    if (!answer.response)
        arena_die_out_of_memory();
    request_add_field(request, &answer, MHD_HTTP_HEADER_CONTENT_TYPE, type);
    return answer;
}

void request_add_field(
    const struct request *request, struct answer *answer, const char *name, const char *value)
{
    request->server->http.add_header(answer->response, name, value);
}

/* Called when the request line has come: the target as it was sent, before the library decodes it. */
static void *begin_request(void *data, const char *target, struct MHD_Connection *connection)
{
    struct arena arena;
    arena_init(&arena);
    struct request *request = arena_new(&arena, struct request);
    request->server = data;
    request->connection = connection;
    request->target = text_copy(&arena, text_of(target));
    request->arena = arena;
    return request;
}

static struct deadline *deadline_of(const struct server *server, struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        server->http.connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info ? info->socket_context : NULL;
}

static void end_request(
    void *data, struct MHD_Connection *connection, void **context, enum MHD_RequestTerminationCode code)
{
    struct server *server = data;
    struct request *request = *context;
    (void)code;
    deadline_renew(server->deadlines, deadline_of(server, connection));
    if (!request)
        return;
    struct arena arena = request->arena;
    *context = NULL;
    arena_release(&arena);
}

static void note_connection(
    void *data, struct MHD_Connection *connection, void **context, enum MHD_ConnectionNotificationCode code)
{
    struct server *server = data;
    const union MHD_ConnectionInfo *info =
        server->http.connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    if (code == MHD_CONNECTION_NOTIFY_STARTED)
        *context = info ? deadline_begin(server->deadlines, info->connect_fd) : NULL;
    else
        deadline_end(server->deadlines, *context);
}

static struct answer refusal(const struct request *request, unsigned status, text words)
{
    return request_answer(request, status, "text/plain; charset=utf-8", words);
}

static enum MHD_Result count_host(void *count, enum MHD_ValueKind kind, const char *name, const char *value)
{
    (void)kind;
    (void)value;
    *(size_t *)count += text_equal_ignoring_ascii_case(text_of(name), TEXT(MHD_HTTP_HEADER_HOST));
    return MHD_YES;
}

/* Who stands between might have looked at another one than we do (RFC 9112, 3.2). */
static bool names_one_host(const struct request *request)
{
    size_t count = 0;
    request->server->http.each_field(request->connection, MHD_HEADER_KIND, count_host, &count);
    return count == 1;
}

static struct answer answer_request(struct request *request, const char *method)
{
    bool is_get = text_equal(text_of(method), TEXT("GET")) || text_equal(text_of(method), TEXT("HEAD"));
    text host = request_field(request, MHD_HTTP_HEADER_HOST);
    if (!is_get) {
        struct answer answer =
            refusal(request, MHD_HTTP_METHOD_NOT_ALLOWED, TEXT("Only GET and HEAD are answered.\n"));
        request_add_field(request, &answer, MHD_HTTP_HEADER_ALLOW, "GET, HEAD");
        return answer;
    }
    if (!names_one_host(request))
        return refusal(request, MHD_HTTP_BAD_REQUEST, TEXT("The request names no host, or several.\n"));
    if (!address_is_own_host(host, request->server->bound))
        return refusal(request, MHD_HTTP_FORBIDDEN, TEXT("This server answers at localhost only.\n"));
    request->bulletin = board_read(request->server->board, &request->arena);
    struct address address = address_read(&request->arena, request->target, request->bulletin.prefix);
    return address.kind == ADDRESS_OWN ? own_answer(request, address.path) : files_answer(request, &address);
}

static bool announces_body(const struct request *request)
{
    text length = request_field(request, MHD_HTTP_HEADER_CONTENT_LENGTH);
    return request_field(request, MHD_HTTP_HEADER_TRANSFER_ENCODING).bytes ||
           (length.bytes && !text_equal(length, TEXT("0")));
}

static enum MHD_Result take_request(void *data, struct MHD_Connection *connection, const char *url,
    const char *method, const char *version, const char *upload, size_t *upload_length, void **context)
{
    struct server *server = data;
    struct request *request = *context;
    (void)url;
    (void)version;
    (void)upload;
    if (!request)
        return MHD_NO;
    /* The library calls when the header is there and once more when the request is; an answer to the first
     * call ends the connection, and so it shall when a body would follow that nobody reads. */
    if (!request->is_complete && !announces_body(request)) {
        request->is_complete = true;
        return MHD_YES;
    }
    *upload_length = 0;
    deadline_stop(server->deadlines, deadline_of(server, connection));
    struct answer answer = answer_request(request, method);
    request_add_field(request, &answer, MHD_HTTP_HEADER_CACHE_CONTROL, "no-store");
    request_add_field(request, &answer, "X-Content-Type-Options", "nosniff");
    request_add_field(request, &answer, "Cross-Origin-Resource-Policy", "same-origin");
    enum MHD_Result result = server->http.send(connection, answer.status, answer.response);
    server->http.drop(answer.response);
    return result;
}

static bool start_daemon(struct server *server, int handle)
{
    return server->http.start_daemon(
               MHD_USE_THREAD_PER_CONNECTION | MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_POLL, 0, NULL, NULL,
               take_request, server, MHD_OPTION_LISTEN_SOCKET, handle, MHD_OPTION_CONNECTION_LIMIT,
               (unsigned)CONNECTION_LIMIT, MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)SILENCE_SECONDS,
               MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)HEADER_BYTES, MHD_OPTION_URI_LOG_CALLBACK,
               begin_request, server, MHD_OPTION_NOTIFY_COMPLETED, end_request, server,
               MHD_OPTION_NOTIFY_CONNECTION, note_connection, server, MHD_OPTION_END) != NULL;
}

static void serve(const struct listening *listening, const char *output, text host, int pipe_to_read)
{
    struct arena arena;
    arena_init(&arena);
    struct server server = {
        .board = board_open(&arena, pipe_to_read),
        .deadlines = deadlines_open(&arena),
        .output = output,
        .bound = host.bytes && text_find_byte(host, ':', 0) != SIZE_MAX
                     ? text_format(&arena, "[%.*s]", TEXT_ARGS(host))
                     : host,
    };
    const char *why;
    if (!http_library_open(&server.http, &why)) {
        fprintf(stderr, "brief: error: cannot load what serves HTTP: %s\n", why);
        _exit(EXIT_MACHINE);
    }
    bool is_up = server.board && server.deadlines;
    for (size_t i = 0; is_up && i < listening->count; i++)
        is_up = start_daemon(&server, listening->sockets[i]);
    if (!is_up) {
        fprintf(stderr, "brief: error: cannot start the server's threads\n");
        _exit(EXIT_MACHINE);
    }
    /* The board's thread ends the process; nothing is left to do here. */
    for (;;)
        pause();
}

int server_start(const struct listening *listening, const char *output, text host, const int pipe[2])
{
    pid_t id = process_fork();
    if (id < 0)
        return -errno;
    if (id > 0)
        return (int)id;
    /* The terminal's signals go to all processes; the one that builds decides when it is over. */
    static const int ignored[] = { SIGINT, SIGHUP, SIGPIPE, SIGQUIT };
    for (size_t i = 0; i < COUNT(ignored); i++)
        sigaction(ignored[i], &(struct sigaction){ .sa_handler = SIG_IGN }, NULL);
    close(pipe[1]);
    serve(listening, output, host, pipe[0]);
    _exit(EXIT_MACHINE);
}
