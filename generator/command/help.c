/* SPDX-License-Identifier: MIT */
/* --help: the tables, as lines that fit a screen. A verb shows the options that it takes; without one, those
 * that all take. */
#include "command/option.h"
#include <stdio.h>

/* The names of the commands, for completion. */
const char *const help_words[] = { "build", "check", "list", "serve", "explain", "new", NULL };

static void print_option(const struct option *option)
{
    char left[40];
    snprintf(left, sizeof left, "%c%c%s--%s %s", option->letter ? '-' : ' ',
        option->letter ? option->letter : ' ', option->letter ? ", " : "  ", option->name,
        option->operand ? option->operand : "");
    printf("  %-24s %s\n", left, option->help);
}

static void print_options(const struct command *command)
{
    for (size_t i = 0; i < option_count; i++)
        if (option_is_shown(&options[i], command))
            print_option(&options[i]);
}

void help_print(const struct command *command)
{
    printf("usage: brief %s\n\n", command ? command->usage : "COMMAND [options]");
    if (command)
        printf("  %s\n", command->summary);
    for (size_t i = 0; !command && i < command_count; i++)
        printf("  %-10s %s\n", commands[i].name, commands[i].summary);
    printf("\noptions:\n");
    print_options(command);
    if (command)
        return;
    printf("\nbrief help COMMAND shows the options of one command; man brief tells all.\n"
           "exit codes: 0 done, 1 errors in the site, 2 wrong usage, 3 the machine failed,\n"
           "75 another build runs\n");
}

enum exit_code command_help(const struct arguments *arguments)
{
    const struct command *command = NULL;
    if (arguments->operands.count > 1)
        return command_misused(
            "name one command", "'%.*s' is one word too many", TEXT_ARGS(arguments->operands.items[1]));
    if (arguments->operands.count) {
        command = command_find(arguments->arena, arguments->operands.items[0]);
        if (!command)
            return EXIT_USAGE;
    }
    help_print(command);
    return EXIT_DONE;
}
