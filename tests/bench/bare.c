/* SPDX-License-Identifier: MIT */
/*
 * bare is what a site generator cannot do without, and nothing else: it lists a folder of articles, reads
 * each, skips the front matter, renders the Markdown with cmark-gfm (tables, footnotes), wraps it in 4 KB of
 * constant text and writes slug/index.html, in two processes. Then it writes further files of the last page's
 * size until their number is the one asked for. `make bench` gives brief's time as a multiple of this.
 *
 * Usage: bare ARTICLES OUTPUT FILE-COUNT
 */
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WORKERS = 2, CHROME_BYTES = 2048, ARENA_BYTES = 64 << 20, PATH_BYTES = 1024 };

static char header[CHROME_BYTES], footer[CHROME_BYTES];

/* cmark_mem knows no user pointer, so the arena of a process is a file-scope variable. */
static char *arena;
static size_t arena_used;

static void *arena_calloc(size_t count, size_t size)
{
    size_t bytes = (count * size + 31) & ~(size_t)15;
    if (bytes > ARENA_BYTES - arena_used)
        abort();
    char *piece = arena + arena_used;
    arena_used += bytes;
    memset(piece, 0, bytes);
    *(size_t *)(void *)piece = count * size;
    return piece + 16;
}

static void *arena_realloc(void *old, size_t size)
{
    char *piece = arena_calloc(1, size);
    if (old) {
        size_t old_size = *(size_t *)(void *)((char *)old - 16);
        memcpy(piece, old, old_size < size ? old_size : size);
    }
    return piece;
}

static void arena_free(void *piece)
{
    (void)piece;
}

static cmark_mem memory = { arena_calloc, arena_realloc, arena_free };

static void write_page(const char *folder, const char *name, char *html, size_t length)
{
    char path[PATH_BYTES];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    mkdir(path, 0755);
    snprintf(path, sizeof path, "%s/%s/index.html", folder, name);
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    struct iovec parts[] = { { header, CHROME_BYTES }, { html, length }, { footer, CHROME_BYTES } };
    if (file < 0 || writev(file, parts, 3) < 0)
        abort();
    close(file);
}

static char *render(const char *markdown, size_t length, size_t *html_length)
{
    static cmark_syntax_extension *table;
    if (!table)
        table = cmark_find_syntax_extension("table");
    cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_FOOTNOTES | CMARK_OPT_UNSAFE, &memory);
    cmark_parser_attach_syntax_extension(parser, table);
    cmark_parser_feed(parser, markdown, length);
    cmark_node *document = cmark_parser_finish(parser);
    char *html = cmark_render_html_with_mem(document, CMARK_OPT_FOOTNOTES | CMARK_OPT_UNSAFE,
        cmark_parser_get_syntax_extensions(parser), &memory);
    *html_length = strlen(html);
    return html;
}

/* Reads, renders and writes one article; returns its HTML, which lives until the next. */
static char *make_page(const char *source, const char *folder, const char *name, size_t *length)
{
    static char contents[8 << 20];
    int file = open(source, O_RDONLY);
    struct stat status;
    if (file < 0 || fstat(file, &status) != 0)
        abort();
    ssize_t count = read(file, contents, sizeof contents - 1);
    close(file);
    contents[count > 0 ? count : 0] = '\0';
    char *end = strstr(contents + 3, "\n---\n");
    char *body = end ? end + 5 : contents;
    arena_used = 0;
    char *html = render(body, (size_t)(contents + count - body), length);
    write_page(folder, name, html, *length);
    return html;
}

struct names {
    char **items;
    size_t count, capacity;
};

static void list(struct names *names, const char *folder)
{
    DIR *directory = opendir(folder);
    if (!directory)
        abort();
    for (struct dirent *entry; (entry = readdir(directory));) {
        if (entry->d_name[0] == '.')
            continue;
        char path[PATH_BYTES];
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        if (entry->d_type == DT_DIR) {
            list(names, path);
            continue;
        }
        if (names->count == names->capacity) {
            names->capacity = names->capacity ? names->capacity * 2 : 1024;
            names->items = realloc(names->items, names->capacity * sizeof *names->items);
        }
        names->items[names->count++] = strdup(path);
    }
    closedir(directory);
}

static void work(const struct names *names, size_t worker, const char *output, size_t file_count)
{
    arena = malloc(ARENA_BYTES);
    cmark_gfm_core_extensions_ensure_registered();
    char *html = header;
    size_t length = 0;
    for (size_t i = worker; i < names->count; i += WORKERS) {
        char name[32];
        snprintf(name, sizeof name, "%zu", i);
        html = make_page(names->items[i], output, name, &length);
    }
    for (size_t i = names->count + worker; i < file_count; i += WORKERS) {
        char name[32];
        snprintf(name, sizeof name, "%zu", i);
        write_page(output, name, html, length);
    }
}

int main(int argument_count, char **arguments)
{
    if (argument_count != 4)
        return 2;
    memset(header, 'h', sizeof header);
    memset(footer, 'f', sizeof footer);
    struct names names = { 0 };
    list(&names, arguments[1]);
    mkdir(arguments[2], 0755);
    for (size_t worker = 0; worker < WORKERS; worker++) {
        if (fork() == 0) {
            work(&names, worker, arguments[2], strtoul(arguments[3], NULL, 10));
            _exit(0);
        }
    }
    int status, failed = 0;
    while (wait(&status) > 0)
        failed |= status != 0;
    return failed;
}
