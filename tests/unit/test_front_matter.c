/* SPDX-License-Identifier: MIT */
/* front_matter: every key as a line of text, every tolerated form of a file, every mistake as printed. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "base/arena.h"
#include "base/json.h"
#include "load/front_matter.h"

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

static int set_up(void **state)
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

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    zone_close(fixture->config.zone);
    arena_release(&fixture->arena);
    return 0;
}

enum kind { ARTICLE, PAGE, AUTHOR };

static bool read_file(struct fixture *fixture, enum kind kind, const char *path, text contents)
{
    sources_init(&fixture->sources, &fixture->arena);
    diagnostics_init(&fixture->diagnostics, &fixture->arena);
    uint32_t source = sources_add(&fixture->sources, TEXT("a.md"), TEXT_NONE, contents);
    struct front_matter_rules rules = { &fixture->config, &fixture->diagnostics, &fixture->arena };
    struct front_matter_split split;
    fixture->contents = contents;
    if (!front_matter_split(source, contents, &split, &fixture->diagnostics))
        return false;
    if (kind == AUTHOR)
        return front_matter_read_author(&rules, source, text_of(path), contents, &split, &fixture->author);
    if (kind == PAGE)
        return front_matter_read_page(&rules, source, text_of(path), contents, &split, &fixture->facts);
    return front_matter_read_article(&rules, source, text_of(path), contents, &split, &fixture->facts);
}

/* Keys between their lines, with title and date above them unless `keys` has them. */
static text file_of(struct fixture *fixture, const char *keys)
{
    bool has_title = strncmp(keys, "title:", 6) == 0 || strstr(keys, "\ntitle:");
    bool has_date = strncmp(keys, "date:", 5) == 0 || strstr(keys, "\ndate:");
    return text_format(&fixture->arena, "---\n%s%s%s---\nText.\n", has_title ? "" : "title: T\n",
        has_date ? "" : "date: 2024-01-02\n", keys);
}

static void put_text(struct fixture *fixture, const char *name, const struct spanned_text *fact)
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

static void put_date(struct fixture *fixture, const char *name, const struct spanned_date *fact)
{
    if (fact->date.is_set)
        buffer_print(&fixture->out, "%s: %.*s\n", name, TEXT_ARGS(date_iso(&fixture->arena, &fact->date)));
}

static void put_list(struct fixture *fixture, const char *name, const struct spanned_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        put_text(fixture, text_to_string(&fixture->arena, text_format(&fixture->arena, "%s[%zu]", name, i)),
            &list->items[i]);
}

static void put_choice(struct fixture *fixture, const char *name, enum choice choice)
{
    static const char *const words[] = { "", "no", "yes" };
    if (choice)
        buffer_print(&fixture->out, "%s: %s\n", name, words[choice]);
}

static void put_value(struct fixture *fixture, const char *name, const struct value *value)
{
    if (value->kind == VALUE_NONE)
        return;
    buffer_print(&fixture->out, "%s: ", name);
    json_write(&fixture->out, value, 0);
    buffer_append_byte(&fixture->out, '\n');
}

static void put_changes(struct fixture *fixture, const struct front_matter *facts)
{
    static const char *const types[] = { "major", "minor", "correction" };
    for (size_t i = 0; i < facts->change_count; i++) {
        const struct front_matter_change *change = &facts->changes[i];
        buffer_print(&fixture->out, "change: %.*s %s %.*s\n",
            TEXT_ARGS(date_iso(&fixture->arena, &change->date.date)), types[change->type],
            TEXT_ARGS(change->note.text));
    }
}

static void put_facts(struct fixture *fixture)
{
    static const char *const statuses[] = { "", "withdrawn", "superseded", "archived" };
    const struct front_matter *facts = &fixture->facts;
    put_text(fixture, "title", &facts->title);
    put_date(fixture, "date", &facts->date);
    put_date(fixture, "updated", &facts->updated);
    put_date(fixture, "expires", &facts->expires);
    put_changes(fixture, facts);
    put_list(fixture, "author", &facts->authors);
    put_list(fixture, "tags", &facts->terms[0].names);
    put_list(fixture, "regions", &facts->terms[1].names);
    put_text(fixture, "summary", &facts->summary);
    put_list(fixture, "point", &facts->key_points);
    put_text(fixture, "image.src", &facts->image.src);
    put_text(fixture, "image.alt", &facts->image.alt);
    put_text(fixture, "image.caption", &facts->image.caption);
    put_text(fixture, "image.credit", &facts->image.credit);
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
    put_choice(fixture, "noindex", facts->noindex);
    put_value(fixture, "extra", &facts->extra);
}

static void put_author(struct fixture *fixture)
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

static const char *shown(struct fixture *fixture, bool is_author)
{
    buffer_init(&fixture->out, &fixture->arena);
    if (is_author)
        put_author(fixture);
    else
        put_facts(fixture);
    return text_to_string(&fixture->arena, buffer_text(&fixture->out));
}

static const char *printed(struct fixture *fixture)
{
    struct buffer out;
    buffer_init(&out, &fixture->arena);
    diagnostics_print(&fixture->diagnostics, &fixture->sources,
        &(struct diagnostic_style){ .form = DIAGNOSTIC_TEXT }, &out);
    return text_to_string(&fixture->arena, buffer_text(&out));
}

