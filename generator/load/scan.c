/* SPDX-License-Identifier: MIT */
/*
 * One walk over content/, folder by folder from a list of folders still to read (never recursion). The kind
 * of a file follows from its place by one table. Names are sorted in the end, so the order in which the file
 * system lists them never shows.
 */
#include "load/scan.h"
#include "base/file_fault.h"
#include "base/file_open.h"
#include "base/file_tree.h"
#include "base/list.h"
#include "base/media_type.h"
#include "base/path.h"
#include "load/front_matter.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FOLDER_DEPTH_LIMIT = 64 };
enum { OTHER_SOURCES = 256 }; /* that come later: layouts, words, plugins */

struct kind_row {
    text folder;    /* below content/, with the slash */
    text extension; /* with the dot */
    enum content_kind kind;
};

static const struct kind_row kinds[] = {
    { TEXT_INIT("articles/"), TEXT_INIT(".md"), CONTENT_ARTICLE },
    { TEXT_INIT("authors/"), TEXT_INIT(".md"), CONTENT_AUTHOR },
    { TEXT_INIT("pages/"), TEXT_INIT(".md"), CONTENT_PAGE },
    { TEXT_INIT("comments/"), TEXT_INIT(".yml"), CONTENT_COMMENT },
    { TEXT_INIT("comments/"), TEXT_INIT(".yaml"), CONTENT_COMMENT },
    { TEXT_INIT("data/"), TEXT_INIT(".yml"), CONTENT_DATA },
    { TEXT_INIT("data/"), TEXT_INIT(".yaml"), CONTENT_DATA },
    /* to add one: the enumerator in scan.h, a row here, and what reads it */
};

struct folder {
    text path; /* below content/, "" for content/ itself */
    size_t depth;
    struct file_status status;
};

struct walk {
    struct arena *arena;
    struct unicode *unicode;
    int content_folder;
    struct sources *sources;
    struct diagnostics *diagnostics;
    bool is_incomplete; /* a folder could not be read */
    struct {
        struct folder *items;
        size_t count, capacity;
    } folders;
    struct {
        struct content_file *items;
        size_t count, capacity;
    } files;
};

static void classify(struct content_file *file)
{
    file->kind = CONTENT_MEDIA;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (!text_starts_with(file->path, kinds[i].folder) || !text_ends_with(file->path, kinds[i].extension))
            continue;
        file->kind = kinds[i].kind;
        text inside = text_from(file->path, kinds[i].folder.length);
        file->id = text_slice(inside, 0, inside.length - kinds[i].extension.length);
        bool may_be_bundle =
            file->kind == CONTENT_ARTICLE || file->kind == CONTENT_PAGE || file->kind == CONTENT_AUTHOR;
        if (may_be_bundle && text_ends_with(file->id, TEXT("/index"))) {
            file->id = text_slice(file->id, 0, file->id.length - strlen("/index"));
            file->is_bundle = true;
        }
        return;
    }
}

/* How else Markdown is called. */
static const text markdown_extensions[] = { TEXT_INIT("md"), TEXT_INIT("markdown"), TEXT_INIT("mdown"),
    TEXT_INIT("mkd"), TEXT_INIT("mkdn") };

static bool is_markdown(text path)
{
    text extension = path_extension(path);
    for (size_t i = 0; i < sizeof markdown_extensions / sizeof *markdown_extensions; i++)
        if (text_equal_ignoring_ascii_case(extension, markdown_extensions[i]))
            return true;
    return false;
}

static bool stands_among_texts(text path)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (text_equal(kinds[i].extension, TEXT(".md")) && text_starts_with(path, kinds[i].folder))
            return true;
    return false;
}

/* "x.md.orig", "x.md.bak": what merging and editing leave would be public at once, the draft in it too. */
static void check_copy(struct walk *walk, const struct content_file *file)
{
    if (file->kind != CONTENT_MEDIA || !is_markdown(path_without_extension(file->path)) ||
        !stands_among_texts(file->path))
        return;
    struct diagnostic *diagnostic = diagnostic_error(walk->diagnostics, (span){ file->source, 0, 0 },
        "unread-source", "this copy of a text would be published as it is");
    diagnostic_hint(walk->diagnostics, diagnostic, "delete it, or take it out of content/");
}

/* What programs that share a folder call the version that lost: Syncthing; Dropbox and Nextcloud. */
static const text lost_versions[] = { TEXT_INIT(".sync-conflict-"), TEXT_INIT("conflicted copy") };

