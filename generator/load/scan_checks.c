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
#include "load/front_matter.h"

/* How else Markdown is called. */
static const text markdown_extensions[] = { TEXT_INIT("md"), TEXT_INIT("markdown"), TEXT_INIT("mdown"),
    TEXT_INIT("mkd"), TEXT_INIT("mkdn") };

static bool is_markdown(text path)
{
    text extension = path_extension(path);
    return text_is_one_of_ignoring_ascii_case(extension, markdown_extensions, COUNT(markdown_extensions));
}

/* "x.md.orig", "x.md.bak": what merging and editing leave would be public at once, the draft in it too. */
static void check_copy(const struct scan_checks *checks, const struct content_file *file)
{
    if (file->kind != CONTENT_MEDIA || !is_markdown(path_without_extension(file->path)) ||
        !content_is_among_texts(file->path))
        return;
    struct diagnostic *diagnostic = diagnostic_error(checks->diagnostics, (span){ file->source, 0, 0 },
        "unread-source", "this copy of a text would be published as it is");
    diagnostic_hint(checks->diagnostics, diagnostic,
        "delete it, or take it out of content/; if it is the text itself, call it content/%.*s",
        TEXT_ARGS(path_without_extension(file->path)));
}

/* What programs that share a folder call the version that lost: Syncthing; Dropbox and Nextcloud. */
static const text lost_versions[] = { TEXT_INIT(".sync-conflict-"), TEXT_INIT("conflicted copy") };

