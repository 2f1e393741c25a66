# SPDX-License-Identifier: MIT
"""Holds generator/floors.txt: an include goes to its own room or a lower floor; foreign headers stay in their files."""
import re
from suite import ROOT, Suite

GENERATOR = ROOT / "generator"
# header → the only files that may include it (a name ending in / is a room)
FOREIGN = [
    (r"yaml\.h", r"load/yaml\w*\.c"),
    (r"cmark-gfm.*\.h|cmark-gfm/.*", r"load/markdown\w*\.[ch]|manual\.c"),
    (r"(lua|lauxlib|lualib)\.h", r"plugin/\w+\.[ch]"),
    (r"unicode/.*", r"base/\w+\.[ch]|output/search\w*\.c|load/markdown\w*\.c"),
    (r"microhttpd\.h", r"serve/\w+\.[ch]"),
    (r"libstemmer\.h", r"base/\w+\.[ch]|output/search\w*\.c|load/\w+\.c|model/\w+\.c"),
    (r"curl/.*", r"build/fetch\.c"),
    (r"nettle/.*", r"base/(integrity|base64)\.c"),
    (r"expat\.h", r"base/xml\.c"),
    (r"csv\.h", r"load/sheet\.c"),
    # to add one: the header, the files that may see it
]


def floors():
    rooms = [line.split() for line in (GENERATOR / "floors.txt").read_text().splitlines()
             if line.strip() and not line.startswith("#")]
    return {room: height for height, names in enumerate(reversed(rooms)) for room in names}


def fault(room, name, include, quoted, height):
    """Why the include is wrong, or ""."""
    if quoted:
        target = include.split("/")[0]
        if "/" not in include:
            return f'write "{room}/{include}"'
        if target not in height:
            return f"room '{target}' stands on no floor of floors.txt"
        if room != "." and target != room and height[target] >= height[room]:
            return f"{room} (floor {height[room]}) must not look at {target} (floor {height[target]})"
        return ""
    for header, owners in FOREIGN:
        if re.fullmatch(header, include) and not re.fullmatch(owners, name):
            return f"<{include}> belongs to {owners} alone"
    return ""


suite = Suite("floors", __doc__)
HEIGHT = floors()
for path in sorted(GENERATOR.rglob("*.[ch]")):
    name = str(path.relative_to(GENERATOR))
    room = name.split("/")[0] if "/" in name else "."
    lines = []
    if room != "." and room not in HEIGHT:
        lines.append(f"room '{room}' stands on no floor of floors.txt")
    for number, line in enumerate(path.read_text().splitlines(), 1):
        match = re.match(r'\s*#\s*include\s+(["<])([^">]+)[">]', line)
        reason = match and fault(room, name, match[2], match[1] == '"', HEIGHT)
        if reason:
            lines.append(f"generator/{name}:{number}: {reason}")
    suite.check(name, not lines, "\n".join(lines))
suite.finish()
