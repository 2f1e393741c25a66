/* SPDX-License-Identifier: MIT */
/* The walk over content/: kinds by place, order by name, what is left alone is said. */
#include "folder_case.h"
#include "base/arena.h"
#include "load/scan.h"
#include <sys/stat.h>

struct fixture {
    struct arena arena;
    struct sources sources;
    struct diagnostics diagnostics;
    struct content content;
    char path[64];
    int folder;
    bool is_complete;
};

static int set_up(void **state)
{
    static struct fixture fixture;
    fixture = (struct fixture){ .path = FOLDER_CASE_PATH };
    fixture.folder = folder_case_open(fixture.path);
    arena_init(&fixture.arena);
    sources_init(&fixture.sources, &fixture.arena);
    diagnostics_init(&fixture.diagnostics, &fixture.arena);
    *state = &fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    folder_case_close(fixture->folder, fixture->path);
    arena_release(&fixture->arena);
    return 0;
}

static void put_words(struct fixture *fixture, const char *path, text words)
{
    assert_int_equal(file_make_parents(fixture->folder, path), 0);
    assert_int_equal(file_write(fixture->folder, path, words, false), 0);
}

static void put(struct fixture *fixture, const char *path)
{
    put_words(fixture, path, TEXT("x"));
}

static text scanned(struct fixture *fixture)
{
    static const char *const kinds[] = { "article", "author", "page", "comment", "data", "media" };
    struct buffer out;
    buffer_init(&out, &fixture->arena);
    struct unicode *unicode = unicode_open(&fixture->arena, TEXT("en"));
    fixture->is_complete = scan_content(&fixture->arena, unicode, fixture->folder, &fixture->sources,
        &fixture->content, &fixture->diagnostics);
    unicode_close(unicode);
    for (size_t i = 0; i < fixture->content.count; i++) {
        const struct content_file *file = &fixture->content.files[i];
        buffer_print(&out, "%s %.*s id=%.*s%s\n", kinds[file->kind], TEXT_ARGS(file->path),
            TEXT_ARGS(file->id), file->is_bundle ? " bundle" : "");
    }
    buffer_append_byte(&out, '\0');
    return buffer_text(&out);
}

static void names_are_in_one_form_whatever_the_file_system_keeps(void **state)
{
    struct fixture *fixture = *state;
    put(fixture, "content/articles/cafe\xCC\x81/index.md");
    put(fixture, "content/a\xCC\x88.png");
    put(fixture, "content/\xC3\xA4.png");
    assert_string_equal(scanned(fixture).bytes,
        "article articles/caf\xC3\xA9/index.md id=caf\xC3\xA9 bundle\n"
        "media \xC3\xA4.png id=\n"
        "media \xC3\xA4.png id=\n");
    assert_true(text_equal(fixture->content.files[0].disk_path, TEXT("articles/cafe\xCC\x81/index.md")));
    assert_int_equal(fixture->diagnostics.error_count, 1);
}

static void the_place_of_a_file_says_what_it_is(void **state)
{
    struct fixture *fixture = *state;
    put(fixture, "content/articles/b.md");
    put(fixture, "content/articles/2019/a.md");
    put(fixture, "content/articles/2019/bundle/index.md");
    put(fixture, "content/articles/2019/bundle/photo.svg");
    put(fixture, "content/authors/desk.md");
    put(fixture, "content/pages/about.md");
    put(fixture, "content/comments/b/1.yml");
    put(fixture, "content/data/tags.yml");
    put(fixture, "content/data/table.csv");
    put(fixture, "content/logo.png");
    put(fixture, "content/.hidden");
    put(fixture, "content/.htaccess");
    put(fixture, "content/.well-known/security.txt");
    put(fixture, "content/articles/b.md~");
    put(fixture, "content/articles/#b.md#");
    put(fixture, "content/~$table.docx");
    assert_string_equal(scanned(fixture).bytes,
        "media .htaccess id=\n"
        "media .well-known/security.txt id=\n"
        "article articles/2019/a.md id=2019/a\n"
        "article articles/2019/bundle/index.md id=2019/bundle bundle\n"
        "media articles/2019/bundle/photo.svg id=\n"
        "article articles/b.md id=b\n"
        "author authors/desk.md id=desk\n"
        "comment comments/b/1.yml id=b/1\n"
        "media data/table.csv id=table\n"
        "data data/tags.yml id=tags\n"
        "media logo.png id=\n"
        "page pages/about.md id=about\n");
    assert_true(fixture->is_complete);
}

