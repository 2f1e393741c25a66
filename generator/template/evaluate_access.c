/* SPDX-License-Identifier: MIT */
/*
 * Fields, keys, items and slices. What is not there is undefined; only what has no parts at all is an error
 * at once. The field found last is kept for the node: it is believed only when it lies in the table of the
 * type at hand.
 */
#include "base/arena.h"
#include "base/date_part.h"
#include "base/readings.h"
#include "template/evaluate.h"
#include "template/markup.h"
#include "template/namespace.h"

static struct value missing(
    const struct expression *expression, const struct object_type *type, bool is_of_none)
{
    struct value value = value_undefined();
    value.as.object.pointer = expression;
    value.as.object.type = type;
    value.is_plain = is_of_none;
    return value;
}

static struct value namespace_member(
    const struct expression *expression, const struct value *object, text name)
{
    const struct value *found = namespace_find(object, name);
    return found ? *found : missing(expression, NULL, false);
}

struct value evaluate_member(
    struct render *render, const struct expression *expression, const struct value *object, text name)
{
    if (object->kind == VALUE_OBJECT) {
        const struct object_type *type = object->as.object.type;
        if (type == &namespace_type)
            return namespace_member(expression, object, name);
        const struct field *field = object_field(type, name);
        return field ? readings_field(render->page->readings, field, object->as.object.pointer, render->arena)
                     : missing(expression, type, false);
    }
    if (object->kind == VALUE_DATE) {
        struct value part = date_part(render->arena, object->as.date, name);
        return part.kind == VALUE_UNDEFINED ? missing(expression, NULL, false) : part;
    }
    const struct value *found = object->kind == VALUE_MAP ? value_map_find(object->as.map, name) : NULL;
    return found ? *found : missing(expression, NULL, object->kind == VALUE_NONE);
}

static struct value object_attribute(
    struct render *render, const struct expression *expression, const struct value *object)
{
    const struct object_type *type = object->as.object.type;
    const struct field *field = *expression->as.attribute.found;
    /* As numbers: pointers into different tables cannot be compared. */
    uintptr_t offset = (uintptr_t)field - (uintptr_t)type->fields;
    if (offset >= type->field_count * sizeof *field) {
        field = object_field(type, expression->as.attribute.name);
        if (!field)
            return evaluate_member(render, expression, object, expression->as.attribute.name);
        *expression->as.attribute.found = field;
    }
    return readings_field(render->page->readings, field, object->as.object.pointer, render->arena);
}

/* The thing whose part is taken; undefined ends here unless the whole may be missing. */
static bool evaluate_object(struct render *render, const struct expression *expression,
    const struct expression *object, struct value *value)
{
    *value = evaluate(render, object);
    if (value->kind == VALUE_UNDEFINED && !expression->is_soft && !render->has_failed)
        evaluate_fail_undefined(render, object, value);
    return !render->has_failed && value->kind != VALUE_UNDEFINED;
}

static struct value any_attribute(struct render *render, const struct expression *expression)
{
    struct value object;
    if (!evaluate_object(render, expression, expression->as.attribute.object, &object))
        return value_undefined();
    if (object.kind == VALUE_OBJECT)
        return object_attribute(render, expression, &object);
    return evaluate_member(render, expression, &object, expression->as.attribute.name);
}

/* The thing that a name stands for, where it is; NULL when it is none or must be evaluated. */
static const struct value *named_object(const struct render *render, const struct expression *expression)
{
    if (expression->kind != EXPRESSION_NAME)
        return NULL;
    const struct value *value = evaluate_value_at(render, expression->as.name.place);
    return value && value->kind == VALUE_OBJECT ? value : NULL;
}

/* Counts the field and the name below it at once; false when that must be looked at step by step. */
static bool enter_both(struct render *render)
{
    bool is_usual = render->steps + 2 <= render->step_limit && render->depth + 1 < render->deepest;
    render->steps += is_usual ? 2 : 0;
    return is_usual;
}

