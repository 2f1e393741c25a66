/* SPDX-License-Identifier: MIT */
/*
 * The part of context that reads <script>, as far as it must be read to know whether an expression stands in
 * code, in a string or in a comment. A '/' begins a regular expression where no value can have ended.
 * Whatever the code says, "</script" ends the element, unless it belongs to a "<script" behind "<!--": then
 * browsers take it for hidden (HTML, script data double escaped state), and code goes on.
 */
#include "template/context_state.h"
#include "base/byte.h"
#include "base/count.h"
#include <string.h>

static const char *const end_tags[] = {
    [ELEMENT_SCRIPT] = "</script",
    [ELEMENT_STYLE] = "</style",
    [ELEMENT_TEXTAREA] = "</textarea",
    [ELEMENT_TITLE] = "</title",
};

/* Words before which a '/' begins a regular expression. */
static const char *const operator_words[] = {
    "return",
    "typeof",
    "case",
    "in",
    "of",
    "delete",
    "void",
    "throw",
    "new",
    "else",
    "do",
    "instanceof",
    "yield",
    "await",
};

static bool ends_name(char byte)
{
    return context_is_space(byte) || byte == '/' || byte == '>';
}

/* ELEMENT_RAW_TEXT stands for several names: any end tag ends it. */
static bool raw_text_ends(struct context *context, char byte)
{
    bool is_end = context->progress == 1 && byte == '/';
    context->progress = byte == '<';
    return is_end;
}

/* What of the next "</script" is hidden. */
enum hiding {
    HIDES_NOTHING,
    HIDES_COMMENT /* behind "<!--" */,
    HIDES_END_TAG /* and behind "<script" there */
};
/* In `hiding_progress`, which counts the bytes of "<!--" and "<script" otherwise. */
enum { ONE_DASH = 16, TWO_DASHES };

static void hide(struct context *context, enum hiding hiding, uint8_t progress)
{
    context->hiding = (uint8_t)hiding;
    context->hiding_progress = progress;
}

/* How many bytes of `word` end in `byte`, `seen` of which stood before it. */
static uint8_t count_on(const char *word, uint8_t seen, char byte)
{
    if (seen < strlen(word) && word[seen] == byte_to_lower(byte))
        return (uint8_t)(seen + 1);
    return byte == '<';
}

static void hide_or_show(struct context *context, char byte)
{
    static const char comment[] = "<!--", start_tag[] = "<script";
    uint8_t seen = context->hiding_progress;
    if (context->hiding == HIDES_NOTHING) {
        seen = count_on(comment, seen, byte);
        hide(context, seen == strlen(comment) ? HIDES_COMMENT : HIDES_NOTHING,
            seen == strlen(comment) ? TWO_DASHES : seen);
    } else if (byte == '-') {
        context->hiding_progress = seen >= ONE_DASH ? TWO_DASHES : ONE_DASH;
    } else if (byte == '>' && seen == TWO_DASHES) {
        hide(context, HIDES_NOTHING, 0);
    } else if (context->hiding == HIDES_COMMENT && seen == strlen(start_tag) && ends_name(byte)) {
        hide(context, HIDES_END_TAG, 0);
    } else {
        context->hiding_progress = count_on(start_tag, seen, byte);
    }
}

bool context_raw_ends(struct context *context, char byte)
{
    bool is_hidden = context->hiding == HIDES_END_TAG;
    if (context->element == ELEMENT_SCRIPT)
        hide_or_show(context, byte);
    if (context->element == ELEMENT_RAW_TEXT) {
        if (!raw_text_ends(context, byte))
            return false;
        context_enter(context, STATE_TAG);
        return true;
    }
    const char *end_tag = end_tags[context->element];
    if (end_tag[context->progress] == '\0' && ends_name(byte) && is_hidden) {
        hide(context, HIDES_COMMENT, 0);
    } else if (end_tag[context->progress] == '\0' && ends_name(byte)) {
        context_enter(context, byte == '>' ? STATE_TEXT : STATE_TAG);
        return true;
    }
    if (end_tag[context->progress] != '\0' && end_tag[context->progress] == byte_to_lower(byte))
        context->progress++;
    else
        context->progress = byte == '<';
    return false;
}

static void go(struct context *context, enum context_state state, char delimiter)
{
    context->state = (uint8_t)state;
    context->delimiter = (uint8_t)delimiter;
    context->name_length = 0;
    context->depth = 0;
    context->is_mixed = false;
}

static bool is_word_byte(char byte)
{
    return byte_is_letter(byte) || byte_is_digit(byte) || byte == '_' || byte == '$' ||
           (unsigned char)byte >= 0x80;
}

/* The last word and, when a blank has ended it, that blank. */
static bool word_has_ended(const struct context *context)
{
    return context->name_length > 0 && context->name[context->name_length - 1] == ' ';
}

