/* SPDX-License-Identifier: MIT */
/*
 * Title, slug, id, addresses and the names of a bundle's media, each as it is and as HTML, JSON and addresses
 * write it. What is short is left out: a word of five letters stands anywhere.
 */
#include "build/leak_words.h"
#include "base/byte.h"
#include "base/count.h"
#include "build/leak_plain.h"
#include "base/escape.h"
#include "base/list.h"
#include "base/map.h"
#include "base/path.h"
#include "base/unicode.h"
#include "model/url.h"
#include "template/filters_arguments.h"
#include "template/markup.h"

/* In characters. A character of Chinese, Japanese or Korean says as much as several letters. */
enum { LEAST_CHARACTERS = 8, LEAST_WIDE_CHARACTERS = 4, SENTENCE_WORDS = 4 };

struct gathering {
    struct arena *arena;
    const struct site *site;
    struct leak_words *words;
    const struct held_back *held;
    size_t first_form; /* of the token at hand */
    struct map begun;  /* what tokens are made of that many things may have: their fact and their words */
};

static bool is_long_enough(text token)
{
    size_t characters = 0, wide = 0;
    for (size_t at = 0; at < token.length; characters++)
        wide += text_next_code_point(token, &at) >= LEAK_FIRST_WIDE_CHARACTER;
    return characters >= LEAST_CHARACTERS || wide >= LEAST_WIDE_CHARACTERS;
}

/* As the bytes that are searched have it. */
static text as_searched(const struct gathering *gathering, text token)
{
    struct buffer out;
    buffer_init(&out, gathering->arena);
    return leak_plain(token, &out);
}

static bool is_allowed(const struct gathering *gathering, text token)
{
    const struct text_list *allowed = &gathering->site->config->leaks_allowed;
    struct unicode *unicode = gathering->site->unicode;
    text plain = unicode_nfc(unicode, gathering->arena, as_searched(gathering, token));
    for (size_t i = 0; i < allowed->count; i++) {
        text word = unicode_nfc(unicode, gathering->arena, as_searched(gathering, allowed->items[i]));
        if (text_equal_ignoring_ascii_case(word, plain))
            return true;
    }
    return false;
}

static void add_form(struct gathering *gathering, enum leak_fact fact, text form)
{
    struct leak_words *words = gathering->words;
    for (size_t i = gathering->first_form; i < words->count; i++)
        if (text_equal(words->items[i].bytes, form))
            return;
    *list_add(gathering->arena, words) = (struct leak_word){
        .bytes = form, .held = gathering->held, .fact = fact, .token = words->token_count
    };
}

typedef void escape_function(struct buffer *out, text value);

static void add_escaped(struct gathering *gathering, enum leak_fact fact, text token, escape_function *escape)
{
    struct buffer out;
    buffer_init(&out, gathering->arena);
    escape(&out, token);
    add_form(gathering, fact, as_searched(gathering, buffer_text(&out)));
}

static void escape_as_address(struct buffer *out, text value)
{
    escape_url_component(out, value, true);
}

static void escape_as_component(struct buffer *out, text value)
{
    escape_url_component(out, value, false);
}

/* What encoders of JSON do that know ASCII only. */
static void escape_as_ascii_json(struct buffer *out, text value)
{
    for (size_t at = 0; at < value.length;) {
        uint32_t character = text_next_code_point(value, &at);
        if (character >= 0x10000)
            buffer_print(out, "\\u%04x\\u%04x", 0xD800 + ((character - 0x10000) >> 10),
                0xDC00 + ((character - 0x10000) & 0x3FF));
        else if (character >= 0x80)
            buffer_print(out, "\\u%04x", character);
        else if (character == '"' || character == '\\' || character == '/')
            buffer_print(out, "\\%c", (char)character);
        else
            buffer_append_byte(out, (char)character);
    }
}

/* In the order in which they are tried: the plain one is found most. */
static escape_function *const forms[] = {
    buffer_append, escape_html, escape_xml, escape_json, escape_as_ascii_json, escape_as_address,
    escape_as_component, escape_url_form,
    /* to add one: a function that writes a text as some kind of file does */
};

static void add_token(struct gathering *gathering, enum leak_fact fact, text written)
{
    text token = as_searched(gathering, written);
    if (!token.bytes || !is_long_enough(token) || is_allowed(gathering, token))
        return;
    struct unicode *unicode = gathering->site->unicode;
    const text normal_forms[] = { token, unicode_nfc(unicode, gathering->arena, token),
        unicode_nfd(unicode, gathering->arena, token) };
    for (size_t k = 0; k < COUNT(normal_forms); k++) {
        bool is_new = k == 0 || !text_equal(normal_forms[k], token);
        for (size_t i = 0; is_new && i < COUNT(forms); i++)
            add_escaped(gathering, fact, normal_forms[k], forms[i]);
    }
}

static void next_token(struct gathering *gathering)
{
    gathering->words->token_count++;
    gathering->first_form = gathering->words->count;
}

/*
 * False when another thing has these words: they are looked for once, as those of the first. A bulletin of
 * every week may wait a thousand times under one title.
 */
static bool begin_token(struct gathering *gathering, enum leak_fact fact, text words)
{
    next_token(gathering);
    text key = text_format(gathering->arena, "%d %.*s", (int)fact, TEXT_ARGS(words));
    return map_add(&gathering->begun, key, (void *)gathering->held) == gathering->held;
}

/* As typed, as plain text and as HTML: three ways to write one title, or note. */
static void add_sentence(
    struct gathering *gathering, enum leak_fact fact, text plain, text written, text html)
{
    text words = text_format(
        gathering->arena, "%.*s\n%.*s\n%.*s", TEXT_ARGS(plain), TEXT_ARGS(written), TEXT_ARGS(html));
    if (!begin_token(gathering, fact, words) || is_allowed(gathering, plain) ||
        is_allowed(gathering, written))
        return;
    add_token(gathering, fact, plain);
    add_token(gathering, fact, written);
    add_token(gathering, fact, html);
}

