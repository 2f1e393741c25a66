/* SPDX-License-Identifier: MIT */
/*
 * A tokenizer that keeps no tokens: one small state, moved on by each byte of literal output, that knows
 * where the next byte would stand. It follows the HTML standard's tokenizer as far as the kind of escaping
 * depends on it, and is stricter where browsers guess: an expression in a place that cannot be made safe is
 * refused. Each state has a row: its step, the words for it, and how an expression is escaped there.
 */
#include "template/context.h"
#include "base/byte.h"
#include "template/context_state.h"
#include <string.h>

bool context_is_space(char byte)
{
    return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r' || byte == '\f';
}

void context_enter(struct context *context, enum context_state state)
{
    *context = (struct context){ .language = context->language, .state = (uint8_t)state };
}

void context_note(struct context *context, char byte)
{
    if (context->name_length >= sizeof(context->name))
        return;
    context->name[context->name_length++] = byte_to_lower(byte);
}

bool context_name_is(const struct context *context, const char *name)
{
    size_t length = context->name_length;
    return name[0] == context->name[0] && strlen(name) == length && memcmp(name, context->name, length) == 0;
}

static void forget_name(struct context *context)
{
    memset(context->name, 0, sizeof(context->name));
    context->name_length = 0;
}

static void go(struct context *context, enum context_state state)
{
    context->state = (uint8_t)state;
    context->delimiter = 0;
    forget_name(context);
}

static void step_text(struct context *context, char byte)
{
    if (byte == '<')
        go(context, STATE_TAG_OPEN);
}

/* After "<": `delimiter` is '/' after "</". */
static void step_tag_open(struct context *context, char byte)
{
    bool is_end = context->delimiter == '/';
    if (byte_is_letter(byte) || (context->language == TEMPLATE_XML && (byte == '_' || byte == ':'))) {
        context->state = STATE_TAG_NAME;
        context_note(context, byte);
    } else if (is_end) {
        context_enter(context, byte == '>' ? STATE_TEXT : STATE_DECLARATION);
    } else if (byte == '/') {
        context->delimiter = '/';
    } else if (byte == '!') {
        go(context, STATE_MARKUP);
    } else if (byte == '?') {
        go(context, context->language == TEMPLATE_XML ? STATE_INSTRUCTION : STATE_DECLARATION);
    } else if (byte != '<') {
        context_enter(context, STATE_TEXT);
    }
}

/* What a start tag's '>' opens. */
static void enter_element(struct context *context)
{
    enum context_element element = context->element;
    bool is_raw = element != ELEMENT_OTHER && element != ELEMENT_MEDIA && context->language == TEMPLATE_HTML;
    context_enter(context, element == ELEMENT_SCRIPT && is_raw ? STATE_SCRIPT
                           : is_raw                            ? STATE_RAW
                                                               : STATE_TEXT);
    context->element = is_raw ? (uint8_t)element : ELEMENT_OTHER;
}

static void step_tag(struct context *context, char byte)
{
    if (byte == '>') {
        enter_element(context);
    } else if (!context_is_space(byte) && byte != '/') {
        go(context, STATE_ATTRIBUTE_NAME);
        context_note(context, byte);
    }
}

static void step_tag_name(struct context *context, char byte)
{
    if (!context_is_space(byte) && byte != '/' && byte != '>') {
        context_note(context, byte);
        return;
    }
    context->element = context->delimiter == '/' ? ELEMENT_OTHER : (uint8_t)context_element_named(context);
    go(context, STATE_TAG);
    step_tag(context, byte);
}

static void step_attribute_name(struct context *context, char byte)
{
    if (byte == '=') {
        context->attribute = (uint8_t)context_attribute_named(context);
        context->url_part = URL_START;
        context->state = STATE_BEFORE_VALUE;
    } else if (context_is_space(byte)) {
        context->state = STATE_AFTER_NAME;
    } else if (byte == '/' || byte == '>') {
        go(context, STATE_TAG);
        step_tag(context, byte);
    } else {
        context_note(context, byte);
    }
}

