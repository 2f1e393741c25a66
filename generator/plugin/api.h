/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_PLUGIN_API_H
#define BRIEF_PLUGIN_API_H
/*
 * api: the global table `brief`. One table of rows makes the functions and their reference; the builder
 * brief.html is a table of its own (api_html.c).
 */
#include "plugin/plugin.h"

struct api_row {
    const char *name;
    const char *arguments;
    const char *help;
    lua_CFunction function;
};

/* The rows of each part, with how many they are. */
extern const struct api_row api_text_rows[], api_report_rows[], api_site_rows[];
extern const size_t api_text_row_count, api_report_row_count, api_site_row_count;

/* Sets `brief` in the globals. Called inside a protected call. */
void api_open(lua_State *lua);
/* Leaves the table brief.html on the stack. */
void api_push_html(lua_State *lua);
/* Appends the reference of `brief`, of methods and of dates as Markdown, for docs/plugins.md. */
void api_reference(struct buffer *out);
#endif
