/* SPDX-License-Identifier: MIT */
/* One table of languages: the tag, Snowball's name of the algorithm, the words that are too common to tell
 * texts apart. */
#include "base/stem.h"
#include "base/map.h"
#include <libstemmer.h>
#include <string.h>

/* Past this many distinct words the memory starts anew: a long archive in many spellings must not fill the
 * machine. */
enum { REMEMBERED_WORDS = 200000 };

struct stem_language {
    const char *tag;
    const char *algorithm;
    const char *stop_words; /* between blanks */
};

static const struct stem_language languages[] = {
    { "en", "english",
        " the of and to in a is that for on it as with be by are at this was from or have an which not but "
        "were has been their its they will"
        " would more can also than other about such into if there these when who what we our you your his "
        "her he she had may should could one"
        " all some any no only over most between after before during through while under both each those "
        "them so out up do does did how many"
        " much where then because us i said says new two first year years per cent " },
    { "de", "german",
        " der die das und in zu den von mit ist des im auf dem nicht ein eine als auch es an werden aus er "
        "hat dass sie nach wird bei einer um am"
        " sind noch wie einem einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde "
        "wenn ihre kann gegen vom schon unter"
        " sich dieser diese dieses eines diesem diesen ihr ihrer ihren sowie wir " },
    { "fr", "french",
        " le la les de des du un une et en que qui dans pour sur pas plus par au aux ce cette ces est sont "
        "il elle ils elles ne se sa son ses avec"
        " ou mais nous vous leur leurs on comme tout aussi y a ont d l s n c j qu " },
    { "es", "spanish",
        " el la los las de del un una y en que por con para se su sus no es son lo al como m\xc3\xa1s o pero "
        "este esta estos estas ha han fue ser"
        " sobre entre tambi\xc3\xa9n sin ya le les cuando muy " },
    { "it", "italian", "" }, { "nl", "dutch", "" }, { "pt", "portuguese", "" }, { "sv", "swedish", "" },
    { "da", "danish", "" }, { "no", "norwegian", "" }, { "nb", "norwegian", "" }, { "fi", "finnish", "" },
    { "ru", "russian", "" }, { "hu", "hungarian", "" }, { "ro", "romanian", "" }, { "tr", "turkish", "" },
    /* to add one: the language's tag and the name that Snowball has for it */
};

struct stemmer {
    struct sb_stemmer *handle; /* NULL: words stay as they are */
    struct arena words;
    struct map stems; /* word → text * */
};

static const struct stem_language *find_language(text language)
{
    text rest = language;
    text base = language.length ? text_cut(&rest, '-') : TEXT_NONE;
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
        if (text_equal_ignoring_ascii_case(base, text_of(languages[i].tag)))
            return &languages[i];
    return NULL;
}

struct stemmer *stemmer_open(struct arena *arena, text language)
{
    struct stemmer *stemmer = arena_new(arena, struct stemmer);
    const struct stem_language *found = find_language(language);
    stemmer->handle = found ? sb_stemmer_new(found->algorithm, NULL) : NULL;
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

bool stem_is_stop_word(text language, text word)
{
    const struct stem_language *found = find_language(language);
    char padded[32];
    if (!found || !word.length || word.length > sizeof padded - 3)
        return false;
    padded[0] = ' ';
    memcpy(padded + 1, word.bytes, word.length);
    padded[word.length + 1] = ' ';
    padded[word.length + 2] = '\0';
    return strstr(found->stop_words, padded) != NULL;
}
