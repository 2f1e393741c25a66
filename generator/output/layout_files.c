/* SPDX-License-Identifier: MIT */
/*
 * Two sets of files laid over each other: the ones compiled into the program, then the site's own layouts/
 * folder, whose files replace those of the same name. What is below strings/ is words, which are read here.
 */
#include "output/layout_files.h"
#include "base/copied_name.h"
#include "base/builtin.h"
#include "base/file.h"
#include "base/file_fault.h"
#include "base/file_open.h"
#include "base/file_tree.h"
#include "base/language.h"
#include "base/list.h"
#include "base/path.h"
#include "load/data_check.h"
#include "load/merge_mark.h"
#include "load/unfetched_file.h"
#include "load/yaml.h"
#include "load/yaml_check.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LAYOUT_BYTES = 4 << 20 };

struct opening {
    const struct layout_files_input *input;
    struct arena *arena;
    struct layout_files *files;
    struct sources *sources;
    struct diagnostics *diagnostics;
    int folder; /* the site's layouts/, or -1 */
};

bool layout_file_is_asset(text name)
{
    return text_starts_with(name, TEXT("assets/"));
}

bool layout_file_is_template(text name)
{
    return !layout_file_is_asset(name) && !text_starts_with(name, TEXT("strings/"));
}

static void add_file(struct opening *opening, text name, text contents, uint32_t source, bool is_builtin)
{
    struct layout_file *file = arena_new(opening->arena, struct layout_file);
    *file = (struct layout_file){ name, contents, source, is_builtin };
    map_set(&opening->files->by_name, name, file);
}

/* A site without search gets nothing of it, and one with a server not what takes the server's place. */
static bool is_wanted(const struct opening *opening, text name)
{
    const struct config *config = opening->input->config;
    if (text_equal(name, TEXT("layouts/assets/search-offline.js")))
        return config->search && config->is_offline;
    return config->search || !text_starts_with(name, TEXT("layouts/assets/search"));
}

static void add_builtin_files(struct opening *opening)
{
    for (size_t i = 0; i < builtin_file_count; i++) {
        const struct builtin_file *file = &builtin_files[i];
        text name = text_of(file->name), contents = { file->bytes, file->length };
        if (!text_starts_with(name, TEXT("layouts/")) || !is_wanted(opening, name))
            continue;
        uint32_t source = sources_add(opening->sources,
            text_format(opening->arena, "%.*s (built in)", TEXT_ARGS(name)), TEXT_NONE, contents);
        add_file(opening, text_from(name, strlen("layouts/")), contents, source, true);
    }
}

static bool is_strings(text name)
{
    return text_starts_with(name, TEXT("strings/"));
}

/* Of a file or folder below layouts/ that is no text to show a line of; "" is layouts/ itself. */
static span span_of(struct opening *opening, text name)
{
    text shown = path_join(opening->arena, TEXT("layouts"), name);
    return (span){ sources_add(opening->sources, shown, TEXT_NONE, TEXT_NONE), 0, 0 };
}

static void add_site_file(struct opening *opening, text name)
{
    text shown = text_format(opening->arena, "layouts/%.*s", TEXT_ARGS(name));
    text contents = TEXT_NONE;
    int error = file_read(
        opening->folder, text_to_string(opening->arena, name), LAYOUT_BYTES, opening->arena, &contents, NULL);
    if (error) {
        file_fault_report_file(opening->diagnostics, span_of(opening, name), error, LAYOUT_BYTES,
            layout_file_is_asset(name)
                ? "move it below content/, which is copied whatever its size"
                : "split it with {% include %}, or move what it holds to content/data/");
        return;
    }
    uint32_t source = sources_add(opening->sources, shown, shown, contents);
    if (!is_strings(name)) /* YAML says it itself */
        merge_mark_check(opening->diagnostics, source, contents);
    unfetched_file_report(opening->diagnostics, source, contents);
    if (layout_file_is_asset(name) || yaml_check_encoding(source, contents, 0, opening->diagnostics))
        add_file(opening, name, contents, source, false);
}

static int compare_texts(const void *a, const void *b)
{
    return text_compare(*(const text *)a, *(const text *)b);
}

struct names {
    text *items;
    size_t count, capacity;
};

static void warn_of_left(
    struct opening *opening, text path, const char *code, const char *what, const char *hint)
{
    struct diagnostic *diagnostic =
        diagnostic_warning(opening->diagnostics, span_of(opening, path), code, "%s", what);
    diagnostic_hint(opening->diagnostics, diagnostic, "%s", hint);
}

static bool is_copy(const struct copied_name *name, const struct file_entries *entries)
{
    bool is_certain = name->kind && name->is_certain;
    for (size_t i = 0; name->kind && !is_certain && i < entries->count; i++)
        is_certain = text_equal(entries->items[i].name, name->original);
    return is_certain;
}

/* A copy that a program left beside the file, or one of which a part is still to come: an asset of such a
 * name would be public. */
static bool leave_alone(struct opening *opening, const struct file_entries *entries, text path)
{
    const struct copied_name name = copied_name_of(opening->arena, path_name(path));
    if (path_is_unfinished(path_name(path))) {
        warn_of_left(opening, path, "unfinished-file",
            "a file of which a part is still to come is left alone",
            "build again when it is there; if nobody is sending it any more, delete it");
        return true;
    }
    if (!is_copy(&name, entries))
        return false;
    warn_of_left(opening, path, name.kind == COPIED_IN_CONFLICT ? "conflicting-copy" : "left-copy",
        "a copy that a program left here is left alone",
        "take what is missing into the file itself, and delete the copy");
    return true;
}

