/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_TEMPLATE_EVALUATE_H
#define BRIEF_TEMPLATE_EVALUATE_H
/*
 * evaluate: what the files of the evaluator share: one rendering, its frames, and the rule for mistakes. The
 * first one is reported, has_failed is set, and everybody returns at once; a value returned then means
 * nothing.
 *
 * An undefined value remembers where it comes from, for the message when it is used: as.object.pointer is the
 * expression that gave it (or NULL), as.object.type the type that lacks the field, and is_plain says that
 * there was none to take a field from. A text that is_safe and is_plain is markup made by a layout of XML.
 */
#include "template/templates.h"

/* Deep enough for any layout that people write, and far below what the stack of a process holds. */
enum { EVALUATE_DEPTH_MAX = 1500 };

struct frame {
    struct value *slots;
    size_t count;
    struct frame *outer; /* of the macro's definition */
};

/* Where the rendering has come through, for notes: an include, the call of a macro. */
struct level {
    span where;
    const char *words;
    const struct level *outer;
};

struct frame_segment {
    struct value *values;
    size_t count, used;
    struct frame_segment *outer, *next; /* the one that was full; the one made last when this was */
};

/* A macro with the frame it was made in: what a VALUE_CALLABLE points to. */
struct closure {
    const struct macro *macro;
    struct frame *frame;
};

struct render {
    struct templates *templates;
    const struct template_page *page;
    const struct value *globals;
    struct arena *arena;
    struct buffer *out;
    struct diagnostics *diagnostics;
    struct frame *frame;
    struct frame_segment *segment; /* with the newest frame: frames of macros, as a stack */
    const struct level *level;
    struct map inclusions; /* by statement and name: what was compiled while rendering */
    uint64_t steps, step_limit;
    size_t out_limit, made_limit; /* length of `out`; bytes of text made on the way */
    size_t made_bytes;
    size_t depth, include_depth;
    size_t deepest, deepest_include; /* the largest of each so far */
    bool has_failed;
    int64_t inner_ns; /* with a profile: what the statements inside the one at hand took */
};

/* evaluate.c */
/* Reports; `hint` may be absent. Returns undefined. Only the first report of a rendering counts. */
struct value evaluate_fail(struct render *render, span where, const char *code, text hint, const char *format,
    ...) __attribute__((format(printf, 5, 6)));
