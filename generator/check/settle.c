/* SPDX-License-Identifier: MIT */
/*
 * Between finding and printing: what site.yml, the command line and the sources' own waivers say about what
 * checks said. Sources are read for waivers only when a check spoke of them and their draft, if they have
 * one, says that there are any; when it is asked whether a waiver is still needed, the others are read too.
 */
#include "check/check.h"
#include "check/waiver.h"
#include <fnmatch.h>

struct settling {
    const struct config *config;
    const struct check_choice *choice; /* NULL: a build */
    const struct sources *sources;
    struct diagnostics *diagnostics;
    struct arena *arena;
    struct waivers **waivers; /* by number of the source; NULL: not looked for yet */
};

bool check_is_chosen(const struct check_choice *choice, const struct check *check)
{
    text code = text_of(check->code);
    return (!choice->only_count || text_is_one_of(code, choice->only, choice->only_count)) &&
           !text_is_one_of(code, choice->skip, choice->skip_count);
}

static const struct check_setting *setting_of(const struct config *config, text code)
{
    for (size_t i = 0; i < config->check_count; i++)
        if (text_equal(config->checks[i].code, code))
            return &config->checks[i];
    return NULL;
}

static struct waivers *waivers_of(struct settling *settling, uint32_t source)
{
    if (settling->waivers[source])
        return settling->waivers[source];
    settling->waivers[source] = arena_new(settling->arena, struct waivers);
    if (source && source_at(settling->sources, source)->system_path.bytes)
        waivers_find(settling->arena, source, source_contents(settling->sources, source, settling->arena),
            settling->waivers[source]);
    return settling->waivers[source];
}

/* Of most texts it is known that they allow nothing. */
static void leave_out_drafts(struct settling *settling, struct draft *const *drafts, size_t count)
{
    struct waivers *none = arena_new(settling->arena, struct waivers);
    for (size_t i = 0; i < count; i++)
        if (drafts[i] && !drafts[i]->has_waivers)
            settling->waivers[drafts[i]->file->source] = none;
}

/* Do the settings except the file? */
static bool is_excepted(struct settling *settling, const struct check_setting *setting, uint32_t source)
{
    const char *path = text_to_string(settling->arena, source_at(settling->sources, source)->path);
    for (size_t i = 0; i < setting->except.count; i++)
        if (fnmatch(text_to_string(settling->arena, setting->except.items[i]), path, 0) == 0)
            return true;
    return false;
}

static bool keeps(void *data, struct diagnostic *diagnostic)
{
    static const enum severity severities[] = {
        [CHECKS_NOTE] = SEVERITY_NOTE, [CHECKS_WARNING] = SEVERITY_WARNING, [CHECKS_ERROR] = SEVERITY_ERROR
    };
    struct settling *settling = data;
    text code = text_of(diagnostic->code);
    const struct check *check = check_find(code);
    if (diagnostic->severity == SEVERITY_ERROR)
        return true;
    if (!check)
        return !settling->choice || !settling->choice->only_count;
    if (settling->choice && !check_is_chosen(settling->choice, check))
        return false;
    struct waiver *waiver =
        waivers_cover(waivers_of(settling, diagnostic->where.source), diagnostic->where.offset, code);
    if (waiver)
        waiver->is_used = true;
    const struct check_setting *setting = setting_of(settling->config, code);
    if (waiver || (setting && (setting->level == CHECKS_OFF ||
                                  is_excepted(settling, setting, diagnostic->where.source))))
        return false;
    if (setting && setting->level != CHECKS_DEFAULT)
        diagnostic->severity = severities[setting->level];
    return true;
}

/* Codes in site.yml that no check has. */
static void report_unknown_settings(struct settling *settling)
{
    for (size_t i = 0; i < settling->config->check_count; i++) {
        const struct check_setting *setting = &settling->config->checks[i];
        if (check_find(setting->code))
            continue;
        struct diagnostic *diagnostic = diagnostic_warning(settling->diagnostics, setting->where,
            "unknown-check", "there is no check '%.*s'", TEXT_ARGS(setting->code));
        text nearest = check_nearest(setting->code);
        if (nearest.bytes)
            diagnostic_hint(settling->diagnostics, diagnostic, "did you mean '%.*s'?", TEXT_ARGS(nearest));
        else
            diagnostic_hint(settling->diagnostics, diagnostic,
                "docs/checks.md lists them; what else a build says cannot be turned off");
    }
}

static void report_faults(struct settling *settling, const struct waiver *waiver)
{
    struct diagnostics *diagnostics = settling->diagnostics;
    if (!waiver->reason.bytes) {
        struct diagnostic *diagnostic = diagnostic_warning(
            diagnostics, waiver->where, "faulty-waiver", "a waiver without a reason allows nothing");
        diagnostic_hint(diagnostics, diagnostic, "write brief: allow %.*s: why", TEXT_ARGS(waiver->codes));
        return;
    }
    for (text rest = waiver->codes, code; waiver_next(&rest, &code);) {
        if (check_find(code))
            continue;
        struct diagnostic *diagnostic = diagnostic_warning(
            diagnostics, waiver->where, "faulty-waiver", "there is no check '%.*s'", TEXT_ARGS(code));
        text nearest = check_nearest(code);
        if (nearest.bytes)
            diagnostic_hint(diagnostics, diagnostic, "did you mean '%.*s'?", TEXT_ARGS(nearest));
        else
            diagnostic_hint(diagnostics, diagnostic, "docs/checks.md lists them");
    }
}

/* Only when every check ran that it could allow something of. */
static void report_unused(struct settling *settling, const struct waiver *waiver)
{
    if (waiver->is_used || !waiver->reason.bytes)
        return;
    for (text rest = waiver->codes, code; waiver_next(&rest, &code);) {
        const struct check *check = check_find(code);
        if (!check || !check_is_chosen(settling->choice, check))
            return;
    }
    struct diagnostic *diagnostic = diagnostic_warning(settling->diagnostics, waiver->where, "unused-waiver",
        "there is nothing here for '%.*s' to allow", TEXT_ARGS(waiver->codes));
    diagnostic_hint(settling->diagnostics, diagnostic, "take the comment out");
}

static void report_waivers(struct settling *settling)
{
    for (uint32_t source = 1; source < settling->sources->count; source++) {
        text path = source_at(settling->sources, source)->path;
        bool is_text = text_ends_with(path, TEXT(".md")) || text_ends_with(path, TEXT(".yml")) ||
                       text_ends_with(path, TEXT(".lua")) || text_starts_with(path, TEXT("layouts/"));
        if (!is_text)
            continue;
        const struct waivers *waivers = waivers_of(settling, source);
        for (size_t i = 0; i < waivers->count; i++) {
            report_faults(settling, &waivers->items[i]);
            if (!settling->choice->is_cut_short)
                report_unused(settling, &waivers->items[i]);
        }
    }
}

void check_settle(const struct config *config, const struct check_choice *choice,
    const struct check_subject *subject, struct diagnostics *diagnostics)
{
    struct arena arena;
    arena_init(&arena);
    struct settling settling = { config, choice, subject->sources, diagnostics, &arena, NULL };
    settling.waivers = arena_new_array(&arena, struct waivers *, subject->sources->count);
    if (choice || diagnostics->first)
        leave_out_drafts(&settling, subject->drafts, subject->draft_count);
    report_unknown_settings(&settling);
    diagnostics_filter(diagnostics, keeps, &settling);
    if (choice) {
        report_waivers(&settling);
        diagnostics_filter(diagnostics, keeps, &settling);
    }
    arena_release(&arena);
}
