# SPDX-License-Identifier: MIT
"""Layouts: the cases of *.txt, then the same layouts in Jinja2 (differential.py), hostile data (escaping.py), and every
filter with every kind of value (kinds.py).

A .txt file holds several cases:
    === what it shows (name.html)
    template
    --- layout parts/other.html       any number of further layouts
    --- data                          JSON; may be left out
    --- result                        or: --- error, with lines "line:column: code"
    --- hint                          after error, if wanted: the hints, a line each
    --- message                       after error, if wanted: what is said, a line each
The name in brackets may be left out (page.html). Texts end before their last end of line.
"""
import json
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE)]
from driver import render_all, shown
from suite import Suite


def cases_of(path):
    for block in re.split(r"^=== ", path.read_text(), flags=re.M)[1:]:
        title, _, body = block.partition("\n")
        named = re.fullmatch(r"(.*?)\s*\(([\w./-]+\.\w+)\)", title)
        case = {"title": f"{path.stem}: {named[1] if named else title}", "name": named[2] if named else "page.html",
                "layouts": {}, "data": {}}
        parts = re.split(r"^--- (.*)\n", body, flags=re.M)
        case["template"] = without_end(parts[0])
        for head, text in zip(parts[1::2], parts[2::2]):
            if head.startswith("layout "):
                case["layouts"][head[7:].strip()] = without_end(text)
            elif head == "data":
                case["data"] = json.loads(text)
            elif head in ("result", "error", "hint", "message"):
                case[head] = without_end(text)
            else:
                raise ValueError(f"{path.name}: {title}: unknown part '{head}'")
        if ("result" in case) == ("error" in case):
            raise ValueError(f"{path.name}: {title}: one of result and error is needed")
        yield case


def without_end(text):
    return text[:-1] if text.endswith("\n") else text


def run_files(suite, driver):
    cases = [case for path in sorted(HERE.glob("*.txt")) for case in cases_of(path) if suite.wants(case["title"])]
    for case, answer in zip(cases, render_all(driver, cases)):
        if "result" in case:
            suite.check(case["title"], answer.get("output") == case["result"],
                        f"expected:\n{case['result']}\nfound:\n{shown(answer)}")
        else:
            wanted = {part + "s": case[part].split("\n") for part in ("error", "hint", "message") if part in case}
            found = {part: answer.get(part) for part in wanted}
            suite.check(case["title"], found == wanted, f"expected: {wanted}\nfound: {found}\n{shown(answer)}")


def main():
    suite = Suite("templates", __doc__, [("--driver", {"help": "the program; default: tests/template_batch_driver of the build"})])
    driver = Path(suite.arguments.driver or suite.build / "tests" / "template_batch_driver").resolve()
    import differential
    import escaping
    import kinds
    for part in (run_files, differential.compare_all, escaping.check_all, kinds.check_all):
        try:
            part(suite, driver)
        except Exception as error:
            suite.check(part.__name__, False, f"{type(error).__name__}: {error}")
    suite.finish()


if __name__ == "__main__":
    main()
