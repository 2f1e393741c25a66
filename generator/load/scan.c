/* SPDX-License-Identifier: MIT */
/*
 * One walk over content/, folder by folder from a list of folders still to read (never recursion). The kind
 * of a file follows from its place by one table. Names are sorted in the end, so the order in which the file
 * system lists them never shows.
 */
#include "load/scan.h"
#include "base/count.h"
#include "base/file_fault.h"
#include "base/file_open.h"
#include "base/file_tree.h"
#include "base/list.h"
#include "base/path.h"
#include "load/scan_checks.h"
#include "load/scan_copies.h"
#include "load/scan_keys.h"
#include "load/unfetched_file.h"
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
    { TEXT_INIT("data/"), TEXT_INIT(".csv"), CONTENT_MEDIA },
    { TEXT_INIT("data/"), TEXT_INIT(".tsv"), CONTENT_MEDIA },
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
    for (size_t i = 0; i < COUNT(kinds); i++) {
        if (!text_starts_with(file->path, kinds[i].folder) || !text_ends_with(file->path, kinds[i].extension))
            continue;
        file->kind = kinds[i].kind;
        file->is_sheet = file->kind == CONTENT_MEDIA;
        text inside = text_from(file->path, kinds[i].folder.length);
        file->id = text_slice(inside, 0, inside.length - kinds[i].extension.length);
        bool may_be_bundle = content_is_text(file) || file->kind == CONTENT_AUTHOR;
        if (may_be_bundle && text_ends_with(file->id, TEXT("/index"))) {
            file->id = text_slice(file->id, 0, file->id.length - strlen("/index"));
            file->is_bundle = true;
        }
        return;
    }
}

bool content_is_among_texts(text path)
{
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (text_equal(kinds[i].extension, TEXT(".md")) && text_starts_with(path, kinds[i].folder))
            return true;
    return false;
}

/* Of a file or folder below content/, "" for that itself; no line of it is shown. */
static span span_of(struct walk *walk, text path)
{
    text shown = path_join(walk->arena, TEXT("content"), path);
    return (span){ sources_add(walk->sources, shown, TEXT_NONE, TEXT_NONE), 0, 0 };
}

static void refuse(struct walk *walk, text path, const char *code, const char *what)
{
    diagnostic_error(walk->diagnostics, span_of(walk, path), code, "%s", what);
}

/* Published, it would be half a file, at an address that then has to stay. */
static void leave_unfinished(struct walk *walk, text path)
{
    struct diagnostic *diagnostic = diagnostic_warning(walk->diagnostics, span_of(walk, path),
        "unfinished-file", "a file of which a part is still to come is left alone");
    diagnostic_hint(walk->diagnostics, diagnostic,
        "build again when it is content/%.*s; if nobody is sending it any more, delete it",
        TEXT_ARGS(path_without_extension(path)));
}

static void add_entry(struct walk *walk, const struct folder *folder, const struct file_entry *entry)
{
    text path = path_join(walk->arena, folder->path, entry->name);
    if (unfetched_file_of_name(entry->name).bytes && entry->kind == FILE_REGULAR &&
        text_find_invalid_utf8(path) == SIZE_MAX) {
        unfetched_file_report_name(walk->diagnostics, span_of(walk, path), entry->name);
        return;
    }
    if (path_is_passed_over(entry->name)) {
        const struct scan_checks checks = { walk->arena, walk->content_folder, walk->diagnostics, NULL };
        if (entry->kind == FILE_REGULAR && scan_is_of_texts(path))
            scan_check_passed_over(&checks, path, span_of(walk, path).source);
        return;
    }
    if (text_find_invalid_utf8(path) != SIZE_MAX) {
        refuse(walk, path, "unusable-name", "the name of this file is not UTF-8");
        return;
    }
    if (path_is_unfinished(entry->name))
        leave_unfinished(walk, path);
    else if (entry->kind == FILE_FOLDER && folder->depth + 1 >= FOLDER_DEPTH_LIMIT)
        refuse(walk, path, "folders-too-deep", "folders are nested deeper than 64");
    else if (entry->kind == FILE_FOLDER)
        *list_add(walk->arena, &walk->folders) = (struct folder){ .path = path, .depth = folder->depth + 1 };
    else if (entry->kind == FILE_REGULAR)
        *list_add(walk->arena, &walk->files) =
            (struct content_file){ .path = unicode_nfc(walk->unicode, walk->arena, path), .disk_path = path };
    else
        file_fault_report_unread(walk->diagnostics, span_of(walk, path), entry->kind);
}

static void read_folder(struct walk *walk, size_t number)
{
    struct file_entries entries;
    struct folder folder = walk->folders.items[number];
    const char *name = folder.path.length ? text_to_string(walk->arena, folder.path) : ".";
    file_folder_status_at(walk->content_folder, name, &walk->folders.items[number].status);
    int error = file_list(walk->content_folder, name, walk->arena, &entries);
    if (error) {
        file_fault_report_folder(walk->diagnostics, span_of(walk, folder.path), error);
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
    for (size_t i = 0; i < walk->files.count; i++)
        classify(&walk->files.items[i]);
    const struct scan_checks checks = { walk->arena, walk->content_folder, walk->diagnostics, content };
    content->files = walk->files.items;
    content->count = walk->files.count;
    content->count = scan_leave_copies(&checks, walk->sources, walk->files.items);
    walk->files.count = content->count;
    map_init(&content->by_path, walk->arena);
    map_reserve(&content->by_path, walk->files.count);
    list_reserve(walk->sources->arena, walk->sources, walk->files.count + OTHER_SOURCES);
    for (size_t i = 0; i < walk->files.count; i++) {
        struct content_file *file = &walk->files.items[i];
        text shown = text_concat(walk->arena, TEXT("content/"), file->path);
        text on_disk = text_equal(file->path, file->disk_path)
                           ? shown
                           : text_concat(walk->arena, TEXT("content/"), file->disk_path);
        file->source = sources_add(walk->sources, shown, on_disk, TEXT_NONE);
        check_twin(walk, file, i ? file - 1 : NULL);
        scan_check(&checks, file);
        map_set(&content->by_path, file->path, file);
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