static void assert_facts(struct fixture *fixture, const char *keys, const char *expected)
{
    bool is_good = read_file(fixture, ARTICLE, "articles/x.md", file_of(fixture, keys));
    assert_string_equal(printed(fixture), "");
    assert_true(is_good);
    assert_string_equal(shown(fixture, false), expected);
}

/* Facts besides the title and the date that file_of gives. */
static void assert_more(struct fixture *fixture, const char *keys, const char *expected)
{
    assert_facts(fixture, keys,
        text_to_string(
            &fixture->arena, text_format(&fixture->arena, "title: T\ndate: 2024-01-02\n%s", expected)));
}

static void assert_report(struct fixture *fixture, const char *keys, const char *expected)
{
    read_file(fixture, ARTICLE, "articles/x.md", file_of(fixture, keys));
    assert_string_equal(printed(fixture), expected);
}

/* "error:code@line …" of everything reported. */
static const char *codes(struct fixture *fixture)
{
    struct buffer out;
    buffer_init(&out, &fixture->arena);
    for (const struct diagnostic *each = fixture->diagnostics.first; each; each = each->next)
        buffer_print(&out, "%s%s %s@%zu", out.length ? ", " : "",
            each->severity == SEVERITY_ERROR ? "error" : "warning", each->code,
            source_position(fixture->contents, each->where).line);
    return text_to_string(&fixture->arena, buffer_text(&out));
}

static void assert_codes(struct fixture *fixture, const char *keys, const char *expected)
{
    bool is_good = read_file(fixture, ARTICLE, "articles/x.md", file_of(fixture, keys));
    assert_string_equal(codes(fixture), expected);
    assert_int_equal(is_good, !strstr(expected, "error"));
}

static void every_key_of_an_article_is_read(void **state)
{
    assert_facts(*state,
        "title: A *title* &amp; more\ndate: 2024-01-02\nupdated: 2024-02-03\nexpires: 2030-01-01\n"
        "changes:\n  - date: 2024-02-03\n    note: Costs added.\n  - {date: 2024-02-04, type: minor, note: "
        "Typo}\n"
        "  - {date: 2024-02-05, type: correction, note: Wrong year}\n"
        "authors: [m-ruis, Ann Lee]\ntags: [water, 5G]\nregions: [wales]\nsummary: Short.\nkey_points: [One, "
        "Two]\n"
        "image: {src: a.jpg, alt: A map, caption: The map, credit: Us}\nseries: {name: Floods, part: "
        "2}\nslug: s\npermalink: /p/\n"
        "aliases: [/old/, /older/]\ndraft: true\nstatus: superseded\nreason: New figures\nstatus_date: "
        "2024-03-04\nsuperseded_by: 2024/new\n"
        "related: [2024/a, \"!2024/b\"]\ntype: report\nnumber: 012\ndoi: 10.1234/abc.5\nlang: pt-BR\nlayout: "
        "report.html\n"
        "licence: CC-BY-4.0\ntoc: true\ncomments: false\nnoindex: true\nextra: {colour: red}\n",
        "title: A *title* &amp; more\ndate: 2024-01-02\nupdated: 2024-02-03\nexpires: 2030-01-01\n"
        "change: 2024-02-03 major Costs added.\nchange: 2024-02-04 minor Typo\nchange: 2024-02-05 correction "
        "Wrong year\n"
        "author[0]: m-ruis\nauthor[1]: Ann Lee\ntags[0]: water\ntags[1]: 5G\nregions[0]: wales\nsummary: "
        "Short.\npoint[0]: One\npoint[1]: Two\n"
        "image.src: a.jpg\nimage.alt: A map\nimage.caption: The map\nimage.credit: Us\nseries: Floods\npart: "
        "2\nslug: s\npermalink: /p/\n"
        "alias[0]: /old/\nalias[1]: /older/\ndraft\nstatus: superseded\nreason: New figures\nstatus_date: "
        "2024-03-04\nsuperseded_by: 2024/new\n"
        "related[0]: 2024/a\nrelated[1]: !2024/b <\"!2024/b\">\ntype: report\nnumber: 012\ndoi: "
        "10.1234/abc.5\nlang: pt-BR\nlayout: report.html\n"
        "licence: CC-BY-4.0\ntoc: yes\ncomments: no\nnoindex: yes\nextra: {\"colour\":\"red\"}\n");
}

static void other_spellings_are_the_same_key(void **state)
{
    assert_more(*state, "author: m-ruis\n", "author[0]: m-ruis\n");
    assert_more(*state, "description: D\n", "summary: D\n");
    assert_more(*state, "excerpt: E\n", "summary: E\n");
    assert_more(*state, "redirect_from: /old/\n", "alias[0]: /old/\n");
    assert_more(*state, "image: a.jpg\nimage_alt: A\ncaption: C\nimage_credit: U\n",
        "image.src: a.jpg\nimage.alt: A\nimage.caption: C\nimage.credit: U\n");
    assert_more(*state, "image_caption: C\n", "image.caption: C\n");
    assert_more(*state, "series: Floods\n", "series: Floods\n");
}

static void a_text_of_tags_is_parted_at_commas(void **state)
{
    assert_more(
        *state, "tags: water, flood  risk ,, 5G\n", "tags[0]: water\ntags[1]: flood  risk\ntags[2]: 5G\n");
    assert_more(*state, "tags: \"water, air\"\nregions: wales\n",
        "tags[0]: water\ntags[1]: air\nregions[0]: wales\n");
}

