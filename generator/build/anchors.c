/* SPDX-License-Identifier: MIT */
/*
 * The address of a page is in the ledger, and the places on it are not: there are many, and who rewords a
 * heading of a text just published does no harm. So what counts is what this machine published last.
 */
#include "build/ledger_stage.h"
#include "build/session.h"
#include "load/page_ids.h"
#include <string.h>

static const char file_name[] = ".brief/anchors", kind[] = "brief anchors";

enum { TABLE_TEXTS, TABLE_IDS, TABLE_COUNT };

/* One text; its ids are lines of the other table. */
struct kept_anchors {
    uint64_t source; /* digest of its path */
    uint32_t start, length;
};

/* A text with headings, an article or a page. */
struct anchored {
    text source_path;
    uint32_t source;
    const struct object_list *headings; /* of toc_entry */
    const struct article *article;      /* NULL: a page */
};

static struct anchored of_article(const struct article *article)
{
    return (struct anchored){ article->source_path, article->source, &article->headings, article };
}

static struct anchored of_page(const struct page *page)
{
    return (struct anchored){ page->source_path, page->source, &page->headings, NULL };
}

static uint64_t name_of(const struct anchored *anchored)
{
    return digest_of(anchored->source_path).low;
}

static text id_of(const struct anchored *anchored, size_t heading)
{
    return ((const struct toc_entry *)anchored->headings->items[heading])->id;
}

static void print_ids(const struct anchored *anchored, struct buffer *out)
{
    for (size_t i = 0; i < anchored->headings->count; i++)
        buffer_print(out, "%.*s\n", TEXT_ARGS(id_of(anchored, i)));
}

/* What was kept, by texts. */
struct looking_back {
    struct session *session;
    struct map kept; /* by the digest of the path → struct kept_anchors */
    const char *ids;
    size_t id_bytes;
    struct buffer now;
};

static text key_of(const uint64_t *source)
{
    return (text){ (const char *)source, sizeof *source };
}

static void open_kept(struct session *session, struct looking_back *back)
{
    struct store *store = &session->anchors.store;
    size_t count;
    store_open(store, session->site_folder, file_name, kind);
    const struct kept_anchors *kept = store_table(store, TABLE_TEXTS, sizeof *kept, &count);
    *back = (struct looking_back){ .session = session };
    back->ids = store_table(store, TABLE_IDS, 1, &back->id_bytes);
    map_init(&back->kept, &session->arena);
    map_reserve(&back->kept, count);
    for (size_t i = 0; i < count; i++)
        map_set(&back->kept, key_of(&kept[i].source), (void *)&kept[i]);
    buffer_init(&back->now, &session->arena);
}

/* Those of a text, a line each; absent when none are kept. */
static text kept_ids(const struct looking_back *back, const struct anchored *anchored)
{
    uint64_t name = name_of(anchored);
    const struct kept_anchors *kept = map_find(&back->kept, key_of(&name));
    bool is_whole = kept && (uint64_t)kept->start + kept->length <= back->id_bytes;
    return is_whole ? (text){ back->ids + kept->start, kept->length } : TEXT_NONE;
}

static const struct draft *draft_of(const struct session *session, uint32_t source)
{
    for (size_t i = 0; i < session->draft_count; i++)
        if (session->drafts[i] && session->drafts[i]->file->source == source)
            return session->drafts[i];
    return NULL;
}

static bool has_line(text lines, text wanted)
{
    while (lines.length)
        if (text_equal(text_cut_line(&lines), wanted))
            return true;
    return false;
}

/* The heading that stands where that with the id stood, if all others are where they were or it is new; NULL:
 * nobody can tell. */
static const struct heading *successor(const struct draft *draft, text before, size_t place, size_t count)
{
    const struct markup *body = &draft->body;
    bool is_new = body->heading_count == count && !has_line(before, body->headings[place].id);
    return is_new ? &body->headings[place] : NULL;
}

static void report(
    struct session *session, const struct anchored *anchored, text id, const struct heading *heading)
{
    struct diagnostic *diagnostic =
        diagnostic_warning(&session->diagnostics, (span){ anchored->source, 0, 0 }, "lost-anchor",
            "a heading was published as '#%.*s', and nothing in the text has that id now", TEXT_ARGS(id));
    if (heading)
        diagnostic_hint(&session->diagnostics, diagnostic,
            "write {#%.*s} behind the heading '%.*s', so that links of others find it; where those words are "
            "gone leave it so, it is said once",
            TEXT_ARGS(id), TEXT_ARGS(heading->plain));
    else
        diagnostic_hint(&session->diagnostics, diagnostic,
            "write {#%.*s} behind the heading below which its words stand now, so that links of others find "
            "them; where they are gone leave it so, it is said once",
            TEXT_ARGS(id));
    session->anchors.has_lost = true;
}

