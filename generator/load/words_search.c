/* SPDX-License-Identifier: MIT */
/* A word is stemmed with its accents, which the algorithms know, and loses them afterwards. */
#include "base/unicode_words.h"
#include "load/words_memory.h"
#include <string.h>

enum {
    COMPOUND_WORDS = 3, /* of more words nobody writes one */
    SHORTEST_HEAD = 2,  /* letters before it: "l'eau" has no head */
};

/* `name` is what it is known by among `keys`. */
static struct known_key *know_key(
    struct words_language *language, struct map *keys, text name, const struct search_entry *entry)
{
    struct map_entry *place = map_entry_for(keys, name);
    if (place->value)
        return place->value;
    struct arena *arena = &language->memory->arena;
    struct buffer *written = &language->memory->entry;
    buffer_reset(written);
    search_entry_write(written, entry);
    size_t length = entry->is_form ? written->length : 1 + entry->key.length;
    struct known_key *known =
        arena_alloc(arena, sizeof *known + (length > ENTRY_BYTES ? length : ENTRY_BYTES));
    memcpy(known->entry, written->bytes, length);
    known->entry_length = (uint8_t)length;
    words_order_add(&language->order, arena, known);
    place->key = entry->is_form ? text_copy(arena, name) : known_key_text(known);
    place->value = known;
    return known;
}

static struct known_key *know_stem(struct words_language *language, text stem)
{
    struct known_key *known =
        know_key(language, &language->keys, stem, &(struct search_entry){ .key = stem });
    known->follower = search_follower(stem);
    return known;
}

/* "sería" and "seria" are one form of two stems: accents are gone in the form, but chose the stem. */
static struct known_key *know_form(struct words_language *language, text bare, const struct known_key *stem)
{
    const text parts[] = { bare, known_key_text(stem) };
    size_t shared = text_shared_length(bare, parts[1]);
    struct search_entry entry = {
        .key = bare, .is_form = true, .dropped = bare.length - shared, .bytes = text_from(parts[1], shared)
    };
    text name = text_join(&language->memory->scratch, parts, 2, TEXT(" "));
    struct known_key *form = know_key(language, &language->forms, name, &entry);
    form->stem = stem;
    return form;
}

/* The word is `bare`; `stem` may still have accents. Nothing when it is too long for a search. */
static struct known_word know_word(
    struct words_language *language, text bare, text stem, bool is_function_word)
{
    struct words_memory *memory = language->memory;
    struct known_word word = { 0 };
    if (!bare.length || bare.length > SEARCH_KEY_BYTES)
        return word;
    text key = is_function_word
                   ? text_format(&memory->scratch, "%c%.*s", SEARCH_FUNCTION_WORD, TEXT_ARGS(bare))
                   : unicode_bare(memory->unicode, &memory->scratch, stem);
    if (!key.length || key.length > SEARCH_KEY_BYTES)
        return word;
    word.stem = know_stem(language, key);
    if (!is_function_word && !text_equal(key, bare))
        word.form = know_form(language, bare, word.stem);
    return word;
}

struct known_word words_learn_search_word(struct words_language *language, text word, text stem)
{
    return know_word(language, word, stem, map_contains(&language->function_words, word));
}

/* A new chunk while it is cut into words. */
struct cutting {
    struct words_language *language;
    struct learnt *learnt;
    struct known_word compounds[CHUNK_WORDS]; /* as one word each */
    struct known_word function_words[CHUNK_WORDS];
    size_t compound_count;
    text parts[COMPOUND_WORDS]; /* bare words of the compound being read */
    size_t part_count;
    size_t last_end; /* in the chunk, of the word before */
    text chunk;
};

static bool has_room(const struct cutting *cutting)
{
    const struct learnt *learnt = cutting->learnt;
    return learnt->row_count + learnt->function_count + cutting->compound_count < CHUNK_WORDS;
}

static struct known_word find_word(struct words_language *language, text folded)
{
    if (folded.length <= SEARCH_KEY_BYTES && unicode_is_plain_word(folded)) {
        const struct chunk_name name = chunk_name_of(folded, folded.length);
        const struct known_chunk *known = words_language_find(language, folded, &name);
        return known->word_count || known->function_count ? known_chunk_words(known)[0]
                                                          : (struct known_word){ 0 };
    }
    text bare = unicode_bare(language->memory->unicode, &language->memory->scratch, folded);
    return know_word(language, bare, stemmer_stem(language->stemmer, folded),
        map_contains(&language->function_words, bare));
}

