/* SPDX-License-Identifier: MIT */
/* The table of checks that every build runs. */
#include "check/check.h"

const struct check checks[] = {
    { "broken-link", "links to own addresses are answered", check_links },
    /* to add one: its file in this room, its line in check.h, a row here, a broken site in tests/ */
};
const size_t check_count = sizeof checks / sizeof *checks;

void check_all(const struct site *site, const struct map *addresses, struct diagnostics *diagnostics)
{
    for (size_t i = 0; i < check_count; i++)
        checks[i].run(site, addresses, diagnostics);
}
