/* SPDX-License-Identifier: MIT */
/*
 * A recursive-descent parser over the paragraph as written, one function a rule; the first fault is kept with
 * its place and ends the parse. White space, and so a line end, may stand between any two signs.
 */
#include "load/markdown_shortcodes.h"
#include "base/byte.h"
#include "base/count.h"
#include "base/tag.h"
#include "model/name.h"
#include <stdlib.h>

enum { MOST_ARGUMENTS = 64, LONGEST_NUMBER = 40 };

struct call_parser {
    struct document *document;
    text input;
    size_t at;
    const char *expected; /* the first fault; NULL while all is well */
};

struct shortcode {
    struct addition addition;
    struct reference reference;
};

static void render(
    struct document *document, struct cmark_html_renderer *renderer, cmark_node *node, bool is_entering)
{
    if (!is_entering)
        return;
    struct reference reference = ((struct shortcode *)node->user_data)->reference;
    html_put_line_start(renderer);
    reference.hole = (size_t)renderer->html->size;
    *list_add(document->scratch, &document->references) = reference;
    html_put(renderer, TEXT("\n"));
}

static char peek(const struct call_parser *parser)
{
    return parser->at < parser->input.length ? parser->input.bytes[parser->at] : '\0';
}

static void skip_blanks(struct call_parser *parser)
{
    while (text_is_blank(peek(parser)))
        parser->at++;
}

static bool take(struct call_parser *parser, text sign)
{
    skip_blanks(parser);
    if (!text_starts_with(text_from(parser->input, parser->at), sign))
        return false;
    parser->at += sign.length;
    return true;
}

static bool fail(struct call_parser *parser, const char *expected)
{
    if (!parser->expected)
        parser->expected = expected;
    return false;
}

static bool parse_name(struct call_parser *parser, text *name)
{
    skip_blanks(parser);
    size_t start = parser->at;
    while (name_takes_in_text(peek(parser), parser->at == start))
        parser->at++;
    *name = text_slice(parser->input, start, parser->at - start);
    return name->length > 0 || fail(parser, "a name");
}

static bool parse_string(struct call_parser *parser, struct value *value)
{
    char quote = peek(parser);
    struct arena *arena = parser->document->arena;
    char *bytes = arena_bytes(arena, parser->input.length - parser->at);
    size_t length = 0;
    for (parser->at++; parser->at < parser->input.length; parser->at++) {
        char byte = peek(parser);
        if (byte == quote) {
            parser->at++;
            *value = value_text((text){ bytes, length });
            return true;
        }
        if (byte == '\\' && parser->at + 1 < parser->input.length) {
            char next = parser->input.bytes[parser->at + 1];
            if (next == '"' || next == '\'' || next == '\\' || next == 'n') {
                byte = next == 'n' ? '\n' : next;
                parser->at++;
            }
        }
        bytes[length++] = byte;
    }
    return fail(parser, "a closing quote");
}

/* strtod and strtoll see digits, '.', 'e' and signs only: no locale can be set, no hexadecimal or "nan" is
 * let in. */
static bool parse_number(struct call_parser *parser, struct value *value)
{
    char digits[LONGEST_NUMBER + 1];
    size_t length = 0;
    bool is_float = false;
    for (char byte = peek(parser); length < LONGEST_NUMBER; byte = peek(parser)) {
        bool is_digit = byte_is_digit(byte);
        if (!is_digit && byte != '-' && byte != '+' && byte != '.' && byte != 'e' && byte != 'E')
            break;
        is_float = is_float || byte == '.' || byte == 'e' || byte == 'E';
        digits[length++] = byte;
        parser->at++;
    }
    digits[length] = '\0';
    char *end = digits;
    if (is_float) {
        *value = value_float(strtod(digits, &end));
    } else {
        long long integer = strtoll(digits, &end, 10);
        bool is_huge = integer == INT64_MAX || integer == INT64_MIN;
        if (is_huge)
            return fail(parser, "a smaller number");
        *value = value_integer(integer);
    }
    return (length > 0 && *end == '\0') || fail(parser, "a number");
}

