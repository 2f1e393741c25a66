/* SPDX-License-Identifier: MIT */
/*
 * The field tables say everything: a new field is covered without a word here. A thing's fields are written
 * one after another into a buffer a part, which is digested.
 */
#include "build/things.h"
#include "base/buffer.h"
#include "base/digest.h"
#include "build/workers.h"
#include <string.h>

enum { DEPTH_LIMIT = 12, LONG_TEXT_BYTES = 256 /* not copied: its digest does */ };

const struct object_type *const thing_types[THING_TYPES] = {
    [THING_ARTICLE] = &article_type,
    [THING_AUTHOR] = &author_type,
    [THING_TERM] = &term_type,
    [THING_TAXONOMY] = &taxonomy_type,
    [THING_PAGE] = &page_type,
    [THING_EDITION] = &edition_type,
    [THING_YEAR] = &year_type,
    [THING_SERIES] = &series_type,
    [THING_MEDIUM] = &media_type,
    [THING_SITE] = &site_type,
};

struct describing {
    const struct things *things;
    struct buffer *out;
    struct arena *arena;
    size_t depth;
    bool is_deep;
};

static void describe_value(struct describing *describing, const struct value *value);

size_t thing_type_number(const struct object_type *type)
{
    for (size_t i = 0; i < THING_TYPES; i++)
        if (thing_types[i] == type)
            return i;
    return SIZE_MAX;
}

static size_t slot_of(const struct things *things, const void *object)
{
    size_t mask = things->slot_count - 1;
    size_t at = (size_t)(((uintptr_t)object >> 4) * UINT64_C(0x9E3779B97F4A7C15) >> 32) & mask;
    while (things->slots[at].object && things->slots[at].object != object)
        at = (at + 1) & mask;
    return at;
}

size_t things_index(const struct things *things, const void *object)
{
    const struct thing_slot *slot = things->slot_count ? &things->slots[slot_of(things, object)] : NULL;
    return slot && slot->object ? slot->index : SIZE_MAX;
}

static text key_of(const uint64_t *name)
{
    return (text){ (const char *)name, sizeof *name };
}

struct map things_by_name(const struct things *things, struct arena *arena)
{
    struct map by_name;
    map_init(&by_name, arena);
    map_reserve(&by_name, things->count);
    for (size_t i = 0; i < things->count; i++)
        map_set(&by_name, key_of(&things->items[i].name), &things->items[i]);
    return by_name;
}

const struct thing *thing_named(const struct map *by_name, const uint64_t *name)
{
    return map_find(by_name, key_of(name));
}

void things_put_text(struct buffer *out, text value)
{
    uint64_t length = value.bytes ? value.length : UINT64_MAX;
    struct digest digest;
    if (value.length >= LONG_TEXT_BYTES) {
        digest = digest_of(value);
        value = (text){ (const char *)&digest, sizeof digest };
    }
    char *at = buffer_reserve(out, sizeof length + LONG_TEXT_BYTES);
    memcpy(at, &length, sizeof length);
    if (value.bytes)
        memcpy(at + sizeof length, value.bytes, value.length);
    out->length += sizeof length + value.length;
}

void things_put_number(struct buffer *out, uint64_t number)
{
    buffer_append(out, (text){ (const char *)&number, sizeof number });
}

static void describe_date(struct describing *describing, const struct date *date)
{
    things_put_number(describing->out, (uint64_t)date->instant.milliseconds);
    things_put_number(describing->out,
        (uint64_t)date->is_set << 63 | (uint64_t)date->has_time << 62 | (uint32_t)date->offset_seconds);
    things_put_number(
        describing->out, (uint64_t)(uint32_t)date->day.number << 32 | (uint32_t)date->second_of_day);
}

static void describe_fields(struct describing *describing, const void *object, const struct object_type *type)
{
    if (++describing->depth > DEPTH_LIMIT)
        describing->is_deep = true;
    for (size_t i = 0; !describing->is_deep && i < type->field_count; i++) {
        struct value value = field_value(&type->fields[i], object, describing->arena);
        describe_value(describing, &value);
    }
    describing->depth--;
}

static void describe_object(struct describing *describing, const void *object, const struct object_type *type)
{
    size_t index = things_index(describing->things, object);
    if (index == SIZE_MAX) {
        things_put_text(describing->out, text_of(type->name));
        describe_fields(describing, object, type);
        return;
    }
    things_put_number(describing->out, describing->things->items[index].name);
    if (type != &article_type)
        things_put_number(describing->out, describing->things->items[index].label);
}