static void markdown_that_is_not_read_is_said(void **state)
{
    struct fixture *fixture = *state;
    put(fixture, "content/articles/a.markdown");
    put(fixture, "content/pages/a.MD");
    put(fixture, "content/posts/b.md");
    put(fixture, "content/readme.txt");
    scanned(fixture);
    assert_int_equal(fixture->diagnostics.error_count, 2);
    assert_int_equal(fixture->diagnostics.warning_count, 1);
    assert_string_equal(fixture->diagnostics.first->code, "unread-source");
}

static void keys_that_nobody_reads_are_not_published(void **state)
{
    struct fixture *fixture = *state;
    put_words(fixture, "content/drafts/plan.md", TEXT("---\ndraft: true\n---\n"));
    put_words(fixture, "content/articles/plan.txt", TEXT("\n--- \r\n# a note\r\n\r\n\"draft\": true\r\n"));
    put_words(fixture, "content/pages/plan", TEXT("+++\ndraft = true\n+++\n"));
    put_words(fixture, "content/pages/notes.txt", TEXT("---\nto whom it may concern: hello\n"));
    put_words(fixture, "content/pages/rule.txt", TEXT("---\n:\n"));
    put_words(fixture, "content/pages/end.txt", TEXT("---"));
    put_words(fixture, "content/pages/table.yml", TEXT("---\na: 1\n"));
    put_words(fixture, "content/files/plan.txt", TEXT("---\ndraft: true\n---\n"));
    scanned(fixture);
    assert_int_equal(fixture->diagnostics.error_count, 3);
    assert_int_equal(fixture->diagnostics.warning_count, 0);
}

static void an_index_needs_a_folder_of_its_own(void **state)
{
    struct fixture *fixture = *state;
    put(fixture, "content/pages/index.md");
    put(fixture, "content/pages/about/index.md");
    scanned(fixture);
    assert_int_equal(fixture->diagnostics.error_count, 1);
    assert_string_equal(fixture->diagnostics.first->code, "index-without-folder");
}

static void links_and_special_files_are_left_alone_and_said(void **state)
{
    struct fixture *fixture = *state;
    put(fixture, "content/articles/a.md");
    assert_int_equal(symlinkat("/etc/passwd", fixture->folder, "content/articles/b.md"), 0);
    assert_int_equal(symlinkat("..", fixture->folder, "content/articles/up"), 0);
    assert_int_equal(mkfifoat(fixture->folder, "content/articles/c.md", 0600), 0);
    assert_string_equal(scanned(fixture).bytes, "article articles/a.md id=a\n");
    assert_int_equal(fixture->diagnostics.warning_count, 3);
}

static void a_site_without_content_is_a_mistake_of_the_site(void **state)
{
    struct fixture *fixture = *state;
    assert_string_equal(scanned(fixture).bytes, "");
    assert_int_equal(fixture->diagnostics.error_count, 1);
    assert_string_equal(fixture->diagnostics.first->code, "no-content");
    assert_false(fixture->is_complete);
    assert_int_equal(fixture->diagnostics.machine_fault_count, 0);
}

static void a_name_that_is_not_utf8_is_an_error(void **state)
{
    struct fixture *fixture = *state;
    put(fixture, "content/articles/a\xff.md");
    assert_string_equal(scanned(fixture).bytes, "");
    assert_string_equal(fixture->diagnostics.first->code, "unusable-name");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            names_are_in_one_form_whatever_the_file_system_keeps, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_place_of_a_file_says_what_it_is, set_up, tear_down),
        cmocka_unit_test_setup_teardown(markdown_that_is_not_read_is_said, set_up, tear_down),
        cmocka_unit_test_setup_teardown(keys_that_nobody_reads_are_not_published, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_index_needs_a_folder_of_its_own, set_up, tear_down),
        cmocka_unit_test_setup_teardown(links_and_special_files_are_left_alone_and_said, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_site_without_content_is_a_mistake_of_the_site, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_name_that_is_not_utf8_is_an_error, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
