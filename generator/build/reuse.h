/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BUILD_REUSE_H
#define BRIEF_BUILD_REUSE_H
/*
 * reuse: which outputs of an earlier build still stand. While an output is rendered, what it reads is noted
 * (base/readings.h). An output is left alone when nothing that it read has another digest, the rest of its
 * making (settings, layouts, plugins) is the same and its file lies there as it was written. What a plugin's
 * call read is noted in the same way; once a plugin keeps anything between calls (plugin/state.h), plugins
 * are taken together: what any of them ever read counts for every call.
 */
#include "build/hook_readings.h"
#include "build/questions.h"
#include "build/standing.h"
#include "build/things.h"
#include "output/output.h"

/* An output as the earlier build noted it. */
struct noted_output {
    uint32_t file; /* index into STANDING_FILES */
    uint32_t reading_start, reading_count;
    uint32_t flags;     /* NOTED_… */
    uint32_t reason;    /* enum render_reason, of when it was rendered last */
    uint32_t because;   /* where that was a reading: the number of the thing */
    struct digest self; /* of its address, kind, layout and list */
};

/* Why an output was rendered, for whoever asks. */
enum render_reason {
    RENDERED_FIRST,      /* there was none, or nothing was known of it */
    RENDERED_FRAME,      /* settings, layouts, plugins, interface words or what is held back changed */
    RENDERED_SELF,       /* its layout, its list or what it is about changed */
    RENDERED_SPOKE,      /* rendering it gives warnings, which must be given again */
    RENDERED_EVERYTHING, /* it reads the whole site, of which something changed */
    RENDERED_PLUGINS, /* plugins' functions made a part of it, and something changed that they may have kept
                       */
    RENDERED_READING, /* something that it reads changed */
    RENDERED_FILE,    /* its file was altered or taken away */
    RENDER_REASONS
};

enum { NOTED_EVERYTHING = 1, NOTED_PLUGIN = 2, NOTED_SPOKE = 4 };

/* One entry of STANDING_READINGS: the index of a thing and the parts that were read. */
enum { READING_PART_BITS = 8 };
static inline uint32_t noted_reading(size_t thing, uint32_t parts)
{
    return (uint32_t)thing << READING_PART_BITS | parts;
}
static inline uint32_t noted_reading_thing(uint32_t reading)
{
    return reading >> READING_PART_BITS;
}
static inline uint32_t noted_reading_parts(uint32_t reading)
{
    return reading & ((1u << READING_PART_BITS) - 1);
}

struct noted_thing {
    uint64_t name;
    uint64_t type;
    uint64_t digests[PART_COUNT];
};

/* What decides about all outputs at once. */
struct noted_frame {
    struct digest frame; /* settings, layouts, plugins, interface words */
    struct digest leaks; /* what was looked for in every output: build/leak.h */
    int64_t now_ms;
    uint64_t plugin_state; /* what plugins had kept before hooks ran */
    uint64_t keepers;      /* plugins, by reuse_keeper, that a call has left something in for later ones */
    uint64_t plugin_reads[THING_TYPES];      /* parts, or-ed, that plugins ever read of each kind of thing */
    uint64_t kinds[THING_TYPES][PART_COUNT]; /* digest of a part over all things of a kind */
};

/* What a worker says about an output that it rendered. */
struct rendered_output {
    const uint32_t *readings;
    uint32_t count, flags;
};

struct reuse {
    struct things things;
    struct noted_frame now;
    const struct noted_frame *earlier; /* NULL: there is none, or it has another frame */
    struct store store;
    const struct noted_output *outputs;
    size_t output_count;
    const uint32_t *readings;
    size_t reading_count;
    const struct noted_thing *noted;
    size_t noted_count;
    const struct standing_file *files;
    size_t file_count;
    const char *names;
    bool are_files_looked_at;            /* what they look like is known: build/standing_look.h */
    const struct noted_thing **noted_of; /* one a thing; NULL: it is new */
    uint32_t *changed;                   /* one a noted thing: parts that are not the same any more */
    uint32_t *renumbered;                /* one a noted thing: its index now */
    bool has_other_frame;                /* there is an earlier build, of which nothing can be used */
    bool has_plugin_change;              /* something changed that plugins may have kept */
    bool has_late_change; /* what `article` hooks made is another, and functions may have kept it */
    bool has_any_change;
    const struct noted_output **of_output; /* one an output; NULL: unknown, or it does not stand */
    struct output_self {
        struct digest digest;
        bool is_said; /* else it cannot be */
    } * selves;       /* of the first outputs of the plan, if they were looked at ahead */
    size_t self_count;
    struct stale_output {
        uint32_t reason, because;       /* as in struct noted_output, by the numbers of the earlier build */
    } * stale;                          /* shared; one an output */
    const struct noted_output **before; /* the same, whether it stands or not */
    struct file_status *file_now;       /* shared; of outputs that stand */
    struct rendered_output *rendered;   /* shared; one an output */
    struct reuse_shared {
        _Atomic uint64_t plugin_reads[THING_TYPES];
        _Atomic bool has_missed;  /* something was read that plugins have not made yet */
        _Atomic uint64_t keepers; /* as in struct noted_frame */
    } * shared;
    struct questions questions;
    struct hook_readings hooks;
    bool *has_hook_run;    /* one an article, in the order of the site */
    size_t hook_run_count; /* how many of them are true */
    bool *has_spoken;      /* shared; the same: its hooks reported something */
};

