/* SPDX-License-Identifier: MIT */
/* os.time and os.date, in which it is always the build time, in the site's time zone. */
#include "plugin/bindings.h"
#include "plugin/sandbox.h"

enum { DAY_SECONDS = 24 * 60 * 60 };

static const struct zone *zone_of(lua_State *lua)
{
    return plugin_of(lua)->host->input.config->zone;
}

static lua_Integer time_field(lua_State *lua, const char *name, lua_Integer fallback)
{
    lua_getfield(lua, 1, name);
    int is_integer = 0;
    lua_Integer value = lua_tointegerx(lua, -1, &is_integer);
    if (!is_integer && (!lua_isnil(lua, -1) || fallback < 0))
        luaL_error(lua, "os.time: the field '%s' is not an integer", name);
    lua_pop(lua, 1);
    if (is_integer && (value < -999999 || value > 999999))
        luaL_error(lua, "os.time: the field '%s' is out of range", name);
    return is_integer ? value : fallback;
}

/* The same reading as that of site.build_time. */
static struct date build_time(lua_State *lua)
{
    struct plugins *plugins = plugin_of(lua)->host;
    time_watch_read(plugins->input.watch);
    plugin_note_reading(plugins, plugins->site, &site_type, 1u << PART_LATE);
    return plugins->input.build_time;
}

static int os_time(lua_State *lua)
{
    struct date date;
    if (lua_isnoneornil(lua, 1)) {
        date = build_time(lua);
    } else {
        luaL_checktype(lua, 1, LUA_TTABLE);
        lua_Integer year = time_field(lua, "year", -1), month = time_field(lua, "month", -1),
                    day = time_field(lua, "day", -1);
        lua_Integer seconds =
            time_field(lua, "hour", 12) * 3600 + time_field(lua, "min", 0) * 60 + time_field(lua, "sec", 0);
        /* As Lua does: the 35th of a month and the 14th month count on. */
        lua_Integer months = year * 12 + month - 1;
        lua_Integer first_year = floor_divide(months, 12);
        struct day first =
            day_from_civil((struct civil){ (int32_t)first_year, (int)(months - first_year * 12) + 1, 1 });
        lua_Integer later = floor_divide(seconds, DAY_SECONDS), days = first.number + day - 1 + later;
        lua_Integer rest = seconds - later * DAY_SECONDS;
        date = zone_date_from_local(zone_of(lua), (struct day){ (int32_t)days }, (int32_t)rest, 0);
    }
    lua_pushinteger(lua, instant_seconds(date.instant));
    return 1;
}

/* The instant as UTC sees it. */
static struct date utc_date(struct instant instant)
{
    int64_t seconds = instant_seconds(instant);
    int64_t day = floor_divide(seconds, DAY_SECONDS);
    return (struct date){ .is_set = true,
        .has_time = true,
        .day = { (int32_t)day },
        .second_of_day = (int32_t)(seconds - day * DAY_SECONDS),
        .instant = instant };
}

static void set_integer(lua_State *lua, const char *name, lua_Integer value)
{
    lua_pushinteger(lua, value);
    lua_setfield(lua, -2, name);
}

static int push_fields(lua_State *lua, const struct date *date)
{
    struct civil civil = day_to_civil(date->day);
    lua_newtable(lua);
    set_integer(lua, "year", civil.year);
    set_integer(lua, "month", civil.month);
    set_integer(lua, "day", civil.day);
    set_integer(lua, "hour", date->second_of_day / 3600);
    set_integer(lua, "min", date->second_of_day / 60 % 60);
    set_integer(lua, "sec", date->second_of_day % 60);
    set_integer(lua, "wday", day_weekday(date->day) + 1);
    set_integer(
        lua, "yday", date->day.number - day_from_civil((struct civil){ civil.year, 1, 1 }).number + 1);
    return 1;
}

static int os_date(lua_State *lua)
{
    luaL_optstring(lua, 1, "");
    text pattern = lua_isnoneornil(lua, 1) ? TEXT("%Y-%m-%d %H:%M:%S") : plugin_text(lua, 1);
    lua_Integer seconds =
        lua_isnoneornil(lua, 2) ? instant_seconds(build_time(lua).instant) : luaL_checkinteger(lua, 2);
    luaL_argcheck(lua, seconds > -100000000000 && seconds < 400000000000, 2, "out of range");
    struct instant instant = { seconds * 1000 };
    bool is_utc = text_starts_with(pattern, TEXT("!"));
    struct date date = is_utc ? utc_date(instant) : zone_date_at(zone_of(lua), instant);
    text form = is_utc ? text_from(pattern, 1) : pattern;
    if (text_equal(form, TEXT("*t")))
        return push_fields(lua, &date);
    bindings_push_written(lua, &date, form, &date_words_english);
    return 1;
}

void sandbox_open_time(lua_State *lua)
{
    lua_newtable(lua);
    sandbox_set(lua, "time", os_time);
    sandbox_set(lua, "date", os_date);
    lua_setfield(lua, -2, "os");
}
