/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_MODEL_LICENCE_H
#define BRIEF_MODEL_LICENCE_H
/* licence: from the name that people write to the address that machines follow. */
#include "base/text.h"

/*
 * The address of the licence's text: of a Creative Commons licence ("CC BY 4.0", "CC-BY-NC-SA-3.0-IGO",
 * "CC0"), of the Open Government Licence ("OGL-UK-3.0"), or of what is an address itself. Absent for any
 * other name.
 */
text licence_url(struct arena *arena, text licence);
#endif
