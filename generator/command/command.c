/* SPDX-License-Identifier: MIT */
/* The table of verbs. */
#include "command/command.h"
#include "base/count.h"

const struct command commands[] = {
    { "build", "build the archive into the output folder", "build [options]", FOR_BUILD, NULL,
        command_build },
    { "check", "look for mistakes and for what a reader stumbles over", "check [options]", FOR_CHECK, NULL,
        command_check },
    { "list", "list articles, drafts, authors, tags, addresses and more", "list [KIND] [options]", FOR_LIST,
        list_words, command_list },
    { "serve", "show the archive in a browser while you write", "serve [options]", FOR_SERVE, NULL,
        command_serve },
    { "explain", "say where pages come from, why articles are related or held",
        "explain ADDRESS | SOURCE [SOURCE] | held SOURCE", FOR_EXPLAIN, explain_words, command_explain },
    { "new", "make a site, an article or an author's file",
        "new site DIR | article \"TITLE\" | author \"NAME\" [options]", FOR_NEW, new_things, command_new },
    { "help", "print this, or the options of a command", "help [COMMAND]", FOR_HELP, help_words,
        command_help },
    /* to add one: its file in this room, its line and FOR_… in command.h, a row here, its name in help.c,
       docs/brief.md and README.md */
};
const size_t command_count = COUNT(commands);
