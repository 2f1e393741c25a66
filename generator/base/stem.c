/* SPDX-License-Identifier: MIT */
/* The library is loaded when a language is first stemmed: its tables hold up the start of every process. */
#include "base/stem.h"
#include "base/count.h"
#include "base/language.h"
#include "base/library.h"
#include <libstemmer.h>
#include <string.h>

struct stemmer {
    struct sb_stemmer *handle; /* NULL: words stay as they are */
    bool is_arabic;
};

static struct {
    bool is_loaded;
    __typeof__(sb_stemmer_new) *open;
    __typeof__(sb_stemmer_delete) *close;
    __typeof__(sb_stemmer_stem) *stem;
    __typeof__(sb_stemmer_length) *length;
} snowball;

void stemmer_load(void)
{
    static const char *const names[] = { "libstemmer.so.0d", "libstemmer.so.0", "libstemmer.so", NULL };
    static const struct library_function functions[] = {
        { "sb_stemmer_new", &snowball.open },
        { "sb_stemmer_delete", &snowball.close },
        { "sb_stemmer_stem", &snowball.stem },
        { "sb_stemmer_length", &snowball.length },
    };
    if (!snowball.is_loaded)
        library_require("libstemmer", names, functions, COUNT(functions));
    snowball.is_loaded = true;
}

struct stemmer *stemmer_open(struct arena *arena, text language)
{
    struct stemmer *stemmer = arena_new(arena, struct stemmer);
    const char *algorithm = language_stem_algorithm(language);
    if (algorithm)
        stemmer_load();
    stemmer->handle = algorithm ? snowball.open(algorithm, NULL) : NULL;
    stemmer->is_arabic = algorithm && strcmp(algorithm, "arabic") == 0;
    return stemmer;
}

void stemmer_close(struct stemmer *stemmer)
{
    if (stemmer->handle)
        snowball.close(stemmer->handle);
}

/* "the law" without "the", and without "and", "with" or "for" before it. Snowball's rules for endings differ
 * with the article, so that قانون and القانون, or وزارة and الوزارة, would have no stem in common. */
static text without_article(text word)
{
    enum { FEWEST_BYTES = 6 }; /* three letters */
    static const text articles[] = { TEXT_INIT("ال"), TEXT_INIT("وال"), TEXT_INIT("بال"), TEXT_INIT("فال"),
        TEXT_INIT("كال"), TEXT_INIT("لل") };
    for (size_t i = 0; i < COUNT(articles); i++)
        if (text_starts_with(word, articles[i]) && word.length >= articles[i].length + FEWEST_BYTES)
            return text_from(word, articles[i].length);
    return word;
}

text stemmer_stem(struct stemmer *stemmer, text word)
{
    if (!stemmer->handle || word.length > INT16_MAX)
        return word;
    if (stemmer->is_arabic)
        word = without_article(word);
    const sb_symbol *bytes = snowball.stem(stemmer->handle, (const sb_symbol *)word.bytes, (int)word.length);
    if (!bytes)
        arena_die_out_of_memory();
    return (text){ (const char *)bytes, (size_t)snowball.length(stemmer->handle) };
}
