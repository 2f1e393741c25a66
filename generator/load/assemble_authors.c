/* SPDX-License-Identifier: MIT */
/*
 * Authors who have a file. One all of whose articles are to come is to come too; one without any, or whose
 * articles have expired, was never a secret.
 */
#include "base/slug.h"
#include "load/assembly.h"
#include <stdlib.h>

static void set_links(struct assembly *assembly, struct author *author, const struct value *links)
{
    if (links->kind != VALUE_MAP)
        return;
    const struct value_map *map = links->as.map;
    const void **items = arena_alloc_array(assembly->arena, map->count, sizeof *items);
    for (size_t i = 0; i < map->count; i++) {
        struct author_link *link = arena_new(assembly->arena, struct author_link);
        link->name = map->entries[i].key;
        link->url = map->entries[i].value.as.text;
        items[i] = link;
    }
    author->links = (struct object_list){ items, map->count };
}

void assemble_name_parts(
    struct assembly *assembly, struct author *author, const struct author_front_matter *facts)
{
    text publisher = assembly->input->config->publisher.name;
    author->is_organisation =
        facts ? text_equal(facts->type.text, TEXT("organisation"))
              : person_name_is_organisation(author->name) || text_equal(author->name, publisher);
    author->parts = author->is_organisation ? person_name_organisation(author->name)
                                            : person_name_parse(assembly->arena, author->name,
                                                  facts ? facts->family_name.text : TEXT_NONE);
    author->family_name = person_name_whole_family(assembly->arena, &author->parts);
    author->given_name = author->parts.given;
    author->initials = person_name_initials(assembly->arena, &author->parts);
    author->name_suffix = author->parts.suffix;
}

static struct author *make_author(struct assembly *assembly, const struct draft *draft)
{
    const struct author_front_matter *facts = draft->author;
    struct author *author = arena_new(assembly->arena, struct author);
    author->id = draft->file->id;
    author->name = facts->name.text.bytes ? facts->name.text : author->id;
    author->slug = slug_make(assembly->input->unicode, assembly->arena, author->id, TEXT_NONE);
    author->source_path = assemble_source_path(assembly, draft);
    author->source = draft->file->source;
    author->role = facts->role.text;
    author->affiliation = facts->affiliation.text;
    author->location = facts->location.text;
    author->website = facts->url.text;
    author->email = facts->email.text;
    author->orcid = facts->orcid.text;
    author->extra = facts->extra.kind == VALUE_MAP ? facts->extra : value_map_of(assembly->arena, NULL, 0);
    author->sort_key = unicode_sort_key(assembly->input->unicode, assembly->arena, author->name);
    set_links(assembly, author, &facts->links);
    assemble_name_parts(assembly, author, facts);
    author->image = assemble_image(assembly, draft, &facts->image, &facts->name, TEXT_NONE, TEXT_NONE);
    struct place place;
    text address = text_format(assembly->arena, "/authors/%.*s/", TEXT_ARGS(author->slug));
    if (assemble_place(assembly, address, facts->name.where, &place))
        assemble_put(author, &place);
    return author;
}

text assemble_folded_name(struct assembly *assembly, text name)
{
    return unicode_fold(assembly->input->unicode, assembly->arena, person_name_plain(assembly->arena, name));
}

static void add_author(struct assembly *assembly, const struct draft *draft)
{
    struct assembled_author *assembled = arena_new(assembly->arena, struct assembled_author);
    assembled->author = make_author(assembly, draft);
    assembled->draft = draft;
    *list_add(assembly->arena, &assembly->authors) = assembled;
    map_set(&assembly->authors_by_id, assembled->author->id, assembled);
    text folded = assemble_folded_name(assembly, assembled->author->name);
    bool is_taken = map_contains(&assembly->authors_by_name, folded);
    map_set(&assembly->authors_by_name, folded, is_taken ? NULL : assembled);
    struct target *target = arena_new(assembly->arena, struct target);
    *target = (struct target){ draft, assembled->author->url, NULL };
    map_set(&assembly->targets, draft->file->path, target);
}

void assemble_authors(struct assembly *assembly)
{
    for (size_t i = 0; i < assembly->input->draft_count; i++) {
        const struct draft *draft = assembly->input->drafts[i];
        if (draft && draft->file->kind == CONTENT_AUTHOR)
            add_author(assembly, draft);
    }
}

/* The page of somebody who has written nothing but what is not out yet would betray it. The aliases, as they
 * are written, tell the ledger why nothing answers them. */
static void hold_author(struct assembly *assembly, const struct assembled_author *assembled)
{
    assembled->author->aliases = spanned_list_texts(assembly->arena, &assembled->draft->author->aliases);
    struct target *target = map_find(&assembly->targets, assembled->draft->file->path);
    target->url = TEXT_NONE;
    map_set(&assembly->held_authors, assembled->author->id, assembled->author);
}

void assemble_settle_authors(struct assembly *assembly)
{
    size_t kept = 0;
    for (size_t i = 0; i < assembly->authors.count; i++) {
        struct assembled_author *assembled = assembly->authors.items[i];
        if (assembled->is_awaited && !assembled->was_out && !assembled->articles.count) {
            hold_author(assembly, assembled);
            continue;
        }
        assembly->authors.items[kept++] = assembled;
        struct author *author = assembled->author;
        assemble_aliases(assembly, &assembled->draft->author->aliases,
            &(struct alias_target){
                author->address, author->name, assembly->input->config->language, SEVERITY_WARNING },
            &author->aliases);
    }
    assembly->authors.count = kept;
}

static int compare_names(const void *a, const void *b)
{
    const struct author *left = *(const struct author *const *)a, *right = *(const struct author *const *)b;
    int order = text_compare(left->sort_key, right->sort_key);
    return order ? order : text_compare(left->id, right->id);
}

void assemble_finish_authors(struct assembly *assembly)
{
    size_t count = assembly->authors.count;
    const void **items = arena_alloc_array(assembly->arena, count, sizeof *items);
    struct map *by_id = arena_new(assembly->arena, struct map);
    map_init(by_id, assembly->arena);
    for (size_t i = 0; i < count; i++) {
        struct assembled_author *assembled = assembly->authors.items[i];
        assembled->author->articles = object_list_of(&assembled->articles);
        items[i] = assembled->author;
        map_set(by_id, assembled->author->id, assembled->author);
    }
    assembly->site->authors_by_id = by_id;
    assembly->site->held_authors = &assembly->held_authors;
    for (size_t i = 0; i < assembly->guests.count; i++) {
        struct assembled_author *guest = assembly->guests.entries[i].value;
        guest->author->articles = object_list_of(&guest->articles);
    }
    if (count)
        qsort(items, count, sizeof *items, compare_names);
    assembly->site->authors = (struct object_list){ items, count };
}
