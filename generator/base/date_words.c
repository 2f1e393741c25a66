/* SPDX-License-Identifier: MIT */
/* Dates in English, where no language has words of its own, and in formats that are English everywhere. */
#include "base/date.h"

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
