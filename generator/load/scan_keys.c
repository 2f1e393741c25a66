/* SPDX-License-Identifier: MIT */
/*
 * Files among the texts, and among the data, that hold keys of other programs: brief reads none of them, so
 * that a draft would be copied as it is, or what holds back a text says nothing.
 */
#include "load/scan_keys.h"
#include "base/count.h"
#include "base/file.h"
#include "base/file_tree.h"
#include "base/media_type.h"
#include "base/path.h"
#include "load/front_matter.h"

/* How else Markdown is called. */
static const text markdown_extensions[] = { TEXT_INIT("md"), TEXT_INIT("markdown"), TEXT_INIT("mdown"),
    TEXT_INIT("mkd"), TEXT_INIT("mkdn") };

bool scan_is_markdown(text path)
{
    text extension = path_extension(path);
    return text_is_one_of_ignoring_ascii_case(extension, markdown_extensions, COUNT(markdown_extensions));
}

/* The first bytes of the file; none when it cannot be read. */
text scan_start_of(const struct scan_checks *checks, const struct content_file *file, size_t most)
{
    text start = TEXT_NONE;
    const char *path = text_to_string(checks->arena, file->disk_path);
    return file_read_start(checks->content_folder, path, most, checks->arena, &start) == 0 ? start
                                                                                           : TEXT_NONE;
}

bool scan_file_has_keys(const struct scan_checks *checks, const struct content_file *file)
{
    enum { START_BYTES = 512 };
    return front_matter_begins(scan_start_of(checks, file, START_BYTES));
}

static bool is_yaml(text path)
{
    text extension = path_extension(path);
    return text_equal_ignoring_ascii_case(extension, TEXT("yml")) ||
           text_equal_ignoring_ascii_case(extension, TEXT("yaml"));
}

/* Pictures and their like are not opened; a file of YAML may begin with `---`. */
static bool may_be_text(text path)
{
    text type = media_type_of(path);
    bool is_feed = text_equal(type, TEXT("application/xml")) || text_equal(type, TEXT("application/json"));
    return (!type.length || is_feed || text_starts_with(type, TEXT("text/"))) && !is_yaml(path);
}

static bool is_html(text path)
{
    text extension = path_extension(path);
    return text_equal_ignoring_ascii_case(extension, TEXT("html")) ||
           text_equal_ignoring_ascii_case(extension, TEXT("htm"));
}

/* `plan.txt`, `plan`, a page of HTML: what stands among texts with keys above it would be published with
 * them, whatever `draft:` or `date:` say there. */
static void check_keys(const struct scan_checks *checks, const struct content_file *file)
{
    text name = path_without_extension(file->path);
    if (file->kind != CONTENT_MEDIA || !content_is_among_texts(file->path) || !may_be_text(file->path) ||
        scan_is_markdown(file->path) || scan_is_markdown(name) || !scan_file_has_keys(checks, file))
        return;
    bool is_page = is_html(file->path);
    struct diagnostic *diagnostic =
        diagnostic_error(checks->diagnostics, (span){ file->source, 0, 0 }, "unread-source",
            "the keys above this %s are not read, and would be published with it", is_page ? "page" : "text");
    diagnostic_hint(checks->diagnostics, diagnostic, "call it content/%.*s.md%s", TEXT_ARGS(name),
        is_page ? ": HTML passes in Markdown" : ", or take it out of content/");
}

/* Other forms that programs read texts in. */
static bool is_other_text(text path)
{
    static const text extensions[] = { TEXT_INIT("adoc"), TEXT_INIT("asciidoc"), TEXT_INIT("org"),
        TEXT_INIT("rst"), TEXT_INIT("textile"), TEXT_INIT("mdx"), TEXT_INIT("qmd"), TEXT_INIT("rmd") };
    return text_is_one_of_ignoring_ascii_case(path_extension(path), extensions, COUNT(extensions));
}

/* Exports of mailing services hold the words of a text alone, "<p>…". A page of its own says that it is one.
 */
