/* SPDX-License-Identifier: MIT */
/*
 * A queue for each host and one libcurl multi handle over all. A host is asked again a second after its last
 * answer; the handle of a question is made when its turn comes. The library's functions are found by name
 * (dlopen), with the types of its own header.
 */
#include "build/fetch.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/count.h"
#include "base/library.h"
#include "base/list.h"
#include "base/map.h"
#include "model/url.h"
#include <curl/curl.h>

enum { HOSTS_AT_ONCE = 8, PAUSE_MS = 1000, TIMEOUT_S = 20, REDIRECTS = 10, POLL_MS = 100 };

struct curl {
    __typeof__(curl_global_init) *global_init;
    __typeof__(curl_easy_init) *easy_init;
    __typeof__(curl_easy_setopt) *set;
    __typeof__(curl_easy_getinfo) *get;
    __typeof__(curl_easy_cleanup) *easy_cleanup;
    __typeof__(curl_easy_strerror) *words;
    __typeof__(curl_multi_init) *multi_init;
    __typeof__(curl_multi_add_handle) *add;
    __typeof__(curl_multi_remove_handle) *take;
    __typeof__(curl_multi_perform) *perform;
    __typeof__(curl_multi_poll) *poll;
    __typeof__(curl_multi_info_read) *next_message;
    __typeof__(curl_multi_cleanup) *multi_cleanup;
};

struct host {
    struct {
        struct fetch_question **items;
        size_t count, capacity;
    } queue;
    size_t next;
    int64_t free_at_ms;
    bool is_busy;
    bool has_refused; /* HEAD of what is next, which is asked with GET */
};

struct asking {
    struct fetch_question *question;
    struct host *host;
    bool is_get;
};

struct fetching {
    struct arena *arena;
    struct curl curl;
    CURLM *multi;
    struct map hosts; /* in the order of their first question */
    size_t busy_count, left;
};

static bool load(struct curl *curl, const char **why)
{
    const struct library_function functions[] = {
        { "curl_global_init", &curl->global_init },
        { "curl_easy_init", &curl->easy_init },
        { "curl_easy_setopt", &curl->set },
        { "curl_easy_getinfo", &curl->get },
        { "curl_easy_cleanup", &curl->easy_cleanup },
        { "curl_easy_strerror", &curl->words },
        { "curl_multi_init", &curl->multi_init },
        { "curl_multi_add_handle", &curl->add },
        { "curl_multi_remove_handle", &curl->take },
        { "curl_multi_perform", &curl->perform },
        { "curl_multi_poll", &curl->poll },
        { "curl_multi_info_read", &curl->next_message },
        { "curl_multi_cleanup", &curl->multi_cleanup },
    };
    return library_open("libcurl.so.4", functions, COUNT(functions), why) &&
           curl->global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}

static void queue_up(struct fetching *fetching, struct fetch_question *questions, size_t count)
{
    map_init(&fetching->hosts, fetching->arena);
    for (size_t i = 0; i < count; i++) {
        text name = text_lower_ascii(fetching->arena, url_host(questions[i].url));
        struct host *host = map_find(&fetching->hosts, name);
        if (!host) {
            host = arena_new(fetching->arena, struct host);
            map_set(&fetching->hosts, name, host);
        }
        *list_add(fetching->arena, &host->queue) = &questions[i];
    }
    fetching->left = count;
}

static size_t ignore(char *bytes, size_t size, size_t count, void *data)
{
    (void)bytes, (void)data;
    return size * count;
}

/* Only the beginning of a page is taken; what was sent before says enough. */
static size_t stop(char *bytes, size_t size, size_t count, void *data)
{
    (void)bytes, (void)size, (void)count, (void)data;
    return 0;
}

