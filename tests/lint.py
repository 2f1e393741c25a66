# SPDX-License-Identifier: MIT
"""Static analysis: clang-tidy, gcc -fanalyzer and cppcheck over generator/, luacheck over lua-plugins/.

The compiler's flags are in LINT_FLAGS, those of its analyzer in ANALYZER; ANALYZED is a build that gcc has analyzed
already: beside each of its objects lies what gcc said. A tool that is not installed is skipped. Every suppression below has its reason
beside it. LINT=deep lets clang's analyzer follow each function as far as it ever does, which takes five times as
long; without it, it stops where most paths have been seen, and gcc's analyzer goes over the same code.
"""
import os
import shutil
import subprocess

from suite import ROOT, Suite, run

CPPCHECK_OFF = ["missingIncludeSystem",   # system headers are not read
                "unusedFunction",         # sees one file at a time
                "normalCheckLevelMaxBranches", "checkersReport", "toomanyconfigs",  # notes on how it works
                "internalAstError",       # cppcheck 2.10 cannot read a compound literal after ?:
                "zerodivcond",            # takes `x > 0` for a sign that x may be 0
                "returnDanglingLifetime", # takes a pointer copied out of a local struct for one into it;
                                          # gcc's -Wreturn-local-addr and -fanalyzer see the real ones
                "preprocessorErrorDirective", # cppcheck 2.17 divides by what stands in __has_include
                "unmatchedSuppression"]

# Files that one clang-tidy reads: to start it takes as long as to read a small one. Those with a va_list are read alone, as
# the check of those (of clang 14) knows va_start only in the first file, and in later ones takes what lies at its place in
# memory for it; batches are read without that check. All other checks were seen to find the same.
BATCH = 8
NOT_IN_BATCHES = "--checks=-clang-analyzer-valist.*"

suite = Suite("lint", __doc__)
flags = os.environ.get("LINT_FLAGS", "").split()
analyzer = os.environ.get("ANALYZER", "-fanalyzer").split()
analyzed = os.environ.get("ANALYZED")
sources = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "generator").rglob("*.c"))


def report(case, done, keep):
    lines = [line for line in (done.stdout + done.stderr).splitlines() if keep(line)]
    suite.check(case, done.returncode == 0 and not lines, "\n".join(lines[:12]) or f"exit code {done.returncode}")


def tidy(names):
    """A batch. What is said of a file that is not in it, a header, counts for each of the batch; so does a crash."""
    depth = [] if os.environ.get("LINT") == "deep" else ["-Xclang", "-analyzer-config", "-Xclang", "max-nodes=8000"]
    checks = [NOT_IN_BATCHES] if len(names) > 1 else []
    done = run(["clang-tidy", "--quiet", *checks, *[f"--extra-arg={flag}" for flag in depth], *names, "--", *flags], cwd=ROOT, timeout=1200)
    said = [line for line in done.stdout.splitlines() if " error: " in line or " warning: " in line]
    of_each = {name: [line for line in said if line.startswith((f"{name}:", f"{ROOT / name}:"))] for name in names}
    of_others = [line for line in said if not any(line in lines for lines in of_each.values())]
    if done.returncode not in (0, 1) or (done.returncode == 1 and not said):
        of_others.append(f"exit code {done.returncode}\n{done.stderr[-800:]}")
    for name, lines in of_each.items():
        suite.check(f"clang-tidy {name}", not lines + of_others, "\n".join((lines + of_others)[:12]))


def batches(names):
    alone = [name for name in names if "va_list" in (ROOT / name).read_text()]
    others = [name for name in names if name not in alone]
    count = -(-len(others) // BATCH)
    return [[name] for name in alone] + [others[start::count] for start in range(count)]


def analyze(name):
    """What was compiled for memcheck is the same code but where it asks who watches memory."""
    compiled = ROOT / (analyzed or "") / f"{name[:-2]}.o"
    said = compiled.with_suffix(".o.said")
    is_of_it = said.exists() and compiled.exists() and said.stat().st_mtime_ns >= compiled.stat().st_mtime_ns
    if is_of_it and "base/watched.h" not in (ROOT / name).read_text():
        done = subprocess.CompletedProcess([], 0, "", said.read_text())
    else:
        done = run(["gcc", *flags, "-O1", *analyzer, "-Werror", "-c", "-o", "/dev/null", name], cwd=ROOT, timeout=300)
    report(f"gcc -fanalyzer {name}", done, lambda line: " error: " in line or " warning: " in line)


def cppcheck():
    done = run(["cppcheck", "--quiet", "--std=c11", "--enable=warning,performance,portability", "--inline-suppr",
                "--error-exitcode=1", f"-j{os.cpu_count() or 1}", "-Igenerator", "-D_GNU_SOURCE",
                *[f"--suppress={name}" for name in CPPCHECK_OFF], "generator"], cwd=ROOT, timeout=600)
    report("cppcheck", done, lambda line: ": error:" in line or ": warning:" in line or ": portability:" in line
           or ": performance:" in line)


def luacheck():
    plugins = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "lua-plugins").glob("*.lua"))
    if plugins:
        done = run(["luacheck", "--no-color", "--codes", "-q", *plugins], cwd=ROOT)
        report("luacheck", done, lambda line: line.startswith("    "))


def with_tool(tool, job, cases=None):
    if not shutil.which(tool):
        suite.skip(tool, "is not installed (make deps lint)")
    elif cases is None:
        job()
    else:
        suite.each(job, cases)


with_tool("luacheck", luacheck)
with_tool("cppcheck", cppcheck)
with_tool("clang-tidy", tidy, batches([name for name in sources if suite.wants(name)]))
with_tool("gcc", analyze, sources)
suite.finish()
