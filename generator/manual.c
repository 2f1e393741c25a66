/* SPDX-License-Identifier: MIT */
/*
 * Run by make: the documentation of docs/ as man pages, so that each thing is written once.
 *     manual FOLDER PAGE    → standard output: the page `brief-site.5`, from the files that its row names
 * The library's man renderer does the work on a tree that is first made into what a man page has: the title
 * is the page's, sections are level 1, links to other files of docs/ name the page or the section where their
 * text stands, and a table is a list of terms, because man's tables do not break lines. The first column is
 * the term, the last its meaning, what is between stands in brackets.
 */
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH = 0, OPTIONS = CMARK_OPT_UNSAFE };

struct page {
    const char *name, *section, *about;
    struct {
        const char *file, *title;
    } parts[8]; /* ends with NULL; titles as in the files */
};

static const struct page pages[] = {
    { "brief", "1", "build a static archive of policy briefings",
        { { "brief.md", "brief" }, { "serve.md", "Writing with brief serve" } } },
    { "brief-site", "5", "the files of a site: settings, front matter, Markdown",
        { { "site-yml.md", "site.yml" }, { "front-matter.md", "Front matter" },
            { "markdown.md", "Markdown in briefings" }, { "comments.md", "Comments" },
            { "checks.md", "Checks" }, { "record.md", "The record" },
            { "moving.md", "Moving an archive" } } },
    { "brief-layouts", "7", "the layouts of a site and the language they are written in",
        { { "layouts.md", "Layouts" }, { "fields.md", "Fields" },
            { "design.md", "The design, and how to change it" }, { "search.md", "Search" } } },
    { "brief-plugins", "7", "plugins of a site, in Lua",
        { { "plugins.md", "Plugins" }, { "tutorial-glossary.md", "A plugin from nothing: a glossary" } } },
    /* to add one: a row here, its name in MAN_PAGES of the Makefile */
};
enum { PAGE_COUNT = sizeof pages / sizeof *pages, PART_COUNT = sizeof pages->parts / sizeof *pages->parts };

/* What is made now. */
struct making {
    const struct page *page;
    bool is_first_file;
};

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

/* The page that has the file "other.md#part", and which of its parts that is; NULL: none has it. */
static const struct page *page_of(const char *url, size_t *part)
{
    size_t length = strcspn(url, "#");
    for (size_t i = 0; i < PAGE_COUNT; i++)
        for (*part = 0; *part < PART_COUNT && pages[i].parts[*part].file; ++*part)
            if (strlen(pages[i].parts[*part].file) == length &&
                strncmp(pages[i].parts[*part].file, url, length) == 0)
                return &pages[i];
    return NULL;
}

static cmark_node *words_node(const char *before, const char *words, const char *behind)
{
    char all[100];
    snprintf(all, sizeof all, "%s%s%s", before, words, behind);
    cmark_node *node = cmark_node_new(CMARK_NODE_TEXT);
    cmark_node_set_literal(node, all);
    return node;
}

/* Does the link say no more than the file's name? */
static bool is_bare(cmark_node *link)
{
    cmark_node *child = cmark_node_first_child(link);
    const char *words = child ? cmark_node_get_literal(child) : NULL;
    return words && !cmark_node_next(child) && strlen(words) > 3 &&
           strcmp(words + strlen(words) - 3, ".md") == 0;
}

/* A man page has no links: "see layouts" becomes "see layouts (brief-layouts(7))", and the bare name of a
 * file the page, or within it the title of the section. */
static void replace_link(cmark_node *link, const struct page *here)
{
    size_t part;
    const char *url = cmark_node_get_url(link);
    if (strstr(url, "://"))
        return;
    const struct page *page = page_of(url, &part);
    char other[40] = "";
    if (page && page != here)
        snprintf(other, sizeof other, "%s(%s)", page->name, page->section);
    if (page && is_bare(link)) {
        cmark_node_insert_before(
            link, page == here ? words_node("“", page->parts[part].title, "”") : words_node("", other, ""));
    } else {
        for (cmark_node *child; (child = cmark_node_first_child(link));)
            cmark_node_insert_before(link, child);
        if (*other)
            cmark_node_insert_before(link, words_node(" (", other, ")"));
    }
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

static void prepare(cmark_node *document, const struct making *making)
{
    cmark_iter *walk = cmark_iter_new(document);
    for (cmark_event_type event; (event = cmark_iter_next(walk)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(walk);
        if (event == CMARK_EVENT_EXIT && cmark_node_get_type(node) == CMARK_NODE_LINK)
            replace_link(node, making->page);
        else if (event == CMARK_EVENT_EXIT && cmark_node_get_type(node) == CMARK_NODE_HEADING)
            move_heading(node, making->is_first_file);
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

/* The renderer asks for the font C, which not every reader of man pages knows: code within a line is bold, as
 * man pages have it, a block of it plain. */
static void put_man(const char *man)
{
    for (const char *code; (code = strstr(man, "\\f[C]")); man = code + strlen("\\f[C]"))
        printf("%.*s\\f[%c]", (int)(code - man), man, code[strlen("\\f[C]")] == '\n' ? 'R' : 'B');
    fputs(man, stdout);
}

static int write_file(const char *name, const struct making *making)
{
    FILE *file = fopen(name, "rb");
    if (!file)
        return fail(name);
    cmark_node *document = parse(file);
    prepare(document, making);
    char *man = cmark_render_man(document, OPTIONS, WIDTH);
    put_man(man);
    free(man);
    cmark_node_free(document);
    return fclose(file) ? fail(name) : 0;
}

static int write_page(const struct page *page, const char *folder)
{
    printf(".\\\" Made from the files of docs/ by make.\n.TH \"");
    for (const char *letter = page->name; *letter; letter++)
        putchar(*letter >= 'a' && *letter <= 'z' ? *letter - 'a' + 'A' : *letter);
    printf("\" \"%s\" \"\" \"brief\" \"brief\"\n.nh\n.ad l\n.SH NAME\n%s \\- %s\n", page->section, page->name,
        page->about);
    for (size_t i = 0; i < PART_COUNT && page->parts[i].file; i++) {
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", folder, page->parts[i].file);
        if (write_file(path, &(struct making){ page, i == 0 }) != 0)
            return 1;
    }
    return fflush(stdout) ? fail("standard output") : 0;
}

int main(int count, char **words)
{
    cmark_gfm_core_extensions_ensure_registered();
    for (size_t i = 0; i < PAGE_COUNT && count == 3; i++) {
        size_t length = strlen(pages[i].name);
        if (strncmp(words[2], pages[i].name, length) == 0 && words[2][length] == '.' &&
            strcmp(words[2] + length + 1, pages[i].section) == 0)
            return write_page(&pages[i], words[1]);
    }
    return fail("FOLDER PAGE");
}
