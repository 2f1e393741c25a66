/* SPDX-License-Identifier: MIT */
/*
 * Files that the site brought and nothing uses: layouts and assets, data, plugins. Names can be put together
 * when a page is made, so a file whose name stands anywhere in a layout or plugin counts as used.
 */
#include "base/builtin.h"
#include "base/path.h"
#include "check/mentions.h"
#include "load/data_check.h"

static const text archetypes = TEXT_INIT("archetypes/"), words = TEXT_INIT("strings/");

/* Does another file of the kind name it, or one of the other kind? */
static bool is_named(const struct check_file *files, size_t count, const struct check_file *asked, text name)
{
    for (size_t i = 0; i < count; i++)
        if (!text_equal(files[i].path, asked->path) && text_find(files[i].contents, name, 0) != SIZE_MAX)
            return true;
    return false;
}

static bool is_named_anywhere(const struct checking *checking, const struct check_file *file, text name)
{
    const struct check_subject *subject = checking->subject;
    return is_named(subject->layouts, subject->layout_count, file, name) ||
           is_named(subject->plugins, subject->plugin_count, file, name);
}

/* One that a setting or the size of the archive asks for (redirects, a second sitemap), as the built-in of
 * its name is there too; parts are not. */
static bool is_layout_of_brief(const struct checking *checking, const struct check_file *file)
{
    text name = text_format(checking->arena, "layouts/%.*s", TEXT_ARGS(file->name));
    return text_find_byte(file->name, '/', 0) == SIZE_MAX && builtin_find(name);
}

void check_unused_layouts(struct checking *checking)
{
    const struct mentions *mentions = mentions_of(checking);
    for (size_t i = 0; i < checking->subject->layout_count; i++) {
        const struct check_file *file = &checking->subject->layouts[i];
        if (file->is_builtin || file->is_used || is_layout_of_brief(checking, file) ||
            text_starts_with(file->name, archetypes) || text_starts_with(file->name, words) ||
            is_named_anywhere(checking, file, path_name(file->name)) ||
            mentions_has(mentions, text_format(checking->arena, "/%.*s", TEXT_ARGS(file->name))))
            continue;
        check_report(checking, (span){ file->source, 0, 0 }, "no page uses '%.*s'", TEXT_ARGS(file->name));
    }
}

void check_unused_data(struct checking *checking)
{
    const struct content *content = checking->subject->content;
    for (size_t i = 0; i < content->count; i++) {
        const struct content_file *file = &content->files[i];
        if (file->kind != CONTENT_DATA || data_is_of_brief(checking->subject->site->config, file->id) ||
            check_data_is_named(checking, file))
            continue;
        check_report(
            checking, (span){ file->source, 0, 0 }, "no layout or plugin reads '%.*s'", TEXT_ARGS(file->id));
    }
}

static bool is_set_up(const struct config *config, text name)
{
    for (size_t i = 0; i < config->plugin_count; i++)
        if (text_equal(config->plugins[i].name, name))
            return true;
    return false;
}

void check_unused_plugins(struct checking *checking)
{
    for (size_t i = 0; i < checking->subject->plugin_count; i++) {
        const struct check_file *file = &checking->subject->plugins[i];
        if (file->is_builtin || is_set_up(checking->subject->site->config, file->name) ||
            is_named_anywhere(checking, file, file->name) ||
            /* as a plugin that requires it names it: "lib.words" */
            is_named_anywhere(
                checking, file, text_replace(checking->arena, file->name, TEXT("/"), TEXT("."))))
            continue;
        diagnostic_hint(checking->diagnostics,
            check_report(checking, (span){ file->source, 0, 0 }, "site.yml does not name the plugin '%.*s'",
                TEXT_ARGS(file->name)),
            "add it to plugins:, or delete the file");
    }
}
