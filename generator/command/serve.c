/* SPDX-License-Identifier: MIT */
/* brief serve */
#include "serve/serve.h"
#include "command/command.h"

enum exit_code command_serve(const struct arguments *arguments)
{
    if (arguments->operands.count)
        return command_misused("name the site with -C", "'serve' takes no file or folder: '%.*s'",
            TEXT_ARGS(arguments->operands.items[0]));
    return serve_site(&arguments->build, &arguments->serve);
}
