/* SPDX-License-Identifier: MIT */
/* A walk over lua-plugins/, folders in byte order, then the table of built-in files. Links are not followed.
 */
#include "plugin/files.h"
#include "base/arena.h"
#include "base/builtin.h"
#include "base/file.h"
#include "base/file_fault.h"
#include "base/file_open.h"
#include "base/file_tree.h"
#include "base/list.h"
#include "base/path.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* A plugin of more than a megabyte is a mistake. */
enum { FILE_BYTES = 1 << 20 };

static const text folder_prefix = TEXT_INIT("lua-plugins/");

struct reading {
    struct plugin_files *files;
    struct arena *arena;
    int folder; /* open lua-plugins/ */
    struct sources *sources;
    struct diagnostics *diagnostics;
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
        file_fault_report(
            reading->diagnostics, (span){ source, 0, 0 }, "unreadable-file", error, "cannot read the file");
    else
        add(reading, below, path, contents, source);
}

/* What is below lua-plugins/types/ describes the API to editors and is never run. */
static bool is_wanted(text below)
{
    return !path_is_passed_over(path_name(below)) && !text_equal(below, TEXT("types"));
}

static span span_of(struct reading *reading, text below)
{
    text shown = path_join(reading->arena, TEXT("lua-plugins"), below);
    return (span){ sources_add(reading->sources, shown, TEXT_NONE, TEXT_NONE), 0, 0 };
}

static void read_folder(struct reading *reading, text below)
{
    struct file_entries entries;
    const char *path = below.length ? text_to_string(reading->arena, below) : ".";
    int error = file_list(reading->folder, path, reading->arena, &entries);
    if (error)
        file_fault_report_folder(reading->diagnostics, span_of(reading, below), error);
    for (size_t i = 0; i < entries.count; i++) {
        const struct file_entry *entry = &entries.items[i];
        text name = path_join(reading->arena, below, entry->name);
        if (!is_wanted(name))
            continue;
        if (entry->kind == FILE_LINK || entry->kind == FILE_SPECIAL)
            file_fault_report_unread(reading->diagnostics, span_of(reading, name), entry->kind);
        else if (entry->kind == FILE_FOLDER)
            read_folder(reading, name);
        else if (entry->kind == FILE_REGULAR && text_equal(path_extension(name), TEXT("lua")))
            read_file(reading, name);
    }
}

static void open_site_folder(struct reading *reading, int site_folder)
{
    enum file_kind kind;
    reading->folder = file_open_below(site_folder, "lua-plugins", O_RDONLY | O_DIRECTORY, 0);
    if (reading->folder >= 0) {
        read_folder(reading, TEXT(""));
        close(reading->folder);
    } else if (file_kind_at(site_folder, "lua-plugins", &kind) == 0 && kind != FILE_FOLDER) {
        file_fault_report_unread(reading->diagnostics, span_of(reading, TEXT("")), kind);
    } else if (reading->folder != -ENOENT) {
        file_fault_report_folder(reading->diagnostics, span_of(reading, TEXT("")), -reading->folder);
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
    open_site_folder(&reading, site_folder);
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
    span whole = source_span_of_line(file->contents, file->source, line);
    text inside = text_slice(file->contents, whole.offset, whole.length);
    uint32_t blanks = 0;
    while (blanks < inside.length && (inside.bytes[blanks] == ' ' || inside.bytes[blanks] == '\t'))
        blanks++;
    return (span){ file->source, whole.offset + blanks, whole.length - blanks };
}
