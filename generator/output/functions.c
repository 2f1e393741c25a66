/* SPDX-License-Identifier: MIT */
/*
 * Rows that close over the site. A row of the same name as a general filter replaces it: `date` here knows
 * the page's language.
 */
#include "output/functions.h"
#include "base/arena.h"
#include "base/slug.h"
#include "load/markdown.h"
#include "model/url.h"
#include "output/layouts.h"
#include "output/output.h"
#include "template/filters.h"
#include <string.h>

static bool input_text(struct template_call *call, text *value)
{
    if (call->input.kind == VALUE_TEXT) {
        *value = call->input.as.text;
        return true;
    }
    template_call_fail(call, "expected text, found %s", value_kind_name(&call->input));
    return false;
}

static bool is_external(text address)
{
    return text_find(address, TEXT("://"), 0) != SIZE_MAX || text_starts_with(address, TEXT("//")) ||
           text_starts_with(address, TEXT("mailto:")) || text_starts_with(address, TEXT("tel:")) ||
           text_starts_with(address, TEXT("#"));
}

/* Root-relative addresses get the prefix once; relative ones are taken from the root. */
static text with_prefix(const struct config *config, struct arena *arena, text address)
{
    text prefix = config->base_path;
    bool has_prefix = prefix.length && text_starts_with(address, prefix) &&
                      (address.length == prefix.length || address.bytes[prefix.length] == '/');
    if (is_external(address) || has_prefix)
        return address;
    if (text_starts_with(address, TEXT("/")))
        return url_of_address(config, arena, address);
    return url_of_address(config, arena, text_format(arena, "/%.*s", TEXT_ARGS(address)));
}

static struct value filter_url(struct template_call *call, void *data)
{
    const struct layouts *layouts = data;
    text address;
    if (!input_text(call, &address))
        return value_undefined();
    return value_text(with_prefix(layouts->site->config, call->arena, address));
}

static struct value filter_absolute_url(struct template_call *call, void *data)
{
    const struct layouts *layouts = data;
    const struct config *config = layouts->site->config;
    text address;
    if (!input_text(call, &address))
        return value_undefined();
    if (is_external(address) && !text_starts_with(address, TEXT("//")))
        return value_text(address);
    text url = with_prefix(config, call->arena, address);
    text origin = text_slice(config->base_url, 0, config->base_url.length - config->base_path.length);
    return value_text(text_format(call->arena, "%.*s%.*s", TEXT_ARGS(origin), TEXT_ARGS(url)));
}

static struct value filter_markdown(struct template_call *call, void *data)
{
    const struct layouts *layouts = data;
    const struct config *config = layouts->site->config;
    text source;
    if (!input_text(call, &source))
        return value_undefined();
    return value_safe_text(
        markdown_render_fragment(call->arena, source, config->smart_punctuation, config->raw_html));
}

static struct value filter_slug(struct template_call *call, void *data)
{
    const struct layouts *layouts = data;
    text source;
    if (!input_text(call, &source))
        return value_undefined();
    return value_text(slug_make(layouts->site->unicode, call->arena, source, call->lang));
}

static struct value filter_date(struct template_call *call, void *data)
{
    const struct layouts *layouts = data;
    const struct language_strings *language = strings_find(&layouts->strings, call->lang);
    text format = layouts->site->date_format;
    bool is_foreign = language && !text_equal(language->lang, layouts->site->lang);
    if (is_foreign && language->date_format.bytes)
        format = language->date_format;
    return filter_date_with_words(call, language ? &language->dates : &date_words_english, format);
}

static struct value function_asset(struct template_call *call, void *data)
{
    const struct layouts *layouts = data;
    text name = TEXT_NONE;
    if (!template_call_text(call, 0, TEXT_NONE, &name))
        return value_undefined();
    const struct asset *asset = map_find(&layouts->assets_by_name, name);
    if (asset)
        return value_text(asset->url);
    text *names = arena_new_array(call->arena, text, layouts->asset_count);
    for (size_t i = 0; i < layouts->asset_count; i++)
        names[i] = layouts->assets[i].name;
    text nearest = diagnostic_nearest_text(name, names, layouts->asset_count);
    call->fault_code = TEXT("unknown-asset");
    if (nearest.bytes)
        call->fault_hint = text_format(call->arena, "did you mean '%.*s'?", TEXT_ARGS(nearest));
    return template_call_fail(call, "there is no asset '%.*s'", TEXT_ARGS(name));
}

/* Nothing writes into slots while no plugin runs. */
static struct value function_slot(struct template_call *call, void *data)
{
    (void)data;
    text name = TEXT_NONE;
    if (!template_call_text(call, 0, TEXT_NONE, &name))
        return value_undefined();
    return value_safe_text(TEXT(""));
}

static struct value function_t(struct template_call *call, void *data)
{
    const struct layouts *layouts = data;
    text key = TEXT_NONE;
    if (!template_call_text(call, 0, TEXT_NONE, &key))
        return value_undefined();
    return value_text(strings_word(&layouts->strings, call->lang, key));
}

static const struct template_function site_filters[] = {
    { "url", "", filter_url, NULL, false, "the address with the site's path prefix" },
    { "absolute_url", "", filter_absolute_url, NULL, false, "the address with scheme and host" },
    { "markdown", "", filter_markdown, NULL, false, "Markdown as HTML" },
    { "slug", "", filter_slug, NULL, false, "the text as part of an address" },
    { "date", "format=none", filter_date, NULL, false, "a date in the page's language" },
    /* to add one: its function above, a row here, a line in docs/layouts.md */
};

static const struct template_function site_functions[] = {
    { "asset", "name", function_asset, NULL, false, "the fingerprinted address of a file of layouts/assets" },
    { "slot", "name", function_slot, NULL, false, "what plugins put into a slot of the page" },
    { "t", "key", function_t, NULL, false, "a word of the interface in the page's language" },
    /* to add one: its function above, a row here, a line in docs/layouts.md */
};

static const struct template_function *joined(struct arena *arena, const struct template_function *general,
    size_t general_count, const struct template_function *site, size_t site_count,
    const struct layouts *layouts)
{
    struct template_function *rows = arena_alloc_array(arena, general_count + site_count, sizeof *rows);
    memcpy(rows, general, general_count * sizeof *rows);
    for (size_t i = 0; i < general_count; i++)
        rows[i].data = layouts->site->unicode;
    for (size_t i = 0; i < site_count; i++) {
        rows[general_count + i] = site[i];
        rows[general_count + i].data = (void *)layouts;
    }
    return rows;
}

const struct template_library *functions_library(struct arena *arena, const struct layouts *layouts)
{
    enum {
        FILTERS = sizeof site_filters / sizeof *site_filters,
        FUNCTIONS = sizeof site_functions / sizeof *site_functions
    };
    struct template_library *library = arena_new(arena, struct template_library);
    library->filters = joined(arena, template_filters, template_filter_count, site_filters, FILTERS, layouts);
    library->filter_count = template_filter_count + FILTERS;
    library->tests = joined(arena, template_tests, template_test_count, NULL, 0, layouts);
    library->test_count = template_test_count;
    library->functions =
        joined(arena, template_functions, template_function_count, site_functions, FUNCTIONS, layouts);
    library->function_count = template_function_count + FUNCTIONS;
    return library;
}
