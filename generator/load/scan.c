/* SPDX-License-Identifier: MIT */
/*
 * One walk over content/, folder by folder from a list of folders still to read (never recursion). The kind
 * of a file follows from its place by one table. Names are sorted in the end, so the order in which the file
 * system lists them never shows.
 */
#include "load/scan.h"
#include "base/list.h"
#include "base/path.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FOLDER_DEPTH_LIMIT = 64 };

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
    { TEXT_INIT("data/"), TEXT_INIT(".yml"), CONTENT_DATA },
    { TEXT_INIT("data/"), TEXT_INIT(".yaml"), CONTENT_DATA },
    /* to add one: the enumerator in scan.h, a row here, and what reads it */
};

struct folder {
    text path; /* below content/, "" for content/ itself */
    size_t depth;
};

struct walk {
    struct arena *arena;
    int content_folder;
    struct sources *sources;
    struct diagnostics *diagnostics;
    bool machine_failed;
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
        bool may_be_bundle = file->kind == CONTENT_ARTICLE || file->kind == CONTENT_PAGE;
        if (may_be_bundle && text_ends_with(file->id, TEXT("/index"))) {
            file->id = text_slice(file->id, 0, file->id.length - strlen("/index"));
            file->is_bundle = true;
        }
        return;
    }
}

static void report(struct walk *walk, text path, enum severity severity, const char *code, const char *what)
{
    struct buffer shown;
    buffer_init(&shown, walk->arena);
    buffer_print(&shown, "content/%.*s", TEXT_ARGS(path));
    uint32_t source = sources_add(walk->sources, buffer_text(&shown), TEXT_NONE, TEXT_NONE);
    diagnostic_report(walk->diagnostics, severity, (span){ source, 0, 0 }, code, text_of(what));
}

static unsigned char entry_type(int folder, const struct dirent *entry)
{
    if (entry->d_type != DT_UNKNOWN)
        return entry->d_type;
    struct stat status;
    if (fstatat(folder, entry->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0)
        return DT_UNKNOWN;
    return S_ISREG(status.st_mode)   ? DT_REG
           : S_ISDIR(status.st_mode) ? DT_DIR
           : S_ISLNK(status.st_mode) ? DT_LNK
                                     : DT_FIFO;
}

static void add_entry(struct walk *walk, const struct folder *folder, int handle, const struct dirent *entry)
{
    text name = text_of(entry->d_name);
    if (entry->d_name[0] == '.')
        return;
    text path = path_join(walk->arena, folder->path, text_copy(walk->arena, name));
    unsigned char type = entry_type(handle, entry);
    if (text_find_invalid_utf8(path) != SIZE_MAX) {
        report(walk, path, SEVERITY_ERROR, "unusable-name", "the name of this file is not UTF-8");
        return;
    }
    if (type == DT_DIR && folder->depth + 1 >= FOLDER_DEPTH_LIMIT)
        report(walk, path, SEVERITY_ERROR, "folders-too-deep", "folders are nested deeper than 64");
    else if (type == DT_DIR)
        *list_add(walk->arena, &walk->folders) = (struct folder){ path, folder->depth + 1 };
    else if (type == DT_REG)
        *list_add(walk->arena, &walk->files) = (struct content_file){ .path = path };
    else if (type == DT_LNK)
        report(walk, path, SEVERITY_WARNING, "symbolic-link", "a symbolic link is not followed");
    else
        report(walk, path, SEVERITY_WARNING, "special-file", "not a regular file, left alone");
}

static void read_folder(struct walk *walk, struct folder folder)
{
    const char *name = folder.path.length ? text_to_string(walk->arena, folder.path) : ".";
    int handle = openat(walk->content_folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *stream = handle < 0 ? NULL : fdopendir(handle);
    if (!stream) {
        report(walk, folder.path, SEVERITY_ERROR, "unreadable-folder",
            text_format(walk->arena, "cannot read the folder: %s", strerror(errno)).bytes);
        walk->machine_failed = true;
        if (handle >= 0)
            close(handle);
        return;
    }
    for (struct dirent *entry; (entry = readdir(stream));)
        add_entry(walk, &folder, handle, entry);
    closedir(stream);
}

static int compare_files(const void *a, const void *b)
{
    return text_compare(((const struct content_file *)a)->path, ((const struct content_file *)b)->path);
}

static void number_files(struct walk *walk, struct content *content)
{
    if (walk->files.count)
        qsort(walk->files.items, walk->files.count, sizeof *walk->files.items, compare_files);
    content->files = walk->files.items;
    content->count = walk->files.count;
    map_init(&content->by_path, walk->arena);
    for (size_t i = 0; i < walk->files.count; i++) {
        struct content_file *file = &walk->files.items[i];
        classify(file);
        text shown = text_format(walk->arena, "content/%.*s", TEXT_ARGS(file->path));
        file->source = sources_add(walk->sources, shown, shown, TEXT_NONE);
        map_set(&content->by_path, file->path, file);
        content->article_count += file->kind == CONTENT_ARTICLE;
        content->author_count += file->kind == CONTENT_AUTHOR;
        content->page_count += file->kind == CONTENT_PAGE;
    }
}

bool scan_content(struct arena *arena, int site_folder, struct sources *sources, struct content *content,
    struct diagnostics *diagnostics, bool *machine_failed)
{
    struct walk walk = { .arena = arena, .sources = sources, .diagnostics = diagnostics };
    *content = (struct content){ 0 };
    walk.content_folder = openat(site_folder, "content", O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (walk.content_folder < 0) {
        map_init(&content->by_path, arena);
        struct diagnostic *diagnostic = diagnostic_error(
            diagnostics, SPAN_NONE, "no-content", "cannot open the folder 'content': %s", strerror(errno));
        diagnostic_hint(diagnostics, diagnostic, "put articles into content/articles/, one .md file each");
        *machine_failed = errno != ENOENT && errno != ENOTDIR && errno != ELOOP;
        return false;
    }
    *list_add(arena, &walk.folders) = (struct folder){ TEXT(""), 0 };
    for (size_t i = 0; i < walk.folders.count; i++)
        read_folder(&walk, walk.folders.items[i]);
    number_files(&walk, content);
    close(walk.content_folder);
    *machine_failed = walk.machine_failed;
    return !walk.machine_failed;
}