static void describe_list(struct describing *describing, const struct value_list *list)
{
    things_put_number(describing->out, list->count);
    for (size_t i = 0; i < list->count && !describing->is_deep; i++) {
        if (list->objects) {
            describe_object(describing, list->objects[i], list->type);
            continue;
        }
        describe_value(describing, &list->items[i]);
    }
}

static void describe_map(struct describing *describing, const struct value_map *map)
{
    things_put_number(describing->out, map->count);
    for (size_t i = 0; i < map->count && !describing->is_deep; i++) {
        things_put_text(describing->out, map->entries[i].key);
        describe_value(describing, &map->entries[i].value);
    }
}

static void describe_value(struct describing *describing, const struct value *value)
{
    uint64_t bits;
    things_put_number(
        describing->out, (uint64_t)value->kind << 8 | (uint64_t)value->is_safe << 1 | value->is_encoded);
    switch ((enum value_kind)value->kind) {
    case VALUE_UNDEFINED:
    case VALUE_NONE: break;
    case VALUE_BOOL: things_put_number(describing->out, value->as.boolean); break;
    case VALUE_INTEGER: things_put_number(describing->out, (uint64_t)value->as.integer); break;
    case VALUE_FLOAT:
        memcpy(&bits, &value->as.floating, sizeof bits);
        things_put_number(describing->out, bits);
        break;
    case VALUE_TEXT: things_put_text(describing->out, value->as.text); break;
    case VALUE_DATE: describe_date(describing, value->as.date); break;
    case VALUE_LIST: describe_list(describing, value->as.list); break;
    case VALUE_MAP: describe_map(describing, value->as.map); break;
    case VALUE_OBJECT: describe_object(describing, value->as.object.pointer, value->as.object.type); break;
    case VALUE_CALLABLE: describing->is_deep = true; break;
    }
}

bool things_describe(const struct things *things, const struct value *value, struct buffer *out)
{
    struct arena arena;
    arena_init(&arena);
    struct describing describing = { things, out, &arena, 0, false };
    describe_value(&describing, value);
    arena_release(&arena);
    return !describing.is_deep;
}

static void describe_words(struct buffer *out, const struct article *article)
{
    things_put_text(out, article->keywords.entries);
}

/* The two long texts stand for what they are made from. */
static bool is_of_body(const struct field *field, const struct object_type *type)
{
    return type == &article_type && (field->get == article_content || field->get == article_plain);
}

static void describe_body(struct buffer *out, const struct article *article)
{
    things_put_number(out, article->html_digest);
    things_put_number(out, article->plain_digest);
    for (size_t i = 0; i < article->content.count; i++) {
        const struct text_patch *patch = &article->content.patches[i];
        things_put_number(out, patch->at);
        things_put_number(out, patch->dropped);
        things_put_text(out, patch->with);
    }
}

/* What plugins make is not made yet; a citation follows from the facts beside it and the names of authors. */
static bool is_left_out(const struct field *field, const struct object_type *type)
{
    return field->of == &citation_type ||
           (field->part == PART_LATE && (type == &article_type || type == &site_type));
}

static uint64_t digest_part(struct describing *describing, const struct thing *thing, uint32_t part)
{
    const struct object_type *type = thing_types[thing->type];
    buffer_reset(describing->out);
    for (size_t i = 0; i < type->field_count; i++) {
        const struct field *field = &type->fields[i];
        if (field->part != part || is_left_out(field, type) || is_of_body(field, type))
            continue;
        struct value value = field_value(field, thing->object, describing->arena);
        describe_value(describing, &value);
    }
    if (part == PART_BODY && type == &article_type)
        describe_body(describing->out, thing->object);
    if (part == PART_WORDS && type == &article_type)
        describe_words(describing->out, thing->object);
    return digest_of(buffer_text(describing->out)).low;
}

void things_digest(struct things *things, size_t start, size_t end)
{
    struct buffer out;
    struct arena arena;
    buffer_init(&out, NULL);
    arena_init(&arena);
    for (size_t i = start; i < end && i < things->count; i++) {
        struct thing *thing = &things->items[i];
        struct describing describing = { things, &out, &arena, 0, false };
        for (uint32_t part = 0; part < PART_COUNT; part++)
            thing->digests[part] = digest_part(&describing, thing, part);
        thing->is_deep = describing.is_deep;
        arena_reset(&arena);
    }
    arena_release(&arena);
    buffer_release(&out);
}