static void numbers_are_texts_as_they_were_written(void **state)
{
    assert_facts(*state, "title: 2019\nnumber: 1.50\ntags: [2020, 0x10]\nslug: 007\n",
        "title: 2019\ndate: 2024-01-02\ntags[0]: 2020\ntags[1]: 0x10\nslug: 007\nnumber: 1.50\n");
}

static void empty_values_are_absent(void **state)
{
    assert_more(*state,
        "updated:\nchanges:\nauthors: []\ntags: ''\nsummary:\nkey_points: []\nimage:\nseries: "
        "~\naliases:\ntoc:\nextra:\nlang: \"\"\n"
        "type:\ndoi:\n",
        "");
}

static void texts_lose_blanks_at_their_ends(void **state)
{
    assert_facts(*state, "title: \"  T  \"\nsummary: >\n  folded\n  text\n",
        "title: T <\"  T  \">\ndate: 2024-01-02\nsummary: folded text <>\n  folded\n  text\n>\n");
}

static void keys_of_the_site_go_into_extra(void **state)
{
    assert_more(*state, "weight: 3\nextra: {colour: red}\nsource_url: x\nstate: Ohio\n",
        "extra: {\"weight\":3,\"colour\":\"red\",\"source_url\":\"x\",\"state\":\"Ohio\"}\n");
    assert_codes(*state, "weight: 3\nextra: {weight: 4}\n", "error duplicate-key@5");
}

static void doi_and_orcid_are_cut_out_of_their_addresses(void **state)
{
    struct fixture *fixture = *state;
    assert_more(*state, "doi: 10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O\n",
        "doi: 10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O\n");
    assert_more(*state, "doi: https://doi.org/10.1002/49:8%3C693%3E3\n",
        "doi: 10.1002/49:8<693>3 <https://doi.org/10.1002/49:8%3C693%3E3>\n");
    assert_more(*state, "doi: doi:10.1234/x\n", "doi: 10.1234/x <doi:10.1234/x>\n");
    assert_more(*state, "doi: https://doi.org/10.1000.5/x(1)\n",
        "doi: 10.1000.5/x(1) <https://doi.org/10.1000.5/x(1)>\n");
    assert_true(read_file(fixture, AUTHOR, "authors/a.md",
        TEXT("---\nname: A\norcid: https://orcid.org/0000-0002-1694-233X\n---\n")));
    assert_string_equal(shown(fixture, true),
        "name: A\norcid: 0000-0002-1694-233X <https://orcid.org/0000-0002-1694-233X>\n");
}

static void tolerated_forms_of_a_file_are_read(void **state)
{
    static const char *const files[] = {
        "---\ntitle: T\ndate: 2024-01-02\n---\nText.\n",
        "\xEF\xBB\xBF---\ntitle: T\ndate: 2024-01-02\n---\nText.\n",
        "---\r\ntitle: T\r\ndate: 2024-01-02\r\n---\r\nText.\r\n",
        "---\rtitle: T\rdate: 2024-01-02\r---\rText.\r",
        "\xEF\xBB\xBF\n \t\n\r\n---\ntitle: T\ndate: 2024-01-02\n---\nText.\n",
        "---  \t\ntitle: T\ndate: 2024-01-02\n--- \nText.",
        "---\ntitle: T\ndate: 2024-01-02\n---\n",
        "---\ntitle: T\ndate: 2024-01-02\n---",
        "---\n# comment\n\ntitle: T\n\ndate: 2024-01-02\n...\n---\nText.\n",
        "---\ntitle: T\ndate: 2024-01-02\n---\n---\nnot: front matter\n---\n",
    };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        assert_true(read_file(fixture, ARTICLE, "articles/x.md", text_of(files[i])));
        assert_string_equal(shown(fixture, false), "title: T\ndate: 2024-01-02\n");
        assert_int_equal(fixture->diagnostics.warning_count, 0);
    }
}

static void the_body_starts_behind_the_second_line(void **state)
{
    struct fixture *fixture = *state;
    struct front_matter_split split;
    diagnostics_init(&fixture->diagnostics, &fixture->arena);
    text contents = TEXT("\n--- \r\na: b\r\n---\t\r\nText.\r\n");
    assert_true(front_matter_split(1, contents, &split, &fixture->diagnostics));
    assert_int_equal(split.opening_offset, 1);
    assert_int_equal(split.yaml_offset, 7);
    assert_int_equal(split.yaml_length, 6);
    assert_true(text_equal(text_from(contents, split.body_offset), TEXT("Text.\r\n")));
    contents = TEXT("---\n---");
    assert_true(front_matter_split(1, contents, &split, &fixture->diagnostics));
    assert_int_equal(split.body_offset, contents.length);
    assert_int_equal(split.yaml_length, 0);
}

static void a_line_of_40_kb_is_read(void **state)
{
    struct fixture *fixture = *state;
    char *line = arena_bytes(&fixture->arena, 40000);
    memset(line, 'x', 40000);
    text file = text_format(&fixture->arena, "---\ntitle: T\ndate: 2024-01-02\nsummary: %.*s\n---\n%.*s",
        40000, line, 40000, line);
    assert_true(read_file(fixture, ARTICLE, "articles/x.md", file));
    assert_int_equal(fixture->facts.summary.text.length, 40000);
}

