/* SPDX-License-Identifier: MIT */
/*
 * A new article is a draft, so that a file begun today publishes nothing tonight. Its folder is the year of
 * its date, its name the slug of its title, its contents the archetype of its type.
 */
#include "base/count.h"
#include "base/list.h"
#include "base/slug.h"
#include "command/new.h"
#include "command/scaffold.h"
#include "load/front_matter.h"
#include "model/person_name.h"

/* Everything the archetype is filled from. */
struct article_request {
    text title, slug, type;
    text date;          /* as it will stand in the front matter */
    struct date moment; /* the same, read */
    struct value authors, tags;
};

/* "a, b", and one a line → [a, b]. */
static struct value list_of(struct arena *arena, text words)
{
    struct {
        struct value *items;
        size_t count, capacity;
    } list = { 0 };
    for (text rest = text_replace(arena, words, TEXT("\n"), TEXT(",")), word; rest.bytes;) {
        word = text_trim(text_cut(&rest, ','));
        if (word.length)
            *list_add(arena, &list) = value_text(word);
    }
    return value_list_of(arena, list.items, list.count);
}

static bool read_date(struct scaffold *scaffold, text given, struct article_request *request)
{
    request->date = given;
    request->moment = scaffold->now;
    if (!given.bytes) {
        request->date = date_in_english(&scaffold->arena, &scaffold->now, TEXT("%F"));
        return true;
    }
    if (date_parse(given, scaffold->config.zone, &request->moment) == DATE_OK)
        return true;
    struct diagnostic *diagnostic = diagnostic_error(
        &scaffold->diagnostics, SPAN_NONE, "malformed-date", "--date '%.*s' is not a date", TEXT_ARGS(given));
    text other, iso = date_suggest_iso(&scaffold->arena, given, &other);
    const char *time = date_tells_time(given) ? ", and the time of day behind it, as 17:30" : "";
    if (other.bytes)
        diagnostic_hint(&scaffold->diagnostics, diagnostic,
            "write --date %.*s, or %.*s, whichever is meant%s", TEXT_ARGS(iso), TEXT_ARGS(other), time);
    else if (iso.bytes)
        diagnostic_hint(&scaffold->diagnostics, diagnostic, "write --date %.*s%s", TEXT_ARGS(iso), time);
    else
        diagnostic_hint(
            &scaffold->diagnostics, diagnostic, "write --date 2024-02-26, or \"2024-02-26 09:00\"");
    return false;
}

static bool read_type(struct scaffold *scaffold, text given, struct article_request *request)
{
    size_t count;
    text hint;
    request->type = given.bytes ? given : text_of(front_matter_types(&count)[0]);
    if (command_knows_type(&scaffold->arena, request->type, &hint))
        return true;
    struct diagnostic *diagnostic = diagnostic_error(
        &scaffold->diagnostics, SPAN_NONE, "unknown-type", "there is no type '%.*s'", TEXT_ARGS(given));
    diagnostic_hint(&scaffold->diagnostics, diagnostic, "%.*s", TEXT_ARGS(hint));
    return false;
}

static bool read_request(
    struct scaffold *scaffold, const struct arguments *arguments, text title, struct article_request *request)
{
    struct arena *arena = &scaffold->arena;
    *request = (struct article_request){ .title = title };
    request->slug = slug_make(scaffold->unicode, arena, title, TEXT_NONE);
    request->authors = list_of(arena, arguments->author);
    request->tags = list_of(arena, arguments->tag);
    if (!request->slug.length)
        diagnostic_hint(&scaffold->diagnostics,
            diagnostic_error(&scaffold->diagnostics, SPAN_NONE, "slug-without-letters",
                "the title '%.*s' has no letters or digits", TEXT_ARGS(title)),
            "write brief new article \"TITLE\": the file is named after the title");
    bool has_date = read_date(scaffold, arguments->date, request);
    return read_type(scaffold, arguments->type, request) && has_date && request->slug.length;
}

