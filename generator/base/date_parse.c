/* SPDX-License-Identifier: MIT */
/*
 * Reading dates. A reader walks over the text once and follows the grammar
 *     date   = day [ ("T" | " ") time [ [" "] offset ] ]
 *     day    = 4digit "-" 1*2digit "-" 1*2digit
 *     time   = 1*2digit ":" 2digit [ ":" 2digit [ "." 1*9digit ] ]
 *     offset = "Z" | ("+" | "-") 2digit [":"] 2digit
 * and tells apart what is no date, what is one that does not exist, and what goes on after a good one.
 */
#include "base/date.h"
#include "base/byte.h"

enum { SECONDS_PER_DAY = 86400 };

struct reader {
    text value;
    size_t at;
};

struct clock {
    int hour, minute, second, millisecond;
};

static char peek(const struct reader *reader)
{
    return reader->at < reader->value.length ? reader->value.bytes[reader->at] : '\0';
}

static bool take(struct reader *reader, char byte)
{
    if (reader->at >= reader->value.length || reader->value.bytes[reader->at] != byte)
        return false;
    reader->at++;
    return true;
}

/* From `least` to `most` digits, and no more behind them; -1 otherwise. */
static int take_number(struct reader *reader, int least, int most)
{
    int number = 0, count = 0;
    for (; byte_is_digit(peek(reader)) && count < most; count++)
        number = number * 10 + (reader->value.bytes[reader->at++] - '0');
    return count >= least && !byte_is_digit(peek(reader)) ? number : -1;
}

static enum date_fault read_day(struct reader *reader, struct civil *civil)
{
    int year = take_number(reader, 4, 4);
    if (year < 0 || !take(reader, '-'))
        return DATE_MALFORMED;
    int month = take_number(reader, 1, 2);
    if (month < 0 || !take(reader, '-'))
        return DATE_MALFORMED;
    int day = take_number(reader, 1, 2);
    if (day < 0)
        return DATE_MALFORMED;
    *civil = (struct civil){ year, month, day };
    return civil_is_valid(*civil) ? DATE_OK : DATE_OUT_OF_RANGE;
}

/* Digits after the point, kept to the millisecond. */
static int take_fraction(struct reader *reader)
{
    int millisecond = 0, count = 0;
    for (; byte_is_digit(peek(reader)); count++, reader->at++)
        if (count < 3)
            millisecond = millisecond * 10 + (peek(reader) - '0');
    if (count == 0 || count > 9)
        return -1;
    for (; count < 3; count++)
        millisecond *= 10;
    return millisecond;
}

static enum date_fault read_time(struct reader *reader, struct clock *clock)
{
    *clock = (struct clock){ .hour = take_number(reader, 1, 2) };
    if (clock->hour < 0 || !take(reader, ':'))
        return DATE_MALFORMED;
    clock->minute = take_number(reader, 2, 2);
    if (take(reader, ':')) {
        clock->second = take_number(reader, 2, 2);
        if (clock->second >= 0 && take(reader, '.'))
            clock->millisecond = take_fraction(reader);
    }
    if (clock->minute < 0 || clock->second < 0 || clock->millisecond < 0)
        return DATE_MALFORMED;
    return clock->hour > 23 || clock->minute > 59 || clock->second > 59 ? DATE_OUT_OF_RANGE : DATE_OK;
}

/* Where a zone may stand: Z, or a sign with four digits; nothing is taken when there is neither. */
static enum date_fault read_offset(struct reader *reader, bool *is_present, int32_t *offset_seconds)
{
    size_t before = reader->at;
    take(reader, ' ');
    char sign = peek(reader);
    *is_present = sign == 'Z' || sign == 'z' || sign == '+' || sign == '-';
    *offset_seconds = 0;
    if (!*is_present) {
        reader->at = before;
        return DATE_OK;
    }
    reader->at++;
    if (sign == 'Z' || sign == 'z')
        return DATE_OK;
    size_t digits = reader->at;
    int number = take_number(reader, 4, 4);
    if (number < 0) {
        reader->at = digits;
        int hours = take_number(reader, 2, 2);
        int minutes = take(reader, ':') ? take_number(reader, 2, 2) : -1;
        if (hours < 0 || minutes < 0)
            return DATE_MALFORMED;
        number = hours * 100 + minutes;
    }
    if (number / 100 > 23 || number % 100 > 59)
        return DATE_OUT_OF_RANGE;
    *offset_seconds = (number / 100 * 3600 + number % 100 * 60) * (sign == '-' ? -1 : 1);
    return DATE_OK;
}

/* What stands behind the day: a blank or T, digits and a colon begin a time; all else is no part of a date.
 */
static bool time_follows(const struct reader *reader)
{
    struct reader ahead = *reader;
    if (!take(&ahead, ' ') && !take(&ahead, 'T') && !take(&ahead, 't'))
        return false;
    return take_number(&ahead, 1, 2) >= 0 && take(&ahead, ':');
}

static enum date_fault read_instant(
    struct reader *reader, struct day day, const struct zone *zone, struct date *date)
{
    struct clock clock;
    int32_t offset_seconds;
    bool has_offset;
    reader->at++;
    enum date_fault fault = read_time(reader, &clock);
    if (fault == DATE_OK)
        fault = read_offset(reader, &has_offset, &offset_seconds);
    if (fault != DATE_OK)
        return fault;
    if (reader->at < reader->value.length)
        return DATE_TRAILING_TEXT;
    int32_t second_of_day = clock.hour * 3600 + clock.minute * 60 + clock.second;
    if (has_offset) {
        int64_t seconds = (int64_t)day.number * SECONDS_PER_DAY + second_of_day - offset_seconds;
        *date = zone_date_at(zone, (struct instant){ seconds * 1000 + clock.millisecond });
    } else {
        *date = zone_date_from_local(zone, day, second_of_day, clock.millisecond);
    }
    return DATE_OK;
}

enum date_fault date_parse(text value, const struct zone *zone, struct date *date)
{
    struct reader reader = { .value = text_trim(value) };
    struct civil civil;
    *date = (struct date){ 0 };
    enum date_fault fault = read_day(&reader, &civil);
    if (fault != DATE_OK)
        return fault;
    struct day day = day_from_civil(civil);
    if (reader.at == reader.value.length)
        *date = zone_date_from_day(zone, day);
    else if (!time_follows(&reader))
        return DATE_TRAILING_TEXT;
    else
        fault = read_instant(&reader, day, zone, date);
    /* An offset can carry the first or last day of the range out of it. */
    if (fault == DATE_OK && !civil_is_valid(day_to_civil(date->day))) {
        *date = (struct date){ 0 };
        fault = DATE_OUT_OF_RANGE;
    }
    return fault;
}

size_t date_length_in_name(text name)
{
    struct reader reader = { .value = name };
    struct civil civil;
    if (read_day(&reader, &civil) == DATE_MALFORMED)
        return 0;
    return reader.at == name.length || peek(&reader) == '-' ? reader.at : 0;
}

text date_rest_of_name(text name)
{
    size_t day = date_length_in_name(name);
    return day && day + 1 < name.length ? text_from(name, day + 1) : name;
}
