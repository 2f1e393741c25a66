/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_DATA_H
#define BRIEF_LOAD_DATA_H
/* data: the files of content/data, YAML and sheets, as one map: file name without ending → content, folder →
 * such a map. */
#include "base/diagnostic.h"
#include "base/value.h"
#include "load/scan.h"
#include "model/config.h"

/* Reads every data file; a faulty one is reported and left out. Never fails as a whole. */
struct value data_read(struct arena *arena, const struct config *config, int content_folder,
    const struct content *content, struct diagnostics *diagnostics);
#endif
