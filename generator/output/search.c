/* SPDX-License-Identifier: MIT */
/*
 * Search: a page, and beside it the data that its script fetches piece by piece. Every piece is named by a
 * digest of what it is made from, and the page names the manifest that names the pieces: whoever still has an
 * old page gets old pieces or none, and never a mixture.
 */
#include "base/digest.h"
#include "base/escape.h"
#include "base/json.h"
#include "base/language.h"
#include "model/url.h"
#include "output/kinds.h"
#include "output/search_documents.h"

enum { NAME_DIGITS = 12, SHARD_DIGITS = 16 };

/* One file of the data: its bytes, or the shard that they are made from when it is rendered. */
struct search_piece {
    text bytes;
    const struct search_index *index;
    size_t shard;
};

struct planning {
    struct output_plan *plan;
    const struct output_kind *kind;
    const struct search_index *index;
    struct buffer manifest;
};

/* `pattern` is that of a file's name. */
static struct output *add_piece(
    struct planning *planning, const char *pattern, text digits, const struct search_piece *piece)
{
    struct arena *arena = planning->plan->arena;
    struct search_piece *kept = arena_new(arena, struct search_piece);
    *kept = *piece;
    text address = text_replace(arena, text_of(pattern), TEXT("*"), digits);
    struct output *output = output_add_address(planning->plan, planning->kind, address, kept);
    output->origin = TEXT("the search index");
    return output;
}

/* Adds a file of these bytes, and the digits of its name to the manifest. */
static void add_bytes(struct planning *planning, const char *pattern, const struct buffer *bytes)
{
    struct arena *arena = planning->plan->arena;
    struct search_piece piece = { .bytes = text_copy(arena, buffer_text(bytes)) };
    text digits = digest_hex(arena, digest_of(piece.bytes), NAME_DIGITS);
    buffer_print(&planning->manifest, "\"%.*s\"", TEXT_ARGS(digits));
    add_piece(planning, pattern, digits, &piece);
}

static void add_shards(struct planning *planning)
{
    const struct search_index *index = planning->index;
    buffer_append_literal(&planning->manifest, ",\n\"starts\":[");
    for (size_t i = 0; i < index->shard_count; i++) {
        buffer_append(&planning->manifest, i ? TEXT(",\"") : TEXT("\""));
        escape_json(&planning->manifest, index->shards[i].first);
        buffer_append_byte(&planning->manifest, '"');
    }
    buffer_append_literal(&planning->manifest, "],\n\"shards\":[");
    for (size_t i = 0; i < index->shard_count; i++) {
        struct search_piece piece = { .index = index, .shard = i };
        text all = text_format(planning->plan->arena, "%016llx", (unsigned long long)index->shards[i].digest);
        text digits = text_slice(all, SHARD_DIGITS - NAME_DIGITS, NAME_DIGITS);
        add_piece(planning, "/search/data/words-*.bin", digits, &piece)->batch = 1 + i / index->batch_shards;
        buffer_print(&planning->manifest, "%s\"%.*s\"", i ? "," : "", TEXT_ARGS(digits));
    }
    buffer_append_byte(&planning->manifest, ']');
}

static void add_documents(struct planning *planning)
{
    const struct search_index *index = planning->index;
    const struct site *site = planning->plan->site;
    struct buffer bytes, postings;
    buffer_init(&bytes, NULL);
    buffer_init(&postings, NULL);
    buffer_append_literal(&planning->manifest, ",\n\"records\":[");
    for (size_t chunk = 0; chunk * SEARCH_CHUNK_DOCUMENTS < index->document_count; chunk++) {
        buffer_reset(&bytes);
        search_records_write(index, site, planning->plan->layouts->strings, chunk, &bytes);
        buffer_append(&planning->manifest, chunk ? TEXT(",") : TEXT(""));
        add_bytes(planning, "/search/data/records-*.json", &bytes);
    }
    buffer_append_literal(&planning->manifest, "],\n\"lengths\":");
    buffer_reset(&bytes);
    search_lengths_write(index, &bytes);
    add_bytes(planning, "/search/data/lengths-*.bin", &bytes);
    buffer_reset(&bytes);
    search_filters_write(
        index, site, planning->plan->layouts->strings, planning->plan->arena, &bytes, &postings);
    buffer_append_literal(&planning->manifest, ",\"labels\":");
    add_bytes(planning, "/search/data/labels-*.json", &bytes);
    buffer_append_literal(&planning->manifest, ",\"filters\":");
    add_bytes(planning, "/search/data/filters-*.bin", &postings);
    buffer_release(&bytes);
    buffer_release(&postings);
}

static void note_language(struct map *seen, text tag)
{
    text rest = tag, base = tag.length ? text_cut(&rest, '-') : TEXT("");
    map_set(seen, base, seen);
}

