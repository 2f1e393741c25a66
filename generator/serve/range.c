/* SPDX-License-Identifier: MIT */
/* bytes=FIRST-LAST, bytes=FIRST- or bytes=-LENGTH. Anything else is answered with the whole file, as allowed.
 */
#include "serve/range.h"

/* All digits, at least one, at most 18 of them. */
static bool read_number(text digits, uint64_t *number)
{
    *number = 0;
    for (size_t i = 0; i < digits.length; i++) {
        if (digits.bytes[i] < '0' || digits.bytes[i] > '9')
            return false;
        *number = *number * 10 + (uint64_t)(digits.bytes[i] - '0');
    }
    return digits.length > 0 && digits.length <= 18;
}

static struct range last_bytes(uint64_t length, uint64_t size)
{
    if (!length || !size)
        return (struct range){ .kind = RANGE_UNSATISFIABLE };
    uint64_t taken = length < size ? length : size;
    return (struct range){ RANGE_PART, size - taken, taken };
}

struct range range_read(text field, uint64_t size)
{
    const struct range whole = { RANGE_WHOLE, 0, size };
    const text unit = TEXT("bytes=");
    if (!text_starts_with(field, unit))
        return whole;
    text rest = text_from(field, unit.length);
    text before = text_trim(text_cut(&rest, '-'));
    text after = text_trim(rest);
    uint64_t first = 0, last = 0;
    if (!rest.bytes || (!before.length && !after.length))
        return whole;
    if (!before.length)
        return read_number(after, &last) ? last_bytes(last, size) : whole;
    if (!read_number(before, &first) || (after.length && (!read_number(after, &last) || last < first)))
        return whole;
    if (first >= size)
        return (struct range){ .kind = RANGE_UNSATISFIABLE };
    if (!after.length || last >= size)
        last = size - 1;
    return (struct range){ RANGE_PART, first, last - first + 1 };
}

static text without_weakness(text tag)
{
    return text_starts_with(tag, TEXT("W/")) ? text_from(tag, 2) : tag;
}

bool entity_tag_is_listed(text field, text tag)
{
    for (text rest = field; rest.bytes;) {
        text each = text_trim(text_cut(&rest, ','));
        if (text_equal(each, TEXT("*")) || text_equal(without_weakness(each), without_weakness(tag)))
            return true;
    }
    return false;
}
