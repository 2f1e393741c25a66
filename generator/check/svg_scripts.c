/* SPDX-License-Identifier: MIT */
/* SVG that does more than show: scripts, and attributes that run some. */
#include "check/check.h"
#include "base/file.h"
#include "base/path.h"
#include "base/tag.h"

enum { SVG_BYTES = 8 << 20 };

static bool is_handler(text name, text value)
{
    return (text_starts_with_ignoring_ascii_case(name, TEXT("on")) && name.length > 2) ||
           text_starts_with_ignoring_ascii_case(text_trim(value), TEXT("javascript:"));
}

static bool runs_scripts(text svg)
{
    size_t at = 0;
    for (text tag, value; (tag = tag_next(svg, &at)).bytes;) {
        if (text_equal_ignoring_ascii_case(tag, TEXT("script")))
            return true;
        for (text name; (name = tag_attribute(svg, &at, &value)).length > 0;)
            if (is_handler(name, value))
                return true;
    }
    return false;
}

void check_svg_scripts(struct checking *checking)
{
    const struct check_subject *subject = checking->subject;
    for (size_t i = 0; i < subject->site->media.count; i++) {
        const struct media *media = subject->site->media.items[i];
        text svg = TEXT_NONE;
        if (text_equal_ignoring_ascii_case(path_extension(media->path), TEXT("svg")) &&
            file_read(subject->content_folder, text_to_string(checking->arena, media->disk_path), SVG_BYTES,
                checking->arena, &svg, NULL) == 0 &&
            runs_scripts(svg))
            diagnostic_hint(checking->diagnostics,
                check_report(checking, (span){ media->source, 0, 0 }, "the image holds a script"),
                "take the script out; a drawing needs none");
    }
}
