/* SPDX-License-Identifier: MIT */
/*
 * Files of the output, as a web host would answer with them: index.html for folders, a redirect to the
 * address with its slash, ranges, entity tags, 404.html. Pages get one line more, the script that reloads
 * them; the files themselves are what a build writes.
 */
#include "base/buffer.h"
#include "base/file.h"
#include "base/file_open.h"
#include "base/media_type.h"
#include "serve/range.h"
#include "serve/request.h"
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PAGE_BYTES = 256 << 20 };

static int open_output(const struct request *request)
{
    return open(request->server->output, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

static bool is_page(text path)
{
    return text_ends_with(path, TEXT(".html")) || text_ends_with(path, TEXT(".htm"));
}

/* The script's line, with the generation that the page is of: a build that ends before the script runs is not
 * missed. */
static text with_script(struct request *request, text page)
{
    size_t end = SIZE_MAX;
    const text tag = TEXT("</body>");
    for (size_t found = text_find(page, tag, 0); found != SIZE_MAX; found = text_find(page, tag, found + 1))
        end = found;
    if (end == SIZE_MAX)
        end = page.length;
    struct buffer out;
    buffer_init(&out, &request->arena);
    buffer_append(&out, text_slice(page, 0, end));
    buffer_print(&out, "<script src=\"/_brief/live.js\" data-generation=\"%u\"></script>",
        (unsigned)request->bulletin.generation);
    buffer_append(&out, text_from(page, end));
    return buffer_text(&out);
}

static text tag_of(struct request *request, const struct file_status *status, bool is_with_script)
{
    return text_format(&request->arena, "\"%llx-%llx-%llx-%x\"", (unsigned long long)status->modified_ns,
        (unsigned long long)status->size, (unsigned long long)status->inode,
        is_with_script ? (unsigned)request->bulletin.generation : 0);
}

/* What browsers are told: text is UTF-8, and what is unknown is saved rather than guessed at. */
static const char *type_of(struct request *request, text path)
{
    text type = media_type_of(path);
    bool is_text = text_starts_with(type, TEXT("text/")) || text_ends_with(type, TEXT("xml"));
    if (!type.bytes)
        return "application/octet-stream";
    return is_text ? text_format(&request->arena, "%.*s; charset=utf-8", TEXT_ARGS(type)).bytes
                   : text_to_string(&request->arena, type);
}

static struct answer page_answer(struct request *request, int folder, text path, unsigned status)
{
    text page = TEXT_NONE;
    struct file_status found;
    int error =
        file_read(folder, text_to_string(&request->arena, path), PAGE_BYTES, &request->arena, &page, &found);
    if (error)
        return (struct answer){ MHD_HTTP_NOT_FOUND, NULL };
    text tag = tag_of(request, &found, true);
    bool is_known = entity_tag_is_listed(request_field(request, MHD_HTTP_HEADER_IF_NONE_MATCH), tag);
    struct answer answer =
        status == MHD_HTTP_OK && is_known
            ? request_answer(request, MHD_HTTP_NOT_MODIFIED, type_of(request, path), TEXT(""))
            : request_answer(request, status, type_of(request, path), with_script(request, page));
    request_add_field(request, &answer, MHD_HTTP_HEADER_ETAG, tag.bytes);
    return answer;
}

/* The open file, or its part, goes out as it is; the library closes it. */
static struct answer part_answer(struct request *request, int file, const struct stat *found, text path)
{
    struct file_status status = { (uint64_t)found->st_size,
        (int64_t)found->st_mtim.tv_sec * 1000000000 + found->st_mtim.tv_nsec, 0, found->st_ino };
    text tag = tag_of(request, &status, false);
    text if_range = request_field(request, MHD_HTTP_HEADER_IF_RANGE);
    bool is_of_this = !if_range.bytes || text_equal(if_range, tag);
    struct range range =
        range_read(is_of_this ? request_field(request, MHD_HTTP_HEADER_RANGE) : TEXT_NONE, status.size);
    struct answer answer = { MHD_HTTP_OK, NULL };
    bool has_body = range.kind != RANGE_UNSATISFIABLE;
    if (entity_tag_is_listed(request_field(request, MHD_HTTP_HEADER_IF_NONE_MATCH), tag)) {
        answer = request_answer(request, MHD_HTTP_NOT_MODIFIED, type_of(request, path), TEXT(""));
        has_body = false;
    } else if (!has_body) {
        answer = request_answer(request, MHD_HTTP_RANGE_NOT_SATISFIABLE, type_of(request, path), TEXT(""));
        request_add_field(request, &answer, MHD_HTTP_HEADER_CONTENT_RANGE,
            text_format(&request->arena, "bytes */%llu", (unsigned long long)status.size).bytes);
    }
    if (!has_body) {
        close(file);
    } else {
        answer.response = request->server->http.response_of_file(range.length, file, range.first);
        request_add_field(request, &answer, MHD_HTTP_HEADER_CONTENT_TYPE, type_of(request, path));
        request_add_field(request, &answer, MHD_HTTP_HEADER_ACCEPT_RANGES, "bytes");
    }
    if (has_body && range.kind == RANGE_PART) {
        answer.status = MHD_HTTP_PARTIAL_CONTENT;
        request_add_field(request, &answer, MHD_HTTP_HEADER_CONTENT_RANGE,
            text_format(&request->arena, "bytes %llu-%llu/%llu", (unsigned long long)range.first,
                (unsigned long long)(range.first + range.length - 1), (unsigned long long)status.size)
                .bytes);
    }
    request_add_field(request, &answer, MHD_HTTP_HEADER_ETAG, tag.bytes);
    return answer;
}

static struct answer redirect_answer(const struct request *request, unsigned status, text location)
{
    struct answer answer = request_answer(request, status, "text/plain; charset=utf-8", TEXT(""));
    request_add_field(request, &answer, MHD_HTTP_HEADER_LOCATION, location.bytes);
    return answer;
}

/* To the same address with a slash, query kept. */
static struct answer folder_answer(struct request *request)
{
    size_t question = text_find_byte(request->target, '?', 0);
    text path = text_slice(request->target, 0, question), query = text_from(request->target, question);
    /* A path that begins with two slashes would name another host. */
    while (text_starts_with(path, TEXT("//")))
        path = text_from(path, 1);
    return redirect_answer(request, MHD_HTTP_MOVED_PERMANENTLY,
        text_format(&request->arena, "%.*s/%.*s", TEXT_ARGS(path), TEXT_ARGS(query)));
}

static struct answer not_found(struct request *request, int folder)
{
    struct answer answer = folder < 0 ? (struct answer){ 0, NULL }
                                      : page_answer(request, folder, TEXT("404.html"), MHD_HTTP_NOT_FOUND);
    if (answer.response)
        return answer;
    return request_answer(request, MHD_HTTP_NOT_FOUND, "text/plain; charset=utf-8",
        TEXT("There is nothing at this address.\n"));
}

/* An answer without response: there is no such file. */
static struct answer found_answer(struct request *request, int folder, text path)
{
    struct stat found;
    struct answer none = { MHD_HTTP_NOT_FOUND, NULL };
    struct answer page = is_page(path) ? page_answer(request, folder, path, MHD_HTTP_OK) : none;
    if (page.response)
        return page;
    int file =
        file_open_below(folder, text_to_string(&request->arena, path), O_RDONLY | O_NONBLOCK | O_NOCTTY, 0);
    if (file < 0)
        return none;
    bool is_there = fstat(file, &found) == 0;
    if (is_there && S_ISREG(found.st_mode))
        return part_answer(request, file, &found, path);
    close(file);
    return is_there && S_ISDIR(found.st_mode) ? folder_answer(request) : none;
}

struct answer files_answer(struct request *request, const struct address *address)
{
    if (address->kind == ADDRESS_MALFORMED)
        return request_answer(
            request, MHD_HTTP_BAD_REQUEST, "text/plain; charset=utf-8", TEXT("This is not an address.\n"));
    if (!request->bulletin.has_site)
        return own_problems(request, MHD_HTTP_SERVICE_UNAVAILABLE);
    /* A site below a path: who asks for the root, or for the path without its slash, wants its home. */
    bool means_home =
        text_equal(request->target, TEXT("/")) || text_equal(request->target, request->bulletin.prefix);
    if (address->kind == ADDRESS_OUTSIDE && means_home)
        return redirect_answer(request, MHD_HTTP_FOUND,
            text_format(&request->arena, "%.*s/", TEXT_ARGS(request->bulletin.prefix)));
    int folder = open_output(request);
    text path = address->path;
    if (address->kind == ADDRESS_FOLDER)
        path = text_format(&request->arena, "%.*sindex.html", TEXT_ARGS(path));
    struct answer answer = { MHD_HTTP_NOT_FOUND, NULL };
    if (folder >= 0 && address->kind != ADDRESS_OUTSIDE)
        answer = found_answer(request, folder, path);
    if (!answer.response)
        answer = not_found(request, folder);
    if (folder >= 0)
        close(folder);
    return answer;
}
