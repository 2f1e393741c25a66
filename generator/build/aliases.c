/* SPDX-License-Identifier: MIT */
/*
 * The addresses that site.yml's `aliases` lead on from: those of lists and files, which no text names as its
 * own. What they lead to is looked for in the plan, so that pages of plugins and files count like others;
 * what a pattern finds there has an alias each, which gives way to whatever has its address already.
 */
#include "base/list.h"
#include "base/path.h"
#include "build/session.h"
#include "load/written_address.h"
#include "load/yaml_scalar.h"
#include "model/address_pattern.h"
#include "output/kinds.h"

/* An alias that leads to one address, while that is looked for. */
struct single {
    const struct alias_setting *setting;
    text to; /* an address of this site; absent: it leads elsewhere, or is done */
    struct place from;
};

struct alias_making {
    struct session *session;
    struct address_reading reading;
    struct map by_address; /* → const struct redirect *, of all there are */
    struct map taken;      /* the same by their paths, as session_path_key has them */
    struct map claims;     /* addresses → const struct alias_setting *, which says it for that one alone */
    struct map gone;       /* addresses → const struct gone * */
    struct {
        struct redirect *items;
        size_t count, capacity;
    } redirects;
    struct single *singles;
    size_t single_count;
};

static bool is_of_pattern(const struct alias_setting *setting)
{
    return text_find_byte(setting->from, ':', 0) != SIZE_MAX;
}

static void note(struct alias_making *making, const struct redirect *redirect)
{
    text path;
    map_set(&making->by_address, redirect->address, (void *)redirect);
    if (path_of_address(making->reading.arena, redirect->address, &path) == PATH_OK)
        map_add(&making->taken, session_path_key(making->session, path), (void *)redirect);
}

static void add(struct alias_making *making, struct redirect redirect)
{
    struct redirect *kept = arena_new(making->reading.arena, struct redirect);
    *kept = redirect;
    kept->lang = making->reading.config->language;
    note(making, kept);
    *list_add(making->reading.arena, &making->redirects) = *kept;
}

/* Who reads a feed by a program is led nowhere by a page. */
static bool is_led_nowhere(const struct alias_making *making, const struct output *output)
{
    return output->kind->render == feed_render && !(making->reading.config->redirects & REDIRECTS_RULES);
}

static void report_feed(struct alias_making *making, span where, text feed)
{
    struct diagnostic *diagnostic = diagnostic_error(making->reading.diagnostics, where, "bad-value",
        "'%.*s' is a feed, and what hosts answer at an alias is a page", TEXT_ARGS(feed));
    diagnostic_hint(making->reading.diagnostics, diagnostic,
        "where the alias leads to the page whose feed it is, that lies beside both; a rule of your server "
        "may "
        "lead to it, which brief writes where redirects: says netlify, apache or nginx");
}

static void lead_to(
    struct alias_making *making, const struct place *from, text to, const struct alias_setting *setting)
{
    const struct config *config = making->reading.config;
    text permalink = permalink_of_address(config, making->reading.arena, to);
    add(making, (struct redirect){ .address = from->address,
                    .target = to,
                    .target_url = url_of_address(config, making->reading.arena, to),
                    .target_permalink = permalink,
                    .title = permalink,
                    .where = setting->from_where,
                    .follows_pattern = is_of_pattern(setting) });
}

/* The search page hangs on words and is planned later. */
static bool is_search(const struct alias_making *making, text address)
{
    text url = url_of_address(making->reading.config, making->reading.arena, address);
    return text_equal(url, making->session->site->search_url);
}

/* True when it is known where the alias leads. */
static bool settle(struct alias_making *making, const struct single *single)
{
    const struct alias_setting *setting = single->setting;
    struct session *session = making->session;
    uintptr_t number = (uintptr_t)map_find(&session->addresses, single->to);
    const struct redirect *further = map_find(&making->by_address, single->to);
    if (map_contains(&making->gone, single->to)) /* a page that says so is no place to lead to */
        return false;
    if (number && is_led_nowhere(making, &session->plan.outputs.items[number - 1])) {
        report_feed(making, setting->to_where, single->to);
    } else if (number || is_search(making, single->to)) {
        lead_to(making, &single->from, single->to, setting);
    } else if (further) { /* without a chain */
        struct redirect redirect = *further;
        redirect.address = single->from.address;
        redirect.where = setting->from_where;
        redirect.term = NULL;
        redirect.follows_pattern = false;
        add(making, redirect);
    } else {
        return false;
    }
    return true;
}

