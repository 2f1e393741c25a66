/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_COMMAND_COMMAND_H
#define BRIEF_COMMAND_COMMAND_H
/* command: the verbs of brief, one file and one row each, and what a command line can say. */
#include "build/options.h"
#include "serve/serve.h"

/* Which verbs take an option, or-ed. */
enum {
    FOR_NONE = 0, /* stands without a verb */
    FOR_BUILD = 1,
    FOR_CHECK = 2,
    FOR_LIST = 4,
    FOR_NEW = 8,
    FOR_EXPLAIN = 16,
    FOR_SERVE = 32,
    FOR_HELP = 64,
    FOR_SITE = FOR_BUILD | FOR_CHECK | FOR_LIST | FOR_EXPLAIN | FOR_SERVE, /* those that read a site */
    FOR_ALL = FOR_SITE | FOR_NEW,
};

/* The command line, read. Options may stand before or after the verb. Absent texts were not given. */
struct arguments {
    struct arena *arena;
    const struct command *command; /* NULL: none was given */
    text folder;                   /* -C; absent: where we are */
    struct build_options build;
    struct serve_options serve;
    bool wants_help, wants_version;
    text completion; /* --completion: the shell whose script is wanted */
    /* Of what is listed or made, one a line; what is made may have several on a line, with commas. */
    text author, tag;
    text type;
    text only, skip; /* codes of checks, with commas */
    bool fixes, asks_outside;
    text since, until; /* dates of what is listed */
    bool wants_json, wants_tsv;
    text date;      /* of a new article */
    bool is_bundle; /* a new article with a folder of its own */
    struct {
        text *items;
        size_t count, capacity;
    } operands; /* what follows the verb and is no option */
};

struct command {
    const char *name;
    const char *summary;
    const char *usage;           /* what stands behind "brief" in the help */
    unsigned verb;               /* its FOR_… */
    const char *const *operands; /* the words its first operand can be, NULL at the end; NULL: any */
    enum exit_code (*run)(const struct arguments *arguments);
};

extern const struct command commands[];
extern const size_t command_count;

/*
 * Reads the arguments (argv without the program's name). False after printing to standard error what is
 * wrong, with did-you-mean.
 */
bool arguments_read(struct arguments *arguments, struct arena *arena, int count, char **strings);
/* The name that was meant by a wrong word: one a few letters away, else one of which the word is an
 * abbreviation; absent when there is none. */
text command_nearest(text wrong, const text *names, size_t count);
/* Is it the name of a type of articles? If not, *hint says what to write; storage: `arena`. */
bool command_knows_type(struct arena *arena, text type, text *hint);
/* The command of that name; NULL after printing what may have been meant. */
const struct command *command_find(struct arena *arena, text word);
/* Help for the whole program (command NULL) or for one verb, to standard output; fits 24 lines of 80 columns.
 */
void help_print(const struct command *command);
/* "brief: error: …" on standard error, with a hint unless it is NULL. Returns EXIT_USAGE. */
enum exit_code command_misused(const char *hint, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* help.c */
enum exit_code command_help(const struct arguments *arguments);
extern const char *const help_words[];
/* build.c */
enum exit_code command_build(const struct arguments *arguments);
/* explain.c */
enum exit_code command_explain(const struct arguments *arguments);
extern const char *const explain_words[];
/* check.c */
enum exit_code command_check(const struct arguments *arguments);
/* list.c */
enum exit_code command_list(const struct arguments *arguments);
extern const char *const list_words[];
/* serve.c */
enum exit_code command_serve(const struct arguments *arguments);
/* new.c */
enum exit_code command_new(const struct arguments *arguments);
extern const char *const new_things[];
#endif