static void step_after_name(struct context *context, char byte)
{
    if (context_is_space(byte))
        return;
    if (byte != '=')
        go(context, STATE_TAG);
    if (byte == '=')
        step_attribute_name(context, byte);
    else
        step_tag(context, byte);
}

static bool has_address(const struct context *context)
{
    return context->attribute == ATTRIBUTE_URL || context->attribute == ATTRIBUTE_IMAGE_URL ||
           context->attribute == ATTRIBUTE_IMAGE_LIST;
}

static void leave_value(struct context *context)
{
    context->attribute = ATTRIBUTE_PLAIN;
    context->url_part = URL_START;
    context->depth = 0;
    go(context, STATE_TAG);
}

static void step_before_value(struct context *context, char byte)
{
    if (context_is_space(byte))
        return;
    if (byte == '>') {
        leave_value(context);
        enter_element(context);
        return;
    }
    bool is_quote = byte == '"' || byte == '\'';
    go(context, is_quote ? STATE_VALUE : STATE_UNQUOTED_VALUE);
    context->delimiter = is_quote ? (uint8_t)byte : 0;
    if (is_quote && has_address(context))
        context_url_start(context);
}

static void step_value(struct context *context, char byte)
{
    if (byte == (char)context->delimiter)
        leave_value(context);
    else if (has_address(context))
        context_url_step(context, byte);
}

static void step_unquoted_value(struct context *context, char byte)
{
    if (!context_is_space(byte) && byte != '>')
        return;
    leave_value(context);
    step_tag(context, byte);
}

static void step_markup(struct context *context, char byte)
{
    context_note(context, byte);
    if (context_name_is(context, "--")) {
        go(context, STATE_COMMENT);
        /* The dashes that open a comment count for its end: "<!-->" is a whole one. */
        context_note(context, '-');
        context_note(context, '-');
        context->delimiter = '-';
    } else if (context_name_is(context, "[cdata[") && context->language == TEMPLATE_XML) {
        go(context, STATE_CDATA);
    } else if (byte == '>') {
        context_enter(context, STATE_TEXT);
    } else if (context->name_length >= 7 || !strchr("-[cdata", context->name[context->name_length - 1])) {
        go(context, STATE_DECLARATION);
    }
}

/* As many as an end needs to be known: the two dashes that open a comment, and two more. */
enum { REMEMBERED_BYTES = 4 };

/* Keeps the last bytes in `name`. */
static void remember(struct context *context, char byte)
{
    if (context->name_length == REMEMBERED_BYTES) {
        memmove(context->name, context->name + 1, REMEMBERED_BYTES - 1);
        context->name_length = REMEMBERED_BYTES - 1;
    }
    context_note(context, byte);
}

static bool seen(const struct context *context, const char *end)
{
    size_t length = strlen(end);
    return context->name_length >= length &&
           memcmp(context->name + context->name_length - length, end, length) == 0;
}

static void step_comment(struct context *context, char byte)
{
    if (byte == '>' &&
        (seen(context, "--") || (seen(context, "--!") && context->language == TEMPLATE_HTML))) {
        context_enter(context, STATE_TEXT);
        return;
    }
    bool is_at_start = context->delimiter == '-', has_own_dashes = context->name_length == REMEMBERED_BYTES;
    if (is_at_start && byte != '-' && !has_own_dashes)
        go(context, STATE_COMMENT);
    else if (byte != '-')
        context->delimiter = 0;
    remember(context, byte);
}

static void step_declaration(struct context *context, char byte)
{
    if (byte == '>')
        context_enter(context, STATE_TEXT);
}

static void step_instruction(struct context *context, char byte)
{
    if (byte == '>' && seen(context, "?"))
        context_enter(context, STATE_TEXT);
    else
        remember(context, byte);
}

static void step_cdata(struct context *context, char byte)
{
    if (byte == '>' && seen(context, "]]"))
        context_enter(context, STATE_TEXT);
    else
        remember(context, byte);
}

