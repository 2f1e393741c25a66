/* SPDX-License-Identifier: MIT */
/*
 * site:related(article, weights). The index is made at the first question, or before workers are forked, so
 * that each of them finds it ready.
 */
#include "base/count.h"
#include "base/readings.h"
#include "model/related.h"
#include "plugin/bindings.h"
#include "plugin/budget.h"
#include "plugin/sandbox.h"
#include <string.h>

enum { USUAL_LIMIT = 5, MOST_WEIGHT = 1000 };

static const struct article *article_at(lua_State *lua, int index)
{
    const struct bound_object *object = bindings_object(lua, index);
    if (object->type != &article_type)
        luaL_error(lua, "expected an article, found a thing of the kind '%s'", object->type->name);
    return object->pointer;
}

static void take_excluded(lua_State *lua, struct related_question *question)
{
    lua_Integer count = luaL_len(lua, -1);
    if (count < 0 || count > 10000)
        luaL_error(lua, "'exclude' is too long");
    const void **items = arena_alloc_array(budget_scratch(lua), (size_t)count, sizeof *items);
    for (lua_Integer i = 1; i <= count; i++) {
        lua_geti(lua, -1, i);
        items[i - 1] = article_at(lua, -1);
        lua_pop(lua, 1);
    }
    question->excluded = (struct object_list){ items, (size_t)count };
}

static void refuse_key(lua_State *lua, text key)
{
    const char *names[16] = { "limit", "exclude" };
    size_t count = 2;
    for (size_t i = 0; i < related_weight_row_count && count < COUNT(names); i++)
        names[count++] = related_weight_rows[i].name;
    const char *nearest = diagnostic_nearest(key, names, count);
    struct buffer known;
    buffer_init(&known, budget_scratch(lua));
    for (size_t i = 0; i < count; i++)
        buffer_print(&known, "%s%s", i ? ", " : "", names[i]);
    luaL_error(lua,
        nearest ? "site:related has no weight '%s'; did you mean '%s'?"
                : "site:related has no weight '%s'; it has %s",
        text_to_string(budget_scratch(lua), key),
        nearest ? nearest : text_to_string(budget_scratch(lua), buffer_text(&known)));
}

static void take_number(lua_State *lua, struct related_question *question, text key)
{
    double number = lua_tonumber(lua, -1);
    const char *shown = text_to_string(budget_scratch(lua), key);
    if (lua_type(lua, -1) != LUA_TNUMBER || !(number >= 0 && number <= MOST_WEIGHT))
        luaL_error(lua, "'%s' must be a number from 0 to %d", shown, MOST_WEIGHT);
    if (text_equal(key, TEXT("limit"))) {
        question->limit = (size_t)number;
        return;
    }
    for (size_t i = 0; i < related_weight_row_count; i++) {
        if (!text_equal(key, text_of(related_weight_rows[i].name)))
            continue;
        memcpy((char *)&question->weights + related_weight_rows[i].offset, &number, sizeof number);
        return;
    }
    refuse_key(lua, key);
}

/* What the table at `index` says. Of several mistakes the first by name is reported, whatever order the keys
 * have in memory. */
static void take_question(lua_State *lua, int index, struct related_question *question)
{
    luaL_checktype(lua, index, LUA_TTABLE);
    size_t count = sandbox_push_sorted_keys(lua, index);
    int keys = lua_gettop(lua);
    for (size_t i = 0; i < count; i++, lua_settop(lua, keys)) {
        lua_rawgeti(lua, keys, (lua_Integer)i + 1);
        if (lua_type(lua, -1) != LUA_TSTRING)
            luaL_error(lua, "the weights are a table of names and numbers");
        text key = text_copy(budget_scratch(lua), plugin_text(lua, -1));
        lua_rawget(lua, index);
        if (text_equal(key, TEXT("exclude")))
            take_excluded(lua, question);
        else
            take_number(lua, question, key);
    }
    lua_pop(lua, 1);
}

int bindings_find_related(lua_State *lua)
{
    const struct bound_object *site = bindings_object(lua, 1);
    struct plugin *plugin = plugin_of(lua);
    struct related_question question = { related_weights_default, USUAL_LIMIT, { 0 } };
    if (site->type != &site_type)
        return luaL_error(lua, "write site:related(article, weights) with a colon");
    const struct article *article = article_at(lua, 2);
    if (!plugins_ask_what_is_related(plugin->host))
        return luaL_error(
            lua, "write site:related(…) where it is called: brief prepares it when it reads that");
    if (!lua_isnoneornil(lua, 3))
        take_question(lua, 3, &question);
    bool is_of_own =
        article == plugin->host->own && !plugin->host->memoize_depth && plugin->host->input.on_asked;
    plugin_note_reading(plugin->host, NULL, &article_type, 1u << PART_FACTS);
    if (!is_of_own)
        plugin_note_reading(plugin->host, article, &article_type, 1u << PART_TIES | 1u << PART_WORDS);
    struct arena *arena = budget_scratch(lua);
    struct object_list found = related_find(plugins_related(plugin->host, site->pointer), article,
        &question.weights, question.limit, &question.excluded, arena);
    if (is_of_own)
        plugin->host->input.on_asked(
            plugin->host->input.data, article, &question, &found, plugin->call->arena);
    struct value list = value_list_of_objects(arena, found.items, found.count, &related_type);
    bindings_push(lua, &list, plugin->generation);
    return 1;
}
