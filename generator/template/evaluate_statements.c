/* SPDX-License-Identifier: MIT */
/* Statements, one function a kind. Printing a text into HTML, which is most of the work of a page, goes the
 * short way. */
#include "base/readings.h"
#include "base/escape.h"
#include "base/object.h"
#include "template/evaluate.h"
#include "template/namespace.h"

static bool fail_length(struct render *render, const struct statement *statement)
{
    evaluate_fail(render, statement->where, "layout-limit",
        TEXT("print less on one page, or raise limits: output_bytes in site.yml"),
        "the page is longer than the limit");
    return false;
}

static inline bool check_output(struct render *render, const struct statement *statement)
{
    return render->out->length <= render->out_limit || fail_length(render, statement);
}

/* Half of all statements. */
static inline bool append_text(struct render *render, const struct statement *statement)
{
    buffer_append(render->out, statement->as.text);
    return check_output(render, statement);
}

static bool execute_text(struct render *render, const struct statement *statement)
{
    return append_text(render, statement);
}

/* Markup of the language that is being written, made by a macro: it is escaped already. */
static bool is_markup_here(const struct statement *statement, const struct value *value)
{
    return statement->is_at_start && statement->language == TEMPLATE_XML && value->kind == VALUE_TEXT &&
           value->is_safe && value->is_plain;
}

static void warn_of_blocked(struct render *render, span where, text address)
{
    evaluate_warn(render, where, "blocked-address",
        TEXT("what can be linked to is relative or begins with http:, https:, mailto: or tel:"),
        "'#blocked-address' stands on the page instead of '%.*s'", TEXT_ARGS(address));
}

/* A thing's words stand where its address is meant. */
static bool refuse_thing(struct render *render, const struct statement *statement,
    const struct expression *expression, const struct value *value)
{
    bool is_address = statement->escaping == ESCAPING_URL || statement->escaping == ESCAPING_IMAGE_URL;
    if (!is_address || value->kind != VALUE_OBJECT || !object_field(value->as.object.type, TEXT("url")))
        return false;
    text hint = text_format(render->arena, "write '%.*s.url'", TEXT_ARGS(evaluate_path(render, expression)));
    evaluate_fail(render, expression->where, "layout-type", hint,
        "an address is meant here, and %s is printed as its %s", value->as.object.type->name,
        value->as.object.type->label_field);
    return true;
}

static bool print(
    struct render *render, const struct statement *statement, const struct value *value, span where)
{
    const char *problem = NULL;
    text blocked = TEXT_NONE;
    readings_note_words(render->page->readings, value);
    bool is_of_html = statement->escaping == ESCAPING_TEXT || statement->escaping == ESCAPING_ATTRIBUTE;
    if (value->kind == VALUE_TEXT && is_of_html && !value->is_safe)
        escape_html(render->out, value->as.text);
    else if ((value->kind == VALUE_TEXT && statement->escaping == ESCAPING_TEXT) ||
             is_markup_here(statement, value))
        buffer_append(render->out, value->as.text);
    else if (!escaping_append(statement->escaping, value, render->out, render->arena, &problem, &blocked))
        evaluate_fail(render, where, "layout-type", TEXT_NONE, "%s", problem);
    if (blocked.bytes)
        warn_of_blocked(render, where, blocked);
    return !render->has_failed && check_output(render, statement);
}

static bool execute_print(struct render *render, const struct statement *statement)
{
    const struct expression *expression = statement->as.print;
    struct value value;
    /* Its text stands in the context it was written for. */
    if (expression->kind == EXPRESSION_SUPER)
        return evaluate_block(render, expression->as.super.block);
    return evaluate_defined(render, expression, &value) &&
           !refuse_thing(render, statement, expression, &value) &&
           print(render, statement, &value, expression->where);
}

static bool execute_if(struct render *render, const struct statement *statement)
{
    for (size_t i = 0; i < statement->as.condition.count; i++) {
        const struct branch *branch = &statement->as.condition.branches[i];
        if (!branch->condition || evaluate_truth(render, branch->condition))
            return !render->has_failed && evaluate_statements(render, branch->body);
    }
    return !render->has_failed;
}

