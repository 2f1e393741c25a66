/* SPDX-License-Identifier: MIT */
/*
 * Old addresses, for hosts that answer by rules: one list, three files. Each kind of file has its own way of
 * writing an address down; the layout gets it ready to stand between quotes (Apache, nginx) or blanks
 * (Netlify).
 */
#include "base/byte.h"
#include "base/count.h"
#include "base/escape.h"
#include "base/list.h"
#include "base/path.h"
#include "model/url.h"
#include "output/headers.h"
#include "output/kinds.h"
#include <string.h>

struct rule_list {
    struct value *items;
    size_t count, capacity;
};

/* How one kind of server is told. `from` and `to` are addresses with the site's prefix. */
struct rule_form {
    unsigned redirects; /* REDIRECTS_… */
    const char *path;
    const char *layout;
    void (*write_from)(struct buffer *out, struct arena *arena, text from);
    void (*write_to)(struct buffer *out, struct arena *arena, text to);
    bool tells_slashes; /* apart: a folder's address with its last '/' from that without */
    bool ignores_case;  /* a table that has no room for two spellings */
    bool is_included;   /* by the server's own settings, so that it must be there */
};

/* The subject of a file of rules. */
struct rule_file {
    const struct rule_form *form;
    const struct output_plan *plan; /* what stands on the site, once all is planned */
};

/* The rules of a file while they are gathered. */
struct rule_making {
    struct renderer *renderer;
    const struct rule_form *form;
    struct map seen;      /* addresses that have a rule */
    struct map spellings; /* each address in small letters → its spelling, or `several` */
};

/* Bytes of an address behind a percent sign are what servers match: they decode first. */
static text decoded(struct arena *arena, text address)
{
    return url_decode(arena, address);
}

static void append_quoted(struct buffer *out, text value, const char *special)
{
    for (size_t i = 0; i < value.length; i++) {
        if (strchr(special, value.bytes[i]))
            buffer_append_byte(out, '\\');
        buffer_append_byte(out, value.bytes[i]);
    }
}

/* A folder answers with and without its last '/'. */
static bool is_folder(text address)
{
    return address.length > 1 && address.bytes[address.length - 1] == '/';
}

static void write_address(struct buffer *out, struct arena *arena, text address)
{
    (void)arena;
    buffer_append(out, address);
}

/* '*' and ":name" stand for anything in these rules. */
static bool is_placeholder(text from, size_t colon, size_t next)
{
    return from.bytes[colon - 1] == '/' || (next < from.length && byte_is_letter(from.bytes[next]));
}

/* Netlify and Cloudflare compare with what a browser sends, byte by byte, and it sends these as they are. */
static void write_netlify_from(struct buffer *out, struct arena *arena, text from)
{
    (void)arena;
    for (size_t at = 0, next; at < from.length; at = next) {
        int byte = url_escaped_byte(from, at);
        next = at + (byte >= 0 ? 3 : 1);
        bool is_sent =
            byte > 0 && strchr("!$&'()+,;=@[]|:", byte) && !(byte == ':' && is_placeholder(from, at, next));
        if (is_sent)
            buffer_append_byte(out, (char)byte);
        else
            buffer_append(out, text_slice(from, at, next - at));
    }
}

/* A regular expression (PCRE) that matches this address only. */
static void write_apache_from(struct buffer *out, struct arena *arena, text from)
{
    buffer_append_byte(out, '^');
    escape_pattern(out, decoded(arena, from));
    buffer_append(out, is_folder(from) ? TEXT("?$") : TEXT("$"));
}

/* mod_alias encodes the address itself, but for what stands behind '?', and takes '$' and '&' for what the
 * expression matched. Before that the file's reader puts a variable of the server in the place of each
 * ${NAME}, backslash or not: the ninth match, which is empty, stands between the two signs. */
static void write_apache_to(struct buffer *out, struct arena *arena, text to)
{
    text path = url_without_query(to), query = text_from(to, path.length), left = decoded(arena, path);
    size_t at;
    while ((at = text_find(left, TEXT("${"), 0)) < left.length) {
        append_quoted(out, text_slice(left, 0, at + 1), "\\$&\"");
        buffer_append(out, TEXT("$9"));
        left = text_from(left, at + 1);
    }
    append_quoted(out, left, "\\$&\"");
    append_quoted(out, query, "\\$&\"");
}