static void a_megabyte_of_text_is_fine_and_one_of_keys_is_not(void **state)
{
    struct fixture *fixture = *state;
    char *megabyte = arena_bytes(&fixture->arena, 1 << 20);
    memset(megabyte, 'x', 1 << 20);
    assert_true(read_file(fixture, ARTICLE, "articles/x.md",
        text_format(&fixture->arena, "---\ntitle: T\ndate: 2024-01-02\n---\n%.*s", 1 << 20, megabyte)));
    assert_false(read_file(fixture, ARTICLE, "articles/x.md",
        text_format(&fixture->arena, "---\ntitle: T\nsummary: %.*s\n---\n", 1 << 20, megabyte)));
    assert_string_equal(codes(fixture), "error yaml-too-large@1");
}

static void a_hundred_thousand_keys_end_at_the_limit(void **state)
{
    struct fixture *fixture = *state;
    struct buffer file;
    buffer_init(&file, &fixture->arena);
    buffer_append_literal(&file, "---\n");
    for (int i = 0; i < 100000; i++)
        buffer_print(&file, "k%d: 1\n", i);
    buffer_append_literal(&file, "---\n");
    assert_false(read_file(fixture, ARTICLE, "articles/x.md", buffer_text(&file)));
    assert_string_equal(codes(fixture), "error yaml-too-large@1");
}

static void files_that_are_no_text_are_reported(void **state)
{
    struct fixture *fixture = *state;
    const struct {
        text contents;
        const char *codes;
    } files[] = {
        { TEXT_INIT(""), "error no-front-matter@1" },
        { TEXT_INIT("Only text.\n"), "error no-front-matter@1" },
        { TEXT_INIT("\n\nText\n---\na: b\n---\n"), "error no-front-matter@1" },
        { TEXT_INIT("----\ntitle: T\n----\n"), "error no-front-matter@1" },
        { TEXT_INIT("\n---\ntitle: T\n"), "error front-matter-without-end@2" },
        { TEXT_INIT("---"), "error front-matter-without-end@1" },
        { TEXT_INIT("---\ntitle: T\n----\n"), "error front-matter-without-end@1" },
        { TEXT_INIT("---\ntitle: T\ndate: 2024-01-02\n---\nA \0 byte\n"), "error nul-byte@5" },
        { TEXT_INIT("---\ntitle: T\ndate: 2024-01-02\n---\nCaf\xE9\n"), "error invalid-utf8@5" },
        { TEXT_INIT("\xFF\xFE-\0-\0-\0\n\0"), "error utf-16@1" },
        { TEXT_INIT("\xFE\xFF\0-\0-\0-\0\n"), "error utf-16@1" },
        { TEXT_INIT("-\0-\0-\0\n\0"), "error utf-16@1" },
        { TEXT_INIT("---\n- title\n---\n"), "error wrong-type@2" },
        { TEXT_INIT("---\ntitle\n---\n"), "error wrong-type@2" },
        { TEXT_INIT("---\n---\nText.\n"), "error missing-title@1, error missing-date@1" },
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        assert_false(read_file(fixture, ARTICLE, "articles/x.md", files[i].contents));
        assert_string_equal(codes(fixture), files[i].codes);
    }
}

static void values_of_the_wrong_type_are_errors(void **state)
{
    static const char *const lines[] = { "title: [a]", "title: {a: b}", "title: true", "date: true",
        "date:", "date: [2024]", "date: {a: 1}", "updated: false", "changes: soon", "changes: [soon]",
        "authors: {a: b}", "author: [[a]]", "tags: {a: b}", "regions: true", "summary: [a]",
        "key_points: text", "key_points: [[a]]", "image: [a]", "image: {src: [a]}", "image_alt: {a: b}",
        "series: [a]", "series: {name: a, part: b}", "slug: [a]", "permalink: true", "aliases: {a: b}",
        "draft:", "draft: 1", "draft: 0", "draft: yes", "draft: no", "draft: \"yes \"", "draft: \"true\"",
        "draft: [true]", "draft: nope", "expires:", "expires: true", "status:", "status: true", "status: [a]",
        "related: {a: b}", "type: [a]", "number: [1]", "doi: [a]", "lang: true", "layout: [a]", "toc: 1",
        "toc: maybe", "comments: closed", "noindex: [true]", "licence: {a: b}", "extra: a", "extra: [a]" };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        bool is_good = read_file(fixture, ARTICLE, "articles/x.md",
            file_of(
                fixture, text_to_string(&fixture->arena, text_format(&fixture->arena, "%s\n", lines[i]))));
        if (is_good || fixture->diagnostics.error_count != 1 ||
            strcmp(fixture->diagnostics.first->code, "wrong-type") != 0)
            fail_msg("%s: %s", lines[i], codes(fixture));
    }
}

static void values_that_cannot_be_are_errors(void **state)
{
    assert_codes(*state, "title: ''\n", "error missing-title@3");
    assert_codes(*state, "title:\n", "error missing-title@3");
    assert_codes(*state, "status: withdraw\n", "error unknown-value@4");
    assert_codes(*state, "status: Archived\n", "error unknown-value@4");
    assert_codes(*state, "status: \"archived \"\n", "error unknown-value@4");
    assert_codes(*state, "type: breifing\n", "error unknown-value@4");
    assert_codes(*state, "doi: 10.12/x\n", "error bad-value@4");
    assert_codes(*state, "doi: 11.1234/x\n", "error bad-value@4");
    assert_codes(*state, "doi: 10.1234/\n", "error bad-value@4");
    assert_codes(*state, "doi: 10.1234/a b\n", "error bad-value@4");
    assert_codes(*state, "lang: en_GB\n", "error bad-value@4");
    assert_codes(*state, "lang: e\n", "error bad-value@4");
    assert_codes(*state, "series: {name: a, part: 0}\n", "error bad-value@4");
    assert_codes(*state, "series: {part: 1}\n", "error missing-name@4");
    assert_codes(*state, "image: {alt: a}\n", "error missing-src@4");
    assert_codes(*state, "changes: [{date: 2024-01-01}]\n", "error missing-note@4");
    assert_codes(*state, "changes: [{note: a}]\n", "error missing-date@4");
    assert_codes(*state, "changes: [{date: 2024-01-01, type: huge, note: a}]\n", "error unknown-value@4");
    assert_codes(*state, "changes: [{date: 2024-13-01, note: a}]\n", "error impossible-date@4");
}

