# SPDX-License-Identifier: MIT
"""brief serve: what it answers, whom it refuses, what it withstands, and what an editor sees in a browser."""
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import ahead
import crowds
from preview import PATIENCE_S, Preview, chromium
from suite import environment, run
from crowds import listening_at, sizes_at_rest, sizes_of
from sites import SECRET, SPARE_KB, new_site, server_of, suite


def pages():
    with server_of(new_site("pages")) as server:
        status, fields, body = server.get("/")
        suite.check("the home page", status == 200 and b"The first piece" in body and b"/_brief/live.js" in body, body[-400:])
        suite.check("types and protection", fields.get("content-type") == "text/html; charset=utf-8" and
                    fields.get("x-content-type-options") == "nosniff" and fields.get("cache-control") == "no-store" and
                    fields.get("cross-origin-resource-policy") == "same-origin", fields)
        suite.check("drafts and scheduled pieces are shown", b"The unfinished piece" in body and b"The scheduled piece" in body)
        suite.check("the script is in no file", b"_brief" not in (server.site / ".brief/serve/index.html").read_bytes())
        suite.check("the deploy folder is not touched", not (server.site / "public").exists())
        suite.check("nor is the ledger", not (server.site / "urls.lock").exists())
        status, fields, _ = server.get("/first?a=1")
        suite.check("a folder gets its slash", status == 301 and fields.get("location") == "/first/?a=1", (status, fields))
        status, _, body = server.get("/nowhere/")
        suite.check("404.html answers", status == 404 and b"<html" in body and b"/_brief/live.js" in body, (status, body[:200]))
        suite.check("HEAD has no body", server.get("/", method="HEAD")[::2] == (200, b""))
        for method in ("POST", "PUT", "DELETE", "OPTIONS", "TRACE"):
            suite.check(f"{method} is refused", server.get("/", method=method)[0] == 405)
        form = f"POST / HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nContent-Length: 3\r\n\r\na=b".encode()
        suite.check("a form too", server.raw(form).startswith(b"HTTP/1.1 405 "))
        suite.check("and one that is long in coming", server.get("/", method="POST", **{"Content-Length": "5000000"})[0] == 405)
        (server.site / ".brief/serve/folder.html").mkdir()
        status, fields, _ = server.get("/folder.html")
        suite.check("a folder that is called as pages are, too", status == 301 and fields.get("location") == "/folder.html/", (status, fields))
        status, fields, body = server.get("/notes.txt")
        tag = fields.get("etag", "")
        suite.check("a text file", status == 200 and body == b"0123456789" and fields["content-type"].startswith("text/plain"), fields)
        suite.check("not again when it is known", server.get("/notes.txt", **{"If-None-Match": tag})[0] == 304)
        suite.check("a page is known too", server.get("/", **{"If-None-Match": server.get("/")[1]["etag"]})[0] == 304)
        for field, status, part in (("bytes=2-4", 206, b"234"), ("bytes=7-", 206, b"789"), ("bytes=-2", 206, b"89"),
                                    ("bytes=10-", 416, b""), ("bytes=0-0,2-3", 200, b"0123456789"),
                                    ("lines=1-2", 200, b"0123456789"), ("bytes=4-2", 200, b"0123456789")):
            got, fields, body = server.get("/notes.txt", Range=field)
            suite.check(f"range {field}", (got, body) == (status, part), (got, fields, body))
        suite.check("a range of something else", server.get("/notes.txt", **{"Range": "bytes=1-2", "If-Range": '"x"'})[0] == 200)


def prefix():
    with server_of(new_site("prefix", "/archive")) as server:
        suite.check("the root leads to the site", server.get("/")[1].get("location") == "/archive/")
        suite.check("so does the prefix without its slash", server.get("/archive")[1].get("location") == "/archive/")
        suite.check("pages below the prefix", server.get("/archive/first/")[0] == 200)
        suite.check("nothing beside it", server.get("/first/")[0] == 404 and server.get("/archivefirst/")[0] == 404)
        suite.check("it is announced", "/archive/ " in server.output(), server.output())


def old_addresses():
    """A host follows the rules that are written for it; the preview has pages in their place."""
    site = new_site("old_addresses")
    with open(site / "site.yml", "a") as settings:
        settings.write("redirects: [netlify, apache]\nfeeds: {aliases: [/feed/]}\n")
    first = site / "content" / "articles" / "first.md"
    first.write_text(first.read_text().replace("date:", "aliases: [/was/, /was.html]\ndate:", 1))
    with server_of(site) as server:
        for address, target in (("/was/", "/first/"), ("/was.html", "/first/"), ("/feed/", "/feed.xml")):
            status, _, body = server.get(address)
            suite.check(f"{address} leads on", status == 200 and f'data-target="{target}"'.encode() in body, (status, body[:600]))


