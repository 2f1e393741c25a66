/* SPDX-License-Identifier: MIT */
/* The part of `brief` that asks the site: addresses, data files, dates. */
#include "base/count.h"
#include "base/path.h"
#include "model/url.h"
#include "plugin/api.h"
#include "base/readings.h"
#include "plugin/bindings.h"
#include "plugin/budget.h"

/* An address as it was given or a thing that has one. */
static text address_argument(lua_State *lua)
{
    luaL_checkany(lua, 1);
    if (bindings_kind(lua, 1) != BOUND_OBJECT) {
        luaL_checkstring(lua, 1);
        return plugin_text(lua, 1);
    }
    const struct bound_object *object = bindings_object(lua, 1);
    plugin_note_reading(plugin_of(lua)->host, object->pointer, object->type, 1u << PART_FACTS);
    struct value address = object_get(object->pointer, object->type, TEXT("address"), budget_scratch(lua));
    if (address.kind != VALUE_TEXT)
        luaL_error(lua, "this %s has no address", object->type->name);
    return address.as.text;
}

static int url(lua_State *lua)
{
    struct plugin *plugin = plugin_of(lua);
    plugin_push_text(
        lua, url_of_written(plugin->host->input.config, budget_scratch(lua), address_argument(lua)));
    return 1;
}

static int absolute_url(lua_State *lua)
{
    struct plugin *plugin = plugin_of(lua);
    plugin_push_text(
        lua, permalink_of_written(plugin->host->input.config, budget_scratch(lua), address_argument(lua)));
    return 1;
}

/* Is there such a file, which has a mistake of its own? */
static bool is_unreadable(const struct plugins *plugins, text path)
{
    const struct sources *sources = plugins->input.sources;
    text folder = TEXT("content/data/");
    for (uint32_t i = 1; i < sources->count; i++) {
        text source = sources->items[i].path;
        if (!text_starts_with(source, folder))
            continue;
        text bare = path_without_extension(text_from(source, folder.length));
        if (text_equal(bare, path) || text_equal(bare, path_without_extension(path)))
            return true;
    }
    return false;
}

static int refuse_data(lua_State *lua, const struct value_map *map, text name, text path)
{
    struct arena *arena = budget_scratch(lua);
    if (is_unreadable(plugin_of(lua)->host, path))
        return luaL_error(
            lua, "'content/data/%s' has a mistake and cannot be read", text_to_string(arena, path));
    text nearest = value_map_nearest(arena, map, name);
    const char *shown = text_to_string(arena, path);
    if (nearest.bytes)
        luaL_error(
            lua, "there is no 'content/data/%s'; did you mean '%s'?", shown, text_to_string(arena, nearest));
    return luaL_error(lua, "there is no 'content/data/%s'", shown);
}

/* "partners.yml" and "regions/europe.csv", folder by folder; the ending may be left out, so that what looks
 * like one may belong to the name. Before `prepare` there is no site that could be noted as read: what is
 * read then is read in every build. */
static int read_data(lua_State *lua)
{
    struct plugins *plugins = plugin_of(lua)->host;
    luaL_checkstring(lua, 1);
    text path = plugin_text(lua, 1);
    const struct value *found = plugins->input.data_files;
    if (plugins->site)
        plugin_note_reading(plugins, plugins->site, &site_type, 1u << PART_BODY);
    for (text rest = path; rest.bytes;) {
        text name = text_cut(&rest, '/');
        if (found->kind != VALUE_MAP)
            return luaL_error(lua, "there is no 'content/data/%s'", lua_tostring(lua, 1));
        const struct value_map *map = found->as.map;
        found = value_map_find(map, name);
        if (!found && !rest.bytes)
            found = value_map_find(map, name = path_without_extension(name));
        if (!found)
            return refuse_data(lua, map, name, path);
    }
    bindings_push(lua, found, LIFE_PERMANENT);
    return 1;
}

static int date(lua_State *lua)
{
    luaL_checkstring(lua, 1);
    struct date parsed;
    if (date_parse(plugin_text(lua, 1), plugin_of(lua)->host->input.config->zone, &parsed) != DATE_OK)
        return luaL_error(
            lua, "'%s' is not a date like 2019-02-26 or 2019-02-26 09:00", lua_tostring(lua, 1));
    bindings_push_date(lua, &parsed);
    return 1;
}

/* Shortcodes, and pages of plugins, get things of several types. */
static int kind(lua_State *lua)
{
    luaL_checkany(lua, 1);
    if (bindings_kind(lua, 1) == BOUND_OBJECT)
        lua_pushstring(lua, bindings_object(lua, 1)->type->name);
    else
        lua_pushnil(lua);
    return 1;
}

const struct api_row api_site_rows[] = {
    { "url", "address", "the address, or that of a thing of the archive, with the site's path prefix", url },
    { "absolute_url", "address", "the same with scheme and host", absolute_url },
    { "read_data", "path",
        "what stands in that file below `content/data/`, as in `site.data`; an error when there is none",
        read_data },
    { "date", "text", "the text as a date; an error when it says none", date },
    { "kind", "thing",
        "what a thing of the archive is, `\"article\"`, `\"author\"`, `\"page\"`, `\"term\"` …; nil for "
        "anything else",
        kind },
    { "in_language", "list, lang",
        "for a loop, as `ipairs`: number in the list and item of each text of a list of articles or pages "
        "once, in that language, else in the site's, else in the first; what stands comes before what was "
        "withdrawn or superseded",
        bindings_in_language },
    /* to add one: its function, its row here, its line in lua-plugins/types/brief.lua and docs/plugins.md */
};
const size_t api_site_row_count = COUNT(api_site_rows);
