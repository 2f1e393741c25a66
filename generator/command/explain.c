/* SPDX-License-Identifier: MIT */
/* brief explain: an address, a source, two sources, or `held` and a source. */
#include "command/explain.h"
#include "base/count.h"
#include "base/path.h"
#include "build/survey.h"
#include <stdarg.h>
#include <stdio.h>

const char *const explain_words[] = { "held", NULL };

void explain_line(const char *label, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    printf("  %-10s ", label);
    vprintf(format, arguments);
    va_end(arguments);
    putchar('\n');
}

void explain_place(struct session *session, const char *label, const char *words, span where)
{
    text contents = source_contents(&session->sources, where.source, &session->arena);
    if (where.source && where.length && contents.bytes)
        explain_line(label, "%s%.*s:%zu", words, TEXT_ARGS(source_at(&session->sources, where.source)->path),
            source_position(contents, where).line);
}

static const struct content_file *find_path(const struct session *session, text path)
{
    return map_find(&session->content.by_path, path);
}

const struct content_file *explain_find_source(const struct session *session, text name)
{
    static const char *const forms[] = { "%.*s", "articles/%.*s", "articles/%.*s.md",
        "articles/%.*s/index.md", "pages/%.*s.md", "pages/%.*s/index.md", "authors/%.*s.md",
        "authors/%.*s/index.md" };
    struct arena arena;
    const struct content_file *file = NULL;
    arena_init(&arena);
    text path = path_resolve(&arena, TEXT(""), name);
    if (text_starts_with(path, TEXT("content/")))
        path = text_from(path, sizeof "content/" - 1);
    for (size_t i = 0; !file && path.length && i < COUNT(forms); i++) {
        text form = text_replace(&arena, text_of(forms[i]), TEXT("%.*s"), path);
        file = find_path(session, form);
    }
    arena_release(&arena);
    return file;
}

const char *explain_source_hint(struct session *session, text name, const char *otherwise)
{
    const struct content *content = &session->content;
    text asked = text_starts_with(name, TEXT("content/")) ? text_from(name, sizeof "content/" - 1) : name;
    const struct map *layouts = &session->layout_files->by_name;
    size_t plugin_count = plugins_count(session->plugins), count = 0;
    text *known = arena_new_array(&session->arena, text, 2 * content->count + plugin_count + layouts->count);
    for (size_t i = 0; i < layouts->count; i++)
        known[count++] = text_concat(&session->arena, TEXT("layouts/"), layouts->entries[i].key);
    for (size_t i = 0; i < plugin_count; i++)
        known[count++] = explain_plugin_file(session, i);
    for (size_t i = 0; i < content->count; i++) {
        known[count++] = content->files[i].path;
        if (content->files[i].id.length)
            known[count++] = content->files[i].id;
    }
    text nearest = diagnostic_nearest_text(asked, known, count);
    if (!nearest.bytes)
        return otherwise;
    bool is_path = map_contains(&content->by_path, nearest);
    return text_format(&session->arena, "did you mean %s%.*s?", is_path ? "content/" : "", TEXT_ARGS(nearest))
        .bytes;
}

const struct draft *explain_draft(const struct session *session, const struct content_file *file)
{
    for (size_t i = 0; i < session->draft_count; i++)
        if (session->drafts[i] && session->drafts[i]->file->source == file->source)
            return session->drafts[i];
    return NULL;
}

static bool is_address(text word)
{
    return text_starts_with(word, TEXT("/")) || text_find(word, TEXT("://"), 0) != SIZE_MAX;
}

static enum exit_code look(struct session *session, void *data)
{
    const struct arguments *arguments = data;
    const text *words = arguments->operands.items;
    size_t count = arguments->operands.count;
    if (count == 2 && text_equal(words[0], TEXT("held")))
        return explain_held(session, words[1]);
    if (count == 2)
        return explain_related(session, words[0], words[1]);
    return is_address(words[0]) ? explain_address(session, words[0]) : explain_source(session, words[0]);
}

enum exit_code command_explain(const struct arguments *arguments)
{
    static const char hint[] = "brief explain ADDRESS, SOURCE, SOURCE SOURCE, or held SOURCE";
    if (!arguments->operands.count)
        return command_misused(hint, "explain what?");
    if (arguments->operands.count == 1 && text_equal(arguments->operands.items[0], TEXT("held")))
        return command_misused("brief explain held SOURCE", "explain held needs a SOURCE");
    if (arguments->operands.count > 2)
        return command_misused(hint, "'%.*s' is one word too many", TEXT_ARGS(arguments->operands.items[2]));
    struct survey survey = { .look = look, .data = (void *)arguments };
    return survey_site(&arguments->build, &survey);
}
