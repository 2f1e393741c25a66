/* SPDX-License-Identifier: MIT */
/*
 * Open collections are a stack of frames over one stack of pending entries; a collection that closes takes
 * its entries off that stack into an array of just their size. An alias shares the node it names and counts
 * as all the nodes in it; it can name complete nodes only, so no tree ever holds itself.
 */
#include "load/yaml_tree.h"
#include "base/byte.h"
#include "base/list.h"
#include "load/yaml_scalar.h"
#include <string.h>

/* Reported in one document; whoever has more has one mistake that made them all. */
enum { MOST_SLIPS = 20 };

/* A complete node with an anchor: what it costs to name it once more. */
struct anchored {
    struct value value;
    size_t nodes, height;
    bool is_named;
};

void yaml_tree_init(struct yaml_tree *tree)
{
    tree->depth = tree->node_count = 0;
    tree->pending.items = tree->first_pending;
    tree->pending.count = 0;
    tree->pending.capacity = YAML_PENDING_AT_FIRST;
    tree->result = value_none();
    tree->slip_count = 0;
    map_init(&tree->anchors, tree->arena);
}

static bool refuse_too_deep(struct yaml_tree *tree, span where)
{
    struct diagnostic *diagnostic = diagnostic_error(
        tree->diagnostics, where, "yaml-too-deep", "lists and maps are nested deeper than %d", YAML_DEEPEST);
    diagnostic_hint(tree->diagnostics, diagnostic, "put fewer lists and maps inside each other");
    return false;
}

/* False after reporting when `nodes` more are too many. */
static bool count_nodes(struct yaml_tree *tree, size_t nodes, span where)
{
    tree->node_count += nodes;
    if (tree->node_count <= tree->limits->nodes)
        return true;
    struct diagnostic *diagnostic = diagnostic_error(tree->diagnostics, (span){ tree->source, 0, 0 },
        "yaml-too-large", "more than %zu values, counting each use of an alias", tree->limits->nodes);
    diagnostic_hint(tree->diagnostics, diagnostic, "%s", tree->limits->advice);
    diagnostic_note(tree->diagnostics, diagnostic, where, "the limit is passed here");
    return false;
}

static struct yaml_frame *top(struct yaml_tree *tree)
{
    return tree->depth ? &tree->frames[tree->depth - 1] : NULL;
}

bool yaml_tree_wants_key(const struct yaml_tree *tree)
{
    const struct yaml_frame *frame = tree->depth ? &tree->frames[tree->depth - 1] : NULL;
    return frame && frame->is_map && !frame->has_key;
}

bool yaml_tree_is_in_list(const struct yaml_tree *tree)
{
    return tree->depth && !tree->frames[tree->depth - 1].is_map;
}

bool yaml_tree_refuse_key(struct yaml_tree *tree, span where)
{
    struct diagnostic *diagnostic =
        diagnostic_error(tree->diagnostics, where, "yaml-key", "a key must be a text");
    bool is_tag = where.offset > 0 && where.offset < tree->contents.length &&
                  text_starts_with(text_from(tree->contents, where.offset - 1), TEXT("{{"));
    diagnostic_hint(tree->diagnostics, diagnostic,
        is_tag ? "put the value in quotes if '{{' is meant as a text" : "write key: value");
    return false;
}

/* The first entries wait in the tree itself: most documents have no more. */
static void leave_first_room(struct yaml_tree *tree)
{
    struct value_map_entry *items =
        arena_alloc_array_unset(tree->arena, 2 * YAML_PENDING_AT_FIRST, sizeof *items);
    memcpy(items, tree->first_pending, sizeof tree->first_pending);
    tree->pending.items = items;
    tree->pending.capacity = 2 * YAML_PENDING_AT_FIRST;
}

static void add_value(struct yaml_tree *tree, struct value value, text anchor, size_t nodes, size_t height)
{
    if (anchor.bytes) {
        struct anchored *anchored = arena_new(tree->arena, struct anchored);
        *anchored = (struct anchored){ value, nodes, height, false };
        map_set(&tree->anchors, anchor, anchored);
    }
    struct yaml_frame *frame = top(tree);
    if (!frame) {
        tree->result = value;
        return;
    }
    if (frame->height < height + 1)
        frame->height = height + 1;
    if (tree->pending.count == YAML_PENDING_AT_FIRST && tree->pending.items == tree->first_pending)
        leave_first_room(tree);
    struct value_map_entry *entry = list_add(tree->arena, &tree->pending);
    *entry = (struct value_map_entry){ frame->key, frame->key_where, value };
    frame->has_key = false;
}

