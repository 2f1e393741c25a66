/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_PLUGIN_HOST_H
#define BRIEF_PLUGIN_HOST_H
/*
 * host: the plugins of a site. The build opens them in the parent, has `prepare` and `pages` run there, and
 * calls the rest in forked workers, each of which has its own copy of every Lua state. All results are plain
 * structs and values. A plugin's mistake is a diagnostic that names file, line, hook and article; the call
 * then gives nothing and the build goes on. Nothing here prints, exits or opens a file after plugins_open.
 */
#include "base/profile.h"
#include "base/readings.h"
#include "model/article.h"
#include "model/related.h"
#include "model/site.h"
#include "model/strings.h"
#include "plugin/heartbeat.h"
#include "plugin/hooks.h"

struct plugin_files;
struct plugins;

struct plugins_input {
    struct arena *arena;
    int site_folder;             /* open */
    const struct config *config; /* plugins: in this order */
    struct date build_time;      /* for os.time and os.date */
    struct time_watch *watch;    /* may be NULL */
    struct unicode *unicode;
    const struct strings *strings;  /* for brief.t and dates; NULL: English */
    const struct value *data_files; /* content/data, for brief.read_data; read from the first call on */
    struct sources *sources;        /* gets every Lua file, so that spans mean the same in all processes */
    struct diagnostics *diagnostics;
    const text *disabled; /* names left out without a word: a call of theirs had to be ended */
    size_t disabled_count;
    struct plugin_heartbeat *heartbeat; /* may be NULL */
    struct profile *profile;            /* gets the time of every call; may be NULL */
    /* Told which parts of what kind of thing were read (base/readings.h), but for what a hook `article` reads
     * of the body and the ties of its own article, or asks what is related to it. May be NULL. */
    void (*on_read)(void *data, const struct object_type *type, uint32_t parts);
    /* Told what a hook `article` asked to be related to its own article, and the answer (of related). May be
     * NULL. */
    void (*on_asked)(void *data, const struct article *article, const struct related_question *question,
        const struct object_list *answer, struct arena *arena);
    /* Told once of a plugin (its index) that a call has left something in locals or tables of its own, which
     * later calls may look at, or that it cannot be said: from then on nobody knows what a call has read. May
     * be NULL. */
    void (*on_kept)(void *data, size_t plugin);
    /* Told of a call that has run into a limit, which the heartbeat names. Need not return; when it does, the
     * call is reported. The plugin is not called again. May be NULL. */
    void (*on_spent)(void *data);
    void *data; /* for all of these */
};

/* Work of other rooms that brief.markdown needs. A NULL function makes the Lua function an error. */
struct plugin_services {
    void *data;
    text (*markdown)(void *data, struct arena *arena, text source);
};

/* What a call is about: for messages and brief.warn, and who is told what it reads. */
struct plugin_subject {
    text path;                 /* "content/articles/x.md", or an output's path; absent: the whole archive */
    span where;                /* its file, or the place in it that calls; SPAN_NONE: none */
    struct readings *readings; /* gets all that the call reads; may be NULL */
};

/*
 * Finds, loads and checks every plugin of the settings. What is wrong is reported and that plugin left out.
 * Never NULL.
 */
struct plugins *plugins_open(const struct plugins_input *input);
/* Closes every Lua state. */
void plugins_close(struct plugins *plugins);
void plugins_set_services(struct plugins *plugins, const struct plugin_services *services); /* copied */
/* Where this process notes calls from now on; each process that was forked has to say its own before the
 * first call. */
void plugins_set_heartbeat(struct plugins *plugins, struct plugin_heartbeat *heartbeat);
/* All Lua files, those that no plugin asked for too. */
const struct plugin_files *plugins_files(const struct plugins *plugins);
/* The plugins that were loaded, in order; index < count. */
size_t plugins_count(const struct plugins *plugins);
text plugins_name(const struct plugins *plugins, size_t index);
/* Is every plugin that site.yml names there and in working order? What is not was reported. */
bool plugins_are_whole(const struct plugins *plugins);
/*
 * Does a plugin call site:related, or a file that it may require? Seen from the text; only then are the words
 * of articles gathered, and the call fails in a plugin that hides it.
 */
bool plugins_ask_what_is_related(const struct plugins *plugins);
/* The time for which is built is another one; no plugin has asked for it yet. */
void plugins_set_build_time(struct plugins *plugins, struct date build_time);
/* What answers site:related, made at the first call; NULL when no plugin asks. Lives as long as the plugins.
 */
