/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_TESTS_FRONT_MATTER_CASE_H
#define BRIEF_TESTS_FRONT_MATTER_CASE_H
/*
 * One file's front matter for a unit test: its keys come back as a line of text each, with the bytes that a
 * span covers where these are others; what is reported as printed, or as "severity code@line". Include after
 * cmocka.h.
 */
#include <string.h>
#include "base/arena.h"
#include "base/json.h"
#include "load/front_matter.h"
#include "said_case.h"

struct fixture {
    struct arena arena;
    struct sources sources;
    struct diagnostics diagnostics;
    struct config config;
    struct front_matter facts;
    struct author_front_matter author;
    struct buffer out;
    text contents;
};

static const struct taxonomy_setting taxonomies[] = { { .name = TEXT_INIT("tags") },
    { .name = TEXT_INIT("regions") } };

static const text extra_keys[] = { TEXT_INIT("weight"), TEXT_INIT("source_url"), TEXT_INIT("state") };

static inline int set_up(void **state)
{
    static struct fixture fixture;
    memset(&fixture, 0, sizeof fixture);
    arena_init(&fixture.arena);
    fixture.config.zone = zone_open(&fixture.arena, TEXT("Europe/London"));
    fixture.config.taxonomies = taxonomies;
    fixture.config.taxonomy_count = 2;
    fixture.config.extra_keys = (struct text_list){ extra_keys, 3 };
    *state = &fixture;
    return 0;
}

static inline int tear_down(void **state)
{
    struct fixture *fixture = *state;
    zone_close(fixture->config.zone);
    arena_release(&fixture->arena);
    return 0;
}

static inline bool read_file(struct fixture *fixture, enum content_kind kind, const char *path, text contents)
{
    sources_init(&fixture->sources, &fixture->arena);
    diagnostics_init(&fixture->diagnostics, &fixture->arena);
    uint32_t source = sources_add(&fixture->sources, TEXT("a.md"), TEXT_NONE, contents);
    struct front_matter_rules rules = { &fixture->config, &fixture->diagnostics, &fixture->arena };
    struct front_matter_split split;
    fixture->contents = contents;
    if (!front_matter_split(source, contents, &split, &fixture->diagnostics))
        return false;
    const struct content_file file = { .kind = kind, .path = text_of(path), .source = source };
    if (kind == CONTENT_AUTHOR)
        front_matter_read_author(&rules, &file, contents, &split, &fixture->author);
    else
        front_matter_read_content(&rules, &file, contents, &split, &fixture->facts);
    return !diagnostics_has_errors(&fixture->diagnostics);
}

/* Keys between their lines, with title and date above them unless `keys` has them. */
static inline text file_of(struct fixture *fixture, const char *keys)
{
    bool has_title = strncmp(keys, "title:", 6) == 0 || strstr(keys, "\ntitle:");
    bool has_date = strncmp(keys, "date:", 5) == 0 || strstr(keys, "\ndate:");
    return text_format(&fixture->arena, "---\n%s%s%s---\nText.\n", has_title ? "" : "title: T\n",
        has_date ? "" : "date: 2024-01-02\n", keys);
}

static inline void put_text(struct fixture *fixture, const char *name, const struct spanned_text *fact)
{
    if (!fact->text.bytes)
        return;
    buffer_print(&fixture->out, "%s: %.*s", name, TEXT_ARGS(fact->text));
    /* The span must cover what was written. */
    text written = text_slice(fixture->contents, fact->where.offset, fact->where.length);
    if (!text_equal(written, fact->text))
        buffer_print(&fixture->out, " <%.*s>", TEXT_ARGS(written));
    buffer_append_byte(&fixture->out, '\n');
}

static inline void put_date(struct fixture *fixture, const char *name, const struct spanned_date *fact)
{
    if (fact->date.is_set)
        buffer_print(&fixture->out, "%s: %.*s\n", name, TEXT_ARGS(date_iso(&fixture->arena, &fact->date)));
}

static inline void put_list(struct fixture *fixture, const char *name, const struct spanned_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        put_text(fixture, text_to_string(&fixture->arena, text_format(&fixture->arena, "%s[%zu]", name, i)),
            &list->items[i]);
}

static inline void put_choice(struct fixture *fixture, const char *name, enum choice choice)
{
    static const char *const words[] = { "", "no", "yes" };
    if (choice)
        buffer_print(&fixture->out, "%s: %s\n", name, words[choice]);
}

static inline void put_value(struct fixture *fixture, const char *name, const struct value *value)
{
    if (value->kind == VALUE_NONE)
        return;
    buffer_print(&fixture->out, "%s: ", name);
    json_write(&fixture->out, value, 0);
    buffer_append_byte(&fixture->out, '\n');
}

static inline void put_changes(struct fixture *fixture, const struct front_matter *facts)
{
    static const char *const types[] = { "major", "minor", "correction" };
    for (size_t i = 0; i < facts->change_count; i++) {
        const struct front_matter_change *change = &facts->changes[i];
        buffer_print(&fixture->out, "change: %.*s %s %.*s\n",
            TEXT_ARGS(date_iso(&fixture->arena, &change->date.date)), types[change->type],
            TEXT_ARGS(change->note.text));
    }
}

