/* SPDX-License-Identifier: MIT */
/* SHA-384 is nettle's. */
#include "base/integrity.h"
#include "base/arena.h"
#include "base/base64.h"
#include <nettle/nettle-meta.h>
#include <nettle/sha2.h>

text integrity_of(struct arena *arena, text bytes)
{
    void *state = arena_alloc(arena, nettle_sha384.context_size);
    uint8_t digest[SHA384_DIGEST_SIZE];
    struct buffer out;
    nettle_sha384.init(state);
    nettle_sha384.update(state, bytes.length, (const uint8_t *)bytes.bytes);
    nettle_sha384.digest(state, sizeof digest, digest);
    buffer_init(&out, arena);
    buffer_append_literal(&out, "sha384-");
    base64_append(&out, (text){ (const char *)digest, sizeof digest });
    return buffer_text(&out);
}
