/* SPDX-License-Identifier: MIT */
/* brief build */
#include "build/build.h"
#include "command/command.h"

enum exit_code command_build(const struct arguments *arguments)
{
    if (arguments->operands.count)
        return command_misused("name the site with -C", "'build' takes no file or folder: '%.*s'",
            TEXT_ARGS(arguments->operands.items[0]));
    return build_site(&arguments->build);
}
