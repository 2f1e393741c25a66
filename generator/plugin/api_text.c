/* SPDX-License-Identifier: MIT */
/* The part of `brief` that makes texts and markup. */
#include "base/count.h"
#include "base/json.h"
#include "base/slug.h"
#include "base/unicode.h"
#include "base/unicode_words.h"
#include "plugin/api.h"
#include "plugin/bindings.h"
#include "plugin/budget.h"
#include "plugin/convert.h"
#include "plugin/memoize.h"
#include "plugin/sandbox.h"

enum { MOST_INDENT = 16 };

/* The argument as text: text, number or markup. */
static text argument(lua_State *lua, int index)
{
    luaL_checkany(lua, index);
    if (bindings_kind(lua, index) == BOUND_MARKUP)
        return bindings_markup(lua, index);
    luaL_checkstring(lua, index);
    return plugin_text(lua, index);
}

static int escape(lua_State *lua)
{
    struct buffer *out = &plugin_of(lua)->markup;
    luaL_checkany(lua, 1);
    buffer_reset(out);
    bindings_append_html(lua, 1, out);
    bindings_push_markup(lua, buffer_text(out));
    return 1;
}

static int safe(lua_State *lua)
{
    bindings_push_markup(lua, argument(lua, 1));
    return 1;
}

static int json(lua_State *lua)
{
    luaL_checkany(lua, 1);
    lua_Integer indent = luaL_optinteger(lua, 2, 0);
    luaL_argcheck(lua, indent >= 0 && indent <= MOST_INDENT, 2, "must be from 0 to 16");
    struct value value = convert_value(lua, 1, budget_work(lua, 0));
    plugin_note_words(plugin_of(lua)->host, &value);
    struct buffer *out = &plugin_of(lua)->markup;
    buffer_reset(out);
    json_write(out, &value, (int)indent);
    plugin_push_text(lua, buffer_text(out));
    return 1;
}

static int slug(lua_State *lua)
{
    text source = argument(lua, 1);
    luaL_optstring(lua, 2, "");
    text lang = lua_isnoneornil(lua, 2) ? TEXT_NONE : plugin_text(lua, 2);
    plugin_push_text(
        lua, slug_make(plugin_of(lua)->host->input.unicode, budget_work(lua, source.length), source, lang));
    return 1;
}

static int push_changed(
    lua_State *lua, text (*change)(struct unicode *unicode, struct arena *arena, text value))
{
    text source = argument(lua, 1);
    plugin_push_text(
        lua, change(plugin_of(lua)->host->input.unicode, budget_work(lua, source.length), source));
    return 1;
}

static int sort_key(lua_State *lua)
{
    return push_changed(lua, unicode_sort_key);
}

static int index_letter(lua_State *lua)
{
    return push_changed(lua, unicode_index_letter);
}

static int fold(lua_State *lua)
{
    return push_changed(lua, unicode_fold);
}

static int upper(lua_State *lua)
{
    return push_changed(lua, unicode_upper);
}

static int cut(lua_State *lua)
{
    text source = argument(lua, 1);
    lua_Integer limit = luaL_checkinteger(lua, 2);
    luaL_argcheck(lua, limit > 0, 2, "must be greater than 0");
    plugin_push_text(lua, unicode_cut(plugin_of(lua)->host->input.unicode, budget_work(lua, source.length),
                              source, (size_t)limit));
    return 1;
}

static int markdown(lua_State *lua)
{
    const struct plugin_services *services = &plugin_of(lua)->host->services;
    text source = argument(lua, 1);
    if (!services->markdown)
        return luaL_error(lua, "brief.markdown cannot be called yet");
    bindings_push_markup(lua, services->markdown(services->data, budget_work(lua, source.length), source));
    return 1;
}

/* brief.t(key, lang, count): with a count the form that goes with it, and the count in place of its %d. */
static int translate(lua_State *lua)
{
    const struct plugins_input *input = &plugin_of(lua)->host->input;
    const struct strings none = { .unicode = input->unicode };
    const struct strings *strings = input->strings ? input->strings : &none;
    luaL_checkstring(lua, 1);
    luaL_optstring(lua, 2, "");
    text key = plugin_text(lua, 1);
    text lang = lua_isnoneornil(lua, 2) ? input->config->language : plugin_text(lua, 2);
    if (lua_isnoneornil(lua, 3)) {
        plugin_push_text(lua, strings_word(strings, lang, key));
        return 1;
    }
    lua_Integer count = luaL_checkinteger(lua, 3);
    struct arena *work = budget_work(lua, 0);
    text digits = text_format(work, "%lld", (long long)count);
    text word = strings_word_for(strings, lang, key, count);
    plugin_push_text(lua, strings_filled(work, word, TEXT("%d"), digits));
    return 1;
}

static void append(lua_State *lua, text words, struct buffer *out)
{
    budget_ask_for(lua, out, words.length);
    buffer_append(out, words);
}

/* Appends the value on top of the stack. No code of a plugin runs: it could use the buffer. */
static void append_text(lua_State *lua, struct buffer *out)
{
    enum bound_kind kind = bindings_kind(lua, -1);
    if (kind == BOUND_MARKUP) {
        append(lua, bindings_markup(lua, -1), out);
        return;
    }
    if (kind == BOUND_OBJECT || kind == BOUND_DATE)
        sandbox_push_as_text(lua, -1);
    if (lua_type(lua, -1) != LUA_TSTRING && lua_type(lua, -1) != LUA_TNUMBER)
        luaL_error(lua, "a %s cannot be joined as text", bindings_type_name(lua, -1));
    append(lua, plugin_text(lua, -1), out);
}

