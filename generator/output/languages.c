/* SPDX-License-Identifier: MIT */
#include "output/languages.h"
#include "base/arena.h"
#include "base/language.h"
#include "base/map.h"
#include "base/readings.h"
#include "base/unicode.h"
#include "model/versions.h"
#include "output/layouts.h"
#include "template/filters_arguments.h"

/* The list, and the page that reads it. */
struct reader {
    struct readings *readings;
    struct map listed; /* by identity */
};

static text identity_of(const void *const *thing)
{
    return (text){ (const char *)thing, sizeof *thing };
}

static bool is_listed(void *data, const void *thing)
{
    const struct reader *reader = data;
    return map_contains(&reader->listed, identity_of(&thing));
}

static void note_facts(void *data, const void *thing, const struct object_type *type)
{
    const struct reader *reader = data;
    (void)type;
    readings_note(reader->readings, thing, 1u << PART_FACTS);
}

/* False: something in it has no versions. */
static bool list_all(struct template_call *call, const struct filter_items *items, struct reader *reader)
{
    *reader = (struct reader){ .readings = call->readings };
    map_init(&reader->listed, call->arena);
    for (size_t i = 0; i < items->count; i++) {
        const struct value *item = &items->items[i];
        if (item->kind != VALUE_OBJECT || !versions_are_of(item->as.object.type)) {
            template_call_fail(call, "only articles and pages have versions, not a value of kind '%s'",
                value_kind_name(item));
            call->fault_hint = TEXT("give it a list of articles or of pages, such as site.articles");
            return false;
        }
        map_set(&reader->listed, identity_of(&item->as.object.pointer), reader);
    }
    return true;
}

struct value filter_in_language(struct template_call *call, void *data)
{
    const struct layouts *layouts = data;
    text wanted;
    struct filter_items items;
    struct reader reader;
    if (!template_call_text(call, 0, &wanted) || !filter_input_items(call, &items) ||
        !list_all(call, &items, &reader))
        return value_undefined();
    struct versions versions = { language_tag(call->arena, wanted), layouts->site->lang, is_listed,
        note_facts, &reader };
    struct value *kept = arena_new_array(call->arena, struct value, items.count);
    size_t kept_count = 0;
    for (size_t i = 0; i < items.count; i++)
        if (versions_show(&versions, items.items[i].as.object.pointer, items.items[i].as.object.type))
            kept[kept_count++] = items.items[i];
    return value_list_of(call->arena, kept, kept_count);
}

struct value function_direction(struct template_call *call, void *data)
{
    const struct layouts *layouts = data;
    text language = TEXT_NONE;
    if (!template_call_text(call, 0, &language))
        return value_undefined();
    /* Every page asks about the site's language, and ICU takes its time. */
    bool is_right_to_left = text_equal(language, layouts->site->lang)
                                ? layouts->is_right_to_left
                                : unicode_is_right_to_left(call->arena, language);
    return value_text(is_right_to_left ? TEXT("rtl") : TEXT("ltr"));
}

/* Opening ICU's names takes a while: layouts keep what they show in a `cache`. */
struct value function_language_name(struct template_call *call, void *data)
{
    text language = TEXT_NONE;
    (void)data;
    if (!template_call_text(call, 0, &language))
        return value_undefined();
    return value_text(unicode_language_name(call->arena, language, language));
}
