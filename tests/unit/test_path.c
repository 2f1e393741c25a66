/* SPDX-License-Identifier: MIT */
/* path: taking paths apart, and the rules of what may be written. */
#include "base/buffer.h"
#include "base/path.h"
#include "arena_case.h"

static const char *string(text value)
{
    return value.bytes ? text_to_string(&arena, value) : "(absent)";
}

static void paths_come_apart(void **state)
{
    (void)state;
    assert_string_equal(string(path_folder(TEXT("a/b/c.md"))), "a/b");
    assert_string_equal(string(path_folder(TEXT("c.md"))), "");
    assert_string_equal(string(path_name(TEXT("a/b/c.md"))), "c.md");
    assert_string_equal(string(path_name(TEXT("c.md"))), "c.md");
    assert_string_equal(string(path_name(TEXT("a/"))), "");
    assert_string_equal(string(path_extension(TEXT("a.b/c.tar.gz"))), "gz");
    assert_string_equal(string(path_extension(TEXT("a.b/c"))), "");
    assert_string_equal(string(path_extension(TEXT("a/.htaccess"))), "");
    assert_string_equal(string(path_extension(TEXT("c."))), "");
    assert_true(path_is_of_page(TEXT("a/levy.html")) && path_is_of_page(TEXT("levy.HTM")));
    assert_false(path_is_of_page(TEXT("a/levy.pdf")) || path_is_of_page(TEXT("html")));
    assert_string_equal(string(path_without_extension(TEXT("a/b/c.md"))), "a/b/c");
    assert_string_equal(string(path_without_extension(TEXT("a.b/c"))), "a.b/c");
    assert_string_equal(string(path_without_extension(TEXT(".htaccess"))), ".htaccess");
}

static void a_file_without_an_ending_is_known_by_its_address(void **state)
{
    (void)state;
    static const char *const rows[][2] = { { "/CNAME", "CNAME" }, { "/files/LICENCE", "files/LICENCE" },
        { "/a%20b", "a b" }, { "/files/LICENCE/", "(absent)" }, { "/files/index.html", "(absent)" },
        { "/files/x.pdf", "(absent)" }, { "/", "(absent)" } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        text address = text_of(rows[i][0]), path;
        assert_int_equal(path_of_address(&arena, address, &path), PATH_OK);
        assert_string_equal(string(path_of_bare_file(address, path)), rows[i][1]);
    }
}

/* What is said to be plain must come out as the general way would have it. */
static void plain_addresses_are_their_own_paths(void **state)
{
    (void)state;
    static const char *const plain[] = { "/2019/a-story/", "/0/", "/ten-letters/2/", "/2020/1/telephone/" };
    static const char *const others[] = { "/", "//", "/2019//a-story/", "/2019/a-story", "2019/a-story/",
        "/2019/con/", "/com1/", "/2019/A-story/", "/2019/a story/", "/2019/%61-story/", "/2019/../a-story/",
        "/a.b/", "", "/2019/a-story/?", "/2019/a-story/#x",
        "/2019/stra\xC3\x9F"
        "enbau/" };
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
        text address = text_of(plain[i]), path, general;
        assert_true(path_is_plain_address(address));
        assert_int_equal(path_of_address(&arena, address, &path), PATH_OK);
        assert_string_equal(string(path_to_address(&arena, path)), plain[i]);
        text file = text_concat(&arena, address, TEXT("index.html"));
        assert_int_equal(path_of_address(&arena, file, &general), PATH_OK);
        assert_string_equal(string(path), string(general));
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_false(path_is_plain_address(text_of(others[i])));
}

static void paths_are_joined_and_resolved(void **state)
{
    (void)state;
    assert_string_equal(string(path_join(&arena, TEXT("a"), TEXT("b/c"))), "a/b/c");
    assert_string_equal(string(path_join(&arena, TEXT(""), TEXT("b"))), "b");
    assert_string_equal(string(path_join(&arena, TEXT("a"), TEXT(""))), "a");
    assert_string_equal(string(path_resolve(&arena, TEXT("a/b"), TEXT("c.md"))), "a/b/c.md");
    assert_string_equal(string(path_resolve(&arena, TEXT("a/b"), TEXT("../c.md"))), "a/c.md");
    assert_string_equal(string(path_resolve(&arena, TEXT("a/b"), TEXT("./../../c"))), "c");
    assert_string_equal(string(path_resolve(&arena, TEXT("a/b"), TEXT("../.."))), "");
    assert_string_equal(string(path_resolve(&arena, TEXT("a/b"), TEXT("../../../c"))), "(absent)");
    assert_string_equal(string(path_resolve(&arena, TEXT("a/b"), TEXT("../../../a/b/c"))), "(absent)");
    assert_string_equal(string(path_resolve(&arena, TEXT("a/b"), TEXT("/c//d/"))), "c/d");
    assert_string_equal(string(path_resolve(&arena, TEXT(""), TEXT("x"))), "x");
}

