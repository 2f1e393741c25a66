/* SPDX-License-Identifier: MIT */
/*
 * A scan that cries wolf is switched off, so words are looked for only where they mean something: between
 * other letters, and not at all when the published archive uses them itself. A word that stands in what is
 * published by name (titles, addresses, terms, authors, media, the menus) is dropped; so is one that is
 * common in its texts (leak_word_most_texts).
 */
#include "build/leak.h"
#include "base/count.h"
#include "build/leak_plain.h"
#include "build/leak_names.h"
#include "build/leak_words.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/escape.h"
#include "model/published.h"
#include "output/kinds.h"
#include <string.h>

struct leaks {
    struct leak_words words;
    struct needles *needles;
    struct digest digest;
    text host; /* of base_url: "example.org" */
};

static const uint32_t FIRST_LETTER_BEYOND_ASCII = 0xC0;
enum { FIRST_PUNCTUATION = 0x2000, LAST_PUNCTUATION = 0x206F };
/* By the places of enum leak_fact. */
static const unsigned ALL_FACTS = ~0u;

static bool is_letter_or_digit(uint32_t character)
{
    bool is_ascii = (character >= '0' && character <= '9') || (character >= 'A' && character <= 'Z') ||
                    (character >= 'a' && character <= 'z') || character == '_';
    bool is_punctuation = character >= FIRST_PUNCTUATION && character <= LAST_PUNCTUATION;
    return is_ascii || (character >= FIRST_LETTER_BEYOND_ASCII && character < LEAK_FIRST_WIDE_CHARACTER &&
                           !is_punctuation);
}

static uint32_t character_before(text bytes, size_t at)
{
    size_t start = 0;
    return text_next_code_point(text_last_character(text_slice(bytes, 0, at)), &start);
}

/* Letters that are the end of an escape: %20, \u003c, \n. */
static bool ends_escape(text bytes, size_t at)
{
    const char *end = bytes.bytes + at;
    if (at >= 3 && url_escaped_byte(bytes, at - 3) >= 0)
        return true;
    if (at >= 6 && end[-6] == '\\' && end[-5] == 'u')
        return true;
    return at >= 2 && end[-2] == '\\' && end[-1] && strchr("nrtbf", end[-1]);
}

static bool is_part_of_path(uint32_t character)
{
    return is_letter_or_digit(character) || character == '-' || character == '.' || character == '~' ||
           character == '%';
}

/* Behind an address may stand its '/' and index.html, but nothing that makes it another address. */
static bool address_ends(text bytes, size_t end)
{
    static const text slashes[] = { TEXT_INIT("/"), TEXT_INIT("\\/"), TEXT_INIT("%2F"), TEXT_INIT("%2f") };
    static const text index = TEXT_INIT("index.html");
    for (size_t i = 0; i < COUNT(slashes); i++) {
        if (!text_starts_with(text_from(bytes, end), slashes[i]))
            continue;
        end += slashes[i].length;
        break;
    }
    if (text_starts_with(text_from(bytes, end), index))
        end += index.length;
    return end >= bytes.length || !is_part_of_path((unsigned char)bytes.bytes[end]);
}

/* https://example.org/2019/x/: the host in front makes the whole address of it. */
static bool follows_host(const struct leaks *leaks, text bytes, size_t start)
{
    text host = leaks->host;
    return start >= host.length &&
           text_equal_ignoring_ascii_case(text_slice(bytes, start - host.length, host.length), host);
}

static bool starts_alone(const struct leaks *leaks, const struct leak_word *word, text bytes, size_t start)
{
    if (start == 0 || ends_escape(bytes, start))
        return true;
    uint32_t before = character_before(bytes, start);
    if (word->fact == LEAK_ADDRESS)
        return !is_part_of_path(before) || follows_host(leaks, bytes, start);
    return !is_letter_or_digit(before) && !(word->is_strict && before == '-');
}

static bool ends_alone(const struct leak_word *word, text bytes, size_t end)
{
    if (word->fact == LEAK_ADDRESS)
        return address_ends(bytes, end);
    if (end >= bytes.length)
        return true;
    uint32_t after = text_next_code_point(bytes, &end);
    return !is_letter_or_digit(after) && !(word->is_strict && after == '-');
}

static bool stands_alone(const struct leaks *leaks, const struct leak_word *word, text bytes, size_t start)
{
    return starts_alone(leaks, word, bytes, start) && ends_alone(word, bytes, start + word->bytes.length);
}

