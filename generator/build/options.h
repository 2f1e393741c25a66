/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BUILD_OPTIONS_H
#define BRIEF_BUILD_OPTIONS_H
/* options: what the command line asks of a build, as typed. Absent texts were not given. */
#include "base/diagnostic.h"
#include "base/process.h"

/* Where previews are written, in the site's folder; never a folder that is published. */
#define PREVIEW_FOLDER ".brief/serve"

/* What shall run the coming builds. */
enum schedule { SCHEDULE_NONE, SCHEDULE_CRON, SCHEDULE_SYSTEMD, SCHEDULE_GITHUB };

struct build_options {
    text output;   /* -o, already absolute; else site.yml's */
    text base_url; /* --base-url */
    text at;       /* --at */
    bool shows_drafts;
    bool shows_scheduled; /* what is dated later, too */
    bool is_preview; /* for the eyes of who writes: into the folder PREVIEW_FOLDER, whatever `output` says */
    struct build_news *news;   /* to be filled for whoever asked for the build; NULL: nobody asks */
    struct build_ahead *ahead; /* begin, and wait to be asked; NULL: go on to the end */
    bool is_strict;            /* warnings fail */
    bool adopts;               /* what stands in the way in the output folder is taken over */
    bool is_durable;           /* what is published is on the disk when the build ends */
    bool is_locked;            /* the ledger may not change */
    bool is_offline;           /* pages are to be read as files, without a server */
    bool is_clean;             /* no cache, every file written anew */
    bool is_quiet, is_verbose;
    bool is_profiled;       /* says where the time went */
    enum schedule schedule; /* --schedule */
    size_t worker_count;    /* 0: inline */
    struct diagnostic_style style;
};

/* Exit codes of every command (docs/brief.md). */
enum exit_code {
    EXIT_DONE = 0,
    EXIT_SITE_ERRORS = 1,
    EXIT_USAGE = 2,
    EXIT_MACHINE = PROCESS_MACHINE_FAILED,
    EXIT_LOCKED = 75
};
#endif
