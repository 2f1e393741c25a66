# SPDX-License-Identifier: MIT
"""Every filter, test, function and method of the tables with every kind of value, as input and as argument.

What comes out is an answer or errors that say where and in words what is wrong; nothing ends the program, and the
sanitizers find nothing. What the answer is, the other parts hold.
"""
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE)]
from driver import render_all, shown

SOURCES = HERE.parent.parent / "generator" / "template"
KINDS = ["none", "true", "-3", "70000", "2.5", "''", "'a, b c'", "('<b>Bold</b> &amp; <i>é</i>'|safe)", "[]", "[3, 'b', none, [1]]",
         "[{'a': 2, 'b': 'x'}, {'a': 1}]", "{}", "{'a': 1, 'b': [2.5, 'y']}"]
NONE = ["range", "gone"]  # a function, and what is not there
ARGUMENTS = ["none", "true", "0", "-1", "2.5", "''", "'a'", "'odd'", "'upper'", "'%d'", "[1]", "{'a': 'b'}"]


def rows(name):
    """(name, parameters) of a table's rows; a parameter as it is declared: "length=255", "attribute", "*rest"."""
    found = re.findall(r'^    \{ "([^"]+)", "([^"]*)", \w+, (?:NULL|&?\w+)', (SOURCES / name).read_text(), re.M)
    return [(row, [parameter for parameter in parameters.split(", ") if parameter]) for row, parameters in found]


def methods():
    """(kind, name, most arguments)"""
    return [(kind, name, int(most)) for kind, name, most in
            re.findall(r'\{ VALUE_(MAP|TEXT), "(\w+)", \d+, (\d+),', (SOURCES / "methods.c").read_text())]


def lists_of(parameters):
    """Arguments for a row with those parameters: none, too many, each kind for all, and for one beside those that must be there."""
    needed = [parameter for parameter in parameters if not re.search(r"[*=]", parameter)]
    yield ""
    yield ", ".join(["1"] * (len(parameters) + 1))
    for argument in ARGUMENTS if parameters else ():
        yield ", ".join([argument] * len(parameters))
        for parameter in parameters:
            if not parameter.startswith("*"):
                others = [f"{other}='a'" for other in needed if other != parameter]
                yield ", ".join([*others, f"{parameter.split('=')[0]}={argument}"])


def called(form, parameters):
    return ([form.format(x=kind, call=f"({arguments})" if arguments else "") for kind in KINDS for arguments in lists_of(parameters)] +
            [form.format(x=kind, call="") for kind in NONE])


def groups():
    """What is called → the templates that call it."""
    for name, parameters in rows("filters.c"):
        yield f"the filter {name}", called("{{{{ {x}|NAME{call} }}}}".replace("NAME", name), parameters)
    for name, parameters in rows("tests.c"):
        if name.isidentifier():
            yield f"the test {name}", called("{{{{ {x} is NAME{call} }}}}".replace("NAME", name), parameters)
        else:
            yield f"the test {name}", [f"{{{{ [{kind}]|select('{name}', {other})|list }}}}" for kind in KINDS for other in KINDS]
    for name, parameters in rows("functions.c"):
        yield f"the function {name}", [f"{{{{ {name}({arguments}) }}}}" for arguments in lists_of(parameters)]
    for kind, name, most in methods():
        inputs = [each for each in KINDS if each.startswith("{" if kind == "MAP" else ("'", "("))]
        yield f"the method {name}", [f"{{{{ ({each}).{name}({arguments}) }}}}" for each in inputs
                                     for arguments in lists_of(["*value"] * most)]


def fault_of(answer):
    """What is wrong with an answer to a line of one expression; None: nothing."""
    if "output" in answer:
        return None
    if not answer["errors"] or not all(re.fullmatch(r"1:\d+: [a-z-]+", error) for error in answer["errors"]):
        return "an error without a place"
    return None if all(answer["messages"]) else "an error without words"


def check_all(suite, driver):
    for title, templates in groups():
        if not suite.wants(f"kinds: {title}"):
            continue
        answers = render_all(driver, [{"template": template, "data": {}} for template in templates])
        wrong = [f"{template}: {fault}\n{shown(answer)}" for template, answer in zip(templates, answers)
                 if (fault := fault_of(answer))]
        suite.check(f"kinds: {title}", templates and not wrong, "\n".join(wrong[:5]))
