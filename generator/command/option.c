/* SPDX-License-Identifier: MIT */
/*
 * One table of options: short and long name, what follows, which verbs take it, and what it does. getopt is
 * not used because options may stand before or after the verb and because a wrong one gets a did-you-mean.
 */
#include "command/option.h"
#include "base/count.h"
#include "build/workers.h"
#include "command/completion.h"
#include <stdlib.h>
#include <unistd.h>

static bool set_text(struct arguments *arguments, const struct option *option, text operand)
{
    *(text *)((char *)arguments + option->offset) = operand;
    return operand.length > 0;
}

/* Given again it says more. */
static bool add_text(
    struct arguments *arguments, const struct option *option, text operand, const char *separator)
{
    const text *before = (const text *)((char *)arguments + option->offset);
    return set_text(arguments, option,
        before->bytes && operand.length
            ? text_format(arguments->arena, "%.*s%s%.*s", TEXT_ARGS(*before), separator, TEXT_ARGS(operand))
            : operand);
}

static bool set_list(struct arguments *arguments, const struct option *option, text operand)
{
    return add_text(arguments, option, operand, ",");
}

/* A name may have a comma in it. */
static bool set_names(struct arguments *arguments, const struct option *option, text operand)
{
    return add_text(arguments, option, operand, "\n");
}

static bool set_flag(struct arguments *arguments, const struct option *option, text operand)
{
    (void)operand;
    *(bool *)((char *)arguments + option->offset) = true;
    return true;
}

static bool set_output(struct arguments *arguments, const struct option *option, text operand)
{
    (void)option;
    /* Shells leave it as it is in --output=~/x, and nobody means a folder of that name. */
    if (text_starts_with(operand, TEXT("~")))
        return false;
    /* Relative to where the user stands, whatever -C says: that is what the shell completes. */
    char *here = getcwd(NULL, 0);
    bool is_absolute = text_starts_with(operand, TEXT("/"));
    arguments->build.output = is_absolute || !here
                                  ? text_copy(arguments->arena, operand)
                                  : text_format(arguments->arena, "%s/%.*s", here, TEXT_ARGS(operand));
    free(here);
    return operand.length > 0;
}

static bool set_workers(struct arguments *arguments, const struct option *option, text operand)
{
    (void)option;
    char *end = NULL;
    const char *digits = text_to_string(arguments->arena, operand);
    long count = strtol(digits, &end, 10);
    arguments->build.worker_count = (size_t)count;
    return end != digits && !*end && count >= 0 && count <= WORKER_LIMIT;
}

static bool set_port(struct arguments *arguments, const struct option *option, text operand)
{
    (void)option;
    char *end = NULL;
    const char *digits = text_to_string(arguments->arena, operand);
    long port = strtol(digits, &end, 10);
    arguments->serve.port = (unsigned)port;
    return end != digits && !*end && port > 0 && port <= UINT16_MAX;
}

/* The place of the operand among the option's choices, or -1. */
static int choice_of(const struct option *option, text operand)
{
    for (int i = 0; option->choices[i]; i++)
        if (text_equal(operand, text_of(option->choices[i])))
            return i;
    return -1;
}

static bool set_word(struct arguments *arguments, const struct option *option, text operand)
{
    return choice_of(option, operand) >= 0 && set_text(arguments, option, operand);
}

static bool set_form(struct arguments *arguments, const struct option *option, text operand)
{
    int choice = choice_of(option, operand);
    arguments->build.style.form = (enum diagnostic_form)choice;
    return choice >= 0;
}

static bool set_schedule(struct arguments *arguments, const struct option *option, text operand)
{
    int choice = choice_of(option, operand);
    arguments->build.schedule = (enum schedule)(SCHEDULE_CRON + choice);
    return choice >= 0;
}

