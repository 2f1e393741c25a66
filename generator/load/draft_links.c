/* SPDX-License-Identifier: MIT */
/* Where front matter leads to: lines of inline Markdown, whose HTML the draft has, and addresses of authors.
 */
#include "base/list.h"
#include "base/tag.h"
#include "load/draft.h"
#include "load/reference.h"

struct links {
    struct outline_link *items;
    size_t count, capacity;
    struct arena *arena;
};

static void add(struct links *links, text url, span where)
{
    if (url.length)
        *list_add(links->arena, links) =
            (struct outline_link){ .url = url, .has_words = true, .where = where };
}

static void add_line(struct links *links, text html, span where)
{
    size_t at = 0;
    for (text link; (link = tag_next_link(html, &at)).bytes;)
        add(links, reference_unescape(links->arena, link), where);
}

static void add_author(struct links *links, const struct author_front_matter *author)
{
    const struct value_map *map = author->links.kind == VALUE_MAP ? author->links.as.map : NULL;
    add(links, author->url.text, author->url.where);
    for (size_t i = 0; map && i < map->count; i++)
        if (map->entries[i].value.kind == VALUE_TEXT)
            add(links, map->entries[i].value.as.text, map->entries[i].value.where);
}

void draft_add_links(struct arena *arena, const struct draft *draft, struct outline *outline)
{
    const struct front_matter *facts = &draft->front_matter;
    struct links links = { .arena = arena };
    for (size_t i = 0; i < draft->key_points.count; i++)
        add_line(&links, draft->key_points.items[i], facts->key_points.items[i].where);
    for (size_t i = 0; i < draft->change_notes.count; i++)
        add_line(&links, draft->change_notes.items[i], facts->changes[i].note.where);
    add_line(&links, draft->image_caption, facts->image.caption.where);
    add_line(&links, draft->image_credit, facts->image.credit.where);
    add_line(&links, draft->status_reason, facts->status_reason.where);
    if (draft->author)
        add_author(&links, draft->author);
    for (size_t i = 0; i < outline->link_count; i++)
        *list_add(arena, &links) = outline->links[i];
    outline->links = links.items;
    outline->link_count = links.count;
}
