/* SPDX-License-Identifier: MIT */
/* Why a source is not published, by the words of the gate, and where its file says so. */
#include "base/buffer.h"
#include "base/path.h"
#include "command/explain.h"
#include "model/name.h"
#include "model/published.h"
#include <stdio.h>

static const struct held_back *find_held(const struct session *session, text path)
{
    for (size_t i = 0; i < session->site->held_back_count; i++)
        if (text_equal(session->site->held_back[i].source_path, path))
            return &session->site->held_back[i];
    return NULL;
}

static text moment(struct session *session, const struct date *date)
{
    return date_in_english(&session->arena, date, TEXT("%Y-%m-%d %H:%M %:z"));
}

static void print_hold(struct session *session, const struct held_back *held, const struct draft *draft)
{
    const struct front_matter *facts = &draft->front_matter;
    switch (held->hold) {
    case HOLD_DRAFT:
        explain_line("held back", "%s",
            draft->is_faulty ? "it has errors, so nothing of it is published"
                             : "it is a draft: its front matter says draft: true");
        break;
    case HOLD_SCHEDULED:
        explain_line("held back", "until %.*s", TEXT_ARGS(moment(session, &held->until)));
        explain_place(session, "because of", "", facts->date.where);
        break;
    case HOLD_EXPIRED:
        explain_line("held back", "it expired at %.*s", TEXT_ARGS(moment(session, &held->until)));
        explain_place(session, "because of", "", facts->expires.where);
        break;
    default: break;
    }
    if (held->address.bytes)
        explain_line("address", "%.*s, %s", TEXT_ARGS(held->address),
            held->hold == HOLD_EXPIRED ? "while it was out" : "when it is out");
}

/* Answers stand in what they answer, COMMENT_LEVELS deep at most. */
static const struct comment *find_comment(const struct object_list *comments, text id)
{
    for (size_t i = 0; i < comments->count; i++) {
        const struct comment *comment = comments->items[i];
        if (text_equal(comment->id, id))
            return comment;
        const struct comment *answer = find_comment(&comment->replies, id);
        if (answer)
            return answer;
    }
    return NULL;
}

static void explain_comment(
    struct session *session, const struct content_file *file, const struct draft *draft)
{
    text article_id = path_folder(file->id);
    const struct article *article = map_find(session->site->articles_by_id, article_id);
    const struct comment *comment = article ? find_comment(&article->comments, path_name(file->id)) : NULL;
    if (comment) {
        explain_line("shown at", "%.*s#comment-%.*s", TEXT_ARGS(article->address), TEXT_ARGS(comment->id));
        explain_line("published", "since %.*s", TEXT_ARGS(moment(session, &comment->date)));
    } else if (!article) {
        explain_line("held back", "no article '%.*s' is published", TEXT_ARGS(article_id));
    } else if (!draft || draft->is_faulty) {
        explain_line("held back", "it has errors, so nothing of it is published");
    } else if (!moment_is_due(&draft->comment->date.date, &session->gate)) {
        explain_line("held back", "until %.*s", TEXT_ARGS(moment(session, &draft->comment->date.date)));
        explain_place(session, "because of", "", draft->comment->date.where);
    } else {
        explain_line("held back", "with the comment that it answers");
        explain_place(session, "because of", "", draft->comment->reply_to.where);
    }
}

/* An article, an author or a page. */
static void explain_dated(
    struct session *session, const struct content_file *file, const struct draft *draft, text path)
{
    const struct held_back *held = find_held(session, path);
    if (held && draft) {
        print_hold(session, held, draft);
    } else if (file->kind == CONTENT_AUTHOR && map_contains(session->site->held_authors, file->id)) {
        explain_line("held back", "until an article by this author is published");
    } else if (draft && draft->front_matter.date.date.is_set) {
        explain_line("published", "since %.*s", TEXT_ARGS(moment(session, &draft->front_matter.date.date)));
        if (draft->front_matter.expires.date.is_set)
            explain_line("until", "%.*s", TEXT_ARGS(moment(session, &draft->front_matter.expires.date)));
    } else {
        explain_line("published", "whenever the site is; it has no date that holds it back");
    }
}

/* As layouts write it: site.data.regions.europe, site.data["sea-levels"]. */
static text data_name(struct arena *arena, text id)
{
    struct buffer out;
    buffer_init(&out, arena);
    buffer_append_literal(&out, "site.data");
    for (text part; id.bytes && (part = text_cut(&id, '/'), true);) {
        buffer_print(&out, name_is(part, name_takes_in_layout) ? ".%.*s" : "[\"%.*s\"]", TEXT_ARGS(part));
    }
    return buffer_text(&out);
}

void explain_data(struct session *session, const struct content_file *file, const char *otherwise)
{
    explain_line("seen as", "%.*s, in layouts and plugins%s", TEXT_ARGS(data_name(&session->arena, file->id)),
        otherwise);
}

static bool is_copied(const struct session *session, text path)
{
    bool is_found = false;
    for (size_t i = 0; !is_found && i < session->site->media.count; i++)
        is_found = text_equal(((const struct media *)session->site->media.items[i])->path, path);
    return is_found;
}

/* The text that a file which is not copied waits with: that of its folder, or the article on which the
 * comments are. */
static const struct content_file *find_holder(struct session *session, text path)
{
    const text comments = TEXT("comments/");
    const struct content_file *holder = NULL;
    for (text folder = path_folder(path); !holder && folder.length; folder = path_folder(folder)) {
        holder = map_find(&session->content.by_path, path_join(&session->arena, folder, TEXT("index.md")));
        if (!holder && text_starts_with(folder, comments))
            holder = explain_find_source(session, text_from(folder, comments.length));
    }
    return holder;
}

enum exit_code explain_held(struct session *session, text name)
{
    const struct content_file *file = explain_find_source(session, name);
    const struct draft *draft = file ? explain_draft(session, file) : NULL;
    if (!file)
        return command_misused(
            explain_source_hint(session, name, "name a file of content/articles/, or an id"),
            "there is no source '%.*s'", TEXT_ARGS(name));
    text path = text_format(&session->arena, "content/%.*s", TEXT_ARGS(file->path));
    printf("%.*s\n", TEXT_ARGS(path));
    const struct content_file *holder = file->kind == CONTENT_MEDIA && !is_copied(session, file->path)
                                            ? find_holder(session, file->path)
                                            : NULL;
    if (holder) {
        text source = text_format(&session->arena, "content/%.*s", TEXT_ARGS(holder->path));
        explain_line("held back", "with %.*s", TEXT_ARGS(source));
        return explain_held(session, source);
    }
    if (file->kind == CONTENT_COMMENT)
        explain_comment(session, file, draft);
    else if (file->kind == CONTENT_DATA)
        explain_data(session, file, "; it makes no page of its own");
    else
        explain_dated(session, file, draft, path);
    explain_line("now", "%.*s", TEXT_ARGS(moment(session, &session->build_time)));
    return EXIT_DONE;
}
