/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BUILD_STANDING_H
#define BRIEF_BUILD_STANDING_H
/*
 * standing: does what an earlier build published still stand? Every build that ends well notes in
 * .brief/standing-<output folder> what it read, what it wrote and what it said. When a later build is asked
 * the same, at a time at which nothing appears or expires, and every file and folder looks as it was noted,
 * it says the same and is done. In doubt it builds.
 */
#include "base/file.h"
#include "base/list.h"
#include "base/buffer.h"
#include "base/date.h"
#include "build/store.h"
#include "model/site.h"

enum standing_table {
    STANDING_STATE,
    STANDING_FILES,   /* what was read and what was written, by path */
    STANDING_FOLDERS, /* what was listed */
    STANDING_HELD,
    STANDING_SAID, /* what went to standard error */
    STANDING_NAMES,
    STANDING_FRONT,                  /* those before are all that is asked when nothing changed */
    STANDING_FRAME = STANDING_FRONT, /* this and the three that follow: reuse.h */
    STANDING_OUTPUTS,
    STANDING_READINGS,
    STANDING_THINGS,
    STANDING_QUESTIONS, /* this and the following: questions.h */
    STANDING_WEIGHTS,
    STANDING_EXCLUDED,
    STANDING_HOOKS, /* hook_readings.h */
    STANDING_TABLES
};

struct session;

/* One file or folder, by its path below the site or below the output folder. */
struct standing_file {
    uint32_t name_offset, name_length;
    uint32_t is_output;
    uint32_t has_digest;
    struct file_status status; /* all zero: there was none */
    struct digest digest;
};

/* `names` are those of the same notes. There is a NUL behind each. */
static inline text standing_file_name(const char *names, const struct standing_file *file)
{
    return (text){ names + file->name_offset, file->name_length };
}

enum { STANDING_COMING = HOLD_EXPIRED + 1 };

struct standing_held {
    uint32_t name_offset, name_length;
    uint32_t hold; /* STANDING_COMING: a change of what is published, or a comment on it */
    struct date until;
};

struct standing_state {
    struct digest question;   /* what was asked: the options that matter */
    struct digest style;      /* how it was said */
    int64_t noted_ns;         /* by the clock of the file system, before anything was read */
    int64_t outputs_noted_ns; /* the same, after everything was written */
    int64_t now_ms, last_ms, next_ms;
    int64_t clock_next_ms; /* with --at: when the clock passes what it is told of then */
    uint64_t is_time_read, page_count;
    uint64_t hides_notes;             /* --quiet: more may have been found than was said */
    struct file_status output_folder; /* its inode only */
    struct date next_due;
};

/* What is read besides content/, looked at before it is read. */
struct standing_files {
    struct standing_file *items;
    size_t count, capacity;
};

struct standing {
    int64_t noted_ns;
    struct buffer names;
    struct standing_files files, folders;
};

extern const char standing_kind[];

/* standing_files.c */
/* Adds a file of the site as it looks now. */
void standing_add(struct session *session, struct standing *standing, text path);
/* Adds one that was looked at before; `digest` may be NULL. */
void standing_add_known(struct session *session, struct standing *standing, text path, bool is_output,
    const struct file_status *status, const struct digest *digest);
/* Adds a folder; a status of zeros says that it is not there. */
void standing_add_folder(
    struct session *session, struct standing *standing, text path, const struct file_status *status);
/* Name of the file for the session's output folder. */
const char *standing_name(struct session *session);
/* What the session is asked, as a digest. */
struct digest standing_question(const struct session *session);
/* How mistakes are printed, as a digest. */
struct digest standing_style(const struct session *session);
#endif
