/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_MODEL_FIELD_ROWS_H
#define BRIEF_MODEL_FIELD_ROWS_H
/*
 * field_rows: how the field tables of the model are written. OWNER is defined before each table: the struct
 * whose members its rows name.
 */
#include "base/count.h"
#include "base/object.h"
#include "base/readings.h"

/* A field whose name is its member's, of the facts; of another part (base/readings.h). */
#define ROW(member, kind, of, type, help) ROW_IN(PART_FACTS, member, kind, of, type, help)
#define ROW_IN(part, member, kind, of, type, help)                                                           \
    {                                                                                                        \
#member, kind, offsetof(struct OWNER, member), of, NULL, type, help, part                            \
    }
#endif
