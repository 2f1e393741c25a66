/* SPDX-License-Identifier: MIT */
/*
 * Three kinds of process: this one waits and decides, one serves, and each build has its own, which may have
 * begun before the change came. This one has no threads and holds nothing of the site, so that a build may be
 * forked at any time and memory stays flat over any number of them.
 */
#include "serve/serve.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/count.h"
#include "base/escape.h"
#include "base/process.h"
#include "build/news.h"
#include "serve/address.h"
#include "serve/builder.h"
#include "serve/bulletin.h"
#include "serve/claim.h"
#include "serve/server.h"
#include "serve/watch.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    QUIET_MS = 50,        /* an editor writes a file in several steps, */
    SETTLED_MS = 8,       /* of which the last one can be told; several files may be saved at once */
    IMPATIENT_MS = 500,   /* but a storm of changes is not waited out */
    LOCKED_WAIT_MS = 500, /* another build of this site runs */
    PORTS_TRIED = 20,
};

struct serving {
    const struct build_options *build;
    const struct serve_options *options;
    struct arena arena;   /* for the life of the program */
    struct arena changed; /* since the last build; reset with each */
    struct watch *watch;
    struct watch_changes changes;
    struct build_news *news;
    struct listening listening;
    sigset_t usual_signals;
    int signals; /* signalfd: interruptions, and ends of children */
    int pipe;    /* to the server */
    pid_t server;
    struct builder builder;
    int own_handles[2];
    struct bulletin bulletin;
    bool has_told_of_polling, is_over;
    enum exit_code code;
};

static bool fail(struct serving *serving, const char *what, int error)
{
    fprintf(stderr, "brief: error: %s: %s\n", what, strerror(error));
    serving->code = EXIT_MACHINE;
    return false;
}

static bool listen_somewhere(struct serving *serving)
{
    const struct serve_options *options = serving->options;
    unsigned port = options->port ? options->port : SERVE_PORT;
    int error = EADDRINUSE;
    for (unsigned tries = 0; error == EADDRINUSE && tries < (options->port ? 1 : PORTS_TRIED); tries++)
        error = server_listen(&serving->arena, options->host, port + tries, &serving->listening);
    if (!error)
        return true;
    if (error == EINVAL) {
        fprintf(stderr,
            "brief: error: --host '%.*s' is not an address\n  hint: write 0.0.0.0, or the address of this "
            "machine in your network\n",
            TEXT_ARGS(options->host));
        serving->code = EXIT_USAGE;
        return false;
    }
    fprintf(stderr, "brief: error: cannot listen at port %u: %s\n", port, strerror(error));
    if (error == EADDRINUSE)
        fprintf(stderr, "  hint: choose another with --port, or leave it out\n");
    serving->code = EXIT_MACHINE;
    return false;
}

/* Signals come as something to read; children get the usual ones back. */
static bool take_signals(struct serving *serving)
{
    sigset_t taken;
    sigemptyset(&taken);
    sigaddset(&taken, SIGINT);
    sigaddset(&taken, SIGTERM);
    sigaddset(&taken, SIGHUP);
    sigaddset(&taken, SIGCHLD);
    sigaction(SIGPIPE, &(struct sigaction){ .sa_handler = SIG_IGN }, NULL);
    if (sigprocmask(SIG_BLOCK, &taken, &serving->usual_signals) != 0)
        return fail(serving, "cannot take signals", errno);
    serving->signals = signalfd(-1, &taken, SFD_CLOEXEC | SFD_NONBLOCK);
    return serving->signals >= 0 || fail(serving, "cannot take signals", errno);
}

static bool start_server(struct serving *serving)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return fail(serving, "cannot make a pipe", errno);
    fflush(NULL);
    int id = server_start(&serving->listening, PREVIEW_FOLDER, serving->options->host, ends);
    close(ends[0]);
    serving->pipe = ends[1];
    for (size_t i = 0; i < serving->listening.count; i++)
        close(serving->listening.sockets[i]);
    if (id < 0)
        return fail(serving, "cannot start the server", -id);
    serving->server = id;
    return true;
}

/* Reads what signals came. `*build` becomes 0 when that child has ended, with its status in `*status`. */
static void read_signals(struct serving *serving, pid_t *build, int *status)
{
    struct signalfd_siginfo info;
    while (read(serving->signals, &info, sizeof info) == (ssize_t)sizeof info)
        serving->is_over |= info.ssi_signo != SIGCHLD;
    int ended_status;
    for (pid_t ended; (ended = waitpid(-1, &ended_status, WNOHANG)) > 0;) {
        if (ended == *build) {
            *build = 0;
            *status = ended_status;
        } else if (!builder_was_waiting(&serving->builder, ended) && ended == serving->server) {
            serving->is_over = true;
            serving->code = EXIT_MACHINE;
            fprintf(stderr, "brief: error: the server ended\n");
        }
    }
}