static bool set_color(struct arguments *arguments, const struct option *option, text operand)
{
    enum { AUTO, ALWAYS };
    const char *no_color = getenv("NO_COLOR");
    int choice = choice_of(option, operand);
    arguments->build.style.color =
        choice == ALWAYS || (choice == AUTO && isatty(STDERR_FILENO) && !(no_color && *no_color));
    return choice >= 0;
}

static bool set_verbose(struct arguments *arguments, const struct option *option, text operand)
{
    arguments->build.style.limit = 0;
    return set_flag(arguments, option, operand);
}

/* In the order of enum diagnostic_form. */
static const char *const forms[] = { "text", "json", "github", "sarif", NULL };
/* In the order of enum schedule, from SCHEDULE_CRON on. */
static const char *const schedules[] = { "cron", "systemd", "github", NULL };
static const char *const color_times[] = { "auto", "always", "never", NULL };

#define SETS(function, member) set_##function, offsetof(struct arguments, member)

const struct option options[] = {
    { 'C', "directory", "DIR", "the site's folder, in place of this one", FOR_ALL, NULL, SETS(text, folder) },
    { 'o', "output", "DIR", "the output folder, not the output: of site.yml",
        FOR_BUILD | FOR_CHECK | FOR_EXPLAIN, NULL, SETS(output, build.output) },
    { 0, "base-url", "URL", "use URL, not the base_url: of site.yml", FOR_SITE, NULL,
        SETS(text, build.base_url) },
    { 0, "at", "TIME", "take the archive as of TIME", FOR_SITE, NULL, SETS(text, build.at) },
    { 0, "drafts", NULL, "show drafts", FOR_SITE, NULL, SETS(flag, build.shows_drafts) },
    { 'j', "jobs", "N", "use N workers, 64 at most (0: none, for debuggers)", FOR_SITE, NULL,
        SETS(workers, build.worker_count) },
    { 0, "only", "CODES", "run only these checks: a,b", FOR_CHECK, NULL, SETS(list, only) },
    { 0, "skip", "CODES", "leave these checks out: a,b", FOR_CHECK, NULL, SETS(list, skip) },
    { 0, "external", NULL, "ask other hosts whether links still answer", FOR_CHECK, NULL,
        SETS(flag, asks_outside) },
    { 0, "fix", NULL, "write what is safe: spellings of terms, zones", FOR_CHECK, NULL, SETS(flag, fixes) },
    { 0, "author", "NAME", "by this author, an id or a name; again: and this one", FOR_NEW | FOR_LIST, NULL,
        SETS(names, author) },
    { 0, "tag", "NAME", "with this tag; again: and this one", FOR_NEW | FOR_LIST, NULL, SETS(names, tag) },
    { 0, "type", "TYPE", "of this type: briefing, news, report …", FOR_NEW | FOR_LIST, NULL,
        SETS(text, type) },
    { 0, "since", "DATE", "dated DATE or later", FOR_LIST, NULL, SETS(text, since) },
    { 0, "until", "DATE", "dated DATE or earlier", FOR_LIST, NULL, SETS(text, until) },
    { 0, "json", NULL, "print JSON", FOR_LIST, NULL, SETS(flag, wants_json) },
    { 0, "tsv", NULL, "print values between tabs, with names first", FOR_LIST, NULL, SETS(flag, wants_tsv) },
    { 0, "date", "DATE", "dated DATE, not today", FOR_NEW, NULL, SETS(text, date) },
    { 0, "bundle", NULL, "in a folder of its own, for its images", FOR_NEW, NULL, SETS(flag, is_bundle) },
    { 0, "port", "N", "listen at this port (8000, or the next free one)", FOR_SERVE, NULL,
        SETS(port, serve.port) },
    { 0, "host", "ADDRESS", "listen at ADDRESS, not for this machine only", FOR_SERVE, NULL,
        SETS(text, serve.host) },
    { 0, "navigate", NULL, "let the browser go to the page being edited", FOR_SERVE, NULL,
        SETS(flag, serve.navigates) },
    { 0, "open", NULL, "open a browser", FOR_SERVE, NULL, SETS(flag, serve.opens_a_browser) },
    { 0, "poll", NULL, "look for changes twice a second", FOR_SERVE, NULL, SETS(flag, serve.polls) },
    { 0, "strict", NULL, "let warnings fail the command", FOR_BUILD | FOR_CHECK | FOR_SERVE, NULL,
        SETS(flag, build.is_strict) },
    { 0, "locked", NULL, "fail when urls.lock would change", FOR_BUILD | FOR_CHECK, NULL,
        SETS(flag, build.is_locked) },
    { 0, "schedule", "FOR", "print coming builds for cron, systemd or github", FOR_BUILD, schedules,
        SETS(schedule, build.schedule) },
    { 0, "offline", NULL, "write a copy to be read without a server", FOR_BUILD, NULL,
        SETS(flag, build.is_offline) },
    { 0, "clean", NULL, "write every file anew", FOR_BUILD, NULL, SETS(flag, build.is_clean) },
    { 0, "profile", NULL, "say where the time went", FOR_BUILD, NULL, SETS(flag, build.is_profiled) },
    { 0, "adopt", NULL, "take over files that stand in the way in the output", FOR_BUILD, NULL,
        SETS(flag, build.adopts) },
    { 0, "durable", NULL, "end only when all is on the disk", FOR_BUILD, NULL, SETS(flag, build.is_durable) },
    { 0, "diagnostics", "FORM", "print mistakes as text, json, github or sarif", FOR_SITE, forms,
        SETS(form, build.style) },
    { 0, "color", "WHEN", "use colours auto, always or never", FOR_ALL, color_times,
        SETS(color, build.style) },
    { 'q', "quiet", NULL, "print errors and warnings only", FOR_ALL, NULL, SETS(flag, build.is_quiet) },
    { 'v', "verbose", NULL, "print every warning", FOR_ALL, NULL, SETS(verbose, build.is_verbose) },
    { 'h', "help", NULL, "show this help", FOR_ALL, NULL, SETS(flag, wants_help) },
    { 0, "completion", "SHELL", "print the script for bash, zsh or fish", FOR_NONE, completion_shells,
        SETS(word, completion) },
    { 0, "version", NULL, "show the version", FOR_NONE, NULL, SETS(flag, wants_version) },
    /* to add one: a row here, its member of struct arguments or build_options, docs/brief.md */
};
const size_t option_count = COUNT(options);

