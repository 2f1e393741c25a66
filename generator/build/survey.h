/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BUILD_SURVEY_H
#define BRIEF_BUILD_SURVEY_H
/*
 * survey: the stages of a build for verbs that look at the site in the working directory and change nothing:
 * list, check, explain.
 */
#include "build/options.h"

struct session;

/* What a verb wants of it. */
struct survey {
    /* Render every output too, and look at the output folder, for the mistakes that only this finds. */
    bool renders;
    /* Leave plugins' article hooks out: what they give is not asked for, and so are their mistakes not. */
    bool leaves_hooks_out;
    /* Start a process that can ask other hosts: session->fetcher. */
    bool asks_outside;
    /* Mistakes are what it looks for. Otherwise, unless --verbose is given, errors alone are printed. */
    bool looks_for_mistakes;
    /*
     * Called once after the stages, also when they found errors; the site is there, but what comes after the
     * stage that failed is empty. What it reports is printed with the rest. Its code is the command's unless
     * the stages found worse.
     */
    enum exit_code (*look)(struct session *session, void *data);
    void *data;
};

/*
 * Runs the stages of a build up to the plan (and rendering), takes no lock and writes no file. Prints
 * diagnostics to standard error; `look` prints what was asked for. Not called when there is no site to look
 * at.
 */
enum exit_code survey_site(const struct build_options *options, const struct survey *survey);
#endif
