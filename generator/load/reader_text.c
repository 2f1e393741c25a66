/* SPDX-License-Identifier: MIT */
/*
 * Every character is copied as it is, or as what it stands for to a reader (a row of `same`), or is one of
 * the many forms of a blank. Blanks wait until something stands behind them, so that runs of them and those
 * at both ends are gone; dashes likewise are one however many there are.
 */
#include "load/reader_text.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/count.h"
#include <endian.h>
#include <string.h>

/* To a reader the first is the second; "" is not seen at all. Sorted. */
static const struct {
    uint32_t first, last;
    const char *seen;
} same[] = {
    { 0x00A0, 0x00A0, " " },                            /* no-break space */
    { 0x00AB, 0x00AB, "\"" },                           /* quotation marks of other languages */
    { 0x00AD, 0x00AD, "" },                             /* soft hyphen */
    { 0x00BB, 0x00BB, "\"" }, { 0x2000, 0x200A, " " },  /* typographic spaces */
    { 0x200B, 0x200F, "" },                             /* zero-width spaces and joiners, direction marks */
    { 0x2010, 0x2015, "-" },                            /* hyphens and dashes */
    { 0x2018, 0x201B, "'" },                            /* single quotes */
    { 0x201C, 0x201F, "\"" },                           /* double quotes */
    { 0x2026, 0x2026, "..." }, { 0x2028, 0x2029, " " }, /* line and paragraph separator */
    { 0x202F, 0x202F, " " },                            /* narrow no-break space */
    { 0x2039, 0x203A, "'" }, { 0x2060, 0x2060, "" },    /* word joiner */
    { 0x2212, 0x2212, "-" },                            /* minus */
    { 0x300C, 0x300F, "\"" }, { 0xFEFF, 0xFEFF, "" },   /* byte order mark */
    /* to add one: a row here, in order. What is in urls.lock then changes for every text that has it */
};

struct writing {
    struct buffer out;
    bool has_blank; /* between what is written and what comes */
};

static void put(struct writing *writing, const char *bytes, size_t length)
{
    bool ends_in_dash = writing->out.length && writing->out.bytes[writing->out.length - 1] == '-';
    if (length == 1 && *bytes == '-' && ends_in_dash && !writing->has_blank)
        return;
    if (writing->has_blank && writing->out.length)
        buffer_append_byte(&writing->out, ' ');
    writing->has_blank = false;
    buffer_append(&writing->out, (text){ bytes, length });
}

static void put_seen(struct writing *writing, const char *seen)
{
    text whole = text_of(seen);
    if (text_equal(whole, TEXT(" ")))
        writing->has_blank = true;
    else if (whole.length)
        put(writing, whole.bytes, whole.length);
}

/* What the character is to a reader; NULL: itself. */
static const char *seen_for(uint32_t character)
{
    for (size_t i = 0; i < COUNT(same) && character >= same[i].first; i++)
        if (character <= same[i].last)
            return same[i].seen;
    return NULL;
}

bool reader_text_is_seen(text value)
{
    for (size_t at = 0; at < value.length;) {
        uint32_t character = text_next_code_point(value, &at);
        const char *seen = seen_for(character);
        bool is_blank = seen ? !*seen || *seen == ' ' : character <= ' ';
        if (!is_blank)
            return true;
    }
    return false;
}

/* The narrow space inside guillemets, which the renderer sets where straight quotes were typed. */
static bool is_space_of_mark(text value, size_t start)
{
    static const text space = TEXT_INIT("\xE2\x80\xAF"), left = TEXT_INIT("«"), right = TEXT_INIT("»");
    return text_starts_with(text_from(value, start), space) &&
           (text_ends_with(text_slice(value, 0, start), left) ||
               text_starts_with(text_from(value, start + space.length), right));
}

static void put_character(struct writing *writing, text value, size_t *at)
{
    size_t start = *at;
    if (is_space_of_mark(value, start)) {
        text_next_code_point(value, at);
        return;
    }
    const char *seen = seen_for(text_next_code_point(value, at));
    if (seen)
        put_seen(writing, seen);
    else
        put(writing, value.bytes + start, *at - start);
}

/* The four references that Markdown writes. SIZE_MAX when another character stands at `at`. */
static size_t put_reference(struct writing *writing, text value, size_t at)
{
    static const struct {
        text name;
        const char *character;
    } references[] = { { TEXT_INIT("&amp;"), "&" }, { TEXT_INIT("&lt;"), "<" }, { TEXT_INIT("&gt;"), ">" },
        { TEXT_INIT("&quot;"), "\"" } };
    for (size_t i = 0; i < COUNT(references); i++) {
        if (!text_starts_with(text_from(value, at), references[i].name))
            continue;
        put(writing, references[i].character, 1);
        return at + references[i].name.length;
    }
    return SIZE_MAX;
}

