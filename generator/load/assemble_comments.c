/* SPDX-License-Identifier: MIT */
/*
 * Comments find their article by the folder they lie in, and the comment they answer by its file name. Those
 * of an article that is held back are dropped without a word; a comment from the future waits as an article
 * does, and what answers it waits with it. Threads are put together in four passes, each over every comment
 * once: whom it answers, circles cut, what waits left out, places given.
 */
#include "base/path.h"
#include "load/assembly.h"
#include <stdlib.h>

/* Ten thousand years: as good as never. */
enum { MOST_DAYS = 3652425 };

/* A comment while its thread is put together. */
struct threaded {
    struct comment *comment;
    const struct draft *draft;
    struct threaded *answered;                     /* NULL: none */
    struct threaded *parent;                       /* in whose replies it stands */
    size_t pass;                                   /* in which circles were looked for, from 1; 0: not seen */
    size_t level;                                  /* from 1; 0: not placed yet */
    enum { WAIT_UNKNOWN, WAIT_NO, WAIT_YES } wait; /* for what it answers */
    struct growing_objects replies;
};

struct threaded_list {
    struct threaded **items;
    size_t count, capacity;
};

/* The comments of one article. */
struct thread {
    struct article *article;
    const struct draft *draft; /* the article's */
    struct map by_id;          /* file name → struct threaded * */
    struct map held;           /* file names of those that are not shown: from the future, or faulty */
    struct threaded_list all;
};

static void report_no_article(struct assembly *assembly, const struct draft *draft, text id)
{
    /* x.yml beside the folder x */
    text beside = path_without_extension(text_from(draft->file->path, sizeof "comments/" - 1));
    text nearest =
        map_contains(&assembly->articles_by_id, beside) ? beside : assemble_likely_article(assembly, id);
    text message = id.length ? text_format(assembly->diagnostics->arena,
                                   "a comment on '%.*s', which is no article", TEXT_ARGS(id))
                             : TEXT("a comment in no folder of an article");
    struct diagnostic *diagnostic = diagnostic_warning(assembly->diagnostics,
        (span){ draft->file->source, 0, 0 }, "unknown-article", "%.*s", TEXT_ARGS(message));
    if (nearest.bytes)
        diagnostic_hint(
            assembly->diagnostics, diagnostic, "did you mean content/comments/%.*s/?", TEXT_ARGS(nearest));
    else
        diagnostic_hint(assembly->diagnostics, diagnostic,
            "comments lie in content/comments/ and the path of their article below content/articles/");
}

static const struct draft *draft_of(const struct assembly *assembly, const struct article *article)
{
    text path = text_from(article->source_path, sizeof "content/" - 1);
    return ((const struct target *)map_find(&assembly->targets, path))->draft;
}

/* The thread of the comment's article; NULL when that is not published or there is none. */
static struct thread *thread_of(struct assembly *assembly, struct map *threads, const struct draft *draft)
{
    text id = path_folder(draft->file->id);
    struct thread *thread = map_find(threads, id);
    if (thread)
        return thread;
    struct article *article = map_find(&assembly->articles_by_id, id);
    if (!article) {
        if (!map_contains(&assembly->held_ids, id)) {
            report_no_article(assembly, draft, id);
            map_set(&assembly->missing_ids, id, assembly);
        }
        return NULL;
    }
    thread = arena_new(assembly->arena, struct thread);
    thread->article = article;
    thread->draft = draft_of(assembly, article);
    map_init(&thread->by_id, assembly->arena);
    map_init(&thread->held, assembly->arena);
    map_set(threads, id, thread);
    return thread;
}

static void report_same_name(
    struct assembly *assembly, const struct draft *draft, const struct threaded *other)
{
    struct diagnostic *diagnostic =
        diagnostic_error(assembly->diagnostics, (span){ draft->file->source, 0, 0 }, "duplicate-comment",
            "another comment is called '%.*s' too", TEXT_ARGS(other->comment->id));
    diagnostic_note(
        assembly->diagnostics, diagnostic, (span){ other->draft->file->source, 0, 0 }, "the other one");
    diagnostic_hint(assembly->diagnostics, diagnostic, "give one of the two files another name");
}

/* The name becomes an id of HTML, which a blank, a tab or a line end would end. */
static bool check_name(struct assembly *assembly, const struct draft *draft)
{
    text name = path_name(draft->file->id);
    size_t at = 0;
    while (at < name.length && (unsigned char)name.bytes[at] > ' ')
        at++;
    if (at == name.length)
        return true;
    struct diagnostic *diagnostic = diagnostic_error(assembly->diagnostics,
        (span){ draft->file->source, 0, 0 }, "unusable-name", "the name of a comment's file has %s in it",
        name.bytes[at] == ' ' ? "a blank" : "a control character");
    diagnostic_hint(assembly->diagnostics, diagnostic, "write hyphens: 2024-02-26-maria-ruis.yml");
    return false;
}

