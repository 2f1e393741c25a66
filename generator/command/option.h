/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_COMMAND_OPTION_H
#define BRIEF_COMMAND_OPTION_H
/* option: the table of options of all verbs, for reading the command line, for --help and for completion. */
#include "command/command.h"

/* What a command line may say with `--name`. */
struct option {
    char letter; /* 0: none */
    const char *name;
    const char *operand;        /* what --help calls it; NULL: takes none */
    const char *help;           /* at most 50 columns, so that a line of --help fits */
    unsigned verbs;             /* FOR_… or-ed */
    const char *const *choices; /* the words it takes, NULL at the end; NULL: any */
    /* False: the operand is wrong. */
    bool (*set)(struct arguments *arguments, const struct option *option, text operand);
    size_t offset; /* of what it sets in struct arguments; not all need it */
};

extern const struct option options[];
extern const size_t option_count;

/* What is true before a word of the command line is read. */
void option_defaults(struct arguments *arguments);
/* What no word said and the machine has to be asked for: before the verb runs, and only then. */
void option_ask_machine(struct arguments *arguments);
/* NULL when there is none of that name or letter. */
const struct option *option_find_long(text name);
const struct option *option_find_short(char letter);
/* Is it among those that the help and the completion of that command name; without one (NULL), among those
 * that all take or that stand alone? */
bool option_is_shown(const struct option *option, const struct command *command);
/* The name nearest to a wrong one, absent when none is near; `verbs`: among the options of these. */
text option_nearest(text wrong, unsigned verbs);
#endif