/* The index that a noted thing has now, or UINT32_MAX. After session_compare_things. */
static inline uint32_t reuse_index_now(const struct reuse *reuse, uint32_t noted)
{
    return noted < reuse->noted_count ? reuse->renumbered[noted] : UINT32_MAX;
}

/* reuse_compare.c */
/* How many processes go through that many things: with a few thousand, starting and ending another (some 10
 * ms with an archive in memory) takes longer than the work. 0: it is done in this process. */
size_t reuse_worker_count(const struct session *session, size_t thing_count);
/* Opens what the last build noted. */
void reuse_read_tables(struct session *session);
/* Digests what plugins made of the article of that number, where it was made; nothing when things are not
 * compared. */
void reuse_digest_late(struct reuse *reuse, size_t number, const struct plugin_article *made);
/* Compares what plugins made of articles with what they made before. */
void reuse_compare_late(struct session *session);
/* A plugin has read parts of a thing of that type. */
void reuse_note_plugin(struct reuse *reuse, const struct object_type *type, uint32_t parts);
/* The bit that stands for the plugin of that index among keepers; all from 63 on share the last. */
uint64_t reuse_keeper(size_t plugin);
/* The plugins that kept something: in this build, or in an earlier one whose results stand. */
uint64_t reuse_keepers(const struct session *session);
/* Does what plugins made in the earlier build still count, where nothing that it read changed? */
bool reuse_keeps_results(const struct reuse *reuse);
/* Has a plugin read that part of anything of the type? */
bool reuse_have_plugins_read(
    const struct noted_frame *frame, const struct object_type *type, enum reading_part part);
/* Can the `article` hooks say something else of this article than they did, even if all that they asked about
 * the words of others has the same answers (questions.h)? */
bool reuse_must_ask_plugins(const struct reuse *reuse, size_t article);

/* reuse.c */
/* Matches the outputs with those of the earlier build, and looks at what each is by itself and at its file.
 */
void reuse_look_at_outputs(struct session *session);
/* Must the output be rendered? */
bool reuse_must_render(const struct reuse *reuse, size_t output);
/* In a worker, after an output was rendered: keeps its readings. */
void reuse_keep_readings(
    struct session *session, size_t output, const struct readings *readings, bool spoke, struct arena *arena);
/* Are so many readings from `start` on in the table of the earlier build? */
bool reuse_has_readings(const struct reuse *reuse, size_t start, size_t count);
/* The number of the first noted thing of which a part that was read changed, or UINT32_MAX. */
uint32_t reuse_changed_reading(const struct reuse *reuse, size_t start, size_t count);
/* Marks the articles whose `article` hooks' results outputs will read that must be rendered, as far as can be
 * known.
 */
void reuse_want_articles(const struct session *session, bool *is_wanted);

/* reuse_self.c */
/* Keeps for later what the outputs that are planned so far are by themselves. */
void reuse_look_ahead(struct session *session);
/* What one output is by itself, kept or not. */
struct output_self reuse_self(const struct session *session, size_t output);
/* Is everything noted that rendering the output reads? */
bool reuse_is_recorded(const struct output *output);
/* Media are copied from files: what such a file looked like before this build copied any. False: there is
 * none. */
bool reuse_medium_status(
    const struct session *session, const struct media *media, struct file_status *status);
/* Of what decides about all outputs at once: the `frame` of struct noted_frame. */
struct digest reuse_frame(struct session *session);

/* reuse_note.c: the tables for the next build */
struct reuse_tables {
    struct noted_frame frame;
    struct noted_output *outputs;
    struct noted_thing *things;
    struct {
        uint32_t *items;
        size_t count, capacity;
    } readings;
    struct noted_hooks *hooks; /* one an article */
};
/* Adds readings of the earlier build by the numbers that things have now. */
void reuse_note_again(struct session *session, struct reuse_tables *tables, size_t start, size_t count);
void reuse_note(struct session *session, struct reuse_tables *tables, size_t first_output_file);
/* Does anything that stands show the build's time, whether or not it was made in this build? */
bool reuse_reads_time(const struct session *session, const struct reuse_tables *tables);
#endif
