/* SPDX-License-Identifier: MIT */
/* The calls the build makes. Each has a body that pushes the arguments, calls, and takes the results. */
#include "plugin/bindings.h"
#include "plugin/convert.h"
#include "plugin/pages.h"
#include "plugin/plugin.h"
#include "plugin/sandbox.h"
#include "plugin/stored.h"
#include <stdlib.h>

static struct plugin_call hook_call(
    struct plugin *plugin, enum hook hook, struct arena *arena, struct diagnostics *diagnostics)
{
    text *name = &plugin->call_names[hook];
    if (!name->bytes)
        *name = plugin_call_what(&plugin->kept, hook, TEXT_NONE);
    return (struct plugin_call){
        .plugin = plugin, .hook = hook, .what = *name, .arena = arena, .diagnostics = diagnostics
    };
}

/* Is the plugin to be called with that hook? */
static bool is_wanted(const struct plugin *plugin, enum hook hook)
{
    return plugin->has[hook] && !plugin->is_broken;
}

static void push_site(lua_State *lua)
{
    bindings_push_object(lua, plugin_of(lua)->host->site, &site_type, LIFE_PERMANENT);
}

static void push_options(lua_State *lua)
{
    lua_rawgeti(lua, LUA_REGISTRYINDEX, plugin_of(lua)->options);
}

static void prepare_body(lua_State *lua, struct plugin_call *call)
{
    (void)call;
    plugin_push_function(lua, HOOK_PREPARE, TEXT_NONE);
    push_site(lua);
    push_options(lua);
    lua_call(lua, 2, 0);
}

void plugins_prepare(struct plugins *plugins, const struct site *site, struct diagnostics *diagnostics)
{
    plugins->site = site;
    for (size_t i = 0; i < plugins->list.count; i++) {
        struct plugin *plugin = plugins->list.items[i];
        if (!is_wanted(plugin, HOOK_PREPARE))
            continue;
        struct plugin_call call = hook_call(plugin, HOOK_PREPARE, plugins->arena, diagnostics);
        call.body = prepare_body;
        plugin->is_broken = !plugin_call_run(&call);
    }
}

static void pages_body(lua_State *lua, struct plugin_call *call)
{
    plugin_push_function(lua, HOOK_PAGES, TEXT_NONE);
    push_site(lua);
    push_options(lua);
    lua_call(lua, 2, 1);
    pages_take(lua, call, call->data);
}

void plugins_pages(
    struct plugins *plugins, struct arena *arena, struct diagnostics *diagnostics, struct plugin_pages *pages)
{
    for (size_t i = 0; i < plugins->list.count; i++) {
        struct plugin *plugin = plugins->list.items[i];
        if (!is_wanted(plugin, HOOK_PAGES))
            continue;
        struct plugin_call call = hook_call(plugin, HOOK_PAGES, arena, diagnostics);
        call.body = pages_body;
        call.data = pages;
        plugin_call_run(&call);
    }
}

struct article_results {
    const struct article *article;
    struct plugin_article *result;
    struct arena *arena; /* of the lists */
    struct {
        struct slot *items;
        size_t count, capacity;
    } slots;
    struct {
        struct given_field {
            struct value_map_entry entry;
            text plugin;
        } * items;
        size_t count, capacity;
    } fields;
};

static void add_field(
    struct plugin_call *call, struct article_results *results, text name, struct value value)
{
    size_t at = 0;
    while (at < results->fields.count && !text_equal(results->fields.items[at].entry.key, name))
        at++;
    if (at == results->fields.count)
        list_add(results->arena, &results->fields);
    results->fields.items[at] = (struct given_field){ { .key = name, .value = value }, call->plugin->name };
}

/* Markup that no layout would ask for: `afterBody = …`, `slot = …`, and slots in a table of their own. */
static void refuse_lost_markup(lua_State *lua, const struct plugin_call *call, text name)
{
    text slot = text_equal(name, TEXT("slot")) ? TEXT("after_body") : hook_slot_like(name);
    if (bindings_kind(lua, -1) == BOUND_MARKUP && slot.bytes)
        luaL_error(lua, "'%s' is no slot; did you mean '%s'?", text_to_string(call->arena, name),
            text_to_string(call->arena, slot));
    if (!lua_istable(lua, -1) || !text_equal(name, TEXT("slots")))
        return;
    for (lua_pushnil(lua); lua_next(lua, -2); lua_pop(lua, 1))
        if (lua_type(lua, -2) == LUA_TSTRING && hook_is_slot(plugin_text(lua, -2)))
            luaL_error(lua, "slots stand in the table itself, which the hook 'article' returns");
}

