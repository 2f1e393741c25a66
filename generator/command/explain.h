/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_COMMAND_EXPLAIN_H
#define BRIEF_COMMAND_EXPLAIN_H
/* explain: what brief explain can be asked, one file a question. All print to standard output. */
#include "build/session.h"
#include "command/command.h"

/* Of a long list so many are shown. */
enum { EXPLAIN_LISTED = 10 };

/* One line, "    label     words". `format` is printf's. */
void explain_line(const char *label, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* One line that ends in a place: "content/articles/x.md:3". None for a file as a whole. */
void explain_place(struct session *session, const char *label, const char *words, span where);
/* The content file that the user names: its path from the site or from content/, or an id. NULL: none. */
const struct content_file *explain_find_source(const struct session *session, text name);
/* The hint when there is none: the nearest that there is, else `otherwise`. Lives as long as the session. */
const char *explain_source_hint(struct session *session, text name, const char *otherwise);
/* The draft of that file, or NULL. */
const struct draft *explain_draft(const struct session *session, const struct content_file *file);

/* explain_output.c: where an address comes from, what made it, and why a build would (not) write it. */
enum exit_code explain_address(struct session *session, text address);
/* Everything that is made from a source: a content file, a layout or a plugin. */
enum exit_code explain_source(struct session *session, text name);
/* explain_plugin.c: the file of the plugin that runs at that place; when a plugin runs, and its pages. False
 * when the name is no plugin's file. */
text explain_plugin_file(struct session *session, size_t place);
bool explain_plugin(struct session *session, text name);
/* explain_story.c: what the last build noted of an output: what it read, and why it was rendered */
void explain_story(struct session *session, const struct output *output);
/* explain_held.c: why a source is held back, and until when. */
enum exit_code explain_held(struct session *session, text name);
/* As what layouts see a file of content/data/, and what is to be said behind that. */
void explain_data(struct session *session, const struct content_file *file, const char *otherwise);
/* explain_related.c: why two articles are related, or not. */
enum exit_code explain_related(struct session *session, text first, text second);
#endif
