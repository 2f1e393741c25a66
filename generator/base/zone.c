/* SPDX-License-Identifier: MIT */
/*
 * Zones, by ICU and its own copy of the IANA database, so that neither TZ nor the machine's files count.
 * Between two changes of the clocks the offset is constant; such steady times are remembered, and a wall time
 * well inside one needs no calendar. Only wall times near a change go through ICU's, which knows gaps and
 * overlaps.
 */
#include "base/date.h"
#include "base/icu.h"
#include "base/arena.h"
#include "base/count.h"
#include <assert.h>
#include <string.h>

enum { REMEMBERED_TIMES = 64, ZONE_NAME_UNITS = 128, SECONDS_PER_DAY = 86400 };
static const int64_t MILLISECONDS_PER_DAY = 86400000;
/* Longer than the largest change of any zone's offset, the day that Samoa left out. */
static const int64_t NEAR_CHANGE_MS = 26 * 3600000LL;
static const int64_t FAR_PAST_MS = -((int64_t)1 << 56), FAR_FUTURE_MS = (int64_t)1 << 56;
/* Before every date that can be written, so that the calendar is Gregorian throughout. */
static const double GREGORIAN_SINCE_MS = -1.0e17;

/* The beginning of 1800, July 2099 and the beginning of 2100. */
static const double EARLY_MS = -5364662400000.0, SUMMER_MS = 4086547200000.0, WINTER_MS = 4102444800000.0;

/* From `start_ms` up to but not including `end_ms` one offset holds. */
struct steady_time {
    int64_t start_ms, end_ms;
    int32_t offset_seconds;
};

struct zone_memory {
    struct steady_time times[REMEMBERED_TIMES];
    size_t count, latest;
};

struct zone {
    UCalendar *calendar;
    struct zone_memory *memory;
};

/* ICU knows further three-letter names, with meanings of its own (BST is Dhaka); these are IANA's. */
static const text three_letter_names[] = {
    TEXT_INIT("CET"), TEXT_INIT("EET"), TEXT_INIT("EST"), TEXT_INIT("GMT"), TEXT_INIT("HST"),
    TEXT_INIT("MET"), TEXT_INIT("MST"), TEXT_INIT("PRC"), TEXT_INIT("ROC"), TEXT_INIT("ROK"),
    TEXT_INIT("UCT"), TEXT_INIT("UTC"), TEXT_INIT("WET"),
    /* to add one: a row here, if the IANA database has it */
};

static bool is_iana_name(text name)
{
    if (name.length != 3)
        return !text_starts_with(name, TEXT("SystemV/"));
    return text_is_one_of(name, three_letter_names, COUNT(three_letter_names));
}

/* Widens an ASCII name; 0 when it is empty, too long or not ASCII. */
static int32_t widen(text name, UChar *units)
{
    if (name.length >= ZONE_NAME_UNITS)
        return 0;
    for (size_t i = 0; i < name.length; i++) {
        if (name.bytes[i] <= ' ' || name.bytes[i] > '~')
            return 0;
        units[i] = (UChar)name.bytes[i];
    }
    return (int32_t)name.length;
}

static int32_t offset_at(UCalendar *calendar, double milliseconds, UErrorCode *status)
{
    icu()->ucal_setMillis(calendar, milliseconds, status);
    return icu()->ucal_get(calendar, UCAL_ZONE_OFFSET, status) +
           icu()->ucal_get(calendar, UCAL_DST_OFFSET, status);
}

/*
 * ICU makes a zone's table of past changes, and the rules for coming ones, when it is first asked for one.
 * When it finds no memory for that it says that there are none, for good and without an error, and times
 * would be wrong by hours. Without past changes there is one offset since before there were zones, without
 * coming ones summer is as winter.
 */
