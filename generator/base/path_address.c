/* SPDX-License-Identifier: MIT */
/*
 * Paths that may be written, and the addresses that they answer. Every rule of what may be written is a rule
 * about one part, a row in `rules`, or about the whole. The way from an address to a path is: decode
 * once, look whether a second decoding would find something, add index.html, check.
 */
#include "base/path.h"
#include "base/byte.h"
#include "base/buffer.h"
#include "base/escape.h"

enum { LONGEST_PART_BYTES = 240, LONGEST_PATH_BYTES = 1024, LAST_C0 = 0x1F, DELETE = 0x7F, LAST_C1 = 0x9F };

/* Characters that change how others look, or that nobody sees. First and last of each range. */
static const struct code_point_range {
    uint32_t first, last;
} invisible[] = {
    { 0x00AD, 0x00AD },   /* soft hyphen */
    { 0x061C, 0x061C },   /* Arabic letter mark */
    { 0x180E, 0x180E },   /* Mongolian vowel separator */
    { 0x200B, 0x200F },   /* zero-width blanks and joiners, direction marks */
    { 0x2028, 0x202E },   /* line and paragraph separator, direction overrides */
    { 0x2060, 0x206F },   /* word joiner, invisible operators, direction isolates */
    { 0xFEFF, 0xFEFF },   /* byte order mark */
    { 0xFFF9, 0xFFFB },   /* interlinear annotation */
    { 0xE0000, 0xE007F }, /* tags */
    /* to add one: a row here */
};

static bool is_hidden(uint32_t code_point)
{
    if (code_point <= LAST_C1)
        return code_point <= LAST_C0 || code_point >= DELETE;
    for (size_t i = 0; i < sizeof(invisible) / sizeof(*invisible); i++)
        if (code_point >= invisible[i].first && code_point <= invisible[i].last)
            return true;
    return false;
}

static bool has_hidden(text part)
{
    for (size_t at = 0; at < part.length;)
        if (is_hidden(text_next_code_point(part, &at)))
            return true;
    return false;
}

static bool is_empty(text part)
{
    return part.length == 0;
}

static bool climbs(text part)
{
    return text_equal(part, TEXT(".")) || text_equal(part, TEXT(".."));
}

static bool has_backslash_or_drive(text part)
{
    bool has_drive = part.length >= 2 && part.bytes[1] == ':' && byte_is_letter(part.bytes[0]);
    return has_drive || text_find_byte(part, '\\', 0) != SIZE_MAX;
}

/* Names that Windows gives to devices; '#' stands for a digit 1–9 or a superscript ¹ ² ³. */
static const text reserved_names[] = {
    TEXT_INIT("con"), TEXT_INIT("prn"), TEXT_INIT("aux"), TEXT_INIT("nul"), TEXT_INIT("com#"),
    TEXT_INIT("lpt#"), TEXT_INIT("conin$"), TEXT_INIT("conout$"),
    /* to add one: a row here */
};

enum { SHORTEST_DEVICE_BYTES = 3, LONGEST_DEVICE_BYTES = 7 };

static bool is_device_number(text value)
{
    if (value.length == 1)
        return value.bytes[0] >= '1' && value.bytes[0] <= '9';
    return text_equal(value, TEXT("\xC2\xB9")) || text_equal(value, TEXT("\xC2\xB2")) ||
           text_equal(value, TEXT("\xC2\xB3"));
}

static bool is_reserved(text part)
{
    size_t dot = text_find_byte(part, '.', 0);
    text name = text_slice(part, 0, dot);
    while (name.length > 0 && name.bytes[name.length - 1] == ' ')
        name.length--;
    if (name.length < SHORTEST_DEVICE_BYTES || name.length > LONGEST_DEVICE_BYTES)
        return false;
    for (size_t i = 0; i < sizeof(reserved_names) / sizeof(*reserved_names); i++) {
        text reserved = reserved_names[i];
        if (text_equal_ignoring_ascii_case(reserved, name))
            return true;
        if (!text_ends_with(reserved, TEXT("#")))
            continue;
        reserved.length--;
        if (text_equal_ignoring_ascii_case(reserved, text_slice(name, 0, reserved.length)) &&
            is_device_number(text_from(name, reserved.length)))
            return true;
    }
    return false;
}