static void two_spellings_of_one_key_are_an_error(void **state)
{
    assert_report(*state, "summary: a\ndescription: b\n",
        "a.md:5:1: error: 'description' says again what is said above [duplicate-key]\n"
        "    5 | description: b\n"
        "      | ^~~~~~~~~~~\n"
        "  hint: keep one of the two\n"
        "  note: a.md:4: the same key by another name\n");
    assert_codes(*state, "author: a\nauthors: [b]\n", "error duplicate-key@5");
    assert_codes(*state, "aliases: /a/\nredirect_from: /b/\n", "error duplicate-key@5");
    assert_codes(*state, "image: {src: a, alt: b}\nimage_alt: c\n", "error duplicate-key@5");
    assert_codes(*state, "image_alt: c\nimage: {src: a, alt: b}\n", "error duplicate-key@5");
    assert_codes(*state, "tags: a\ntags: b\n", "error duplicate-key@5");
}

static void keys_near_those_that_decide_about_publication_are_errors(void **state)
{
    static const char *const keys[] = { "Date", "DATE", "dates", "dat", "data", "rate", "drafts", "drfat",
        "Draft", "daft", "expire", "expired", "Expires", "expiry", "statsu", "Status", "publish", "published",
        "Publish", "embargo", "embargoed",
        "dr\xD0\xB0"
        "ft",
        "\xD0\x94"
        "raft",
        "d\xC3\xA1t\xC3\xA9", "\xEF\xBC\xA4\xEF\xBC\xB2\xEF\xBC\xA1\xEF\xBC\xA6\xEF\xBC\xB4",
        "dra\xE2\x80\x8B"
        "f\xE2\x80\x8B"
        "t\xE2\x80\x8B",
        "\xD1\x95tatu\xD1\x95", "D\xCE\x91\xCE\xA4\xCE\x95",
        "\xF0\x9D\x90\x9D\xF0\x9D\x90\x9A\xF0\x9D\x90\xAD\xF0\x9D\x90\x9E" };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        text line = text_format(&fixture->arena, "\"%s\": true\n", keys[i]);
        bool is_good = read_file(
            fixture, ARTICLE, "articles/x.md", file_of(fixture, text_to_string(&fixture->arena, line)));
        if (is_good || strcmp(codes(fixture), "error misspelt-key@4") != 0)
            fail_msg("%s: %s", keys[i], codes(fixture));
    }
}

static void other_unknown_keys_are_warnings(void **state)
{
    assert_codes(*state, "sumary: a\n", "warning unknown-key@4");
    assert_codes(*state, "frobnicate: a\n", "warning unknown-key@4");
    assert_codes(*state, "\xD1\x81\xD0\xBB\xD0\xBE\xD0\xB2\xD0\xBE: a\n", "warning unknown-key@4");
    assert_codes(*state, "region: a\n", "warning unknown-key@4");
    assert_codes(*state, "image: {src: a, width: 3}\n", "warning unknown-key@4");
    assert_codes(*state, "series: {name: a, prat: 3}\n", "warning unknown-key@4");
    assert_codes(*state, "changes: [{date: 2024-01-01, note: a, notes: b}]\n", "warning unknown-key@4");
    assert_codes(*state, "tags: [a, '', ~]\n", "warning empty-item@4, warning empty-item@4");
}

static void keys_without_effect_are_warnings(void **state)
{
    assert_codes(*state, "reason: a\nsuperseded_by: b\nstatus_date: 2024-01-01\n",
        "warning unused-key@4, warning unused-key@6, warning unused-key@5");
    assert_codes(*state, "expires: 2024-01-01\n", "warning expires-before-date@4");
}

static void keys_that_may_decide_about_publication_are_printed_with_all_ways_out(void **state)
{
    assert_report(*state, "drfat: true\n",
        "a.md:4:1: error: unknown key 'drfat' might be meant to decide about publication [misspelt-key]\n"
        "    4 | drfat: true\n"
        "      | ^~~~~\n"
        "  hint: write 'draft'; if it is the site's own, move it below 'extra:' or list 'drfat' under "
        "extra_keys "
        "in site.yml\n");
    assert_report(*state, "stats: 12\n",
        "a.md:4:1: error: unknown key 'stats' might be meant to decide about publication [misspelt-key]\n"
        "    4 | stats: 12\n"
        "      | ^~~~~\n"
        "  hint: write 'status'; if it is the site's own, move it below 'extra:' or list 'stats' under "
        "extra_keys "
        "in site.yml\n");
    assert_report(*state, "published: 2027-01-01\n",
        "a.md:4:1: error: unknown key 'published' might be meant to decide about publication [misspelt-key]\n"
        "    4 | published: 2027-01-01\n"
        "      | ^~~~~~~~~\n"
        "  hint: write 'date', in place of any other date; if it is the site's own, move it below 'extra:' "
        "or list 'published' under "
        "extra_keys in site.yml\n");
}

