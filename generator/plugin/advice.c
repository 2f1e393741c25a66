/* SPDX-License-Identifier: MIT */
/*
 * Lua says what it met and not what was meant. Each row has words of a message and the mistake that is mostly
 * behind it; the first row whose words all stand in the message, in their order, counts.
 */
#include "plugin/advice.h"
#include "base/count.h"
#include <stddef.h>

#define PATTERN_HINT                                                                                         \
    "signs of patterns are written with %, as in %( %. %[ %%; text:find(what, 1, true) finds text as it is"

#define BYTES_HINT                                                                                           \
    "Lua counts bytes, and a letter like £ or é has several: cut with brief.cut(text, 100), and in a "     \
    "pattern "                                                                                               \
    "write such letters outside of [ ]"

#define PAGE_HINT                                                                                            \
    "a page is { url = \"/glossary/\", title = \"Glossary\", layout = \"glossary.html\", data = { … } }; " \
    "layouts see what is in data as page.data"

#define LIBRARY_HINT "plugins do without it; docs/plugins.md says what there is, and what is not"

static const struct {
    const char *words[2]; /* the second may be NULL */
    const char *hint;
} rows[] = {
    { { "attempt to index a nil value (field 'integer index'" },
        "a list begins at 1 and may be empty: ask first, if #list > 0 then … end" },
    { { "attempt to index a nil value (local 'options'" },
        "filters and functions get no options: keep them in 'prepare', local kept = …; kept = options" },
    { { "attempt to index a nil value (field 'fields'" },
        "what the hook 'article' returns is not there yet while it runs; layouts, filters and 'html' see "
        "it" },
    { { "attempt to call a table value" },
        "go through it with ipairs(t) or pairs(t), and read an entry with t[1] or t.name" },
    { { "attempt to call a list value" }, "go through it with ipairs(list), and read an item with list[1]" },
    { { "attempt to index a nil value" },
        "what is none is nil: ask first, if x then … end, or write x and x.field" },
    { { "attempt to index a", "value" },
        "only tables and things of the archive have fields; for text write tostring(x)" },
    { { "attempt to concatenate a nil value" }, "give what stands there when it is nil: (x or \"\")" },
    { { "attempt to concatenate a table value" }, "join a list with brief.join(list, \", \")" },
    { { "attempt to concatenate a boolean value" }, "write tostring(x)" },
    { { "attempt to perform arithmetic on a nil value" }, "give the number to begin with: (x or 0) + 1" },
    { { "attempt to perform arithmetic on a string value" },
        "texts are joined with '..', as in \"a\" .. \"b\"; tonumber(x) makes a number of a text" },
    { { "attempt to call a nil value (method 'trim'" }, "write (text:match(\"^%s*(.-)%s*$\"))" },
    { { "attempt to call a nil value (method 'split'" },
        "go through the parts: for part in text:gmatch(\"[^,]+\") do … end" },
    { { "attempt to call a nil value (method" },
        "there is no such method; fields are read with a dot, x.field" },
    { { "attempt to call a", "(method" }, "fields are read with a dot and without brackets: x.field" },
    { { "attempt to call a nil value" },
        "there is no function of that name; docs/plugins.md lists those of brief" },
    { { "attempt to call a" }, "fields are read without brackets: x.field" },
    { { "attempt to compare a date with a nil" }, "ask first whether there is one: if date and … then" },
    { { "attempt to compare a date with a string" }, "a text becomes a date with brief.date(text)" },
    { { "attempt to compare a date with a number" },
        "a date's fields are numbers: date.year, date.timestamp" },
    { { "attempt to compare a date with" }, "compare with its field that is a date" },
    { { "attempt to compare two table values" },
        "say what of them counts: table.sort(list, function(a, b) return a.date < b.date end)" },
    { { "attempt to compare two nil values" }, "give what counts when it is nil: (x or 0)" },
    { { "attempt to compare", "nil" }, "give what counts when it is nil: (x or 0)" },
    { { "attempt to compare", "string" },
        "a text becomes a number with tonumber(x), a number a text with tostring(x)" },
    { { "attempt to get length of a nil value" }, "ask first, if x then … end, or write #(x or {})" },
    { { "on bad self" }, "functions of brief and string are called with a dot: brief.slug(text)" },
    { { "expected a thing of the archive" },
        "an id is no thing yet: site:article(\"2025/levy\") finds it, and is called with a colon" },
    { { "expected a date, found" }, "call it with a colon: date:format(\"%d %B %Y\")" },
    { { "would be shown for every date" },
        "write date:format(\"%d %B %Y\"); docs/site-yml.md lists the letters" },
    { { "in a date format" }, "docs/site-yml.md lists the letters" },
    { { "a list is read-only" }, "sort or change a copy: local mine = brief.copy(list)" },
    { { "a map is read-only" }, "change a copy: local mine = brief.copy(map)" },
    { { "is read-only; what a hook adds" }, "in the hook 'article' write return { name = value }; layouts "
                                            "print it as {{ article.fields.name }}" },
    { { "the text is not UTF-8" }, BYTES_HINT },
    { { "number expected, got date" },
        "write date:format(\"%d %B %Y\"), or give its number, date.timestamp" },
    { { "article, author or page expected" }, "the thing comes first: brief.warn(article, \"has no map\")" },
    { { "has a mistake and cannot be read" }, "mend the file; its mistake is reported with its line" },
    { { "is not a date like" },
        "write the day as in 2026-03-11, or 2026-03-11 18:30, where the text comes from" },
    { { "there is no 'content/data/content/" },
        "paths begin below content/data/, as in brief.read_data(\"events.yml\")" },
    { { "only that folder is searched" }, "the name has no ending and no lua-plugins/: "
                                          "require(\"lib.words\") finds lua-plugins/lib/words.lua" },
    { { "requires itself" }, "what two files share stands in a third, which both require" },
    { { "of the list has no '" }, PAGE_HINT }, { { "a page has no '", "it has url" }, PAGE_HINT },
    { { "brief has no '" }, "docs/plugins.md lists the functions of brief" },
    { { "the second would be left out" },
        "attributes and children stand in one table: brief.html.p{ class = \"note\", \"text\", more }" },
    { { "that becomes HTML", "found the key" }, "brief.html.div{ class = \"box\", … } makes an element; what "
                                                "it holds is text, markup, or a list of these" },
    { { "brief.html does not make 'on" }, "a script is a file of layouts/assets/ that a layout names: "
                                          "<script src=\"{{ asset(\"x.js\") }}\" defer>" },
    { { "unfinished capture" }, PATTERN_HINT }, { { "invalid pattern capture" }, PATTERN_HINT },
    { { "malformed pattern" }, PATTERN_HINT },
    { { "invalid use of '%' in replacement" }, "write %% for the sign itself" },
    { { "no global name 'null'" }, "write nil" }, { { "no global name 'None'" }, "write nil" },
    { { "no global name 'True'" }, "write true" }, { { "no global name 'False'" }, "write false" },
    { { "no global name 'console'" }, "write print(…)" },
    { { "no global name 'io'" }, "data files are read with brief.read_data(\"name.yml\")" },
    { { "no global name 'site'" }, "hooks are given it; filters and functions keep it in 'prepare', "
                                   "shortcodes come before there is one" },
    { { "no global name 'options'" },
        "hooks and shortcodes are given them; filters and functions keep them in 'prepare'" },
    { { "no global name 'json'" }, "write brief.json(value)" },
    { { "no global name 'unpack'" }, "write table.unpack" }, { { "no global name 'load'" }, LIBRARY_HINT },
    { { "no global name 'dofile'" }, LIBRARY_HINT }, { { "no global name 'coroutine'" }, LIBRARY_HINT },
    { { "no global name 'debug'" }, LIBRARY_HINT }, { { "no global name 'package'" }, LIBRARY_HINT },
    { { "no global name 'collectgarbage'" }, LIBRARY_HINT },
    { { "no global name" }, "write local name = … above its first use; docs/plugins.md says what there is" },
    { { "invalid value (table) at index" },
        "join the field of each with brief.join(list, \", \", nil, \"name\")" },
    { { "invalid value (userdata) at index" }, "write brief.join(list, \", \")" },
    { { "items would be left out" }, "add each with list[#list + 1] = …" },
    { { "has a hole: item" }, "add each that there is with list[#list + 1] = …" },
    { { "to 'format'", "no integer representation" },
        "%d takes whole numbers: write math.floor(x), or %.1f; what was divided by 0 is none" },
    { { "no integer representation" }, "a whole number belongs there: math.floor(x) or math.ceil(x)" },
    { { "to 'format' (no value)" }, "the format has more places than values behind it" },
    { { "invalid conversion" }, "write %% for the sign itself; %s prints any value" },
    { { "cannot be given back" }, "give back text, numbers, lists, maps or things of the archive" },
    { { "the hook 'article' returns" },
        "write return { after_body = … }, or a name of your own for a field" },
    { { "what the hook 'html' returns must be text" },
        "return the page's text, or nothing to leave it as it is" },
    { { "returned a part of the page" },
        "return all of it: html:sub(1, start) .. changed .. html:sub(stop)" },
    { { "is no slot; did you mean" }, "the names of slots are head, before_body, after_body and footer" },
    { { "near '!'" }, "Lua writes ~= for 'not equal' and 'not' before what is denied" },
    { { "near '+'" }, "Lua has no += and ++: write n = n + 1" }, { { "near '&'" }, "Lua writes 'and'" },
    { { "near '|'" }, "Lua writes 'or'" }, { { "near '?'" }, "Lua writes condition and this or that" },
    { { "syntax error near 'end'" },
        "a line is a call, with brackets, or sets a name; Lua has no 'continue': put the rest into an if" },
    { { "'then' expected near '='" }, "a comparison is '=='" },
    { { "near ':'" }, "a table's entry is name = value" },
    { { "'}' expected", "near <eof>" }, "the table that begins with { ends with }" },
    { { "'}' expected" }, "entries of a table end with a comma; one of the lines above may lack it" },
    { { "'end' expected" }, "each function, if, for and while ends with 'end'" },
    { { "'then' expected" }, "write if … then" }, { { "'do' expected" }, "write for … do, while … do" },
    { { "'<eof>' expected near 'end'" }, "there is one 'end' too many above" },
    { { "unexpected symbol near ','" }, "each function, if, for and while ends with 'end' before the comma" },
    { { "unexpected symbol near '}'" },
        "each function, if, for and while ends with 'end' before the table does" },
    { { "binary chunk" }, "plugins are Lua text; compiled Lua is not run" },
    { { "syntax error near" },
        "is one of Lua's words misspelt: local, function, return, if, then, do, end?" },
    { { "unfinished string" },
        "a text ends in its line, with the quote it began with; [[…]] goes over lines" },
    /* to add one: its row, above those with fewer words */
};

const char *advice_for(text message)
{
    for (size_t i = 0; i < COUNT(rows); i++) {
        size_t at = text_find(message, text_of(rows[i].words[0]), 0);
        if (at != SIZE_MAX && rows[i].words[1])
            at = text_find(message, text_of(rows[i].words[1]), at);
        if (at != SIZE_MAX)
            return rows[i].hint;
    }
    return NULL;
}
