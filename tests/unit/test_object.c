/* SPDX-License-Identifier: MIT */
/* object: every kind of field, read by name. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "base/arena.h"
#include "base/object.h"

struct author {
    text name;
};

struct article {
    text title, html;
    bool is_draft;
    int64_t words;
    struct date date;
    struct value extra;
    const struct author *author;
    struct author editor;
    struct object_list authors;
    struct text_list tags;
};

static const struct field author_fields[] = {
    { .name = "name", .kind = FIELD_TEXT, .offset = offsetof(struct author, name) },
};

static const struct object_type author_type = {
    .name = "author", .fields = author_fields, .field_count = 1, .label_field = "name"
};

static struct value shout(const void *object, struct arena *arena)
{
    const struct article *article = object;
    return value_text(text_format(arena, "%.*s!", TEXT_ARGS(article->title)));
}

#define AT(member) .offset = offsetof(struct article, member)

static const struct field article_fields[] = {
    { .name = "title", .kind = FIELD_TEXT, AT(title) },
    { .name = "html", .kind = FIELD_MARKUP, AT(html) },
    { .name = "draft", .kind = FIELD_BOOL, AT(is_draft) },
    { .name = "words", .kind = FIELD_INTEGER, AT(words) },
    { .name = "date", .kind = FIELD_DATE, AT(date) },
    { .name = "extra", .kind = FIELD_VALUE, AT(extra) },
    { .name = "author", .kind = FIELD_OBJECT, AT(author), .of = &author_type },
    { .name = "editor", .kind = FIELD_STRUCT, AT(editor), .of = &author_type },
    { .name = "authors", .kind = FIELD_LIST, AT(authors), .of = &author_type },
    { .name = "tags", .kind = FIELD_TEXTS, AT(tags) },
    { .name = "shout", .kind = FIELD_COMPUTED, .get = shout },
};

static const struct object_type article_type = { .name = "article",
    .fields = article_fields,
    .field_count = sizeof(article_fields) / sizeof(article_fields[0]) };

static void reads(const struct article *article, const char *name, const char *kind, const char *expected)
{
    struct arena arena;
    arena_init(&arena);
    struct value value = object_get(article, &article_type, text_of(name), &arena);
    assert_string_equal(value_kind_name(&value), kind);
    assert_string_equal(text_to_string(&arena, value_to_text(&value, &arena)), expected);
    arena_release(&arena);
}

static void fields_of_every_kind_are_read(void **state)
{
    (void)state;
    const struct author ada = { TEXT("Ada") };
    const void *const authors[] = { &ada };
    const text tags[] = { TEXT("a"), TEXT("b") };
    const struct article article = {
        .title = TEXT("Flood"),
        .html = TEXT("<p>"),
        .is_draft = true,
        .words = 12,
        .extra = value_float(1.5),
        .author = &ada,
        .editor = { TEXT("Eve") },
        .authors = { authors, 1 },
        .tags = { tags, 2 },
    };
    reads(&article, "title", "text", "Flood");
    reads(&article, "html", "text", "<p>");
    reads(&article, "draft", "boolean", "true");
    reads(&article, "words", "integer", "12");
    reads(&article, "date", "none", "");
    reads(&article, "extra", "float", "1.5");
    reads(&article, "author", "author", "Ada");
    reads(&article, "editor", "author", "Eve");
    reads(&article, "authors", "list", "[\"Ada\"]");
    reads(&article, "tags", "list", "[\"a\",\"b\"]");
    reads(&article, "shout", "text", "Flood!");
    reads(&article, "titles", "undefined", "");
    reads(&article, "titl", "undefined", "");
    reads(&article, "", "undefined", "");
}

static void absent_things_are_none(void **state)
{
    (void)state;
    const struct article article = { .words = 0 };
    reads(&article, "title", "none", "");
    reads(&article, "author", "none", "");
    reads(&article, "authors", "list", "[]");
    reads(&article, "tags", "list", "[]");
}

static void markup_is_safe_and_text_is_not(void **state)
{
    (void)state;
    const struct article article = { .title = TEXT("a"), .html = TEXT("b") };
    assert_true(object_get(&article, &article_type, TEXT("html"), NULL).is_safe);
    assert_false(object_get(&article, &article_type, TEXT("title"), NULL).is_safe);
}

static void nearest_field_is_suggested(void **state)
{
    (void)state;
    assert_string_equal(object_nearest_field(&article_type, TEXT("tilte")), "title");
    assert_null(object_nearest_field(&article_type, TEXT("zzzzzz")));
}

static void a_type_without_label_has_none(void **state)
{
    (void)state;
    const struct article article = { .title = TEXT("a") };
    assert_null(object_label(&article, &article_type).bytes);
    const struct author ada = { TEXT("Ada") };
    assert_true(text_equal(object_label(&ada, &author_type), TEXT("Ada")));
}

/* Plugins can ask for any bytes. */
static void a_name_that_goes_on_behind_a_nul_is_no_field(void **state)
{
    (void)state;
    static const char with_zeros[8] = "id";
    static const struct field field = { .name = with_zeros, .kind = FIELD_TEXT };
    static const struct object_type type = { .name = "thing", .fields = &field, .field_count = 1 };
    assert_ptr_equal(object_field(&type, TEXT("id")), &field);
    assert_null(object_field(&type, TEXT("id\0")));
    assert_null(object_field(&type, TEXT("id\0\0\0")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_of_every_kind_are_read),
        cmocka_unit_test(absent_things_are_none),
        cmocka_unit_test(markup_is_safe_and_text_is_not),
        cmocka_unit_test(nearest_field_is_suggested),
        cmocka_unit_test(a_type_without_label_has_none),
        cmocka_unit_test(a_name_that_goes_on_behind_a_nul_is_no_field),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
