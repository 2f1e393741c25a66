/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_FILE_FAULT_H
#define BRIEF_BASE_FILE_FAULT_H
/* file_fault: what file.h and file_tree.h could not do, as a diagnostic that knows whose fault it is. */
#include "base/diagnostic.h"
#include "base/file_tree.h"

/* Is the machine to blame (no permission, disk full, too many open files, a broken disk), not the site? */
bool file_fault_is_machine(int error);
/*
 * Reports an error: the message, ": ", and the words for `error`, an error number of file.h. A fault of the
 * machine is counted in diagnostics->machine_fault_count and, where there is something to do about it, hinted
 * at.
 */
struct diagnostic *file_fault_report(struct diagnostics *diagnostics, span where, const char *code, int error,
    const char *format, ...) __attribute__((format(printf, 5, 6)));
/* The same of what brief itself could not do to a file or folder, "remove" or "name the file", as
 * `cannot-write`. An error of 0 is none. Returns whether it was one. */
bool file_fault_stopped(struct diagnostics *diagnostics, const char *action, text path, int error);
/* Reports that a file of the site cannot be read, as `unreadable-file`, or that it has more than `most`
 * bytes, as `source-too-large`, with the advice. */
void file_fault_report_file(
    struct diagnostics *diagnostics, span where, int error, int64_t most, const char *advice);
/* Reports that a folder of the site cannot be read, as `unreadable-folder`. */
void file_fault_report_folder(struct diagnostics *diagnostics, span where, int error);
/* Warns of what is neither file nor folder and is not read: `symbolic-link` or `special-file`. */
void file_fault_report_unread(struct diagnostics *diagnostics, span where, enum file_kind kind);
#endif