static bool is_part_of_page(text start)
{
    static const text whole[] = { TEXT_INIT("<!"), TEXT_INIT("<?xml"), TEXT_INIT("<html") };
    start = text_trim(text_from(start, text_mark_length(start)));
    for (size_t i = 0; i < COUNT(whole); i++)
        if (text_starts_with_ignoring_ascii_case(start, whole[i]))
            return false;
    return text_starts_with(start, TEXT("<"));
}

/* Fields of reStructuredText, AsciiDoc and Org that may hold back a text, at the start of a line. */
static bool has_fields(text start)
{
    static const text fields[] = { TEXT_INIT(":date:"), TEXT_INIT(":status:"), TEXT_INIT(":draft:"),
        TEXT_INIT(":published:"), TEXT_INIT(":revdate:"), TEXT_INIT(":page-"), TEXT_INIT("#+date"),
        TEXT_INIT("#+draft"), TEXT_INIT("#+publish") };
    for (text rest = start; rest.bytes && rest.length;) {
        text line = text_cut_line(&rest);
        for (size_t i = 0; i < COUNT(fields); i++)
            if (text_starts_with_ignoring_ascii_case(line, fields[i]))
                return true;
    }
    return false;
}

/* Pelican takes `<meta name="status" content="draft">` from the head of a page; Medium calls a draft
 * "draft_x.html". */
static bool report_page(const struct scan_checks *checks, const struct content_file *file, text start)
{
    bool is_draft = text_starts_with(path_name(file->path), TEXT("draft_"));
    bool has_keys = text_find(start, TEXT("<meta name=\"status\""), 0) != SIZE_MAX;
    bool may_hide = is_draft || has_keys;
    if (!may_hide && text_find(start, TEXT("<meta name=\"date\""), 0) == SIZE_MAX &&
        text_find(start, TEXT("<article class=\"h-entry\">"), 0) == SIZE_MAX)
        return false;
    struct diagnostic *diagnostic = diagnostic_report(checks->diagnostics,
        may_hide ? SEVERITY_ERROR : SEVERITY_WARNING, (span){ file->source, 0, 0 }, "unread-source",
        is_draft && !has_keys ? TEXT("this draft would be published as it is")
                              : TEXT("what this page says of itself is not read, and it is copied as it is"));
    diagnostic_hint(checks->diagnostics, diagnostic,
        "write what stands in its <body> into content/%.*s.md, with keys above it: HTML passes in Markdown",
        TEXT_ARGS(path_without_extension(file->path)));
    return true;
}

/* What may have been a text in an archive that moved, and is public here without one. */
static void check_other_text(const struct scan_checks *checks, const struct content_file *file)
{
    enum { START_BYTES = 8 * 1024 };
    bool is_page = is_html(file->path);
    if (file->kind != CONTENT_MEDIA || !content_is_among_texts(file->path) ||
        !(is_page || is_other_text(file->path)))
        return;
    text start = scan_start_of(checks, file, START_BYTES);
    if (front_matter_begins(start) ||
        (is_page && (report_page(checks, file, start) || !is_part_of_page(start))))
        return;
    bool has_keys = !is_page && has_fields(start);
    struct diagnostic *diagnostic = diagnostic_report(checks->diagnostics,
        has_keys ? SEVERITY_ERROR : SEVERITY_WARNING, (span){ file->source, 0, 0 }, "unread-source",
        has_keys ? TEXT("the keys above this text are not read, and would be published with it")
                 : TEXT("this is not read as a text; it is copied as it is"));
    diagnostic_hint(checks->diagnostics, diagnostic,
        is_page ? "call it content/%.*s.md, with keys above it: HTML passes in Markdown; a page of its own "
                  "begins with <!DOCTYPE html>"
        : has_keys
            ? "write it as Markdown, content/%.*s.md (pandoc -s -t gfm), or take it out of content/"
            : "write it as Markdown, content/%.*s.md (pandoc -s -t gfm), or put it into another folder of "
              "content/",
        TEXT_ARGS(path_without_extension(file->path)));
}

bool scan_has_yaml_key(text start, text key)
{
    for (text rest = text_from(start, text_mark_length(start)); rest.bytes && rest.length;)
        if (text_starts_with(text_cut_line(&rest), key))
            return true;
    return false;
}