static void paths_are_written_from_a_folder(void **state)
{
    (void)state;
    static const char *const rows[][3] = { { "a/b", "a/b/c.md", "c.md" }, { "a/b", "a/c.md", "../c.md" },
        { "a/b", "a/bc/d.md", "../bc/d.md" }, { "a/bc", "a/b/d.md", "../b/d.md" },
        { "a/b", "c.md", "../../c.md" }, { "", "a/c.md", "a/c.md" }, { "a", "a/b/c.md", "b/c.md" },
        { "a/b", "a/b", "../b" } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(
            string(path_relative(&arena, text_of(rows[i][0]), text_of(rows[i][1]))), rows[i][2]);
}

static const char *path_for(const char *address)
{
    text path;
    enum path_fault fault = path_of_address(&arena, text_of(address), &path);
    assert_int_equal(path.bytes != NULL, fault == PATH_OK);
    return fault == PATH_OK ? string(path) : path_fault_text(fault);
}

static void addresses_become_paths(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        { "/", "index.html" },
        { "/briefings/2019/x/", "briefings/2019/x/index.html" },
        { "/a/b", "a/b/index.html" },
        { "a/b/", "a/b/index.html" },
        { "/feed.xml", "feed.xml" },
        { "/a/b.html", "a/b.html" },
        { "/a.b/c", "a.b/c/index.html" },
        { "/.htaccess", ".htaccess" },
        { "/.well-known/x.txt", ".well-known/x.txt" },
        { "/gr%C3%B6%C3%9Fe/", "größe/index.html" },
        { "/größe/", "größe/index.html" },
        { "/100%25/", "100%/index.html" },
        { "/100%/", "100%/index.html" },
        { "/a%20b.pdf", "a b.pdf" },
        { "/what%3F.pdf", "what?.pdf" },
        { "/c%23.pdf", "c#.pdf" },
        { "/...x/", "...x/index.html" },
        { "/console/", "console/index.html" },
        { "/com10/", "com10/index.html" },
        { "/com0/", "com0/index.html" },
        { "/comx/", "comx/index.html" },
        { "/com\xC2\xB4/", "com\xC2\xB4/index.html" },
        { "/%2541/", "%41/index.html" },
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        assert_string_equal(path_for(rows[i][0]), rows[i][1]);
}

static void hostile_addresses_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *address;
        enum path_fault fault;
    } rows[] = {
        { "", PATH_EMPTY },
        { "//", PATH_EMPTY },
        { "//evil.org/", PATH_EMPTY },
        { "/a//b/", PATH_EMPTY },
        { "/../x/", PATH_CLIMBS },
        { "/a/../b/", PATH_CLIMBS },
        { "/a/./b/", PATH_CLIMBS },
        { "/a/..", PATH_CLIMBS },
        { "..", PATH_CLIMBS },
        { "/%2e%2e/x/", PATH_CLIMBS },
        { "/.%2E/x/", PATH_CLIMBS },
        { "/%252e%252e/x/", PATH_CLIMBS },
        { "/%252e/x/", PATH_CLIMBS },
        { "/a%252fb/", PATH_CLIMBS },
        { "/a%255cb/", PATH_BACKSLASH },
        { "/a%2500b/", PATH_CONTROL_BYTE },
        { "/a%251fb/", PATH_CONTROL_BYTE },
        { "/a%257fb/", PATH_CONTROL_BYTE },
        { "/a%2fb/", PATH_NOT_A_PATH },
        { "/a?b", PATH_NOT_A_PATH },
        { "/a#b", PATH_NOT_A_PATH },
        { "/a\\b/", PATH_BACKSLASH },
        { "\\b/", PATH_BACKSLASH },
        { "/a%5Cb/", PATH_BACKSLASH },
        { "/C:/x", PATH_BACKSLASH },
        { "c:x", PATH_BACKSLASH },
        { "/a%00b/", PATH_CONTROL_BYTE },
        { "/a\nb/", PATH_CONTROL_BYTE },
        { "/a\x7F/", PATH_CONTROL_BYTE },
        { "/a\xC2\x85/", PATH_CONTROL_BYTE },
        { "/a\xE2\x80\xAE"
          "b/",
            PATH_CONTROL_BYTE },
        { "/a\xE2\x80\x8B"
          "b/",
            PATH_CONTROL_BYTE },
        { "/a%E2%81%A6b/", PATH_CONTROL_BYTE },
        { "/\xEF\xBB\xBF"
          "a/",
            PATH_CONTROL_BYTE },
        { "/a/%2EGit/config", PATH_REPOSITORY },
        { "/a./", PATH_TRAILING_DOT },
        { "/a /b/", PATH_TRAILING_DOT },
        { "/a%20/", PATH_TRAILING_DOT },
        { "/a\xFF/", PATH_NOT_UTF8 },
        { "/a%FF/", PATH_NOT_UTF8 },
        { "/a%C0%AFb/", PATH_NOT_UTF8 },
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        assert_string_equal(path_for(rows[i].address), path_fault_text(rows[i].fault));
}