struct searching {
    const struct leaks *leaks;
    text bytes;
    bool (*visit)(void *data, const struct leak *leak);
    void *data;
};

static size_t line_of(text bytes, size_t offset)
{
    size_t line = 1;
    for (size_t i = 0; i < offset; i++)
        line += bytes.bytes[i] == '\n';
    return line;
}

static bool visit_word(void *data, size_t number, size_t start)
{
    const struct searching *searching = data;
    const struct leak_word *word = &searching->leaks->words.items[number];
    if (word->is_dropped || !stands_alone(searching->leaks, word, searching->bytes, start))
        return true;
    return searching->visit(
        searching->data, &(struct leak){ word->held, word->fact, line_of(searching->bytes, start) });
}

void leaks_visit(
    const struct leaks *leaks, text bytes, bool (*visit)(void *data, const struct leak *leak), void *data)
{
    struct buffer copy;
    buffer_init(&copy, NULL);
    struct searching searching = { leaks, leak_plain(bytes, &copy), visit, data };
    needles_find(leaks->needles, searching.bytes, visit_word, &searching);
    buffer_release(&copy);
}

static bool take_first(void *data, const struct leak *leak)
{
    *(struct leak *)data = *leak;
    return false;
}

bool leaks_find(const struct leaks *leaks, text bytes, struct leak *leak)
{
    *leak = (struct leak){ 0 };
    leaks_visit(leaks, bytes, take_first, leak);
    return leak->held != NULL;
}

/* While the archive's own words are looked at: in how many texts each token stands. */
struct counting {
    struct leaks *leaks;
    text bytes;
    uint32_t *texts, *last_text; /* by token */
    uint32_t text;
};

static bool visit_all(void *data, size_t number, size_t start)
{
    struct counting *counting = data;
    const struct leak_word *word = &counting->leaks->words.items[number];
    if (!stands_alone(counting->leaks, word, counting->bytes, start) ||
        counting->last_text[word->token] == counting->text)
        return true;
    counting->last_text[word->token] = counting->text;
    counting->texts[word->token]++;
    return true;
}

static void count_in(struct counting *counting, text bytes)
{
    struct buffer copy;
    buffer_init(&copy, NULL);
    counting->bytes = leak_plain(bytes, &copy);
    needles_find(counting->leaks->needles, counting->bytes, visit_all, counting);
    buffer_release(&copy);
}

static void mark_strict(struct leaks *leaks, const struct counting *counting)
{
    for (size_t i = 0; i < leaks->words.count; i++)
        leaks->words.items[i].is_strict = counting->texts[leaks->words.items[i].token] > 0;
}

/* Drops the words that were met, as far as they say one of the facts. */
static void drop_met(struct leaks *leaks, const struct counting *counting, unsigned facts)
{
    for (size_t i = 0; i < leaks->words.count; i++) {
        struct leak_word *word = &leaks->words.items[i];
        if ((facts >> word->fact & 1) && counting->texts[word->token] > 0)
            word->is_dropped = true;
    }
}

static void drop_used(struct leaks *leaks, const struct counting *counting)
{
    for (size_t i = 0; i < leaks->words.count; i++) {
        struct leak_word *word = &leaks->words.items[i];
        if (counting->texts[word->token] > leak_word_most_texts(word))
            word->is_dropped = true;
    }
}

static void start_counting(struct counting *counting)
{
    memset(counting->texts, 0, counting->leaks->words.token_count * sizeof *counting->texts);
    memset(counting->last_text, 0, counting->leaks->words.token_count * sizeof *counting->last_text);
    counting->text = 1;
}

static void count_only(struct counting *counting, text bytes)
{
    start_counting(counting);
    count_in(counting, bytes);
}

static void count_bodies(struct counting *counting, const struct site *site)
{
    struct arena arena;
    arena_init(&arena);
    for (size_t i = 0; i < site->articles.count; i++, counting->text++) {
        const struct article *article = site->articles.items[i];
        count_in(counting, site_read_kept(site, &arena, article->plain, article->plain_digest));
        arena_reset(&arena);
    }
    arena_release(&arena);
}

