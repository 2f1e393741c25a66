/* SPDX-License-Identifier: MIT */
/* The types are those of the library's header; its number is that of the interface the header describes. */
#include "serve/http_library.h"
#include "base/count.h"
#include "base/library.h"

static const char library_name[] = "libmicrohttpd.so.12";

bool http_library_open(struct http_library *http, const char **why)
{
    const struct library_function functions[] = {
        { "MHD_start_daemon", &http->start_daemon }, { "MHD_get_connection_info", &http->connection_info },
        { "MHD_lookup_connection_value", &http->field }, { "MHD_get_connection_values", &http->each_field },
        { "MHD_create_response_from_buffer", &http->response_of_bytes },
        { "MHD_create_response_from_fd_at_offset64", &http->response_of_file },
        { "MHD_create_response_from_callback", &http->response_of_callback },
        { "MHD_add_response_header", &http->add_header }, { "MHD_queue_response", &http->send },
        { "MHD_destroy_response", &http->drop },
        /* to add one: its member, and its row */
    };
    return library_open(library_name, functions, COUNT(functions), why);
}
