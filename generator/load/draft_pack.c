/* SPDX-License-Identifier: MIT */
/* One table a struct, from the draft down to its smallest parts. */
#include "load/draft_pack.h"
#include "base/count.h"
#include "base/pack.h"

#define ROW(kind, member, of)                                                                                \
    {                                                                                                        \
        kind, offsetof(struct OWNER, member), of, 0                                                          \
    }
/* The numbers from member `first` to member `last`, with no padding between them. */
#define NUMBERS(first, last)                                                                                 \
    {                                                                                                        \
        PACK_NUMBERS, offsetof(struct OWNER, first), NULL,                                                   \
            offsetof(struct OWNER, last) + sizeof(((struct OWNER *)0)->last) - offsetof(struct OWNER, first) \
    }
#define ITEMS(member, count, of)                                                                             \
    {                                                                                                        \
        PACK_ITEMS, offsetof(struct OWNER, member), of, offsetof(struct OWNER, count)                        \
    }
#define TABLE(rows)                                                                                          \
    {                                                                                                        \
        sizeof(struct OWNER), rows, COUNT(rows)                                                              \
    }

#define OWNER spanned_text
static const struct pack_member spanned_text_rows[] = { ROW(PACK_TEXT, text, NULL),
    ROW(PACK_SPAN, where, NULL) };
static const struct pack_type spanned_text_pack = TABLE(spanned_text_rows);
#undef OWNER

#define OWNER spanned_date
static const struct pack_member spanned_date_rows[] = { ROW(PACK_STRUCT, date, &pack_dates),
    ROW(PACK_SPAN, where, NULL) };
static const struct pack_type spanned_date_pack = TABLE(spanned_date_rows);
#undef OWNER

#define OWNER spanned_list
static const struct pack_member spanned_list_rows[] = { ITEMS(items, count, &spanned_text_pack),
    ROW(PACK_SPAN, where, NULL) };
static const struct pack_type spanned_list_pack = TABLE(spanned_list_rows);
#undef OWNER

#define OWNER front_matter_change
static const struct pack_member change_rows[] = { ROW(PACK_STRUCT, date, &spanned_date_pack),
    NUMBERS(type, type), ROW(PACK_STRUCT, note, &spanned_text_pack) };
static const struct pack_type change_pack = TABLE(change_rows);
#undef OWNER

#define OWNER front_matter_image
static const struct pack_member image_rows[] = { ROW(PACK_STRUCT, src, &spanned_text_pack),
    ROW(PACK_STRUCT, alt, &spanned_text_pack), ROW(PACK_STRUCT, caption, &spanned_text_pack),
    ROW(PACK_STRUCT, credit, &spanned_text_pack) };
static const struct pack_type image_pack = TABLE(image_rows);
#undef OWNER

#define OWNER front_matter_attachment
static const struct pack_member attachment_rows[] = { ROW(PACK_STRUCT, file, &spanned_text_pack),
    ROW(PACK_STRUCT, title, &spanned_text_pack) };
static const struct pack_type attachment_pack = TABLE(attachment_rows);
#undef OWNER

#define OWNER front_matter
static const struct pack_member front_matter_rows[] = {
    ROW(PACK_STRUCT, title, &spanned_text_pack), ROW(PACK_STRUCT, date, &spanned_date_pack),
    ROW(PACK_STRUCT, updated, &spanned_date_pack), ROW(PACK_STRUCT, expires, &spanned_date_pack),
    ROW(PACK_STRUCT, reviewed, &spanned_date_pack), ROW(PACK_STRUCT, review_by, &spanned_date_pack),
    ITEMS(changes, change_count, &change_pack), ROW(PACK_STRUCT, authors, &spanned_list_pack),
    ITEMS(terms, term_count, &spanned_list_pack), ROW(PACK_STRUCT, summary, &spanned_text_pack),
    ROW(PACK_STRUCT, key_points, &spanned_list_pack), ROW(PACK_STRUCT, image, &image_pack),
    ITEMS(attachments, attachment_count, &attachment_pack), ROW(PACK_STRUCT, series, &spanned_text_pack),
    NUMBERS(series_part, series_part), ROW(PACK_STRUCT, slug, &spanned_text_pack),
    ROW(PACK_STRUCT, permalink, &spanned_text_pack), ROW(PACK_STRUCT, aliases, &spanned_list_pack),
    NUMBERS(is_draft, is_draft), NUMBERS(status, status), ROW(PACK_SPAN, status_where, NULL),
    ROW(PACK_STRUCT, status_reason, &spanned_text_pack), ROW(PACK_STRUCT, superseded_by, &spanned_text_pack),
    ROW(PACK_STRUCT, status_date, &spanned_date_pack), ROW(PACK_STRUCT, related, &spanned_list_pack),
    ROW(PACK_STRUCT, type, &spanned_text_pack), ROW(PACK_STRUCT, number, &spanned_text_pack),
    ROW(PACK_STRUCT, doi, &spanned_text_pack), ROW(PACK_STRUCT, lang, &spanned_text_pack),
    ROW(PACK_STRUCT, layout, &spanned_text_pack), ROW(PACK_STRUCT, licence, &spanned_text_pack),
    ROW(PACK_STRUCT, translation_key, &spanned_text_pack), ROW(PACK_STRUCT, guid, &spanned_text_pack),
    NUMBERS(toc, noindex), ROW(PACK_VALUE, extra, NULL),
    /* to add one: the member of struct front_matter, then its row */
};
static const struct pack_type front_matter_pack = TABLE(front_matter_rows);
#undef OWNER

