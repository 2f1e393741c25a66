/* SPDX-License-Identifier: MIT */
/*
 * An archetype is a layout that makes a source file, so the template engine fills it, with the general
 * filters and one more that writes YAML. Settings are read as a build reads them, because a new article's day
 * begins in the site's zone.
 */
#include "command/scaffold.h"
#include "base/builtin.h"
#include "base/count.h"
#include "base/file.h"
#include "base/file_fault.h"
#include "base/file_tree.h"
#include "base/path.h"
#include "base/unicode.h"
#include "load/config.h"
#include "load/yaml_check.h"
#include "load/yaml_scalar.h"
#include "template/filters.h"
#include "template/template.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

enum { FILE_BYTES = 4 << 20 };

static void set_now(struct scaffold *scaffold)
{
    struct instant second = { instant_seconds(instant_now()) * 1000 };
    scaffold->now = zone_date_at(scaffold->config.zone, second);
}

void scaffold_open(struct scaffold *scaffold)
{
    *scaffold = (struct scaffold){ 0 };
    arena_init(&scaffold->arena);
    sources_init(&scaffold->sources, &scaffold->arena);
    diagnostics_init(&scaffold->diagnostics, &scaffold->arena);
    scaffold->config.zone = zone_open(&scaffold->arena, TEXT("UTC"));
    set_now(scaffold);
}

bool scaffold_open_site(struct scaffold *scaffold)
{
    text contents = TEXT_NONE;
    scaffold_open(scaffold);
    int error = file_read(AT_FDCWD, "site.yml", FILE_BYTES, &scaffold->arena, &contents, NULL);
    if (error) {
        struct diagnostic *diagnostic =
            file_fault_report(&scaffold->diagnostics, SPAN_NONE, "no-site", error, "cannot read 'site.yml'");
        if (error == ENOENT)
            diagnostic_hint(&scaffold->diagnostics, diagnostic,
                "run brief in the folder of a site, or name it with -C; brief new site DIR makes one");
        return false;
    }
    uint32_t source = sources_add(&scaffold->sources, TEXT("site.yml"), TEXT("site.yml"), contents);
    config_release(&scaffold->config);
    bool is_good =
        config_read(&scaffold->arena, source, contents, TEXT_NONE, &scaffold->config, &scaffold->diagnostics);
    if (!is_good || !scaffold->config.zone)
        return false;
    scaffold->unicode = unicode_open(&scaffold->arena, scaffold->config.language);
    set_now(scaffold);
    return true;
}

enum exit_code scaffold_close(struct scaffold *scaffold, const struct diagnostic_style *style, int code)
{
    bool has_machine_failed = scaffold->diagnostics.machine_fault_count > 0;
    struct buffer out;
    buffer_init(&out, NULL);
    diagnostics_print(&scaffold->diagnostics, &scaffold->sources, style, &out);
    if (out.length)
        fwrite(out.bytes, 1, out.length, stderr);
    buffer_release(&out);
    if (scaffold->unicode)
        unicode_close(scaffold->unicode);
    config_release(&scaffold->config);
    arena_release(&scaffold->arena);
    return has_machine_failed ? EXIT_MACHINE : (enum exit_code)code;
}

bool scaffold_find(struct scaffold *scaffold, text name, uint32_t *source, text *contents)
{
    text path = path_join(&scaffold->arena, TEXT("layouts/archetypes"), name);
    int error = file_read(
        AT_FDCWD, text_to_string(&scaffold->arena, path), FILE_BYTES, &scaffold->arena, contents, NULL);
    if (!error) {
        *source = sources_add(&scaffold->sources, path, path, *contents);
        return yaml_check_encoding(*source, *contents, 0, &scaffold->diagnostics);
    }
    if (error != ENOENT) {
        uint32_t unread = sources_add(&scaffold->sources, path, TEXT_NONE, TEXT_NONE);
        file_fault_report(
            &scaffold->diagnostics, (span){ unread, 0, 0 }, "unreadable-file", error, "cannot read the file");
        return false;
    }
    const struct builtin_file *file = builtin_find(path);
    if (!file)
        return false;
    *contents = (text){ file->bytes, file->length };
    *source = sources_add(&scaffold->sources, path, TEXT_NONE, *contents);
    return true;
}

/* {{ title|yaml }}: a text as a scalar, a list as [a, b]. */
static struct value filter_yaml(struct template_call *call, void *data)
{
    (void)data;
    struct buffer out;
    if (call->input.kind != VALUE_LIST)
        return value_text(yaml_scalar_write(call->arena, value_to_text(&call->input, call->arena)));
    buffer_init(&out, call->arena);
    buffer_append_byte(&out, '[');
    for (size_t i = 0; i < call->input.as.list->count; i++) {
        struct value item = value_list_at(call->input.as.list, i);
        if (i)
            buffer_append_literal(&out, ", ");
        buffer_append(&out, yaml_scalar_write(call->arena, value_to_text(&item, call->arena)));
    }
    buffer_append_byte(&out, ']');
    return value_text(buffer_text(&out));
}

