/* SPDX-License-Identifier: MIT */
/*
 * brief.html.a{ href = "/x/", class = "more", "text", child } makes one element. Names without a number are
 * attributes, in order of name so that the bytes are always the same; the rest are children, escaped unless
 * they are markup. brief.html{ a, b } joins without an element around.
 */
#include "base/escape.h"
#include "base/byte.h"
#include "base/count.h"
#include "plugin/api.h"
#include "plugin/bindings.h"
#include "plugin/budget.h"
#include "plugin/sandbox.h"
#include <string.h>

enum { ATTRIBUTE_LIMIT = 40, WORD_LIMIT = 1000 };

static const text void_elements[] = { TEXT_INIT("area"), TEXT_INIT("base"), TEXT_INIT("br"), TEXT_INIT("col"),
    TEXT_INIT("embed"), TEXT_INIT("hr"), TEXT_INIT("img"), TEXT_INIT("input"), TEXT_INIT("link"),
    TEXT_INIT("meta"), TEXT_INIT("source"), TEXT_INIT("track"), TEXT_INIT("wbr") };
/* What is inside these is no HTML, so that escaping would not make it harmless. */
static const text raw_elements[] = { TEXT_INIT("script"), TEXT_INIT("style") };
static const text url_attributes[] = { TEXT_INIT("action"), TEXT_INIT("background"), TEXT_INIT("cite"),
    TEXT_INIT("data"), TEXT_INIT("formaction"), TEXT_INIT("href"), TEXT_INIT("ping"), TEXT_INIT("poster"),
    TEXT_INIT("src"), TEXT_INIT("xlink:href") };

enum element_kind { ELEMENT_USUAL, ELEMENT_VOID, ELEMENT_RAW };

#define IS_LISTED(name, names) text_is_one_of_ignoring_ascii_case(name, names, COUNT(names))

static bool is_name(text name)
{
    for (size_t i = 0; i < name.length; i++) {
        char byte = name.bytes[i];
        bool is_letter = byte_is_letter(byte);
        bool is_inner = byte_is_digit(byte) || byte == '-' || byte == ':' || byte == '.';
        if (!is_letter && !(i > 0 && is_inner))
            return false;
    }
    return name.length > 0;
}

/* aria_label is aria-label; for_ is for, which Lua keeps to itself. */
static text attribute_name(lua_State *lua, text key)
{
    struct arena *arena = budget_scratch(lua);
    text name = text_ends_with(key, TEXT("_")) ? text_slice(key, 0, key.length - 1) : key;
    if (!is_name(name)) {
        name = text_replace(arena, name, TEXT("_"), TEXT("-"));
        if (!is_name(name))
            luaL_error(lua, "'%s' cannot be the name of an attribute", text_to_string(arena, key));
    }
    if (text_starts_with_ignoring_ascii_case(name, TEXT("on")))
        luaL_error(
            lua, "brief.html does not make '%s': scripts belong into a file", text_to_string(arena, key));
    if (text_equal_ignoring_ascii_case(name, TEXT("srcdoc")))
        luaL_error(lua, "brief.html does not make '%s': what stands in it would be read as HTML",
            text_to_string(arena, key));
    return name;
}

/* Has the value words of its own? */
static bool is_writable(lua_State *lua, int index)
{
    int type = lua_type(lua, index);
    enum bound_kind kind = bindings_kind(lua, index);
    return type == LUA_TSTRING || type == LUA_TNUMBER || kind == BOUND_OBJECT || kind == BOUND_DATE ||
           kind == BOUND_MARKUP;
}

static void refuse_value(lua_State *lua, int index, text name)
{
    luaL_error(lua, "the attribute '%s' cannot be a %s", text_to_string(budget_scratch(lua), name),
        bindings_type_name(lua, index));
}

/* How far the words of a table go: a nil between them does not end them, as it may end a list's length. */
static lua_Integer last_word(lua_State *lua, int table, text name)
{
    lua_Integer last = 0;
    for (lua_pushnil(lua); lua_next(lua, table); lua_pop(lua, 1)) {
        lua_Integer number = lua_isinteger(lua, -2) ? lua_tointeger(lua, -2) : 0;
        if (number < 1 || number > WORD_LIMIT)
            luaL_error(lua, "the attribute '%s' takes a list of words, at most %d",
                text_to_string(budget_scratch(lua), name), WORD_LIMIT);
        last = number > last ? number : last;
    }
    return last;
}

