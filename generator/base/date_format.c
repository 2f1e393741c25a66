/* SPDX-License-Identifier: MIT */
/*
 * Writing dates. One row per conversion; the words come from the caller, so that no locale of the machine
 * counts. Conversions that stand for several ("%F") are rows whose format is printed in turn, one level deep.
 */
#include "base/date.h"
#include "base/arena.h"
#include "base/buffer.h"

const struct date_words date_words_english = {
    .months = { TEXT_INIT("January"), TEXT_INIT("February"), TEXT_INIT("March"), TEXT_INIT("April"),
        TEXT_INIT("May"), TEXT_INIT("June"), TEXT_INIT("July"), TEXT_INIT("August"), TEXT_INIT("September"),
        TEXT_INIT("October"), TEXT_INIT("November"), TEXT_INIT("December") },
    .short_months = { TEXT_INIT("Jan"), TEXT_INIT("Feb"), TEXT_INIT("Mar"), TEXT_INIT("Apr"),
        TEXT_INIT("May"), TEXT_INIT("Jun"), TEXT_INIT("Jul"), TEXT_INIT("Aug"), TEXT_INIT("Sep"),
        TEXT_INIT("Oct"), TEXT_INIT("Nov"), TEXT_INIT("Dec") },
    .weekdays = { TEXT_INIT("Sunday"), TEXT_INIT("Monday"), TEXT_INIT("Tuesday"), TEXT_INIT("Wednesday"),
        TEXT_INIT("Thursday"), TEXT_INIT("Friday"), TEXT_INIT("Saturday") },
    .short_weekdays = { TEXT_INIT("Sun"), TEXT_INIT("Mon"), TEXT_INIT("Tue"), TEXT_INIT("Wed"),
        TEXT_INIT("Thu"), TEXT_INIT("Fri"), TEXT_INIT("Sat") },
    .am = TEXT_INIT("AM"),
    .pm = TEXT_INIT("PM"),
};

/* A date taken apart, and where it goes. */
struct writing {
    struct buffer *out;
    const struct date *date;
    const struct date_words *words;
    text rest; /* of the format, behind the conversion at hand */
    struct civil civil;
    int hour, minute, second, weekday;
};

