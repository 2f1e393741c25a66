/* SPDX-License-Identifier: MIT */
/* A hash table with open addressing; a slot belongs to the first process that puts its key there. */
#include "base/profile.h"
#include <stdatomic.h>
#include <time.h>

static int64_t now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

int64_t profile_start(const struct profile *profile)
{
    return profile ? now_ns() : 0;
}

static struct profile_row *row_of(struct profile *profile, uint64_t key)
{
    size_t at = (size_t)(key * 0x9E3779B97F4A7C15u >> 32);
    for (size_t step = 0; step < PROFILE_SLOTS; step++) {
        struct profile_row *row = &profile->rows[(at + step) % PROFILE_SLOTS];
        uint64_t found = 0;
        if (atomic_compare_exchange_strong(&row->key, &found, key) || found == key)
            return row;
    }
    return NULL;
}

void profile_add_time(struct profile *profile, enum profile_kind kind, uint64_t id, int64_t nanoseconds)
{
    if (!profile)
        return;
    struct profile_row *row = row_of(profile, (uint64_t)kind << 56 | id);
    if (!row)
        return;
    atomic_fetch_add(&row->nanoseconds, (uint64_t)nanoseconds);
    atomic_fetch_add(&row->count, 1);
}

void profile_add(struct profile *profile, enum profile_kind kind, uint64_t id, int64_t start)
{
    if (profile)
        profile_add_time(profile, kind, id, now_ns() - start);
}

void profile_stage(struct profile *profile, const char *name)
{
    if (!profile || profile->stage_count == PROFILE_STAGES)
        return;
    profile->stages[profile->stage_count].name = name;
    profile->stages[profile->stage_count++].started_ns = now_ns();
}
