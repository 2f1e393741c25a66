/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_TESTS_CACHE_CASE_H
#define BRIEF_TESTS_CACHE_CASE_H
/*
 * Pages of one site whose layouts hold {% cache %}: what is made, what is read, what is reported. Include
 * after cmocka.h.
 */
#include <string.h>
#include "template/fragment.h"
#include "template_case.h"

/* A thing of the archive. `reads` counts who asks for its name: only what is made asks. */
struct thing {
    text name;
    int64_t *reads;
};

static inline struct value name_of(const void *object, struct arena *arena)
{
    const struct thing *thing = object;
    (void)arena;
    (*thing->reads)++;
    return value_text(thing->name);
}

static const struct field thing_fields[] = {
    { "name", FIELD_COMPUTED, 0, NULL, name_of, "text", "", PART_FACTS },
    { "body", FIELD_COMPUTED, 0, NULL, name_of, "text", "", PART_BODY },
};

static const struct object_type thing_type = { "thing", "", thing_fields, 2, "name", OBJECT_LASTS };

static const struct object_type passing_type = { "passing", "", thing_fields, 2, "name", OBJECT_STAYS };

static inline struct value page_word(struct template_call *call, void *data)
{
    (void)data;
    return value_text(call->lang);
}

static inline struct value plugin_word(struct template_call *call, void *data)
{
    (void)data;
    call->readings->is_plugin = true;
    return value_text(TEXT("plugged"));
}

static inline struct value warning_word(struct template_call *call, void *data)
{
    (void)call;
    diagnostic_warning(data, SPAN_NONE, "a-warning", "said again");
    return value_text(TEXT("warned"));
}

static const struct template_function page_functions[] = {
    { "slot", "", page_word, NULL, false, "" },
};

static const char *const globals[] = { "site", "page", "first", "second", "list" };

enum { GLOBALS = sizeof globals / sizeof *globals };

struct setting {
    struct template_case *one;
    struct templates *templates;
    struct fragments fragments;
    struct readings readings;
    struct template_function functions[3];
    struct thing things[4];
    int64_t reads;
    bool keeps_nothing;
};

static inline bool is_builtin(void *data, text name)
{
    (void)data;
    return text_starts_with(name, TEXT("builtin"));
}

static inline struct setting *open_setting(const struct case_layout *layouts, size_t count)
{
    static struct setting setting;
    setting = (struct setting){ .one = case_open(layouts, count) };
    struct template_case *one = setting.one;
    const char *const names[] = { "Site", "Page", "One", "Two" };
    for (size_t i = 0; i < 4; i++)
        setting.things[i] = (struct thing){ text_of(names[i]), &setting.reads };
    setting.functions[0] = (struct template_function){ "lang", "", page_word, NULL, false, "" };
    setting.functions[1] = (struct template_function){ "plugin", "", plugin_word, NULL, false, "" };
    setting.functions[2] =
        (struct template_function){ "warning", "", warning_word, &one->diagnostics, false, "" };
    one->loader.is_builtin = is_builtin;
    one->library.functions = setting.functions;
    one->library.function_count = 3;
    one->library.page_functions = page_functions;
    one->library.page_function_count = 1;
    one->library.shared_global_count = 1;
    fragments_init(&setting.fragments);
    setting.templates =
        templates_open(&one->arena, &one->loader, &one->library, globals, GLOBALS, &one->diagnostics);
    return &setting;
}

static inline void close_setting(struct setting *setting)
{
    fragments_release(&setting->fragments);
    readings_release(&setting->readings);
    case_close(setting->one);
}

/* One page, or what was reported so far. */
static inline const char *render(struct setting *setting, const char *name, const char *lang)
{
    struct template_case *one = setting->one;
    const struct value values[GLOBALS] = { value_object(&setting->things[0], &thing_type),
        value_object(&setting->things[1], &passing_type), value_object(&setting->things[2], &thing_type),
        value_object(&setting->things[3], &thing_type), value_list_of(&one->arena, NULL, 0) };
    const struct template *template = templates_get(setting->templates, text_of(name));
    readings_reset(&setting->readings);
    const struct template_page page = { .globals = values,
        .lang = text_of(lang),
        .limits = one->limits,
        .readings = &setting->readings,
        .fragments = setting->keeps_nothing ? NULL : &setting->fragments };
    struct buffer out;
    buffer_init(&out, &one->arena);
    if (!template || !template_render(template, &page, &one->arena, &out, &one->diagnostics)) {
        buffer_reset(&out);
        diagnostics_print(&one->diagnostics, &one->sources, &(struct diagnostic_style){ 0 }, &out);
    }
    return text_to_string(&one->arena, buffer_text(&out));
}

static inline uint32_t parts_read(const struct setting *setting, size_t thing)
{
    for (size_t i = 0; i < setting->readings.room; i++)
        if (setting->readings.items[i].object == &setting->things[thing])
            return setting->readings.items[i].parts;
    return 0;
}

#define LAYOUT(contents)                                                                                     \
    const struct case_layout only_layout = { "page.html", (contents) };                                      \
    struct setting *setting = open_setting(&only_layout, 1)
#endif