/* Waits for signals and for `handle` (-1: none). True when that can be read. */
static bool wait_at(const struct serving *serving, int handle, int milliseconds)
{
    struct pollfd waiting[] = {
        { .fd = serving->signals, .events = POLLIN },
        { .fd = handle, .events = POLLIN },
    };
    return poll(waiting, COUNT(waiting), milliseconds) > 0 && waiting[1].revents;
}

/* The same with changes of the site. */
static bool wait_for(const struct serving *serving, int milliseconds)
{
    return wait_at(serving, watch_descriptor(serving->watch), milliseconds);
}

static bool changes_styles_only(const struct watch_changes *changes)
{
    for (size_t i = 0; i < changes->paths.count; i++)
        if (!text_ends_with(changes->paths.items[i].path, TEXT(".css")))
            return false;
    return changes->paths.count > 0 && !changes->is_anything;
}

static text edited_page(const struct serving *serving)
{
    for (size_t i = 0; serving->options->navigates && i < serving->changes.paths.count; i++)
        if (text_ends_with(serving->changes.paths.items[i].path, TEXT(".md")))
            return serving->changes.paths.items[i].path;
    return TEXT_NONE;
}

static void tell_server(struct serving *serving, int code)
{
    struct bulletin *bulletin = &serving->bulletin;
    const struct build_news *news = serving->news;
    bool was_good = bulletin->is_good;
    if (code == EXIT_LOCKED || serving->is_over)
        return;
    bulletin->is_good = code == EXIT_DONE;
    bulletin->has_site |= bulletin->is_good;
    if (!changes_styles_only(&serving->changes) || !was_good)
        bulletin->styles_since = bulletin->generation + 1;
    bulletin->generation++;
    /* Until there is a new version, addresses are those of the old one. */
    bool is_moved = news->prefix.bytes && !text_equal(news->prefix, bulletin->prefix);
    if (is_moved && (bulletin->is_good || !bulletin->has_site))
        bulletin->prefix = text_copy(&serving->arena, news->prefix);
    bulletin->address = news->address;
    bulletin->problems = news->problems.bytes ? news->problems : TEXT("");
    int error = bulletin_send(serving->pipe, bulletin);
    if (error)
        serving->is_over = !fail(serving, "cannot tell the server", error);
}

/* Builds once, and tells the server as soon as the build has news. The exit code, or -1 when the build died
 * or was interrupted. */
static int run_build(struct serving *serving)
{
    bool was_stopped = false;
    int status = 0, told = EXIT_LOCKED;
    pid_t build = builder_start(&serving->builder, &serving->changes);
    if (build < 0) {
        fail(serving, "cannot start a process", errno);
        serving->code = EXIT_DONE;
    }
    while (build > 0) {
        if (wait_at(serving, serving->news->handle, -1) && news_take(serving->news))
            tell_server(serving, told = (int)serving->news->outcome);
        read_signals(serving, &build, &status);
        if (serving->is_over && build > 0 && !was_stopped) {
            was_stopped = true;
            kill(build, SIGTERM);
        }
    }
    int code = build == 0 && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    if (code != told)
        tell_server(serving, code);
    if (code == EXIT_DONE && !serving->is_over)
        builder_begin_ahead(&serving->builder);
    return code;
}

static void open_browser(const struct serving *serving, const char *address)
{
    char *const words[] = { "xdg-open", (char *)address, NULL };
    if (fork() != 0)
        return;
    sigprocmask(SIG_SETMASK, &serving->usual_signals, NULL);
    execvp(words[0], words);
    fprintf(stderr, "brief: warning: cannot open a browser: %s\n", strerror(errno));
    _exit(EXIT_MACHINE);
}

/* Once: from the start, or later, when there are more folders than can be watched. */
static void tell_of_polling(struct serving *serving)
{
    const char *because = watch_polls_because(serving->watch);
    if (because && !serving->has_told_of_polling)
        fprintf(stderr, "brief: warning: looking for changes twice a second: %s\n", because);
    serving->has_told_of_polling = because != NULL;
}

/* What to print and to open: the first address, with the site's path. */
static void announce(struct serving *serving)
{
    const struct serve_options *options = serving->options;
    text host = options->host.bytes ? options->host : TEXT("127.0.0.1");
    bool is_six = text_find_byte(host, ':', 0) != SIZE_MAX;
    text address = text_format(&serving->arena, "http://%s%.*s%s:%u%.*s/", is_six ? "[" : "", TEXT_ARGS(host),
        is_six ? "]" : "", serving->listening.port, TEXT_ARGS(serving->bulletin.prefix));
    printf("serving at %.*s (drafts and scheduled pieces shown); Ctrl-C ends it\n", TEXT_ARGS(address));
    if (options->host.bytes && !address_is_own_host(host, TEXT_NONE))
        fprintf(
            stderr, "brief: warning: drafts can be read by everybody who reaches %.*s\n", TEXT_ARGS(host));
    tell_of_polling(serving);
    if (options->opens_a_browser)
        open_browser(serving, address.bytes);
    fflush(stdout);
}

