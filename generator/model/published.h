/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_MODEL_PUBLISHED_H
#define BRIEF_MODEL_PUBLISHED_H
/* published: the one gate. Whatever decides whether a thing is public asks here, and nowhere else. */
#include "model/site.h"

/* What the gate looks at. */
struct publication {
    bool is_draft;
    bool is_faulty;      /* something that decides about publication could not be read: held back */
    struct date date;    /* unset: a standing page without date, always due */
    struct date expires; /* unset: never */
};

/* What the gate is asked with. */
struct gate {
    struct instant now;
    bool shows_drafts;
    bool shows_scheduled; /* serve only */
};

/* HOLD_NONE when it is public at gate->now. A date equal to now is due; an expiry equal to now has expired.
 */
enum hold published(const struct publication *publication, const struct gate *gate);
/* May what bears this date within something published be shown: an entry of its history, its status? From
 * that instant on; what has no date always. */
bool moment_is_due(const struct date *moment, const struct gate *gate);
const char *hold_name(enum hold hold); /* "draft", "scheduled", "expired" */
#endif
