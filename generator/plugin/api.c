/* SPDX-License-Identifier: MIT */
/* Puts the parts of `brief` together. */
#include "plugin/api.h"
#include "base/count.h"
#include "model/related.h"
#include "plugin/bindings.h"
#include "plugin/budget.h"
#include "plugin/sandbox.h"
#include <string.h>

struct api_part {
    const struct api_row *rows;
    const size_t *count;
};

static const struct api_part parts[] = {
    { api_text_rows, &api_text_row_count }, { api_site_rows, &api_site_row_count },
    { api_report_rows, &api_report_row_count },
    /* to add one: a table of rows in a file of its own */
};

static int refuse_unknown(lua_State *lua)
{
    struct arena *arena = budget_scratch(lua);
    const char *names[64];
    size_t count = 0;
    names[count++] = "html";
    for (size_t i = 0; i < COUNT(parts); i++)
        for (size_t k = 0; k < *parts[i].count && count < COUNT(names); k++)
            names[count++] = parts[i].rows[k].name;
    text name = text_of(sandbox_shown(lua, 2));
    const char *nearest = diagnostic_nearest(name, names, count);
    if (nearest)
        return luaL_error(
            lua, "brief has no '%s'; did you mean 'brief.%s'?", text_to_string(arena, name), nearest);
    return luaL_error(lua, "brief has no '%s'", text_to_string(arena, name));
}

static int refuse_writing(lua_State *lua)
{
    return luaL_error(lua, "brief is read-only");
}

/* Functions live behind an empty table, so that a plugin cannot change them for its own modules. */
void api_open(lua_State *lua)
{
    lua_newtable(lua);
    lua_newtable(lua);
    lua_newtable(lua);
    for (size_t i = 0; i < COUNT(parts); i++)
        for (size_t k = 0; k < *parts[i].count; k++) {
            lua_pushcfunction(lua, parts[i].rows[k].function);
            lua_setfield(lua, -2, parts[i].rows[k].name);
        }
    api_push_html(lua);
    lua_setfield(lua, -2, "html");
    lua_newtable(lua);
    lua_pushcfunction(lua, refuse_unknown);
    lua_setfield(lua, -2, "__index");
    lua_setmetatable(lua, -2);
    lua_setfield(lua, -2, "__index");
    lua_pushcfunction(lua, refuse_writing);
    lua_setfield(lua, -2, "__newindex");
    lua_pushliteral(lua, "locked");
    lua_setfield(lua, -2, "__metatable");
    lua_setmetatable(lua, -2);
    lua_rawgeti(lua, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
    lua_pushliteral(lua, "brief");
    lua_pushvalue(lua, -3);
    lua_rawset(lua, -3);
    lua_pop(lua, 2);
}

void api_reference(struct buffer *out)
{
    buffer_append_literal(out, "| function | result |\n|---|---|\n");
    for (size_t i = 0; i < COUNT(parts); i++)
        for (size_t k = 0; k < *parts[i].count; k++) {
            const struct api_row *row = &parts[i].rows[k];
            buffer_print(out, "| `brief.%s(%s)` | %s |\n", row->name, row->arguments, row->help);
        }
    for (size_t i = 0; i < bound_method_count; i++) {
        const struct bound_method *method = &bound_methods[i];
        buffer_print(
            out, "| `%s:%s(%s)` | %s |\n", method->type->name, method->name, method->arguments, method->help);
    }
    buffer_append_literal(out, "\n| weight | default | what counts |\n|---|---|---|\n");
    for (size_t i = 0; i < related_weight_row_count; i++) {
        const struct related_weight_row *row = &related_weight_rows[i];
        double usual;
        memcpy(&usual, (const char *)&related_weights_default + row->offset, sizeof usual);
        buffer_print(out, "| `%s` | %g | %s |\n", row->name, usual, row->help);
    }
}
