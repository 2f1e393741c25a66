/* SPDX-License-Identifier: MIT */
#include "build/write.h"
#include "base/file_fault.h"
#include "base/file_pieces.h"
#include "base/file_tree.h"
#include "build/leak.h"
#include "build/manifest.h"
#include "build/staging.h"
#include "load/unfetched_file.h"

/* Where the bytes of an output go. */
struct target {
    const char *name; /* of the file, below `folder` */
    int folder;
    int descriptor;
};

static const struct output *output_of(const struct writing *writing, size_t number)
{
    return &writing->session->plan.outputs.items[number];
}

static const char *path_of(const struct writing *writing, size_t number)
{
    return text_to_string(writing->arena, output_of(writing, number)->path);
}

static enum written report_write(const struct writing *writing, size_t number, uint64_t size, int error)
{
    file_fault_report(&writing->worker->diagnostics, SPAN_NONE, "cannot-write", error,
        "cannot write '%.*s' (%llu bytes)", TEXT_ARGS(output_of(writing, number)->path),
        (unsigned long long)size);
    return WRITE_FAILED;
}

/* May a file of an earlier build stand, if it has the same bytes? */
static bool may_stand(const struct writing *writing, size_t number)
{
    const struct session *session = writing->session;
    return !session->folder.is_fresh && !session->options->is_clean &&
           (session->is_survey ||
               !map_contains(&session->manifest->respelt, output_of(writing, number)->path));
}

static int begin(const struct writing *writing, size_t number, struct target *target)
{
    const struct session *session = writing->session;
    int error = 0;
    target->folder = session->folder.handle;
    if (session->folder.is_fresh) {
        error = file_nest_make(writing->nest, path_of(writing, number), &target->folder, &target->name);
        target->descriptor = error ? -error : file_write_begin(target->folder, target->name, false);
    } else {
        target->name = text_to_string(writing->arena, staging_path(writing->arena, number));
        target->descriptor = staging_begin(target->folder, target->name);
    }
    return target->descriptor < 0 ? -target->descriptor : 0;
}

static int end(const struct writing *writing, size_t number, const struct target *target, int error)
{
    const struct session *session = writing->session;
    bool is_fresh = session->folder.is_fresh;
    error = file_write_end(target->descriptor, target->folder, target->name, !is_fresh, error,
        is_fresh ? &session->output_statuses[number] : NULL);
    return !error && session->options->is_durable ? file_sync(target->folder, target->name) : error;
}

enum written write_bytes(const struct writing *writing, size_t number, text bytes)
{
    struct session *session = writing->session;
    struct target target;
    session->output_digests[number] = digest_of(bytes);
    if (may_stand(writing, number) && file_equals(session->folder.handle, path_of(writing, number), bytes))
        return WRITTEN_SAME;
    if (session->is_survey)
        return WRITTEN_NEW;
    int error = begin(writing, number, &target);
    if (!error)
        error = end(writing, number, &target, file_write_all(target.descriptor, bytes));
    return error ? report_write(writing, number, bytes.length, error) : WRITTEN_NEW;
}

/* A medium on its way through memory, from its first byte. */
struct copying {
    const struct writing *writing;
    size_t number;
    const struct media *media;
    struct file_pieces from;
    struct digesting *digesting;
    struct leak_pieces searched;
    bool is_bad; /* what was read of it has been reported */
};

static struct diagnostics *diagnostics_of(const struct copying *copying)
{
    return &copying->writing->worker->diagnostics;
}

/* What is wrong with a piece is said once, however often it is read. */
static void look_at(struct copying *copying, text piece)
{
    struct leak leak;
    bool is_first = copying->from.read_bytes == piece.length;
    if (copying->is_bad)
        return;
    if (is_first && unfetched_file_report(diagnostics_of(copying), copying->media->source, piece)) {
        copying->is_bad = true;
    } else if (leak_pieces_find(&copying->searched, piece, &leak)) {
        leak_report(&leak, output_of(copying->writing, copying->number), false, diagnostics_of(copying));
        copying->is_bad = true;
    }
}

