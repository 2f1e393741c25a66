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
    FORMS_AHEAD = 16,
};

struct word_maker {
    struct arena *arena;
    struct words_memory memory;
    struct {
        struct words_language *items;
        size_t count, capacity;
    } languages;
};

/* Neighbouring chunks, and where each is looked for. What a table holds that grew meanwhile still holds. */
struct chunk_row {
    text chunks[CHUNKS_AT_ONCE];
    struct chunk_name names[CHUNKS_AT_ONCE];
    const struct chunk_slot *slots[CHUNKS_AT_ONCE];
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
    met->entry_bytes += key->entry_length;
    if (key->rank == NO_RANK)
        *list_add(&memory->scratch, &met->waiting) = key;
    else
        *list_add(&memory->scratch, &met->ranked) = (struct ranked_key){ key->rank, key };
}

/* Forms are met when the text is through, and can be fetched ahead. */
static inline void meet_word(struct walk *walk, const struct known_word *word)
{
    struct key_list *forms = &walk->gathering.keys.forms;
    meet(walk, word->stem);
    word->stem->is_word |= !word->form;
    forms->items =
        list_room(&walk->memory->scratch, forms->items, forms->count, &forms->capacity, sizeof word->form);
    forms->items[forms->count] = word->form;
    forms->count += word->form != NULL;
}

static void meet_forms(struct walk *walk)
{
    const struct met_keys *met = &walk->gathering.keys;
    for (size_t i = 0; i < met->forms.count; i++) {
        if (i + FORMS_AHEAD < met->forms.count)
            __builtin_prefetch(met->forms.items[i + FORMS_AHEAD]);
        meet(walk, met->forms.items[i]);
    }
}

/* Function words are met where they count. */
static void meet_chunk(struct walk *walk, struct known_chunk *chunk)
{
    words_start_count(&walk->gathering, chunk);
    const struct known_word *words = known_chunk_words(chunk);
    for (size_t i = 0; i < chunk->word_count; i++)
        meet_word(walk, &words[i]);
}

/* Those that the text did not have before: which they are cannot be foretold, so they are listed first. */
static void meet_chunks(struct walk *walk, struct known_chunk *const *chunks, size_t count)
{
    __attribute__((uninitialized)) struct known_chunk *added[CHUNKS_AT_ONCE]; /* written before it is read */
    size_t added_count = 0;
    for (size_t i = 0; i < count; i++) {
        added[added_count] = chunks[i];
        added_count += chunks[i]->stamp != walk->memory->stamp;
        chunks[i]->stamp = walk->memory->stamp;
    }
    for (size_t i = 0; i < added_count; i++)
        meet_chunk(walk, added[i]);
}

/* Is one of the eight bytes that one? */
static inline bool has_byte(uint64_t bytes, uint8_t byte)
{
    /* What was 0 has its highest bit when it is one less (Warren, Hacker's Delight, 6-1). */
    const uint64_t ones = UINT64_C(0x0101010101010101), differences = bytes ^ ones * byte;
    return (differences - ones) & ~differences & ones << 7;
}

/* Without branches: a word's next follower cannot be foretold. Places that are free hold the last one. */
static inline void add_follower(struct known_key *key, uint8_t follower)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    const unsigned count = key->follower_count, shift = count * 8 % 64;
    const uint64_t taken = (UINT64_C(1) << shift) - 1,
                   more = (key->followers & taken) | ones * follower << shift;
    bool is_new = (!count | !has_byte(key->followers, follower)) & (count <= SEARCH_FOLLOWERS);
    key->followers = is_new & (count < SEARCH_FOLLOWERS) ? more : key->followers;
    key->follower_count = (uint8_t)(count + is_new);
}

static void take_function_words(struct walk *walk, struct known_chunk *const *chunks, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct known_word *words = known_chunk_words(chunks[i]) + chunks[i]->word_count;
        for (size_t k = 0; k < chunks[i]->function_count; k++) {
            meet(walk, words[k].stem);
            words[k].stem->weight += walk->part->search_weight;
            words[k].stem->is_word = true;
        }
    }
}

/* The words of a chunk behind the first of its row, which function words may leave empty; gives the end of
 * the row. */
