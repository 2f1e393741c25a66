/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_DIAGNOSTIC_PRINT_H
#define BRIEF_BASE_DIAGNOSTIC_PRINT_H
/*
 * diagnostic_print: what diagnostics_print and its forms share. Only the diagnostic_*.c files include
 * this; everybody else calls diagnostics_print.
 */
#include "base/diagnostic.h"

struct diagnostic_entry {
    const struct diagnostic *diagnostic;
    enum severity severity; /* after --strict */
    text path;
};

struct diagnostic_contents {
    bool is_read;
    text contents;           /* absent when the file cannot be read any more */
    struct source_mark mark; /* of the place that was looked for last */
};

/* Sorted and without repeats. `arena` lives as long as the printing. */
struct diagnostic_printout {
    struct diagnostic_entry *entries;
    size_t count;
    const struct sources *sources;
    struct diagnostic_contents *contents; /* by number of the source */
    struct arena *arena;
    struct buffer *out;
};

struct diagnostic_place {
    text path;
    bool has_position;
    struct position position;
};

/* Where a span is, reading its file at most once. False for a span that is nowhere. */
bool diagnostic_locate(struct diagnostic_printout *printout, span where, struct diagnostic_place *place);
/* "error", "warning" or "note". */
const char *diagnostic_severity_name(enum severity severity);
size_t diagnostic_count_severity(const struct diagnostic_printout *printout, enum severity severity);

/* The text form, with excerpts. */
void diagnostics_print_text(struct diagnostic_printout *printout, const struct diagnostic_style *style);
void diagnostics_print_json(struct diagnostic_printout *printout, const struct diagnostic_style *style);
void diagnostics_print_github(struct diagnostic_printout *printout, const struct diagnostic_style *style);
void diagnostics_print_sarif(struct diagnostic_printout *printout, const struct diagnostic_style *style);
/* The form that serve shows in the browser. */
void diagnostics_print_html(struct diagnostic_printout *printout, const struct diagnostic_style *style);
#endif