static void ask(struct fetching *fetching, struct host *host, struct fetch_question *question, bool is_get)
{
    const struct curl *curl = &fetching->curl;
    CURL *handle = curl->easy_init();
    if (!handle)
        arena_die_out_of_memory();
    struct asking *asking = arena_new(fetching->arena, struct asking);
    *asking = (struct asking){ question, host, is_get };
    curl->set(handle, CURLOPT_URL, text_to_string(fetching->arena, question->url));
    curl->set(handle, CURLOPT_PRIVATE, asking);
    curl->set(handle, CURLOPT_NOBODY, is_get ? 0L : 1L);
    curl->set(handle, CURLOPT_WRITEFUNCTION, is_get ? stop : ignore);
    curl->set(handle, CURLOPT_FOLLOWLOCATION, 1L);
    curl->set(handle, CURLOPT_MAXREDIRS, (long)REDIRECTS);
    curl->set(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    curl->set(handle, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    curl->set(handle, CURLOPT_TIMEOUT, (long)TIMEOUT_S);
    curl->set(handle, CURLOPT_NOSIGNAL, 1L);
    curl->set(handle, CURLOPT_USERAGENT, "brief (checks whether links still answer)");
    if (curl->add(fetching->multi, handle) != CURLM_OK)
        arena_die_out_of_memory();
    host->is_busy = true;
}

/* The next question of every host whose pause is over. */
static void start_questions(struct fetching *fetching)
{
    for (size_t i = 0; i < fetching->hosts.count && fetching->busy_count < HOSTS_AT_ONCE; i++) {
        struct host *host = fetching->hosts.entries[i].value;
        if (host->is_busy || host->next == host->queue.count || clock_ms() < host->free_at_ms)
            continue;
        ask(fetching, host, host->queue.items[host->next++], host->has_refused);
        host->has_refused = false;
        fetching->busy_count++;
    }
}

/* Refusals to say anything (who are you, too many questions) are answers: something is there. */
static bool is_answer(long status)
{
    return (status >= 200 && status < 400) || status == 401 || status == 403 || status == 429;
}

/* Some servers end a connection on which they are sent HEAD. */
static bool was_dropped(CURLcode result)
{
    return result == CURLE_GOT_NOTHING || result == CURLE_RECV_ERROR || result == CURLE_HTTP2 ||
           result == CURLE_HTTP2_STREAM;
}

static void take_answer(struct fetching *fetching, CURL *handle, CURLcode result)
{
    const struct curl *curl = &fetching->curl;
    struct asking *asking = NULL;
    long status = 0;
    curl->get(handle, CURLINFO_PRIVATE, &asking);
    curl->get(handle, CURLINFO_RESPONSE_CODE, &status);
    bool was_stopped = asking->is_get && result == CURLE_WRITE_ERROR && status;
    bool has_failed = result != CURLE_OK && !was_stopped;
    struct fetch_question *question = asking->question;
    question->status = (int)status;
    question->is_answered = !has_failed && is_answer(status);
    question->fault = has_failed ? text_of(curl->words(result)) : TEXT_NONE;
    curl->take(fetching->multi, handle);
    curl->easy_cleanup(handle);
    struct host *host = asking->host;
    host->is_busy = false;
    host->free_at_ms = clock_ms() + PAUSE_MS;
    host->has_refused = !question->is_answered && !asking->is_get && (!has_failed || was_dropped(result));
    host->next -= host->has_refused;
    fetching->left -= !host->has_refused;
    fetching->busy_count--;
}

bool fetch_all(struct arena *arena, struct fetch_question *questions, size_t count,
    const struct fetch_listener *listener, const char **why)
{
    struct fetching fetching = { .arena = arena };
    if (!count)
        return true;
    if (!load(&fetching.curl, why))
        return false;
    fetching.multi = fetching.curl.multi_init();
    if (!fetching.multi)
        arena_die_out_of_memory();
    queue_up(&fetching, questions, count);
    while (fetching.left) {
        int running = 0, waiting = 0;
        size_t left = fetching.left;
        start_questions(&fetching);
        fetching.curl.perform(fetching.multi, &running);
        for (CURLMsg *message; (message = fetching.curl.next_message(fetching.multi, &waiting));)
            if (message->msg == CURLMSG_DONE)
                take_answer(&fetching, message->easy_handle, message->data.result);
        if (listener && fetching.left != left)
            listener->hear(listener->data, count - fetching.left);
        fetching.curl.poll(fetching.multi, NULL, 0, POLL_MS, NULL);
    }
    fetching.curl.multi_cleanup(fetching.multi);
    return true;
}
