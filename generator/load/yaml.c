/* SPDX-License-Identifier: MIT */
/*
 * libyaml delivers events; the tree is ours (yaml_tree), so that limits act while it reads: nested brackets
 * cost it quadratic time and an alias bomb costs nothing until somebody expands it. Here its events, marks
 * and tags become values and bytes. Marks count characters from the start of what was parsed.
 */
#include "load/yaml.h"
#include "base/arena.h"
#include "base/count.h"
#include "load/yaml_check.h"
#include "load/yaml_problem.h"
#include "load/yaml_scalar.h"
#include "load/yaml_tree.h"
#include <yaml.h>
#include <string.h>

const struct yaml_limits yaml_limits_front_matter = { 64 * 1024, 10000,
    "keep large tables in a file below content/data/" };
const struct yaml_limits yaml_limits_data = { 4 * 1024 * 1024, 1000000,
    "split it into several files below content/data/" };

struct reader {
    yaml_parser_t parser;
    struct yaml_tree tree;
    size_t start;           /* where parsing began, in bytes of the source */
    size_t character, byte; /* one known pair of positions, the latest */
    size_t document_count;
};

/* Byte offset in the source of a position that libyaml counts in characters. */
static size_t byte_of(struct reader *reader, yaml_mark_t mark)
{
    if (mark.index < reader->character) {
        reader->character = 0;
        reader->byte = reader->start;
    }
    while (reader->character < mark.index && reader->byte < reader->tree.contents.length) {
        do
            reader->byte++;
        while (reader->byte < reader->tree.contents.length &&
               ((unsigned char)reader->tree.contents.bytes[reader->byte] & 0xC0) == 0x80);
        reader->character++;
    }
    return reader->byte;
}

static span span_of(struct reader *reader, size_t start, size_t end)
{
    return (span){ reader->tree.source, (uint32_t)start, (uint32_t)(end > start ? end - start : 0) };
}

static span event_span(struct reader *reader, const yaml_event_t *event)
{
    size_t start = byte_of(reader, event->start_mark);
    return span_of(reader, start, byte_of(reader, event->end_mark));
}

static text text_of_yaml(struct reader *reader, const yaml_char_t *bytes)
{
    return bytes ? text_copy(reader->tree.arena, text_of((const char *)bytes)) : TEXT_NONE;
}

/* `where` without an anchor or a tag in front, when the text stands there as it is. */
static span written_span(struct reader *reader, span where, text written)
{
    size_t end = (size_t)where.offset + where.length;
    if (written.length < where.length &&
        text_equal(text_slice(reader->tree.contents, end - written.length, written.length), written))
        return span_of(reader, end - written.length, end);
    return where;
}

static bool refuse_tag(struct reader *reader, span where, text tag, const char *message)
{
    text standard = TEXT("tag:yaml.org,2002:");
    text shown = text_starts_with(tag, standard) ? text_format(reader->tree.diagnostics->arena, "!!%.*s",
                                                       TEXT_ARGS(text_from(tag, standard.length)))
                                                 : tag;
    struct diagnostic *diagnostic = diagnostic_error(
        reader->tree.diagnostics, where, "yaml-tag", "tag '%.*s' %s", TEXT_ARGS(shown), message);
    diagnostic_hint(
        reader->tree.diagnostics, diagnostic, "remove the tag, or put the value in quotes if it is a text");
    return false;
}

static const struct {
    const char *tag;
    uint8_t kind;
} scalar_tags[] = {
    { YAML_STR_TAG, VALUE_TEXT }, { YAML_INT_TAG, VALUE_INTEGER }, { YAML_FLOAT_TAG, VALUE_FLOAT },
    { YAML_BOOL_TAG, VALUE_BOOL }, { YAML_NULL_TAG, VALUE_NONE },
    /* to add one: the tag and the kind that the core schema must find */
};

/* A scalar with a tag. A list's item such as `!2019/flood-plan` is a local tag to YAML, and a text to people.
 */
static bool apply_tag(
    struct reader *reader, const yaml_event_t *event, text written, span where, struct value *value)
{
    text tag = text_of((const char *)event->data.scalar.tag);
    if (tag.bytes[0] == '!' && written.length == 0 && yaml_tree_is_in_list(&reader->tree) &&
        event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE) {
        *value = value_text(text_copy(
            reader->tree.arena, text_trim(text_slice(reader->tree.contents, where.offset, where.length))));
        return true;
    }
    for (size_t i = 0; i < COUNT(scalar_tags); i++) {
        if (!text_equal(tag, text_of(scalar_tags[i].tag)))
            continue;
        *value = scalar_tags[i].kind == VALUE_TEXT ? value_text(written) : yaml_scalar_resolve(written);
        if (value->kind == VALUE_INTEGER && scalar_tags[i].kind == VALUE_FLOAT)
            *value = value_float((double)value->as.integer);
        return value->kind == scalar_tags[i].kind || refuse_tag(reader, where, tag, "does not fit the value");
    }
    return refuse_tag(reader, where, tag, "is not supported");
}

