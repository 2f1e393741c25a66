/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_JSON_FAULT_H
#define BRIEF_BASE_JSON_FAULT_H
/* json_fault: is a text JSON (RFC 8259)? Nothing is made of it. */
#include "base/text.h"

struct json_fault {
    size_t offset;        /* of the first byte that cannot stand there */
    const char *expected; /* "a value" */
};

/* False when the text is JSON from its first byte to its last. */
bool json_find_fault(text json, struct json_fault *fault);
#endif
