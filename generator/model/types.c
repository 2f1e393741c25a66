/* SPDX-License-Identifier: MIT */
/* The list of types, and the reference made from their tables, so that the reference cannot say anything
 * else. */
#include "model/types.h"
#include "base/count.h"
#include "base/date_part.h"
#include "model/related.h"
#include "model/site.h"

const struct object_type *const model_types[] = {
    &site_type, &article_type, &author_type, &term_type, &taxonomy_type, &page_type, &edition_type,
    &listing_type, &listing_group_type, &year_type, &series_type, &status_type, &change_type,
    &correction_type, &image_type, &attachment_type, &toc_entry_type, &citation_type, &comment_type,
    &comment_settings_type, &author_link_type, &media_type, &menu_item_type, &publisher_type, &related_type,
    /* to add one: its struct, field table and object_type in this room, and its address here */
};
const size_t model_type_count = COUNT(model_types);

static void append_type(struct buffer *out, const struct object_type *type)
{
    buffer_print(
        out, "\n## %s\n\n%s. Printed as text it is its `%s`.\n\n", type->name, type->help, type->label_field);
    buffer_append_literal(out, "| field | type | meaning |\n|---|---|---|\n");
    for (size_t i = 0; i < type->field_count; i++)
        buffer_print(
            out, "| `%s` | %s | %s |\n", type->fields[i].name, type->fields[i].type, type->fields[i].help);
}

static void append_date_parts(struct buffer *out)
{
    buffer_append_literal(out,
        "\n## date\n\na day, or a day with a time. Printed as text it is its `iso`; the filter "
        "`date` writes it in words.\n\n"
        "| field | type | meaning |\n|---|---|---|\n");
    for (size_t i = 0; i < date_part_count; i++)
        buffer_print(out, "| `%s` | %s | %s |\n", date_part_rows[i].name, date_part_rows[i].type,
            date_part_rows[i].meaning);
}

void types_reference(struct buffer *out)
{
    buffer_append_literal(out, "# Fields\n\n"
                               "What layouts and plugins can ask of the things in an archive. This page is "
                               "made from the program's own tables\n"
                               "(`make accept` rewrites it); a test fails when the two differ.\n\n"
                               "*markup* is HTML and is not escaped again; *none* is empty and false. "
                               "Everything is read-only, and every list holds\n"
                               "published things only.\n");
    for (size_t i = 0; i < model_type_count; i++)
        append_type(out, model_types[i]);
    append_date_parts(out);
}
