/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_SCAN_H
#define BRIEF_LOAD_SCAN_H
/*
 * scan: what lies below content/ and what kind of thing each file is, by its place alone.
 * Sorted by path in byte order, whatever order the file system gives. Symbolic links and special files are
 * reported and left alone. Paths are in NFC, as texts name them, whatever form the file system keeps: "é" in
 * the name of a file that came from a Mac may be two letters there.
 */
#include "base/diagnostic.h"
#include "base/file.h"
#include "base/map.h"
#include "base/unicode.h"

enum content_kind {
    CONTENT_ARTICLE,
    CONTENT_AUTHOR,
    CONTENT_PAGE,
    CONTENT_COMMENT,
    CONTENT_DATA,
    CONTENT_MEDIA
};

struct content_file {
    enum content_kind kind;
    text path;      /* below content/, in NFC: "articles/2019/x.md" */
    text disk_path; /* the same as the file system has it, to open the file by */
    text id; /* articles, authors, pages: without folder of the kind, ending and "/index"; data and sheets:
              * path below data/ without ending; comments: "<article id>/<file name>" */
    bool is_bundle; /* articles/…/index.md */
    bool is_sheet;  /* data/….csv, data/….tsv: media, and data as well */
    uint32_t source;
};

/* A folder below content/ as it was before it was listed. */
struct content_folder {
    text path; /* "" is content/ itself */
    struct file_status status;
};

struct content {
    const struct content_file *files; /* by path */
    size_t count;
    const struct content_folder *folders; /* in the order of the walk */
    size_t folder_count;
    struct map by_path; /* path → const struct content_file * */
};

/* Is it an article or a standing page? */
static inline bool content_is_text(const struct content_file *file)
{
    return file->kind == CONTENT_ARTICLE || file->kind == CONTENT_PAGE;
}

/* Is a draft made of the file? */
static inline bool content_has_draft(const struct content_file *file)
{
    return content_is_text(file) || file->kind == CONTENT_AUTHOR || file->kind == CONTENT_COMMENT;
}

/* Is it seen in `site.data`? */
static inline bool content_is_data(const struct content_file *file)
{
    return file->kind == CONTENT_DATA || file->is_sheet;
}

/* Does the path lie in a folder of texts (articles, authors or pages), whatever the file is? */
bool content_is_among_texts(text path);

/* Fills *content. False when a folder could not be read, which is reported. */
bool scan_content(struct arena *arena, struct unicode *unicode, int site_folder, struct sources *sources,
    struct content *content, struct diagnostics *diagnostics);
#endif
