/* SPDX-License-Identifier: MIT */
/*
 * One table of options: short and long name, what follows, and what it does. getopt is not used because
 * options may stand before or after the verb and because a wrong one gets a did-you-mean.
 */
#include "build/workers.h"
#include "base/list.h"
#include "command/command.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct option {
    char letter; /* 0: none */
    const char *name;
    const char *operand; /* NULL: takes none */
    const char *help;
    bool (*set)(struct arguments *arguments, text operand); /* false: the operand is wrong */
};

static bool set_folder(struct arguments *arguments, text operand)
{
    arguments->folder = operand;
    return operand.length > 0;
}

static bool set_output(struct arguments *arguments, text operand)
{
    /* Relative to where the user stands, whatever -C says: that is what the shell completes. */
    char *here = getcwd(NULL, 0);
    bool is_absolute = text_starts_with(operand, TEXT("/"));
    arguments->build.output = is_absolute || !here
                                  ? text_copy(arguments->arena, operand)
                                  : text_format(arguments->arena, "%s/%.*s", here, TEXT_ARGS(operand));
    free(here);
    return operand.length > 0;
}

static bool set_base_url(struct arguments *arguments, text operand)
{
    arguments->build.base_url = operand;
    return operand.length > 0;
}

static bool set_at(struct arguments *arguments, text operand)
{
    arguments->build.at = operand;
    return operand.length > 0;
}

static bool set_workers(struct arguments *arguments, text operand)
{
    char *end = NULL;
    const char *digits = text_to_string(arguments->arena, operand);
    long count = strtol(digits, &end, 10);
    arguments->build.worker_count = (size_t)count;
    return end != digits && !*end && count >= 0 && count <= 64;
}

static bool set_form(struct arguments *arguments, text operand)
{
    static const char *const names[] = { "text", "json", "github" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!text_equal(operand, text_of(names[i])))
            continue;
        arguments->build.style.form = (enum diagnostic_form)i;
        return true;
    }
    return false;
}

static bool set_color(struct arguments *arguments, text operand)
{
    const char *no_color = getenv("NO_COLOR");
    bool is_auto = text_equal(operand, TEXT("auto")), is_always = text_equal(operand, TEXT("always"));
    arguments->build.style.color =
        is_always || (is_auto && isatty(STDERR_FILENO) && !(no_color && *no_color));
    return is_auto || is_always || text_equal(operand, TEXT("never"));
}

static bool set_drafts(struct arguments *arguments, text operand)
{
    (void)operand;
    return arguments->build.shows_drafts = true;
}

static bool set_strict(struct arguments *arguments, text operand)
{
    (void)operand;
    return arguments->build.is_strict = true;
}

static bool set_clean(struct arguments *arguments, text operand)
{
    (void)operand;
    return arguments->build.is_clean = true;
}

static bool set_quiet(struct arguments *arguments, text operand)
{
    (void)operand;
    return arguments->build.is_quiet = true;
}

static bool set_verbose(struct arguments *arguments, text operand)
{
    (void)operand;
    arguments->build.style.limit = 0;
    return arguments->build.is_verbose = true;
}

static bool set_help(struct arguments *arguments, text operand)
{
    (void)operand;
    return arguments->wants_help = true;
}

static bool set_version(struct arguments *arguments, text operand)
{
    (void)operand;
    return arguments->wants_version = true;
}

static const struct option options[] = {
    { 'C', "directory", "DIR", "build the site in DIR", set_folder },
    { 'o', "output", "DIR", "write into DIR instead of the output: of site.yml", set_output },
    { 0, "base-url", "URL", "use URL instead of the base_url: of site.yml", set_base_url },
    { 0, "at", "TIME", "build the archive as of TIME", set_at },
    { 0, "drafts", NULL, "show drafts", set_drafts },
    { 'j', "jobs", "N", "use N worker processes (0: none, for debuggers)", set_workers },
    { 0, "strict", NULL, "let warnings fail the build", set_strict },
    { 0, "clean", NULL, "write every file anew", set_clean },
    { 0, "diagnostics", "FORM", "print mistakes as text, json or github", set_form },
    { 0, "color", "WHEN", "use colours auto, always or never", set_color },
    { 'q', "quiet", NULL, "print mistakes only", set_quiet },
    { 'v', "verbose", NULL, "print every warning", set_verbose },
    { 'h', "help", NULL, "show this help", set_help },
    { 0, "version", NULL, "show the version", set_version },
    /* to add one: its set function, a row here, docs/brief.1 and docs/completion/ */
};
enum { OPTION_COUNT = sizeof options / sizeof *options, WARNINGS_OF_ONE_CODE = 10 };

