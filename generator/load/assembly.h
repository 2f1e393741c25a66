/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_ASSEMBLY_H
#define BRIEF_LOAD_ASSEMBLY_H
/*
 * assembly: the site while it is being put together. Private to load/assemble*.c; each of them adds one kind
 * of thing. All memory is the build arena's.
 */
#include "base/list.h"
#include "load/assemble.h"
#include "load/written_address.h"

/* A published article or page together with the draft it came from. */
struct assembled_article {
    struct article *article;
    const struct draft *draft;
    const struct term *terms[TERM_SOURCES]; /* those of its keys that do not list them; NULL: none */
};

struct assembled_page {
    struct page *page;
    const struct draft *draft;
};

struct assembled_articles {
    struct assembled_article *items;
    size_t count, capacity;
};

struct assembled_author {
    struct author *author;
    const struct draft *draft; /* NULL for a guest */
    bool is_awaited;           /* named by what is not out yet */
    bool was_out;              /* named by what was, and has expired */
    struct growing_objects articles;
};

/* Where a content file ended up. */
struct target {
    const struct draft *draft;
    text url;                      /* absent: held back */
    const struct article *article; /* or NULL */
};

struct assembly {
    const struct assemble_input *input;
    struct arena *arena;
    struct diagnostics *diagnostics;
    struct site *site;
    struct assembled_articles articles;
    struct {
        struct article *items; /* to be filled */
        size_t count;
    } new_articles;
    struct {
        struct assembled_page *items;
        size_t count, capacity;
    } pages;
    struct {
        struct assembled_author **items; /* with a file, in the order of paths */
        size_t count, capacity;
    } authors;
    struct map authors_by_id;   /* → struct assembled_author * */
    struct map authors_by_name; /* folded name → struct assembled_author *, NULL value when ambiguous */
    struct map held_authors;    /* ids → const struct author * */
    struct map guests;          /* folded name → struct assembled_author * */
    struct map targets;         /* content path → struct target * */
    struct map anchored;        /* content paths of texts to a place in which something links */
    struct map articles_by_id;  /* → struct article * */
    struct map guids;           /* → struct spanned_text *, where it is given */
    struct map held_ids;        /* ids of held-back articles */
    struct map missing_ids;     /* of no article, and there are comments on them */
    struct {
        struct redirect *items;
        size_t count, capacity;
    } redirects;
    struct {
        struct described_term {
            struct term *term;
            span where; /* of the description */
        } * items;
        size_t count, capacity;
    } described;
    struct map redirects_by_path; /* output path → const struct redirect * */
    struct map *own_paths;        /* of articles, pages and what is gone; NULL until asked for */
    struct {
        struct address_link *items;
        size_t count, capacity;
    } address_links;
    struct {
        struct held_back *items;
        size_t count, capacity;
    } held;
    struct {
        struct coming *items;
        size_t count, capacity;
    } coming;
    struct {
        struct due *items;
        size_t count, capacity;
    } due;
    struct likely_files *likely_files; /* NULL until a file is missing */
    size_t guess_count;                /* of names that were looked for */
};

/* assemble.c */
/* Keeps an address of this site, as written with query and fragment, for the check of all addresses. */
void assemble_note_address(struct assembly *assembly, text address, text shown, span where);
/* Has an own address in site.yml or a data file looked for, like one in a text. */
void assemble_written_link(struct assembly *assembly, text written, span where);

/* assemble_authors.c */
/* Makes an author of each file; what they wrote is found out with the articles. */
void assemble_authors(struct assembly *assembly);
/* The parts of the author's name, by `facts`, which a guest has none of (NULL). */
void assemble_name_parts(
    struct assembly *assembly, struct author *author, const struct author_front_matter *facts);
/* A name as it is compared. */
text assemble_folded_name(struct assembly *assembly, text name);
/* When all articles have said who wrote them: who waits with what is not out yet; the aliases of the others.
 */
void assemble_settle_authors(struct assembly *assembly);
/* The authors in the order of their names, each with its articles, into the site. */
void assemble_finish_authors(struct assembly *assembly);

/* assemble_bylines.c */
/* The authors an article names, guests included; unknown ones are reported. Without `article` it is held
 * back, by `hold`. */
