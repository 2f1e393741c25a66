# SPDX-License-Identifier: MIT
"""Many at once, and slow ones: what the preview withstands."""
import os
import re
import shutil
import signal
import socket
from pathlib import Path

from preview import PATIENCE_S, Preview
from sites import SPARE_KB, new_site, server_of, suite
from suite import run


def listening_at(port):
    """The addresses at which somebody listens at the port, in the kernel's hexadecimal digits."""
    rows = [line.split() for name in ("tcp", "tcp6") for line in Path(f"/proc/net/{name}").read_text().splitlines()[1:]]
    return {row[1].split(":")[0] for row in rows if row[3] == "0A" and int(row[1].split(":")[1], 16) == port}


def sizes_of(server):
    """Of the server process and the one that waits: open files and resident KB. A build, which may end at any moment, is not counted."""
    ids = [server.process.pid, *server.children()[:1]]
    files = sum(len(os.listdir(f"/proc/{each}/fd")) for each in ids)
    resident = sum(int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{each}/status").read_text())[1]) for each in ids)
    return files, resident


def sizes_at_rest(server, files):
    """The sizes once no build runs, but for one that waits, and no more than so many files are open: a connection is closed some time after its answer."""
    server.wait(lambda: server.is_waiting() and sizes_of(server)[0] <= files)
    return sizes_of(server)


def dribble(server, count, host):
    """Sends a byte of a header every half second. True when the server has had enough before `count` of them."""
    with socket.create_connection((host, server.port)) as connection:
        connection.settimeout(0.5)
        try:
            connection.sendall(b"GET / HTTP/1.1\r\nX: ")
            for _ in range(count):
                connection.sendall(b"a")
                try:
                    if not connection.recv(4096):
                        return True
                except socket.timeout:
                    pass
        except OSError:
            return True
    return False


def load_often(server, connections, requests):
    """How many of so many requests on each of so many connections are answered with the page."""
    asked = f"GET /first/ HTTP/1.1\r\nHost: localhost:{server.port}\r\n\r\n".encode()
    answered = 0
    for _ in range(connections):
        with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE_S) as connection, connection.makefile("rb") as answers:
            for _ in range(requests):
                connection.sendall(asked)
                head = b"".join(iter(answers.readline, b"\r\n")) if answers.peek(1) else b"content-length: 0"
                body = answers.read(int(re.search(rb"(?i)content-length: (\d+)", head)[1]))
                answered += head.startswith(b"HTTP/1.1 200") and b"One paragraph." in body
    return answered


def crowds():
    with server_of(new_site("crowds")) as server:
        server.wait(server.is_waiting)
        idle = sizes_of(server)[0]
        listener = (f"GET /_brief/events HTTP/1.1\r\nHost: localhost:{server.port}\r\n\r\n").encode()

        def listen():
            """A page that is loaded and left at once. False when there are too many at that moment."""
            try:
                with socket.create_connection(("127.0.0.1", server.port)) as connection:
                    connection.sendall(listener)
                    return b"text/event-stream" in connection.recv(4096)
            except ConnectionError:
                return False

        def come_and_go(times):
            """Twenty at a time, so that what is in use at once stays the same."""
            for _ in range(times):
                suite.check("twenty pages come and go", all([server.wait(listen) for _ in range(20)]) and
                            sizes_at_rest(server, idle)[0] <= idle, (idle, sizes_of(server)))
            return sizes_of(server)

        def are_left(before, after):
            return after[0] > before[0] or after[1] > before[1] + SPARE_KB // 8

        sizes = [come_and_go(10), come_and_go(20)]
        if are_left(*sizes):  # what is lost goes on growing; what is kept for use does not
            sizes.append(come_and_go(20))
        suite.check("listeners that go leave nothing", not are_left(*sizes[-2:]), sizes)
        suite.check("ten thousand requests are answered", load_often(server, 100, 100) == 10_000)
        later = sizes_at_rest(server, idle)
        suite.check("and leave nothing either", not are_left(sizes[-1], later), (sizes, later))
        has_six = len(listening_at(server.port)) > 1
        crowd = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(128 if has_six else 110)]
        for connection in crowd:
            connection.sendall(listener)
        suite.check("a hundred listen at once", all(b"text/event-stream" in connection.recv(4096) for connection in crowd))
        suite.check("a client that sends its request for ever, byte by byte, is let go, also beside the crowd at the other address",
                    dribble(server, 120, "::1" if has_six else "127.0.0.1"), "after a minute")
        for connection in crowd:
            connection.close()
        sizes_at_rest(server, idle)
        slow = []
        for _ in range(500):
            connection = socket.create_connection(("127.0.0.1", server.port))
            try:
                connection.sendall(b"GET / HT")
            except OSError:
                pass
            slow.append(connection)
        suite.check("clients that send no request are let go", server.wait(lambda: server.get("/")[0] == 200))
        for connection in slow:
            connection.close()
        answer = server.raw(b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 1_000_000 + b"\r\n\r\n")
        suite.check("a header of a megabyte is refused", not answer.startswith(b"HTTP/1.1 200"), answer[:80])
        for _ in range(50):
            connection = socket.create_connection(("127.0.0.1", server.port))
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
            connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
            connection.close()
        suite.check("it still answers", server.get("/")[0] == 200)