enum { WARNINGS_OF_ONE_CODE = 10 };

static const size_t WORKERS_UNSAID = SIZE_MAX;

void option_ask_machine(struct arguments *arguments)
{
    if (arguments->build.worker_count == WORKERS_UNSAID)
        arguments->build.worker_count = workers_default_count();
}

void option_defaults(struct arguments *arguments)
{
    arguments->build.worker_count = WORKERS_UNSAID;
    arguments->build.style.limit = WARNINGS_OF_ONE_CODE;
    const struct option *color = option_find_long(TEXT("color"));
    if (color)
        set_color(arguments, color, TEXT("auto"));
}

const struct option *option_find_long(text name)
{
    for (size_t i = 0; i < option_count; i++)
        if (text_equal(text_of(options[i].name), name))
            return &options[i];
    return NULL;
}

const struct option *option_find_short(char letter)
{
    for (size_t i = 0; i < option_count; i++)
        if (options[i].letter == letter && letter)
            return &options[i];
    return NULL;
}

bool option_is_shown(const struct option *option, const struct command *command)
{
    return command ? (option->verbs & command->verb) != 0
                   : option->verbs == FOR_ALL || option->verbs == FOR_NONE;
}

text option_nearest(text wrong, unsigned verbs)
{
    text names[COUNT(options)];
    size_t count = 0;
    for (size_t i = 0; i < option_count; i++)
        if (!options[i].verbs || options[i].verbs & verbs)
            names[count++] = text_of(options[i].name);
    return command_nearest(wrong, names, count);
}
