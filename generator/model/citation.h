/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_MODEL_CITATION_H
#define BRIEF_MODEL_CITATION_H
/*
 * citation: an article as reference managers read it: BibTeX, RIS and CSL-JSON. Made when asked for, from the
 * article and its site alone. An article without an author is the work of its publisher.
 */
#include "base/object.h"

struct article;

/* A part of struct article; the article itself must outlive it. */
struct citation {
    text key; /* unique in the archive: letters, digits and . _ - : + */
    const struct article *article;
};

extern const struct object_type citation_type;

/* The key of the article with this id: its parts with ':' between them, other bytes as '+' and two digits. */
text citation_key(struct arena *arena, text id);
/* An entry of BibTeX in UTF-8, ending in a line end: "@techreport{2019:flood-plan, …}". */
text citation_bibtex(struct arena *arena, const struct citation *citation);
/* A record of RIS in UTF-8 with CRLF, from TY to ER. */
text citation_ris(struct arena *arena, const struct citation *citation);
/* An item of CSL-JSON (citeproc's data model), a map. */
struct value citation_csl(struct arena *arena, const struct citation *citation);

/* Where a DOI leads, "https://doi.org/10.1234/a%3Cb"; absent without one. Signs that end or part an address
 * are percent-encoded, as the DOI Handbook wants it; the rest stands as people know it. */
text citation_doi_url(struct arena *arena, text doi);

/* For citation_*.c: what kind of work an article is in each of the three vocabularies. */
struct citation_kind {
    const char *type; /* of the article */
    const char *bibtex, *ris, *csl;
    bool is_report; /* has an institution and a number */
};
const struct citation_kind *citation_kind_of(const struct article *article);
/* "Version of 4 February 2022; withdrawn", or "" for what stands as it was published. */
text citation_note(struct arena *arena, const struct article *article);
#endif
