/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_UNICODE_WORDS_H
#define BRIEF_BASE_UNICODE_WORDS_H
/* unicode_words: the words of a text, as they are counted, as a search sees them, and where a text is cut. */
#include "base/unicode.h"

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