/* The second is what Windows may call it too. */
static bool is_repository(text part)
{
    return text_equal_ignoring_ascii_case(TEXT(".git"), part) ||
           text_equal_ignoring_ascii_case(TEXT("git~1"), part);
}

static bool is_beside(text part)
{
    return text_ends_with(part, TEXT("~brief"));
}

static bool ends_in_dot_or_blank(text part)
{
    return text_ends_with(part, TEXT(".")) || text_ends_with(part, TEXT(" "));
}

static bool is_too_long(text part)
{
    return part.length > LONGEST_PART_BYTES;
}

/* In the order in which they are reported. */
static const struct rule {
    enum path_fault fault;
    bool (*is_broken)(text part);
} rules[] = {
    { PATH_EMPTY, is_empty }, { PATH_CLIMBS, climbs }, { PATH_CONTROL_BYTE, has_hidden },
    { PATH_BACKSLASH, has_backslash_or_drive }, { PATH_RESERVED, is_reserved }, { PATH_BESIDE, is_beside },
    { PATH_TRAILING_DOT, ends_in_dot_or_blank }, { PATH_TOO_LONG, is_too_long },
    { PATH_REPOSITORY, is_repository },
    /* to add one: a row here, a fault in path.h and its words below */
};

static const char *const fault_texts[] = {
    [PATH_OK] = "is fine",
    [PATH_EMPTY] = "has an empty part ('//')",
    [PATH_CLIMBS] = "has a part '.' or '..'",
    [PATH_CONTROL_BYTE] = "has a control, direction or invisible character",
    [PATH_BACKSLASH] = "has a backslash or a drive letter",
    [PATH_BESIDE] = "has a part that ends in '~brief', as files do while they are written",
    [PATH_RESERVED] = "has a part that Windows reserves for a device",
    [PATH_REPOSITORY] = "has a part '.git', where a folder keeps its history",
    [PATH_SERVER_RULES] = "has a part '.htaccess', where Apache looks for rules",
    [PATH_TRAILING_DOT] = "has a part that ends in a dot or a blank",
    [PATH_TOO_LONG] = "is too long (240 bytes a part, 1024 in all)",
    [PATH_NOT_UTF8] = "is not UTF-8",
    [PATH_NOT_A_PATH] = "has a '?', a '#' or an encoded '/'",
};

/* Devices of ASCII letters and digits are called by three letters, or three and a digit. */
static bool may_be_device(text part)
{
    return !byte_is_digit(part.bytes[0]) &&
           (part.length == 3 || (part.length == 4 && byte_is_digit(part.bytes[3])));
}

/* Most parts are words of small letters and digits, which no rule is about. */
static bool is_plain(text part)
{
    if (text_equal(part, TEXT("index.html")))
        return true;
    if (part.length == 0 || part.length > LONGEST_PART_BYTES || may_be_device(part))
        return false;
    for (size_t i = 0; i < part.length; i++)
        if (!byte_is_digit(part.bytes[i]) && part.bytes[i] != '-' && !byte_is_lower(part.bytes[i]))
            return false;
    return true;
}

const char *path_fault_text(enum path_fault fault)
{
    size_t number = (size_t)fault;
    return number < sizeof(fault_texts) / sizeof(*fault_texts) ? fault_texts[number] : "is not a path";
}

enum path_fault path_check(text path)
{
    if (path.length == 0)
        return PATH_EMPTY;
    if (path.length > LONGEST_PATH_BYTES)
        return PATH_TOO_LONG;
    if (text_find_invalid_utf8(path) != SIZE_MAX)
        return PATH_NOT_UTF8;
    for (text rest = path; rest.bytes;) {
        text part = text_cut(&rest, '/');
        if (is_plain(part))
            continue;
        for (size_t i = 0; i < sizeof(rules) / sizeof(*rules); i++)
            if (rules[i].is_broken(part))
                return rules[i].fault;
    }
    return PATH_OK;
}

