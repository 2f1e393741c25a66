/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BUILD_CACHE_H
#define BRIEF_BUILD_CACHE_H
/*
 * cache: the drafts of earlier builds. .brief/index says of every file below content/ what it was when it was
 * last looked at and, for sources, where its draft and its search entries lie (build/cache_parts.h). A draft
 * is used again when the source has the same bytes, the settings that drafts depend on are the same and the
 * images it measured are: see file_status for when a look at the file's times will do. What is wrong with the
 * cache is never an error: it then holds nothing.
 */
#include "base/file.h"
#include "build/cache_parts.h"
#include "build/store.h"
#include "load/draft.h"

struct cached_source;
struct cached_image;

extern const char cache_index_name[]; /* in the site folder */

/* Where a process puts search entries: its own stretch of a part, of which this is free. */
struct cache_stretch {
    uint64_t at, end;
    uint64_t filled; /* bytes in all its stretches */
};

struct cache {
    const char *fault;  /* why earlier drafts were dropped; NULL */
    const char *unkept; /* the file in which no draft can be kept; NULL */
    bool is_writable, reads_all;
    int site_folder;
    text program; /* who uses it */
    struct digest settings;
    int64_t started_ns; /* of this build, by the clock of the file system */
    int64_t noted_ns;   /* of the build that wrote the index, the same */

    struct store index;
    const struct cached_source *sources; /* by path */
    size_t source_count;
    const struct cached_image *images;
    size_t image_count;
    text names;
    struct cache_parts parts; /* drafts borrow their long texts from them */
    size_t process;           /* the number of the process that writes; like what follows each has its own */
    struct cache_stretch stretch;

    const struct content *content;
    const struct file_status **looked;    /* as in struct cache_place */
    const struct cached_source **earlier; /* one a content file; NULL: unknown */
    struct cached_source *now;            /* the same, shared with the workers: what the index will say */
    _Atomic bool *is_broken;              /* as in struct cache_place */
};

/* Where a cache lies, and what may be done with it. */
struct cache_place {
    int site_folder, content_folder; /* open */
    int lock;                        /* .brief/lock, ours; -1: nothing is written */
    bool is_ignored;                 /* --clean: written, but not believed */
    bool was_broken;                 /* a try before said so below: the same */
    _Atomic bool *is_broken; /* shared, or NULL: where it is said that a long text was not what was kept */
    bool is_all_read;        /* what is taken is compared with what was kept to its end */
    size_t process_count;    /* that will keep drafts, at least 1 */
    /* What files look like, if that is known: one a content file, zeros for one that is not there. NULL, of
     * all or of one: it is not known. */
    const struct file_status **looked;
};

/* Reads the index and notes what content/'s files look like, but for sources, which cache_take_draft looks
 * at. */
void cache_open(struct cache *cache, struct arena *arena, const struct cache_place *place,
    struct digest settings, const struct content *content);
/* In a worker: the draft of the content file `number`, in `arena` but for its long texts, and what was said
 * while it was made. NULL when it must be made. */
struct draft *cache_take_draft(struct cache *cache, const struct draft_maker *maker, size_t number,
    struct arena *arena, struct diagnostics *diagnostics);
/* Says which of the processes this one is, from 0. */
void cache_work_as(struct cache *cache, size_t process);
/*
 * In a worker: keeps a draft that was made; `said` as in draft_pack, `status` as in draft_make. Returns the
 * draft as it is kept, in `arena` but for its long texts, so that what was made can be forgotten; NULL when
 * it was not kept.
 */
struct draft *cache_keep_draft(struct cache *cache, size_t number, const struct draft *draft,
    const struct file_status *status, const struct diagnostic *said, struct arena *arena);
/* For struct kept_texts, of a struct cache: copies a long text of a draft. */
text cache_copy(const void *cache, struct arena *arena, text kept);
/* The same of many; those of no draft stay where they are. */
void cache_copy_all(const void *cache, struct arena *arena, text **kept, size_t count);
/* Gives back the memory through which this process has read long texts where they are kept; who reads one
 * again finds it in the file as before. */
void cache_rest(const struct cache *cache);
/*
 * Writes the index, unless it says that already, and drops what it does not name when that is most of the
 * drafts. `drafts` are all that there are. Failing costs nothing but the next build's time. cache_save.c
 */
void cache_save(struct cache *cache, struct draft *const *drafts, size_t draft_count);
/* What the content file `number` looked like before it was read; true when it is a source, and the digest of
 * its bytes is known. */
bool cache_source(
    const struct cache *cache, size_t number, struct file_status *status, struct digest *digest);
/*
 * The digest of a file that has no draft, the line ends of any system as one: a checkout may change those.
 * What was noted of a file that looks as it did then, else of what is read. False: it cannot be read, or is
 * only what stands for it until it is fetched. In the process that saves the index. cache_media.c
 */
bool cache_digest_medium(struct cache *cache, int content_folder, size_t number, struct digest *digest);
void cache_close(struct cache *cache);
#endif