static bool assign(struct render *render, const struct target *target, struct value value)
{
    if (!target->attribute.bytes) {
        evaluate_store(render, target->place, value);
        return true;
    }
    struct value object = evaluate_load(render, target->place);
    if (object.kind != VALUE_OBJECT || object.as.object.type != &namespace_type) {
        evaluate_fail(render, target->where, "layout-type",
            text_format(
                render->arena, "make it with '{%% set %.*s = namespace() %%}'", TEXT_ARGS(target->name)),
            "'%.*s' is no namespace, so its fields cannot be set", TEXT_ARGS(target->name));
        return false;
    }
    namespace_set(&object, target->attribute, value);
    return true;
}

static bool fail_unpacking(struct render *render, const struct targets *targets,
    const struct expression *from, const struct value *value)
{
    if (value->kind == VALUE_LIST)
        evaluate_fail(render, from->where, "layout-type", TEXT_NONE,
            "%zu names, but a list of %zu to take apart", targets->count, value->as.list->count);
    else
        evaluate_fail(render, from->where, "layout-type",
            TEXT("of a map write |items for names and values; the number of a turn is loop.index"),
            "%zu names, but %s to take apart", targets->count, value_kind_name(value));
    return false;
}

/* A map (a group of groupby) comes apart into its values. */
bool evaluate_assign(
    struct render *render, const struct targets *targets, const struct expression *from, struct value value)
{
    if (targets->count == 1)
        return assign(render, &targets->items[0], value);
    bool is_map = value.kind == VALUE_MAP;
    size_t count = is_map ? value.as.map->count : value.kind == VALUE_LIST ? value.as.list->count : 0;
    if (count != targets->count)
        return fail_unpacking(render, targets, from, &value);
    for (size_t i = 0; i < count; i++)
        if (!assign(render, &targets->items[i],
                is_map ? value.as.map->entries[i].value : value_list_at(value.as.list, i)))
            return false;
    return true;
}

static bool execute_set(struct render *render, const struct statement *statement)
{
    struct value value = evaluate(render, statement->as.set.value);
    return !render->has_failed &&
           evaluate_assign(render, &statement->as.set.targets, statement->as.set.value, value);
}

/* The text of a body, through the filters of its tag. */
static struct value capture(struct render *render, const struct statement *statement)
{
    size_t mark = render->out->length;
    evaluate_start(render, &statement->as.capture.starts);
    evaluate_statements(render, statement->as.capture.body);
    struct value value = evaluate_captured(render, statement->where, mark, statement->language);
    if (render->has_failed || !statement->as.capture.filter)
        return value;
    render->frame->slots[statement->as.capture.slot] = value;
    return evaluate(render, statement->as.capture.filter);
}

static bool execute_set_block(struct render *render, const struct statement *statement)
{
    struct value value = capture(render, statement);
    return !render->has_failed && assign(render, &statement->as.capture.target, value);
}

static bool execute_filter(struct render *render, const struct statement *statement)
{
    struct value value = capture(render, statement);
    return !render->has_failed && print(render, statement, &value, statement->where);
}

bool evaluate_block(struct render *render, const struct block *block)
{
    evaluate_start(render, &block->starts);
    return evaluate_statements(render, block->body);
}

static bool execute_block(struct render *render, const struct statement *statement)
{
    const struct block *block = statement->as.block.block;
    if (block->is_required) {
        evaluate_fail(render, block->where, "required-block",
            TEXT("write {% block … %} with this name in the layout that extends this one"),
            "no layout fills the block '%.*s'", TEXT_ARGS(block->name));
        return false;
    }
    return evaluate_block(render, block);
}

static bool execute_macro(struct render *render, const struct statement *statement)
{
    evaluate_store(render, statement->as.macro.place, evaluate_closure(render, statement->as.macro.macro));
    return true;
}

