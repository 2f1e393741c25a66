/* SPDX-License-Identifier: MIT */
#include "model/person_name.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "model/licence.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

/* given | particle | family | suffix | initials */
static void assert_parts(const char *name, const char *family, const char *expected)
{
    struct arena arena;
    arena_init(&arena);
    struct person_name parts = person_name_parse(&arena, text_of(name), text_of(family));
    text found = text_format(&arena, "%.*s|%.*s|%.*s|%.*s|%.*s", TEXT_ARGS(parts.given),
        TEXT_ARGS(parts.particle), TEXT_ARGS(parts.family), TEXT_ARGS(parts.suffix),
        TEXT_ARGS(person_name_initials(&arena, &parts)));
    assert_string_equal(found.bytes, expected);
    arena_release(&arena);
}

static void the_last_word_is_the_family_name(void **state)
{
    (void)state;
    assert_parts("Maria Ruiz", NULL, "Maria||Ruiz||M.");
    assert_parts("  Élodie  Anne Picard ", NULL, "Élodie Anne||Picard||É. A.");
    assert_parts("Plato", NULL, "||Plato||");
    assert_parts("J. R. R. Tolkien", NULL, "J. R. R.||Tolkien||J. R. R.");
}

static void particles_in_small_letters_stand_apart(void **state)
{
    (void)state;
    assert_parts("Jan van der Berg", NULL, "Jan|van der|Berg||J.");
    assert_parts("van der Berg", NULL, "|van der|Berg||");
    assert_parts("Jean-Pierre de la Tour", NULL, "Jean-Pierre|de la|Tour||J.-P.");
    assert_parts("Jeanne d'Arc", NULL, "Jeanne||d'Arc||J.");
}

static void particles_with_a_capital_belong_to_the_family_name(void **state)
{
    (void)state;
    assert_parts("Robert De Niro", NULL, "Robert||De Niro||R.");
    assert_parts("Kees Van Der Meer", NULL, "Kees||Van Der Meer||K.");
}

static void words_that_make_one_name_are_not_parted(void **state)
{
    (void)state;
    assert_parts("أحمد عبد الله", NULL, "أحمد||عبد الله||أ.");
    assert_parts("محمد بن سلمان", NULL, "محمد||بن سلمان||م.");
    assert_parts("د. سلمان أبو ستة", NULL, "سلمان||أبو ستة||س.");
    assert_parts("عبد الله أحمد", NULL, "عبد الله||أحمد||ع. ا.");
    assert_parts("ד״ר דוד בן גוריון", NULL, "דוד||בן גוריון||ד.");
    assert_parts("Gamal Abdel Nasser", NULL, "Gamal||Abdel Nasser||G.");
    assert_parts("عبد الله", NULL, "||عبد الله||");
    assert_parts("בן כספית", NULL, "בן||כספית||ב.");
    assert_parts("Van Morrison", NULL, "Van||Morrison||V.");
}

static void families_may_be_joined(void **state)
{
    (void)state;
    assert_parts("Santiago Ramón y Cajal", NULL, "Santiago||Ramón y Cajal||S.");
    assert_parts("María José de la Cruz y Vega", NULL, "María José|de la|Cruz y Vega||M. J.");
    assert_parts("Artur da Costa e Silva Jr.", NULL, "Artur|da|Costa e Silva|Jr.|A.");
    assert_parts("Ramón y Cajal", NULL, "Ramón|y|Cajal||R.");
}

static void suffixes_stand_behind(void **state)
{
    (void)state;
    assert_parts("Martin Luther King, Jr.", NULL, "Martin Luther||King|Jr.|M. L.");
    assert_parts("Henry Adams III", NULL, "Henry||Adams|III|H.");
}

static void titles_and_degrees_are_no_part_of_a_name(void **state)
{
    (void)state;
    assert_parts("Dr. Jane Smith", NULL, "Jane||Smith||J.");
    assert_parts("Prof. Dr. Jan van der Berg", NULL, "Jan|van der|Berg||J.");
    assert_parts("Jane Smith, PhD, MPH", NULL, "Jane||Smith||J.");
    assert_parts("Dr. Martin King, Jr., Ph.D.", NULL, "Martin||King|Jr.|M.");
    assert_parts("dr hab. inż. Anna Kowalska", NULL, "Anna||Kowalska||A.");
    assert_parts("dr hab. Jan Nowak", "Nowak", "Jan||Nowak||J.");
    assert_parts("doc. Ing. Petr Novák, Ph.D., CSc.", NULL, "Petr||Novák||P.");
    assert_parts("أ.د. ليلى الهاشمي", NULL, "ليلى||الهاشمي||ل.");
    assert_parts("Dr. Smith", NULL, "Dr.||Smith||D.");
    assert_parts("Sir Humphrey Appleby, KC", "Appleby", "Humphrey||Appleby||H.");
}

static void names_in_east_asian_writing_begin_with_the_family(void **state)
{
    (void)state;
    assert_parts("\xE6\x9D\x8E \xE6\x98\x8E", NULL, "\xE6\x98\x8E||\xE6\x9D\x8E||");
}

static void names_in_the_order_of_a_list_are_read(void **state)
{
    (void)state;
    assert_parts("Ruiz, Maria", NULL, "Maria||Ruiz||M.");
    assert_parts("Berg, Jan van der", NULL, "Jan|van der|Berg||J.");
    assert_parts("King, Jr., Martin Luther", NULL, "Martin Luther||King|Jr.|M. L.");
    assert_parts("King, Martin Luther, Jr.", NULL, "Martin Luther||King|Jr.|M. L.");
    assert_parts("Bos, Pieter van den, III", NULL, "Pieter|van den|Bos|III|P.");
}

