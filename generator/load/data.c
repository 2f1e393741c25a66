/* SPDX-License-Identifier: MIT */
/* Data files go through the same YAML reader as everything else, and sheets through their own. A folder is a
 * map of what is in it. */
#include "load/data.h"
#include "base/count.h"
#include "base/file.h"
#include "base/file_fault.h"
#include "base/list.h"
#include "base/map.h"
#include "load/data_check.h"
#include "load/sheet.h"
#include "load/unfetched_file.h"
#include "load/yaml.h"
#include <string.h>

/* Two would be seen under one name: x.yml and x.yaml, or a folder x. A sheet gives way, as readers get it all
 * the same. */
static void report_name(struct diagnostics *diagnostics, const struct content_file *file,
    const struct content_file *other, text name)
{
    struct diagnostic *diagnostic = diagnostic_report(diagnostics,
        file->is_sheet ? SEVERITY_WARNING : SEVERITY_ERROR, (span){ file->source, 0, 0 }, "duplicate-data",
        text_format(diagnostics->arena, "content/%.*s is seen as '%.*s' too", TEXT_ARGS(other->path),
            TEXT_ARGS(name)));
    diagnostic_hint(diagnostics, diagnostic, "give one of them another name");
}

struct data_reading {
    struct arena *arena;
    const struct config *config;
    int content_folder;
    const struct content *content;
    size_t at; /* the next file, in the order of paths: those of a folder follow each other */
    struct diagnostics *diagnostics;
};

static bool read_contents(struct data_reading *reading, const struct content_file *file, int64_t most,
    const char *advice, text *contents)
{
    int error = file_read(reading->content_folder, text_to_string(reading->arena, file->disk_path),
        (size_t)most, reading->arena, contents, NULL);
    if (error)
        file_fault_report_file(reading->diagnostics, (span){ file->source, 0, 0 }, error, most, advice);
    return !error && !unfetched_file_report(reading->diagnostics, file->source, *contents);
}

/* A list of rows would say nothing to those who look for terms, words or synonyms under this name. */
static bool refuse_sheet(struct data_reading *reading, const struct content_file *file)
{
    struct diagnostic *diagnostic =
        diagnostic_error(reading->diagnostics, (span){ file->source, 0, 0 }, "wrong-type",
            "'%.*s' is a table, and brief itself reads what is called so as YAML", TEXT_ARGS(file->id));
    diagnostic_hint(reading->diagnostics, diagnostic,
        "write it as content/data/%.*s.yml, or give the table another name", TEXT_ARGS(file->id));
    return false;
}

/* The file of YAML that has its name; NULL when there is none. */
static const struct content_file *namesake(
    const struct data_reading *reading, const struct content_file *file)
{
    static const text endings[] = { TEXT_INIT("yml"), TEXT_INIT("yaml") };
    const struct content_file *found = NULL;
    for (size_t i = 0; i < COUNT(endings) && !found; i++)
        found = map_find(&reading->content->by_path,
            text_format(reading->arena, "data/%.*s.%.*s", TEXT_ARGS(file->id), TEXT_ARGS(endings[i])));
    return found;
}

static bool read_rows(struct data_reading *reading, const struct content_file *file, struct value *value)
{
    text contents;
    if (data_is_of_brief(reading->config, file->id))
        return refuse_sheet(reading, file);
    return read_contents(reading, file, reading->config->limits.source_bytes,
               "split the table, or raise limits: source_bytes in site.yml", &contents) &&
           sheet_parse(reading->arena, file->source, contents,
               text_ends_with(file->path, TEXT(".tsv")) ? '\t' : ',', value, reading->diagnostics);
}

static bool is_pointer(const struct diagnostic *diagnostic)
{
    return strcmp(diagnostic->code, "unfetched-file") == 0;
}

static bool soften(void *data, struct diagnostic *diagnostic)
{
    (void)data;
    if (!is_pointer(diagnostic)) /* it cannot be copied either */
        diagnostic->severity = SEVERITY_WARNING;
    return true;
}

/* Readers get the file whatever is in it: that it is no table stops nobody but who reads it as one. */
static bool read_sheet(struct data_reading *reading, const struct content_file *file, struct value *value)
{
    struct diagnostics said;
    struct data_reading own = *reading;
    diagnostics_init(&said, reading->arena);
    own.diagnostics = &said;
    bool is_read = read_rows(&own, file, value);
    if (said.first && !said.machine_fault_count) {
        diagnostics_filter(&said, soften, NULL);
        if (!is_pointer(said.first))
            diagnostic_note(&said, said.first, (span){ file->source, 0, 0 },
                "it is copied as it is, and not seen in site.data");
    }
    diagnostics_take(reading->diagnostics, &said);
    return is_read;
}

static bool read_file(struct data_reading *reading, const struct content_file *file, struct value *value)
{
    text contents;
    if (file->is_sheet)
        return read_sheet(reading, file, value);
    return read_contents(
               reading, file, (int64_t)yaml_limits_data.bytes, yaml_limits_data.advice, &contents) &&
           yaml_parse(
               reading->arena, file->source, contents, 0, &yaml_limits_data, value, reading->diagnostics);
}

/* All files whose ids begin with `folder`: "", or "regions/". */
static struct value read_folder(struct data_reading *reading, text folder)
{
    struct {
        struct value_map_entry *items;
        size_t count, capacity;
    } entries = { 0 };
    struct map names;
    map_init(&names, reading->arena);
    while (reading->at < reading->content->count) {
        const struct content_file *file = &reading->content->files[reading->at];
        if (!content_is_data(file)) {
            reading->at++;
            continue;
        }
        if (!text_starts_with(file->id, folder))
            break;
        text rest = text_from(file->id, folder.length), name = text_cut(&rest, '/');
        struct value value;
        const struct content_file *other = file->is_sheet && !rest.bytes ? namesake(reading, file) : NULL;
        other = other ? other : map_add(&names, name, (void *)file);
        bool is_free = other == file, is_read;
        if (!is_free)
            report_name(reading->diagnostics, file, other, name);
        if (rest.bytes) {
            value = read_folder(reading, text_slice(file->id, 0, folder.length + name.length + 1));
            is_read = true;
        } else {
            is_read = is_free && read_file(reading, file, &value);
            reading->at++;
        }
        if (is_free && is_read)
            *list_add(reading->arena, &entries) = (struct value_map_entry){ .key = name, .value = value };
    }
    return value_map_of(reading->arena, entries.items, entries.count);
}

struct value data_read(struct arena *arena, const struct config *config, int content_folder,
    const struct content *content, struct diagnostics *diagnostics)
{
    struct data_reading reading = { arena, config, content_folder, content, 0, diagnostics };
    return read_folder(&reading, TEXT(""));
}