static void devices_of_windows_are_refused(void **state)
{
    (void)state;
    static const char *const devices[] = { "/CON/", "/a/nul.txt", "/aux.tar.gz", "/Com1/", "/lpt9.html",
        "/com\xC2\xB9/", "/com\xC2\xB2/", "/com\xC2\xB3/", "/prn .x", "/conout$/", "/conin$/" };
    for (size_t i = 0; i < sizeof devices / sizeof *devices; i++)
        assert_string_equal(path_for(devices[i]), path_fault_text(PATH_RESERVED));
}

static enum path_fault fault_of_character(uint32_t code_point)
{
    struct buffer path;
    buffer_init(&path, &arena);
    buffer_append_byte(&path, 'a');
    buffer_append_code_point(&path, code_point);
    buffer_append_byte(&path, 'z');
    return path_check(buffer_text(&path));
}

static void what_nobody_sees_is_refused(void **state)
{
    (void)state;
    static const struct {
        uint32_t first, last;
    } hidden[] = { { 0, 0x1F }, { 0x7F, 0x9F }, { 0xAD, 0xAD }, { 0x61C, 0x61C }, { 0x180E, 0x180E },
        { 0x200B, 0x200F }, { 0x2028, 0x202E }, { 0x2060, 0x206F }, { 0xFEFF, 0xFEFF }, { 0xFFF9, 0xFFFB },
        { 0xE0000, 0xE007F } };
    for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++) {
        for (uint32_t each = hidden[i].first; each <= hidden[i].last; each++)
            assert_int_equal(fault_of_character(each), PATH_CONTROL_BYTE);
        if (hidden[i].first)
            assert_int_equal(fault_of_character(hidden[i].first - 1), PATH_OK);
        assert_int_equal(fault_of_character(hidden[i].last + 1), PATH_OK);
    }
}

static const char *path_of_length(size_t part_length, size_t part_count)
{
    char *address = arena_bytes(&arena, (part_length + 1) * part_count + 1);
    for (size_t i = 0; i < (part_length + 1) * part_count; i++)
        address[i] = i % (part_length + 1) == 0 ? '/' : 'x';
    address[(part_length + 1) * part_count] = '\0';
    return address;
}

static void lengths_are_limited(void **state)
{
    (void)state;
    assert_int_equal(path_check(text_from(text_of(path_of_length(240, 1)), 1)), PATH_OK);
    assert_int_equal(path_check(text_from(text_of(path_of_length(241, 1)), 1)), PATH_TOO_LONG);
    assert_int_equal(path_check(text_from(text_of(path_of_length(204, 5)), 1)), PATH_OK);
    assert_int_equal(path_check(text_from(text_of(path_of_length(40, 25)), 1)), PATH_OK);
    assert_int_equal(path_check(text_from(text_of(path_of_length(40, 26)), 1)), PATH_TOO_LONG);
    assert_string_equal(path_for(path_of_length(9, 1000)), path_fault_text(PATH_TOO_LONG));
    assert_int_equal(path_check(TEXT_NONE), PATH_EMPTY);
    assert_int_equal(path_check(TEXT("/a")), PATH_EMPTY);
    assert_int_equal(path_check(TEXT("a/")), PATH_EMPTY);
    assert_int_equal(path_check(TEXT("100%2e.pdf")), PATH_OK);
}

