/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BUILD_SESSION_H
#define BRIEF_BUILD_SESSION_H
/*
 * session: what one build has in hand, stage by stage. Each stage is a function that reads what earlier ones
 * made and adds its own; see build_site for the order. All memory is the session's arena.
 */
#include "build/anchors.h"
#include "build/aside.h"
#include "build/cache.h"
#include "build/fetch.h"
#include "base/progress.h"
#include "build/options.h"
#include "build/reuse.h"
#include "build/search_memory.h"
#include "check/check.h"
#include "load/draft.h"
#include "model/published.h"
#include "build/supervise.h"
#include "build/workers.h"
#include "load/assemble.h"
#include "output/output.h"
#include "plugin/host.h"

/* What became of one output. */
enum written { NOT_WRITTEN, WRITTEN_SAME, WRITTEN_NEW, WRITE_FAILED };

struct indexes;

struct session {
    const struct build_options *options;
    struct arena arena;
    struct sources sources;
    struct diagnostics diagnostics;
    bool machine_failed;
    bool is_misused;             /* the command line asks for what cannot be */
    bool is_survey;              /* looks only: nothing is locked or written */
    bool leaves_hooks_out;       /* as in struct survey */
    const struct moment *moment; /* of a rehearsal: it has what another session read; NULL: it reads itself */
    bool tells_errors_only;      /* mistakes are not what was asked for */
    bool is_locked_out;          /* another build runs */
    struct instant clock;        /* when settings were read, whatever --at says */
    bool is_present; /* the build time is the clock's: neither --at nor SOURCE_DATE_EPOCH moved it */
    const char *source_date_fault; /* why SOURCE_DATE_EPOCH was set aside; NULL: it was not */
    int64_t started_ms;
    struct progress progress;
    struct profile *profile; /* shared; NULL unless --profile */
    int site_folder, content_folder;

    struct config config; /* stage 1 */
    struct unicode *unicode;
    struct gate gate;
    struct date build_time;
    struct time_watch *watch; /* shared with the workers */
    struct content content;   /* stage 2 */
    struct cache cache;
    struct draft **drafts; /* stage 3, in shared memory; one a source that has a draft */
    const struct content_file **draft_files;
    size_t draft_count;
    struct value data; /* content/data as a map */
    const struct layout_files *layout_files;
    struct assembly *assembly; /* stage 4 */
    const struct site *site;
    struct leaving leaving; /* workers of the stage before */
    struct supervision *supervision;
    struct plugins *plugins;             /* opened before stage 3 */
    struct plugin_heartbeat *heartbeats; /* shared; one a worker */
    bool is_worker;                      /* this process is one, and may end over a plugin */
    struct plugin_pages plugin_pages;
    bool is_outdated;        /* was begun ahead, and has to begin anew */
    bool lacks_pages;        /* a plugin could not be opened or run, and what it makes is not known */
    bool is_to_run_again;    /* a plugin had to be ended; supervision->heartbeat says which, */
    size_t ended_piece;      /* and this over which piece of work: the first of those that came to that */
    struct layouts *layouts; /* stage 5 */
    struct output_plan plan;
    struct {
        struct map files, folders; /* path → number + 1 of the output that takes it first */
        struct map pairs;          /* of places in sources whose outputs clashed already */
    } planned;
    const struct leaks *leaks;         /* NULL: nothing is held back, or nothing of it can be looked for */
    struct ledger_stage *begun_ledger; /* of a build that waits */
    struct ledger_stage *ledger;       /* NULL: it was not looked at */
    struct map addresses;              /* address → the same of the output that stands there */
    uint8_t *written;                  /* stage 6: enum written, in shared memory, one an output */

