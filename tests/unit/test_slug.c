/* SPDX-License-Identifier: MIT */
/* slug and unicode: addresses, heading ids, folding, collation, words. */
#include "base/buffer.h"
#include "base/icu.h"
#include "base/slug.h"
#include "base/unicode_words.h"
#include "unicode_case.h"
#include <stdlib.h>
#include <string.h>

static const char *slug_in(const char *language, const char *value)
{
    return text_to_string(&arena, slug_make(unicode, &arena, text_of(value), text_of(language)));
}

static void slugs_are_latin_letters_digits_and_hyphens(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        { "US Telecoms: Pressure!", "us-telecoms-pressure" },
        { "  --A  b--  ", "a-b" },
        { "", "" },
        { "?!", "" },
        { "5G & procurement", "5g-procurement" },
        { "snake_case.md", "snake-case-md" },
        { "Łódź", "lodz" },
        { "Ärger über Öl", "arger-uber-ol" },
        { "Straße", "strasse" },
        { "Smørrebrød på ø", "smorrebrod-pa-o" },
        { "Æther Œuvre", "aether-oeuvre" },
        { "Þingvellir", "thingvellir" },
        { "İstanbul ıı", "istanbul-ii" },
        { "Политика", "politika" },
        { "Большой", "bolsoj" },
        { "Αθήνα", "athena" },
        { "北京", "bei-jing" },
        { "ＡＢＣ１２３", "abc123" },
        { "ﬁnance ²", "finance-2" },
        { "Brexit\xE2\x80\x94the end\xE2\x80\x99s near", "brexit-the-end-s-near" },
        { "co\xC2\xADoperate z\xE2\x80\x8Bw", "cooperate-zw" },
        { "e\xCC\x81te\xCC\x81", "ete" },
        { "٣ ٤", "3-4" },
        { "🙂", "" },
        { "a🙂b", "a-b" },
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        assert_string_equal(slug_in(NULL, rows[i][0]), rows[i][1]);
    assert_string_equal(text_to_string(&arena, slug_make(unicode, &arena, TEXT_NONE, TEXT_NONE)), "");
    assert_string_equal(text_to_string(&arena, slug_make(unicode, &arena,
                                                   TEXT("a\xFF"
                                                        "b"),
                                                   TEXT_NONE)),
        "a-b");
}

/* A letter that is no ASCII letter with an accent, behind the others, has the transliterator make them all.
 */
static void accents_are_dropped_as_icu_drops_them(void **state)
{
    (void)state;
    static const uint32_t ranges[][2] = { { 0xA1, 0x370 }, { 0x1E00, 0x1F00 }, { 0x2000, 0x2070 } };
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        for (uint32_t code_point = ranges[i][0]; code_point < ranges[i][1]; code_point++) {
            struct buffer alone, behind;
            buffer_init(&alone, &arena);
            buffer_init(&behind, &arena);
            buffer_append_literal(&alone, "a");
            buffer_append_code_point(&alone, code_point);
            buffer_append_literal(&alone, "b");
            buffer_append(&behind, buffer_text(&alone));
            buffer_append_literal(&behind, "ł");
            text slug = slug_make(unicode, &arena, buffer_text(&alone), TEXT_NONE);
            text transliterated = slug_make(unicode, &arena, buffer_text(&behind), TEXT_NONE);
            text expected = text_slice(transliterated, 0, transliterated.length - 1);
            if (!text_equal(slug, expected))
                fail_msg("U+%04X: '%.*s', not '%.*s'", code_point, TEXT_ARGS(slug), TEXT_ARGS(expected));
        }
}

