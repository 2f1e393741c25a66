/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_PACK_H
#define BRIEF_BASE_PACK_H
/*
 * pack: structs that own texts and lists, as one run of bytes that can be kept in a file and used
 * again: pointers become offsets and, when the run is opened, pointers again. Nothing is parsed. Each struct
 * has a table of its members; what has no row, padding above all, is zero in the run. Texts stand behind all
 * structs, and last the long texts of bodies: opening a run reads and copies what comes before these, its
 * head, and leaves them where they are. For the cache.
 */
#include "base/buffer.h"
#include "base/value.h"

enum pack_kind {
    PACK_TEXT,    /* text */
    PACK_BODY,    /* text that stays where it is when it is long */
    PACK_STRING,  /* const char *, NUL-terminated or NULL */
    PACK_SPAN,    /* span; all spans of a run are of one source, or of none */
    PACK_VALUE,   /* struct value without callables and things of the model */
    PACK_STRUCT,  /* the thing of type `of` itself, inside the struct */
    PACK_ITEMS,   /* pointer to things of type `of`, as many as the size_t at `count_offset` says */
    PACK_POINTER, /* pointer to one thing of type `of`, or NULL */
    PACK_NUMBERS, /* `count_offset` bytes of numbers without padding between them, copied as they are */
    PACK_NOTHING, /* a pointer that is not kept: NULL when the run is opened */
};

struct pack_type;

struct pack_member {
    enum pack_kind kind;
    size_t offset;
    const struct pack_type *of;
    size_t count_offset;
};

struct pack_type {
    size_t size;
    const struct pack_member *members;
    size_t member_count; /* 0: a number, copied whole */
};

/* Texts of bodies from here on are long: few of a run are, and they are most of its bytes. */
enum { PACK_LONG_TEXT_BYTES = 1024 };

/* A list of texts, texts, dates. */
extern const struct pack_type pack_text_list, pack_texts, pack_dates;

/* Where the tables below `type` have no row for 8 bytes of a struct: NULL, or that struct's table and the
 * offset. For tests. */
const struct pack_type *pack_find_hole(const struct pack_type *type, size_t *offset);
/*
 * Appends the run for `object` to `out`, whose length must be a multiple of 16; the run's length is too.
 * Equal objects give equal runs, whatever their addresses and source numbers. False, and nothing appended,
 * when something in it cannot be packed.
 */
bool pack_object(const struct pack_type *type, const void *object, struct buffer *out);
/* The same without the places of spans: equal runs say the same, wherever it stands. For comparing alone. */
bool pack_words(const struct pack_type *type, const void *object, struct buffer *out);
/* How long the head of a run is. */
size_t pack_head_length(text run);
/*
 * Turns a run back, of which `head` is at least the head: its structs and texts in `arena`, the long texts of
 * bodies borrowed from `lasting`, where the whole run lies or will lie, and which is not looked at. Every
 * span gets the source `source`. NULL when the bytes are no such run; never reads past them.
 */
void *pack_open(const struct pack_type *type, struct arena *arena, text head, text lasting, uint32_t source);
#endif
