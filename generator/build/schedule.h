/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BUILD_SCHEDULE_H
#define BRIEF_BUILD_SCHEDULE_H
/* schedule: what to install so that a build runs whenever something appears or expires. */
#include "base/buffer.h"
#include "build/options.h"
#include "model/site.h"

/* What a build prints before its last line about what it held back and when the next one is due. `now` is the
 * build time, `timezone` the name of the zone in which moments are shown; `prints_all`: every coming piece,
 * not only the first ones. */
void schedule_summarise(const struct site *site, text timezone, struct instant now, bool prints_all,
    struct arena *arena, struct buffer *out);
/* What is to run: brief's program on the site's folder, both absolute; -o and --base-url, absent without. */
struct schedule_command {
    text program, folder, output, base_url;
};

/*
 * The lines for --schedule: a crontab in the machine's local time, systemd units, or the trigger of a GitHub
 * workflow in UTC. Names sources, never titles.
 */
void schedule_print(const struct site *site, enum schedule schedule, const struct schedule_command *command,
    struct arena *arena, struct buffer *out);
#endif