static void languages_have_names_for_each_others_readers(void **state)
{
    (void)state;
    static const char *const rows[][3] = {
        { "de", "en", "German" },
        { "de", "fr", "Allemand" },
        { "fr", "de", "Französisch" },
        { "zh-Hans", "en", "Chinese (Simplified)" },
        { "pt-BR", "en", "Portuguese (Brazil)" },
        { "xyz", "en", "xyz" },
        { "", "en", "" },
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        assert_string_equal(
            text_to_string(&arena, unicode_language_name(&arena, text_of(rows[i][0]), text_of(rows[i][1]))),
            rows[i][2]);
}

static void languages_spell_their_letters(void **state)
{
    (void)state;
    assert_string_equal(slug_in("de", "Ärger über Öl, Größe"), "aerger-ueber-oel-groesse");
    assert_string_equal(slug_in("de-AT", "A\xCC\x88rger"), "aerger");
    assert_string_equal(slug_in("DE", "ä"), "ae");
    assert_string_equal(slug_in("sv", "Ärlig på ö"), "arlig-pa-o");
    assert_string_equal(slug_in("fi", "Pää"), "paa");
    assert_string_equal(slug_in("da", "Blåbær øl"), "blaabaer-oel");
    assert_string_equal(slug_in("nb", "Blåbær øl"), "blaabaer-oel");
    assert_string_equal(slug_in("nn", "å"), "aa");
    assert_string_equal(slug_in("no", "å"), "aa");
    struct unicode *german = unicode_open(&arena, TEXT("de"));
    assert_string_equal(text_to_string(&arena, slug_make(german, &arena, TEXT("für"), TEXT_NONE)), "fuer");
    assert_string_equal(text_to_string(&arena, slug_make(german, &arena, TEXT("für"), TEXT("en"))), "fur");
    unicode_close(german);
}

static void long_slugs_are_cut_at_a_hyphen(void **state)
{
    (void)state;
    char words[401], solid[401];
    for (int i = 0; i < 400; i++) {
        words[i] = i % 10 == 9 ? ' ' : 'a';
        solid[i] = 'a';
    }
    words[400] = solid[400] = '\0';
    assert_int_equal(strlen(slug_in(NULL, words)), 119);
    assert_int_equal(strlen(slug_in(NULL, solid)), 120);
    solid[120] = ' ';
    assert_int_equal(strlen(slug_in(NULL, solid)), 120);
}

static void slugs_of_slugs_are_the_same(void **state)
{
    (void)state;
    static const char *const values[] = { "US Telecoms", "Łódź", "北京 2022", "Größe", "ትግርኛ", "བོད", "हिन्दी",
        "ไทย", "한국", "ᏣᎳᎩ" };
    for (size_t i = 0; i < sizeof(values) / sizeof(*values); i++) {
        const char *once = slug_in(NULL, values[i]);
        assert_true(strlen(once) > 0);
        assert_string_equal(slug_in(NULL, once), once);
    }
}

static void headings_follow_the_rule_of_github(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        { "Costs", "costs" },
        { "Costs & Benefits", "costs--benefits" },
        { " What is 5G? ", "-what-is-5g-" },
        { "snake_case - and-hyphen", "snake_case---and-hyphen" },
        { "Größe ändern", "größe-ändern" },
        { "ÉTÉ", "été" },
        { "ΣΑΣ", "σασ" },
        { "İ", "i\xCC\x87" },
        { "中文 标题", "中文-标题" },
        { "Cafe\xCC\x81", "caf\xC3\xA9" },
        { "हिन्दी", "हिन्दी" },
        { "a\xE2\x80\x94"
          "b \xE2\x80\x9Cq\xE2\x80\x9D",
            "ab-q" },
        { "tab\there", "tabhere" },
        { "🙂 ok", "-ok" },
        { "", "" },
        { "½ CO² Ⅻ", "-co-ⅻ" },
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        assert_string_equal(
            text_to_string(&arena, slug_heading(unicode, &arena, text_of(rows[i][0]))), rows[i][1]);
}

static void normal_form_keeps_what_is_normal(void **state)
{
    (void)state;
    static const char *const normal[] = { "abc", "é", "\xE2\x80\x9Cx\xE2\x80\x9D", "中文", "" };
    for (size_t i = 0; i < sizeof(normal) / sizeof(*normal); i++) {
        text value = text_of(normal[i]), same = unicode_nfc(unicode, &arena, value);
        assert_ptr_equal(same.bytes, value.bytes);
        assert_int_equal(same.length, value.length);
    }
    assert_string_equal(text_to_string(&arena, unicode_nfc(unicode, &arena, TEXT("e\xCC\x81"))), "é");
    assert_string_equal(
        text_to_string(&arena, unicode_nfc(unicode, &arena, TEXT("\xE2\x80\x80"))), "\xE2\x80\x82");
    assert_string_equal(text_to_string(&arena, unicode_nfc(unicode, &arena, TEXT("\xE2\x84\xAB"))), "Å");
    assert_null(unicode_nfc(unicode, &arena, TEXT_NONE).bytes);
}

static void names_fold_to_one_key(void **state)
{
    (void)state;
    assert_string_equal(
        text_to_string(&arena, unicode_fold(unicode, &arena, TEXT("Maria RUIZ"))), "maria ruiz");
    assert_string_equal(text_to_string(&arena, unicode_fold(unicode, &arena, TEXT("STRASSE"))), "strasse");
    assert_string_equal(text_to_string(&arena, unicode_fold(unicode, &arena, TEXT("Straße"))), "strasse");
    assert_string_equal(text_to_string(&arena, unicode_fold(unicode, &arena, TEXT("ﬁ"))), "fi");
    assert_string_equal(
        text_to_string(&arena, unicode_fold_path(unicode, &arena, TEXT("A/E\xCC\x81.html"))), "a/é.html");
    assert_string_equal(
        text_to_string(&arena, unicode_fold_path(unicode, &arena, TEXT("a/É.HTML"))), "a/é.html");
    assert_string_equal(text_to_string(&arena, unicode_fold_path(unicode, &arena, TEXT("²"))), "²");
    text greek = unicode_fold(unicode, &arena, TEXT("\xCE\x90"));
    assert_true(text_equal(unicode_fold(unicode, &arena, greek), greek));
}

static void case_changes_by_the_root_locale(void **state)
{
    (void)state;
    assert_string_equal(
        text_to_string(&arena, unicode_upper(unicode, &arena, TEXT("straße i"))), "STRASSE I");
    assert_string_equal(text_to_string(&arena, unicode_lower(unicode, &arena, TEXT("ÉTÉ I"))), "été i");
    assert_string_equal(text_to_string(&arena, unicode_lower(unicode, &arena, TEXT("ABC"))), "abc");
    assert_string_equal(text_to_string(&arena, unicode_upper(unicode, &arena, TEXT(""))), "");
}

static int order_in(const char *language, const char *a, const char *b)
{
    struct unicode *other = unicode_open(&arena, text_of(language));
    int order = text_compare(
        unicode_sort_key(other, &arena, text_of(a)), unicode_sort_key(other, &arena, text_of(b)));
    unicode_close(other);
    return order;
}

static void keys_sort_as_the_language_does(void **state)
{
    (void)state;
    assert_true(order_in("en", "ärlig", "zebra") < 0);
    assert_true(order_in("sv", "ärlig", "zebra") > 0);
    assert_true(order_in("de", "Äpfel", "Banane") < 0);
    assert_true(order_in("en", "apple", "Banana") < 0);
    assert_true(order_in("en", "a", "A") != 0);
    assert_int_equal(order_in("en", "é", "e\xCC\x81"), 0);
    assert_int_equal(order_in("not a tag!", "x", "x"), 0);
    assert_int_equal(order_in("en", "", ""), 0);
    char long_text[4001];
    memset(long_text, 'z', 4000);
    long_text[4000] = '\0';
    assert_true(order_in("en", long_text, "zebra") > 0);
}

/* The count straight from ICU over the whole text. A colon always ends a word, which newer versions of ICU
 * leave to what is beside it. */
static size_t reference_count(text value)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar *units = calloc(value.length + 1, sizeof(UChar));
    int32_t length;
    icu()->u_strFromUTF8(
        units, (int32_t)value.length + 1, &length, value.bytes, (int32_t)value.length, &status);
    for (int32_t i = 0; i < length; i++)
        if (units[i] == ':')
            units[i] = '!';
    UBreakIterator *words = icu()->ubrk_open(UBRK_WORD, "en", units, length, &status);
    assert_true(U_SUCCESS(status));
    size_t count = 0;
    int32_t start = 0;
    for (int32_t end = icu()->ubrk_next(words); end != UBRK_DONE;
         start = end, end = icu()->ubrk_next(words)) {
        bool has_letter_or_digit = false, has_other = false;
        for (int32_t i = start; i < end; i++) {
            uint32_t type = U_MASK(icu()->u_charType(units[i]));
            has_letter_or_digit = has_letter_or_digit || icu()->u_isalnum(units[i]);
            has_other = has_other || !(type & (U_GC_PC_MASK | U_GC_M_MASK | U_GC_CF_MASK));
        }
        count +=
            has_letter_or_digit || (icu()->ubrk_getRuleStatus(words) >= UBRK_WORD_NONE_LIMIT && has_other);
    }
    icu()->ubrk_close(words);
    free(units);
    return count;
}

