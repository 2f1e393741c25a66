/* SPDX-License-Identifier: MIT */
/*
 * Every file is named by a digest of what it is made from, and the manifest names them all: whoever still has
 * an old page gets old files or none, and never a mixture.
 */
#include "output/search_data.h"
#include "base/digest.h"
#include "base/json.h"
#include "base/language.h"
#include "base/list.h"
#include "output/search_documents.h"

enum { NAME_DIGITS = 12, SHARD_DIGITS = 16 };

struct making {
    struct arena *arena;
    const struct site *site;
    const struct search_facts *facts;
    struct search_data *data;
    struct buffer manifest;
};

/* Adds a file whose address is the pattern with these digits. */
static struct search_file *add_file(struct making *making, const char *pattern, text digits)
{
    struct search_file *file = list_add(making->arena, &making->data->files);
    file->address = text_replace(making->arena, text_of(pattern), TEXT("*"), digits);
    return file;
}

/* Adds a file of these bytes, which are borrowed, and the digits of its name to the manifest. */
static void add_bytes(struct making *making, const char *pattern, text bytes)
{
    text digits = digest_hex(making->arena, digest_of(bytes), NAME_DIGITS);
    buffer_print(&making->manifest, "\"%.*s\"", TEXT_ARGS(digits));
    add_file(making, pattern, digits)->bytes = bytes;
}

static void add_shards(struct making *making)
{
    const struct search_index *index = making->data->index;
    buffer_append_literal(&making->manifest, ",\n\"starts\":[");
    for (size_t i = 0; i < index->shard_count; i++) {
        buffer_append(&making->manifest, i ? TEXT(",") : TEXT(""));
        json_write_text(&making->manifest, index->shards[i].first);
    }
    buffer_append_literal(&making->manifest, "],\n\"shards\":[");
    for (size_t i = 0; i < index->shard_count; i++) {
        text all = text_format(making->arena, "%016llx", (unsigned long long)index->shards[i].digest);
        text digits = text_slice(all, SHARD_DIGITS - NAME_DIGITS, NAME_DIGITS);
        struct search_file *file = add_file(making, "/search/data/words-*.bin", digits);
        file->index = index;
        file->shard = i;
        buffer_print(&making->manifest, "%s\"%.*s\"", i ? "," : "", TEXT_ARGS(digits));
    }
    buffer_append_byte(&making->manifest, ']');
}

static void add_documents(struct making *making)
{
    const struct search_facts *facts = making->facts;
    struct buffer lengths;
    buffer_init(&lengths, making->arena);
    buffer_append_literal(&making->manifest, ",\n\"records\":[");
    for (size_t chunk = 0; chunk < facts->record_count; chunk++) {
        buffer_append(&making->manifest, chunk ? TEXT(",") : TEXT(""));
        add_bytes(making, "/search/data/records-*.json", facts->records[chunk]);
    }
    buffer_append_literal(&making->manifest, "],\n\"lengths\":");
    search_lengths_write(making->data->index, &lengths);
    add_bytes(making, "/search/data/lengths-*.bin", buffer_text(&lengths));
    buffer_append_literal(&making->manifest, ",\"labels\":");
    add_bytes(making, "/search/data/labels-*.json", facts->labels);
    buffer_append_literal(&making->manifest, ",\"filters\":");
    add_bytes(making, "/search/data/filters-*.bin", facts->filters);
}

static void note_language(struct map *seen, text tag)
{
    text rest = tag, base = tag.length ? text_cut(&rest, '-') : TEXT("");
    map_set(seen, base, seen);
}

/* How many languages the texts, terms and names are in, when it is not the one. */
static void add_languages(struct making *making)
{
    struct map seen;
    map_init(&seen, making->arena);
    note_language(&seen, making->site->lang);
    for (size_t i = 0; i < making->data->index->document_count; i++)
        note_language(&seen, making->data->index->documents[i]->lang);
    if (seen.count > 1)
        buffer_print(&making->manifest, ",\"languages\":%zu", seen.count);
}