    text output_name; /* the output folder as shown */
    struct publisher_folder {
        text target;        /* the output folder */
        text staging;       /* the folder where this build's files wait; goes when it ends */
        text place;         /* where the target is: "./public" from the site, else "srv/www" from the root */
        size_t above_bytes; /* so much of the target names a folder that was there before the build */
        int handle;         /* the open target; when it is fresh, the open staging folder */
        bool is_fresh;      /* staging is a new folder beside the target that will take its name */
        struct map usable;  /* folders of outputs that were looked at; obstacles.c */
        struct {
            text *items;
            size_t count, capacity;
        } missing; /* those of them that are to be made */
    } folder;
    struct digest *output_digests;       /* shared; of what each output is, or would be */
    struct file_status *output_statuses; /* shared; of each, as it was written into a fresh folder; or zero */
    bool still_stands;                   /* nothing has changed since an earlier build: nothing is done */
    struct reuse reuse;                  /* which outputs of an earlier build need not be rendered */
    struct search_memory search_memory;
    struct anchors anchors;
    struct aside *aside;        /* makes the indexes; NULL before and after */
    struct indexes *indexes;    /* shared; indexes.h */
    struct fetcher fetcher;     /* asks other hosts for a survey; its handle is -1 when nobody is asked */
    struct standing *standing;  /* what the build has looked at; standing.h */
    struct standing_look *look; /* shared; what it looks at aside; NULL: nothing. standing_look.h */
    struct aside *looking;      /* looks */
    size_t rendered_count, written_count, removed_count;
    bool has_cache;                /* .brief/ can be written */
    int lock;                      /* .brief/lock, held until the process ends */
    struct file_status cache_left; /* .brief/index, when the lock was given back for a while; ahead.h */
    struct manifest *manifest;     /* which files in the output folder are brief's; manifest.h */
};

/* session.c */
/* Opens the site in the working directory; false when that folder cannot be read. */
bool session_open(struct session *session, const struct build_options *options);
void session_close(struct session *session);
/* With --strict warnings are errors too. */
bool session_has_errors(const struct session *session);
/* No errors yet, whatever warnings may become: later stages of a survey can look further. */
bool session_is_sound(const struct session *session);
/* The exit code for what was found so far. */
enum exit_code session_outcome(const struct session *session);
/* build.c: all stages up to the plan. False: a stage found that later ones cannot run. */
bool session_make_plan(struct session *session);
/* standing*.c: looks at what the build will read; asks whether an earlier build's output still stands, and
 * then says what that build said; notes that of this one, after it was published */
void session_look_around(struct session *session);
bool session_still_stands(struct session *session);
void session_note_standing(struct session *session);
/* reuse*.c: where plugins' readings go; which things changed since an earlier build, for which the plan and
 * the output folder must be there; which outputs stand as that build wrote them */
void session_watch_plugins(struct session *session);
/* All things as the site has them once plugins have made their pages, unless that was done before. */
void session_digest_things(struct session *session);
void session_compare_things(struct session *session);
void session_find_reusable(struct session *session);
/* config_stage.c */
bool session_read_config(struct session *session);
/* Is it built for a time (--at) that has not come by the clock? */
bool session_looks_ahead(const struct session *session);
/* Of a build that waited: makes the present the time for which it builds. False: a moment has passed at which
 * something appears or expires, or somebody has asked what time it is. */
bool session_take_time(struct session *session);
/* drafts.c: makes all drafts in workers */
bool session_make_drafts(struct session *session);
/* Those with the numbers `chosen` once more, of what their sources are now. */
bool session_make_drafts_again(struct session *session, const size_t *chosen, size_t count);
/* plugins.c: loads the plugins; runs `prepare`, `pages` and, in workers, `article`; ends one that hangs */
void session_open_plugins(struct session *session);
bool session_shortcode(void *session, const struct shortcode_call *call, text *markup);
void session_run_plugins(struct session *session);
/* The `article` hooks, of those articles for which they have not run yet. */
enum hooks_of {
    HOOKS_OF_ALL,
    HOOKS_OF_CHANGED, /* for which they may say something new; after session_compare_things */
    HOOKS_OF_WANTED,  /* that outputs need which must be rendered; after session_find_reusable */
    HOOKS_OF_MOMENT,  /* to which something happens at the moment that is rehearsed */
};
void session_run_article_hooks(struct session *session, enum hooks_of which);
void session_end_plugin(struct session *session, const struct plugin_heartbeat *heartbeat, size_t piece);
bool session_plugin_is_late(void *session, size_t worker);
/* lint.c */
/* What the checks of every build look at; the lints' part is empty. */
struct check_subject session_check_subject(const struct session *session);
/* Runs the lints that were chosen, on what `session_plan` left, or, when they are cut short, those of texts
 * on the texts without errors; then other hosts are asked about links to them, if there is a fetcher and the
 * lints are not cut short. */