def hostile_targets():
    """A hundred ways to ask for what is not below the output."""
    climbs = ["../secret.txt", "..%2fsecret.txt", "%2e%2e/secret.txt", "%2e%2e%2fsecret.txt", "..%5csecret.txt",
              "..\\secret.txt", "....//secret.txt", "..;/secret.txt", "%252e%252e/secret.txt", "%c0%ae%c0%ae/secret.txt",
              "..%00/secret.txt", "..%c0%afsecret.txt", ".%2e/secret.txt", "%2e./secret.txt", "..%u2215secret.txt"]
    places = ["/", "//", "/first/", "/assets/", "/_brief/", "/.brief/"]
    yield from (place + climb for place in places for climb in climbs)
    yield from ("/.git/config", "/.brief/lock", "/_brief/../../secret.txt", "/_brief/live.js/..", "http://127.0.0.1/../secret.txt",
                "//etc/passwd", "/etc/passwd", "/notes.txt%00.html", "/notes.txt\x01", "/a#b", "*", "secret.txt", "/%", "/%zz",
                "/%2", "/\\..\\secret.txt", "/notes.txt/", "/first%2findex.html", "/first%2F", "/first%5c", "/index.html/../../secret.txt", "/" + "a" * 9000, "/" + "../" * 500)


def answers_to(target):
    """The statuses that are right: what is malformed is told so and not looked for. 0: the library hangs up."""
    path = target.split("?")[0]
    decoded = unquote(path)
    if len(target) > 1000 or not target.startswith("/") or "\x01" in target:
        return (0, 400, 404, 414, 431)
    is_malformed = (re.search(r"%2f|%5c|%(?![0-9a-f]{2})", path, re.I) or any(each in target for each in "\\#") or "\0" in decoded or
                    any(part in (".", "..") for part in decoded.split("/")))
    return (400,) if is_malformed else (400, 403, 404)


def hostile():
    with server_of(new_site("hostile")) as server:
        count = 0
        for target in hostile_targets():
            count += 1
            status, _, body = server.get(target)
            suite.check(f"asked for {target[:60]!r}", status in answers_to(target) and SECRET.encode() not in body and
                        b"root:" not in body, (status, answers_to(target), body[:200]))
        suite.check("a hundred of them", count >= 100, count)
        for target in ("/?../secret.txt", "/notes.txt?/../../secret.txt", "/?file=../secret.txt", "/first/?%00", "/first?../../secret.txt",
                       "/first?%0d%0aSet-Cookie:%20a=b", "/?%2e%2e%2fsecret.txt", "/notes.txt?" + "a=1&" * 2000):
            status, fields, body = server.get(target)
            suite.check(f"what follows a question mark leads nowhere: {target[:40]!r}", status in (0, 200, 301, 400, 414, 431) and
                        SECRET.encode() not in body and "set-cookie" not in fields, (status, fields, body[:200]))
        for link, target in (("link.txt", suite.work / "secret.txt"), ("folder", suite.work)):
            (server.site / ".brief" / "serve" / link).symlink_to(target)
        suite.check("links are not followed", server.get("/link.txt")[0] == 404 and server.get("/folder/secret.txt")[0] == 404)
        os.mkfifo(server.site / ".brief" / "serve" / "pipe.txt")
        suite.check("a FIFO is no file", server.get("/pipe.txt")[0] == 404)
        for line in (b"\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\x16\x03\x01\x02\x00" * 20, b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                     b"GET / HTTP/1.1\r\nContent-Length: -1\r\nHost: localhost\r\n\r\n", b"GET  /  HTTP/1.1\r\n\r\n"):
            server.raw(line, seconds=0.3)
        suite.check("what is no request does no harm", server.get("/")[0] == 200)


