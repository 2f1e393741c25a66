/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_YAML_PROBLEM_H
#define BRIEF_LOAD_YAML_PROBLEM_H
/* yaml_problem: turns what libyaml says about broken syntax into a diagnostic in our words. Used by
 * load/yaml.c alone. */
#include "base/diagnostic.h"

struct yaml_problem {
    const char *problem; /* libyaml's words; may be NULL */
    const char *context; /* what it was doing; may be NULL */
    size_t offset;       /* of the problem, in the source */
    size_t context_offset;
};

/* Reports `yaml-syntax` at the problem's place, with a hint and, where it began on another line, a note. */
void yaml_problem_report(
    uint32_t source, text contents, const struct yaml_problem *problem, struct diagnostics *diagnostics);
#endif
