/* SPDX-License-Identifier: MIT */
/* A short list of names that is searched from the front; it lives in the arena of the page. */
#include "template/namespace.h"
#include "base/arena.h"
#include "base/list.h"

struct namespace
{
    struct value_map_entry *items;
    size_t count, capacity;
    struct arena *arena;
};

const struct object_type namespace_type = {
    .name = "namespace", .help = "values that a layout may change", .life = OBJECT_PASSES
};

static struct value_map_entry *find(const struct namespace *names, text name)
{
    for (size_t i = 0; i < names->count; i++)
        if (text_equal(names->items[i].key, name))
            return &names->items[i];
    return NULL;
}

const struct value *namespace_find(const struct value *object, text name)
{
    struct value_map_entry *entry = find(object->as.object.pointer, name);
    return entry ? &entry->value : NULL;
}

void namespace_set(const struct value *object, text name, struct value value)
{
    /* Made by make_namespace below, so it may be written although values point to const things. */
    struct namespace *names = (struct namespace *)object->as.object.pointer;
    struct value_map_entry *entry = find(names, name);
    if (!entry)
        entry = list_add(names->arena, names);
    *entry = (struct value_map_entry){ .key = name, .value = value };
}

static struct value make_namespace(struct template_call *call, void *data)
{
    (void)data;
    struct namespace *names = arena_new(call->arena, struct namespace);
    names->arena = call->arena;
    struct value made = value_object(names, &namespace_type);
    for (size_t i = 0; i < call->argument_count; i++) {
        const struct value *argument = &call->arguments[i];
        if (argument->kind != VALUE_MAP)
            return template_call_fail(call, "expected a map, found %s", value_kind_name(argument));
        for (size_t k = 0; k < argument->as.map->count; k++)
            namespace_set(&made, argument->as.map->entries[k].key, argument->as.map->entries[k].value);
    }
    for (size_t i = 0; i < call->named_count; i++)
        namespace_set(&made, call->named[i].key, call->named[i].value);
    return made;
}

const struct template_function namespace_function = { "namespace", "*rest, **named", make_namespace, NULL,
    false, "a thing whose fields can be set, also from inside a loop" };
