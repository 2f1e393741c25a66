/* SPDX-License-Identifier: MIT */
/*
 * Expat says where it stopped, which for an element without its end is far behind the mistake. So the open
 * elements are kept, and the innermost one is told with the fault.
 */
#include "base/xml.h"
#include "base/count.h"
#include "base/library.h"
#include "base/list.h"
#include <expat.h>
#include <limits.h>

static struct {
    bool is_loaded;
    __typeof__(XML_ParserCreateNS) *open;
    __typeof__(XML_ParserFree) *close;
    __typeof__(XML_SetUserData) *set_data;
    __typeof__(XML_SetElementHandler) *set_element_handler;
    __typeof__(XML_SetXmlDeclHandler) *set_declaration_handler;
    __typeof__(XML_Parse) *parse;
    __typeof__(XML_StopParser) *stop;
    __typeof__(XML_GetErrorCode) *error_code;
    __typeof__(XML_ErrorString) *error_string;
    /* Of these two expat 2.9 has successors, which earlier ones lack, and deprecates the names. */
    XML_Index (*byte_index)(XML_Parser parser);
    XML_Size (*line_number)(XML_Parser parser);
} expat;

void xml_load(void)
{
    static const char *const names[] = { "libexpat.so.1", "libexpat.so", NULL };
    static const struct library_function functions[] = {
        { "XML_ParserCreateNS", &expat.open },
        { "XML_ParserFree", &expat.close },
        { "XML_SetUserData", &expat.set_data },
        { "XML_SetElementHandler", &expat.set_element_handler },
        { "XML_SetXmlDeclHandler", &expat.set_declaration_handler },
        { "XML_Parse", &expat.parse },
        { "XML_StopParser", &expat.stop },
        { "XML_GetErrorCode", &expat.error_code },
        { "XML_ErrorString", &expat.error_string },
        { "XML_GetCurrentByteIndex", &expat.byte_index },
        { "XML_GetCurrentLineNumber", &expat.line_number },
    };
    if (!expat.is_loaded)
        library_require("expat", names, functions, COUNT(functions));
    expat.is_loaded = true;
}

struct open_element {
    size_t offset, line;
};

struct reading {
    struct arena *arena;
    XML_Parser parser;
    struct {
        struct open_element *items;
        size_t count, capacity;
    } open;
};

static void begin_element(void *data, const XML_Char *name, const XML_Char **attributes)
{
    (void)name, (void)attributes;
    struct reading *reading = data;
    *list_add(reading->arena, &reading->open) =
        (struct open_element){ (size_t)expat.byte_index(reading->parser),
            expat.line_number(reading->parser) };
}

static void end_element(void *data, const XML_Char *name)
{
    (void)name;
    struct reading *reading = data;
    reading->open.count--;
}

/* What is written is UTF-8, so another encoding would show every letter beyond ASCII as two others. */
static void check_declaration(void *data, const XML_Char *version, const XML_Char *encoding, int standalone)
{
    (void)version, (void)standalone;
    const struct reading *reading = data;
    text name = encoding ? text_of(encoding) : TEXT("UTF-8");
    if (!text_equal_ignoring_ascii_case(name, TEXT("UTF-8")) &&
        !text_equal_ignoring_ascii_case(name, TEXT("US-ASCII")))
        expat.stop(reading->parser, XML_FALSE);
}

#define OUTSIDE        "something stands outside of the outermost element"
#define OTHER_ENCODING "files are written in UTF-8, and this one names another encoding"

