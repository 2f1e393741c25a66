/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BUILD_OUTSIDE_H
#define BRIEF_BUILD_OUTSIDE_H
/* outside: the check of links to other hosts, which takes a network and time, and so is asked for. */
#include "build/session.h"

/*
 * Asks for every outside link of the outlines whose last verdict is too old, and reports as `dead-link` those
 * that failed on two different days without an answer between. Verdicts are kept in .brief/links.tsv.
 */
void outside_check(struct session *session, const struct check_subject *subject);
#endif
