/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_IRI_H
#define BRIEF_BASE_IRI_H
/* iri: addresses as people write them, with letters of any script (RFC 3987). */
#include "base/text.h"

struct arena;

/*
 * "https://bücher.example/über" → "https://xn--bcher-kva.example/%C3%BCber", as browsers send it: the host by
 * UTS 46, the rest percent-encoded, present escapes kept. In `arena`; absent when there is no host, or none
 * that can be.
 */
text iri_to_url(struct arena *arena, text iri);
#endif
