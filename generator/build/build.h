/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BUILD_BUILD_H
#define BRIEF_BUILD_BUILD_H
/* build: the whole story from site.yml to the output folder, for the site in the working directory. */
#include "build/options.h"

#define BRIEF_VERSION "0.1.0"

/* Builds, prints diagnostics to standard error and the summary to standard output, returns the exit code. */
enum exit_code build_site(const struct build_options *options);
#endif