/* The words of a table, between blanks; nil and false are left out. */
static text joined_words(lua_State *lua, int table, text name)
{
    struct buffer *words = &plugin_of(lua)->address;
    lua_Integer last = last_word(lua, table, name);
    buffer_reset(words);
    for (lua_Integer i = 1; i <= last; i++) {
        lua_rawgeti(lua, table, i);
        if (lua_toboolean(lua, -1)) {
            if (!is_writable(lua, -1))
                refuse_value(lua, -1, name);
            sandbox_push_as_text(lua, -1);
            text word = plugin_text(lua, -1);
            budget_ask_for(lua, words, word.length + 1);
            buffer_append(words, words->length ? TEXT(" ") : TEXT(""));
            buffer_append(words, word);
            lua_pop(lua, 1);
        }
        lua_pop(lua, 1);
    }
    return buffer_text(words);
}

/* What it pushes keeps the text alive. */
static text attribute_value(lua_State *lua, int index, text name)
{
    if (lua_type(lua, index) == LUA_TSTRING)
        return plugin_text(lua, index);
    bool takes_words = text_equal(name, TEXT("class")) || text_equal(name, TEXT("rel"));
    if (takes_words && lua_istable(lua, index)) {
        plugin_push_text(lua, joined_words(lua, index, name));
        return plugin_text(lua, -1);
    }
    if (!is_writable(lua, index))
        refuse_value(lua, index, name);
    sandbox_push_as_text(lua, index);
    return plugin_text(lua, -1);
}

static void check_url(lua_State *lua, text name, text url)
{
    static const text pictures[] = { TEXT_INIT("background"), TEXT_INIT("poster"), TEXT_INIT("src") };
    bool is_safe = url_scheme_is_safe(url) || (IS_LISTED(name, pictures) && url_is_safe_image(url));
    if (is_safe)
        return;
    struct arena *arena = budget_scratch(lua);
    luaL_error(lua, "'%s' is not a safe address for '%s'", text_to_string(arena, text_slice(url, 0, 80)),
        text_to_string(arena, name));
}

/* A thing's words stand where its address is meant; layouts refuse that too. */
static void refuse_thing(lua_State *lua, text name, int index)
{
    const struct bound_object *object =
        bindings_kind(lua, index) == BOUND_OBJECT ? bindings_object(lua, index) : NULL;
    if (object && object_field(object->type, TEXT("url")))
        luaL_error(lua, "'%s' takes an address, and %s is written as its %s; write %s.url",
            text_to_string(budget_scratch(lua), name), object->type->name, object->type->label_field,
            object->type->name);
}

static void append_attribute(lua_State *lua, struct buffer *out, text key, int index)
{
    text name = attribute_name(lua, key);
    if (lua_type(lua, index) == LUA_TBOOLEAN) {
        if (lua_toboolean(lua, index)) {
            buffer_append_byte(out, ' ');
            buffer_append(out, name);
        }
        return;
    }
    int top = lua_gettop(lua);
    bool is_url = IS_LISTED(name, url_attributes);
    if (is_url)
        refuse_thing(lua, name, index);
    text value = attribute_value(lua, index, name);
    buffer_append_byte(out, ' ');
    buffer_append(out, name);
    buffer_append_literal(out, "=\"");
    if (is_url) {
        check_url(lua, name, value);
        struct buffer *url = &plugin_of(lua)->address;
        buffer_reset(url);
        budget_ask_for(lua, url, value.length);
        escape_url(url, value);
        value = buffer_text(url);
    }
    budget_ask_for(lua, out, value.length);
    escape_html(out, value);
    buffer_append_byte(out, '"');
    lua_settop(lua, top);
}

/* What stands in the table of an element. The attributes' values lie on the stack, at these indexes. */
struct element {
    struct attribute {
        text name;
        int index;
    } attributes[ATTRIBUTE_LIMIT];
    size_t attribute_count;
    lua_Integer last_child; /* children may be nil between others */
    bool has_children;
};

/* The name is at index -2 and the value at -1. Names are sorted as they are found: elements have few. */
static void take_attribute(lua_State *lua, struct element *element)
{
    if (element->attribute_count == ATTRIBUTE_LIMIT)
        luaL_error(lua, "an element with more than %d attributes", ATTRIBUTE_LIMIT);
    text name = plugin_text(lua, -2);
    lua_insert(lua, -2);
    size_t at = element->attribute_count++;
    for (; at > 0 && text_compare(element->attributes[at - 1].name, name) > 0; at--)
        element->attributes[at] = element->attributes[at - 1];
    element->attributes[at] = (struct attribute){ name, lua_gettop(lua) - 1 };
}

static void take_table(lua_State *lua, struct element *element)
{
    for (lua_pushnil(lua); lua_next(lua, 1);) {
        if (lua_type(lua, -2) == LUA_TSTRING) {
            take_attribute(lua, element);
            continue;
        }
        lua_Integer number = lua_isinteger(lua, -2) ? lua_tointeger(lua, -2) : 0;
        if (number < 1)
            luaL_error(lua,
                "an element takes names of attributes, and children from 1 on; found the key '%s'",
                sandbox_shown(lua, -2));
        element->has_children = true;
        element->last_child = number > element->last_child ? number : element->last_child;
        lua_pop(lua, 1);
    }
}

