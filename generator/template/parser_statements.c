/* SPDX-License-Identifier: MIT */
/* Tags by name, and those that steer: if, for, block, include, extends, filter. Tags that give names to
 * things are in parser_declarations.c. */
#include "base/arena.h"
#include "base/count.h"
#include "base/list.h"
#include "template/parser_state.h"
#include <string.h>

/* Reads the condition of an if or elif and the end of its tag; a mistake leaves a condition that is never
 * used. */
static struct expression *parse_branch_condition(struct parser *parser, span where)
{
    struct expression *condition = parser_condition(parser);
    parser_finish_tag(parser);
    return condition ? condition : parser_constant(parser, value_none(), where);
}

/* if = "if" condition body {"elif" condition body} ["else" body] "endif" */
static struct statement *parse_if(struct parser *parser, span where)
{
    struct {
        struct branch *items;
        size_t count, capacity;
    } branches = { 0 };
    const struct open_tag open = { TEXT("if"), where, parser->open };
    struct statement *statement = parser_statement(parser, STATEMENT_IF, where);
    struct branch branch = { .condition = parse_branch_condition(parser, where), .where = where };
    text end;
    do {
        branch.body = parser_body(parser, &open, branch.condition ? "elif else endif" : "endif", &end);
        *list_add(parser->arena, &branches) = branch;
        branch.where = parser->token[-1].where;
        branch.condition = NULL;
        if (text_equal(end, TEXT("elif")))
            branch.condition = parse_branch_condition(parser, branch.where);
        else if (end.bytes)
            parser_finish_tag(parser);
    } while (end.bytes && !text_equal(end, TEXT("endif")));
    statement->as.condition.branches = branches.items;
    statement->as.condition.count = branches.count;
    return statement;
}

static bool parse_for_head(struct parser *parser, struct statement *statement)
{
    if (!parser_targets(parser, &statement->as.loop.targets, false) || !parser_expect_name(parser, "in"))
        return false;
    statement->as.loop.items = parser_tuple(parser, true);
    if (!statement->as.loop.items)
        return false;
    if (parser_skip_name(parser, "if")) {
        statement->as.loop.condition = parser_condition(parser);
        if (!statement->as.loop.condition)
            return false;
    }
    if (parser_at_name(parser, "recursive"))
        parser_fail(
            parser, parser->token->where, "write a macro that calls itself", "a loop cannot be recursive");
    return parser_at_end(parser);
}

/* for = "for" targets "in" tuple ["if" condition] body ["else" body] "endfor" */
static struct statement *parse_for(struct parser *parser, span where)
{
    struct statement *statement = parser_statement(parser, STATEMENT_FOR, where);
    const struct open_tag open = { TEXT("for"), where, parser->open };
    bool is_good = parse_for_head(parser, statement);
    parser_finish_tag(parser);
    text end;
    statement->as.loop.body = parser_body(parser, &open, "else endfor", &end);
    if (text_equal(end, TEXT("else"))) {
        parser_finish_tag(parser);
        statement->as.loop.otherwise = parser_body(parser, &open, "endfor", &end);
    }
    if (end.bytes)
        parser_finish_tag(parser);
    parser->tree->is_damaged |= !is_good;
    return is_good ? statement : NULL;
}

static void add_block(struct parser *parser, struct block *block)
{
    for (const struct block *other = parser->tree->blocks; other; other = other->next)
        if (text_equal(other->name, block->name)) {
            struct diagnostic *diagnostic = diagnostic_error(parser->diagnostics, block->where,
                "layout-syntax", "a second block '%.*s' in one layout", TEXT_ARGS(block->name));
            diagnostic_note(parser->diagnostics, diagnostic, other->where, "the first is here");
            return;
        }
    *parser->blocks_end = block;
    parser->blocks_end = &block->next;
}

/* block = "block" name ["scoped"] ["required"] body "endblock" [name] */
static struct statement *parse_block(struct parser *parser, span where)
{
    struct statement *statement = parser_statement(parser, STATEMENT_BLOCK, where);
    struct block *block = arena_new(parser->arena, struct block);
    const struct open_tag open = { TEXT("block"), where, parser->open };
    bool is_named = parser_read_name(parser, "the name of the block", &block->name, &block->where);
    for (;;) {
        if (parser_skip_name(parser, "scoped"))
            block->is_scoped = true;
        else if (parser_skip_name(parser, "required"))
            block->is_required = true;
        else
            break;
    }
    parser_finish_tag(parser);
    if (is_named)
        add_block(parser, block);
    text end;
    block->body = parser_body(parser, &open, "endblock", &end);
    if (parser->token->kind == TOKEN_NAME && is_named && !text_equal(parser->token->text, block->name))
        parser_fail(
            parser, parser->token->where, NULL, "the block that ends here is '%.*s'", TEXT_ARGS(block->name));
    parser->token += parser->token->kind == TOKEN_NAME;
    if (end.bytes)
        parser_finish_tag(parser);
    statement->as.block.block = block;
    return is_named ? statement : NULL;
}

