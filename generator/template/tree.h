/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_TEMPLATE_TREE_H
#define BRIEF_TEMPLATE_TREE_H
/*
 * tree: a layout as expressions and statements. The parser makes it, resolve.c and contexts.c fill in the
 * parts marked "resolved" and "contexts", the evaluator only reads it, but for `field`, a cache: a single
 * pointer that is checked before it is believed, so workers may share a tree in any kind of memory.
 */
#include "template/call.h"
#include "template/context.h"

struct scope;
struct wall;
struct signature;
struct expression;
struct statement;

/* ORDER EXPRESSIONS: tables in resolve_expressions.c and evaluate_expressions.c follow it. */
enum expression_kind {
    EXPRESSION_CONSTANT,
    EXPRESSION_NAME,
    EXPRESSION_LIST,
    EXPRESSION_MAP,
    EXPRESSION_ATTRIBUTE,
    EXPRESSION_INDEX,
    EXPRESSION_SLICE,
    EXPRESSION_UNARY,
    EXPRESSION_BINARY,
    EXPRESSION_COMPARISON,
    EXPRESSION_LOGIC,
    EXPRESSION_CONDITION,
    EXPRESSION_CALL,     /* of a value: a macro, a method, namespace */
    EXPRESSION_FUNCTION, /* of a row of the library */
    EXPRESSION_FILTER,
    EXPRESSION_TEST,
    EXPRESSION_SUPER,
    EXPRESSION_KIND_COUNT
};

/* ORDER OPERATIONS: tables in operators.c follow it. */
enum operation {
    OPERATION_NONE,
    OPERATION_ADD,
    OPERATION_SUBTRACT,
    OPERATION_MULTIPLY,
    OPERATION_DIVIDE,
    OPERATION_FLOOR_DIVIDE,
    OPERATION_REMAINDER,
    OPERATION_POWER,
    OPERATION_CONCATENATE,
    OPERATION_EQUAL,
    OPERATION_NOT_EQUAL,
    OPERATION_LESS,
    OPERATION_LESS_EQUAL,
    OPERATION_GREATER,
    OPERATION_GREATER_EQUAL,
    OPERATION_IN,
    OPERATION_NOT_IN,
    OPERATION_NEGATE,
    OPERATION_PLUS,
    OPERATION_NOT,
    OPERATION_AND,
    OPERATION_OR,
    OPERATION_COUNT
};

/* Where a name's value is kept. */
enum place_kind { PLACE_NOTHING, PLACE_LOCAL, PLACE_OUTER, PLACE_GLOBAL };

struct place {
    uint8_t kind;
    uint16_t level; /* PLACE_OUTER: how many frames up */
    uint32_t index; /* of the slot in its frame, or of the global */
};

struct argument {
    text name; /* absent: by position */
    span name_where;
    struct expression *value;
};

struct arguments {
    struct argument *items;
    size_t count;
};

/* Arguments of a row of the library, put at their positions; what is left over by name is in `named`. */
struct bound_arguments {
    struct expression **positions;
    size_t count;
    struct argument *named;
    size_t named_count;
};

struct comparison_link {
    enum operation operation;
    struct expression *operand;
};

struct expression {
    uint8_t kind;
    uint8_t operation;
    bool is_soft; /* resolved: stands under `default` or `is defined`, so that what is missing is no error */
    bool is_markup;  /* resolved: made in a layout of HTML or XML, where joining texts escapes */
    bool is_negated; /* EXPRESSION_TEST */
    uint16_t height; /* of the tree below */
    span where;
    union {
        struct value constant;
        struct {
            text name;
            struct place place; /* resolved */
        } name;
        struct {
            struct expression **items;
            size_t count;
        } list;
        struct {
            struct expression **keys, **values;
            size_t count;
        } map;
        struct {
            struct expression *object;
            text name;
            const struct field **found; /* resolved: the field of that name of the type met last */
        } attribute;
        struct {
            struct expression *object, *index;
        } index;
        struct {
            struct expression *object, *start, *stop, *step; /* NULL where left out */
        } slice;
        struct {
            struct expression *left, *right; /* a unary operand is left */
        } operands;
        struct {
            struct expression *first;
            struct comparison_link *links;
            size_t count;
        } comparison;
        struct {
            struct expression *condition, *yes, *no; /* no may be NULL */
        } condition;
        struct {
            struct expression *callee;
            struct arguments arguments;
            const struct template_function *row; /* resolved: EXPRESSION_FUNCTION */
            struct bound_arguments bound;
        } call;
        struct {
            struct expression *input;
            text name;
            struct arguments arguments;
            const struct template_function *row; /* resolved */
            struct bound_arguments bound;
        } filter; /* and test */
        struct {
            struct block *block; /* resolved: the one that is overridden here */
            bool is_printed;     /* contexts: where it stands; else its text is kept */
        } super;
    } as;
};