static void keys_of_other_programs_get_the_hint_that_fits(void **state)
{
    static const struct {
        const char *line, *hint;
    } keys[] = {
        { "published: true\n", "hint: leave it out: what is no draft is published on its date;" },
        { "published: false\n", "hint: write draft: true;" },
        { "published: \"no\"\n", "hint: write draft: true;" },
        { "publised: false\n", "hint: write draft: true;" },
        { "publised: true\n", "hint: use 'date', 'expires' or 'draft';" },
        { "is_published: false\n", "hint: write draft: true;" },
        { "isVisible: false\n", "hint: write draft: true;" },
        { "public: false\n", "hint: write draft: true;" },
        { "public: true\n", "hint: leave it out:" },
        { "invisible: true\n", "hint: write draft: true;" },
        { "unpublish: true\n", "hint: write draft: true;" },
        { "embargoed: true\n", "hint: use 'date', 'expires' or 'draft';" },
        { "scheduled_at: 2030-01-01\n", "hint: write 'date', in place of any other date;" },
        { "go_live_at: 2030-01-01\n", "hint: write 'date', in place of any other date;" },
        { "unpublish_on: 2030-01-01\n", "hint: write 'expires';" },
        { "done: false\n", "hint: use 'date', 'expires' or 'draft';" },
        { "moderation_state: draft\n", "hint: write draft: true;" },
        { "is_live: no\n", "hint: write draft: true;" },
        { "withdrawn_notice: {explanation: x}\n", "hint: write status: withdrawn;" },
        { "permalink: false\n", "hint: write draft: true in place of the line" },
        { "cascade: {draft: true}\n", "hint: write what it says into each text of the folder;" },
        { "redirect_to: /x/\n", "hint: write the address below aliases: of the text that it leads to" },
        { "coverImage: x.jpg\n", "hint: write 'image';" },
        { "hidden: true\n", "hint: write draft: true;" },
        { "hidden: false\n", "hint: leave it out:" },
        { "publishDate: 2024-01-01\n", "hint: write 'date', in place of any other date;" },
        { "expiry_date: 2024-01-01\n", "hint: write 'expires';" },
        { "password: x\n", "hint: use 'date', 'expires' or 'draft';" },
        { "post_password: \"\"\n", "hint: leave it out:" },
        { "visibility: public\n", "hint: leave it out:" },
        { "visibility: members\n", "hint: use 'date', 'expires' or 'draft';" },
        { "author: {name: Maria Ruis}\n", "hint: write author: Maria Ruis\n" },
        { "author:\n  name: \"Ruis: Maria\"\n", "hint: write author: \"Ruis: Maria\"\n" },
        { "authors:\n  - name: Maria Ruis\n    email: m@example.org\n", "hint: write - Maria Ruis\n" },
        { "tags: {water: 1}\n", "hint: write tags: [one, another]\n" },
        { "extra: x\n", "hint: write extra: {key: value}\n" },
        { "changes:\n  - {date: 2024-05-01, note: The price was 7,50}\n",
            "hint: between braces a comma ends what stands before it: put the text in quotes" },
        { "series: {name: X, part: one}\n", "hint: write digits, without quotes: part: 1\n" },
        { "expires: 2001-01-01\n", "hint: write a later day, or take the line away\n" },
        { "withdrawn: true\n", "hint: write status: withdrawn;" },
        { "status: Draft\n", "hint: write draft: true in place of the line" },
        { "status: publish\n", "hint: leave the line out:" },
        { "type: post\n", "hint: leave the line out, or write briefing," },
        { "updated: 2024-02-26T0905Z\n", "hint: write updated: 2024-02-26 and the time of day" },
        { "updated: 2024-02-26 09\n", "hint: write updated: 2024-02-26 and the time of day" },
        { "updated: 03/04/2024 9:05\n", "whichever is meant, and the time of day" },
        { "updated: 2024-02-26 (optional)\n", "hint: write updated: 2024-02-26\n" },
        { "updated: 26 02 2024\n", "hint: write updated: 2024-02-26\n" },
    };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        read_file(fixture, ARTICLE, "articles/x.md", file_of(fixture, keys[i].line));
        assert_non_null(strstr(printed(fixture), keys[i].hint));
    }
}

