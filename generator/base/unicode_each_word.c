/* SPDX-License-Identifier: MIT */
/*
 * Visiting words. Blanks always break, so a text is taken chunk by chunk between blanks. Most chunks are
 * ASCII letters and digits with a comma or bracket around them, which is seen byte by byte; a chunk whose
 * code points are all in the class tables goes through a small state machine (UAX 29), any other through ICU.
 */
#include "base/unicode_utf16.h"
#include "base/unicode_words.h"
#include <endian.h>
#include <string.h>

/* A word that is being read: bytes [start, end) of the chunk; what may join it lies behind `end`. */
struct reading {
    size_t start, end;
    enum word_class last, pending;
    bool has_letter;
};

struct visiting {
    struct unicode *unicode;
    void (*visit)(void *data, text word);
    void *data;
};

static void finish(const struct visiting *visiting, text chunk, struct reading *reading)
{
    if (reading->has_letter)
        visiting->visit(visiting->data, text_slice(chunk, reading->start, reading->end - reading->start));
    *reading = (struct reading){ 0 };
}

static bool may_join(enum word_class last, enum word_class middle)
{
    bool joins_both = middle == CLASS_MID_BOTH;
    return (last == CLASS_LETTER && (joins_both || middle == CLASS_MID_LETTER)) ||
           (last == CLASS_NUMBER && (joins_both || middle == CLASS_MID_NUMBER));
}

static void take(const struct visiting *visiting, text chunk, struct reading *reading, enum word_class class,
    size_t start, size_t end)
{
    if (class == CLASS_LETTER || class == CLASS_NUMBER || class == CLASS_CONNECTOR) {
        if (reading->pending != CLASS_OTHER && class != reading->last)
            finish(visiting, chunk, reading);
        if (reading->last == CLASS_OTHER)
            reading->start = start;
        reading->end = end;
        reading->last = class;
        reading->pending = CLASS_OTHER;
        reading->has_letter = reading->has_letter || class != CLASS_CONNECTOR;
    } else if (class == CLASS_EXTEND) {
        if (reading->last != CLASS_OTHER && reading->pending == CLASS_OTHER)
            reading->end = end;
    } else if (reading->pending == CLASS_OTHER && may_join(reading->last, class)) {
        reading->pending = class;
    } else {
        finish(visiting, chunk, reading);
    }
}

/* False when the tables do not know the chunk; nothing was visited then. */
static bool knows(const struct visiting *visiting, text chunk)
{
    for (size_t at = 0; at < chunk.length;) {
        enum word_class class = unicode_word_class(visiting->unicode, text_next_code_point(chunk, &at));
        if (class == CLASS_UNKNOWN)
            return false;
    }
    return true;
}

static void visit_known(const struct visiting *visiting, text chunk)
{
    struct reading reading = { 0 };
    for (size_t at = 0; at < chunk.length;) {
        size_t start = at;
        enum word_class class = unicode_word_class(visiting->unicode, text_next_code_point(chunk, &at));
        take(visiting, chunk, &reading, class, start, at);
    }
    finish(visiting, chunk, &reading);
}

static size_t skip_units(text value, size_t offset, int32_t units)
{
    while (units > 0 && offset < value.length)
        units -= text_next_code_point(value, &offset) > 0xFFFF ? 2 : 1;
    return offset;
}

/*
 * Is what stands between the two places a word? ICU's status says so, but it takes "__" for one, and "1_"
 * with a mark behind it for none.
 */
static bool is_word(const struct utf16 *utf16, int32_t start, int32_t end, int32_t status)
{
    bool has_letter_or_digit = false, has_other = false;
    for (int32_t i = start; i < end; i++) {
        has_letter_or_digit = has_letter_or_digit || icu()->u_isalnum(utf16->units[i]);
        has_other = has_other || !(U_MASK(icu()->u_charType(utf16->units[i])) &
                                     (U_GC_PC_MASK | U_GC_M_MASK | U_GC_CF_MASK));
    }
    return has_letter_or_digit || (status >= UBRK_WORD_NONE_LIMIT && has_other);
}

/* To ICU the narrow no-break space joins, which it does in numbers; inside French quotation marks and before
 * their signs it ends a word. */
static text without_spaces_at_ends(text word)
{
    static const text space = TEXT_INIT("\xE2\x80\xAF");
    while (text_starts_with(word, space))
        word = text_from(word, space.length);
    while (text_ends_with(word, space))
        word.length -= space.length;
    return word;
}

static void visit_by_icu(const struct visiting *visiting, text chunk)
{
    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator *breaks = unicode_word_breaks(visiting->unicode);
    struct utf16 *units = &visiting->unicode->broken;
    utf16_from_text(units, chunk);
    icu()->ubrk_setText(breaks, units->units, units->length, &status);
    unicode_die_on_failure(status, "word breaks");
    size_t start = 0;
    int32_t start_unit = 0;
    for (int32_t end_unit = icu()->ubrk_next(breaks); end_unit != UBRK_DONE;
         end_unit = icu()->ubrk_next(breaks)) {
        size_t end = skip_units(chunk, start, end_unit - start_unit);
        text word = without_spaces_at_ends(text_slice(chunk, start, end - start));
        if (word.length && is_word(units, start_unit, end_unit, icu()->ubrk_getRuleStatus(breaks)))
            visiting->visit(visiting->data, word);
        start = end;
        start_unit = end_unit;
    }
}

/* What a byte of ASCII is to a stretch that is a single word. */
enum { BYTE_JOINS, BYTE_ALPHANUMERIC, BYTE_ENDS };