void assemble_article_authors(
    struct assembly *assembly, struct article *article, const struct draft *draft, enum hold hold);

/* assemble_gate.c */
/* Of the draft's file, as it is shown: "content/articles/x.md". */
text assemble_source_path(struct assembly *assembly, const struct draft *draft);
/* The date, or an unset one while it lies ahead. */
struct date assemble_due_date(const struct assembly *assembly, const struct spanned_date *date);
/* Has it a status, and has that one's day come? Without one its other keys say nothing. */
bool assemble_status_is_due(const struct assembly *assembly, const struct front_matter *facts);
/* Is it a draft that is held back? It may name a picture that is not there yet. */
bool assemble_is_unfinished(const struct assembly *assembly, const struct draft *draft);
/* Puts every article and page through the gate and makes the published ones, newest first. */
void assemble_articles(struct assembly *assembly);
/* What is published becomes another thing at `moment`, unless that is past: a later build is due then. */
void assemble_note_moment(
    struct assembly *assembly, const struct draft *draft, const struct date *moment, enum due_event event);
/* Says so of something within what is published: words of it (as typed, and as inline HTML) or a comment wait
 * for the moment. */
void assemble_note_coming(struct assembly *assembly, const struct draft *draft, const struct date *moment,
    text note, text html_note);

/* assemble_pages.c: the page of a draft, held back or not, whose links have no addresses
 * yet. Never NULL; what is wrong is reported. */
struct page *assemble_make_page(struct assembly *assembly, const struct draft *draft);

/* assemble_articles.c */
/* The same for an article, whose authors, terms and neighbours come later. */
struct article *assemble_make_article(struct assembly *assembly, const struct draft *draft);
/* The slug of an article or page. An empty one would put it at the address of the folder above: that is
 * reported, and the slug one that nothing else has, so that no second error says so. */
text assemble_required_slug(struct assembly *assembly, text slug, const struct draft *draft);
/* The English word for a type of articles; absent when it is none. */
text assemble_type_label(text type);
/* The key that decides the address. */
span assemble_address_where(const struct front_matter *facts);
/* Texts that follow from the draft alone, and where in it the address and the layout are decided. */
void assemble_texts(struct assembly *assembly, struct article *article, const struct draft *draft);
const struct image *assemble_image(struct assembly *assembly, const struct draft *draft,
    const struct spanned_text *src, const struct spanned_text *alt, text caption, text credit);
struct address_reading assemble_address_reading(const struct assembly *assembly);
/* Places a thing at `address`; reports `unusable-address` at `where` and returns false when it cannot be a
 * path. */
bool assemble_place(struct assembly *assembly, text address, span where, struct place *place);
/* The same for an address that comes from the name of a file, which the hint speaks of. */
bool assemble_place_of_name(struct assembly *assembly, text address, span where, struct place *place);
/* Gives a thing of any type the address, url, permalink and path of the place. */
#define assemble_put(thing, place)                                                                           \
    ((void)((thing)->address = (place)->address, (thing)->url = (place)->url,                                \
        (thing)->permalink = (place)->permalink, (thing)->path = (place)->path))

/* assemble_attachments.c: after the media. Gives articles their files, and warns of files of what is held
 * back that are published. */
void assemble_attachments(struct assembly *assembly);

/* assemble_missing.c */
/* Reports that `written`, at `where`, names no file; `path` is what it would be below content/, absent when
 * that leads out of it. The hint names the file that was probably meant. */
void assemble_report_missing(
    struct assembly *assembly, span where, const char *code, text written, text path);
/* Reports that the file of that path below content/ is no picture (`no-picture`). */
void assemble_report_no_picture(struct assembly *assembly, span where, text path, const char *hint);

/* The key of the map that is nearest to `wrong`, for "did you mean"; absent when none is near, or when so
 * many were looked for already that nobody reads it. */
text assemble_nearest_key(struct assembly *assembly, const struct map *map, text wrong);
/* The id of the article that was probably meant: that of the only text of the name, which was moved to
 * another folder, else one whose id and name are near. Absent when there is none. */
text assemble_likely_article(struct assembly *assembly, text wrong);

