/* SPDX-License-Identifier: MIT */
#include "check/garbled.h"
#include "base/buffer.h"

enum {
    LONGEST_SIGN = 4,  /* bytes of UTF-8 */
    TELLING_SIGNS = 3, /* so many in a row are no accident, whatever they are */
    TIMES_GARBLED = 4, /* what went through two programs is garbled twice */
    LAST_LATIN = 0x17F,
    LAST_EXTENDED_LATIN = 0x2FF,
    BYTE_ORDER_MARK = 0xFEFF,
    LOST_CHARACTER = 0xFFFD,
};

/* Where a character of the line lies, and its byte in Windows-1252; 0 where it has none, or is ASCII. */
struct character {
    size_t offset, end;
    uint32_t code_point;
    uint8_t byte;
};

static uint8_t western_byte(const struct garbled_reader *reader, uint32_t code_point)
{
    if (code_point >= WESTERN_FIRST && code_point <= 0xFF)
        return (uint8_t)code_point;
    for (int i = 0; code_point > 0xFF && i < WESTERN_COUNT; i++)
        if (reader->western[i] == code_point)
            return (uint8_t)(WESTERN_FIRST + i);
    return 0;
}

static struct character character_at(const struct garbled_reader *reader, text line, size_t offset)
{
    struct character character = { .offset = offset, .end = offset };
    if (offset >= line.length)
        return character;
    character.code_point = text_next_code_point(line, &character.end);
    character.byte = western_byte(reader, character.code_point);
    return character;
}

static size_t length_of_sign(uint8_t lead)
{
    return lead >= 0xC2 && lead <= 0xDF   ? 2
           : lead >= 0xE0 && lead <= 0xEF ? 3
           : lead >= 0xF0 && lead <= 0xF4 ? 4
                                          : 0;
}

/* A sign whose bytes were taken for characters, or a character alone. */
struct sign {
    size_t start, end;   /* in the line */
    uint32_t code_point; /* that was meant; 0: there is none */
    uint32_t last;       /* code point of the last character that is seen */
};

static struct sign sign_at(const struct garbled_reader *reader, text line, size_t offset)
{
    struct character character = character_at(reader, line, offset);
    struct sign sign = { .start = offset, .end = character.end };
    char bytes[LONGEST_SIGN];
    size_t length = length_of_sign(character.byte), taken = 0, end = offset;
    for (; taken < length && character.byte; taken++) {
        bytes[taken] = (char)character.byte;
        sign.last = character.code_point;
        end = character.end;
        character = character_at(reader, line, character.end);
    }
    text meant = { bytes, taken };
    size_t next = 0;
    if (length && taken == length && text_find_invalid_utf8(meant) == SIZE_MAX) {
        sign.code_point = text_next_code_point(meant, &next);
        sign.end = end;
    }
    return sign;
}

static bool is_capital(uint32_t c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7);
}

static bool is_letter(uint32_t c)
{
    return is_capital(c) || (c >= 'a' && c <= 'z') || (c >= 0xDF && c <= 0xFF && c != 0xF7);
}

/* What may stand behind a word: quotes, dashes, an ellipsis, a no-break space, ™. */
static bool is_punctuation(uint32_t c)
{
    return (c >= 0x2010 && c <= 0x203A) || c == 0xA0 || c == 0xAB || c == 0xBB || c == 0x2122;
}

static uint32_t character_before(text line, size_t offset)
{
    text last = text_last_character(text_slice(line, 0, offset));
    size_t at = 0;
    return last.length ? text_next_code_point(last, &at) : ' ';
}

static uint32_t character_behind(text line, size_t offset)
{
    return offset < line.length ? text_next_code_point(line, &offset) : ' ';
}

/* Is it told by itself? Two characters may be the end of a word and a sign behind it. */
static bool is_telling(text line, const struct sign *sign)
{
    uint32_t meant = sign->code_point, left = character_before(line, sign->start);
    bool is_general = meant >= 0x2000 && meant <= 0x213F; /* ’ “ – … € ™, behind â */
    if (is_general || meant == BYTE_ORDER_MARK)
        return true;
    if (meant < 0xA0 || meant > LAST_EXTENDED_LATIN)
        return false;
    bool is_behind_capital = is_capital(left) && is_punctuation(sign->last); /* as "UMEÅ’s" is */
    if (is_letter(left) && is_letter(character_behind(line, sign->end)) && !is_behind_capital)
        return true;
    return meant <= LAST_LATIN && (!is_punctuation(sign->last) || (meant <= 0xFF && !is_capital(left)));
}

