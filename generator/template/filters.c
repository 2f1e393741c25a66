/* SPDX-License-Identifier: MIT */
/*
 * The one list of filters. `parameters` are Jinja's where the filter is Jinja's, so that named arguments work
 * alike; `help` tells who reads the table, and says what happens to safe texts where that is not plain.
 */
#include "template/filters.h"
#include "base/count.h"
#include "template/filters_choose.h"
#include "template/filters_format.h"
#include "template/filters_list.h"
#include "template/filters_markup.h"
#include "template/filters_number.h"
#include "template/filters_order.h"
#include "template/filters_text.h"

#define TRUNCATE_HELP                                                                                        \
    "The text cut to a length in characters, at a blank unless killwords; up to leeway more is left uncut. " \
    "Safe text that is longer is cut as the words that it shows, without its tags."

/* clang-format off */
const struct template_function template_filters[] = {
    { "abs", "", filter_number_abs, NULL, 0, "The number without its sign." },
    { "batch", "linecount, fill_with=none", filter_list_batch, NULL, ROW_NOTES_READINGS, "Lists of linecount items each; the last is filled up with fill_with." },
    { "capitalize", "", filter_text_capitalize, NULL, 0, "First letter upper, the others lower case. Safe stays safe." },
    { "count", "", filter_number_length, NULL, ROW_NOTES_READINGS, "The same as length." },
    { "d", "default_value='', boolean=false", filter_list_default, NULL, ROW_TAKES_UNDEFINED | ROW_NOTES_READINGS, "The same as default." },
    { "date", "format=none", filter_format_date, NULL, 0, "A date by a strftime format or by the names iso, rfc3339, rfc822 and day." },
    { "default", "default_value='', boolean=false", filter_list_default, NULL, ROW_TAKES_UNDEFINED | ROW_NOTES_READINGS, "The value, or default_value when it is undefined; with boolean=true also when it is false or empty." },
    { "dictsort", "case_sensitive=false, by='key', reverse=false", filter_order_dictsort, NULL, 0, "A map's pairs of key and value, sorted by key or value." },
    { "e", "", filter_markup_escape, NULL, 0, "The same as escape." },
    { "escape", "", filter_markup_escape, NULL, 0, "The text with & < > \" ' escaped, safe; a safe text as it is." },
    { "filesizeformat", "binary=false", filter_format_filesize, NULL, 0, "A number of bytes as '13.5 kB', with binary=true as '13.2 KiB'." },
    { "first", "", filter_list_first, NULL, ROW_NOTES_READINGS, "The first item; undefined when there is none." },
    { "float", "default=0.0", filter_number_float, NULL, 0, "The value as a number with a fraction, or default." },
    { "forceescape", "", filter_markup_forceescape, NULL, 0, "As escape, and a safe text is escaped again." },
    { "format", "*values", filter_format_pattern, NULL, 0, "The text with %s, %d, %.2f and the like replaced by the values. Safe stays safe, and the values are escaped." },
    { "group_by", "attribute, default=none, case_sensitive=false", filter_order_group_by, NULL, ROW_NOTES_READINGS, "Groups { grouper, list } of items with the same attribute, in the order of their first items." },
    { "groupby", "attribute, default=none, case_sensitive=false", filter_order_groupby, NULL, ROW_NOTES_READINGS, "As group_by, with the groups sorted, as Jinja does." },
    { "indent", "width=4, first=false, blank=false", filter_text_indent, NULL, 0, "Each line but the first indented by width blanks or by a text. Safe stays safe." },
    { "int", "default=0, base=10", filter_number_int, NULL, 0, "The value as a whole number, or default." },
    { "items", "", filter_list_items, NULL, ROW_NOTES_READINGS, "A map's pairs of key and value, in its order." },
    { "join", "d='', attribute=none", filter_list_join, NULL, ROW_NOTES_READINGS, "The items, or an attribute of each, as one text with d between. When one part is safe the others are escaped and the result is safe." },
    { "json", "indent=0", filter_markup_json, NULL, 0, "The value as JSON, safe in HTML and in scripts." },
    { "last", "", filter_list_last, NULL, ROW_NOTES_READINGS, "The last item; undefined when there is none." },
    { "length", "", filter_number_length, NULL, ROW_NOTES_READINGS, "How many items a list or map has, or characters a text." },
    { "limit", "count", filter_list_limit, NULL, ROW_NOTES_READINGS, "The first items, at most count." },
    { "list", "", filter_list_list, NULL, ROW_NOTES_READINGS, "The items as a list: a map's keys, a text's characters." },
    { "lower", "", filter_text_lower, NULL, 0, "The text in lower case. Safe stays safe." },
    { "map", "filter=none, attribute=none, default=none, *rest", filter_choose_map, NULL, ROW_NOTES_READINGS, "An attribute of each item, map(attribute='author.name'), or a filter over each, map('upper')." },
    { "max", "case_sensitive=false, attribute=none", filter_order_max, NULL, ROW_NOTES_READINGS, "The largest item, or the one whose attribute is largest." },
    { "min", "case_sensitive=false, attribute=none", filter_order_min, NULL, ROW_NOTES_READINGS, "The smallest item, or the one whose attribute is smallest." },
    { "nl2br", "", filter_markup_nl2br, NULL, 0, "The text escaped, with <br> before each end of line; safe." },
    { "plural", "one, many", filter_format_plural, NULL, 0, "The word one for 1 (or a list of one item), else many." },
    { "reject", "test=none, *rest", filter_choose_reject, NULL, ROW_NOTES_READINGS, "The items that fail a test (without one: that are false)." },
    { "rejectattr", "attribute, test=none, *rest", filter_choose_rejectattr, NULL, ROW_NOTES_READINGS, "The items whose attribute fails a test (without one: is false)." },
    { "replace", "old, new, count=none", filter_text_replace, NULL, 0, "Every old replaced by new, or the first count. When one of the three is safe the others are escaped and the result is safe." },
    { "reverse", "", filter_list_reverse, NULL, ROW_NOTES_READINGS, "The items or the text from the end to the start." },
    { "round", "precision=0, method='common'", filter_number_round, NULL, 0, "The number rounded to precision digits; method ceil rounds up, floor down." },
    { "safe", "", filter_markup_safe, NULL, 0, "The text as markup: it is not escaped in HTML." },
    { "select", "test=none, *rest", filter_choose_select, NULL, ROW_NOTES_READINGS, "The items that pass a test (without one: that are true)." },
    { "selectattr", "attribute, test=none, *rest", filter_choose_selectattr, NULL, ROW_NOTES_READINGS, "The items whose attribute passes a test (without one: is true)." },
    { "slice", "slices, fill_with=none", filter_list_slice, NULL, ROW_NOTES_READINGS, "The items in so many lists; shorter ones are filled up with fill_with." },
    { "slug", "", filter_text_slug, NULL, 0, "The text as part of an address." },
    { "sort", "by=none, reverse=false, case_sensitive=false, attribute=none", filter_order_sort, NULL, ROW_NOTES_READINGS, "The items sorted, by an attribute when one is named ('section,title' for two); equals keep their order. Jinja's sort(reverse, case_sensitive, attribute) works too." },
    { "string", "", filter_text_string, NULL, 0, "The value as text. Safe stays safe." },
    { "striptags", "", filter_markup_striptags, NULL, 0, "The text without tags and comments, entities resolved, runs of blanks as one; not safe." },
    { "sum", "attribute=none, start=0", filter_number_sum, NULL, 0, "The sum of the numbers, or of an attribute of each item." },
    { "title", "", filter_text_title, NULL, 0, "Each word with its first letter upper, the others lower case; not safe." },
    { "tojson", "indent=0", filter_markup_json, NULL, 0, "The same as json." },
    { "trim", "chars=none", filter_text_trim, NULL, 0, "The text without white space, or without these characters, at both ends. Safe stays safe." },
    { "truncate", "length=255, killwords=false, end='...', leeway=5", filter_text_truncate, NULL, 0, TRUNCATE_HELP },
    { "unique", "case_sensitive=false, attribute=none", filter_order_unique, NULL, ROW_NOTES_READINGS, "The items without those that equal an earlier one, or whose attribute does." },
    { "upper", "", filter_text_upper, NULL, 0, "The text in upper case. Safe stays safe." },
    { "urlencode", "", filter_markup_urlencode, NULL, 0, "The text percent-encoded, slashes kept; a map or pairs as a query." },
    { "where", "attribute, value", filter_choose_where, NULL, ROW_NOTES_READINGS, "The items whose attribute equals the value." },
    { "wordcount", "", filter_text_wordcount, NULL, 0, "How many words the text has." },
    /* to add one: its function in the filters_*.c file of its kind, a row here in the order of names, tests */
};
/* clang-format on */

const size_t template_filter_count = COUNT(template_filters);
