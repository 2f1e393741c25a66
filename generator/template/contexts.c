/* SPDX-License-Identifier: MIT */
/*
 * One function a kind of statement. A loop whose body ends in another place than it starts is walked a second
 * time from where both meet; bodies whose text is kept for later (macros, set blocks) start and end in
 * running text.
 */
#include "template/contexts.h"
#include "base/arena.h"
#include <string.h>

struct walk {
    struct resolver *resolver;
    struct context context;
};

static void walk_statements(struct walk *walk, struct statement *statements);

static struct context start_of(enum template_language language)
{
    struct context context;
    context_init(&context, language);
    return context;
}

static bool is_at_start(const struct context *context, enum template_language language)
{
    struct context start = start_of(language);
    return context_equal(context, &start);
}

/* Exactly the same, in what is remembered too: context_equal also takes places that can be joined as equal.
 */
static bool is_same(const struct context *a, const struct context *b)
{
    return a->language == b->language && a->state == b->state && a->delimiter == b->delimiter &&
           a->element == b->element && a->attribute == b->attribute && a->url_part == b->url_part &&
           a->name_length == b->name_length && a->progress == b->progress && a->hiding == b->hiding &&
           a->hiding_progress == b->hiding_progress && a->depth == b->depth && a->is_mixed == b->is_mixed &&
           memcmp(a->name, b->name, sizeof a->name) == 0;
}

static void fail_apart(struct walk *walk, span where, const char *what, const struct context *first,
    const struct context *second)
{
    text hint = text_format(
        walk->resolver->arena, "one ends in %s, the other in %s", context_name(first), context_name(second));
    resolver_error(walk->resolver, where, "unbalanced-branches", hint, "%s", what);
}

static void walk_text(struct walk *walk, struct statement *statement)
{
    context_advance(&walk->context, statement->as.text);
}

/* How many commas a text of the layout has; -1 when it is none, or has more than commas and blanks. */
static int comma_count(const struct expression *expression)
{
    if (expression->kind != EXPRESSION_CONSTANT || expression->as.constant.kind != VALUE_TEXT)
        return -1;
    text value = expression->as.constant.as.text;
    int count = 0;
    for (size_t i = 0; i < value.length; i++) {
        if (value.bytes[i] != ',' && value.bytes[i] != ' ')
            return -1;
        count += value.bytes[i] == ',';
    }
    return count;
}

/* {{ "," }} or {{ ", " if not loop.last }}, where a comma is a mark. */
static bool prints_comma(const struct walk *walk, const struct expression *expression)
{
    if (!context_takes_comma(&walk->context))
        return false;
    if (expression->kind != EXPRESSION_CONDITION)
        return comma_count(expression) > 0;
    const struct expression *no = expression->as.condition.no;
    int with = comma_count(expression->as.condition.yes), without = no ? comma_count(no) : 0;
    return with >= 0 && without >= 0 && with + without > 0;
}

/* The comma may be left out, but when the layout always writes it. */
static void place_comma(struct walk *walk, struct statement *statement)
{
    struct context behind = walk->context;
    context_advance(&behind, TEXT(","));
    statement->escaping = ESCAPING_NONE;
    if (statement->as.print->kind == EXPRESSION_CONDITION)
        context_join(&walk->context, &behind);
    else
        walk->context = behind;
}

/* Sets the escaping of what a statement prints at this place. */
static void place_print(struct walk *walk, struct statement *statement, span where)
{
    const char *reason = "";
    text hint = context_hint(&walk->context);
    if (context_refuses_value(&walk->context))
        resolver_error(walk->resolver, where, "unescapable-context",
            TEXT("what is printed is a value of its own; write commas outside: {% if not loop.last %},{% "
                 "endif %}"),
            "in JSON no value can stand directly behind another");
    statement->escaping = (uint8_t)context_escaping(&walk->context, &reason);
    statement->is_at_start = is_at_start(&walk->context, walk->context.language);
    if (statement->escaping == ESCAPING_FORBIDDEN)
        resolver_error(walk->resolver, where, "unescapable-context",
            hint.bytes ? hint
                       : TEXT("print it as text or in a quoted attribute; looks are a matter of a class"),
            "nothing can be printed in %s", reason);
    context_advance_value(&walk->context);
}

static void walk_block(struct walk *walk, struct block *block, span where)
{
    if (block->has_context && !is_same(&block->context, &walk->context)) {
        fail_apart(
            walk, where, "the block is printed in two different contexts", &block->context, &walk->context);
        return;
    }
    if (!block->has_context) {
        block->has_context = true;
        block->context = block->end = walk->context;
        walk_statements(walk, block->body);
        block->end = walk->context;
    }
    walk->context = block->end;
}