/* The value of the key `name` is on top of the stack. */
static void take_result(lua_State *lua, struct plugin_call *call, text name)
{
    struct article_results *results = call->data;
    bool is_slot = hook_is_slot(name);
    if (!is_slot)
        refuse_lost_markup(lua, call, name);
    if (bindings_kind(lua, -1) == BOUND_MARKUP) {
        text markup = convert_text(lua, -1, call->arena, "markup");
        *list_add(results->arena, &results->slots) = (struct slot){ name, markup, call->plugin->name };
    } else if (is_slot) {
        luaL_error(lua,
            "the slot '%s' takes markup, found a %s; make it with brief.html or mark it with brief.safe",
            text_to_string(call->arena, name), bindings_type_name(lua, -1));
    }
    if (!is_slot)
        add_field(call, results, name, convert_value(lua, -1, call->arena));
}

static void article_body(lua_State *lua, struct plugin_call *call)
{
    struct article_results *results = call->data;
    plugin_push_function(lua, HOOK_ARTICLE, TEXT_NONE);
    bindings_push_object(lua, results->article, &article_type, LIFE_PERMANENT);
    push_site(lua);
    push_options(lua);
    lua_call(lua, 3, 1);
    if (lua_isnil(lua, 1))
        return;
    if (!lua_istable(lua, 1))
        luaL_error(
            lua, "the hook 'article' returns a table or nothing, found a %s", bindings_type_name(lua, 1));
    size_t count = sandbox_push_sorted_keys(lua, 1);
    for (size_t i = 0; i < count; i++) {
        lua_settop(lua, 2);
        lua_rawgeti(lua, 2, (lua_Integer)i + 1);
        if (lua_type(lua, 3) != LUA_TSTRING)
            luaL_error(lua, "the hook 'article' returns names of slots and fields, found a key that is a %s",
                bindings_type_name(lua, 3));
        text name = convert_text(lua, 3, call->arena, "a name");
        lua_rawget(lua, 1);
        take_result(lua, call, name);
    }
}

static int compare_entries(const void *a, const void *b)
{
    return text_compare(
        ((const struct given_field *)a)->entry.key, ((const struct given_field *)b)->entry.key);
}

static void take_slots(const struct article_results *results, struct arena *arena)
{
    struct slot *slots = arena_new_array(arena, struct slot, results->slots.count);
    for (size_t i = 0; i < results->slots.count; i++)
        slots[i] = results->slots.items[i];
    results->result->slots = slots;
    results->result->slot_count = results->slots.count;
}

static void sort_fields(struct article_results *results, struct arena *arena)
{
    size_t count = results->fields.count;
    struct value_map_entry *entries = arena_new_array(arena, struct value_map_entry, count);
    text *plugins = arena_new_array(arena, text, count);
    qsort(results->fields.items, count, sizeof *results->fields.items, compare_entries);
    for (size_t i = 0; i < count; i++) {
        entries[i] = results->fields.items[i].entry;
        plugins[i] = results->fields.items[i].plugin;
    }
    results->result->fields = value_map_of(arena, entries, count);
    results->result->field_plugins = plugins;
}

void plugins_article(struct plugins *plugins, const struct article *article, struct readings *readings,
    struct arena *arena, struct diagnostics *diagnostics, struct plugin_article *result)
{
    *result = (struct plugin_article){ .fields = value_none() };
    plugins->own = article;
    if (!plugins->stored)
        plugins->stored = stored_new(plugins->arena, plugins->site->articles.count);
    stored_begin(plugins->stored, arena);
    arena_reset(&plugins->passing);
    struct article_results results = { .article = article, .result = result, .arena = &plugins->passing };
    for (size_t i = 0; i < plugins->list.count; i++) {
        struct plugin *plugin = plugins->list.items[i];
        if (!is_wanted(plugin, HOOK_ARTICLE))
            continue;
        struct plugin_call call = hook_call(plugin, HOOK_ARTICLE, arena, diagnostics);
        call.subject = (struct plugin_subject){ article->source_path, { article->source, 0, 0 }, readings };
        call.body = article_body;
        call.data = &results;
        plugin_call_run(&call);
    }
    plugins->own = NULL;
    if (results.slots.count)
        take_slots(&results, arena);
    if (results.fields.count)
        sort_fields(&results, arena);
}

static bool begins_page(text html)
{
    text words = text_trim(html), doctype = TEXT("<!doctype");
    return text_starts_with_ignoring_ascii_case(words, doctype);
}

struct html_change {
    const struct page *page;
    text html;
};

