# SPDX-License-Identifier: MIT
"""System calls that fail or at which the process is killed, one after the other, by strace's injection.

`when=k` counts each call of each process by itself, so the sweeps run with one worker; a few are sampled with two. A sweep
tries places that differ: by process, call, and what of the site, the cache or the output the call is about. strace's log
says that a fault struck, and what.
"""
import collections
import functools
import re
import shutil
import subprocess

from fixture import Watch
from suite import environment, run

# What the kernel may do to a build at each call, and how many of the places are tried in the short form.
KILLED = ["renameat,renameat2,rename", "unlinkat,unlink", "mkdirat,mkdir", "write,pwrite64", "openat2", "flock",
          "ftruncate", "clone,clone3,fork,vfork", "close"]
FAILING = [
    # calls, errors that must be reported, options
    ("renameat,renameat2,rename", "EIO ENOSPC EROFS", ()),
    ("unlinkat,unlink", "EIO EROFS", ()),
    ("mkdirat,mkdir", "ENOSPC EROFS EIO", ()),
    ("write,pwrite64", "ENOSPC EDQUOT EIO", ()),
    ("openat2", "EIO EMFILE ENFILE EACCES", ()),
    ("openat", "EIO EMFILE", ()),
    ("read,pread64", "EIO", ()),
    ("close", "EIO", ()),
    ("getdents64", "EIO", ()),
    ("newfstatat,fstat", "EIO", ()),
    ("fsync", "EIO ENOSPC", ("--durable",)),
    ("clone,clone3,fork,vfork", "EAGAIN ENOMEM", ()),
    ("pipe2,pipe", "EMFILE", ()),
    ("mmap", "ENOMEM", ()),
    ("ftruncate", "EIO", ()),
]
# Calls that may be interrupted or that a system may lack: the build must not notice.
HARMLESS = [
    ("write,pwrite64", "EINTR"), ("read,pread64", "EINTR"), ("openat2", "EINTR"), ("openat2", "ENOSYS"), ("openat2", "EPERM"),
    ("poll,ppoll", "EINTR"), ("wait4", "EINTR"), ("flock", "EINTR"), ("flock", "ENOLCK"), ("renameat,renameat2,rename", "EINTR"),
    ("unlinkat,unlink", "EINTR"), ("mkdirat,mkdir", "EINTR"), ("prctl", "EINVAL"),
    ("signalfd4", "EMFILE"), ("madvise", "EINVAL"), ("statx", "ENOSYS"), ("statx", "EPERM"),
]

# What makes a call another kind of call than the one before: whose file it is, how it is opened, what it ends with.
MARKS = re.compile(r"public|~brief|/\.brief|content|urls\.lock|O_WRONLY|O_DIRECTORY|O_EXCL|PROT_EXEC|\.[a-z]{2,5}(?=[\">])|pipe:")
WRITES = "write,pwrite64"


def marks_of(said):
    """Of what a call is about, not of what it gave back."""
    return frozenset(MARKS.findall(said.rsplit(" = ", 1)[0]))


def is_loader(done):
    """Did the fault strike the dynamic loader, before there was a program to answer it?"""
    return done.returncode == 127 or (done.returncode < 0 and not done.stderr.strip())


@functools.cache
def is_known(call):
    return subprocess.run(["strace", "-e", f"trace={call}", "true"], capture_output=True).returncode == 0


def known(calls):
    """Those of the calls that strace knows on this machine."""
    return ",".join(filter(is_known, calls.split(",")))


def noted(log):
    """The calls in a log of strace's, in the order in which they began: process, name, what is said of it."""
    found, begun = [], {}
    for process, resumed, call, rest in re.findall(r"^(\d+) +(<\.\.\. )?(\w+)(?: resumed>|\()(.*)", log.read_text(errors="replace"), re.M):
        if resumed:
            begun.pop(process, ["", "", ""])[2] += rest
        else:
            found.append([process, call, rest])
            begun[process] = found[-1]
    return found