static void walk_print(struct walk *walk, struct statement *statement)
{
    struct expression *expression = statement->as.print;
    if (expression->kind == EXPRESSION_SUPER && expression->as.super.block) {
        expression->as.super.is_printed = true;
        walk_block(walk, expression->as.super.block, expression->where);
        return;
    }
    if (prints_comma(walk, expression))
        place_comma(walk, statement);
    else
        place_print(walk, statement, expression->where);
}

/* A tag without else may print nothing: then the text goes on where it stood. */
static void walk_if(struct walk *walk, struct statement *statement)
{
    const struct context start = walk->context;
    struct context end = start;
    size_t count = statement->as.condition.count;
    bool has_else = count && !statement->as.condition.branches[count - 1].condition;
    for (size_t i = 0; i < count; i++) {
        struct branch *branch = &statement->as.condition.branches[i];
        walk->context = start;
        walk_statements(walk, branch->body);
        if (i == 0 && has_else) {
            end = walk->context;
        } else if (!context_join(&end, &walk->context)) {
            const char *what = has_else ? "branches end in different contexts"
                                        : "the text with and without the branch ends in different contexts";
            fail_apart(walk, branch->where, what, &end, &walk->context);
        }
    }
    walk->context = end;
}

/* Where the walk before this one started here too it says where this ends: else each loop would double the
 * walks of the loops inside. */
static void walk_for(struct walk *walk, struct statement *statement)
{
    struct walked_loop **walked = &statement->as.loop.walked;
    context_begin_loop(&walk->context);
    const struct context start = walk->context;
    struct context meeting = start;
    if (*walked && is_same(&(*walked)->start, &start)) {
        walk->context = (*walked)->end;
        return;
    }
    walk_statements(walk, statement->as.loop.body);
    if (!context_join(&meeting, &walk->context)) {
        fail_apart(walk, statement->where, "the loop does not end in the context in which it starts", &start,
            &walk->context);
    } else if (!is_same(&meeting, &start)) {
        walk->context = meeting;
        walk_statements(walk, statement->as.loop.body);
        if (!context_join(&meeting, &walk->context))
            fail_apart(walk, statement->where, "the loop does not end in the context in which it starts",
                &meeting, &walk->context);
    }
    walk->context = start;
    walk_statements(walk, statement->as.loop.otherwise);
    if (!context_join(&meeting, &walk->context))
        fail_apart(walk, statement->where, "the loop and its else end in different contexts", &meeting,
            &walk->context);
    if (!*walked)
        *walked = arena_new(walk->resolver->arena, struct walked_loop);
    **walked = (struct walked_loop){ start, meeting };
    walk->context = meeting;
}

/* Text that is kept: it starts and ends in running text. */
static void walk_kept(
    struct walk *walk, struct statement *body, enum template_language language, span where, const char *what)
{
    const struct context before = walk->context;
    walk->context = start_of(language);
    walk_statements(walk, body);
    if (!is_at_start(&walk->context, language))
        resolver_error(walk->resolver, where, "unbalanced-branches", TEXT_NONE, "%s ends in %s", what,
            context_name(&walk->context));
    walk->context = before;
}

static void walk_set_block(struct walk *walk, struct statement *statement)
{
    walk_kept(walk, statement->as.capture.body, statement->language, statement->where, "what is set");
}

static void walk_filter(struct walk *walk, struct statement *statement)
{
    walk_kept(walk, statement->as.capture.body, statement->language, statement->where, "what is filtered");
    place_print(walk, statement, statement->where);
}

static void walk_block_statement(struct walk *walk, struct statement *statement)
{
    walk_block(walk, statement->as.block.block, statement->where);
}

bool contexts_may_include(enum template_language outer, enum template_language inner)
{
    return outer == inner || (outer == TEMPLATE_HTML && inner == TEMPLATE_XML);
}

static void walk_include(struct walk *walk, struct statement *statement)
{
    static const char *const languages[] = { "HTML", "XML", "JSON", "plain text" };
    if (!is_at_start(&walk->context, walk->context.language)) {
        resolver_error(walk->resolver, statement->where, "unescapable-context", TEXT_NONE,
            "nothing can be included in %s", context_name(&walk->context));
        return;
    }
    for (size_t i = 0; i < statement->as.include.count; i++) {
        struct inclusion *inclusion = &statement->as.include.inclusions[i];
        const struct loading loading = { inclusion->name, statement->as.include.name->where,
            "included from here", walk->resolver->loading };
        if (!contexts_may_include(walk->context.language, inclusion->language)) {
            resolver_error(walk->resolver, statement->where, "unescapable-context", TEXT_NONE,
                "'%.*s' is %s and cannot be included in %s", TEXT_ARGS(inclusion->name),
                languages[inclusion->language], languages[walk->context.language]);
            continue;
        }
        walk->resolver->loading = &loading;
        contexts_inclusion(walk->resolver, inclusion);
        walk->resolver->loading = loading.outer;
    }
}

