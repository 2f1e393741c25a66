/* SPDX-License-Identifier: MIT */
/*
 * Most of these are about what would be published though nobody means it: whatever below content/ is of no
 * other kind is copied as it is, and a draft with it.
 */
#include "load/scan_checks.h"
#include "base/count.h"
#include "base/file.h"
#include "base/media_type.h"
#include "base/path.h"
#include "load/scan_copies.h"
#include "load/scan_keys.h"

/* "x.md.orig", "x.md.bak": what merging and editing leave would be public at once, the draft in it too. */
static void check_copy(const struct scan_checks *checks, const struct content_file *file)
{
    if (file->kind != CONTENT_MEDIA || !scan_is_markdown(path_without_extension(file->path)) ||
        !content_is_among_texts(file->path))
        return;
    struct diagnostic *diagnostic = diagnostic_error(checks->diagnostics, (span){ file->source, 0, 0 },
        "unread-source", "this copy of a text would be published as it is");
    diagnostic_hint(checks->diagnostics, diagnostic,
        "delete it, or take it out of content/; if it is the text itself, call it content/%.*s",
        TEXT_ARGS(path_without_extension(file->path)));
}

/* What stands in a folder for a file that is elsewhere, by the ending of its name; in it are the address of
 * who made it, or the names of their folders. */
static const struct shortcut {
    text extension;
    const char *program;
} shortcuts[] = {
    { TEXT_INIT("gdoc"), "Google Drive" }, { TEXT_INIT("gsheet"), "Google Drive" },
    { TEXT_INIT("gslides"), "Google Drive" }, { TEXT_INIT("gdraw"), "Google Drive" },
    { TEXT_INIT("lnk"), "Windows" },
    /* to add one: a row here */
};

static void check_shortcut(const struct scan_checks *checks, const struct content_file *file)
{
    for (size_t i = 0; i < COUNT(shortcuts); i++) {
        if (!text_equal_ignoring_ascii_case(path_extension(file->path), shortcuts[i].extension))
            continue;
        struct diagnostic *diagnostic = diagnostic_error(checks->diagnostics, (span){ file->source, 0, 0 },
            "unfetched-file", "this is a shortcut of %s, and not the file itself", shortcuts[i].program);
        diagnostic_hint(checks->diagnostics, diagnostic,
            "put the file that it leads to in its place, as PDF or what readers can open, and delete it");
    }
}

/* Other programs keep comments as JSON, with the addresses of those who wrote them: the form says that these
 * will not be published. */
static void check_comment(const struct scan_checks *checks, const struct content_file *file)
{
    if (file->kind != CONTENT_MEDIA || !text_starts_with(file->path, TEXT("comments/")) ||
        text_starts_with(media_type_of(file->path), TEXT("image/")))
        return;
    struct diagnostic *diagnostic = diagnostic_error(checks->diagnostics, (span){ file->source, 0, 0 },
        "unread-source", "this is no comment, and would be published as it is");
    diagnostic_hint(checks->diagnostics, diagnostic,
        "comments end in '.yml': write it as content/%.*s.yml, or take it out of content/",
        TEXT_ARGS(path_without_extension(file->path)));
}

/* Whole archives as other programs give them away, by the ending of the name, and what says so near the
 * beginning: drafts are in them. */
static const struct {
    text extension, sign;
} exports[] = {
    { TEXT_INIT("xml"), TEXT_INIT("xmlns:wp=\"http://wordpress.org/export/") }, /* Squarespace's too */
    { TEXT_INIT("json"), TEXT_INIT("\"exported_on\"") },                        /* of Ghost */
    { TEXT_INIT("csv"), TEXT_INIT(",is_published,") },                          /* of Substack */
    /* to add one: a row here */
};

static void check_export(const struct scan_checks *checks, const struct content_file *file)
{
    enum { START_BYTES = 4096 };
    text extension = path_extension(file->path);
    for (size_t i = 0; file->kind == CONTENT_MEDIA && i < COUNT(exports); i++) {
        if (!text_equal_ignoring_ascii_case(extension, exports[i].extension))
            continue;
        text start = scan_start_of(checks, file, START_BYTES);
        if (text_find(start, exports[i].sign, 0) != SIZE_MAX)
            diagnostic_hint(checks->diagnostics,
                diagnostic_error(checks->diagnostics, (span){ file->source, 0, 0 }, "unread-source",
                    "this export of another program would be published, with the drafts in it"),
                "take it out of content/: what is out in it becomes texts below content/articles/");
    }
}

/* Hugo and Zola: the words and keys of a list, "_index.md" and "_index.de.md". */
static bool is_of_list(text path)
{
    return text_starts_with(path_name(path), TEXT("_index.")) && scan_is_markdown(path);
}

