/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_CONFIG_READING_H
#define BRIEF_LOAD_CONFIG_READING_H
/*
 * config_reading: site.yml while it is read, and the readers that the rows of the table of settings name.
 * Used by config*.c alone. A reader writes at the row's offset, or reports and leaves the default.
 */
#include "load/config.h"

struct config_reading {
    struct arena *arena;
    struct diagnostics *diagnostics;
    uint32_t source;
    text contents;
    struct config *config;
    bool ignores_base_url; /* the command line gives another one */
    span key_where;        /* of the key at hand */
};

typedef void config_reader(
    struct config_reading *reading, const struct config_key *key, const struct value *value);

/* "'paginate' is a text, expected a number"; returns the diagnostic for a hint. */
struct diagnostic *config_wrong_type(
    struct config_reading *reading, text name, const struct value *value, const char *expected);
/* "'Wat' is not a language tag", and what to write. */
void config_bad_value(
    struct config_reading *reading, span where, text found, const char *what, const char *hint);
/* The text that was written: of a text, or of a number in its own spelling; trimmed. Anything else is
 * reported and absent; none is absent without a word. */
text config_text(struct config_reading *reading, text name, const struct value *value);
/* A list of texts, or one text. */
struct text_list config_texts(struct config_reading *reading, text name, const struct value *value);
/* A whole number from `minimum` on; none leaves *number, anything else does and is reported. */
void config_number(
    struct config_reading *reading, text name, const struct value *value, int64_t minimum, int64_t *number);
/* True or false; else reports and leaves *claim. */
void config_bool(struct config_reading *reading, text name, const struct value *value, bool *claim);
/* The index of `word` in `choices`, or SIZE_MAX after reporting. */
size_t config_choose(
    struct config_reading *reading, text name, text word, span where, const char *const *choices);
/* Warns of a key that is in no table; `prefix` is what stands before it ("feeds.") or "". */
void config_unknown_key(
    struct config_reading *reading, text prefix, text key, span where, const text *names, size_t count);
/* Reads and checks an address such as "https://example.org/archive/". False after reporting at `where`. */
bool config_set_base_url(struct config_reading *reading, text address, span where);

/* One, or a list of what `read` takes; what it reports, by false, is left out. */
void config_read_each(struct config_reading *reading, const struct config_key *key, const struct value *value,
    bool (*read)(
        struct config_reading *reading, const struct config_key *key, const struct value *value, text *found),
    struct written_addresses *addresses);

/* How the things are read that a setting names, `taxonomies` and `languages`. */
struct config_naming {
    /* Adds one to `things`, or finds the one of this name; NULL after reporting. */
    void *(*add)(struct config_reading *reading, void *things, text name, span where);
    /* One key of what is set for it. */
    void (*read_part)(struct config_reading *reading, void *thing, const struct value_map_entry *entry);
    const char *parts;   /* what else than such a map is reported for: "a map with title and menu" */
    const char *example; /* a name, for hints */
};
/* config_named.c: a list of names, or a map with what is set for each; `things` is what `naming` knows. */
void config_read_named(struct config_reading *reading, const struct config_key *key,
    const struct value *value, const struct config_naming *naming, void *things);

/* The items of a list of `{title, url}`; what is none is reported and left out. `name` is the key's. */
void config_menu_items(
    struct config_reading *reading, text name, const struct value *value, struct menu *menu);
/* config_languages.c: reports languages that are the site's own, once both are known, and leaves them out. */
void config_check_languages(struct config_reading *reading);

/* config_drafts.c: of the settings that drafts depend on; `file` is the whole of site.yml. */
struct digest config_drafts_digest(struct config_reading *reading, const struct value *file);

/* config_values.c */
config_reader config_read_text, config_read_number, config_read_bool, config_read_choice, config_read_size,
    config_read_map, config_read_texts;
/* config_parts.c */
config_reader config_read_taxonomies, config_read_plugins, config_read_menu;
/* config_languages.c */
config_reader config_read_languages;
/* config_aliases.c */
config_reader config_read_aliases;
/* config_checks.c */
config_reader config_read_checks;
/* config_forms.c */
config_reader config_read_base_url, config_read_language, config_read_redirects, config_read_extra_keys,
    config_read_gone, config_read_email, config_read_feed_authority, config_read_feed_aliases,
    config_read_headers, config_read_address, config_read_logo, config_read_image, config_read_output;
/* config_permalinks.c */
config_reader config_read_permalink, config_read_former_permalinks;
#endif
