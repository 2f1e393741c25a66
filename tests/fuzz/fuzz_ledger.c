/* SPDX-License-Identifier: MIT */
/* Whatever urls.lock holds is refused, or is a ledger that is written and read again as the same. */
#include "base/arena.h"
#include "base/file.h"
#include "build/ledger.h"
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

/* Of this process, made at the first input. */
static int open_folder(void)
{
    static int folder = -1;
    char path[] = "/tmp/brief-fuzz-ledger-XXXXXX";
    if (folder < 0 && (!mkdtemp(path) || (folder = open(path, O_DIRECTORY | O_CLOEXEC)) < 0))
        abort();
    return folder;
}

/* What is written of a ledger that holds this; absent: it is refused. */
static text read_and_written(struct arena *arena, text contents)
{
    int folder = open_folder();
    struct sources sources;
    struct diagnostics diagnostics;
    struct ledger ledger;
    sources_init(&sources, arena);
    diagnostics_init(&diagnostics, arena);
    if (file_write(folder, "urls.lock", contents, true) != 0)
        abort();
    bool is_good = ledger_read(arena, folder, &sources, NULL, &ledger, &diagnostics);
    if (is_good != !diagnostics.first)
        abort();
    return is_good && ledger.count ? ledger_write(arena, &ledger) : TEXT_NONE;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct arena arena;
    arena_init(&arena);
    text written = read_and_written(&arena, (text){ (const char *)bytes, length });
    if (written.bytes && !text_equal(read_and_written(&arena, written), written))
        abort();
    arena_release(&arena);
    return 0;
}
