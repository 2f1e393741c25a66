/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_SERVE_CLAIM_H
#define BRIEF_SERVE_CLAIM_H
/*
 * claim: who may write into PREVIEW_FOLDER. Previews of one site with the same options make the same pages;
 * those of others would answer with each other's.
 */
#include "build/options.h"

/* In the working directory, until this process and those that it forked have ended. False after printing that
 * a preview with other options runs. Where nothing can be locked nobody is refused. */
bool preview_claim(const struct build_options *options);
#endif
