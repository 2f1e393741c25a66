/* SPDX-License-Identifier: MIT */
/* Search: a page, and beside it the data that its script fetches piece by piece. */
#include "base/base64.h"
#include "base/count.h"
#include "base/path.h"
#include "model/url.h"
#include "output/kinds.h"
#include "output/search_data.h"

void search_data_plan(struct output_plan *plan, const struct output_kind *kind)
{
    const struct search_data *data = plan->search;
    for (size_t i = 0; data && i < data->files.count; i++) {
        const struct search_file *file = &data->files.items[i];
        const struct config *config = plan->site->config;
        text address =
            config->is_offline ? text_concat(plan->arena, file->address, TEXT(".js")) : file->address;
        struct output *output = output_add_address(plan, kind, address, file);
        output->origin = TEXT("the search index");
        output->batch = file->index ? 1 + file->shard / file->index->batch_shards : 0;
        plan->search_manifest = config->is_offline ? text_concat(plan->arena, TEXT(".."), file->address)
                                                   : url_of_address(config, plan->arena, file->address);
    }
}

/* A process looks at entries where they are kept once it has read copies, which are compared with what was
 * kept, or when this build has kept them. */
static enum search_reading choose_reading(const struct site *site, struct output_batch *batch)
{
    bool can_stay = !batch->is_only && (site->kept.are_new || batch->has_read_all) && !site_doubts_kept(site);
    batch->has_read_all = true;
    return can_stay ? SEARCH_READ_IN_PLACE : SEARCH_READ_COPIES;
}

static const struct search_batch *make_batch(const struct search_index *index, struct output_batch *batch)
{
    size_t *shards = arena_new_array(&batch->arena, size_t, batch->count);
    for (size_t i = 0; i < batch->count; i++)
        shards[i] = ((const struct search_file *)batch->plan[batch->outputs[i]].subject)->shard;
    return search_batch_make(index, shards, batch->count, choose_reading(index->site, batch), &batch->arena);
}

/* Absent: nobody has made the shard. */
static text made_ahead(const struct search_file *file)
{
    const struct search_made_shards *made = file->index->made;
    for (size_t i = 0; made && i < made->count; i++)
        if (made->shards[i] == file->shard)
            return made->bytes[i];
    return TEXT_NONE;
}

bool search_data_render(struct renderer *renderer, const struct output *output)
{
    const struct search_file *file = output->subject;
    struct output_batch *batch = renderer->batch;
    text bytes = file->index ? made_ahead(file) : file->bytes;
    if (!file->index || bytes.bytes) {
        buffer_append(renderer->out, bytes);
        return true;
    }
    if (!batch->made)
        batch->made = make_batch(file->index, batch);
    search_batch_write_shard(batch->made, file->shard, renderer->out);
    return true;
}

text search_data_script(struct arena *arena, const struct output *output, text bytes)
{
    const struct search_file *file = output->subject;
    struct buffer out;
    buffer_init(&out, arena);
    buffer_print(&out, "takePiece(\"%.*s\",\"", TEXT_ARGS(path_name(file->address)));
    base64_append(&out, bytes);
    buffer_append_literal(&out, "\");\n");
    return buffer_text(&out);
}

void search_page_plan(struct output_plan *plan, const struct output_kind *kind)
{
    if (!plan->search)
        return;
    text *manifest = arena_new(plan->arena, text);
    *manifest = plan->search_manifest;
    output_add_address(plan, kind, TEXT("/search/"), manifest)->origin = TEXT("the search page");
}

bool search_page_render(struct renderer *renderer, const struct output *output)
{
    const struct strings *strings = renderer->layouts->strings;
    text lang = renderer->site->lang, title = strings_word(strings, lang, TEXT("Search"));
    struct page *page = output_page(renderer, output, "search", title);
    const struct value_map_entry data[] = {
        { .key = TEXT("manifest"), .value = value_text(*(const text *)output->subject) },
        { .key = TEXT("found"),
            .value = strings_forms(renderer->arena, strings, lang, TEXT("%d articles found")) },
    };
    page->data = value_map_copy(renderer->arena, data, COUNT(data));
    page->is_noindex = true;
    return output_render_page(renderer, output, page);
}

void opensearch_plan(struct output_plan *plan, const struct output_kind *kind)
{
    if (plan->search)
        output_add_address(plan, kind, TEXT("/opensearch.xml"), NULL);
}

bool opensearch_render(struct renderer *renderer, const struct output *output)
{
    return output_render_page(
        renderer, output, output_page(renderer, output, "opensearch", renderer->site->title));
}
