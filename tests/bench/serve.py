# SPDX-License-Identifier: MIT
"""From a saved edit to the browser's being told: serve.py --build DIR [N…]; N defaults to 1000.

For each of a number of edits of one article's text: the time until the event stream says that there is a new version,
until the page that was edited is there with the edit, and what of it the build says that it took. The rest is serve's
own. Everything lies on /dev/shm.
"""
import random
import re
import shutil
import signal
import socket
import statistics
import subprocess
import time

from generate import generate, one_more_sentence
from sizes import each_size

EDITS, RESTING_SECONDS = 9, 2.5


class Preview:
    def __init__(self, brief, site, log):
        self.log = log
        self.process = subprocess.Popen([brief, "-C", site, "serve"], stdout=log.open("w"), stderr=subprocess.STDOUT)
        while not (found := re.search(r"serving at http://\S+?:(\d+)/", log.read_text())):
            time.sleep(0.1)
        self.port = int(found[1])
        self.events = socket.create_connection(("127.0.0.1", self.port))
        self.events.sendall(f"GET /_brief/events HTTP/1.1\r\nHost: localhost:{self.port}\r\n\r\n".encode())
        self.next_event()

    def next_event(self):
        """Waits until the stream says a number."""
        while not re.search(rb"data: \d+", self.events.recv(4096)):
            pass

    def get(self, address):
        with socket.create_connection(("127.0.0.1", self.port)) as connection:
            connection.sendall(f"GET {address} HTTP/1.1\r\nHost: localhost:{self.port}\r\nConnection: close\r\n\r\n".encode())
            return b"".join(iter(lambda: connection.recv(65536), b""))

    def build_ms(self):
        """What the last build said it took, to 10 ms."""
        return 1000 * float(re.findall(r", ([\d.]+) s$", self.log.read_text(), re.M)[-1])

    def end(self):
        self.process.send_signal(signal.SIGINT)
        self.process.wait(30)


def measure(brief, folder, count):
    site = folder / f"site-{count}"
    generate(count, site)
    preview = Preview(brief, site, folder / "log")
    rng, rows = random.Random(1), []
    articles = sorted((site / "content" / "articles").rglob("*.md"))
    addresses = dict(line.split("\t")[:3:2][::-1] for line in subprocess.run(
        [brief, "-C", site, "list", "addresses", "--tsv"], capture_output=True, text=True, check=True).stdout.splitlines())
    for _ in range(EDITS):
        time.sleep(RESTING_SECONDS)
        article = rng.choice(articles)
        text = article.read_text()
        sentence = one_more_sentence(text, rng)
        start = time.monotonic()
        article.write_text(f"{text}\n{sentence}\n")
        preview.next_event()
        told = time.monotonic()
        page = preview.get(addresses[str(article.relative_to(site))])
        seen = time.monotonic()
        assert sentence.encode() in page, page[:500]
        time.sleep(0.5)
        rows.append((1000 * (told - start), 1000 * (seen - start), preview.build_ms()))
    preview.end()
    told, seen, build = (statistics.median(column) for column in zip(*rows))
    print(f"{count:>7,} articles: the browser is told after {told:.0f} ms, has the page after {seen:.0f} ms; the build says "
          f"{build:.0f} ms, so {seen - build:.0f} ms are serve's own (slowest of {EDITS}: {max(row[1] for row in rows):.0f} ms)", flush=True)
    shutil.rmtree(site)


if __name__ == "__main__":
    each_size(__doc__, 1000, measure)