static bool has_yaml_keys(text start)
{
    return scan_has_yaml_key(start, TEXT("title:")) &&
           (scan_has_yaml_key(start, TEXT("draft:")) || scan_has_yaml_key(start, TEXT("date:")));
}

/* The figures of a chart may have a title and dates, but no such keys. */
static bool has_json_keys(text start)
{
    static const text deciding[] = { TEXT_INIT("\"draft\""), TEXT_INIT("\"published_at\""),
        TEXT_INIT("\"first_published_at\""), TEXT_INIT("\"drupal_internal__nid\"") };
    if (text_find(start, TEXT("\"title\""), 0) == SIZE_MAX)
        return false;
    for (size_t i = 0; i < COUNT(deciding); i++)
        if (text_find(start, deciding[i], 0) != SIZE_MAX)
            return true;
    return false;
}

/* Some programs keep a text as YAML or JSON alone: a title, and what decides whether it is out. Or an author.
 */
static void check_keys_alone(const struct scan_checks *checks, const struct content_file *file)
{
    enum { START_BYTES = 16 * 1024 };
    bool is_json = text_equal_ignoring_ascii_case(path_extension(file->path), TEXT("json"));
    if (file->kind != CONTENT_MEDIA || !content_is_among_texts(file->path) ||
        !(is_json || is_yaml(file->path)))
        return;
    text start = scan_start_of(checks, file, START_BYTES);
    bool has_name = text_starts_with(file->path, TEXT("authors/")) &&
                    (is_json ? text_find(start, TEXT("\"name\""), 0) != SIZE_MAX
                             : scan_has_yaml_key(start, TEXT("name:")));
    if (!has_name && !(is_json ? has_json_keys(start) : has_yaml_keys(start)))
        return;
    struct diagnostic *diagnostic = diagnostic_error(checks->diagnostics, (span){ file->source, 0, 0 },
        "unread-source", "the keys in this file are not read, and would be published");
    diagnostic_hint(checks->diagnostics, diagnostic,
        "write them%s between lines of '---' into content/%.*s.md, or take it out of content/",
        is_json ? " as YAML" : "", TEXT_ARGS(path_without_extension(file->path)));
}

/* Docusaurus has "authors.yml" and "tags.yml" among its texts; in the first are addresses of people. */
static void check_names(const struct scan_checks *checks, const struct content_file *file)
{
    text name = path_without_extension(path_name(file->path));
    bool is_of_authors = text_equal(name, TEXT("authors"));
    if (file->kind != CONTENT_MEDIA || !content_is_among_texts(file->path) || !is_yaml(file->path) ||
        !(is_of_authors || text_equal(name, TEXT("tags"))))
        return;
    struct diagnostic *diagnostic = diagnostic_report(checks->diagnostics,
        is_of_authors ? SEVERITY_ERROR : SEVERITY_WARNING, (span){ file->source, 0, 0 }, "unread-source",
        TEXT("what this file says is not read; it would be published itself"));
    diagnostic_hint(checks->diagnostics, diagnostic,
        is_of_authors ? "write content/authors/<id>.md for each of them, and take it out of content/"
                      : "words on a tag stand in content/data/tags.yml; take this out of content/");
}

void scan_check_passed_over(const struct scan_checks *checks, text path, uint32_t source)
{
    enum { START_BYTES = 4096 };
    const struct content_file file = { .path = path, .disk_path = path, .source = source };
    bool may_hold_back = scan_has_yaml_key(scan_start_of(checks, &file, START_BYTES), TEXT("draft:"));
    struct diagnostic *diagnostic = diagnostic_report(checks->diagnostics,
        may_hold_back ? SEVERITY_ERROR : SEVERITY_WARNING, (span){ source, 0, 0 }, "unread-source",
        TEXT("the keys that this file has for texts are not read"));
    diagnostic_hint(checks->diagnostics, diagnostic,
        "write its keys into each text of the folder and of those in it, and take it away");
}

bool scan_is_of_texts(text path)
{
    return content_is_among_texts(path) && text_equal(path_name(path), TEXT(".meta.yml"));
}