def strangers():
    with server_of(new_site("strangers")) as server:
        for host, status in (("localhost", 200), (f"localhost:{server.port}", 200), ("[::1]", 200), ("archive.localhost:80", 200),
                             ("evil.example", 403), ("127.0.0.1.evil.example", 403), ("localhost.evil.example", 403),
                             ("evil.example:127.0.0.1", 403), ("192.168.1.7", 403), ("", 403), (None, 400)):
            suite.check(f"Host {host}", server.get("/", Host=host)[0] == status, server.get("/", Host=host)[:2])
        for other in ("evil.example", "localhost"):
            answer = server.raw(f"GET / HTTP/1.1\r\nHost: localhost\r\nhost: {other}\r\nConnection: close\r\n\r\n".encode())
            suite.check(f"two hosts, one of them {other}", answer.startswith(b"HTTP/1.1 400 "), answer[:80])
        own = f"http://127.0.0.1:{server.port}"
        for fields, status in (({}, 200), ({"Origin": own}, 200), ({"Origin": "null"}, 403), ({"Origin": "http://evil.example"}, 403),
                               ({"Origin": "http://127.0.0.1:1"}, 403), ({"Origin": own.replace("http", "https")}, 403),
                               ({"Sec-Fetch-Site": "same-origin"}, 200), ({"Sec-Fetch-Site": "cross-site"}, 403),
                               ({"Sec-Fetch-Site": "same-site"}, 403)):
            for address in ("state", "problems"):
                suite.check(f"{address} with {fields}", server.get(f"/_brief/{address}", **fields)[0] == status)
        suite.check("events are refused too", server.get("/_brief/events", Origin="http://evil.example")[0] == 403)
        for address in ("/", "/_brief/state", "/_brief/live.js", "/notes.txt"):
            fields = server.get(address)[1]
            suite.check(f"{address} is shared with nobody", not any(name.startswith("access-control") for name in fields), fields)
        places = listening_at(server.port)
        suite.check("listens at loopback addresses only", "0100007F" in places and places <= {"0100007F", f"{0:024}01000000"}, places)


def edits(name="edits", *options):
    site = new_site(name)
    article = site / "content/articles/first.md"
    good = article.read_text()
    with server_of(site, *options) as server:
        article.write_text(good.replace("first piece", "revised piece"))
        suite.check(f"{name}: an edit is seen", server.wait(lambda: b"revised piece" in server.get("/first/")[2]), server.output())
        generation, _ = server.state()
        article.write_text(good.replace("title", "titel"))
        suite.check(f"{name}: a mistake is noticed", server.wait(lambda: server.state()[0] > generation and not server.state()[1]))
        suite.check(f"{name}: the last good page stays", b"revised piece" in server.get("/first/")[2])
        status, _, body = server.get("/_brief/problems")
        suite.check(f"{name}: the mistake is shown", status == 200 and b"content/articles/first.md:2:1" in body and
                    b"<mark>titel</mark>" in body and b"did you mean" in body, body[-900:])
        article.write_text(good)
        suite.check(f"{name}: and mended", server.wait(lambda: server.state()[1] and b"The first piece" in server.get("/first/")[2]))
        backup = article.with_name("first.md~")
        article.rename(backup)  # as editors do that keep the old file until the new one is whole
        article.write_text(good.replace("first piece", "rewritten piece"))
        backup.unlink()
        suite.check(f"{name}: an editor that writes a new file and removes the old one", server.wait(
            lambda: b"rewritten piece" in server.get("/first/")[2] and server.get("/articles/first.md~")[0] == 404), server.output())
        folder = site / "content/articles/2026/deep"
        folder.mkdir(parents=True)
        (folder / "new.md").write_text("---\ntitle: In a new folder\ndate: 2025-02-01\n---\nText.\n")
        suite.check(f"{name}: a file in a new folder", server.wait(lambda: server.get("/2026/deep/new/")[0] == 200), server.output())
        shutil.move(site / "content/articles/2026", site / "content/articles/2027")
        suite.check(f"{name}: a folder is renamed", server.wait(lambda: server.get("/2027/deep/new/")[0] == 200 and
                                                               server.get("/2026/deep/new/")[0] == 404), server.output())
        shutil.rmtree(site / "content/articles/2027")
        suite.check(f"{name}: a folder is removed", server.wait(lambda: server.get("/2027/deep/new/")[0] == 404), server.output())
        (site / "layouts").mkdir()
        (site / "layouts/404.html").write_text("our own {{ site.title }}")
        suite.check(f"{name}: the first layout", server.wait(lambda: b"our own Preview" in server.get("/nowhere/")[2]), server.output())
        generation, _ = server.state()
        server.process.send_signal(signal.SIGINT)
        suite.check(f"{name}: Ctrl-C ends it", server.process.wait(PATIENCE_S) == 0, server.output())
    with server_of(site, *options) as server:
        suite.check(f"{name}: pages of the server before are told from those of the next", server.state()[0] > generation)


