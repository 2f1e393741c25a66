/* SPDX-License-Identifier: MIT */
/*
 * Writing dates. One row per conversion; the words come from the caller, so that no locale of the machine
 * counts. Conversions that stand for several ("%F") are rows whose format is printed in turn, one level deep.
 */
#include "base/date.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/byte.h"

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

static int64_t year(const struct writing *writing)
{
    return writing->civil.year;
}

static int64_t century(const struct writing *writing)
{
    return floor_divide(writing->civil.year, 100);
}

static int64_t year_of_century(const struct writing *writing)
{
    return writing->civil.year - 100 * century(writing);
}

static int64_t month(const struct writing *writing)
{
    return writing->civil.month;
}

static int64_t day_of_month(const struct writing *writing)
{
    return writing->civil.day;
}

static int64_t day_of_year(const struct writing *writing)
{
    struct day first = day_from_civil((struct civil){ writing->civil.year, 1, 1 });
    return (int64_t)writing->date->day.number - first.number + 1;
}

static int64_t hour(const struct writing *writing)
{
    return writing->hour;
}

static int64_t twelve_hour(const struct writing *writing)
{
    return writing->hour % 12 == 0 ? 12 : writing->hour % 12;
}

static int64_t minute(const struct writing *writing)
{
    return writing->minute;
}

static int64_t second(const struct writing *writing)
{
    return writing->second;
}

static int64_t unix_time(const struct writing *writing)
{
    return instant_seconds(writing->date->instant);
}

static int64_t weekday_from_sunday(const struct writing *writing)
{
    return writing->weekday;
}

static int64_t weekday_from_monday(const struct writing *writing)
{
    return writing->weekday == 0 ? 7 : writing->weekday;
}

/* Weeks of a year that begin on its first Sunday; the days before that are in week 0. */
static int64_t week_from_sunday(const struct writing *writing)
{
    return (day_of_year(writing) + 6 - writing->weekday) / 7;
}

static int64_t week_from_monday(const struct writing *writing)
{
    return (day_of_year(writing) + 7 - weekday_from_monday(writing)) / 7;
}

/* The Thursday of the same week, whose year is the week's (ISO 8601). */
static struct writing thursday_of(const struct writing *writing)
{
    static const int thursday = 4;
    struct day day = { writing->date->day.number + thursday - (int32_t)weekday_from_monday(writing) };
    struct writing other = { .weekday = thursday, .civil = day_to_civil(day) };
    return other;
}

static int64_t year_of_week(const struct writing *writing)
{
    return thursday_of(writing).civil.year;
}

static int64_t year_of_week_of_century(const struct writing *writing)
{
    struct writing other = thursday_of(writing);
    return year_of_century(&other);
}

