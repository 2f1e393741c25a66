/* SPDX-License-Identifier: MIT */
/* Paths as text, and what their names say. The parts of a path are what stands between slashes. */
#include "base/path.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/count.h"
#include <string.h>

text path_folder(text path)
{
    size_t slash = text_find_last_byte(path, '/');
    return slash == SIZE_MAX ? TEXT("") : text_slice(path, 0, slash);
}

text path_name(text path)
{
    size_t slash = text_find_last_byte(path, '/');
    return slash == SIZE_MAX ? path : text_from(path, slash + 1);
}

text path_name_of_address(text address)
{
    bool is_folder = text_ends_with(address, TEXT("/"));
    return path_name(is_folder ? text_slice(address, 0, address.length - 1) : address);
}

/* Offset of the dot before the extension; SIZE_MAX if there is none. A dot in front makes a hidden file. */
static size_t find_extension_dot(text name)
{
    size_t dot = text_find_last_byte(name, '.');
    return dot == 0 ? SIZE_MAX : dot;
}

text path_extension(text path)
{
    text name = path_name(path);
    size_t dot = find_extension_dot(name);
    return dot == SIZE_MAX ? TEXT("") : text_from(name, dot + 1);
}

bool path_is_of_page(text path)
{
    static const text endings[] = { TEXT_INIT("html"), TEXT_INIT("htm"), TEXT_INIT("shtml"),
        TEXT_INIT("xhtml") };
    return text_is_one_of_ignoring_ascii_case(path_extension(path), endings, COUNT(endings));
}

bool path_is_of_program(text path)
{
    static const text endings[] = { TEXT_INIT("php"), TEXT_INIT("asp"), TEXT_INIT("aspx"), TEXT_INIT("jsp"),
        TEXT_INIT("cfm"), TEXT_INIT("cgi"), TEXT_INIT("pl"), TEXT_INIT("do") };
    return text_is_one_of_ignoring_ascii_case(path_extension(path), endings, COUNT(endings));
}

text path_without_extension(text path)
{
    text name = path_name(path);
    size_t dot = find_extension_dot(name);
    return dot == SIZE_MAX ? path : text_slice(path, 0, path.length - (name.length - dot));
}

/* Hidden, and yet for the host: RFC 8615, Apache, GitHub Pages. */
static bool is_for_host(text name)
{
    static const text names[] = { TEXT_INIT(".well-known"), TEXT_INIT(".htaccess"), TEXT_INIT(".nojekyll") };
    return text_is_one_of(name, names, COUNT(names));
}

/* What Windows, macOS and servers of files keep in folders that others see, too. */
static bool is_of_system(text name)
{
    static const text names[] = { TEXT_INIT("Thumbs.db"), TEXT_INIT("ehthumbs.db"),
        TEXT_INIT("ehthumbs_vista.db"), TEXT_INIT("desktop.ini"), TEXT_INIT("Icon\r"), TEXT_INIT("__MACOSX"),
        TEXT_INIT("$RECYCLE.BIN"), TEXT_INIT("System Volume Information"), TEXT_INIT("lost+found"),
        TEXT_INIT("Network Trash Folder"), TEXT_INIT("Temporary Items"), TEXT_INIT("@eaDir"),
        TEXT_INIT("@tmp"), TEXT_INIT("#recycle"), TEXT_INIT("#snapshot"), TEXT_INIT("@Recycle"),
        TEXT_INIT("@Recently-Snapshot") };
    return text_is_one_of_ignoring_ascii_case(name, names, COUNT(names)) ||
           text_ends_with(name, TEXT(":Zone.Identifier")) || text_ends_with(name, TEXT("@SynoEAStream")) ||
           text_ends_with(name, TEXT("@SynoResource"));
}

bool path_is_passed_over(text name)
{
    bool is_hidden = text_starts_with(name, TEXT(".")) && !is_for_host(name);
    bool is_saved_by_itself = text_starts_with(name, TEXT("#")) && text_ends_with(name, TEXT("#"));
    bool is_of_word = text_starts_with(name, TEXT("~$")) ||
                      (text_starts_with(name, TEXT("~")) && text_ends_with(name, TEXT(".tmp")));
    return is_hidden || is_saved_by_itself || is_of_word || is_of_system(name) ||
           text_ends_with(name, TEXT("~"));
}

/* macOS: "levy.pdf.sb-1a2b3c4d-Xy12Zz" while a program saves "levy.pdf". */
static bool is_being_saved(text extension)
{
    enum { TOTAL = sizeof "sb-12345678-" - 1 };
    if (!text_starts_with(extension, TEXT("sb-")) || extension.length <= TOTAL)
        return false;
    return text_find_byte(extension, '-', strlen("sb-")) == TOTAL - 1;
}

bool path_is_unfinished(text name)
{
    static const text always[] = { TEXT_INIT("crdownload"), TEXT_INIT("opdownload"), TEXT_INIT("filepart"),
        TEXT_INIT("!sync"), TEXT_INIT("!qB"), TEXT_INIT("!ut") };
    static const text behind_another[] = { TEXT_INIT("part"), TEXT_INIT("partial"), TEXT_INIT("download"),
        TEXT_INIT("tmp") };
    text extension = path_extension(name);
    return text_is_one_of(extension, always, COUNT(always)) || is_being_saved(extension) ||
           (text_is_one_of(extension, behind_another, COUNT(behind_another)) &&
               path_extension(path_without_extension(name)).length);
}

text path_join(struct arena *arena, text a, text b)
{
    if (a.length == 0 || b.length == 0)
        return a.length == 0 ? b : a;
    return text_join(arena, (text[]){ a, b }, 2, TEXT("/"));
}

/* Appends the parts of `path`; false when a ".." finds nothing to take back. */
static bool resolve_parts(struct buffer *out, text path)
{
    text rest = path;
    while (rest.bytes) {
        text part = text_cut(&rest, '/');
        if (part.length == 0 || text_equal(part, TEXT(".")))
            continue;
        if (!text_equal(part, TEXT(".."))) {
            if (out->length > 0)
                buffer_append_byte(out, '/');
            buffer_append(out, part);
            continue;
        }
        if (out->length == 0)
            return false;
        size_t slash = text_find_last_byte(buffer_text(out), '/');
        out->length = slash == SIZE_MAX ? 0 : slash;
    }
    return true;
}

text path_resolve(struct arena *arena, text folder, text relative)
{
    struct buffer out;
    buffer_init(&out, arena);
    bool is_from_root = text_starts_with(relative, TEXT("/"));
    if (!(is_from_root || resolve_parts(&out, folder)) || !resolve_parts(&out, relative))
        return TEXT_NONE;
    return out.length ? buffer_text(&out) : TEXT("");
}

/* How much of `path` is in folders that `folder` is in, or is. */
static size_t shared_folders(text folder, text path)
{
    size_t shared = 0;
    for (size_t i = 0; i < path.length && i <= folder.length; i++) {
        bool is_end = i == folder.length || folder.bytes[i] == '/';
        if (path.bytes[i] == '/' && is_end)
            shared = i + 1;
        else if (is_end || path.bytes[i] != folder.bytes[i])
            break;
    }
    return shared;
}

text path_relative(struct arena *arena, text folder, text path)
{
    size_t shared = shared_folders(folder, path);
    struct buffer whole;
    buffer_init(&whole, arena);
    for (text rest = text_from(folder, shared < folder.length ? shared : folder.length); rest.length;) {
        text_cut(&rest, '/');
        buffer_append(&whole, TEXT("../"));
    }
    buffer_append(&whole, text_from(path, shared));
    return buffer_text(&whole);
}
