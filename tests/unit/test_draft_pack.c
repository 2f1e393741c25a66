/* SPDX-License-Identifier: MIT */
/* A draft goes into a run and comes back whole: whatever the addresses, whatever the source's number. */
#include "folder_case.h"
#include "base/pack.h"
#include "load/draft_pack.h"
#include <string.h>

static const char article[] =
    "---\ntitle: A *title*\ndate: 2024-02-26\ntags: [one, two]\nregions: north\nauthors: [ada, Guest "
    "Writer]\n"
    "summary: Short.\nkey_points: [first, second]\nimage: {src: pic.png, alt: A picture, caption: c, credit: "
    "d}\n"
    "series: {name: Coast, part: 2}\nslug: here\naliases: [/old/, /older/]\nstatus: withdrawn\nreason: "
    "wrong\n"
    "status_date: 2024-03-01\nreviewed: 2024-05-01\nreview_by: 2025-05-01\nrelated: [other]\ntype: "
    "report\nnumber: 12\ndoi: 10.1234/x\nlang: de\nlicence: "
    "CC0\n"
    "changes: [{date: 2024-03-01, type: correction, note: A *note*}]\n"
    "extra: {a: [1, 2.5, true, null, {b: c}], many: {a: 1, b: 2, c: 3, d: 4, e: 5, f: 6, g: 7, h: 8, i: 9, "
    "j: 10,"
    " k: 11, l: 12, m: 13, n: 14, o: 15, p: 16, q: 17}}\nwrong_key: 1\n---\n"
    "First paragraph with a [link](other.md#part?x) and a note[^1].\n\n## A heading\n\n![Image](pic.png)\n\n"
    "{{ box(text=\"words\", list=\"x\") }}\n\nWords about harbours and harbours.\n\n[^1]: The note.\n";
static const char author[] =
    "---\nname: Ada B.\nfamily_name: B.\ntype: person\nrole: Analyst\nlinks: {web: https://a.example}\n"
    "aliases: /a/\norcid: 0000-0002-1825-0097\n---\nThe *bio*.\n";

struct fixture {
    struct arena arena;
    char path[64];
    int folder;
    struct config config;
    struct content content;
    struct content_file files[2];
    struct unicode *unicode;
    struct word_maker *words;
};

static int set_up(void **state)
{
    static struct fixture fixture;
    static const struct taxonomy_setting taxonomies[] = { { .name = TEXT_INIT("tags") },
        { .name = TEXT_INIT("regions") } };
    fixture = (struct fixture){ .path = FOLDER_CASE_PATH };
    fixture.folder = folder_case_open(fixture.path);
    arena_init(&fixture.arena);
    file_write(fixture.folder, "a.md", text_of(article), false);
    file_write(fixture.folder, "b.md", text_of(author), false);
    fixture.config = (struct config){ .language = TEXT("en"),
        .base_path = TEXT(""),
        .zone = zone_open(&fixture.arena, TEXT("UTC")),
        .taxonomies = taxonomies,
        .taxonomy_count = 2,
        .smart_punctuation = true,
        .limits = { 8 << 20, 10, 512 << 20, 64 << 20, 100 } };
    fixture.files[0] = (struct content_file){
        .kind = CONTENT_ARTICLE, .path = TEXT("a.md"), .disk_path = TEXT("a.md"), .id = TEXT("a")
    };
    fixture.files[1] = (struct content_file){
        .kind = CONTENT_AUTHOR, .path = TEXT("b.md"), .disk_path = TEXT("b.md"), .id = TEXT("b")
    };
    fixture.unicode = unicode_open(&fixture.arena, TEXT("en"));
    fixture.words = word_maker_open(&fixture.arena, fixture.unicode, WANT_KEYWORDS);
    map_init(&fixture.content.by_path, &fixture.arena);
    *state = &fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    folder_case_close(fixture->folder, fixture->path);
    word_maker_close(fixture->words);
    unicode_close(fixture->unicode);
    zone_close(fixture->config.zone);
    arena_release(&fixture->arena);
    return 0;
}