static void a_given_family_name_decides(void **state)
{
    (void)state;
    assert_parts("Ana García Márquez", "García Márquez", "Ana||García Márquez||A.");
    assert_parts("Xi Jinping", "Xi", "Jinping||Xi||J.");
    assert_parts("Pieter van den Bos Jr.", "van den Bos", "Pieter|van den|Bos|Jr.|P.");
    assert_parts("Maria Ruiz", "Lopez", "Maria||Ruiz||M.");
}

static void a_given_family_name_is_no_piece_of_a_word(void **state)
{
    (void)state;
    assert_parts("Anna An", "An", "Anna||An||A.");
    assert_parts("Lina Li", "Li", "Lina||Li||L.");
    assert_parts("Xi Xinping", "Xi", "Xinping||Xi||X.");
    assert_parts("Maria Ruis", "Rui", "Maria||Ruis||M.");
    assert_parts("Anaïs An", "An", "Anaïs||An||A.");
    assert_parts("Jeanne d’Arc", "Arc", "Jeanne d’||Arc||J. d.");
    assert_parts("李小李", "李", "小李||李||");
    assert_parts("남궁민수", "남궁", "민수||남궁||");
}

static void assert_licence(const char *licence, const char *expected)
{
    struct arena arena;
    arena_init(&arena);
    text url = licence_url(&arena, text_of(licence));
    assert_string_equal(text_to_string(&arena, url.bytes ? url : TEXT("none")), expected);
    arena_release(&arena);
}

static void licences_have_addresses(void **state)
{
    (void)state;
    assert_licence("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/");
    assert_licence("cc-by-nc-sa-3.0-igo", "https://creativecommons.org/licenses/by-nc-sa/3.0/igo/");
    assert_licence("CC BY 4.0 International", "https://creativecommons.org/licenses/by/4.0/");
    assert_licence("CC-BY-SA 3.0 Unported", "https://creativecommons.org/licenses/by-sa/3.0/");
    assert_licence("CC BY-SA-NC 3.0 DE", "https://creativecommons.org/licenses/by-nc-sa/3.0/de/");
    assert_licence("CC BY 4.0 DE", "none");
    assert_licence("CC BY 4.0 for all", "none");
    assert_licence("CC BY 3.0 Germany", "none");
    assert_licence("CC BY-ND-SA 4.0", "none");
    assert_licence("CC BY BY 4.0", "none");
    assert_licence("CC 4.0", "none");
    assert_licence("CC", "none");
    assert_licence("CC International", "none");
    assert_licence("OGL-Canada-2.0", "none");
    assert_licence("OGL", "none");
    assert_licence("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/");
    assert_licence(
        "OGL-UK-3.0", "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/");
    assert_licence("https://example.org/terms", "https://example.org/terms");
    assert_licence("CC BY", "none");
    assert_licence("all rights reserved", "none");
    assert_licence("", "none");
    assert_licence(NULL, "none");
}

static void names_of_organisations_say_so(void **state)
{
    static const char *const bodies[] = { "Congressional Budget Office", "Office of Management and Budget",
        "18F Staff", "The World Bank", "Ernst & Young", "Umweltbundesamt Dessau",
        "Friedrich-Ebert-Stiftung Bonn", "Cour des comptes, Comité 2", "Ministerio de Hacienda" };
    static const char *const people[] = { "Maria Ruis", "Lord Stern of Brentford", "Dr. Thea Officer",
        "Robert Service", "Anna Office-Ruis", "李 小龙", "Ana Institutova", "" };
    (void)state;
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
        assert_true(person_name_is_organisation(text_of(bodies[i])));
    for (size_t i = 0; i < sizeof people / sizeof *people; i++)
        assert_false(person_name_is_organisation(text_of(people[i])));
}

static void those_who_are_not_named_are_seen(void **state)
{
    static const char *const several[] = { "Smith et al.", "Jane Smith, et al", "Jane Smith and others",
        "Ruis u. a.", "Ana Ruis y otros" };
    static const char *const one[] = { "et al.", "Jane Smith", "Bet Al", "Al. Smith", "" };
    (void)state;
    for (size_t i = 0; i < sizeof several / sizeof *several; i++)
        assert_true(person_name_has_others(text_of(several[i])));
    for (size_t i = 0; i < sizeof one / sizeof *one; i++)
        assert_false(person_name_has_others(text_of(one[i])));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_last_word_is_the_family_name),
        cmocka_unit_test(particles_in_small_letters_stand_apart),
        cmocka_unit_test(particles_with_a_capital_belong_to_the_family_name),
        cmocka_unit_test(words_that_make_one_name_are_not_parted),
        cmocka_unit_test(families_may_be_joined),
        cmocka_unit_test(suffixes_stand_behind),
        cmocka_unit_test(titles_and_degrees_are_no_part_of_a_name),
        cmocka_unit_test(names_in_east_asian_writing_begin_with_the_family),
        cmocka_unit_test(names_in_the_order_of_a_list_are_read),
        cmocka_unit_test(a_given_family_name_decides),
        cmocka_unit_test(a_given_family_name_is_no_piece_of_a_word),
        cmocka_unit_test(names_of_organisations_say_so),
        cmocka_unit_test(those_who_are_not_named_are_seen),
        cmocka_unit_test(licences_have_addresses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
