/* SPDX-License-Identifier: MIT */
/*
 * What earlier builds wrote and this one does not: removed before anything new takes its place, so that what
 * was taken back is gone first, and a page may become a folder or a folder a page.
 */
#include "base/file_fault.h"
#include "base/file_tree.h"
#include "base/path.h"
#include "build/manifest.h"
#include "build/session.h"
#include <errno.h>

static void remove_empty_parents(struct session *session, text path)
{
    for (text folder = path_folder(path); folder.length; folder = path_folder(folder))
        if (file_remove_folder(session->folder.handle, text_to_string(&session->arena, folder)) != 0)
            return;
}

void session_sweep(struct session *session)
{
    const struct manifest *manifest = session->manifest;
    for (size_t i = 0; !session->folder.is_fresh && i < manifest->stale.count; i++) {
        text path = manifest->stale.items[i];
        int error = file_remove(session->folder.handle, text_to_string(&session->arena, path));
        if (!error) {
            session->removed_count++;
            remove_empty_parents(session, path);
        } else if (error != ENOENT && error != ENOTDIR && error != ELOOP && error != EISDIR) {
            /* The other four say that the file is gone and that something of the user's is in its place. */
            file_fault_stopped(&session->diagnostics, "remove", path, error);
        }
    }
}
