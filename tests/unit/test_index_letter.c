/* SPDX-License-Identifier: MIT */
/* index_letter: under which letter a word stands. */
#include "unicode_case.h"

static text letter_in(const char *language, const char *word)
{
    struct unicode *other = unicode_open(&arena, text_of(language));
    text letter = unicode_index_letter(other, &arena, text_of(word));
    unicode_close(other);
    return letter;
}

static void words_stand_under_the_letters_of_their_language(void **state)
{
    (void)state;
    static const char *const rows[][3] = {
        { "en", "water", "W" },
        { "en", "Éire", "E" },
        { "en", "Łódź", "L" },
        { "en", "Þing", "Þ" },
        { "sv", "ärende", "Ä" },
        { "da", "Århus", "Å" },
        { "es", "ñame", "Ñ" },
        { "de", "Öl", "O" },
        { "tr", "iklim", "İ" },
        { "tr", "ılıman", "I" },
        { "cs", "chata", "CH" },
        { "cs", "cena", "C" },
        { "he", "אקלים", "א" },
        { "he", "עיר", "ע" },
        { "he", "Zebra", "Z" },
        { "ar", "عراق", "ع" },
        { "ar", "أسعار", "ا" },
        { "ur", "ٹیکس", "ٹ" },
        { "fa", "پول", "پ" },
        { "el", "Άμυνα", "Α" },
        { "th", "เกษตร", "ก" },
        { "th", "แม่น้ำ", "ม" },
        { "ko", "국회", "ㄱ" },
        { "ko", "까치", "ㄱ" },
        { "ja", "がん", "か" },
        { "ja", "ガス", "か" },
        { "ja", "水", "水" },
        { "zh", "水", "S" },
        { "zh-Hant", "臺灣", "臺" },
        { "zh-TW", "water", "W" },
        { "az", "əmək", "Ə" },
        { "hy", "Ընտրություն", "Ը" },
        { "ka", "ბიუჯეტი", "ბ" },
        { "ru", "Ёлка", "Е" },
        { "ru", "йод", "Й" },
        { "en", "ёлка", "Е" },
        { "en", "йод", "Й" },
        { "he", "вода", "В" },
        { "he", "水", "水" },
        { "not a tag!", "water", "W" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(text_to_string(&arena, letter_in(rows[i][0], rows[i][1])), rows[i][2]);
}

static void figures_and_signs_have_no_letter(void **state)
{
    (void)state;
    static const char *const words[] = { "", "5G", "٣ مدن", "#MeToo", "“Quoted”", "€uro", "½", "😀", "\xFF" };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        assert_string_equal(text_to_string(&arena, letter_in("ar", words[i])), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(words_stand_under_the_letters_of_their_language, set_up, tear_down),
        cmocka_unit_test_setup_teardown(figures_and_signs_have_no_letter, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