#define OWNER author_front_matter
static const struct pack_member author_rows[] = {
    ROW(PACK_STRUCT, name, &spanned_text_pack),
    ROW(PACK_STRUCT, family_name, &spanned_text_pack),
    ROW(PACK_STRUCT, type, &spanned_text_pack),
    ROW(PACK_STRUCT, role, &spanned_text_pack),
    ROW(PACK_STRUCT, affiliation, &spanned_text_pack),
    ROW(PACK_STRUCT, image, &spanned_text_pack),
    ROW(PACK_STRUCT, url, &spanned_text_pack),
    ROW(PACK_STRUCT, orcid, &spanned_text_pack),
    ROW(PACK_STRUCT, email, &spanned_text_pack),
    ROW(PACK_STRUCT, location, &spanned_text_pack),
    ROW(PACK_VALUE, links, NULL),
    ROW(PACK_STRUCT, aliases, &spanned_list_pack),
    ROW(PACK_VALUE, extra, NULL),
};
static const struct pack_type author_pack = TABLE(author_rows);
#undef OWNER

#define OWNER comment_front_matter
static const struct pack_member comment_rows[] = {
    ROW(PACK_STRUCT, name, &spanned_text_pack),
    ROW(PACK_STRUCT, url, &spanned_text_pack),
    ROW(PACK_STRUCT, reply_to, &spanned_text_pack),
    ROW(PACK_STRUCT, comment, &spanned_text_pack),
    ROW(PACK_STRUCT, date, &spanned_date_pack),
};
static const struct pack_type comment_pack = TABLE(comment_rows);
#undef OWNER

#define OWNER heading
static const struct pack_member heading_rows[] = { NUMBERS(level, level), ROW(PACK_TEXT, id, NULL),
    ROW(PACK_TEXT, plain, NULL), ROW(PACK_TEXT, html, NULL) };
static const struct pack_type heading_pack = TABLE(heading_rows);
#undef OWNER

#define OWNER reference
static const struct pack_member reference_rows[] = {
    NUMBERS(kind, kind),
    NUMBERS(hole, hole),
    NUMBERS(is_address, is_address),
    ROW(PACK_TEXT, target, NULL),
    ROW(PACK_TEXT, content_path, NULL),
    ROW(PACK_TEXT, fragment, NULL),
    ROW(PACK_TEXT, query, NULL),
    ROW(PACK_SPAN, where, NULL),
    ROW(PACK_VALUE, arguments, NULL),
};
static const struct pack_type reference_pack = TABLE(reference_rows);
#undef OWNER

#define OWNER markup
static const struct pack_member markup_rows[] = {
    ROW(PACK_BODY, html, NULL),
    ITEMS(headings, heading_count, &heading_pack),
    ITEMS(references, reference_count, &reference_pack),
    ITEMS(anchors, anchor_count, &pack_texts),
    ROW(PACK_TEXT, first_paragraph, NULL),
    ROW(PACK_BODY, plain, NULL),
    NUMBERS(word_count, word_count),
};
static const struct pack_type markup_pack = TABLE(markup_rows);
#undef OWNER

#define OWNER keyword_list
static const struct pack_member keywords_rows[] = { ROW(PACK_TEXT, entries, NULL), NUMBERS(count, count) };
static const struct pack_type keywords_pack = TABLE(keywords_rows);
#undef OWNER

#define OWNER measured_image
static const struct pack_member measured_rows[] = { ROW(PACK_TEXT, path, NULL),
    NUMBERS(is_measured, is_measured), NUMBERS(size, size) };
