/* SPDX-License-Identifier: MIT */
/* Opening and closing the plugins of a site, and finding what they bring. The calls are in host_calls.c. */
#include "plugin/host.h"
#include "base/digest.h"
#include "base/readings.h"
#include "model/related.h"
#include "plugin/plugin.h"
#include "plugin/state.h"

static void report_unknown(struct plugins *plugins, const struct plugin_setting *setting)
{
    struct diagnostics *diagnostics = plugins->input.diagnostics;
    struct diagnostic *diagnostic = diagnostic_error(
        diagnostics, setting->where, "unknown-plugin", "there is no plugin '%.*s'", TEXT_ARGS(setting->name));
    text nearest = files_nearest(&plugins->files, plugins->arena, setting->name);
    if (nearest.bytes)
        diagnostic_hint(diagnostics, diagnostic, "did you mean '%.*s'?", TEXT_ARGS(nearest));
    else
        diagnostic_hint(
            diagnostics, diagnostic, "it would be lua-plugins/%.*s.lua", TEXT_ARGS(setting->name));
}

static bool is_disabled(const struct plugins *plugins, text name)
{
    return text_is_one_of(name, plugins->input.disabled, plugins->input.disabled_count);
}

static bool is_loaded(const struct plugins *plugins, text name)
{
    for (size_t i = 0; i < plugins->list.count; i++)
        if (text_equal(plugins->list.items[i]->name, name))
            return true;
    return false;
}

static void open_plugin(struct plugins *plugins, const struct plugin_setting *setting)
{
    const struct plugin_file *file = files_find(&plugins->files, setting->name);
    if (is_disabled(plugins, setting->name))
        return;
    if (!file) {
        report_unknown(plugins, setting);
        return;
    }
    struct plugin *plugin = arena_new(plugins->arena, struct plugin);
    plugin->host = plugins;
    plugin->file = file;
    plugin->name = setting->name;
    plugin->number = plugins->list.count;
    *list_add(plugins->arena, &plugins->list) = plugin;
    plugin->is_broken = !plugin_load(plugin, setting, plugins->input.diagnostics);
}

/* "related(", with or without blanks between. */
static bool calls_related(text lua)
{
    text name = TEXT("related");
    for (size_t at = text_find(lua, name, 0); at != SIZE_MAX; at = text_find(lua, name, at)) {
        for (at += name.length; at < lua.length && text_is_blank(lua.bytes[at]); at++)
            ;
        if (at < lua.length && lua.bytes[at] == '(')
            return true;
    }
    return false;
}

/* Built-in files are only plugins, so that one that is not loaded is not required either. */
static bool ask_what_is_related(const struct plugins *plugins)
{
    for (size_t i = 0; i < plugins->files.count; i++) {
        const struct plugin_file *file = &plugins->files.items[i];
        if ((!file->is_builtin || is_loaded(plugins, file->name)) && calls_related(file->contents))
            return plugins->list.count > 0;
    }
    return false;
}

struct plugins *plugins_open(const struct plugins_input *input)
{
    struct plugins *plugins = arena_new(input->arena, struct plugins);
    plugins->arena = input->arena;
    plugins->input = *input;
    plugins_set_heartbeat(plugins, input->heartbeat);
    arena_init(&plugins->passing);
    files_open(&plugins->files, input->arena, input->site_folder, input->sources, input->diagnostics);
    for (size_t i = 0; i < input->config->plugin_count; i++)
        open_plugin(plugins, &input->config->plugins[i]);
    plugins->asks_what_is_related = ask_what_is_related(plugins);
    return plugins;
}

void plugins_close(struct plugins *plugins)
{
    for (size_t i = 0; i < plugins->list.count; i++) {
        struct plugin *plugin = plugins->list.items[i];
        lua_close(plugin->lua);
        pool_close(&plugin->budget.pool);
        buffer_release(&plugin->markup);
        buffer_release(&plugin->address);
        arena_release(&plugin->scratch);
        arena_release(&plugin->work);
        arena_release(&plugin->kept);
    }
    for (size_t i = 0; i < MEMOIZE_DEPTH; i++)
        readings_release(&plugins->memoize_readings[i]);
    plugins->list.count = 0;
    arena_release(&plugins->passing);
}

