/* SPDX-License-Identifier: MIT */
/*
 * Terms above terms, as a thesaurus has them (SKOS: broader, narrower). Each stands below one at most, so
 * that the way up is one, and readers see where they are.
 */
#include "load/gathering.h"
#include "load/yaml_scalar.h"

/* So many terms may stand above one. */
enum { HEIGHT_LIMIT = 32 };

/* "This term stands below that one." */
struct step {
    text slug;   /* of the narrower one */
    text above;  /* slug of the broader one */
    span where;  /* that it says so */
    size_t pass; /* in which circles were looked for, from 1; 0: not seen */
};

/* The nearest of the terms that there are, and of those that have an entry; `all` holds them from the first
 * time on. */
static text nearest_term(const struct gathering *gathering, struct map *all, text slug)
{
    const struct map *made = &gathering->by_slug;
    const struct value_map *declared = gathering->names.declared->as.map;
    bool is_filled = all->count;
    for (size_t i = 0; !is_filled && i < made->count; i++)
        map_set(all, made->entries[i].key, NULL);
    for (size_t i = 0; !is_filled && i < declared->count; i++)
        map_set(all, declared->entries[i].key, NULL);
    return assemble_nearest_key(gathering->assembly, all, slug);
}

/* The entry of that title, which is no name of its term where its slug is another one; or none. */
static text entry_of_title(const struct gathering *gathering, text title)
{
    const struct value_map *declared = gathering->names.declared->as.map;
    for (size_t i = 0; i < declared->count; i++) {
        const struct value *entry = &declared->entries[i].value;
        const struct value *own =
            entry->kind == VALUE_MAP ? value_map_find(entry->as.map, TEXT("title")) : NULL;
        if (own && own->kind == VALUE_TEXT && text_equal(own->as.text, title))
            return declared->entries[i].key;
    }
    return TEXT_NONE;
}

static void report_unknown(
    const struct gathering *gathering, struct map *all, const struct spanned_text *written, text slug)
{
    struct diagnostics *diagnostics = gathering->assembly->diagnostics;
    text titled = entry_of_title(gathering, written->text);
    text nearest = titled.length ? titled : nearest_term(gathering, all, slug);
    struct diagnostic *diagnostic = diagnostic_warning(diagnostics, written->where, "unknown-term",
        "no term is called '%.*s': no published article has it, and it has no entry here",
        TEXT_ARGS(written->text));
    if (nearest.length)
        diagnostic_hint(diagnostics, diagnostic, "did you mean '%.*s'?", TEXT_ARGS(nearest));
    else
        diagnostic_hint(diagnostics, diagnostic, "give it an entry: %.*s: {title: %.*s}", TEXT_ARGS(slug),
            TEXT_ARGS(yaml_scalar_write(gathering->assembly->arena, written->text)));
}

/* The slug of the term that is named; absent when there is none, which is reported. */
static text broader_slug(struct gathering *gathering, struct map *all, const struct spanned_text *written)
{
    const struct term_name *name = term_names_look_up(&gathering->names, written->text);
    text slug = name->synonym ? name->synonym->canonical : name->slug;
    if (!assemble_term_is_usable(gathering, slug, written))
        return TEXT_NONE;
    if (map_contains(&gathering->by_slug, slug) || term_names_declare(&gathering->names, slug))
        return slug;
    report_unknown(gathering, all, written, slug);
    return TEXT_NONE;
}

/* By slug of the narrower term. */
static void read_steps(struct gathering *gathering, struct map *steps)
{
    const struct value *declared = gathering->names.declared;
    struct map all;
    map_init(&all, gathering->assembly->arena);
    for (size_t i = 0; declared && declared->kind == VALUE_MAP && i < declared->as.map->count; i++) {
        text slug = declared->as.map->entries[i].key;
        const struct spanned_text written = { .text =
                                                  term_names_text(&gathering->names, slug, TEXT("broader")),
            .where = term_names_where(&gathering->names, slug, TEXT("broader")) };
        text above = written.text.bytes ? broader_slug(gathering, &all, &written) : TEXT_NONE;
        if (!above.bytes)
            continue;
        struct step *step = arena_new(gathering->assembly->arena, struct step);
        *step = (struct step){ slug, above, written.where, 0 };
        map_set(steps, slug, step);
    }
}

