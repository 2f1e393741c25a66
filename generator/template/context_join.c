/* SPDX-License-Identifier: MIT */
/*
 * The part of context that compares. What a state has merely remembered (the last word of a script, the
 * scheme of an address that is past) does not make two contexts different; where it could matter later, the
 * stricter one is kept.
 */
#include "template/context_state.h"
#include <string.h>

/* In a tag with no value begun: `<option {% if x %}selected{% endif %}>` may stop behind a name or before
 * one. */
static bool is_between_attributes(const struct context *context)
{
    return context->state == STATE_TAG || context->state == STATE_AFTER_NAME ||
           context->state == STATE_ATTRIBUTE_NAME;
}

static bool same_name(const struct context *a, const struct context *b)
{
    return a->name_length == b->name_length && memcmp(a->name, b->name, a->name_length) == 0;
}

static bool has_telling_name(enum context_state state)
{
    return state == STATE_TAG_NAME || state == STATE_MARKUP || state == STATE_BEFORE_VALUE;
}

static bool has_telling_delimiter(enum context_state state)
{
    return state == STATE_VALUE || state == STATE_SCRIPT_STRING || state == STATE_TAG_OPEN ||
           state == STATE_TAG_NAME || state == STATE_SCRIPT_TEMPLATE_CODE;
}

/* Equal but for the part of an address and for what is remembered. */
static bool is_same_place(const struct context *a, const struct context *b)
{
    if (a->language != b->language || a->element != b->element || a->attribute != b->attribute ||
        a->progress != b->progress || a->hiding != b->hiding || a->hiding_progress != b->hiding_progress)
        return false;
    if (a->state != b->state)
        return false;
    enum context_state state = a->state;
    if (has_telling_delimiter(state) && a->delimiter != b->delimiter)
        return false;
    if (has_telling_name(state) && !same_name(a, b))
        return false;
    return state == STATE_SCRIPT || state == STATE_VALUE || a->depth == b->depth;
}

bool context_equal(const struct context *a, const struct context *b)
{
    struct context merged = *a;
    return context_join(&merged, b);
}

/* Which escapes more: a query before a path, a path before the start. Two ways into a data: address are one
 * only when they name one type. Behind a descriptor of srcset nothing of an address has been written. */
static uint8_t stricter_part(const struct context *a, const struct context *b)
{
    if (a->url_part == URL_DESCRIPTOR || b->url_part == URL_DESCRIPTOR)
        return a->url_part == URL_DESCRIPTOR ? b->url_part : a->url_part;
    uint8_t part = a->url_part > b->url_part ? a->url_part : b->url_part;
    bool is_data = part == URL_DATA_TYPE || part == URL_DATA_PARAMETERS;
    return is_data && (a->url_part != b->url_part || !same_name(a, b)) ? URL_CODE : part;
}

/* `<option{% if x %} selected{% endif %}>`: behind a tag's name as behind its attributes. */
static struct context behind_tag_name(const struct context *context)
{
    struct context behind = *context;
    if (context->state == STATE_TAG_NAME)
        context_advance(&behind, TEXT(" "));
    return behind;
}

bool context_join(struct context *into, const struct context *other)
{
    if ((into->state == STATE_TAG_NAME) != (other->state == STATE_TAG_NAME)) {
        struct context left = behind_tag_name(into), right = behind_tag_name(other);
        if (!is_between_attributes(&left) || !context_join(&left, &right))
            return false;
        *into = left;
        return true;
    }
    if (is_between_attributes(into) && is_between_attributes(other) && into->element == other->element &&
        into->language == other->language) {
        /* A name that only one branch wrote must not take the value that follows both. */
        if (into->state != other->state || !same_name(into, other)) {
            into->state = STATE_TAG;
            into->name_length = 0;
        }
        return true;
    }
    if (!is_same_place(into, other))
        return false;
    into->url_part = stricter_part(into, other);
    into->is_mixed = context_mixes(into, other);
    if (into->depth < other->depth)
        into->depth = other->depth;
    if (!same_name(into, other) && !has_telling_name(into->state)) {
        into->name_length = 0;
        if (into->state == STATE_VALUE && into->depth)
            into->depth = SCHEME_PRINTED;
    }
    return true;
}