/* The macro that is called, which may stand in an imported layout. */
static bool find_macro(struct render *render, const struct expression *call, struct value *macro)
{
    if (!evaluate_defined(render, call->as.call.callee, macro))
        return false;
    if (macro->kind != VALUE_CALLABLE)
        evaluate_fail(render, call->where, "layout-type", TEXT_NONE, "'call' needs a macro, not %s",
            value_kind_name(macro));
    return !render->has_failed;
}

static bool fail_caller(struct render *render, const struct expression *call, text name)
{
    evaluate_fail(render, call->where, "template-call",
        text_format(render->arena,
            "write {{ caller() }} in the macro where the text goes, or call it as {{ %.*s(…) }}",
            TEXT_ARGS(name)),
        "macro '%.*s' has no place for the text before 'endcall'", TEXT_ARGS(name));
    return false;
}

static bool execute_call(struct render *render, const struct statement *statement)
{
    const struct expression *call = statement->as.call.call;
    struct value macro, caller = evaluate_closure(render, statement->as.call.caller);
    if (!find_macro(render, call, &macro))
        return false;
    const struct closure *closure = macro.as.callable.pointer;
    if (!closure->macro->uses_caller)
        return fail_caller(render, call, closure->macro->name);
    struct value result = evaluate_macro(render, call, closure, &caller);
    return !render->has_failed && print(render, statement, &result, call->where);
}

static bool execute_with(struct render *render, const struct statement *statement)
{
    const struct bindings *bindings = &statement->as.with.bindings;
    for (size_t i = 0; i < bindings->count; i++)
        evaluate_store(render, bindings->targets[i].place, evaluate(render, bindings->values[i]));
    evaluate_start(render, &statement->as.with.starts);
    return !render->has_failed && evaluate_statements(render, statement->as.with.body);
}

static bool (*const executors[STATEMENT_KIND_COUNT])(
    struct render *render, const struct statement *statement) = {
    [STATEMENT_TEXT] = execute_text,
    [STATEMENT_PRINT] = execute_print,
    [STATEMENT_IF] = execute_if,
    [STATEMENT_FOR] = evaluate_for,
    [STATEMENT_SET] = execute_set,
    [STATEMENT_SET_BLOCK] = execute_set_block,
    [STATEMENT_BLOCK] = execute_block,
    [STATEMENT_INCLUDE] = evaluate_include,
    [STATEMENT_IMPORT] = evaluate_import,
    [STATEMENT_MACRO] = execute_macro,
    [STATEMENT_CALL] = execute_call,
    [STATEMENT_FILTER] = execute_filter,
    [STATEMENT_WITH] = execute_with,
    [STATEMENT_CACHE] = evaluate_cache,
    /* to add one: see ORDER STATEMENTS in tree.h */
};

/* The time of the statements inside counts for them. */
static bool execute_timed(struct render *render, const struct statement *statement)
{
    struct profile *profile = render->page->profile;
    int64_t outside = render->inner_ns, start = profile_start(profile);
    render->inner_ns = 0;
    bool is_done = executors[statement->kind](render, statement);
    int64_t taken = profile_start(profile) - start;
    uint64_t place = (uint64_t)(statement->where.source & 0xFFFFFF) << 32 | statement->where.offset;
    profile_add_time(profile, PROFILE_LAYOUT_LINE, place, taken - render->inner_ns);
    render->inner_ns = outside + taken;
    return is_done;
}

bool evaluate_statements(struct render *render, const struct statement *statements)
{
    bool is_timed = render->page->profile;
    for (const struct statement *statement = statements; statement; statement = statement->next) {
        if (!evaluate_enter(render, &statement->where))
            return false;
        bool is_done = is_timed                            ? execute_timed(render, statement)
                       : statement->kind == STATEMENT_TEXT ? append_text(render, statement)
                                                           : executors[statement->kind](render, statement);
        evaluate_leave(render);
        if (!is_done)
            return false;
    }
    return true;
}