static void mistakes_are_printed_with_what_to_type(void **state)
{
    assert_report(*state, "draft: \"yes \"\n",
        "a.md:4:8: error: 'draft' is a text, expected true or false [wrong-type]\n"
        "    4 | draft: \"yes \"\n"
        "      |        ^~~~~~\n"
        "  hint: write draft: true or draft: false\n");
    assert_report(*state, "updated: 2024-01-02 10:00 PM\n",
        "a.md:4:10: error: '2024-01-02 10:00 PM' has more than a date [malformed-date]\n"
        "    4 | updated: 2024-01-02 10:00 PM\n"
        "      |          ^~~~~~~~~~~~~~~~~~~\n"
        "  hint: write updated: 2024-01-02 and the time of day as 17:30, or 17:30 +01:00\n");
    assert_report(*state, "sumary: a\n",
        "a.md:4:1: warning: unknown key 'sumary' [unknown-key]\n"
        "    4 | sumary: a\n"
        "      | ^~~~~~\n"
        "  hint: did you mean 'summary'?\n");
    assert_report(*state, "frobnicate: a\n",
        "a.md:4:1: warning: unknown key 'frobnicate' [unknown-key]\n"
        "    4 | frobnicate: a\n"
        "      | ^~~~~~~~~~\n"
        "  hint: move it below 'extra:', or list it under extra_keys in site.yml\n");
    assert_report(*state, "status: gone\n",
        "a.md:4:9: error: unknown status 'gone' [unknown-value]\n"
        "    4 | status: gone\n"
        "      |         ^~~~\n"
        "  hint: write withdrawn, superseded or archived\n");
    assert_report(*state, "title: true\n",
        "a.md:3:8: error: 'title' is true or false, expected a text [wrong-type]\n"
        "    3 | title: true\n"
        "      |        ^~~~\n"
        "  hint: put the value in quotes if it is meant as a text\n");
    assert_report(*state, "series: [Floods]\n",
        "a.md:4:9: error: 'series' is a list, expected a text [wrong-type]\n"
        "    4 | series: [Floods]\n"
        "      |         ^~~~~~~~\n"
        "  hint: write the text alone, without '[' and ']' or '-'\n");
    assert_report(*state, "doi: abc\n",
        "a.md:4:6: error: 'abc' is not a DOI [bad-value]\n"
        "    4 | doi: abc\n"
        "      |      ^~~\n"
        "  hint: write doi: 10.1234/abc\n");
    assert_report(*state, "changes:\n  - date: 2024-02-03\n",
        "a.md:5:5: error: a change without a note [missing-note]\n"
        "    5 |   - date: 2024-02-03\n"
        "      |     ^~~~~~~~~~~~~~~~\n"
        "  hint: add note: and say what changed\n");
    assert_report(*state, "reason: a\n",
        "a.md:4:1: warning: 'reason' says nothing without 'status' [unused-key]\n"
        "    4 | reason: a\n"
        "      | ^~~~~~\n"
        "  hint: add status: withdrawn, superseded or archived\n");
}

static void what_other_programs_write_is_named(void **state)
{
    read_file(*state, ARTICLE, "articles/x.md", TEXT("\n+++\ntitle = \"T\"\n+++\n"));
    assert_string_equal(printed(*state),
        "a.md:2:1: error: no front matter [no-front-matter]\n"
        "    2 | +++\n"
        "      | ^\n"
        "  hint: this is TOML; write YAML: a line '---', keys such as 'title: …', and a line '---'\n");
    static const struct {
        const char *file, *hint;
    } starts[] = {
        { "{\n  \"title\": \"T\"\n}\n", "hint: if this is JSON, write YAML:" },
        { "-----\ntitle: T\n-----\n", "hint: write '---', three hyphens at the start of a line, above" },
        { "\n—\ntitle: T\n—\n", "hint: write '---', three hyphens" },
        { " ---\ntitle: T\n---\n", "hint: write '---', three hyphens" },
        { "title: T\ndraft: true\n\nText.\n", "hint: write a line '---' above keys such as 'title: …', and" },
        { "In short: nothing.\n", "hint: start the file with a line '---'" },
    };
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        read_file(*state, ARTICLE, "articles/x.md", text_of(starts[i].file));
        assert_non_null(strstr(printed(*state), starts[i].hint));
    }
    read_file(*state, AUTHOR, "authors/a.md", TEXT("Maria Ruis is a fellow.\n"));
    assert_non_null(strstr(printed(*state), "keys such as 'name: …', and"));
    assert_report(*state, "last_modified_at: 2024-02-03\n",
        "a.md:4:1: warning: unknown key 'last_modified_at' [unknown-key]\n"
        "    4 | last_modified_at: 2024-02-03\n"
        "      | ^~~~~~~~~~~~~~~~\n"
        "  hint: write 'updated'; if it is the site's own, move it below 'extra:' or list 'last_modified_at' "
        "under "
        "extra_keys in site.yml\n");
    assert_report(*state, "categories: a\n",
        "a.md:4:1: warning: unknown key 'categories' [unknown-key]\n"
        "    4 | categories: a\n"
        "      | ^~~~~~~~~~\n"
        "  hint: write 'tags', or list 'categories' in site.yml: under taxonomies for terms with pages, or "
        "under "
        "extra_keys\n");
}

static void everything_wrong_in_a_file_is_reported_at_once(void **state)
{
    struct fixture *fixture = *state;
    assert_false(read_file(fixture, ARTICLE, "articles/x.md",
        TEXT("---\ndate: soon\ntype: x\ntags: {a: b}\nsumary: c\ntype: y\n---\n")));
    assert_string_equal(codes(fixture),
        "error duplicate-key@6, error malformed-date@2, error unknown-value@3, error "
        "wrong-type@4, warning unknown-key@5, error missing-title@1");
}

static void a_draft_that_cannot_be_read_stays_one(void **state)
{
    assert_codes(*state, "draft: no\n", "error wrong-type@4");
    assert_true(((struct fixture *)*state)->facts.is_draft);
}

