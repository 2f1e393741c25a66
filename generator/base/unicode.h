/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_UNICODE_H
#define BRIEF_BASE_UNICODE_H
/*
 * unicode: what depends on letters and languages, all through ICU: normal forms, case, collation, names of
 * languages, plurals. ICU's handles are opened once per process, before the fork, and live in a struct
 * unicode. Words are in unicode_words.h.
 */
#include "base/text.h"

struct unicode;

/* Opens what is needed for `language` (BCP 47, the site's). Dies if ICU's data is missing. */
struct unicode *unicode_open(struct arena *arena, text language);
void unicode_close(struct unicode *unicode);

/* NFC; the value itself when it already is. */
text unicode_nfc(struct unicode *unicode, struct arena *arena, text value);
/* NFD, as names of files on a Mac are. */
text unicode_nfd(struct unicode *unicode, struct arena *arena, text value);
/* NFKC then full case folding: the key under which names are the same. */
text unicode_fold(struct unicode *unicode, struct arena *arena, text value);
/* NFC then full case folding: the key under which two output paths clash. */
text unicode_fold_path(struct unicode *unicode, struct arena *arena, text value);
/* Upper and lower case by the root locale. */
text unicode_upper(struct unicode *unicode, struct arena *arena, text value);
text unicode_lower(struct unicode *unicode, struct arena *arena, text value);
/* The key whose byte order is the collation order of the site's language; equal texts have equal keys. */
text unicode_sort_key(struct unicode *unicode, struct arena *arena, text value);
/* The letter under which a word stands in an index of the site's language: "E" for "été", "CH" in Czech for
 * "chata", "ㄱ" in Korean for "국회"; empty when it begins with a figure or a sign. */
text unicode_index_letter(struct unicode *unicode, struct arena *arena, text word);
/* Is it a BCP 47 tag whose language ICU has a name for? */
bool unicode_knows_language(struct arena *arena, text language);
/* Is the language of this tag written from right to left: "ar", "he", "az-Arab"? */
bool unicode_is_right_to_left(struct arena *arena, text language);
/* What readers of the language `reader` call the language of this tag: "German", "Allemand"; the tag itself
 * when ICU has no name for it. */
text unicode_language_name(struct arena *arena, text language, text reader);
/* CLDR's plural category of a count in a language (BCP 47): "one", "few", "many", "other" …; borrowed from
 * constants. */
text unicode_plural_category(struct unicode *unicode, text language, int64_t count);
#endif