/* Warns, and goes on. */
void evaluate_warn(struct render *render, span where, const char *code, text hint, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
/* The expression as it is written, as far as it is names and fields: "page.extra.note"; evaluate_missing.c.
 */
text evaluate_path(struct render *render, const struct expression *expression);
/* Reports that an undefined value was used; evaluate_missing.c. */
void evaluate_fail_undefined(
    struct render *render, const struct expression *expression, const struct value *value);
/* evaluate_enter where a limit is passed or the depth is the largest so far. */
bool evaluate_enter_deeper(struct render *render, const span *where);
/* Counts one step, one level deeper; false after reporting. evaluate_leave goes back up. Both are called for
 * every node of a layout: inside their callers. */
static inline bool evaluate_enter(struct render *render, const span *where)
{
    if ((++render->steps > render->step_limit || render->depth >= render->deepest) &&
        !evaluate_enter_deeper(render, where))
        return false;
    render->depth++;
    return true;
}

static inline void evaluate_leave(struct render *render)
{
    render->depth--;
}

/* Counts bytes of text made on the way to the page, and reports too many. */
void evaluate_charge(struct render *render, span where, size_t bytes);
static inline struct frame *evaluate_frame_at(const struct render *render, struct place place)
{
    struct frame *frame = render->frame;
    for (uint16_t i = 0; i < place.level; i++)
        frame = frame->outer;
    return frame;
}

/* Where the value is; NULL for PLACE_NOTHING. */
static inline const struct value *evaluate_value_at(const struct render *render, struct place place)
{
    switch ((enum place_kind)place.kind) {
    case PLACE_LOCAL: return &render->frame->slots[place.index];
    case PLACE_OUTER: return &evaluate_frame_at(render, place)->slots[place.index];
    case PLACE_GLOBAL: return &render->globals[place.index];
    case PLACE_NOTHING: break;
    }
    return NULL;
}

static inline struct value evaluate_load(const struct render *render, struct place place)
{
    const struct value *value = evaluate_value_at(render, place);
    return value ? *value : value_undefined();
}

void evaluate_store(struct render *render, struct place place, struct value value);
/* Gives names of a scope the values they start with. */
void evaluate_start(struct render *render, const struct scope_starts *starts);
/* What was appended to `out` since `mark`, cut off there: text of that language, not escaped again. */
struct value evaluate_captured(
    struct render *render, span where, size_t mark, enum template_language language);

/* evaluate_expressions.c */
/* The value of an expression that has parts. */
struct value evaluate_parts(struct render *render, const struct expression *expression);
/* The same for EXPRESSION_ATTRIBUTE; evaluate_access.c. */
struct value evaluate_attribute(struct render *render, const struct expression *expression);
/* The value, which may be undefined. Most nodes are names, constants and fields, which go the short way. */
static inline struct value evaluate(struct render *render, const struct expression *expression)
{
    if (expression->kind == EXPRESSION_ATTRIBUTE)
        return evaluate_attribute(render, expression);
    if (expression->kind != EXPRESSION_CONSTANT && expression->kind != EXPRESSION_NAME)
        return evaluate_parts(render, expression);
    if (render->has_failed || !evaluate_enter(render, &expression->where))
        return value_undefined();
    evaluate_leave(render);
    if (expression->kind == EXPRESSION_CONSTANT)
        return expression->as.constant;
    struct value value = evaluate_load(render, expression->as.name.place);
    if (value.kind == VALUE_UNDEFINED && !value.as.object.pointer)
        value.as.object.pointer = expression;
    return value;
}
/* The same, but undefined is an error. False when the rendering has failed. */
static inline bool evaluate_defined(
    struct render *render, const struct expression *expression, struct value *value)
{
    *value = evaluate(render, expression);
    if (value->kind == VALUE_UNDEFINED && !render->has_failed)
        evaluate_fail_undefined(render, expression, value);
    return !render->has_failed;
}
/* Is it true? A missing key is false; a name that is not known here is an error. */
bool evaluate_truth(struct render *render, const struct expression *expression);

/* evaluate_access.c */
struct value evaluate_index(struct render *render, const struct expression *expression);
struct value evaluate_slice(struct render *render, const struct expression *expression);
/* A field of an object, a key of a map; undefined when it is not there. */
struct value evaluate_member(
    struct render *render, const struct expression *expression, const struct value *object, text name);

/* evaluate_calls.c */
struct value evaluate_call(struct render *render, const struct expression *expression);
struct value evaluate_function(struct render *render, const struct expression *expression);
struct value evaluate_filter(struct render *render, const struct expression *expression);
struct value evaluate_test(struct render *render, const struct expression *expression);

/* evaluate_macros.c */
struct value evaluate_macro(struct render *render, const struct expression *call,
    const struct closure *closure, const struct value *caller);
struct value evaluate_closure(struct render *render, const struct macro *macro);

/* evaluate_statements.c */
/* False when the rendering has failed. */
bool evaluate_statements(struct render *render, const struct statement *statements);
bool evaluate_block(struct render *render, const struct block *block);
/* evaluate_loop.c */
bool evaluate_for(struct render *render, const struct statement *statement);
/* Sets targets from a value, taking it apart when there are several. */
bool evaluate_assign(
    struct render *render, const struct targets *targets, const struct expression *from, struct value value);
/* evaluate_layouts.c */
bool evaluate_include(struct render *render, const struct statement *statement);
bool evaluate_import(struct render *render, const struct statement *statement);

/* evaluate_cache.c */
bool evaluate_cache(struct render *render, const struct statement *statement);
#endif
