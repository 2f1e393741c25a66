/* SPDX-License-Identifier: MIT */
/*
 * Two modes: outside tags, the next "{{", "{%" or "{#" is looked for and everything before it is text;
 * inside, tokens are read until the end of the tag. A '}}' ends a tag only when no '{' is open, so that maps
 * can be written.
 */
#include "template/lexer.h"
#include "base/byte.h"
#include "base/count.h"
#include "base/list.h"
#include "template/lexer_foreign.h"
#include "template/lexer_words.h"
#include <string.h>

struct lexer {
    text contents;
    size_t at;
    uint32_t source;
    struct arena *arena;
    struct diagnostics *diagnostics;
    struct tokens *tokens;
    size_t text_start; /* where the literal text not yet handed out begins */
    bool trims_next;   /* a '-' stood at the end of the tag before */
};

enum { BRACKETS_MAX = 256 };

static span span_between(const struct lexer *lexer, size_t start, size_t end)
{
    return (span){ lexer->source, (uint32_t)start, (uint32_t)(end - start) };
}

static char byte_at(const struct lexer *lexer, size_t at)
{
    return at < lexer->contents.length ? lexer->contents.bytes[at] : '\0';
}

static struct token *add_token(struct lexer *lexer, enum token_kind kind, size_t start, size_t end)
{
    struct token *token = list_add(lexer->arena, lexer->tokens);
    token->kind = kind;
    token->where = span_between(lexer, start, end);
    token->text = text_slice(lexer->contents, start, end - start);
    return token;
}

/* Hands out the text up to `end`, without white space at the sides that ask for it. Windows' line ends become
 * the others, so that a page has the same bytes wherever its layout was checked out. */
static void add_text(struct lexer *lexer, size_t end, bool trims_end)
{
    size_t start = lexer->text_start;
    while (lexer->trims_next && start < end && byte_is_space(byte_at(lexer, start)))
        start++;
    while (trims_end && end > start && byte_is_space(byte_at(lexer, end - 1)))
        end--;
    if (end > start) {
        struct token *token = add_token(lexer, TOKEN_TEXT, start, end);
        if (text_find_byte(token->text, '\r', 0) != SIZE_MAX)
            token->text = text_replace(lexer->arena, token->text, TEXT("\r\n"), TEXT("\n"));
    }
    lexer->trims_next = false;
}

static void skip_spaces(struct lexer *lexer)
{
    while (lexer->at < lexer->contents.length && byte_is_space(byte_at(lexer, lexer->at)))
        lexer->at++;
}

/* end = ["-" | "+"] closing; *at moves behind it. */
static bool end_stands_at(const struct lexer *lexer, size_t *at, char first, char second, bool *trims)
{
    size_t place = *at;
    char mark = byte_at(lexer, place);
    bool has_mark = mark == '-' || mark == '+';
    place += has_mark;
    if (byte_at(lexer, place) != first || byte_at(lexer, place + 1) != second)
        return false;
    *trims = mark == '-';
    *at = place + 2;
    return true;
}

static void read_comment(struct lexer *lexer, size_t start)
{
    size_t end = text_find(lexer->contents, TEXT("#}"), lexer->at);
    if (end == SIZE_MAX) {
        struct diagnostic *diagnostic = diagnostic_error(lexer->diagnostics,
            span_between(lexer, start, start + 2), "layout-syntax", "the comment is not closed");
        diagnostic_hint(lexer->diagnostics, diagnostic, "end it with '#}'");
        lexer->tokens->is_damaged = true;
        lexer->at = lexer->contents.length;
    } else {
        lexer->trims_next = end > lexer->at && byte_at(lexer, end - 1) == '-';
        lexer->at = end + 2;
    }
    lexer->text_start = lexer->at;
}

/* word-tag = "{%" ["-"|"+"] word ["-"|"+"] "%}", at *at, which moves behind it. */
static bool word_tag_stands_at(
    const struct lexer *lexer, size_t *at, const char *word, bool *trims_before, bool *trims_after)
{
    size_t place = *at;
    if (byte_at(lexer, place) != '{' || byte_at(lexer, place + 1) != '%')
        return false;
    place += 2;
    *trims_before = byte_at(lexer, place) == '-';
    place += byte_at(lexer, place) == '-' || byte_at(lexer, place) == '+';
    while (byte_is_space(byte_at(lexer, place)))
        place++;
    if (!text_starts_with(text_from(lexer->contents, place), text_of(word)))
        return false;
    place += strlen(word);
    while (byte_is_space(byte_at(lexer, place)))
        place++;
    if (!end_stands_at(lexer, &place, '%', '}', trims_after))
        return false;
    *at = place;
    return true;
}

