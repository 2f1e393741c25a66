/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_DRAFT_PACK_H
#define BRIEF_LOAD_DRAFT_PACK_H
/*
 * draft_pack: a draft and what was said while it was made, as a run of bytes for the cache (base/pack.h). A
 * new text, list or span in struct draft or below it needs a row in draft_pack.c; numbers need none.
 */
#include "base/diagnostic.h"
#include "base/pack.h"
#include "load/draft.h"

/* The tables, for their test. */
extern const struct pack_type draft_pack_type;
/*
 * Appends the run. `said` is the first diagnostic that making the draft reported, or NULL. False, and nothing
 * appended, for a faulty draft or one that cannot be kept.
 */
bool draft_pack(const struct draft *draft, const struct diagnostic *said, struct buffer *out);
/* Appends a run that says what the draft says, without where: for comparing alone. Otherwise as above. */
bool draft_pack_words(const struct draft *draft, struct buffer *out);
/*
 * The draft of `file`, in `arena` but for the long texts of its body, as pack_open has it. NULL when the
 * bytes are no draft. What the run says about images is for the caller to check (draft->measured).
 */
struct draft *draft_unpack(struct arena *arena, text head, text lasting, const struct content_file *file);
/* Reports what was said while a draft was made that comes from draft_unpack. */
void draft_say_again(const struct draft *draft, struct diagnostics *diagnostics);
#endif
