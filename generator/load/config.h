/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_CONFIG_H
#define BRIEF_LOAD_CONFIG_H
/* config: reads site.yml into struct config by one table of keys, with defaults, checks and did-you-mean. */
#include "base/diagnostic.h"
#include "model/config.h"

/*
 * Fills *config from `contents` (site.yml, source number `source`). A `base_url` from the command line
 * replaces the file's when present. False when an error was reported; *config then still has usable
 * defaults.
 */
bool config_read(struct arena *arena, uint32_t source, text contents, text base_url, struct config *config,
    struct diagnostics *diagnostics);
/* Whether a site can stand at the address, as base_url and --base-url name it. */
bool config_is_base_url(text address);
void config_release(struct config *config); /* closes the zone */

/* What reads one site.yml; private to config_*.c. */
struct config_reading;

/* The settings: one row a key, for the reading and for the reference in docs/. */
struct config_key {
    const char *name; /* dotted: "feeds.limit" */
    const char *type;
    const char *fallback; /* the default, as documented */
    const char *help;
    /* Private to config_*.c: */
    void (*read)(struct config_reading *reading, const struct config_key *key, const struct value *value);
    size_t offset;              /* of the setting in struct config */
    int64_t minimum;            /* of a number */
    int64_t maximum;            /* 0: none */
    const char *const *choices; /* of a word: in the order of its enum, NULL at the end */
};
const struct config_key *config_keys(size_t *count);
#endif
