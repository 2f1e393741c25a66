/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_TEMPLATE_LEXER_WORDS_H
#define BRIEF_TEMPLATE_LEXER_WORDS_H
/* lexer_words: names, strings and numbers inside a tag, one at a time. Only the lexer includes this. */
#include "template/lexer.h"

struct lexer_word {
    text contents;
    size_t at; /* moves behind what was read */
    struct arena *arena;
    bool is_after_dot;   /* "x.0.1": digits are indexes, not a float */
    const char *problem; /* NULL, or what is wrong with it; the token is usable all the same */
};

/* False, with nothing read, when neither a name, a string nor a number stands there. */
bool lexer_word_read(struct lexer_word *word, struct token *token);
#endif