/* An id is there once on a page: a link to it would lead to the text's heading. */
static void check_anchor(struct assembly *assembly, const struct thread *thread, const struct draft *draft)
{
    text name = path_name(draft->file->id);
    text anchor = text_format(assembly->arena, "comment-%.*s", TEXT_ARGS(name));
    if (!markdown_has_anchor(&thread->draft->body, anchor))
        return;
    struct diagnostic *diagnostic =
        diagnostic_warning(assembly->diagnostics, (span){ draft->file->source, 0, 0 }, "duplicate-anchor",
            "'%.*s' has an id '%.*s' already", TEXT_ARGS(thread->article->source_path), TEXT_ARGS(anchor));
    diagnostic_hint(assembly->diagnostics, diagnostic,
        "give this file another name, or the heading another id: {#%.*s-2}", TEXT_ARGS(anchor));
}

static void add_comment(struct assembly *assembly, struct thread *thread, const struct draft *draft)
{
    const struct comment_front_matter *facts = draft->comment;
    struct threaded *threaded = arena_new(assembly->arena, struct threaded);
    threaded->comment = arena_new(assembly->arena, struct comment);
    *threaded->comment = (struct comment){ .id = path_name(draft->file->id),
        .name = facts->name.text,
        .url = facts->url.text,
        .date = facts->date.date,
        .content = draft->body.html };
    threaded->draft = draft;
    const struct threaded *other = map_add(&thread->by_id, threaded->comment->id, threaded);
    if (other == threaded)
        *list_add(assembly->arena, &thread->all) = threaded;
    else
        report_same_name(assembly, draft, other);
}

static int compare_oldest_first(const void *a, const void *b)
{
    const struct comment *left = (*(struct threaded *const *)a)->comment,
                         *right = (*(struct threaded *const *)b)->comment;
    int order = date_compare(&left->date, &right->date);
    return order ? order : text_compare(left->id, right->id);
}

static void report_no_comment(
    struct assembly *assembly, const struct thread *thread, const struct threaded *threaded)
{
    const struct spanned_text *name = &threaded->draft->comment->reply_to;
    text nearest = assemble_nearest_key(assembly, &thread->by_id, name->text);
    struct diagnostic *diagnostic = diagnostic_error(assembly->diagnostics, name->where, "unknown-comment",
        "there is no comment '%.*s' on this article", TEXT_ARGS(name->text));
    if (nearest.bytes && !text_equal(nearest, threaded->comment->id)) /* none answers itself */
        diagnostic_hint(assembly->diagnostics, diagnostic, "did you mean '%.*s'?", TEXT_ARGS(nearest));
    else
        diagnostic_hint(assembly->diagnostics, diagnostic,
            "write the name of a file in the same folder, without its ending, or take the line out where "
            "that comment was removed");
}

static void find_answered(struct assembly *assembly, struct thread *thread)
{
    for (size_t i = 0; i < thread->all.count; i++) {
        struct threaded *threaded = thread->all.items[i];
        const struct spanned_text *name = &threaded->draft->comment->reply_to;
        text id = unicode_nfc(assembly->input->unicode, assembly->arena, name->text);
        threaded->answered = id.length ? map_find(&thread->by_id, id) : NULL;
        if (!name->text.length || threaded->answered)
            continue;
        if (map_contains(&thread->held, id))
            threaded->wait = WAIT_YES;
        else
            report_no_comment(assembly, thread, threaded);
    }
}

/* Goes up from each comment until where an earlier pass has been; meeting its own steps closes a circle. */
static void cut_circles(struct assembly *assembly, struct thread *thread)
{
    for (size_t i = 0; i < thread->all.count; i++) {
        struct threaded *last = NULL, *up = thread->all.items[i];
        for (; up && !up->pass; up = up->answered) {
            up->pass = i + 1;
            last = up;
        }
        if (!up || !last || up->pass != i + 1)
            continue;
        struct diagnostic *diagnostic =
            diagnostic_error(assembly->diagnostics, last->draft->comment->reply_to.where, "comment-circle",
                "this comment answers itself, by way of '%.*s'", TEXT_ARGS(up->comment->id));
        diagnostic_hint(assembly->diagnostics, diagnostic, "leave reply_to: out of the oldest one");
        last->answered = NULL;
    }
}

/* What answers a comment that waits, by way of others too, waits as well. */
static void leave_out_waiting(struct assembly *assembly, struct thread *thread)
{
    size_t kept = 0;
    for (size_t i = 0; i < thread->all.count; i++) {
        struct threaded_list chain = { 0 };
        struct threaded *up = thread->all.items[i];
        for (; up && !up->wait; up = up->answered)
            *list_add(assembly->arena, &chain) = up;
        for (size_t k = 0; k < chain.count; k++)
            chain.items[k]->wait = up ? up->wait : WAIT_NO;
        if (thread->all.items[i]->wait == WAIT_NO)
            thread->all.items[kept++] = thread->all.items[i];
    }
    thread->all.count = kept;
}