static bool gather(struct serving *serving)
{
    bool is_anything = watch_gather(serving->watch, &serving->changes);
    tell_of_polling(serving);
    return is_anything;
}

/* Waits for a change, and then until there is quiet; or until `limit_ms` (-1: none) is over, or all is. */
static void wait_for_change(struct serving *serving, int64_t limit_ms)
{
    pid_t none = 0;
    int status;
    int64_t until = limit_ms < 0 ? INT64_MAX : clock_ms() + limit_ms;
    int64_t most = watch_descriptor(serving->watch) < 0 ? WATCH_POLL_MS : INT32_MAX;
    for (;;) {
        int64_t left = until - clock_ms();
        if (serving->is_over || left <= 0)
            return;
        wait_for(serving, (int)(left < most ? left : most));
        read_signals(serving, &none, &status);
        if (gather(serving))
            break;
    }
    int64_t found = clock_ms();
    while (clock_ms() - found < IMPATIENT_MS &&
           wait_for(serving, watch_is_settled(&serving->changes) ? SETTLED_MS : QUIET_MS))
        gather(serving);
    gather(serving);
}

/* Editors write beside and rename; what is still there is what was meant. */
static text telling_change(const struct watch_changes *changes)
{
    for (size_t i = 0; i < changes->paths.count; i++)
        if (faccessat(AT_FDCWD, changes->paths.items[i].path.bytes, F_OK, AT_SYMLINK_NOFOLLOW) == 0)
            return changes->paths.items[i].path;
    return changes->paths.items[0].path;
}

/* "changed: content/articles/x.md and 2 more", so that a list of builds can be read. */
static void say_what_changed(const struct serving *serving)
{
    const struct watch_changes *changes = &serving->changes;
    if (serving->build->is_quiet || !changes->paths.count)
        return;
    struct buffer out;
    buffer_init(&out, NULL);
    buffer_append_literal(&out, "changed: ");
    escape_terminal(&out, telling_change(changes));
    if (changes->paths.count > 1)
        buffer_print(&out, " and %zu more", changes->paths.count - 1);
    buffer_append_byte(&out, '\n');
    fwrite(out.bytes, 1, out.length, stdout);
    fflush(stdout);
    buffer_release(&out);
}

static void forget_changes(struct serving *serving)
{
    arena_reset(&serving->changed);
    serving->changes = (struct watch_changes){ .arena = &serving->changed };
}

static void serve_until_over(struct serving *serving)
{
    for (bool is_first = true; !serving->is_over; is_first = false) {
        say_what_changed(serving);
        news_reset(serving->news, edited_page(serving));
        int code = run_build(serving);
        if (serving->is_over)
            break;
        if (code != EXIT_LOCKED)
            forget_changes(serving);
        if (is_first)
            announce(serving);
        int64_t due = serving->news->due_in_ms ? serving->news->due_in_ms + 1000 : -1;
        wait_for_change(serving, code == EXIT_LOCKED ? LOCKED_WAIT_MS : due);
    }
}

/* What builds are started with; after the server, which has no use for any of it. */
static void prepare_builds(struct serving *serving)
{
    builder_init(&serving->builder, serving->build, serving->news);
    serving->own_handles[0] = serving->pipe;
    serving->own_handles[1] = serving->signals;
    serving->builder.own_handles = serving->own_handles;
    serving->builder.own_count = 2;
    serving->builder.usual_signals = serving->usual_signals;
}

static void end(struct serving *serving)
{
    builder_end(&serving->builder);
    if (serving->pipe >= 0)
        close(serving->pipe);
    if (serving->server > 0)
        process_wait(serving->server);
    if (serving->watch)
        watch_close(serving->watch);
    if (serving->signals >= 0)
        close(serving->signals);
    arena_release(&serving->changed);
    arena_release(&serving->arena);
}

enum exit_code serve_site(const struct build_options *build, const struct serve_options *options)
{
    struct serving serving = { .build = build, .options = options, .signals = -1, .pipe = -1 };
    if (!preview_claim(build))
        return EXIT_LOCKED;
    /* A page that an earlier server gave out must not take this one's builds for those it knows. */
    serving.bulletin = (struct bulletin){
        .generation = (uint32_t)clock_ms() & INT32_MAX, .prefix = TEXT(""), .problems = TEXT("")
    };
    arena_init(&serving.arena);
    arena_init(&serving.changed);
    forget_changes(&serving);
    serving.news = news_open();
    if (listen_somewhere(&serving) && take_signals(&serving) && start_server(&serving)) {
        prepare_builds(&serving);
        /* Before the first build, so that a change during it is seen. */
        serving.watch = watch_open(&serving.arena, options->polls);
        serve_until_over(&serving);
    }
    end(&serving);
    return serving.code;
}