/* The value at `index` is to stand in a raw element. */
static void check_raw(lua_State *lua, int index, text name)
{
    if (bindings_kind(lua, index) != BOUND_MARKUP)
        luaL_error(lua,
            "what stands in '%s' is not escaped; mark it with brief.safe(brief.json(…)) or the like",
            text_to_string(budget_scratch(lua), name));
}

static void check_raw_children(lua_State *lua, text name)
{
    if (!lua_istable(lua, 1)) {
        if (!lua_isnil(lua, 1))
            check_raw(lua, 1, name);
        return;
    }
    for (lua_pushnil(lua); lua_next(lua, 1); lua_pop(lua, 1))
        if (lua_isinteger(lua, -2))
            check_raw(lua, -1, name);
}

/* What stands in the element; the table is at index 1, unless there is no table but a single value. */
static void append_children(
    lua_State *lua, struct buffer *out, const struct element *element, enum element_kind kind, text name)
{
    if (kind == ELEMENT_RAW)
        check_raw_children(lua, name);
    if (lua_istable(lua, 1))
        bindings_append_items(lua, 1, element->last_child, out);
    else
        bindings_append_html(lua, 1, out);
}

/*
 * An element; upvalue 1 is its name, 2 its kind. A text or markup alone may stand without the table, which is
 * walked once.
 */
static int make_element(lua_State *lua)
{
    /* Zeroing a kilobyte would cost more than most elements do. */
    __attribute__((uninitialized)) struct element element;
    element.attribute_count = 0;
    element.last_child = 0;
    element.has_children = !lua_isnoneornil(lua, 1) && !lua_istable(lua, 1);
    text name = plugin_text(lua, lua_upvalueindex(1));
    enum element_kind kind = (enum element_kind)lua_tointeger(lua, lua_upvalueindex(2));
    struct buffer *out = &plugin_of(lua)->markup;
    /* A number may be the second result of gsub. */
    if (!lua_isnoneornil(lua, 2) && lua_type(lua, 2) != LUA_TNUMBER)
        return luaL_error(lua, "brief.html.%s takes one value; the second would be left out",
            lua_tostring(lua, lua_upvalueindex(1)));
    lua_settop(lua, 1);
    luaL_checkstack(lua, ATTRIBUTE_LIMIT + 12, NULL);
    buffer_reset(out);
    buffer_append_byte(out, '<');
    buffer_append(out, name);
    if (lua_istable(lua, 1)) {
        take_table(lua, &element);
        for (size_t i = 0; i < element.attribute_count; i++)
            append_attribute(lua, out, element.attributes[i].name, element.attributes[i].index);
    }
    buffer_append_byte(out, '>');
    if (kind == ELEMENT_VOID) {
        if (element.has_children)
            return luaL_error(
                lua, "'%s' is an element without content", lua_tostring(lua, lua_upvalueindex(1)));
    } else {
        append_children(lua, out, &element, kind, name);
        buffer_append_literal(out, "</");
        buffer_append(out, name);
        buffer_append_byte(out, '>');
    }
    bindings_push_markup(lua, buffer_text(out));
    return 1;
}

/* The maker of an element, made at its first use and kept. */
static int find_element(lua_State *lua)
{
    luaL_checkstring(lua, 2);
    text name = plugin_text(lua, 2);
    if (!is_name(name))
        return luaL_error(lua, "'%s' cannot be the name of an element", lua_tostring(lua, 2));
    enum element_kind kind = IS_LISTED(name, void_elements)  ? ELEMENT_VOID
                             : IS_LISTED(name, raw_elements) ? ELEMENT_RAW
                                                             : ELEMENT_USUAL;
    lua_pushvalue(lua, 2);
    lua_pushinteger(lua, kind);
    lua_pushcclosure(lua, make_element, 2);
    lua_pushvalue(lua, 2);
    lua_pushvalue(lua, -2);
    lua_rawset(lua, 1);
    return 1;
}

static int join(lua_State *lua)
{
    int count = lua_gettop(lua);
    struct buffer *out = &plugin_of(lua)->markup;
    buffer_reset(out);
    for (int i = 2; i <= count; i++)
        bindings_append_html(lua, i, out);
    bindings_push_markup(lua, buffer_text(out));
    return 1;
}

void api_push_html(lua_State *lua)
{
    static const luaL_Reg functions[] = { { "__index", find_element }, { "__call", join }, { NULL, NULL } };
    lua_newtable(lua);
    lua_newtable(lua);
    luaL_setfuncs(lua, functions, 0);
    lua_pushliteral(lua, "locked");
    lua_setfield(lua, -2, "__metatable");
    lua_setmetatable(lua, -2);
}
