/* SPDX-License-Identifier: MIT */
/*
 * Recursive descent, one function a rule, the rule written above it. This file has the frame: tokens,
 * reporting, and bodies. After a mistake the parser goes to the end of the tag, so that each tag is reported
 * at most once; an end tag that belongs further out closes everything inside.
 */
#include "template/parser.h"
#include "template/context.h"
#include "template/parser_state.h"
#include "base/arena.h"
#include "base/count.h"
#include <string.h>

enum { BODY_DEPTH_MAX = 64 };

void parser_fail(struct parser *parser, span where, const char *hint, const char *format, ...)
{
    if (parser->has_failed)
        return;
    parser->has_failed = true;
    va_list arguments;
    va_start(arguments, format);
    text message = text_vformat(parser->arena, format, arguments);
    va_end(arguments);
    struct diagnostic *diagnostic =
        diagnostic_report(parser->diagnostics, SEVERITY_ERROR, where, "layout-syntax", message);
    if (hint)
        diagnostic_hint(parser->diagnostics, diagnostic, "%s", hint);
}

/* What other languages write behind a value; NULL when that cannot be told. */
static const char *hint_behind_value(struct parser *parser, const struct token *token)
{
    static const struct {
        const char *found, *hint;
    } strays[] = {
        { "=", "write '==' to compare" }, { "?", "write 'this if condition else that'" },
        { "contains", "write 'part in whole'" }, { "limit", "write list|limit(5)" },
        { "reversed", "write list|reverse" }, { "starts", "write text.startswith(\"…\")" },
        { "ends", "write text.endswith(\"…\")" },
        { "only", "leave it out: what is included sees this place" },
        /* to add one: what stands there, and what to write */
    };
    for (size_t i = 0; i < COUNT(strays); i++)
        if (text_equal(token->text, text_of(strays[i].found)))
            return strays[i].hint;
    bool is_arrow = text_equal(token->text, TEXT(">")) && text_equal(token[-1].text, TEXT("="));
    bool is_row = text_equal(token->text, TEXT(".")) && text_equal(token[-1].text, TEXT("."));
    if (is_arrow || is_row)
        return is_arrow
                   ? "items are chosen by a field: |selectattr(\"type\", \"eq\", \"report\"), or in a loop, "
                     "{% for x in xs if … %}"
                   : "write range(1, 6) for the numbers from 1 to 5";
    bool is_after_name = token[-1].kind == TOKEN_NAME;
    if (is_after_name && text_equal(token->text, TEXT(":")) && text_equal(token[-2].text, TEXT("|")))
        return text_to_string(parser->arena,
            text_format(parser->arena, "arguments stand in brackets: %.*s(…)", TEXT_ARGS(token[-1].text)));
    bool is_branch = text_equal(token->text, TEXT("if")) && text_equal(token[-1].text, TEXT("else"));
    return is_branch ? "write {% elif … %}" : NULL;
}

/* "a . b" of Twig, and a call without brackets. */
static const char *hint_at_string(const struct parser *parser, const char *wanted)
{
    bool is_field = parser->token[-1].kind == TOKEN_SIGN && text_equal(parser->token[-1].text, TEXT("."));
    bool is_end = text_equal(text_of(wanted), TEXT("the end of the tag"));
    return is_field ? "texts are joined with '~'"
           : is_end ? "texts are joined with '~'; what is given to a function stands in brackets, f(\"…\")"
                    : NULL;
}

/* "set x := 1", "with x as y". */
static const char *hint_for_sign(const char *wanted, const struct token *token)
{
    bool wants_value = text_equal(text_of(wanted), TEXT("'='"));
    return wants_value && token->kind == TOKEN_SIGN ? "write name = value" : NULL;
}

void parser_fail_expected(struct parser *parser, const char *wanted)
{
    const struct token *token = parser->token;
    const bool is_behind = wanted[0] != '\'' || wanted[1] == ')'; /* no other sign or word is missing */
    /* An empty end stands for a tag that was reported as not closed. */
    if (token->kind == TOKEN_END && token->where.length == 0)
        parser->has_failed = true;
    if (token->kind == TOKEN_STRING)
        parser_fail(
            parser, token->where, hint_at_string(parser, wanted), "expected %s, found a string", wanted);
    else
        parser_fail(parser, token->where,
            is_behind ? hint_behind_value(parser, token) : hint_for_sign(wanted, token),
            "expected %s, found '%.*s'", wanted, TEXT_ARGS(token->text));
}

bool parser_expect_sign(struct parser *parser, const char *sign)
{
    if (parser_skip_sign(parser, sign))
        return true;
    char wanted[8] = { '\'', sign[0], '\'' };
    parser_fail_expected(parser, wanted);
    return false;
}

