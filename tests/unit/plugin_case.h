/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_TESTS_PLUGIN_CASE_H
#define BRIEF_TESTS_PLUGIN_CASE_H
/*
 * A small archive in memory and a temporary folder with lua-plugins/, for the tests of generator/plugin/.
 * Plugins are written as Lua text; what they print and what is reported comes back as lines "file:line:
 * severity: message".
 */
#include "folder_case.h"
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include "base/arena.h"
#include "plugin/host.h"

struct plugin_case {
    struct arena arena;
    struct sources sources;
    struct diagnostics diagnostics;
    struct config config;
    struct plugin_setting settings[4];
    struct site site;
    struct taxonomy tags;
    struct term terms[2];
    struct author authors[2];
    struct article articles[3];
    struct series series;
    struct map articles_by_id, authors_by_id;
    const void *article_items[3], *author_items[2], *term_items[2], *taxonomy_items[1];
    text key_points[2];
    const struct strings *strings; /* NULL: English */
    char folder[64];
    int site_folder;
    struct plugins *plugins;
    struct plugin_heartbeat *heartbeat;
};

static inline struct date case_date(struct plugin_case *test, const char *iso)
{
    struct date date;
    assert_int_equal(date_parse(text_of(iso), test->config.zone, &date), DATE_OK);
    return date;
}

static inline struct value case_data(struct plugin_case *test)
{
    struct value_map_entry *inner = arena_new_array(&test->arena, struct value_map_entry, 2);
    inner[0] = (struct value_map_entry){ .key = TEXT("zulu"), .value = value_integer(1) };
    inner[1] = (struct value_map_entry){ .key = TEXT("alpha"), .value = value_text(TEXT("two")) };
    struct value *gapped = arena_new_array(&test->arena, struct value, 3);
    gapped[0] = value_integer(1);
    gapped[1] = value_none();
    gapped[2] = value_integer(3);
    struct value_map_entry *later = arena_new_array(&test->arena, struct value_map_entry, 1);
    later[0] = (struct value_map_entry){ .key = TEXT("alpha"), .value = value_text(TEXT("later")) };
    struct value_map_entry *outer = arena_new_array(&test->arena, struct value_map_entry, 3);
    outer[0] =
        (struct value_map_entry){ .key = TEXT("partners"), .value = value_map_of(&test->arena, inner, 2) };
    outer[1] =
        (struct value_map_entry){ .key = TEXT("gapped"), .value = value_list_of(&test->arena, gapped, 3) };
    outer[2] =
        (struct value_map_entry){ .key = TEXT("partners.v2"), .value = value_map_of(&test->arena, later, 1) };
    return value_map_of(&test->arena, outer, 3);
}

static inline void case_fill_article(
    struct plugin_case *test, size_t number, const char *id, const char *title, const char *date)
{
    struct article *article = &test->articles[number];
    article->id = text_of(id);
    article->slug = article->id;
    article->title = text_of(title);
    article->html_title = text_of(title);
    article->address = text_format(&test->arena, "/%s/", id);
    article->url = text_format(&test->arena, "/archive/%s/", id);
    article->source_path = text_format(&test->arena, "content/articles/%s.md", id);
    article->source =
        sources_add(&test->sources, article->source_path, TEXT_NONE, TEXT("---\ntitle: x\n---\n"));
    article->date = case_date(test, date);
    article->content.original = TEXT("<p>One &amp; two</p>");
    article->words = 3 + (int64_t)number;
    article->authors = (struct object_list){ test->author_items, 2 - number % 2 };
    article->tags = (struct object_list){ test->term_items, 2 };
    article->key_points = article->aliases = (struct text_list){ test->key_points, 2 };
    article->status.kind = TEXT("current");
    article->lang = TEXT("en");
    article->extra = value_map_of(&test->arena, NULL, 0);
    article->fields = article->terms_by_taxonomy = value_none();
    test->article_items[number] = article;
    map_set(&test->articles_by_id, article->id, article);
}

static inline void case_fill_site(struct plugin_case *test)
{
    map_init(&test->articles_by_id, &test->arena);
    map_init(&test->authors_by_id, &test->arena);
    test->key_points[0] = TEXT("first");
    test->key_points[1] = TEXT("second");
    for (size_t i = 0; i < 2; i++) {
        test->authors[i] = (struct author){ .id = i ? TEXT("ruiz") : TEXT("okafor"),
            .name = i ? TEXT("Marta Ruiz") : TEXT("Ada <O>kafor") };
        test->author_items[i] = &test->authors[i];
        test->terms[i] = (struct term){ .name = i ? TEXT("Water") : TEXT("5G"),
            .slug = i ? TEXT("water") : TEXT("5g"),
            .taxonomy = &test->tags };
        test->term_items[i] = &test->terms[i];
    }
    map_set(&test->authors_by_id, TEXT("okafor"), &test->authors[0]);
    case_fill_article(test, 0, "flood", "Floods & dams", "2024-03-01");
    case_fill_article(test, 1, "mast", "Masts", "2023-12-31 09:30");
    case_fill_article(test, 2, "canal", "Canals", "2020-02-29");
    test->articles[1].series = &test->series;
    test->series.name = TEXT("Networks");
    test->tags =
        (struct taxonomy){ .name = TEXT("tags"), .title = TEXT("Tags"), .terms = { test->term_items, 2 } };
    test->taxonomy_items[0] = &test->tags;
    test->site = (struct site){ .config = &test->config,
        .title = TEXT("Archive"),
        .lang = TEXT("en"),
        .articles = { test->article_items, 3 },
        .authors = { test->author_items, 2 },
        .taxonomies = { test->taxonomy_items, 1 },
        .data = case_data(test),
        .extra = value_none(),
        .build_time = case_date(test, "2024-06-01 12:00"),
        .articles_by_id = &test->articles_by_id,
        .authors_by_id = &test->authors_by_id };
}

