/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_PLUGIN_ERRORS_H
#define BRIEF_PLUGIN_ERRORS_H
/* errors: Lua errors as diagnostics: the line in the plugin, who called whom, which hook, which article. */
#include "plugin/budget.h"
#include "plugin/plugin.h"

/* The message handler for lua_pcall: turns the error value into a struct failure for errors_report. */
int errors_handler(lua_State *lua);
/* What the call that has just ended ran into; of a failed one the error value is on top of the stack. */
enum budget_limit errors_limit(const struct plugin *plugin, int status);
/* Reports the failed call whose error value is on top of the stack. `status` is lua_pcall's. */
void errors_report(struct plugin_call *call, int status);
/* Reports a chunk that does not compile; Lua's message is on top of the stack. */
void errors_report_syntax(
    struct plugin *plugin, const struct plugin_file *file, text message, struct diagnostics *diagnostics);
/* The span of the Lua line that is running; the plugin's file when it is not known. */
span errors_span(lua_State *lua);
/*
 * Reports a mistake in the plugin's own table (code wrong-plugin), at the first place in its file where
 * `word` stands, or at the file as a whole. `format` as printf's.
 */
struct diagnostic *errors_wrong_plugin(struct plugin *plugin, struct diagnostics *diagnostics, text word,
    const char *format, ...) __attribute__((format(printf, 4, 5)));
#endif