static bool parse_value(struct call_parser *parser, struct value *value)
{
    skip_blanks(parser);
    char byte = peek(parser);
    if (byte == '"' || byte == '\'')
        return parse_string(parser, value);
    if (byte_is_digit(byte) || byte == '-' || byte == '.')
        return parse_number(parser, value);
    text word;
    if (!name_takes_in_text(byte, true) || !parse_name(parser, &word))
        return fail(parser, "a value");
    *value = value_bool(text_equal(word, TEXT("true")));
    return text_equal(word, TEXT("true")) || text_equal(word, TEXT("false")) ||
           fail(parser, "quotes around a text");
}

static bool parse_argument(struct call_parser *parser, struct value_map_entry *entries, size_t *count)
{
    text key;
    struct value value;
    if (!parse_name(parser, &key))
        return false;
    for (size_t i = 0; i < *count; i++)
        if (text_equal(entries[i].key, key))
            return fail(parser, "each argument once");
    if (!take(parser, TEXT("=")))
        return fail(parser, "'='");
    if (!parse_value(parser, &value))
        return false;
    if (*count == MOST_ARGUMENTS)
        return fail(parser, "fewer arguments");
    struct value_map_entry *entry = &entries[(*count)++];
    *entry = (struct value_map_entry){ .key = text_copy(parser->document->arena, key), .value = value };
    return true;
}

static bool parse_arguments(struct call_parser *parser, struct value *map)
{
    struct value_map_entry entries[MOST_ARGUMENTS];
    size_t count = 0;
    while (!take(parser, TEXT(")"))) {
        if (!parse_argument(parser, entries, &count))
            return false;
        if (!take(parser, TEXT(",")) && !text_starts_with(text_from(parser->input, parser->at), TEXT(")")))
            return fail(parser, "',' or ')'");
    }
    struct value_map_entry *kept = arena_new_array(parser->document->arena, struct value_map_entry, count);
    for (size_t i = 0; i < count; i++)
        kept[i] = entries[i];
    *map = value_map_of(parser->document->arena, kept, count);
    return true;
}

static bool parse_shortcode(struct call_parser *parser, struct reference *reference)
{
    text name;
    if (!take(parser, TEXT("{{")) || !parse_name(parser, &name))
        return false;
    if (!take(parser, TEXT("(")))
        return fail(parser, "'('");
    if (!parse_arguments(parser, &reference->arguments))
        return false;
    if (!take(parser, TEXT("}}")))
        return fail(parser, "'}}'");
    reference->target = text_copy(parser->document->arena, name);
    skip_blanks(parser);
    return parser->at == parser->input.length || fail(parser, "nothing behind '}}'");
}

/* "The plain: seen from the dam": what Hugo shows below a picture, one behind the other. */
static text join_lines(struct arena *arena, text first, const char *between, text second)
{
    if (!first.length || !second.length)
        return first.length ? first : second;
    return text_format(arena, "%.*s%s%.*s", TEXT_ARGS(first), between, TEXT_ARGS(second));
}

/* The Markdown for the one picture in `{{< figure src="map.png" alt="A map" >}}`; absent for anything else.
 */
