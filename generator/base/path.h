/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_PATH_H
#define BRIEF_BASE_PATH_H
/*
 * path: work on '/'-separated relative paths as text, no disk. Used for content paths and output paths.
 */
#include "base/text.h"

/* "a/b/c.md" → "a/b"; no slash → "". */
text path_folder(text path);
/* "a/b/c.md" → "c.md". */
text path_name(text path);
/* The last part of an address: "/2025/levy/" → "levy", "/2025/levy.html" → "levy.html". */
text path_name_of_address(text address);
/* "c.tar.gz" → "gz"; none → "". */
text path_extension(text path);
/* Does the name end as pages do, so that servers send it as one ("levy.html", "levy/index.html")? */
bool path_is_of_page(text path);
/* Does the name end as programs of a server do that make pages ("levy.php", "levy.aspx")? */
bool path_is_of_program(text path);
/* "a/b/c.md" → "a/b/c". */
text path_without_extension(text path);
/*
 * Is a file or folder of this name no part of a site? Hidden ones are none, but for those that a host reads
 * (".well-known" of RFC 8615, ".htaccess", ".nojekyll"), and neither is what editors leave beside a file that
 * is being written ("x.md~", "#x.md#", "~$x.docx", "~WRL0001.tmp"), systems in a folder that somebody looked
 * at ("Thumbs.db", "desktop.ini", "Icon\r", "@eaDir"), beside what they copied ("x.pdf:Zone.Identifier",
 * "__MACOSX") and of what was deleted ("#recycle", "$RECYCLE.BIN").
 */
bool path_is_passed_over(text name);
/* Is it what browsers and programs that send or save files call one of which a part is still to come
 * ("talk.mp4.crdownload", "talk.mp4.filepart", "talk.mp4.part", but not "engine.part")? */
bool path_is_unfinished(text name);
/* a + '/' + b; an empty side gives the other. */
text path_join(struct arena *arena, text a, text b);
/*
 * `relative` as seen from `folder`, with "." and ".." worked out. Absent when it climbs above the root. A
 * `relative` that starts with '/' is seen from the root; empty parts and a '/' at the end are dropped.
 */
text path_resolve(struct arena *arena, text folder, text relative);
/* The reverse: `path` as it is written in `folder`, both from the root: "../2018/levy.md". */
text path_relative(struct arena *arena, text folder, text path);

enum path_fault {
    PATH_OK,
    PATH_EMPTY,
    PATH_CLIMBS,       /* "..", "." as a part, or an encoded one */
    PATH_CONTROL_BYTE, /* NUL, C0, DEL, bidi and zero-width characters */
    PATH_BACKSLASH,    /* '\' or a drive letter */
    PATH_BESIDE,       /* a part that ends in "~brief", as files do while they are written */
    PATH_RESERVED,     /* CON, NUL, COM1 … as a part, with or without extension */
    PATH_REPOSITORY,   /* ".git" as a part: the output folder may be a work tree */
    PATH_SERVER_RULES, /* ".htaccess" as a part, of what is no file for Apache: see path_has_server_rules */
    PATH_TRAILING_DOT, /* a part that ends in '.' or ' ' */
    PATH_TOO_LONG,     /* a part over 240 bytes or the whole over 1,024 */
    PATH_NOT_UTF8,
    PATH_NOT_A_PATH, /* '?', '#' or an encoded '/' in an address */
};
/* What is wrong, to stand behind the quoted address: "has a part '.' or '..'". */
const char *path_fault_text(enum path_fault fault);
/*
 * The one function that makes every output path. From a root-relative address ("/briefings/2019/x/", without
 * the site's prefix) to the file that answers it ("briefings/2019/x/index.html"): percent-decoded once, NFC
 * left to the caller, rejected rather than repaired. An address that ends in '/' gets index.html; one whose
 * last part has no dot too. The '/' in front may be missing. What decodes to text that could be decoded again
 * to '.', '/', '\' or a control byte is refused. On a fault *path is absent.
 */
enum path_fault path_of_address(struct arena *arena, text address, text *path);
/* Is it, or would it lie in, what Apache takes for its rules? It answers with errors when that is a page, and
 * refuses all that stands beside when it is a folder. */
bool path_has_server_rules(text path);
/* A file without an ending may answer the address as well ("CNAME" for "/CNAME"), of which path_of_address
 * has made `path`; absent when only that can. */
text path_of_bare_file(text address, text path);
/*
 * Is it of words in ASCII, as most are: "/2019/a-story/"? Then it is its path's address as it stands.
 */
bool path_is_plain_address(text address);
/* The reverse, for files: percent-encoded, "…/index.html" → "…/". Starts with '/'. */
text path_to_address(struct arena *arena, text path);
/* The rules for a path that is to be written: the faults above, with an empty part and a '/' in front as
 * PATH_EMPTY. */
enum path_fault path_check(text path);
#endif
