/* SPDX-License-Identifier: MIT */
/*
 * budget and heartbeat: what runs too long or takes too much is stopped from inside where that can be done;
 * where it cannot, the test does what the build does: it watches the heartbeat of another process and ends
 * it.
 */
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include "plugin/budget.h"
#include "plugin_each.h"

/* Of this process alone: other work of the machine does not count. */
static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void stops(const char *code, const char *expected)
{
    double start = seconds();
    assert_string_equal(case_run(&test, code), expected);
#ifndef BRIEF_SANITIZE
    if (seconds() - start > 2.5)
        fail_msg("took %.1f s", seconds() - start);
#else
    (void)start;
#endif
}

#define TOO_LONG                                                                                             \
    "lua-plugins/x.lua:1: error: this call needs more than 100 million instructions [plugin-limit]\n"
#define TOO_LARGE "lua-plugins/x.lua:1: error: the plugin needs more than 64 MiB of memory [plugin-limit]\n"

static void endless_loop_is_stopped(void **state)
{
    (void)state;
    stops("while true do end", TOO_LONG);
}

static void endless_loop_that_catches_errors_is_stopped(void **state)
{
    (void)state;
    stops("local function loop() while true do end end while true do pcall(loop) end", TOO_LONG);
}

static void endless_loop_with_a_looping_handler_is_stopped(void **state)
{
    (void)state;
    stops("local function loop() while true do end end while true do xpcall(loop, loop) end", TOO_LONG);
}

static void endless_loop_while_a_variable_closes_is_stopped(void **state)
{
    (void)state;
    stops("local function loop() while true do end end\n"
          "while true do local x <close> = setmetatable({}, { __close = loop }) end",
        "lua-plugins/x.lua:1: error: this call needs more than 100 million instructions [plugin-limit]\n");
}

static void endless_recursion_is_stopped(void **state)
{
    (void)state;
    /* Where a word has 32 bits, calls are so small that Lua's own limit comes first. */
    stops("local function f() return 1 + f() end f()",
        sizeof(void *) == 4 ? "lua-plugins/x.lua:1: error: stack overflow [plugin-error]\n" : TOO_LARGE);
}

static void finalizers_cannot_be_made(void **state)
{
    (void)state;
    stops("setmetatable({}, { __gc = function() while true do end end })",
        "lua-plugins/x.lua:1: error: '__gc' does not work in plugins: what it does depends on when memory is "
        "cleared [plugin-error]\n");
}

#define NO_MODE                                                                                              \
    "lua-plugins/x.lua:1: error: '__mode' does not work in plugins: what it does depends on when memory is " \
    "cleared [plugin-error]\n"

/* Lua asks a metatable each time that it clears memory, not only when it is set. */
static void weak_tables_cannot_be_made(void **state)
{
    (void)state;
    stops("setmetatable({}, { __mode = 'k' })", NO_MODE);
    stops("local m = {} setmetatable({}, m) m.__mode = 'k'", NO_MODE);
    stops("local m = {} setmetatable({}, m) m['__mo' .. 'de'] = 'k'", NO_MODE);
    stops("local m = {} setmetatable({}, m) rawset(m, '__mode', 'v')", NO_MODE);
    stops("local m = {} local t = setmetatable({}, m) function m.__index(_, key) return key end "
          "setmetatable(m, { __index = { a = 'b' } }) print(t.x, m.a, rawset({}, 1, 2)[1])",
        "x b 2\n");
}

static void repeating_nothing_for_ever_is_refused(void **state)
{
    (void)state;
    stops("string.rep('', 10^18 | 0)",
        "lua-plugins/x.lua:1: error: string.rep: at most 67108864 times [plugin-error]\n");
}

static void moving_nothing_for_ever_is_refused(void **state)
{
    (void)state;
    stops("table.move({}, 1, 10^12 | 0, 2, {})",
        "lua-plugins/x.lua:1: error: table.move: at most 10000000 items [plugin-error]\n");
    stops("table.move({}, math.mininteger, math.maxinteger, 2, {})",
        "lua-plugins/x.lua:1: error: table.move: at most 10000000 items [plugin-error]\n");
    stops("table.move({}, math.maxinteger, math.mininteger, 2, {}) print('goes on')", "goes on\n");
}