bool parser_expect_name(struct parser *parser, const char *name)
{
    if (parser_skip_name(parser, name))
        return true;
    parser_fail_expected(parser, text_to_string(parser->arena, text_format(parser->arena, "'%s'", name)));
    return false;
}

static bool is_reserved(text name)
{
    static const text words[] = { TEXT_INIT("and"), TEXT_INIT("or"), TEXT_INIT("not"), TEXT_INIT("in"),
        TEXT_INIT("is"), TEXT_INIT("if"), TEXT_INIT("else"), TEXT_INIT("true"), TEXT_INIT("false"),
        TEXT_INIT("none"), TEXT_INIT("True"), TEXT_INIT("False"), TEXT_INIT("None") };
    return text_is_one_of(name, words, COUNT(words));
}

bool parser_read_name(struct parser *parser, const char *wanted, text *name, span *where)
{
    if (parser->token->kind != TOKEN_NAME || is_reserved(parser->token->text)) {
        parser_fail_expected(parser, wanted);
        return false;
    }
    *name = parser->token->text;
    *where = parser->token->where;
    parser->token++;
    return true;
}

bool parser_at_end(const struct parser *parser)
{
    return parser->token->kind == TOKEN_END;
}

span span_join(span first, span last)
{
    return (span){ first.source, first.offset, last.offset + last.length - first.offset };
}

span parser_span_from(const struct parser *parser, span first)
{
    return span_join(first, parser->token[-1].where);
}

struct statement *parser_statement(struct parser *parser, enum statement_kind kind, span where)
{
    struct statement *statement = arena_new(parser->arena, struct statement);
    statement->kind = (uint8_t)kind;
    statement->where = where;
    /* Until contexts.c has found the place, nothing may be printed there. */
    statement->escaping = ESCAPING_FORBIDDEN;
    return statement;
}

void parser_finish_tag(struct parser *parser)
{
    if (!parser_at_end(parser) && !parser->has_failed)
        parser_fail_expected(parser, "the end of the tag");
    while (parser->token->kind != TOKEN_END && parser->token->kind != TOKEN_FILE_END)
        parser->token++;
    if (parser->token->kind == TOKEN_END)
        parser->token++;
    parser->has_failed = false;
}

/* Go's templates have their tags in the brackets of values: "{{ range .Pages }}". NULL when this is none: a
 * thing of that name may have fields, and a filter may follow. */
static const char *hint_for_tag_of_go(const struct token *token)
{
    static const struct {
        const char *name, *hint;
    } tags[] = {
        { "if", "write {% if … %}…{% endif %}" }, { "with", "write {% if … %}…{% endif %}" },
        { "range", "write {% for item in list %}…{% endfor %}" },
        { "define", "write {% block name %}…{% endblock %}" },
        { "block", "write {% block name %}…{% endblock %}" },
        { "partial", "write {% include \"parts/name.html\" %}" },
        { "partialCached", "write {% include \"parts/name.html\" %}" },
        { "template", "write {% include \"parts/name.html\" %}" },
        /* to add one: its name, and what to write */
    };
    bool has_argument = token[1].kind == TOKEN_STRING || text_equal(token->text, TEXT("if")) ||
                        (token[1].kind == TOKEN_SIGN && text_equal(token[1].text, TEXT(".")) &&
                            token[1].where.offset > token->where.offset + token->where.length);
    for (size_t i = 0; has_argument && i < COUNT(tags); i++)
        if (token->kind == TOKEN_NAME && text_equal(token->text, text_of(tags[i].name)))
            return tags[i].hint;
    return NULL;
}

/* print = "{{" tuple "}}" */
static struct statement *parse_print(struct parser *parser)
{
    span start = parser->token->where;
    parser->token++;
    struct statement *statement = parser_statement(parser, STATEMENT_PRINT, start);
    const char *hint = hint_for_tag_of_go(parser->token);
    if (hint)
        parser_fail(parser, parser->token->where, hint, "a tag stands between '{%%' and '%%}'");
    else
        statement->as.print = parser_tuple(parser, false);
    bool is_good = statement->as.print && parser_at_end(parser);
    parser_finish_tag(parser);
    statement->where = parser_span_from(parser, start);
    return is_good ? statement : NULL;
}

bool parser_is_one_of(text name, const char *names)
{
    text rest = text_of(names);
    while (rest.bytes)
        if (text_equal(text_cut(&rest, ' '), name))
            return true;
    return false;
}

