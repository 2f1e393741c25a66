/* SPDX-License-Identifier: MIT */
/* A page is a table with the keys below; each has a function that puts its value into the struct. */
#include "plugin/pages.h"
#include "base/count.h"
#include "base/language.h"
#include "base/unicode.h"
#include "plugin/bindings.h"
#include "plugin/budget.h"
#include "plugin/convert.h"
#include "plugin/sandbox.h"

enum { LIST_LIMIT = 10 * 1000 * 1000 };

/* In all of these the value is at index -1. */
struct taking {
    lua_State *lua;
    struct arena *arena;
    struct plugin_page *page;
};

static void take_url(struct taking *taking)
{
    taking->page->address = convert_text(taking->lua, -1, taking->arena, "'url' of a page");
}

static void take_title(struct taking *taking)
{
    taking->page->title = convert_text(taking->lua, -1, taking->arena, "'title' of a page");
}

static void take_layout(struct taking *taking)
{
    taking->page->layout = convert_text(taking->lua, -1, taking->arena, "'layout' of a page");
}

static void take_lang(struct taking *taking)
{
    text lang = convert_text(taking->lua, -1, taking->arena, "'lang' of a page");
    if (!unicode_knows_language(budget_scratch(taking->lua), lang))
        luaL_error(taking->lua, "'lang' of a page is '%s', which is no language; write a tag such as \"de\"",
            text_to_string(budget_scratch(taking->lua), lang));
    taking->page->lang = language_tag(taking->arena, lang);
}

static void take_description(struct taking *taking)
{
    taking->page->description = convert_text(taking->lua, -1, taking->arena, "'description' of a page");
}

static void take_data(struct taking *taking)
{
    if (!lua_istable(taking->lua, -1) && bindings_kind(taking->lua, -1) != BOUND_MAP)
        luaL_error(
            taking->lua, "'data' of a page must be a table, found a %s", bindings_type_name(taking->lua, -1));
    taking->page->data = convert_map(taking->lua, -1, taking->arena);
}

/* The article on top of the stack. */
static const void *list_item(lua_State *lua, const char *what, lua_Integer number)
{
    enum bound_kind kind = bindings_kind(lua, -1);
    if (kind == BOUND_OBJECT) {
        const struct bound_object *object = bindings_object(lua, -1);
        if (object->type == &article_type)
            return object->pointer;
    }
    luaL_error(lua, "%s must hold articles; found '%s' at %d", what,
        kind == BOUND_OBJECT ? bindings_object(lua, -1)->type->name : bindings_type_name(lua, -1),
        (int)number);
    return NULL;
}

/* What stands behind a hole, or at 0, would be left out without a word. */
static void check_whole(lua_State *lua, int table, const char *what)
{
    lua_Integer count = luaL_len(lua, table), key_count = (lua_Integer)sandbox_push_sorted_keys(lua, table);
    lua_pop(lua, 1);
    for (lua_Integer i = 1; i <= count; i++, lua_pop(lua, 1))
        if (lua_geti(lua, table, i) == LUA_TNIL)
            luaL_error(lua, "%s has a hole: item %d is nil", what, (int)i);
    if (count != key_count)
        luaL_error(lua, "%s has keys that are not 1, 2, 3 …: %d of %d items would be left out", what,
            (int)(key_count - count), (int)key_count);
}

static bool is_list(lua_State *lua)
{
    return lua_istable(lua, -1) || bindings_kind(lua, -1) == BOUND_LIST;
}

static struct object_list articles_in(struct taking *taking, const char *what)
{
    lua_State *lua = taking->lua;
    if (lua_istable(lua, -1))
        check_whole(lua, lua_gettop(lua), what);
    lua_Integer count = luaL_len(lua, -1);
    if (count < 0 || count > LIST_LIMIT)
        luaL_error(lua, "%s is too long", what);
    const void **items = arena_alloc_array(taking->arena, (size_t)count, sizeof *items);
    for (lua_Integer i = 1; i <= count; i++) {
        lua_geti(lua, -1, i);
        items[i - 1] = list_item(lua, what, i);
        lua_pop(lua, 1);
    }
    return (struct object_list){ items, (size_t)count };
}

static void take_list(struct taking *taking)
{
    lua_State *lua = taking->lua;
    if (!is_list(lua))
        luaL_error(
            lua, "'list' of a page must be a list of articles, found a %s", bindings_type_name(lua, -1));
    taking->page->has_list = true;
    taking->page->list = articles_in(taking, "'list' of a page");
}

static void take_paginate(struct taking *taking)
{
    if (!lua_isinteger(taking->lua, -1) || lua_tointeger(taking->lua, -1) < 0)
        luaL_error(taking->lua, "'paginate' of a page must be an integer that is not negative");
    taking->page->paginate = lua_tointeger(taking->lua, -1);
}

static bool take_bool(struct taking *taking, const char *name, const char *expected)
{
    if (!lua_isboolean(taking->lua, -1))
        luaL_error(taking->lua, "'%s' of a page must be %s, found a %s", name, expected,
            bindings_type_name(taking->lua, -1));
    return lua_toboolean(taking->lua, -1);
}