/* Puts its field, whose name is at index 4, in place of the value on top of the stack. */
static void take_field(lua_State *lua)
{
    lua_pushvalue(lua, 4);
    if (bindings_kind(lua, -2) == BOUND_OBJECT || bindings_kind(lua, -2) == BOUND_MAP)
        lua_gettable(lua, -2);
    else if (lua_istable(lua, -2))
        lua_rawget(lua, -2);
    else
        luaL_error(lua, "a %s has no fields", bindings_type_name(lua, -2));
}

/* Texts of the archive, and fields that are texts, need not become Lua's first. False for all else. */
static bool append_text_at(
    lua_State *lua, const struct bound_list *list, size_t at, const struct field *field, struct buffer *out)
{
    if (!list || (field ? field->kind != FIELD_TEXT : !list->texts))
        return false;
    if (!field) {
        append(lua, list->texts[at], out);
        return true;
    }
    const void *object = list->list.objects[at];
    plugin_note_reading(plugin_of(lua)->host, object, list->list.type, 1u << field->part);
    text words = field_value(field, object, NULL).as.text;
    append(lua, words, out);
    return words.bytes;
}

/* brief.join(list, separator, limit, field) */
static int join(lua_State *lua)
{
    const struct bound_list *list = bindings_kind(lua, 1) == BOUND_LIST ? bindings_list(lua, 1) : NULL;
    luaL_argexpected(lua, list || lua_istable(lua, 1), 1, "list");
    luaL_optstring(lua, 2, "");
    lua_Integer count = list ? (lua_Integer)list->list.count : (lua_Integer)lua_rawlen(lua, 1);
    lua_Integer limit = luaL_optinteger(lua, 3, count);
    luaL_argcheck(lua, limit >= 0, 3, "must not be negative");
    luaL_optstring(lua, 4, "");
    lua_settop(lua, 4);
    text separator = lua_isnil(lua, 2) ? TEXT("") : plugin_text(lua, 2);
    bool has_field = !lua_isnil(lua, 4);
    const struct field *field =
        has_field && list && list->list.objects ? object_field(list->list.type, plugin_text(lua, 4)) : NULL;
    struct buffer *out = &plugin_of(lua)->markup;
    buffer_reset(out);
    for (lua_Integer i = 1; i <= count && i <= limit; i++) {
        if (i > 1)
            append(lua, separator, out);
        if (has_field == !!field && append_text_at(lua, list, (size_t)i - 1, field, out))
            continue;
        if (list)
            bindings_push_item(lua, list, i);
        else
            lua_rawgeti(lua, 1, i);
        if (has_field)
            take_field(lua);
        append_text(lua, out);
        lua_settop(lua, 4);
    }
    plugin_push_text(lua, buffer_text(out));
    return 1;
}

/* From the table at index 1 to that at 2, whatever its keys are. */
static void copy_table(lua_State *lua)
{
    for (lua_pushnil(lua); lua_next(lua, 1);) {
        lua_pushvalue(lua, -2);
        lua_insert(lua, -2);
        lua_rawset(lua, 2);
    }
}

static int copy(lua_State *lua)
{
    luaL_checkany(lua, 1);
    lua_settop(lua, 1);
    lua_newtable(lua);
    enum bound_kind kind = bindings_kind(lua, 1);
    if (kind == BOUND_MAP) {
        const struct bound_map *map = bindings_map(lua, 1);
        for (size_t i = 0; i < map->map->count; i++) {
            plugin_push_text(lua, map->map->entries[i].key);
            bindings_push(lua, &map->map->entries[i].value, map->generation);
            lua_rawset(lua, 2);
        }
        return 1;
    }
    luaL_argexpected(lua, kind == BOUND_LIST || lua_istable(lua, 1), 1, "list or map");
    if (kind != BOUND_LIST) {
        copy_table(lua);
        return 1;
    }
    lua_Integer count = luaL_len(lua, 1);
    for (lua_Integer i = 1; i <= count; i++) {
        lua_geti(lua, 1, i);
        lua_rawseti(lua, 2, i);
    }
    return 1;
}

const struct api_row api_text_rows[] = {
    { "escape", "value", "the text as markup, with `<`, `>`, `&` and quotes made harmless", escape },
    { "safe", "text", "the text as markup, as it is: say this only of what you know to be HTML", safe },
    { "markdown", "text",
        "Markdown as markup; relative paths stay as they are, and call-outs, footnotes and shortcodes are "
        "of files of `content/` alone",
        markdown },
    { "json", "value, indent", "the value as JSON text, harmless inside `<script>`", json },
    { "slug", "text, lang", "the text as part of an address", slug },
    { "sort_key", "text", "a text whose byte order is the order of the site's language", sort_key },
    { "index_letter", "text",
        "the letter under which a text stands in an index of the site's language; empty for figures and "
        "signs",
        index_letter },
    { "fold", "text", "the text with differences of case and form taken away, for comparing names", fold },
    { "upper", "text", "capital letters, in every script", upper },
    { "cut", "text, limit", "the text cut after a whole word, at most `limit` letters and then `…`", cut },
    { "t", "text, lang, count",
        "the interface word in that language, or in the site's; with a count in the form that goes with it",
        translate },
    { "join", "list, separator, limit, field",
        "the items of a list as one text, with `separator` between them: at most `limit` of them, or that "
        "field of each",
        join },
    { "copy", "list", "a new table with the items of a list or the keys of a map, to be sorted or changed",
        copy },
    { "memoize", "function",
        "a function that gives what that one gave before for the same arguments (texts, numbers, booleans, "
        "things of the archive, the options); it gives text, markup, a number, a boolean or nothing",
        memoize },
    /* to add one: its function, its row here, its line in lua-plugins/types/brief.lua and docs/plugins.md */
};
const size_t api_text_row_count = COUNT(api_text_rows);
