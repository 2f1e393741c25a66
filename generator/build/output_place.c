/* SPDX-License-Identifier: MIT */
/* Which folder the output goes into, and whether that one may be written into at all. */
#include "base/path.h"
#include "base/count.h"
#include "build/session.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bool refuse(struct session *session, const char *why)
{
    struct diagnostic *diagnostic = diagnostic_error(&session->diagnostics, SPAN_NONE, "unsafe-output-folder",
        "the output folder '%.*s' %s", TEXT_ARGS(session->output_name), why);
    diagnostic_hint(
        &session->diagnostics, diagnostic, "name a folder of its own with output: in site.yml or -o");
    return false;
}

bool session_is_apart(const struct session *session)
{
    return session->options->shows_drafts || session->options->is_offline;
}

void session_refuse_place(struct session *session, const char *reason)
{
    struct diagnostics *diagnostics = &session->diagnostics;
    if (session->options->shows_drafts)
        diagnostic_hint(diagnostics,
            diagnostic_error(diagnostics, SPAN_NONE, "drafts-in-output",
                "--drafts would put drafts into '%.*s', which %s", TEXT_ARGS(session->output_name), reason),
            "name another folder: brief build --drafts -o DIR; or look at them with brief serve");
    else
        diagnostic_hint(diagnostics,
            diagnostic_error(diagnostics, SPAN_NONE, "offline-in-output",
                "--offline would put pages for reading without a server into '%.*s', which %s",
                TEXT_ARGS(session->output_name), reason),
            "name another folder: brief build --offline -o DIR");
    session->is_misused = true;
}

static bool is_same_folder(const char *a, const char *b)
{
    struct stat first, second;
    return stat(a, &first) == 0 && stat(b, &second) == 0 && first.st_dev == second.st_dev &&
           first.st_ino == second.st_ino;
}

/* Where a path leads that may not exist yet: the real place of its nearest folder that does, and the rest.
 * Absent when the rest climbs: where that would lead, nobody can say. */
static text real_place(struct arena *arena, const char *path)
{
    text whole = text_of(path), rest = TEXT("");
    char place[PATH_MAX];
    char *above = text_to_string(arena, whole);
    const char *real;
    while (!(real = realpath(*above ? above : *path == '/' ? "/" : ".", place)) && *above) {
        char *slash = strrchr(above, '/');
        *(slash ? slash : above) = '\0';
        rest = text_from(whole, strlen(above));
    }
    text found = real ? path_resolve(arena, text_of(real), TEXT(".")) : TEXT_NONE;
    for (text parts = rest; found.bytes && parts.bytes;)
        if (text_equal(text_cut(&parts, '/'), TEXT("..")))
            return TEXT_NONE;
    while (text_starts_with(rest, TEXT("/")))
        rest = text_from(rest, 1);
    return found.bytes ? path_resolve(arena, found, rest.length ? rest : TEXT(".")) : found;
}

/* Is one of the folders above it a symbolic link? The path itself may be one. */
static bool leads_through_link(struct arena *arena, text path)
{
    struct stat status;
    for (text above = path_folder(path); above.length; above = path_folder(above))
        if (lstat(text_to_string(arena, above), &status) == 0 && S_ISLNK(status.st_mode))
            return true;
    return false;
}

/* By whatever name: what is mounted twice is one folder. */
static bool lies_in(struct arena *arena, const char *inner, const char *outer)
{
    text inside = real_place(arena, inner), around = real_place(arena, outer);
    if (!inside.bytes || !around.bytes)
        return false;
    const char *outside = text_format(arena, "/%.*s", TEXT_ARGS(around)).bytes;
    while (!text_equal(inside, around) &&
           !is_same_folder(text_format(arena, "/%.*s", TEXT_ARGS(inside)).bytes, outside)) {
        if (!inside.length)
            return false;
        inside = path_folder(inside);
    }
    return true;
}

/* As seen from the site when it lies in it, so that a site that is moved or copied keeps what is known of its
 * output. */
static text place_from_site(struct arena *arena, text place)
{
    text site = real_place(arena, ".");
    bool is_inside = site.bytes && text_starts_with(place, site) && place.length > site.length &&
                     (!site.length || place.bytes[site.length] == '/');
    return is_inside ? text_format(arena, ".%.*s", TEXT_ARGS(text_from(place, site.length))) : place;
}

