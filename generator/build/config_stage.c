/* SPDX-License-Identifier: MIT */
/*
 * Settings and the build's one instant. The clock is read here and nowhere else: --at replaces it,
 * SOURCE_DATE_EPOCH may move it back but never forward, so that a wrong variable can publish nothing early.
 */
#include "build/session.h"
#include "base/count.h"
#include "base/file_tree.h"
#include "base/byte.h"
#include "build/workers.h"
#include "load/config.h"
#include "base/file.h"
#include "base/file_fault.h"
#include <errno.h>
#include <stdlib.h>

enum { CONFIG_BYTES = 4 << 20 };

/* SOURCE_DATE_EPOCH, if it is a plain number of seconds that lies before `now`; else it is set aside. */
static struct instant source_date(struct session *session, struct instant now)
{
    const char *variable = getenv("SOURCE_DATE_EPOCH");
    char *end = NULL;
    if (!variable || !*variable)
        return now;
    errno = 0;
    long long seconds = strtoll(variable, &end, 10);
    bool is_number = byte_is_digit(variable[0]) && !*end && errno == 0;
    if (is_number && seconds <= now.milliseconds / 1000)
        return (struct instant){ seconds * 1000 };
    session->source_date_fault = is_number ? "lies in the future" : "is not a number of seconds";
    diagnostic_warning(&session->diagnostics, SPAN_NONE, "source-date-ignored",
        "SOURCE_DATE_EPOCH %s; the clock counts", session->source_date_fault);
    return now;
}

static void set_now(struct session *session, struct instant now)
{
    session->build_time = zone_date_at(session->config.zone, now);
    session->gate.now = now;
}

/* Nothing prints a build time any finer. */
static struct instant whole_seconds(struct instant now)
{
    return (struct instant){ now.milliseconds - now.milliseconds % 1000 };
}

static bool set_build_time(struct session *session)
{
    const struct build_options *options = session->options;
    session->gate.shows_drafts = options->shows_drafts;
    session->gate.shows_scheduled = options->shows_scheduled;
    session->clock = instant_now();
    if (!options->at.bytes) {
        struct instant now = source_date(session, session->clock);
        session->is_present = now.milliseconds == session->clock.milliseconds;
        set_now(session, whole_seconds(now));
        return true;
    }
    if (date_parse(options->at, session->config.zone, &session->build_time) != DATE_OK) {
        struct diagnostic *diagnostic = diagnostic_error(&session->diagnostics, SPAN_NONE, "malformed-date",
            "--at '%.*s' is not a time", TEXT_ARGS(options->at));
        diagnostic_hint(&session->diagnostics, diagnostic, "write --at 2024-02-26 or --at 2024-02-26T09:00Z");
        session->is_misused = true;
        return false;
    }
    set_now(session, session->build_time.instant);
    return true;
}

bool session_looks_ahead(const struct session *session)
{
    return session->options->at.bytes && session->gate.now.milliseconds > session->clock.milliseconds;
}

/* The settings of another program, where its site lies here; NULL when there are none. */
static const char *foreign_settings(int site_folder)
{
    static const char *const names[] = { "_config.yml", "hugo.toml", "hugo.yaml", "hugo.yml", "config.toml",
        "config.yaml", "eleventy.config.js", ".eleventy.js", "pelicanconf.py", "astro.config.mjs" };
    enum file_kind kind;
    for (size_t i = 0; i < COUNT(names); i++)
        if (file_kind_at(site_folder, names[i], &kind) == 0)
            return names[i];
    return NULL;
}

static void report_no_site(struct session *session, int error)
{
    struct diagnostic *diagnostic =
        file_fault_report(&session->diagnostics, SPAN_NONE, "no-site", error, "cannot read 'site.yml'");
    const char *foreign = error == ENOENT ? foreign_settings(session->site_folder) : NULL;
    if (foreign)
        diagnostic_hint(&session->diagnostics, diagnostic,
            "'%s' is of another program: docs/moving.md says how its articles come over; "
            "brief new site DIR makes a site for them",
            foreign);
    else if (error == ENOENT)
        diagnostic_hint(&session->diagnostics, diagnostic,
            "run brief in the folder of a site, or name it with -C; brief new site DIR makes one");
}

bool session_read_config(struct session *session)
{
    text contents = TEXT_NONE, base_url = session->options->base_url;
    int error = file_read(session->site_folder, "site.yml", CONFIG_BYTES, &session->arena, &contents, NULL);
    if (error) {
        report_no_site(session, error);
        return false;
    }
    uint32_t source = sources_add(&session->sources, TEXT("site.yml"), TEXT("site.yml"), contents);
    bool is_good =
        config_read(&session->arena, source, contents, base_url, &session->config, &session->diagnostics);
    session->is_misused = base_url.bytes && !config_is_base_url(base_url);
    if (!session->config.zone)
        return false;
    session->config.is_offline = session->options->is_offline;
    /* The preview follows no rules of servers, and files have none: a page leads on from each old address. */
    if (session->options->is_preview || session->options->is_offline)
        session->config.redirects |= REDIRECTS_HTML;
    is_good &= set_build_time(session);
    session->watch = workers_shared_memory(sizeof *session->watch);
    time_watch_start(session->watch, session->gate.now);
    return is_good;
}

bool session_take_time(struct session *session)
{
    const struct time_watch *watch = session->watch;
    if (!session->is_present)
        return true;
    struct instant now = whole_seconds(instant_now());
    if (atomic_load(&watch->is_read) || now.milliseconds < watch->last_ms ||
        now.milliseconds >= watch->next_ms)
        return false;
    set_now(session, now);
    session->watch->now_ms = now.milliseconds;
    ((struct site *)session->site)->build_time = session->build_time; /* nobody has looked */
    plugins_set_build_time(session->plugins, session->build_time);
    return true;
}
