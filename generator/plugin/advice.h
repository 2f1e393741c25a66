/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_PLUGIN_ADVICE_H
#define BRIEF_PLUGIN_ADVICE_H
/*
 * What to write instead, by the words of Lua's message: for those to whom Lua is new. Used where errors of
 * plugins are reported.
 */
#include "base/text.h"

/* A hint for an error that a call or the reading of a file ended with; NULL when there is none. */
const char *advice_for(text message);
#endif
