/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_TEMPLATE_CONTEXTS_H
#define BRIEF_TEMPLATE_CONTEXTS_H
/*
 * contexts: the last step of compiling. The resolved statements are walked as they will be written, with a
 * struct context that is moved over the literal text, and every print gets its escaping. What cannot be
 * escaped, and branches that end in different places, are reported.
 */
#include "template/resolve.h"

/* A whole layout, from the start of its language. It may end anywhere. */
void contexts_layout(struct resolver *resolver, struct inclusion *layout);
/* One that is included: it must end where it starts. */
void contexts_inclusion(struct resolver *resolver, struct inclusion *inclusion);
/* After either: blocks that only super() in an expression asks for. Their text is kept, so they start and end
 * in running text. */
void contexts_finish(struct resolver *resolver);
/* May a layout of one language be included in another? HTML may take in XML (an image in SVG): what is
 * escaped for that is escaped for HTML. */
bool contexts_may_include(enum template_language outer, enum template_language inner);
#endif
