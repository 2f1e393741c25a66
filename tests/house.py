# SPDX-License-Identifier: MIT
"""The house rules that a script can hold: lengths, forbidden functions, licence lines, documented prototypes, names of files in
comments, documentation that says nothing twice."""
import re
from suite import ROOT, Suite

FILE_LINES, FUNCTION_LINES = 400, 60
FORBIDDEN = ("strcpy strcat sprintf vsprintf gets strtok system popen mktemp tmpnam alloca setlocale signal strftime "
             "strcoll toupper tolower isalpha isalnum isspace isdigit isupper islower").split()
# Words that say nothing, as a whole name or as one part of it.
VAGUE = re.compile(r"(?<![.>\w])(?:\w+_)?(?:ctx|mgr|tmp|util|utils|helper|data2|buf|ptr|idx)(?:_\w+)?\b")


def without_comments(text):
    """The code with comments and literals blanked out, line by line as before."""
    token = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)
    return token.sub(lambda match: re.sub(r"[^\n]", " ", match[0]) if match[0][0] == "/" else match[0][0] + match[0][0], text)


def functions(code):
    """(name, first line, line count) of each function: clang-format puts its braces in column 0."""
    start, name = None, ""
    lines = code.splitlines()
    for number, line in enumerate(lines, 1):
        if line.startswith("{"):
            start = number
            head = " ".join(lines[max(0, number - 6):number - 1]).split(";")[-1].split("}")[-1]
            found = re.findall(r"(\w+)\s*\(", head)
            name = found[0] if found else ""
        elif line.startswith("}") and start and not line.startswith("};"):
            if name:
                yield name, start, number - start - 1
            start = None


def undocumented(text):
    """Prototypes of a header with no comment above their block (a group of declarations without a blank line)."""
    without_directives = re.sub(r"^#.*(?:\\\n.*)*$", "#", text, flags=re.M)
    for block in re.split(r"\n[ \t]*\n", without_directives):
        found = re.search(r"^(?!typedef|struct \w+ \{|enum|static|extern|\s|#|/|\*|\}).*?\b(\w+)\([^;{]*\)[^;{]*;", block, re.M)
        if found and not re.search(r"_(?:init|release)$", found[1]) and "/*" not in block[:found.start()] and not re.search(r";\s*/\*", block):
            yield found[1]


def missing_files(name, text):
    """Sources that a comment names ("load/scan.c", "ledger_*.c") and that are not there."""
    for comment in re.findall(r"/\*.*?\*/", text, re.S):
        for source in re.findall(r"(?<![\w/.])(?:[\w*]+/)*[\w*]+\.[ch]\b", comment):
            places = (ROOT, ROOT / "generator", (ROOT / name).parent)
            if not any(list(place.glob(source)) for place in places):
                yield source


suite = Suite("house", __doc__)
for path in sorted([*(ROOT / "generator").rglob("*.[ch]"), *(ROOT / "tests").rglob("*.[ch]")]):
    name, text = str(path.relative_to(ROOT)), path.read_text()
    if "node_modules" in name:
        continue
    code, faults = without_comments(text), []
    if "SPDX-License-Identifier: MIT" not in text.split("\n", 1)[0]:
        faults.append(f"{name}:1: no SPDX line")
    if text.count("\n") > FILE_LINES:
        faults.append(f"{name}: {text.count(chr(10))} lines, at most {FILE_LINES}")
    for function, line, length in functions(code):
        if length > FUNCTION_LINES:
            faults.append(f"{name}:{line}: {function} has {length} lines, at most {FUNCTION_LINES}")
    for number, line in enumerate(code.splitlines(), 1):
        for word in re.findall(r"(?<![\w.>])(\w+)\s*\(", line):
            if word in FORBIDDEN:
                faults.append(f"{name}:{number}: {word}() is forbidden")
        if name.startswith("generator/") and (vague := VAGUE.search(line)):
            faults.append(f"{name}:{number}: '{vague[0]}' is not a whole word")
        if re.search(r"\b(?:TODO|FIXME|XXX)\b", text.splitlines()[number - 1]):
            faults.append(f"{name}:{number}: unfinished business")
    if name.startswith("generator/") and name.endswith(".h"):
        faults += [f"{name}: {prototype} has no comment" for prototype in undocumented(text)]
    if name.startswith("generator/"):
        faults += [f"{name}: a comment names {source}, which is not there" for source in missing_files(name, text)]
    suite.check(name, not faults, "\n".join(faults[:6]))
for path in sorted((ROOT / "tests").rglob("*.py")):
    if "node_modules" not in path.parts:
        count = path.read_text().count("\n")
        suite.check(str(path.relative_to(ROOT)), count <= FILE_LINES, f"{count} lines, at most {FILE_LINES}")
for path in [*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md", ROOT / "generator/README.md", ROOT / "tests/README.md"]:
    # Two branches that bring one paragraph in leave it twice, which no merge tells.
    sentences = [part for line in path.read_text().splitlines() if not line.startswith("|")
                 for part in re.split(r"(?<=[.:;]) (?=\S)", line) if len(part) > 40]
    twice = sorted({sentence for sentence in sentences if sentences.count(sentence) > 1})
    suite.check(str(path.relative_to(ROOT)), not twice, "says twice: " + "\n".join(twice[:3]))
suite.finish()
