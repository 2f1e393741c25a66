# SPDX-License-Identifier: MIT
"""brief check --external: other hosts are asked, and what they answer is said."""
import http.server
import json
import os
import pty
import signal
import socket
import subprocess
import threading
import time

from suite import environment
from sites import brief, fresh, suite


class Outside(http.server.BaseHTTPRequestHandler):
    """Another host, on the loopback: what it answers is in the path, what it was asked is written down."""
    asked, gone = [], set()

    def answer(self):
        Outside.asked.append((time.monotonic(), self.command, self.path))
        if self.path == "/drops-head" and self.command == "HEAD":
            self.close_connection = True
            return
        status = {"/gone": 404, "/login": 403, "/get-only": 405 if self.command == "HEAD" else 200, "/moved": 301}.get(self.path, 200)
        self.send_response(500 if self.path in Outside.gone else status)
        if self.path == "/moved":
            self.send_header("Location", "/there")
        self.send_header("Content-Length", "5")
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(b"words")

    do_HEAD = do_GET = answer

    def log_message(self, *_):
        pass


def on_a_terminal(*command):
    """What a terminal is sent, and the exit code."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen([str(part) for part in command], stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs,
                               env=environment(no_proxy="*", TERM="xterm"))
    os.close(theirs)
    shown = b""
    try:
        while piece := os.read(ours, 4096):
            shown += piece
    except OSError:  # Linux says so when the last writer is gone
        pass
    os.close(ours)
    return shown.decode(errors="replace"), process.wait(60)


def outside():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Outside)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    host = f"http://127.0.0.1:{server.server_port}"
    site = fresh("outside")
    article = site / "content" / "articles" / "2025" / "links.md"
    article.write_text("---\ntitle: Links\ndate: 2025-06-01\n---\n" + "\n\n".join(
        f"[{path}]({host}/{path})" for path in ("there", "gone", "login", "get-only", "moved", "flaky", "drops-head")) +
        f"\n\n[again]({host}/gone#part), [closed](http://127.0.0.1:9/), [own](https://briefings.example/nowhere/), [own](//briefings.example/nowhere/)"
        "\n\n[as the page](//127.0.0.1:9/)\n")
    known = site / ".brief" / "links.tsv"

    def check(day, *more):
        Outside.asked.clear()
        done = brief("-C", site, "check", "--at", day, "--only", "dead-link", "--diagnostics", "json", *more, env=environment(no_proxy="*"))
        found = json.loads(done.stderr)["diagnostics"]
        return done, sorted((entry["line"], entry["message"]) for entry in found), [path for _, _, path in Outside.asked]

    done, found, asked = check("2026-01-01")
    suite.check("nobody is asked without --external", not asked and not known.exists() and done.returncode == 0, asked)
    Outside.gone.add("/flaky")
    done, found, asked = check("2026-01-01", "--external")
    suite.check("each address once", sorted(set(asked)) == ["/drops-head", "/flaky", "/get-only", "/gone", "/login", "/moved", "/there"]
                and asked.count("/there") == 2, asked)  # once more by way of /moved
    times = [when for when, _, path in Outside.asked if path != "/there"]
    suite.check("a second between two questions to a host", all(b - a > 0.9 for a, b in zip(times, times[1:])), Outside.asked)
    suite.check("one failure is no verdict", not found and done.returncode == 0, found)
    done, found, asked = check("2026-01-01", "--external")
    suite.check("the same day nobody is asked again", not asked and not found, asked)
    Outside.gone.clear()
    done, found, asked = check("2026-01-02", "--external")
    suite.check("the next day only what failed is asked", set(asked) == {"/gone", "/flaky"}, asked)
    suite.check("dead after two days", [(line, message.partition(" since 2026-01-01")[0]) for line, message in found] == [
        (7, f"'{host}/gone' has not answered"), (19, "'http://127.0.0.1:9/' has not answered"),
        (21, "'https://127.0.0.1:9/' has not answered")] and found[0][1].endswith("status 404 (linked 2 times)"), found)
    suite.check("with a hint", "https://web.archive.org/web/20250601/" in done.stderr, done.stderr)
    done, found, asked = check("2026-01-08", "--external")
    suite.check("after a week what answered then is asked", set(asked) == {"/drops-head", "/get-only", "/gone", "/login", "/moved", "/there"}, asked)
    known.write_text("nonsense\n\tx\t\n" + known.read_text().replace("2026-01-08", "yesterday"))
    done, found, asked = check("2026-01-08", "--external")
    suite.check("what cannot be read is forgotten", "/gone" in asked and not any("gone" in message for _, message in found), found)
    article.write_text("---\ntitle: Links\ndate: 2025-06-01\n---\n" + "\n\n".join(f"[{n}]({host}/there?{n})" for n in range(3)) + "\n")
    shown, code = on_a_terminal(suite.brief, "-C", site, "check", "--at", "2026-03-01", "--only", "dead-link", "--external")
    suite.check("a terminal shows how far it is", code == 0 and all("asking hosts   [" in shown and f"  {n}/3" in shown for n in (2, 3))
                and "\r\x1b[K" in shown, repr(shown))
    server.shutdown()
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        article.write_text(f"---\ntitle: Links\ndate: 2025-06-01\n---\n[x](http://127.0.0.1:{silent.getsockname()[1]}/)\n")
        process = subprocess.Popen([suite.brief, "-C", site, "check", "--external"], env=environment(no_proxy="*"),
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        silent.accept()
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
        suite.check("who is told to stop does not wait for an answer", process.wait(60) == -signal.SIGTERM, process.returncode)


def links_of_settings():
    """What site.yml leads to is asked about like links of texts."""
    site = fresh("links of settings")
    settings, known = site / "site.yml", site / ".brief" / "links.tsv"
    settings.write_text(settings.read_text() + "menu:\n  - {title: Shop, url: 'http://127.0.0.1:9/shop'}\n  - {title: All, url: /archive/}\n"
                        "aliases:\n  /old/: http://127.0.0.1:9/moved\n  /all/: /archive/\n")
    known.parent.mkdir(exist_ok=True)
    known.write_text("".join(f"http://127.0.0.1:9/{path}\t2026-01-07\t2026-01-02\tstatus 404\n" for path in ("moved", "shop")))
    done = brief("-C", site, "check", "--at", "2026-01-07", "--only", "dead-link", "--external", "--diagnostics", "json", env=environment(no_proxy="*"))
    found = [(entry["file"], entry["message"].partition(" has")[0]) for entry in json.loads(done.stderr)["diagnostics"]]
    suite.check("a menu and an alias", found == [("site.yml", f"'http://127.0.0.1:9/{path}'") for path in ("shop", "moved")]
                and "https://web.archive.org/web/2/http://127.0.0.1:9/moved" in done.stderr, done.stderr)


def known_verdicts():
    """.brief/links.tsv: who is asked again when, what is said without asking, and what is forgotten. Nobody listens at port 9."""
    site = fresh("known verdicts")
    host, known = "://127.0.0.1:9/", site / ".brief" / "links.tsv"
    paths = [f"http{host}dead", f"http{host}died-today", f"http{host}future", f"https{host}good", f"https{host}zero", f"http{host}page", f"HTTP{host}capitals"]
    (site / "content" / "articles" / "2000.md").write_text("---\ntitle: Links\ndate: 2025-06-01\n---\n" + "\n\n".join(
        f"[x](<{url}>)" for url in [*paths[:5], f"http{host}a b", "ftp://127.0.0.1:9/x", "https://briefings.example/nowhere/", "mailto:a@b.example", paths[6]]) + "\n")
    (site / "content" / "pages").mkdir(exist_ok=True)
    (site / "content" / "pages" / "links.md").write_text(f"---\ntitle: More links\n---\n[x]({paths[5]})\n")
    lines = {f"HTTP{host}capitals": "2026-01-07\t2026-01-02\tstatus 403", f"http{host}dead": "2026-01-07\t2026-01-06\tstatus 404", f"http{host}died-today": "2026-01-07\t2026-01-07\tstatus 404",
             f"http{host}future": "2026-01-07\t-\t", f"http{host}page": "2026-01-07\t2026-01-01\tstatus 500", f"https{host}good": "2026-01-01\t-\t",
             f"https{host}zero": "2026-01-07\t2026-01-03\tstatus 410"}
    known.parent.mkdir(exist_ok=True)
    given = "".join(f"{url}\t{rest}\n" for url, rest in lines.items())

    def check(day, text):
        known.write_text(text)
        done = brief("-C", site, "check", "--at", day, "--only", "dead-link", "--external", env=environment(no_proxy="*"))
        return done, [line.split("\t") for line in known.read_text().splitlines()]
    done, _ = check("2026-01-07", "".join(reversed((given + f"http{host}unlinked\t2026-01-07\t2026-01-01\tstatus 404\n").splitlines(True))))
    suite.check("nobody is asked before the time, and who is not linked to is forgotten", known.read_text() == given, known.read_text())
    suite.check("what fails for the second day is told", done.stderr.count("[dead-link]") == 4 and f"'http{host}dead' has not answered since 2026-01-06: status 404 [" in done.stderr
                and f"'http{host}page' has not answered since 2026-01-01: status 500 [" in done.stderr, done.stderr)
    suite.check("a page has no day for its copy", f"web.archive.org/web/2/http{host}page\n" in done.stderr
                and f"web.archive.org/web/20250601/http{host}dead\n" in done.stderr, done.stderr)
    given = given.replace("dead\t2026-01-07\t2026-01-06", "dead\t2026-01-08\t2026-01-06").replace("died-today\t2026-01-07", "died-today\t2026-01-08").replace(
        "page\t2026-01-07", "page\t2026-01-08").replace("zero\t2026-01-07", "zero\t2026-01-08").replace("future\t2026-01-07", "future\t2026-03-01")
    done, found = check("2026-01-08", given)
    asked = {url: (when, since) for url, when, since, _ in found if (url, when, since) not in [tuple(line.split("\t")[:3]) for line in given.splitlines()]}
    suite.check("after a week, and when the clock was wrong", asked == {f"http{host}future": ("2026-01-08",) * 2, f"https{host}good": ("2026-01-08",) * 2,
                                                                            f"HTTP{host}capitals": ("2026-01-08", "2026-01-02")}, found)
    suite.check("in the order of addresses", [url for url, *_ in found] == sorted(lines), found)
    suite.check("today's failures are not told, older ones are", f"'HTTP{host}capitals'" in done.stderr and f"'http{host}future'" not in done.stderr and f"'https{host}good'" not in done.stderr, done.stderr)
    done, found = check("2026-01-08", f"http{host}dead\t2030-01-01\t2030-01-01\tstatus 404\n")
    suite.check("what a look ahead found is forgotten", [f"http{host}dead", "2026-01-08", "2026-01-08"] in [line[:3] for line in found], found)
    known.write_text(f"http{host}dead\t2026-01-01\t2025-12-31\tstatus 404\n")
    brief("-C", site, "check", "--only", "dead-link", "--external", env=environment(no_proxy="*", SOURCE_DATE_EPOCH="1767225600"))
    suite.check("days are the clock's, whatever SOURCE_DATE_EPOCH says", "2026-01-01" not in known.read_text() and "2025-12-31" in known.read_text(), known.read_text())