static int64_t week(const struct writing *writing)
{
    struct writing other = thursday_of(writing);
    struct day first = day_from_civil((struct civil){ other.civil.year, 1, 1 });
    return (day_from_civil(other.civil).number - first.number) / 7 + 1;
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

static void append_plain_offset(struct writing *writing)
{
    append_offset(writing, "");
}

static void append_colon_offset(struct writing *writing)
{
    append_offset(writing, ":");
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

static void append_standalone_month_name(struct writing *writing)
{
    text name = writing->words->standalone_months[writing->civil.month - 1];
    buffer_append(writing->out, name.bytes ? name : writing->words->months[writing->civil.month - 1]);
}

static void append_short_month_name(struct writing *writing)
{
    buffer_append(writing->out, writing->words->short_months[writing->civil.month - 1]);
}

static void append_half_of_day(struct writing *writing)
{
    buffer_append(writing->out, writing->hour < 12 ? writing->words->am : writing->words->pm);
}

static void append_small_half_of_day(struct writing *writing)
{
    text half = writing->hour < 12 ? writing->words->am : writing->words->pm;
    for (size_t i = 0; i < half.length; i++)
        buffer_append_byte(writing->out, byte_to_lower(half.bytes[i]));
}

/* The usual ones first. A row has a number with its width and what fills it, or appends, or stands for the
 * conversions (or the constant) in `format`. */
static const struct conversion {
    const char *name; /* a letter; one behind ':' or 'O' is a row of its own */
    int64_t (*number)(const struct writing *writing);
    int width;
    char fill;
    void (*append)(struct writing *writing);
    const char *format;
} conversions[] = {
    { "Y", year, 4, '0', NULL, NULL }, { "B", NULL, 0, 0, append_month_name, NULL },
    { "OB", NULL, 0, 0, append_standalone_month_name, NULL }, { "d", day_of_month, 2, '0', NULL, NULL },
    { "m", month, 2, '0', NULL, NULL }, { "a", NULL, 0, 0, append_short_weekday, NULL },
    { "A", NULL, 0, 0, append_weekday, NULL }, { "b", NULL, 0, 0, append_short_month_name, NULL },
    { "h", NULL, 0, 0, append_short_month_name, NULL }, { "e", day_of_month, 2, ' ', NULL, NULL },
    { "H", hour, 2, '0', NULL, NULL }, { "k", hour, 2, ' ', NULL, NULL },
    { "I", twelve_hour, 2, '0', NULL, NULL }, { "l", twelve_hour, 2, ' ', NULL, NULL },
    { "M", minute, 2, '0', NULL, NULL }, { "S", second, 2, '0', NULL, NULL },
    { "p", NULL, 0, 0, append_half_of_day, NULL }, { "P", NULL, 0, 0, append_small_half_of_day, NULL },
    { "j", day_of_year, 3, '0', NULL, NULL }, { "y", year_of_century, 2, '0', NULL, NULL },
    { "C", century, 2, '0', NULL, NULL }, { "V", week, 2, '0', NULL, NULL },
    { "G", year_of_week, 4, '0', NULL, NULL }, { "g", year_of_week_of_century, 2, '0', NULL, NULL },
    { "U", week_from_sunday, 2, '0', NULL, NULL }, { "W", week_from_monday, 2, '0', NULL, NULL },
    { "u", weekday_from_monday, 1, '0', NULL, NULL }, { "w", weekday_from_sunday, 1, '0', NULL, NULL },
    { "s", unix_time, 1, '0', NULL, NULL }, { "z", NULL, 0, 0, append_plain_offset, NULL },
    { ":z", NULL, 0, 0, append_colon_offset, NULL }, { "Z", NULL, 0, 0, append_colon_offset, NULL },
    { "F", NULL, 0, 0, NULL, "%Y-%m-%d" }, { "T", NULL, 0, 0, NULL, "%H:%M:%S" },
    { "R", NULL, 0, 0, NULL, "%H:%M" }, { "r", NULL, 0, 0, NULL, "%I:%M:%S %p" },
    { "D", NULL, 0, 0, NULL, "%m/%d/%y" }, { "n", NULL, 0, 0, NULL, "\n" }, { "t", NULL, 0, 0, NULL, "\t" },
    { "%", NULL, 0, 0, NULL, "%" },
    /* to add one: a row here, and its line in the reference of date formats */
};

/* A conversion as it stands in a format, behind its '%'. */
struct written_conversion {
    const struct conversion *row; /* NULL: there is none */
    char flag;                    /* of a number: '-' no fill, '_' blanks, '0' noughts; 0: none */
    size_t length;                /* in the format, with the '%' */
};

static const struct conversion *conversion_find(text name)
{
    for (size_t i = 0; i < sizeof(conversions) / sizeof(*conversions); i++)
        if (text_equal(text_of(conversions[i].name), name))
            return &conversions[i];
    return NULL;
}

static struct written_conversion conversion_at(text format, size_t at)
{
    size_t start = at + 1, end;
    char flag = start < format.length ? format.bytes[start] : 0;
    bool has_flag = flag == '-' || flag == '_' || flag == '0';
    bool has_sign = has_flag || flag == ':' || flag == 'O';
    end = start + has_sign;
    if (end < format.length)
        text_next_code_point(format, &end);
    struct written_conversion found = { .length = end - at, .flag = has_flag ? flag : 0 };
    found.row = conversion_find(text_slice(format, start + has_flag, end - start - has_flag));
    if (has_flag && found.row && !found.row->number)
        found.row = NULL;
    return found;
}

/* Is the next conversion the name of a month? */
static bool precedes_month_name(text format)
{
    size_t at = text_find_byte(format, '%', 0);
    const struct conversion *next = at == SIZE_MAX ? NULL : conversion_at(format, at).row;
    return next && (next->append == append_month_name || next->append == append_short_month_name);
}

static void append_flagged_number(struct writing *writing, struct written_conversion found)
{
    const struct conversion *row = found.row;
    bool is_bare = found.flag == '-';
    if (is_bare && row->number == day_of_month && writing->civil.day == 1 &&
        writing->words->first_day.length && precedes_month_name(writing->rest))
        buffer_append(writing->out, writing->words->first_day);
    else
        append_number(writing, row->number(writing), is_bare ? 1 : row->width,
            found.flag == '_' ? ' ' : (found.flag == '0' ? '0' : row->fill));
}

/* Rows that stand for others hold only rows that do not, so that no second level is needed. */
static void append_simple(struct writing *writing, text format)
{
    for (size_t at = 0; at < format.length; at++) {
        const struct conversion *row = NULL;
        if (format.bytes[at] == '%' && at + 1 < format.length)
            row = conversion_find(text_slice(format, at + 1, 1));
        if (!row) {
            buffer_append_byte(writing->out, format.bytes[at]);
            continue;
        }
        if (row->number)
            append_number(writing, row->number(writing), row->width, row->fill);
        else
            row->append(writing);
        at++;
    }
}

static void append_format(struct writing *writing, text format, text *unknown)
{
    for (size_t at = 0; at < format.length;) {
        if (format.bytes[at] != '%') {
            buffer_append_byte(writing->out, format.bytes[at++]);
            continue;
        }
        struct written_conversion found = conversion_at(format, at);
        text whole = text_slice(format, at, found.length);
        at += found.length;
        writing->rest = text_from(format, at);
        if (!found.row && unknown && !unknown->bytes)
            *unknown = whole;
        if (!found.row)
            buffer_append(writing->out, whole);
        else if (found.row->number)
            append_flagged_number(writing, found);
        else if (found.row->append)
            found.row->append(writing);
        else
            append_simple(writing, text_of(found.row->format));
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
static bool tells_of_dates(const struct conversion *row)
{
    return row->number || row->append || (row->format[0] == '%' && row->format[1]);
}

bool date_format_is_constant(text format)
{
    if (!format.length || named_format_find(format))
        return false;
    for (size_t at; (at = text_find_byte(format, '%', 0)) != SIZE_MAX;) {
        struct written_conversion found = conversion_at(format, at);
        if (!found.row || tells_of_dates(found.row))
            return false;
        format = text_from(format, at + found.length);
    }
    return true;
}
