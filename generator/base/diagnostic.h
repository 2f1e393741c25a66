/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_DIAGNOSTIC_H
#define BRIEF_BASE_DIAGNOSTIC_H
/*
 * diagnostic: one mistake of the site, found anywhere, printed once at the end, sorted by file and line.
 * Messages: lower case, no full stop, the fault first, the subject quoted with ''. Codes: kebab-case
 * sentences. Very long words lose their middle. What reports takes a `struct diagnostics *`; its arena owns
 * the messages. A worker has its own and the parent takes them over with diagnostics_take.
 */
#include "base/source.h"
#include "base/buffer.h"

enum severity { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_NOTE, SEVERITY_COUNT };

/* A further place that belongs to the mistake: "included from layouts/base.html:4". */
struct diagnostic_note {
    span where;
    text message;
    struct diagnostic_note *next;
};

/* What would mend it without asking anybody. */
struct diagnostic_fix {
    span where;
    text written; /* what stood there when it was found */
    text replacement;
};

struct diagnostic {
    enum severity severity;
    span where;
    const char *code;
    text message;
    text hint;                        /* absent, or what to type */
    const struct diagnostic_fix *fix; /* NULL: somebody has to decide */
    bool is_mended;                   /* the fix has been written */
    struct diagnostic_note *notes;    /* in order, from the innermost place outwards */
    struct diagnostic *next;
};

struct diagnostics {
    struct arena *arena;
    struct diagnostic *first, *last;
    size_t error_count;
    size_t warning_count;
    size_t machine_fault_count; /* errors among them that are the machine's, not the site's; file_fault.h */
};

void diagnostics_init(struct diagnostics *diagnostics, struct arena *arena);

/* Reports and returns the diagnostic, to which a hint or notes may be added. The code must be a literal. */
struct diagnostic *diagnostic_error(struct diagnostics *diagnostics, span where, const char *code,
    const char *format, ...) __attribute__((format(printf, 4, 5)));
struct diagnostic *diagnostic_warning(struct diagnostics *diagnostics, span where, const char *code,
    const char *format, ...) __attribute__((format(printf, 4, 5)));
struct diagnostic *diagnostic_report(
    struct diagnostics *diagnostics, enum severity severity, span where, const char *code, text message);
void diagnostic_hint(struct diagnostics *diagnostics, struct diagnostic *diagnostic, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void diagnostic_note(struct diagnostics *diagnostics, struct diagnostic *diagnostic, span where,
    const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Says what would mend it: `replacement` in place of `written`, the bytes at `where`. Both are copied. */
void diagnostic_fix(struct diagnostics *diagnostics, struct diagnostic *diagnostic, span where, text written,
    text replacement);

/* Moves what a worker reported (its memory must outlive `diagnostics`) to the end of the list. */
void diagnostics_take(struct diagnostics *diagnostics, struct diagnostics *from);
/* Keeps those for which `keeps` is true; it may change their severity. */
void diagnostics_filter(
    struct diagnostics *diagnostics, bool (*keeps)(void *data, struct diagnostic *diagnostic), void *data);
bool diagnostics_has_errors(const struct diagnostics *diagnostics);
/* Errors and warnings so far: who has said nothing more makes the same again. */
static inline size_t diagnostics_said(const struct diagnostics *diagnostics)
{
    return diagnostics->error_count + diagnostics->warning_count;
}

/* The name nearest to `wrong` for "did you mean", or NULL: within a third of its length, at least 1, at most
 * 3 edits. The first of equals wins. */
const char *diagnostic_nearest(text wrong, const char *const *names, size_t count);
/* The same over texts. Absent when nothing is near. */
text diagnostic_nearest_text(text wrong, const text *names, size_t count);
/* The same over paths, whose last part counts most: one in another folder, else the nearest as a whole, else
 * the one whose last part is nearest. */
text diagnostic_nearest_path(text wrong, const text *paths, size_t count);

/* DIAGNOSTIC_HTML is for a page that serve shows and no choice on the command line. */
enum diagnostic_form {
    DIAGNOSTIC_TEXT,
    DIAGNOSTIC_JSON,
    DIAGNOSTIC_GITHUB,
    DIAGNOSTIC_SARIF,
    DIAGNOSTIC_HTML
};

struct diagnostic_style {
    enum diagnostic_form form;
    bool color;
    bool warnings_are_errors; /* --strict: printed as errors */
    bool hides_notes;         /* --quiet: errors and warnings only */
    bool hides_warnings;      /* errors only */
    size_t limit; /* how many of one code are printed in the text form before "and N more"; 0 = all */
};

/*
 * Sorts by (path, offset, severity, code, message), drops exact repeats, and appends them to `out` in the
 * asked form: text with excerpts, one JSON object with an array, GitHub workflow commands, or SARIF.
 * Control bytes are escaped. The order depends on nothing but the diagnostics themselves.
 */
void diagnostics_print(struct diagnostics *diagnostics, const struct sources *sources,
    const struct diagnostic_style *style, struct buffer *out);

/* How many of each severity diagnostics_print would print, whatever it hides: a repeat is no further mistake.
 */
void diagnostics_count(const struct diagnostics *diagnostics, const struct sources *sources,
    bool warnings_are_errors, size_t counts[SEVERITY_COUNT]);
#endif
