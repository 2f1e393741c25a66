/* SPDX-License-Identifier: MIT */
/* A list of folders yet to be read stands in for recursion, so that depth costs memory and no stack. */
#include "serve/watch_walk.h"
#include "base/count.h"
#include "base/list.h"
#include "base/path.h"
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static const text roots[] = { TEXT_INIT("content"), TEXT_INIT("layouts"), TEXT_INIT("lua-plugins"),
    TEXT_INIT("site.yml") };

bool watch_is_root(text name)
{
    return text_is_one_of(name, roots, COUNT(roots));
}

struct walk {
    struct arena *arena;
    struct {
        text *items;
        size_t count, capacity;
    } folders;
};

static unsigned char type_of(int folder, const struct dirent *entry)
{
    struct stat status;
    if (entry->d_type != DT_UNKNOWN || fstatat(folder, entry->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0)
        return entry->d_type;
    return S_ISDIR(status.st_mode) ? DT_DIR : S_ISREG(status.st_mode) ? DT_REG : DT_UNKNOWN;
}

/* False when the visitor has had enough. */
static bool read_folder(
    struct walk *walk, text folder, void *data, bool (*visit)(void *data, text path, bool is_folder))
{
    bool is_site = text_equal(folder, TEXT(".")), goes_on = true;
    int handle = open(folder.bytes, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *stream = handle < 0 ? NULL : fdopendir(handle);
    if (!stream) {
        if (handle >= 0)
            close(handle);
        return true;
    }
    for (struct dirent *entry; goes_on && (entry = readdir(stream));) {
        text name = text_of(entry->d_name);
        if (path_is_passed_over(name) || (is_site && !watch_is_root(name)))
            continue;
        text joined = path_join(walk->arena, is_site ? TEXT("") : folder, name);
        text path = text_of(text_to_string(walk->arena, joined));
        unsigned char type = type_of(handle, entry);
        if (type == DT_DIR)
            *list_add(walk->arena, &walk->folders) = path;
        else if (type == DT_REG)
            goes_on = visit(data, path, false);
    }
    closedir(stream);
    return goes_on;
}

void watch_walk(struct arena *arena, void *data, bool (*visit)(void *data, text path, bool is_folder))
{
    struct walk walk = { .arena = arena };
    *list_add(arena, &walk.folders) = TEXT(".");
    for (size_t i = 0; i < walk.folders.count; i++) {
        text folder = walk.folders.items[i];
        if (!visit(data, folder, true) || !read_folder(&walk, folder, data, visit))
            return;
    }
}