/* include = "include" condition ["ignore" "missing"] [("with" | "without") "context"] */
static struct statement *parse_include(struct parser *parser, span where)
{
    struct statement *statement = parser_statement(parser, STATEMENT_INCLUDE, where);
    statement->as.include.name = parser_condition(parser);
    if (statement->as.include.name && parser_skip_name(parser, "ignore"))
        statement->ignores_missing = parser_expect_name(parser, "missing");
    bool is_given = parser->token->kind == TOKEN_NAME && text_equal(parser->token[1].text, TEXT("="));
    if (is_given || (parser_skip_name(parser, "with") && !parser_skip_name(parser, "context")))
        parser_fail(parser, parser->token->where,
            "give names values around it: {% with x = … %}{% include \"…\" %}{% endwith %}",
            "what is included takes no arguments");
    if (parser_at_name(parser, "without"))
        parser_fail(parser, parser->token->where, NULL, "what is included always sees the names around it");
    bool is_good = statement->as.include.name && parser_at_end(parser);
    parser_finish_tag(parser);
    return is_good ? statement : NULL;
}

/* extends = "extends" string, before everything else */
static struct statement *parse_extends(struct parser *parser, span where)
{
    struct expression *name = NULL;
    if (parser->tree->extends)
        parser_fail(parser, where, "extend one; take parts of the other with 'include'",
            "a layout extends one other at most");
    else if (parser->is_past_start || parser->open)
        parser_fail(parser, where, "move it to the top of the layout", "'extends' is not the first tag");
    else if (parser->token->kind != TOKEN_STRING)
        parser_fail_expected(parser, "the name of a layout in quotes");
    else
        name = parser_primary(parser);
    parser->tree->is_damaged |= !name;
    bool is_good = name && parser_at_end(parser);
    parser_finish_tag(parser);
    if (is_good)
        parser->tree->extends = name;
    return NULL;
}

/* filter = "filter" filter {"|" filter} body "endfilter" */
static struct statement *parse_filter_tag(struct parser *parser, span where)
{
    struct statement *statement = parser_statement(parser, STATEMENT_FILTER, where);
    const struct open_tag open = { TEXT("filter"), where, parser->open };
    statement->as.capture.captured = parser_expression(parser, EXPRESSION_NAME, where);
    statement->as.capture.filter = parser_filter_chain(parser, statement->as.capture.captured);
    bool is_good = statement->as.capture.filter && parser_at_end(parser);
    parser_finish_tag(parser);
    text end;
    statement->as.capture.body = parser_body(parser, &open, "endfilter", &end);
    if (end.bytes)
        parser_finish_tag(parser);
    return is_good ? statement : NULL;
}

static const struct tag_row {
    const char *name;
    struct statement *(*parse)(struct parser *parser, span where);
} tags[] = {
    { "block", parse_block }, { "cache", parser_cache }, { "call", parser_call },
    { "extends", parse_extends }, { "filter", parse_filter_tag }, { "for", parse_for },
    { "from", parser_from }, { "if", parse_if }, { "import", parser_import }, { "include", parse_include },
    { "macro", parser_macro }, { "set", parser_set }, { "with", parser_with },
    /* to add one: a function here or in parser_declarations.c, its row, a kind in tree.h and a row in each of
     * the tables that follow ORDER STATEMENTS */
};

enum { TAG_COUNT = COUNT(tags) };

