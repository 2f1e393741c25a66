/* SPDX-License-Identifier: MIT */
/* parser: expressions are printed with all their brackets, mistakes as "offset: message (hint)". */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "base/arena.h"
#include "base/json.h"
#include "template/operators.h"
#include "template/parser.h"

static void print(struct buffer *out, const struct expression *expression);

static void print_arguments(struct buffer *out, const struct arguments *arguments)
{
    for (size_t i = 0; i < arguments->count; i++) {
        buffer_append(out, i ? TEXT(", ") : TEXT(""));
        if (arguments->items[i].name.bytes)
            buffer_print(out, "%.*s=", TEXT_ARGS(arguments->items[i].name));
        print(out, arguments->items[i].value);
    }
}

static void print_list(struct buffer *out, const struct expression *expression)
{
    buffer_append_byte(out, '[');
    for (size_t i = 0; i < expression->as.list.count; i++) {
        buffer_append(out, i ? TEXT(", ") : TEXT(""));
        print(out, expression->as.list.items[i]);
    }
    buffer_append_byte(out, ']');
}

static void print_operation(struct buffer *out, const struct expression *expression)
{
    bool is_unary = expression->kind == EXPRESSION_UNARY;
    buffer_append_byte(out, '(');
    if (!is_unary)
        print(out, expression->as.operands.left);
    buffer_print(out, " %s ", operators_name(expression->operation));
    print(out, is_unary ? expression->as.operands.left : expression->as.operands.right);
    buffer_append_byte(out, ')');
}

static void print_comparison(struct buffer *out, const struct expression *expression)
{
    buffer_append_byte(out, '(');
    print(out, expression->as.comparison.first);
    for (size_t i = 0; i < expression->as.comparison.count; i++) {
        buffer_print(out, " %s ", operators_name(expression->as.comparison.links[i].operation));
        print(out, expression->as.comparison.links[i].operand);
    }
    buffer_append_byte(out, ')');
}

static void print_row(struct buffer *out, const struct expression *expression)
{
    bool is_test = expression->kind == EXPRESSION_TEST;
    print(out, expression->as.filter.input);
    buffer_print(out, "%s%s%.*s(", is_test ? " is " : "|", expression->is_negated ? "not " : "",
        TEXT_ARGS(expression->as.filter.name));
    print_arguments(out, &expression->as.filter.arguments);
    buffer_append_byte(out, ')');
}

static void print_condition(struct buffer *out, const struct expression *expression)
{
    buffer_append_byte(out, '(');
    print(out, expression->as.condition.yes);
    buffer_append_literal(out, " if ");
    print(out, expression->as.condition.condition);
    if (expression->as.condition.no) {
        buffer_append_literal(out, " else ");
        print(out, expression->as.condition.no);
    }
    buffer_append_byte(out, ')');
}

static void print_slice(struct buffer *out, const struct expression *expression)
{
    const struct expression *const parts[] = { expression->as.slice.start, expression->as.slice.stop,
        expression->as.slice.step };
    print(out, expression->as.slice.object);
    for (size_t i = 0; i < 3; i++) {
        buffer_append_byte(out, i ? ':' : '[');
        if (parts[i])
            print(out, parts[i]);
    }
    buffer_append_byte(out, ']');
}

static void print(struct buffer *out, const struct expression *expression)
{
    switch ((enum expression_kind)expression->kind) {
    case EXPRESSION_CONSTANT: json_write(out, &expression->as.constant, 0); break;
    case EXPRESSION_NAME: buffer_append(out, expression->as.name.name); break;
    case EXPRESSION_LIST: print_list(out, expression); break;
    case EXPRESSION_ATTRIBUTE:
        print(out, expression->as.attribute.object);
        buffer_print(out, ".%.*s", TEXT_ARGS(expression->as.attribute.name));
        break;
    case EXPRESSION_INDEX:
        print(out, expression->as.index.object);
        buffer_append_byte(out, '[');
        print(out, expression->as.index.index);
        buffer_append_byte(out, ']');
        break;
    case EXPRESSION_SLICE: print_slice(out, expression); break;
    case EXPRESSION_UNARY:
    case EXPRESSION_BINARY:
    case EXPRESSION_LOGIC: print_operation(out, expression); break;
    case EXPRESSION_COMPARISON: print_comparison(out, expression); break;
    case EXPRESSION_CONDITION: print_condition(out, expression); break;
    case EXPRESSION_FILTER:
    case EXPRESSION_TEST: print_row(out, expression); break;
    case EXPRESSION_CALL:
        print(out, expression->as.call.callee);
        buffer_append_byte(out, '(');
        print_arguments(out, &expression->as.call.arguments);
        buffer_append_byte(out, ')');
        break;
    default: buffer_append_literal(out, "super()");
    }
}