/* Eleventy makes no page of what has "permalink": false, and of the rest by "/posts/{{ page.fileSlug }}/". */
static bool has_json_permalink(text start)
{
    static const text key = TEXT_INIT("\"permalink\"");
    size_t at = text_find(start, key, 0);
    text value = text_trim(text_from(start, at == SIZE_MAX ? start.length : at + key.length));
    value = text_trim(text_from(value, text_starts_with(value, TEXT(":")) ? 1 : value.length));
    return text_starts_with(value, TEXT("false")) || text_starts_with(value, TEXT("\"/")) ||
           text_starts_with(value, TEXT("\"{"));
}

/* The keys of a map of JSON, and not of those in it, one by one; absent behind the last one. */
static text next_json_key(text *rest, size_t *depth)
{
    for (size_t at = 0; at < rest->length; at++) {
        char byte = rest->bytes[at];
        *depth += byte == '{' || byte == '[';
        *depth -= (byte == '}' || byte == ']') && *depth > 0;
        if (byte != '"')
            continue;
        size_t start = at + 1, end = start;
        while (end < rest->length && rest->bytes[end] != '"')
            end += rest->bytes[end] == '\\' ? 2 : 1;
        if (end >= rest->length)
            break;
        at = end;
        text behind = text_trim(text_from(*rest, end + 1));
        if (*depth != 1 || !text_starts_with(behind, TEXT(":")))
            continue;
        text key = text_slice(*rest, start, end - start);
        *rest = text_from(*rest, end + 1);
        return key;
    }
    return TEXT_NONE;
}

static bool has_json_key(text start, const text *keys, size_t count)
{
    size_t depth = 0;
    for (text key; (key = next_json_key(&start, &depth)).bytes;)
        if (text_is_one_of(key, keys, count))
            return true;
    return false;
}

/* What Eleventy has for one text, "levy.json" beside "levy.md", or for those of a folder, "posts/posts.json".
 */
static bool is_beside_texts(const struct scan_checks *checks, const struct content_file *file)
{
    text stem = path_without_extension(file->path), beside = text_concat(checks->arena, stem, TEXT(".md"));
    enum file_kind kind;
    return text_equal(path_name(stem), path_name(path_folder(file->path))) ||
           file_kind_at(checks->content_folder, text_to_string(checks->arena, beside), &kind) == 0;
}

static void report_keys_of_texts(
    const struct scan_checks *checks, const struct content_file *file, enum severity severity)
{
    struct diagnostic *diagnostic =
        diagnostic_report(checks->diagnostics, severity, (span){ file->source, 0, 0 }, "unread-source",
            TEXT("the keys that this file has for texts are not read; it would be published itself"));
    diagnostic_hint(checks->diagnostics, diagnostic,
        "write its keys into each text that they are for, and take it out of content/");
}

/* Keys that would hold back a text, and others that it would lose: data to load have such at times. */
static void check_json_of_texts(const struct scan_checks *checks, const struct content_file *file)
{
    static const text deciding[] = { TEXT_INIT("draft"), TEXT_INIT("published"), TEXT_INIT("layout"),
        TEXT_INIT("eleventyExcludeFromCollections"), TEXT_INIT("eleventyComputed") };
    static const text others[] = { TEXT_INIT("tags"), TEXT_INIT("author"), TEXT_INIT("authors"),
        TEXT_INIT("lang") };
    enum { START_BYTES = 16 * 1024 };
    if (file->kind != CONTENT_MEDIA || !content_is_among_texts(file->path) ||
        !text_equal_ignoring_ascii_case(path_extension(file->path), TEXT("json")) ||
        text_find(path_name(file->path), TEXT(".11ty"), 0) != SIZE_MAX || !is_beside_texts(checks, file))
        return;
    text start = scan_start_of(checks, file, START_BYTES);
    bool may_decide = has_json_key(start, deciding, COUNT(deciding)) || has_json_permalink(start);
    if (!has_json_keys(start) && (may_decide || has_json_key(start, others, COUNT(others))))
        report_keys_of_texts(checks, file, may_decide ? SEVERITY_ERROR : SEVERITY_WARNING);
}