/* How many languages the texts, terms and names are in, when it is not the one. */
static void add_languages(struct planning *planning)
{
    struct map seen;
    map_init(&seen, planning->plan->arena);
    note_language(&seen, planning->plan->site->lang);
    for (size_t i = 0; i < planning->index->document_count; i++)
        note_language(&seen, planning->index->documents[i]->lang);
    if (seen.count > 1)
        buffer_print(&planning->manifest, ",\"languages\":%zu", seen.count);
}

/* The function words of every language that an article is written in. */
static void add_function_words(struct planning *planning)
{
    struct map seen;
    map_init(&seen, planning->plan->arena);
    buffer_append_literal(&planning->manifest, ",\n\"functionWords\":[");
    for (size_t i = 0; i < planning->index->document_count; i++) {
        text rest = planning->index->documents[i]->lang;
        text words = rest.length ? language_function_words(text_cut(&rest, '-')) : TEXT("");
        if (!words.length || map_contains(&seen, words))
            continue;
        buffer_append(&planning->manifest, seen.count ? TEXT(",\"") : TEXT("\""));
        text list = text_replace(planning->plan->arena, words, TEXT(" "), TEXT("\",\""));
        buffer_append(&planning->manifest, list);
        buffer_append_byte(&planning->manifest, '"');
        map_set(&seen, words, (void *)words.bytes);
    }
    buffer_append_byte(&planning->manifest, ']');
}

/* content/data/synonyms.yml, whose shape load/data_check has checked. */
static void add_synonyms(struct planning *planning)
{
    const struct value *data = &planning->plan->site->data;
    const struct value *groups =
        data->kind == VALUE_MAP ? value_map_find(data->as.map, TEXT("synonyms")) : NULL;
    struct value none = value_list_of(planning->plan->arena, NULL, 0);
    buffer_append_literal(&planning->manifest, ",\n\"synonyms\":");
    json_write(&planning->manifest, groups && groups->kind == VALUE_LIST ? groups : &none, 0);
}

void search_data_plan(struct output_plan *plan, const struct output_kind *kind)
{
    struct planning planning = { .plan = plan, .kind = kind };
    if (!plan->site->config->search)
        return;
    struct search_index *index = search_index_make(plan->arena, plan->site, plan->earlier_search);
    planning.index = index;
    plan->search_notes = &index->notes;
    buffer_init(&planning.manifest, plan->arena);
    buffer_print(&planning.manifest, "{\"documents\":%zu,\"chunk\":%d,\"usualLength\":%u",
        planning.index->document_count, SEARCH_CHUNK_DOCUMENTS, search_usual_length(planning.index));
    add_languages(&planning);
    add_function_words(&planning);
    add_synonyms(&planning);
    add_documents(&planning);
    add_shards(&planning);
    buffer_append_literal(&planning.manifest, "}\n");
    struct search_piece piece = { .bytes = buffer_text(&planning.manifest) };
    text digits = digest_hex(plan->arena, digest_of(piece.bytes), NAME_DIGITS);
    const struct output *manifest = add_piece(&planning, "/search/data/manifest-*.json", digits, &piece);
    plan->search_manifest = url_of_address(plan->site->config, plan->arena, manifest->address);
}

bool search_data_render(struct renderer *renderer, const struct output *output)
{
    const struct search_piece *piece = output->subject;
    struct output_batch *batch = renderer->batch;
    if (!piece->index) {
        buffer_append(renderer->out, piece->bytes);
        return true;
    }
    if (!batch->made) {
        const struct search_piece *last = batch->last->subject;
        batch->made = search_batch_make(piece->index, piece->shard, last->shard, &batch->arena);
    }
    search_batch_write_shard(batch->made, piece->shard, renderer->out);
    return true;
}

void search_page_plan(struct output_plan *plan, const struct output_kind *kind)
{
    if (!plan->site->config->search)
        return;
    text *manifest = arena_new(plan->arena, text);
    *manifest = plan->search_manifest;
    output_add_address(plan, kind, TEXT("/search/"), manifest)->origin = TEXT("the search page");
}

bool search_page_render(struct renderer *renderer, const struct output *output)
{
    text title = strings_word(renderer->layouts->strings, renderer->site->lang, TEXT("Search"));
    struct page *page = output_page(renderer, output, "search", title);
    struct value_map_entry *data = arena_new(renderer->arena, struct value_map_entry);
    *data = (struct value_map_entry){ .key = TEXT("manifest"),
        .value = value_text(*(const text *)output->subject) };
    page->data = value_map_of(renderer->arena, data, 1);
    page->is_noindex = true;
    struct rendering rendering = { .layout = output_layout(output), .page = page };
    return output_render(renderer, &rendering);
}

void opensearch_plan(struct output_plan *plan, const struct output_kind *kind)
{
    if (plan->site->config->search)
        output_add_address(plan, kind, TEXT("/opensearch.xml"), NULL);
}

bool opensearch_render(struct renderer *renderer, const struct output *output)
{
    struct rendering rendering = { .layout = output_layout(output),
        .page = output_page(renderer, output, "opensearch", renderer->site->title) };
    return output_render(renderer, &rendering);
}