/* An answer may bear an earlier date than what it answers: the chain above it gets its places first. */
static void place(struct assembly *assembly, struct threaded *threaded)
{
    struct threaded_list chain = { 0 };
    for (struct threaded *up = threaded; up && !up->level; up = up->answered)
        *list_add(assembly->arena, &chain) = up;
    while (chain.count) {
        struct threaded *next = chain.items[--chain.count], *above = next->answered;
        next->comment->reply_to = above ? above->comment : NULL;
        next->parent = above && above->level >= COMMENT_LEVELS ? above->parent : above;
        next->level = next->parent ? next->parent->level + 1 : 1;
    }
}

static void finish_thread(struct assembly *assembly, struct thread *thread)
{
    struct growing_objects top = { 0 };
    if (thread->all.count)
        qsort(thread->all.items, thread->all.count, sizeof *thread->all.items, compare_oldest_first);
    find_answered(assembly, thread);
    cut_circles(assembly, thread);
    leave_out_waiting(assembly, thread);
    for (size_t i = 0; i < thread->all.count; i++)
        place(assembly, thread->all.items[i]);
    for (size_t i = 0; i < thread->all.count; i++) {
        struct threaded *threaded = thread->all.items[i], *parent = threaded->parent;
        if (!parent) {
            *list_add(assembly->arena, &top) = threaded->comment;
            continue;
        }
        *list_add(assembly->arena, &parent->replies) = threaded->comment;
        parent->comment->replies = object_list_of(&parent->replies);
    }
    thread->article->comments = object_list_of(&top);
    thread->article->comment_count = (int64_t)thread->all.count;
}

/* Open when replies can be taken at all, the article neither forbids it nor is withdrawn, and its days are
 * not over. */
static void set_closing(struct assembly *assembly, struct article *article, const struct draft *draft)
{
    const struct config *config = assembly->input->config;
    const struct comment_settings *settings = &config->comments;
    bool is_wanted = draft->front_matter.comments != CHOICE_NO &&
                     !text_equal(article->status.kind, TEXT("withdrawn")) &&
                     (settings->endpoint.length || settings->email.length);
    if (is_wanted && settings->close_after_days > 0 && settings->close_after_days <= MOST_DAYS) {
        struct day last = { article->date.day.number + (int32_t)settings->close_after_days };
        article->comments_close = zone_date_from_day(config->zone, last);
    }
    assemble_note_moment(assembly, draft, &article->comments_close, DUE_CLOSES);
    bool is_over = article->comments_close.is_set &&
                   article->comments_close.instant.milliseconds <= assembly->input->gate.now.milliseconds;
    article->comments_open = is_wanted && !is_over;
}

/* A comment of the future waits by itself, unless its article will be gone by then. */
static void note_waiting(struct assembly *assembly, const struct thread *thread, const struct draft *draft)
{
    const struct date *moment = &draft->comment->date.date;
    const struct date *expires = &thread->draft->front_matter.expires.date;
    if (expires->is_set && date_compare(moment, expires) >= 0)
        return;
    assemble_note_moment(assembly, draft, moment, DUE_APPEARS);
    if (!moment_is_due(moment, &assembly->input->gate))
        assemble_note_coming(assembly, draft, moment, TEXT_NONE, TEXT_NONE);
}

void assemble_comments(struct assembly *assembly)
{
    struct map threads;
    map_init(&threads, assembly->arena);
    for (size_t i = 0; i < assembly->input->draft_count; i++) {
        const struct draft *draft = assembly->input->drafts[i];
        if (!draft || draft->file->kind != CONTENT_COMMENT)
            continue;
        struct publication publication = { .is_faulty = draft->is_faulty, .date = draft->comment->date.date };
        struct thread *thread = thread_of(assembly, &threads, draft);
        if (thread && !draft->is_faulty)
            note_waiting(assembly, thread, draft);
        if (!thread || !check_name(assembly, draft))
            continue;
        check_anchor(assembly, thread, draft);
        if (published(&publication, &assembly->input->gate) == HOLD_NONE)
            add_comment(assembly, thread, draft);
        else
            map_set(&thread->held, path_name(draft->file->id), thread);
    }
    for (size_t i = 0; i < threads.count; i++)
        finish_thread(assembly, threads.entries[i].value);
    for (size_t i = 0; i < assembly->articles.count; i++)
        set_closing(assembly, assembly->articles.items[i].article, assembly->articles.items[i].draft);
}
