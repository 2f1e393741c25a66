/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_FUNCTION_WORDS_H
#define BRIEF_BASE_FUNCTION_WORDS_H
/*
 * function_words: articles, prepositions, conjunctions, pronouns and auxiliaries: the words that hold a
 * language's sentences together and that nobody searches a text for. Fewer than base/stem.h's stop words:
 * what may name a thing ("may", "new", "us", "will") is not among them.
 */
#include "base/text.h"

/* The words of a BCP 47 language between blanks, case-folded, without accents; "" when none are known. */
text function_words_of(text language);
/* Is the word (case-folded, without accents) one of them? */
bool function_words_contain(text language, text word);
#endif