static void words_are_counted_as_by_icu(void **state)
{
    (void)state;
    static const char *const values[] = { "", "one", "two words", "don't can\xE2\x80\x99t",
        "3.14 1,000.5 a.b", "U.S. e.g.", "snake_case __init__ _ __ _1 a_", "a:b http://x.org/y?z=1 note: x",
        "naïve café", "Größe, Straße",
        "x\xC2\xADy a\xCC\x81"
        "b",
        "中文字 ok", "ภาษาไทย ok\nline two",
        "5G\xE2\x80\x93"
        "6G \xE2\x80\x9Cq\xE2\x80\x9D\xE2\x80\xA6",
        "Это русский текст", "Ελληνικά", "עברית ש\"ח x", "🙂 a🙂b", "a,b 1,b a,1 1..2 a..b a.'b",
        "\xCC\x81"
        "a b\r\nc\td" };
    for (size_t i = 0; i < sizeof(values) / sizeof(*values); i++)
        assert_int_equal(
            unicode_word_count(unicode, text_of(values[i])), reference_count(text_of(values[i])));
    assert_int_equal(
        unicode_word_count(unicode, TEXT("The quick (\"brown\") fox can't jump 32.3 feet, right?")), 9);
}

static void words_of_random_texts_are_counted_as_by_icu(void **state)
{
    (void)state;
    static const char *const pieces[] = { "a", "B", "1", "9", "_", ".", ",", "'", ":", ";", " ", "\n", "-",
        "/", "\"", "\xE2\x80\x99", "\xE2\x80\x9C", "\xE2\x80\x94", "\xE2\x80\xA6", "\xE2\x80\xA4", "é", "ж",
        "\xCC\x81", "\xC2\xAD", "\xC2\xA0", "\xC2\xB7", "中", "ไท", "א", "🙂", "٣", "\xE2\x80\x8D", "\t",
        "\r", "\xC2\x85", "カ" };
    uint32_t seed = 7;
    for (int round = 0; round < 20000; round++) {
        char value[128];
        size_t length = 0;
        /* Most rounds stay with the pieces that need no help from ICU. */
        uint32_t choice = round % 4 == 0 ? sizeof(pieces) / sizeof(*pieces) : 26;
        for (int i = 0; i < 12; i++) {
            seed = seed * 1664525U + 1013904223U;
            const char *piece = pieces[(seed >> 8) % choice];
            memcpy(value + length, piece, strlen(piece));
            length += strlen(piece);
        }
        text whole = { value, length };
        if (unicode_word_count(unicode, whole) != reference_count(whole))
            fail_msg("'%.*s': %zu words, ICU counts %zu", TEXT_ARGS(whole),
                unicode_word_count(unicode, whole), reference_count(whole));
    }
}