static const struct advice {
    enum XML_Error code;
    const char *words; /* NULL: expat's */
    const char *hint;
} advices[] = {
    { XML_ERROR_TAG_MISMATCH, "an element without its end",
        "each <name> ends with its own </name>, or is written <name/>" },
    { XML_ERROR_NO_ELEMENTS, NULL, "begin with <?xml version=\"1.0\" encoding=\"UTF-8\"?> and one element" },
    { XML_ERROR_SYNTAX, OUTSIDE, "one element holds all others" },
    { XML_ERROR_JUNK_AFTER_DOC_ELEMENT, OUTSIDE, "one element holds all others" },
    { XML_ERROR_UNDEFINED_ENTITY, NULL,
        "XML has &amp; &lt; &gt; &quot; and &apos; only: write the letter itself, or its number, &#160;" },
    { XML_ERROR_UNBOUND_PREFIX, "a prefix that no xmlns: declares",
        "declare it in the outermost element: xmlns:media=\"http://search.yahoo.com/mrss/\" for media:" },
    { XML_ERROR_INVALID_TOKEN, NULL,
        "write &amp; for & and &lt; for <, put attributes in quotes, and print values with {{ value }}" },
    { XML_ERROR_DUPLICATE_ATTRIBUTE, NULL, "take one of the two away" },
    { XML_ERROR_MISPLACED_XML_PI, "<?xml does not stand at the beginning",
        "begin the layout with <?xml version=\"1.0\" encoding=\"UTF-8\"?>" },
    { XML_ERROR_ABORTED, OTHER_ENCODING, "write encoding=\"UTF-8\"" },
    { XML_ERROR_INCORRECT_ENCODING, OTHER_ENCODING, "write encoding=\"UTF-8\"" },
    { XML_ERROR_UNKNOWN_ENCODING, OTHER_ENCODING, "write encoding=\"UTF-8\"" },
    /* to add one: the error of expat, words where expat's are not enough, and what to do */
};

static const struct advice *advice_for(enum XML_Error code)
{
    for (size_t i = 0; i < COUNT(advices); i++)
        if (advices[i].code == code)
            return &advices[i];
    return NULL;
}

/* "<entry" of "<entry xml:lang='de'>". */
static text beginning_of_tag(text tag)
{
    size_t end = 1;
    while (
        end < tag.length && !text_is_blank(tag.bytes[end]) && tag.bytes[end] != '>' && tag.bytes[end] != '/')
        end++;
    return text_slice(tag, 0, end);
}

static void describe(const struct reading *reading, text xml, struct xml_fault *fault)
{
    enum XML_Error code = expat.error_code(reading->parser);
    if (code == XML_ERROR_NO_ELEMENTS && reading->open.count)
        code = XML_ERROR_TAG_MISMATCH;
    const struct advice *advice = advice_for(code);
    XML_Index at = expat.byte_index(reading->parser);
    *fault = (struct xml_fault){
        .words = advice && advice->words ? advice->words : expat.error_string(code),
        .hint = advice ? advice->hint : "xmllint --noout FILE says more of a file",
        .offset = at < 0 ? 0 : (size_t)at,
        .line = expat.line_number(reading->parser),
    };
    if (reading->open.count) {
        const struct open_element *open = &reading->open.items[reading->open.count - 1];
        fault->open = beginning_of_tag(text_from(xml, open->offset));
        fault->open_line = open->line;
    }
}

/* The length of a part is an int there. */
static bool parse(struct reading *reading, text xml)
{
    while (xml.length > INT_MAX) {
        if (expat.parse(reading->parser, xml.bytes, INT_MAX, XML_FALSE) != XML_STATUS_OK)
            return false;
        xml = text_from(xml, INT_MAX);
    }
    return expat.parse(reading->parser, xml.length ? xml.bytes : "", (int)xml.length, XML_TRUE) ==
           XML_STATUS_OK;
}

bool xml_is_well_formed(struct arena *arena, text xml, struct xml_fault *fault)
{
    xml_load();
    struct reading reading = { .arena = arena, .parser = expat.open(NULL, ' ') };
    if (!reading.parser)
        return true; /* no memory to say anything */
    expat.set_data(reading.parser, &reading);
    expat.set_element_handler(reading.parser, begin_element, end_element);
    expat.set_declaration_handler(reading.parser, check_declaration);
    bool is_whole = parse(&reading, xml);
    if (!is_whole)
        describe(&reading, xml, fault);
    expat.close(reading.parser);
    return is_whole;
}