/* After a word that is an operator, or after punctuation that ends no value. */
static bool regex_may_follow(const struct context *context)
{
    char last = (char)context->delimiter;
    if (last == '\0')
        return true;
    if (!is_word_byte(last))
        return !strchr(")]}\"'`.", last);
    struct context word = *context;
    if (word_has_ended(&word))
        word.name_length--;
    for (size_t i = 0; i < COUNT(operator_words); i++)
        if (context_name_is(&word, operator_words[i]))
            return true;
    return false;
}

bool context_script_ends_value(const struct context *context)
{
    return context->depth == 0 && !regex_may_follow(context);
}

/* A comment leaves what was before it to be looked at behind it. */
static void enter_comment(struct context *context, enum context_state state)
{
    context->state = (uint8_t)state;
    context->depth = 0;
}

static void leave_comment(struct context *context)
{
    context->state = STATE_SCRIPT;
    context->depth = 0;
}

/* What a byte after '/' makes of it. */
static void after_slash(struct context *context, char byte)
{
    if (byte == '/') {
        enter_comment(context, STATE_SCRIPT_LINE_COMMENT);
    } else if (byte == '*') {
        enter_comment(context, STATE_SCRIPT_BLOCK_COMMENT);
    } else if (context->depth == 2) {
        go(context, STATE_SCRIPT_REGEX, '\0');
        context_script_regex_step(context, byte);
    } else {
        go(context, STATE_SCRIPT, '/');
        context_script_step(context, byte);
    }
}

/* Remembers the last word or mark of the code. */
static void note_code(struct context *context, char byte)
{
    if (!is_word_byte((char)context->delimiter) || !is_word_byte(byte) || word_has_ended(context))
        context->name_length = 0;
    context_note(context, byte);
    context->delimiter = (uint8_t)byte;
    context->is_mixed = false;
}

/* In code, `depth` is 1 after a '/' that divides and 2 after one that may begin a regular expression. */
void context_script_step(struct context *context, char byte)
{
    if (context->depth) {
        after_slash(context, byte);
        return;
    }
    if (byte == '"' || byte == '\'') {
        go(context, STATE_SCRIPT_STRING, byte);
    } else if (byte == '`') {
        go(context, STATE_SCRIPT_TEMPLATE, byte);
    } else if (byte == '/') {
        context->depth = context->is_mixed || regex_may_follow(context) ? 2 : 1;
    } else if (!context_is_space(byte)) {
        note_code(context, byte);
    } else if (is_word_byte((char)context->delimiter) && !word_has_ended(context)) {
        context_note(context, ' ');
    }
}

/* True when the byte was escaped by a backslash or is that backslash; `name` remembers the backslash. */
static bool is_escape(struct context *context, char byte)
{
    bool was_escaped = context->name_length > 0;
    context->name_length = 0;
    if (!was_escaped && byte == '\\')
        context_note(context, byte);
    return was_escaped || byte == '\\';
}

void context_script_string_step(struct context *context, char byte)
{
    if (is_escape(context, byte))
        return;
    /* A string cannot hold a line's end: the code is broken there, and the next line starts afresh. */
    if (byte == (char)context->delimiter || byte == '\n')
        go(context, STATE_SCRIPT, byte == '\n' ? '\0' : '"');
}

void context_script_template_step(struct context *context, char byte)
{
    bool after_dollar = context->depth == 1;
    context->depth = 0;
    if (is_escape(context, byte))
        return;
    if (byte == '`') {
        go(context, STATE_SCRIPT, '`');
    } else if (byte == '{' && after_dollar) {
        go(context, STATE_SCRIPT_TEMPLATE_CODE, '\0');
        context->depth = 1;
    } else {
        context->depth = byte == '$';
    }
}

void context_script_template_code_step(struct context *context, char byte)
{
    if (context->delimiter) {
        if (!is_escape(context, byte) && byte == (char)context->delimiter)
            context->delimiter = 0;
    } else if (byte == '"' || byte == '\'' || byte == '`') {
        context->delimiter = (uint8_t)byte;
    } else if (byte == '{' && context->depth < UINT8_MAX) {
        context->depth++;
    } else if (byte == '}' && --context->depth == 0) {
        go(context, STATE_SCRIPT_TEMPLATE, '`');
    }
}

/* `depth` is 1 inside a class, where '/' is a letter like any other. */
void context_script_regex_step(struct context *context, char byte)
{
    if (is_escape(context, byte))
        return;
    if (byte == '[')
        context->depth = 1;
    else if (byte == ']')
        context->depth = 0;
    else if (byte == '\n' || (byte == '/' && context->depth == 0))
        go(context, STATE_SCRIPT, byte == '\n' ? '\0' : ')');
}

void context_script_line_comment_step(struct context *context, char byte)
{
    if (byte == '\n')
        leave_comment(context);
}

void context_script_block_comment_step(struct context *context, char byte)
{
    if (byte == '/' && context->depth == 1)
        leave_comment(context);
    else
        context->depth = byte == '*';
}

void context_script_note_value(struct context *context)
{
    if (context->state == STATE_SCRIPT)
        go(context, STATE_SCRIPT, ')');
    else if (context->state != STATE_SCRIPT_TEMPLATE_CODE)
        context->name_length = 0;
    context->progress = 0;
    context->hiding_progress = 0;
}