struct value evaluate_attribute(struct render *render, const struct expression *expression)
{
    if (render->has_failed)
        return value_undefined();
    const struct value *object = named_object(render, expression->as.attribute.object);
    if (object && enter_both(render))
        return object_attribute(render, expression, object);
    if (!evaluate_enter(render, &expression->where))
        return value_undefined();
    struct value value = any_attribute(render, expression);
    evaluate_leave(render);
    return value;
}

static struct value fail_index(struct render *render, const struct expression *expression,
    const struct value *object, const struct value *index)
{
    return evaluate_fail(render, expression->where, "layout-type", TEXT_NONE, "%s has no item named by %s",
        value_kind_name(object), value_kind_name(index));
}

/* Byte offset of code point `index`. */
static size_t offset_of(text value, size_t index)
{
    size_t at = 0;
    while (index-- > 0 && at < value.length)
        text_next_code_point(value, &at);
    return at;
}

static struct value text_at(const struct expression *expression, const struct value *value, int64_t index)
{
    text whole = value->as.text;
    int64_t count = (int64_t)text_code_point_count(whole);
    index += index < 0 ? count : 0;
    if (index < 0 || index >= count)
        return missing(expression, NULL, false);
    size_t start = offset_of(whole, (size_t)index), end = start;
    text_next_code_point(whole, &end);
    struct value item = value_text(text_slice(whole, start, end - start));
    item.is_safe = value->is_safe;
    return item;
}

static struct value list_at(const struct expression *expression, const struct value_list *list, int64_t index)
{
    index += index < 0 ? (int64_t)list->count : 0;
    if (index < 0 || (uint64_t)index >= list->count)
        return missing(expression, NULL, false);
    return value_list_at(list, (size_t)index);
}

struct value evaluate_index(struct render *render, const struct expression *expression)
{
    struct value object, index;
    if (!evaluate_object(render, expression, expression->as.index.object, &object) ||
        !evaluate_defined(render, expression->as.index.index, &index))
        return value_undefined();
    bool has_names = object.kind == VALUE_MAP || object.kind == VALUE_OBJECT || object.kind == VALUE_NONE ||
                     object.kind == VALUE_DATE;
    if (has_names && index.kind == VALUE_TEXT)
        return evaluate_member(render, expression, &object, index.as.text);
    if (object.kind == VALUE_MAP && index.kind == VALUE_INTEGER)
        return evaluate_member(render, expression, &object, value_to_text(&index, render->arena));
    if (object.kind == VALUE_LIST && index.kind == VALUE_INTEGER)
        return list_at(expression, object.as.list, index.as.integer);
    if (object.kind == VALUE_TEXT && index.kind == VALUE_INTEGER) {
        struct value words = markup_words(render->arena, &object);
        return text_at(expression, &words, index.as.integer);
    }
    if (object.kind == VALUE_LIST || object.kind == VALUE_TEXT)
        return missing(expression, NULL, false);
    return fail_index(render, expression, &object, &index);
}

struct slice {
    int64_t start, stop, step;
};

/* One bound by Python's rules: from the end when negative, and never outside. */
static bool read_bound(
    struct render *render, const struct expression *part, int64_t count, bool goes_back, int64_t *bound)
{
    struct value value;
    if (!part)
        return true;
    if (!evaluate_defined(render, part, &value))
        return false;
    if (value.kind == VALUE_NONE)
        return true;
    if (value.kind != VALUE_INTEGER) {
        evaluate_fail(render, part->where, "layout-type", TEXT_NONE, "expected an integer, found %s",
            value_kind_name(&value));
        return false;
    }
    int64_t least = goes_back ? -1 : 0, most = goes_back ? count - 1 : count;
    int64_t given = value.as.integer;
    if (given < 0)
        given = given < -count ? least : given + count;
    *bound = given > most ? most : given < least ? least : given;
    return true;
}