static void paths_become_addresses_and_come_back(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        { "index.html", "/" },
        { "a/index.html", "/a/" },
        { "feed.xml", "/feed.xml" },
        { "a/myindex.html", "/a/myindex.html" },
        { "größe/index.html", "/gr%C3%B6%C3%9Fe/" },
        { "what?.pdf", "/what%3F.pdf" },
        { "a b#c.pdf", "/a%20b%23c.pdf" },
        { "100%.pdf", "/100%25.pdf" },
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        assert_string_equal(string(path_to_address(&arena, text_of(rows[i][0]))), rows[i][1]);
        assert_string_equal(path_for(rows[i][1]), rows[i][0]);
    }
}

static void rules_of_a_server_are_told_from_pages(void **state)
{
    (void)state;
    assert_true(path_has_server_rules(TEXT(".htaccess")));
    assert_true(path_has_server_rules(TEXT("a/.HTaccess/index.html")));
    assert_false(path_has_server_rules(TEXT("a/htaccess/x.htaccess")));
}

static void every_fault_has_words(void **state)
{
    (void)state;
    for (int fault = PATH_OK; fault <= PATH_NOT_A_PATH; fault++)
        assert_non_null(path_fault_text((enum path_fault)fault));
    assert_string_equal(path_fault_text((enum path_fault)99), "is not a path");
}

/* Is it true of the first names and of none of the others? */
static void assert_true_of(bool (*is)(text name), const char *const *names, const char *const *others)
{
    for (; *names; names++)
        if (!is(text_of(*names)))
            fail_msg("%s is not told", *names);
    for (; *others; others++)
        if (is(text_of(*others)))
            fail_msg("%s is told", *others);
}

static void what_programs_leave_beside_files_is_passed_over(void **state)
{
    static const char *const passed[] = { ".git", ".htpasswd", ".DS_Store", "#notes.md#", "notes.md~",
        "~$notes.docx", "Thumbs.db", "thumbs.DB", "desktop.ini", "__MACOSX", "levy.pdf:Zone.Identifier",
        "~WRL0001.tmp", "ehthumbs.db", "Icon\r", "@eaDir", "levy.md@SynoEAStream", "#recycle", "@Recycle",
        "$Recycle.Bin", "System Volume Information", "lost+found", NULL };
    static const char *const taken[] = { ".well-known", ".htaccess", ".nojekyll", "#notes.md", "notes#",
        "~notes.md", "notes~.md", "Thumbs.db.md", "ini", "a.git", "$notes", "Icon", "#recycled", "@tmpl",
        "recycle", "~levy.pdf", "levy.tmp", NULL };
    (void)state;
    assert_true_of(path_is_passed_over, passed, taken);
}

static void what_is_still_to_come_is_known_by_its_name(void **state)
{
    static const char *const unfinished[] = { "talk.mp4.crdownload", "Unconfirmed 12.crdownload",
        "talk.mp4.opdownload", "talk.mp4.filepart", "Xy12.mp4.part", "talk.mp4.partial", "talk.mp4.download",
        "talk.mp4.tmp", "levy.pdf.sb-1a2b3c4d-Xy12Zz", "talk.mp4.!sync", "talk.mp4.!qB", NULL };
    static const char *const others[] = { "talk.mp4", "engine.part", "part", "a.part.pdf", "download",
        "data.tmp", "crdownload", "levy.sb-x", "levy.sb-2024-3", NULL };
    (void)state;
    assert_true_of(path_is_unfinished, unfinished, others);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_programs_leave_beside_files_is_passed_over),
        cmocka_unit_test(what_is_still_to_come_is_known_by_its_name),
        cmocka_unit_test(paths_come_apart),
        cmocka_unit_test(paths_are_written_from_a_folder),
        cmocka_unit_test(a_file_without_an_ending_is_known_by_its_address),
        cmocka_unit_test(plain_addresses_are_their_own_paths),
        cmocka_unit_test(paths_are_joined_and_resolved),
        cmocka_unit_test(addresses_become_paths),
        cmocka_unit_test(hostile_addresses_are_refused),
        cmocka_unit_test(devices_of_windows_are_refused),
        cmocka_unit_test(what_nobody_sees_is_refused),
        cmocka_unit_test(lengths_are_limited),
        cmocka_unit_test(paths_become_addresses_and_come_back),
        cmocka_unit_test(rules_of_a_server_are_told_from_pages),
        cmocka_unit_test(every_fault_has_words),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