/* ORDER STATEMENTS: tables in resolve_statements.c, contexts.c and evaluate_statements.c follow it. */
enum statement_kind {
    STATEMENT_TEXT,
    STATEMENT_PRINT,
    STATEMENT_IF,
    STATEMENT_FOR,
    STATEMENT_SET,
    STATEMENT_SET_BLOCK,
    STATEMENT_BLOCK,
    STATEMENT_INCLUDE,
    STATEMENT_IMPORT,
    STATEMENT_MACRO,
    STATEMENT_CALL,
    STATEMENT_FILTER,
    STATEMENT_WITH,
    STATEMENT_CACHE,
    STATEMENT_KIND_COUNT
};

/* A name that a statement sets: `x`, or `ns.x` with `attribute`. */
struct target {
    text name;
    text attribute; /* absent: a plain name */
    span where;
    struct place place; /* resolved: PLACE_LOCAL for a plain name */
};

struct targets {
    struct target *items;
    size_t count;
};

/* resolved: names of a scope that start with the value of the same name outside. */
struct scope_start {
    uint32_t slot;
    struct place from;
};

struct scope_starts {
    struct scope_start *items;
    size_t count, capacity;
};

/* Names with the values that a tag gives them: `a = 1, b = 2`. */
struct bindings {
    struct target *targets;
    struct expression **values;
    size_t count;
};

struct branch {
    struct expression *condition; /* NULL: else */
    struct statement *body;
    span where;
};

struct parameter {
    text name;
    span where;
    struct expression *fallback; /* NULL: none given */
};

/* resolved: one frame, as large as a page or a macro needs it. */
struct unit {
    uint16_t depth;
    uint32_t slot_count;
    bool has_closures; /* macros are made in it, so that its frame may be needed later */
};

struct macro {
    text name;
    span where;
    struct parameter *parameters;
    size_t parameter_count;
    struct statement *body;
    enum template_language language; /* resolved, as all below */
    struct unit unit;                /* parameters have the first slots */
    struct scope_starts starts;
    uint32_t caller_slot, varargs_slot, kwargs_slot;
    bool uses_caller, uses_varargs, uses_kwargs;
};

/* One block of one file. */
struct block {
    text name;
    span where;
    bool is_scoped;
    bool is_required; /* a layout below has to fill it */
    struct statement *body;
    struct block *overridden;   /* resolved: the block of that name in the nearest layout above, or NULL */
    struct scope_starts starts; /* resolved */
    bool is_resolved;
    enum template_language language;
    bool has_context; /* contexts: the body was walked from `context` to `end` */
    struct context context, end;
    struct block *next; /* in the file */
};

/* A layout as another one includes it. */
struct inclusion {
    text name;
    struct statement *body;
    struct scope_starts starts;
    enum template_language language;
};

struct walked_loop {
    struct context start, end;
};

struct statement {
    uint8_t kind;
    bool ignores_missing; /* STATEMENT_INCLUDE */
    bool has_names;       /* STATEMENT_IMPORT: from … import */
    bool is_at_start;     /* contexts: markup of the same language may stand here */
    uint8_t escaping;     /* contexts: enum escaping */
    uint8_t language;     /* resolved: enum template_language of the file */
    span where;           /* the tag */
    struct statement *next;
    union {
        text text;
        struct expression *print;
        struct {
            struct branch *branches;
            size_t count;
        } condition;
        struct {
            struct targets targets;
            struct expression *items, *condition; /* condition may be NULL */
            struct statement *body, *otherwise;
            struct scope_starts starts, otherwise_starts;
            uint32_t loop_slot;
            bool uses_loop;
            uint16_t depth;
            struct walked_loop *walked; /* contexts: where it was walked last; NULL: not yet */
        } loop;
        struct {
            struct targets targets;
            struct expression *value;
        } set;
        struct {
            struct target target;
            struct expression *filter; /* its innermost input is `captured`; NULL: none */
            struct expression *captured;
            uint32_t slot; /* resolved: where the text is for `captured` */
            struct statement *body;
            struct scope_starts starts;
        } capture; /* set block and filter */
        struct {
            struct block *block; /* resolved: the one that overrides all others */
        } block;
        struct {
            struct expression *name;
            struct inclusion *inclusions; /* resolved: those known by name */
            size_t count;
            const struct scope *scope; /* for names known only at run time */
        } include;
        struct {
            struct expression *name;
            struct target alias;
            struct import_name *names;
            size_t name_count;
            struct statement *body; /* resolved: what the other layout declares */
            struct scope_starts starts;
            struct import_name *exports;
            size_t export_count;
        } import;
        struct {
            struct macro *macro;
            struct place place; /* resolved */
        } macro;
        struct {
            struct expression *call;
            struct macro *caller;
        } call;
        struct {
            struct bindings bindings;
            struct statement *body;
            struct scope_starts starts;
        } with;
        struct {
            struct bindings keys;
            text layout; /* the file it stands in */
            struct statement *body;
            struct scope_starts starts;
            struct wall *wall; /* resolved */
            text place;        /* contexts: bytes that are the same where the body means the same */
        } cache;
    } as;
};

struct import_name {
    text name;
    span where;
    struct target target;
    uint32_t slot; /* resolved: where the other layout keeps it */
};

/* One parsed file. */
struct layout_tree {
    text name;
    uint32_t source;
    struct statement *body;
    struct expression *extends; /* a constant text, or NULL */
    struct block *blocks;
    bool is_damaged; /* mistakes were reported that make names in it unreliable */
};
#endif
