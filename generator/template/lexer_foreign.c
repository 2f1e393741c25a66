/* SPDX-License-Identifier: MIT */
#include "template/lexer_foreign.h"
#include "base/byte.h"
#include "base/count.h"

static const struct foreign_sign foreign_signs[] = {
    { "&&", TOKEN_NAME, "and" }, { "||", TOKEN_NAME, "or" }, { "??", TOKEN_NAME, "or" },
    { "===", TOKEN_SIGN, "==" }, { "!==", TOKEN_SIGN, "!=" }, { "!", TOKEN_NAME, "not" },
    /* to add one: the sign, longer ones first; the kind and the words of the token that is meant */
};

static const struct {
    const char *opening, *hint;
} handlebars[] = {
    { "#if", "{% if … %}…{% endif %}" }, { "#unless", "{% if not … %}…{% endif %}" },
    { "#each", "{% for item in list %}…{% endfor %}" },
    { "#", "{% if … %}…{% endif %}, or {% for item in list %}…{% endfor %}" },
    { "^", "{% if not … %}…{% endif %}" }, { "/if", "{% endif %}" }, { "/unless", "{% endif %}" },
    { "/each", "{% endfor %}" }, { "/", "{% endif %} or {% endfor %}" },
    { ">", "{% include \"parts/name.html\" %}" }, { "!--", "{# … #}" }, { "! ", "{# … #}" },
    { "&", "{{ …|safe }} where it is markup" }, { "{", "{{ …|safe }} where it is markup" },
    /* to add one: how it begins behind "{{", longer ones first, and what to write */
};

const struct foreign_sign *lexer_foreign_sign(text rest)
{
    for (size_t i = 0; i < COUNT(foreign_signs); i++) {
        text sign = text_of(foreign_signs[i].sign);
        bool is_unequal = sign.length == 1 && text_starts_with(text_from(rest, 1), TEXT("="));
        if (text_starts_with(rest, sign) && !is_unequal)
            return &foreign_signs[i];
    }
    return NULL;
}

/* "{{{ a.b }}}", and not the map "{{ {a: 1} }}". */
static bool is_in_three_braces(text rest)
{
    size_t end = text_find(rest, TEXT("}}}"), 0);
    for (size_t i = 1; end != SIZE_MAX && i < end; i++) {
        char byte = rest.bytes[i];
        if (!byte_is_letter_or_digit(byte) && byte != '_' && byte != '.' && byte != ' ')
            return false;
    }
    return end != SIZE_MAX;
}

const char *lexer_hint_for_handlebars(text rest)
{
    if (text_starts_with(rest, TEXT("{")) && !is_in_three_braces(rest))
        return NULL;
    for (size_t i = 0; i < COUNT(handlebars); i++)
        if (text_starts_with(rest, text_of(handlebars[i].opening)))
            return handlebars[i].hint;
    return NULL;
}

size_t lexer_dollar_name(text rest)
{
    size_t length = text_starts_with(rest, TEXT("$")) ? 1 : 0;
    while (length && length < rest.length &&
           (byte_is_letter_or_digit(rest.bytes[length]) || rest.bytes[length] == '_'))
        length++;
    return length;
}
