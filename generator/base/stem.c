/* SPDX-License-Identifier: MIT */
#include "base/stem.h"
#include "base/language.h"
#include <libstemmer.h>

struct stemmer {
    struct sb_stemmer *handle; /* NULL: words stay as they are */
};

struct stemmer *stemmer_open(struct arena *arena, text language)
{
    struct stemmer *stemmer = arena_new(arena, struct stemmer);
    const char *algorithm = language_stem_algorithm(language);
    stemmer->handle = algorithm ? sb_stemmer_new(algorithm, NULL) : NULL;
    return stemmer;
}

void stemmer_close(struct stemmer *stemmer)
{
    if (stemmer->handle)
        sb_stemmer_delete(stemmer->handle);
}

text stemmer_stem(struct stemmer *stemmer, text word)
{
    if (!stemmer->handle || word.length > INT16_MAX)
        return word;
    const sb_symbol *bytes =
        sb_stemmer_stem(stemmer->handle, (const sb_symbol *)word.bytes, (int)word.length);
    if (!bytes)
        arena_die_out_of_memory();
    return (text){ (const char *)bytes, (size_t)sb_stemmer_length(stemmer->handle) };
}
