/* SPDX-License-Identifier: MIT */
/*
 * What programs of shared folders leave beside site.yml: the other version of it or of urls.lock, when two
 * people built or wrote at once, and what stands for a file that is not on this machine.
 */
#include "base/copied_name.h"
#include "base/count.h"
#include "base/file_tree.h"
#include "build/session.h"
#include "build/ledger_stage.h"
#include "load/unfetched_file.h"

enum { COPY_BYTES = 64 << 20 };

static span span_of(struct session *session, text name)
{
    return (span){ sources_add(&session->sources, name, TEXT_NONE, TEXT_NONE), 0, 0 };
}

/* "urls 2.lock" and "urls (1).lock", too, which people have for backups as well as programs. */
static bool is_ledger(text name)
{
    return text_starts_with(name, TEXT("urls")) && text_ends_with(name, TEXT(".lock")) &&
           !text_equal(name, TEXT("urls.lock"));
}

/* The first address of something that has to stay which urls.lock does not have; absent: it has all. */
static text find_forgotten(const struct ledger_stage *stage, text contents, size_t *count)
{
    static const text passing[] = { TEXT_INIT("list"), TEXT_INIT("feed") };
    text first = TEXT_NONE;
    *count = 0;
    for (text rest = contents; rest.bytes;) {
        text line = text_cut_line(&rest), address = text_cut(&line, ' '), kind = text_cut(&line, ' ');
        if (!text_starts_with(address, TEXT("/")) || !kind.length ||
            text_is_one_of(kind, passing, COUNT(passing)) || map_contains(&stage->old.by_address, address) ||
            map_contains(&stage->next.by_address, address))
            continue;
        first = first.bytes ? first : address;
        ++*count;
    }
    return first;
}

/* What only the version that lost knows would be forgotten. */
static void check_ledger(struct session *session, const struct ledger_stage *stage, text name)
{
    text contents = TEXT_NONE;
    size_t count;
    if (file_read(session->site_folder, text_to_string(&session->arena, name), COPY_BYTES, &session->arena,
            &contents, NULL) != 0)
        return;
    text first = find_forgotten(stage, contents, &count);
    if (!first.bytes)
        return;
    bool is_conflict = copied_name_of(&session->arena, name).kind == COPIED_IN_CONFLICT;
    struct diagnostic *diagnostic = diagnostic_report(&session->diagnostics,
        is_conflict ? SEVERITY_ERROR : SEVERITY_WARNING, span_of(session, name), "conflicting-copy",
        text_format(&session->arena,
            "this other version of urls.lock has %zu address%s that it has not: '%.*s'%s", count,
            count == 1 ? "" : "es", TEXT_ARGS(first), count == 1 ? "" : " and others"));
    diagnostic_hint(&session->diagnostics, diagnostic,
        "add its lines, of which brief keeps what is needed: cat \"%.*s\" >> urls.lock; then delete it",
        TEXT_ARGS(name));
}

static void check_settings(struct session *session, text name)
{
    const struct copied_name copied = copied_name_of(&session->arena, name);
    if (copied.kind != COPIED_IN_CONFLICT || !text_equal(copied.original, TEXT("site.yml")))
        return;
    struct diagnostic *diagnostic = diagnostic_warning(&session->diagnostics, span_of(session, name),
        "conflicting-copy", "this other version of site.yml is not read");
    diagnostic_hint(&session->diagnostics, diagnostic,
        "a program that shares folders left it when two people wrote at once: take what is missing into "
        "site.yml, and delete it");
}

void ledger_check_copies(struct session *session, const struct ledger_stage *stage)
{
    struct file_entries entries;
    if (file_list(session->site_folder, ".", &session->arena, &entries) != 0)
        return;
    for (size_t i = 0; i < entries.count; i++) {
        text name = entries.items[i].name, stands_for = unfetched_file_of_name(name);
        if (entries.items[i].kind != FILE_REGULAR)
            continue;
        if (text_equal(stands_for, TEXT("urls.lock")) && !stage->old.source)
            unfetched_file_report_name(&session->diagnostics, span_of(session, name), name);
        else if (is_ledger(name))
            check_ledger(session, stage, name);
        else
            check_settings(session, name);
    }
}
