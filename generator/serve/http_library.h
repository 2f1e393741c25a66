/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_SERVE_HTTP_LIBRARY_H
#define BRIEF_SERVE_HTTP_LIBRARY_H
/*
 * http_library: the functions of libmicrohttpd, found by name when a preview starts. Linking it would cost
 * every other command the start of it and of what it stands on, which takes as long as all other libraries.
 */
#include <microhttpd.h>
#include <stdbool.h>

struct http_library {
    __typeof__(MHD_start_daemon) *start_daemon;
    __typeof__(MHD_get_connection_info) *connection_info;
    __typeof__(MHD_lookup_connection_value) *field;
    __typeof__(MHD_get_connection_values) *each_field;
    __typeof__(MHD_create_response_from_buffer) *response_of_bytes;
    __typeof__(MHD_create_response_from_fd_at_offset64) *response_of_file;
    __typeof__(MHD_create_response_from_callback) *response_of_callback;
    __typeof__(MHD_add_response_header) *add_header;
    __typeof__(MHD_queue_response) *send;
    __typeof__(MHD_destroy_response) *drop;
};

/* Loads it for the life of the process. False: *why says what is missing, in words of the system. */
bool http_library_open(struct http_library *http, const char **why);
#endif
