/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_COMMAND_COMMAND_H
#define BRIEF_COMMAND_COMMAND_H
/* command: the verbs of brief, one file and one row each, and the options they share. */
#include "build/options.h"

/* The command line, read. Options may stand before or after the verb. */
struct arguments {
    struct arena *arena;
    const struct command *command; /* NULL: none was given */
    text folder;                   /* -C; absent: where we are */
    struct build_options build;
    bool wants_help, wants_version;
    struct {
        text *items;
        size_t count, capacity;
    } operands; /* what follows the verb and is no option */
};

struct command {
    const char *name;
    const char *summary;
    const char *usage; /* what stands behind "brief" in the help */
    enum exit_code (*run)(const struct arguments *arguments);
};

extern const struct command commands[];
extern const size_t command_count;

/*
 * Reads the arguments (argv without the program's name). False after printing to standard error what is
 * wrong, with did-you-mean.
 */
bool arguments_read(struct arguments *arguments, struct arena *arena, int count, char **strings);
/* Help for the whole program (command NULL) or for one verb, to standard output. */
void help_print(const struct command *command);

/* build.c */
enum exit_code command_build(const struct arguments *arguments);
#endif