/* Two people wrote at once. Both versions would be published, each at an address that then has to stay. */
static void check_conflict(struct walk *walk, const struct content_file *file)
{
    if (file->kind == CONTENT_MEDIA || file->kind == CONTENT_DATA)
        return;
    for (size_t i = 0; i < sizeof lost_versions / sizeof *lost_versions; i++)
        if (text_find(path_name(file->path), lost_versions[i], 0) != SIZE_MAX) {
            struct diagnostic *diagnostic = diagnostic_error(walk->diagnostics, (span){ file->source, 0, 0 },
                "conflicting-copy", "this other version of a text would be published beside it");
            diagnostic_hint(walk->diagnostics, diagnostic,
                "a program that shares folders left it when two people wrote at once: take what is missing "
                "into the text, and delete it");
        }
}

static bool has_keys(struct walk *walk, const struct content_file *file)
{
    enum { START_BYTES = 512 };
    text start = TEXT_NONE;
    const char *path = text_to_string(walk->arena, file->disk_path);
    return file_read_start(walk->content_folder, path, START_BYTES, walk->arena, &start) == 0 &&
           front_matter_begins(start);
}

/* Pictures and their like are not opened; a file of YAML may begin with `---`. */
static bool may_be_text(text path)
{
    text type = media_type_of(path), extension = path_extension(path);
    bool is_feed = text_equal(type, TEXT("application/xml")) || text_equal(type, TEXT("application/json"));
    return (!type.length || is_feed || text_starts_with(type, TEXT("text/"))) &&
           !text_equal_ignoring_ascii_case(extension, TEXT("yml")) &&
           !text_equal_ignoring_ascii_case(extension, TEXT("yaml"));
}

/* `plan.txt`, `plan`, a page of HTML: what stands among texts with keys above it would be published with
 * them, whatever `draft:` or `date:` say there. */
static void check_keys(struct walk *walk, const struct content_file *file)
{
    text extension = path_extension(file->path), name = path_without_extension(file->path);
    if (file->kind != CONTENT_MEDIA || !stands_among_texts(file->path) || !may_be_text(file->path) ||
        is_markdown(file->path) || is_markdown(name) || !has_keys(walk, file))
        return;
    bool is_html = text_equal_ignoring_ascii_case(extension, TEXT("html")) ||
                   text_equal_ignoring_ascii_case(extension, TEXT("htm"));
    struct diagnostic *diagnostic =
        diagnostic_error(walk->diagnostics, (span){ file->source, 0, 0 }, "unread-source",
            "the keys above this %s are not read, and would be published with it", is_html ? "page" : "text");
    diagnostic_hint(walk->diagnostics, diagnostic, "call it content/%.*s.md%s", TEXT_ARGS(name),
        is_html ? ": HTML passes in Markdown" : ", or take it out of content/");
}

/* Eleventy's keys for all texts of a folder, `draft` maybe among them: "posts/posts.11tydata.js". */
static void check_folder_data(struct walk *walk, const struct content_file *file)
{
    if (!stands_among_texts(file->path) ||
        text_find(path_name(file->path), TEXT(".11tydata."), 0) == SIZE_MAX)
        return;
    struct diagnostic *diagnostic = diagnostic_error(walk->diagnostics, (span){ file->source, 0, 0 },
        "unread-source", "the keys that this file has for texts are not read; it would be published itself");
    diagnostic_hint(
        walk->diagnostics, diagnostic, "write its keys into each text, and take it out of content/");
}

/* Other programs keep comments as JSON, with the addresses of those who wrote them: the form says that these
 * will not be published. */
static void check_comment(struct walk *walk, const struct content_file *file)
{
    if (file->kind != CONTENT_MEDIA || !text_starts_with(file->path, TEXT("comments/")) ||
        text_starts_with(media_type_of(file->path), TEXT("image/")))
        return;
    struct diagnostic *diagnostic = diagnostic_error(walk->diagnostics, (span){ file->source, 0, 0 },
        "unread-source", "this is no comment, and would be published as it is");
    diagnostic_hint(walk->diagnostics, diagnostic,
        "comments end in '.yml': write it as content/%.*s.yml, or take it out of content/",
        TEXT_ARGS(path_without_extension(file->path)));
}

/* Other programs read these as data; here they would be public, and site.data without them. */
static void check_data(struct walk *walk, const struct content_file *file)
{
    text extension = path_extension(file->path);
    bool is_json = text_equal_ignoring_ascii_case(extension, TEXT("json"));
    if (file->kind != CONTENT_MEDIA || !text_starts_with(file->path, TEXT("data/")) ||
        !(is_json || text_equal_ignoring_ascii_case(extension, TEXT("toml"))))
        return;
    struct diagnostic *diagnostic = diagnostic_warning(walk->diagnostics, (span){ file->source, 0, 0 },
        "unread-source", "this is not read as data; it is copied as it is");
    diagnostic_hint(walk->diagnostics, diagnostic,
        is_json ? "JSON is YAML too: call it content/%.*s.yml, or put it into another folder"
                : "write it as YAML, as content/%.*s.yml, or put it into another folder",
        TEXT_ARGS(path_without_extension(file->path)));
}

