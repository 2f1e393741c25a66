/* SPDX-License-Identifier: MIT */
/* Sockets. By default the two loopback addresses of this machine and nothing that a network could reach. */
#include "serve/server.h"
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

union any_address {
    struct sockaddr plain;
    struct sockaddr_in four;
    struct sockaddr_in6 six;
};

/* 0 when `host` is no literal address. */
static socklen_t fill_address(const char *host, unsigned port, union any_address *address)
{
    memset(address, 0, sizeof *address);
    if (inet_pton(AF_INET, host, &address->four.sin_addr) == 1) {
        address->four.sin_family = AF_INET;
        address->four.sin_port = htons((uint16_t)port);
        return sizeof address->four;
    }
    if (inet_pton(AF_INET6, host, &address->six.sin6_addr) != 1)
        return 0;
    address->six.sin6_family = AF_INET6;
    address->six.sin6_port = htons((uint16_t)port);
    return sizeof address->six;
}

/* A descriptor, or a negative errno value. */
static int listen_at(const char *host, unsigned port)
{
    union any_address address;
    socklen_t length = fill_address(host, port, &address);
    if (!length)
        return -EINVAL;
    int handle = socket(address.plain.sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (handle < 0)
        return -errno;
    int on = 1;
    setsockopt(handle, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (address.plain.sa_family == AF_INET6)
        setsockopt(handle, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
    if (bind(handle, &address.plain, length) == 0 && listen(handle, SOMAXCONN) == 0)
        return handle;
    int error = errno;
    close(handle);
    return -error;
}

static unsigned port_of(int handle)
{
    union any_address address = { .plain = { .sa_family = AF_UNSPEC } };
    socklen_t length = sizeof address;
    if (getsockname(handle, &address.plain, &length) != 0)
        return 0;
    return ntohs(address.plain.sa_family == AF_INET ? address.four.sin_port : address.six.sin6_port);
}

int server_listen(struct arena *arena, text host, unsigned port, struct listening *listening)
{
    *listening = (struct listening){ .port = port };
    int first = listen_at(host.bytes ? text_to_string(arena, host) : "127.0.0.1", port);
    if (first < 0)
        return -first;
    listening->sockets[listening->count++] = first;
    listening->port = port_of(first);
    /* The second family is a courtesy: many machines have only one. */
    int second = host.bytes ? -EINVAL : listen_at("::1", listening->port);
    if (second >= 0)
        listening->sockets[listening->count++] = second;
    return 0;
}
