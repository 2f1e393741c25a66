/* SPDX-License-Identifier: MIT */
/* One table of the errors for which a site is not to blame, with what somebody can do about them. */
#include "base/file_fault.h"
#include "base/count.h"
#include "base/file.h"
#include <errno.h>

static const struct machine_fault {
    int error;
    const char *hint; /* NULL: there is nothing to advise */
} machine_faults[] = {
    { EACCES, "give the user that runs brief the right to do so" }, { EPERM, NULL },
    { EROFS,
        "mount the file system that it lies on so that it can be written; an output folder on another one "
        "is named with output: in site.yml or -o" },
    { ENOSPC, "make room on the disk" }, { EDQUOT, "make room within your quota" },
    { EFBIG, "raise the shell's limit of file sizes (ulimit -f)" },
    { EMFILE, "raise the shell's limit of open files (ulimit -n), or use fewer workers with -j" },
    { ENFILE, NULL }, { ENOMEM, NULL }, { EIO, NULL }, { EBUSY, NULL }, { ESTALE, NULL }, { ENODEV, NULL },
    { ENXIO, NULL }, { EINTR, NULL }, { EAGAIN, NULL }, { EMLINK, NULL },
    { FILE_CHANGED, "build again when nobody is writing to it" },
    /* to add one: a row here */
};

static const struct machine_fault *find(int error)
{
    for (size_t i = 0; i < COUNT(machine_faults); i++)
        if (machine_faults[i].error == error)
            return &machine_faults[i];
    return NULL;
}

bool file_fault_is_machine(int error)
{
    return find(error) != NULL;
}

struct diagnostic *file_fault_report(
    struct diagnostics *diagnostics, span where, const char *code, int error, const char *format, ...)
{
    const struct machine_fault *fault = find(error);
    va_list arguments;
    va_start(arguments, format);
    text what = text_vformat(diagnostics->arena, format, arguments);
    va_end(arguments);
    struct diagnostic *diagnostic =
        diagnostic_error(diagnostics, where, code, "%.*s: %s", TEXT_ARGS(what), file_error_text(error));
    diagnostics->machine_fault_count += fault != NULL;
    if (fault && fault->hint)
        diagnostic_hint(diagnostics, diagnostic, "%s", fault->hint);
    return diagnostic;
}

bool file_fault_stopped(struct diagnostics *diagnostics, const char *action, text path, int error)
{
    if (error)
        file_fault_report(
            diagnostics, SPAN_NONE, "cannot-write", error, "cannot %s '%.*s'", action, TEXT_ARGS(path));
    return error != 0;
}

void file_fault_report_file(
    struct diagnostics *diagnostics, span where, int error, int64_t most, const char *advice)
{
    if (error == FILE_TOO_LARGE)
        diagnostic_hint(diagnostics,
            diagnostic_error(diagnostics, where, "source-too-large", "the file is larger than %lld bytes",
                (long long)most),
            "%s", advice);
    else
        file_fault_report(diagnostics, where, "unreadable-file", error, "cannot read the file");
}

void file_fault_report_folder(struct diagnostics *diagnostics, span where, int error)
{
    file_fault_report(diagnostics, where, "unreadable-folder", error, "cannot read the folder");
}

void file_fault_report_unread(struct diagnostics *diagnostics, span where, enum file_kind kind)
{
    bool is_link = kind == FILE_LINK;
    struct diagnostic *diagnostic =
        diagnostic_warning(diagnostics, where, is_link ? "symbolic-link" : "special-file", "%s",
            is_link ? "a symbolic link is not followed" : "not a regular file, left alone");
    diagnostic_hint(diagnostics, diagnostic,
        is_link ? "put the file or folder itself in its place: nothing outside the site is read"
                : "take it out of this folder");
}
