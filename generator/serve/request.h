/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_SERVE_REQUEST_H
#define BRIEF_SERVE_REQUEST_H
/*
 * request: one request and what answering it needs. The handlers in files.c and own.c make a response from
 * it; server.c checks who asks before they are called and sends what they return.
 */
#include "serve/address.h"
#include "serve/board.h"
#include "serve/deadline.h"
#include "serve/http_library.h"

struct server {
    struct http_library http;
    struct board *board;
    struct deadlines *deadlines;
    const char *output; /* the folder that is served */
    text bound;         /* the literal host that was asked for, or absent */
};

struct request {
    struct arena arena; /* holds all of it; given back when the answer is done */
    struct server *server;
    struct MHD_Connection *connection;
    bool is_complete;
    text target; /* of the request line, as it was sent */
    struct bulletin bulletin;
};

/* What to send: a response of the library, owned by whoever holds this, and its status. */
struct answer {
    unsigned status;
    struct MHD_Response *response;
};

/* A field of the request, borrowed; absent when it is not there. */
text request_field(const struct request *request, const char *name);
/* An answer made of `body`, which is copied. */
struct answer request_answer(const struct request *request, unsigned status, const char *type, text body);
/* Adds a field to the answer's header. */
void request_add_field(
    const struct request *request, struct answer *answer, const char *name, const char *value);

/* files.c: what the output folder holds at an address; its 404.html; a page that says why there is none. */
struct answer files_answer(struct request *request, const struct address *address);
/* own.c: the server's own addresses below /_brief/ */
struct answer own_answer(struct request *request, text name);
/* own.c: the page of diagnostics */
struct answer own_problems(struct request *request, unsigned status);
#endif
