/* SPDX-License-Identifier: MIT */
/* Coming moments as lines to install. Cron knows minutes only, so a moment inside one waits for the next. */
#include "build/schedule.h"
#include "base/arena.h"
#include "base/count.h"
#include "base/date.h"
#include "base/escape.h"
#include "base/map.h"
#include <time.h>

/* OVERLAP: more than clocks are ever put back. */
enum {
    SECONDS_PER_MINUTE = 60,
    SECONDS_PER_DAY = 86400,
    OVERLAP_SECONDS = 10800,
    MILLISECONDS_PER_SECOND = 1000
};

struct printing {
    const struct schedule_command *command;
    struct arena *arena;
    struct buffer *out;
    struct map said; /* times of cron, which have no year: it comes back to each of them */
};

/* Seconds since 1970 of the first full minute at or after the moment. */
static int64_t minute_of(const struct due *due)
{
    int64_t seconds = due->date.instant.milliseconds / MILLISECONDS_PER_SECOND;
    seconds += due->date.instant.milliseconds % MILLISECONDS_PER_SECOND > 0;
    return (seconds + SECONDS_PER_MINUTE - 1) / SECONDS_PER_MINUTE * SECONDS_PER_MINUTE;
}

static void append_reason(struct printing *printing, const struct due *due)
{
    static const char *const events[] = {
        [DUE_APPEARS] = "appears",
        [DUE_EXPIRES] = "expires",
        [DUE_CHANGES] = "changes",
        [DUE_CLOSES] = "takes no more comments",
        [DUE_AGES] = "is old from then on",
    };
    escape_terminal(printing->out, due->source_path);
    buffer_print(printing->out, " %s", events[due->event]);
}

/* What stands behind the program, its words put into quotes by `append_word`. */
static void append_arguments(struct buffer *out, const struct schedule_command *command,
    void (*append_word)(struct buffer *out, text word))
{
    const struct {
        const char *option;
        text word;
    } options[] = { { "-C", command->folder }, { "-o", command->output },
        { "--base-url", command->base_url } };
    buffer_append_literal(out, " -q");
    for (size_t i = 0; i < COUNT(options); i++) {
        if (!options[i].word.bytes)
            continue;
        buffer_print(out, " %s ", options[i].option);
        append_word(out, options[i].word);
    }
    buffer_append_literal(out, " build\n");
}

/* Absent when they were said before. */
static text new_cron_fields(struct printing *printing, const struct tm *local)
{
    text fields = text_format(
        printing->arena, "%d %d %d %d *", local->tm_min, local->tm_hour, local->tm_mday, local->tm_mon + 1);
    if (map_contains(&printing->said, fields))
        return TEXT_NONE;
    map_set(&printing->said, fields, printing);
    return fields;
}

/* Where clocks are put back, cron takes the first of two minutes of one name, which is too early, and passes
 * over the second: a moment there waits until each minute has one name again. */
static struct tm cron_time(time_t minute)
{
    struct tm local, before;
    time_t earlier = minute - OVERLAP_SECONDS;
    localtime_r(&minute, &local);
    localtime_r(&earlier, &before);
    long put_back = before.tm_gmtoff - local.tm_gmtoff;
    time_t first = minute - put_back;
    if (put_back > 0 && localtime_r(&first, &before)->tm_gmtoff == local.tm_gmtoff + put_back) {
        minute += put_back;
        localtime_r(&minute, &local);
    }
    return local;
}

/* A crontab has comments on lines of their own, and '%' means a line end. */
static void print_cron(struct printing *printing, const struct due *due)
{
    struct tm local = cron_time((time_t)minute_of(due));
    struct buffer command;
    text fields = new_cron_fields(printing, &local);
    if (!fields.bytes)
        return;
    buffer_append_literal(printing->out, "# ");
    append_reason(printing, due);
    buffer_print(printing->out, "\n%.*s", TEXT_ARGS(fields));
    buffer_init(&command, printing->arena);
    escape_shell(&command, printing->command->program);
    append_arguments(&command, printing->command, escape_shell);
    buffer_print(printing->out, " %.*s",
        TEXT_ARGS(text_replace(printing->arena, buffer_text(&command), TEXT("%"), TEXT("\\%"))));
}

