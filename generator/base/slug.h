/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_SLUG_H
#define BRIEF_BASE_SLUG_H
/*
 * slug: text as part of an address, and the Unicode work around it, all through ICU: NFKC, case folding,
 * transliteration per language, collation. One slug function serves articles, tags, authors and links.
 * ICU handles are opened once per process, before the fork, and live in a struct unicode.
 */
#include "base/text.h"

struct unicode;

/* Opens what is needed for `language` (BCP 47, the site's). Dies if ICU's data is missing. */
struct unicode *unicode_open(struct arena *arena, text language);
void unicode_close(struct unicode *unicode);

/*
 * NFKC, case-folded, accents transliterated by `language` (de: ä→ae; others: ä→a; ł→l, ß→ss), other scripts
 * romanised, everything but letters and digits one hyphen, none at the ends; at most 120 bytes, cut at a
 * hyphen. Empty when nothing is left. `language` may differ from the site's; absent means the site's.
 */
text slug_make(struct unicode *unicode, struct arena *arena, text value, text language);
/*
 * GitHub's rule for heading ids: lower case, spaces to hyphens, all but letters, marks, digits, '-' and '_'
 * dropped; letters keep their script. NFC, as links are that were typed elsewhere.
 */
text slug_heading(struct unicode *unicode, struct arena *arena, text value);

/* NFC; the value itself when it already is. */
text unicode_nfc(struct unicode *unicode, struct arena *arena, text value);
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
/* Count of words by ICU's word breaks (segments with a letter or digit). */
size_t unicode_word_count(struct unicode *unicode, text value);
/*
 * Fills in the next stretches between blanks, across which no word reaches, from *offset on, which moves
 * behind them; gives how many, 0 at the end. Where letters and digits of ASCII are enclosed in signs that
 * only end words, as in "(spectrum),", the stretch is these alone; signs alone are left out. The words of a
 * text are those of its stretches.
 */
size_t unicode_next_chunks(text value, size_t *offset, text *chunks, size_t capacity);
/* Letters and digits of ASCII, and nothing else: one word. */
bool unicode_is_plain_word(text chunk);
/* Visits those words in order; each is borrowed from `value`. */
void unicode_each_word(struct unicode *unicode, text value, void (*visit)(void *data, text word), void *data);
/* CLDR's plural category of a count in a language (BCP 47): "one", "few", "many", "other" …; borrowed from
 * constants. */
text unicode_plural_category(struct unicode *unicode, text language, int64_t count);
/*
 * Visits the words of a chunk without blanks as a search sees them: cut at every sign but those inside a
 * number. `is_joined`: one hyphen, full stop, underscore or middle dot stands before it, behind another word.
 */
void unicode_each_search_word(
    struct unicode *unicode, text chunk, void (*visit)(void *data, text word, bool is_joined), void *data);
/* Is there a letter of a script that sets no blanks between words: Chinese, Japanese, Thai, Lao, Khmer, …? */
bool unicode_is_unspaced(text chunk);
/* Case-folded and without accents or strokes: the key under which a search finds a word. The value itself
 * when it already is. */
text unicode_bare(struct unicode *unicode, struct arena *arena, text value);
/* Cut after the last whole word that fits in `limit` code points, with "…" when something was cut. */
text unicode_cut(struct unicode *unicode, struct arena *arena, text value, size_t limit);
#endif
