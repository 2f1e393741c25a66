/* SPDX-License-Identifier: MIT */
/* brief serve */
#include "serve/serve.h"
#include "command/command.h"
#include "command/scaffold.h"
#include <errno.h>
#include <unistd.h>

/* Where there is no site there is nothing to wait for, as there is while the settings of one are mended. */
static bool is_site(const struct arguments *arguments)
{
    struct scaffold scaffold;
    if (access("site.yml", F_OK) == 0 || errno != ENOENT)
        return true;
    bool is_one = scaffold_open_site(&scaffold);
    scaffold_close(&scaffold, &arguments->build.style, EXIT_DONE);
    return is_one;
}

enum exit_code command_serve(const struct arguments *arguments)
{
    if (arguments->operands.count)
        return command_misused("name the site with -C", "'serve' takes no file or folder: '%.*s'",
            TEXT_ARGS(arguments->operands.items[0]));
    if (!is_site(arguments))
        return EXIT_SITE_ERRORS;
    return serve_site(&arguments->build, &arguments->serve);
}
