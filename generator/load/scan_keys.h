/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_SCAN_KEYS_H
#define BRIEF_LOAD_SCAN_KEYS_H
/*
 * scan_keys: which files below content/ hold keys that brief does not read, for a text, for a folder or as
 * data; and how the first bytes of a file are asked.
 */
#include "load/scan_checks.h"

/* Is it called as Markdown is, here or elsewhere? */
bool scan_is_markdown(text path);
/* The first bytes of the file, `most` at most; none when it cannot be read. */
text scan_start_of(const struct scan_checks *checks, const struct content_file *file, size_t most);
/* Has one of these lines this beginning, "draft:"? */
bool scan_has_yaml_key(text start, text key);
/* Does the file begin with keys above a text? */
bool scan_file_has_keys(const struct scan_checks *checks, const struct content_file *file);
/* Is it a file with a dot in front, passed over here, that says in Material for MkDocs what the texts of its
 * folder are? */
bool scan_is_of_texts(text path);
/* Reports such a file under `source`: as an error where it may hold them back. */
void scan_check_passed_over(const struct scan_checks *checks, text path, uint32_t source);
/* Reports under the file's source. */
void scan_check_keys(const struct scan_checks *checks, const struct content_file *file);
#endif