def limits():
    """The system has no more watches to give, from the start or later on: a user namespace of its own may have a few."""
    def brief_with(watches):
        brief = suite.work / f"brief-with-{watches}-watches"
        inner = f'echo {watches} >/proc/sys/user/max_inotify_watches && exec "$0" "$@"'
        brief.write_text(f"#!/bin/sh\nexec unshare -Ur sh -c '{inner}' '{suite.brief}' \"$@\"\n")
        brief.chmod(0o755)
        return brief

    if run(["unshare", "-Ur", "sh", "-c", "echo 2 >/proc/sys/user/max_inotify_watches"]).returncode:
        suite.skip("limits", "no user namespaces here")
        return
    site = new_site("limits")
    with Preview(brief_with(2), site) as server:
        suite.check("the limit is announced", "limit of watched folders is reached" in server.output(), server.output())
        article = site / "content/articles/first.md"
        article.write_text(article.read_text().replace("first piece", "revised piece"))
        suite.check("and edits are seen all the same", server.wait(lambda: b"revised piece" in server.get("/first/")[2]), server.output())
    site = new_site("limits-later")
    with Preview(brief_with(40), site) as server:
        suite.check("there are watches enough", "limit of watched folders" not in server.output(), server.output())
        for number in range(40):
            (site / "content/articles" / str(number)).mkdir()
        suite.check("that they are no more is said, too", server.wait(lambda: "limit of watched folders is reached" in server.output()), server.output())
        (site / "content/articles/39/late.md").write_text("---\ntitle: Late\ndate: 2025-02-01\n---\nText.\n")
        suite.check("edits are seen there as well", server.wait(lambda: server.get("/39/late/")[0] == 200), server.output())
        suite.check("it is said once", server.output().count("twice a second") == 1, server.output())


def storms():
    site = new_site("storms")
    with server_of(site) as server:
        server.wait(server.is_waiting)
        before = sizes_of(server)
        for number in range(2000):  # at least five events each
            folder = site / "content/articles" / f"f{number % 7}"
            folder.mkdir(exist_ok=True)
            (folder / "x.txt").write_text(str(number))
            target = site / "content/articles" / f"g{number % 5}"
            shutil.rmtree(target, ignore_errors=True)
            folder.rename(target)
        for each in (site / "content/articles").iterdir():
            if each.is_dir():
                shutil.rmtree(each)
        (site / "content/articles/after.md").write_text("---\ntitle: After the storm\ndate: 2025-02-01\n---\nText.\n")
        suite.check("a storm of renames is survived", server.wait(lambda: server.get("/after/")[0] == 200), server.output()[-2000:])
        after = sizes_at_rest(server, before[0])
        suite.check("and leaves nothing", after[0] <= before[0] and after[1] <= before[1] + SPARE_KB, (before, after))
        server.process.send_signal(signal.SIGTERM)
        suite.check("SIGTERM ends it", server.process.wait(PATIENCE_S) == 0)


def together():
    """Two previews of one site write into one folder: with other options each would show the other's pages."""
    site = new_site("together")
    with server_of(site, "--at", "2025-06-01") as server:
        for other in ((), ("--at", "2024-01-01"), ("--at", "2025-06-01", "--base-url", "https://x.example/y")):
            done = run([suite.brief, "-C", site, "serve", *other], timeout=10)
            suite.check(f"another one with {other} is refused", done.returncode == 75 and "brief serve --at '2025-06-01'" in done.stderr,
                        (done.returncode, done.stderr))
        suite.check("the first one goes on", server.get("/first/")[0] == 200)
        with server_of(site, "--at", "2025-06-01") as same:
            suite.check("one with the same options may serve, too", same.get("/first/")[0] == 200)
    with server_of(site) as server:
        suite.check("when they have ended, any", server.get("/first/")[0] == 200)