/* Who asks what is related to an article learns of no other's words but through this. */
void things_relate(struct things *things, const struct related_index *related)
{
    for (size_t i = 0; related && i < things->count; i++) {
        struct thing *thing = &things->items[i];
        if (thing_types[thing->type] == &article_type)
            thing->digests[PART_WORDS] =
                digest_mix(thing->digests[PART_WORDS], related_digest(related, thing->object));
    }
}

static uint64_t name_of(struct buffer *out, uint32_t type, text folder, text name)
{
    buffer_reset(out);
    things_put_number(out, type);
    things_put_text(out, folder);
    things_put_text(out, name);
    return digest_of(buffer_text(out)).low;
}

static void put_name(struct buffer *out, const struct person_name *name)
{
    things_put_text(out, name->given);
    things_put_text(out, name->particle);
    things_put_text(out, name->family);
    things_put_text(out, name->suffix);
    things_put_number(out, name->is_organisation);
}

static uint64_t label_of(struct buffer *out, uint32_t type, const void *object)
{
    buffer_reset(out);
    things_put_text(out, object_label(object, thing_types[type]));
    if (thing_types[type] == &author_type)
        put_name(out, &((const struct author *)object)->parts); /* by which citations call authors */
    return digest_of(buffer_text(out)).low;
}

static void add(struct things *things, uint32_t type, const void *object, text folder, text name)
{
    struct buffer out;
    size_t slot = slot_of(things, object);
    if (things->slots[slot].object)
        return;
    buffer_init(&out, NULL);
    things->items[things->count] = (struct thing){ .object = object,
        .type = type,
        .name = name_of(&out, type, folder, name),
        .label = label_of(&out, type, object) };
    things->slots[slot] = (struct thing_slot){ object, things->count++ };
    buffer_release(&out);
}

static size_t thing_count(const struct site *site)
{
    size_t count = 1 + site->articles.count + site->authors.count + site->taxonomies.count +
                   site->pages.count + site->years.count + site->series.count + site->media.count +
                   site->editions.count;
    for (size_t i = 0; i < site->taxonomies.count; i++)
        count += ((const struct taxonomy *)site->taxonomies.items[i])->terms.count;
    return count;
}

static void add_terms(struct things *things, const struct taxonomy *taxonomy)
{
    add(things, THING_TAXONOMY, taxonomy, TEXT_NONE, taxonomy->name);
    for (size_t i = 0; i < taxonomy->terms.count; i++) {
        const struct term *term = taxonomy->terms.items[i];
        add(things, THING_TERM, term, taxonomy->name, term->slug);
    }
}

/* Each kind in the order of the site's list, with what tells its things apart. */
static void add_all(struct things *things, const struct site *site)
{
    for (size_t i = 0; i < site->articles.count; i++)
        add(things, THING_ARTICLE, site->articles.items[i], TEXT_NONE,
            ((const struct article *)site->articles.items[i])->id);
    for (size_t i = 0; i < site->authors.count; i++)
        add(things, THING_AUTHOR, site->authors.items[i], TEXT_NONE,
            ((const struct author *)site->authors.items[i])->id);
    for (size_t i = 0; i < site->taxonomies.count; i++)
        add_terms(things, site->taxonomies.items[i]);
    for (size_t i = 0; i < site->pages.count; i++)
        add(things, THING_PAGE, site->pages.items[i], TEXT_NONE,
            ((const struct page *)site->pages.items[i])->id);
    for (size_t i = 0; i < site->editions.count; i++)
        add(things, THING_EDITION, site->editions.items[i], TEXT_NONE,
            ((const struct edition *)site->editions.items[i])->lang);
    for (size_t i = 0; i < site->years.count; i++) {
        int64_t number = ((const struct year *)site->years.items[i])->number;
        add(things, THING_YEAR, site->years.items[i], TEXT_NONE,
            (text){ (const char *)&number, sizeof number });
    }
    for (size_t i = 0; i < site->series.count; i++)
        add(things, THING_SERIES, site->series.items[i], TEXT_NONE,
            ((const struct series *)site->series.items[i])->slug);
    for (size_t i = 0; i < site->media.count; i++)
        add(things, THING_MEDIUM, site->media.items[i], TEXT_NONE,
            ((const struct media *)site->media.items[i])->path);
    add(things, THING_SITE, site, TEXT_NONE, TEXT("site"));
}

void things_find_all(struct things *things, struct arena *arena, const struct site *site)
{
    size_t room = thing_count(site);
    things->count = 0;
    things->items = workers_shared_memory(room * sizeof *things->items);
    for (things->slot_count = 64; things->slot_count < room * 2;)
        things->slot_count *= 2;
    things->slots = arena_new_array(arena, struct thing_slot, things->slot_count);
    add_all(things, site);
}
