/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_YAML_CHECK_H
#define BRIEF_LOAD_YAML_CHECK_H
/* yaml_check: bytes that no text file of a site may hold. Used before YAML is parsed, when a source is split,
 * and by who writes YAML. */
#include "base/diagnostic.h"

/*
 * Reports the first fault of the bytes from `offset` on: UTF-16, NUL bytes, invalid UTF-8, each at its place.
 * True when there is none.
 */
bool yaml_check_encoding(uint32_t source, text contents, size_t offset, struct diagnostics *diagnostics);
/* Reports the first character that YAML forbids (control characters, a byte order mark inside). True when
 * there is none. The bytes must be valid UTF-8. */
bool yaml_check_characters(uint32_t source, text contents, size_t offset, struct diagnostics *diagnostics);
/* May YAML 1.2 hold it as it is? All else stands there as an escape in double quotes. */
bool yaml_is_printable(uint32_t code_point);
#endif
