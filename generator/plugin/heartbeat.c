/* SPDX-License-Identifier: MIT */
/*
 * The texts are written before the time and the time is cleared before them, so that a reader who sees a time
 * sees the texts that belong to it. A torn text could only name the wrong article in a message.
 */
#include "plugin/heartbeat.h"
#include "plugin/budget.h"
#include "plugin/files.h"
#include <string.h>
#include <unistd.h>

#define LATE_HINT                                                                                            \
    "a pattern with several '-' or '*' may take for ever on a long text: search for plain text, or in "      \
    "smaller pieces; what is the same in every turn of a loop, such as local text = article.plain, belongs " \
    "above it"

static void put(char *place, text value)
{
    size_t length = value.length < HEARTBEAT_TEXT_BYTES - 1 ? value.length : HEARTBEAT_TEXT_BYTES - 1;
    if (length)
        memcpy(place, value.bytes, length);
    place[length] = '\0';
}

/* The writer is another process, which a plugin may have made run wild: the end of the text is not taken on
 * trust. */
static text read_text(const char *place)
{
    return (text){ place, strnlen(place, HEARTBEAT_TEXT_BYTES) };
}

void heartbeat_take(struct plugin_heartbeat *heartbeat)
{
    if (heartbeat)
        atomic_store(&heartbeat->process, getpid());
}

void heartbeat_start(
    struct plugin_heartbeat *heartbeat, text plugin, text hook, text subject, int64_t instructions)
{
    if (!heartbeat)
        return;
    put(heartbeat->plugin, plugin);
    put(heartbeat->hook, hook);
    put(heartbeat->file, TEXT(""));
    put(heartbeat->subject, subject);
    atomic_store(&heartbeat->line, 0);
    atomic_store(&heartbeat->limit, BUDGET_NONE);
    atomic_store(&heartbeat->instructions, instructions);
    int64_t now = clock_ms();
    atomic_store(&heartbeat->marked_ms, now);
    atomic_store(&heartbeat->started_ms, now);
}

void heartbeat_mark(struct plugin_heartbeat *heartbeat, text file, int line)
{
    if (!heartbeat)
        return;
    if (!text_equal(read_text(heartbeat->file), file))
        put(heartbeat->file, file);
    atomic_store(&heartbeat->line, line);
    atomic_store(&heartbeat->marked_ms, clock_ms());
}

void heartbeat_spend(struct plugin_heartbeat *heartbeat, int limit)
{
    if (heartbeat)
        atomic_store(&heartbeat->limit, limit);
}

void heartbeat_stop(struct plugin_heartbeat *heartbeat)
{
    if (heartbeat)
        atomic_store(&heartbeat->started_ms, 0);
}

static bool is_over(struct watched_work *work, int process, int64_t since_ms, int64_t limit_ms)
{
    int64_t used = clock_used_ms(work, process, since_ms);
    return used >= 0 && (used > limit_ms || (clock_ms() - since_ms) / HEARTBEAT_PATIENCE > limit_ms);
}

bool heartbeat_is_late(struct plugin_heartbeat *heartbeat)
{
    int64_t started = atomic_load(&heartbeat->started_ms), marked = atomic_load(&heartbeat->marked_ms),
            limit = atomic_load(&heartbeat->instructions) / HEARTBEAT_INSTRUCTIONS_IN_MS;
    int process = atomic_load(&heartbeat->process);
    bool is_call_late = is_over(&heartbeat->call, process, started, limit),
         is_step_late = is_over(&heartbeat->step, process, marked, HEARTBEAT_STEP_MS);
    heartbeat->late_ms = is_call_late ? limit : HEARTBEAT_STEP_MS;
    return started && (is_call_late || is_step_late);
}

text heartbeat_plugin(const struct plugin_heartbeat *heartbeat)
{
    return read_text(heartbeat->plugin);
}

static span find_place(
    const struct plugin_heartbeat *heartbeat, const struct sources *sources, struct arena *arena)
{
    text file = read_text(heartbeat->file);
    int line = atomic_load(&heartbeat->line);
    for (uint32_t i = 1; file.length && i < sources->count; i++) {
        if (!text_equal(sources->items[i].path, file))
            continue;
        const struct plugin_file whole = { .source = i, .contents = source_contents(sources, i, arena) };
        return files_span_of_line(&whole, line > 0 ? (size_t)line : 0);
    }
    return SPAN_NONE;
}

void heartbeat_report(
    const struct plugin_heartbeat *heartbeat, const struct sources *sources, struct diagnostics *diagnostics)
{
    span where = find_place(heartbeat, sources, diagnostics->arena);
    text hook = read_text(heartbeat->hook), plugin = read_text(heartbeat->plugin),
         subject = read_text(heartbeat->subject);
    int limit = atomic_load(&heartbeat->limit);
    bool ended_itself = limit == BUDGET_OF_INSTRUCTIONS || limit == BUDGET_OF_MEMORY;
    int64_t seconds = heartbeat->late_ms / 1000 + (heartbeat->late_ms % 1000 > 0);
    struct budget_words words = budget_words(ended_itself ? (enum budget_limit)limit : BUDGET_NONE,
        atomic_load(&heartbeat->instructions), diagnostics->arena);
    struct diagnostic *diagnostic =
        ended_itself ? diagnostic_error(diagnostics, where, "plugin-limit", "%.*s", TEXT_ARGS(words.fault))
                     : diagnostic_error(diagnostics, where, "plugin-limit",
                           "the %.*s of the plugin '%.*s' took longer than %lld s and was ended",
                           TEXT_ARGS(hook), TEXT_ARGS(plugin), (long long)seconds);
    if (ended_itself)
        diagnostic_note(diagnostics, diagnostic, SPAN_NONE, "in the %.*s of the plugin '%.*s'",
            TEXT_ARGS(hook), TEXT_ARGS(plugin));
    if (subject.length)
        diagnostic_note(diagnostics, diagnostic, SPAN_NONE, "at hand: %.*s", TEXT_ARGS(subject));
    diagnostic_hint(diagnostics, diagnostic, "%s", ended_itself ? words.hint : LATE_HINT);
}
