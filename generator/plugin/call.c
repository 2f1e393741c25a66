/* SPDX-License-Identifier: MIT */
/*
 * Any call of a plugin: note it in the heartbeat, start the budgets, run the body in protected mode, and turn
 * what went wrong into diagnostics.
 */
#include "plugin/budget.h"
#include "plugin/errors.h"
#include "plugin/memoize.h"
#include "plugin/sandbox.h"
#include "plugin/state.h"

/* Lua collects when its memory is so many times what was left the last time. A state is small and its calls
 * are many; at the memory limit Lua collects anyway. */
enum { SMALL_STATE_BYTES = 4 << 20, PAUSE_PERCENT_OF_SMALL = 1000, PAUSE_PERCENT = 400 };

static void choose_pause(struct plugin *plugin)
{
    bool is_small = plugin->budget.memory_used < SMALL_STATE_BYTES;
    lua_gc(plugin->lua, LUA_GCINC, is_small ? PAUSE_PERCENT_OF_SMALL : PAUSE_PERCENT, 0, 0);
}

static int run_body(lua_State *lua)
{
    struct plugin *plugin = plugin_of(lua);
    if (plugin->table != LUA_NOREF)
        sandbox_seed(lua, plugin->call->subject.path);
    plugin->call->body(lua, plugin->call);
    return 0;
}

/* What one call ran into, the others would: each takes up to a second, and an archive has many. */
static void give_up(struct plugin *plugin, enum budget_limit limit)
{
    const struct plugins_input *input = &plugin->host->input;
    struct lua_place refused = plugin->budget.memory_refused_at;
    if (limit == BUDGET_OF_MEMORY && refused.file)
        heartbeat_mark(plugin->host->heartbeat, refused.file->path, (int)refused.line);
    heartbeat_spend(plugin->host->heartbeat, limit);
    if (input->on_spent)
        input->on_spent(input->data);
    plugin->is_broken = true;
}

bool plugin_call_run(struct plugin_call *call)
{
    struct plugin *plugin = call->plugin;
    plugin->call = call;
    plugin->loading = NULL;
    plugin->generation++;
    heartbeat_start(
        plugin->host->heartbeat, plugin->name, call->what, call->subject.path, budget_instructions(call));
    heartbeat_mark(plugin->host->heartbeat, plugin->file->path, 0);
    struct profile *profile = plugin->host->input.profile;
    int64_t start = profile_start(profile);
    struct readings *around = plugin->host->readings;
    plugin->host->readings = call->subject.readings;
    struct memoizing outer = memoizing_now(plugin->host);
    budget_begin(plugin);
    lua_settop(plugin->lua, 0);
    lua_pushcfunction(plugin->lua, errors_handler);
    lua_pushcfunction(plugin->lua, run_body);
    int status = lua_pcall(plugin->lua, 0, 0, 1);
    budget_end(plugin);
    enum budget_limit limit = errors_limit(plugin, status);
    if (limit)
        give_up(plugin, limit);
    heartbeat_stop(plugin->host->heartbeat);
    profile_add(profile, PROFILE_PLUGIN, (uint64_t)plugin->number << 8 | call->hook, start);
    if (status != LUA_OK)
        errors_report(call, status);
    lua_settop(plugin->lua, 0);
    memoizing_return(plugin->host, outer);
    plugin->host->readings = around;
    state_follow(plugin);
    choose_pause(plugin);
    plugin->call = NULL;
    arena_reset(&plugin->scratch);
    arena_reset(&plugin->work);
    plugin->generation++; /* what belonged to the call is over already when its state is looked at next */
    return status == LUA_OK;
}

text plugin_call_what(struct arena *arena, enum hook hook, text name)
{
    return text_format(
        arena, "%s '%.*s'", hook_rows[hook].one, TEXT_ARGS(name.bytes ? name : text_of(hook_rows[hook].key)));
}

void plugin_push_function(lua_State *lua, enum hook hook, text name)
{
    struct plugin *plugin = plugin_of(lua);
    lua_rawgeti(lua, LUA_REGISTRYINDEX, plugin->table);
    lua_pushstring(lua, hook_rows[hook].key);
    lua_rawget(lua, -2);
    lua_remove(lua, -2);
    if (name.bytes && lua_istable(lua, -1)) {
        plugin_push_text(lua, name);
        lua_rawget(lua, -2);
        lua_remove(lua, -2);
    }
    /* A plugin may write to its own table after it was looked at. */
    if (!lua_isfunction(lua, -1))
        luaL_error(lua, "the plugin's table has no %s any more",
            text_to_string(&plugin->scratch, plugin->call->what));
    lua_Debug function;
    lua_pushvalue(lua, -1);
    lua_getinfo(lua, ">S", &function);
    const struct plugin_file *file = files_find_chunk(&plugin->host->files, text_of(function.source));
    size_t line = function.linedefined > 0 ? (size_t)function.linedefined : 0;
    plugin->call->function_at = (struct lua_place){ file ? file : plugin->file, line };
}
