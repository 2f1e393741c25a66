/* SPDX-License-Identifier: MIT */
#include "base/copied_name.h"
#include "arena_case.h"

static void assert_copies(enum copied_kind kind, const char *const *names, const char *original)
{
    for (; *names; names++) {
        struct copied_name found = copied_name_of(&arena, text_of(*names));
        if (found.kind != kind || (original && !text_equal(found.original, text_of(original))))
            fail_msg("%s is a copy of '%.*s' (%d)", *names, TEXT_ARGS(found.original), found.kind);
    }
}

static void copies_of_shared_folders_are_told(void **state)
{
    static const char *const names[] = { "levy (Jane's conflicted copy 2024-03-01).md",
        "levy (conflicted copy 2024-03-01 101010).md", "levy.sync-conflict-20240301-101010-ABCDEFG.md",
        "levy-DESKTOP-7AB12CD.md", "levy-DESKTOP-7AB12CD-2.md", "levy-LAPTOP-7AB12CD8.md",
        "levy_conflict-20240301-101010.md", "levy_conf(1).md", "levy.Conflict.md", "levy (Case Conflict).md",
        "levy (Case Conflict 1).md", "levy[Conflict].md",
        "levy (In Konflikt stehende Kopie von Jane 2024-03-01).md",
        "levy (copie en conflit de Jane 2024-03-01).md", "levy (Copia en conflicto de Jane 2024-03-01).md",
        "levy (Jane 的冲突副本 2024-03-01).md", NULL };
    (void)state;
    assert_copies(COPIED_IN_CONFLICT, names, "levy.md");
}

static void copies_of_editors_are_told(void **state)
{
    static const char *const names[] = { "levy.pdf.bak", "levy.pdf.BAK", "levy.pdf.old", "levy.pdf.orig",
        NULL };
    (void)state;
    assert_copies(COPIED_AS_IT_WAS, names, "levy.pdf");
}

static void names_that_people_give_are_none(void **state)
{
    static const char *const names[] = { "levy.md", "levy-2.md", "copy-of-the-treaty.md", "levy (1).pdf",
        "yemen-conflict.md", "yemen (conflict of interest).md", "conflict-2024.md", "(conflict 2024).md",
        "levy.bak", "bak", "desktop-2024.md", "the-DESKTOP-era.md", "levy-LAPTOP-2.md", "", ".md", "(", ")",
        "]", "[", "()", "levy ().md", NULL };
    (void)state;
    assert_copies(COPIED_NOT, names, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(copies_of_shared_folders_are_told),
        cmocka_unit_test(copies_of_editors_are_told),
        cmocka_unit_test(names_that_people_give_are_none),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
