# SPDX-License-Identifier: MIT
"""The folder beside an output that is not there yet: it is filled, and then takes the output's name."""
import contextlib
import fcntl
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

from fixture import NOBODY, Mounted, is_root, write
from signals import children, injected
from suite import environment, run, tree


class Sibling:
    def __init__(self, suite, fixture):
        self.suite, self.fixture = suite, fixture

    def expect(self, name, done, code, *words):
        said = done.stdout + done.stderr
        lacking = [word for word in words if word not in said]
        return self.suite.check(f"sibling: {name}", done.returncode == code and not lacking,
                                f"exit code {done.returncode}, not {code}; lacking {lacking}\n{said[:800]}")

    def build(self, folder):
        return run(self.fixture.command(folder / "site", "-o", folder / "host" / "out"))

    def held(self, folder):
        """Another build, here this test, is filling it."""
        sibling = folder / "host" / "out~brief"
        write(sibling, {"half.html": "half"})
        handle = os.open(sibling, os.O_RDONLY | os.O_DIRECTORY)
        fcntl.flock(handle, fcntl.LOCK_EX)
        self.expect("in use", self.build(folder), 75, "another build is writing into the output folder")
        self.suite.check("sibling: is left to the other build", tree(folder / "host") == {"out~brief/half.html": b"half"}, tree(folder / "host"))
        os.close(handle)
        self.expect("of a build that was killed", self.build(folder), 0)
        self.suite.check("sibling: is emptied first", tree(folder / "host" / "out") == self.fixture.second)

    def cleared(self, folder):
        """Who watched over another build, which was ended, clears it away before this one has opened or locked it."""
        sibling = folder / "host" / "out~brief"
        for call in ("mkdir:delay_exit=1000000", "flock:delay_enter=1000000:when=2"):
            process = subprocess.Popen([*injected(call), *self.fixture.command(folder / "site", "-o", folder / "host" / "out")],
                                       stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment())

            def is_there():
                return sibling.exists() if "mkdir" in call else any(sibling in opened_by(build) for build in children(process.pid))
            while process.poll() is None and not is_there():
                time.sleep(0.01)
            with contextlib.suppress(OSError):
                sibling.rmdir()
            said = process.communicate()[0].decode()
            self.suite.check(f"sibling: cleared away at {call}", process.returncode == 0 and tree(folder / "host" / "out") == self.fixture.second,
                             f"exit code {process.returncode}\n{said[:800]}")
            shutil.rmtree(folder / "host", ignore_errors=True)

    def told(self, folder):
        """A build that is told to stop while it waits for another one leaves alone what that one has in the same folder."""
        public = folder / "site" / "public"
        write(public, {"~brief/12": "half"})
        handle = os.open(public, os.O_RDONLY | os.O_DIRECTORY)
        fcntl.flock(handle, fcntl.LOCK_EX)
        trace = folder / "trace"
        before = injected("flock:delay_enter=1", "nanosleep,clock_nanosleep:delay_enter=3000000:when=1")
        before[before.index("/dev/null")] = trace
        process = subprocess.Popen([*before, *self.fixture.command(folder / "site", "-j1")], env=environment(),
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                   preexec_fn=lambda: signal.signal(signal.SIGTERM, signal.SIG_DFL))
        while process.poll() is None and not (trace.exists() and "EAGAIN" in trace.read_text()):
            time.sleep(0.01)
        for watcher in children(process.pid):
            os.kill(watcher, signal.SIGTERM)
        said = process.communicate()[0].decode()
        os.close(handle)
        self.suite.check("told to stop while another build has the output", process.returncode == -signal.SIGTERM
                         and tree(public / "~brief") == {"12": b"half"}, f"exit code {process.returncode}\n{said[:800]}")

    def mounted(self, folder):
        inside = folder / "host" / "out~brief" / "inside"
        inside.mkdir(parents=True)
        with Mounted(inside) as mount:
            if mount.failed:
                self.suite.skip("a sibling that cannot be emptied", mount.failed)
                return
            self.expect("that cannot be emptied", self.build(folder), 3, "cannot empty the folder '", "out~brief'")
        self.suite.check("sibling: then there is no output", not (folder / "host" / "out").exists())

    def forbidden(self, folder):
        """Where the user may make no folder, one that is there already is filled itself."""
        if not is_root():
            self.suite.skip("a sibling that cannot be made", "not root")
            return
        host = folder / "host"
        host.mkdir()
        subprocess.run(["chown", "-R", "65534:65534", folder], check=True)
        host.chmod(0o555)

        def as_nobody():
            return run([*NOBODY, *self.fixture.command(folder / "site", "-o", host / "out")], env=environment(HOME="/nonexistent"))
        self.expect("that cannot be made", as_nobody(), 3, "cannot make the folder '", "out~brief': Permission denied", "what is published is as it was")
        (host / "out").mkdir(mode=0o755)
        os.chown(host / "out", 65534, 65534)
        self.expect("that is not needed", as_nobody(), 0)
        self.suite.check("sibling: the folder is filled", tree(host) == {f"out/{path}": text for path, text in self.fixture.second.items()})


def opened_by(process):
    """What its descriptors lead to."""
    found = set()
    with contextlib.suppress(OSError):
        found.update(handle.readlink() for handle in Path(f"/proc/{process}/fd").iterdir())
    return found


def cases(suite, fixture, is_long):
    sibling = Sibling(suite, fixture)

    def case(function):
        folder = fixture.case()
        function(folder)
        for path, _, _ in os.walk(folder):
            os.chmod(path, 0o755)
        fixture.drop(folder)
    return [(f"output sibling: {name}", lambda name=name: case(getattr(sibling, name))) for name in ("held", "cleared", "told", "mounted", "forbidden")]
