/* SPDX-License-Identifier: MIT */
#include "base/stem.h"
#include "base/language.h"
#include "base/map.h"
#include <libstemmer.h>

/* Past this many distinct words the memory starts anew: a long archive in many spellings must not fill the
 * machine. */
enum { REMEMBERED_WORDS = 200000 };

struct stemmer {
    struct sb_stemmer *handle; /* NULL: words stay as they are */
    struct arena words;
    struct map stems; /* word → text * */
};

struct stemmer *stemmer_open(struct arena *arena, text language)
{
    struct stemmer *stemmer = arena_new(arena, struct stemmer);
    const char *algorithm = language_stem_algorithm(language);
    stemmer->handle = algorithm ? sb_stemmer_new(algorithm, NULL) : NULL;
    arena_init(&stemmer->words);
    map_init(&stemmer->stems, &stemmer->words);
    return stemmer;
}

void stemmer_close(struct stemmer *stemmer)
{
    if (stemmer->handle)
        sb_stemmer_delete(stemmer->handle);
    arena_release(&stemmer->words);
}

static void forget(struct stemmer *stemmer)
{
    arena_reset(&stemmer->words);
    map_init(&stemmer->stems, &stemmer->words);
}

text stemmer_stem(struct stemmer *stemmer, text word)
{
    const text *known = map_find(&stemmer->stems, word);
    if (known)
        return *known;
    if (!stemmer->handle || word.length > INT16_MAX)
        return word;
    if (stemmer->stems.count >= REMEMBERED_WORDS)
        forget(stemmer);
    const sb_symbol *bytes =
        sb_stemmer_stem(stemmer->handle, (const sb_symbol *)word.bytes, (int)word.length);
    if (!bytes)
        arena_die_out_of_memory();
    text *stem = arena_new(&stemmer->words, text);
    *stem =
        text_copy(&stemmer->words, (text){ (const char *)bytes, (size_t)sb_stemmer_length(stemmer->handle) });
    map_set(&stemmer->stems, text_copy(&stemmer->words, word), stem);
    return *stem;
}