static void inserting_into_an_endless_list_is_refused(void **state)
{
    (void)state;
    stops("table.insert(setmetatable({}, { __len = function() return 10^15 | 0 end, __newindex = function() "
          "end }), 1, 1)",
        "lua-plugins/x.lua:1: error: the list says that it has more than 10000000 items [plugin-error]\n");
}

static void memory_is_limited(void **state)
{
    (void)state;
    stops("local t = {} for i = 1, 10^9 do t[i] = i end", TOO_LARGE);
    stops("local s = 'x' while true do s = s .. s end", TOO_LARGE);
    stops("local s = ('x'):rep(60000000) .. 'y' .. ('z'):rep(60000000)", TOO_LARGE);
    stops("local t = {} while true do t[#t + 1] = brief.safe(('x'):rep(1000)) end", TOO_LARGE);
    stops("pcall(string.rep, 'x', 67000000) print('goes on')", "goes on\n");
}

/* Where Lua's stack cannot grow nobody may look at it. */
static void deep_calls_in_a_full_memory_are_stopped(void **state)
{
    (void)state;
    stops("local hold = {} for i = 1, 100 do hold[i] = ('x'):rep(500000) .. i end "
          "local function deep(n) local a, b, c, d, e = n, n, n, n, n return 1 + deep(n + 1) + a end deep(1)",
        TOO_LARGE);
}

#define LONG_TEXT "local s = ('x y'):rep(350000) "
#define MANY      LONG_TEXT "local t = {} for i = 1, 1000 do t[i] = s end "

static void memory_of_functions_of_brief_is_limited(void **state)
{
    (void)state;
    stops(MANY "brief.json(t)", TOO_LARGE);
    stops(MANY "brief.html{ t }", TOO_LARGE);
    stops(MANY "brief.join(t, '')", TOO_LARGE);
    stops(MANY "brief.html.a{ class = t }", TOO_LARGE);
    stops(LONG_TEXT "for i = 1, 1000 do brief.url('/' .. s) end", TOO_LARGE);
    stops("brief.fold(('x'):rep(30000000))", TOO_LARGE);
    stops(LONG_TEXT "for i = 1, 1000 do pcall(function() return brief[s] end) end brief.url('/' .. s)",
        TOO_LARGE);
    stops(LONG_TEXT "local f = brief.memoize(function() end) for i = 1, 1000 do f(s, i) end", TOO_LARGE);
}

/* What was said before stays. */
static void memory_of_what_is_said_is_limited(void **state)
{
    (void)state;
    const char *functions[] = { "print", "brief.warn" };
    for (size_t i = 0; i < 2; i++) {
        text code = text_format(&test.arena, LONG_TEXT "for i = 1, 1000 do %s(s) end", functions[i]);
        text said = text_of(case_run(&test, text_to_string(&test.arena, code)));
        assert_true(text_ends_with(said, TEXT(TOO_LARGE)) || text_starts_with(said, TEXT(TOO_LARGE)));
        assert_true(said.length < 64 << 20);
    }
}

#ifndef BRIEF_SANITIZE
static long largest_kilobytes(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}
#endif

/* A call may make any number of them, so that they cannot all be there until it is over. */
static void what_functions_make_is_given_back(void **state)
{
    (void)state;
#ifdef BRIEF_SANITIZE
    skip();
#else
    pid_t child = fork();
    if (child == 0) {
        long before = largest_kilobytes();
        const char *said = case_run(&test,
            LONG_TEXT "for i = 1, 20 do brief.slug(s) brief.fold(s) brief.cut(s, 300000) os.date(s) "
                      "brief.html.a{ class = { s, s } } brief.json(s) end print('done')");
        _exit(strcmp(said, "done\n") != 0 ? 1 : largest_kilobytes() - before > 100 * 1024 ? 2 : 0);
    }
    int status = -1;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    case_add(&test, "x", NULL, value_none());
#endif
}

static void values_given_back_are_limited(void **state)
{
    (void)state;
    stops("local t = { 1 } for i = 1, 60 do t = { t, t } end brief.json(t)",
        "lua-plugins/x.lua:1: error: the value is too large to be given back [plugin-error]\n");
    stops("local t = {} t.t = t brief.json(t)", "lua-plugins/x.lua:1: error: a table that is given back is "
                                                "nested too deep, or contains itself [plugin-error]\n");
}

