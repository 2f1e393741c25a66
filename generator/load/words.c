/* SPDX-License-Identifier: MIT */
/*
 * A text is taken chunk by chunk between blanks, where words always end; what a chunk holds is remembered
 * (words_memory.h), so that most of the work is raising counts. At the end the keywords are chosen and the
 * entries written down.
 */
#include "load/words.h"
#include "base/list.h"
#include "load/words_memory.h"

enum {
    REMEMBERED_CHUNKS = 300000, /* past this the memory starts anew: an archive's spellings never end */
    CHUNKS_AT_ONCE = 16,
    ROWS_AT_ONCE = 3,
};

struct word_maker {
    struct arena *arena;
    struct words_memory memory;
    struct {
        struct words_language *items;
        size_t count, capacity;
    } languages;
};

/* Neighbouring chunks, and where each is looked for first. A table that grew meanwhile is still there. */
struct chunk_row {
    text chunks[CHUNKS_AT_ONCE];
    struct chunk_name names[CHUNKS_AT_ONCE];
    const struct chunk_slot *slots[CHUNKS_AT_ONCE]; /* for fetching alone */
    size_t count;
};

/* Through the text at hand. */
struct walk {
    struct words_memory *memory;
    struct gathering gathering;
    struct word_part *part;
    struct known_key *previous; /* the word before, in the same part; NULL: none */
    struct {
        text *items;
        size_t count, capacity;
    } lone_words; /* of the long chunk at hand */
};

struct word_maker *word_maker_open(struct arena *arena, struct unicode *unicode, unsigned wanted)
{
    struct word_maker *maker = arena_new(arena, struct word_maker);
    maker->arena = arena;
    maker->memory.unicode = unicode;
    maker->memory.wanted = wanted;
    arena_init(&maker->memory.arena);
    arena_init(&maker->memory.scratch);
    buffer_init(&maker->memory.entry, NULL);
    return maker;
}

void word_maker_close(struct word_maker *maker)
{
    for (size_t i = 0; i < maker->languages.count; i++)
        stemmer_close(maker->languages.items[i].stemmer);
    arena_release(&maker->memory.arena);
    arena_release(&maker->memory.scratch);
    buffer_release(&maker->memory.entry);
}

bool word_maker_gives_keywords(const struct word_maker *maker)
{
    return maker->memory.wanted & WANT_KEYWORDS;
}

static void forget(struct word_maker *maker)
{
    arena_reset(&maker->memory.arena);
    for (size_t i = 0; i < maker->languages.count; i++)
        words_language_forget(&maker->languages.items[i]);
    maker->memory.chunk_count = 0;
    maker->memory.stamp = 0;
}

static struct words_language *language_of(struct word_maker *maker, text language)
{
    for (size_t i = 0; i < maker->languages.count; i++)
        if (text_equal(maker->languages.items[i].tag, language))
            return &maker->languages.items[i];
    struct words_language *added = list_add(maker->arena, &maker->languages);
    words_language_init(added, &maker->memory, maker->arena, language);
    return added;
}

static inline void meet(struct walk *walk, struct known_key *key)
{
    struct words_memory *memory = walk->memory;
    if (key->stamp == memory->stamp)
        return;
    key->stamp = memory->stamp;
    key->weight = 0;
    key->follower_count = 0;
    key->is_word = false;
    struct met_keys *met = &walk->gathering.keys;
    met->count++;
    met->entry_bytes += key->entry_length;
    if (key->rank == NO_RANK)
        *list_add(&memory->scratch, &met->waiting) = key;
    else
        met->ranks[key->rank / RANKS] |= UINT64_C(1) << key->rank % RANKS;
}

