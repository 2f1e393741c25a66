/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_FRONT_MATTER_READING_H
#define BRIEF_LOAD_FRONT_MATTER_READING_H
/*
 * front_matter_reading: one file whose keys are being read, and the readers that the rows of the key tables
 * name. Used by front_matter_*.c alone. A reader writes its fact at the row's offset, or reports and leaves
 * it absent.
 */
#include "load/front_matter.h"

enum { FRONT_MATTER_MOST_KEYS = 64 };

struct front_matter_entries {
    struct value_map_entry *items;
    size_t count, capacity;
};

struct front_matter_reading {
    const struct front_matter_rules *rules;
    const struct content_file *file;
    const struct front_matter_key *keys;
    size_t key_count;
    span seen[FRONT_MATTER_MOST_KEYS]; /* where each row's key stands; source 0 when it is not there */
    text contents;
    const struct front_matter_split *split;
    void *result;               /* struct front_matter, author_front_matter or comment_front_matter */
    struct spanned_list *terms; /* one a taxonomy; articles only */
    struct front_matter_entries extra, links;
    const struct value_map *written;     /* all keys of the file */
    const struct value_map_entry *entry; /* the key at hand, as written */
    bool is_date_misspelt;               /* said of a key with a date in it: that there is none is no news */
    text date_elsewhere;                 /* the key that other programs have for `date`; only a warning */
};

typedef void front_matter_reader(
    struct front_matter_reading *reading, const struct front_matter_key *key, const struct value *value);

/* The row of that key, by any of its names; NULL for none. */
const struct front_matter_key *front_matter_find_row(const struct front_matter_reading *reading, text name);
/* Where the fact of that key goes. */
static inline void *front_matter_fact(
    struct front_matter_reading *reading, const struct front_matter_key *key)
{
    return (char *)reading->result + key->offset;
}
/* The first line of the front matter, for what is missing. */
span front_matter_opening(const struct front_matter_reading *reading);
/* "'draft' is a text, expected true or false"; returns the diagnostic for a hint. */
struct diagnostic *front_matter_wrong_type(
    struct front_matter_reading *reading, text name, const struct value *value, const char *expected);
/* The text that was written: of a text, or of a number in its own spelling; trimmed, and on one line.
 * Anything else is reported, and absent. None is absent without a word. */
text front_matter_text(struct front_matter_reading *reading, text name, const struct value *value);
/* Fills *fact from a date or reports; `fact` stays unset then. */
void front_matter_date(
    struct front_matter_reading *reading, text name, const struct value *value, struct spanned_date *fact);
/* Warns of a key that a map has no use for, with the nearest of `names`. */
void front_matter_unknown_part(struct front_matter_reading *reading, text whole,
    const struct value_map_entry *entry, const char *const *names, size_t count);
/* What a part that other programs have in a map is called here; NULL when it is none of them. */
const char *front_matter_part_elsewhere(text whole, text theirs);
/* What to do where other programs have this value for a key of ours; NULL for any other. */
const char *front_matter_value_elsewhere(text key, text value);
/* The end of a hint about a key that is in no table; takes the key. */
#define FRONT_MATTER_OR_KEEP_IT                                                                              \
    "; if it is the site's own, move it below 'extra:' or list '%.*s' under extra_keys in site.yml"
/* "publish_date", "publish-date": one word. */
text front_matter_plain_key(struct arena *arena, text key);
/* The key without the signs around it, such as quotes that YAML knows nothing of, and without the "field_" of
 * Drupal. Borrowed. */
text front_matter_bare_key(text key);
/* Reports items of the list `name` that a bullet begins, and warns of those between curved quotes. */
void front_matter_check_items(
    struct front_matter_reading *reading, text name, const struct spanned_list *items);
