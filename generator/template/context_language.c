/* SPDX-License-Identifier: MIT */
/* The part of context that reads a layout's file name. */
#include "base/count.h"
#include "template/context.h"

struct ending {
    text ending;
    enum template_language language;
};

static const struct ending endings[] = {
    { TEXT_INIT(".html"), TEMPLATE_HTML }, { TEXT_INIT(".htm"), TEMPLATE_HTML },
    { TEXT_INIT(".xhtml"), TEMPLATE_HTML }, { TEXT_INIT(".xml"), TEMPLATE_XML },
    { TEXT_INIT(".rss"), TEMPLATE_XML }, { TEXT_INIT(".atom"), TEMPLATE_XML },
    { TEXT_INIT(".svg"), TEMPLATE_XML }, { TEXT_INIT(".opml"), TEMPLATE_XML },
    { TEXT_INIT(".rdf"), TEMPLATE_XML }, { TEXT_INIT(".xsl"), TEMPLATE_XML },
    { TEXT_INIT(".kml"), TEMPLATE_XML }, { TEXT_INIT(".gpx"), TEMPLATE_XML },
    { TEXT_INIT(".json"), TEMPLATE_JSON }, { TEXT_INIT(".jsonld"), TEMPLATE_JSON },
    { TEXT_INIT(".geojson"), TEMPLATE_JSON }, { TEXT_INIT(".webmanifest"), TEMPLATE_JSON },
    /* to add one: an ending and the language its files are written in; all others are plain text */
};

enum template_language template_language_of(text layout_name)
{
    for (size_t i = 0; i < COUNT(endings); i++) {
        text end = text_from(layout_name, layout_name.length - endings[i].ending.length);
        if (layout_name.length >= endings[i].ending.length &&
            text_equal_ignoring_ascii_case(end, endings[i].ending))
            return endings[i].language;
    }
    return TEMPLATE_TEXT;
}
