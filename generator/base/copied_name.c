/* SPDX-License-Identifier: MIT */
#include "base/copied_name.h"
#include "base/count.h"
#include "base/path.h"

/* The same word of all languages in which the programs of shared folders speak of a conflict. */
static const text conflicts[] = { TEXT_INIT("confli"), TEXT_INIT("konflik"), TEXT_INIT("ristiriit"),
    TEXT_INIT("конфлик"), TEXT_INIT("конфлік"), TEXT_INIT("冲突"), TEXT_INIT("衝突"), TEXT_INIT("競合"),
    TEXT_INIT("충돌") };

static bool has_digit(text words)
{
    for (size_t i = 0; i < words.length; i++)
        if (words.bytes[i] >= '0' && words.bytes[i] <= '9')
            return true;
    return false;
}

/* "Jane's conflicted copy 2024-03-01", "Case Conflict": with the day, or as nobody calls a text. */
static bool speaks_of_conflict(struct arena *arena, text words)
{
    static const text alone[] = { TEXT_INIT("conflict"), TEXT_INIT("conflicted copy"),
        TEXT_INIT("case conflict"), TEXT_INIT("unicode encoding conflict"),
        TEXT_INIT("whitespace conflict") };
    text lower = text_lower_ascii(arena, words);
    for (size_t i = 0; i < COUNT(conflicts); i++)
        if (text_find(lower, conflicts[i], 0) != SIZE_MAX)
            return has_digit(words) || text_is_one_of(lower, alone, COUNT(alone));
    return false;
}

/* The stem in front of words in parentheses or brackets that end it; absent when there are none. */
static text take_words(text stem, text *words)
{
    bool is_round = text_ends_with(stem, TEXT(")"));
    size_t open = is_round || text_ends_with(stem, TEXT("]"))
                      ? text_find_last_byte(stem, is_round ? '(' : '[')
                      : SIZE_MAX;
    if (open == SIZE_MAX || open == 0)
        return TEXT_NONE;
    *words = text_slice(stem, open + 1, stem.length - open - 2);
    return text_trim(text_slice(stem, 0, open));
}

/* How many bytes from `start` are digits or capital letters of ASCII. */
static size_t count_signs(text stem, size_t start)
{
    size_t end = start;
    while (end < stem.length && ((stem.bytes[end] >= '0' && stem.bytes[end] <= '9') ||
                                    (stem.bytes[end] >= 'A' && stem.bytes[end] <= 'Z')))
        end++;
    return end - start;
}

/* OneDrive writes the name of the machine behind it. Those that Windows gives are told from words. */
static size_t find_machine(text stem)
{
    static const text machines[] = { TEXT_INIT("-DESKTOP-"), TEXT_INIT("-LAPTOP-") };
    enum { FEWEST_SIGNS = 6, MOST_SIGNS = 8 };
    for (size_t i = 0; i < COUNT(machines); i++) {
        size_t at = text_find(stem, machines[i], 0);
        size_t start = at == SIZE_MAX ? stem.length : at + machines[i].length;
        size_t count = count_signs(stem, start);
        text behind = text_from(stem, start + count);
        if (at != SIZE_MAX && count >= FEWEST_SIGNS && count <= MOST_SIGNS &&
            (!behind.length || behind.bytes[0] == '-' || behind.bytes[0] == ' '))
            return at;
    }
    return SIZE_MAX;
}

/* ownCloud's "levy_conflict-20240301-101010", Google's "levy_conf(1)", Resilio's "levy.Conflict". */
static size_t find_tail(text stem)
{
    static const text dated = TEXT_INIT("_conflict-20"), numbered = TEXT_INIT("_conf("),
                      plain = TEXT_INIT(".Conflict");
    size_t at = text_find(stem, dated, 0);
    if (at == SIZE_MAX && text_ends_with(stem, TEXT(")")))
        at = text_find(stem, numbered, 0);
    if (at == SIZE_MAX && text_ends_with(stem, plain))
        at = stem.length - plain.length;
    return at;
}

static struct copied_name find_conflict(struct arena *arena, text stem)
{
    static const text syncthing = TEXT_INIT(".sync-conflict-"), dropbox = TEXT_INIT("conflicted copy");
    struct copied_name found = { .kind = COPIED_IN_CONFLICT };
    text words = TEXT_NONE, front = take_words(stem, &words);
    size_t at = text_find(stem, syncthing, 0);
    found.is_certain = at != SIZE_MAX || text_find(stem, dropbox, 0) != SIZE_MAX;
    at = at == SIZE_MAX ? find_machine(stem) : at;
    at = at == SIZE_MAX ? find_tail(stem) : at;
    if (at != SIZE_MAX)
        found.original = text_slice(stem, 0, at);
    else if (front.bytes && speaks_of_conflict(arena, words))
        found.original = front;
    if (!found.original.length && !found.is_certain)
        found.kind = COPIED_NOT;
    return found;
}

/* "levy.pdf.bak": the ending of a copy behind that of the file. */
static bool is_as_it_was(text extension)
{
    static const text endings[] = { TEXT_INIT("bak"), TEXT_INIT("backup"), TEXT_INIT("old"),
        TEXT_INIT("orig"), TEXT_INIT("rej"), TEXT_INIT("save"), TEXT_INIT("swp"), TEXT_INIT("swo"),
        TEXT_INIT("kate-swp") };
    return text_is_one_of_ignoring_ascii_case(extension, endings, COUNT(endings));
}

struct copied_name copied_name_of(struct arena *arena, text name)
{
    text extension = path_extension(name), stem = path_without_extension(name);
    struct copied_name found = find_conflict(arena, stem);
    if (found.kind && found.original.length && extension.length)
        found.original = text_format(arena, "%.*s.%.*s", TEXT_ARGS(found.original), TEXT_ARGS(extension));
    if (!found.kind && is_as_it_was(extension) && path_extension(stem).length)
        found = (struct copied_name){ .kind = COPIED_AS_IT_WAS, .original = stem };
    return found;
}