static void require_changes(UCalendar *calendar, UErrorCode *status)
{
    UDate change;
    int32_t early = offset_at(calendar, EARLY_MS, status), summer = offset_at(calendar, SUMMER_MS, status),
            winter = offset_at(calendar, WINTER_MS, status);
    bool has_past =
        icu()->ucal_getTimeZoneTransitionDate(calendar, UCAL_TZ_TRANSITION_PREVIOUS, &change, status);
    bool has_coming =
        icu()->ucal_getTimeZoneTransitionDate(calendar, UCAL_TZ_TRANSITION_NEXT, &change, status);
    if (U_FAILURE(*status) || (!has_past && early != winter) || (!has_coming && summer != winter))
        arena_die_out_of_memory();
}

/* A calendar for which there was no memory to make its zone has another one, that of nowhere. */
static void require_zone(const UCalendar *calendar, const UChar *units, int32_t length, UErrorCode *status)
{
    UChar found[ZONE_NAME_UNITS];
    int32_t found_length = icu()->ucal_getTimeZoneID(calendar, found, ZONE_NAME_UNITS, status);
    if (U_FAILURE(*status) || found_length != length ||
        memcmp(found, units, (size_t)length * sizeof *units) != 0)
        arena_die_out_of_memory();
}

/* Steady for ever: no calendar is asked, and ICU's is not opened for it. */
static struct zone *universal_time(struct arena *arena)
{
    struct zone *zone = arena_new(arena, struct zone);
    *zone = (struct zone){ NULL, arena_new(arena, struct zone_memory) };
    zone->memory->times[zone->memory->count++] = (struct steady_time){ FAR_PAST_MS, FAR_FUTURE_MS, 0 };
    return zone;
}

struct zone *zone_open(struct arena *arena, text name)
{
    UChar units[ZONE_NAME_UNITS], canonical[ZONE_NAME_UNITS];
    int32_t length = widen(name, units);
    if (length == 0 || !is_iana_name(name))
        return NULL;
    if (text_equal(name, TEXT("UTC")))
        return universal_time(arena);
    UErrorCode status = U_ZERO_ERROR;
    UBool is_known = false;
    icu()->ucal_getCanonicalTimeZoneID(units, length, canonical, ZONE_NAME_UNITS, &is_known, &status);
    if (U_FAILURE(status) || !is_known)
        return NULL;
    UCalendar *calendar = icu()->ucal_open(units, length, "", UCAL_GREGORIAN, &status);
    if (U_FAILURE(status))
        return NULL;
    icu()->ucal_setGregorianChange(calendar, GREGORIAN_SINCE_MS, &status);
    icu()->ucal_setAttribute(calendar, UCAL_REPEATED_WALL_TIME, UCAL_WALLTIME_LAST);
    icu()->ucal_setAttribute(calendar, UCAL_SKIPPED_WALL_TIME, UCAL_WALLTIME_LAST);
    require_zone(calendar, units, length, &status);
    require_changes(calendar, &status);
    struct zone *zone = arena_new(arena, struct zone);
    *zone = (struct zone){ calendar, arena_new(arena, struct zone_memory) };
    return zone;
}

void zone_close(struct zone *zone)
{
    if (zone && zone->calendar) {
        icu()->ucal_close(zone->calendar);
        zone->calendar = NULL;
    }
}

static int64_t change_of_clocks(const struct zone *zone, UTimeZoneTransitionType type, int64_t otherwise)
{
    UErrorCode status = U_ZERO_ERROR;
    UDate change;
    bool is_found = icu()->ucal_getTimeZoneTransitionDate(zone->calendar, type, &change, &status);
    return is_found && U_SUCCESS(status) ? (int64_t)change : otherwise;
}

