/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_UNSEEN_H
#define BRIEF_BASE_UNSEEN_H
/* unseen: characters that nobody sees, and what tells whether they are needed where they stand. Through ICU.
 */
#include "base/text.h"

enum unseen {
    UNSEEN_NONE,          /* it is seen, or a blank, or belongs to what is seen beside it */
    UNSEEN_SPACE,         /* U+200B, between words of scripts that set no blanks */
    UNSEEN_JOINER,        /* U+200C, U+200D */
    UNSEEN_WORD_JOINER,   /* U+2060 */
    UNSEEN_BYTE_ORDER,    /* U+FEFF */
    UNSEEN_FILLER,        /* in place of a letter, and characters that Unicode gave up */
    UNSEEN_SOFT_HYPHEN,   /* U+00AD */
    UNSEEN_OBJECT,        /* U+FFFC, where a program had a picture */
    UNSEEN_PRIVATE,       /* of one font alone */
    UNSEEN_LINE_END,      /* U+2028, U+2029 */
    UNSEEN_TAG,           /* letters of ASCII once more, in flags */
    UNSEEN_CONTROL,       /* below U+0020, U+007F */
    UNSEEN_MARK,          /* U+200E, U+200F, U+061C: of a direction */
    UNSEEN_EMBEDDING,     /* U+202A, U+202B */
    UNSEEN_OVERRIDE,      /* U+202D, U+202E */
    UNSEEN_ISOLATE,       /* U+2066 to U+2068 */
    UNSEEN_EMBEDDING_END, /* U+202C, of both */
    UNSEEN_ISOLATE_END    /* U+2069 */
};
enum unseen unseen_of(uint32_t code_point);

/* What a script does with such characters. */
enum script_kind {
    SCRIPT_NONE,          /* no letter */
    SCRIPT_PLAIN,         /* Latin, Greek, Cyrillic: has capitals, does not join letters, sets blanks */
    SCRIPT_RIGHT_TO_LEFT, /* Hebrew, Arabic: sets blanks */
    SCRIPT_OTHER,
    SCRIPT_EMOJI
};
enum script_kind unseen_script_of(uint32_t code_point);
/* Would no line be broken between two such, whatever stands there: letters and digits of plain scripts? */
bool unseen_is_unbroken(uint32_t code_point);
/* Without those that are there for blanks, lines and directions alone: as names are compared. The value
 * itself when it has none. */
text unseen_dropped(struct arena *arena, text value);
/* "zero width space"; empty where Unicode gives none a name. */
text unseen_name(struct arena *arena, uint32_t code_point);
#endif
