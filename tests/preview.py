# SPDX-License-Identifier: MIT
"""What tests share that need a running `brief serve`, or a browser."""
import os
import re
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

from suite import ROOT, environment

PATIENCE_S = 60  # for what happens at once, unless the machine is crowded: how fast it is decides about no test


def chromium():
    """The program, or None and why there is no browser to test with. The one without windows draws the same pages for less."""
    program = next(filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"))), None)
    if not program or not shutil.which("node") or not (ROOT / "tests" / "node_modules" / "playwright-core").exists():
        return None, "chromium, node or its packages are not installed (make deps test)"
    return program, None


def processes_below(process):
    """Those that it started and that have not ended; none when it has."""
    try:
        return [int(each) for each in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except (FileNotFoundError, ProcessLookupError):  # it ended, or is ending
        return []


class Preview:
    """A running `brief serve` whose first build is done, and known to the process that answers: what announces the address is
    another one. Ends with the with-statement. Its threads share one heap, so that sizes can be compared."""

    def __init__(self, brief, site, *options, **variables):
        self.site, self.log = site, open(site.parent / (site.name + ".log"), "w+")
        self.process = subprocess.Popen([brief, "-C", site, "serve", *options], stdin=subprocess.DEVNULL,
                                        stdout=self.log, stderr=self.log, env=environment(MALLOC_ARENA_MAX="1", **variables), start_new_session=True)
        self.port = self.wait(lambda: self.announced())
        self.wait(lambda: self.state()[0] > 0)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(PATIENCE_S)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
        self.log.close()

    def output(self):
        return Path(self.log.name).read_text(errors="replace")

    def announced(self):
        found = re.search(r"serving at http://\S+?:(\d+)\S*/ ", self.output())
        return int(found[1]) if found else 0

    def wait(self, holds, seconds=PATIENCE_S):
        """Asks until it holds; what it gave, or its last answer when the time is over."""
        until = time.monotonic() + seconds
        while not (result := holds()) and time.monotonic() < until and self.process.poll() is None:
            time.sleep(0.02)
        return result

    def raw(self, data, seconds=PATIENCE_S):
        """Bytes in, bytes out, until the server closes."""
        answer = b""
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=seconds) as connection:
                connection.sendall(data)
                while piece := connection.recv(65536):
                    answer += piece
        except (socket.timeout, ConnectionError):
            pass
        return answer

    def get(self, target, method="GET", **fields):
        """Status, fields (lower case) and body."""
        fields = {"Host": f"127.0.0.1:{self.port}", "Connection": "close", **fields}
        lines = [f"{method} {target} HTTP/1.1", *(f"{name}: {value}" for name, value in fields.items() if value is not None)]
        answer = self.raw(("\r\n".join(lines) + "\r\n\r\n").encode("latin-1"))
        head, _, body = answer.partition(b"\r\n\r\n")
        first, *rest = head.decode("latin-1").split("\r\n")
        status = int(first.split()[1]) if first.startswith("HTTP/1.1 ") else 0
        return status, {line.split(":", 1)[0].lower(): line.split(":", 1)[1].strip() for line in rest}, body

    def is_waiting(self):
        """Has the build of the next change begun, and nothing more to do? Then its process sleeps and has no worker."""
        def is_asleep(process):
            return not processes_below(process) and re.search(r"\) S ", Path(f"/proc/{process}/stat").read_text())

        below = [build for each in processes_below(self.process.pid)[1:] for build in processes_below(each)]
        try:
            return bool(below) and is_asleep(below[0]) and not time.sleep(0.05) and is_asleep(below[0])
        except (FileNotFoundError, ProcessLookupError):
            return False

    def children(self):
        """The process that serves, and the one that builds or waits to."""
        return processes_below(self.process.pid)

    def processes(self):
        """All that it started and that has not ended, also those that nobody waits for any more."""
        found = []
        for number in filter(str.isdigit, os.listdir("/proc")):
            try:
                words = Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            if int(words[3]) == self.process.pid and words[0] not in "ZX":
                found.append(int(number))
        return found

    def state(self):
        _, _, body = self.get("/_brief/state")
        found = re.search(rb'"generation":(\d+).*"good":(\w+)', body)
        return (int(found[1]), found[2] == b"true") if found else (0, False)
