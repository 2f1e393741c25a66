/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_MARKDOWN_QUOTES_H
#define BRIEF_LOAD_MARKDOWN_QUOTES_H
/* markdown_quotes: straight quotes become the marks of the text's language; the library knows English ones.
 */
#include "load/markdown_document.h"

/* Has the document's parser set the marks of options->smart. After it is made, before it reads anything. */
void markdown_quotes_attach(struct document *document);
#endif
