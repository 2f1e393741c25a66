/* SPDX-License-Identifier: MIT */
/*
 * Renders many layouts from memory, for the tests of tests/templates:
 *
 *     template_batch_driver CASES.json
 *
 * CASES is an array of { template, data, name, layouts: { name: text } }; an answer is { output } or
 * { errors: ["line:column: code"], messages, hints }. The keys of the data are the globals. Prints the array
 * of answers.
 */
#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/unicode.h"
#include "template/filters.h"
#include "template/template.h"
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct site {
    struct arena *arena;
    struct sources *sources;
    struct template_library library;
};

struct layouts {
    text *names;
    text *contents;
    uint32_t *sources;
    size_t count;
};

static struct value value_of(struct arena *arena, json_t *json);

static struct value list_of(struct arena *arena, json_t *json)
{
    size_t count = json_array_size(json);
    struct value *items = arena_new_array(arena, struct value, count);
    for (size_t i = 0; i < count; i++)
        items[i] = value_of(arena, json_array_get(json, i));
    return value_list_of(arena, items, count);
}

static struct value map_of(struct arena *arena, json_t *json)
{
    struct value_map_entry *entries = arena_new_array(arena, struct value_map_entry, json_object_size(json));
    size_t count = 0;
    for (void *at = json_object_iter(json); at; at = json_object_iter_next(json, at)) {
        entries[count].key = text_copy(arena, text_of(json_object_iter_key(at)));
        entries[count++].value = value_of(arena, json_object_iter_value(at));
    }
    return value_map_of(arena, entries, count);
}

static text text_of_json(struct arena *arena, json_t *json)
{
    if (!json_is_string(json))
        return TEXT_NONE;
    return text_copy(arena, (text){ json_string_value(json), json_string_length(json) });
}