static void add_name(struct gathering *gathering, enum leak_fact fact, text name)
{
    if (begin_token(gathering, fact, name))
        add_token(gathering, fact, name);
}

static void add_address(struct gathering *gathering, text written)
{
    const struct config *config = gathering->site->config;
    text address = written;
    next_token(gathering);
    while (address.length && address.bytes[address.length - 1] == '/')
        address.length--;
    if (address.length && address.bytes[0] != '/')
        address = text_format(gathering->arena, "/%.*s", TEXT_ARGS(address));
    if (!is_long_enough(address) || is_allowed(gathering, written))
        return;
    add_token(gathering, LEAK_ADDRESS, address);
    add_token(gathering, LEAK_ADDRESS, url_decode(gathering->arena, address));
    if (config->base_path.length)
        add_token(gathering, LEAK_ADDRESS, url_of_address(config, gathering->arena, address));
}

/* By the folders whose files wait with them, below content/: that of a bundle, that of the comments. */
static void note_holders(const struct gathering *gathering, struct map *holders)
{
    const struct site *site = gathering->site;
    for (size_t i = 0; i < site->held_back_count; i++) {
        const struct held_back *held = &site->held_back[i];
        text source = text_from(held->source_path, TEXT("content/").length);
        if (text_equal(path_name(source), TEXT("index.md")))
            map_add(holders, path_folder(source), (void *)held);
        if (text_starts_with(source, TEXT("articles/")))
            map_add(holders, text_concat(gathering->arena, TEXT("comments/"), held->id), (void *)held);
    }
}

/* What a file is held back with; itself beside an author who has published nothing yet. */
static const struct held_back *holder_of(
    const struct gathering *gathering, const struct map *holders, text path)
{
    for (text folder = path_folder(path); folder.length; folder = path_folder(folder)) {
        const struct held_back *held = map_find(holders, folder);
        if (held)
            return held;
    }
    struct held_back *held = arena_new(gathering->arena, struct held_back);
    held->source_path = text_concat(gathering->arena, TEXT("content/"), path);
    return held;
}

/* The files that are not copied, by their path and by their name. */
static void add_media(struct gathering *gathering, const struct content *content)
{
    const struct object_list *media = &gathering->site->media;
    struct map published, holders;
    map_init(&published, gathering->arena);
    map_init(&holders, gathering->arena);
    note_holders(gathering, &holders);
    for (size_t i = 0; i < media->count; i++)
        map_set(&published, ((const struct media *)media->items[i])->path, (void *)media->items[i]);
    for (size_t i = 0; i < content->count; i++) {
        const struct content_file *file = &content->files[i];
        if (file->kind != CONTENT_MEDIA || map_contains(&published, file->path))
            continue;
        gathering->held = holder_of(gathering, &holders, file->path);
        add_name(gathering, LEAK_MEDIA, file->path);
        add_name(gathering, LEAK_MEDIA, path_name(file->path));
    }
}

/* A note of a published article's history is held back by itself. */
static void add_note(struct gathering *gathering, const struct coming *coming)
{
    struct held_back *held = arena_new(gathering->arena, struct held_back);
    text plain = markup_strip_tags(gathering->arena, coming->html_note);
    *held = (struct held_back){
        .source_path = coming->source_path, .title = plain, .hold = HOLD_SCHEDULED, .until = coming->until
    };
    gathering->held = held;
    add_sentence(gathering, LEAK_NOTE, plain, coming->note, coming->html_note);
}

void leak_words_gather(
    struct arena *arena, const struct site *site, const struct content *content, struct leak_words *words)
{
    struct gathering gathering = { .arena = arena, .site = site, .words = words };
    *words = (struct leak_words){ 0 };
    map_init(&gathering.begun, arena);
    for (size_t i = 0; i < site->held_back_count; i++) {
        const struct held_back *held = gathering.held = &site->held_back[i];
        add_sentence(&gathering, LEAK_TITLE, held->title, held->written_title, held->html_title);
        add_name(&gathering, LEAK_SLUG, held->slug);
        add_name(&gathering, LEAK_ID, held->id);
        add_address(&gathering, held->address);
        for (size_t k = 0; k < held->aliases.count; k++)
            add_address(&gathering, held->aliases.items[k]);
    }
    add_media(&gathering, content);
    for (size_t i = 0; i < site->coming_count; i++)
        if (site->coming[i].note.length)
            add_note(&gathering, &site->coming[i]);
    next_token(&gathering);
}

static bool is_one_word(text token)
{
    for (size_t i = 0; i < token.length; i++)
        if (!byte_is_lower(token.bytes[i]))
            return false;
    return true;
}

/* A title of four words or more is a sentence of its own, an address is nobody else's. One text may quote a
 * shorter title; a slug that is one word of the language may be meant as that word. */
uint32_t leak_word_most_texts(const struct leak_word *word)
{
    size_t blanks = 0;
    for (size_t at = 0; at < word->held->title.length;)
        blanks += filter_is_space(text_next_code_point(word->held->title, &at));
    if (word->fact == LEAK_ADDRESS ||
        ((word->fact == LEAK_TITLE || word->fact == LEAK_NOTE) && blanks + 1 >= SENTENCE_WORDS))
        return UINT32_MAX;
    bool may_be_meant_as_word = (word->fact == LEAK_SLUG && is_one_word(word->held->slug)) ||
                                (word->fact == LEAK_ID && is_one_word(word->held->id));
    return may_be_meant_as_word ? 0 : 1;
}
