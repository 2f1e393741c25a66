/* SPDX-License-Identifier: MIT */
#include "build/program.h"
#include "base/buffer.h"
#include "base/icu.h"
#include "base/stem.h"
#include <link.h>
#include <sys/stat.h>

enum { FIELDS = 4 }; /* before the path, which may have blanks */

static void describe_file(struct buffer *out, const char *path)
{
    struct stat status;
    if (stat(path, &status) != 0)
        status = (struct stat){ 0 };
    buffer_print(out, "%llu %llu %lld.%ld %lld.%ld %s\n", (unsigned long long)status.st_ino,
        (unsigned long long)status.st_size, (long long)status.st_mtim.tv_sec, status.st_mtim.tv_nsec,
        (long long)status.st_ctim.tv_sec, status.st_ctim.tv_nsec, path);
}

static int describe_object(struct dl_phdr_info *object, size_t size, void *out)
{
    (void)size;
    describe_file(out, object->dlpi_name && *object->dlpi_name ? object->dlpi_name : "/proc/self/exe");
    return 0;
}

text program_describe(struct arena *arena)
{
    struct buffer out;
    icu_load();
    stemmer_load();
    buffer_init(&out, arena);
    dl_iterate_phdr(describe_object, &out);
    return buffer_text(&out);
}

static bool has_line(text lines, text line)
{
    while (lines.length)
        if (text_equal(text_cut_line(&lines), line))
            return true;
    return false;
}

static bool has_lines(text lines, text these)
{
    while (these.length)
        if (!has_line(lines, text_cut_line(&these)))
            return false;
    return true;
}

/* The same files as they are now. */
static text describe_again(struct arena *arena, text description)
{
    struct buffer out;
    buffer_init(&out, arena);
    while (description.length) {
        text line = text_cut_line(&description);
        size_t path = 0;
        for (int field = 0; field < FIELDS; field++)
            path = text_find_byte(line, ' ', path) + 1;
        describe_file(&out, text_to_string(arena, text_from(line, path)));
    }
    return buffer_text(&out);
}

bool program_is(text description)
{
    struct arena arena;
    struct buffer loaded;
    arena_init(&arena);
    buffer_init(&loaded, &arena);
    dl_iterate_phdr(describe_object, &loaded);
    bool is_it = has_lines(description, buffer_text(&loaded)) &&
                 text_equal(describe_again(&arena, description), description);
    arena_release(&arena);
    return is_it;
}