/* Does it say of all texts of a folder what they are, as Eleventy's "posts.11tydata.js" and Quarto's
 * "_metadata.yml" do? Or make texts, as "plan.11ty.js" and Hugo's
 * "_content.gotmpl" do? */
static bool is_about_folder(const struct scan_checks *checks, const struct content_file *file)
{
    enum { START_BYTES = 16 * 1024 };
    text name = path_name(file->path), stem = path_without_extension(name);
    bool is_program =
        text_find(name, TEXT(".11ty"), 0) != SIZE_MAX || text_equal(path_extension(name), TEXT("gotmpl"));
    if (is_program || (is_yaml(name) && text_equal(stem, TEXT("_metadata"))))
        return true;
    text start = is_yaml(name) ? scan_start_of(checks, file, START_BYTES) : TEXT_NONE;
    return scan_has_yaml_key(start, TEXT("draft:")) && !has_yaml_keys(start);
}

/* Keys for all texts of a folder: those here would be public whatever `draft` or `permalink` says there. */
static void check_folder_data(const struct scan_checks *checks, const struct content_file *file)
{
    if (file->kind == CONTENT_MEDIA && content_is_among_texts(file->path) && is_about_folder(checks, file))
        report_keys_of_texts(checks, file, SEVERITY_ERROR);
}

/* Other programs read these as data; here they would be public, and site.data without them. */
static void check_data(const struct scan_checks *checks, const struct content_file *file)
{
    text extension = path_extension(file->path);
    static const text others[] = { TEXT_INIT("toml"), TEXT_INIT("js"), TEXT_INIT("cjs"), TEXT_INIT("mjs") };
    bool is_json = text_equal_ignoring_ascii_case(extension, TEXT("json"));
    if (file->kind != CONTENT_MEDIA || !text_starts_with(file->path, TEXT("data/")) ||
        !(is_json || text_is_one_of_ignoring_ascii_case(extension, others, COUNT(others))))
        return;
    if (text_starts_with(path_name(file->path), TEXT("eleventyComputed."))) {
        report_keys_of_texts(checks, file, SEVERITY_ERROR);
        return;
    }
    struct diagnostic *diagnostic = diagnostic_warning(checks->diagnostics, (span){ file->source, 0, 0 },
        "unread-source", "this is not read as data; it is copied as it is");
    diagnostic_hint(checks->diagnostics, diagnostic,
        is_json ? "JSON is YAML too: call it content/%.*s.yml, or put it into another folder"
                : "write it as YAML, as content/%.*s.yml, or put it into another folder",
        TEXT_ARGS(path_without_extension(file->path)));
}

/* "MEMBERS.CSV", as some programs save it. */
static void check_spelling(const struct scan_checks *checks, const struct content_file *file)
{
    static const text ours[] = { TEXT_INIT("yml"), TEXT_INIT("yaml"), TEXT_INIT("csv"), TEXT_INIT("tsv") };
    text extension = path_extension(file->path);
    if (content_is_data(file) || !text_starts_with(file->path, TEXT("data/")) ||
        !text_is_one_of_ignoring_ascii_case(extension, ours, COUNT(ours)))
        return;
    struct diagnostic *diagnostic = diagnostic_warning(checks->diagnostics, (span){ file->source, 0, 0 },
        "unread-source", "this is not read as data; it is copied as it is");
    diagnostic_hint(checks->diagnostics, diagnostic,
        "call it content/%.*s.%.*s, or put it into another folder",
        TEXT_ARGS(path_without_extension(file->path)), TEXT_ARGS(text_lower_ascii(checks->arena, extension)));
}

static void (*const all_checks[])(const struct scan_checks *checks, const struct content_file *file) = {
    check_keys, check_other_text, check_keys_alone, check_names, check_folder_data, check_json_of_texts,
    check_data, check_spelling,
    /* to add one: a function above, and its name here */
};

void scan_check_keys(const struct scan_checks *checks, const struct content_file *file)
{
    for (size_t i = 0; i < COUNT(all_checks); i++)
        all_checks[i](checks, file);
}
