/* SPDX-License-Identifier: MIT */
/*
 * One pass over the bytes: outside tags nothing is looked at; inside one, attributes that hold an address are
 * written anew. Comments and scripts are stepped over: what looks like a tag in them is none.
 */
#include "output/html_links.h"
#include "base/buffer.h"
#include "base/count.h"
#include "base/srcset.h"
#include "base/tag.h"

struct rewriting {
    struct buffer out;
    text left_out; /* name of an attribute that goes when it is empty */
    html_link_rule *rule;
    const void *data;
};

static bool ends_name(char byte)
{
    return text_is_blank(byte) || byte == '=' || byte == '>' || byte == '/';
}

static void append_address(struct rewriting *rewriting, text address)
{
    rewriting->rule(&rewriting->out, address, rewriting->data);
}

static void append_addresses(struct rewriting *rewriting, text list)
{
    struct srcset_item item;
    bool is_first = true;
    for (size_t at = 0; srcset_next(list, &at, &item); is_first = false) {
        if (!is_first)
            buffer_append_literal(&rewriting->out, ", ");
        append_address(rewriting, item.address);
        if (item.descriptor.length)
            buffer_append_byte(&rewriting->out, ' ');
        buffer_append(&rewriting->out, item.descriptor);
    }
}

static void append_value(struct rewriting *rewriting, text name, text value)
{
    static const text names[] = { TEXT_INIT("href"), TEXT_INIT("xlink:href"), TEXT_INIT("src"),
        TEXT_INIT("poster"), TEXT_INIT("cite"), TEXT_INIT("data"), TEXT_INIT("action"),
        TEXT_INIT("formaction") };
    for (size_t i = 0; i < COUNT(names); i++)
        if (text_equal_ignoring_ascii_case(name, names[i])) {
            append_address(rewriting, value);
            return;
        }
    if (text_equal_ignoring_ascii_case(name, TEXT("srcset")))
        append_addresses(rewriting, value);
    else
        buffer_append(&rewriting->out, value);
}

/* A value without quotes reaches to the next blank or the tag's end; returns where that is. */
static size_t copy_bare_value(struct rewriting *rewriting, text html, size_t at, text name)
{
    size_t end = at;
    while (end < html.length && html.bytes[end] != '>' && !text_is_blank(html.bytes[end]))
        end++;
    append_value(rewriting, name, text_slice(html, at, end - at));
    return end;
}

/* Does an attribute that shall go begin at `*at`? Moves to behind it, with one of the blanks around it. */
static bool leave_out(struct rewriting *rewriting, text html, size_t *at)
{
    size_t behind = *at;
    text value, name;
    if (!rewriting->left_out.length)
        return false;
    name = tag_attribute(html, &behind, &value);
    if (!value.bytes || value.length || !text_equal_ignoring_ascii_case(name, rewriting->left_out))
        return false;
    *at = behind;
    if (*at < html.length && text_is_blank(html.bytes[*at]))
        (*at)++;
    else if (rewriting->out.length && text_is_blank(rewriting->out.bytes[rewriting->out.length - 1]))
        rewriting->out.length--;
    return true;
}

/* From behind '<' to behind the tag's '>'; returns where that is. */
static size_t copy_tag(struct rewriting *rewriting, text html, size_t at)
{
    text name = TEXT("");
    bool is_value = false; /* '=' stands before, with blanks or without */
    while (at < html.length && html.bytes[at] != '>') {
        char byte = html.bytes[at];
        if (is_value && byte != '"' && byte != '\'' && !text_is_blank(byte)) {
            at = copy_bare_value(rewriting, html, at, name);
            is_value = false;
        } else if (byte == '"' || byte == '\'') {
            size_t end = text_find_byte(html, byte, at + 1);
            end = end == SIZE_MAX ? html.length : end;
            buffer_append_byte(&rewriting->out, byte);
            append_value(rewriting, name, text_slice(html, at + 1, end - at - 1));
            if (end < html.length)
                buffer_append_byte(&rewriting->out, byte);
            at = end + 1;
            is_value = false;
        } else if (ends_name(byte)) {
            is_value |= byte == '=';
            buffer_append_byte(&rewriting->out, byte);
            at++;
        } else if (!leave_out(rewriting, html, &at)) {
            size_t start = at;
            while (at < html.length && !ends_name(html.bytes[at]) && html.bytes[at] != '"' &&
                   html.bytes[at] != '\'')
                at++;
            name = text_slice(html, start, at - start);
            buffer_append(&rewriting->out, name);
        }
    }
    return at < html.length ? at : html.length;
}

/* What stands in a script or the like, when the tag at `tag`, which ends at `at`, opens one; returns where
 * that ends. */
static size_t copy_raw_text(struct rewriting *rewriting, text html, size_t tag, size_t at)
{
    size_t end = at;
    tag_skip_raw_text(html, tag_name_at(html, tag + 1), &end);
    buffer_append(&rewriting->out, text_slice(html, at, end - at));
    return end;
}

text html_links_rewrite(struct arena *arena, text html, text left_out, html_link_rule *rule, const void *data)
{
    struct rewriting rewriting = { .left_out = left_out, .rule = rule, .data = data };
    buffer_init(&rewriting.out, arena);
    for (size_t at = 0; at < html.length;) {
        size_t tag = text_find_byte(html, '<', at);
        size_t end = tag == SIZE_MAX ? html.length : tag;
        buffer_append(&rewriting.out, text_slice(html, at, end - at));
        if (tag == SIZE_MAX)
            break;
        at = tag_comment_end(html, tag);
        if (at > tag) {
            buffer_append(&rewriting.out, text_slice(html, tag, at - tag));
        } else {
            buffer_append_byte(&rewriting.out, '<');
            at = copy_tag(&rewriting, html, tag + 1);
            at = copy_raw_text(&rewriting, html, tag, at);
        }
    }
    return buffer_text(&rewriting.out);
}