static inline void case_open(struct plugin_case *test)
{
    *test = (struct plugin_case){ 0 };
    arena_init(&test->arena);
    sources_init(&test->sources, &test->arena);
    diagnostics_init(&test->diagnostics, &test->arena);
    snprintf(test->folder, sizeof test->folder, FOLDER_CASE_PATH);
    test->site_folder = folder_case_open(test->folder);
    test->config.zone = zone_open(&test->arena, TEXT("Europe/London"));
    test->config.language = TEXT("en");
    test->config.date_format = TEXT("%-d %B %Y");
    test->config.base_url = TEXT("https://example.org/archive");
    test->config.base_path = TEXT("/archive");
    test->config.plugins = test->settings;
    case_fill_site(test);
    test->site.unicode = unicode_open(&test->arena, TEXT("en"));
}

/* Writes lua-plugins/<name>.lua. */
static inline void case_write(struct plugin_case *test, const char *name, const char *lua)
{
    const char *path = text_to_string(&test->arena, text_format(&test->arena, "lua-plugins/%s.lua", name));
    assert_int_equal(file_make_parents(test->site_folder, path), 0);
    assert_int_equal(file_write(test->site_folder, path, text_of(lua), true), 0);
}

/* The same, and puts it into the settings with options (a map, or none). */
static inline void case_add(struct plugin_case *test, const char *name, const char *lua, struct value options)
{
    if (lua)
        case_write(test, name, lua);
    test->settings[test->config.plugin_count++] =
        (struct plugin_setting){ text_of(name), options, SPAN_NONE };
}

static inline void case_load(struct plugin_case *test)
{
    const struct plugins_input input = { .arena = &test->arena,
        .site_folder = test->site_folder,
        .config = &test->config,
        .build_time = test->site.build_time,
        .unicode = test->site.unicode,
        .strings = test->strings,
        .data_files = &test->site.data,
        .sources = &test->sources,
        .diagnostics = &test->diagnostics,
        .heartbeat = test->heartbeat };
    test->plugins = plugins_open(&input);
}

static inline void case_close(struct plugin_case *test)
{
    if (test->plugins)
        plugins_close(test->plugins);
    unicode_close(test->site.unicode);
    zone_close(test->config.zone);
    folder_case_close(test->site_folder, test->folder);
    arena_release(&test->arena);
}

static inline void case_append_place(struct plugin_case *test, struct buffer *out, span where)
{
    if (!where.source)
        return;
    const struct source *source = source_at(&test->sources, where.source);
    buffer_append(out, source->path);
    if (where.offset || where.length)
        buffer_print(out, ":%zu",
            source_position(source_contents(&test->sources, where.source, &test->arena), where).line);
    buffer_append_literal(out, ": ");
}

/* Everything reported since the last call; notes and hints only when asked for. What was printed stands
 * alone. */
static inline const char *case_reported(struct plugin_case *test, bool with_notes)
{
    static const char *const severities[] = { "error", "warning", "note" };
    struct buffer out;
    buffer_init(&out, &test->arena);
    for (const struct diagnostic *diagnostic = test->diagnostics.first; diagnostic;
         diagnostic = diagnostic->next) {
        if (strcmp(diagnostic->code, "plugin-print") == 0) {
            buffer_print(&out, "%.*s\n", TEXT_ARGS(diagnostic->message));
            continue;
        }
        case_append_place(test, &out, diagnostic->where);
        buffer_print(&out, "%s: %.*s [%s]\n", severities[diagnostic->severity],
            TEXT_ARGS(diagnostic->message), diagnostic->code);
        if (!with_notes)
            continue;
        if (diagnostic->hint.bytes)
            buffer_print(&out, "  hint: %.*s\n", TEXT_ARGS(diagnostic->hint));
        for (const struct diagnostic_note *note = diagnostic->notes; note; note = note->next) {
            buffer_append_literal(&out, "  ");
            case_append_place(test, &out, note->where);
            buffer_print(&out, "%.*s\n", TEXT_ARGS(note->message));
        }
    }
    diagnostics_init(&test->diagnostics, &test->arena);
    return text_to_string(&test->arena, buffer_text(&out));
}

/* Runs `code` as the prepare hook of a plugin of its own (its line 1) and gives what it prints and what is
 * reported. */
static inline const char *case_run(struct plugin_case *test, const char *code)
{
    if (test->plugins)
        plugins_close(test->plugins);
    test->config.plugin_count = 0;
    const char *plugin = text_to_string(&test->arena,
        text_format(&test->arena,
            "return { name = 'x', api = 1, prepare = function(site, options) %s end }\n", code));
    case_add(test, "x", plugin, value_none());
    case_load(test);
    plugins_prepare(test->plugins, &test->site, &test->diagnostics);
    return case_reported(test, false);
}

/* One test of many: what `code` prints must be `expected`. */
static inline void case_prints(const char *code, const char *expected)
{
    struct plugin_case test;
    case_open(&test);
    assert_string_equal(case_run(&test, code), expected);
    case_close(&test);
}
#endif
