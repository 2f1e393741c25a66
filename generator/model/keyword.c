/* SPDX-License-Identifier: MIT */
/* Writing and reading the bytes of keywords. */
#include "model/keyword.h"

enum { HEAD_BYTES = 4, APART = 64 };

void keyword_write(struct buffer *out, const struct keyword *keyword)
{
    bool is_apart = !text_starts_with(keyword->word, keyword->stem);
    const uint8_t head[HEAD_BYTES] = { (uint8_t)keyword->count, (uint8_t)(keyword->count >> 8),
        (uint8_t)keyword->word.length, (uint8_t)(keyword->stem.length + (is_apart ? APART : 0)) };
    buffer_append(out, (text){ (const char *)head, sizeof head });
    buffer_append(out, keyword->word);
    if (is_apart)
        buffer_append(out, keyword->stem);
}

bool keyword_read(const struct keyword_list *list, size_t *offset, struct keyword *keyword)
{
    size_t left = list->entries.length - *offset;
    if (left < HEAD_BYTES)
        return false;
    const char *bytes = list->entries.bytes + *offset;
    const uint8_t *head = (const uint8_t *)bytes;
    size_t word = head[2], stem = head[3], length = HEAD_BYTES + word;
    keyword->count = (uint16_t)(head[0] | head[1] << 8);
    keyword->word = (text){ bytes + HEAD_BYTES, word };
    keyword->stem = (text){ keyword->word.bytes, stem };
    if (stem >= APART) {
        keyword->stem = (text){ bytes + length, stem - APART };
        length += stem - APART;
    }
    *offset += length;
    return length <= left;
}

text keyword_word(const struct keyword_list *list, size_t position)
{
    struct keyword keyword;
    size_t offset = 0;
    for (size_t i = 0; keyword_read(list, &offset, &keyword); i++)
        if (i == position)
            return keyword.word;
    return TEXT_NONE;
}
