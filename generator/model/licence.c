/* SPDX-License-Identifier: MIT */
/*
 * licence = "CC" element+ version place? "International"?      element = "BY" | "NC" | "ND" | "SA"
 *         | "CC0" version?  |  "OGL" "UK"? version
 * Words stand apart by blanks or hyphens, in any case: SPDX writes the ones, people the others. A name that
 * is nearly such a one has no address rather than a dead one.
 */
#include "model/licence.h"
#include "base/byte.h"
#include "base/count.h"

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

/* The elements in the order that addresses have; "" where they are of no licence. */
static text elements_of(struct arena *arena, const text *written, size_t count)
{
    static const text order[] = { TEXT_INIT("by"), TEXT_INIT("nc"), TEXT_INIT("nd"), TEXT_INIT("sa") };
    text found[COUNT(order)];
    size_t found_count = 0;
    for (size_t i = 0; i < COUNT(order); i++)
        if (text_is_one_of(order[i], written, count))
            found[found_count++] = order[i];
    bool is_licence = found_count == count && count <= 3 && count && text_equal(found[0], order[0]) &&
                      !(text_is_one_of(order[2], written, count) && text_is_one_of(order[3], written, count));
    return is_licence ? text_join(arena, found, count, TEXT("-")) : TEXT("");
}

/* A country's own version, "igo" or "de"; of the fourth there is none. */
static bool is_place(text word, text version)
{
    bool is_code = word.length == 2 && byte_is_lower(word.bytes[0]) && byte_is_lower(word.bytes[1]);
    return version.bytes[0] < '4' &&
           (is_code || text_equal(word, TEXT("igo")) || text_equal(word, TEXT("scotland")));
}

static text creative_commons(struct arena *arena, const struct words *words)
{
    static const text everywhere[] = { TEXT_INIT("international"), TEXT_INIT("unported"),
        TEXT_INIT("generic") };
    size_t end = words->count;
    if (text_is_one_of(words->items[end - 1], everywhere, COUNT(everywhere)))
        end--;
    text version = end > 2 ? version_of(words->items[end - 1]) : TEXT_NONE, place = TEXT_NONE;
    if (!version.bytes && end > 3) {
        place = words->items[--end];
        version = version_of(words->items[end - 1]);
    }
    text elements = version.bytes ? elements_of(arena, words->items + 1, end - 2) : TEXT("");
    if (!elements.length || (place.bytes && !is_place(place, version)))
        return TEXT_NONE;
    return text_format(arena, "https://creativecommons.org/licenses/%.*s/%.*s/%.*s%s", TEXT_ARGS(elements),
        TEXT_ARGS(version), TEXT_ARGS(place), place.length ? "/" : "");
}

static text open_government(struct arena *arena, const struct words *words)
{
    bool is_british = words->count == 2 || (words->count == 3 && text_equal(words->items[1], TEXT("uk")));
    text version = is_british ? version_of(words->items[words->count - 1]) : TEXT_NONE;
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
