/* SPDX-License-Identifier: MIT */
/* Filled once, at the end of a build, good or not. */
#include "build/news.h"
#include "build/session.h"
#include "build/workers.h"
#include <sys/eventfd.h>

/* Address space for the texts; a page of diagnostics is kept to a hundred. */
enum { NEWS_BYTES = 64 << 20 };

struct build_news *news_open(void)
{
    struct build_news *news = workers_shared_memory(sizeof *news);
    news->handle = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    arena_init_shared(&news->arena, NEWS_BYTES);
    return news;
}

void news_reset(struct build_news *news, text edited)
{
    struct arena arena = news->arena;
    arena_reset(&arena);
    news_take(news);
    *news = (struct build_news){ .handle = news->handle, .arena = arena };
    news->edited = text_copy(&news->arena, edited);
}

bool news_take(struct build_news *news)
{
    eventfd_t count;
    return eventfd_read(news->handle, &count) == 0;
}

static text address_of(const struct session *session, struct arena *arena, text source)
{
    for (size_t i = 0; i < session->plan.outputs.count; i++) {
        const struct output *output = &session->plan.outputs.items[i];
        if (text_equal(output->origin, source) && output_is_html(output))
            return text_format(
                arena, "%.*s%.*s", TEXT_ARGS(session->config.base_path), TEXT_ARGS(output->address));
    }
    return TEXT_NONE;
}

void session_tell(struct session *session)
{
    struct build_news *news = session->options->news;
    if (!news)
        return;
    struct buffer out;
    buffer_init(&out, &news->arena);
    const struct diagnostic_style style = { .form = DIAGNOSTIC_HTML,
        .warnings_are_errors = session->options->is_strict };
    diagnostics_print(&session->diagnostics, &session->sources, &style, &out);
    news->problems = text_copy(&news->arena, buffer_text(&out));
    news->prefix = text_copy(&news->arena, session->config.base_path);
    if (news->edited.bytes && session->site)
        news->address = address_of(session, &news->arena, news->edited);
    if (session->site && session->site->next_due.is_set)
        news->due_in_ms = session->site->next_due.instant.milliseconds - session->gate.now.milliseconds;
    news->outcome = session_outcome(session);
    eventfd_write(news->handle, 1);
}
