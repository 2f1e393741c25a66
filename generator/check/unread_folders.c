/* SPDX-License-Identifier: MIT */
/* Folders beside site.yml that other programs read, and brief does not: no reader finds what is in them. */
#include "base/count.h"
#include "base/file_tree.h"
#include "check/check.h"

static const struct {
    const char *name, *place;
} folders[] = {
    { "static", "what is copied as it is stands in content/" },
    { "assets",
        "style sheets, scripts and fonts stand in layouts/assets/, what is copied as it is in content/" },
    { "images", "pictures stand in content/images/, or beside their text" },
    { "data", "data stand in content/data/" }, { "_data", "data stand in content/data/" },
    { "_drafts", "articles stand in content/articles/, unfinished ones with draft: true" },
    { "_pages", "pages stand in content/pages/" }, { "_sass", "style sheets stand in layouts/assets/" },
    { "_posts", "articles stand in content/articles/" }, { "posts", "articles stand in content/articles/" },
    { "articles", "articles stand in content/articles/" }, { "authors", "authors stand in content/authors/" },
    { "comments", "comments stand in content/comments/" }, { "_layouts", "layouts stand in layouts/" },
    { "_includes", "parts of layouts stand in layouts/parts/" }, { "templates", "layouts stand in layouts/" },
    { "_plugins", "plugins stand in lua-plugins/" }, { "plugins", "plugins stand in lua-plugins/" },
    /* to add one: how the folder is called elsewhere, and where its files stand here */
};

void check_unread_folders(struct checking *checking)
{
    const struct check_subject *subject = checking->subject;
    for (size_t i = 0; i < COUNT(folders); i++) {
        enum file_kind kind;
        if (text_equal(subject->site->config->output, text_of(folders[i].name)) ||
            file_kind_at(subject->site_folder, folders[i].name, &kind) != 0 || kind != FILE_FOLDER)
            continue;
        struct diagnostic *diagnostic = check_report(checking, (span){ subject->site->config->source, 0, 0 },
            "nothing in the folder '%s/' is read", folders[i].name);
        diagnostic_hint(checking->diagnostics, diagnostic, "%s", folders[i].place);
    }
}
