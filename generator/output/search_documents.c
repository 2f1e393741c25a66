/* SPDX-License-Identifier: MIT */
/* Lengths and records: small, and in the order of documents. */
#include "output/search_documents.h"
#include "base/byte.h"
#include "base/arena.h"
#include "base/escape.h"
#include "base/json.h"

/* The logarithm of a length in words, in half powers of two. */
static unsigned length_level(int64_t words)
{
    uint64_t length = words < 1 ? 1 : words > INT32_MAX ? INT32_MAX : (uint64_t)words;
    return 63 - (unsigned)__builtin_clzll(length * length);
}

unsigned search_usual_length(const struct search_index *index)
{
    int64_t total = 0;
    for (size_t i = 0; i < index->document_count; i++)
        total += index->documents[i]->words;
    return index->document_count ? length_level(total / (int64_t)index->document_count) : 0;
}

void search_lengths_write(const struct search_index *index, struct buffer *out)
{
    for (size_t i = 0; i < index->document_count; i++)
        buffer_append_byte(out, (char)length_level(index->documents[i]->words));
}

static void put_text(struct buffer *out, const char *before, text value)
{
    buffer_append(out, text_of(before));
    json_write_text(out, value);
}

static void put_names(struct buffer *out, const struct article *article, text comma)
{
    buffer_append_literal(out, ",\"");
    for (size_t i = 0; i < article->authors.count; i++) {
        if (i > 0)
            escape_json(out, comma);
        escape_json(out, ((const struct author *)article->authors.items[i])->name);
    }
    buffer_append_byte(out, '"');
}

text search_simple_slug(struct arena *arena, text title)
{
    struct buffer slug;
    buffer_init(&slug, arena);
    for (size_t i = 0; i < title.length; i++) {
        char byte = title.bytes[i];
        if ((unsigned char)byte >= 0x80)
            return TEXT("");
        bool is_letter = byte_is_letter(byte);
        if (is_letter || byte_is_digit(byte))
            buffer_append_byte(&slug, is_letter ? (char)(byte | ' ') : byte);
        else if (slug.length && slug.bytes[slug.length - 1] != '-')
            buffer_append_byte(&slug, '-');
    }
    text whole = buffer_text(&slug);
    return text_ends_with(whole, TEXT("-")) ? text_slice(whole, 0, whole.length - 1) : whole;
}

static text encoded_path(struct arena *arena, text path)
{
    struct buffer out;
    buffer_init(&out, arena);
    escape_url_component(&out, path, true);
    return buffer_text(&out);
}

/* An address has "*" where the title's slug stands: titles and slugs would else be half of all. */
static void put_address(struct buffer *out, struct arena *arena, const struct article *article)
{
    text address = article->site->config->is_offline ? encoded_path(arena, article->path)
                                                     : text_from(article->address, 1);
    text slug = search_simple_slug(arena, article->title);
    if (text_find_byte(address, '*', 0) != SIZE_MAX)
        address = text_replace(arena, address, TEXT("*"), TEXT("%2A"));
    size_t at = slug.length > 1 ? text_find(address, slug, 0) : SIZE_MAX;
    if (at == SIZE_MAX) {
        put_text(out, "[", address);
        return;
    }
    const text parts[] = { text_slice(address, 0, at), text_from(address, at + slug.length) };
    put_text(out, "[", text_join(arena, parts, 2, TEXT("*")));
}

/* What all records of a build share. */
struct recording {
    const struct site *site;
    const struct date_words *words;
    text date_format, comma;
    struct arena *arena;
};

static void put_record(struct buffer *out, const struct recording *recording, const struct article *article)
{
    struct arena *arena = recording->arena;
    text type = text_equal(article->type, TEXT("briefing")) ? TEXT("") : article->type;
    text lang = text_equal(article->lang, recording->site->lang) ? TEXT("") : article->lang;
    put_address(out, arena, article);
    put_text(out, ",", article->title);
    put_text(out, ",", date_format(arena, &article->date, TEXT("day"), NULL, NULL));
    put_text(out, ",", date_format(arena, &article->date, recording->date_format, recording->words, NULL));
    put_names(out, article, recording->comma);
    /* What is shown where pages cannot be read: there passages of the text are. */
    text summary = recording->site->config->is_offline ? article->summary : TEXT_NONE;
    if (type.length || lang.length || summary.length)
        put_text(out, ",", type);
    if (lang.length || summary.length)
        put_text(out, ",", lang);
    if (summary.length)
        put_text(out, ",", summary);
    buffer_append_byte(out, ']');
}

void search_records_write(const struct search_index *index, const struct site *site,
    const struct strings *strings, size_t chunk, struct buffer *out)
{
    struct arena arena;
    arena_init(&arena);
    struct recording recording = { site, strings_date_words(strings, site->lang),
        strings_date_format(strings, site->lang), strings_word(strings, site->lang, TEXT(", ")), &arena };
    size_t first = chunk * SEARCH_CHUNK_DOCUMENTS, end = first + SEARCH_CHUNK_DOCUMENTS;
    for (size_t i = first; i < end && i < index->document_count; i++) {
        buffer_append(out, i == first ? TEXT("[") : TEXT(",\n"));
        put_record(out, &recording, index->documents[i]);
    }
    buffer_append_literal(out, "]\n");
    arena_release(&arena);
}
