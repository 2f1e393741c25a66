/* SPDX-License-Identifier: MIT */
/*
 * brief new: site, article or author. Each is a row: what it makes, what its operand is called, and the
 * function. Everything is written from an archetype (scaffold.h).
 */
#include "command/new.h"
#include "base/count.h"
#include <stdio.h>

static const struct {
    const char *thing, *operand;
    enum exit_code (*make)(const struct arguments *arguments, text operand);
} things[] = {
    { "site", "DIR", new_site }, { "article", "\"TITLE\"", new_article },
    { "author", "\"NAME\"", new_author },
    /* to add one: its function, a row here, its word below */
};
const char *const new_things[] = { "site", "article", "author", NULL };

static enum exit_code unknown_thing(text word)
{
    const char *nearest = diagnostic_nearest(word, new_things, COUNT(things));
    char hint[64];
    snprintf(hint, sizeof hint, "did you mean brief new %s?", nearest ? nearest : "article");
    return command_misused(nearest ? hint : "brief new site DIR, article \"TITLE\" or author \"NAME\"",
        "there is no new '%.*s'", TEXT_ARGS(word));
}

/* Of other bytes a file would be made that no build can read. */
static bool is_utf8(const struct arguments *arguments)
{
    const text written[] = { arguments->operands.items[1], arguments->author, arguments->tag };
    for (size_t i = 0; i < COUNT(written); i++)
        if (text_find_invalid_utf8(written[i]) != SIZE_MAX)
            return false;
    return true;
}

enum exit_code command_new(const struct arguments *arguments)
{
    if (!arguments->operands.count)
        return command_misused("brief new site DIR, article \"TITLE\" or author \"NAME\"", "new what?");
    text word = arguments->operands.items[0];
    for (size_t i = 0; i < COUNT(things); i++) {
        char hint[64];
        snprintf(hint, sizeof hint, "brief new %s %s", things[i].thing, things[i].operand);
        if (!text_equal(word, text_of(things[i].thing)))
            continue;
        if (arguments->operands.count == 1)
            return command_misused(hint, "new %s needs a %s", things[i].thing, things[i].operand);
        if (arguments->operands.count > 2)
            return command_misused("put quotes around words that belong together",
                "'%.*s' is one word too many", TEXT_ARGS(arguments->operands.items[2]));
        if (!is_utf8(arguments))
            return command_misused("set the terminal to UTF-8", "what to write is not in UTF-8");
        return things[i].make(arguments, text_trim(arguments->operands.items[1]));
    }
    return unknown_thing(word);
}
