/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_LANGUAGE_H
#define BRIEF_BASE_LANGUAGE_H
/*
 * language: what is known of the words of a language (BCP 47; what follows the first hyphen does not matter).
 * Two lists, for two questions. Function words (articles, prepositions, conjunctions, pronouns, auxiliaries)
 * hold a sentence together; a search drops them but in titles, so that the list must not have a word that
 * somebody may look for. Stop words say nothing about what a text is about; here "said", "new" and "years"
 * belong to them too.
 */
#include "base/text.h"

/* Does it have the form of a tag, such as "pt-BR"? */
bool language_is_tag(text language);
/* The tag in the letters that RFC 5646 recommends, so that two of one language are equal: "PT-br" is "pt-BR",
 * "zh-hant" is "zh-Hant". */
text language_tag(struct arena *arena, text language);
/* How well a text in the language `offered` serves who wants `wanted` (tags as language_tag writes them): 0
 * when it is another language, more the more of their parts are the same; what is wanted, or in general,
 * comes before what is otherwise special. For "pt-PT", "pt" is nearer than "pt-BR". */
size_t language_nearness(text wanted, text offered);
/* What Snowball calls its algorithm for the language; NULL: it has none. */
const char *language_stem_algorithm(text language);
/* The function words, in lower case and without accents, and the stop words, case-folded: one blank between
 * them, empty for other languages. Borrowed from constants. */
text language_function_words(text language);
text language_stop_words(text language);
#endif