/* assemble_body.c: the headings (of toc_entry) as a tree, and in *flat as they come */
struct object_list assemble_toc(struct arena *arena, const struct markup *body, struct object_list *flat);

/* assemble_aliases.c */
/* Warns when the permalink of a text, where it has one, begins with the path of base_url, which is put before
 * it, or ends like no page: "/levy.php", and "/levy.pdf" or "/levy-2.0" unless its layout is one of no page.
 */
void assemble_warn_of_permalink(struct assembly *assembly, const struct front_matter *facts, text path);
/* What aliases lead to. */
struct alias_target {
    text address, title, lang;
    enum severity clash; /* how it is reported that one leads elsewhere already */
};
/* Redirects from each of `aliases` to `target`; `shown` gets the addresses of those that are made. */
void assemble_aliases(struct assembly *assembly, const struct spanned_list *aliases,
    const struct alias_target *target, struct text_list *shown);
/* The files at which the feed stood, and redirects from folders to it where rules answer; what cannot be is
 * reported. */
void assemble_feed_aliases(struct assembly *assembly);
/* After all aliases. */
void assemble_gone(struct assembly *assembly);
/* Redirects from the addresses that articles had by the patterns of `permalinks: {aliases}`, unless they have
 * another use; the articles' aliases get them. After assemble_gone. */
void assemble_former_addresses(struct assembly *assembly);
/* A redirect from the address of another name to its term, unless the address has another use. After
 * assemble_gone. */
void assemble_term_alias(
    struct assembly *assembly, const struct spanned_text *address, const struct term *term);

/* assemble_terms.c: taxonomies with their terms, each with its articles; what articles have of them */
void assemble_terms(struct assembly *assembly);

/* assemble_versions.c: translations */
void assemble_versions(struct assembly *assembly);

/* assemble_order.c: neighbours, series; after assemble_terms and assemble_versions */
void assemble_order(struct assembly *assembly);

/* assemble_pins.c: what `related` and `superseded_by` name, and what an article took the place of */
void assemble_successors(struct assembly *assembly);
/* The first of these, of one article. */
void assemble_pins(struct assembly *assembly, struct article *article, const struct front_matter *facts);

/* assemble_editions.c: languages with a home page, and the menus; then what each edition has, when articles
 * and standing pages are in their lists */
void assemble_editions(struct assembly *assembly);
void assemble_edition_texts(struct assembly *assembly);
/* assemble_archive.c: years with their months, corrections; after assemble_order and assemble_lines */
void assemble_archive(struct assembly *assembly);

/* assemble_links.c: fills the holes of every text, backlinks */
void assemble_links(struct assembly *assembly);
/* Those of one article's body, and to which articles it links: each once. */
void assemble_article_links(struct assembly *assembly, struct article *article, const struct draft *draft);
/* The same for one line of a draft's front matter; `article` is NULL for a page, and `draft` too for the
 * description of a term. Its links are no backlinks. */
text assemble_line(struct assembly *assembly, const struct draft *draft, const struct article *article,
    const struct markup *line);

/* assemble_lines.c: the links in the lines of front matter: change notes, key points, captions, reasons; and
 * in the descriptions of terms */
void assemble_lines(struct assembly *assembly);
void assemble_article_lines(struct assembly *assembly, struct article *article, const struct draft *draft);

/* assemble_faulty.c: what else is wrong in texts that have an error already; the last of all */
void assemble_faulty(struct assembly *assembly);

/* assemble_comments.c: the comments of articles as threads; after the gate */
void assemble_comments(struct assembly *assembly);

/* assemble_media.c */
/* The files that are copied, without those of what is held back; looks at lead images and portraits. */
void assemble_media(struct assembly *assembly);
/* The bundle in which a file below content/ lies, when it is held back and the file with it; else NULL. After
 * assemble_articles. */
const struct target *assemble_held_bundle(const struct assembly *assembly, text path);
/* Report a picture or an attachment that is not published, unless its bundle's text has an error of its own.
 */
void assemble_report_held_image(
    struct assembly *assembly, const struct target *bundle, text path, span where);
void assemble_report_held_attachment(
    struct assembly *assembly, const struct target *bundle, text path, span where);
#endif
