/* SPDX-License-Identifier: MIT */
/* Any bytes as a YAML document: read or refused within the limits, and every refusal is reported. */
#include "base/arena.h"
#include "load/yaml.h"
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct arena arena;
    arena_init(&arena);
    struct sources sources;
    struct diagnostics diagnostics;
    sources_init(&sources, &arena);
    diagnostics_init(&diagnostics, &arena);
    text contents = { (const char *)bytes, length };
    uint32_t source = sources_add(&sources, TEXT("fuzz.yml"), TEXT_NONE, contents);
    struct value value;
    bool is_good = yaml_parse(&arena, source, contents, 0, &yaml_limits_front_matter, &value, &diagnostics);
    if (is_good == diagnostics_has_errors(&diagnostics))
        abort();
    struct buffer out;
    buffer_init(&out, &arena);
    struct diagnostic_style style = { .form = DIAGNOSTIC_TEXT };
    diagnostics_print(&diagnostics, &sources, &style, &out);
    arena_release(&arena);
    return 0;
}