static void list_folder(struct opening *opening, text folder, struct names *folders, struct names *files)
{
    struct file_entries entries;
    const char *name = folder.length ? text_to_string(opening->arena, folder) : ".";
    int error = file_list(opening->folder, name, opening->arena, &entries);
    if (error)
        file_fault_report_folder(opening->diagnostics, span_of(opening, folder), error);
    for (size_t i = 0; i < entries.count; i++) {
        const struct file_entry *entry = &entries.items[i];
        text path = path_join(opening->arena, folder, entry->name);
        if (unfetched_file_of_name(entry->name).bytes)
            unfetched_file_report_name(opening->diagnostics, span_of(opening, path), entry->name);
        if (path_is_passed_over(entry->name) || leave_alone(opening, &entries, path))
            continue;
        if (entry->kind == FILE_FOLDER)
            *list_add(opening->arena, folders) = path;
        else if (entry->kind == FILE_REGULAR)
            *list_add(opening->arena, files) = path;
        else
            file_fault_report_unread(opening->diagnostics, span_of(opening, path), entry->kind);
    }
}

static void add_site_files(struct opening *opening)
{
    struct names folders = { 0 }, files = { 0 };
    *list_add(opening->arena, &folders) = TEXT("");
    for (size_t i = 0; i < folders.count; i++)
        list_folder(opening, folders.items[i], &folders, &files);
    if (files.count)
        qsort(files.items, files.count, sizeof *files.items, compare_texts);
    for (size_t i = 0; i < files.count; i++)
        add_site_file(opening, files.items[i]);
}

static void read_language(
    struct opening *opening, const struct layout_file *file, text lang, struct language_strings *language)
{
    struct value words = value_none(), site_words = value_none();
    yaml_parse(
        opening->arena, file->source, file->contents, 0, &yaml_limits_data, &words, opening->diagnostics);
    if (!file->is_builtin)
        data_check_words(lang, &words, (span){ file->source, 0, 0 }, opening->diagnostics);
    const struct value *data = opening->input->data;
    if (data->kind == VALUE_MAP) {
        const struct value *found =
            value_map_find(data->as.map, text_format(opening->arena, "strings.%.*s", TEXT_ARGS(lang)));
        site_words = found ? *found : site_words;
    }
    *language = strings_of_file(lang, &words, &site_words);
}

/* A language that only the site has. */
static void add_site_languages(struct opening *opening, struct strings *strings, struct language_strings *all)
{
    const struct value *data = opening->input->data;
    for (size_t i = 0; data->kind == VALUE_MAP && i < data->as.map->count; i++) {
        const struct value_map_entry *entry = &data->as.map->entries[i];
        struct value none = value_none();
        if (!text_starts_with(entry->key, TEXT("strings.")))
            continue;
        text lang = text_from(entry->key, strlen("strings."));
        bool is_known = false;
        for (size_t k = 0; k < strings->count; k++)
            is_known |= text_equal(all[k].lang, lang);
        if (!is_known)
            all[strings->count++] = strings_of_file(lang, &none, &entry->value);
    }
}

/* A file of the site goes before the built-in one by its language, whatever its ending: "de.yaml". */
static struct language_strings *place_for(struct strings *strings, struct language_strings *all, text lang)
{
    for (size_t i = 0; i < strings->count; i++)
        if (text_equal(all[i].lang, lang))
            return &all[i];
    return &all[strings->count++];
}

static void collect_strings(struct opening *opening)
{
    const struct map *files = &opening->files->by_name;
    struct strings *strings = &opening->files->strings;
    const struct value *data = opening->input->data;
    size_t room = files->count + (data->kind == VALUE_MAP ? data->as.map->count : 0);
    struct language_strings *all = arena_new_array(opening->arena, struct language_strings, room);
    for (size_t i = 0; i < files->count; i++) {
        const struct layout_file *file = files->entries[i].value;
        if (!is_strings(file->name))
            continue;
        text lang =
            language_tag(opening->arena, path_without_extension(text_from(file->name, strlen("strings/"))));
        read_language(opening, file, lang, place_for(strings, all, lang));
    }
    add_site_languages(opening, strings, all);
    strings->languages = all;
}

static void open_site_folder(struct opening *opening, int site_folder)
{
    enum file_kind kind;
    opening->folder = file_open_below(site_folder, "layouts", O_RDONLY | O_DIRECTORY, 0);
    if (opening->folder >= 0) {
        add_site_files(opening);
        close(opening->folder);
    } else if (file_kind_at(site_folder, "layouts", &kind) == 0 && kind != FILE_FOLDER) {
        file_fault_report_unread(opening->diagnostics, span_of(opening, TEXT("")), kind);
    } else if (opening->folder != -ENOENT) {
        file_fault_report_folder(opening->diagnostics, span_of(opening, TEXT("")), -opening->folder);
    }
}

struct layout_files *layout_files_open(const struct layout_files_input *input)
{
    struct layout_files *files = arena_new(input->arena, struct layout_files);
    struct opening opening = { input, input->arena, files, input->sources, input->diagnostics, -1 };
    map_init(&files->by_name, input->arena);
    files->strings = (struct strings){ .site_lang = input->config->language,
        .site_date_format = input->config->date_format,
        .unicode = input->unicode };
    add_builtin_files(&opening);
    open_site_folder(&opening, input->site_folder);
    collect_strings(&opening);
    return files;
}