/* Tags of other languages of layouts, and what does the same here. */
static const char *foreign_hint(text name)
{
    static const struct {
        const char *names; /* separated by blanks */
        const char *hint;
    } foreign[] = {
        { "assign", "write {% set name = value %}" },
        { "break continue", "choose before the loop: {% for x in xs if … %}, or xs|limit(3)" },
        { "capture", "write {% set name %}…{% endset %}" }, { "endcapture", "write {% endset %}" },
        { "comment endcomment", "write {# … #} around the comment" },
        { "unless", "write {% if not … %}…{% endif %}" }, { "endunless endcase end", "write {% endif %}" },
        { "case when", "write {% if x == … %}…{% elif x == … %}…{% endif %}" },
        { "elsif elseif", "write {% elif … %}" },
        { "render partial renderFile renderTemplate include_relative include_cached",
            "write {% include \"parts/name.html\" %}" },
        { "layout", "write {% extends \"name.html\" %}" },
        { "range each asyncEach asyncAll", "write {% for x in xs %}…{% endfor %}" },
        { "do", "nothing is done for its own sake; a value is kept with {% set name = … %}" },
        { "trans translate blocktrans blocktranslate", "write {{ t(\"…\") }}" },
        { "empty", "write {% else %}" },
        { "url static", "write {{ \"/about/\"|url }}, {{ asset(\"style.css\") }}" },
        { "load", "take it away: all filters and functions are there" },
        { "ifequal ifnotequal ifchanged", "write {% if x == … %}…{% endif %}, or ask loop.changed(x)" },
        { "now", "write {{ site.build_time|date(\"%Y\") }}" },
        { "cycle", "write {{ loop.cycle(\"odd\", \"even\") }}" },
        { "regroup", "write {% for group in xs|group_by(\"field\") %}" },
        { "embed use", "write {% extends \"name.html\" %}, or {% include \"parts/name.html\" %}" },
        { "apply", "write {% filter upper %}…{% endfilter %}" },
        { "highlight", "write <pre><code>…</code></pre>, with {% raw %} around what has braces" },
        { "spaceless", "white space is taken away by {%- and -%}" },
        { "increment decrement", "write {% set ns = namespace(n=0) %}, and {% set ns.n = ns.n + 1 %}" },
        { "paginate", "the pages of a list are listing.number, listing.next_url …, as in parts/pager.html" },
        { "verbatim", "write {% raw %}…{% endraw %}" },
        { "autoescape", "values are escaped by where they stand; markup is printed with |safe" },
        /* to add one: its row */
    };
    for (size_t i = 0; i < COUNT(foreign); i++)
        if (parser_is_one_of(name, foreign[i].names))
            return foreign[i].hint;
    return NULL;
}

static const char *unknown_hint(struct parser *parser, text name, const char *const *names, size_t count)
{
    const char *foreign = foreign_hint(name), *nearest = diagnostic_nearest(name, names, count);
    return foreign ? foreign
           : nearest
               ? text_to_string(parser->arena, text_format(parser->arena, "did you mean '%s'?", nearest))
               : "docs/layouts.md lists the tags; a shortcode stands in a text, not in a layout";
}

/* {% endtrans %}, when {% trans %} was reported already. */
static bool ends_unknown(const struct parser *parser, text name)
{
    for (size_t i = 0; i < parser->unknown.count; i++)
        if (text_starts_with(name, TEXT("end")) && text_equal(text_from(name, 3), parser->unknown.items[i]))
            return true;
    return false;
}

/* A tag that only has a place inside another one, or none at all. */
static void report_unknown(struct parser *parser, text name, span where)
{
    static const char *const inner[] = { "elif", "else", "endif", "endfor", "endblock", "endmacro", "endcall",
        "endset", "endfilter", "endwith", "endcache", "endraw" };
    const char *names[TAG_COUNT + COUNT(inner)];
    size_t count = 0;
    for (; count < TAG_COUNT; count++)
        names[count] = tags[count].name;
    bool is_inner = false;
    for (size_t i = 0; i < COUNT(inner); i++) {
        names[count++] = inner[i];
        is_inner |= text_equal(name, text_of(inner[i]));
    }
    if (is_inner && parser->open) {
        text hint =
            text_format(parser->arena, "end it first, with {%% end%.*s %%}", TEXT_ARGS(parser->open->name));
        parser_fail(parser, where, text_to_string(parser->arena, hint),
            "'%.*s' does not fit '%.*s', which is open", TEXT_ARGS(name), TEXT_ARGS(parser->open->name));
    } else if (is_inner) {
        parser_fail(parser, where, "take it away, or write the tag that it ends above it",
            "'%.*s' has nothing to belong to", TEXT_ARGS(name));
    } else if (!ends_unknown(parser, name)) {
        *list_add(parser->arena, &parser->unknown) = name;
        parser_fail(
            parser, where, unknown_hint(parser, name, names, count), "unknown tag '%.*s'", TEXT_ARGS(name));
    }
    /* Names that it may have set are not known. */
    parser->tree->is_damaged = true;
}

struct statement *parser_tag(struct parser *parser, text name, span where)
{
    for (size_t i = 0; i < TAG_COUNT; i++)
        if (text_equal(name, text_of(tags[i].name)))
            return tags[i].parse(parser, where);
    report_unknown(parser, name, where);
    parser_finish_tag(parser);
    return NULL;
}