static const struct template_library *library_of(struct scaffold *scaffold)
{
    struct template_function *filters =
        arena_new_array(&scaffold->arena, struct template_function, template_filter_count + 1);
    for (size_t i = 0; i < template_filter_count; i++) {
        filters[i] = template_filters[i];
        filters[i].data = scaffold->unicode;
    }
    filters[template_filter_count] =
        (struct template_function){ "yaml", "", filter_yaml, NULL, 0, "As a value of YAML." };
    struct template_library *library = arena_new(&scaffold->arena, struct template_library);
    *library = (struct template_library){ .filters = filters,
        .filter_count = template_filter_count + 1,
        .tests = template_tests,
        .test_count = template_test_count,
        .functions = template_functions,
        .function_count = template_function_count };
    return library;
}

/* The only layout that there is. */
struct archetype {
    text path, contents;
    uint32_t source;
};

static bool find_archetype(void *data, text name, uint32_t *source, text *contents)
{
    const struct archetype *archetype = data;
    *source = archetype->source;
    *contents = archetype->contents;
    return text_equal(name, archetype->path);
}

bool scaffold_fill(
    struct scaffold *scaffold, uint32_t source, text contents, const struct value_map *values, text *result)
{
    struct arena *arena = &scaffold->arena;
    const char **names = arena_new_array(arena, const char *, values->count);
    struct value *globals = arena_new_array(arena, struct value, values->count);
    for (size_t i = 0; i < values->count; i++) {
        names[i] = text_to_string(arena, values->entries[i].key);
        globals[i] = values->entries[i].value;
    }
    struct archetype archetype = { source_at(&scaffold->sources, source)->path, contents, source };
    const struct template_loader loader = { .find = find_archetype, .data = &archetype };
    struct templates *templates =
        templates_open(arena, &loader, library_of(scaffold), names, values->count, &scaffold->diagnostics);
    const struct template *template = templates_get(templates, archetype.path);
    const struct template_page page = { .globals = globals, .lang = TEXT("en"), .subject = archetype.path };
    struct buffer out;
    buffer_init(&out, arena);
    bool is_done = template && !diagnostics_has_errors(&scaffold->diagnostics) &&
                   template_render(template, &page, arena, &out, &scaffold->diagnostics);
    *result = buffer_text(&out);
    return is_done;
}

text scaffold_taken_path(struct scaffold *scaffold, text stem)
{
    static const text endings[] = { TEXT_INIT(".md"), TEXT_INIT("/index.md") };
    for (size_t i = 0; i < COUNT(endings); i++) {
        text path = text_concat(&scaffold->arena, stem, endings[i]);
        if (access(text_to_string(&scaffold->arena, path), F_OK) == 0)
            return path;
    }
    return TEXT_NONE;
}

/* Writes beside, under a name that scans pass over, and renames unless something is there: whoever is killed
 * leaves no empty source. In its place where the file system cannot do so, or the name is too long for more.
 */
static int create(struct scaffold *scaffold, text path, text contents)
{
    const char *name = text_to_string(&scaffold->arena, path);
    text hidden = text_format(&scaffold->arena, ".%.*s" BESIDE_SUFFIX, TEXT_ARGS(path_name(path)));
    const char *beside =
        text_to_string(&scaffold->arena, path_join(&scaffold->arena, path_folder(path), hidden));
    int error = file_write(AT_FDCWD, beside, contents, true);
    if (!error && renameat2(AT_FDCWD, beside, AT_FDCWD, name, RENAME_NOREPLACE) != 0)
        error = errno;
    if (error)
        unlink(beside);
    bool is_impossible = error == EINVAL || error == ENOSYS || error == ENAMETOOLONG;
    return is_impossible ? file_write(AT_FDCWD, name, contents, false) : error;
}

int scaffold_write(struct scaffold *scaffold, text path, text contents)
{
    const char *name = text_to_string(&scaffold->arena, path);
    int error = file_make_parents(AT_FDCWD, name);
    if (!error)
        error = create(scaffold, path, contents);
    if (!error) {
        printf("%s\n", name);
        return EXIT_DONE;
    }
    if (error == EEXIST) {
        struct diagnostic *diagnostic =
            diagnostic_error(&scaffold->diagnostics, SPAN_NONE, "file-exists", "'%s' is there already", name);
        diagnostic_hint(&scaffold->diagnostics, diagnostic, "nothing is overwritten; choose another name");
        return EXIT_USAGE;
    }
    file_fault_stopped(&scaffold->diagnostics, "write", text_of(name), error);
    return EXIT_MACHINE;
}