bool path_is_plain_address(text address)
{
    if (address.length < 2 || address.length > LONGEST_PATH_BYTES / 2 || address.bytes[0] != '/' ||
        address.bytes[address.length - 1] != '/')
        return false;
    for (text rest = text_slice(address, 1, address.length - 2); rest.bytes;)
        if (!is_plain(text_cut(&rest, '/')))
            return false;
    return true;
}

/* Decodes; a '%' that begins no escape stays. Slashes must stand as such, so that parts are what they look
 * like. */
static enum path_fault decode(struct buffer *out, text address)
{
    for (size_t at = 0; at < address.length; at++) {
        char byte = address.bytes[at];
        int escaped = url_escaped_byte(address, at);
        if (byte == '?' || byte == '#' || escaped == '/')
            return PATH_NOT_A_PATH;
        buffer_append_byte(out, escaped >= 0 ? (char)escaped : byte);
        at += escaped >= 0 ? 2 : 0;
    }
    return PATH_OK;
}

/* What a host that decodes twice would make of it. */
static enum path_fault check_second_decoding(text decoded)
{
    for (size_t at = 0; at < decoded.length; at++) {
        int escaped = url_escaped_byte(decoded, at);
        if (escaped == '.' || escaped == '/')
            return PATH_CLIMBS;
        if (escaped == '\\')
            return PATH_BACKSLASH;
        if ((escaped >= 0 && escaped <= LAST_C0) || escaped == DELETE)
            return PATH_CONTROL_BYTE;
    }
    return PATH_OK;
}

enum path_fault path_of_address(struct arena *arena, text address, text *path)
{
    struct buffer out;
    *path = TEXT_NONE;
    if (address.length == 0)
        return PATH_EMPTY;
    if (path_is_plain_address(address)) {
        *path = text_concat(arena, text_from(address, 1), TEXT("index.html"));
        return PATH_OK;
    }
    /* No path that fits can come from three times its length. */
    if (address.length > 3 * LONGEST_PATH_BYTES + 1)
        return PATH_TOO_LONG;
    buffer_init(&out, arena);
    enum path_fault fault = decode(&out, address.bytes[0] == '/' ? text_from(address, 1) : address);
    if (fault == PATH_OK)
        fault = check_second_decoding(buffer_text(&out));
    if (fault != PATH_OK)
        return fault;
    text decoded = buffer_text(&out);
    if (decoded.length == 0 || text_ends_with(decoded, TEXT("/")))
        buffer_append_literal(&out, "index.html");
    else if (text_find_byte(path_name(decoded), '.', 0) == SIZE_MAX)
        buffer_append_literal(&out, "/index.html");
    fault = path_check(buffer_text(&out));
    if (fault == PATH_OK)
        *path = buffer_text(&out);
    return fault;
}

bool path_has_server_rules(text path)
{
    for (text rest = path; rest.bytes;)
        if (text_equal_ignoring_ascii_case(TEXT(".htaccess"), text_cut(&rest, '/')))
            return true;
    return false;
}

text path_of_bare_file(text address, text path)
{
    static const text index = TEXT_INIT("/index.html");
    bool is_appended = text_ends_with(path, index) && !text_ends_with(address, TEXT("/")) &&
                       !text_ends_with(address, TEXT("index.html"));
    return is_appended ? text_slice(path, 0, path.length - index.length) : TEXT_NONE;
}

text path_to_address(struct arena *arena, text path)
{
    struct buffer out;
    buffer_init(&out, arena);
    bool is_index = text_equal(path_name(path), TEXT("index.html"));
    buffer_append_byte(&out, '/');
    escape_url_component(
        &out, is_index ? text_slice(path, 0, path.length - TEXT("index.html").length) : path, true);
    return buffer_text(&out);
}