static void write_nginx_from(struct buffer *out, struct arena *arena, text from)
{
    append_quoted(out, decoded(arena, from), "\\\"");
}

/* A '$' begins the name of a variable there; no address of this site has one that is not encoded. */
static void write_nginx_to(struct buffer *out, struct arena *arena, text to)
{
    buffer_append(out, text_replace(arena, to, TEXT("$"), TEXT("%24")));
}

/* Behind '~' a table of nginx has regular expressions, which heed case. They are tried one by one. */
static void write_nginx_pattern(struct buffer *out, struct arena *arena, text from)
{
    buffer_append_byte(out, '~');
    write_apache_from(out, arena, from);
}

static const struct rule_form forms[] = {
    { REDIRECTS_NETLIFY, "_redirects", "netlify_redirects.txt", write_netlify_from, write_address, true,
        false, false },
    { REDIRECTS_APACHE, ".htaccess", "htaccess.txt", write_apache_from, write_apache_to, false, false,
        false },
    { REDIRECTS_NGINX, "nginx-redirects.conf", "nginx_redirects.conf", write_nginx_from, write_nginx_to, true,
        true, true },
    /* to add one: its REDIRECTS_ value, one of REDIRECTS_RULES, in model/config.h and its name in
     * load/config_forms.c, a row here, a layout */
};

void redirect_rules_plan(struct output_plan *plan, const struct output_kind *kind)
{
    const struct site *site = plan->site;
    for (size_t i = 0; config_has_rules(site->config) && i < COUNT(forms); i++) {
        bool is_empty = !(site->redirect_count + site->gone_count);
        /* A server whose settings include a file does not start without it. */
        if (!(site->config->redirects & forms[i].redirects) || (is_empty && !forms[i].is_included))
            continue;
        text path = text_of(forms[i].path);
        struct rule_file *file = arena_new(plan->arena, struct rule_file);
        *file = (struct rule_file){ &forms[i], plan };
        output_add(plan, kind, path_to_address(plan->arena, path), path, file);
    }
}

text redirect_rules_layout(const struct output *output)
{
    return text_of(((const struct rule_file *)output->subject)->form->layout);
}

static text without_slash(text address)
{
    return is_folder(address) ? text_slice(address, 0, address.length - 1) : address;
}

static const text several = TEXT_INIT("");

static void note_one_spelling(struct rule_making *making, text address)
{
    struct arena *arena = making->renderer->arena;
    text *spelling = arena_new(arena, text), key = text_lower_ascii(arena, address);
    *spelling = address;
    const text *other = map_add(&making->spellings, key, spelling);
    if (!text_equal(*other, address))
        map_set(&making->spellings, key, (void *)&several);
}

static void note_spelling(struct rule_making *making, text address)
{
    note_one_spelling(making, address);
    if (is_folder(address))
        note_one_spelling(making, without_slash(address));
}

/* All that is on the site, and all rules: a rule answers nothing that is written in another way. */
static void note_spellings(struct rule_making *making, const struct output_plan *plan)
{
    for (size_t i = 0; i < plan->outputs.count; i++) {
        const struct output *output = &plan->outputs.items[i];
        if (output->kind->render != redirect_render && output->kind->render != gone_render)
            note_spelling(making, output->address);
    }
    for (size_t i = 0; i < plan->site->redirect_count; i++)
        note_spelling(making, plan->site->redirects[i].address);
    for (size_t i = 0; i < plan->site->gone_count; i++)
        note_spelling(making, plan->site->gone[i].address);
}

static bool has_one_spelling(const struct rule_making *making, text address)
{
    const text *spelling = map_find(&making->spellings, text_lower_ascii(making->renderer->arena, address));
    return text_equal(*spelling, address);
}

static bool is_for_table(const struct rule_making *making, text address)
{
    return has_one_spelling(making, address) && has_one_spelling(making, without_slash(address));
}

