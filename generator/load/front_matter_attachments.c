/* SPDX-License-Identifier: MIT */
/* `attachments: [report.pdf, {file: tables.csv, title: The tables}]`; one alone needs no list. */
#include "load/front_matter_reading.h"
#include "base/count.h"

static const char *const parts[] = { "file", "title" };

static void read_part(struct front_matter_reading *reading, const struct value_map_entry *entry,
    struct front_matter_attachment *attachment)
{
    struct spanned_text *facts[] = { &attachment->file, &attachment->title };
    for (size_t i = 0; i < COUNT(parts); i++) {
        if (text_equal(entry->key, text_of(parts[i]))) {
            *facts[i] = (struct spanned_text){ front_matter_text(reading, entry->key, &entry->value),
                entry->value.where };
            return;
        }
    }
    front_matter_unknown_part(reading, TEXT("attachments"), entry, parts, COUNT(parts));
}

/* False for nothing, and for what has been reported. */
static bool read_attachment(struct front_matter_reading *reading, text name, const struct value *value,
    struct front_matter_attachment *attachment)
{
    if (value->kind != VALUE_MAP) {
        attachment->file = (struct spanned_text){ front_matter_text(reading, name, value), value->where };
        return attachment->file.text.length > 0;
    }
    for (size_t i = 0; i < value->as.map->count; i++)
        read_part(reading, &value->as.map->entries[i], attachment);
    const struct value *file = value_map_find(value->as.map, text_of(parts[0]));
    bool is_reported =
        file && (file->kind == VALUE_LIST || file->kind == VALUE_MAP || file->kind == VALUE_BOOL);
    if (!attachment->file.text.length && !is_reported)
        diagnostic_hint(reading->rules->diagnostics,
            diagnostic_error(
                reading->rules->diagnostics, value->where, "missing-file", "an attachment without 'file'"),
            "write - {file: report.pdf, title: The whole report}");
    return attachment->file.text.length > 0;
}

void front_matter_read_attachments(
    struct front_matter_reading *reading, const struct front_matter_key *key, const struct value *value)
{
    struct front_matter *facts = reading->result;
    bool is_list = value->kind == VALUE_LIST;
    const struct value *items = is_list ? value->as.list->items : value;
    size_t count = is_list ? value->as.list->count : 1;
    struct front_matter_attachment *attachments =
        arena_new_array(reading->rules->arena, struct front_matter_attachment, count);
    for (size_t i = 0; i < count; i++) {
        struct front_matter_attachment found = { 0 };
        if (read_attachment(reading, text_of(key->name), &items[i], &found))
            attachments[facts->attachment_count++] = found;
    }
    facts->attachments = attachments;
}
