/* SPDX-License-Identifier: MIT */
/* Settings by name, and those that layouts see as things of their own. To add a field: the struct's member
 * and one row here.
 */
#include "model/config.h"
#include "model/field_rows.h"

bool config_has_rules(const struct config *config)
{
    return !config->is_offline;
}

size_t config_find_taxonomy(const struct config *config, text name)
{
    for (size_t i = 0; i < config->taxonomy_count; i++)
        if (text_equal(config->taxonomies[i].name, name))
            return i;
    return SIZE_MAX;
}

const struct menu *config_menu(const struct config *config, size_t number)
{
    size_t language = number / MENU_PLACES, place = number % MENU_PLACES;
    if (!language)
        return &config->menus[place];
    return language <= config->language_count ? &config->languages[language - 1].menus[place] : NULL;
}

#define OWNER publisher
static const struct field publisher_fields[] = {
    ROW(name, FIELD_TEXT, NULL, "text", "name of the publisher"),
    ROW(url, FIELD_TEXT, NULL, "text", "the publisher's own site, or none"),
    ROW(logo, FIELD_TEXT, NULL, "text", "path or address of the logo as written in site.yml, or none"),
};
#undef OWNER
const struct object_type publisher_type = { "publisher", "who publishes the site", publisher_fields,
    COUNT(publisher_fields), "name", OBJECT_STAYS };

#define OWNER menu_item
static const struct field menu_item_fields[] = {
    ROW(title, FIELD_TEXT, NULL, "text", "what the link is called"),
    ROW(url, FIELD_TEXT, NULL, "text",
        "where it leads, as written in site.yml; the filter `url` makes it an address"),
};
#undef OWNER
const struct object_type menu_item_type = { "menu_item", "a link of the site's menu or footer",
    menu_item_fields, COUNT(menu_item_fields), "title", OBJECT_STAYS };

#define OWNER comment_settings
static const struct field comment_settings_fields[] = {
    ROW(endpoint, FIELD_TEXT, NULL, "text", "where the form posts to, or none"),
    ROW(email, FIELD_TEXT, NULL, "text", "where replies are sent when there is no endpoint, or none"),
    ROW(close_after_days, FIELD_INTEGER, NULL, "integer",
        "days after which an article takes no more; 0: never"),
};
#undef OWNER
const struct object_type comment_settings_type = { "comment_settings", "how replies of readers are taken",
    comment_settings_fields, COUNT(comment_settings_fields), "endpoint", OBJECT_STAYS };