static const uint8_t byte_kinds[256] = { ['A' ... 'Z'] = BYTE_ALPHANUMERIC,
    ['a' ... 'z'] = BYTE_ALPHANUMERIC,
    ['0' ... '9'] = BYTE_ALPHANUMERIC,
    ['.'] = BYTE_ENDS,
    [','] = BYTE_ENDS,
    [';'] = BYTE_ENDS,
    ['!'] = BYTE_ENDS,
    ['?'] = BYTE_ENDS,
    ['"'] = BYTE_ENDS,
    ['('] = BYTE_ENDS,
    [')'] = BYTE_ENDS,
    [':'] = BYTE_ENDS };

static inline size_t skip(text value, size_t at, uint8_t kind)
{
    while (at < value.length && byte_kinds[(unsigned char)value.bytes[at]] == kind)
        at++;
    return at;
}

/* A bit for each of the eight bytes that is no letter of ASCII, the first in the lowest. */
static inline uint64_t other_bytes(const char *bytes)
{
    static const uint64_t ones = UINT64_C(0x0101010101010101), highest = ones << 7;
    uint64_t eight;
    memcpy(&eight, bytes, sizeof eight);
    eight = le64toh(eight);
    /* The highest bit of each byte says whether it is past 'z', and whether it is from 'a' on. */
    uint64_t low = (eight | ones * 0x20) & ~highest;
    uint64_t past = low + ones * (0x7F - 'z'), from = low + ones * (0x80 - 'a');
    uint64_t others = ((past | ~from | eight) & highest) >> 7;
    /* Moves the bit of each byte to its place in the highest byte. */
    return others * UINT64_C(0x0102040810204080) >> 56;
}

/* Which of the WINDOW_BYTES from `start` on are no letters of ASCII. So many are looked at together because
 * nothing foretells how long a word is. */
struct window {
    size_t start;
    uint64_t others; /* the first in the lowest bit */
};

enum { WINDOW_BYTES = 64, CHUNKS_AT_ONCE = 16 };

static inline struct window window_at(text value, size_t start)
{
    struct window window = { start, 0 };
    for (size_t i = 0; i < WINDOW_BYTES; i += 8)
        window.others |= other_bytes(value.bytes + start + i) << i;
    return window;
}

/* The end of the letters at `at`, or a place among them: of the last bytes of a text nothing is known. */
static inline size_t skip_letters(text value, size_t at, struct window *window)
{
    size_t passed = at - window->start;
    uint64_t others = passed < WINDOW_BYTES ? window->others >> passed : 0;
    if (!others) {
        if (value.length - at < WINDOW_BYTES)
            return at;
        *window = window_at(value, at);
        others = window->others;
    }
    return at + (others ? (size_t)__builtin_ctzll(others) : WINDOW_BYTES);
}

static inline bool is_end(text value, size_t at)
{
    return at == value.length || text_is_blank(value.bytes[at]);
}

/* Gives the end of the stretch at `start`, which begins with letters up to `letters_end`. */
static size_t take_chunk(text value, size_t start, size_t letters_end, text *chunk)
{
    size_t word = letters_end > start ? start : skip(value, start, BYTE_ENDS);
    size_t word_end = skip(value, letters_end > start ? letters_end : word, BYTE_ALPHANUMERIC);
    size_t end = skip(value, word_end, BYTE_ENDS);
    if (is_end(value, end)) {
        *chunk = (text){ value.bytes + word, word_end - word };
        return end;
    }
    while (!is_end(value, end))
        end++;
    *chunk = (text){ value.bytes + start, end - start };
    return end;
}

size_t unicode_next_chunks(text value, size_t *offset, text *chunks, size_t capacity)
{
    size_t count = 0, at = *offset;
    struct window window = { at, 0 }; /* tells nothing yet */
    while (count < capacity && at < value.length) {
        text *chunk = &chunks[count];
        size_t end = skip_letters(value, at, &window);
        /* Letters and a blank, as a rule, or a blank alone. */
        if (is_end(value, end))
            *chunk = (text){ value.bytes + at, end - at };
        else
            end = take_chunk(value, at, end, chunk);
        count += chunk->length > 0;
        at = end + 1;
    }
    *offset = at;
    return count;
}

bool unicode_is_plain_word(text chunk)
{
    return chunk.length && skip(chunk, 0, BYTE_ALPHANUMERIC) == chunk.length;
}

static void visit_part(const struct visiting *visiting, text part)
{
    if (unicode_is_plain_word(part))
        visiting->visit(visiting->data, part);
    else if (knows(visiting, part))
        visit_known(visiting, part);
    else
        visit_by_icu(visiting, part);
}

/* A colon ends a word: of "EU:s" readers look for the "EU", and whether it joins what it stands between, in
 * which languages, differs from one version of ICU to the next. */
static void visit_chunk(const struct visiting *visiting, text chunk)
{
    for (size_t start = 0; start <= chunk.length;) {
        size_t colon = text_find_byte(chunk, ':', start), end = colon == SIZE_MAX ? chunk.length : colon;
        visit_part(visiting, text_slice(chunk, start, end - start));
        start = end + 1;
    }
}

void unicode_each_word(struct unicode *unicode, text value, void (*visit)(void *data, text word), void *data)
{
    struct visiting visiting = { unicode, visit, data };
    text chunks[CHUNKS_AT_ONCE];
    size_t at = 0;
    for (size_t count; (count = unicode_next_chunks(value, &at, chunks, CHUNKS_AT_ONCE)) > 0;)
        for (size_t i = 0; i < count; i++)
            visit_chunk(&visiting, chunks[i]);
}
