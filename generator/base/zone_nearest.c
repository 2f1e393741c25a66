/* SPDX-License-Identifier: MIT */
/* Walks ICU's names of canonical zones once; the nearest spelling wins, and a bare city counts as its zone.
 */
#include "base/zone_nearest.h"
#include "base/icu.h"
#include "base/arena.h"

/* Of "CST", "CET" is no misspelling. */
enum { FARTHEST = 3, ABBREVIATION = 4 };

/* Etc/GMT-5 is five hours ahead of Greenwich, not behind; SystemV/ is opened by no one. */
static bool is_trap(text name)
{
    return text_starts_with(name, TEXT("Etc/GMT")) || text_starts_with(name, TEXT("SystemV/"));
}

static size_t name_distance(text wrong, text name, size_t limit)
{
    size_t slash = text_find_last_byte(name, '/');
    size_t distance = text_distance(wrong, name, limit);
    if (slash == SIZE_MAX || text_find_byte(wrong, '/', 0) != SIZE_MAX)
        return distance;
    size_t city = text_distance(wrong, text_from(name, slash + 1), limit);
    return city < distance ? city : distance;
}

text zone_nearest(struct arena *arena, text wrong)
{
    UErrorCode status = U_ZERO_ERROR;
    UEnumeration *names =
        icu()->ucal_openTimeZoneIDEnumeration(UCAL_ZONE_TYPE_CANONICAL, NULL, NULL, &status);
    text nearest = TEXT_NONE;
    size_t limit = wrong.length <= ABBREVIATION  ? 0
                   : wrong.length / 3 < FARTHEST ? wrong.length / 3
                                                 : FARTHEST;
    int32_t length;
    for (const char *name; U_SUCCESS(status) && (name = icu()->uenum_next(names, &length, &status));) {
        size_t distance = name_distance(wrong, (text){ name, (size_t)length }, limit);
        if (distance > limit || is_trap((text){ name, (size_t)length }))
            continue;
        nearest = text_copy(arena, (text){ name, (size_t)length });
        if (distance == 0)
            break;
        limit = distance - 1;
    }
    icu()->uenum_close(names);
    return nearest;
}
