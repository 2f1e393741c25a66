/* SPDX-License-Identifier: MIT */
/*
 * Gaps between documents are Rice codes: random gaps cost at most a fifth of a bit more than they must.
 * Levels are Elias gamma codes, counts of followers unary with the usual ones first.
 */
#include "output/search_postings.h"
#include "base/arena.h"
#include <string.h>

enum {
    FOLLOWER_BITS = 4,
    GAP_BITS_LIMIT = 24,
    SHARED_LIMIT = 15, /* of the bytes that a key has from the one before */
    DROPPED_LIMIT = 7, /* of the bytes that a stem has not from its form */
};

struct bits {
    struct buffer *out;
    uint64_t pending; /* the last `pending_count` bits of it wait to be written, fewer than 32 */
    unsigned pending_count;
};

static void put_bytes(struct bits *bits, unsigned count)
{
    unsigned char *bytes = (unsigned char *)buffer_reserve(bits->out, sizeof bits->pending);
    for (unsigned i = 0; i < count; i++) {
        bits->pending_count -= 8;
        bytes[i] = (unsigned char)(bits->pending >> bits->pending_count);
    }
    bits->out->length += count;
}

/* The last `count` bits of the value, at most 32. */
static inline void put_bits(struct bits *bits, uint32_t value, unsigned count)
{
    bits->pending = bits->pending << count | (value & (((uint64_t)1 << count) - 1));
    bits->pending_count += count;
    if (bits->pending_count >= 32)
        put_bytes(bits, 4);
}

/* The quotient by a power of two as zeros and a one, then the rest: mostly one stroke. */
static inline void put_rice(struct bits *bits, uint32_t value, unsigned power)
{
    uint32_t quotient = value >> power, rest = value & ((1U << power) - 1);
    for (; quotient + 1 + power > 32; quotient -= quotient < 32 ? quotient : 32)
        put_bits(bits, 0, quotient < 32 ? quotient : 32);
    put_bits(bits, 1U << power | rest, quotient + 1 + power);
}

/* As many zeros as the value has bits behind its first, then the value. */
static inline void put_gamma(struct bits *bits, uint32_t value)
{
    unsigned length = 31 - (unsigned)__builtin_clz(value);
    put_bits(bits, value, 2 * length + 1);
}

static void fill_byte(struct bits *bits)
{
    unsigned count = (bits->pending_count + 7) / 8;
    bits->pending <<= count * 8 - bits->pending_count;
    bits->pending_count = count * 8;
    put_bytes(bits, count);
}

/* The parameter of a Rice code for gaps of that mean: the logarithm of its 0.69th part, rounded down. No two
 * integers put it on a border, so that the script may compute it otherwise. */
static unsigned gap_bits(size_t documents, size_t count)
{
    unsigned result = 0;
    while (count && result < GAP_BITS_LIMIT && (count << (result + 1)) * 100 <= documents * 69)
        result++;
    return result;
}

/* One bit more for each doubling of their number. */
static inline unsigned follower_bits(unsigned count)
{
    return count < 2 ? FOLLOWER_BITS : FOLLOWER_BITS + 32 - (unsigned)__builtin_clz(count - 1);
}

/* One follower is the usual thing, then two, then none. */
static inline unsigned count_code(unsigned count)
{
    return count == 0 ? 2 : count < 3 ? count - 1 : count;
}

static inline void put_followers(struct bits *bits, const struct search_posting *posting)
{
    unsigned count = posting->follower_count, length = count_code(count) + 1;
    unsigned width = follower_bits(count);
    uint32_t waiting = 1;
    for (unsigned i = 0; i < count && count <= SEARCH_FOLLOWERS; i++) {
        if (length + width > 32) {
            put_bits(bits, waiting, length);
            waiting = length = 0;
        }
        waiting = waiting << width | (posting->followers[i] & ((1U << width) - 1));
        length += width;
    }
    put_bits(bits, waiting, length);
}

static void put_postings(struct buffer *out, const struct search_term *term, unsigned gap, bool has_followers)
{
    struct bits bits = { .out = out };
    uint32_t next = 0;
    for (size_t i = 0; i < term->posting_count; i++) {
        const struct search_posting *posting = &term->postings[i];
        uint32_t skipped = posting->document - next;
        put_rice(&bits, skipped, gap);
        put_gamma(&bits, posting->level);
        if (has_followers)
            put_followers(&bits, posting);
        next = posting->document + 1;
    }
    fill_byte(&bits);
}

static void put_number(struct buffer *out, size_t value)
{
    for (; value >= 128; value >>= 7)
        buffer_append_byte(out, (char)(128 | (value & 127)));
    buffer_append_byte(out, (char)value);
}

/*
 * The length of a text, and how much of a key stays before it: in four bits as a multiple of `unit`, up to
 * `limit`, from which on the rest follows as a number of its own.
 */
static void put_text(struct buffer *out, size_t kept, size_t limit, size_t unit, text value)
{
    put_number(out, value.length << 4 | (kept < limit ? kept : limit) * unit);
    if (kept >= limit)
        put_number(out, kept - limit);
    buffer_append(out, value);
}

static bool has_followers(const struct search_term *term, size_t limit)
{
    return term->posting_count <= limit && term->key.bytes[0] != SEARCH_FUNCTION_WORD;
}

/* What a key has: its postings, and each stem that it leads to, as if there were as many keys. */
static size_t put_term(
    struct buffer *out, text previous, const struct search_term *term, size_t postings_length)
{
    if (term->posting_count) {
        size_t shared = text_shared_length(previous, term->key);
        put_text(out, shared, SHARED_LIMIT, 1, text_from(term->key, shared));
        put_number(out, term->posting_count * 4 + (term->is_word ? 2 : 0) + 1);
        put_number(out, postings_length);
        previous = term->key;
    }
    for (size_t i = 0; i < term->form_count; i++) {
        size_t shared = text_shared_length(previous, term->key);
        put_text(out, shared, SHARED_LIMIT, 1, text_from(term->key, shared));
        put_text(out, term->forms[i].dropped, DROPPED_LIMIT, 2, term->forms[i].ending);
        previous = term->key;
    }
    return (term->posting_count > 0) + term->form_count;
}

void search_postings_write(struct buffer *out, const struct search_term *terms, size_t term_count,
    size_t documents, size_t follower_limit)
{
    struct arena arena;
    struct buffer keys, postings;
    text previous = TEXT("");
    size_t entry_count = 0;
    arena_init(&arena);
    buffer_init(&keys, &arena);
    buffer_init(&postings, &arena);
    for (size_t i = 0; i < term_count; i++) {
        size_t start = postings.length;
        put_postings(&postings, &terms[i], gap_bits(documents, terms[i].posting_count),
            has_followers(&terms[i], follower_limit));
        entry_count += put_term(&keys, previous, &terms[i], postings.length - start);
        previous = terms[i].key;
    }
    put_number(out, entry_count);
    put_number(out, documents);
    put_number(out, follower_limit);
    buffer_append(out, buffer_text(&keys));
    buffer_append(out, buffer_text(&postings));
    arena_release(&arena);
}