/* Two people wrote at once. Both versions would be published, each at an address that then has to stay. */
static void check_conflict(const struct scan_checks *checks, const struct content_file *file)
{
    if (file->kind == CONTENT_MEDIA || file->kind == CONTENT_DATA)
        return;
    for (size_t i = 0; i < COUNT(lost_versions); i++)
        if (text_find(path_name(file->path), lost_versions[i], 0) != SIZE_MAX) {
            struct diagnostic *diagnostic =
                diagnostic_error(checks->diagnostics, (span){ file->source, 0, 0 }, "conflicting-copy",
                    "this other version of a text would be published beside it");
            diagnostic_hint(checks->diagnostics, diagnostic,
                "a program that shares folders left it when two people wrote at once: take what is missing "
                "into the text, and delete it");
        }
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

/* The first bytes of the file; none when it cannot be read. */
static text start_of(const struct scan_checks *checks, const struct content_file *file, size_t most)
{
    text start = TEXT_NONE;
    const char *path = text_to_string(checks->arena, file->disk_path);
    return file_read_start(checks->content_folder, path, most, checks->arena, &start) == 0 ? start
                                                                                           : TEXT_NONE;
}

static bool has_keys(const struct scan_checks *checks, const struct content_file *file)
{
    enum { START_BYTES = 512 };
    return front_matter_begins(start_of(checks, file, START_BYTES));
}

static bool is_yaml(text path)
{
    text extension = path_extension(path);
    return text_equal_ignoring_ascii_case(extension, TEXT("yml")) ||
           text_equal_ignoring_ascii_case(extension, TEXT("yaml"));
}

/* Pictures and their like are not opened; a file of YAML may begin with `---`. */
static bool may_be_text(text path)
{
    text type = media_type_of(path);
    bool is_feed = text_equal(type, TEXT("application/xml")) || text_equal(type, TEXT("application/json"));
    return (!type.length || is_feed || text_starts_with(type, TEXT("text/"))) && !is_yaml(path);
}

static bool is_html(text path)
{
    text extension = path_extension(path);
    return text_equal_ignoring_ascii_case(extension, TEXT("html")) ||
           text_equal_ignoring_ascii_case(extension, TEXT("htm"));
}

/* `plan.txt`, `plan`, a page of HTML: what stands among texts with keys above it would be published with
 * them, whatever `draft:` or `date:` say there. */
static void check_keys(const struct scan_checks *checks, const struct content_file *file)
{
    text name = path_without_extension(file->path);
    if (file->kind != CONTENT_MEDIA || !content_is_among_texts(file->path) || !may_be_text(file->path) ||
        is_markdown(file->path) || is_markdown(name) || !has_keys(checks, file))
        return;
    bool is_page = is_html(file->path);
    struct diagnostic *diagnostic =
        diagnostic_error(checks->diagnostics, (span){ file->source, 0, 0 }, "unread-source",
            "the keys above this %s are not read, and would be published with it", is_page ? "page" : "text");
    diagnostic_hint(checks->diagnostics, diagnostic, "call it content/%.*s.md%s", TEXT_ARGS(name),
        is_page ? ": HTML passes in Markdown" : ", or take it out of content/");
}

/* Other forms that programs read texts in. */
static bool is_other_text(text path)
{
    static const text extensions[] = { TEXT_INIT("adoc"), TEXT_INIT("asciidoc"), TEXT_INIT("org"),
        TEXT_INIT("rst"), TEXT_INIT("textile"), TEXT_INIT("mdx"), TEXT_INIT("qmd"), TEXT_INIT("rmd") };
    return text_is_one_of_ignoring_ascii_case(path_extension(path), extensions, COUNT(extensions));
}

/* Exports of mailing services hold the words of a text alone, "<p>…". A page of its own says that it is one.
 */
static bool is_part_of_page(text start)
{
    static const text whole[] = { TEXT_INIT("<!"), TEXT_INIT("<?xml"), TEXT_INIT("<html") };
    start = text_trim(text_from(start, text_mark_length(start)));
    for (size_t i = 0; i < COUNT(whole); i++)
        if (text_starts_with_ignoring_ascii_case(start, whole[i]))
            return false;
    return text_starts_with(start, TEXT("<"));
}

/* What may have been a text in an archive that moved, and is public here without one. */
static void check_other_text(const struct scan_checks *checks, const struct content_file *file)
{
    enum { START_BYTES = 512 };
    bool is_page = is_html(file->path);
    if (file->kind != CONTENT_MEDIA || !content_is_among_texts(file->path) ||
        !(is_page || is_other_text(file->path)))
        return;
    text start = start_of(checks, file, START_BYTES);
    if (front_matter_begins(start) || (is_page && !is_part_of_page(start)))
        return;
    struct diagnostic *diagnostic = diagnostic_warning(checks->diagnostics, (span){ file->source, 0, 0 },
        "unread-source", "this is not read as a text; it is copied as it is");
    diagnostic_hint(checks->diagnostics, diagnostic,
        is_page ? "call it content/%.*s.md, with keys above it: HTML passes in Markdown; a page of its own "
                  "begins with <!DOCTYPE html>"
                : "write it as Markdown, content/%.*s.md (pandoc -t gfm), or put it into another folder of "
                  "content/",
        TEXT_ARGS(path_without_extension(file->path)));
}

static bool has_yaml_key(text start, text key)
{
    for (text rest = text_from(start, text_mark_length(start)); rest.bytes && rest.length;)
        if (text_starts_with(text_cut_line(&rest), key))
            return true;
    return false;
}

static bool has_yaml_keys(text start)
{
    return has_yaml_key(start, TEXT("title:")) &&
           (has_yaml_key(start, TEXT("draft:")) || has_yaml_key(start, TEXT("date:")));
}

/* The figures of a chart may have a title and dates, but no such keys. */
static bool has_json_keys(text start)
{
    static const text deciding[] = { TEXT_INIT("\"draft\""), TEXT_INIT("\"published_at\""),
        TEXT_INIT("\"first_published_at\"") };
    if (text_find(start, TEXT("\"title\""), 0) == SIZE_MAX)
        return false;
    for (size_t i = 0; i < COUNT(deciding); i++)
        if (text_find(start, deciding[i], 0) != SIZE_MAX)
            return true;
    return false;
}

/* Some programs keep a text as YAML or JSON alone: a title, and what decides whether it is out. Or an author.
 */
static void check_keys_alone(const struct scan_checks *checks, const struct content_file *file)
{
    enum { START_BYTES = 16 * 1024 };
    bool is_json = text_equal_ignoring_ascii_case(path_extension(file->path), TEXT("json"));
    if (file->kind != CONTENT_MEDIA || !content_is_among_texts(file->path) ||
        !(is_json || is_yaml(file->path)))
        return;
    text start = start_of(checks, file, START_BYTES);
    bool has_name =
        text_starts_with(file->path, TEXT("authors/")) &&
        (is_json ? text_find(start, TEXT("\"name\""), 0) != SIZE_MAX : has_yaml_key(start, TEXT("name:")));
    if (!has_name && !(is_json ? has_json_keys(start) : has_yaml_keys(start)))
        return;
    struct diagnostic *diagnostic = diagnostic_error(checks->diagnostics, (span){ file->source, 0, 0 },
        "unread-source", "the keys in this file are not read, and would be published");
    diagnostic_hint(checks->diagnostics, diagnostic,
        "write them%s between lines of '---' into content/%.*s.md, or take it out of content/",
        is_json ? " as YAML" : "", TEXT_ARGS(path_without_extension(file->path)));
}

/* Eleventy makes no page of what has "permalink": false, and of the rest by "/posts/{{ page.fileSlug }}/". */
static bool has_json_permalink(text start)
{
    static const text key = TEXT_INIT("\"permalink\"");
    size_t at = text_find(start, key, 0);
    text value = text_trim(text_from(start, at == SIZE_MAX ? start.length : at + key.length));
    value = text_trim(text_from(value, text_starts_with(value, TEXT(":")) ? 1 : value.length));
    return text_starts_with(value, TEXT("false")) || text_starts_with(value, TEXT("\"/")) ||
           text_starts_with(value, TEXT("\"{"));
}

/* Does it say of all texts of a folder what they are, as Eleventy's "posts.11tydata.js" and
 * "posts/posts.json" and Quarto's "_metadata.yml" do? Or make texts, as "plan.11ty.js" and Hugo's
 * "_content.gotmpl" do? */
static bool is_about_folder(const struct scan_checks *checks, const struct content_file *file)
{
    enum { START_BYTES = 16 * 1024 };
    text name = path_name(file->path), stem = path_without_extension(name);
    bool is_json = text_equal_ignoring_ascii_case(path_extension(name), TEXT("json"));
    bool is_program =
        text_find(name, TEXT(".11ty"), 0) != SIZE_MAX || text_equal(path_extension(name), TEXT("gotmpl"));
    if (is_program)
        return true;
    if (is_yaml(name) && text_equal(stem, TEXT("_metadata")))
        return true;
    if (!is_yaml(name) && !(is_json && text_equal(stem, path_name(path_folder(file->path)))))
        return false;
    text start = start_of(checks, file, START_BYTES);
    if (is_json)
        return (text_find(start, TEXT("\"draft\""), 0) != SIZE_MAX && !has_json_keys(start)) ||
               has_json_permalink(start);
    return has_yaml_key(start, TEXT("draft:")) && !has_yaml_keys(start);
}

/* Keys for all texts of a folder: those here would be public whatever `draft` or `permalink` says there. */
static void check_folder_data(const struct scan_checks *checks, const struct content_file *file)
{
    if (file->kind != CONTENT_MEDIA || !content_is_among_texts(file->path) || !is_about_folder(checks, file))
        return;
    struct diagnostic *diagnostic = diagnostic_error(checks->diagnostics, (span){ file->source, 0, 0 },
        "unread-source", "the keys that this file has for texts are not read; it would be published itself");
    diagnostic_hint(
        checks->diagnostics, diagnostic, "write its keys into each text, and take it out of content/");
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

/* Other programs read these as data; here they would be public, and site.data without them. */
static void check_data(const struct scan_checks *checks, const struct content_file *file)
{
    text extension = path_extension(file->path);
    bool is_json = text_equal_ignoring_ascii_case(extension, TEXT("json"));
    if (file->kind != CONTENT_MEDIA || !text_starts_with(file->path, TEXT("data/")) ||
        !(is_json || text_equal_ignoring_ascii_case(extension, TEXT("toml"))))
        return;
    struct diagnostic *diagnostic = diagnostic_warning(checks->diagnostics, (span){ file->source, 0, 0 },
        "unread-source", "this is not read as data; it is copied as it is");
    diagnostic_hint(checks->diagnostics, diagnostic,
        is_json ? "JSON is YAML too: call it content/%.*s.yml, or put it into another folder"
                : "write it as YAML, as content/%.*s.yml, or put it into another folder",
        TEXT_ARGS(path_without_extension(file->path)));
}

/* Hugo and Zola: the words and keys of a list, "_index.md" and "_index.de.md". */
static bool is_of_list(text path)
{
    return text_starts_with(path_name(path), TEXT("_index.")) && is_markdown(path);
}

/* May it hold back its folder: by Hugo's `cascade` (in YAML, TOML or JSON), or as Zola's draft? */
static bool may_hold_back(text start)
{
    return has_yaml_key(start, TEXT("cascade")) || has_yaml_key(start, TEXT("[cascade")) ||
           has_yaml_key(start, TEXT("[[cascade")) || has_yaml_key(start, TEXT("draft: true")) ||
           has_yaml_key(start, TEXT("draft = true")) || text_find(start, TEXT("\"cascade\""), 0) != SIZE_MAX;
}

/* Who takes the file away takes away what it holds back in its folder, so that comes first. */
static void hint_at_list(
    const struct scan_checks *checks, struct diagnostic *diagnostic, const struct content_file *file)
{
    enum { START_BYTES = 16 * 1024 };
    text folder = path_folder(file->path), above = path_folder(folder);
    bool is_of_author = file->kind == CONTENT_AUTHOR && text_equal(above, TEXT("authors"));
    bool is_of_term = file->kind == CONTENT_MEDIA && above.length && !path_folder(above).length;
    if (may_hold_back(start_of(checks, file, START_BYTES)))
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
    if (file->kind != CONTENT_MEDIA || !is_markdown(file->path) ||
        text_starts_with(file->path, TEXT("comments/")))
        return;
    bool is_among_texts = content_is_among_texts(file->path);
    bool is_draft = !is_among_texts && has_keys(checks, file);
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
    bool is_text = file->kind == CONTENT_ARTICLE || file->kind == CONTENT_PAGE;
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
    check_unread, check_copy, check_conflict, check_shortcut, check_keys, check_other_text, check_keys_alone,
    check_folder_data, check_comment, check_data, check_index,
    /* to add one: a function above, and its name here */
};

void scan_check(const struct scan_checks *checks, const struct content_file *file)
{
    for (size_t i = 0; i < COUNT(all_checks); i++)
        all_checks[i](checks, file);
}
