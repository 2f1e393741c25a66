/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_YAML_H
#define BRIEF_LOAD_YAML_H
/*
 * yaml: turns a document into a value whose every node knows its span.
 * Scalars are typed by the YAML 1.2 core schema when written plain; dates stay text (is_plain says that they
 * were not quoted). Limits act while the parser runs: depth (YAML_DEEPEST), nodes, bytes; duplicate keys,
 * anchors beyond the limits, tabs, NUL and invalid UTF-8 are errors with their place.
 */
#include "base/diagnostic.h"
#include "base/value.h"

struct yaml_limits {
    size_t bytes;       /* of the document: 64 KiB for front matter, 4 MiB for site.yml and data */
    size_t nodes;       /* 10,000 for front matter, 1,000,000 for data; counts each expansion of an alias */
    const char *advice; /* where else what is too large would fit */
};

extern const struct yaml_limits yaml_limits_front_matter;
extern const struct yaml_limits yaml_limits_data;

/*
 * Parses `contents` (a whole source, or the part of it that starts at `offset`) as one document. Spans count
 * from the start of the source. Returns false after reporting; after mere duplicate keys (the first is left)
 * and glued ones (`{title:Rain}`) the value is there all the same, after anything else it is VALUE_UNDEFINED.
 * An empty document is VALUE_NONE.
 */
bool yaml_parse(struct arena *arena, uint32_t source, text contents, size_t offset,
    const struct yaml_limits *limits, struct value *result, struct diagnostics *diagnostics);

/* What a value of YAML is, in a sentence: "a list", "true or false". */
const char *yaml_kind_phrase(const struct value *value);
#endif