static void check(const char *contents, const char *expected)
{
    struct arena arena;
    arena_init(&arena);
    struct diagnostics diagnostics;
    struct buffer out;
    diagnostics_init(&diagnostics, &arena);
    buffer_init(&out, &arena);
    struct tokens tokens;
    lexer_read(&tokens, 1, text_of(contents), &arena, &diagnostics);
    const struct layout_tree *tree = parser_parse(TEXT("page.html"), 1, &tokens, &arena, &diagnostics);
    for (const struct statement *at = tree->body; at && !diagnostics.first; at = at->next)
        if (at->kind == STATEMENT_PRINT)
            print(&out, at->as.print);
    for (const struct diagnostic *at = diagnostics.first; at; at = at->next) {
        buffer_print(&out, "%u: %.*s", at->where.offset, TEXT_ARGS(at->message));
        if (at->hint.bytes)
            buffer_print(&out, " (%.*s)", TEXT_ARGS(at->hint));
        buffer_append(&out, at->next ? TEXT("\n") : TEXT(""));
    }
    assert_string_equal(text_to_string(&arena, buffer_text(&out)), expected);
    arena_release(&arena);
}

static void operators_bind_as_in_jinja(void **state)
{
    (void)state;
    check("{{ 1 + 2 * 3 - 4 }}", "((1 + (2 * 3)) - 4)");
    check("{{ a ~ b + c ~ d }}", "((a ~ b) + (c ~ d))");
    check("{{ -a ** 2 }}", "(( - a) ** 2)");
    check("{{ 2 ** 3 ** 4 }}", "((2 ** 3) ** 4)");
    check("{{ not a == b and c or d }}", "((( not (a == b)) and c) or d)");
    check("{{ a < b <= c not in d }}", "(a < b <= c not in d)");
    check("{{ a if b else c if d }}", "(a if b else (c if d))");
}

static void filters_and_tests_bind_tighter_than_arithmetic(void **state)
{
    (void)state;
    check("{{ a + b|f(1, x=2)|g }}", "(a + b|f(1, x=2)|g())");
    check("{{ -1|abs }}", "( - 1)|abs()");
    check("{{ a is divisibleby 3 and b is not none }}", "(a is divisibleby(3) and b is not none())");
    check("{{ a is defined if b else c }}", "(a is defined() if b else c)");
}

static void parts_are_taken_in_many_ways(void **state)
{
    (void)state;
    check("{{ a.b[0].c[1:2][::3].4 }}", "a.b[0].c[1:2:][::3][4]");
    check("{{ f(1)(x=2).g() }}", "f(1)(x=2).g()");
    check("{{ (1, 2), () , (3) }}", "[[1, 2], [], 3]");
}

static void each_tag_is_reported_once_and_the_rest_is_read(void **state)
{
    (void)state;
    check("{{ a + }} {{ b. }} {{ c }}", "7: expected a value, found '}}'\n"
                                        "16: expected the name of a field, found '}}'");
    check("{{ f(1, }} {{ [1 2] }}", "8: expected a value, found '}}'\n17: expected ']', found '2'");
    check("{{ a b }}", "5: expected the end of the tag, found 'b'");
    check(
        "{{ a|first.name }}", "10: a field cannot follow a filter (put brackets around it: (…|first).name)");
    check(
        "{{ a|limit(3)[0] }}", "13: an index cannot follow a filter (put brackets around it: (…|limit)[…])");
}