/*
 * Runs the plugin in another process, ends it when its heartbeat says so, and reports. Of the limit so many
 * milliseconds count as used when a call is first seen.
 */
static const char *watch(const char *code, int64_t used_ms)
{
    test.heartbeat =
        mmap(NULL, sizeof *test.heartbeat, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    pid_t child = fork();
    if (child == 0) {
        case_run(&test, code);
        _exit(0);
    }
    double start = seconds();
    int status = 0;
    while (waitpid(child, &status, WNOHANG) == 0) {
        usleep(20 * 1000);
        int64_t seen = test.heartbeat->call.started_ms;
        bool is_late = heartbeat_is_late(test.heartbeat);
        if (test.heartbeat->call.started_ms != seen)
            test.heartbeat->call.used_ms -= used_ms;
        if (is_late || seconds() - start > 60)
            kill(child, SIGKILL);
    }
    if (!WIFSIGNALED(status))
        return "it ended by itself";
    assert_true(text_equal(heartbeat_plugin(test.heartbeat), TEXT("x")));
    text lua;
    assert_int_equal(file_read(test.site_folder, "lua-plugins/x.lua", 10000, &test.arena, &lua, NULL), 0);
    sources_add(&test.sources, TEXT("lua-plugins/x.lua"), TEXT_NONE, lua);
    heartbeat_report(test.heartbeat, &test.sources, &test.diagnostics);
    munmap(test.heartbeat, sizeof *test.heartbeat);
    /* The child wrote the plugin; the folder is cleared by name. */
    case_add(&test, "x", NULL, value_none());
    return case_reported(&test, true);
}

#define ENDED                                                                                                \
    "lua-plugins/x.lua:2: error: the hook 'prepare' of the plugin 'x' took longer than 3 s and was ended "   \
    "[plugin-limit]\n"                                                                                       \
    "  hint: a pattern with several '-' or '*' may take for ever on a long text: search for plain text, or " \
    "in smaller pieces; what is the same in every turn of a loop, such as local text = article.plain, "      \
    "belongs above it\n"

/* One call takes all of its time; of the others this is left out. */
enum { MOST_OF_THE_LIMIT_MS = BUDGET_INSTRUCTIONS / HEARTBEAT_INSTRUCTIONS_IN_MS - 1000 };

static void pattern_on_a_short_text_is_ended_from_outside(void **state)
{
    (void)state;
    assert_string_equal(watch("\nstring.find(('a'):rep(300), ('.-'):rep(5) .. 'b')", 0), ENDED);
}

static void pattern_on_a_long_text_is_ended_from_outside(void **state)
{
    (void)state;
    assert_string_equal(
        watch("\nfor x in string.gmatch(('a'):rep(200000), '.-.-b') do print(x) end", MOST_OF_THE_LIMIT_MS),
        ENDED);
}

/* Too few instructions for the hook that counts them to note the line. */
static void loop_over_long_texts_is_ended_at_its_line(void **state)
{
    (void)state;
    assert_string_equal(
        watch("\nlocal s = ('x'):rep(1000000) while true do s:reverse():upper() end", MOST_OF_THE_LIMIT_MS),
        ENDED);
}

static void loop_that_moves_a_long_list_is_ended_at_its_line(void **state)
{
    (void)state;
    assert_string_equal(watch("local t = {} for i = 1, 900000 do t[i] = i end\n"
                              "while true do table.insert(t, 1, 0) table.remove(t, 1) end",
                            MOST_OF_THE_LIMIT_MS),
        ENDED);
}

static void loop_that_the_heartbeat_sees_stops_by_itself_first(void **state)
{
    (void)state;
#ifdef BRIEF_SANITIZE
    skip();
#endif
    assert_string_equal(watch("while true do end", 0), "it ended by itself");
    case_add(&test, "x", NULL, value_none());
}

/* An index over the texts of ten thousand articles is honest work. */
static void hooks_that_see_the_whole_archive_may_take_more(void **state)
{
    (void)state;
    const struct site site = { .articles = { .count = 10000 } };
    struct plugins host = { .site = &site };
    struct plugin plugin = { .host = &host };
    struct plugin_call call = { .plugin = &plugin, .hook = HOOK_PREPARE };
    assert_int_equal(budget_instructions(&call), 600 * 1000 * 1000);
    call.hook = HOOK_PAGES;
    assert_int_equal(budget_instructions(&call), 600 * 1000 * 1000);
    call.hook = HOOK_ARTICLE;
    assert_int_equal(budget_instructions(&call), 100 * 1000 * 1000);
    call.hook = HOOK_PREPARE;
    host.site = NULL;
    assert_int_equal(budget_instructions(&call), 100 * 1000 * 1000);
}

/* Ends another process that is given so long, and takes it with or without marks; what it was ended for. */
static int64_t watch_steps(int64_t limit_ms, bool makes_steps)
{
    struct plugin_heartbeat *heartbeat =
        mmap(NULL, sizeof *heartbeat, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    heartbeat_start(
        heartbeat, TEXT("x"), TEXT("hook 'prepare'"), TEXT(""), limit_ms * HEARTBEAT_INSTRUCTIONS_IN_MS);
    pid_t child = fork();
    while (child == 0)
        if (makes_steps)
            heartbeat_mark(heartbeat, TEXT("x.lua"), 1);
    heartbeat->process = child;
    while (!heartbeat_is_late(heartbeat)) {
        usleep(20 * 1000);
        if (!makes_steps && heartbeat->step.used_ms >= 0)
            heartbeat->step.used_ms -= HEARTBEAT_STEP_MS / 4;
    }
    int64_t late_ms = heartbeat->late_ms;
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    munmap(heartbeat, sizeof *heartbeat);
    return late_ms;
}

static void call_that_may_take_long_must_make_steps(void **state)
{
    (void)state;
    enum { LONG_MS = 100 * HEARTBEAT_STEP_MS, SHORT_MS = 100 };
    assert_int_equal(watch_steps(LONG_MS, false), HEARTBEAT_STEP_MS);
    assert_int_equal(watch_steps(SHORT_MS, true), SHORT_MS);
}

static void heartbeat_survives_wild_bytes(void **state)
{
    (void)state;
    struct plugin_heartbeat heartbeat;
    memset(&heartbeat, 'z', sizeof heartbeat);
    heartbeat_report(&heartbeat, &test.sources, &test.diagnostics);
    assert_int_equal(test.diagnostics.error_count, 1);
    heartbeat_start(&heartbeat, TEXT("x"), TEXT("hook 'html'"), text_format(&test.arena, "%0500d", 1),
        1000 * HEARTBEAT_INSTRUCTIONS_IN_MS);
    assert_int_equal(strlen(heartbeat.subject), HEARTBEAT_TEXT_BYTES - 1);
    assert_false(heartbeat_is_late(&heartbeat));
    heartbeat_stop(&heartbeat);
    heartbeat_start(NULL, TEXT("x"), TEXT(""), TEXT(""), 0);
    heartbeat_mark(NULL, TEXT("x"), 1);
    heartbeat_stop(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(endless_loop_is_stopped),
        CASE(endless_loop_that_catches_errors_is_stopped),
        CASE(endless_loop_with_a_looping_handler_is_stopped),
        CASE(endless_loop_while_a_variable_closes_is_stopped),
        CASE(endless_recursion_is_stopped),
        CASE(finalizers_cannot_be_made),
        CASE(weak_tables_cannot_be_made),
        CASE(repeating_nothing_for_ever_is_refused),
        CASE(moving_nothing_for_ever_is_refused),
        CASE(inserting_into_an_endless_list_is_refused),
        CASE(memory_is_limited),
        CASE(deep_calls_in_a_full_memory_are_stopped),
        CASE(memory_of_functions_of_brief_is_limited),
        CASE(memory_of_what_is_said_is_limited),
        CASE(what_functions_make_is_given_back),
        CASE(values_given_back_are_limited),
        CASE(pattern_on_a_short_text_is_ended_from_outside),
        CASE(pattern_on_a_long_text_is_ended_from_outside),
        CASE(loop_over_long_texts_is_ended_at_its_line),
        CASE(loop_that_moves_a_long_list_is_ended_at_its_line),
        CASE(loop_that_the_heartbeat_sees_stops_by_itself_first),
        CASE(hooks_that_see_the_whole_archive_may_take_more),
        CASE(call_that_may_take_long_must_make_steps),
        CASE(heartbeat_survives_wild_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
