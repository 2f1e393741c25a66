/* SPDX-License-Identifier: MIT */
/*
 * Words to arguments. Options come before or after the verb, so which verb takes which option is known only
 * at the end: every option read is remembered and asked about then.
 */
#include "base/buffer.h"
#include "base/list.h"
#include "command/option.h"
#include "load/front_matter.h"
#include <stdarg.h>
#include <stdio.h>

struct words {
    char **strings;
    int count, next;
    struct {
        const struct option **items;
        size_t count, capacity;
    } used;
};

enum exit_code command_misused(const char *hint, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fputs("brief: error: ", stderr);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    if (hint)
        fprintf(stderr, "  hint: %s\n", hint);
    return EXIT_USAGE;
}

/* A suggestion makes the hint a question. */
static bool complain(const char *what, text subject, const char *hint, text suggestion)
{
    fprintf(stderr, "brief: error: %s '%.*s'\n", what, TEXT_ARGS(subject));
    if (hint)
        fprintf(stderr, "  hint: %s%.*s%s\n", hint, TEXT_ARGS(suggestion), suggestion.bytes ? "?" : "");
    return false;
}

static bool unknown_option(const struct arguments *arguments, text argument)
{
    text bare = text_starts_with(argument, TEXT("--")) ? text_from(argument, 2) : text_from(argument, 1);
    size_t equals = text_find_byte(bare, '=', 0);
    if (equals != SIZE_MAX)
        bare.length = equals;
    text nearest = TEXT_NONE;
    if (!text_starts_with(bare, TEXT("no-"))) { /* of "--no-drafts" it is what was not wanted */
        nearest = option_nearest(bare, arguments->command ? arguments->command->verb : FOR_ALL);
        nearest = nearest.bytes ? nearest : option_nearest(bare, FOR_ALL);
    }
    return complain(
        "unknown option", argument, nearest.bytes ? "did you mean --" : "see brief --help", nearest);
}

/* The letters of `whole` in their order with some left out, at least half of them and the first; or its
 * beginning. */
static bool is_abbreviation(text word, text whole)
{
    size_t at = 0;
    for (size_t i = 0; i < whole.length && at < word.length; i++)
        at += whole.bytes[i] == word.bytes[at];
    bool is_long_enough =
        word.length >= 3 && (word.length * 2 >= whole.length || text_starts_with(whole, word));
    return at == word.length && is_long_enough && word.bytes[0] == whole.bytes[0];
}

text command_nearest(text wrong, const text *names, size_t count)
{
    text nearest = diagnostic_nearest_text(wrong, names, count);
    for (size_t i = 0; i < count && !nearest.bytes; i++)
        if (is_abbreviation(wrong, names[i]))
            nearest = names[i];
    return nearest;
}

bool command_knows_type(struct arena *arena, text type, text *hint)
{
    size_t count;
    const char *const *types = front_matter_types(&count);
    for (size_t i = 0; i < count; i++)
        if (text_equal(type, text_of(types[i])))
            return true;
    const char *nearest = diagnostic_nearest(type, types, count);
    struct buffer all;
    buffer_init(&all, arena);
    for (size_t i = 0; i < count; i++)
        buffer_print(&all, "%s%s", i == 0 ? "one of " : ", ", types[i]);
    *hint = nearest ? text_format(arena, "did you mean '%s'?", nearest) : buffer_text(&all);
    return false;
}

const struct command *command_find(struct arena *arena, text word)
{
    text *names = arena_new_array(arena, text, command_count);
    for (size_t i = 0; i < command_count; i++) {
        names[i] = text_of(commands[i].name);
        if (text_equal(names[i], word))
            return &commands[i];
    }
    text nearest = command_nearest(word, names, command_count);
    complain("unknown command", word, nearest.bytes ? "did you mean " : "see brief --help", nearest);
    return NULL;
}

static bool read_verb(struct arguments *arguments, text word)
{
    arguments->command = command_find(arguments->arena, word);
    return arguments->command != NULL;
}

static bool hint_of(const struct option *option)
{
    fprintf(stderr, "  hint: --%s %s: %s\n", option->name, option->operand, option->help);
    return false;
}

static bool apply(
    struct arguments *arguments, const struct option *option, text shown, text operand, struct words *words)
{
    bool takes_next = option->operand && !operand.bytes;
    if (takes_next && words->next == words->count) {
        fprintf(stderr, "brief: error: '%.*s' needs %s\n", TEXT_ARGS(shown), option->operand);
        return hint_of(option);
    }
    if (takes_next)
        operand = text_of(words->strings[words->next++]);
    if (!option->operand && operand.bytes)
        return complain("this option takes no operand:", shown, NULL, TEXT_NONE);
    *list_add(arguments->arena, &words->used) = option;
    if (option->set(arguments, option, operand))
        return true;
    complain("wrong operand", operand, NULL, TEXT_NONE);
    return hint_of(option);
}

/* What stands in a group at `at` is no letter of an option; perhaps a long one with a hyphen too few. */
static bool unknown_letter(const struct arguments *arguments, text word, size_t at)
{
    size_t end = at;
    text_next_code_point(word, &end);
    text nearest =
        option_nearest(text_from(word, 1), arguments->command ? arguments->command->verb : FOR_ALL);
    text what =
        text_format(arguments->arena, "unknown option '-%.*s' in", TEXT_ARGS(text_slice(word, at, end - at)));
    return complain(what.bytes, word, nearest.bytes ? "did you mean --" : "see brief --help", nearest);
}

/* letters = "-" { flag } ( flag | option [ operand ] )      (POSIX, utility syntax guidelines 5 and 6) */
static bool read_letters(struct arguments *arguments, text word, struct words *words)
{
    for (size_t at = 1; at < word.length; at++) {
        const struct option *option = option_find_short(word.bytes[at]);
        if (!option)
            return at == 1 ? unknown_option(arguments, word) : unknown_letter(arguments, word, at);
        text shown = text_format(arguments->arena, "-%c", option->letter);
        text rest = text_from(word, at + 1);
        bool takes_rest = rest.length > 0 && (option->operand || rest.bytes[0] == '=');
        if (!apply(arguments, option, shown, takes_rest ? rest : TEXT_NONE, words))
            return false;
        if (takes_rest)
            break;
    }
    return true;
}

static bool read_option(struct arguments *arguments, text word, struct words *words)
{
    if (!text_starts_with(word, TEXT("--")))
        return read_letters(arguments, word, words);
    size_t equals = text_find_byte(word, '=', 0);
    text name = equals == SIZE_MAX ? text_from(word, 2) : text_slice(word, 2, equals - 2);
    const struct option *option = option_find_long(name);
    text operand = equals == SIZE_MAX ? TEXT_NONE : text_from(word, equals + 1);
    return option ? apply(arguments, option, word, operand, words) : unknown_option(arguments, word);
}

/* Does the verb take every option that was given? */
static bool check_options(const struct arguments *arguments, const struct words *words)
{
    const struct command *command = arguments->command;
    for (size_t i = 0; i < words->used.count; i++) {
        const struct option *option = words->used.items[i];
        if (!command || !option->verbs || option->verbs & command->verb)
            continue;
        fprintf(stderr, "brief: error: '%s' does not take --%s\n  hint: see brief %s --help\n", command->name,
            option->name, command->name);
        return false;
    }
    return true;
}

bool arguments_read(struct arguments *arguments, struct arena *arena, int count, char **strings)
{
    struct words words = { .strings = strings, .count = count };
    bool has_ended = false;
    *arguments = (struct arguments){ .arena = arena };
    option_defaults(arguments);
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
    return arguments->wants_help || check_options(arguments, &words);
}
