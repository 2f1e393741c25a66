/* SPDX-License-Identifier: MIT */
/*
 * A hook counts instructions in steps. When the budget is gone it raises an error, and is called at every
 * single instruction from then on: code that catches the error and goes on is stopped at its next
 * instruction.
 */
#include "plugin/budget.h"

enum { STEP = 100 * 1000 };

struct budget_words budget_words(enum budget_limit limit, int64_t instructions, struct arena *arena)
{
    enum { MILLION = 1000 * 1000 };
    static const struct budget_words none;
    if (limit == BUDGET_OF_INSTRUCTIONS)
        return (
            struct budget_words){ text_format(arena, "this call needs more than %lld million instructions",
                                      (long long)(instructions / MILLION)),
            "is there a loop that does not end?" };
    return limit == BUDGET_OF_MEMORY
               ? (struct budget_words){ TEXT("the plugin needs more than 64 MiB of memory"),
                     "keep ids instead of whole texts, make long texts with table.concat, and look for a "
                     "function that calls itself for ever" }
               : none;
}

int64_t budget_instructions(const struct plugin_call *call)
{
    const struct site *site = call->plugin->host->site;
    bool sees_all = site && (call->hook == HOOK_PREPARE || call->hook == HOOK_PAGES);
    int64_t count = sees_all ? (int64_t)site->articles.count : 0;
    return BUDGET_INSTRUCTIONS + count * BUDGET_INSTRUCTIONS_OF_ARTICLE;
}

static struct lua_place place_of(lua_State *lua, lua_Debug *frame)
{
    struct plugin *plugin = plugin_of(lua);
    if (!lua_getinfo(lua, "Sl", frame) || frame->currentline <= 0)
        return (struct lua_place){ 0 };
    const struct plugin_file *file = files_find_chunk(&plugin->host->files, text_of(frame->source));
    return (struct lua_place){ file, (size_t)frame->currentline };
}

struct lua_place budget_place(lua_State *lua)
{
    struct lua_place place = { 0 };
    lua_Debug frame;
    for (int level = 0; !place.file && lua_getstack(lua, level, &frame); level++)
        place = place_of(lua, &frame);
    if (place.file)
        heartbeat_mark(plugin_of(lua)->host->heartbeat, place.file->path, (int)place.line);
    return place;
}

/* What is made larger here is the stack, and nothing else. */
void budget_find_stack(struct plugin *plugin)
{
    plugin->budget.is_finding_stack = true;
    lua_checkstack(plugin->lua, 4 * LUA_MINSTACK);
    plugin->budget.is_finding_stack = false;
}

static bool has_room(const struct budget *budget, size_t bytes)
{
    return bytes <= budget->memory_limit && budget->memory_used <= budget->memory_limit - bytes;
}

/*
 * From 5.4.6 on Lua moves its stack where it took another before, and meanwhile nobody can look at who is
 * running: lua_getinfo would crash. A stack that is moved has a limit of its own, a million values, so it may
 * grow, and whatever is asked for next may not.
 */
void *budget_allocate(void *data, void *block, size_t old_size, size_t new_size)
{
    struct plugin *plugin = data;
    struct budget *budget = &plugin->budget;
    /* For a new block Lua passes the kind of object instead of a size. */
    size_t held = block ? old_size : 0;
    if (new_size == 0) {
        pool_free(&budget->pool, block, held);
        budget->memory_used -= held;
        return NULL;
    }
    bool is_growing = new_size > held;
    bool is_stack = block && (block == budget->stack || budget->is_finding_stack);
    if (is_growing && !is_stack && !has_room(budget, new_size - held)) {
        if (plugin->call && plugin->lua)
            budget->memory_refused_at = budget_place(plugin->lua);
        return NULL;
    }
    /* A long text is made. */
    if (!block && new_size >= BUDGET_LONG_BYTES && plugin->call && plugin->lua)
        budget_place(plugin->lua);
    void *moved =
        block ? pool_resize(&budget->pool, block, held, new_size) : pool_take(&budget->pool, new_size);
    if (!moved)
        arena_die_out_of_memory();
    if (is_stack)
        budget->stack = moved;
    budget->memory_used = budget->memory_used - held + new_size;
    return moved;
}

