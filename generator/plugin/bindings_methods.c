/* SPDX-License-Identifier: MIT */
/* Questions to things of the model that are no fields, because they take arguments. */
#include "base/count.h"
#include "base/readings.h"
#include "model/related_terms.h"
#include "model/site.h"
#include "plugin/bindings.h"
#include "plugin/budget.h"

enum { USUAL_TERMS = 6 };

static const struct site *site_of(lua_State *lua)
{
    const struct bound_object *object = bindings_object(lua, 1);
    if (object->type != &site_type)
        luaL_error(lua, "write site:name(…) with a colon");
    return object->pointer;
}

/* That something was looked for is a reading of what was found; that there was nothing, of the list it would
 * stand in. */
static void note_search(lua_State *lua, const void *found, const struct object_type *type, const void *holder,
    const struct object_type *holder_type)
{
    struct plugins *plugins = plugin_of(lua)->host;
    plugin_note_reading(plugins, NULL, type, 1u << PART_FACTS);
    plugin_note_reading(plugins, found, type, 1u << PART_FACTS);
    plugin_note_reading(plugins, holder, holder_type, 1u << PART_TIES | 1u << PART_BODY);
}

/* The thing under the text at 2, or nil. */
static int push_found(
    lua_State *lua, const struct site *site, const struct map *map, const struct object_type *type)
{
    luaL_checkstring(lua, 2);
    const void *found = map ? map_find(map, plugin_text(lua, 2)) : NULL;
    note_search(lua, found, type, found ? NULL : site, &site_type);
    bindings_push_object(lua, found, type, LIFE_PERMANENT);
    return 1;
}

static int find_article(lua_State *lua)
{
    const struct site *site = site_of(lua);
    return push_found(lua, site, site->articles_by_id, &article_type);
}

static int find_author(lua_State *lua)
{
    const struct site *site = site_of(lua);
    return push_found(lua, site, site->authors_by_id, &author_type);
}

static const struct taxonomy *taxonomy_named(const struct site *site, text name)
{
    for (size_t i = 0; i < site->taxonomies.count; i++) {
        const struct taxonomy *taxonomy = site->taxonomies.items[i];
        if (text_equal(taxonomy->name, name))
            return taxonomy;
    }
    return NULL;
}

static int find_taxonomy(lua_State *lua)
{
    const struct site *site = site_of(lua);
    luaL_checkstring(lua, 2);
    const struct taxonomy *found = taxonomy_named(site, plugin_text(lua, 2));
    note_search(lua, found, &taxonomy_type, site, &site_type);
    bindings_push_object(lua, found, &taxonomy_type, LIFE_PERMANENT);
    return 1;
}

static const struct term *term_named(const struct taxonomy *taxonomy, text wanted)
{
    for (size_t i = 0; i < taxonomy->terms.count; i++) {
        const struct term *term = taxonomy->terms.items[i];
        if (text_equal(term->name, wanted) || text_equal(term->slug, wanted))
            return term;
    }
    return NULL;
}

static int find_term(lua_State *lua)
{
    const struct site *site = site_of(lua);
    luaL_checkstring(lua, 2);
    luaL_checkstring(lua, 3);
    const struct taxonomy *taxonomy = taxonomy_named(site, plugin_text(lua, 2));
    const struct term *found = taxonomy ? term_named(taxonomy, plugin_text(lua, 3)) : NULL;
    note_search(lua, found, &term_type, taxonomy, &taxonomy_type);
    plugin_note_reading(plugin_of(lua)->host, site, &site_type, 1u << PART_TIES);
    bindings_push_object(lua, found, &term_type, LIFE_PERMANENT);
    return 1;
}

static void note_companions(struct plugins *plugins, const struct term *term, const struct article *article)
{
    const struct article_terms *terms = taxonomy_terms_on(term->taxonomy, article);
    for (size_t i = 0; terms && i < terms->terms.count; i++)
        plugin_note_reading(plugins, terms->terms.items[i], &term_type, 1u << PART_FACTS);
    if (!plugins->is_silent)
        readings_note(plugins->readings, article, 1u << PART_FACTS);
}

/*
 * The answer hangs on which terms stand on the articles of the term, on what those stand below, and on how
 * many articles they have. An article that gains or loses a term changes what that one's articles are, which
 * is all that plugins together need be told; a call is told of the articles.
 */
static void note_related_terms(
    struct plugins *plugins, const struct term *term, const struct object_list *found)
{
    plugin_note_reading(plugins, term, &term_type, 1u << PART_FACTS | 1u << PART_TIES);
    for (size_t i = 0; i < found->count; i++)
        plugin_note_reading(plugins, found->items[i], &term_type, 1u << PART_FACTS | 1u << PART_TIES);
    for (size_t i = 0; i < term->articles.count; i++)
        note_companions(plugins, term, term->articles.items[i]);
}

static int find_related_terms(lua_State *lua)
{
    const struct bound_object *object = bindings_object(lua, 1);
    if (object->type != &term_type)
        return luaL_error(lua, "write term:related(limit) with a colon");
    const struct term *term = object->pointer;
    lua_Integer limit = luaL_optinteger(lua, 2, USUAL_TERMS);
    luaL_argcheck(lua, limit >= 0, 2, "must not be negative");
    struct object_list found = related_terms(term, budget_scratch(lua));
    note_related_terms(plugin_of(lua)->host, term, &found);
    lua_newtable(lua);
    for (size_t i = 0; i < found.count && (lua_Integer)i < limit; i++) {
        bindings_push_object(lua, found.items[i], &term_type, LIFE_PERMANENT);
        lua_rawseti(lua, -2, (lua_Integer)i + 1);
    }
    return 1;
}

const struct bound_method bound_methods[] = {
    { &site_type, "article", "id", "the published article with that id, or nil", find_article },
    { &site_type, "author", "id", "the author with that id, or nil", find_author },
    { &site_type, "taxonomy", "name", "the taxonomy of that name, or nil", find_taxonomy },
    { &site_type, "term", "taxonomy, name",
        "the term of that name or slug in the taxonomy of that name, or nil", find_term },
    { &site_type, "related", "article, weights",
        "a list of what is related, best first, one version of each text: see [fields](fields.md#related); "
        "`weights` may set `limit`, `exclude` and the weights below",
        bindings_find_related },
    { &term_type, "related", "limit",
        "a list of at most `limit` (6) terms of its taxonomy that share two articles or more with it, those "
        "first "
        "whose articles are mostly the same",
        find_related_terms },
    /* to add one: its function, its row here, its line in lua-plugins/types/brief.lua */
};
const size_t bound_method_count = COUNT(bound_methods);
