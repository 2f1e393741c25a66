/* SPDX-License-Identifier: MIT */
/* The part of `brief` that reports: brief.warn and brief.error become diagnostics at the article, and the
 * call goes on. */
#include "base/count.h"
#include "plugin/api.h"
#include "plugin/bindings.h"
#include "plugin/convert.h"
#include "plugin/errors.h"

/* The source of the thing at `index`, or 0. */
static uint32_t source_of(lua_State *lua, int index)
{
    if (bindings_kind(lua, index) != BOUND_OBJECT)
        return 0;
    const struct bound_object *object = bindings_object(lua, index);
    if (object->type == &article_type)
        return ((const struct article *)object->pointer)->source;
    if (object->type == &author_type)
        return ((const struct author *)object->pointer)->source;
    if (object->type == &page_type)
        return ((const struct page *)object->pointer)->source;
    return 0;
}

/* (thing, message) or (message). Without a thing it is the one at hand, and without that the line of Lua. */
static int report(lua_State *lua, enum severity severity)
{
    struct plugin_call *call = plugin_of(lua)->call;
    int message = lua_gettop(lua) > 1 ? 2 : 1;
    uint32_t source = message == 2 ? source_of(lua, 1) : 0;
    if (message == 2 && !lua_isnil(lua, 1))
        luaL_argexpected(lua, bindings_kind(lua, 1) == BOUND_OBJECT, 1, "article, author or page");
    text words = convert_text(lua, message, call->diagnostics->arena, "the message");
    span where_in_lua = errors_span(lua);
    span where =
        !source || source == call->subject.where.source ? call->subject.where : (span){ source, 0, 0 };
    if (!where.source)
        where = where_in_lua;
    struct diagnostic *diagnostic =
        diagnostic_report(call->diagnostics, severity, where, "reported-by-plugin", words);
    diagnostic_note(call->diagnostics, diagnostic, where_in_lua, "says the plugin '%.*s'",
        TEXT_ARGS(plugin_of(lua)->name));
    return 0;
}

static int warn(lua_State *lua)
{
    return report(lua, SEVERITY_WARNING);
}

static int fail(lua_State *lua)
{
    return report(lua, SEVERITY_ERROR);
}

const struct api_row api_report_rows[] = {
    { "warn", "article, message",
        "nothing; reports a warning about the article (or author, or page); about the one at hand when it is "
        "left out",
        warn },
    { "error", "article, message", "nothing; the same as an error, which fails the build when all is checked",
        fail },
    /* to add one: its function, its row here, its line in lua-plugins/types/brief.lua and docs/plugins.md */
};
const size_t api_report_row_count = COUNT(api_report_rows);