static struct value value_of(struct arena *arena, json_t *json)
{
    switch (json_typeof(json)) {
    case JSON_OBJECT: return map_of(arena, json);
    case JSON_ARRAY: return list_of(arena, json);
    case JSON_STRING: return value_text(text_of_json(arena, json));
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
    const struct layouts *layouts = data;
    for (size_t i = 0; i < layouts->count; i++) {
        if (!text_equal(layouts->names[i], name))
            continue;
        *source = layouts->sources[i];
        *contents = layouts->contents[i];
        return true;
    }
    return false;
}

static void add_layout(struct site *site, struct layouts *layouts, text name, text contents)
{
    layouts->names[layouts->count] = name;
    layouts->contents[layouts->count] = contents;
    layouts->sources[layouts->count++] = sources_add(site->sources, name, TEXT_NONE, contents);
}

static struct layouts layouts_of(struct site *site, json_t *json)
{
    struct arena *arena = site->arena;
    json_t *others = json_object_get(json, "layouts");
    size_t room = json_object_size(others) + 1;
    struct layouts layouts = { .names = arena_new_array(arena, text, room),
        .contents = arena_new_array(arena, text, room),
        .sources = arena_new_array(arena, uint32_t, room) };
    text name = text_of_json(arena, json_object_get(json, "name"));
    text contents = text_of_json(arena, json_object_get(json, "template"));
    add_layout(site, &layouts, name.bytes ? name : TEXT("page.html"), contents.bytes ? contents : TEXT(""));
    for (void *at = json_object_iter(others); at; at = json_object_iter_next(others, at))
        add_layout(site, &layouts, text_copy(arena, text_of(json_object_iter_key(at))),
            text_of_json(arena, json_object_iter_value(at)));
    return layouts;
}

/* Compiles and renders the first of the layouts; false after reporting. */
static bool render(struct site *site, struct layouts *layouts, json_t *data, struct buffer *out,
    struct diagnostics *diagnostics)
{
    struct arena *arena = site->arena;
    size_t count = json_object_size(data), index = 0;
    const char **globals = arena_new_array(arena, const char *, count);
    struct value *values = arena_new_array(arena, struct value, count);
    for (void *at = json_object_iter(data); at; at = json_object_iter_next(data, at)) {
        globals[index] = json_object_iter_key(at);
        values[index++] = value_of(arena, json_object_iter_value(at));
    }
    const struct template_loader loader = {
        .find = find_layout, .names = layouts->names, .name_count = layouts->count, .data = layouts
    };
    struct templates *templates = templates_open(arena, &loader, &site->library, globals, count, diagnostics);
    const struct template *template = templates_get(templates, layouts->names[0]);
    if (!template || diagnostics_has_errors(diagnostics))
        return false;
    const struct template_page page = { .globals = values, .lang = TEXT("en") };
    return template_render(template, &page, arena, out, diagnostics);
}

static void add_errors(const struct site *site, const struct diagnostics *diagnostics, json_t *answer)
{
    json_t *errors = json_array(), *messages = json_array(), *hints = json_array();
    for (const struct diagnostic *at = diagnostics->first; at; at = at->next) {
        text contents = source_contents(site->sources, at->where.source, site->arena);
        struct position position = source_position(contents, at->where);
        json_array_append_new(errors, json_sprintf("%zu:%zu: %s", position.line, position.column, at->code));
        json_array_append_new(messages, json_stringn_nocheck(at->message.bytes, at->message.length));
        json_array_append_new(
            hints, json_stringn_nocheck(at->hint.length ? at->hint.bytes : "", at->hint.length));
    }
    json_object_set_new(answer, "errors", errors);
    json_object_set_new(answer, "messages", messages);
    json_object_set_new(answer, "hints", hints);
}

static json_t *answer_to(struct site *site, json_t *json)
{
    struct diagnostics diagnostics;
    diagnostics_init(&diagnostics, site->arena);
    struct buffer out;
    buffer_init(&out, site->arena);
    struct layouts layouts = layouts_of(site, json);
    json_t *answer = json_object();
    if (render(site, &layouts, json_object_get(json, "data"), &out, &diagnostics))
        json_object_set_new(answer, "output", json_stringn_nocheck(out.bytes ? out.bytes : "", out.length));
    else
        add_errors(site, &diagnostics, answer);
    return answer;
}

/* The general rows, with Unicode's data as theirs. */
static const struct template_function *rows_with(
    struct arena *arena, const struct template_function *rows, size_t count, struct unicode *unicode)
{
    struct template_function *copies = arena_new_array(arena, struct template_function, count);
    memcpy(copies, rows, count * sizeof(*rows));
    for (size_t i = 0; i < count; i++)
        copies[i].data = unicode;
    return copies;
}

static struct template_library library_of(struct arena *arena, struct unicode *unicode)
{
    return (struct template_library){
        .filters = rows_with(arena, template_filters, template_filter_count, unicode),
        .filter_count = template_filter_count,
        .tests = rows_with(arena, template_tests, template_test_count, unicode),
        .test_count = template_test_count,
        .functions = template_functions,
        .function_count = template_function_count,
    };
}

static json_t *read_json(const char *path)
{
    json_error_t error;
    json_t *json = json_load_file(path, JSON_ALLOW_NUL, &error);
    if (!json) {
        fprintf(stderr, "%s:%d:%d: %s\n", path, error.line, error.column, error.text);
        exit(2);
    }
    return json;
}

static int run_batch(struct unicode *unicode, struct arena *lasting, const char *path)
{
    json_t *cases = read_json(path), *answers = json_array();
    struct template_library library = library_of(lasting, unicode);
    for (size_t i = 0; i < json_array_size(cases); i++) {
        struct arena arena;
        arena_init(&arena);
        struct sources sources;
        sources_init(&sources, &arena);
        struct site site = { &arena, &sources, library };
        json_array_append_new(answers, answer_to(&site, json_array_get(cases, i)));
        arena_release(&arena);
    }
    json_dumpf(answers, stdout, JSON_COMPACT);
    json_decref(answers);
    json_decref(cases);
    return 0;
}

int main(int count, char **words)
{
    if (count != 2) {
        fputs("usage: template_batch_driver CASES.json\n", stderr);
        return 2;
    }
    struct arena arena;
    arena_init(&arena);
    struct unicode *unicode = unicode_open(&arena, TEXT("en"));
    int code = run_batch(unicode, &arena, words[1]);
    unicode_close(unicode);
    arena_release(&arena);
    return code;
}
