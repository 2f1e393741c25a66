/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_STEM_H
#define BRIEF_BASE_STEM_H
/*
 * stem: words reduced to what their forms share, by Snowball's algorithms (libstemmer), Arabic ones without
 * their article.
 */
#include "base/arena.h"
#include "base/text.h"

struct stemmer;

/* Loads the library, unless that was done; else the first language that is stemmed does. */
void stemmer_load(void);
/* For a BCP 47 language; one that Snowball does not know leaves words as they are. Lives in `arena` but for
 * its handle. */
struct stemmer *stemmer_open(struct arena *arena, text language);
void stemmer_close(struct stemmer *stemmer);
/* The stem of a case-folded word; borrowed until the next call, or `word` itself. */
text stemmer_stem(struct stemmer *stemmer, text word);
#endif