/* The run of a fresh draft; what was said is in `said`. */
static text packed(
    struct fixture *fixture, struct content_file *file, uint32_t source, struct diagnostics *said)
{
    struct draft_maker maker = { &fixture->config, &fixture->content, fixture->unicode, fixture->folder, NULL,
        fixture->words };
    struct buffer out;
    file->source = source;
    arena_bytes(&fixture->arena, 4096 + source % 64);
    diagnostics_init(said, &fixture->arena);
    struct draft *draft = draft_make(&maker, file, &fixture->arena, said, NULL);
    assert_false(draft->is_faulty);
    buffer_init(&out, &fixture->arena);
    assert_true(draft_pack(draft, said->first, &out));
    return buffer_text(&out);
}

static void a_run_depends_on_no_address_and_no_number(void **state)
{
    struct fixture *fixture = *state;
    struct diagnostics said;
    for (size_t i = 0; i < 2; i++) {
        text first = packed(fixture, &fixture->files[i], 3, &said);
        text second = packed(fixture, &fixture->files[i], 0x5A17C0DE, &said);
        assert_int_equal(first.length, second.length);
        assert_memory_equal(first.bytes, second.bytes, first.length);
    }
}

/* Assignments fill padding with what lay about. */
static void padding_never_gets_into_a_run(void **state)
{
    struct fixture *fixture = *state;
    struct draft_maker maker = { &fixture->config, &fixture->content, fixture->unicode, fixture->folder, NULL,
        fixture->words };
    struct diagnostics said;
    struct buffer before, after;
    diagnostics_init(&said, &fixture->arena);
    struct draft *draft = draft_make(&maker, &fixture->files[0], &fixture->arena, &said, NULL);
    struct front_matter *facts = &draft->front_matter;
    const struct reference *reference = &draft->body.references[0];
    const struct gap {
        const void *last, *next; /* what ends where the gap begins, what begins where it ends */
        size_t size;             /* of `last` */
    } gaps[] = {
        { &draft->has_waivers, &draft->front_matter, sizeof draft->has_waivers },
        { &facts->is_draft, &facts->status, sizeof facts->is_draft },
        { &facts->title.where, &facts->title + 1, sizeof facts->title.where },
        { &facts->date.date.has_time, &facts->date.date.day, sizeof facts->date.date.has_time },
        { &facts->date.date.millisecond, &facts->date.date.offset_seconds,
            sizeof facts->date.date.millisecond },
        { &reference->kind, &reference->hole, sizeof reference->kind },
        { &reference->is_address, &reference->where, sizeof reference->is_address },
    };
    buffer_init(&before, &fixture->arena);
    buffer_init(&after, &fixture->arena);
    assert_true(draft_pack(draft, said.first, &before));
    for (size_t i = 0; i < sizeof gaps / sizeof *gaps; i++)
        for (char *byte = (char *)gaps[i].last + gaps[i].size; byte < (const char *)gaps[i].next; byte++)
            *byte ^= 0x5A;
    assert_true(draft_pack(draft, said.first, &after));
    assert_int_equal(before.length, after.length);
    assert_memory_equal(before.bytes, after.bytes, before.length);
}

static void a_run_gives_the_draft_back(void **state)
{
    struct fixture *fixture = *state;
    for (size_t i = 0; i < 2; i++) {
        struct diagnostics said, again;
        struct buffer out;
        struct content_file *file = &fixture->files[i];
        text run = packed(fixture, file, 5, &said);
        file->source = 9;
        diagnostics_init(&again, &fixture->arena);
        struct draft *draft = draft_unpack(&fixture->arena, run, run, file);
        assert_non_null(draft);
        draft_say_again(draft, &again);
        assert_int_equal(again.warning_count, said.warning_count);
        buffer_init(&out, &fixture->arena);
        assert_true(draft_pack(draft, again.first, &out));
        assert_int_equal(out.length, run.length);
        assert_memory_equal(out.bytes, run.bytes, run.length);
        if (i == 0) {
            assert_int_equal(draft->front_matter.title.where.source, 9);
            assert_true(text_equal(draft->title, TEXT("A title")));
            assert_true(again.warning_count > 0);
            assert_string_equal(again.first->code, said.first->code);
            assert_int_equal(again.first->where.source, 9);
        }
    }
}