/* May it hold back its folder: by Hugo's `cascade` (in YAML, TOML or JSON), or as Zola's draft? */
static bool may_hold_back(text start)
{
    return scan_has_yaml_key(start, TEXT("cascade")) || scan_has_yaml_key(start, TEXT("[cascade")) ||
           scan_has_yaml_key(start, TEXT("[[cascade")) || scan_has_yaml_key(start, TEXT("draft: true")) ||
           scan_has_yaml_key(start, TEXT("draft = true")) ||
           text_find(start, TEXT("\"cascade\""), 0) != SIZE_MAX;
}

/* Who takes the file away takes away what it holds back in its folder, so that comes first. */
static void hint_at_list(
    const struct scan_checks *checks, struct diagnostic *diagnostic, const struct content_file *file)
{
    enum { START_BYTES = 16 * 1024 };
    text folder = path_folder(file->path), above = path_folder(folder);
    bool is_of_author = file->kind == CONTENT_AUTHOR && text_equal(above, TEXT("authors"));
    bool is_of_term = file->kind == CONTENT_MEDIA && above.length && !path_folder(above).length;
    if (may_hold_back(scan_start_of(checks, file, START_BYTES)))
        diagnostic_hint(checks->diagnostics, diagnostic,
            "write what its 'cascade' (Hugo) or 'draft' (Zola) says into each text of the folder; then take "
            "it "
            "away: lists are made by layouts");
    else if (is_of_author)
        diagnostic_hint(checks->diagnostics, diagnostic,
            "call it content/%.*s/index.md, with 'name' in place of 'title'", TEXT_ARGS(folder));
    else if (is_of_term)
        diagnostic_hint(checks->diagnostics, diagnostic,
            "take it away: lists are made by layouts; words on a term stand in content/data/%.*s.yml, below "
            "'%.*s'",
            TEXT_ARGS(above), TEXT_ARGS(path_name(folder)));
    else
        diagnostic_hint(checks->diagnostics, diagnostic,
            "give the file the name of its page, below content/pages/, or take it away: lists are made by "
            "layouts");
}

/*
 * Markdown that would be copied as it is, keys and all, though its author thinks that it is read. With keys,
 * and where texts stand, this is an error: `draft: true` in it would hold nothing back.
 */
static void check_unread(const struct scan_checks *checks, const struct content_file *file)
{
    if (file->kind != CONTENT_MEDIA || !scan_is_markdown(file->path) ||
        text_starts_with(file->path, TEXT("comments/")))
        return;
    bool is_among_texts = content_is_among_texts(file->path);
    bool is_draft = !is_among_texts && scan_file_has_keys(checks, file);
    struct diagnostic *diagnostic =
        diagnostic_report(checks->diagnostics, is_among_texts || is_draft ? SEVERITY_ERROR : SEVERITY_WARNING,
            (span){ file->source, 0, 0 }, "unread-source",
            text_of(is_among_texts ? "only files that end in '.md' are read here"
                    : is_draft     ? "this is no article; it would be published as it is, with its keys"
                                   : "this is no article; it is copied as it is"));
    if (is_among_texts)
        diagnostic_hint(checks->diagnostics, diagnostic, "call it content/%.*s.md",
            TEXT_ARGS(path_without_extension(file->path)));
    else if (is_of_list(file->path))
        hint_at_list(checks, diagnostic, file);
    else
        diagnostic_hint(checks->diagnostics, diagnostic,
            "articles stand in content/articles/, pages in content/pages/: move it to "
            "content/articles/%.*s.md",
            TEXT_ARGS(path_without_extension(path_name(file->path))));
}

/*
 * pages/index.md and articles/index.md: who writes them means the home page, and would get one at /index/. So
 * it is with _index.md, which elsewhere holds the words above a list.
 */
static void check_index(const struct scan_checks *checks, const struct content_file *file)
{
    bool is_text = content_is_text(file);
    bool is_list = is_of_list(file->path) && (is_text || file->kind == CONTENT_AUTHOR);
    bool is_of_top = is_text && !file->is_bundle && text_equal(file->id, TEXT("index"));
    if (!is_list && !is_of_top)
        return;
    struct diagnostic *diagnostic =
        diagnostic_error(checks->diagnostics, (span){ file->source, 0, 0 }, "index-without-folder",
            is_list ? "'%.*s' stands for a list, and would be a text of its own"
                    : "'%.*s' stands for its folder, and this folder is no page",
            TEXT_ARGS(path_name(file->path)));
    if (is_list)
        hint_at_list(checks, diagnostic, file);
    else
        diagnostic_hint(checks->diagnostics, diagnostic,
            "give the file the name of its page; the home page is made by the layout home.html");
}

static void (*const all_checks[])(const struct scan_checks *checks, const struct content_file *file) = {
    check_unread, check_copy, check_export, scan_check_copies, check_shortcut, scan_check_keys, check_comment,
    check_index,
    /* to add one: a function above, and its name here */
};

void scan_check(const struct scan_checks *checks, const struct content_file *file)
{
    for (size_t i = 0; i < COUNT(all_checks); i++)
        all_checks[i](checks, file);
}
