/* SPDX-License-Identifier: MIT */
/* Only the host has a form of its own; ICU makes it. */
#include "base/iri.h"
#include "base/arena.h"
#include "base/escape.h"
#include "base/icu.h"

enum { LONGEST_HOST_BYTES = 253 };

/* False: no host of the domain name system is written like this. */
static bool append_host(struct buffer *out, text host)
{
    UErrorCode status = U_ZERO_ERROR;
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    char name[LONGEST_HOST_BYTES + 1];
    UIDNA *rules = icu()->uidna_openUTS46(UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_USE_STD3_RULES, &status);
    int32_t length = icu()->uidna_nameToASCII_UTF8(
        rules, host.bytes, (int32_t)host.length, name, LONGEST_HOST_BYTES, &info, &status);
    icu()->uidna_close(rules);
    if (U_FAILURE(status) || info.errors || length <= 0)
        return false;
    buffer_append(out, (text){ name, (size_t)length });
    return true;
}

text iri_to_url(struct arena *arena, text iri)
{
    size_t slashes = text_find(iri, TEXT("://"), 0);
    if (slashes == SIZE_MAX || !slashes || iri.length > INT32_MAX)
        return TEXT_NONE;
    size_t start = slashes + 3, end = start;
    while (end < iri.length && iri.bytes[end] != '/' && iri.bytes[end] != ':')
        end++;
    struct buffer out;
    buffer_init(&out, arena);
    buffer_append(&out, text_slice(iri, 0, start));
    if (end == start || !append_host(&out, text_slice(iri, start, end - start)))
        return TEXT_NONE;
    escape_url(&out, text_from(iri, end));
    return buffer_text(&out);
}
