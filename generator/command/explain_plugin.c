/* SPDX-License-Identifier: MIT */
/* brief explain lua-plugins/NAME.lua: its place among the plugins and the pages that it wants. */
#include "command/explain.h"
#include "output/kinds.h"
#include "plugin/files.h"
#include "plugin/host.h"
#include <stdio.h>

text explain_plugin_file(struct session *session, size_t place)
{
    return text_format(
        &session->arena, "lua-plugins/%.*s.lua", TEXT_ARGS(plugins_name(session->plugins, place)));
}

static void print_pages(const struct session *session, text plugin)
{
    size_t count = 0;
    for (size_t i = 0; i < session->plan.outputs.count; i++) {
        const struct output *output = &session->plan.outputs.items[i];
        if (output->kind->plan != plugin_page_plan)
            continue;
        const struct plugin_page *page = output->subject;
        if (text_equal(page->plugin, plugin) && count++ < EXPLAIN_LISTED)
            explain_line(count > 1 ? "" : "makes", "%.*s", TEXT_ARGS(output->address));
    }
    if (count > EXPLAIN_LISTED)
        explain_line("", "and %zu more", count - EXPLAIN_LISTED);
    if (!count)
        explain_line("makes", "no pages of its own");
}

/* A file that site.yml does not name; a plugin that runs may read it. */
static bool explain_library(const struct session *session, text name)
{
    bool is_path = text_starts_with(name, TEXT("lua-plugins/"));
    if (!is_path || !files_find_chunk(plugins_files(session->plugins), name))
        return false;
    printf("%.*s\n", TEXT_ARGS(name));
    explain_line("runs", "where a plugin requires it; as a plugin it is not named in site.yml");
    return true;
}

bool explain_plugin(struct session *session, text name)
{
    size_t count = plugins_count(session->plugins);
    for (size_t i = 0; i < count; i++) {
        if (!text_equal(explain_plugin_file(session, i), name))
            continue;
        printf("%.*s\n", TEXT_ARGS(name));
        explain_line("runs", "as plugin %zu of %zu", i + 1, count);
        print_pages(session, plugins_name(session->plugins, i));
        return true;
    }
    return explain_library(session, name);
}
