/* SPDX-License-Identifier: MIT */
/*
 * A request's target is refused rather than repaired: what a browser sends for a page of the site never needs
 * more than this. The answer is a path of plain parts, which is then opened beneath the output folder.
 */
#include "serve/address.h"
#include "base/count.h"
#include "base/escape.h"
#include "model/url.h"

#define OWN_ROOM "/_brief/"

/* As sent: origin-form, and no byte that has no place in a request line. */
static bool is_well_written(text target)
{
    for (size_t i = 0; i < target.length; i++) {
        unsigned char byte = (unsigned char)target.bytes[i];
        if (byte <= ' ' || byte == 0x7f || byte == '\\' || byte == '#')
            return false;
    }
    return target.length > 0 && target.bytes[0] == '/';
}

/* Every '%' of a path has its two digits, and none of them would change how it is cut into parts. */
static bool has_good_escapes(text path)
{
    for (size_t i = 0; i < path.length; i++) {
        int escaped = url_escaped_byte(path, i);
        if (path.bytes[i] == '%' && (escaped < 0 || escaped == '/' || escaped == '\\'))
            return false;
    }
    return true;
}

static enum address_kind kind_of_parts(text path)
{
    enum address_kind kind = ADDRESS_FILE;
    for (text rest = path; rest.bytes;) {
        text part = text_cut(&rest, '/');
        if (text_equal(part, TEXT(".")) || text_equal(part, TEXT("..")) || (!part.length && rest.bytes))
            return ADDRESS_MALFORMED;
        if (!part.length)
            kind = kind == ADDRESS_FILE ? ADDRESS_FOLDER : kind;
        /* .well-known is the one hidden folder that hosts serve (RFC 8615). */
        else if (part.bytes[0] == '.' && !text_equal(part, TEXT(".well-known")))
            kind = ADDRESS_OUTSIDE;
    }
    return kind;
}

static bool has_control_bytes(text path)
{
    for (size_t i = 0; i < path.length; i++)
        if ((unsigned char)path.bytes[i] < ' ' || path.bytes[i] == 0x7f)
            return true;
    return false;
}

struct address address_read(struct arena *arena, text target, text prefix)
{
    struct address address = { .kind = ADDRESS_MALFORMED };
    text written = text_slice(target, 0, text_find_byte(target, '?', 0));
    if (!is_well_written(target) || !has_good_escapes(written))
        return address;
    text decoded = url_decode(arena, written);
    if (has_control_bytes(decoded) || text_find_invalid_utf8(decoded) != SIZE_MAX)
        return address;
    if (text_starts_with(decoded, TEXT(OWN_ROOM))) {
        address.path = text_from(decoded, sizeof OWN_ROOM - 1);
        address.kind = kind_of_parts(address.path) == ADDRESS_FILE ? ADDRESS_OWN : ADDRESS_MALFORMED;
        return address;
    }
    address.kind = kind_of_parts(text_from(decoded, 1));
    if (address.kind == ADDRESS_MALFORMED || address.kind == ADDRESS_OUTSIDE)
        return address;
    text root = url_decode(arena, prefix);
    bool is_below =
        text_starts_with(decoded, root) && decoded.length > root.length && decoded.bytes[root.length] == '/';
    if (!is_below)
        address.kind = ADDRESS_OUTSIDE;
    else
        address.path = text_from(decoded, root.length + 1);
    return address;
}

bool address_is_own_host(text host, text bound)
{
    static const text names[] = { TEXT_INIT("127.0.0.1"), TEXT_INIT("[::1]") };
    text name = host_without_port(host);
    return text_is_one_of_ignoring_ascii_case(name, names, COUNT(names)) ||
           (bound.length && text_equal_ignoring_ascii_case(name, bound)) ||
           host_is_within(name, TEXT("localhost"));
}
