/* SPDX-License-Identifier: MIT */
/* The setting `languages`: those beside the site's own that have a home page, feeds and menus. */
#include "base/count.h"
#include "base/language.h"
#include "base/list.h"
#include "load/config_reading.h"

struct languages {
    struct language_setting *items;
    size_t count, capacity;
};

/* NULL after reporting. */
static void *add_language(struct config_reading *reading, void *data, text tag, span where)
{
    struct languages *languages = data;
    if (!language_is_tag(tag)) {
        config_bad_value(reading, where, tag, "is not a language tag", "write a tag such as en, de or pt-BR");
        return NULL;
    }
    text known = language_tag(reading->arena, tag);
    for (size_t i = 0; i < languages->count; i++) {
        if (text_equal(languages->items[i].tag, known)) {
            config_bad_value(reading, where, tag, "is listed twice", "keep one of the two");
            return NULL;
        }
    }
    struct language_setting *language = list_add(reading->arena, languages);
    *language = (struct language_setting){ .tag = known, .where = where };
    return language;
}

static void read_part(struct config_reading *reading, void *data, const struct value_map_entry *entry)
{
    struct language_setting *language = data;
    static const text names[] = { TEXT_INIT("title"), TEXT_INIT("description"), TEXT_INIT("menu"),
        TEXT_INIT("footer") };
    if (text_equal(entry->key, names[0]))
        language->title = config_text(reading, entry->key, &entry->value);
    else if (text_equal(entry->key, names[1]))
        language->description = config_text(reading, entry->key, &entry->value);
    else if (text_equal(entry->key, names[2]))
        config_menu_items(reading, entry->key, &entry->value, &language->menus[MENU_TOP]);
    else if (text_equal(entry->key, names[3]))
        config_menu_items(reading, entry->key, &entry->value, &language->menus[MENU_FOOT]);
    else
        config_unknown_key(reading, text_format(reading->arena, "languages.%.*s.", TEXT_ARGS(language->tag)),
            entry->key, entry->key_where, names, COUNT(names));
}

void config_read_languages(
    struct config_reading *reading, const struct config_key *key, const struct value *value)
{
    static const struct config_naming naming = { add_language, read_part,
        "a map with title, description, menu and footer", "fr" };
    struct languages languages = { 0 };
    config_read_named(reading, key, value, &naming, &languages);
    reading->config->languages = languages.items;
    reading->config->language_count = languages.count;
}

void config_check_languages(struct config_reading *reading)
{
    struct config *config = reading->config;
    struct languages others = { 0 };
    for (size_t i = 0; i < config->language_count; i++) {
        const struct language_setting *language = &config->languages[i];
        if (text_equal(language->tag, config->language))
            config_bad_value(reading, language->where, language->tag,
                "is the site's own language, which has its home page",
                "leave it out; its title, description, menu and footer stand at the left");
        else
            *list_add(reading->arena, &others) = *language;
    }
    config->languages = others.items;
    config->language_count = others.count;
}
