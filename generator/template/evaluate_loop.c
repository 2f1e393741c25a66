/* SPDX-License-Identifier: MIT */
/* for: what it goes through (a list, the keys of a map, the characters of a text), and its turns. */
#include "base/arena.h"
#include "base/object.h"
#include "template/evaluate.h"
#include "template/loop.h"
#include <string.h>

struct sequence {
    const struct value_list *list;
    const struct value_map *map;
    const struct value *items; /* of a text, or what an `if` has let through */
    size_t count;
    bool has_pairs; /* a map gone through with two names gives key and value */
};

static struct value item_at(struct render *render, const struct sequence *sequence, size_t index)
{
    if (sequence->items)
        return sequence->items[index];
    if (sequence->list)
        return value_list_at(sequence->list, index);
    const struct value_map_entry *entry = &sequence->map->entries[index];
    return sequence->has_pairs ? value_pair(render->arena, entry) : value_text(entry->key);
}

static void read_characters(struct render *render, text whole, struct sequence *sequence)
{
    sequence->count = text_code_point_count(whole);
    struct value *items = arena_new_array(render->arena, struct value, sequence->count);
    for (size_t i = 0, at = 0; i < sequence->count; i++) {
        size_t start = at;
        text_next_code_point(whole, &at);
        items[i] = value_text(text_slice(whole, start, at - start));
    }
    sequence->items = items;
}

/* "listing.articles" for a listing: its list of articles, else its first; absent for what has none. */
static text list_within(struct render *render, const struct expression *expression, const struct value *value)
{
    const struct object_type *type = value->kind == VALUE_OBJECT ? value->as.object.type : NULL;
    const struct field *found = NULL;
    for (size_t i = 0; type && i < type->field_count; i++) {
        const struct field *field = &type->fields[i];
        if (field->kind == FIELD_LIST && (!found || strcmp(field->name, "articles") == 0))
            found = field;
    }
    text path = found ? evaluate_path(render, expression) : TEXT_NONE;
    return path.length ? text_format(render->arena, "did you mean '%.*s.%s'?", TEXT_ARGS(path), found->name)
                       : TEXT_NONE;
}

static bool read_sequence(struct render *render, const struct statement *statement, struct sequence *sequence)
{
    const struct expression *expression = statement->as.loop.items;
    struct value value;
    *sequence = (struct sequence){ .has_pairs = statement->as.loop.targets.count == 2 };
    if (!evaluate_defined(render, expression, &value))
        return false;
    if (value.kind == VALUE_LIST) {
        sequence->list = value.as.list;
        sequence->count = value.as.list->count;
    } else if (value.kind == VALUE_MAP) {
        sequence->map = value.as.map;
        sequence->count = value.as.map->count;
    } else if (value.kind == VALUE_TEXT) {
        evaluate_charge(render, expression->where, value.as.text.length);
        read_characters(render, value.as.text, sequence);
    } else {
        evaluate_fail(render, expression->where, "layout-type", list_within(render, expression, &value),
            "%s has no items to go through", value_kind_name(&value));
    }
    return !render->has_failed;
}

static bool keep_matching(struct render *render, const struct statement *statement, struct sequence *sequence)
{
    struct value *kept = arena_new_array(render->arena, struct value, sequence->count);
    size_t count = 0;
    for (size_t i = 0; i < sequence->count; i++) {
        struct value item = item_at(render, sequence, i);
        if (!evaluate_assign(render, &statement->as.loop.targets, statement->as.loop.items, item))
            return false;
        if (evaluate_truth(render, statement->as.loop.condition))
            kept[count++] = item;
        if (render->has_failed)
            return false;
    }
    evaluate_charge(render, statement->where, count * sizeof *kept);
    sequence->items = kept;
    sequence->count = count;
    return !render->has_failed;
}

static void turn(struct render *render, struct loop *loop, const struct sequence *sequence, size_t index)
{
    loop->index0 = (int64_t)index;
    loop->index = loop->index0 + 1;
    loop->revindex0 = (int64_t)(sequence->count - index) - 1;
    loop->revindex = loop->revindex0 + 1;
    loop->is_first = index == 0;
    loop->is_last = index + 1 == sequence->count;
    loop->previous = index ? item_at(render, sequence, index - 1) : value_undefined();
    loop->next = loop->is_last ? value_undefined() : item_at(render, sequence, index + 1);
}

static struct loop *make_loop(
    struct render *render, const struct statement *statement, const struct sequence *sequence)
{
    if (!statement->as.loop.uses_loop)
        return NULL;
    struct loop *loop = arena_new(render->arena, struct loop);
    loop->length = (int64_t)sequence->count;
    loop->depth = statement->as.loop.depth;
    loop->depth0 = loop->depth - 1;
    return loop;
}

bool evaluate_for(struct render *render, const struct statement *statement)
{
    struct sequence sequence;
    if (!read_sequence(render, statement, &sequence))
        return false;
    if (statement->as.loop.condition && !keep_matching(render, statement, &sequence))
        return false;
    if (sequence.count == 0) {
        evaluate_start(render, &statement->as.loop.otherwise_starts);
        return evaluate_statements(render, statement->as.loop.otherwise);
    }
    struct loop *loop = make_loop(render, statement, &sequence);
    for (size_t i = 0; i < sequence.count; i++) {
        struct value item = item_at(render, &sequence, i);
        if (!evaluate_assign(render, &statement->as.loop.targets, statement->as.loop.items, item))
            return false;
        if (loop) {
            turn(render, loop, &sequence, i);
            render->frame->slots[statement->as.loop.loop_slot] = value_object(loop, &loop_type);
        }
        evaluate_start(render, &statement->as.loop.starts);
        if (!evaluate_enter(render, &statement->where))
            return false;
        bool is_done = evaluate_statements(render, statement->as.loop.body);
        evaluate_leave(render);
        if (!is_done)
            return false;
    }
    return true;
}
