/* SPDX-License-Identifier: MIT */
/*
 * Dates are copied into their userdata. A difference counts calendar days; adding moves by calendar days and
 * keeps the time of day on the clock of the site's time zone.
 * What layouts show most is kept with the date once it was made: its ISO form, and its form in the site's
 * pattern in the language that was asked for last.
 */
#include "base/date_part.h"
#include "plugin/budget.h"
#include "plugin/bindings.h"

enum { ISO_VALUE = 1, SHOWN_VALUE, SHOWN_LANG_VALUE, USER_VALUE_COUNT = SHOWN_LANG_VALUE };

const struct date *bindings_date(lua_State *lua, int index)
{
    if (bindings_kind(lua, index) != BOUND_DATE)
        luaL_error(lua, "expected a date, found a %s", bindings_type_name(lua, index));
    return &((const struct bound_date *)lua_touserdata(lua, index))->date;
}

void bindings_push_date(lua_State *lua, const struct date *date)
{
    if (!date || !date->is_set) {
        lua_pushnil(lua);
        return;
    }
    struct bound_date *copy = bindings_new(lua, BOUND_DATE, sizeof *copy, USER_VALUE_COUNT);
    *copy = (struct bound_date){ BOUND_DATE, *date };
}

void bindings_push_written(
    lua_State *lua, const struct date *date, text pattern, const struct date_words *words)
{
    text unknown = TEXT_NONE;
    text written = date_format(budget_work(lua, pattern.length), date, pattern, words, &unknown);
    if (unknown.bytes) {
        plugin_push_text(lua, unknown);
        luaL_error(lua, "unknown conversion '%s' in a date format", lua_tostring(lua, -1));
    }
    plugin_push_text(lua, written);
}

/* Pushes the date in that pattern and the words of that language. */
static void push_formatted(lua_State *lua, const struct date *date, text pattern, text lang)
{
    const struct strings *strings = plugin_of(lua)->host->input.strings;
    bindings_push_written(
        lua, date, pattern, strings ? strings_date_words(strings, lang) : &date_words_english);
    if (date_format_is_constant(pattern)) {
        plugin_push_text(lua, pattern);
        luaL_error(lua, "'%s' would be shown for every date", lua_tostring(lua, -1));
    }
}

static text pattern_of(lua_State *lua, text lang)
{
    const struct plugins_input *input = &plugin_of(lua)->host->input;
    return input->strings ? strings_date_format(input->strings, lang) : input->config->date_format;
}

/* date:format(pattern, lang): the language's pattern and the site's language when they are left out. */
static int format(lua_State *lua)
{
    const struct config *config = plugin_of(lua)->host->input.config;
    const struct date *date = bindings_date(lua, 1);
    luaL_optstring(lua, 2, "");
    luaL_optstring(lua, 3, "");
    lua_settop(lua, 3);
    text lang = lua_isnil(lua, 3) ? config->language : plugin_text(lua, 3);
    if (!lua_isnil(lua, 2)) {
        push_formatted(lua, date, plugin_text(lua, 2), lang);
        return 1;
    }
    lua_getiuservalue(lua, 1, SHOWN_LANG_VALUE);
    if (lua_getiuservalue(lua, 1, SHOWN_VALUE) == LUA_TSTRING && lua_rawequal(lua, 3, 4))
        return 1;
    push_formatted(lua, date, pattern_of(lua, lang), lang);
    lua_pushvalue(lua, -1);
    lua_setiuservalue(lua, 1, SHOWN_VALUE);
    lua_pushvalue(lua, 3);
    lua_setiuservalue(lua, 1, SHOWN_LANG_VALUE);
    return 1;
}

static void push_iso(lua_State *lua, const struct date *date)
{
    if (lua_getiuservalue(lua, 1, ISO_VALUE) == LUA_TSTRING)
        return;
    plugin_push_text(lua, date_iso(budget_work(lua, 0), date));
    lua_pushvalue(lua, -1);
    lua_setiuservalue(lua, 1, ISO_VALUE);
}