static inline void put_facts(struct fixture *fixture)
{
    static const char *const statuses[] = { "", "withdrawn", "superseded", "archived" };
    const struct front_matter *facts = &fixture->facts;
    put_text(fixture, "title", &facts->title);
    put_date(fixture, "date", &facts->date);
    put_date(fixture, "updated", &facts->updated);
    put_date(fixture, "reviewed", &facts->reviewed);
    put_date(fixture, "review_by", &facts->review_by);
    put_date(fixture, "expires", &facts->expires);
    put_changes(fixture, facts);
    put_list(fixture, "author", &facts->authors);
    put_list(fixture, "tags", &facts->terms[0]);
    put_list(fixture, "regions", &facts->terms[1]);
    put_text(fixture, "summary", &facts->summary);
    put_list(fixture, "point", &facts->key_points);
    put_text(fixture, "image.src", &facts->image.src);
    put_text(fixture, "image.alt", &facts->image.alt);
    put_text(fixture, "image.caption", &facts->image.caption);
    put_text(fixture, "image.credit", &facts->image.credit);
    for (size_t i = 0; i < facts->attachment_count; i++) {
        put_text(fixture, "attachment.file", &facts->attachments[i].file);
        put_text(fixture, "attachment.title", &facts->attachments[i].title);
    }
    put_text(fixture, "series", &facts->series);
    if (facts->series_part)
        buffer_print(&fixture->out, "part: %d\n", (int)facts->series_part);
    put_text(fixture, "slug", &facts->slug);
    put_text(fixture, "permalink", &facts->permalink);
    put_list(fixture, "alias", &facts->aliases);
    buffer_print(&fixture->out, "%s", facts->is_draft ? "draft\n" : "");
    if (facts->status)
        buffer_print(&fixture->out, "status: %s\n", statuses[facts->status]);
    put_text(fixture, "reason", &facts->status_reason);
    put_date(fixture, "status_date", &facts->status_date);
    put_text(fixture, "superseded_by", &facts->superseded_by);
    put_list(fixture, "related", &facts->related);
    put_text(fixture, "type", &facts->type);
    put_text(fixture, "number", &facts->number);
    put_text(fixture, "doi", &facts->doi);
    put_text(fixture, "lang", &facts->lang);
    put_text(fixture, "layout", &facts->layout);
    put_text(fixture, "licence", &facts->licence);
    put_choice(fixture, "toc", facts->toc);
    put_choice(fixture, "comments", facts->comments);
    put_choice(fixture, "featured", facts->featured);
    put_choice(fixture, "noindex", facts->noindex);
    put_value(fixture, "extra", &facts->extra);
}

static inline void put_author(struct fixture *fixture)
{
    const struct author_front_matter *author = &fixture->author;
    put_text(fixture, "name", &author->name);
    put_text(fixture, "role", &author->role);
    put_text(fixture, "affiliation", &author->affiliation);
    put_text(fixture, "location", &author->location);
    put_text(fixture, "image", &author->image);
    put_text(fixture, "url", &author->url);
    put_text(fixture, "email", &author->email);
    put_text(fixture, "orcid", &author->orcid);
    put_value(fixture, "links", &author->links);
    put_list(fixture, "alias", &author->aliases);
    put_value(fixture, "extra", &author->extra);
}

static inline const char *shown(struct fixture *fixture, bool is_author)
{
    buffer_init(&fixture->out, &fixture->arena);
    if (is_author)
        put_author(fixture);
    else
        put_facts(fixture);
    return text_to_string(&fixture->arena, buffer_text(&fixture->out));
}

static inline const char *printed(struct fixture *fixture)
{
    return said_in_print(&fixture->arena, &fixture->diagnostics, &fixture->sources);
}

static inline void assert_facts(struct fixture *fixture, const char *keys, const char *expected)
{
    bool is_good = read_file(fixture, CONTENT_ARTICLE, "articles/x.md", file_of(fixture, keys));
    assert_string_equal(printed(fixture), "");
    assert_true(is_good);
    assert_string_equal(shown(fixture, false), expected);
}

/* Facts besides the title and the date that file_of gives. */
static inline void assert_more(struct fixture *fixture, const char *keys, const char *expected)
{
    assert_facts(fixture, keys,
        text_to_string(
            &fixture->arena, text_format(&fixture->arena, "title: T\ndate: 2024-01-02\n%s", expected)));
}

static inline void assert_report(struct fixture *fixture, const char *keys, const char *expected)
{
    read_file(fixture, CONTENT_ARTICLE, "articles/x.md", file_of(fixture, keys));
    assert_string_equal(printed(fixture), expected);
}

static inline const char *codes(struct fixture *fixture)
{
    return said_in_codes(&fixture->arena, &fixture->diagnostics, fixture->contents);
}

static inline void assert_codes(struct fixture *fixture, const char *keys, const char *expected)
{
    bool is_good = read_file(fixture, CONTENT_ARTICLE, "articles/x.md", file_of(fixture, keys));
    assert_string_equal(codes(fixture), expected);
    assert_int_equal(is_good, !strstr(expected, "error"));
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)
#endif
