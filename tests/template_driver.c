/* SPDX-License-Identifier: MIT */
/*
 * Renders one layout with data from a JSON file, for tests/templates.
 *
 *     template_driver [--name NAME] [--repeat COUNT] FILE.jinja DATA.json
 *
 * The keys of DATA are the globals. Other layouts are found in the folder of FILE. NAME is the name the
 * layout goes by, whose ending is its language; without it FILE's own, with a ".jinja" at its end left out.
 * The result goes to standard output. Exit code 0, 1 with diagnostics on standard error, or 2 for wrong
 * usage.
 */
#include "base/arena.h"
#include "base/file.h"
#include "base/path.h"
#include "base/unicode.h"
#include "template/filters.h"
#include "template/template.h"
#include <dirent.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_BYTES_MAX = 64 << 20, NAMES_MAX = 4096 };

struct folder {
    struct arena *arena;
    struct sources *sources;
    text path;      /* "" is the working directory */
    text main_name; /* what the layout goes by */
    text main_file;
    text names[NAMES_MAX];
    size_t name_count;
};

static struct value value_of_json(struct arena *arena, json_t *json);

static struct value map_of_json(struct arena *arena, json_t *json)
{
    struct value_map_entry *entries = arena_new_array(arena, struct value_map_entry, json_object_size(json));
    size_t count = 0;
    const char *key;
    json_t *item;
    json_object_foreach(json, key, item)
    {
        entries[count].key = text_copy(arena, text_of(key));
        entries[count++].value = value_of_json(arena, item);
    }
    return value_map_of(arena, entries, count);
}

static struct value list_of_json(struct arena *arena, json_t *json)
{
    size_t count = json_array_size(json);
    struct value *items = arena_new_array(arena, struct value, count);
    for (size_t i = 0; i < count; i++)
        items[i] = value_of_json(arena, json_array_get(json, i));
    return value_list_of(arena, items, count);
}

static struct value value_of_json(struct arena *arena, json_t *json)
{
    switch (json_typeof(json)) {
    case JSON_OBJECT: return map_of_json(arena, json);
    case JSON_ARRAY: return list_of_json(arena, json);
    case JSON_STRING:
        return value_text(text_copy(arena, (text){ json_string_value(json), json_string_length(json) }));
    case JSON_INTEGER: return value_integer(json_integer_value(json));
    case JSON_REAL: return value_float(json_real_value(json));
    case JSON_TRUE: return value_bool(true);
    case JSON_FALSE: return value_bool(false);
    case JSON_NULL: break;
    }
    return value_none();
}

static bool find_layout(void *data, text name, uint32_t *source, text *contents)
{
    struct folder *folder = data;
    bool is_main = text_equal(name, folder->main_name);
    text path = is_main ? folder->main_file : path_join(folder->arena, folder->path, name);
    if (!is_main && path_check(name) != PATH_OK)
        return false;
    if (file_read(AT_FDCWD, text_to_string(folder->arena, path), FILE_BYTES_MAX, folder->arena, contents,
            NULL) != 0)
        return false;
    for (size_t i = 1; i < folder->sources->count; i++)
        if (text_equal(folder->sources->items[i].path, name)) {
            *source = (uint32_t)i;
            return true;
        }
    *source = sources_add(folder->sources, text_copy(folder->arena, name), path, *contents);
    return true;
}

static int compare_names(const void *a, const void *b)
{
    return text_compare(*(const text *)a, *(const text *)b);
}

static void read_names(struct folder *folder)
{
    DIR *stream = opendir(folder->path.length ? text_to_string(folder->arena, folder->path) : ".");
    for (struct dirent *entry; stream && folder->name_count < NAMES_MAX && (entry = readdir(stream));)
        if (entry->d_name[0] != '.')
            folder->names[folder->name_count++] = text_copy(folder->arena, text_of(entry->d_name));
    if (stream)
        closedir(stream);
    qsort(folder->names, folder->name_count, sizeof *folder->names, compare_names);
}

static text layout_name(text file)
{
    text name = path_name(file);
    return text_ends_with(name, TEXT(".jinja")) ? path_without_extension(name) : name;
}

struct run {
    struct arena arena;
    struct sources sources;
    struct diagnostics diagnostics;
    struct folder folder;
    const char *const *names;
    const struct value *globals;
    size_t global_count;
    struct unicode *unicode;
};