/* The next piece, empty at the end. */
static int take(struct copying *copying, text *piece)
{
    int error = file_pieces_next(&copying->from, piece);
    if (error)
        return error;
    workers_renew(copying->writing->worker);
    digest_take(copying->digesting, *piece);
    look_at(copying, *piece);
    return 0;
}

static int begin_reading(struct copying *copying)
{
    const struct session *session = copying->writing->session;
    const char *path = text_to_string(copying->writing->arena, copying->media->disk_path);
    int error = file_pieces_open(&copying->from, session->content_folder, path);
    if (error)
        return error;
    copying->digesting = digest_begin();
    leak_pieces_begin(&copying->searched, session->leaks);
    return 0;
}

static void end_reading(struct copying *copying)
{
    copying->writing->session->output_digests[copying->number] = digest_end(copying->digesting);
    leak_pieces_end(&copying->searched);
    file_pieces_close(&copying->from);
}

/* Reads on to where an older output differs; to the end when nothing will be written, for what stands in it.
 */
static int compare(struct copying *copying, bool *is_same)
{
    const struct session *session = copying->writing->session;
    struct file_pieces old;
    text piece, there;
    int error = begin_reading(copying);
    if (error)
        return error;
    bool has_old =
        may_stand(copying->writing, copying->number) &&
        file_pieces_open(&old, session->folder.handle, path_of(copying->writing, copying->number)) == 0;
    *is_same = has_old && old.status.size == copying->from.status.size;
    do {
        error = take(copying, &piece);
        if (!error && *is_same)
            *is_same = file_pieces_next(&old, &there) == 0 && text_equal(piece, there);
    } while (!error && piece.length && (*is_same || session->is_survey));
    if (has_old)
        file_pieces_close(&old);
    end_reading(copying);
    return error;
}

/* Gives the error of reading; *write_error is that of writing, if there was one. */
static int copy(struct copying *copying, int *write_error)
{
    struct target target;
    text piece;
    int error = begin_reading(copying);
    if (error)
        return error;
    *write_error = begin(copying->writing, copying->number, &target);
    if (!*write_error) {
        do {
            error = take(copying, &piece);
            if (!error)
                *write_error = file_write_all(target.descriptor, piece);
        } while (!error && !*write_error && piece.length);
        int ended = end(copying->writing, copying->number, &target, error ? error : *write_error);
        *write_error = error ? 0 : ended;
    }
    end_reading(copying);
    return error;
}

static int copy_if_needed(struct copying *copying, enum written *written, int *write_error)
{
    const struct session *session = copying->writing->session;
    bool is_same = false;
    if (session->is_survey || may_stand(copying->writing, copying->number)) {
        int error = compare(copying, &is_same);
        *written = is_same ? WRITTEN_SAME : WRITTEN_NEW;
        if (error || is_same || session->is_survey)
            return error;
    }
    *written = WRITTEN_NEW;
    return copy(copying, write_error);
}

enum written write_copy(const struct writing *writing, size_t number)
{
    const struct session *session = writing->session;
    const struct output *output = output_of(writing, number);
    struct copying copying = { .writing = writing, .number = number, .media = output->subject };
    struct leak leak;
    enum written written = WRITE_FAILED;
    int write_error = 0;
    copying.is_bad = session->leaks && leaks_find(session->leaks, output->path, &leak);
    if (copying.is_bad)
        leak_report(&leak, output, true, diagnostics_of(&copying));
    int error = copy_if_needed(&copying, &written, &write_error);
    if (error == FILE_CHANGED)
        error = copy_if_needed(&copying, &written, &write_error);
    if (error) {
        file_fault_report(diagnostics_of(&copying), (span){ copying.media->source, 0, 0 }, "unreadable-file",
            error, "cannot read the file");
        return NOT_WRITTEN;
    }
    return write_error ? report_write(writing, number, copying.from.status.size, write_error) : written;
}