static void step_nowhere(struct context *context, char byte)
{
    (void)context;
    (void)byte;
}

struct state_row {
    void (*step)(struct context *context, char byte);
    const char *name;
    enum escaping escaping;
    const char *hint; /* what to do about ESCAPING_FORBIDDEN, where that is one thing */
};

#define QUOTE_IT "put quotes around the attribute's value"

/* ORDER STATES */
static const struct state_row states[STATE_COUNT] = {
    [STATE_TEXT] = { step_text, "text", ESCAPING_TEXT },
    [STATE_TAG_OPEN] = { step_tag_open, "the start of a tag", ESCAPING_FORBIDDEN },
    [STATE_TAG_NAME] = { step_tag_name, "a tag's name", ESCAPING_FORBIDDEN },
    [STATE_TAG] = { step_tag, "a tag, outside attribute values", ESCAPING_FORBIDDEN },
    [STATE_ATTRIBUTE_NAME] = { step_attribute_name, "an attribute's name", ESCAPING_FORBIDDEN },
    [STATE_AFTER_NAME] = { step_after_name, "a tag, outside attribute values", ESCAPING_FORBIDDEN },
    [STATE_BEFORE_VALUE] = { step_before_value, "an unquoted attribute", ESCAPING_FORBIDDEN, QUOTE_IT },
    [STATE_VALUE] = { step_value, "a quoted attribute", ESCAPING_ATTRIBUTE },
    [STATE_UNQUOTED_VALUE] = { step_unquoted_value, "an unquoted attribute", ESCAPING_FORBIDDEN, QUOTE_IT },
    [STATE_MARKUP] = { step_markup, "a declaration", ESCAPING_FORBIDDEN },
    [STATE_COMMENT] = { step_comment, "a comment", ESCAPING_COMMENT },
    [STATE_DECLARATION] = { step_declaration, "a declaration", ESCAPING_FORBIDDEN },
    [STATE_INSTRUCTION] = { step_instruction, "a processing instruction", ESCAPING_FORBIDDEN },
    [STATE_CDATA] = { step_cdata, "CDATA", ESCAPING_XML_CDATA },
    [STATE_RAW] = { step_nowhere, "the text of <title> or <textarea>", ESCAPING_ATTRIBUTE },
    [STATE_SCRIPT] = { context_script_step, "<script>", ESCAPING_SCRIPT },
    [STATE_SCRIPT_STRING] = { context_script_string_step, "a string in <script>", ESCAPING_SCRIPT_STRING },
    [STATE_SCRIPT_TEMPLATE] = { context_script_template_step, "a template literal in <script>",
        ESCAPING_SCRIPT_STRING },
    [STATE_SCRIPT_TEMPLATE_CODE] = { context_script_template_code_step, "${…} of a template literal",
        ESCAPING_FORBIDDEN },
    [STATE_SCRIPT_REGEX] = { context_script_regex_step, "a regular expression in <script>",
        ESCAPING_FORBIDDEN },
    [STATE_SCRIPT_LINE_COMMENT] = { context_script_line_comment_step, "a comment in <script>",
        ESCAPING_FORBIDDEN },
    [STATE_SCRIPT_BLOCK_COMMENT] = { context_script_block_comment_step, "a comment in <script>",
        ESCAPING_FORBIDDEN },
    [STATE_JSON] = { context_json_step, "JSON", ESCAPING_JSON },
    [STATE_JSON_STRING] = { context_json_string_step, "a string in JSON", ESCAPING_JSON_STRING },
    [STATE_PLAIN] = { step_nowhere, "plain text", ESCAPING_NONE },
    /* to add one: a state in context_state.h, its step above, its row here */
};

void context_init(struct context *context, enum template_language language)
{
    static const enum context_state first[] = {
        [TEMPLATE_HTML] = STATE_TEXT,
        [TEMPLATE_XML] = STATE_TEXT,
        [TEMPLATE_JSON] = STATE_JSON,
        [TEMPLATE_TEXT] = STATE_PLAIN,
    };
    *context = (struct context){ .language = language, .state = (uint8_t)first[language] };
}

