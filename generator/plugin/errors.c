/* SPDX-License-Identifier: MIT */
/*
 * The handler runs where the error was raised, while the stack still stands, and notes the lines on it. An
 * error's own "file:line:" in front of the message wins over the innermost line, because error("…", 2) means
 * its caller.
 */
#include "plugin/errors.h"
#include "plugin/advice.h"
#include "plugin/bindings.h"
#include "base/byte.h"
#include "plugin/budget.h"

enum { FRAME_LIMIT = 12, LEVEL_LIMIT = 200, MESSAGE_BYTES = 2000 };

struct frame {
    struct lua_place place;
    text function; /* absent: the chunk itself */
};

struct failure {
    text message;
    struct lua_place place;
    struct frame frames[FRAME_LIMIT]; /* innermost first */
    size_t frame_count;
};

/* Cuts "lua-plugins/x.lua:12: " off the front of *message. */
static struct lua_place cut_place(const struct plugin_files *files, text *message)
{
    for (size_t colon = text_find_byte(*message, ':', 0); colon != SIZE_MAX;
         colon = text_find_byte(*message, ':', colon + 1)) {
        size_t end = colon + 1, line = 0;
        while (end < message->length && byte_is_digit(message->bytes[end]) && line < 10000000)
            line = line * 10 + (size_t)(message->bytes[end++] - '0');
        if (end == colon + 1 || end >= message->length || message->bytes[end] != ':')
            continue;
        const struct plugin_file *file = files_find_chunk(files, text_slice(*message, 0, colon));
        if (!file)
            return (struct lua_place){ 0 };
        *message = text_trim(text_from(*message, end + 1));
        return (struct lua_place){ file, line };
    }
    return (struct lua_place){ 0 };
}

static text function_name(struct arena *arena, const lua_Debug *frame)
{
    if (frame->what[0] == 'm')
        return TEXT_NONE;
    if (frame->name)
        return text_format(arena, "function '%s'", frame->name);
    return text_format(arena, "function of line %d", frame->linedefined);
}

static void note_frames(lua_State *lua, struct failure *failure, struct arena *arena)
{
    const struct plugin_files *files = &plugin_of(lua)->host->files;
    lua_Debug frame;
    for (int level = 1;
         level < LEVEL_LIMIT && failure->frame_count < FRAME_LIMIT && lua_getstack(lua, level, &frame);
         level++) {
        if (!lua_getinfo(lua, "Sln", &frame) || frame.currentline <= 0)
            continue;
        const struct plugin_file *file = files_find_chunk(files, text_of(frame.source));
        if (file)
            failure->frames[failure->frame_count++] =
                (struct frame){ { file, (size_t)frame.currentline }, function_name(arena, &frame) };
    }
}

static text message_of(lua_State *lua, struct arena *arena)
{
    if (lua_type(lua, 1) == LUA_TSTRING || lua_type(lua, 1) == LUA_TNUMBER)
        return text_copy(arena, text_slice(plugin_text(lua, 1), 0, MESSAGE_BYTES));
    return text_format(arena, "the error is a %s instead of a text", bindings_type_name(lua, 1));
}

int errors_handler(lua_State *lua)
{
    struct plugin *plugin = plugin_of(lua);
    struct arena *arena = plugin->call->diagnostics->arena;
    struct failure *failure = arena_new(arena, struct failure);
    failure->message = message_of(lua, arena);
    failure->place = cut_place(&plugin->host->files, &failure->message);
    note_frames(lua, failure, arena);
    if (!failure->place.file && failure->frame_count)
        failure->place = failure->frames[0].place;
    lua_pushlightuserdata(lua, failure);
    return 1;
}

static span span_of_place(const struct plugin *plugin, struct lua_place place)
{
    return place.file ? files_span_of_line(place.file, place.line) : (span){ plugin->file->source, 0, 0 };
}

static void add_subject(struct plugin_call *call, struct diagnostic *diagnostic)
{
    diagnostic_note(call->diagnostics, diagnostic, SPAN_NONE, "in the %.*s of the plugin '%.*s'",
        TEXT_ARGS(call->what), TEXT_ARGS(call->plugin->name));
    if (call->subject.path.length)
        diagnostic_note(call->diagnostics, diagnostic, call->subject.where, "at hand: %.*s",
            TEXT_ARGS(call->subject.path));
}

static void report_limit(struct plugin_call *call, struct lua_place place, struct budget_words words)
{
    struct diagnostic *diagnostic = diagnostic_error(call->diagnostics, span_of_place(call->plugin, place),
        "plugin-limit", "%.*s", TEXT_ARGS(words.fault));
    diagnostic_hint(call->diagnostics, diagnostic, "%s", words.hint);
    add_subject(call, diagnostic);
}

