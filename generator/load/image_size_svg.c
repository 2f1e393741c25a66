/* SPDX-License-Identifier: MIT */
/*
 * Steps over what may stand before <svg> (XML declaration, comments, document type), then reads width, height
 * and viewBox of that one tag. Lengths count in pixels, points and the other absolute units; one missing side
 * follows from the viewBox's shape. Sizes are rounded to whole pixels.
 */
#include "load/image_size_svg.h"
#include "base/byte.h"
#include "base/count.h"

static const double largest_side = 100000;

static void skip_spaces(text head, size_t *at)
{
    while (*at < head.length && text_is_blank(head.bytes[*at]))
        (*at)++;
}

/* Where a declaration, comment or document type that begins at `at` ends; SIZE_MAX when it does not. */
static size_t prolog_end(text head, size_t at)
{
    text rest = text_from(head, at);
    if (text_starts_with(rest, TEXT("<!--"))) {
        size_t end = text_find(head, TEXT("-->"), at + 4);
        return end == SIZE_MAX ? end : end + 3;
    }
    size_t subset = text_starts_with(rest, TEXT("<!DOCTYPE")) ? text_find_byte(head, '[', at) : SIZE_MAX;
    size_t end = text_find_byte(head, '>', at);
    if (subset < end) {
        size_t close = text_find_byte(head, ']', subset);
        end = close == SIZE_MAX ? close : text_find_byte(head, '>', close);
    }
    return end == SIZE_MAX ? end : end + 1;
}

/* Behind "<svg", or SIZE_MAX when something else comes first. */
static size_t find_tag(text head)
{
    size_t at = text_mark_length(head);
    while (at != SIZE_MAX) {
        skip_spaces(head, &at);
        text rest = text_from(head, at);
        if (text_starts_with(rest, TEXT("<svg")) && rest.length > 4 &&
            (text_is_blank(rest.bytes[4]) || rest.bytes[4] == '>'))
            return at + 4;
        if (!text_starts_with(rest, TEXT("<?")) && !text_starts_with(rest, TEXT("<!")))
            return SIZE_MAX;
        at = prolog_end(head, at);
    }
    return SIZE_MAX;
}

/* The next attribute of the tag; the name is empty at its end. */
static text take_attribute(text head, size_t *at, text *value)
{
    *value = TEXT("");
    skip_spaces(head, at);
    size_t start = *at;
    while (*at < head.length && !text_is_blank(head.bytes[*at]) && head.bytes[*at] != '=' &&
           head.bytes[*at] != '>' && head.bytes[*at] != '/')
        (*at)++;
    text name = text_slice(head, start, *at - start);
    skip_spaces(head, at);
    if (*at >= head.length || head.bytes[*at] != '=')
        return TEXT("");
    (*at)++;
    skip_spaces(head, at);
    char quote = *at < head.length ? head.bytes[*at] : '\0';
    size_t end = quote == '"' || quote == '\'' ? text_find_byte(head, quote, *at + 1) : SIZE_MAX;
    if (end == SIZE_MAX)
        return TEXT("");
    *value = text_slice(head, *at + 1, end - *at - 1);
    *at = end + 1;
    return name;
}

/* A decimal number without exponent, as sizes are written; moves *at. -1 when there is none. */
static double take_number(text value, size_t *at)
{
    double number = 0, place = 1;
    size_t digits = 0;
    bool is_fraction = false;
    skip_spaces(value, at);
    for (; *at < value.length; (*at)++) {
        char byte = value.bytes[*at];
        if (byte == '.' && !is_fraction) {
            is_fraction = true;
        } else if (byte_is_digit(byte)) {
            digits++;
            place = is_fraction ? place / 10 : place;
            number = is_fraction ? number + place * (byte - '0') : number * 10 + (byte - '0');
        } else {
            break;
        }
    }
    return digits > 0 && digits < 20 ? number : -1;
}

struct unit {
    text name;
    double pixels;
};

/* A length in pixels; 0 when it is relative ("100%", "2em") or no length. */
static double read_length(text value)
{
    static const struct unit units[] = { { TEXT_INIT(""), 1 }, { TEXT_INIT("px"), 1 },
        { TEXT_INIT("pt"), 96.0 / 72 }, { TEXT_INIT("pc"), 16 }, { TEXT_INIT("in"), 96 },
        { TEXT_INIT("cm"), 96 / 2.54 }, { TEXT_INIT("mm"), 96 / 25.4 } };
    size_t at = 0;
    double number = take_number(value, &at);
    text name = text_trim(text_from(value, at));
    for (size_t i = 0; i < COUNT(units); i++)
        if (number > 0 && text_equal(name, units[i].name))
            return number * units[i].pixels;
    return 0;
}

/* "0 0 width height", with blanks or commas. */
static void read_view_box(text value, double *width, double *height)
{
    double numbers[4];
    size_t at = 0;
    for (size_t i = 0; i < 4; i++) {
        while (at < value.length &&
               (text_is_blank(value.bytes[at]) || value.bytes[at] == ',' || value.bytes[at] == '-'))
            at++;
        numbers[i] = take_number(value, &at);
        if (numbers[i] < 0)
            return;
    }
    *width = numbers[2];
    *height = numbers[3];
}

bool image_size_read_svg(text head, struct image_size *size)
{
    double width = 0, height = 0, box_width = 0, box_height = 0;
    text value;
    size_t at = find_tag(head);
    if (at == SIZE_MAX)
        return false;
    for (text name; (name = take_attribute(head, &at, &value)).length > 0;) {
        if (text_equal(name, TEXT("width")))
            width = read_length(value);
        else if (text_equal(name, TEXT("height")))
            height = read_length(value);
        else if (text_equal(name, TEXT("viewBox")))
            read_view_box(value, &box_width, &box_height);
    }
    bool has_box = box_width > 0 && box_height > 0;
    if (width <= 0 && height <= 0 && has_box) {
        width = box_width;
        height = box_height;
    } else if (width <= 0 && has_box) {
        width = height * box_width / box_height;
    } else if (height <= 0 && has_box) {
        height = width * box_height / box_width;
    }
    if (width < 0.5 || height < 0.5 || width > largest_side || height > largest_side)
        return false;
    *size = (struct image_size){ (uint32_t)(width + 0.5), (uint32_t)(height + 0.5) };
    return true;
}
