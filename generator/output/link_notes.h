/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_OUTPUT_LINK_NOTES_H
#define BRIEF_OUTPUT_LINK_NOTES_H
/* link_notes: where the links of a text lead, and what films are called, as numbered notes for paper. */
#include "base/value.h"

struct link_notes {
    text html;              /* the text; links that have a note bear its number as data-note="1" */
    struct value addresses; /* list of markup, in the order of their numbers */
};

/*
 * Numbers the links of the HTML of the page at `base` (absolute). One address has one number. A link that
 * says where it leads has none, nor has one within the page, one around a picture alone, or one without
 * quotes. Before a frame, a film or a sound stands an empty <span class="embedded"> with its title, or else
 * its address, as data-title. What has no note is borrowed; notes are in `arena`.
 */
struct link_notes link_notes_of(struct arena *arena, text html, text base);
#endif
