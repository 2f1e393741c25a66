/* SPDX-License-Identifier: MIT */
/* A walk over lua-plugins/, folders in byte order, then the table of built-in files. Links are not followed.
 */
#include "plugin/files.h"
#include "base/arena.h"
#include "base/builtin.h"
#include "base/file.h"
#include "base/list.h"
#include "base/path.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A plugin of more than a megabyte is a mistake, and so is a folder with thousands of them. */
enum { FILE_BYTES = 1 << 20, FILE_LIMIT = 1000, FOLDER_DEPTH = 8 };

static const text folder_prefix = TEXT_INIT("lua-plugins/");

struct reading {
    struct plugin_files *files;
    struct arena *arena;
    int folder; /* open lua-plugins/ */
    struct sources *sources;
    struct diagnostics *diagnostics;
};

struct names {
    text *items;
    size_t count, capacity;
};

static struct plugin_file *add(struct reading *reading, text below, text path, text contents, uint32_t source)
{
    struct plugin_file *file = list_add(reading->arena, reading->files);
    *file = (struct plugin_file){
        .name = path_without_extension(below), .path = path, .contents = contents, .source = source
    };
    file->chunk = text_to_string(reading->arena, text_format(reading->arena, "@%.*s", TEXT_ARGS(path)));
    return file;
}

static void read_file(struct reading *reading, text below)
{
    struct arena *arena = reading->arena;
    text path = text_format(arena, "%.*s%.*s", TEXT_ARGS(folder_prefix), TEXT_ARGS(below));
    text contents = TEXT_NONE;
    int error = file_read(reading->folder, text_to_string(arena, below), FILE_BYTES, arena, &contents, NULL);
    uint32_t source = sources_add(reading->sources, path, path, error ? TEXT("") : contents);
    if (error)
        diagnostic_error(reading->diagnostics, (span){ source, 0, 0 }, "unreadable-file",
            "cannot read the file: %s", file_error_text(error));
    else
        add(reading, below, path, contents, source);
}

static int compare_texts(const void *a, const void *b)
{
    return text_compare(*(const text *)a, *(const text *)b);
}

/* What is below lua-plugins/types/ describes the API to editors and is never run. */
static bool is_wanted(text below)
{
    return !text_starts_with(path_name(below), TEXT(".")) && !text_equal(below, TEXT("types"));
}

static void list_folder(struct reading *reading, text below, struct names *names)
{
    const char *path = below.length ? text_to_string(reading->arena, below) : ".";
    int handle = openat(reading->folder, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *stream = handle < 0 ? NULL : fdopendir(handle);
    if (!stream) {
        if (handle >= 0)
            close(handle);
        return;
    }
    for (struct dirent *entry = readdir(stream); entry && names->count < FILE_LIMIT;
         entry = readdir(stream)) {
        text name = path_join(reading->arena, below, text_of(entry->d_name));
        if (is_wanted(name))
            *list_add(reading->arena, names) = text_copy(reading->arena, name);
    }
    closedir(stream);
    if (names->count)
        qsort(names->items, names->count, sizeof *names->items, compare_texts);
}

static void read_folder(struct reading *reading, text below, int depth)
{
    struct names names = { 0 };
    list_folder(reading, below, &names);
    for (size_t i = 0; i < names.count && reading->files->count < FILE_LIMIT; i++) {
        struct stat status;
        bool is_there = fstatat(reading->folder, text_to_string(reading->arena, names.items[i]), &status,
                            AT_SYMLINK_NOFOLLOW) == 0;
        if (is_there && S_ISDIR(status.st_mode) && depth < FOLDER_DEPTH)
            read_folder(reading, names.items[i], depth + 1);
        else if (is_there && text_equal(path_extension(names.items[i]), TEXT("lua")))
            read_file(reading, names.items[i]);
    }
}

static void add_builtin_files(struct reading *reading)
{
    for (size_t i = 0; i < builtin_file_count; i++) {
        text name = text_of(builtin_files[i].name),
             contents = { builtin_files[i].bytes, builtin_files[i].length };
        if (!text_starts_with(name, folder_prefix))
            continue;
        text path = text_format(reading->arena, "%.*s (built in)", TEXT_ARGS(name));
        uint32_t source = sources_add(reading->sources, path, TEXT_NONE, contents);
        add(reading, text_from(name, folder_prefix.length), path, contents, source)->is_builtin = true;
    }
}

void files_open(struct plugin_files *files, struct arena *arena, int site_folder, struct sources *sources,
    struct diagnostics *diagnostics)
{
    *files = (struct plugin_files){ 0 };
    struct reading reading = { files, arena, -1, sources, diagnostics };
    reading.folder = openat(site_folder, "lua-plugins", O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (reading.folder >= 0) {
        read_folder(&reading, TEXT(""), 0);
        close(reading.folder);
    }
    add_builtin_files(&reading);
}

const struct plugin_file *files_find(const struct plugin_files *files, text name)
{
    for (size_t i = 0; i < files->count; i++)
        if (text_equal(files->items[i].name, name))
            return &files->items[i];
    return NULL;
}

const struct plugin_file *files_find_chunk(const struct plugin_files *files, text chunk)
{
    text path = text_starts_with(chunk, TEXT("@")) ? text_from(chunk, 1) : chunk;
    bool is_cut = text_starts_with(path, TEXT("..."));
    for (size_t i = 0; i < files->count; i++)
        if (text_equal(files->items[i].path, path) ||
            (is_cut && text_ends_with(files->items[i].path, text_from(path, 3))))
            return &files->items[i];
    return NULL;
}

text files_nearest(const struct plugin_files *files, struct arena *arena, text wrong)
{
    text *names = arena_new_array(arena, text, files->count);
    for (size_t i = 0; i < files->count; i++)
        names[i] = files->items[i].name;
    return diagnostic_nearest_text(wrong, names, files->count);
}

span files_span_of_line(const struct plugin_file *file, size_t line)
{
    if (line == 0)
        return (span){ file->source, 0, 0 };
    span whole = source_span_of_line(file->contents, file->source, line, 0, file->contents.length);
    text inside = text_slice(file->contents, whole.offset, whole.length);
    uint32_t blanks = 0;
    while (blanks < inside.length && (inside.bytes[blanks] == ' ' || inside.bytes[blanks] == '\t'))
        blanks++;
    return (span){ file->source, whole.offset + blanks, whole.length - blanks };
}