void plugins_set_services(struct plugins *plugins, const struct plugin_services *services)
{
    plugins->services = *services;
}

void plugins_set_heartbeat(struct plugins *plugins, struct plugin_heartbeat *heartbeat)
{
    /* To ask for the process's number is a call of the system, and this is called for every page. */
    if (plugins->heartbeat != heartbeat)
        heartbeat_take(heartbeat);
    plugins->heartbeat = heartbeat;
}

const struct plugin_files *plugins_files(const struct plugins *plugins)
{
    return &plugins->files;
}

size_t plugins_count(const struct plugins *plugins)
{
    return plugins->list.count;
}

text plugins_name(const struct plugins *plugins, size_t index)
{
    return plugins->list.items[index]->name;
}

bool plugins_are_whole(const struct plugins *plugins)
{
    size_t broken = 0;
    for (size_t i = 0; i < plugins->list.count; i++)
        broken += plugins->list.items[i]->is_broken;
    return !broken && plugins->list.count == plugins->input.config->plugin_count;
}

bool plugins_have(const struct plugins *plugins, enum hook hook)
{
    for (size_t i = 0; i < plugins->list.count; i++)
        if (plugins->list.items[i]->has[hook] && !plugins->list.items[i]->is_broken)
            return true;
    return false;
}

bool plugins_ask_what_is_related(const struct plugins *plugins)
{
    return plugins->asks_what_is_related;
}

const struct plugin_function *const *plugins_functions(
    const struct plugins *plugins, enum hook group, size_t *count)
{
    const struct plugin_functions *functions = &plugins->functions[group - HOOK_FILTERS];
    *count = functions->count;
    return functions->items;
}

const struct plugin_function *plugins_find(const struct plugins *plugins, enum hook group, text name)
{
    const struct plugin_functions *functions = &plugins->functions[group - HOOK_FILTERS];
    for (size_t i = 0; i < functions->count; i++)
        if (text_equal(functions->items[i]->name, name))
            return functions->items[i];
    return NULL;
}

struct related_index *plugins_related(struct plugins *plugins, const struct site *site)
{
    if (plugins->asks_what_is_related && !plugins->related)
        plugins->related = related_index_make(plugins->arena, site);
    return plugins->related;
}

void plugins_set_build_time(struct plugins *plugins, struct date build_time)
{
    plugins->input.build_time = build_time;
}

void plugins_set_related(struct plugins *plugins, struct related_index *related)
{
    if (plugins->related || !related)
        return;
    related_make_room(related, plugins->arena);
    plugins->related = related;
}

uint64_t plugins_watch_state(struct plugins *plugins)
{
    uint64_t digest = 0;
    for (size_t i = 0; i < plugins->list.count; i++) {
        struct plugin *plugin = plugins->list.items[i];
        if (plugin->is_broken)
            continue;
        state_watch(plugin);
        digest = digest_mix(digest, plugin->state);
    }
    return digest;
}

void plugins_check_state(struct plugins *plugins)
{
    for (size_t i = 0; i < plugins->list.count; i++)
        state_check(plugins->list.items[i]);
}

void plugin_note_reading(
    struct plugins *plugins, const void *object, const struct object_type *type, uint32_t parts)
{
    if (plugins->is_silent)
        return;
    readings_note(plugins->readings, object, parts);
    if (object && object == plugins->own && !plugins->memoize_depth)
        parts &= ~(uint32_t)READ_OF_OWN;
    if (plugins->input.on_read && parts)
        plugins->input.on_read(plugins->input.data, type, parts);
}

static void note_facts(void *plugins, const void *object, const struct object_type *type)
{
    plugin_note_reading(plugins, object, type, 1u << PART_FACTS);
}

void plugin_note_words(struct plugins *plugins, const struct value *value)
{
    readings_each_thing(value, note_facts, plugins);
}