class Sweeps:
    def __init__(self, suite, fixture, is_long):
        self.suite, self.fixture, self.is_long = suite, fixture, is_long
        self.traced = {}  # options → the calls of a build: process, call, kind

    def strace(self, folder, calls, inject, *options, workers="-j1"):
        """With a filter in the kernel strace is faster, but never sends the signals that it shall (6.1). `struck` are the calls that were."""
        command, log = self.fixture.command(folder / "site", workers, *options), folder.with_suffix(".log")
        filter = [] if "signal=" in inject else ["--seccomp-bpf"]
        done = run(["strace", "-f", "-qq", "-y", "-s", "0", "-o", log, *filter, "-e", f"trace={calls}", "-e", "signal=none",
                    "-e", f"inject={calls}:{inject}", *command], env=environment())
        done.struck = {(call, marks_of(rest)) for _, call, rest in noted(log) if "(INJECTED)" in rest}
        log.unlink()
        return done

    def recorded(self, *options):
        """All calls of one build, whose trace serves every sweep with these options. Processes are numbered as they come."""
        if options not in self.traced:
            calls = {name for row in [*KILLED, *FAILING, *HARMLESS] for name in known(row if isinstance(row, str) else row[0]).split(",")}
            folder = self.fixture.case()
            log = folder / "calls.log"
            run(["strace", "-f", "-qq", "-y", "-s", "0", "-o", log, "--seccomp-bpf", "-e", f"trace={','.join(sorted(calls - {''}))}",
                 "-e", "signal=none", *self.fixture.command(folder / "site", "-j1", *options)])
            numbers, found = {}, []
            for process, call, rest in noted(log):
                found.append((numbers.setdefault(process, len(numbers)), call, marks_of(rest), " = -1" in rest))
            self.fixture.drop(folder)
            self.traced[options] = found
        return self.traced[options]

    def kinds(self, calls, *options):
        """Of each place, what is struck there, in the order of the trace: process, call, marks, did it fail."""
        counts, found = collections.Counter(), []
        for kind in self.recorded(*options):
            if kind[1] in calls.split(","):
                counts[kind[:2]] += 1
                if counts[kind[:2]] > len(found):
                    found.append([])
                found[counts[kind[:2]] - 1].append(kind)
        return found

    def count(self, calls, *options):
        """How often the process that calls most does so: the last place that there is."""
        return len(self.kinds(calls, *options))

    def is_endless(self, calls, place, *options):
        """strace makes no close that it lets fail: who waits for the end of such a pipe waits for ever."""
        struck = self.kinds(calls, *options)[int(place.rstrip("+")) - 1:]
        return any(call == "close" and "pipe:" in marks for kinds in struck[:None if "+" in place else 1] for _, call, marks, _ in kinds)

    def places(self, calls, most, *options, turn=0, turns=1):
        """All; or the first of each kind, of more kinds than wanted some that span all, and the last place. Of several
        sweeps each `turn` takes other kinds."""
        kinds = self.kinds(calls, *options)
        if self.is_long or not kinds:
            return range(1, len(kinds) + 1)
        places = {}
        for place, struck in enumerate(kinds, 1):
            for kind in struck:
                places.setdefault(kind, place)
        first = sorted(set(places.values()))
        mine = first[turn % len(first)::turns]
        spread = {mine[round(number * (len(mine) - 1) / (most - 1))] for number in range(most)} if len(mine) > most else set(mine)
        return sorted(spread | {len(kinds)})

    def kill(self, calls, place, is_last, workers="-j1"):
        """The last that a worker writes says that it has done all: killed there, it has."""
        folder = self.fixture.case()
        watch = Watch(self.fixture, folder)
        done = self.strace(folder, calls, f"signal=KILL:when={place}", workers=workers)
        faults = watch.faults(is_done=done.returncode == 0)
        if done.returncode == 0 and workers == "-j1" and not is_last:
            faults.append("it was not killed")
        faults += watch.after_going_back() if place % 2 else watch.after_the_next_build()
        self.suite.check(f"killed at {calls} number {place} {workers}", not faults, "\n".join(faults[:6]))
        self.fixture.drop(folder)

    def fail(self, calls, error, place, options):
        """An error once (`place`) or from a place on (`place+`): done and right, or not done, said why and left whole."""
        folder = self.fixture.case()
        watch = Watch(self.fixture, folder)
        done = self.strace(folder, calls, f"error={error}:when={place}", *options)
        faults = watch.faults(is_done=done.returncode == 0)
        if done.returncode not in (0, 1, 3, 75) and not is_loader(done):
            faults.append(f"exit code {done.returncode}")
        # What cannot write any more cannot say so either.
        is_mute = calls == known(WRITES) and place.endswith("+")
        if done.returncode and not done.stderr.strip() and not is_loader(done) and not is_mute:
            faults.append("no message")
        faults += self.missed(done, calls, place, *options) + watch.after_the_next_build()
        self.suite.check(f"{error} at {calls} number {place}", not faults, "\n".join(faults[:6] + [done.stderr[:600]]))
        self.fixture.drop(folder)

    def missed(self, done, calls, place, *options):
        """What was to be struck, unless it or something like it was. A signal makes two calls of one that lists a folder: here,
        and what is meant is struck a place later, or in the recorded build, which then alone has the last place."""
        at, kinds = int(place.rstrip("+")), self.kinds(calls, *options)
        meant = {(call, marks) for near in kinds[max(0, at - 3):at + 2] for _, call, marks, _ in near}
        return [] if done.struck & meant or (not done.struck and at == len(kinds)) else [f"struck {done.struck}, not one of {meant}"]

    def first_build(self):
        """The folder that a first build fills cannot take its name; or whether there is one can be asked in one way only."""
        folder = self.fixture.case()
        site = folder / "site"
        shutil.rmtree(site / "public")
        shutil.rmtree(site / ".brief")
        (site / "urls.lock").unlink()
        done = self.strace(folder, known("statx"), "error=EPERM")
        self.suite.check("a first build where statx is forbidden", done.returncode == 0 and (site / "public").is_dir(), done.stderr)
        for path in (site / "public", site / ".brief"):
            shutil.rmtree(path)
        (site / "urls.lock").unlink()
        calls = known("renameat,renameat2,rename")
        places = 1 + self.count(calls, "-o", str(folder / "out"))
        said = []
        for place in range(1, places):
            done = self.strace(folder, calls, f"error=EIO:when={place}")
            said.append(done.stderr)
            if done.returncode == 0:
                break
            left = [str(path) for path in site.iterdir() if path.name in ("public", "public~brief", "urls.lock", "urls.lock~brief")]
            self.suite.check(f"a first build, EIO at rename {place}: nothing is there", done.returncode == 3 and not left, f"{left}\n{done.stderr}")
        self.suite.check("a first build that cannot name its folder", any("cannot name the folder" in one for one in said), said)
        self.fixture.drop(folder)

    def pass_over(self, calls, error):
        """Every call once: the build must succeed all the same. How often it waits a while is the clock's matter."""
        for place in self.places(calls, 4) if "poll" not in calls else [1]:
            self.must_succeed(calls, error, f"{place}")
        if error in ("ENOSYS", "EPERM", "ENOLCK", "EINVAL"):
            self.must_succeed(calls, error, "1+")

    def must_succeed(self, calls, error, place):
        folder = self.fixture.case()
        watch = Watch(self.fixture, folder)
        done = self.strace(folder, calls, f"error={error}:when={place}")
        faults = watch.faults(is_done=True) if done.returncode == 0 else [f"exit code {done.returncode}", done.stderr[:600]]
        faults += self.missed(done, calls, place)
        if is_loader(done):
            faults = []
        self.suite.check(f"{error} at {calls} number {place} is passed over", not faults, "\n".join(faults[:6]))
        self.fixture.drop(folder)