static void report_failure(struct plugin_call *call, const struct failure *failure)
{
    struct diagnostic *diagnostic = diagnostic_error(call->diagnostics,
        span_of_place(call->plugin, failure->place), "plugin-error", "%.*s", TEXT_ARGS(failure->message));
    const char *advice = advice_for(failure->message);
    if (advice)
        diagnostic_hint(call->diagnostics, diagnostic, "%s", advice);
    for (size_t i = 0; i < failure->frame_count; i++) {
        const struct frame *frame = &failure->frames[i];
        bool is_the_place =
            i == 0 && frame->place.file == failure->place.file && frame->place.line == failure->place.line;
        if (is_the_place && !frame->function.bytes)
            continue;
        diagnostic_note(call->diagnostics, diagnostic, span_of_place(call->plugin, frame->place), "in %.*s",
            TEXT_ARGS(frame->function.bytes ? frame->function : TEXT("the file itself")));
    }
    add_subject(call, diagnostic);
}

/* Lua code that catches the error of a full memory may raise it again as an ordinary one. */
static bool is_memory_failure(lua_State *lua)
{
    const struct failure *failure = lua_islightuserdata(lua, -1) ? lua_touserdata(lua, -1) : NULL;
    return failure && text_equal(failure->message, TEXT(BUDGET_MEMORY_ERROR));
}

enum budget_limit errors_limit(const struct plugin *plugin, int status)
{
    if (plugin->budget.is_spent)
        return BUDGET_OF_INSTRUCTIONS;
    bool is_memory = status == LUA_ERRMEM || (status != LUA_OK && is_memory_failure(plugin->lua));
    return is_memory ? BUDGET_OF_MEMORY : BUDGET_NONE;
}

void errors_report(struct plugin_call *call, int status)
{
    const struct budget *budget = &call->plugin->budget;
    lua_State *lua = call->plugin->lua;
    enum budget_limit limit = errors_limit(call->plugin, status);
    if (limit) {
        report_limit(call, limit == BUDGET_OF_MEMORY ? budget->memory_refused_at : budget->spent_at,
            budget_words(limit, budget_instructions(call), call->diagnostics->arena));
    } else if (lua_islightuserdata(lua, -1)) {
        struct failure *failure = lua_touserdata(lua, -1);
        if (!failure->place.file)
            failure->place = call->function_at;
        report_failure(call, failure);
    } else {
        struct failure failure = { .message = TEXT("an error came up while another was being handled") };
        report_failure(call, &failure);
    }
}

void errors_report_syntax(
    struct plugin *plugin, const struct plugin_file *file, text message, struct diagnostics *diagnostics)
{
    text words = message;
    struct lua_place place = cut_place(&plugin->host->files, &words);
    if (!place.file)
        place.file = file;
    struct diagnostic *diagnostic = diagnostic_error(
        diagnostics, span_of_place(plugin, place), "plugin-syntax", "%.*s", TEXT_ARGS(words));
    const char *advice = advice_for(words);
    if (advice)
        diagnostic_hint(diagnostics, diagnostic, "%s", advice);
}

span errors_span(lua_State *lua)
{
    return span_of_place(plugin_of(lua), budget_place(lua));
}

static bool is_word_byte(char byte)
{
    return byte_is_letter_or_digit(byte) || byte == '_';
}

/* What follows a key behind its name: `["bar-chart"] =` has the quotation mark and the bracket before the
 * sign. */
static text behind_key(text rest)
{
    if (text_starts_with(rest, TEXT("\"]")) || text_starts_with(rest, TEXT("']")))
        rest = text_from(rest, 2);
    return text_trim(rest);
}

/* Where the file gives a value to the word, `word =`; else where the word stands, be it within another. */
static size_t place_of_word(text contents, text word)
{
    size_t first = text_find(contents, word, 0);
    for (size_t at = first; at != SIZE_MAX; at = text_find(contents, word, at + 1)) {
        text rest = behind_key(text_from(contents, at + word.length));
        bool is_whole = at == 0 || !is_word_byte(contents.bytes[at - 1]);
        if (is_whole && text_starts_with(rest, TEXT("=")) && !text_starts_with(rest, TEXT("==")))
            return at;
    }
    return first;
}

struct diagnostic *errors_wrong_plugin(
    struct plugin *plugin, struct diagnostics *diagnostics, text word, const char *format, ...)
{
    span where = { plugin->file->source, 0, 0 };
    size_t at = word.length ? place_of_word(plugin->file->contents, word) : SIZE_MAX;
    if (at != SIZE_MAX)
        where = (span){ plugin->file->source, (uint32_t)at, (uint32_t)word.length };
    va_list arguments;
    va_start(arguments, format);
    text message = text_vformat(diagnostics->arena, format, arguments);
    va_end(arguments);
    return diagnostic_report(diagnostics, SEVERITY_ERROR, where, "wrong-plugin", message);
}
