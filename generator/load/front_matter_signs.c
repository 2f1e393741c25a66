/* SPDX-License-Identifier: MIT */
/*
 * What word processors set where YAML has signs of its own: curved quotes, which are part of the word then,
 * and bullets, which begin no item.
 */
#include "base/byte.h"
#include "base/count.h"
#include "load/front_matter_reading.h"

/* Of the sign, nothing of a word, that `value` begins with; 0 for none. UTF-8 begins those up to U+00BF with
 * C2, U+2000 to U+2FFF with E2, and U+3000 to U+303F with E3 80. */
static size_t sign_length(text value)
{
    if (!value.length)
        return 0;
    if (!(value.bytes[0] & 0x80))
        return !byte_is_letter_or_digit(value.bytes[0]);
    size_t length = text_starts_with(value, TEXT("\xC2"))                                                ? 2
                    : text_starts_with(value, TEXT("\xE2")) || text_starts_with(value, TEXT("\xE3\x80")) ? 3
                                                                                                         : 0;
    return length <= value.length ? length : 0;
}

text front_matter_bare_key(text key)
{
    for (size_t length; (length = sign_length(key)) > 0;)
        key = text_from(key, length);
    text prefix = TEXT("field_");
    if (text_starts_with(key, prefix) && key.length > prefix.length)
        key = text_from(key, prefix.length);
    for (size_t start = key.length; start > 0; start = key.length) {
        do
            start--;
        while (start > 0 && (key.bytes[start] & 0xC0) == 0x80);
        if (start + sign_length(text_from(key, start)) != key.length)
            return key;
        key = text_slice(key, 0, start);
    }
    return key;
}

/* The sign that `value` begins with as items do in a word processor; absent for none. "-water -tax" and
 * "1. water 2. tax" are several lines that YAML put into one. */
static text find_bullet(text value)
{
    static const text bullets[] = { TEXT_INIT("•"), TEXT_INIT("‣"), TEXT_INIT("◦"), TEXT_INIT("▪"),
        TEXT_INIT("●"), TEXT_INIT("○"), TEXT_INIT("■"), TEXT_INIT("·"), TEXT_INIT("*"), TEXT_INIT("–"),
        TEXT_INIT("—") };
    for (size_t i = 0; i < COUNT(bullets); i++) {
        text rest = text_from(value, bullets[i].length);
        if (text_starts_with(value, bullets[i]) &&
            (text_starts_with(rest, TEXT(" ")) || text_starts_with(rest, TEXT("\t")) ||
                text_starts_with(rest, TEXT("\u00a0"))))
            return text_slice(value, 0, bullets[i].length);
    }
    bool is_row = value.length > 1 && value.bytes[0] == '-' && byte_is_letter(value.bytes[1]) &&
                  text_find(value, TEXT(" -"), 0) != SIZE_MAX;
    bool is_numbered =
        (text_starts_with(value, TEXT("1. ")) && text_find(value, TEXT(" 2. "), 0) != SIZE_MAX) ||
        (text_starts_with(value, TEXT("1) ")) && text_find(value, TEXT(" 2) "), 0) != SIZE_MAX);
    return is_row ? text_slice(value, 0, 1) : is_numbered ? text_slice(value, 0, 2) : TEXT_NONE;
}

/* What stands between the curved quotes that are around all of `value`; absent when none are. */
static text between_quotes(text value)
{
    static const text opening[] = { TEXT_INIT("“"), TEXT_INIT("”"), TEXT_INIT("„"), TEXT_INIT("‘"),
        TEXT_INIT("’"), TEXT_INIT("‚"), TEXT_INIT("«"), TEXT_INIT("「") };
    static const text closing[] = { TEXT_INIT("”"), TEXT_INIT("“"), TEXT_INIT("’"), TEXT_INIT("‘"),
        TEXT_INIT("»"), TEXT_INIT("」") };
    for (size_t i = 0; i < COUNT(opening); i++)
        for (size_t k = 0; k < COUNT(closing) && text_starts_with(value, opening[i]); k++) {
            text inner = text_from(value, opening[i].length);
            size_t end = text_find(inner, closing[k], 0);
            if (end != SIZE_MAX && end > 0 && end + closing[k].length == inner.length)
                return text_slice(inner, 0, end);
        }
    return TEXT_NONE;
}

static void check_item(struct front_matter_reading *reading, text name, const struct spanned_text *item)
{
    struct diagnostics *diagnostics = reading->rules->diagnostics;
    text bullet = find_bullet(item->text), inner = between_quotes(item->text);
    if (bullet.length)
        diagnostic_hint(diagnostics,
            diagnostic_error(diagnostics, item->where, "wrong-type", "'%.*s' begins no item of '%.*s'",
                TEXT_ARGS(bullet), TEXT_ARGS(name)),
            "write each item on a line of its own, after '- '");
    else if (inner.length)
        diagnostic_hint(diagnostics,
            diagnostic_warning(diagnostics, item->where, "quotes-in-value",
                "the quotes of '%.*s' belong to it", TEXT_ARGS(item->text)),
            "write %.*s; only straight quotes, \" or ', are no part of a value", TEXT_ARGS(inner));
}

void front_matter_check_items(
    struct front_matter_reading *reading, text name, const struct spanned_list *items)
{
    for (size_t i = 0; i < items->count; i++)
        check_item(reading, name, &items->items[i]);
}