static bool complain(const char *what, text subject, const char *hint, text suggestion)
{
    fprintf(stderr, "brief: error: %s '%.*s'\n", what, TEXT_ARGS(subject));
    if (hint)
        fprintf(stderr, "  hint: %s%.*s\n", hint, TEXT_ARGS(suggestion));
    return false;
}

static const struct option *find_long(text name)
{
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (text_equal(text_of(options[i].name), name))
            return &options[i];
    return NULL;
}

static const struct option *find_short(char letter)
{
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (options[i].letter == letter)
            return &options[i];
    return NULL;
}

static bool unknown_option(text argument)
{
    text names[OPTION_COUNT];
    for (size_t i = 0; i < OPTION_COUNT; i++)
        names[i] = text_of(options[i].name);
    text bare = text_starts_with(argument, TEXT("--")) ? text_from(argument, 2) : text_from(argument, 1);
    text nearest = diagnostic_nearest_text(bare, names, OPTION_COUNT);
    return complain(
        "unknown option", argument, nearest.bytes ? "did you mean --" : "see brief --help", nearest);
}

static bool read_verb(struct arguments *arguments, text word)
{
    text names[8];
    for (size_t i = 0; i < command_count; i++) {
        names[i] = text_of(commands[i].name);
        if (text_equal(names[i], word)) {
            arguments->command = &commands[i];
            return true;
        }
    }
    text nearest = diagnostic_nearest_text(word, names, command_count);
    return complain("unknown command", word, nearest.bytes ? "did you mean " : "see brief --help", nearest);
}

struct words {
    char **strings;
    int count, next;
};

static bool apply(
    struct arguments *arguments, const struct option *option, text shown, text operand, struct words *words)
{
    bool takes_next = option->operand && !operand.bytes;
    if (takes_next && words->next == words->count)
        return complain("this option needs an operand:", shown, NULL, TEXT_NONE);
    if (takes_next)
        operand = text_of(words->strings[words->next++]);
    if (!option->operand && operand.bytes)
        return complain("this option takes no operand:", shown, NULL, TEXT_NONE);
    if (option->set(arguments, operand))
        return true;
    complain("wrong operand", operand, NULL, TEXT_NONE);
    fprintf(stderr, "  hint: --%s %s: %s\n", option->name, option->operand, option->help);
    return false;
}

static bool read_option(struct arguments *arguments, text word, struct words *words)
{
    if (text_starts_with(word, TEXT("--"))) {
        size_t equals = text_find_byte(word, '=', 0);
        text name = equals == SIZE_MAX ? text_from(word, 2) : text_slice(word, 2, equals - 2);
        const struct option *option = find_long(name);
        text operand = equals == SIZE_MAX ? TEXT_NONE : text_from(word, equals + 1);
        return option ? apply(arguments, option, word, operand, words) : unknown_option(word);
    }
    const struct option *option = find_short(word.bytes[1]);
    text rest = word.length > 2 ? text_from(word, 2) : TEXT_NONE;
    return option ? apply(arguments, option, word, rest, words) : unknown_option(word);
}

bool arguments_read(struct arguments *arguments, struct arena *arena, int count, char **strings)
{
    struct words words = { strings, count, 0 };
    bool has_ended = false;
    *arguments = (struct arguments){ .arena = arena };
    arguments->build.worker_count = workers_default_count();
    arguments->build.style.limit = WARNINGS_OF_ONE_CODE;
    set_color(arguments, TEXT("auto"));
    while (words.next < count) {
        text word = text_of(strings[words.next++]);
        bool is_option = !has_ended && word.length > 1 && word.bytes[0] == '-';
        if (is_option && text_equal(word, TEXT("--")))
            has_ended = true;
        else if (!is_option && arguments->command)
            *list_add(arena, &arguments->operands) = word;
        else if (is_option ? !read_option(arguments, word, &words) : !read_verb(arguments, word))
            return false;
    }
    return true;
}

void help_print(const struct command *command)
{
    printf("usage: brief %s\n\n", command ? command->usage : "[options] COMMAND");
    if (command)
        printf("  %s\n", command->summary);
    for (size_t i = 0; !command && i < command_count; i++)
        printf("  %-10s %s\n", commands[i].name, commands[i].summary);
    printf("\noptions:\n");
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        char left[40];
        snprintf(left, sizeof left, "%c%c%s--%s %s", options[i].letter ? '-' : ' ',
            options[i].letter ? options[i].letter : ' ', options[i].letter ? ", " : "  ", options[i].name,
            options[i].operand ? options[i].operand : "");
        printf("  %-24s %s\n", left, options[i].help);
    }
    printf("\nexit codes: 0 done, 1 errors in the site, 2 wrong usage, 3 the machine failed, 75 another "
           "build runs\n");
}