static bool read_data(struct run *run, const char *file)
{
    json_error_t error;
    json_t *json = json_load_file(file, JSON_DECODE_ANY, &error);
    if (!json || !json_is_object(json)) {
        fprintf(stderr, "template_driver: %s:%d: %s\n", file, error.line,
            json ? "expected an object" : error.text);
        json_decref(json);
        return false;
    }
    struct value data = value_of_json(&run->arena, json);
    json_decref(json);
    const struct value_map *map = data.as.map;
    const char **names = arena_new_array(&run->arena, const char *, map->count);
    struct value *globals = arena_new_array(&run->arena, struct value, map->count);
    for (size_t i = 0; i < map->count; i++) {
        names[i] = text_to_string(&run->arena, map->entries[i].key);
        globals[i] = map->entries[i].value;
    }
    run->names = names;
    run->globals = globals;
    run->global_count = map->count;
    return true;
}

/* The rows of the library, with what they need for letters of all scripts. */
static const struct template_function *with_unicode(
    struct run *run, const struct template_function *rows, size_t count)
{
    struct template_function *copies = arena_new_array(&run->arena, struct template_function, count);
    for (size_t i = 0; i < count; i++) {
        copies[i] = rows[i];
        copies[i].data = run->unicode;
    }
    return copies;
}

static bool render(struct run *run, struct buffer *out, int count)
{
    const struct template_library library = {
        .filters = with_unicode(run, template_filters, template_filter_count),
        .filter_count = template_filter_count,
        .tests = with_unicode(run, template_tests, template_test_count),
        .test_count = template_test_count,
        .functions = with_unicode(run, template_functions, template_function_count),
        .function_count = template_function_count,
    };
    const struct template_loader loader = { find_layout, run->folder.names, run->folder.name_count,
        &run->folder, NULL };
    struct templates *templates =
        templates_open(&run->arena, &loader, &library, run->names, run->global_count, &run->diagnostics);
    const struct template *template = templates_get(templates, run->folder.main_name);
    const struct template_page page = { .globals = run->globals, .lang = TEXT("en") };
    struct arena arena;
    arena_init(&arena);
    bool is_done = template && !diagnostics_has_errors(&run->diagnostics);
    for (int i = 0; is_done && i < count; i++) {
        buffer_reset(out);
        is_done = template_render(template, &page, &arena, out, &run->diagnostics);
        if (i + 1 < count)
            arena_reset(&arena);
    }
    if (is_done)
        fwrite(buffer_text(out).bytes, 1, out->length, stdout);
    struct buffer messages;
    buffer_init(&messages, NULL);
    diagnostics_print(&run->diagnostics, &run->sources, &(struct diagnostic_style){ 0 }, &messages);
    fprintf(stderr, "%.*s", TEXT_ARGS(buffer_text(&messages)));
    buffer_release(&messages);
    arena_release(&arena);
    return is_done;
}

int main(int argument_count, char **arguments)
{
    const char *name = NULL;
    int at = 1, count = 1;
    for (; at + 1 < argument_count && arguments[at][0] == '-'; at += 2) {
        if (strcmp(arguments[at], "--name") == 0)
            name = arguments[at + 1];
        else if (strcmp(arguments[at], "--repeat") == 0)
            count = atoi(arguments[at + 1]);
    }
    if (at + 2 != argument_count) {
        fprintf(stderr, "usage: template_driver [--name NAME] [--repeat COUNT] FILE.jinja DATA.json\n");
        return 2;
    }
    struct run *run = calloc(1, sizeof *run);
    struct buffer out;
    if (!run)
        return 3;
    arena_init(&run->arena);
    sources_init(&run->sources, &run->arena);
    diagnostics_init(&run->diagnostics, &run->arena);
    buffer_init(&out, NULL);
    run->folder.arena = &run->arena;
    run->folder.sources = &run->sources;
    run->folder.main_file = text_of(arguments[at]);
    run->folder.path = path_folder(run->folder.main_file);
    run->folder.main_name = name ? text_of(name) : layout_name(run->folder.main_file);
    read_names(&run->folder);
    run->unicode = unicode_open(&run->arena, TEXT("en"));
    int code = !read_data(run, arguments[at + 1]) ? 2 : render(run, &out, count) ? 0 : 1;
    unicode_close(run->unicode);
    buffer_release(&out);
    arena_release(&run->arena);
    free(run);
    return code;
}