/* Is it the folder of site.yml, by whatever name, or one in it, which would be published with it? */
static bool check_place_apart(struct session *session, const char *target)
{
    const char *usual = text_to_string(&session->arena, session->config.output);
    if (!session_is_apart(session) || session->options->is_preview || session->is_survey ||
        !lies_in(&session->arena, target, usual))
        return true;
    session_refuse_place(session, lies_in(&session->arena, usual, target)
                                      ? "is the folder that is published"
                                      : "lies in the folder that is published");
    return false;
}

static bool has_early_comment(const struct object_list *comments, const struct gate *today)
{
    for (size_t i = 0; i < comments->count; i++) {
        const struct comment *comment = comments->items[i];
        if (!moment_is_due(&comment->date, today) || has_early_comment(&comment->replies, today))
            return true;
    }
    return false;
}

static bool shows_early(const struct article *article, const struct gate *today)
{
    for (size_t i = 0; i < article->changes.count; i++)
        if (!moment_is_due(&((const struct change *)article->changes.items[i])->date, today))
            return true;
    return !moment_is_due(&article->date, today) || !moment_is_due(&article->updated, today) ||
           !moment_is_due(&article->reviewed, today) || !moment_is_due(&article->status.date, today) ||
           has_early_comment(&article->comments, today);
}

/* Something that is shown at the time of the build and not yet by the clock; absent when there is none. */
static text early_source(const struct site *site, const struct gate *today)
{
    for (size_t i = 0; i < site->articles.count; i++) {
        const struct article *article = site->articles.items[i];
        if (shows_early(article, today))
            return article->source_path;
    }
    for (size_t i = 0; i < site->pages.count; i++) {
        const struct page *page = site->pages.items[i];
        if (!moment_is_due(&page->date, today) || !moment_is_due(&page->updated, today) ||
            !moment_is_due(&page->reviewed, today))
            return page->source_path;
    }
    return TEXT_NONE;
}

/* A look ahead, at the place from which the site is published. */
static void warn_of_early(struct session *session)
{
    text early = early_source(session->site, &(struct gate){ .now = session->clock });
    if (!early.bytes)
        return;
    struct diagnostic *diagnostic = diagnostic_warning(&session->diagnostics, SPAN_NONE, "early-in-output",
        "'%.*s', from which the site is published, shows what is not out yet: %.*s",
        TEXT_ARGS(session->output_name), TEXT_ARGS(early));
    diagnostic_hint(&session->diagnostics, diagnostic,
        "look ahead in another folder: brief build --at … -o DIR; a build without --at takes it back");
}

/* What the clock has passed since the time of the build. */
struct passed {
    struct map waiting; /* sources of what has come out → its struct held_back; NULL: it has expired since */
    text missing, ended; /* the first source of what is out, and of what has expired */
    size_t missing_count, ended_count;
};

static struct passed gather_passed(struct session *session)
{
    const struct site *site = session->site;
    struct gate today = { .now = session->clock };
    struct passed passed = { .missing_count = 0 };
    map_init(&passed.waiting, &session->arena);
    for (size_t i = 0; i < site->held_back_count; i++) {
        const struct held_back *held = &site->held_back[i];
        if (held->hold == HOLD_SCHEDULED && moment_is_due(&held->until, &today))
            map_set(&passed.waiting, held->source_path, (void *)held);
    }
    for (size_t i = 0; i < site->due_count && moment_is_due(&site->due[i].date, &today); i++) {
        text source = site->due[i].source_path;
        if (site->due[i].event != DUE_EXPIRES)
            continue;
        if (map_contains(&passed.waiting, source))
            map_set(&passed.waiting, source, NULL);
        else if (!passed.ended_count++)
            passed.ended = source;
    }
    for (size_t i = 0; i < passed.waiting.count; i++)
        if (passed.waiting.entries[i].value && !passed.missing_count++)
            passed.missing = passed.waiting.entries[i].key;
    return passed;
}

static void report_passed(struct session *session, const char *what, text source, size_t count)
{
    if (!count)
        return;
    text more = count > 1 ? text_format(&session->arena, " and %zu more", count - 1) : TEXT("");
    struct diagnostic *diagnostic = diagnostic_warning(&session->diagnostics, SPAN_NONE, "past-in-output",
        "'%.*s', from which the site is published, %s: %.*s%.*s", TEXT_ARGS(session->output_name), what,
        TEXT_ARGS(source), TEXT_ARGS(more));
    diagnostic_hint(&session->diagnostics, diagnostic,
        "look back in another folder: brief build --at … -o DIR; a build without --at mends it");
}

/* A look back at that place. */
static void warn_of_past(struct session *session)
{
    struct passed passed = gather_passed(session);
    report_passed(session, "lacks what is out by now", passed.missing, passed.missing_count);
    report_passed(session, "shows what has expired", passed.ended, passed.ended_count);
}