/*
 * Markdown that would be copied as it is, keys and all, though its author thinks that it is read. With keys,
 * and where texts stand, this is an error: `draft: true` in it would hold nothing back.
 */
static void check_unread(struct walk *walk, const struct content_file *file)
{
    if (file->kind != CONTENT_MEDIA || !is_markdown(file->path) ||
        text_starts_with(file->path, TEXT("comments/")))
        return;
    bool is_among_texts = stands_among_texts(file->path);
    bool is_draft = !is_among_texts && has_keys(walk, file);
    struct diagnostic *diagnostic =
        diagnostic_report(walk->diagnostics, is_among_texts || is_draft ? SEVERITY_ERROR : SEVERITY_WARNING,
            (span){ file->source, 0, 0 }, "unread-source",
            text_of(is_among_texts ? "only files that end in '.md' are read here"
                    : is_draft     ? "this is no article; it would be published as it is, with its keys"
                                   : "this is no article; it is copied as it is"));
    text below = path_name(file->path);
    if (is_among_texts)
        diagnostic_hint(walk->diagnostics, diagnostic, "call it content/%.*s.md",
            TEXT_ARGS(path_without_extension(file->path)));
    else
        diagnostic_hint(walk->diagnostics, diagnostic,
            "articles stand in content/articles/, pages in content/pages/: move it to "
            "content/articles/%.*s.md",
            TEXT_ARGS(path_without_extension(below)));
}

/*
 * pages/index.md and articles/index.md: who writes them means the home page, and would get one at /index/. So
 * it is with _index.md, which elsewhere holds the words above a list.
 */
static void check_index(struct walk *walk, const struct content_file *file)
{
    bool is_text = file->kind == CONTENT_ARTICLE || file->kind == CONTENT_PAGE;
    bool is_of_list = text_equal(path_name(file->path), TEXT("_index.md"));
    bool is_of_top = !file->is_bundle && text_equal(file->id, TEXT("index"));
    if (!is_text || (!is_of_list && !is_of_top))
        return;
    struct diagnostic *diagnostic =
        diagnostic_error(walk->diagnostics, (span){ file->source, 0, 0 }, "index-without-folder",
            is_of_list ? "'_index.md' stands for a list, and would be a text of its own"
                       : "'index.md' stands for its folder, and this folder is no page");
    diagnostic_hint(walk->diagnostics, diagnostic,
        is_of_list ? "give the file the name of its page, or take it away: lists are made by layouts"
                   : "give the file the name of its page; the home page is made by the layout home.html");
}

static void report(struct walk *walk, text path, enum severity severity, const char *code, const char *what)
{
    struct buffer shown;
    buffer_init(&shown, walk->arena);
    buffer_print(&shown, "content/%.*s", TEXT_ARGS(path));
    uint32_t source = sources_add(walk->sources, buffer_text(&shown), TEXT_NONE, TEXT_NONE);
    diagnostic_report(walk->diagnostics, severity, (span){ source, 0, 0 }, code, text_of(what));
}

static void add_entry(struct walk *walk, const struct folder *folder, const struct file_entry *entry)
{
    if (path_is_passed_over(entry->name))
        return;
    text path = path_join(walk->arena, folder->path, entry->name);
    if (text_find_invalid_utf8(path) != SIZE_MAX) {
        report(walk, path, SEVERITY_ERROR, "unusable-name", "the name of this file is not UTF-8");
        return;
    }
    if (entry->kind == FILE_FOLDER && folder->depth + 1 >= FOLDER_DEPTH_LIMIT)
        report(walk, path, SEVERITY_ERROR, "folders-too-deep", "folders are nested deeper than 64");
    else if (entry->kind == FILE_FOLDER)
        *list_add(walk->arena, &walk->folders) = (struct folder){ .path = path, .depth = folder->depth + 1 };
    else if (entry->kind == FILE_REGULAR)
        *list_add(walk->arena, &walk->files) =
            (struct content_file){ .path = unicode_nfc(walk->unicode, walk->arena, path), .disk_path = path };
    else if (entry->kind == FILE_LINK)
        report(walk, path, SEVERITY_WARNING, "symbolic-link", "a symbolic link is not followed");
    else
        report(walk, path, SEVERITY_WARNING, "special-file", "not a regular file, left alone");
}

