/* SPDX-License-Identifier: MIT */
/* search_postings: what is written is read back by a decoder of the test's own. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "base/arena.h"
#include "output/search_postings.h"

static struct arena arena;

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

struct decoder {
    const unsigned char *bytes;
    size_t at, bit;
};

static size_t number(struct decoder *decoder)
{
    size_t value = 0;
    for (unsigned shift = 0;; shift += 7) {
        unsigned char byte = decoder->bytes[decoder->at++];
        value |= (size_t)(byte & 127) << shift;
        if (byte < 128)
            return value;
    }
}

static unsigned bits(struct decoder *decoder, unsigned count)
{
    unsigned value = 0;
    for (; count; count--, decoder->bit++)
        value = value << 1 | (decoder->bytes[decoder->bit / 8] >> (7 - decoder->bit % 8) & 1);
    return value;
}

static unsigned zeros(struct decoder *decoder)
{
    unsigned count = 0;
    while (!bits(decoder, 1))
        count++;
    return count;
}

static void print_followers(struct buffer *out, struct decoder *decoder)
{
    static const unsigned counts[] = { 1, 2, 0, 3, 4, 5, 6, 7, 8, 9 },
                          widths[] = { 4, 4, 5, 6, 6, 7, 7, 7, 7 };
    unsigned count = counts[zeros(decoder)];
    if (count == 9)
        buffer_append_literal(out, ">?");
    for (unsigned i = 0; count < 9 && i < count; i++)
        buffer_print(out, ">%u", bits(decoder, widths[count]));
}

static void print_postings(struct buffer *out, struct decoder *decoder, size_t count, unsigned kind)
{
    for (unsigned document = 0; count; count--, document++) {
        unsigned gap = kind & 31;
        document += zeros(decoder) << gap;
        document += bits(decoder, gap);
        unsigned length = zeros(decoder);
        buffer_print(out, " %u×%u", document, 1U << length | bits(decoder, length));
        if (kind & 32)
            print_followers(out, decoder);
    }
}

/* "key documents…; key→dropped+ending" */
static const char *read_back(text written)
{
    struct decoder decoder = { (const unsigned char *)written.bytes, 0, 0 };
    struct {
        char key[64];
        size_t length, count, postings;
        unsigned kind;
    } terms[64];
    struct buffer out;
    buffer_init(&out, &arena);
    size_t term_count = number(&decoder), start = 0;
    for (size_t i = 0; i < term_count; i++) {
        size_t shared = number(&decoder), length = number(&decoder);
        for (size_t k = 0; k < shared; k++)
            terms[i].key[k] = terms[i - 1].key[k];
        for (size_t k = 0; k < length; k++)
            terms[i].key[shared + k] = (char)decoder.bytes[decoder.at++];
        terms[i].length = shared + length;
        size_t head = number(&decoder);
        terms[i].count = head >> 2;
        terms[i].kind = terms[i].count ? (unsigned)number(&decoder) : 0;
        terms[i].postings = start;
        start += terms[i].count ? number(&decoder) : 0;
        for (size_t forms = head & 2 ? number(&decoder) : 0; forms; forms--) {
            size_t dropped = number(&decoder), ending = number(&decoder);
            buffer_print(&out, "%.*s→%zu+%.*s; ", (int)terms[i].length, terms[i].key, dropped, (int)ending,
                (const char *)decoder.bytes + decoder.at);
            decoder.at += ending;
        }
    }
    for (size_t i = 0; i < term_count; i++) {
        decoder.bit = (decoder.at + terms[i].postings) * 8;
        buffer_append(&out, (text){ terms[i].key, terms[i].length });
        print_postings(&out, &decoder, terms[i].count, terms[i].kind);
        buffer_append_literal(&out, "; ");
    }
    assert_int_equal(decoder.at + start, written.length);
    return text_to_string(&arena, buffer_text(&out));
}

static text written(const struct search_term *terms, size_t count, size_t documents)
{
    struct buffer out;
    buffer_init(&out, &arena);
    search_postings_write(&out, terms, count, documents);
    return buffer_text(&out);
}

static void postings_come_back(void **state)
{
    (void)state;
    const struct search_posting first[] = { { 0, 1, 1, { 0x21 } }, { 7, 3, 2, { 0x01, 0x1f } },
        { 8, 15, 0, { 0 } }, { 900, 63, 9, { 0 } } };
    const struct search_posting second[] = { { 4, 2, 0, { 0 } } };
    const struct search_form forms[] = { { 1, TEXT_INIT("i") }, { 3, TEXT_INIT("") } };
    const struct search_term terms[] = {
        { TEXT_INIT("polici"), false, true, first, 4, NULL, 0 },
        { TEXT_INIT("policy"), true, false, NULL, 0, forms, 2 },
        { TEXT_INIT("tax"), true, false, second, 1, NULL, 0 },
    };
    assert_string_equal(read_back(written(terms, 3, 1000)),
        "policy→1+i; policy→3+; polici 0×1>1 7×3>1>31 8×15 900×63>?; policy; tax 4×2; ");
}

static void every_gap_comes_back(void **state)
{
    (void)state;
    for (size_t documents = 1; documents <= 1 << 20; documents *= 4) {
        struct search_posting postings[] = { { 0, 1, 0, { 0 } }, { (uint32_t)documents, 1, 0, { 0 } },
            { (uint32_t)documents * 3 + 1, 1, 0, { 0 } } };
        struct search_term term = { TEXT_INIT("x"), true, false, postings, 3, NULL, 0 };
        const char *expected = text_format(&arena, "x 0×1 %zu×1 %zu×1; ", documents, documents * 3 + 1).bytes;
        assert_string_equal(read_back(written(&term, 1, documents)), expected);
    }
}

static void nothing_is_a_dictionary_too(void **state)
{
    (void)state;
    assert_string_equal(read_back(written(NULL, 0, 0)), "");
}

/* A term that every document has costs two bits a document: one for the gap, one for the level. */
static void dense_postings_are_short(void **state)
{
    (void)state;
    static struct search_posting postings[8000];
    for (uint32_t i = 0; i < 8000; i++)
        postings[i] = (struct search_posting){ i, 1, 0, { 0 } };
    struct search_term term = { TEXT_INIT("x"), true, false, postings, 8000, NULL, 0 };
    assert_in_range(written(&term, 1, 8000).length, 2000, 2016);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(postings_come_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(every_gap_comes_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nothing_is_a_dictionary_too, set_up, tear_down),
        cmocka_unit_test_setup_teardown(dense_postings_are_short, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