static void print_systemd(struct printing *printing, const struct due *due)
{
    struct day day = { (int32_t)(minute_of(due) / SECONDS_PER_DAY) };
    struct civil civil = day_to_civil(day);
    int second = (int)(minute_of(due) % SECONDS_PER_DAY);
    buffer_append_literal(printing->out, "# ");
    append_reason(printing, due);
    buffer_print(printing->out, "\nOnCalendar=%04d-%02d-%02d %02d:%02d:00 UTC\n", civil.year, civil.month,
        civil.day, second / 3600, second / 60 % 60);
}

static void print_github(struct printing *printing, const struct due *due)
{
    time_t minute = (time_t)minute_of(due);
    struct tm utc;
    gmtime_r(&minute, &utc);
    text fields = new_cron_fields(printing, &utc);
    if (!fields.bytes)
        return;
    buffer_append_literal(printing->out, "    # ");
    append_reason(printing, due);
    buffer_print(printing->out, "\n    - cron: \"%.*s\"\n", TEXT_ARGS(fields));
}

/* systemd reads '%' as the start of a specifier, '\\' and '"' inside quotes, and '$' behind the program as
 * that of a variable (systemd.service(5), command lines). */
static void append_unit_quoted(struct buffer *out, text word, bool is_program)
{
    buffer_append_byte(out, '"');
    for (size_t i = 0; i < word.length; i++) {
        char byte = word.bytes[i];
        if (byte == '%' || (byte == '$' && !is_program))
            buffer_append_byte(out, byte);
        else if (byte == '\\' || byte == '"')
            buffer_append_byte(out, '\\');
        buffer_append_byte(out, byte);
    }
    buffer_append_byte(out, '"');
}

static void append_unit_word(struct buffer *out, text word)
{
    append_unit_quoted(out, word, false);
}

static void end_systemd(struct printing *printing)
{
    buffer_append_literal(printing->out, "Persistent=true\n\n[Install]\nWantedBy=timers.target\n\n"
                                         "# ~/.config/systemd/user/brief-build.service\n[Service]\n"
                                         "Type=oneshot\nExecStart=");
    append_unit_quoted(printing->out, printing->command->program, true);
    append_arguments(printing->out, printing->command, append_unit_word);
}

/* In the order of enum schedule. */
static const struct form {
    const char *head;
    void (*print)(struct printing *printing, const struct due *due);
    void (*end)(struct printing *printing);
} forms[] = {
    [SCHEDULE_CRON] = { "", print_cron, NULL },
    [SCHEDULE_SYSTEMD] = { "# ~/.config/systemd/user/brief-build.timer\n[Timer]\n", print_systemd,
        end_systemd },
    [SCHEDULE_GITHUB] = { "on:\n  schedule:\n", print_github, NULL },
    /* to add one: its value in build/options.h and its word in command/option.c, a row here */
};

void schedule_print(const struct site *site, enum schedule schedule, const struct schedule_command *command,
    struct arena *arena, struct buffer *out)
{
    struct printing printing = { .command = command, .arena = arena, .out = out };
    const struct form *form = &forms[schedule];
    int64_t last = -1;
    if (!site->due_count) {
        buffer_append_literal(
            out, "# nothing is going to appear, expire, change, close or grow old: no build is due\n");
        return;
    }
    map_init(&printing.said, arena);
    buffer_append(out, text_of(form->head));
    for (size_t i = 0; i < site->due_count; i++) {
        if (minute_of(&site->due[i]) == last)
            continue;
        last = minute_of(&site->due[i]);
        form->print(&printing, &site->due[i]);
    }
    if (form->end)
        form->end(&printing);
}
