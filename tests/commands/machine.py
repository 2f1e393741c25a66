# SPDX-License-Identifier: MIT
"""What fails or is limited: the machine, the shell, a process that is killed; the fence around plugins."""
import contextlib
import fcntl
import os
import re
import shutil
import signal
import subprocess
import threading
import time
from pathlib import Path

from suite import AT, environment, run, tree
from sites import brief, expect, fresh, suite


def machine():
    site, out = fresh("machine")
    expect("a first build", brief("-C", site, "-o", out, "build", "--at", AT), 0)
    held = site / ".brief" / "lock"
    if suite.check("it leaves a lock file", held.exists()):
        suite.check("which names the process", held.read_text().rstrip("\n").isdigit() and int(held.read_text()) > 0, held.read_text())
        with open(held, "r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.write(f"{os.getpid()}\n")
            file.flush()
            expect("a second build at once", brief("-C", site, "-o", out, "build", "--at", AT), 75,
                   f"another build of this site is running (process {os.getpid()})")
            gone = subprocess.Popen(["true"])
            gone.wait()
            file.seek(0)
            file.truncate()
            file.write(f"{gone.pid}\n")
            file.flush()
            release = threading.Timer(2, lambda: fcntl.flock(file, fcntl.LOCK_UN))
            release.start()
            expect("one after a build that was killed, whose workers are not gone yet", brief("-C", site, "-o", out, "build", "--at", AT), 0)
            release.join()
    held.unlink()
    held.mkdir()
    expect("a lock that is no file", brief("-C", site, "-o", out, "build", "--at", AT), 0, "warning: cannot open '.brief/lock': ", "[no-cache]")
    held.rmdir()
    shutil.rmtree(site / ".brief", ignore_errors=True)
    (site / ".brief").write_text("not a folder")
    done = brief("-C", site, "-o", out, "build", "--at", AT)
    suite.check("a cache that cannot be written is no reason to fail", done.returncode == 0, done.stderr[:500])


QUOTAS = (("cpu.max", "100000 100000"), ("cpu.cfs_quota_us", "100000"))  # of version 2 of control groups, of version 1


def group_with_one_processor():
    """A new control group that gets the time of one processor: its folder; None where none can be made."""
    for root in ("/sys/fs/cgroup", "/sys/fs/cgroup/cpu", "/sys/fs/cgroup/cpu,cpuacct"):
        group = Path(root) / f"brief-test-{os.getpid()}"
        if not (group.parent / "cgroup.procs").exists():
            continue
        with contextlib.suppress(OSError):
            group.mkdir()
        for name, quota in QUOTAS:
            with contextlib.suppress(OSError):
                (group / name).write_text(quota)
                return group
        with contextlib.suppress(OSError):
            group.rmdir()
    return None


def children_ignored():
    """Whoever starts a build may ignore how children end, which programs inherit: a build that fails says so all the same."""
    site, out = fresh("children-ignored")
    (site / "content" / "articles" / "broken.md").write_text("title: none\n")
    for options in (["build", "-q"], ["build", "-q", "-j2"], ["check"]):
        done = subprocess.run([suite.brief, "-C", site, "-o", out, *options], env=environment(), capture_output=True, check=False,
                              preexec_fn=lambda: signal.signal(signal.SIGCHLD, signal.SIG_IGN))
        suite.check(f"where ends of children are ignored, {' '.join(options)}", done.returncode == 1, f"exit code {done.returncode}")


def processors():
    """As many workers as there are processors, and no more than a control group gets the time of."""
    group = group_with_one_processor() if len(os.sched_getaffinity(0)) > 1 and not suite.is_sanitized else None
    if not group:
        suite.skip("a control group with one processor", "one processor, no right to make a group, or sanitizers")
        return
    site, out = fresh("processors")
    trace, begun = site.parent / "trace", {}
    for name, options, enter in (("one", ["-j1"], None), ("two", ["-j2"], None),
                                 ("group", [], lambda: (group / "cgroup.procs").write_text(str(os.getpid())))):
        shutil.rmtree(site / ".brief", ignore_errors=True)
        shutil.rmtree(out, ignore_errors=True)
        done = subprocess.run(["strace", "-f", "-qq", "-o", trace, "-e", "trace=clone,clone3,fork,vfork", "-e", "signal=none",
                               suite.brief, "-C", site, "-o", out, "build", "-q", "--at", AT, *options],
                              env=environment(), preexec_fn=enter, check=False)
        begun[name] = (done.returncode, len(re.findall(r"\b(?:clone3?|v?fork)\(", trace.read_text())))
    group.rmdir()
    suite.check("a group that gets one processor has one worker", begun["group"] == begun["one"] != begun["two"], begun)


def killed():
    """A build that is killed half-way leaves nothing that the next one does not clear away."""
    site, out = fresh("killed")
    arguments = ("-C", site, "-o", out, "build", "--at", AT)
    expect("a first build", brief(*arguments), 0)
    first = tree(out)
    (site / "layouts").mkdir()
    (site / "layouts" / "article.html").write_text(
        "{% for a in range(3000) %}{% for b in range(500) %}{% endfor %}{% endfor %}changed")
    building = subprocess.Popen([suite.brief, *map(str, arguments), "-j2"], env=environment(),
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while building.poll() is None and not (out / "~brief").exists():
        time.sleep(0.001)
    building.kill()
    suite.check("a build is killed", building.wait() == -signal.SIGKILL, building.returncode)
    shutil.rmtree(site / "layouts")
    expect("the next build", brief(*arguments), 0)
    suite.check("nothing is left of the killed one", tree(out) == first, sorted(set(tree(out)) ^ set(first)))
    time.sleep(2.1)  # after which the times of folders tell
    brief(*arguments)
    expect("nothing has changed since", brief(*arguments, "-v"), 0, "nothing has changed")
    for form, nothing in (("json", '"diagnostics":[]'), ("sarif", '"results":[]')):
        done = brief(*arguments, "--diagnostics", form)
        suite.check(f"which is a document too, as {form}", nothing in re.sub(r"\s", "", done.stderr), done.stderr)
        brief(*arguments)
    (out / "~brief").mkdir()
    (out / "~brief" / "12").write_text("of an edit that was taken back")
    expect("what a killed build had not published goes, though nothing has changed", brief(*arguments), 0, " 0 written")
    suite.check("and is gone", tree(out) == first, sorted(set(tree(out)) ^ set(first)))
    beside = out.with_name(out.name + "~brief")  # where a first build fills its folder
    out.rename(beside)
    expect("after a first build that was killed before its folder had its name", brief(*arguments), 0)
    suite.check("its folder is gone", not beside.exists() and tree(out) == first, sorted(set(tree(out)) ^ set(first)))
    shutil.copytree(out, beside)
    (site / "content" / "more.txt").write_text("more")
    expect("beside an output that is there", brief(*arguments), 0, "1 written")
    suite.check("it is gone, too", not beside.exists())
    (site / "content" / "more.txt").unlink()
    expect("as before", brief(*arguments), 0, "1 removed")
    (out / "404.html").unlink()
    (out / "404.html").mkdir()
    (site / "content" / "new.txt").write_text("new")
    (out / "404.html" / "mine.txt").write_text("mine")
    expect("a folder in the place of a page", brief(*arguments), 1, "404.html/mine.txt", "foreign-file")
    suite.check("then nothing is published", not (out / "new.txt").exists())
    shutil.rmtree(out / "404.html")
    (out / "404.html/empty").mkdir(parents=True)
    expect("empty folders there", brief(*arguments), 0)
    suite.check("make way", (out / "404.html").is_file() and (out / "new.txt").exists())
    shutil.rmtree(site / ".brief")
    os.chmod(site, 0o555)
    try:
        expect("a site that is read-only", brief(*arguments, "-v"), 0, "warning: cannot make the folder '.brief'", "[no-cache]")
        suite.check("has no cache", not (site / ".brief").exists())
    finally:
        os.chmod(site, 0o755)
    elsewhere = site.parent / "elsewhere"
    elsewhere.mkdir()
    (site / ".brief").symlink_to(elsewhere)
    expect("a cache that is a link", brief(*arguments), 0, "no-cache")
    suite.check("nothing is written through it", not list(elsewhere.iterdir()))


CURIOUS = """-- Reaches for everything that a plugin has no business with, wherever it is called.
local tried = {}
local function try(what, reach) tried[#tried + 1] = what .. "=" .. tostring(pcall(reach)) end
local function snoop(site)
  tried = {}
  try("io", function() return io.open("/etc/passwd") end)
  try("popen", function() return io.popen("id") end)
  try("execute", function() return os.execute("touch executed") end)
  try("getenv", function() return os.getenv("HOME") end)
  try("remove", function() return os.remove("site.yml") end)
  try("socket", function() return require("socket") end)
  try("climb", function() return require("../outside") end)
  try("lib", function() return package.loadlib("libc.so.6", "*") end)
  try("debug", function() return debug.getregistry() end)
  try("bytecode", function() return load(string.dump(snoop)) end)
  try("dofile", function() return dofile("/etc/passwd") end)
  try("data", function() return brief.read_data("../../site.yml") end)
  try("secret", function() return site:article("secret").title end)
  return table.concat(tried, " ")
end
local early
return {
  name = "curious", api = 1,
  prepare = function(site) early = snoop(site) end,
  pages = function(site) return { { url = "/snooped/", title = snoop(site), layout = "page.html" } } end,
  article = function(article, site)
    local ids = {}
    for i, other in ipairs(site.articles) do ids[i] = other.id end
    return { after_body = brief.html.p{ "early ", early }, head = brief.html.meta{ name = "snooped", content = snoop(site) },
             before_body = brief.html.p(table.concat(ids, " ")) }
  end,
  html = function(html) return (html:gsub("</body>", "<!-- " .. snoop({}) .. " --></body>")) end,
}
"""


def fence():
    """A plugin gets at no file, program, network, environment or held-back article, and the kernel is not even asked."""
    site, out = fresh("fence")
    (site / "lua-plugins").mkdir(exist_ok=True)
    (site / "lua-plugins" / "curious.lua").write_text(CURIOUS)
    (site / "content/articles/secret.md").write_text("---\ntitle: Zqembargoxj\ndate: 2020-01-01\ndraft: true\n---\nText.\n")
    with open(site / "site.yml", "a") as settings:
        settings.write("\nplugins: [curious]\n")
    trace = suite.work / "fence" / "trace"
    traced = "execve,execveat,%network,openat,openat2,open,unlink,unlinkat,ptrace,seccomp,landlock_restrict_self"
    # LeakSanitizer and strace both want to be the one that traces.
    done = run(["strace", "-f", "-qq", "-y", "-o", trace, "-e", "trace=" + traced, suite.brief, "-C", site, "-o", out, "build",
                "--at", AT, "-j2"], env=environment(ASAN_OPTIONS="detect_leaks=0"))
    expect("a plugin that reaches for everything", done, 0)
    pages = "".join(path.read_text() for path in out.rglob("*.html"))
    answers = re.findall(r"(\w+)=(true|false)", pages)
    suite.check("it ran in every hook", pages.count("io=") >= 5 and len(answers) >= 60, f"{len(answers)} answers")
    reached = {what for what, is_reached in answers if is_reached == "true"}
    suite.check("it reached nothing", not reached, f"reached {sorted(reached)}")
    suite.check("it saw nothing held back", "Zqembargoxj" not in pages and ">secret" not in pages)
    calls = trace.read_text()
    started = [line for line in calls.splitlines() if "execve" in line]
    suite.check("no program was started", len(started) == 1, "\n".join(started[:5]))
    for name in ("socket(", "connect(", "ptrace("):
        suite.check(f"no {name[:-1]}", name not in calls)
    reaching = [line for line in calls.splitlines() if re.search(r"passwd|outside|executed|libc\.so\.6.*RTLD", line)]
    suite.check("no file outside was asked for", not reaching, "\n".join(reaching[:5]))
    if "seccomp" in subprocess.run(["ldd", suite.brief], capture_output=True, text=True).stdout:
        suite.check("its process was confined", "seccomp(SECCOMP_SET_MODE_FILTER" in calls)


def profile():
    """--profile names stages, layouts and the lines in them, plugins, texts and pages, with workers and without."""
    site, out = fresh("profile")
    for jobs in ("-j0", "-j2"):
        expect(f"--profile {jobs}", brief("-C", site, "-o", out, "build", "--clean", "--at", AT, "--profile", jobs), 0, "reading the texts",
               "making the pages", "article.html\n", "related-stories: article", " (built in):", "content/articles/",
               "index.html\n")
    quiet = brief("-C", site, "-o", out, "build", "--at", AT)
    suite.check("nothing of it without", "stages" not in quiet.stdout)


def limits():
    """What the shell's limits do: the build goes on with less, or says what it could not do."""
    site, out = fresh("limits")
    arguments = (suite.brief, "-C", site, "-o", out, "build", "--at", AT)

    def limited(limit):
        return run(["sh", "-c", f'ulimit {limit}; exec "$@"', "sh", *arguments])

    expect("files over the limit", limited("-f 0"), 3, "cannot write")
    suite.check("nothing is published then", not out.exists() or not tree(out))
    needs_space = suite.is_sanitized
    if not needs_space:
        expect("little address space", limited("-v 2000000"), 0)
    expect("few open files", limited("-n 32"), 0)
    (site / "layouts").mkdir()
    os.mkfifo(site / "layouts" / "article.html")
    expect("a pipe in place of a layout", brief(*arguments[1:]), 0, "layouts/article.html", "special-file")