static int index_date(lua_State *lua)
{
    const struct date *date = bindings_date(lua, 1);
    luaL_checkstring(lua, 2);
    text name = plugin_text(lua, 2);
    struct value part;
    if (text_equal(name, TEXT("iso")))
        push_iso(lua, date);
    else if (text_equal(name, TEXT("format")))
        lua_pushcfunction(lua, format);
    else if ((part = date_part(budget_work(lua, 0), date, name)).kind != VALUE_UNDEFINED)
        bindings_push(lua, &part, plugin_of(lua)->generation);
    else
        return luaL_error(
            lua, "a date has no field '%s'; try date:format(\"%%d %%B %%Y\")", lua_tostring(lua, 2));
    return 1;
}

/* By so many days on (`sign` 1) or back (-1); the smallest integer has no negative. */
static void push_moved(lua_State *lua, const struct date *date, lua_Integer days, int sign)
{
    enum { DAY_LIMIT = 1000 * 1000 };
    const struct zone *zone = plugin_of(lua)->host->input.config->zone;
    if (days > DAY_LIMIT || days < -DAY_LIMIT || date->day.number > 4 * DAY_LIMIT ||
        date->day.number < -4 * DAY_LIMIT)
        luaL_error(lua, "the date is out of range");
    struct day day = { date->day.number + sign * (int32_t)days };
    struct date moved = date->has_time
                            ? zone_date_from_local(zone, day, date->second_of_day, date->millisecond)
                            : zone_date_from_day(zone, day);
    bindings_push_date(lua, &moved);
}

static int add(lua_State *lua)
{
    int date = bindings_kind(lua, 1) == BOUND_DATE ? 1 : 2;
    push_moved(lua, bindings_date(lua, date), luaL_checkinteger(lua, 3 - date), 1);
    return 1;
}

static int subtract(lua_State *lua)
{
    const struct date *from = bindings_date(lua, 1);
    if (bindings_kind(lua, 2) == BOUND_DATE)
        lua_pushinteger(lua, (lua_Integer)from->day.number - bindings_date(lua, 2)->day.number);
    else
        push_moved(lua, from, luaL_checkinteger(lua, 2), -1);
    return 1;
}

static int is_equal(lua_State *lua)
{
    bool are_dates = bindings_kind(lua, 1) == BOUND_DATE && bindings_kind(lua, 2) == BOUND_DATE;
    lua_pushboolean(lua, are_dates && date_compare(bindings_date(lua, 1), bindings_date(lua, 2)) == 0);
    return 1;
}

/* Lua asks when one of the two is a date. */
static int order_of(lua_State *lua)
{
    for (int i = 1; i <= 2; i++)
        if (bindings_kind(lua, i) != BOUND_DATE)
            luaL_error(lua, "attempt to compare a date with a %s", bindings_type_name(lua, i));
    return date_compare(bindings_date(lua, 1), bindings_date(lua, 2));
}

static int is_before(lua_State *lua)
{
    lua_pushboolean(lua, order_of(lua) < 0);
    return 1;
}

static int is_not_after(lua_State *lua)
{
    lua_pushboolean(lua, order_of(lua) <= 0);
    return 1;
}

static int to_text(lua_State *lua)
{
    plugin_push_text(lua, date_iso(budget_work(lua, 0), bindings_date(lua, 1)));
    return 1;
}

static int refuse_joining(lua_State *lua)
{
    return luaL_error(lua, "a date cannot be joined with '..'; write date:format(\"%%d %%B %%Y\")");
}

void bindings_open_dates(lua_State *lua)
{
    static const luaL_Reg functions[] = { { "__index", index_date },
        { "__newindex", bindings_refuse_writing }, { "__add", add }, { "__sub", subtract },
        { "__concat", refuse_joining }, { "__eq", is_equal }, { "__lt", is_before }, { "__le", is_not_after },
        { "__tostring", to_text }, { NULL, NULL } };
    bindings_open_kind(lua, BOUND_DATE, "date", functions);
}
