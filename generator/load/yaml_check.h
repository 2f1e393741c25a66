/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_YAML_CHECK_H
#define BRIEF_LOAD_YAML_CHECK_H
/* yaml_check: bytes that no text file of a site may hold. Used before YAML or a sheet is parsed, when a
 * source is split, and by who writes YAML. */
#include "base/diagnostic.h"

/*
 * Reports the first fault of the bytes from `offset` on: UTF-16, NUL bytes, invalid UTF-8, each at its place.
 * True when there is none.
 */
bool yaml_check_encoding(uint32_t source, text contents, size_t offset, struct diagnostics *diagnostics);
/* The same with the advice how to save a file that is not in UTF-8. */
bool yaml_check_encoding_advising(
    uint32_t source, text contents, size_t offset, const char *advice, struct diagnostics *diagnostics);
/* Where the first character from `offset` on stands that YAML forbids, which goes to *code_point; SIZE_MAX
 * when there is none. The bytes must be valid UTF-8. */
size_t yaml_find_unprintable(text contents, size_t offset, uint32_t *code_point);
/* Reports the first character that YAML forbids (control characters, a byte order mark inside). True when
 * there is none. The bytes must be valid UTF-8. */
bool yaml_check_characters(uint32_t source, text contents, size_t offset, struct diagnostics *diagnostics);
/* May YAML 1.2 hold it as it is? All else stands there as an escape in double quotes. */
bool yaml_is_printable(uint32_t code_point);
#endif