def cases(suite, fixture, is_long):
    if not shutil.which("strace") or subprocess.run(["strace", "-f", "-qq", "-o", "/dev/null", "true"],
                                                    capture_output=True).returncode != 0:
        suite.skip("system calls", "strace cannot trace here")
        return []
    sweeps = Sweeps(suite, fixture, is_long)
    found = [("a first build that cannot rename", sweeps.first_build)]

    def is_called(calls, *options):
        return sweeps.count(calls, *options) or suite.skip(f"faults at {calls or 'a call'}", "no build calls it here")
    for calls in filter(is_called, map(known, KILLED)):
        for options in ((10, "-j1"), (2, "-j2")):
            places = sweeps.places(calls, options[0])
            for place in places:
                found.append((f"killed at {calls} {place} {options[1]}", lambda calls=calls, place=place, is_last=place == places[-1] and "write" in calls,
                              workers=options[1]: sweeps.kill(calls, place, is_last, workers)))
    for calls, errors, options in FAILING:
        calls = known(calls)
        for turn, error in enumerate(errors.split() if is_called(calls, *options) else ()):
            places = list(sweeps.places(calls, 5, *options, turn=turn, turns=len(errors.split())))
            for place in [f"{place}" for place in places] + [f"{place}+" for place in places[::2]]:
                if sweeps.is_endless(calls, place, *options):
                    continue
                name = " ".join((f"{error} at {calls} {place}", *options))
                found.append((name, lambda calls=calls, error=error, place=place, options=options:
                              sweeps.fail(calls, error, place, options)))
    for calls, error in HARMLESS:
        calls = known(calls)
        if is_called(calls):
            found.append((f"{error} at {calls} is passed over", lambda calls=calls, error=error: sweeps.pass_over(calls, error)))
    return found
