/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_TESTS_CONFIG_CASE_H
#define BRIEF_TESTS_CONFIG_CASE_H
/* One site.yml for a unit test: settings as lines of text, mistakes as printed. Include after cmocka.h. */
#include <string.h>
#include "base/arena.h"
#include "base/json.h"
#include "load/config.h"
#include "said_case.h"

#define MINIMAL "title: T\nbase_url: https://a.example\n"

struct fixture {
    struct arena arena;
    struct sources sources;
    struct diagnostics diagnostics;
    struct config config;
    text contents;
};

static inline int set_up(void **state)
{
    static struct fixture fixture;
    memset(&fixture, 0, sizeof fixture);
    arena_init(&fixture.arena);
    *state = &fixture;
    return 0;
}

static inline int tear_down(void **state)
{
    struct fixture *fixture = *state;
    config_release(&fixture->config);
    arena_release(&fixture->arena);
    return 0;
}

static inline bool read_with(struct fixture *fixture, text contents, text base_url)
{
    config_release(&fixture->config);
    sources_init(&fixture->sources, &fixture->arena);
    diagnostics_init(&fixture->diagnostics, &fixture->arena);
    fixture->contents = contents;
    uint32_t source = sources_add(&fixture->sources, TEXT("site.yml"), TEXT_NONE, contents);
    return config_read(&fixture->arena, source, contents, base_url, &fixture->config, &fixture->diagnostics);
}

static inline bool read_file(struct fixture *fixture, const char *contents)
{
    return read_with(fixture, text_of(contents), TEXT_NONE);
}

static inline bool read_more(struct fixture *fixture, const char *lines)
{
    return read_with(fixture, text_format(&fixture->arena, MINIMAL "%s", lines), TEXT_NONE);
}

static inline void put(struct buffer *out, const char *name, text value)
{
    if (value.length)
        buffer_print(out, "%s: %.*s\n", name, TEXT_ARGS(value));
}

static inline void put_texts(struct buffer *out, const char *name, const struct text_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        buffer_print(out, "%s[%zu]: %.*s\n", name, i, TEXT_ARGS(list->items[i]));
}

static inline void put_lists(struct buffer *out, const struct config *config)
{
    for (size_t i = 0; i < config->taxonomy_count; i++) {
        const struct taxonomy_setting *taxonomy = &config->taxonomies[i];
        buffer_print(out, "taxonomy: %.*s '%.*s' %d%s\n", TEXT_ARGS(taxonomy->name),
            TEXT_ARGS(taxonomy->title), (int)taxonomy->paginate, taxonomy->has_feed ? " feed" : "");
    }
    for (size_t i = 0; i < config->plugin_count; i++) {
        buffer_print(out, "plugin: %.*s", TEXT_ARGS(config->plugins[i].name));
        if (config->plugins[i].options.kind == VALUE_MAP)
            json_write(out, &config->plugins[i].options, 0);
        buffer_append_byte(out, '\n');
    }
    static const char *const menus[MENU_PLACES] = { "menu", "footer" };
    for (size_t place = 0; place < MENU_PLACES; place++)
        for (size_t i = 0; i < config->menus[place].count; i++)
            buffer_print(out, "%s: %.*s %.*s\n", menus[place], TEXT_ARGS(config->menus[place].items[i].title),
                TEXT_ARGS(config->menus[place].items[i].url));
}

static inline const char *shown(struct fixture *fixture)
{
    const struct config *config = &fixture->config;
    struct buffer out;
    buffer_init(&out, &fixture->arena);
    put(&out, "title", config->title);
    put(&out, "description", config->description);
    put(&out, "base_url", config->base_url);
    put(&out, "base_path", config->base_path);
    put(&out, "language", config->language);
    put(&out, "timezone", config->timezone);
    put(&out, "date_format", config->date_format);
    put(&out, "publisher", config->publisher.name);
    put(&out, "publisher.url", config->publisher.url);
    put(&out, "publisher.logo", config->publisher.logo);
    put(&out, "licence", config->licence);
    put(&out, "output", config->output);
    put(&out, "permalink", config->article_permalink);
    put_lists(&out, config);
    buffer_print(&out, "paginate: %d\nfeeds: %d %d\nsearch: %d\n", (int)config->paginate,
        (int)config->feed_limit, (int)config->feed_full_text, config->search);
    put(&out, "endpoint", config->comments.endpoint);
    put(&out, "email", config->comments.email);
    buffer_print(&out, "close: %d\ncitations: %d\nlinks: %d\n", (int)config->comments.close_after_days,
        (int)config->citations, (int)config->internal_links);
    buffer_print(&out, "limits: %lld %lld %lld %lld %lld\n", (long long)config->limits.source_bytes,
        (long long)config->limits.seconds, (long long)config->limits.memory_bytes,
        (long long)config->limits.output_bytes, (long long)config->limits.table_columns);
    buffer_print(&out, "markdown: %d %d\nredirects: %u\n", config->smart_punctuation, (int)config->raw_html,
        config->redirects);
    put_texts(&out, "extra_key", &config->extra_keys);
    for (size_t i = 0; i < config->gone.count; i++)
        buffer_print(&out, "gone[%zu]: %.*s\n", i, TEXT_ARGS(config->gone.items[i].address));
    buffer_append_literal(&out, "extra: ");
    json_write(&out, &config->extra, 0);
    return text_to_string(&fixture->arena, buffer_text(&out));
}

static inline const char *printed(struct fixture *fixture)
{
    return said_in_print(&fixture->arena, &fixture->diagnostics, &fixture->sources);
}

static inline const char *codes(struct fixture *fixture)
{
    return said_in_codes(&fixture->arena, &fixture->diagnostics, fixture->contents);
}

static const char defaults[] = "title: T\nbase_url: https://a.example\nlanguage: en\ntimezone: UTC\n"
                               "publisher: T\noutput: public\n"
                               "permalink: /:id/\ntaxonomy: tags 'Tags' 0 feed\nplugin: author-bio\nplugin: "
                               "related-stories\nplugin: tag-index\npaginate: 20\n"
                               "feeds: 20 0\nsearch: 1\nclose: 0\ncitations: 0\nlinks: 1\nlimits: 8388608 10 "
                               "536870912 67108864 100\nmarkdown: 1 0\nredirects: 1\n"
                               "extra: {}";

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)
#endif