static void drop_common(struct arena *arena, struct leaks *leaks, const struct site *site)
{
    struct counting counting = { .leaks = leaks };
    struct buffer names;
    counting.texts = arena_new_array(arena, uint32_t, leaks->words.token_count);
    counting.last_text = arena_new_array(arena, uint32_t, leaks->words.token_count);
    buffer_init(&names, NULL);
    leak_names_of_archive(&names, site);
    count_only(&counting, buffer_text(&names));
    mark_strict(leaks, &counting);
    count_only(&counting, buffer_text(&names));
    drop_met(leaks, &counting, ALL_FACTS);
    buffer_reset(&names);
    leak_names_in_notes(&names, site);
    count_only(&counting, buffer_text(&names));
    drop_met(leaks, &counting, 1u << LEAK_NOTE);
    buffer_release(&names);
    start_counting(&counting);
    count_bodies(&counting, site);
    drop_used(leaks, &counting);
}

static text host_of(const struct site *site)
{
    text url = text_slice(site->url, 0, site->url.length - site->base_path.length);
    size_t slashes = text_find(url, TEXT("//"), 0);
    return slashes == SIZE_MAX ? url : text_from(url, slashes + 2);
}

static struct digest digest_of_words(struct arena *arena, const struct leak_words *words)
{
    struct buffer out;
    buffer_init(&out, arena);
    for (size_t i = 0; i < words->count; i++) {
        if (words->items[i].is_dropped)
            continue;
        buffer_append_byte(&out, words->items[i].is_strict ? '-' : ' ');
        buffer_append(&out, words->items[i].bytes);
        buffer_append_byte(&out, '\n');
    }
    return digest_of(buffer_text(&out));
}

const struct leaks *leaks_open(struct arena *arena, const struct site *site, const struct content *content)
{
    struct leaks *leaks = arena_new(arena, struct leaks);
    leak_words_gather(arena, site, content, &leaks->words);
    leaks->host = host_of(site);
    if (!leaks->words.count)
        return NULL;
    text *needles = arena_new_array(arena, text, leaks->words.count);
    for (size_t i = 0; i < leaks->words.count; i++)
        needles[i] = leaks->words.items[i].bytes;
    leaks->needles = needles_make(arena, needles, leaks->words.count);
    drop_common(arena, leaks, site);
    leaks->digest = digest_of_words(arena, &leaks->words);
    return leaks;
}

struct digest leaks_digest(const struct leaks *leaks)
{
    return leaks ? leaks->digest : (struct digest){ 0, 0 };
}

void leak_report(
    const struct leak *leak, const struct output *output, bool is_in_path, struct diagnostics *diagnostics)
{
    static const char *const facts[] = { "the title", "the slug", "the id", "the address",
        "the name of a file", "a coming note" };
    text place = is_in_path ? text_format(diagnostics->arena, "the path '%.*s'", TEXT_ARGS(output->path))
                            : text_format(diagnostics->arena, "line %zu of '%.*s'", leak->line,
                                  TEXT_ARGS(output->path));
    enum hold hold = leak->held->hold;
    text why = hold == HOLD_NONE ? TEXT("") : text_format(diagnostics->arena, " (%s)", hold_name(hold));
    struct diagnostic *diagnostic = diagnostic_error(diagnostics, output->where, "embargo-leak",
        "%.*s shows %s of '%.*s', which is held back%.*s", TEXT_ARGS(place), facts[leak->fact],
        TEXT_ARGS(leak->held->source_path), TEXT_ARGS(why));
    diagnostic_hint(diagnostics, diagnostic,
        hold == HOLD_EXPIRED
            ? "readers knew it until then: list words that may stay under leaks: {allow: [...]} in site.yml, "
              "or take them out of the text, layout, plugin, data or setting that puts them there"
            : "take it out of the text, layout, plugin, data or setting that puts it there; "
              "common words may be listed under leaks: {allow: [...]} in site.yml");
}

/* The index of search holds stems of words that stand in published texts, and texts are searched as pages. */
static bool holds_stems(const struct output *output)
{
    return output->kind->render == search_data_render &&
           text_starts_with(output->path, TEXT("search/data/words-"));
}

void leaks_check(
    const struct leaks *leaks, const struct output *output, text bytes, struct diagnostics *diagnostics)
{
    struct leak leak;
    if (!leaks || holds_stems(output))
        return;
    bool is_in_path = leaks_find(leaks, output->path, &leak);
    if (is_in_path || leaks_find(leaks, bytes, &leak))
        leak_report(&leak, output, is_in_path, diagnostics);
}