static struct value written(struct renderer *renderer, text address,
    void (*write)(struct buffer *out, struct arena *arena, text address))
{
    struct buffer out;
    buffer_init(&out, renderer->arena);
    write(&out, renderer->arena, address);
    return value_text(buffer_text(&out));
}

static void add_rule(struct rule_making *making, struct rule_list *rules, text from, text to,
    void (*write_from)(struct buffer *out, struct arena *arena, text from))
{
    struct renderer *renderer = making->renderer;
    if (map_contains(&making->seen, from))
        return;
    map_set(&making->seen, from, making);
    const struct value_map_entry fields[] = {
        { .key = TEXT("from"), .value = written(renderer, from, write_from) },
        { .key = TEXT("to"), .value = written(renderer, to, making->form->write_to) },
    };
    *list_add(renderer->arena, rules) = value_map_copy(renderer->arena, fields, COUNT(fields));
}

static void add_rules(struct rule_making *making, struct rule_list *rules, text address, text to)
{
    text from = url_of_address(making->renderer->site->config, making->renderer->arena, address);
    if (making->form->ignores_case && !is_for_table(making, address)) {
        add_rule(making, rules, from, to, write_nginx_pattern);
        return;
    }
    add_rule(making, rules, from, to, making->form->write_from);
    if (making->form->tells_slashes)
        add_rule(making, rules, without_slash(from), to, making->form->write_from);
}

/* nginx cannot hold keys longer than its buckets. A bucket has the key, its length and two pointers, which
 * are of 64 bits at most, wherever brief runs. */
enum { BUCKET_BESIDE_KEY_BYTES = 4 * 8 };

static int64_t bucket_size(const struct site *site)
{
    size_t longest = 0;
    for (size_t i = 0; i < site->redirect_count; i++)
        if (site->redirects[i].address.length > longest)
            longest = site->redirects[i].address.length;
    for (size_t i = 0; i < site->gone_count; i++)
        if (site->gone[i].address.length > longest)
            longest = site->gone[i].address.length;
    int64_t size = 64;
    while (size < (int64_t)(longest + site->base_path.length + BUCKET_BESIDE_KEY_BYTES))
        size *= 2;
    return size;
}

bool redirect_rules_render(struct renderer *renderer, const struct output *output)
{
    const struct site *site = renderer->site;
    const struct rule_file *file = output->subject;
    struct page *page = output_page(renderer, output, "redirects", site->title);
    struct rule_list redirects = { 0 }, gone = { 0 };
    struct rule_making making = { .renderer = renderer, .form = file->form };
    map_init(&making.seen, renderer->arena);
    map_init(&making.spellings, renderer->arena);
    if (file->form->ignores_case)
        note_spellings(&making, file->plan);
    for (size_t i = 0; i < site->redirect_count; i++)
        add_rules(&making, &redirects, site->redirects[i].address, site->redirects[i].target_url);
    for (size_t i = 0; i < site->gone_count; i++)
        add_rules(&making, &gone, site->gone[i].address,
            url_of_address(site->config, renderer->arena, TEXT("/410.html")));
    const struct value_map_entry data[] = {
        { .key = TEXT("redirects"),
            .value = value_list_of(renderer->arena, redirects.items, redirects.count) },
        { .key = TEXT("gone"), .value = value_list_of(renderer->arena, gone.items, gone.count) },
        { .key = TEXT("has_pages"), .value = value_bool((site->config->redirects & REDIRECTS_HTML) != 0) },
        { .key = TEXT("prefix"), .value = written(renderer, site->base_path, write_nginx_from) },
        { .key = TEXT("prefix_pattern"),
            .value = value_text(headers_prefix_pattern(renderer->arena, site->config)) },
        { .key = TEXT("bucket_size"), .value = value_integer(bucket_size(site)) },
        { .key = TEXT("has_headers"), .value = value_bool((site->config->headers & REDIRECTS_APACHE) != 0) },
    };
    page->data = value_map_copy(renderer->arena, data, COUNT(data));
    return output_render_page(renderer, output, page);
}
