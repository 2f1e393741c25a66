/* SPDX-License-Identifier: MIT */
/*
 * Dates are copied into their userdata. A difference counts calendar days; adding moves by calendar days and
 * keeps the time of day on the clock of the site's time zone.
 */
#include "plugin/bindings.h"

const struct date *bindings_date(lua_State *lua, int index)
{
    if (bindings_kind(lua, index) != BOUND_DATE)
        luaL_error(lua, "expected a date, found a %s", luaL_typename(lua, index));
    return lua_touserdata(lua, index);
}

void bindings_push_date(lua_State *lua, const struct date *date)
{
    if (!date || !date->is_set) {
        lua_pushnil(lua);
        return;
    }
    struct date *copy = bindings_new(lua, BOUND_DATE, sizeof *copy);
    *copy = *date;
}

static lua_Integer get_year(const struct date *date)
{
    return day_to_civil(date->day).year;
}

static lua_Integer get_month(const struct date *date)
{
    return day_to_civil(date->day).month;
}

static lua_Integer get_day(const struct date *date)
{
    return day_to_civil(date->day).day;
}

static lua_Integer get_hour(const struct date *date)
{
    return date->second_of_day / 3600;
}

static lua_Integer get_minute(const struct date *date)
{
    return date->second_of_day / 60 % 60;
}

static lua_Integer get_second(const struct date *date)
{
    return date->second_of_day % 60;
}

/* 1 is Monday, 7 Sunday. */
static lua_Integer get_weekday(const struct date *date)
{
    return (day_weekday(date->day) + 6) % 7 + 1;
}

static lua_Integer get_timestamp(const struct date *date)
{
    return date->instant.milliseconds / 1000;
}

static const struct {
    const char *name;
    lua_Integer (*get)(const struct date *date);
} parts[] = {
    { "year", get_year }, { "month", get_month }, { "day", get_day }, { "hour", get_hour },
    { "minute", get_minute }, { "second", get_second }, { "weekday", get_weekday },
    { "timestamp", get_timestamp },
    /* to add one: its row, and a word in docs/plugins.md and lua-plugins/types/brief.lua */
};

/* date:format(pattern, lang): the site's pattern and language when they are left out. */
static int format(lua_State *lua)
{
    struct plugin *plugin = plugin_of(lua);
    const struct plugins *host = plugin->host;
    const struct date *date = bindings_date(lua, 1);
    luaL_optstring(lua, 2, "");
    luaL_optstring(lua, 3, "");
    text pattern = lua_isnoneornil(lua, 2) ? host->input.config->date_format : plugin_text(lua, 2);
    text lang = lua_isnoneornil(lua, 3) ? host->input.config->language : plugin_text(lua, 3);
    const struct date_words *words = NULL;
    if (host->services.date_words)
        words = host->services.date_words(host->services.data, lang);
    plugin_push_text(
        lua, date_format(&plugin->scratch, date, pattern, words ? words : &date_words_english, NULL));
    return 1;
}

static int index_date(lua_State *lua)
{
    const struct date *date = bindings_date(lua, 1);
    luaL_checkstring(lua, 2);
    text name = plugin_text(lua, 2);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (text_equal(name, text_of(parts[i].name))) {
            lua_pushinteger(lua, parts[i].get(date));
            return 1;
        }
    if (text_equal(name, TEXT("iso")))
        plugin_push_text(lua, date_iso(&plugin_of(lua)->scratch, date));
    else if (text_equal(name, TEXT("rfc3339")))
        plugin_push_text(lua, date_rfc3339(&plugin_of(lua)->scratch, date));
    else if (text_equal(name, TEXT("has_time")))
        lua_pushboolean(lua, date->has_time);
    else if (text_equal(name, TEXT("format")))
        lua_pushcfunction(lua, format);
    else
        return luaL_error(
            lua, "a date has no field '%s'; try date:format(\"%%d %%B %%Y\")", lua_tostring(lua, 2));
    return 1;
}

static void push_moved(lua_State *lua, const struct date *date, lua_Integer days)
{
    enum { DAY_LIMIT = 1000 * 1000 };
    const struct zone *zone = plugin_of(lua)->host->input.config->zone;
    if (days > DAY_LIMIT || days < -DAY_LIMIT || date->day.number > 4 * DAY_LIMIT ||
        date->day.number < -4 * DAY_LIMIT)
        luaL_error(lua, "the date is out of range");
    struct day day = { date->day.number + (int32_t)days };
    struct date moved = date->has_time
                            ? zone_date_from_local(zone, day, date->second_of_day, date->millisecond)
                            : zone_date_from_day(zone, day);
    bindings_push_date(lua, &moved);
}

static int add(lua_State *lua)
{
    int date = bindings_kind(lua, 1) == BOUND_DATE ? 1 : 2;
    push_moved(lua, bindings_date(lua, date), luaL_checkinteger(lua, 3 - date));
    return 1;
}

static int subtract(lua_State *lua)
{
    const struct date *from = bindings_date(lua, 1);
    if (bindings_kind(lua, 2) == BOUND_DATE)
        lua_pushinteger(lua, (lua_Integer)from->day.number - bindings_date(lua, 2)->day.number);
    else
        push_moved(lua, from, -luaL_checkinteger(lua, 2));
    return 1;
}

static int is_equal(lua_State *lua)
{
    bool are_dates = bindings_kind(lua, 1) == BOUND_DATE && bindings_kind(lua, 2) == BOUND_DATE;
    lua_pushboolean(lua, are_dates && date_compare(bindings_date(lua, 1), bindings_date(lua, 2)) == 0);
    return 1;
}

static int is_before(lua_State *lua)
{
    lua_pushboolean(lua, date_compare(bindings_date(lua, 1), bindings_date(lua, 2)) < 0);
    return 1;
}

static int is_not_after(lua_State *lua)
{
    lua_pushboolean(lua, date_compare(bindings_date(lua, 1), bindings_date(lua, 2)) <= 0);
    return 1;
}

static int to_text(lua_State *lua)
{
    plugin_push_text(lua, date_iso(&plugin_of(lua)->scratch, bindings_date(lua, 1)));
    return 1;
}

void bindings_open_dates(lua_State *lua)
{
    static const luaL_Reg functions[] = { { "__index", index_date },
        { "__newindex", bindings_refuse_writing }, { "__add", add }, { "__sub", subtract },
        { "__eq", is_equal }, { "__lt", is_before }, { "__le", is_not_after }, { "__tostring", to_text },
        { NULL, NULL } };
    bindings_new_metatable(lua, BOUND_DATE, "a date", &bound_keys[BOUND_DATE]);
    luaL_setfuncs(lua, functions, 0);
    lua_pop(lua, 1);
}
