/* SPDX-License-Identifier: MIT */
/* Folders beside site.yml that other programs read, and brief does not: no reader finds what is in them. And
 * their settings, which may have kept from readers what is public here. */
#include "base/count.h"
#include "base/file.h"
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

/* A file that is there, and the first of the words in it that hold back texts. */
static const struct {
    const char *name, *words[3];
} settings[] = {
    { "hugo.toml", { "cascade", "ignoreFiles", "excludeFiles" } },
    { "hugo.yaml", { "cascade", "ignoreFiles", "excludeFiles" } },
    { "config.toml", { "cascade", "ignoreFiles", "ignored_content" } },
    { "config.yaml", { "cascade", "ignoreFiles", "excludeFiles" } }, { "zola.toml", { "ignored_content" } },
    { "mkdocs.yml", { "exclude", "draft_docs" } }, { "docusaurus.config.js", { "exclude" } },
    { "docusaurus.config.ts", { "exclude" } }, { ".vitepress/config.js", { "srcExclude" } },
    { ".vitepress/config.ts", { "srcExclude" } }, { ".vitepress/config.mjs", { "srcExclude" } },
    { ".vitepress/config.mts", { "srcExclude" } }, { "_config.yml", { "exclude", "defaults" } },
    { ".eleventyignore", { "" } }, { ".eleventy.js", { "ignores", "addPreprocessor", "draft" } },
    { "eleventy.config.js", { "ignores", "addPreprocessor", "draft" } },
    { "eleventy.config.mjs", { "ignores", "addPreprocessor", "draft" } },
    { "eleventy.config.cjs", { "ignores", "addPreprocessor", "draft" } },
    { "pelicanconf.py", { "DEFAULT_METADATA", "IGNORE_FILES", "_EXCLUDES" } },
    /* to add one: its name, and what in it holds back texts; an empty word is always there */
};

void check_unread_settings(struct checking *checking)
{
    enum { MOST_BYTES = 64 * 1024 };
    const struct check_subject *subject = checking->subject;
    for (size_t i = 0; i < COUNT(settings); i++) {
        text contents = TEXT_NONE;
        if (file_read_start(subject->site_folder, settings[i].name, MOST_BYTES, checking->arena, &contents) !=
            0)
            continue;
        for (size_t k = 0; k < COUNT(settings[i].words) && settings[i].words[k]; k++) {
            text word = text_of(settings[i].words[k]);
            if (text_find(contents, word, 0) == SIZE_MAX)
                continue;
            diagnostic_hint(checking->diagnostics,
                check_report(checking, (span){ subject->site->config->source, 0, 0 },
                    word.length ? "'%s' is not read: what its '%s' held back is public"
                                : "'%s' is not read: what it held back is public%s",
                    settings[i].name, settings[i].words[k]),
                "write draft: true into each text that it kept from readers, and take the file away");
            break;
        }
    }
}