static void add_word(struct cutting *cutting, text folded)
{
    if (!has_room(cutting))
        return;
    struct learnt *learnt = cutting->learnt;
    struct known_word word = find_word(cutting->language, folded);
    if (word.stem && known_key_is_function_word(word.stem))
        cutting->function_words[learnt->function_count++] = word;
    else if (word.stem)
        learnt->words[learnt->row_count++] = word;
}

/* It is no function word: "in-to". */
static void add_compound(struct cutting *cutting, text folded)
{
    struct words_memory *memory = cutting->language->memory;
    if (!has_room(cutting))
        return;
    struct known_word word =
        know_word(cutting->language, unicode_bare(memory->unicode, &memory->scratch, folded),
            stemmer_stem(cutting->language->stemmer, folded), false);
    if (word.stem)
        cutting->compounds[cutting->compound_count++] = word;
}

/* "1,000" and "1000" are one number. */
static text without_commas(struct arena *arena, text word)
{
    return text_find_byte(word, ',', 0) == SIZE_MAX ? word : text_replace(arena, word, TEXT(","), TEXT(""));
}

static bool is_apostrophe(text between)
{
    return text_equal(between, TEXT("'")) || text_equal(between, TEXT("\xe2\x80\x99"));
}

/* What an apostrophe ties to a word and is no word itself: the "s" of "Ofcom's", the "l" of "l'eau". */
static bool is_tied(const struct cutting *cutting, text word)
{
    size_t start = (size_t)(word.bytes - cutting->chunk.bytes), end = start + word.length;
    size_t letters = text_code_point_count(word);
    text before = text_slice(cutting->chunk, cutting->last_end, start - cutting->last_end);
    text rest = text_from(cutting->chunk, end);
    bool is_tail = cutting->last_end > 0 && is_apostrophe(before);
    bool is_head = !is_tail &&
                   (text_starts_with(rest, TEXT("'")) || text_starts_with(rest, TEXT("\xe2\x80\x99"))) &&
                   rest.length > SHORTEST_TAIL;
    return (is_tail && letters < SHORTEST_TAIL) || (is_head && letters < SHORTEST_HEAD);
}

static void end_compound(struct cutting *cutting)
{
    size_t count = cutting->part_count;
    cutting->part_count = 0;
    if (count >= 2 && count <= COMPOUND_WORDS)
        add_compound(
            cutting, text_join(&cutting->language->memory->scratch, cutting->parts, count, TEXT("")));
}

static void take_word(void *data, text word, bool is_joined)
{
    struct cutting *cutting = data;
    struct words_memory *memory = cutting->language->memory;
    bool is_part_of_word = is_tied(cutting, word);
    cutting->last_end = (size_t)(word.bytes - cutting->chunk.bytes) + word.length;
    if (!is_joined)
        end_compound(cutting);
    if (is_part_of_word)
        return;
    text folded = unicode_fold(memory->unicode, &memory->scratch, without_commas(&memory->scratch, word));
    if (cutting->part_count < COMPOUND_WORDS)
        cutting->parts[cutting->part_count] = folded;
    cutting->part_count++;
    add_word(cutting, folded);
}

void words_learn_search(struct words_language *language, text chunk, struct learnt *learnt)
{
    __attribute__((uninitialized)) struct cutting cutting;
    cutting.language = language;
    cutting.learnt = learnt;
    cutting.compound_count = cutting.part_count = cutting.last_end = 0;
    cutting.chunk = chunk;
    unicode_each_search_word(language->memory->unicode, chunk, take_word, &cutting);
    end_compound(&cutting);
    memcpy(learnt->words + learnt->row_count, cutting.compounds,
        cutting.compound_count * sizeof *cutting.compounds);
    learnt->word_count = learnt->row_count + cutting.compound_count;
    memcpy(learnt->words + learnt->word_count, cutting.function_words,
        learnt->function_count * sizeof *cutting.function_words);
}
