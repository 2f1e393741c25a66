/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_TEMPLATE_LEXER_FOREIGN_H
#define BRIEF_TEMPLATE_LEXER_FOREIGN_H
/* lexer_foreign: signs of other template languages, and what to write in their place. Used by the lexer. */
#include "template/lexer.h"

/* An operator, by the sign of another language. */
struct foreign_sign {
    const char *sign;
    enum token_kind kind; /* what it is read as, so that one slip is one error */
    const char *meant;
};

/* The operator that `rest` begins with; NULL for none. */
const struct foreign_sign *lexer_foreign_sign(text rest);
/* What to write in place of Handlebars' tag whose text behind "{{" is `rest`; NULL when it is none. */
const char *lexer_hint_for_handlebars(text rest);
/* Length of the variable of PHP or Go ("$x") that `rest` begins with; 0 when it does not. */
size_t lexer_dollar_name(text rest);
#endif