void context_advance(struct context *context, text literal)
{
    for (size_t i = 0; i < literal.length; i++) {
        bool is_raw = context->state >= STATE_RAW && context->state <= STATE_SCRIPT_BLOCK_COMMENT;
        if (!is_raw || !context_raw_ends(context, literal.bytes[i]))
            states[context->state].step(context, literal.bytes[i]);
    }
}

/* Of a quoted attribute, by what the attribute holds. */
static enum escaping value_escaping(const struct context *context, const char **reason)
{
    switch ((enum context_attribute)context->attribute) {
    case ATTRIBUTE_STYLE: *reason = "a style attribute"; return ESCAPING_FORBIDDEN;
    case ATTRIBUTE_SCRIPT: *reason = "an event attribute (on…)"; return ESCAPING_FORBIDDEN;
    case ATTRIBUTE_MARKUP: *reason = "a srcdoc attribute"; return ESCAPING_FORBIDDEN;
    case ATTRIBUTE_PLAIN: return ESCAPING_ATTRIBUTE;
    case ATTRIBUTE_URL:
    case ATTRIBUTE_IMAGE_URL:
    case ATTRIBUTE_IMAGE_LIST: break;
    }
    switch ((enum context_url_part)context->url_part) {
    case URL_START: return context->attribute == ATTRIBUTE_URL ? ESCAPING_URL : ESCAPING_IMAGE_URL;
    case URL_DESCRIPTOR: return ESCAPING_IMAGE_URL;
    case URL_PATH: return ESCAPING_URL_PATH;
    case URL_QUERY: return ESCAPING_URL_COMPONENT;
    case URL_DATA_TYPE:
    case URL_DATA_PARAMETERS:
    case URL_CODE: break;
    }
    *reason = "an address whose scheme is a value, javascript: or data:";
    return ESCAPING_FORBIDDEN;
}

text context_hint(const struct context *context)
{
    const char *hint = states[context->state].hint;
    return hint ? text_of(hint) : TEXT_NONE;
}

enum escaping context_escaping(const struct context *context, const char **reason)
{
    *reason = context_name(context);
    enum escaping escaping = states[context->state].escaping;
    if (context->language == TEMPLATE_XML && (escaping == ESCAPING_TEXT || escaping == ESCAPING_ATTRIBUTE))
        return ESCAPING_XML;
    if (context->state == STATE_VALUE)
        return value_escaping(context, reason);
    if (context->state == STATE_RAW && context->element == ELEMENT_STYLE)
        return ESCAPING_FORBIDDEN;
    /* A '/' that may begin a regular expression: what is printed would be part of it. */
    if (context->state == STATE_SCRIPT && context->depth == 2) {
        *reason = states[STATE_SCRIPT_REGEX].name;
        return ESCAPING_FORBIDDEN;
    }
    return escaping;
}

void context_advance_value(struct context *context)
{
    if (context->state == STATE_VALUE && context->url_part == URL_START && has_address(context))
        context->url_part = URL_PATH;
    else if (context->state >= STATE_RAW && context->state <= STATE_SCRIPT_BLOCK_COMMENT)
        context_script_note_value(context);
    else if (context->state == STATE_JSON || context->state == STATE_JSON_STRING)
        context_json_note_value(context);
    else if (context->state == STATE_COMMENT || context->state == STATE_CDATA)
        forget_name(context);
    if (context->state == STATE_VALUE) {
        context->depth = context->depth ? SCHEME_PRINTED : SCHEME_PAST;
        forget_name(context);
    }
}

const char *context_name(const struct context *context)
{
    if (context->state == STATE_VALUE && has_address(context))
        return "an address in an attribute";
    if (context->state == STATE_RAW && context->element == ELEMENT_STYLE)
        return "<style>";
    return states[context->state].name;
}
