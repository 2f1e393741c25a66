/* SPDX-License-Identifier: MIT */
/* search_postings: what is written is read back by a decoder of the test's own. */
#include <math.h>
#include <string.h>
#include "output/search_postings.h"
#include "arena_case.h"

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

static void print_postings(
    struct buffer *out, struct decoder *decoder, size_t count, unsigned gap, bool has_followers)
{
    for (unsigned document = 0; count; count--, document++) {
        document += zeros(decoder) << gap;
        document += bits(decoder, gap);
        unsigned length = zeros(decoder);
        buffer_print(out, " %u×%u", document, 1U << length | bits(decoder, length));
        if (has_followers)
            print_followers(out, decoder);
    }
}

static size_t up_to(struct decoder *decoder, size_t limit, size_t value)
{
    return value < limit ? value : limit + number(decoder);
}

/* As the script computes it. */
static unsigned gap_of(size_t documents, size_t count)
{
    double gap = floor(log2((double)documents * 0.69 / (double)count));
    return gap > 0 ? (unsigned)gap : 0;
}

struct read_key {
    char bytes[64];
    size_t length, head, postings;
};

static void read_key(struct decoder *decoder, const struct read_key *previous, struct read_key *key)
{
    size_t sizes = number(decoder), shared = up_to(decoder, 15, sizes & 15);
    if (shared)
        memcpy(key->bytes, previous->bytes, shared);
    memcpy(key->bytes + shared, decoder->bytes + decoder->at, sizes >> 4);
    decoder->at += sizes >> 4;
    key->length = shared + (sizes >> 4);
    key->head = number(decoder);
}

static void print_form(struct buffer *out, struct decoder *decoder, const struct read_key *key)
{
    size_t dropped = up_to(decoder, 7, key->head >> 1 & 7), ending = key->head >> 4;
    buffer_print(out, "%.*s→%zu+%.*s; ", (int)key->length, key->bytes, dropped, (int)ending,
        (const char *)decoder->bytes + decoder->at);
    decoder->at += ending;
}

/* "form→dropped+ending; key documents…" */
static const char *read_back(text written)
{
    struct decoder decoder = { (const unsigned char *)written.bytes, 0, 0 };
    struct read_key keys[64] = { { .length = 0 } };
    struct buffer out;
    buffer_init(&out, &arena);
    size_t count = number(&decoder), documents = number(&decoder), limit = number(&decoder), start = 0;
    for (size_t i = 0; i < count; i++) {
        read_key(&decoder, i ? &keys[i - 1] : NULL, &keys[i]);
        keys[i].postings = start;
        if (keys[i].head & 1)
            start += number(&decoder);
        else
            print_form(&out, &decoder, &keys[i]);
    }
    for (size_t i = 0; i < count; i++) {
        size_t posting_count = keys[i].head >> 2;
        if (!(keys[i].head & 1))
            continue;
        decoder.bit = (decoder.at + keys[i].postings) * 8;
        buffer_append(&out, (text){ keys[i].bytes, keys[i].length });
        print_postings(&out, &decoder, posting_count, gap_of(documents, posting_count),
            posting_count <= limit && keys[i].bytes[0] != '=');
        buffer_append(&out, keys[i].head & 2 ? TEXT("; ") : TEXT(" (stem); "));
    }
    assert_int_equal(decoder.at + start, written.length);
    return text_to_string(&arena, buffer_text(&out));
}

static text written(const struct search_term *terms, size_t count, size_t documents, size_t follower_limit)
{
    struct buffer out;
    buffer_init(&out, &arena);
    search_postings_write(&out, terms, count, documents, follower_limit);
    return buffer_text(&out);
}

static void postings_come_back(void **state)
{
    (void)state;
    const struct search_posting first[] = { { 0, 1, 1, { 0x21 } }, { 7, 3, 2, { 0x01, 0x1f } },
        { 8, 15, 0, { 0 } }, { 900, 63, 9, { 0 } } };
    const struct search_posting second[] = { { 4, 2, 1, { 0x11 } } };
    const struct search_form forms[] = { { 1, TEXT_INIT("i") }, { 3, TEXT_INIT("") } };
    const struct search_form many[] = { { 9, TEXT_INIT("") } };
    const struct search_term terms[] = {
        { TEXT_INIT("=the"), true, second, 1, NULL, 0 },
        { TEXT_INIT("polici"), false, first, 4, NULL, 0 },
        { TEXT_INIT("policy"), true, NULL, 0, forms, 2 },
        { TEXT_INIT("tax"), true, second, 1, forms, 1 },
        { TEXT_INIT("taxation-of-income"), true, NULL, 0, many, 1 },
        { TEXT_INIT("taxation-of-incomes"), true, NULL, 0, many, 1 },
    };
    assert_string_equal(read_back(written(terms, 6, 1000, 4)),
        "policy→1+i; policy→3+; tax→1+i; taxation-of-income→9+; taxation-of-incomes→9+; =the 4×2; "
        "polici 0×1>1 7×3>1>31 8×15 900×63>? (stem); tax 4×2>1; ");
}

static void frequent_terms_have_no_followers(void **state)
{
    (void)state;
    const struct search_posting postings[] = { { 0, 1, 1, { 1 } }, { 1, 1, 1, { 1 } } };
    const struct search_term terms[] = {
        { TEXT_INIT("a"), true, postings, 1, NULL, 0 },
        { TEXT_INIT("b"), true, postings, 2, NULL, 0 },
    };
    assert_string_equal(read_back(written(terms, 2, 2, 1)), "a 0×1>1; b 0×1 1×1; ");
}

static void every_gap_comes_back(void **state)
{
    (void)state;
    for (size_t documents = 1; documents <= 1 << 20; documents *= 4) {
        struct search_posting postings[] = { { 0, 1, 0, { 0 } }, { (uint32_t)documents, 1, 0, { 0 } },
            { (uint32_t)documents * 3 + 1, 1, 0, { 0 } } };
        struct search_term term = { TEXT_INIT("x"), true, postings, 3, NULL, 0 };
        const char *expected = text_format(&arena, "x 0×1 %zu×1 %zu×1; ", documents, documents * 3 + 1).bytes;
        assert_string_equal(read_back(written(&term, 1, documents, 0)), expected);
    }
}

static void nothing_is_a_dictionary_too(void **state)
{
    (void)state;
    assert_string_equal(read_back(written(NULL, 0, 0, 0)), "");
}

/* A term that every document has costs two bits a document: one for the gap, one for the level. */
static void dense_postings_are_short(void **state)
{
    (void)state;
    static struct search_posting postings[8000];
    for (uint32_t i = 0; i < 8000; i++)
        postings[i] = (struct search_posting){ i, 1, 0, { 0 } };
    struct search_term term = { TEXT_INIT("x"), true, postings, 8000, NULL, 0 };
    assert_in_range(written(&term, 1, 8000, 0).length, 2000, 2016);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(postings_come_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(frequent_terms_have_no_followers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(every_gap_comes_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nothing_is_a_dictionary_too, set_up, tear_down),
        cmocka_unit_test_setup_teardown(dense_postings_are_short, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