/* Appends `number` with at least `width` characters, `fill` in front. */
static void append_number(struct writing *writing, int64_t number, int width, char fill)
{
    enum { ROOM = 24 };
    __attribute__((uninitialized)) char digits[ROOM]; /* filled from its end */
    int at = ROOM;
    bool is_negative = number < 0;
    uint64_t rest = is_negative ? 0 - (uint64_t)number : (uint64_t)number;
    do {
        digits[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    while (ROOM - at < width)
        digits[--at] = fill;
    if (is_negative)
        digits[--at] = '-';
    buffer_append(writing->out, (text){ digits + at, (size_t)(ROOM - at) });
}

static int twelve_hour(const struct writing *writing)
{
    return writing->hour % 12 == 0 ? 12 : writing->hour % 12;
}

static void append_offset(struct writing *writing, const char *separator)
{
    int32_t seconds = writing->date->offset_seconds;
    int32_t minutes = (seconds < 0 ? -seconds : seconds) / 60;
    buffer_append_byte(writing->out, seconds < 0 ? '-' : '+');
    append_number(writing, minutes / 60, 2, '0');
    buffer_append(writing->out, text_of(separator));
    append_number(writing, minutes % 60, 2, '0');
}

static void append_weekday(struct writing *writing)
{
    buffer_append(writing->out, writing->words->weekdays[writing->weekday]);
}

static void append_short_weekday(struct writing *writing)
{
    buffer_append(writing->out, writing->words->short_weekdays[writing->weekday]);
}

static void append_month_name(struct writing *writing)
{
    buffer_append(writing->out, writing->words->months[writing->civil.month - 1]);
}

static void append_short_month_name(struct writing *writing)
{
    buffer_append(writing->out, writing->words->short_months[writing->civil.month - 1]);
}

static void append_day(struct writing *writing)
{
    append_number(writing, writing->civil.day, 2, '0');
}

/* Is the next conversion the name of a month? */
static bool precedes_month_name(text format)
{
    size_t at = text_find_byte(format, '%', 0);
    char letter = at != SIZE_MAX && at + 1 < format.length ? format.bytes[at + 1] : '%';
    return letter == 'B' || letter == 'b';
}

static void append_bare_day(struct writing *writing)
{
    if (writing->civil.day == 1 && writing->words->first_day.length && precedes_month_name(writing->rest))
        buffer_append(writing->out, writing->words->first_day);
    else
        append_number(writing, writing->civil.day, 1, '0');
}

static void append_blank_day(struct writing *writing)
{
    append_number(writing, writing->civil.day, 2, ' ');
}

static void append_hour(struct writing *writing)
{
    append_number(writing, writing->hour, 2, '0');
}

static void append_bare_hour(struct writing *writing)
{
    append_number(writing, writing->hour, 1, '0');
}

static void append_twelve_hour(struct writing *writing)
{
    append_number(writing, twelve_hour(writing), 2, '0');
}

static void append_bare_twelve_hour(struct writing *writing)
{
    append_number(writing, twelve_hour(writing), 1, '0');
}

static void append_day_of_year(struct writing *writing)
{
    struct day first = day_from_civil((struct civil){ writing->civil.year, 1, 1 });
    append_number(writing, (int64_t)writing->date->day.number - first.number + 1, 3, '0');
}

static void append_month(struct writing *writing)
{
    append_number(writing, writing->civil.month, 2, '0');
}

static void append_bare_month(struct writing *writing)
{
    append_number(writing, writing->civil.month, 1, '0');
}

static void append_minute(struct writing *writing)
{
    append_number(writing, writing->minute, 2, '0');
}

static void append_half_of_day(struct writing *writing)
{
    buffer_append(writing->out, writing->hour < 12 ? writing->words->am : writing->words->pm);
}

static void append_second(struct writing *writing)
{
    append_number(writing, writing->second, 2, '0');
}

static void append_year_of_century(struct writing *writing)
{
    append_number(writing, (writing->civil.year % 100 + 100) % 100, 2, '0');
}

static void append_year(struct writing *writing)
{
    append_number(writing, writing->civil.year, 4, '0');
}

static void append_plain_offset(struct writing *writing)
{
    append_offset(writing, "");
}

static void append_colon_offset(struct writing *writing)
{
    append_offset(writing, ":");
}

static void append_unix_time(struct writing *writing)
{
    append_number(writing, instant_seconds(writing->date->instant), 1, '0');
}

static void append_weekday_from_monday(struct writing *writing)
{
    append_number(writing, writing->weekday == 0 ? 7 : writing->weekday, 1, '0');
}

static void append_weekday_number(struct writing *writing)
{
    append_number(writing, writing->weekday, 1, '0');
}

/* The usual ones first. A row either appends, or stands for the conversions (or the constant) in `format`. */
static const struct conversion {
    text name;
    void (*append)(struct writing *writing);
    text format;
} conversions[] = {
    { TEXT_INIT("Y"), append_year, TEXT_INIT("") }, { TEXT_INIT("B"), append_month_name, TEXT_INIT("") },
    { TEXT_INIT("-d"), append_bare_day, TEXT_INIT("") }, { TEXT_INIT("m"), append_month, TEXT_INIT("") },
    { TEXT_INIT("d"), append_day, TEXT_INIT("") }, { TEXT_INIT("a"), append_short_weekday, TEXT_INIT("") },
    { TEXT_INIT("A"), append_weekday, TEXT_INIT("") },
    { TEXT_INIT("b"), append_short_month_name, TEXT_INIT("") },
    { TEXT_INIT("e"), append_blank_day, TEXT_INIT("") }, { TEXT_INIT("H"), append_hour, TEXT_INIT("") },
    { TEXT_INIT("-H"), append_bare_hour, TEXT_INIT("") },
    { TEXT_INIT("I"), append_twelve_hour, TEXT_INIT("") },
    { TEXT_INIT("-I"), append_bare_twelve_hour, TEXT_INIT("") },
    { TEXT_INIT("j"), append_day_of_year, TEXT_INIT("") },
    { TEXT_INIT("-m"), append_bare_month, TEXT_INIT("") }, { TEXT_INIT("M"), append_minute, TEXT_INIT("") },
    { TEXT_INIT("p"), append_half_of_day, TEXT_INIT("") }, { TEXT_INIT("S"), append_second, TEXT_INIT("") },
    { TEXT_INIT("y"), append_year_of_century, TEXT_INIT("") },
    { TEXT_INIT("z"), append_plain_offset, TEXT_INIT("") },
    { TEXT_INIT(":z"), append_colon_offset, TEXT_INIT("") },
    { TEXT_INIT("Z"), append_colon_offset, TEXT_INIT("") },
    { TEXT_INIT("s"), append_unix_time, TEXT_INIT("") },
    { TEXT_INIT("u"), append_weekday_from_monday, TEXT_INIT("") },
    { TEXT_INIT("w"), append_weekday_number, TEXT_INIT("") }, { TEXT_INIT("F"), NULL, TEXT_INIT("%Y-%m-%d") },
    { TEXT_INIT("T"), NULL, TEXT_INIT("%H:%M:%S") }, { TEXT_INIT("R"), NULL, TEXT_INIT("%H:%M") },
    { TEXT_INIT("D"), NULL, TEXT_INIT("%m/%d/%y") }, { TEXT_INIT("n"), NULL, TEXT_INIT("\n") },
    { TEXT_INIT("t"), NULL, TEXT_INIT("\t") }, { TEXT_INIT("%"), NULL, TEXT_INIT("%") },
    /* to add one: a row here, and its line in the reference of date formats */
};

static const struct conversion *conversion_find(text name)
{
    for (size_t i = 0; i < sizeof(conversions) / sizeof(*conversions); i++)
        if (text_equal(conversions[i].name, name))
            return &conversions[i];
    return NULL;
}

/* The conversion's name behind a '%': a letter, or '-' or ':' and a letter. */
static text name_at(text format, size_t at)
{
    bool has_flag = at < format.length && (format.bytes[at] == '-' || format.bytes[at] == ':');
    size_t offset = at + has_flag;
    if (offset < format.length)
        text_next_code_point(format, &offset);
    return text_slice(format, at, offset - at);
}

/* Rows that stand for others hold only rows that append, so that no second level is needed. */
static void append_simple(struct writing *writing, text format)
{
    for (size_t at = 0; at < format.length; at++) {
        const struct conversion *conversion = NULL;
        if (format.bytes[at] == '%' && at + 1 < format.length)
            conversion = conversion_find(text_slice(format, at + 1, 1));
        if (conversion && conversion->append) {
            conversion->append(writing);
            at++;
        } else {
            buffer_append_byte(writing->out, format.bytes[at]);
        }
    }
}

static void append_format(struct writing *writing, text format, text *unknown)
{
    for (size_t at = 0; at < format.length;) {
        if (format.bytes[at] != '%') {
            buffer_append_byte(writing->out, format.bytes[at++]);
            continue;
        }
        text name = name_at(format, at + 1);
        const struct conversion *conversion = conversion_find(name);
        text whole = text_slice(format, at, name.length + 1);
        writing->rest = text_from(format, at + whole.length);
        if (!conversion && unknown && !unknown->bytes)
            *unknown = whole;
        if (!conversion)
            buffer_append(writing->out, whole);
        else if (conversion->append)
            conversion->append(writing);
        else
            append_simple(writing, conversion->format);
        at += whole.length;
    }
}

static struct writing writing_of(struct buffer *out, const struct date *date, const struct date_words *words)
{
    return (struct writing){
        .out = out,
        .date = date,
        .words = words ? words : &date_words_english,
        .civil = day_to_civil(date->day),
        .hour = date->second_of_day / 3600,
        .minute = date->second_of_day / 60 % 60,
        .second = date->second_of_day % 60,
        .weekday = day_weekday(date->day),
    };
}

static text print(
    struct arena *arena, const struct date *date, text format, const struct date_words *words, text *unknown)
{
    struct buffer out;
    buffer_init(&out, arena);
    struct writing writing = writing_of(&out, date, words);
    append_format(&writing, format, unknown);
    return out.length ? buffer_text(&out) : TEXT("");
}

static const struct named_format {
    text name;
    text (*print)(struct arena *arena, const struct date *date);
} named_formats[] = {
    { TEXT_INIT("iso"), date_iso }, { TEXT_INIT("rfc3339"), date_rfc3339 },
    { TEXT_INIT("rfc822"), date_rfc822 }, { TEXT_INIT("day"), date_day },
    /* to add one: a row here, and its line in the reference of date formats */
};

static const struct named_format *named_format_find(text name)
{
    for (size_t i = 0; i < sizeof(named_formats) / sizeof(*named_formats); i++)
        if (text_equal(named_formats[i].name, name))
            return &named_formats[i];
    return NULL;
}

text date_format(
    struct arena *arena, const struct date *date, text format, const struct date_words *words, text *unknown)
{
    if (unknown)
        *unknown = TEXT_NONE;
    if (!date->is_set)
        return TEXT("");
    const struct named_format *named = named_format_find(format);
    return named ? named->print(arena, date) : print(arena, date, format, words, unknown);
}

/* "%%" and "%n" are rows too; those that stand for others hold a '%' and more. */
static bool tells_of_dates(const struct conversion *conversion)
{
    return conversion->append || (conversion->format.length > 1 && conversion->format.bytes[0] == '%');
}

bool date_format_is_constant(text format)
{
    if (!format.length || named_format_find(format))
        return false;
    for (size_t at; (at = text_find_byte(format, '%', 0)) != SIZE_MAX;) {
        text name = name_at(format, at + 1);
        const struct conversion *conversion = conversion_find(name);
        if (!conversion || tells_of_dates(conversion))
            return false;
        format = text_from(format, at + 1 + name.length);
    }
    return true;
}
