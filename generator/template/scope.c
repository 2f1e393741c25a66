/* SPDX-License-Identifier: MIT */
/*
 * A name that is set in a scope has a slot of its own there and starts with what the same name means outside;
 * so a `set` in a loop does not leak, and what is read before it is set is the outer value, as in Jinja.
 * A wall between the two leaves the name without a value.
 */
#include "template/scope.h"
#include "base/arena.h"
#include "base/list.h"

struct scope_name *scope_find_here(const struct scope *scope, text name)
{
    for (size_t i = 0; i < scope->names.count; i++)
        if (text_equal(scope->names.items[i].name, name))
            return &scope->names.items[i];
    return NULL;
}

struct scope_name *scope_bind(struct scope *scope, struct arena *arena, text name)
{
    struct scope_name *known = scope_find_here(scope, name);
    if (known)
        return known;
    struct scope_name *added = list_add(arena, &scope->names);
    *added = (struct scope_name){ .name = name, .slot = scope->unit->slot_count++ };
    return added;
}

/* Gives the name a slot in this very scope; a new one is noted to start with the value of the name further
 * out. */
static void declare(struct scope *scope, struct arena *arena, text name)
{
    struct place outside = { 0 };
    if (scope_find_here(scope, name))
        return;
    scope_find(scope, name, &outside);
    uint32_t slot = scope_bind(scope, arena, name)->slot;
    if (scope->starts)
        *list_add(arena, scope->starts) = (struct scope_start){ slot, outside };
}

static void declare_target(struct scope *scope, struct arena *arena, const struct target *target)
{
    if (target->name.bytes && !target->attribute.bytes)
        declare(scope, arena, target->name);
}

void scope_declare_all(struct scope *scope, struct arena *arena, const struct statement *statements)
{
    for (const struct statement *statement = statements; statement; statement = statement->next) {
        if (statement->kind == STATEMENT_SET)
            for (size_t i = 0; i < statement->as.set.targets.count; i++)
                declare_target(scope, arena, &statement->as.set.targets.items[i]);
        if (statement->kind == STATEMENT_SET_BLOCK)
            declare_target(scope, arena, &statement->as.capture.target);
        if (statement->kind == STATEMENT_MACRO)
            declare(scope, arena, statement->as.macro.macro->name);
        if (statement->kind == STATEMENT_IMPORT) {
            declare_target(scope, arena, &statement->as.import.alias);
            for (size_t i = 0; i < statement->as.import.name_count; i++)
                declare_target(scope, arena, &statement->as.import.names[i].target);
        }
        if (statement->kind == STATEMENT_IF)
            for (size_t i = 0; i < statement->as.condition.count; i++)
                scope_declare_all(scope, arena, statement->as.condition.branches[i].body);
    }
}

/* Finds the name whatever walls stand before it; *behind is the innermost one around the name itself. */
static bool look(const struct scope *scope, text name, struct place *place, const struct wall **behind)
{
    const text *globals = scope->globals;
    const size_t global_count = scope->global_count, shared_global_count = scope->shared_global_count;
    *place = (struct place){ 0 };
    for (const struct scope *at = scope; at; at = at->outer) {
        struct scope_name *found = scope_find_here(at, name);
        if (!found)
            continue;
        found->is_used = true;
        place->level = (uint16_t)(scope->unit->depth - at->unit->depth);
        place->kind = place->level ? PLACE_OUTER : PLACE_LOCAL;
        place->index = found->slot;
        *behind = at->wall;
        return true;
    }
    for (size_t i = 0; i < global_count; i++)
        if (text_equal(globals[i], name)) {
            *place = (struct place){ .kind = PLACE_GLOBAL, .index = (uint32_t)i };
            *behind = i < shared_global_count ? scope->wall : NULL;
            return true;
        }
    return false;
}

static bool can_cross(const struct wall *from, const struct wall *behind)
{
    for (const struct wall *wall = from; wall != behind; wall = wall->outer)
        if (!wall->is_lenient)
            return false;
    return true;
}

static bool cross(struct wall *from, const struct wall *behind)
{
    if (!can_cross(from, behind))
        return false;
    for (struct wall *wall = from; wall != behind; wall = wall->outer)
        wall->is_breached = true;
    return true;
}

bool scope_find(const struct scope *scope, text name, struct place *place)
{
    const struct wall *behind = NULL;
    if (look(scope, name, place, &behind) && cross(scope->wall, behind))
        return true;
    *place = (struct place){ 0 };
    return false;
}

bool scope_hides(const struct scope *scope, text name)
{
    struct place place;
    const struct wall *behind = NULL;
    return look(scope, name, &place, &behind) && !can_cross(scope->wall, behind);
}

bool scope_sees_page(const struct scope *scope)
{
    return cross(scope->wall, NULL);
}

void scope_visible(const struct scope *scope, struct arena *arena, const text **names, size_t *count)
{
    struct {
        text *items;
        size_t count, capacity;
    } visible = { 0 };
    const text *globals = scope->globals;
    const size_t global_count = scope->global_count;
    for (const struct scope *at = scope; at; at = at->outer)
        for (size_t i = 0; i < at->names.count && can_cross(scope->wall, at->wall); i++)
            *list_add(arena, &visible) = at->names.items[i].name;
    for (size_t i = 0; i < global_count; i++)
        if (i < scope->shared_global_count || can_cross(scope->wall, NULL))
            *list_add(arena, &visible) = globals[i];
    *names = visible.items;
    *count = visible.count;
}