def polling():
    edits("polling", "--poll")
    suite.check("polling is announced", "twice a second" in (suite.work / "polling.log").read_text())


def shared_folder():
    """In a folder that somebody else may change: a file system that calls itself sshfs, changed from below."""
    site = new_site("shared-below")
    folder = suite.work / "shared"
    folder.mkdir()
    if run(["disorderfs", "--quiet", "-o", "subtype=sshfs", site, folder]).returncode:
        suite.skip("a shared folder", "no FUSE here")
        return
    try:
        with server_of(folder) as server:
            suite.check("a shared folder is announced", "twice a second: the site is on a file system of type fuse.sshfs"
                        in server.output(), server.output())
            article = site / "content/articles/first.md"
            article.write_text(article.read_text().replace("first piece", "revised piece"))
            suite.check("what others change in it is seen", server.wait(lambda: b"revised piece" in server.get("/first/")[2]),
                        server.output())
    finally:
        run(["fusermount", "-u", folder])


def rebuilds():
    """Edit after edit: neither memory nor descriptors nor the cache grow. The long form: --rebuilds 5000 rebuilds."""
    count, warm = suite.arguments.rebuilds, 50
    site = new_site("rebuilds")
    article = site / "content/articles/first.md"
    good = article.read_text()
    cache = lambda: sum(path.stat().st_size for path in (site / ".brief").glob("*") if path.is_file())
    with server_of(site, "-q") as server, socket.create_connection(("127.0.0.1", server.port)) as events:
        events.settimeout(PATIENCE_S)
        events.sendall(f"GET /_brief/events HTTP/1.1\r\nHost: localhost:{server.port}\r\n\r\n".encode())
        heard = b""
        while b"data: " not in heard:
            heard += events.recv(4096)
        server.wait(server.is_waiting)
        listening = sizes_of(server)[0]
        for number in range(count):
            # Every tenth edit is a mistake: those builds end another way.
            article.write_text(good.replace("One paragraph.", f"Version {number}.") if number % 10 != 5 else good.replace("title", "titel"))
            heard = b""
            while b"data: " not in heard:
                heard += events.recv(4096)
            if number == warm:
                before, kept = sizes_at_rest(server, listening), cache()
        sizes_at_rest(server, listening)
        generation, is_good = server.state()
        suite.check("each edit was built", is_good and generation >= count, (generation, count))
        after = sizes_at_rest(server, listening)
        print(f"serve: {count} rebuilds: files, KB after {warm}: {before}, in the end: {after}; cache {kept}, {cache()} bytes") if count > 1000 else None
        suite.check("descriptors stay", after[0] <= before[0], (before, after))
        suite.check("memory stays", after[1] <= before[1] + SPARE_KB // 8, (before, after))
        # What is replaced lies there until it is more than a megabyte.
        suite.check("the cache stays", cache() <= 2 * kept + (2 << 20), (kept, cache()))


def begun():
    for seed in (1, 2):
        ahead.check(suite, server_of, seed)
    ahead.check_others(suite, server_of, run)
    ahead.check_record(suite, server_of, run)
    ahead.check_time(suite, server_of)
    ahead.check_places(suite, server_of)
    ahead.check_plugins(suite, server_of)


def opened():
    """--open hands the address that is announced to the desktop's own program; where there is none, that is said."""
    programs, shown = suite.work / "programs", suite.work / "shown"
    programs.mkdir()
    (programs / "xdg-open").write_text('#!/bin/sh\nprintf "%s\\n" "$@" >"$SHOWN.new" && mv "$SHOWN.new" "$SHOWN"\n')
    (programs / "xdg-open").chmod(0o755)
    with server_of(new_site("opened", "/archive"), "--open", PATH=f"{programs}:{os.environ['PATH']}", SHOWN=str(shown)) as server:
        server.wait(shown.exists)
        suite.check("the browser is told the address", shown.exists() and shown.read_text() == f"http://127.0.0.1:{server.port}/archive/\n",
                    shown.read_text() if shown.exists() else server.output())
        suite.check("and finds the site there", server.get("/archive/")[0] == 200)
    with server_of(new_site("unopened"), "--open", PATH=str(suite.work / "nowhere")) as server:
        suite.check("no program to open it", server.wait(lambda: "cannot open a browser" in server.output()) and
                    server.get("/")[0] == 200, server.output())


def unheard():
    """Nobody reads any more what it says: that is no mistake of the site."""
    site = new_site("unheard")
    article = site / "content/articles/first.md"
    server = Preview.__new__(Preview)
    server.site, server.log = site, open(os.devnull)
    server.process = subprocess.Popen([suite.brief, "-C", site, "serve"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                      stderr=subprocess.STDOUT, env=environment(), start_new_session=True)
    with server:
        server.port = int(re.search(rb":(\d+)/ ", next(line for line in server.process.stdout if line.startswith(b"serving at ")))[1])
        server.wait(server.is_waiting)
        server.process.stdout.close()
        generation = server.state()[0]
        for number in (1, 2):
            article.write_text(article.read_text().replace("paragraph", f"paragraph {number}"))
            suite.check(f"edit {number} without a reader of what is said", server.wait(
                lambda: f"paragraph {number}".encode() in server.get("/first/")[2] and server.state()[0] >= generation + number) and
                not server.wait(lambda: not server.state()[1], 1), server.state())


def faulty():
    site = new_site("faulty")
    (site / "site.yml").write_text("title: x\n")
    with server_of(site) as server:
        status, _, body = server.get("/")
        suite.check("no site yet: the mistakes are the page", status == 503 and b"base_url" in body and b"live.js" in body, (status, body))
        (site / "site.yml").write_text("title: x\nbase_url: https://x.example/\nplugins: []\n")
        suite.check("then the site", server.wait(lambda: server.get("/")[0] == 200), server.output())
    for options, word in ((["-o", "x"], "output"), (["file"], "takes no file"), (["--port", "0"], "--port"),
                          (["--port", "70000"], "--port"), (["--host", "example.org"], "--host")):
        done = run([suite.brief, "-C", site, "serve", *options])
        suite.check(f"serve {' '.join(options)}", done.returncode == 2 and word in done.stderr, (done.returncode, done.stderr))
    with server_of(site, "--host", "127.0.0.1") as server, server_of(new_site("second")) as second:
        suite.check("a taken port: the next one", second.port not in (0, server.port), (server.port, second.port))
        done = run([suite.brief, "-C", site, "serve", "--port", str(second.port)])
        suite.check("a taken port that was asked for", done.returncode == 3 and "hint" in done.stderr, (done.returncode, done.stderr))


def browser():
    program, lacking = chromium()
    if lacking:
        suite.skip("browser", lacking)
        return
    site = new_site("browser")
    with server_of(site, "--navigate") as server:
        done = run(["node", Path(__file__).with_name("editor.mjs"), program, site, f"http://127.0.0.1:{server.port}"], timeout=600)
        for line in done.stdout.splitlines():
            name = line.removeprefix("not ").removeprefix("ok ")
            suite.check(f"browser: {name}", line.startswith("ok "), line)
        suite.check("browser: ran to its end", done.returncode == 0, done.stderr[:1500])


def replaced():
    """A change that the waiting build is of no use for ends that one, which nobody asked for and nobody hears of."""
    site = new_site("replaced")
    with server_of(site) as server:
        for turn in range(20):
            server.wait(server.is_waiting)
            title = f"Preview, as {turn} has it"
            (site / "site.yml").write_text(f"title: {title}\nbase_url: https://briefings.example\nplugins: []\n")
            server.wait(lambda: title.encode() in server.get("/")[2])
        suite.check("of a build that waited in vain nothing is said", "stopped" not in server.output(), server.output())


def ended():
    """Whatever it is at when it is told to end: its builds end first, and the one that waits for the next change with them."""
    site, left = new_site("ended"), []
    for turn in range(10):
        with server_of(site) as server:
            if turn % 2:
                server.wait(server.is_waiting)
            server.process.send_signal(signal.SIGTERM if turn % 3 else signal.SIGINT)
            server.process.wait(PATIENCE_S)
            left += server.processes()
    suite.check("no process is left when it has ended", not left, left)


PARTS = (
    pages,
    prefix,
    old_addresses,
    crowds.together,
    hostile,
    strangers,
    edits,
    polling,
    shared_folder,
    crowds.limits,
    crowds.storms,
    rebuilds,
    begun,
    opened,
    unheard,
    faulty,
    replaced,
    ended,
    crowds.crowds,
    browser,
    # to add one: a function and its row here
)
suite.run_parts(PARTS)
suite.finish()
