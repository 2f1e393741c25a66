/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_XML_H
#define BRIEF_BASE_XML_H
/*
 * xml: whether a file is XML that anybody can read, with its namespaces, as expat reads it. The library is
 * loaded when it is first needed; what gives up opening files loads it before.
 */
#include "base/arena.h"
#include "base/text.h"

struct xml_fault {
    const char *words; /* what is wrong: "mismatched tag" */
    const char *hint;  /* what to do about it */
    size_t offset;     /* of the place, in bytes */
    size_t line;       /* from 1 */
    text open;         /* the innermost element that is open there, as its tag begins: "<entry"; or absent */
    size_t open_line;
};

/* Ends the program with exit code 3 when expat is not there. */
void xml_load(void);
/* False: *fault says why not. It borrows from `xml`; `arena` is for the memory of this call. */
bool xml_is_well_formed(struct arena *arena, text xml, struct xml_fault *fault);
#endif