static struct known_key **list_more_words(
    const struct known_chunk *chunk, unsigned weight, struct known_key **end)
{
    const struct known_word *words = known_chunk_words(chunk);
    size_t i = chunk->row_count > 0;
    for (; i < chunk->row_count; i++)
        *end++ = words[i].stem;
    for (; i < chunk->word_count; i++)
        words[i].stem->weight += weight;
    return end;
}

/* One after another, as they follow each other in the text. */
static void take_words(struct walk *walk, struct known_key *const *stem, struct known_key *const *end)
{
    const unsigned weight = walk->part->search_weight;
    struct known_key *previous = walk->previous;
    for (; stem < end; stem++) {
        (*stem)->weight += weight;
        if (previous)
            add_follower(previous, (*stem)->follower);
        previous = *stem;
    }
    walk->previous = previous;
}

/* At most CHUNKS_AT_ONCE neighbours, as chunks and spellings `times` each. Most have one word or none. */
static void take_chunks(struct walk *walk, struct known_chunk *const *chunks, size_t count, unsigned times)
{
    __attribute__((uninitialized)) struct known_key *row[CHUNKS_AT_ONCE * CHUNK_WORDS]; /* up to `end` */
    struct known_key **end = row;
    const unsigned search_weight = walk->part->search_weight, weight = walk->part->keyword_weight * times;
    size_t word_count = 0;
    meet_chunks(walk, chunks, count);
    for (size_t i = 0; i < count; i++) {
        struct known_chunk *chunk = chunks[i];
        word_count += chunk->broken_count;
        chunk->count += times;
        chunk->weight += weight;
        *end = known_chunk_words(chunk)[0].stem;
        end += chunk->row_count > 0;
        if (chunk->word_count > (chunk->row_count > 0))
            end = list_more_words(chunk, search_weight, end);
    }
    walk->part->word_count += word_count * times;
    take_words(walk, row, end);
    if (walk->part->has_function_words)
        take_function_words(walk, chunks, count);
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
        if (word.length > CHUNK_BYTES)
            continue;
        const struct chunk_name name = chunk_name_of(word, word.length);
        struct known_chunk *known = words_language_find(language, word, &name);
        take_chunks(walk, &known, 1, 0);
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
        __builtin_prefetch(words_language_slot(language, row->names[i].hash));
    }
}

static void fetch_row(const struct words_language *language, struct chunk_row *row)
{
    for (size_t i = 0; i < row->count; i++) {
        row->slots[i] = words_language_place(language, &row->names[i]);
        __builtin_prefetch(row->slots[i]->chunk);
    }
}

static void take_row(struct walk *walk, const struct chunk_row *row)
{
    struct words_language *language = walk->gathering.language;
    __attribute__((uninitialized)) struct known_chunk *known[CHUNKS_AT_ONCE]; /* written before it is read */
    size_t count = 0;
    for (size_t i = 0; i < row->count; i++) {
        text chunk = row->chunks[i];
        if (chunk.length > CHUNK_BYTES) {
            take_chunks(walk, known, count, 1);
            take_long_chunk(walk, chunk);
            count = 0;
            continue;
        }
        const struct chunk_slot *slot = row->slots[i];
        known[count] = chunk_slot_has(slot, chunk, &row->names[i])
                           ? slot->chunk
                           : words_language_find(language, chunk, &row->names[i]);
        __builtin_prefetch(known_chunk_words(known[count])[0].stem);
        count++;
    }
    take_chunks(walk, known, count, 1);
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
    fetch_row(language, &rows[0]);
    for (size_t i = 0; rows[i].count > 0; i = (i + 1) % ROWS_AT_ONCE) {
        cut_row(language, value, &at, &rows[(i + 2) % ROWS_AT_ONCE]);
        fetch_row(language, &rows[(i + 1) % ROWS_AT_ONCE]);
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
    words_order_start(walk.gathering.language);
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
    meet_forms(&walk);
    struct gathered_words gathered = { 0 };
    if (maker->memory.wanted & WANT_KEYWORDS)
        gathered.keywords = words_choose_keywords(&walk.gathering, arena);
    if (maker->memory.wanted & WANT_SEARCH_ENTRIES)
        gathered.search_entries = words_write_entries(&walk.gathering, arena);
    arena_reset(&maker->memory.scratch);
    return gathered;
}