/* Everything up to the endraw tag is text. */
static void read_raw(struct lexer *lexer, size_t start)
{
    size_t content_start = lexer->at;
    for (size_t at = content_start; (at = text_find(lexer->contents, TEXT("{%"), at)) != SIZE_MAX; at++) {
        size_t end = at;
        bool trims_before, trims_after;
        if (!word_tag_stands_at(lexer, &end, "endraw", &trims_before, &trims_after))
            continue;
        lexer->text_start = content_start;
        add_text(lexer, at, trims_before);
        lexer->trims_next = trims_after;
        lexer->at = lexer->text_start = end;
        return;
    }
    struct diagnostic *diagnostic = diagnostic_error(lexer->diagnostics,
        span_between(lexer, start, content_start), "layout-syntax", "'raw' is not closed");
    diagnostic_hint(lexer->diagnostics, diagnostic, "end it with '{%% endraw %%}'");
    lexer->tokens->is_damaged = true;
    lexer->at = lexer->text_start = lexer->contents.length;
}

static void report_unclosed(struct lexer *lexer, const struct token *start)
{
    bool is_print = start->kind == TOKEN_PRINT_START;
    struct diagnostic *diagnostic = diagnostic_error(
        lexer->diagnostics, start->where, "layout-syntax", "'%s' is not closed", is_print ? "{{" : "{%");
    diagnostic_hint(lexer->diagnostics, diagnostic, "end it with '%s'", is_print ? "}}" : "%}");
    lexer->tokens->is_damaged = true;
    add_token(lexer, TOKEN_END, lexer->at, lexer->at);
}

static size_t sign_length(const struct lexer *lexer)
{
    static const char *const pairs[] = { "//", "**", "==", "!=", "<=", ">=" };
    text rest = text_from(lexer->contents, lexer->at);
    for (size_t i = 0; i < COUNT(pairs); i++)
        if (text_starts_with(rest, text_of(pairs[i])))
            return 2;
    return rest.length && rest.bytes[0] && strchr("+-*/%~()[]{}<>=.:|,?", rest.bytes[0]) ? 1 : 0;
}

/* Follows brackets, so that '}}' in a map is told from the end of the tag. */
static void note_bracket(char byte, char *open, size_t *depth)
{
    if ((byte == '(' || byte == '[' || byte == '{') && *depth < BRACKETS_MAX)
        open[(*depth)++] = byte;
    else if ((byte == ')' || byte == ']' || byte == '}') && *depth > 0)
        --*depth;
}

static void report_foreign(struct lexer *lexer, size_t length, const char *meant)
{
    struct diagnostic *diagnostic =
        diagnostic_error(lexer->diagnostics, span_between(lexer, lexer->at, lexer->at + length),
            "layout-syntax", "'%.*s' has no meaning here", (int)length, lexer->contents.bytes + lexer->at);
    diagnostic_hint(lexer->diagnostics, diagnostic, "write %s", meant);
}

/* Returns false, and reads nothing, where no sign of another template language stands. */
static bool read_foreign_sign(struct lexer *lexer)
{
    text rest = text_from(lexer->contents, lexer->at);
    const struct foreign_sign *sign = lexer_foreign_sign(rest);
    size_t length = sign ? text_of(sign->sign).length : lexer_dollar_name(rest);
    bool begins_tag = lexer->tokens->items[lexer->tokens->count - 1].kind == TOKEN_TAG_START;
    if (!length)
        return false;
    struct token token = { .where = span_between(lexer, lexer->at, lexer->at + length) };
    if (sign) {
        report_foreign(lexer, length, text_format(lexer->arena, "'%s'", sign->meant).bytes);
        token.kind = sign->kind;
        token.text = text_of(sign->meant);
    } else {
        report_foreign(lexer, length, begins_tag ? "{% set name = … %}" : "the name without '$'");
        token.kind = TOKEN_NAME;
        token.text = begins_tag ? TEXT("set") : TEXT("none");
    }
    *list_add(lexer->arena, lexer->tokens) = token;
    token.text = text_slice(rest, 1, length - 1);
    if (begins_tag && !sign && token.text.length)
        *list_add(lexer->arena, lexer->tokens) = token;
    lexer->at += length;
    return true;
}

