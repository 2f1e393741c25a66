/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_UNICODE_UTF16_H
#define BRIEF_BASE_UNICODE_UTF16_H
/*
 * What all share that implement unicode.h, unicode_words.h, slug.h and quotation.h, and nobody else
 * includes: ICU's handles, and buffers of UTF-16, the encoding that ICU works in. A text is put into the
 * first, steps go from the first to the second and swap.
 */
#include "base/icu.h"
#include "base/quotation.h"

struct utf16 {
    UChar *units;
    int32_t length, capacity;
};

/* Code points below the first number, and those in the range of dashes and quotes, have their word class in a
 * table. */
enum { WORD_CLASS_END = 0x590, WORD_CLASS_MARKS_START = 0x2010, WORD_CLASS_MARKS_END = 0x2028 };

/* ICU's word break property (UAX 29), as far as the tables go. */
enum word_class {
    CLASS_OTHER,
    CLASS_LETTER,
    CLASS_NUMBER,
    CLASS_CONNECTOR,  /* '_' */
    CLASS_MID_LETTER, /* joins letters */
    CLASS_MID_NUMBER, /* joins numbers */
    CLASS_MID_BOTH,   /* joins either */
    CLASS_EXTEND,     /* belongs to what is before it */
    CLASS_UNKNOWN,    /* left to ICU */
};

/* How many languages' plural rules are kept open, and how many languages' quotation marks are known. */
enum { PLURAL_LANGUAGES = 8, QUOTATION_LANGUAGES = 8 };

/* What costs milliseconds to open is opened when first needed: most archives never transliterate. */
struct unicode {
    text language;
    char *locale;
    const UNormalizer2 *nfc, *nfkc;
    UTransliterator *latin;
    UCollator *collator;
    struct index_letters *index_letters; /* of the language; NULL until one is asked for */
    UBreakIterator *words;
    struct {
        char locale[32];
        UPluralRules *rules;
    } plurals[PLURAL_LANGUAGES]; /* the oldest makes room */
    size_t plural_next;
    struct {
        char tag[32];
        struct quotation quotation;
    } quotations[QUOTATION_LANGUAGES]; /* the oldest makes room */
    size_t quotation_next;
    struct utf16 current, other;
    struct utf16 broken; /* being cut into words, while whoever is given the words may use the others */
    uint8_t word_classes[WORD_CLASS_END];
    uint8_t word_classes_of_marks[WORD_CLASS_MARKS_END - WORD_CLASS_MARKS_START];
};

/* Ends the program with exit code 3 when `status` is a failure: ICU's data is missing or damaged. */
void unicode_die_on_failure(UErrorCode status, const char *what);
/* Fills the table of word classes. */
void unicode_words_init(struct unicode *unicode);
enum word_class unicode_word_class(const struct unicode *unicode, uint32_t code_point);
/* Closes the plural rules. */
void unicode_plural_release(struct unicode *unicode);
void unicode_index_letters_release(struct unicode *unicode);
/* ICU's word break iterator, opened when first asked for. */
UBreakIterator *unicode_word_breaks(struct unicode *unicode);

/* Makes room for `capacity` units in all; keeps what is there. */
void utf16_reserve(struct utf16 *utf16, size_t capacity);
/* Ill-formed UTF-8 becomes U+FFFD. */
void utf16_from_text(struct utf16 *utf16, text value);
/* A copy in `arena`, as UTF-8. */
text utf16_to_text(struct arena *arena, const struct utf16 *utf16);

/* ICU's usual form: writes into `to` if it fits, returns the length it needs. */
typedef int32_t utf16_step(
    const struct unicode *unicode, const struct utf16 *from, UChar *to, int32_t capacity, UErrorCode *status);
/* What a step wrote into `other` is `current` now. */
void utf16_swap(struct unicode *unicode);
/* Takes `current` through one step; the result is `current` again. */
void utf16_apply(struct unicode *unicode, utf16_step *step);
utf16_step utf16_nfkc, utf16_fold; /* two steps of which names are made */
#endif
