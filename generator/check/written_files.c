/* SPDX-License-Identifier: MIT */
#include "check/written_files.h"

void check_each_written(struct checking *checking,
    void (*visit)(struct checking *checking, const struct written_file *file, void *data), void *data)
{
    const struct check_subject *subject = checking->subject;
    for (size_t i = 0; i < subject->draft_count; i++) {
        const struct draft *draft = subject->drafts[i];
        if (draft)
            visit(checking, &(struct written_file){ draft->file->source, draft->file->path, draft }, data);
    }
    for (size_t i = 0; i < subject->content->count; i++) {
        const struct content_file *file = &subject->content->files[i];
        if (file->kind == CONTENT_DATA)
            visit(checking, &(struct written_file){ file->source, file->path, NULL }, data);
    }
    visit(checking, &(struct written_file){ subject->site->config->source, TEXT("site.yml"), NULL }, data);
}