void session_lint(struct session *session, const struct check_choice *choice);
/* Gives what checks said the severities of site.yml, and takes away what waivers allow; `choice` as
 * check_settle has it. It can be called after every stage. */
void session_settle(struct session *session, const struct check_choice *choice);
/* plan.c: adds the outputs of every kind; two at one path are reported. Compiles their layouts. What does not
 * hang on the words of texts can be planned before. */
void session_begin_plan(struct session *session);
void session_plan(struct session *session);
/* aliases.c: the redirects of site.yml's `aliases`, which lead to what is planned by now. */
void session_lead_on(struct session *session);
/* The path as a file system sees it that takes no notice of case. Borrowed or in the session's arena. */
text session_path_key(struct session *session, text path);
/* The output at this path, or at one that differs from it in case alone; NULL when there is none. */
const struct output *session_find_alike(struct session *session, text path);
/* ledger_stage.c: urls.lock against the plan; written beside; given its name; or taken back. It can be read
 * before the words of texts are known, and holds as long as the file is the same. */
void session_begin_ledger(struct session *session);
bool session_is_ledger_begun(const struct session *session);
void session_check_ledger(struct session *session);
/* Would publishing this build write another urls.lock than it found? */
bool session_changes_ledger(const struct session *session);
bool session_prepare_ledger(struct session *session);
void session_write_ledger(struct session *session);
void session_withdraw_ledger(struct session *session);
/* rehearsal.c: for a survey: reports what would be wrong if what is held back were published, errors of
 * drafts as warnings, and what will be at each coming moment */
void session_rehearse(struct session *session);
/* Does something happen to the text of this source at the moment that is rehearsed? */
bool session_is_of_moment(const struct session *session, text source_path);
/* render.c: renders and writes beside, in workers; a survey only looks what it would write */
bool session_render(struct session *session);
/* Renders one output in this process, html hooks and all; absent after reporting. The bytes are in `arena`.
 */
text session_render_one(struct session *session, const struct output *output, struct arena *arena);
/* output_place.c: the output folder as the user named it, from where brief runs; the preview's for a preview
 */
text session_output_folder(const struct session *session);
/* Chooses that folder; false after reporting that it must not be written into. */
bool session_choose_output(struct session *session);
/* Is what it writes not what readers of the site shall find: pages with drafts, or to be read offline? */
bool session_is_apart(const struct session *session);
/* Reports that such pages would be written into a folder that is copied to a host; `reason`: "which ..." */
void session_refuse_place(struct session *session, const char *reason);
/* output_folder.c: opens that folder, or one beside it that takes its name */
bool session_open_output(struct session *session);
/* The same for a survey: makes and locks nothing; a folder that is not there is as good as empty. */
bool session_look_at_output(struct session *session);
/* obstacles.c: may every file that waits take its place? */
bool session_may_publish(struct session *session);
/* publish.c: makes the folders that published files will need, false: one could not be made; makes what waits
 * the published files; or takes it back, with folders of those that are empty */
bool session_make_folders(struct session *session);
void session_publish(struct session *session);
void session_withdraw(struct session *session);
/* lock.c: one build of a site, and one into an output folder; false when another one runs */
bool session_lock(struct session *session);
/* Makes .brief/; false after a warning when there can be none. */
bool session_open_cache(struct session *session);
bool session_lock_output(struct session *session, int handle); /* of the open folder */
/* manifest.c: reads it and adds what this build will write; takes that back; leaves what is there in the end
 */
bool session_record(struct session *session);
void session_forget(struct session *session);
void session_remember(struct session *session);
const char *session_manifest_name(struct session *session);
/* sweep.c: removes the files of earlier builds that are no outputs any more */
void session_sweep(struct session *session);
/* news.c: to whoever asked for the build */
void session_tell(struct session *session);
/* profile_report.c: where the time went, to standard output */
void session_report_profile(struct session *session);
/* summary.c: diagnostics to standard error, held-back things and the last line to standard output */
void session_report(struct session *session);
void session_print_diagnostics(struct session *session, struct buffer *out);
void session_summarise(const struct session *session);
/* The last line of a build that errors of the site or the machine ended; the preview lays them over its page
 * instead. */
void session_say_not_built(const struct session *session);
#endif
