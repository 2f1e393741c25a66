/* SPDX-License-Identifier: MIT */
/*
 * Run by make: the documentation of docs/ as man pages, so that each thing is written once.
 *     manual NAME SECTION "DESCRIPTION" FILE…    → standard output
 * The library's man renderer does the work on a tree that is first made into what a man page has: the title
 * is the page's, sections are level 1, links to other files of docs/ are their text, and a table is a list of
 * terms, because man's tables do not break lines. The first column is the term, the last its meaning, what is
 * between stands in brackets.
 */
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH = 0, OPTIONS = CMARK_OPT_UNSAFE };

static int fail(const char *name)
{
    fprintf(stderr, "manual: %s: %s\n", name, errno ? strerror(errno) : "cannot be read");
    return 1;
}

static bool is_type(cmark_node *node, const char *name)
{
    return strcmp(cmark_node_get_type_string(node), name) == 0;
}

/* The cell's words as man source on one line; to be freed. */
static char *cell_words(cmark_node *cell)
{
    cmark_node *document = cmark_node_new(CMARK_NODE_DOCUMENT);
    cmark_node *paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH);
    cmark_node_append_child(document, paragraph);
    for (cmark_node *child = cmark_node_first_child(cell), *next; child; child = next) {
        next = cmark_node_next(child);
        cmark_node_append_child(paragraph, child);
    }
    char *words = cmark_render_man(document, OPTIONS, WIDTH);
    cmark_node_free(document);
    size_t start = strncmp(words, ".PP\n", 4) == 0 ? 4 : 0, length = strlen(words);
    memmove(words, words + start, length - start + 1);
    while (*words && words[strlen(words) - 1] == '\n')
        words[strlen(words) - 1] = '\0';
    return words;
}

static cmark_node *raw(const char *man)
{
    cmark_node *node = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK);
    cmark_node_set_on_enter(node, man);
    return node;
}

/* One row as ".TP": the term, then what is between the first and the last column in brackets, the meaning. */
static cmark_node *term_of(cmark_node *row)
{
    char *man = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&man, &size);
    const char *separator = "";
    bool has_brackets = false;
    if (!out) {
        perror("manual");
        exit(EXIT_FAILURE);
    }
    fputs(".TP\n", out);
    for (cmark_node *cell = cmark_node_first_child(row), *next; cell; cell = next) {
        char *words = cell_words(cell);
        next = cmark_node_next(cell);
        if (!cmark_node_previous(cell)) {
            fprintf(out, "%s\n", words);
        } else if (next && *words) {
            fprintf(out, "%s%s", has_brackets ? "; " : "(", words);
            has_brackets = true;
            separator = ") ";
        } else if (!next) {
            fprintf(out, "%s%s\n", separator, words);
        }
        free(words);
    }
    fclose(out);
    cmark_node *node = raw(man);
    free(man);
    return node;
}

static void replace_table(cmark_node *table)
{
    cmark_node *place = table;
    for (cmark_node *row = cmark_node_first_child(table); row; row = cmark_node_next(row)) {
        if (!is_type(row, "table_row"))
            continue;
        cmark_node *term = term_of(row);
        cmark_node_insert_after(place, term);
        place = term;
    }
    cmark_node_free(table);
}

/* "other.md#part" leads nowhere in a man page; its words stay. */
static void replace_link(cmark_node *link)
{
    if (strstr(cmark_node_get_url(link), "://"))
        return;
    for (cmark_node *child; (child = cmark_node_first_child(link));)
        cmark_node_insert_before(link, child);
    cmark_node_free(link);
}

/* Sections are level 1; the title of the first file is that of the page, and code directly below it says how
 * the program is called. */
static void move_heading(cmark_node *heading, bool is_first_file)
{
    int level = cmark_node_get_heading_level(heading);
    cmark_node *next = cmark_node_next(heading);
    if (level == 1 && is_first_file) {
        bool has_synopsis = next && cmark_node_get_type(next) == CMARK_NODE_CODE_BLOCK;
        cmark_node_insert_after(has_synopsis ? next : heading, raw(".SH DESCRIPTION"));
        if (has_synopsis)
            cmark_node_insert_before(next, raw(".SH SYNOPSIS"));
        cmark_node_free(heading);
    } else if (level > 1 && is_first_file) {
        cmark_node_set_heading_level(heading, level - 1);
    }
}

static void prepare(cmark_node *document, bool is_first_file)
{
    cmark_iter *walk = cmark_iter_new(document);
    for (cmark_event_type event; (event = cmark_iter_next(walk)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(walk);
        if (event == CMARK_EVENT_EXIT && cmark_node_get_type(node) == CMARK_NODE_LINK)
            replace_link(node);
        else if (event == CMARK_EVENT_EXIT && cmark_node_get_type(node) == CMARK_NODE_HEADING)
            move_heading(node, is_first_file);
    }
    cmark_iter_free(walk);
    for (cmark_node *block = cmark_node_first_child(document), *next; block; block = next) {
        next = cmark_node_next(block);
        if (is_type(block, "table"))
            replace_table(block);
    }
}

static cmark_node *parse(FILE *file)
{
    static const char *const extensions[] = { "table", "autolink" };
    cmark_parser *parser = cmark_parser_new(OPTIONS);
    for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++)
        cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(extensions[i]));
    char bytes[4096];
    for (size_t length; (length = fread(bytes, 1, sizeof bytes, file)) > 0;)
        cmark_parser_feed(parser, bytes, length);
    cmark_node *document = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    return document;
}

static int write_file(const char *name, bool is_first_file)
{
    FILE *file = fopen(name, "rb");
    if (!file)
        return fail(name);
    cmark_node *document = parse(file);
    prepare(document, is_first_file);
    char *man = cmark_render_man(document, OPTIONS, WIDTH);
    fputs(man, stdout);
    free(man);
    cmark_node_free(document);
    return fclose(file) ? fail(name) : 0;
}

int main(int count, char **words)
{
    if (count < 5)
        return fail("NAME SECTION DESCRIPTION FILE…");
    cmark_gfm_core_extensions_ensure_registered();
    printf(".\\\" Made from the files of docs/ by make.\n.TH \"");
    for (const char *letter = words[1]; *letter; letter++)
        putchar(*letter >= 'a' && *letter <= 'z' ? *letter - 'a' + 'A' : *letter);
    printf("\" \"%s\" \"\" \"brief\" \"brief\"\n.nh\n.ad l\n.SH NAME\n%s \\- %s\n", words[2], words[1],
        words[3]);
    for (int i = 4; i < count; i++)
        if (write_file(words[i], i == 4) != 0)
            return 1;
    return fflush(stdout) ? fail("standard output") : 0;
}