/* `tags: #MeToo`, `title: Lot #5`: less for YAML than for who typed it. A note begins with a blank. `where`
 * is a value without quotes, which may be empty. */
static void check_comment(struct reader *reader, span where)
{
    text behind = text_from(reader->tree.contents, where.offset + where.length);
    size_t start = 0, end;
    while (start < behind.length && behind.bytes[start] == ' ')
        start++;
    for (end = start; end < behind.length && behind.bytes[end] != '\n' && behind.bytes[end] != '\r';)
        end++;
    text word = text_trim(text_slice(behind, start, end - start));
    if (start == 0 || word.length < 2 || word.bytes[0] != '#' || strchr(" #!", word.bytes[1]))
        return;
    struct diagnostics *diagnostics = reader->tree.diagnostics;
    start += where.offset + where.length;
    struct diagnostic *diagnostic =
        diagnostic_warning(diagnostics, span_of(reader, start, start + word.length), "comment-for-value",
            where.length ? "'#' begins a comment, and the value ends before it"
                         : "'#' begins a comment, and nothing is left of the value");
    if (where.length)
        diagnostic_hint(diagnostics, diagnostic, "put the whole value in quotes, or a blank behind '#'");
    else
        diagnostic_hint(diagnostics, diagnostic, "write %.*s, or a blank behind '#'",
            TEXT_ARGS(yaml_scalar_write(diagnostics->arena, word)));
}

/* "\\0" stands for a byte that no text of a site may hold; what goes to the system would end there. */
static bool refuse_nul(struct reader *reader, span where)
{
    struct diagnostic *diagnostic =
        diagnostic_error(reader->tree.diagnostics, where, "nul-byte", "an escape that stands for a NUL byte");
    diagnostic_hint(
        reader->tree.diagnostics, diagnostic, "remove it, or write \\\\0 for a backslash and a 0");
    return false;
}

static bool take_scalar(struct reader *reader, const yaml_event_t *event)
{
    span where = event_span(reader, event);
    text written = text_copy(
        reader->tree.arena, (text){ (const char *)event->data.scalar.value, event->data.scalar.length });
    if (text_find_byte(written, '\0', 0) != SIZE_MAX)
        return refuse_nul(reader, where);
    bool is_plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    span exact = is_plain ? written_span(reader, where, written) : where;
    if (yaml_tree_wants_key(&reader->tree)) {
        if (event->data.scalar.anchor)
            return yaml_tree_refuse_key(&reader->tree, where);
        return yaml_tree_add_key(&reader->tree, written, exact, is_plain);
    }
    struct value value = is_plain ? yaml_scalar_resolve(written) : value_text(written);
    if (event->data.scalar.tag && !apply_tag(reader, event, written, where, &value))
        return false;
    if (is_plain && (!written.length || value.kind == VALUE_TEXT))
        check_comment(reader, exact);
    value.where = exact;
    value.is_plain = is_plain && value.kind == VALUE_TEXT;
    return yaml_tree_add_scalar(&reader->tree, value, text_of_yaml(reader, event->data.scalar.anchor));
}

static bool open_collection(struct reader *reader, const yaml_event_t *event, bool is_map,
    const yaml_char_t *tag, const yaml_char_t *anchor)
{
    span where = event_span(reader, event);
    if (tag && strcmp((const char *)tag, is_map ? YAML_MAP_TAG : YAML_SEQ_TAG) != 0)
        return refuse_tag(reader, where, text_of((const char *)tag), "is not supported");
    return yaml_tree_open(&reader->tree, is_map, text_of_yaml(reader, anchor), where);
}

static bool close_collection(struct reader *reader, const yaml_event_t *event)
{
    bool is_block = event->start_mark.index == event->end_mark.index;
    yaml_tree_close(&reader->tree, is_block ? YAML_BLOCK_END : byte_of(reader, event->end_mark));
    return true;
}

static bool take_alias(struct reader *reader, const yaml_event_t *event)
{
    return yaml_tree_add_alias(
        &reader->tree, text_of((const char *)event->data.alias.anchor), event_span(reader, event));
}

static bool open_document(struct reader *reader, const yaml_event_t *event)
{
    if (reader->document_count++ == 0)
        return true;
    struct diagnostic *diagnostic = diagnostic_error(reader->tree.diagnostics, event_span(reader, event),
        "yaml-documents", "more than one YAML document in the file");
    diagnostic_hint(reader->tree.diagnostics, diagnostic, "remove the line '---'");
    return false;
}