bool yaml_tree_add_key(struct yaml_tree *tree, text key, span where, bool is_plain)
{
    if (!count_nodes(tree, 1, where))
        return false;
    if (is_plain && text_equal(key, TEXT("<<"))) {
        struct diagnostic *diagnostic =
            diagnostic_error(tree->diagnostics, where, "yaml-merge-key", "merge key '<<' is not supported");
        diagnostic_hint(
            tree->diagnostics, diagnostic, "write the keys out, or name the whole map by its alias");
        return false;
    }
    struct yaml_frame *frame = &tree->frames[tree->depth - 1];
    frame->key = key;
    frame->key_where = where;
    frame->has_key = true;
    return true;
}

static size_t length_of_word(text key)
{
    size_t length = 0;
    while (length < key.length && (byte_is_lower(key.bytes[length]) || key.bytes[length] == '_'))
        length++;
    return length;
}

/* `{title:Rain}`, which is a key without a value for YAML: reported, and read as what is meant. */
static void part_glued_key(struct yaml_tree *tree, struct yaml_frame *frame, struct value *value)
{
    text key = frame->key, behind = text_from(tree->contents, frame->key_where.offset + key.length);
    size_t colon = length_of_word(key);
    while (behind.length && (behind.bytes[0] == ' ' || behind.bytes[0] == '\n' || behind.bytes[0] == '\r'))
        behind = text_from(behind, 1);
    bool is_flow = tree->contents.bytes[frame->where.offset] == '{' && behind.length &&
                   (behind.bytes[0] == ',' || behind.bytes[0] == '}');
    if (!is_flow || !colon || colon + 1 >= key.length || key.bytes[colon] != ':' ||
        text_starts_with(text_from(key, colon + 1), TEXT("//")))
        return;
    uint32_t place = frame->key_where.offset + (uint32_t)colon;
    frame->key = text_slice(key, 0, colon);
    frame->key_where.length = (uint32_t)colon;
    *value = value_text(text_from(key, colon + 1));
    value->where = (span){ tree->source, place + 1, (uint32_t)(key.length - colon - 1) };
    if (tree->slip_count++ >= MOST_SLIPS)
        return;
    struct diagnostic *diagnostic = diagnostic_error(
        tree->diagnostics, (span){ tree->source, place, 1 }, "yaml-syntax", "no blank behind ':'");
    diagnostic_hint(tree->diagnostics, diagnostic, "write %.*s: %.*s", TEXT_ARGS(frame->key),
        TEXT_ARGS(yaml_scalar_write(tree->diagnostics->arena, value->as.text)));
}

bool yaml_tree_add_scalar(struct yaml_tree *tree, struct value value, text anchor)
{
    if (!count_nodes(tree, 1, value.where))
        return false;
    struct yaml_frame *frame = top(tree);
    if (value.kind == VALUE_NONE && frame && frame->is_map)
        part_glued_key(tree, frame, &value);
    add_value(tree, value, anchor, 1, 0);
    return true;
}

bool yaml_tree_add_alias(struct yaml_tree *tree, text name, span where)
{
    if (yaml_tree_wants_key(tree))
        return yaml_tree_refuse_key(tree, where);
    struct anchored *anchored = map_find(&tree->anchors, name);
    if (!anchored) {
        struct diagnostic *diagnostic = diagnostic_error(tree->diagnostics, where, "unknown-alias",
            "alias '*%.*s' names no complete value above it", TEXT_ARGS(name));
        diagnostic_hint(tree->diagnostics, diagnostic, "put the value in quotes if no alias is meant");
        return false;
    }
    if (tree->depth + anchored->height > YAML_DEEPEST)
        return refuse_too_deep(tree, where);
    if (!count_nodes(tree, anchored->nodes, where))
        return false;
    anchored->is_named = true;
    add_value(tree, anchored->value, TEXT_NONE, anchored->nodes, anchored->height);
    return true;
}

/* Where '&' and the name stand before the value. */
static span anchor_span(const struct yaml_tree *tree, text name, span value)
{
    size_t at = text_find_last_byte(text_slice(tree->contents, 0, value.offset + 1), '&');
    return (span){ tree->source, (uint32_t)at, (uint32_t)name.length + 1 };
}

void yaml_tree_check_anchors(const struct yaml_tree *tree)
{
    for (size_t i = 0; i < tree->anchors.count; i++) {
        text name = tree->anchors.entries[i].key;
        const struct anchored *anchored = tree->anchors.entries[i].value;
        const struct value *value = &anchored->value;
        if (anchored->is_named || !(value->is_plain || value->kind == VALUE_NONE))
            continue;
        struct diagnostic *diagnostic =
            diagnostic_warning(tree->diagnostics, anchor_span(tree, name, value->where), "unused-anchor",
                "'&%.*s' names the value for YAML, which leaves it out, and nothing refers to that name",
                TEXT_ARGS(name));
        diagnostic_hint(tree->diagnostics, diagnostic, "put the whole value in quotes");
    }
}