static void read_folder(struct walk *walk, size_t number)
{
    struct file_entries entries;
    struct folder folder = walk->folders.items[number];
    const char *name = folder.path.length ? text_to_string(walk->arena, folder.path) : ".";
    file_folder_status_at(walk->content_folder, name, &walk->folders.items[number].status);
    int error = file_list(walk->content_folder, name, walk->arena, &entries);
    if (error) {
        uint32_t source = sources_add(
            walk->sources, path_join(walk->arena, TEXT("content"), folder.path), TEXT_NONE, TEXT_NONE);
        file_fault_report(
            walk->diagnostics, (span){ source, 0, 0 }, "unreadable-folder", error, "cannot read the folder");
        walk->is_incomplete = true;
    }
    for (size_t i = 0; i < entries.count; i++)
        add_entry(walk, &folder, &entries.items[i]);
}

static int compare_files(const void *a, const void *b)
{
    const struct content_file *left = a, *right = b;
    int order = text_compare(left->path, right->path);
    return order ? order : text_compare(left->disk_path, right->disk_path);
}

/* Two files that a Mac would not let lie side by side. */
static void check_twin(struct walk *walk, const struct content_file *file, const struct content_file *before)
{
    if (!before || !text_equal(file->path, before->path))
        return;
    struct diagnostic *diagnostic = diagnostic_error(walk->diagnostics, (span){ file->source, 0, 0 },
        "unusable-name", "another file has this name, with its accents written otherwise");
    diagnostic_hint(walk->diagnostics, diagnostic, "delete one of the two, or give it another name");
}

static void number_files(struct walk *walk, struct content *content)
{
    if (walk->files.count)
        qsort(walk->files.items, walk->files.count, sizeof *walk->files.items, compare_files);
    content->files = walk->files.items;
    content->count = walk->files.count;
    map_init(&content->by_path, walk->arena);
    map_reserve(&content->by_path, walk->files.count);
    list_reserve(walk->sources->arena, walk->sources, walk->files.count + OTHER_SOURCES);
    for (size_t i = 0; i < walk->files.count; i++) {
        struct content_file *file = &walk->files.items[i];
        classify(file);
        text shown = text_concat(walk->arena, TEXT("content/"), file->path);
        text on_disk = text_equal(file->path, file->disk_path)
                           ? shown
                           : text_concat(walk->arena, TEXT("content/"), file->disk_path);
        file->source = sources_add(walk->sources, shown, on_disk, TEXT_NONE);
        check_twin(walk, file, i ? file - 1 : NULL);
        check_unread(walk, file);
        check_copy(walk, file);
        check_conflict(walk, file);
        check_keys(walk, file);
        check_folder_data(walk, file);
        check_comment(walk, file);
        check_data(walk, file);
        check_index(walk, file);
        map_set(&content->by_path, file->path, file);
        content->article_count += file->kind == CONTENT_ARTICLE;
        content->author_count += file->kind == CONTENT_AUTHOR;
        content->page_count += file->kind == CONTENT_PAGE;
    }
}

static void note_folders(struct walk *walk, struct content *content)
{
    struct content_folder *folders = arena_new_array(walk->arena, struct content_folder, walk->folders.count);
    for (size_t i = 0; i < walk->folders.count; i++)
        folders[i] = (struct content_folder){ walk->folders.items[i].path, walk->folders.items[i].status };
    content->folders = folders;
    content->folder_count = walk->folders.count;
}

/* The kernel says of a link only that it is no folder. */
static int fault_of_opening(int site_folder, int error)
{
    char target;
    return error == ENOTDIR && readlinkat(site_folder, "content", &target, 1) >= 0 ? ELOOP : error;
}

bool scan_content(struct arena *arena, struct unicode *unicode, int site_folder, struct sources *sources,
    struct content *content, struct diagnostics *diagnostics)
{
    struct walk walk = { .arena = arena, .unicode = unicode, .sources = sources, .diagnostics = diagnostics };
    *content = (struct content){ 0 };
    walk.content_folder = file_open_below(site_folder, "content", O_RDONLY | O_DIRECTORY, 0);
    if (walk.content_folder < 0) {
        map_init(&content->by_path, arena);
        struct diagnostic *diagnostic = file_fault_report(diagnostics, SPAN_NONE, "no-content",
            fault_of_opening(site_folder, -walk.content_folder), "cannot open the folder 'content'");
        if (!diagnostic->hint.bytes)
            diagnostic_hint(
                diagnostics, diagnostic, "put articles into content/articles/, one .md file each");
        return false;
    }
    *list_add(arena, &walk.folders) = (struct folder){ .path = TEXT("") };
    for (size_t i = 0; i < walk.folders.count; i++)
        read_folder(&walk, i);
    number_files(&walk, content);
    note_folders(&walk, content);
    close(walk.content_folder);
    return !walk.is_incomplete;
}