/* Is it the address of a text that is held back, or does one follow the pattern? */
static bool is_held(const struct site *site, text to)
{
    struct address_parts parts;
    for (size_t i = 0; i < site->held_back_count; i++)
        if (address_pattern_match(to, site->held_back[i].address, &parts))
            return true;
    return false;
}

/* What was meant instead, if anything answers it. */
static text find_meant(struct session *session, text to)
{
    text meant = address_without_prefix(&session->config, &session->arena, to);
    if (meant.bytes && map_contains(&session->addresses, meant))
        return meant;
    const struct output_plan *plan = &session->plan;
    text *addresses = arena_new_array(&session->arena, text, plan->outputs.count);
    for (size_t i = 0; i < plan->outputs.count; i++)
        addresses[i] = plan->outputs.items[i].address;
    return diagnostic_nearest_text(to, addresses, plan->outputs.count);
}

/* Of a site with errors nobody knows all addresses. */
static void report_unanswered(struct alias_making *making, const struct alias_setting *setting, text to)
{
    struct session *session = making->session;
    bool is_pattern = is_of_pattern(setting), is_gone = map_contains(&making->gone, to);
    if (session_has_errors(session) || session->lacks_pages || is_held(session->site, to))
        return;
    struct diagnostic *diagnostic =
        diagnostic_warning(&session->diagnostics, setting->to_where, "unanswered-alias",
            is_pattern ? "no address of the site follows '%.*s'"
            : is_gone  ? "'%.*s' is gone"
                       : "nothing answers '%.*s'",
            TEXT_ARGS(to));
    text meant = is_pattern || is_gone ? TEXT_NONE : find_meant(session, to);
    if (is_gone)
        diagnostic_hint(&session->diagnostics, diagnostic,
            "take the line away, and list %.*s below gone:, too; or write an address that takes its place",
            TEXT_ARGS(yaml_scalar_write(&session->arena, setting->from)));
    else if (meant.bytes)
        diagnostic_hint(&session->diagnostics, diagnostic, "did you mean '%.*s'?", TEXT_ARGS(meant));
    else
        diagnostic_hint(&session->diagnostics, diagnostic,
            "write an address that 'brief list addresses' shows, or take the line away");
}

/* False after reporting that the address has another use already. */
static bool is_free(struct alias_making *making, const struct place *from, span where)
{
    const struct redirect *redirect = map_find(&making->by_address, from->address);
    const struct alias_setting *claim = map_find(&making->claims, from->address);
    const struct gone *gone = map_find(&making->gone, from->address);
    struct diagnostics *diagnostics = making->reading.diagnostics;
    if (claim) {
        written_address_report_duplicate(
            &making->reading, SEVERITY_ERROR, from->address, where, claim->to, claim->from_where);
    } else if (redirect) {
        written_address_report_duplicate(
            &making->reading, SEVERITY_ERROR, from->address, where, redirect->target, redirect->where);
    } else if (gone) {
        struct diagnostic *diagnostic = diagnostic_error(
            diagnostics, where, "gone-and-alias", "'%.*s' is gone and an alias", TEXT_ARGS(from->address));
        diagnostic_note(diagnostics, diagnostic, gone->where, "it is listed here");
        diagnostic_hint(diagnostics, diagnostic, "keep the alias, and remove the line below gone:");
    }
    return !claim && !redirect && !gone;
}

static void begin_single(struct alias_making *making, const struct alias_setting *setting)
{
    struct single single = { .setting = setting };
    if (!written_address_place(&making->reading, setting->from, setting->from_where, &single.from) ||
        !is_free(making, &single.from, setting->from_where))
        return;
    map_set(&making->claims, single.from.address, (void *)setting);
    written_address_warn_of_prefix(&making->reading, setting->from, setting->from_where);
    written_address_warn_of_ending(&making->reading, &single.from, setting->from_where);
    text own = text_starts_with(setting->to, TEXT("/"))
                   ? setting->to
                   : address_of_whole(making->reading.config, setting->to);
    struct place to;
    if (!own.bytes)
        add(making, (struct redirect){ .address = single.from.address,
                        .target = setting->to,
                        .target_url = setting->to,
                        .target_permalink = setting->to,
                        .title = setting->to,
                        .where = setting->from_where });
    else if (written_address_place(&making->reading, own, setting->to_where, &to))
        making->singles[making->single_count++] = (struct single){ setting, to.address, single.from };
}