static void html_body(lua_State *lua, struct plugin_call *call)
{
    struct html_change *change = call->data;
    struct value page = value_object(change->page, &page_type);
    plugin_push_function(lua, HOOK_HTML, TEXT_NONE);
    plugin_push_text(lua, change->html);
    bindings_push(lua, &page, plugin_of(lua)->generation);
    push_options(lua);
    lua_call(lua, 3, 1);
    if (lua_type(lua, 1) == LUA_TNUMBER)
        luaL_error(lua, "the hook 'html' returns a page or nothing, found a number");
    if (lua_isnil(lua, 1))
        return;
    text before = change->html;
    change->html = convert_text(lua, 1, call->arena, "what the hook 'html' returns");
    if (!text_trim(change->html).length)
        luaL_error(lua, "the hook 'html' returned an empty page");
    if (begins_page(before) && !begins_page(change->html))
        luaL_error(lua, "the hook 'html' returned a part of the page, without its '<!doctype html>'");
}

text plugins_html(struct plugins *plugins, const struct page *page, text html, struct readings *readings,
    struct arena *arena, struct diagnostics *diagnostics)
{
    struct html_change change = { page, html };
    for (size_t i = 0; i < plugins->list.count; i++) {
        struct plugin *plugin = plugins->list.items[i];
        if (!is_wanted(plugin, HOOK_HTML))
            continue;
        struct plugin_call call = hook_call(plugin, HOOK_HTML, arena, diagnostics);
        call.subject = (struct plugin_subject){ page->source_path.length ? page->source_path : page->path,
            { page->source, 0, 0 }, readings };
        call.body = html_body;
        call.data = &change;
        plugin_call_run(&call);
    }
    return change.html;
}

struct function_call {
    const struct plugin_function *function;
    const struct plugin_arguments *arguments;
    struct value result;
    text markup;
};

static void function_body(lua_State *lua, struct plugin_call *call)
{
    struct function_call *function = call->data;
    const struct plugin_arguments *arguments = function->arguments;
    uint64_t generation = call->plugin->generation;
    plugin_push_function(lua, function->function->group, function->function->name);
    luaL_checkstack(lua, (int)arguments->count + 8, "too many arguments");
    for (size_t i = 0; i < arguments->count; i++)
        bindings_push(lua, &arguments->items[i], generation);
    if (arguments->named_count)
        lua_newtable(lua);
    for (size_t i = 0; i < arguments->named_count; i++) {
        plugin_push_text(lua, arguments->named[i].key);
        bindings_push(lua, &arguments->named[i].value, generation);
        lua_rawset(lua, -3);
    }
    lua_call(lua, (int)arguments->count + (arguments->named_count ? 1 : 0), 1);
    function->result = convert_value(lua, 1, call->arena);
}

static bool run_function(struct function_call *function, void (*body)(lua_State *, struct plugin_call *),
    struct plugin_subject subject, struct arena *arena, struct diagnostics *diagnostics)
{
    struct plugin *plugin = function->function->plugin;
    if (plugin->is_broken)
        return false;
    struct plugin_call call = { .plugin = plugin,
        .hook = function->function->group,
        .what = plugin_call_what(&plugin->scratch, function->function->group, function->function->name),
        .subject = subject,
        .arena = arena,
        .diagnostics = diagnostics,
        .body = body,
        .data = function };
    return plugin_call_run(&call);
}

bool plugin_function_call(const struct plugin_function *function, const struct plugin_arguments *arguments,
    struct plugin_subject subject, struct arena *arena, struct diagnostics *diagnostics, struct value *result)
{
    struct function_call call = { .function = function, .arguments = arguments, .result = value_undefined() };
    bool is_done = run_function(&call, function_body, subject, arena, diagnostics);
    *result = call.result;
    return is_done;
}

static void shortcode_body(lua_State *lua, struct plugin_call *call)
{
    struct function_call *function = call->data;
    plugin_push_function(lua, HOOK_SHORTCODES, function->function->name);
    bindings_push(lua, &function->arguments->items[0], call->plugin->generation);
    bindings_push(lua, &function->arguments->items[1], call->plugin->generation);
    push_options(lua);
    lua_call(lua, 3, 1);
    function->markup = convert_markup(lua, 1, call->arena);
}

bool plugin_shortcode_call(const struct plugin_function *function, const struct value *arguments,
    const struct value *thing, struct plugin_subject subject, struct arena *arena,
    struct diagnostics *diagnostics, text *markup)
{
    const struct value items[] = { *arguments, *thing };
    const struct plugin_arguments both = { .items = items, .count = 2 };
    struct function_call call = { .function = function, .arguments = &both };
    bool is_done = run_function(&call, shortcode_body, subject, arena, diagnostics);
    *markup = call.markup.bytes ? call.markup : TEXT("");
    return is_done;
}
