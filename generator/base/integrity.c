/* SPDX-License-Identifier: MIT */
/* SHA-384 and base64 are nettle's. */
#include "base/integrity.h"
#include "base/arena.h"
#include <nettle/base64.h>
#include <nettle/nettle-meta.h>
#include <nettle/sha2.h>

text integrity_of(struct arena *arena, text bytes)
{
    enum { ENCODED = BASE64_ENCODE_RAW_LENGTH(SHA384_DIGEST_SIZE) };
    void *state = arena_alloc(arena, nettle_sha384.context_size);
    uint8_t digest[SHA384_DIGEST_SIZE];
    char encoded[ENCODED];
    nettle_sha384.init(state);
    nettle_sha384.update(state, bytes.length, (const uint8_t *)bytes.bytes);
    nettle_sha384.digest(state, sizeof digest, digest);
    base64_encode_raw(encoded, sizeof digest, digest);
    return text_format(arena, "sha384-%.*s", ENCODED, encoded);
}
