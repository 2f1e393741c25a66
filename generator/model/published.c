/* SPDX-License-Identifier: MIT */
/*
 * The gate. Three facts decide, in this order: what could not be read or is a draft is held, what is dated
 * after now is held, what has expired is held. There is no other place in the program that compares a date
 * with the build time.
 */
#include "model/published.h"

bool moment_is_due(const struct date *moment, const struct gate *gate)
{
    return !moment->is_set || moment->instant.milliseconds <= gate->now.milliseconds || gate->shows_scheduled;
}

enum hold published(const struct publication *publication, const struct gate *gate)
{
    if (publication->is_faulty || (publication->is_draft && !gate->shows_drafts))
        return HOLD_DRAFT;
    if (!moment_is_due(&publication->date, gate))
        return HOLD_SCHEDULED;
    if (publication->expires.is_set && publication->expires.instant.milliseconds <= gate->now.milliseconds)
        return HOLD_EXPIRED;
    return HOLD_NONE;
}

const char *hold_name(enum hold hold)
{
    static const char *const names[] = { "published", "draft", "scheduled", "expired" };
    return names[hold];
}