/* Function words are met where they count. */
static void meet_chunk(struct walk *walk, struct known_chunk *chunk)
{
    chunk->stamp = walk->memory->stamp;
    if (chunk->has_keywords)
        words_start_count(&walk->gathering, chunk);
    for (size_t i = 0; i < chunk->word_count; i++) {
        const struct known_word *word = &chunk->words[i];
        if (word->stem->is_function_word)
            continue;
        meet(walk, word->stem);
        if (word->form)
            meet(walk, word->form);
        else
            word->stem->is_word = true;
    }
}

static void take_function_word(struct walk *walk, struct known_key *stem)
{
    if (!walk->part->has_function_words)
        return;
    meet(walk, stem);
    stem->weight += walk->part->search_weight;
    stem->is_word = true;
}

static inline bool is_followed(const struct known_key *key, uint8_t follower)
{
    for (size_t i = 0; i < key->follower_count; i++)
        if ((uint8_t)key->followers[i] == follower)
            return true;
    return false;
}

static inline void add_follower(struct known_key *key, uint8_t follower)
{
    if (key->follower_count > SEARCH_FOLLOWERS || is_followed(key, follower))
        return;
    if (key->follower_count < SEARCH_FOLLOWERS)
        key->followers[key->follower_count] = (char)follower;
    key->follower_count++;
}

static inline void take_word(struct walk *walk, struct known_key *stem, unsigned weight)
{
    if (stem->is_function_word) {
        take_function_word(walk, stem);
        return;
    }
    stem->weight += weight;
    if (walk->previous)
        add_follower(walk->previous, stem->follower);
    walk->previous = stem;
}

static inline void take_words(struct walk *walk, struct known_chunk *chunk, unsigned weight)
{
    if (chunk->stamp != walk->memory->stamp)
        meet_chunk(walk, chunk);
    size_t i = 0;
    for (; i < chunk->row_count; i++)
        take_word(walk, chunk->words[i].stem, weight);
    for (; i < chunk->word_count; i++)
        chunk->words[i].stem->weight += weight;
}

/* A word of a chunk that is not remembered. */
static void take_lone_word(void *data, text word)
{
    struct walk *walk = data;
    walk->part->word_count++;
    struct known_chunk *spelling =
        walk->memory->wanted & WANT_KEYWORDS ? words_learn_spelling(walk->gathering.language, word) : NULL;
    if (spelling) {
        words_start_count(&walk->gathering, spelling);
        spelling->count++;
        spelling->weight += walk->part->keyword_weight;
    }
    *list_add(&walk->memory->scratch, &walk->lone_words) = word;
}

/* For a search each word of a row without blanks is a chunk. */
static void take_lone_words(struct walk *walk)
{
    struct words_language *language = walk->gathering.language;
    for (size_t i = 0; i < walk->lone_words.count; i++) {
        text word = walk->lone_words.items[i];
        const struct chunk_name name = chunk_name_of(word, word.length);
        if (word.length <= CHUNK_BYTES)
            take_words(walk, words_language_find(language, word, &name), walk->part->search_weight);
    }
}

/* Too long to be remembered: an address or code, or a sentence in a script without blanks. */
static void take_long_chunk(struct walk *walk, text chunk)
{
    walk->lone_words.count = 0;
    unicode_each_word(walk->memory->unicode, chunk, take_lone_word, walk);
    if ((walk->memory->wanted & WANT_SEARCH_ENTRIES) && unicode_is_unspaced(chunk))
        take_lone_words(walk);
}

/* Cuts the next chunks off the text; none are left when there are none of them. */
static void cut_row(const struct words_language *language, text value, size_t *at, struct chunk_row *row)
{
    const char *text_end = value.bytes + value.length;
    row->count = unicode_next_chunks(value, at, row->chunks, CHUNKS_AT_ONCE);
    for (size_t i = 0; i < row->count; i++) {
        row->names[i] = chunk_name_of(row->chunks[i], (size_t)(text_end - row->chunks[i].bytes));
        row->slots[i] = words_language_slot(language, row->names[i].hash);
        __builtin_prefetch(row->slots[i]);
    }
}

