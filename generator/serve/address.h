/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_SERVE_ADDRESS_H
#define BRIEF_SERVE_ADDRESS_H
/*
 * address: what a request asks for, worked out before any file is touched. Every handler takes its path from
 * here; there is no second way from a request to the disk.
 */
#include "base/arena.h"
#include "base/text.h"

enum address_kind {
    ADDRESS_FILE,     /* `path` below the output folder */
    ADDRESS_FOLDER,   /* the same, but the address ended in '/': its index.html */
    ADDRESS_OWN,      /* the server's own: `path` behind "/_brief/" */
    ADDRESS_OUTSIDE,  /* well-formed, but not below the site's path prefix, or a hidden file: 404 */
    ADDRESS_MALFORMED /* 400 */
};

struct address {
    enum address_kind kind;
    text path;
};

/*
 * Reads the target of a request line as it was sent ("/a%20b/?q=1", RFC 9112 origin-form). It is
 * percent-decoded once. Malformed: another form, '#', '\', control bytes, a broken escape, an encoded '/' or
 * NUL, "." and ".." as parts, what is not UTF-8. `prefix` is the site's path without the slash at its end and
 * encoded as an address is, "/archive", "/caf%C3%A9" or "". Storage: `arena`.
 */
struct address address_read(struct arena *arena, text target, text prefix);

/* Does a Host field name this machine (RFC 9110 §7.2): localhost, *.localhost, 127.0.0.1, [::1], or `bound`,
 * the literal address that was asked for; with any port? Others would be a name that a stranger had pointed
 * here. */
bool address_is_own_host(text host, text bound);
#endif