/* What the arenas have handed out that a call fills. */
static size_t handed_out(const struct plugin *plugin)
{
    const struct plugin_call *call = plugin->call;
    const struct arena *said = call->diagnostics->arena;
    size_t results = call->arena && call->arena != said ? call->arena->allocated_bytes : 0;
    return said->allocated_bytes + results + plugin->kept.allocated_bytes;
}

/* What a plugin has taken through functions of brief's. */
static size_t held_for(const struct plugin *plugin)
{
    size_t handed = plugin->call ? handed_out(plugin) : 0;
    size_t before = plugin->call ? plugin->call->held_before : 0;
    return (handed > before ? handed - before : 0) + plugin->scratch.allocated_bytes +
           plugin->work.allocated_bytes + plugin->markup.capacity + plugin->address.capacity;
}

/* As Lua's own allocator does, asks once more when the garbage is gone, where that can help. */
void budget_ask(lua_State *lua, size_t bytes)
{
    struct plugin *plugin = plugin_of(lua);
    struct budget *budget = &plugin->budget;
    size_t wanted;
    if (bytes >= BUDGET_LONG_BYTES)
        budget_place(lua);
    if (__builtin_add_overflow(held_for(plugin), bytes, &wanted))
        wanted = SIZE_MAX;
    if (has_room(budget, wanted))
        return;
    if (wanted <= budget->memory_limit)
        lua_gc(lua, LUA_GCCOLLECT);
    if (has_room(budget, wanted))
        return;
    budget->memory_refused_at = budget_place(lua);
    lua_pushliteral(lua, BUDGET_MEMORY_ERROR);
    lua_error(lua);
}

struct arena *budget_scratch(lua_State *lua)
{
    budget_ask(lua, 0);
    return &plugin_of(lua)->scratch;
}

/* Its letters in 16 bits each, what is made of them, and the copy that Lua gets. */
enum { WORK_PER_BYTE = 4 };

struct arena *budget_work(lua_State *lua, size_t bytes)
{
    struct arena *work = &plugin_of(lua)->work;
    arena_reset(work);
    budget_ask(lua, bytes < SIZE_MAX / WORK_PER_BYTE ? bytes * WORK_PER_BYTE : SIZE_MAX);
    return work;
}

static void count(lua_State *lua, lua_Debug *frame)
{
    struct plugin *plugin = plugin_of(lua);
    struct budget *budget = &plugin->budget;
    if (!budget->is_spent) {
        struct lua_place place = place_of(lua, frame);
        if (place.file)
            heartbeat_mark(plugin->host->heartbeat, place.file->path, (int)place.line);
        budget->instructions_left -= STEP;
        if (budget->instructions_left > 0)
            return;
        budget->spent_at = place;
        budget->is_spent = true;
        lua_sethook(lua, count, LUA_MASKCOUNT, 1);
    }
    budget_check(lua);
}

void budget_check(lua_State *lua)
{
    if (!plugin_of(lua)->budget.is_spent)
        return;
    lua_pushliteral(lua, "too many instructions");
    lua_error(lua);
}

void budget_begin(struct plugin *plugin)
{
    struct budget *budget = &plugin->budget;
    budget->instructions_left = budget_instructions(plugin->call);
    plugin->call->held_before = handed_out(plugin);
    budget->is_spent = false;
    budget->spent_at = budget->memory_refused_at = (struct lua_place){ 0 };
    lua_sethook(plugin->lua, count, LUA_MASKCOUNT, STEP);
}

void budget_end(struct plugin *plugin)
{
    lua_sethook(plugin->lua, NULL, 0, 0);
}
