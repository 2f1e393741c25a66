/* SPDX-License-Identifier: MIT */
/*
 * The first one writes its options into a file, alone, and all that have the same share its lock from then
 * on. Locks are flock's, which die with the processes that hold them.
 */
#include "serve/claim.h"
#include "base/buffer.h"
#include "base/escape.h"
#include "base/file.h"
#include "base/file_open.h"
#include "base/file_tree.h"
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#define CLAIM_FILE ".brief/preview"
enum { OPTIONS_BYTES = 4096, TRIES = 50 };

/* Those that decide what is in a page, or whether it is made, as typed. */
static void put_options(struct buffer *out, const struct build_options *options)
{
    buffer_append_literal(out, "brief serve");
    if (options->at.bytes)
        buffer_print(out, " --at '%.*s'", TEXT_ARGS(options->at));
    if (options->base_url.bytes)
        buffer_print(out, " --base-url '%.*s'", TEXT_ARGS(options->base_url));
    if (options->is_strict)
        buffer_append_literal(out, " --strict");
}

/* Another one may be at the point of writing its options. */
static bool take(int file, int kind)
{
    const struct timespec pause = { .tv_nsec = 10 * 1000 * 1000 };
    int tries = 0;
    while (flock(file, kind | LOCK_NB) != 0 && ++tries < TRIES)
        nanosleep(&pause, NULL);
    return tries < TRIES;
}

static bool refuse(text other)
{
    struct buffer out;
    buffer_init(&out, NULL);
    buffer_append_literal(&out, "brief: error: a preview of this site with other options runs: ");
    escape_terminal(&out, other);
    buffer_append_literal(&out,
        "\n  hint: end that one, or give this one the same options; both write into '" PREVIEW_FOLDER "'\n");
    fwrite(out.bytes, 1, out.length, stderr);
    buffer_release(&out);
    return false;
}

/* The file stays open: it holds the lock. */
static bool share(int file, text own)
{
    char other[OPTIONS_BYTES];
    bool is_first = flock(file, LOCK_EX | LOCK_NB) == 0;
    if (is_first && (ftruncate(file, 0) != 0 || file_write_all(file, own) != 0))
        return true;
    if (!take(file, LOCK_SH) || is_first)
        return true;
    ssize_t length = pread(file, other, sizeof other, 0);
    text said = { other, length > 0 ? (size_t)length : 0 };
    return text_equal(said, text_slice(own, 0, sizeof other)) || refuse(said);
}

bool preview_claim(const struct build_options *options)
{
    struct buffer own;
    file_make_folder(AT_FDCWD, ".brief", 0700);
    int file = file_open_below(AT_FDCWD, CLAIM_FILE, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0)
        return true;
    buffer_init(&own, NULL);
    put_options(&own, options);
    bool is_granted = share(file, buffer_text(&own));
    buffer_release(&own);
    return is_granted;
}