/* Goes up from each term until where an earlier pass has been; meeting its own steps closes a circle. */
static void cut_circles(const struct gathering *gathering, struct map *steps)
{
    struct diagnostics *diagnostics = gathering->assembly->diagnostics;
    for (size_t i = 0; i < steps->count; i++) {
        struct step *last = NULL, *up = steps->entries[i].value;
        for (; up && !up->pass; up = map_find(steps, up->above)) {
            up->pass = i + 1;
            last = up;
        }
        if (!up || !last || up->pass != i + 1)
            continue;
        struct diagnostic *diagnostic = diagnostic_error(diagnostics, last->where, "broader-circle",
            "'%.*s' stands above itself, by way of '%.*s'", TEXT_ARGS(last->slug), TEXT_ARGS(last->above));
        diagnostic_hint(diagnostics, diagnostic, "leave broader: out of the widest term");
        map_set(steps, last->slug, NULL);
    }
}

static size_t height_of(const struct map *steps, text slug)
{
    size_t height = 0;
    const struct step *step;
    for (text at = slug; height <= HEIGHT_LIMIT && (step = map_find(steps, at)); at = step->above)
        height++;
    return height;
}

/* Of it and those above it the widest that is too deep; NULL: none is. */
static struct step *first_too_deep(const struct map *steps, struct step *from)
{
    struct step *found = from;
    size_t height = 0;
    for (const struct step *up = from; up; up = map_find(steps, up->above))
        if (++height > HEIGHT_LIMIT + 1)
            found = map_find(steps, found->above);
    return height > HEIGHT_LIMIT ? found : NULL;
}

/* All that stands below one that is too deep is cut off with it. */
static void cut_deep(const struct gathering *gathering, struct map *steps)
{
    struct diagnostics *diagnostics = gathering->assembly->diagnostics;
    for (size_t i = 0; i < steps->count; i++) {
        struct step *step = steps->entries[i].value, *deep;
        while (step && (deep = first_too_deep(steps, step))) {
            struct diagnostic *diagnostic = diagnostic_error(diagnostics, deep->where, "broader-depth",
                "more than %d terms stand above '%.*s'", HEIGHT_LIMIT, TEXT_ARGS(deep->slug));
            diagnostic_hint(diagnostics, diagnostic, "let it stand below one of the wider ones");
            map_set(steps, deep->slug, NULL);
            step = steps->entries[i].value;
        }
    }
}

/* The widest first. */
static void set_ancestors(struct gathering *gathering, struct term *term, const struct map *steps)
{
    size_t count = height_of(steps, term->slug);
    const struct step *step;
    const void **ancestors = arena_alloc_array(gathering->assembly->arena, count, sizeof *ancestors);
    term->ancestors = (struct object_list){ ancestors, count };
    for (text at = term->slug; (step = map_find(steps, at)); at = step->above)
        ancestors[--count] = assemble_gather_term(gathering, step->above)->term;
    if (term->ancestors.count)
        term->broader = term->ancestors.items[term->ancestors.count - 1];
}

void assemble_broader_terms(struct gathering *gathering)
{
    struct map steps;
    map_init(&steps, gathering->assembly->arena);
    read_steps(gathering, &steps);
    if (!steps.count)
        return;
    cut_circles(gathering, &steps);
    cut_deep(gathering, &steps);
    /* Those that are made on the way come behind. */
    for (size_t i = 0; i < gathering->by_slug.count; i++) {
        const struct gathered_term *gathered = gathering->by_slug.entries[i].value;
        set_ancestors(gathering, gathered->term, &steps);
    }
}

void assemble_narrower_terms(struct gathering *gathering)
{
    struct arena *arena = gathering->assembly->arena;
    const struct object_list *terms = &gathering->taxonomy->terms;
    struct growing_objects *narrower = arena_new_array(arena, struct growing_objects, terms->count);
    for (size_t i = 0; i < terms->count; i++) {
        const struct term *term = terms->items[i];
        if (term->broader)
            *list_add(arena, &narrower[term->broader->number]) = term;
    }
    for (size_t i = 0; i < terms->count; i++)
        ((struct term *)terms->items[i])->narrower = object_list_of(&narrower[i]);
}
