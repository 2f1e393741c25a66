/* SPDX-License-Identifier: MIT */
/*
 * Guessing the ISO form of a date written otherwise, for hints. The first three parts that mean something
 * (numbers and English month names) are collected and held against a table of orders; the first order that
 * makes a real day wins.
 */
#include "base/date.h"
#include "base/byte.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/count.h"

enum { PARTS = 3, SHORTEST_MONTH_WORD = 3 };

struct part {
    bool is_month;
    int number;
    size_t digits;
};

/* Each letter is a part in its place: Y four digits, m and d at most two, b a month's name. */
static const char *const orders[] = {
    "Ymd", /* 2021/04/05, 2021.04.05, 2021-04-05 (draft) */
    "bdY", /* April 5, 2021 */
    "dbY", /* 5 April 2021 */
    "Ybd", /* 2021 April 5 */
    "dmY", /* 05.04.2021, 05/04/2021 */
    "mdY", /* 04/25/2021: only where the day cannot come first */
    /* to add one: a row here, the likelier order first */
};

static const text ignored_words[] = {
    TEXT_INIT("st"), TEXT_INIT("nd"), TEXT_INIT("rd"), TEXT_INIT("th"), TEXT_INIT("of"), TEXT_INIT("the"),
    /* to add one: a row here */
};

/* Is `word` the whole name or its beginning of three letters or more ("Sept")? */
static bool names(text word, text name)
{
    return word.length >= SHORTEST_MONTH_WORD && word.length <= name.length &&
           text_equal_ignoring_ascii_case(word, text_slice(name, 0, word.length));
}

static int month_of_word(text word)
{
    for (int i = 0; i < 12; i++)
        if (names(word, date_words_english.months[i]))
            return i + 1;
    return 0;
}

static bool is_ignored(text word)
{
    if (text_is_one_of_ignoring_ascii_case(word, ignored_words, COUNT(ignored_words)))
        return true;
    for (int i = 0; i < 7; i++)
        if (names(word, date_words_english.weekdays[i]))
            return true;
    return false;
}

static text run_at(text value, size_t start, bool (*belongs)(char))
{
    size_t end = start;
    while (end < value.length && belongs(value.bytes[end]))
        end++;
    return text_slice(value, start, end - start);
}

static struct part number_part(text digits)
{
    struct part part = { .digits = digits.length };
    for (size_t i = 0; i < digits.length && i < 8; i++)
        part.number = part.number * 10 + (digits.bytes[i] - '0');
    return part;
}

/* The first three parts; fewer when a word comes that means nothing here. */
static size_t collect_parts(text value, struct part parts[PARTS])
{
    size_t count = 0, at = 0;
    while (at < value.length && count < PARTS) {
        text digits = run_at(value, at, byte_is_digit), word = run_at(value, at, byte_is_letter);
        if (digits.length > 0) {
            parts[count++] = number_part(digits);
        } else if (word.length > 0 && !is_ignored(word)) {
            int month = month_of_word(word);
            if (month == 0)
                break;
            parts[count++] = (struct part){ .is_month = true, .number = month };
        }
        at += digits.length + word.length > 0 ? digits.length + word.length : 1;
    }
    return count;
}

static bool fits(const struct part *part, char letter)
{
    if (letter == 'b' || part->is_month)
        return letter == 'b' && part->is_month;
    return letter == 'Y' ? part->digits == 4 : part->digits <= 2;
}

static bool order_parts(const struct part parts[PARTS], const char *order, struct civil *civil)
{
    for (int i = 0; i < PARTS; i++) {
        if (!fits(&parts[i], order[i]))
            return false;
        if (order[i] == 'Y')
            civil->year = parts[i].number;
        else if (order[i] == 'd')
            civil->day = parts[i].number;
        else
            civil->month = parts[i].number;
    }
    return civil_is_valid(*civil);
}

/* 05/04/2021 is 5 April here and 4 May there. */
static bool order_is_open(const struct part parts[PARTS], const char *order, text value)
{
    return order[0] == 'd' && order[1] == 'm' && text_find_byte(value, '.', 0) == SIZE_MAX &&
           parts[0].number <= 12 && parts[0].number != parts[1].number;
}

static text print_day(struct arena *arena, struct civil civil)
{
    return text_format(arena, "%04d-%02d-%02d", (int)civil.year, civil.month, civil.day);
}

