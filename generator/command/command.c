/* SPDX-License-Identifier: MIT */
/* The table of verbs. */
#include "command/command.h"

const struct command commands[] = {
    { "build", "build the archive into the output folder", "build [options]", command_build },
    /* to add one: its file in this room, its line in command.h, a row here, docs/brief.1 and docs/completion/
     */
};
const size_t command_count = sizeof commands / sizeof *commands;