/* Handlebars has its tags in the brackets of values: "{{#if x}}". Such a tag is passed over as a text. */
static void pass_handlebars(struct lexer *lexer)
{
    text rest = text_from(lexer->contents, lexer->at);
    const char *hint = lexer_hint_for_handlebars(rest);
    if (!hint)
        return;
    size_t end = text_find(rest, TEXT("}}"), 0), start = lexer->at;
    report_foreign(lexer, 1, hint);
    lexer->at = end == SIZE_MAX ? lexer->contents.length : start + end + (rest.bytes[0] == '{');
    add_token(lexer, TOKEN_STRING, start, lexer->at);
}

static void read_sign(struct lexer *lexer)
{
    if (read_foreign_sign(lexer))
        return;
    size_t length = sign_length(lexer);
    if (length) {
        add_token(lexer, TOKEN_SIGN, lexer->at, lexer->at + length);
        lexer->at += length;
        return;
    }
    size_t start = lexer->at;
    text_next_code_point(lexer->contents, &lexer->at);
    diagnostic_error(lexer->diagnostics, span_between(lexer, start, lexer->at), "layout-syntax",
        "'%.*s' has no meaning here", (int)(lexer->at - start), lexer->contents.bytes + start);
}

static void read_word(struct lexer *lexer)
{
    struct lexer_word word = { .contents = lexer->contents, .at = lexer->at, .arena = lexer->arena };
    const struct token *before = &lexer->tokens->items[lexer->tokens->count - 1];
    word.is_after_dot = before->kind == TOKEN_SIGN && text_equal(before->text, TEXT("."));
    struct token token = { 0 };
    if (!lexer_word_read(&word, &token)) {
        read_sign(lexer);
        return;
    }
    if (word.problem)
        diagnostic_error(
            lexer->diagnostics, span_between(lexer, lexer->at, word.at), "layout-syntax", "%s", word.problem);
    token.where = span_between(lexer, lexer->at, word.at);
    *list_add(lexer->arena, lexer->tokens) = token;
    lexer->at = word.at;
}

static void read_tag(struct lexer *lexer, char first)
{
    const struct token start = lexer->tokens->items[lexer->tokens->count - 1];
    char open[BRACKETS_MAX];
    size_t depth = 0;
    for (;;) {
        skip_spaces(lexer);
        size_t at = lexer->at;
        bool is_in_map = depth > 0 && open[depth - 1] == '{';
        if (!is_in_map && end_stands_at(lexer, &lexer->at, first, '}', &lexer->trims_next)) {
            add_token(lexer, TOKEN_END, at, lexer->at);
            break;
        }
        char byte = byte_at(lexer, at), next = byte_at(lexer, at + 1);
        if (at >= lexer->contents.length || (byte == '{' && (next == '{' || next == '%'))) {
            report_unclosed(lexer, &start);
            break;
        }
        note_bracket(byte, open, &depth);
        read_word(lexer);
    }
    lexer->text_start = lexer->at;
}

static void read_opening(struct lexer *lexer, size_t start, char kind)
{
    bool trims_before = false, trims_after = false;
    char mark = byte_at(lexer, start + 2);
    add_text(lexer, start, mark == '-');
    lexer->at = start + 2 + (mark == '-' || (mark == '+' && kind != '{'));
    size_t raw_end = start;
    if (kind == '#') {
        lexer->at = start + 2;
        read_comment(lexer, start);
    } else if (kind == '%' && word_tag_stands_at(lexer, &raw_end, "raw", &trims_before, &trims_after)) {
        lexer->at = raw_end;
        lexer->trims_next = trims_after;
        read_raw(lexer, start);
    } else {
        add_token(lexer, kind == '{' ? TOKEN_PRINT_START : TOKEN_TAG_START, start, lexer->at);
        if (kind == '{')
            pass_handlebars(lexer);
        read_tag(lexer, kind == '{' ? '}' : '%');
    }
}

void lexer_read(struct tokens *tokens, uint32_t source, text contents, struct arena *arena,
    struct diagnostics *diagnostics)
{
    struct lexer lexer = {
        .contents = contents, .source = source, .arena = arena, .diagnostics = diagnostics, .tokens = tokens
    };
    *tokens = (struct tokens){ 0 };
    while (lexer.at < contents.length) {
        size_t start = text_find_byte(contents, '{', lexer.at);
        if (start == SIZE_MAX)
            break;
        char kind = byte_at(&lexer, start + 1);
        lexer.at = start + 1;
        if (kind == '{' || kind == '%' || kind == '#')
            read_opening(&lexer, start, kind);
    }
    add_text(&lexer, contents.length, false);
    add_token(&lexer, TOKEN_FILE_END, contents.length, contents.length);
}