static bool read_slice(
    struct render *render, const struct expression *expression, int64_t count, struct slice *slice)
{
    slice->step = 1;
    if (expression->as.slice.step) {
        struct value step;
        if (!evaluate_defined(render, expression->as.slice.step, &step))
            return false;
        slice->step = step.kind == VALUE_INTEGER ? step.as.integer : step.kind == VALUE_NONE;
        if (slice->step == 0 || slice->step == INT64_MIN) {
            evaluate_fail(render, expression->as.slice.step->where, "layout-type", TEXT_NONE,
                "the step of a slice is an integer and not 0");
            return false;
        }
    }
    bool goes_back = slice->step < 0;
    slice->start = goes_back ? count - 1 : 0;
    slice->stop = goes_back ? -1 : count;
    return read_bound(render, expression->as.slice.start, count, goes_back, &slice->start) &&
           read_bound(render, expression->as.slice.stop, count, goes_back, &slice->stop);
}

static size_t slice_count(const struct slice *slice)
{
    int64_t distance = slice->step > 0 ? slice->stop - slice->start : slice->start - slice->stop;
    int64_t step = slice->step > 0 ? slice->step : -slice->step;
    return distance > 0 ? (size_t)((distance - 1) / step + 1) : 0;
}

/* Where each of the code points begins, and the last ends. */
static const size_t *starts_of(struct arena *arena, text whole, size_t count)
{
    size_t *starts = arena_new_array(arena, size_t, count + 1);
    for (size_t i = 0, at = 0; at < whole.length; starts[++i] = at)
        text_next_code_point(whole, &at);
    return starts;
}

static text sliced(struct arena *arena, text whole, size_t whole_count, const struct slice *slice)
{
    size_t count = slice_count(slice);
    if (slice->step == 1) {
        text rest = text_from(whole, offset_of(whole, (size_t)slice->start));
        return text_slice(rest, 0, offset_of(rest, count));
    }
    struct buffer out;
    buffer_init(&out, arena);
    const size_t *starts = starts_of(arena, whole, whole_count);
    for (size_t i = 0; i < count; i++) {
        const size_t *start = starts + slice->start + (int64_t)i * slice->step;
        buffer_append(&out, text_slice(whole, start[0], start[1] - start[0]));
    }
    return buffer_text(&out);
}

static struct value slice_text(
    struct render *render, const struct value *value, size_t whole_count, const struct slice *slice)
{
    text part = sliced(render->arena, value->as.text, whole_count, slice);
    struct value result = value_text(part.length ? part : TEXT(""));
    result.is_safe = value->is_safe;
    return result;
}

struct value evaluate_slice(struct render *render, const struct expression *expression)
{
    struct value object;
    struct slice slice;
    if (!evaluate_defined(render, expression->as.slice.object, &object))
        return value_undefined();
    if (object.kind != VALUE_LIST && object.kind != VALUE_TEXT)
        return evaluate_fail(render, expression->where, "layout-type", TEXT_NONE,
            "%s cannot be cut into slices", value_kind_name(&object));
    if (object.kind == VALUE_TEXT)
        object = markup_words(render->arena, &object);
    size_t whole = object.kind == VALUE_LIST ? object.as.list->count : text_code_point_count(object.as.text);
    if (!read_slice(render, expression, (int64_t)whole, &slice))
        return value_undefined();
    if (object.kind == VALUE_TEXT)
        return slice_text(render, &object, whole, &slice);
    size_t count = slice_count(&slice);
    struct value *items = arena_new_array(render->arena, struct value, count);
    for (size_t i = 0; i < count; i++)
        items[i] = value_list_at(object.as.list, (size_t)(slice.start + (int64_t)i * slice.step));
    evaluate_charge(render, expression->where, count * sizeof *items);
    return value_list_of(render->arena, items, count);
}
