/* SPDX-License-Identifier: MIT */
/*
 * One list of headers, one file a kind of host. Apache reads a single .htaccess, which the rules for old
 * addresses may need as well: where those are written, their layout takes the headers in.
 */
#include "output/headers.h"
#include "base/count.h"
#include "base/escape.h"
#include "base/path.h"
#include "output/kinds.h"

/* endpoint = scheme "://" host …: the part that a policy names; absent for an address of the site itself. */
static text origin_of(text endpoint)
{
    text host = url_host(endpoint);
    bool is_whole = host.bytes && !text_starts_with(endpoint, TEXT("//"));
    return is_whole ? text_slice(endpoint, 0, (size_t)(host.bytes - endpoint.bytes) + host.length)
                    : TEXT_NONE;
}

text headers_policy(struct arena *arena, const struct config *config)
{
    text origin = origin_of(config->comments.endpoint);
    return text_format(arena,
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
        "frame-ancestors 'none'; form-action 'self'%s%.*s",
        origin.bytes ? " " : "", TEXT_ARGS(origin));
}

text headers_prefix_pattern(struct arena *arena, const struct config *config)
{
    struct buffer out;
    buffer_init(&out, arena);
    escape_pattern(&out, url_decode(arena, config->base_path));
    return buffer_text(&out);
}

static const struct {
    unsigned host; /* REDIRECTS_… */
    const char *layout, *path;
} files[] = {
    { REDIRECTS_NETLIFY, "headers_netlify.txt", "_headers" },
    { REDIRECTS_APACHE, "headers_apache.txt", ".htaccess" },
    { REDIRECTS_NGINX, "headers_nginx.conf", "nginx-headers.conf" },
    /* to add one: its layout, a row here, one in output/kinds.c and one in check/other_hosts.c */
};

void headers_plan(struct output_plan *plan, const struct output_kind *kind)
{
    const struct site *site = plan->site;
    for (size_t i = 0; config_has_rules(site->config) && i < COUNT(files); i++) {
        bool is_wanted = text_equal(text_of(kind->layout), text_of(files[i].layout)) &&
                         (site->config->headers & files[i].host);
        bool has_rules = files[i].host == REDIRECTS_APACHE && (site->config->redirects & REDIRECTS_APACHE) &&
                         site->redirect_count + site->gone_count;
        if (!is_wanted || has_rules)
            continue;
        text path = text_of(files[i].path);
        output_add(plan, kind, path_to_address(plan->arena, path), path, NULL);
    }
}

bool headers_render(struct renderer *renderer, const struct output *output)
{
    struct page *page = output_page(renderer, output, "headers", renderer->site->title);
    size_t count = renderer->layouts->asset_count;
    struct value *urls = arena_new_array(renderer->arena, struct value, count);
    for (size_t i = 0; i < count; i++)
        urls[i] = value_text(renderer->layouts->assets[i].url);
    const struct value_map_entry data[] = {
        { .key = TEXT("assets"), .value = value_list_of(renderer->arena, urls, count) },
        { .key = TEXT("prefix_pattern"),
            .value = value_text(headers_prefix_pattern(renderer->arena, renderer->site->config)) },
    };
    page->data = value_map_copy(renderer->arena, data, COUNT(data));
    return output_render_page(renderer, output, page);
}
