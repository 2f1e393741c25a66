/* SPDX-License-Identifier: MIT */
/*
 * The part of filters_order that groups. Groups come into being in the order in which their first item
 * stands, so that a list that is newest first gives years that are newest first; Jinja's groupby then sorts
 * them. A group is a map { grouper, list }.
 */
#include "base/readings.h"
#include "base/arena.h"
#include "base/count.h"
#include "base/list.h"
#include "base/map.h"
#include "template/filters_arguments.h"
#include "template/filters_order.h"

struct group {
    struct value grouper;
    struct value *items;
    size_t count, capacity;
};

struct groups {
    struct group **items;
    size_t count, capacity;
};

static struct group *group_of(struct template_call *call, struct groups *groups, struct map *by_identity,
    text identity, const struct value *grouper)
{
    struct group *group = map_find(by_identity, identity);
    if (group)
        return group;
    group = arena_new(call->arena, struct group);
    group->grouper = *grouper;
    map_set(by_identity, identity, group);
    *list_add(call->arena, groups) = group;
    return group;
}

static struct value group_value(struct arena *arena, const struct group *group)
{
    const struct value_map_entry entries[] = {
        { .key = TEXT("grouper"), .value = group->grouper },
        { .key = TEXT("list"), .value = value_list_of(arena, group->items, group->count) },
    };
    return value_map_copy(arena, entries, COUNT(entries));
}

struct value filter_order_group_by(struct template_call *call, void *data)
{
    struct filter_items items;
    struct filter_path path;
    struct groups groups = { 0 };
    struct map by_identity;
    bool is_case_sensitive;
    if (!filter_input_items(call, &items) || !filter_path_read(call, 0, &path) ||
        !filter_option_bool(call, 2, &is_case_sensitive))
        return value_undefined();
    const struct value *fallback = filter_argument(call, 1);
    map_init(&by_identity, call->arena);
    for (size_t i = 0; i < items.count; i++) {
        struct value grouper;
        if (!filter_path_need(call, &path, &items.items[i], fallback, &grouper))
            return value_undefined();
        readings_note_words(call->readings, &grouper);
        text identity = filter_identity(call, data, &grouper, is_case_sensitive);
        struct group *group = group_of(call, &groups, &by_identity, identity, &grouper);
        *list_add(call->arena, group) = items.items[i];
    }
    struct value *values = arena_new_array(call->arena, struct value, groups.count);
    for (size_t i = 0; i < groups.count; i++)
        values[i] = group_value(call->arena, groups.items[i]);
    return value_list_of(call->arena, values, groups.count);
}

struct value filter_order_groupby(struct template_call *call, void *data)
{
    struct value groups = filter_order_group_by(call, data);
    if (groups.kind == VALUE_UNDEFINED)
        return groups;
    const struct value arguments[] = { value_text(TEXT("grouper")), value_bool(false),
        call->argument_count > 2 ? call->arguments[2] : value_none() };
    struct template_call sort = {
        .arena = call->arena, .input = groups, .arguments = arguments, .argument_count = 3
    };
    struct value sorted = filter_order_sort(&sort, data);
    call->fault = sort.fault;
    call->fault_hint = sort.fault_hint;
    return sorted;
}
