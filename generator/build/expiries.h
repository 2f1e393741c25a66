/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BUILD_EXPIRIES_H
#define BRIEF_BUILD_EXPIRIES_H
/* expiries: what stays behind when a text expires. From that day on its words are those of something held
 * back, and a build stops where another source still has them; `brief check` says so before. */
#include "build/session.h"

/* Reports as `after-expiry` each text, file, layout, plugin and line of site.yml that has the title or an
 * address of a published text which expires sooner than it does, and each picture of such a text's bundle
 * that another one shows. */
void expiries_check(struct session *session);
#endif