static const char *cut_to(const char *value, size_t limit)
{
    return text_to_string(&arena, unicode_cut(unicode, &arena, text_of(value), limit));
}

static void texts_are_cut_after_a_whole_word(void **state)
{
    (void)state;
    assert_string_equal(cut_to("one two three", 13), "one two three");
    assert_string_equal(cut_to("one two three", 12), "one two…");
    assert_string_equal(cut_to("one two three", 7), "one two…");
    assert_string_equal(cut_to("one two three", 8), "one two…");
    assert_string_equal(cut_to("one, two three", 4), "one…");
    assert_string_equal(cut_to("one two", 2), "on…");
    assert_string_equal(cut_to("don't stop", 4), "don'…");
    assert_string_equal(cut_to("été à Paris", 4), "été…");
    assert_string_equal(cut_to("e\xCC\x81te", 1), "…");
    assert_string_equal(cut_to("Größenordnung ja", 13), "Größenordnung…");
    assert_string_equal(cut_to("🙂🙂 word more", 8), "🙂🙂 word…");
    assert_string_equal(cut_to("one two", 0), "…");
    assert_string_equal(cut_to("", 0), "");
    assert_string_equal(cut_to("... !!! ???", 5), "... !…");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slugs_are_latin_letters_digits_and_hyphens),
        cmocka_unit_test(accents_are_dropped_as_icu_drops_them),
        cmocka_unit_test(languages_have_names_for_each_others_readers),
        cmocka_unit_test(languages_spell_their_letters),
        cmocka_unit_test(long_slugs_are_cut_at_a_hyphen),
        cmocka_unit_test(slugs_of_slugs_are_the_same),
        cmocka_unit_test(headings_follow_the_rule_of_github),
        cmocka_unit_test(normal_form_keeps_what_is_normal),
        cmocka_unit_test(names_fold_to_one_key),
        cmocka_unit_test(case_changes_by_the_root_locale),
        cmocka_unit_test(keys_sort_as_the_language_does),
        cmocka_unit_test(words_are_counted_as_by_icu),
        cmocka_unit_test(words_of_random_texts_are_counted_as_by_icu),
        cmocka_unit_test(texts_are_cut_after_a_whole_word),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