static void walk_import(struct walk *walk, struct statement *statement)
{
    const struct loading loading = { statement->as.import.name->as.constant.as.text,
        statement->as.import.name->where, "imported from here", walk->resolver->loading };
    walk->resolver->loading = &loading;
    walk_statements(walk, statement->as.import.body);
    walk->resolver->loading = loading.outer;
}

static void walk_macro(struct walk *walk, struct statement *statement)
{
    struct macro *macro = statement->as.macro.macro;
    walk_kept(walk, macro->body, macro->language, macro->where, "the macro");
}

static void walk_call(struct walk *walk, struct statement *statement)
{
    struct macro *caller = statement->as.call.caller;
    walk_kept(walk, caller->body, caller->language, statement->where, "the body of the call");
    place_print(walk, statement, statement->where);
}

static void walk_with(struct walk *walk, struct statement *statement)
{
    walk_statements(walk, statement->as.with.body);
}

/* A file that is used in several places is a tree for each: what makes the body mean the same in two of them
 * is that it stands at the same place of the file and is printed in the same context. */
static void walk_cache(struct walk *walk, struct statement *statement)
{
    struct buffer place;
    buffer_init(&place, walk->resolver->arena);
    buffer_append(&place, (text){ (const char *)&statement->where, sizeof statement->where });
    buffer_append(&place, (text){ (const char *)&walk->context, sizeof walk->context });
    statement->as.cache.place = buffer_text(&place);
    walk_statements(walk, statement->as.cache.body);
}

static void walk_nothing(struct walk *walk, struct statement *statement)
{
    (void)walk;
    (void)statement;
}

static void (*const walkers[STATEMENT_KIND_COUNT])(struct walk *walk, struct statement *statement) = {
    [STATEMENT_TEXT] = walk_text,
    [STATEMENT_PRINT] = walk_print,
    [STATEMENT_IF] = walk_if,
    [STATEMENT_FOR] = walk_for,
    [STATEMENT_SET] = walk_nothing,
    [STATEMENT_SET_BLOCK] = walk_set_block,
    [STATEMENT_BLOCK] = walk_block_statement,
    [STATEMENT_INCLUDE] = walk_include,
    [STATEMENT_IMPORT] = walk_import,
    [STATEMENT_MACRO] = walk_macro,
    [STATEMENT_CALL] = walk_call,
    [STATEMENT_FILTER] = walk_filter,
    [STATEMENT_WITH] = walk_with,
    [STATEMENT_CACHE] = walk_cache,
    /* to add one: see ORDER STATEMENTS in tree.h */
};

static void walk_statements(struct walk *walk, struct statement *statements)
{
    for (struct statement *statement = statements; statement; statement = statement->next)
        walkers[statement->kind](walk, statement);
}

void contexts_finish(struct resolver *resolver)
{
    for (size_t i = 0; i < resolver->supers.count; i++) {
        const struct expression *expression = resolver->supers.items[i];
        struct block *block = expression->as.super.block;
        struct walk walk = { resolver, start_of(block->language) };
        if (expression->as.super.is_printed)
            continue;
        walk_block(&walk, block, expression->where);
        if (!is_at_start(&walk.context, block->language))
            resolver_error(resolver, expression->where, "unbalanced-branches", TEXT_NONE,
                "the block ends in %s", context_name(&walk.context));
    }
}

void contexts_layout(struct resolver *resolver, struct inclusion *layout)
{
    struct walk walk = { resolver, start_of(layout->language) };
    walk_statements(&walk, layout->body);
}

void contexts_inclusion(struct resolver *resolver, struct inclusion *inclusion)
{
    struct walk walk = { resolver, start_of(inclusion->language) };
    walk_statements(&walk, inclusion->body);
    if (!is_at_start(&walk.context, inclusion->language))
        resolver_error(resolver, resolver->loading->where, "unbalanced-branches", TEXT_NONE,
            "'%.*s' ends in %s", TEXT_ARGS(inclusion->name), context_name(&walk.context));
}