static struct value values_of(struct arena *arena, const struct article_request *request)
{
    const struct value_map_entry entries[] = {
        { .key = TEXT("title"), .value = value_text(request->title) },
        { .key = TEXT("slug"), .value = value_text(request->slug) },
        { .key = TEXT("date"), .value = value_text(request->date) },
        { .key = TEXT("type"), .value = value_text(request->type) },
        { .key = TEXT("authors"), .value = request->authors },
        { .key = TEXT("tags"), .value = request->tags },
    };
    size_t count = COUNT(entries);
    struct value_map_entry *kept = arena_new_array(arena, struct value_map_entry, count);
    for (size_t i = 0; i < count; i++)
        kept[i] = entries[i];
    return value_map_of(arena, kept, count);
}

static bool has_author_file(struct scaffold *scaffold, text id)
{
    text stem = text_format(&scaffold->arena, "content/authors/%.*s", TEXT_ARGS(id));
    return scaffold_taken_path(scaffold, stem).bytes;
}

/* A single word that is neither an id nor the name of somebody whose file is called by it fails the build. */
static void warn_of_unknown_authors(struct scaffold *scaffold, const struct article_request *request)
{
    for (size_t i = 0; i < request->authors.as.list->count; i++) {
        text author = value_list_at(request->authors.as.list, i).as.text;
        text slug = slug_make(scaffold->unicode, &scaffold->arena, author, TEXT_NONE);
        if (person_name_is_full(author) || has_author_file(scaffold, author) ||
            has_author_file(scaffold, slug))
            continue;
        struct diagnostic *diagnostic = diagnostic_warning(&scaffold->diagnostics, SPAN_NONE,
            "unknown-author", "there is no author '%.*s' yet", TEXT_ARGS(author));
        diagnostic_hint(&scaffold->diagnostics, diagnostic, "brief new author \"NAME\" makes the file");
    }
}

/* An archetype need not use every name; what was asked for on the command line is missed, though. */
static void warn_of_unused(struct scaffold *scaffold, uint32_t source, text contents,
    const struct value *given, const char *name, const char *option)
{
    if (!given->as.list->count || text_find(contents, text_of(name), 0) != SIZE_MAX)
        return;
    text path = source_at(&scaffold->sources, source)->path;
    struct diagnostic *diagnostic = diagnostic_warning(&scaffold->diagnostics, SPAN_NONE, "unused-option",
        "'%.*s' has no '%s', so what --%s says is not in the file", TEXT_ARGS(path), name, option);
    diagnostic_hint(&scaffold->diagnostics, diagnostic, "write %s: {{ %s|yaml }} there", name, name);
}

static int write_article(
    struct scaffold *scaffold, const struct arguments *arguments, const struct article_request *request)
{
    struct arena *arena = &scaffold->arena;
    text contents, filled, archetype = text_format(arena, "%.*s.md", TEXT_ARGS(request->type));
    uint32_t source;
    if (!scaffold_find(scaffold, archetype, &source, &contents) &&
        (diagnostics_has_errors(&scaffold->diagnostics) ||
            !scaffold_find(scaffold, TEXT("briefing.md"), &source, &contents)))
        return EXIT_SITE_ERRORS;
    struct value values = values_of(arena, request);
    if (!scaffold_fill(scaffold, source, contents, values.as.map, &filled))
        return EXIT_SITE_ERRORS;
    int year = (int)day_to_civil(request->moment.day).year;
    text stem = text_format(arena, "content/articles/%04d/%.*s", year, TEXT_ARGS(request->slug));
    text path = scaffold_taken_path(scaffold, stem); /* in the other form it would be the same article */
    if (!path.bytes)
        path = text_format(arena, "%.*s%s", TEXT_ARGS(stem), arguments->is_bundle ? "/index.md" : ".md");
    int code = scaffold_write(scaffold, path, filled);
    if (code)
        return code;
    warn_of_unused(scaffold, source, contents, &request->authors, "authors", "author");
    warn_of_unused(scaffold, source, contents, &request->tags, "tags", "tag");
    warn_of_unknown_authors(scaffold, request);
    return EXIT_DONE;
}

enum exit_code new_article(const struct arguments *arguments, text title)
{
    struct scaffold scaffold;
    struct article_request request;
    int code = EXIT_SITE_ERRORS;
    if (scaffold_open_site(&scaffold)) {
        code = EXIT_USAGE;
        if (read_request(&scaffold, arguments, title, &request))
            code = write_article(&scaffold, arguments, &request);
    }
    return scaffold_close(&scaffold, &arguments->build.style, code);
}