/* Of a text whose headings have other ids than they had. */
static void compare(struct session *session, const struct anchored *anchored, text before)
{
    const struct draft *draft = draft_of(session, anchored->source);
    text ids[] = { before, before };
    size_t count = 0;
    while (ids[0].length)
        count += text_cut_line(&ids[0]).bytes != NULL;
    for (size_t place = 0; draft && ids[1].length; place++) {
        text id = text_cut_line(&ids[1]);
        if (!markdown_has_anchor(&draft->body, id) && !page_ids_have(id))
            report(session, anchored, id, successor(draft, before, place, count));
    }
}

/* A text may change in its first hours: nobody links into it yet. */
static bool is_settled(const struct session *session, const struct article *article)
{
    return !article || article->date.instant.milliseconds + ledger_grace_ms(&session->config) <=
                           session->gate.now.milliseconds;
}

static void look_at(struct looking_back *back, struct anchored anchored)
{
    text before = kept_ids(back, &anchored);
    buffer_reset(&back->now);
    print_ids(&anchored, &back->now);
    if (before.length && !text_equal(before, buffer_text(&back->now)) &&
        is_settled(back->session, anchored.article))
        compare(back->session, &anchored, before);
}

/* Only what the ledger has is published. */
static bool is_recorded(const struct session *session)
{
    return session->ledger && session->ledger->records;
}

void session_check_anchors(struct session *session)
{
    const struct site *site = session->site;
    struct looking_back back;
    if (!is_recorded(session))
        return;
    open_kept(session, &back);
    for (size_t i = 0; back.kept.count && i < site->articles.count; i++)
        look_at(&back, of_article(site->articles.items[i]));
    for (size_t i = 0; back.kept.count && i < site->pages.count; i++)
        look_at(&back, of_page(site->pages.items[i]));
}

struct keeping {
    struct arena *arena;
    struct {
        struct kept_anchors *items;
        size_t count, capacity;
    } texts;
    struct buffer ids;
};

static void keep(struct keeping *keeping, struct anchored anchored)
{
    struct kept_anchors kept = { name_of(&anchored), (uint32_t)keeping->ids.length, 0 };
    print_ids(&anchored, &keeping->ids);
    kept.length = (uint32_t)(keeping->ids.length - kept.start);
    if (kept.length)
        *list_add(keeping->arena, &keeping->texts) = kept;
}

static bool is_kept(const struct store *store, const struct store_table *tables)
{
    bool is_same = store->bytes != NULL;
    for (size_t i = 0; i < TABLE_COUNT && is_same; i++) {
        struct store_table old = store_any_table(store, i);
        is_same = old.item_size == tables[i].item_size && old.count == tables[i].count &&
                  (old.count == 0 || memcmp(old.items, tables[i].items, old.count * old.item_size) == 0);
    }
    return is_same;
}

void session_keep_anchors(struct session *session)
{
    const struct site *site = session->site;
    struct keeping keeping = { .arena = &session->arena };
    if (!is_recorded(session) || session->options->is_locked || !session->cache.is_writable)
        return;
    buffer_init(&keeping.ids, &session->arena);
    for (size_t i = 0; i < site->articles.count; i++)
        keep(&keeping, of_article(site->articles.items[i]));
    for (size_t i = 0; i < site->pages.count; i++)
        keep(&keeping, of_page(site->pages.items[i]));
    const struct store_table tables[TABLE_COUNT] = {
        [TABLE_TEXTS] = { keeping.texts.items, keeping.texts.count, sizeof *keeping.texts.items },
        [TABLE_IDS] = { keeping.ids.bytes, keeping.ids.length, 1 },
    };
    if (!is_kept(&session->anchors.store, tables))
        store_write(
            session->site_folder, file_name, kind, session->cache.program, tables, TABLE_COUNT, TABLE_COUNT);
}

void anchors_close(struct anchors *anchors)
{
    store_close(&anchors->store);
}