/* Does the end tag `name` close this open tag? */
static bool closes(text name, const struct open_tag *open)
{
    return text_starts_with(name, TEXT("end")) && text_equal(text_from(name, 3), open->name);
}

static bool closes_further_out(const struct parser *parser, text name)
{
    for (const struct open_tag *open = parser->open ? parser->open->outer : NULL; open; open = open->outer)
        if (closes(name, open))
            return true;
    return false;
}

static void report_unclosed(struct parser *parser, const struct open_tag *open)
{
    struct diagnostic *diagnostic = diagnostic_error(
        parser->diagnostics, open->where, "layout-syntax", "'%.*s' is not closed", TEXT_ARGS(open->name));
    diagnostic_hint(parser->diagnostics, diagnostic, "end it with '{%% end%.*s %%}'", TEXT_ARGS(open->name));
    parser->tree->is_damaged = true;
}

enum tag_step { TAG_MADE, TAG_ENDS_BODY, TAG_CLOSES_OUTER };

/* A tag in a body: one that ends it, one that ends a body around it, or a statement. */
static enum tag_step parse_tag(struct parser *parser, const char *ends, text *end, struct statement **made)
{
    const struct token *start = parser->token++;
    *made = NULL;
    if (parser->token->kind != TOKEN_NAME) {
        parser_fail_expected(parser, "the name of a tag");
        parser_finish_tag(parser);
        return TAG_MADE;
    }
    text name = parser->token->text;
    if (parser_is_one_of(name, ends)) {
        parser->token++;
        *end = name;
        return TAG_ENDS_BODY;
    }
    if (closes_further_out(parser, name)) {
        parser->token = start;
        return TAG_CLOSES_OUTER;
    }
    span where = parser->token->where;
    parser->token++;
    *made = parser_tag(parser, name, where);
    return TAG_MADE;
}

struct statement *parser_body(struct parser *parser, const struct open_tag *open, const char *ends, text *end)
{
    struct statement *first = NULL, **last = &first;
    const struct open_tag *outer = parser->open;
    parser->open = open;
    *end = TEXT_NONE;
    enum tag_step step = TAG_MADE;
    if (++parser->body_depth > BODY_DEPTH_MAX) {
        span where = open ? open->where : parser->token->where;
        parser_fail(parser, where, NULL, "tags are nested more than %d deep", BODY_DEPTH_MAX);
        parser->tree->is_damaged = parser->is_too_deep = true;
        while (parser->token->kind != TOKEN_FILE_END)
            parser->token++;
        parser->has_failed = false;
    }
    while (step == TAG_MADE && parser->token->kind != TOKEN_FILE_END) {
        struct statement *made = NULL;
        if (parser->token->kind == TOKEN_TEXT) {
            made = parser_statement(parser, STATEMENT_TEXT, parser->token->where);
            made->as.text = parser->token++->text;
        } else if (parser->token->kind == TOKEN_PRINT_START) {
            made = parse_print(parser);
        } else {
            step = parse_tag(parser, ends, end, &made);
        }
        parser->is_past_start |= step == TAG_MADE && !(made && made->kind == STATEMENT_TEXT &&
                                                         text_trim(made->as.text).length == 0);
        *last = made;
        last = made ? &made->next : last;
    }
    if (!end->bytes && open && !parser->is_too_deep)
        report_unclosed(parser, open);
    parser->body_depth--;
    parser->open = outer;
    return first;
}

/* Other programs write keys above a layout; here they would be printed on every page. */
static void refuse_front_matter(struct parser *parser, text name, const struct token *token)
{
    text words = token->text;
    if (token->kind != TOKEN_TEXT || template_language_of(name) != TEMPLATE_HTML ||
        !text_equal(text_cut_line(&words), TEXT("---")))
        return;
    span where = { token->where.source, token->where.offset, 3 };
    diagnostic_hint(parser->diagnostics,
        diagnostic_error(parser->diagnostics, where, "layout-syntax", "a layout has no front matter"),
        "take it away; for layout: in it, begin with {%% extends \"base.html\" %%}");
}

struct layout_tree *parser_parse(text name, uint32_t source, const struct tokens *tokens, struct arena *arena,
    struct diagnostics *diagnostics)
{
    struct parser parser = { .arena = arena, .diagnostics = diagnostics };
    struct layout_tree *tree = arena_new(arena, struct layout_tree);
    tree->name = name;
    tree->source = source;
    tree->is_damaged = tokens->is_damaged;
    parser.token = tokens->items;
    parser.tree = tree;
    parser.blocks_end = &tree->blocks;
    refuse_front_matter(&parser, name, tokens->items);
    text end;
    tree->body = parser_body(&parser, NULL, "", &end);
    return tree;
}
