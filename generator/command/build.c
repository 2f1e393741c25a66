/* SPDX-License-Identifier: MIT */
/* brief build */
#include "build/build.h"
#include "command/command.h"
#include <stdio.h>

enum exit_code command_build(const struct arguments *arguments)
{
    if (arguments->operands.count) {
        fprintf(stderr,
            "brief: error: 'build' takes no file or folder: '%.*s'\n  hint: name the site with -C\n",
            TEXT_ARGS(arguments->operands.items[0]));
        return EXIT_USAGE;
    }
    return build_site(&arguments->build);
}