/* One may lead to another, so they are gone through until no more of them is settled. */
static void settle_singles(struct alias_making *making)
{
    bool has_settled = true;
    while (has_settled) {
        has_settled = false;
        for (size_t i = 0; i < making->single_count; i++) {
            if (!making->singles[i].to.bytes || !settle(making, &making->singles[i]))
                continue;
            making->singles[i].to = TEXT_NONE;
            has_settled = true;
        }
    }
}

static void report_unsettled(struct alias_making *making)
{
    for (size_t i = 0; i < making->single_count; i++)
        if (making->singles[i].to.bytes)
            report_unanswered(making, making->singles[i].setting, making->singles[i].to);
}

/* Nobody wrote the address for itself, so that it gives way, also where the case alone is another, and to a
 * line for it that leads nowhere yet. */
static bool has_other_use(const struct alias_making *making, const struct place *from, text to)
{
    struct session *session = making->session;
    const struct redirect *alike = map_find(&making->taken, session_path_key(session, from->path));
    return session_find_alike(session, from->path) || is_search(making, from->address) ||
           map_contains(&making->by_address, from->address) || (alike && !text_equal(alike->target, to)) ||
           map_contains(&making->gone, from->address) || map_contains(&making->claims, from->address);
}

/* False: it is of no use to go on. `is_warned`: of the ending of an alias by this pattern, once. */
static bool follow(struct alias_making *making, const struct alias_setting *setting,
    const struct output *output, const struct address_parts *parts, bool *is_warned)
{
    struct place from;
    text address = address_pattern_fill(making->reading.arena, setting->from, parts);
    if (is_led_nowhere(making, output)) {
        report_feed(making, setting->to_where, setting->to);
        return false;
    }
    if (!written_address_place(&making->reading, address, setting->from_where, &from))
        return false;
    if (has_other_use(making, &from, output->address))
        return true;
    if (!*is_warned && !path_is_of_page(from.path)) {
        written_address_warn_of_ending(&making->reading, &from, setting->from_where);
        *is_warned = true;
    }
    lead_to(making, &from, output->address, setting);
    return true;
}

static void follow_pattern(struct alias_making *making, const struct alias_setting *setting)
{
    const struct output_plan *plan = &making->session->plan;
    bool has_found = false, is_warned = false;
    for (size_t i = 0; i < plan->outputs.count; i++) {
        const struct output *output = &plan->outputs.items[i];
        struct address_parts parts;
        if (output->kind->render == gone_render ||
            !address_pattern_match(setting->to, output->address, &parts))
            continue;
        if (!follow(making, setting, output, &parts, &is_warned))
            return;
        has_found = true;
    }
    if (!has_found)
        report_unanswered(making, setting, setting->to);
}

static void follow_patterns(struct alias_making *making)
{
    const struct config *config = making->reading.config;
    for (size_t i = 0; i < config->alias_count; i++)
        if (is_of_pattern(&config->aliases[i]))
            follow_pattern(making, &config->aliases[i]);
}

static void index_others(struct alias_making *making)
{
    const struct site *site = making->session->site;
    struct arena *arena = making->reading.arena;
    map_init(&making->by_address, arena);
    map_init(&making->taken, arena);
    map_init(&making->claims, arena);
    map_init(&making->gone, arena);
    for (size_t i = 0; i < site->redirect_count; i++) {
        note(making, &site->redirects[i]);
        *list_add(arena, &making->redirects) = site->redirects[i];
    }
    for (size_t i = 0; i < site->gone_count; i++)
        map_set(&making->gone, site->gone[i].address, (void *)&site->gone[i]);
}

void session_lead_on(struct session *session)
{
    const struct config *config = &session->config;
    struct alias_making making = { .session = session,
        .reading = { config, session->unicode, &session->arena, &session->diagnostics } };
    if (!config->alias_count)
        return;
    index_others(&making);
    making.singles = arena_new_array(&session->arena, struct single, config->alias_count);
    for (size_t i = 0; i < config->alias_count; i++) {
        const struct alias_setting *setting = &config->aliases[i];
        if (is_of_pattern(setting))
            written_address_warn_of_prefix(&making.reading, setting->from, setting->from_where);
        else
            begin_single(&making, setting);
    }
    settle_singles(&making);
    follow_patterns(&making);
    settle_singles(&making);
    report_unsettled(&making);
    struct site *site = (struct site *)session->site;
    site->redirects = making.redirects.items;
    site->redirect_count = making.redirects.count;
}