/* Another time than that of the clock, at the place from which the site is copied to its host. */
static void warn_of_time(struct session *session, const char *target)
{
    const struct build_options *options = session->options;
    const char *usual = text_to_string(&session->arena, session->config.output);
    if (!options->at.bytes || options->is_preview || session->is_survey ||
        !lies_in(&session->arena, target, usual))
        return;
    if (session_looks_ahead(session))
        warn_of_early(session);
    else
        warn_of_past(session);
}

/* Folders that the system or everybody uses, from the root. What is deeper in them, like /var/www/html, may
 * be a host's. */
static bool is_of_system(text place)
{
    static const text folders[] = { TEXT_INIT("bin"), TEXT_INIT("boot"), TEXT_INIT("dev"), TEXT_INIT("etc"),
        TEXT_INIT("home"), TEXT_INIT("lib"), TEXT_INIT("lib32"), TEXT_INIT("lib64"), TEXT_INIT("opt"),
        TEXT_INIT("proc"), TEXT_INIT("root"), TEXT_INIT("run"), TEXT_INIT("sbin"), TEXT_INIT("sys"),
        TEXT_INIT("tmp"), TEXT_INIT("usr"), TEXT_INIT("usr/bin"), TEXT_INIT("usr/include"),
        TEXT_INIT("usr/lib"), TEXT_INIT("usr/lib32"), TEXT_INIT("usr/lib64"), TEXT_INIT("usr/libexec"),
        TEXT_INIT("usr/local"), TEXT_INIT("usr/local/bin"), TEXT_INIT("usr/local/lib"),
        TEXT_INIT("usr/local/share"), TEXT_INIT("usr/sbin"), TEXT_INIT("usr/share"), TEXT_INIT("var"),
        TEXT_INIT("var/cache"), TEXT_INIT("var/lib"), TEXT_INIT("var/log"), TEXT_INIT("var/spool"),
        TEXT_INIT("var/tmp") };
    return text_is_one_of(place, folders, COUNT(folders));
}

/* An output folder that holds the site, or that the site needs itself, would be written over. Notes where the
 * folder is. */
static bool check_folder(struct session *session, const char *target)
{
    static const char *const own[] = { "content", "layouts", "lua-plugins", ".brief", ".git", "urls.lock" };
    const char *home = getenv("HOME");
    struct stat status;
    if (lstat(target, &status) == 0 && S_ISLNK(status.st_mode))
        return refuse(session, "is a symbolic link");
    if (lstat(target, &status) == 0 && !S_ISDIR(status.st_mode))
        return refuse(session, "is not a folder");
    if (is_same_folder(target, "/"))
        return refuse(session, "is the root of the file system");
    if (home && *home && is_same_folder(target, home))
        return refuse(session, "is your home folder");
    session->folder.place = real_place(&session->arena, target);
    if (!session->folder.place.bytes)
        return refuse(session, "leads through a folder that is not there");
    if (is_of_system(session->folder.place))
        return refuse(session, "is a folder of the system");
    if (text_equal(path_folder(session->folder.place), TEXT("home")))
        return refuse(session, "is a home folder");
    /* What is opened below follows no link: /var/www may be one, and it is the user who names it. */
    if (leads_through_link(&session->arena, session->folder.target))
        session->folder.target = text_format(&session->arena, "/%.*s", TEXT_ARGS(session->folder.place));
    session->folder.place = place_from_site(&session->arena, session->folder.place);
    if (lies_in(&session->arena, ".", target))
        return refuse(session, "holds the site itself");
    for (size_t i = 0; !session->options->is_preview && i < COUNT(own); i++)
        if (lies_in(&session->arena, target, own[i]))
            return refuse(session, text_format(&session->arena, "lies in '%s'", own[i]).bytes);
    if (!check_place_apart(session, target))
        return false;
    warn_of_time(session, target);
    return true;
}

text session_output_folder(const struct session *session)
{
    if (session->options->is_preview)
        return TEXT(PREVIEW_FOLDER);
    return session->options->output.bytes ? session->options->output : session->config.output;
}

bool session_choose_output(struct session *session)
{
    struct publisher_folder *folder = &session->folder;
    session->output_name = session_output_folder(session);
    text trimmed = session->output_name;
    while (trimmed.length > 1 && trimmed.bytes[trimmed.length - 1] == '/')
        trimmed.length--;
    const char *target = text_to_string(&session->arena, trimmed);
    folder->target = text_of(target);
    return check_folder(session, target);
}