static bool is_control(uint32_t code_point)
{
    return code_point >= 0x80 && code_point < 0xA0;
}

static void note(struct garbled *garbled, struct arena *arena, text line, const struct sign *sign)
{
    char bytes[LONGEST_SIGN];
    if (!garbled->count++) {
        garbled->start = sign->start;
        garbled->written = text_slice(line, sign->start, sign->end - sign->start);
        garbled->meant = text_copy(arena, (text){ bytes, text_encode_code_point(sign->code_point, bytes) });
    }
    garbled->end = sign->end;
}

/* What a control character stands for in Windows-1252; 0: nothing, or it is none. */
static uint32_t meant_by_control(const struct garbled_reader *reader, uint32_t code_point)
{
    uint32_t meant = is_control(code_point) ? reader->western[code_point - WESTERN_FIRST] : 0;
    return is_control(meant) ? 0 : meant;
}

/* Of which signs two or three characters are taken for garbled ones that might be others alone. */
enum suspicion { SUSPECT_NONE, SUSPECT_LATIN, SUSPECT_ALL };

/* One that tells says that the line is garbled; several in a row say so of any script. */
static enum suspicion suspect(const struct garbled_reader *reader, text line)
{
    enum suspicion suspicion = SUSPECT_NONE;
    for (size_t at = 0; (at = text_find_beyond_ascii(line, at)) != SIZE_MAX;) {
        size_t count = 0;
        struct sign sign = sign_at(reader, line, at);
        for (; sign.code_point; sign = sign_at(reader, line, at), count++) {
            at = sign.end;
            if (is_telling(line, &sign))
                suspicion = SUSPECT_LATIN;
        }
        if (count >= TELLING_SIGNS)
            return SUSPECT_ALL;
        at = sign.end;
    }
    return suspicion;
}

/* Latin with the accents of Europe, and of Vietnam. */
static bool is_suspected(enum suspicion suspicion, uint32_t meant)
{
    bool is_latin = (meant >= 0xA0 && meant <= 0x23F) || (meant >= 0x1E00 && meant <= 0x1EFF);
    return suspicion == SUSPECT_ALL || (suspicion == SUSPECT_LATIN && is_latin);
}

/* A mark of the byte order is no sign of the text. */
static void append_meant(struct buffer *mended, uint32_t meant)
{
    if (meant != BYTE_ORDER_MARK)
        buffer_append_code_point(mended, meant);
}

/* Once through the line; `mended` is all of it. */
static struct garbled find_once(const struct garbled_reader *reader, struct arena *arena, text line)
{
    struct garbled garbled = { 0 };
    struct buffer mended;
    buffer_init(&mended, arena);
    enum suspicion suspicion = suspect(reader, line);
    size_t copied = 0;
    for (size_t at = 0; (at = text_find_beyond_ascii(line, at)) != SIZE_MAX;) {
        struct sign sign = sign_at(reader, line, at);
        bool is_pair = sign.code_point && sign.code_point != LOST_CHARACTER &&
                       (is_suspected(suspicion, sign.code_point) || is_telling(line, &sign));
        if (!is_pair) {
            struct character character = character_at(reader, line, at);
            sign = (struct sign){ at, character.end, meant_by_control(reader, character.code_point), 0 };
        }
        if (sign.code_point) {
            garbled.is_control = garbled.count ? garbled.is_control : !is_pair;
            note(&garbled, arena, line, &sign);
            buffer_append(&mended, text_slice(line, copied, at - copied));
            append_meant(&mended, sign.code_point);
            copied = sign.end;
        }
        at = sign.end;
    }
    buffer_append(&mended, text_from(line, copied));
    garbled.mended = buffer_finish(&mended);
    return garbled;
}

void garbled_open(struct garbled_reader *reader)
{
    unicode_windows_1252(reader->western);
}

struct garbled garbled_find(const struct garbled_reader *reader, struct arena *arena, text line)
{
    struct garbled garbled = find_once(reader, arena, line);
    if (!garbled.count)
        return garbled;
    size_t rest = line.length - garbled.end;
    text mended = text_slice(garbled.mended, garbled.start, garbled.mended.length - garbled.start - rest);
    for (int i = 1; i < TIMES_GARBLED; i++)
        mended = find_once(reader, arena, mended).mended;
    garbled.mended = mended;
    return garbled;
}