/* The function words of every language that an article is written in. */
static void add_function_words(struct making *making)
{
    struct map seen;
    map_init(&seen, making->arena);
    buffer_append_literal(&making->manifest, ",\n\"functionWords\":[");
    for (size_t i = 0; i < making->data->index->document_count; i++) {
        text rest = making->data->index->documents[i]->lang;
        text words = rest.length ? language_function_words(text_cut(&rest, '-')) : TEXT("");
        if (!words.length || map_contains(&seen, words))
            continue;
        buffer_append(&making->manifest, seen.count ? TEXT(",\"") : TEXT("\""));
        text list = text_replace(making->arena, words, TEXT(" "), TEXT("\",\""));
        buffer_append(&making->manifest, list);
        buffer_append_byte(&making->manifest, '"');
        map_set(&seen, words, (void *)words.bytes);
    }
    buffer_append_byte(&making->manifest, ']');
}

/* content/data/synonyms.yml, whose shape load/data_check has checked. */
static void add_synonyms(struct making *making)
{
    const struct value *data = &making->site->data;
    const struct value *groups =
        data->kind == VALUE_MAP ? value_map_find(data->as.map, TEXT("synonyms")) : NULL;
    struct value none = value_list_of(making->arena, NULL, 0);
    buffer_append_literal(&making->manifest, ",\n\"synonyms\":");
    json_write(&making->manifest, groups && groups->kind == VALUE_LIST ? groups : &none, 0);
}

/* The last file, which names the others. */
static void add_manifest(struct making *making)
{
    const struct search_index *index = making->data->index;
    buffer_print(&making->manifest, "{\"documents\":%zu,\"chunk\":%d,\"usualLength\":%u",
        index->document_count, SEARCH_CHUNK_DOCUMENTS, search_usual_length(index));
    add_languages(making);
    add_function_words(making);
    add_synonyms(making);
    add_documents(making);
    add_shards(making);
    buffer_append_literal(&making->manifest, "}\n");
    text bytes = buffer_text(&making->manifest);
    text digits = digest_hex(making->arena, digest_of(bytes), NAME_DIGITS);
    add_file(making, "/search/data/manifest-*.json", digits)->bytes = bytes;
}

struct search_facts *search_facts_make(struct arena *arena, const struct site *site,
    const struct strings *strings, const struct search_index *begun)
{
    struct search_facts *facts = arena_new(arena, struct search_facts);
    size_t chunks = (begun->document_count + SEARCH_CHUNK_DOCUMENTS - 1) / SEARCH_CHUNK_DOCUMENTS;
    text *records = arena_new_array(arena, text, chunks);
    struct buffer bytes, postings;
    struct arena lists; /* of the documents of each value */
    buffer_init(&bytes, NULL);
    buffer_init(&postings, NULL);
    for (size_t chunk = 0; chunk < chunks; chunk++) {
        buffer_reset(&bytes);
        search_records_write(begun, site, strings, chunk, &bytes);
        records[chunk] = text_copy(arena, buffer_text(&bytes));
    }
    buffer_reset(&bytes);
    arena_init(&lists);
    search_filters_write(begun, site, strings, &lists, &bytes, &postings);
    *facts = (struct search_facts){ records, chunks, text_copy(arena, buffer_text(&bytes)),
        text_copy(arena, buffer_text(&postings)) };
    arena_release(&lists);
    buffer_release(&bytes);
    buffer_release(&postings);
    return facts;
}

void search_facts_change(struct search_facts *facts, struct arena *arena, const struct site *site,
    const struct strings *strings, const struct search_index *begun, const struct article *article)
{
    struct buffer bytes;
    size_t document = 0;
    while (document < begun->document_count && begun->documents[document] != article)
        document++;
    if (document == begun->document_count)
        return;
    buffer_init(&bytes, NULL);
    size_t chunk = document / SEARCH_CHUNK_DOCUMENTS;
    search_records_write(begun, site, strings, chunk, &bytes);
    facts->records[chunk] = text_copy(arena, buffer_text(&bytes));
    buffer_release(&bytes);
}

struct search_data *search_data_make(struct arena *arena, const struct site *site,
    const struct search_facts *facts, const struct search_index *index)
{
    struct search_data *data = arena_new(arena, struct search_data);
    struct making making = { .arena = arena, .site = site, .facts = facts, .data = data };
    buffer_init(&making.manifest, arena);
    data->index = index;
    add_manifest(&making);
    return data;
}
