/* SPDX-License-Identifier: MIT */
/* A small site that builds as it is: settings that explain themselves, one article, its author, one page. */
#include "base/builtin.h"
#include "base/byte.h"
#include "base/count.h"
#include "base/escape.h"
#include "base/path.h"
#include "command/new.h"
#include "command/scaffold.h"
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct {
    const char *archetype; /* a built-in file */
    const char *path;      /* in date_format's letters, for the year */
} files[] = {
    { "generator/starter/site.yml", "site.yml" },
    { "generator/starter/article.md", "content/articles/%Y/why-dates.md" },
    { "generator/starter/author.md", "content/authors/first-author.md" },
    { "generator/starter/about.md", "content/pages/about.md" },
    { "generator/starter/gitignore", ".gitignore" }, { "generator/starter/gitattributes", ".gitattributes" },
    /* to add one: a file of generator/starter/ and a row here */
};

/* "policy-briefings" → "Policy briefings". */
static text title_of(struct arena *arena, text folder)
{
    text name = path_name(folder);
    if (!name.length || text_equal(name, TEXT(".")))
        name = TEXT("briefings");
    char *title = text_to_string(arena, name);
    for (size_t i = 0; i < name.length; i++)
        if (title[i] == '-' || title[i] == '_')
            title[i] = ' ';
    if (byte_is_lower(title[0]))
        title[0] = (char)(title[0] - 'a' + 'A');
    return text_of(title);
}

/* Nothing but what begins with a dot, such as .git? */
static bool is_empty_folder(const char *path)
{
    DIR *stream = opendir(path);
    bool is_empty = stream != NULL;
    for (struct dirent *entry; stream && (entry = readdir(stream));)
        is_empty &= entry->d_name[0] == '.';
    if (stream)
        closedir(stream);
    return is_empty;
}

/* Makes the folders above it that are not there; what fails shows when the folder itself is made. */
static void make_parents(char *folder)
{
    for (char *slash = folder; (slash = strchr(slash + 1, '/'));) {
        *slash = '\0';
        mkdir(folder, 0755);
        *slash = '/';
    }
}

/* Makes the folder and goes there. */
static enum exit_code enter(char *folder)
{
    make_parents(folder);
    int error = mkdir(folder, 0755) == 0 ? 0 : errno;
    if (error == EEXIST && !is_empty_folder(folder))
        return command_misused(
            "choose a new name, or empty the folder", "'%s' is there and not an empty folder", folder);
    if (!error || error == EEXIST)
        error = chdir(folder) == 0 ? 0 : errno;
    if (!error)
        return EXIT_DONE;
    fprintf(stderr, "brief: error: cannot make the folder '%s': %s\n", folder, strerror(error));
    return EXIT_MACHINE;
}

/* A clone of a repository has files of git's already, which are the user's: what they lack is said. */
static bool is_left_alone(const char *path, text contents)
{
    if (path[0] != '.' || access(path, F_OK) != 0)
        return false;
    fprintf(stderr, "brief: note: '%s' is there already, and left as it is; it should have\n%.*s", path,
        TEXT_ARGS(contents));
    return true;
}

static int write_files(struct scaffold *scaffold, text folder)
{
    struct arena *arena = &scaffold->arena;
    text day = date_in_english(arena, &scaffold->now, TEXT("%F"));
    const struct value_map_entry entries[] = { { .key = TEXT("title"),
                                                   .value = value_text(title_of(arena, folder)) },
        { .key = TEXT("date"), .value = value_text(day) } };
    struct value values = value_map_of(arena, entries, COUNT(entries));
    int code = EXIT_DONE;
    for (size_t i = 0; i < COUNT(files) && !code; i++) {
        const struct builtin_file *file = builtin_find(text_of(files[i].archetype));
        text contents = { file->bytes, file->length }, filled;
        if (is_left_alone(files[i].path, contents))
            continue;
        uint32_t source = sources_add(&scaffold->sources, text_of(files[i].archetype), TEXT_NONE, contents);
        text path = date_in_english(arena, &scaffold->now, text_of(files[i].path));
        code = EXIT_MACHINE;
        if (scaffold_fill(scaffold, source, contents, values.as.map, &filled))
            code = scaffold_write(scaffold, path, filled);
    }
    return code;
}

/* Letters, digits and what else no shell reads as anything but itself. */
static bool is_plain_word(text word)
{
    static const char marks[] = "/._-+@%,:=";
    for (size_t i = 0; i < word.length; i++) {
        unsigned char byte = (unsigned char)word.bytes[i];
        bool is_letter = byte_is_letter(byte) || byte >= 0x80;
        if (!is_letter && !byte_is_digit(byte) && !memchr(marks, byte, sizeof marks - 1))
            return false;
    }
    return true;
}

static void print_next(text folder)
{
    struct buffer out;
    buffer_init(&out, NULL);
    buffer_append_literal(&out, "\nnext: ");
    if (!text_equal(folder, TEXT("."))) {
        buffer_append(&out, text_starts_with(folder, TEXT("-")) ? TEXT("cd ./") : TEXT("cd "));
        if (is_plain_word(folder))
            buffer_append(&out, folder);
        else
            escape_shell(&out, folder);
        buffer_append_literal(&out, " && ");
    }
    buffer_append_literal(&out, "brief build\n");
    fwrite(out.bytes, 1, out.length, stdout);
    buffer_release(&out);
}

enum exit_code new_site(const struct arguments *arguments, text folder)
{
    struct scaffold scaffold;
    while (folder.length > 1 && text_ends_with(folder, TEXT("/")))
        folder.length--;
    if (!folder.length)
        return command_misused("brief new site DIR", "a site needs a folder");
    enum exit_code code = enter(text_to_string(arguments->arena, folder));
    if (code)
        return code;
    scaffold_open(&scaffold);
    code = scaffold_close(&scaffold, &arguments->build.style, write_files(&scaffold, folder));
    if (!code && !arguments->build.is_quiet)
        print_next(folder);
    return code;
}