static void a_standing_page_needs_no_date_and_has_fewer_keys(void **state)
{
    struct fixture *fixture = *state;
    assert_true(read_file(fixture, PAGE, "pages/about.md",
        TEXT("---\ntitle: About\nsummary: S\nimage: a.jpg\nimage_alt: A\nslug: s\naliases: /a/\nlang: "
             "en\nlayout: l.html\ntoc: false\nnoindex: true\nextra: {a: 1}\n---\n")));
    assert_string_equal(shown(fixture, false),
        "title: About\nsummary: S\nimage.src: a.jpg\nimage.alt: A\nslug: s\nalias[0]: "
        "/a/\nlang: en\nlayout: l.html\ntoc: no\nnoindex: yes\nextra: {\"a\":1}\n");
    assert_true(read_file(fixture, PAGE, "pages/about.md",
        TEXT("---\ntitle: About\ndraft: true\nexpires: 2024-01-01\ndate: 2023-01-01\n---\n")));
    assert_string_equal(
        shown(fixture, false), "title: About\ndate: 2023-01-01\nexpires: 2024-01-01\ndraft\n");
    read_file(
        fixture, PAGE, "pages/about.md", TEXT("---\ntags: [a]\nregions: [b]\nseries: c\ndrfat: true\n---\n"));
    assert_string_equal(codes(fixture), "warning unknown-key@2, warning unknown-key@3, warning "
                                        "unknown-key@4, error misspelt-key@5, error missing-title@1");
}

static void every_key_of_an_author_is_read(void **state)
{
    struct fixture *fixture = *state;
    assert_true(read_file(fixture, AUTHOR, "authors/a.md",
        TEXT("---\nname: Maria Ruis\nrole: Analyst\naffiliation: Institute\nlocation: Leeds\nimage: "
             "m.jpg\nurl: https://m.example\n"
             "email: m@m.example\norcid: 0000-0002-1825-0097\nlinks: {Mastodon: "
             "\"https://s.example/@m\"}\ngithub: mruis\naliases: [/m/]\n"
             "extra: {a: 1}\nweight: 2\n---\nBio.\n")));
    assert_string_equal(printed(fixture), "");
    assert_string_equal(shown(fixture, true),
        "name: Maria Ruis\nrole: Analyst\naffiliation: Institute\nlocation: Leeds\nimage: m.jpg\nurl: "
        "https://m.example\n"
        "email: m@m.example\norcid: 0000-0002-1825-0097\nlinks: "
        "{\"Mastodon\":\"https://s.example/@m\",\"GitHub\":\"https://github.com/mruis\"}\n"
        "alias[0]: /m/\nextra: {\"a\":1,\"weight\":2}\n");
}

static void mistakes_of_an_author_are_reported(void **state)
{
    struct fixture *fixture = *state;
    assert_false(read_file(fixture, AUTHOR, "authors/a.md", TEXT("---\nrole: a\n---\n")));
    assert_string_equal(printed(fixture), "a.md:1:1: error: no name [missing-name]\n"
                                          "    1 | ---\n"
                                          "      | ^~~\n"
                                          "  hint: add a line name: Maria Ruis\n");
    assert_false(read_file(fixture, AUTHOR, "authors/a.md",
        TEXT("---\nname: ''\norcid: 0000-0002-1825-0098\nemail: m.example\nlinks: [a]\naliases: {a: "
             "b}\ndraft: true\nafiliation: b\n---\n")));
    assert_string_equal(codes(fixture),
        "error missing-name@2, error bad-value@3, error bad-value@4, error wrong-type@5, "
        "error wrong-type@6, error misspelt-key@7, warning unknown-key@8");
    assert_false(read_file(fixture, AUTHOR, "authors/a.md",
        TEXT("---\nname: A\nlinks: {GitHub: https://git.example/a}\ngithub: b\n---\n")));
    assert_string_equal(codes(fixture), "error duplicate-key@4");
}

static void control_characters_cannot_reach_the_output(void **state)
{
    assert_codes(*state, "summary: a\x01\n", "error control-character@4");
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_key_of_an_article_is_read), TEST(other_spellings_are_the_same_key),
        TEST(a_text_of_tags_is_parted_at_commas), TEST(numbers_are_texts_as_they_were_written),
        TEST(empty_values_are_absent), TEST(texts_lose_blanks_at_their_ends),
        TEST(keys_of_the_site_go_into_extra), TEST(doi_and_orcid_are_cut_out_of_their_addresses),
        TEST(tolerated_forms_of_a_file_are_read), TEST(the_body_starts_behind_the_second_line),
        TEST(a_line_of_40_kb_is_read), TEST(a_megabyte_of_text_is_fine_and_one_of_keys_is_not),
        TEST(a_hundred_thousand_keys_end_at_the_limit), TEST(files_that_are_no_text_are_reported),
        TEST(values_of_the_wrong_type_are_errors), TEST(values_that_cannot_be_are_errors),
        TEST(two_spellings_of_one_key_are_an_error),
        TEST(keys_near_those_that_decide_about_publication_are_errors), TEST(other_unknown_keys_are_warnings),
        TEST(keys_without_effect_are_warnings), TEST(keys_of_other_programs_get_the_hint_that_fits),
        TEST(mistakes_are_printed_with_what_to_type), TEST(what_other_programs_write_is_named),
        TEST(keys_that_may_decide_about_publication_are_printed_with_all_ways_out),
        TEST(everything_wrong_in_a_file_is_reported_at_once), TEST(a_draft_that_cannot_be_read_stays_one),
        TEST(a_standing_page_needs_no_date_and_has_fewer_keys), TEST(every_key_of_an_author_is_read),
        TEST(mistakes_of_an_author_are_reported), TEST(control_characters_cannot_reach_the_output),
        /* to add one: a function whose name is a sentence, and its row */
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
