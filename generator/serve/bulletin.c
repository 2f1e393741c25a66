/* SPDX-License-Identifier: MIT */
/* A header of fixed size, then the three texts. */
#include "serve/bulletin.h"
#include "base/buffer.h"
#include "base/file.h"
#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { TEXT_COUNT = 3 };

struct header {
    uint32_t generation, styles_since;
    bool is_good, has_site, has_address;
    size_t lengths[TEXT_COUNT];
};

int bulletin_send(int pipe, const struct bulletin *bulletin)
{
    const text texts[TEXT_COUNT] = { bulletin->prefix, bulletin->address, bulletin->problems };
    struct header header;
    memset(&header, 0, sizeof header);
    header.generation = bulletin->generation;
    header.styles_since = bulletin->styles_since;
    header.is_good = bulletin->is_good;
    header.has_site = bulletin->has_site;
    header.has_address = bulletin->address.bytes != NULL;
    struct buffer out;
    buffer_init(&out, NULL);
    for (size_t i = 0; i < TEXT_COUNT; i++)
        header.lengths[i] = texts[i].length;
    buffer_append(&out, (text){ (const char *)&header, sizeof header });
    for (size_t i = 0; i < TEXT_COUNT; i++)
        buffer_append(&out, texts[i]);
    int error = file_write_all(pipe, buffer_text(&out));
    buffer_release(&out);
    return error;
}

static bool receive_all(int pipe, char *bytes, size_t length)
{
    while (length) {
        ssize_t count = read(pipe, bytes, length);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        bytes += count;
        length -= (size_t)count;
    }
    return true;
}

bool bulletin_receive(int pipe, struct arena *arena, struct bulletin *bulletin)
{
    struct header header;
    text texts[TEXT_COUNT];
    if (!receive_all(pipe, (char *)&header, sizeof header))
        return false;
    for (size_t i = 0; i < TEXT_COUNT; i++) {
        char *bytes = arena_bytes(arena, header.lengths[i]);
        if (!receive_all(pipe, bytes, header.lengths[i]))
            return false;
        texts[i] = (text){ bytes, header.lengths[i] };
    }
    *bulletin = (struct bulletin){
        .generation = header.generation,
        .styles_since = header.styles_since,
        .is_good = header.is_good,
        .has_site = header.has_site,
        .prefix = texts[0],
        .address = header.has_address ? texts[1] : TEXT_NONE,
        .problems = texts[2],
    };
    return true;
}