/* Reports a key that may have been meant to decide about publication, as an error; false when it is none. */
bool front_matter_deciding_key(struct front_matter_reading *reading, const struct value_map_entry *entry);
/* Does it read nearly like a key that decides about publication? */
bool front_matter_may_decide(const struct front_matter_reading *reading, text key);
/* front_matter_moderation.c */
/* "yes", as it is said elsewhere, or "no"; what is neither says nothing that can be relied on. */
bool front_matter_says(const struct value *value, bool wanted);
/* What to write in place of a key by which other programs let nobody see the text; NULL: it is no such key,
 * or its value lets readers see the text. Reports nothing. */
const char *front_matter_moderation(
    const struct front_matter_reading *reading, const struct value_map_entry *entry);
/* Where that is said of a comment. */
#define FRONT_MATTER_TAKE_COMMENT_OUT "take the file out of content/comments/ until the comment may be shown"
/* Reports a key that is in no table: an error when it may stand for one that decides about publication. */
void front_matter_unknown_key(struct front_matter_reading *reading, const struct value_map_entry *entry);
/* Reports a key of articles in a standing page: as strictly. */
void front_matter_not_of_page(struct front_matter_reading *reading, const struct value_map_entry *entry);
/* Reports `wrong` that is none of `choices`. */
void front_matter_unknown_value(struct front_matter_reading *reading, text name, text wrong, span where,
    const char *const *choices, size_t count);

/* front_matter_name.c */
/* "articles/2019-02-26-x.md" and "articles/2019-02-26-x/index.md" carry a date. False when there is none. */
bool front_matter_date_of_name(const struct front_matter_reading *reading, struct spanned_date *fact);
/* For a hint: the day that a name of another form says, "20190226-x", "2019_02_26_x", "2019/02/26/x"; else an
 * example. */
const char *front_matter_likely_date(const struct front_matter_reading *reading);
/* For a hint: the heading of level 1 with which the text begins, as other programs take their titles from;
 * else an example. */
const char *front_matter_likely_title(const struct front_matter_reading *reading);
/* Reports a name that other programs hold back, of a text that does not say whether it is a draft. */
void front_matter_check_name(const struct front_matter_reading *reading);

/* What other programs mean, front_matter_foreign.c: a pattern or a template as an address or an alias, which
 * is an error; and a file without front matter, which may have keys between other lines. */
void front_matter_check_permalink(struct front_matter_reading *reading, const struct front_matter *facts);
/* A link of Markdown as the licence, which is a name or an address. */
void front_matter_check_licence(const struct front_matter_reading *reading, const struct front_matter *facts);
void front_matter_report_missing(struct front_matter_reading *reading);

/* Simple readers, front_matter_values.c; read_lines is read_text that keeps line breaks. */
front_matter_reader front_matter_read_text, front_matter_read_lines, front_matter_read_title,
    front_matter_read_date, front_matter_read_required_date, front_matter_read_draft,
    front_matter_read_choice, front_matter_read_extra;
/* Lists, front_matter_lists.c. */
front_matter_reader front_matter_read_list_or_text, front_matter_read_list, front_matter_read_tags;
/* The terms of one taxonomy: a list, or a text that commas part. */
void front_matter_read_terms(
    struct front_matter_reading *reading, size_t taxonomy, text name, const struct value *value);
/* Readers of one key's own form, front_matter_facts.c. */
front_matter_reader front_matter_read_changes, front_matter_read_image, front_matter_read_once,
    front_matter_read_status, front_matter_read_type, front_matter_read_author_type;
/* front_matter_attachments.c */
front_matter_reader front_matter_read_attachments;
/* front_matter_series.c */
front_matter_reader front_matter_read_series;
/* Texts with a form, front_matter_forms.c; check_email keeps nothing. */
front_matter_reader front_matter_read_doi, front_matter_read_guid, front_matter_read_lang,
    front_matter_read_orcid, front_matter_read_email, front_matter_check_email, front_matter_read_links,
    front_matter_read_profile;
#endif