static text picture_meant(struct arena *arena, text whole)
{
    enum { SRC, ALT, TITLE, CAPTION, ATTR, LINK, PARTS };
    static const text names[] = { TEXT_INIT("figure "), TEXT_INIT("img "), TEXT_INIT("image ") };
    static const text part_names[PARTS] = { TEXT_INIT("src"), TEXT_INIT("alt"), TEXT_INIT("title"),
        TEXT_INIT("caption"), TEXT_INIT("attr"), TEXT_INIT("link") };
    text rest = text_replace(arena, text_trim(text_from(whole, 3)), TEXT("\\\""), TEXT("&quot;"));
    text parts[PARTS], value;
    size_t at = 0;
    for (size_t i = 0; i < PARTS; i++)
        parts[i] = TEXT("");
    for (size_t i = 0; !at && i < COUNT(names); i++)
        at = text_starts_with(rest, names[i]) ? names[i].length : 0;
    if (!at || text_find(rest, TEXT("{{"), 0) != SIZE_MAX)
        return TEXT_NONE;
    for (text name; (name = tag_attribute(rest, &at, &value)).length > 0;)
        for (size_t i = 0; i < PARTS; i++)
            parts[i] = text_equal(name, part_names[i]) ? value : parts[i];
    if (!parts[SRC].length)
        return TEXT_NONE;
    text title = join_lines(arena, join_lines(arena, parts[TITLE], ": ", parts[CAPTION]), " ", parts[ATTR]);
    if (title.length)
        title =
            text_format(arena, " \"%.*s\"", TEXT_ARGS(text_replace(arena, title, TEXT("\""), TEXT("\\\""))));
    text picture = text_format(arena, "![%.*s](%.*s%.*s)", TEXT_ARGS(parts[ALT]),
        TEXT_ARGS(text_replace(arena, parts[SRC], TEXT(" "), TEXT("%20"))), TEXT_ARGS(title));
    return parts[LINK].length ? text_format(arena, "[%.*s](%.*s)", TEXT_ARGS(picture), TEXT_ARGS(parts[LINK]))
                              : picture;
}

static void report(struct call_parser *parser, const cmark_node *paragraph, text whole)
{
    struct document *document = parser->document;
    span where = document_where(document, paragraph, whole);
    size_t rest = whole.length - parser->at;
    if (where.length == whole.length && rest > 0) {
        where.offset += (uint32_t)parser->at;
        where.length = 1;
    }
    if (whole.length > 2 && (whole.bytes[2] == '<' || whole.bytes[2] == '%')) {
        text picture = picture_meant(document->diagnostics->arena, whole);
        struct diagnostic *foreign = diagnostic_error(document->diagnostics, where, "malformed-shortcode",
            "malformed shortcode: '%.*s' is of another program", 3, whole.bytes);
        if (picture.length)
            diagnostic_hint(document->diagnostics, foreign, "write %.*s", TEXT_ARGS(picture));
        else
            diagnostic_hint(document->diagnostics, foreign,
                "write Markdown, or {{ name(key=\"value\") }} with a plugin that brings the name");
        return;
    }
    struct diagnostic *diagnostic = diagnostic_error(document->diagnostics, where, "malformed-shortcode",
        "malformed shortcode: expected %s", parser->expected);
    diagnostic_hint(document->diagnostics, diagnostic,
        "write {{ name(key=\"value\", number=3, flag=true) }}, or put the line into code to show it");
}

void markdown_shortcodes_read(struct document *document, cmark_node *paragraph)
{
    text whole = text_trim(strbuf_text(&paragraph->content));
    bool is_marked = text_starts_with(whole, TEXT("{{")) && text_ends_with(whole, TEXT("}}"));
    if (!document->options->shortcodes || !is_marked)
        return;
    struct call_parser parser = { .document = document, .input = whole };
    struct shortcode *shortcode = arena_new(document->scratch, struct shortcode);
    shortcode->addition.render = render;
    shortcode->reference.kind = REFERENCE_SHORTCODE;
    if (!parse_shortcode(&parser, &shortcode->reference)) {
        if (whole.bytes[2] != '/' && whole.bytes[2] != '!') /* a comment, of which markdown_hidden speaks */
            report(&parser, paragraph, whole);
        return;
    }
    shortcode->reference.where = document_where(document, paragraph, whole);
    cmark_strbuf_clear(&paragraph->content);
    paragraph->type = CMARK_NODE_CUSTOM_BLOCK;
    document_attach(document, paragraph, &shortcode->addition);
}
