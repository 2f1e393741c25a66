/* SPDX-License-Identifier: MIT */
/*
 * select and its kin differ in two things: whether they look at the item or at an attribute, and whether what
 * passes the test is kept or dropped. Tests named by a text are those of this folder, filters those that a
 * layout may call.
 */
#include "template/filters_choose.h"
#include "base/readings.h"
#include "base/arena.h"
#include "template/filters.h"
#include "template/filters_arguments.h"
#include "template/signature.h"

struct choice {
    struct filter_path path;
    const struct template_function *test; /* NULL: is the value true? */
    size_t first_argument;                /* of the test */
    bool keeps_failing;
};

static bool fail_unknown_row(struct template_call *call, const char *what, text name,
    const struct template_function *rows, size_t count)
{
    text *names = arena_new_array(call->arena, text, count);
    for (size_t i = 0; i < count; i++)
        names[i] = text_of(rows[i].name);
    return filter_fail_unknown(call, what, name, names, count);
}

/* The test is named by argument `index`; absent means truth. */
static bool read_test(struct template_call *call, size_t index, struct choice *choice)
{
    text name;
    if (!filter_option_text(call, index, TEXT_NONE, &name))
        return false;
    choice->first_argument = index + 1;
    if (!name.bytes)
        return true;
    choice->test = filter_find_row(template_tests, template_test_count, name);
    if (!choice->test)
        return fail_unknown_row(call, "test", name, template_tests, template_test_count);
    filter_note_arguments(call, choice->test, choice->first_argument);
    return true;
}

static bool passes(struct template_call *call, void *data, const struct choice *choice,
    const struct value *item, bool *result)
{
    const struct value undefined = value_undefined();
    bool takes_undefined = choice->test && (choice->test->flags & ROW_TAKES_UNDEFINED);
    struct value value, verdict;
    if (!filter_path_need(call, &choice->path, item, takes_undefined ? &undefined : NULL, &value))
        return false;
    if (choice->test && !filter_call_row(call, choice->test, data, &value, choice->first_argument, &verdict))
        return false;
    *result = value_is_true(choice->test ? &verdict : &value);
    return true;
}

static struct value chosen(struct template_call *call, void *data, const struct choice *choice)
{
    struct filter_items items;
    if (!filter_input_items(call, &items))
        return value_undefined();
    struct value *kept = arena_new_array(call->arena, struct value, items.count);
    size_t kept_count = 0;
    for (size_t i = 0; i < items.count; i++) {
        bool result;
        if (!passes(call, data, choice, &items.items[i], &result))
            return value_undefined();
        if (result != choice->keeps_failing)
            kept[kept_count++] = items.items[i];
    }
    return value_list_of(call->arena, kept, kept_count);
}

static struct value choose_items(struct template_call *call, void *data, bool keeps_failing)
{
    struct choice choice = { .keeps_failing = keeps_failing };
    return read_test(call, 0, &choice) ? chosen(call, data, &choice) : value_undefined();
}

static struct value choose_by_attribute(struct template_call *call, void *data, bool keeps_failing)
{
    struct choice choice = { .keeps_failing = keeps_failing };
    if (!filter_argument(call, 0))
        return template_call_fail(call, "the name of an attribute is missing");
    if (!filter_path_read(call, 0, &choice.path) || !read_test(call, 1, &choice))
        return value_undefined();
    return chosen(call, data, &choice);
}

struct value filter_choose_select(struct template_call *call, void *data)
{
    return choose_items(call, data, false);
}

struct value filter_choose_reject(struct template_call *call, void *data)
{
    return choose_items(call, data, true);
}

struct value filter_choose_selectattr(struct template_call *call, void *data)
{
    return choose_by_attribute(call, data, false);
}

struct value filter_choose_rejectattr(struct template_call *call, void *data)
{
    return choose_by_attribute(call, data, true);
}

/* A field such as `tags`, which is a list of every article, is never a text. */
static bool asks_list(const struct filter_path *path, const struct value *item, const struct value *value,
    const struct value *wanted)
{
    return path->count == 1 && item->kind == VALUE_OBJECT && value->kind == VALUE_LIST &&
           wanted->kind == VALUE_TEXT;
}

