/* SPDX-License-Identifier: MIT */
#include "output/languages.h"
#include "base/arena.h"
#include "base/language.h"
#include "base/map.h"
#include "base/unicode.h"
#include "output/layouts.h"
#include "template/filters_arguments.h"

/* A thing of the list: its language, and the same text in others. */
struct versioned {
    text lang;
    struct filter_items versions;
};

/* What is read of each thing. */
struct reader {
    struct template_call *call;
    struct filter_path lang, translations;
    text wanted, of_site;
};

static bool read_language(const struct reader *reader, const struct value *thing, text *lang)
{
    struct value value;
    if (!filter_path_need(reader->call, &reader->lang, thing, &value))
        return false;
    if (value.kind == VALUE_TEXT) {
        *lang = value.as.text;
        return true;
    }
    template_call_fail(reader->call, "expected a language as 'lang', found %s", value_kind_name(&value));
    return false;
}

static bool read_versioned(const struct reader *reader, const struct value *thing, struct versioned *read)
{
    struct value versions;
    return read_language(reader, thing, &read->lang) &&
           filter_path_need(reader->call, &reader->translations, thing, &versions) &&
           filter_items_of(reader->call, &versions, &read->versions);
}

static int rank(const struct reader *reader, text lang)
{
    return text_equal(lang, reader->wanted) ? 0 : text_equal(lang, reader->of_site) ? 1 : 2;
}

static bool is_before(const struct reader *reader, text lang, text other)
{
    int order = rank(reader, lang) - rank(reader, other);
    return order ? order < 0 : text_compare(lang, other) < 0;
}

/* Is the text shown in another language, of those in the list? */
static bool is_passed_over(
    const struct reader *reader, const struct map *listed, const struct versioned *thing, bool *result)
{
    *result = false;
    for (size_t i = 0; i < thing->versions.count && !*result; i++) {
        const struct value *version = &thing->versions.items[i];
        text lang;
        if (!read_language(reader, version, &lang))
            return false;
        *result = is_before(reader, lang, thing->lang) &&
                  map_contains(listed, filter_identity(reader->call, NULL, version, true));
    }
    return true;
}

static bool reader_init(struct reader *reader, struct template_call *call, const struct layouts *layouts)
{
    struct value lang = value_text(TEXT("lang")), translations = value_text(TEXT("translations"));
    *reader = (struct reader){ .call = call, .of_site = layouts->site->lang };
    text wanted = TEXT_NONE;
    if (!template_call_text(call, 0, &wanted) || !filter_path_of(call, &lang, &reader->lang) ||
        !filter_path_of(call, &translations, &reader->translations))
        return false;
    reader->wanted = language_tag(call->arena, wanted);
    return true;
}

struct value filter_in_language(struct template_call *call, void *data)
{
    struct reader reader;
    struct filter_items items;
    if (!reader_init(&reader, call, data) || !filter_input_items(call, &items))
        return value_undefined();
    struct versioned *things = arena_new_array(call->arena, struct versioned, items.count);
    struct map listed; /* of those that have versions: others are nobody's */
    map_init(&listed, call->arena);
    for (size_t i = 0; i < items.count; i++) {
        if (!read_versioned(&reader, &items.items[i], &things[i]))
            return value_undefined();
        if (things[i].versions.count)
            map_set(&listed, filter_identity(call, NULL, &items.items[i], true), things);
    }
    struct value *kept = arena_new_array(call->arena, struct value, items.count);
    size_t kept_count = 0;
    for (size_t i = 0; i < items.count; i++) {
        bool is_elsewhere;
        if (!is_passed_over(&reader, &listed, &things[i], &is_elsewhere))
            return value_undefined();
        if (!is_elsewhere)
            kept[kept_count++] = items.items[i];
    }
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
