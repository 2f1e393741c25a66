/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_MODEL_PERSON_NAME_H
#define BRIEF_MODEL_PERSON_NAME_H
/*
 * person_name: a full name taken apart for bibliographies. The parts are those of CSL: "Jan van der Berg Jr."
 * is given "Jan", particle "van der", family "Berg", suffix "Jr.". All parts are borrowed from the name or
 * made in the arena.
 */
#include "base/text.h"

struct person_name {
    text given;    /* "" when there is only one word */
    text particle; /* in small letters, before the family name; "" mostly */
    text family;   /* of an organisation: the whole name */
    text suffix;   /* "Jr.", "III"; "" mostly */
    bool is_organisation;
};

/* The name as it is shown and compared: blanks of any kind and number are one, and what nobody sees is none.
 * Borrowed where nothing changes. */
text person_name_plain(struct arena *arena, text name);
/*
 * Takes a name apart. `family` may say which part is the family name, as the author's file does for names
 * that the rules cannot know ("García Márquez", "Xi"); absent: the last word, with the particles before it.
 * "Berg, Jan van der" is read too. Titles ("Dr.") and degrees ("PhD") are left out.
 */
struct person_name person_name_parse(struct arena *arena, text name, text family);
/* Where `family` stands in the name by itself and not within a word, "An" in "Anna An"; SIZE_MAX when it does
 * not. */
size_t person_name_find_family(text name, text family);
/* Does the name say that it is an organisation's ("Congressional Budget Office", "The World Bank")? For names
 * of which nothing else is known; "Ilmarinen" is taken for a person. */
bool person_name_is_organisation(text name);
/* Is this a degree or an honour behind a name, "PhD"? */
bool person_name_is_degree(text word);
/* Cuts the first name off those of a text, "Maria Ruis" off "Maria Ruis and Jo Lee". The separator is empty
 * behind the last one; *is_in_no_name is set when one, such as ';', stands in no name of anybody. */
text person_name_cut(text *names, text *separator, bool *is_in_no_name);
/* Does the name stand for people who are not named, too: "Jane Smith et al."? */
bool person_name_has_others(text name);
/* The whole name of an organisation. */
struct person_name person_name_organisation(text name);
/* "van der Berg". */
text person_name_whole_family(struct arena *arena, const struct person_name *name);
/* "J.-P. M." for "Jean-Pierre Marie"; "" without a given name, and for one in Chinese, Japanese or Korean
 * writing, which has no initials. */
text person_name_initials(struct arena *arena, const struct person_name *name);
/* Is a word in a byline somebody's full name, and no id: has it a blank, or a script that sets none in names?
 */
bool person_name_is_full(text name);
#endif