/* Seconds since 1970, which data bases export: ten digits from 2001 on, thirteen with the milliseconds. */
static text moment_of_seconds(struct arena *arena, text value)
{
    enum { DIGITS = 10, DIGITS_OF_MILLISECONDS = 13 };
    int64_t seconds = 0;
    if ((value.length != DIGITS && value.length != DIGITS_OF_MILLISECONDS) ||
        run_at(value, 0, byte_is_digit).length != value.length || value.bytes[0] == '0')
        return TEXT_NONE;
    for (size_t i = 0; i < DIGITS; i++)
        seconds = seconds * 10 + (value.bytes[i] - '0');
    struct civil civil = day_to_civil((struct day){ (int32_t)(seconds / 86400) });
    int second = (int)(seconds % 86400);
    return text_format(arena, "%.*sT%02d:%02d:%02dZ", TEXT_ARGS(print_day(arena, civil)), second / 3600,
        second / 60 % 60, second % 60);
}

/* The first byte of a script's nought, and the bytes before it; its other digits follow. */
static const struct {
    text before;
    unsigned char nought;
} digits_of_scripts[] = {
    { TEXT_INIT("\xd9"), 0xa0 },     /* Arabic */
    { TEXT_INIT("\xdb"), 0xb0 },     /* Persian, Urdu */
    { TEXT_INIT("\xe0\xa5"), 0xa6 }, /* Devanagari */
    { TEXT_INIT("\xe0\xa7"), 0xa6 }, /* Bengali */
    { TEXT_INIT("\xef\xbc"), 0x90 }, /* as wide as Chinese characters */
    /* to add one: a row here */
};

text date_plain_digits(struct arena *arena, text value)
{
    struct buffer out;
    buffer_init(&out, arena);
    for (size_t at = 0; at < value.length;) {
        char plain = 0;
        size_t length = 1;
        for (size_t i = 0; i < COUNT(digits_of_scripts) && !plain; i++) {
            text before = digits_of_scripts[i].before;
            size_t last = at + before.length;
            int digit = last < value.length && text_starts_with(text_from(value, at), before)
                            ? (unsigned char)value.bytes[last] - digits_of_scripts[i].nought
                            : -1;
            if (digit < 0 || digit > 9)
                continue;
            plain = (char)('0' + digit);
            length = before.length + 1;
        }
        buffer_append_byte(&out, plain ? plain : value.bytes[at]);
        at += length;
    }
    return buffer_text(&out);
}

text date_suggest_iso(struct arena *arena, text value, text *other)
{
    *other = TEXT_NONE;
    text moment = moment_of_seconds(arena, value);
    if (moment.bytes)
        return moment;
    struct part parts[PARTS];
    size_t count = collect_parts(value, parts);
    if (count >= 1 && !parts[0].is_month && parts[0].digits == 8) {
        struct civil civil = { parts[0].number / 10000, parts[0].number / 100 % 100, parts[0].number % 100 };
        return civil_is_valid(civil) ? print_day(arena, civil) : TEXT_NONE;
    }
    for (size_t i = 0; count == PARTS && i < sizeof(orders) / sizeof(*orders); i++) {
        struct civil civil;
        if (!order_parts(parts, orders[i], &civil))
            continue;
        if (order_is_open(parts, orders[i], value))
            *other = print_day(arena, (struct civil){ civil.year, civil.day, civil.month });
        return print_day(arena, civil);
    }
    return TEXT_NONE;
}

static const text time_words[] = {
    TEXT_INIT("noon"), TEXT_INIT("midday"), TEXT_INIT("midnight"), TEXT_INIT("morning"),
    TEXT_INIT("afternoon"), TEXT_INIT("evening"), TEXT_INIT("night"), TEXT_INIT("clock"), TEXT_INIT("uhr"),
    TEXT_INIT("mittags"), TEXT_INIT("midi"), TEXT_INIT("heures"), TEXT_INIT("horas"),
    /* to add one: a row here */
};

static bool has_time_word(text written)
{
    for (size_t at = 0, length; at < written.length; at += length + 1) {
        text word = run_at(written, at, byte_is_letter);
        length = word.length;
        if (text_is_one_of_ignoring_ascii_case(word, time_words, COUNT(time_words)))
            return true;
    }
    return false;
}

bool date_tells_time(text written)
{
    if (has_time_word(written))
        return true;
    bool is_behind_digit = false, is_iso = text_find_byte(written, '-', 0) < text_find_byte(written, ' ', 0);
    for (size_t i = 0; i < written.length; i++) {
        char byte = written.bytes[i];
        bool is_marked = text_equal_ignoring_ascii_case(text_slice(written, i, 2), TEXT("am")) ||
                         text_equal_ignoring_ascii_case(text_slice(written, i, 2), TEXT("pm"));
        if (is_behind_digit && (byte == ':' || byte == 'h' || byte == 'H' || is_marked))
            return true;
        bool is_before_digit = i + 1 < written.length && byte_is_digit(written.bytes[i + 1]);
        if (is_behind_digit && is_before_digit && (byte == 'T' || byte == 't' || (byte == ' ' && is_iso)))
            return true;
        is_behind_digit = byte_is_digit(byte) || (is_behind_digit && byte == ' ');
    }
    return false;
}