bool yaml_tree_open(struct yaml_tree *tree, bool is_map, text anchor, span where)
{
    if (yaml_tree_wants_key(tree))
        return yaml_tree_refuse_key(tree, where);
    if (tree->depth >= YAML_DEEPEST)
        return refuse_too_deep(tree, where);
    if (!count_nodes(tree, 1, where))
        return false;
    tree->frames[tree->depth++] = (struct yaml_frame){
        .is_map = is_map,
        .where = where,
        .anchor = anchor,
        .first_pending = tree->pending.count,
        .nodes_before = tree->node_count - 1,
    };
    return true;
}

static void report_duplicates(struct yaml_tree *tree, const struct value_map *map)
{
    for (size_t i = 0; i < map->count; i++) {
        const struct value_map_entry *entry = &map->entries[i];
        const struct value *first = value_map_find(map, entry->key);
        if (first == &entry->value)
            continue;
        if (tree->slip_count++ >= MOST_SLIPS)
            return;
        const struct value_map_entry *original = map->entries;
        while (&original->value != first)
            original++;
        struct diagnostic *diagnostic = diagnostic_error(tree->diagnostics, entry->key_where, "duplicate-key",
            "key '%.*s' is given twice", TEXT_ARGS(entry->key));
        bool are_lists = first->kind == VALUE_LIST && entry->value.kind == VALUE_LIST;
        diagnostic_hint(tree->diagnostics, diagnostic,
            are_lists ? "keep one of the two, with the items of both" : "keep one of the two");
        diagnostic_note(tree->diagnostics, diagnostic, original->key_where, "it is given here first");
    }
}

/* The map with the first of each key alone: what reads it shall not say again what was reported. */
static struct value without_repeated(struct arena *arena, const struct value_map *map)
{
    struct value_map_entry *entries = arena_new_array(arena, struct value_map_entry, map->count);
    size_t count = 0;
    for (size_t i = 0; i < map->count; i++)
        if (value_map_find(map, map->entries[i].key) == &map->entries[i].value)
            entries[count++] = map->entries[i];
    return value_map_of(arena, entries, count);
}

static struct value take_map(struct yaml_tree *tree, const struct value_map_entry *pending, size_t count)
{
    struct value_map_entry *entries = arena_new_array(tree->arena, struct value_map_entry, count);
    if (count)
        memcpy(entries, pending, count * sizeof *entries);
    struct value value = value_map_of(tree->arena, entries, count);
    size_t slips_before = tree->slip_count;
    report_duplicates(tree, value.as.map);
    return tree->slip_count == slips_before ? value : without_repeated(tree->arena, value.as.map);
}

static struct value take_list(struct yaml_tree *tree, const struct value_map_entry *pending, size_t count)
{
    struct value *items = arena_new_array(tree->arena, struct value, count);
    for (size_t i = 0; i < count; i++)
        items[i] = pending[i].value;
    return value_list_of(tree->arena, items, count);
}

/* Where the last value of a block collection ends; libyaml says where the next thing starts. */
static size_t block_end(const struct yaml_tree *tree, const struct yaml_frame *frame)
{
    const struct value_map_entry *last = &tree->pending.items[tree->pending.count - 1];
    span where = last->value.where;
    /* An empty value stands nowhere, and that of an alias elsewhere. */
    if (!where.length || where.offset < frame->where.offset)
        where = frame->is_map ? last->key_where : frame->where;
    size_t end = (size_t)where.offset + where.length;
    while (end > frame->where.offset && strchr(" \t\r\n", tree->contents.bytes[end - 1]))
        end--;
    return end > frame->where.offset ? end : frame->where.offset;
}

void yaml_tree_close(struct yaml_tree *tree, size_t end)
{
    struct yaml_frame frame = tree->frames[--tree->depth];
    const struct value_map_entry *pending = tree->pending.items + frame.first_pending;
    size_t count = tree->pending.count - frame.first_pending;
    if (end == YAML_BLOCK_END)
        end = count ? block_end(tree, &frame) : frame.where.offset;
    struct value value = frame.is_map ? take_map(tree, pending, count) : take_list(tree, pending, count);
    tree->pending.count = frame.first_pending;
    value.where = (span){ tree->source, frame.where.offset, (uint32_t)(end - frame.where.offset) };
    add_value(tree, value, frame.anchor, tree->node_count - frame.nodes_before, frame.height);
}