static void fetch_row(const struct chunk_row *row)
{
    for (size_t i = 0; i < row->count; i++)
        __builtin_prefetch(row->slots[i]->chunk);
}

static void take_row(struct walk *walk, const struct chunk_row *row)
{
    struct words_language *language = walk->gathering.language;
    __attribute__((uninitialized)) struct known_chunk *known[CHUNKS_AT_ONCE]; /* written before it is read */
    for (size_t i = 0; i < row->count; i++) {
        text chunk = row->chunks[i];
        known[i] = chunk.length > CHUNK_BYTES ? NULL : words_language_find(language, chunk, &row->names[i]);
        if (known[i] && known[i]->word_count)
            __builtin_prefetch(known[i]->words[0].stem);
    }
    const unsigned keyword_weight = walk->part->keyword_weight, search_weight = walk->part->search_weight;
    for (size_t i = 0; i < row->count; i++) {
        struct known_chunk *chunk = known[i];
        if (!chunk) {
            take_long_chunk(walk, row->chunks[i]);
            continue;
        }
        walk->part->word_count += chunk->broken_count;
        take_words(walk, chunk, search_weight);
        chunk->count++;
        chunk->weight += keyword_weight;
    }
}

/* Three rows are on their way: while one is taken, the processor fetches what the next is found by and where
 * that after it will be looked for. */
static void take_text(struct walk *walk, text value)
{
    const struct words_language *language = walk->gathering.language;
    __attribute__((uninitialized)) struct chunk_row rows[ROWS_AT_ONCE]; /* as far as each count says */
    size_t at = 0;
    cut_row(language, value, &at, &rows[0]);
    cut_row(language, value, &at, &rows[1]);
    fetch_row(&rows[0]);
    for (size_t i = 0; rows[i].count > 0; i = (i + 1) % ROWS_AT_ONCE) {
        cut_row(language, value, &at, &rows[(i + 2) % ROWS_AT_ONCE]);
        fetch_row(&rows[(i + 1) % ROWS_AT_ONCE]);
        take_row(walk, &rows[i]);
    }
}

/* The end of the tag or character reference at `start`; the next byte when it is neither. */
static size_t skip_markup(text markup, size_t start)
{
    size_t end = text_find_byte(markup, markup.bytes[start] == '<' ? '>' : ';', start);
    return end == SIZE_MAX ? start + 1 : end + 1;
}

static void take_markup(struct walk *walk, text markup)
{
    size_t from = 0;
    for (size_t at = 0; at < markup.length;) {
        if (markup.bytes[at] != '<' && markup.bytes[at] != '&') {
            at++;
            continue;
        }
        take_text(walk, text_slice(markup, from, at - from));
        from = at = skip_markup(markup, at);
    }
    take_text(walk, text_from(markup, from));
}

struct gathered_words words_gather(
    struct word_maker *maker, struct arena *arena, text language, struct word_part *parts, size_t part_count)
{
    struct walk walk = { .memory = &maker->memory };
    if (maker->memory.chunk_count >= REMEMBERED_CHUNKS)
        forget(maker);
    walk.gathering.language = language_of(maker, language);
    walk.gathering.keys = words_order_start(walk.gathering.language);
    maker->memory.stamp++;
    for (size_t i = 0; i < part_count; i++) {
        walk.part = &parts[i];
        walk.part->word_count = 0;
        walk.previous = NULL;
        if (parts[i].is_markup)
            take_markup(&walk, parts[i].words);
        else
            take_text(&walk, parts[i].words);
    }
    struct gathered_words gathered = { 0 };
    if (maker->memory.wanted & WANT_KEYWORDS)
        gathered.keywords = words_choose_keywords(&walk.gathering, arena);
    if (maker->memory.wanted & WANT_SEARCH_ENTRIES)
        gathered.search_entries = words_write_entries(&walk.gathering, arena);
    arena_reset(&maker->memory.scratch);
    return gathered;
}
