/* SPDX-License-Identifier: MIT */
/*
 * What the name of a text's file says: its date, and, in other programs, that nobody is to see it yet. Here
 * nothing is held back by its name, so who writes such a name has to say which of both is meant.
 */
#include "base/path.h"
#include "load/front_matter_reading.h"
#include "load/scan_keys.h"

bool front_matter_date_of_name(const struct front_matter_reading *reading, struct spanned_date *fact)
{
    text name = path_name(path_without_extension(reading->file->path));
    if (text_equal(name, TEXT("index")))
        name = path_name(path_folder(reading->file->path));
    text day = text_slice(name, 0, date_length_in_name(name));
    if (!day.length)
        return false;
    struct diagnostics *diagnostics = reading->rules->diagnostics;
    fact->where = front_matter_opening(reading);
    if (date_parse(day, reading->rules->config->zone, &fact->date) != DATE_OK) {
        struct diagnostic *diagnostic = diagnostic_error(diagnostics, fact->where, "impossible-date",
            "there is no date '%.*s', with which the file name starts", TEXT_ARGS(day));
        diagnostic_hint(diagnostics, diagnostic, "rename the file, or add a line date: 2024-02-26");
    }
    return true;
}

const char *front_matter_likely_date(const struct front_matter_reading *reading)
{
    struct arena *arena = reading->rules->arena;
    text path = path_without_extension(reading->file->path), other;
    text_cut(&path, '/');
    text day = date_suggest_iso(arena, path_name(path), &other);
    if (!day.length)
        day = date_suggest_iso(arena, path_folder(path), &other);
    return day.length && !other.length ? text_to_string(arena, day) : "2024-02-26";
}

const char *front_matter_likely_title(const struct front_matter_reading *reading)
{
    static const char *const example = "What the article says";
    text heading = reading->split->heading;
    for (size_t i = 0; i < heading.length; i++)
        if (strchr("\"\\{#", heading.bytes[i]))
            return example;
    return heading.length ? text_to_string(reading->rules->arena,
                                text_format(reading->rules->arena, "\"%.*s\", and take the heading away",
                                    TEXT_ARGS(heading)))
                          : example;
}

/* "drafts", "_drafts", "Drafts" */
static bool is_folder_of_drafts(text folder)
{
    text name = text_starts_with(folder, TEXT("_")) ? text_from(folder, 1) : folder;
    return text_equal_ignoring_ascii_case(name, TEXT("drafts"));
}

/* "_guides": Docusaurus, Astro and Jekyll read nothing in it, but for Jekyll's own "_posts". */
static bool is_passed_over(text folder)
{
    return text_starts_with(folder, TEXT("_")) && !text_equal(folder, TEXT("_posts"));
}

/* The part of the path, below the folder of the kind of text, for which others hold it back; absent when
 * there is none. */
static text hiding_part(text path)
{
    text_cut(&path, '/');
    while (text_find_byte(path, '/', 0) != SIZE_MAX) {
        text folder = text_cut(&path, '/');
        if (is_folder_of_drafts(folder) || is_passed_over(folder))
            return folder;
    }
    bool is_hidden = text_starts_with(path, TEXT("_")) && !text_starts_with(path, TEXT("_index."));
    return is_hidden || text_starts_with(path, TEXT("draft_")) /* of Medium */ ? path : TEXT_NONE;
}

/* Collections are built without it in other programs; here readers would see the word. */
static text hiding_term(const struct front_matter_reading *reading)
{
    for (size_t i = 0; reading->terms && i < reading->rules->config->taxonomy_count; i++)
        for (size_t k = 0; k < reading->terms[i].count; k++)
            if (text_equal_ignoring_ascii_case(reading->terms[i].items[k].text, TEXT("draft")) ||
                text_equal_ignoring_ascii_case(reading->terms[i].items[k].text, TEXT("drafts")))
                return reading->terms[i].items[k].text;
    return TEXT_NONE;
}

void front_matter_check_name(const struct front_matter_reading *reading)
{
    struct diagnostics *diagnostics = reading->rules->diagnostics;
    text part = hiding_part(reading->file->path), term = hiding_term(reading);
    if (!part.length && !term.length)
        return;
    struct diagnostic *diagnostic = diagnostic_error(diagnostics, front_matter_opening(reading),
        "hidden-by-name", "'%.*s' %s holds nothing back, and may be meant to",
        TEXT_ARGS(part.length ? part : term), part.length ? "in the path" : "among the tags");
    bool is_folder = is_passed_over(part) && !is_folder_of_drafts(part) && !scan_is_markdown(part);
    diagnostic_hint(diagnostics, diagnostic,
        "add a line draft: true, or draft: false when it may be published%s",
        is_folder ? "; or give the folder, when all in it may be, a name without '_'" : "");
}