/* Returns false when the rest of the document need not be read. */
static bool take_event(struct reader *reader, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT: return open_document(reader, event);
    case YAML_SCALAR_EVENT: return take_scalar(reader, event);
    case YAML_ALIAS_EVENT: return take_alias(reader, event);
    case YAML_SEQUENCE_START_EVENT:
        return open_collection(
            reader, event, false, event->data.sequence_start.tag, event->data.sequence_start.anchor);
    case YAML_MAPPING_START_EVENT:
        return open_collection(
            reader, event, true, event->data.mapping_start.tag, event->data.mapping_start.anchor);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT: return close_collection(reader, event);
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_STREAM_END_EVENT:
    case YAML_DOCUMENT_END_EVENT: return true;
    }
    return true;
}

static void report_syntax(struct reader *reader)
{
    const yaml_parser_t *parser = &reader->parser;
    if (parser->error == YAML_MEMORY_ERROR)
        arena_die_out_of_memory();
    struct yaml_problem problem = { .problem = parser->problem, .context = parser->context };
    problem.offset = byte_of(reader, parser->problem_mark);
    problem.context_offset = byte_of(reader, parser->context_mark);
    if (parser->error == YAML_READER_ERROR)
        problem.offset = reader->start + parser->problem_offset;
    yaml_problem_report(reader->tree.source, reader->tree.contents, &problem, reader->tree.diagnostics);
}

static bool read_events(struct reader *reader)
{
    for (bool is_done = false; !is_done;) {
        yaml_event_t event;
        if (!yaml_parser_parse(&reader->parser, &event)) {
            report_syntax(reader);
            return false;
        }
        is_done = event.type == YAML_STREAM_END_EVENT;
        bool goes_on = take_event(reader, &event);
        yaml_event_delete(&event);
        if (!goes_on)
            return false;
    }
    return true;
}

static bool check_bytes(uint32_t source, text contents, size_t start, const struct yaml_limits *limits,
    struct diagnostics *diagnostics)
{
    size_t size = contents.length - start;
    if (size > limits->bytes) {
        struct diagnostic *diagnostic = diagnostic_error(diagnostics, (span){ source, 0, 0 },
            "yaml-too-large", "%zu bytes of YAML, more than %zu", size, limits->bytes);
        diagnostic_hint(
            diagnostics, diagnostic, "keep large tables in a file below content/data/, and split that");
        return false;
    }
    return yaml_check_encoding(source, contents, start, diagnostics) &&
           yaml_check_characters(source, contents, start, diagnostics);
}

bool yaml_parse(struct arena *arena, uint32_t source, text contents, size_t offset,
    const struct yaml_limits *limits, struct value *result, struct diagnostics *diagnostics)
{
    *result = value_undefined();
    size_t start = offset < contents.length ? offset : contents.length;
    if (start == 0)
        start = text_mark_length(contents);
    if (!check_bytes(source, contents, start, limits, diagnostics))
        return false;
    struct reader reader;
    reader.start = reader.byte = start;
    reader.character = reader.document_count = 0;
    reader.tree.arena = arena;
    reader.tree.diagnostics = diagnostics;
    reader.tree.limits = limits;
    reader.tree.source = source;
    reader.tree.contents = contents;
    yaml_tree_init(&reader.tree);
    if (!yaml_parser_initialize(&reader.parser))
        arena_die_out_of_memory();
    yaml_parser_set_encoding(&reader.parser, YAML_UTF8_ENCODING);
    const char *bytes = contents.bytes ? contents.bytes : "";
    yaml_parser_set_input_string(
        &reader.parser, (const unsigned char *)bytes + start, contents.length - start);
    bool is_good = read_events(&reader);
    yaml_parser_delete(&reader.parser);
    if (is_good) {
        yaml_tree_check_anchors(&reader.tree);
        *result = reader.tree.result;
    }
    return is_good && reader.tree.slip_count == 0;
}

const char *yaml_kind_phrase(const struct value *value)
{
    static const char *const phrases[] = {
        [VALUE_UNDEFINED] = "undefined",
        [VALUE_NONE] = "empty",
        [VALUE_BOOL] = "true or false",
        [VALUE_INTEGER] = "a number",
        [VALUE_FLOAT] = "a number",
        [VALUE_TEXT] = "a text",
        [VALUE_LIST] = "a list",
        [VALUE_MAP] = "a map",
        /* to add one: a kind that YAML can give, how a message names it */
    };
    return phrases[value->kind];
}