static bool lies_in(text part, const char *whole, size_t length)
{
    return part.bytes >= whole && part.bytes + part.length <= whole + length;
}

static void long_texts_stay_where_they_last_and_short_ones_are_copied(void **state)
{
    struct fixture *fixture = *state;
    struct draft_maker maker = { &fixture->config, &fixture->content, fixture->unicode, fixture->folder, NULL,
        fixture->words };
    struct diagnostics said;
    struct buffer out;
    buffer_init(&out, &fixture->arena);
    diagnostics_init(&said, &fixture->arena);
    struct draft *draft = draft_make(&maker, &fixture->files[0], &fixture->arena, &said, NULL);
    char *html = arena_bytes(&fixture->arena, 2 * PACK_LONG_TEXT_BYTES);
    memset(html, 'h', 2 * PACK_LONG_TEXT_BYTES);
    draft->body.html = (text){ html, 2 * PACK_LONG_TEXT_BYTES };
    draft->body.plain = (text){ html, PACK_LONG_TEXT_BYTES };
    assert_true(draft_pack(draft, said.first, &out));
    text whole = buffer_text(&out), head = text_slice(whole, 0, pack_head_length(whole));
    char *lasting = arena_bytes(&fixture->arena, out.length);
    memcpy(lasting, out.bytes, out.length);
    const struct draft *again =
        draft_unpack(&fixture->arena, head, (text){ lasting, out.length }, &fixture->files[0]);
    assert_int_equal(whole.length - head.length, 3 * PACK_LONG_TEXT_BYTES);
    assert_non_null(again);
    assert_true(text_equal(again->body.html, draft->body.html));
    assert_true(text_equal(again->body.plain, draft->body.plain));
    assert_true(lies_in(again->body.html, lasting, out.length));
    assert_true(lies_in(again->body.plain, lasting, out.length));
    assert_true(text_equal(again->title, TEXT("A title")));
    assert_false(lies_in(again->title, lasting, out.length));
    assert_false(lies_in(again->title, out.bytes, out.length));
}

static void every_member_has_a_row(void **state)
{
    size_t offset;
    const struct pack_type *hole = pack_find_hole(&draft_pack_type, &offset);
    (void)state;
    if (hole)
        fail_msg("a struct of %zu bytes has no row for its byte %zu", hole->size, offset);
}

static void take(struct fixture *fixture, text run, struct diagnostics *said)
{
    struct draft *draft = draft_unpack(&fixture->arena, run, run, &fixture->files[0]);
    if (draft)
        draft_say_again(draft, said);
}

/* The checksum in the index keeps damaged runs away; without it they must still not lead outside. */
static void a_damaged_run_leads_nowhere(void **state)
{
    struct fixture *fixture = *state;
    struct diagnostics said;
    struct arena arena;
    text run = packed(fixture, &fixture->files[0], 5, &said);
    arena_init(&arena);
    for (size_t at = 0; at < run.length; at++) {
        char *bytes = arena_alloc(&arena, run.length);
        memcpy(bytes, run.bytes, run.length);
        bytes[at] ^= (char)(1 << at % 8);
        diagnostics_init(&said, &arena);
        take(fixture, (text){ bytes, run.length }, &said);
        arena_reset(&arena);
    }
    for (size_t length = 0; length < run.length; length += 7) {
        char *bytes = arena_alloc(&arena, length);
        memcpy(bytes, run.bytes, length);
        take(fixture, (text){ bytes, length }, &said);
        diagnostics_init(&said, &arena);
        arena_reset(&arena);
    }
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_run_depends_on_no_address_and_no_number, set_up, tear_down),
        cmocka_unit_test_setup_teardown(padding_never_gets_into_a_run, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_run_gives_the_draft_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            long_texts_stay_where_they_last_and_short_ones_are_copied, set_up, tear_down),
        cmocka_unit_test(every_member_has_a_row),
        cmocka_unit_test_setup_teardown(a_damaged_run_leads_nowhere, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