static struct steady_time find_steady_time(const struct zone *zone, int64_t milliseconds)
{
    UErrorCode status = U_ZERO_ERROR;
    icu()->ucal_setMillis(zone->calendar, (UDate)milliseconds, &status);
    int32_t offset_ms = icu()->ucal_get(zone->calendar, UCAL_ZONE_OFFSET, &status);
    offset_ms += icu()->ucal_get(zone->calendar, UCAL_DST_OFFSET, &status);
    assert(U_SUCCESS(status));
    return (struct steady_time){
        .start_ms = change_of_clocks(zone, UCAL_TZ_TRANSITION_PREVIOUS_INCLUSIVE, FAR_PAST_MS),
        .end_ms = change_of_clocks(zone, UCAL_TZ_TRANSITION_NEXT, FAR_FUTURE_MS),
        .offset_seconds = offset_ms / 1000,
    };
}

static bool holds(const struct steady_time *time, int64_t milliseconds)
{
    return milliseconds >= time->start_ms && milliseconds < time->end_ms;
}

static struct steady_time steady_time_at(const struct zone *zone, int64_t milliseconds)
{
    struct zone_memory *memory = zone->memory;
    if (memory->count > 0 && holds(&memory->times[memory->latest], milliseconds))
        return memory->times[memory->latest];
    for (size_t i = 0; i < memory->count; i++)
        if (holds(&memory->times[i], milliseconds))
            return memory->times[memory->latest = i];
    size_t place =
        memory->count < REMEMBERED_TIMES ? memory->count++ : (memory->latest + 1) % REMEMBERED_TIMES;
    memory->times[place] = find_steady_time(zone, milliseconds);
    return memory->times[memory->latest = place];
}

struct date zone_date_at(const struct zone *zone, struct instant instant)
{
    int32_t offset_seconds = steady_time_at(zone, instant.milliseconds).offset_seconds;
    int64_t local_ms = instant.milliseconds + offset_seconds * 1000LL;
    int64_t day = local_ms / MILLISECONDS_PER_DAY - (local_ms % MILLISECONDS_PER_DAY < 0);
    int64_t of_day = local_ms - day * MILLISECONDS_PER_DAY;
    return (struct date){
        .is_set = true,
        .has_time = true,
        .day = { (int32_t)day },
        .second_of_day = (int32_t)(of_day / 1000),
        .millisecond = (int16_t)(of_day % 1000),
        .offset_seconds = offset_seconds,
        .instant = instant,
    };
}

/* The way by ICU's calendar, for wall times near a change of the clocks. */
static int64_t resolve_near_change(const struct zone *zone, struct day day, int32_t second_of_day)
{
    struct civil civil = day_to_civil(day);
    UErrorCode status = U_ZERO_ERROR;
    icu()->ucal_clear(zone->calendar);
    icu()->ucal_setDateTime(zone->calendar, civil.year, civil.month - 1, civil.day, second_of_day / 3600,
        second_of_day / 60 % 60, second_of_day % 60, &status);
    UDate found = icu()->ucal_getMillis(zone->calendar, &status);
    assert(U_SUCCESS(status));
    return (int64_t)found;
}

static struct instant resolve(const struct zone *zone, struct day day, int32_t second_of_day, int millisecond)
{
    int64_t wall_ms = ((int64_t)day.number * SECONDS_PER_DAY + second_of_day) * 1000;
    struct steady_time steady = steady_time_at(zone, wall_ms);
    int64_t found_ms = wall_ms - steady.offset_seconds * 1000LL;
    if (found_ms < steady.start_ms + NEAR_CHANGE_MS || found_ms >= steady.end_ms - NEAR_CHANGE_MS)
        found_ms = resolve_near_change(zone, day, second_of_day);
    return (struct instant){ found_ms + millisecond };
}

struct date zone_date_from_local(
    const struct zone *zone, struct day day, int32_t second_of_day, int millisecond)
{
    return zone_date_at(zone, resolve(zone, day, second_of_day, millisecond));
}

struct date zone_date_from_day(const struct zone *zone, struct day day)
{
    struct date date = zone_date_at(zone, resolve(zone, day, 0, 0));
    /* Where midnight is left out the instant is later; the day stays as written. */
    date.has_time = false;
    date.day = day;
    date.second_of_day = 0;
    date.millisecond = 0;
    return date;
}
