# SPDX-License-Identifier: MIT
"""Builds that are told to stop, killed at any moment, or lose a worker."""
import os
import random
import shutil
import signal
import subprocess
import threading
import time
from pathlib import Path

from fixture import FOREIGN, SECOND, STAGING, Watch, become, write
from limits import SLOW
from suite import environment, run, tree

LONG = 3_000_000  # microseconds for which strace holds a call, in which a test tells the build to stop
SLOWED = ("site/layouts/", "site/site.yml")  # what a slow case has other than the master
CODES = {signal.SIGINT: -signal.SIGINT, signal.SIGTERM: -signal.SIGTERM, signal.SIGHUP: -signal.SIGHUP}


class Signals:
    def __init__(self, suite, fixture, is_long):
        self.suite, self.fixture, self.is_long = suite, fixture, is_long
        self.random = random.Random(20260101)

    def start(self, folder, *options, before=(), command=None, **settings):
        """Signals do as they do by default, also where the tests run under nohup."""
        settings.setdefault("preexec_fn", lambda: [signal.signal(number, signal.SIG_DFL) for number in CODES])
        return subprocess.Popen([*before, *(command or self.fixture.command(folder / "site", *options))], env=environment(),
                                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                                start_new_session=True, **settings)

    def slow_case(self):
        """One page that nothing but the case itself shall end, among others that are done at once."""
        folder = self.fixture.case()
        write(folder / "site", {"layouts/page.html": SLOW, "site.yml": SECOND["site.yml"] + "limits: {seconds: 1000}\n"})
        return folder

    def finish(self, name, folder, watch, process, code, words=""):
        """Processor time says whether it stopped at once: the clock counts what else the machine does."""
        said, used_s = end_of(process)
        faults = watch.faults(is_done=process.returncode == 0)
        if process.returncode not in (code, 0):
            faults.append(f"exit code {process.returncode}, not {code}")
        if words not in said:
            faults.append(f"does not say '{words}'")
        if used_s > 2:
            faults.append(f"used {used_s:.2f} s before it stopped")
        if process.returncode != 0 and code != -signal.SIGKILL:
            faults += [f"left over: {path}" for path in (folder / "site").rglob(f"*{STAGING}*")]
        if (folder / "site" / "layouts").exists():
            become(folder / "site", SECOND)
        faults += watch.after_the_next_build()
        self.suite.check(name, not faults, "\n".join([*faults, said[:400]]))
        self.fixture.drop(folder)

    def wait_for_slow_page(self, folder, process, watching=None):
        """The worker that has it: others have put their pages where they wait by then. None when the build has ended.
        `watching` is the process that watches over the build, where that is not the one that was started."""
        while process.poll() is None:
            busy = [worker for build in children(watching or process.pid) for worker in children(build) if cpu_seconds(worker) > 0.2]
            if busy and (folder / "site" / "public" / STAGING).exists():
                return busy[0]
            time.sleep(0.01)
        return None

    def rendering(self):
        """In the middle of rendering, with pages waiting: to the process, and to its whole group as a terminal does."""
        for number, code in CODES.items():
            for send in (os.kill, os.killpg):
                folder = self.slow_case()
                watch = Watch(self.fixture, folder, leave_out=SLOWED)
                process = self.start(folder, "-j2")
                self.wait_for_slow_page(folder, process)
                waiting = folder / "site" / "public" / STAGING
                is_hidden = not waiting.exists() or waiting.stat().st_mode & 0o777 == 0o700
                self.suite.check(f"no server may look at what waits ({signal.Signals(number).name}, {send.__name__})", is_hidden)
                send(process.pid, number)
                self.finish(f"{signal.Signals(number).name} while rendering, {send.__name__}", folder, watch, process, code,
                            words="brief: stopped; nothing that is published was changed")

    def any_time(self):
        for turn in range(50 if self.is_long else 12):
            number = self.random.choice(list(CODES))
            folder = self.fixture.case()
            watch = Watch(self.fixture, folder)
            process = self.start(folder, "-j2")
            time.sleep(self.random.uniform(0, 0.12))
            if process.poll() is None:
                os.kill(process.pid, number)
            self.finish(f"{signal.Signals(number).name} at any time, {turn}", folder, watch, process, CODES[number])

    def killed_any_time(self):
        for turn in range(200 if self.is_long else 16):
            folder = self.fixture.case()
            watch = Watch(self.fixture, folder)
            process = self.start(folder, "-j2")
            time.sleep(self.random.uniform(0, 0.12))
            (os.killpg if turn % 2 else os.kill)(process.pid, signal.SIGKILL)
            self.finish(f"killed at any time, {turn}", folder, watch, process, -signal.SIGKILL)

    def first_build_killed(self):
        """All its processes at once, as when the power fails: nobody is left to clear away the folder that was filled."""
        for turn in range(100 if self.is_long else 12):
            folder = self.fixture.case()
            shutil.rmtree(folder / "site" / "public")
            process = self.start(folder, "-j2")
            time.sleep(self.random.uniform(0, 0.12))
            os.killpg(process.pid, signal.SIGKILL)
            end_of(process)
            done = run(self.fixture.command(folder / "site"))
            faults = [str(path) for path in folder.rglob(f"*{STAGING}*")]
            if done.returncode or tree(folder / "site" / "public") != self.fixture.second:
                faults.append(f"exit code {done.returncode}: {done.stderr[:400]}")
            self.suite.check(f"a first build killed at any time, {turn}", not faults, "\n".join(faults))
            self.fixture.drop(folder)

    def publishing(self):
        """While files take their places, each of which takes half a second here."""
        folder = self.fixture.case()
        watch = Watch(self.fixture, folder)
        page = folder / "site" / "public" / "index.html"
        before = page.stat().st_ino
        process = self.start(folder, "-j1", before=injected("renameat,renameat2:delay_exit=500000"))
        while process.poll() is None and (not page.exists() or page.stat().st_ino == before):
            time.sleep(0.01)
        for build in children(process.pid):
            os.kill(build, signal.SIGINT)
        self.finish("SIGINT while publishing", folder, watch, process, -signal.SIGINT,
                    words="brief: stopped; run it again: it was publishing")

    def told_while_publishing(self, folder, microseconds, *numbers):
        """Of all the files only one takes so long, and meanwhile these signals come."""
        public = folder / "site" / "public"
        before = tree(public)
        waiting = [(public / path, contents) for path, contents in self.fixture.second.items() if before.get(path) != contents]
        process = self.start(folder, "-j1", before=injected(f"renameat,renameat2:delay_exit={microseconds}:when=3"))
        while process.poll() is None and not any(path.is_file() and path.read_bytes() == contents for path, contents in waiting):
            time.sleep(0.01)
        for build in children(process.pid):
            for number in numbers:
                os.kill(build, number)
        return process

    def publishing_ends(self):
        """What is nearly done is done."""
        folder = self.fixture.case()
        watch = Watch(self.fixture, folder)
        process = self.told_while_publishing(folder, 500_000, signal.SIGINT)
        said, _ = end_of(process)
        faults = watch.faults(is_done=True) + ([f"says {said}"] if "stopped" in said else [])
        self.suite.check("SIGINT to a build that has nearly published", not faults, faults)
        self.fixture.drop(folder)

    def told_while_noting(self, folder, *rules):
        """A build that is told to stop while what it publishes waits beside its place in the cache."""
        process = self.start(folder, "-j1", before=injected(*rules, f"renameat,renameat2:delay_enter={LONG}:when=1"))
        while process.poll() is None and not list((folder / "site" / ".brief").glob(f"manifest-*{STAGING}")):
            time.sleep(0.01)
        for build in children(process.pid):
            os.kill(build, signal.SIGTERM)
        return process

    def recording(self):
        folder = self.fixture.case()
        watch = Watch(self.fixture, folder)
        process = self.told_while_noting(folder)
        self.finish("SIGTERM while what is published is noted", folder, watch, process, -signal.SIGTERM,
                    words="brief: stopped; nothing that is published was changed")

    def stopped_late(self):
        """The one that watches over the build takes so long to end it that the build comes to its own end, and must not say
        that it published: here it cannot end it at all."""
        folder = self.fixture.case()
        watch = Watch(self.fixture, folder)
        before = tree(folder / "site" / "public")
        process = self.told_while_noting(folder, "kill:retval=0")
        said, _ = end_of(process)
        faults = watch.faults()
        if (process.returncode, said) != (-signal.SIGTERM, "brief: stopped; nothing that is published was changed\n"):
            faults.append(f"exit code {process.returncode}, says {said}")
        if tree(folder / "site" / "public") != before:
            faults.append("the output changed")
        faults += watch.after_the_next_build()
        self.suite.check("SIGTERM to a build that cannot be ended", not faults, faults)
        self.fixture.drop(folder)

    def first_build_ended(self):
        """When the folder beside the output is made but not yet open, and when it has its name but urls.lock has not."""
        for call in (f"mkdir:delay_exit={LONG}", f"renameat,renameat2:delay_exit={LONG}:when=2"):
            folder = self.fixture.case()
            site = folder / "site"
            for name in ("public", ".brief"):
                shutil.rmtree(site / name)
            (site / "urls.lock").unlink(missing_ok=True)
            process = self.start(folder, "-j1", before=injected(call))
            made = site / ("public" if "rename" in call else f"public{STAGING}")
            while process.poll() is None and not made.exists():
                time.sleep(0.01)
            for build in (build for watcher in children(process.pid) for build in children(watcher)):
                os.kill(build, signal.SIGKILL)
            said, _ = end_of(process)
            faults = [f"left over: {path}" for path in site.rglob(f"*{STAGING}*")]
            if process.returncode != -signal.SIGKILL or "the build was ended by signal 9" not in said:
                faults.append(f"exit code {process.returncode}, says {said}")
            if (site / "public").exists() != ("rename" in call) or (site / "urls.lock").exists():
                faults.append("it was not ended in time")
            done = run(self.fixture.command(site))
            if done.returncode or tree(site / "public") != self.fixture.second:
                faults.append(f"exit code {done.returncode}: {done.stderr[:400]}")
            self.suite.check(f"a first build ended at {call}", not faults, faults)
            self.fixture.drop(folder)

    def left_beside(self):
        """Builds that were killed left something beside every file of the cache: the next one, to which nothing is new, clears up."""
        folder = self.fixture.case()
        cache = folder / "site" / ".brief"
        watch = Watch(self.fixture, folder)
        self.fixture.must_build(folder / "site")
        write(cache, {f"{file.name}{STAGING}": b"a part" for file in list(cache.iterdir())})
        faults = watch.after_the_next_build()
        self.suite.check("files left beside those of the cache", not faults, faults)
        self.fixture.drop(folder)

    def mending(self):
        """What `check --fix` writes waits beside its place: whoever tells it to stop finds nothing there, and what is left
        by one that is killed with all its processes is no source of the next build."""
        for number, send in ((signal.SIGTERM, os.kill), (signal.SIGKILL, os.killpg)):
            folder = self.fixture.case()
            site = folder / "site"
            text = SECOND["content/articles/delta.md"].replace("2025-05-01", "2025-05-01T10:00")
            write(site, {"content/articles/delta.md": text})
            process = self.start(folder, before=injected(f"rename:delay_enter={LONG}"), command=[
                self.suite.brief, "-C", site, "check", "--fix", "-j1"])
            while process.poll() is None and not list(site.rglob(f"*delta.md{STAGING}")):
                time.sleep(0.01)
            for check in children(process.pid):
                send(check if send is os.kill else process.pid, number)
            said, _ = end_of(process)
            faults = [f"exit code {process.returncode}, says {said}"] if process.returncode != -number else []
            if (site / "content/articles/delta.md").read_text() != text:
                faults.append("it was not told in time")
            if number == signal.SIGTERM:
                faults += [f"left over: {path}" for path in site.rglob(f"*{STAGING}*")]
            become(site, SECOND | {path: left.read_bytes() for path, left in
                                   ((str(left.relative_to(site)), left) for left in site.glob(f"content/**/*{STAGING}"))})
            done = run(self.fixture.command(site))
            if done.returncode or tree(site / "public") != self.fixture.second | FOREIGN:
                faults.append(f"exit code {done.returncode}: {done.stderr[:400]}")
            self.suite.check(f"{signal.Signals(number).name} while a source is mended", not faults, faults)
            self.fixture.drop(folder)

    def scaffolding(self):
        """Whoever is killed while `brief new` writes leaves no empty article, and the next one is written."""
        folder = self.fixture.case()
        command = [self.suite.brief, "-C", folder / "site", "new", "article", "Rivers", "--date", "2025-03-04"]
        before = set(tree(folder / "site"))
        killed = run([*injected("write:signal=KILL:when=1"), *command])
        left = [path for path in set(tree(folder / "site")) - before if not path.endswith(STAGING)]
        self.suite.check("a new article whose writing was killed", not left, f"exit code {killed.returncode}, left {left}")
        done = run(command)
        self.suite.check("is written then", done.returncode == 0 and set(tree(folder / "site")) - before ==
                         {"content/articles/2025/rivers.md"}, f"{done.stderr} {set(tree(folder / 'site')) - before}")
        self.fixture.drop(folder)

    def second_interrupt(self):
        folder = self.slow_case()
        watch = Watch(self.fixture, folder, leave_out=SLOWED)
        process = self.start(folder, "-j2")
        self.wait_for_slow_page(folder, process)
        os.kill(process.pid, signal.SIGINT)
        os.kill(process.pid, signal.SIGINT)
        self.finish("a second SIGINT", folder, watch, process, -signal.SIGINT)
        folder = self.fixture.case()
        watch = Watch(self.fixture, folder)
        process = self.told_while_publishing(folder, 1_000_000, signal.SIGINT, signal.SIGTERM)
        self.finish("a second signal while publishing, which does not wait any more", folder, watch, process, -signal.SIGTERM,
                    words="brief: stopped; run it again: it was publishing")

    def first_process(self):
        """As the first process of a container, which no signal ends that it does not take: the code is what shells say."""
        alone = ["unshare", "--pid", "--fork", "--kill-child"]
        if run([*alone, "true"]).returncode:
            self.suite.skip("the first process of a container", "no process may be the first of its own here")
            return
        for number in CODES:
            folder = self.slow_case()
            watch = Watch(self.fixture, folder, leave_out=SLOWED)
            process = self.start(folder, "-j2", before=alone)
            while process.poll() is None and not children(process.pid):
                time.sleep(0.01)
            for first in children(process.pid):
                self.wait_for_slow_page(folder, process, first)
                os.kill(first, number)
            self.finish(f"{signal.Signals(number).name} to the first process of a container", folder, watch, process,
                        128 + number, words="brief: stopped; nothing that is published was changed")

    def ignored(self):
        """nohup: a signal that was ignored at the start stays so."""
        folder = self.fixture.case()
        watch = Watch(self.fixture, folder)
        process = self.start(folder, "-j2", preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
        time.sleep(0.02)
        os.kill(process.pid, signal.SIGHUP)
        end_of(process)
        faults = watch.faults(is_done=True) + ([f"exit code {process.returncode}"] if process.returncode else [])
        self.suite.check("SIGHUP under nohup", not faults, faults)
        self.fixture.drop(folder)

    def other_children(self):
        """A shell that became this program had a child before, which goes on: nobody waits for its end."""
        folder = self.slow_case()
        watch = Watch(self.fixture, folder, leave_out=SLOWED)
        process = self.start(folder, "-j2", before=["sh", "-c", 'sleep 90 >/dev/null 2>&1 & exec "$@"', "sh"])
        self.wait_for_slow_page(folder, process)
        others = [child for child in children(process.pid) if b"sleep" in Path(f"/proc/{child}/cmdline").read_bytes()]
        os.kill(process.pid, signal.SIGINT)
        self.finish("SIGINT while another child runs", folder, watch, process, -signal.SIGINT,
                    words="brief: stopped; nothing that is published was changed")
        self.suite.check("which goes on", len(others) == 1 and Path(f"/proc/{others[0]}").exists(), others)
        for child in others:
            os.kill(child, signal.SIGKILL)

    def lost_build(self):
        """The process that builds is killed, and the one that watches over it is left to say so."""
        folder = self.slow_case()
        watch = Watch(self.fixture, folder, leave_out=SLOWED)
        process = self.start(folder, "-j2")
        self.wait_for_slow_page(folder, process)
        for build in children(process.pid):
            os.kill(build, signal.SIGKILL)
        self.finish("a build that is killed", folder, watch, process, -signal.SIGKILL,
                    words="the build was ended by signal 9 (Killed); nothing that is published was changed\n"
                    "  hint: systems end programs so when memory runs short")

    def lost_worker(self):
        """The system kills a worker for want of memory: the page is named, and nothing is published."""
        for workers in ("-j1", "-j2"):
            folder = self.slow_case()
            before = tree(folder / "site" / "public")
            process = self.start(folder, workers)
            victim = self.wait_for_slow_page(folder, process)
            if victim:
                os.kill(victim, signal.SIGKILL)
            said, _ = end_of(process)
            self.suite.check(f"a worker that is killed {workers}", process.returncode == 3 and "signal 9" in said
                             and "about/index.html" in said and "when memory runs short" in said, f"exit code {process.returncode}, killed {victim}\n{said}")
            self.suite.check("then nothing is published", tree(folder / "site" / "public") == before)
            self.fixture.drop(folder)


def injected(*rules):
    """strace, which does this to calls of the build and all its processes."""
    calls = ",".join(rule.split(":")[0] for rule in rules)
    return ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={calls}", "-e", "signal=none",
            *(word for rule in rules for word in ("-e", f"inject={rule}"))]


def end_of(process):
    """What it said, and the processor time in seconds of it and its children; one that does not end is killed."""
    timer = threading.Timer(120, process.kill)
    timer.start()
    with process.stderr:
        said = process.stderr.read().decode(errors="replace")
    used_s = 0
    if process.returncode is None:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode, used_s = os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime
    timer.cancel()
    return said, used_s


def children(process):
    try:
        return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:
        return []


def cpu_seconds(process):
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, IndexError):
        return 0


def cases(suite, fixture, is_long):
    signals = Signals(suite, fixture, is_long)
    return [(f"signals: {name}", getattr(signals, name)) for name in
            ("rendering", "publishing", "publishing_ends", "recording", "stopped_late", "any_time", "killed_any_time", "first_build_killed", "first_build_ended", "left_beside",
             "mending", "scaffolding", "second_interrupt", "first_process", "ignored", "other_children", "lost_build", "lost_worker")]