static void take_feed(struct taking *taking)
{
    taking->page->has_feed_list = is_list(taking->lua);
    if (taking->page->has_feed_list)
        taking->page->feed_list = articles_in(taking, "'feed' of a page");
    taking->page->has_feed =
        taking->page->has_feed_list || take_bool(taking, "feed", "true, false or a list of articles");
}

static void take_noindex(struct taking *taking)
{
    taking->page->is_noindex = take_bool(taking, "noindex", "true or false");
}

/* Layouts get it as what it is called there; all of these stay as long as the build. */
static void take_subject(struct taking *taking)
{
    static const struct object_type *const types[] = { &author_type, &term_type, &taxonomy_type,
        &article_type };
    const struct bound_object *object = bindings_object(taking->lua, -1);
    bool is_known = false;
    for (size_t i = 0; i < COUNT(types); i++)
        is_known |= object->type == types[i];
    if (!is_known)
        luaL_error(taking->lua,
            "'subject' of a page must be an author, term, taxonomy or article, found a thing of the kind "
            "'%s'",
            object->type->name);
    taking->page->subject = value_object(object->pointer, object->type);
}

static const struct page_key {
    const char *name;
    void (*take)(struct taking *taking);
} page_keys[] = {
    { "data", take_data }, { "description", take_description }, { "feed", take_feed }, { "lang", take_lang },
    { "layout", take_layout }, { "list", take_list }, { "noindex", take_noindex },
    { "paginate", take_paginate }, { "subject", take_subject }, { "title", take_title }, { "url", take_url },
    /* to add one: its function, its row here, a word in the row of HOOK_PAGES in hooks.c */
};

enum { PAGE_KEY_COUNT = COUNT(page_keys) };

static const struct page_key *find_key(lua_State *lua, text name)
{
    const char *names[PAGE_KEY_COUNT];
    for (size_t i = 0; i < PAGE_KEY_COUNT; i++) {
        names[i] = page_keys[i].name;
        if (text_equal(name, text_of(names[i])))
            return &page_keys[i];
    }
    const char *shown = text_to_string(budget_scratch(lua), name);
    const char *nearest = diagnostic_nearest(name, names, PAGE_KEY_COUNT);
    if (nearest)
        luaL_error(lua, "a page has no '%s'; did you mean '%s'?", shown, nearest);
    luaL_error(lua, "a page has no '%s'; it has url, title, layout, data, list and a few more", shown);
    return NULL;
}

static void require_keys(lua_State *lua, const struct plugin_page *page, lua_Integer number)
{
    const char *missing = !page->address.length  ? "url"
                          : !page->title.length  ? "title"
                          : !page->layout.length ? "layout"
                                                 : NULL;
    if (missing)
        luaL_error(lua, "page %d of the list has no '%s'", (int)number, missing);
    if (page->has_feed && !page->has_list)
        luaL_error(lua, "page %d of the list has a 'feed' and no 'list' for it", (int)number);
    if (page->paginate && !page->has_list)
        luaL_error(lua, "page %d of the list has 'paginate' and no 'list' for it", (int)number);
}

/* The page's table is on top of the stack. */
static void take_page(struct taking *taking, lua_Integer number)
{
    lua_State *lua = taking->lua;
    int table = lua_gettop(lua);
    if (!lua_istable(lua, table))
        luaL_error(lua, "item %d of the list of pages is a %s instead of a table", (int)number,
            bindings_type_name(lua, table));
    size_t count = sandbox_push_sorted_keys(lua, table);
    for (size_t i = 0; i < count; i++) {
        lua_settop(lua, table + 1);
        lua_rawgeti(lua, table + 1, (lua_Integer)i + 1);
        lua_pushvalue(lua, -1);
        text name = text_copy(budget_scratch(lua), plugin_text(lua, -1));
        lua_pop(lua, 1);
        lua_rawget(lua, table);
        const struct page_key *key = find_key(lua, name);
        if (key)
            key->take(taking);
    }
    lua_settop(lua, table);
    require_keys(lua, taking->page, number);
}

void pages_take(lua_State *lua, struct plugin_call *call, struct plugin_pages *pages)
{
    if (lua_isnil(lua, -1))
        return;
    if (!lua_istable(lua, -1))
        luaL_error(lua, "the hook 'pages' returns a list of pages or nothing, found a %s",
            bindings_type_name(lua, -1));
    int list = lua_gettop(lua);
    lua_Integer count = (lua_Integer)lua_rawlen(lua, list);
    if (count == 0 && sandbox_push_sorted_keys(lua, list) > 0)
        luaL_error(lua, "the hook 'pages' returns a list of pages; put braces around a single one");
    check_whole(lua, list, "the list of pages");
    for (lua_Integer i = 1; i <= count; i++) {
        struct plugin_page page = { .plugin = call->plugin->name, .subject = value_none() };
        struct taking taking = { lua, call->arena, &page };
        page.data = value_map_of(call->arena, NULL, 0);
        page.where = call->function_at.file
                         ? files_span_of_line(call->function_at.file, call->function_at.line)
                         : SPAN_NONE;
        lua_rawgeti(lua, list, i);
        take_page(&taking, i);
        lua_settop(lua, list);
        *list_add(call->arena, pages) = page;
    }
}
