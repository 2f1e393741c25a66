/* SPDX-License-Identifier: MIT */
/*
 * embed runs while brief is built: it reads file names, one a line, and writes a C file with their bytes as
 * the table that base/builtin.h declares, sorted by name in byte order, so that brief carries its own layouts
 * and plugins. It is a program of its own and no part of brief.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_LIMIT = 512, FILE_LIMIT = 2048, BYTES_PER_LINE = 64 };

static int fail(const char *name)
{
    fprintf(stderr, "embed: %s: %s\n", name, errno ? strerror(errno) : "cannot be taken in");
    return 1;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* One byte of a string literal. Octal, always three digits: no digit after it can be taken into the escape.
 */
static void write_byte(int byte)
{
    if (byte == '\n')
        fputs("\\n", stdout);
    else if (byte == '"' || byte == '\\' || byte == '?' || byte < ' ' || byte > '~')
        printf("\\%03o", byte);
    else
        putchar(byte);
}

static int write_bytes(const char *name, size_t number)
{
    FILE *file = fopen(name, "rb");
    if (!file)
        return fail(name);
    printf("static const char file_%zu[] =\n    \"", number);
    size_t count = 0;
    for (int byte = getc(file); byte != EOF; byte = getc(file)) {
        if (count && count % BYTES_PER_LINE == 0)
            fputs("\"\n    \"", stdout);
        write_byte(byte);
        count++;
    }
    fputs("\";\n", stdout);
    int failed = ferror(file);
    fclose(file);
    return failed ? fail(name) : 0;
}

static char lines[FILE_LIMIT][NAME_LIMIT];

static size_t read_names(char **names)
{
    size_t count = 0;
    while (count < FILE_LIMIT && fgets(lines[count], NAME_LIMIT, stdin)) {
        names[count] = lines[count];
        names[count][strcspn(names[count], "\n")] = '\0';
        if (names[count][0])
            count++;
    }
    return count;
}

int main(void)
{
    static char *names[FILE_LIMIT];
    size_t count = read_names(names);
    qsort(names, count, sizeof names[0], by_name);
    puts("/* Made by generator/embed.c from layouts/ and lua-plugins/. */\n#include \"base/builtin.h\"\n");
    for (size_t i = 0; i < count; i++) {
        if (write_bytes(names[i], i) != 0)
            return 1;
    }
    puts("\nconst struct builtin_file builtin_files[] = {");
    for (size_t i = 0; i < count; i++)
        printf("    { \"%s\", file_%zu, sizeof file_%zu - 1 },\n", names[i], i, i);
    printf("    { 0, 0, 0 },\n};\nconst size_t builtin_file_count = %zu;\n", count);
    return fflush(stdout) == 0 ? 0 : fail("standard output");
}