static void what_other_languages_write_is_reported_once_with_a_hint(void **state)
{
    (void)state;
    check("{% if a = 1 %}{% endif %}", "8: expected the end of the tag, found '=' (write '==' to compare)");
    check("{{ a|limit: 3 }}",
        "10: expected the end of the tag, found ':' (arguments stand in brackets: limit(…))");
    check("{{ a ? b : \"c\" }}",
        "5: expected the end of the tag, found '?' (write 'this if condition else that')");
    check("{{ a ?? \"c\" }}", "5: '?"
                              "?' has no meaning here (write 'or')");
    check("{% if a %}{% else if b %}{% endif %}",
        "18: expected the end of the tag, found 'if' (write {% elif … %})");
}

static void unknown_tags_get_a_suggestion(void **state)
{
    (void)state;
    check("{% fro x in y %}", "3: unknown tag 'fro' (did you mean 'for'?)");
    check("{% endfro %}", "3: unknown tag 'endfro' (did you mean 'endfor'?)");
    check("{% assign x = 1 %}", "3: unknown tag 'assign' (write {% set name = value %})");
    check("{% endunless %}", "3: unknown tag 'endunless' (write {% endif %})");
    check("{% for x in y %}{% break %}{% endfor %}",
        "19: unknown tag 'break' (choose before the loop: {% for x in xs if … %}, or xs|limit(3))");
    check("{% endif %}",
        "3: 'endif' has nothing to belong to (take it away, or write the tag that it ends above it)");
    check("{% for x in y %}{% else %}{% elif %}{% endfor %}",
        "29: 'elif' does not fit 'for', which is open (end it first, with {% endfor %})");
}

static void what_is_not_closed_names_its_opening_tag(void **state)
{
    (void)state;
    check("a\n{% if b %}\nc", "5: 'if' is not closed (end it with '{% endif %}')");
    check("{% for x in y %}{% if x %}{% endfor %}", "19: 'if' is not closed (end it with '{% endif %}')");
}

static void extends_stands_first(void **state)
{
    (void)state;
    check("{# note #} \n{% extends 'a' %}", "");
    check("x{% extends 'a' %}", "4: 'extends' is not the first tag (move it to the top of the layout)");
    check("{% extends a %}", "11: expected the name of a layout in quotes, found 'a'");
}

static void arguments_and_parameters_are_in_order(void **state)
{
    (void)state;
    check("{{ f(a=1, 2) }}", "10: an argument without a name stands behind one with a name");
    check("{% macro f(a=1, b) %}{% endmacro %}",
        "16: parameter 'b' without a default stands behind one with a default");
    check("{% block a %}{% endblock %}{% block a %}{% endblock %}", "36: a second block 'a' in one layout");
}

static void depth_is_bounded(void **state)
{
    (void)state;
    char deep[4096] = "{{ ";
    memset(deep + 3, '(', 400);
    strncat(deep, "1 }}", 8);
    check(deep, "53: the expression is nested more than 100 deep");
    static char long_sum[40000] = "{{ 1";
    for (size_t at = 4; at < 4000; at += 2)
        memcpy(long_sum + at, "+1", 3);
    strncat(long_sum, " }}", 4);
    check(long_sum, "3: the expression has more than 400 parts in a row");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(operators_bind_as_in_jinja),
        cmocka_unit_test(filters_and_tests_bind_tighter_than_arithmetic),
        cmocka_unit_test(parts_are_taken_in_many_ways),
        cmocka_unit_test(each_tag_is_reported_once_and_the_rest_is_read),
        cmocka_unit_test(what_other_languages_write_is_reported_once_with_a_hint),
        cmocka_unit_test(unknown_tags_get_a_suggestion),
        cmocka_unit_test(what_is_not_closed_names_its_opening_tag),
        cmocka_unit_test(extends_stands_first),
        cmocka_unit_test(arguments_and_parameters_are_in_order),
        cmocka_unit_test(depth_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
