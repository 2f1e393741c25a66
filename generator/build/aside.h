/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BUILD_ASIDE_H
#define BRIEF_BUILD_ASIDE_H
/*
 * aside: work on what is frozen, step by step, in a process of its own while the build goes on. What a step
 * makes lies in memory that both see. When the process cannot be made or dies, a step is done where it is
 * needed.
 */
#include "base/arena.h"
#include <stdbool.h>

struct aside;

/* Makes something in `arena`; what it is goes into `state`, which must be shared memory. What earlier steps
 * made it leaves as it is: the build may have it already. */
typedef void aside_step(void *state, struct arena *arena);

/* Starts doing the steps in their order; with `is_inline` nothing is done before it is needed. The table of
 * steps and the state must live until aside_end. In `arena`; never NULL. */
struct aside *aside_start(
    struct arena *arena, aside_step *const *steps, size_t count, void *state, bool is_inline);
/* Returns when the step is done. Steps must be asked for in their order. */
void aside_need(struct aside *aside, size_t step);
/* Is its process making something that nobody has needed yet? `aside` may be NULL. */
bool aside_is_at_work(const struct aside *aside);
/* Ends the process, done or not. What was made stays. NULL is fine. */
void aside_end(struct aside *aside);
#endif