struct related_index *plugins_related(struct plugins *plugins, const struct site *site);
/* Takes an index of the same site that was made in memory which processes share, unless there is one. NULL is
 * none. */
void plugins_set_related(struct plugins *plugins, struct related_index *related);
/* Is there a plugin with that hook, filter …? Saves the build a phase. */
bool plugins_have(const struct plugins *plugins, enum hook hook);

/* Runs every `prepare` in order. From here on plugins see the site. A plugin whose prepare fails is not
 * called again. */
void plugins_prepare(struct plugins *plugins, const struct site *site, struct diagnostics *diagnostics);

/*
 * What plugins have kept so far in locals and tables of their own, as a digest that is the same in every
 * process; later calls are watched.
 */
uint64_t plugins_watch_state(struct plugins *plugins);
/* Looks once more, for a process that ends. */
void plugins_check_state(struct plugins *plugins);

/* A page that a plugin wants. */
struct plugin_page {
    text plugin;  /* who wants it */
    span where;   /* the plugin's pages function */
    text address; /* root-relative without the prefix, as the plugin wrote it: to be checked by the build */
    text title, layout, description; /* description may be absent */
    text lang;                       /* BCP 47; absent: the site's */
    struct value data;               /* a map, perhaps empty */
    bool has_list;
    struct object_list list, feed_list; /* of article */
    int64_t paginate;                   /* articles a page; 0: all on one */
    bool has_feed, is_noindex;
    bool has_feed_list;   /* else the feed is of `list` */
    struct value subject; /* the author, term, taxonomy or article it is about; or none */
};

struct plugin_pages {
    struct plugin_page *items;
    size_t count, capacity;
};

/* Adds what every `pages` hook returns; texts and values live in `arena`. */
void plugins_pages(struct plugins *plugins, struct arena *arena, struct diagnostics *diagnostics,
    struct plugin_pages *pages);

/* What the `article` hooks made of one article. */
struct plugin_article {
    const struct slot *slots; /* in order of first use */
    size_t slot_count;
    struct value fields;       /* a map in order of name, or none; of one name the later plugin's counts */
    const text *field_plugins; /* whose they are, in the same order */
};

/* Runs every `article` hook; for workers. What *result points to lives in `arena` and in the model.
 * `readings` gets what they read, of the article itself too, but for what they asked on_asked about; may be
 * NULL. */
void plugins_article(struct plugins *plugins, const struct article *article, struct readings *readings,
    struct arena *arena, struct diagnostics *diagnostics, struct plugin_article *result);

/* Gives the page to every `html` hook in order and returns what came out, in `arena`; `html` itself when
 * nobody changed it. `readings` as above. */
text plugins_html(struct plugins *plugins, const struct page *page, text html, struct readings *readings,
    struct arena *arena, struct diagnostics *diagnostics);

/* A filter, function or shortcode of a plugin. */
struct plugin_function {
    text name;
    enum hook group;
    struct plugin *plugin;
    span where; /* its first line */
};

/* All of one group, sorted by name; of two plugins' functions of one name the later is there. */
const struct plugin_function *const *plugins_functions(
    const struct plugins *plugins, enum hook group, size_t *count);
/* NULL when no plugin brings it. */
const struct plugin_function *plugins_find(const struct plugins *plugins, enum hook group, text name);

struct plugin_arguments {
    const struct value *items;
    size_t count;
    const struct value_map_entry *named; /* given to Lua as one table behind the others */
    size_t named_count;
};

/*
 * Calls a filter or function. False after reporting; *result is in `arena`. Arguments may live in an arena
 * that is reset after the page: Lua keeps copies of texts, and what else it kept of them is an error to use
 * later.
 */
bool plugin_function_call(const struct plugin_function *function, const struct plugin_arguments *arguments,
    struct plugin_subject subject, struct arena *arena, struct diagnostics *diagnostics,
    struct value *result);
/*
 * Calls a shortcode: `arguments` is a map, `thing` the article, page or author whose text it stands in (or
 * none). It may run before `prepare`, while the site is still being put together. *markup is in `arena`;
 * false after reporting.
 */
bool plugin_shortcode_call(const struct plugin_function *function, const struct value *arguments,
    const struct value *thing, struct plugin_subject subject, struct arena *arena,
    struct diagnostics *diagnostics, text *markup);
#endif
