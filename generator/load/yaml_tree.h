/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_YAML_TREE_H
#define BRIEF_LOAD_YAML_TREE_H
/*
 * yaml_tree: builds a value from the events of a YAML document, under limits. Knows anchors and duplicate
 * keys, not libyaml; positions are bytes of the source. Used by load/yaml.c alone. Memory: the arena it is
 * given.
 */
#include "base/map.h"
#include "load/yaml.h"

enum { YAML_DEEPEST = 64, YAML_PENDING_AT_FIRST = 64 };

/* A list or map that is still open. */
struct yaml_frame {
    bool is_map, has_key;
    text key;
    span key_where, where;
    text anchor;
    size_t first_pending, nodes_before, height;
};

struct yaml_tree {
    struct arena *arena;
    struct diagnostics *diagnostics;
    const struct yaml_limits *limits;
    uint32_t source;
    text contents;
    struct yaml_frame frames[YAML_DEEPEST];
    size_t depth, node_count;
    struct value_map_entry first_pending[YAML_PENDING_AT_FIRST];
    struct {
        struct value_map_entry *items;
        size_t count, capacity;
    } pending;
    struct map anchors;
    struct value result; /* none until a value is complete */
    size_t slip_count;   /* reported keys that are twice there or glued; the tree is whole all the same */
};

/* Everything but the arena, diagnostics, limits, source and contents, which the caller has set. */
void yaml_tree_init(struct yaml_tree *tree);

/* Is the next thing the key of a map? */
bool yaml_tree_wants_key(const struct yaml_tree *tree);
/* Is the innermost open collection a list? */
bool yaml_tree_is_in_list(const struct yaml_tree *tree);

/* These return false after reporting what ends the parse. `anchor` is absent when there is none. */
/* `is_plain`: written without quotes. */
bool yaml_tree_add_key(struct yaml_tree *tree, text key, span where, bool is_plain);
bool yaml_tree_add_scalar(struct yaml_tree *tree, struct value value, text anchor);
bool yaml_tree_add_alias(struct yaml_tree *tree, text name, span where);
bool yaml_tree_open(struct yaml_tree *tree, bool is_map, text anchor, span where);
/* Warns of names that stand before a text without quotes, and that no alias has: `title: &co explained`. */
void yaml_tree_check_anchors(const struct yaml_tree *tree);
/* Reports that a key is not a text; false. */
bool yaml_tree_refuse_key(struct yaml_tree *tree, span where);

/* Closes the innermost collection; `end` is the byte behind it, or YAML_BLOCK_END where nothing marks it. */
#define YAML_BLOCK_END SIZE_MAX
void yaml_tree_close(struct yaml_tree *tree, size_t end);
#endif