static const struct pack_type measured_pack = TABLE(measured_rows);
#undef OWNER

#define OWNER draft
static const struct pack_member draft_rows[] = {
    ROW(PACK_NOTHING, file, NULL), NUMBERS(digest, has_waivers),
    ROW(PACK_STRUCT, front_matter, &front_matter_pack), ROW(PACK_POINTER, author, &author_pack),
    ROW(PACK_POINTER, comment, &comment_pack), ROW(PACK_TEXT, html_title, NULL), ROW(PACK_TEXT, title, NULL),
    ROW(PACK_STRUCT, key_points, &pack_text_list), ROW(PACK_STRUCT, change_notes, &pack_text_list),
    ROW(PACK_TEXT, image_caption, NULL), ROW(PACK_TEXT, image_credit, NULL),
    ROW(PACK_TEXT, status_reason, NULL), NUMBERS(lead_image_size, lead_image_size),
    ROW(PACK_STRUCT, body, &markup_pack), ROW(PACK_STRUCT, keywords, &keywords_pack),
    ROW(PACK_TEXT, search_entries, NULL), NUMBERS(search_digest, text_digest),
    ITEMS(measured.items, measured.count, &measured_pack), NUMBERS(measured.capacity, measured.capacity),
    /* to add one: the member of struct draft, then its row */
};
static const struct pack_type draft_type = TABLE(draft_rows);
#undef OWNER

/* What was said, as a list in a row instead of one of pointers. */
struct said {
    enum severity severity;
    span where;
    const char *code;
    text message, hint;
};

struct kept_draft {
    struct draft draft; /* first: draft_say_again finds the rest behind it */
    const struct said *said;
    size_t said_count;
};

#define OWNER said
static const struct pack_member said_rows[] = { NUMBERS(severity, severity), ROW(PACK_SPAN, where, NULL),
    ROW(PACK_STRING, code, NULL), ROW(PACK_TEXT, message, NULL), ROW(PACK_TEXT, hint, NULL) };
static const struct pack_type said_pack = TABLE(said_rows);
#undef OWNER

#define OWNER kept_draft
static const struct pack_member kept_rows[] = { ROW(PACK_STRUCT, draft, &draft_type),
    ITEMS(said, said_count, &said_pack) };
const struct pack_type draft_pack_type = TABLE(kept_rows);
#undef OWNER

/* Spans of a run are of one source. */
static bool is_about(span where, uint32_t source)
{
    return where.source == 0 || where.source == source;
}

/* False when that cannot be said again: what is about another file, or has notes, which only errors have. */
static bool gather_said(
    struct arena *arena, const struct diagnostic *first, uint32_t source, struct kept_draft *kept)
{
    for (const struct diagnostic *diagnostic = first; diagnostic; diagnostic = diagnostic->next)
        kept->said_count++;
    struct said *said = arena_new_array(arena, struct said, kept->said_count);
    kept->said = said;
    for (const struct diagnostic *diagnostic = first; diagnostic; diagnostic = diagnostic->next, said++) {
        *said = (struct said){ .severity = diagnostic->severity,
            .where = diagnostic->where,
            .code = diagnostic->code,
            .message = diagnostic->message,
            .hint = diagnostic->hint };
        if (!is_about(diagnostic->where, source) || diagnostic->notes)
            return false;
    }
    return true;
}

bool draft_pack(const struct draft *draft, const struct diagnostic *said, struct buffer *out)
{
    struct arena arena;
    arena_init(&arena);
    struct kept_draft kept = { .draft = *draft };
    bool is_packed = !draft->is_faulty && gather_said(&arena, said, draft->file->source, &kept) &&
                     pack_object(&draft_pack_type, &kept, out);
    arena_release(&arena);
    return is_packed;
}

bool draft_pack_words(const struct draft *draft, struct buffer *out)
{
    return !draft->is_faulty && pack_words(&draft_type, draft, out);
}

void draft_say_again(const struct draft *draft, struct diagnostics *diagnostics)
{
    const struct kept_draft *kept = (const void *)draft;
    for (size_t i = 0; i < kept->said_count; i++) {
        const struct said *said = &kept->said[i];
        struct diagnostic *diagnostic =
            diagnostic_report(diagnostics, said->severity, said->where, said->code, said->message);
        diagnostic->hint = said->hint;
    }
}

struct draft *draft_unpack(struct arena *arena, text head, text lasting, const struct content_file *file)
{
    struct kept_draft *kept = pack_open(&draft_pack_type, arena, head, lasting, file->source);
    if (!kept)
        return NULL;
    kept->draft.file = file;
    return &kept->draft;
}