/* Letters, digits and punctuation that are what they look like; some of them not in markup. */
enum { SEEN_AS_IT_IS = 1, SEEN_IN_TEXTS = 2 };
static const uint8_t plain_bytes[256] = {
    ['!' ... '%'] = SEEN_AS_IT_IS | SEEN_IN_TEXTS,
    ['&'] = SEEN_IN_TEXTS,
    ['\'' ... ','] = SEEN_AS_IT_IS | SEEN_IN_TEXTS,
    ['.' ... ';'] = SEEN_AS_IT_IS | SEEN_IN_TEXTS,
    ['<'] = SEEN_IN_TEXTS,
    ['=' ... '~'] = SEEN_AS_IT_IS | SEEN_IN_TEXTS,
};

enum { EIGHT = 8 };
static const uint64_t ones = UINT64_MAX / 255, highest = UINT64_MAX / 255 << 7;

/* The highest bit of each of eight bytes of ASCII that is `byte`. */
static inline uint64_t find_in_eight(uint64_t eight, uint64_t byte)
{
    return ~((eight ^ ones * byte) + ones * 0x7F) & highest;
}

/* How many of eight bytes behind one that is no space are seen as they are, or are single spaces between
 * such: all eight, seven where the last is a space, 0 where there is something else: then they are looked at
 * singly. */
static inline size_t plain_of_eight(const unsigned char *bytes, bool is_markup)
{
    uint64_t eight;
    memcpy(&eight, bytes, EIGHT);
    eight = le64toh(eight);
    if (eight & highest)
        return 0;
    /* Past '~', or not from ' ' on. */
    uint64_t others = (eight + ones) | ~(eight + ones * (0x80 - ' '));
    others |= find_in_eight(eight, '-');
    if (is_markup)
        others |= find_in_eight(eight, '<') | find_in_eight(eight, '&');
    uint64_t spaces = find_in_eight(eight, ' ');
    others |= spaces & spaces << 8;
    return others & highest ? 0 : EIGHT - (size_t)(spaces >> 63);
}

/* How many such bytes there are from `at` on, with the single spaces between them: whole lines, as a rule. */
static size_t plain_length(const struct reader_part *part, size_t at)
{
    const unsigned char *bytes = (const unsigned char *)part->text.bytes;
    uint8_t wanted = part->is_markup ? SEEN_AS_IT_IS : SEEN_IN_TEXTS;
    size_t end = at, length = part->text.length;
    for (;;) {
        for (size_t plain = 1; end > at && plain && length - end >= EIGHT; end += plain)
            plain = plain_of_eight(bytes + end, part->is_markup);
        while (end < length && (plain_bytes[bytes[end]] & wanted))
            end++;
        bool is_space_inside =
            end > at && end + 1 < length && bytes[end] == ' ' && (plain_bytes[bytes[end + 1]] & wanted);
        if (!is_space_inside)
            return end - at;
        end += 2;
    }
}

static void put_part(struct writing *writing, const struct reader_part *part)
{
    text value = part->text;
    for (size_t at = 0; at < value.length;) {
        char byte = value.bytes[at];
        size_t length = plain_length(part, at);
        size_t after = part->is_markup && byte == '<'   ? text_find_byte(value, '>', at)
                       : part->is_markup && byte == '&' ? put_reference(writing, value, at)
                                                        : SIZE_MAX;
        if (after != SIZE_MAX) {
            at = byte == '<' ? after + 1 : after;
        } else if (length) {
            put(writing, value.bytes + at, length);
            at += length;
        } else if ((unsigned char)byte >= 0x80) {
            put_character(writing, value, &at);
        } else if (text_is_blank(byte)) {
            writing->has_blank = true;
            at++;
        } else {
            put(writing, &value.bytes[at++], 1);
        }
    }
    writing->has_blank = true;
}

struct digest reader_text_digest(
    struct unicode *unicode, struct arena *arena, const struct reader_part *parts, size_t count)
{
    struct writing writing = { .has_blank = false };
    size_t length = 0;
    for (size_t i = 0; i < count; i++)
        length += parts[i].text.length + 1;
    buffer_init(&writing.out, arena);
    buffer_reserve(&writing.out, length);
    for (size_t i = 0; i < count; i++)
        put_part(&writing, &parts[i]);
    return digest_of(unicode_nfc(unicode, arena, buffer_text(&writing.out)));
}
