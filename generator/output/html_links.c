/* SPDX-License-Identifier: MIT */
/*
 * One pass over the bytes: outside tags nothing is looked at; inside one, attributes that hold an address are
 * written anew. Comments and scripts are stepped over: what looks like a tag in them is none. Rules see what
 * a browser sees, "/a&b" for "/a&amp;b"; a value that they leave as it is keeps its bytes.
 */
#include "output/html_links.h"
#include "base/buffer.h"
#include "base/count.h"
#include "base/escape.h"
#include "base/srcset.h"
#include "base/tag.h"
#include "load/markdown.h"

struct rewriting {
    struct arena *arena;
    struct buffer out;
    text left_out; /* name of an attribute that goes when it is empty */
    link_rule *rule;
    const void *data;
};

/* What an attribute holds: its value, read and as it shall be. */
typedef text value_rule(struct rewriting *rewriting, text value);

static bool ends_name(char byte)
{
    return text_is_blank(byte) || byte == '=' || byte == '>' || byte == '/';
}

static text settle_address(struct rewriting *rewriting, text address)
{
    struct buffer out;
    buffer_init(&out, rewriting->arena);
    rewriting->rule(&out, address, rewriting->data);
    return buffer_text(&out);
}

static text settle_addresses(struct rewriting *rewriting, text list)
{
    struct srcset_item item;
    struct buffer out;
    buffer_init(&out, rewriting->arena);
    for (size_t at = 0; srcset_next(list, &at, &item);) {
        if (out.length)
            buffer_append_literal(&out, ", ");
        rewriting->rule(&out, item.address, rewriting->data);
        if (item.descriptor.length)
            buffer_append_byte(&out, ' ');
        buffer_append(&out, item.descriptor);
    }
    return buffer_text(&out);
}

static text settle_style(struct rewriting *rewriting, text css)
{
    return css_links_rewrite(rewriting->arena, css, rewriting->rule, rewriting->data);
}

/* NULL when the attribute holds no addresses. */
static value_rule *rule_of(text name)
{
    static const struct {
        text name;
        value_rule *rule;
    } rules[] = {
        { TEXT_INIT("href"), settle_address }, { TEXT_INIT("src"), settle_address },
        { TEXT_INIT("srcset"), settle_addresses }, { TEXT_INIT("style"), settle_style },
        { TEXT_INIT("poster"), settle_address }, { TEXT_INIT("cite"), settle_address },
        { TEXT_INIT("data"), settle_address }, { TEXT_INIT("action"), settle_address },
        { TEXT_INIT("formaction"), settle_address }, { TEXT_INIT("xlink:href"), settle_address },
        { TEXT_INIT("longdesc"), settle_address }, { TEXT_INIT("background"), settle_address },
        { TEXT_INIT("imagesrcset"), settle_addresses },
        /* to add one: its name and what it holds */
    };
    for (size_t i = 0; i < COUNT(rules); i++)
        if (text_equal_ignoring_ascii_case(name, rules[i].name))
            return rules[i].rule;
    return NULL;
}

/* `quote` is what stands around it, or "". */
static void append_value(struct rewriting *rewriting, text name, text value, text quote)
{
    value_rule *rule = rule_of(name);
    text plain = rule ? markdown_unescape_html(rewriting->arena, value) : value;
    text settled = rule ? rule(rewriting, plain) : value;
    bool stays = text_equal(settled, plain);
    if (!stays && !quote.length)
        quote = TEXT("\"");
    buffer_append(&rewriting->out, quote);
    if (stays)
        buffer_append(&rewriting->out, value);
    else
        escape_html(&rewriting->out, settled);
    buffer_append(&rewriting->out, quote);
}

/* A value without quotes reaches to the next blank or the tag's end; returns where that is. */
static size_t copy_bare_value(struct rewriting *rewriting, text html, size_t at, text name)
{
    size_t end = at;
    while (end < html.length && html.bytes[end] != '>' && !text_is_blank(html.bytes[end]))
        end++;
    append_value(rewriting, name, text_slice(html, at, end - at), TEXT(""));
    return end;
}

/* One that has no end is none. */
static size_t copy_quoted_value(struct rewriting *rewriting, text html, size_t at, text name)
{
    size_t end = text_find_byte(html, html.bytes[at], at + 1);
    if (end == SIZE_MAX) {
        buffer_append(&rewriting->out, text_from(html, at));
        return html.length;
    }
    append_value(rewriting, name, text_slice(html, at + 1, end - at - 1), text_slice(html, at, 1));
    return end + 1;
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
            at = copy_quoted_value(rewriting, html, at, name);
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
    text name = tag_name_at(html, tag + 1);
    tag_skip_raw_text(html, name, &end);
    text words = text_slice(html, at, end - at);
    bool is_style = words.length && text_equal_ignoring_ascii_case(name, TEXT("style"));
    buffer_append(&rewriting->out, is_style ? settle_style(rewriting, words) : words);
    return end;
}

text html_links_rewrite(struct arena *arena, text html, text left_out, link_rule *rule, const void *data)
{
    struct rewriting rewriting = { .arena = arena, .left_out = left_out, .rule = rule, .data = data };
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
