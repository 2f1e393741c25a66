/* SPDX-License-Identifier: MIT */
/*
 * licence = "CC" element+ version place?      element = "BY" | "NC" | "ND" | "SA"
 *         | "CC0" version?  |  "OGL" "UK"? version
 * Words stand apart by blanks or hyphens, in any case: SPDX writes the ones, people the others.
 */
#include "model/licence.h"
#include "base/byte.h"

enum { MOST_WORDS = 10 };

struct words {
    text items[MOST_WORDS];
    size_t count;
};

static struct words words_of(struct arena *arena, text licence)
{
    struct words words = { .count = 0 };
    text rest = text_replace(arena, text_lower_ascii(arena, text_trim(licence)), TEXT("-"), TEXT(" "));
    while (rest.bytes && words.count < MOST_WORDS) {
        text word = text_cut(&rest, ' ');
        if (word.length)
            words.items[words.count++] = word;
    }
    return words;
}

/* version = "v"? digit "." digit */
static text version_of(text word)
{
    text version = text_starts_with(word, TEXT("v")) ? text_from(word, 1) : word;
    bool is_version = version.length == 3 && version.bytes[0] >= '1' && version.bytes[0] <= '9' &&
                      version.bytes[1] == '.' && byte_is_digit(version.bytes[2]);
    return is_version ? version : TEXT_NONE;
}

static bool is_element(text word)
{
    return text_equal(word, TEXT("by")) || text_equal(word, TEXT("nc")) || text_equal(word, TEXT("nd")) ||
           text_equal(word, TEXT("sa"));
}

static text creative_commons(struct arena *arena, const struct words *words)
{
    size_t at = 1;
    while (at < words->count && is_element(words->items[at]))
        at++;
    text version = at > 1 && at < words->count ? version_of(words->items[at]) : TEXT_NONE;
    if (!version.bytes || words->count > at + 2)
        return TEXT_NONE;
    text elements = text_join(arena, words->items + 1, at - 1, TEXT("-"));
    bool is_ported = words->count == at + 2;
    return text_format(arena, "https://creativecommons.org/licenses/%.*s/%.*s/%.*s%s", TEXT_ARGS(elements),
        TEXT_ARGS(version), TEXT_ARGS(is_ported ? words->items[at + 1] : TEXT("")), is_ported ? "/" : "");
}

static text open_government(struct arena *arena, const struct words *words)
{
    text version = version_of(words->items[words->count - 1]);
    if (!version.bytes)
        return TEXT_NONE;
    return text_format(arena, "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/%c/",
        version.bytes[0]);
}

text licence_url(struct arena *arena, text licence)
{
    if (text_starts_with(licence, TEXT("https://")) || text_starts_with(licence, TEXT("http://")))
        return licence;
    struct words words = words_of(arena, licence);
    if (words.count == 0)
        return TEXT_NONE;
    if (text_equal(words.items[0], TEXT("cc0")))
        return TEXT("https://creativecommons.org/publicdomain/zero/1.0/");
    if (text_equal(words.items[0], TEXT("cc")))
        return creative_commons(arena, &words);
    if (text_equal(words.items[0], TEXT("ogl")))
        return open_government(arena, &words);
    return TEXT_NONE;
}
