/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_COMMAND_NEW_H
#define BRIEF_COMMAND_NEW_H
/* new: the things that brief new makes. Each prints the paths it wrote and overwrites nothing. */
#include "command/command.h"

/* new_site.c: a folder that is not there yet or is empty becomes a site that builds. */
enum exit_code new_site(const struct arguments *arguments, text folder);
/* new_article.c: content/articles/YEAR/SLUG.md, a draft; with --bundle …/SLUG/index.md. */
enum exit_code new_article(const struct arguments *arguments, text title);
/* new_author.c: content/authors/SLUG.md. */
enum exit_code new_author(const struct arguments *arguments, text name);
#endif