struct value filter_choose_where(struct template_call *call, void *data)
{
    (void)data;
    struct filter_items items;
    struct filter_path path;
    if (call->argument_count < 2)
        return template_call_fail(call, "an attribute and its value are needed");
    if (!filter_input_items(call, &items) || !filter_path_read(call, 0, &path))
        return value_undefined();
    struct value *kept = arena_new_array(call->arena, struct value, items.count);
    size_t kept_count = 0;
    for (size_t i = 0; i < items.count; i++) {
        struct value value;
        if (!filter_path_need(call, &path, &items.items[i], NULL, &value))
            return value_undefined();
        if (asks_list(&path, &items.items[i], &value, &call->arguments[1])) {
            call->fault_hint = text_format(call->arena, "write {%% for x in xs if \"%.*s\" in x.%.*s %%}",
                TEXT_ARGS(call->arguments[1].as.text), TEXT_ARGS(path.whole));
            return template_call_fail(call, "'%.*s' is a list and equals no text", TEXT_ARGS(path.whole));
        }
        readings_note_equality(call->readings, &value, &call->arguments[1]);
        if (value_equal(&value, &call->arguments[1]))
            kept[kept_count++] = items.items[i];
    }
    return value_list_of(call->arena, kept, kept_count);
}

/* map(attribute="author.name", default="…"): the attribute of each item. */
static bool map_attribute(struct template_call *call, const struct filter_items *items, struct value *results)
{
    struct filter_path path;
    const struct value *fallback = filter_argument(call, 2);
    if (!filter_path_read(call, 1, &path))
        return false;
    for (size_t i = 0; i < items->count; i++)
        if (!filter_path_need(call, &path, &items->items[i], fallback, &results[i]))
            return false;
    return true;
}

/* The filter of that name; NULL after making the call fail. */
static const struct template_function *find_filter(struct template_call *call, text name, void **data)
{
    if (!call->filters) {
        const struct template_function *row = filter_find_row(template_filters, template_filter_count, name);
        if (!row)
            fail_unknown_row(call, "filter", name, template_filters, template_filter_count);
        return row;
    }
    const struct callee *found = map_find(call->filters, name);
    if (found) {
        *data = found->row->data;
        return found->row;
    }
    text *names = arena_new_array(call->arena, text, call->filters->count);
    for (size_t i = 0; i < call->filters->count; i++)
        names[i] = call->filters->entries[i].key;
    filter_fail_unknown(call, "filter", name, names, call->filters->count);
    return NULL;
}

/* map("upper"), map("replace", "a", "b"): a filter over each item. */
static bool map_filter(
    struct template_call *call, void *data, const struct filter_items *items, struct value *results)
{
    text name;
    if (!template_call_text(call, 0, &name))
        return false;
    const struct template_function *row = find_filter(call, name, &data);
    if (!row && !call->fault_hint.bytes)
        call->fault_hint = text_format(
            call->arena, "for a field of each item write map(attribute=\"%.*s\")", TEXT_ARGS(name));
    if (!row)
        return false;
    /* attribute= and default= were filled in as none; they are no arguments of the filter. */
    while (call->argument_count > 1 && call->argument_count <= 3 &&
           call->arguments[call->argument_count - 1].kind == VALUE_NONE)
        call->argument_count--;
    filter_note_arguments(call, row, 1);
    for (size_t i = 0; i < items->count; i++)
        if (!filter_call_row(call, row, data, &items->items[i], 1, &results[i]))
            return false;
    return true;
}

struct value filter_choose_map(struct template_call *call, void *data)
{
    struct filter_items items;
    if (!filter_input_items(call, &items))
        return value_undefined();
    struct value *results = arena_new_array(call->arena, struct value, items.count);
    bool has_filter = filter_argument(call, 0) != NULL;
    if (!has_filter && !filter_argument(call, 1))
        return template_call_fail(call, "a filter's name or attribute= is needed");
    bool is_done =
        has_filter ? map_filter(call, data, &items, results) : map_attribute(call, &items, results);
    return is_done ? value_list_of(call->arena, results, items.count) : value_undefined();
}
