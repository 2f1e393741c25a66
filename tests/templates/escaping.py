# SPDX-License-Identifier: MIT
"""Hostile data in every context: what the page's parser sees must not change.

Each context is rendered with harmless words and with each payload. Elements, attributes and the schemes of addresses
must be the same; scripts must give the payload back as a string.
"""
import json
import re
import sys
from html.parser import HTMLParser
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE)]
from driver import render_all, shown

PAYLOADS = [
    "<script>alert(1)</script>", "</script><script>alert(1)</script>", "</SCRIPT ><img src=x onerror=alert(1)>",
    "\"><script>alert(1)</script>", "'><script>alert(1)</script>", "<img src=x onerror=alert(1)>",
    "\" onmouseover=\"alert(1)", "' onmouseover='alert(1)", "\" onfocus=alert(1) autofocus x=\"", "` onmouseover=`alert(1)",
    "<svg onload=alert(1)>", "<svg><script>alert(1)</script></svg>", "<math><mi xlink:href='javascript:alert(1)'>",
    "<iframe src=javascript:alert(1)>", "<iframe srcdoc='<script>alert(1)</script>'>", "<body onload=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>", "<form action=javascript:alert(1)><input type=submit>", "<base href='//evil.example/'>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>", "<link rel=stylesheet href=//evil.example/x.css>",
    "<object data=javascript:alert(1)>", "<embed src=javascript:alert(1)>", "<video><source onerror=alert(1)>",
    "<details open ontoggle=alert(1)>", "<marquee onstart=alert(1)>", "<input onfocus=alert(1) autofocus>",
    "<style>*{background:url(javascript:alert(1))}</style>", "</style><script>alert(1)</script>", "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>", "--><script>alert(1)</script>", "--!><script>alert(1)</script>", "<!--<script>",
    "<!-- --><img src=x onerror=alert(1)>", "]]><script>alert(1)</script>", "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><x/>", "<!DOCTYPE html><script>", "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)",
    "java\tscript:alert(1)", "java\nscript:alert(1)", "\x01javascript:alert(1)", "javascript\t:alert(1)", "javascript&colon;alert(1)",
    "&#106;avascript:alert(1)", "&#x6A;avascript&#58;alert(1)", "vbscript:msgbox(1)", "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==", "data:image/svg+xml,<svg onload=alert(1)>", "feed:javascript:alert(1)",
    "view-source:javascript:alert(1)", "jar:javascript:alert(1)!/", "file:///etc/passwd", "blob:https://a.example/x", "//evil.example/",
    "\\\\evil.example\\x", "/\\evil.example/", "https://a.example/\"><script>alert(1)</script>", "x, javascript:alert(1) 2x",
    "/a.png 1x, data:text/html,x 2x", "\";alert(1);//", "';alert(1);//", "`;alert(1);//", "${alert(1)}", "\\\";alert(1);//", "\\';alert(1);//",
    "\\", "\\\\\"", "\u2028alert(1)", "\u2029alert(1)", "\r\nalert(1)//", "*/alert(1)/*", "//\nalert(1)", "</scr\x00ipt><b>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>", "%22%3E%3Cscript%3Ealert(1)%3C/script%3E", "%0Ajavascript:alert(1)", "\u0000<b>",
    "\ufeff<script>alert(1)</script>", "＜script＞alert(1)＜/script＞", "<\u212acript>", "a=b&c=d#e?f", "<b", "</", "<", "&", "&lt;script&gt;",
    "{{ 7*7 }}{% include 'x' %}", "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
]

# A layout with one place for the value, what is done with it there, and the words to compare with.
HTML_CONTEXTS = {
    "text": "<p>{{ x }}</p>",
    "text at the end of the page": "<p>a</p>{{ x }}",
    "text behind an open bracket": "<p>1 < {{ x }}</p>",
    "attribute in double quotes": "<p title=\"{{ x }}\">a</p>",
    "attribute in single quotes": "<p title='{{ x }}'>a</p>",
    "part of an attribute": "<p class=\"a {{ x }} b\" id=\"c\">a</p>",
    "data attribute": "<p data-href=\"{{ x }}\">a</p>",
    "content of meta": "<meta name=\"description\" content=\"{{ x }}\">",
    "title": "<title>{{ x }}</title><p>a</p>",
    "textarea": "<textarea rows=2>{{ x }}</textarea><p>a</p>",
    "comment": "<!-- {{ x }} --><p>a</p>",
    "address of a link": "<a href=\"{{ x }}\">a</a>",
    "address in single quotes": "<a href='{{ x }}'>a</a>",
    "address of a picture": "<img src=\"{{ x }}\" alt=\"\">",
    "addresses of pictures": "<img srcset=\"{{ x }} 2x\" alt=\"\">",
    "later address of pictures": "<img srcset=\"/a.png 1x, {{ x }} 2x\" alt=\"\">",
    "poster": "<video poster=\"{{ x }}\"></video>",
    "action": "<form action=\"{{ x }}\"></form>",
    "formaction": "<button formaction=\"{{ x }}\">a</button>",
    "address of a script": "<script src=\"{{ x }}\"></script>",
    "address of a frame": "<iframe src=\"{{ x }}\"></iframe>",
    "xlink": "<svg><a xlink:href=\"{{ x }}\">a</a></svg>",
    "path of an address": "<a href=\"/tags/{{ x }}/\">a</a>",
    "address behind an address": "<a href=\"{{ base }}{{ x }}\">a</a>",
    "behind half a scheme": "<a href=\"java{{ x }}\">a</a>",
    "two halves of a scheme": "<a href=\"{{ half }}{{ x }}\">a</a>",
    "query": "<a href=\"/?q={{ x }}&amp;r=1\">a</a>",
    "fragment": "<a href=\"#{{ x }}\">a</a>",
    "recipient": "<a href=\"mailto:{{ x }}\">a</a>",
    "text declared safe in an attribute": "<p title=\"{{ x|safe }}\">a</p>",
    "text declared safe in a title": "<title>{{ x|safe }}</title><p>a</p>",
    "text declared safe in an address": "<a href=\"{{ x|safe }}\">a</a>",
    "text declared safe in a query": "<a href=\"?q={{ x|safe }}\">a</a>",
    "encoded text in a query": "<a href=\"?q={{ x|urlencode }}\">a</a>",
    "escaped twice": "<p>{{ x|e|e }}</p>",
    "upper case of escaped text": "<p>{{ x|e|upper }}</p>",
    "joined with markup": "<p>{{ [x, '<br>'|safe]|join }}</p>",
    "put into markup": "<p>{{ '<b>%s</b>'|safe|format(x) }}</p>",
    "replaced into markup": "<p>{{ '<b>y</b>'|safe|replace('y', x) }}</p>",
    "added to markup": "<p>{{ '<b>a</b>'|safe ~ x }}</p>",
    "without tags": "<p>{{ x|striptags }}</p>",
    "with line breaks": "<p>{{ x|replace('\n', '')|nl2br }}</p>",
    "as JSON in text": "<p>{{ x|json }}</p>",
    "as JSON in an attribute": "<p data-x='{{ x|json }}'>a</p>",
    "captured": "{% set y %}<i>{{ x }}</i>{% endset %}<p>{{ y }}</p>",
    "from a macro": "{% macro m(v) %}<i>{{ v }}</i>{% endmacro %}<p>{{ m(x) }}</p>",
    "key of a map": "<p>{{ {'a': x}|json }}</p>",
}

# Scripts: what stands between the marks is a string whose value is the payload.
SCRIPT_CONTEXTS = {
    "script": "<script>var a = {{ x }};</script>",
    "script with JSON": "<script>var a = {{ x|json }};</script>",
    "safe text in a script": "<script>var a = {{ x|safe }};</script>",
    "string in a script": "<script>var a = \"{{ x }}\";</script>",
    "string in single quotes": "<script>var a = '{{ x }}';</script>",
    "template literal": "<script>var a = `{{ x }}`;</script>",
    "linked data": "<script type=\"application/ld+json\">{\"a\": {{ x }}}</script>",
    "string in linked data": "<script type=\"application/ld+json\">{\"a\": \"{{ x }}\"}</script>",
}

FORBIDDEN = {
    "unquoted attribute": "<p title={{ x }}>", "unquoted attribute after text": "<p title=a{{ x }}>", "tag name": "<{{ x }}>",
    "end tag name": "</{{ x }}>", "attribute name": "<p {{ x }}>", "part of a tag name": "<p{{ x }}>",
    "part of an attribute's name": "<p data-{{ x }}='a'>", "style element": "<style>{{ x }}</style>", "style attribute": "<p style='{{ x }}'>",
    "event attribute": "<p onclick='{{ x }}'>", "event attribute's string": "<p onclick='f(\"{{ x }}\")'>", "srcdoc": "<iframe srcdoc='{{ x }}'>",
    "comment in a script": "<script>// {{ x }}\n</script>", "long comment in a script": "<script>/* {{ x }} */</script>",
    "regular expression": "<script>a = /{{ x }}/;</script>", "code in a template literal": "<script>`${ {{ x }} }`</script>",
    "javascript address": "<a href='javascript:f({{ x }})'>", "data address": "<a href='data:text/html,{{ x }}'>", "doctype": "<!doctype {{ x }}>",
    "processing instruction": "<?php {{ x }} ?>",
}

ADDRESS_ATTRIBUTES = {"href", "src", "srcset", "action", "formaction", "poster", "xlink:href", "data"}
SAFE_SCHEMES = {"http", "https", "mailto", "tel"}


class Shape(HTMLParser):
    """Elements with the names of their attributes, and the schemes of the addresses."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.shape, self.schemes, self.scripts = [], [], []
        self.in_script = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.shape.append((tag, tuple(name for name, _ in attributes)))
        self.in_script = tag == "script"
        for name, value in attributes:
            if name in ADDRESS_ATTRIBUTES:
                for part in re.split(r",\s", value or "") if name == "srcset" else [value or ""]:
                    self.note_scheme(tag, name, part)

    handle_startendtag = handle_starttag

    def note_scheme(self, tag, name, address):
        plain = re.sub(r"[\x00-\x20]", "", address).lower()
        scheme = re.match(r"([a-z][a-z0-9+.-]*):", plain)
        if scheme and scheme[1] not in SAFE_SCHEMES:
            is_picture = name in ("src", "srcset", "poster") and tag in ("img", "video")
            if not (is_picture and re.match(r"data:image/(png|gif|jpeg|webp)[;,]", plain)):
                self.schemes.append(f"{tag} {name}={address}")

    def handle_endtag(self, tag):
        self.shape.append(("/" + tag,))
        self.in_script = False

    def handle_comment(self, text):
        self.shape.append(("comment", text))

    def handle_decl(self, text):
        self.shape.append(("declaration", text))

    def handle_pi(self, text):
        self.shape.append(("instruction", text))

    def unknown_decl(self, text):
        self.shape.append(("unknown", text))

    def handle_data(self, text):
        if self.in_script:
            self.scripts.append(text)


def string_of(script):
    """The one string in `var a = …;` or `{"a": …}`; None when there is anything more."""
    whole = re.fullmatch(r"(?:var a = |\{\"a\": )(.*?)(?:;|\})", script, re.S)
    if not whole:
        return None
    literal = whole[1]
    quote = literal[:1]
    if quote not in "\"'`" or literal[-1:] != quote or re.search(r"(?<!\\)(?:\\\\)*" + quote, literal[1:-1]):
        return None
    if re.search(r"</|<!--|[\n\r\u2028\u2029]", literal[1:-1]) or (quote == "`" and "${" in literal):
        return None
    try:
        return json.loads('"' + literal[1:-1] + '"')
    except ValueError:
        return None


def check_all(suite, driver):
    data = {"base": "https://a.example", "half": "java"}
    contexts = list(HTML_CONTEXTS.items()) + list(SCRIPT_CONTEXTS.items())
    cases = [{"template": template, "data": {**data, "x": value}, "name": "page.html"}
             for _, template in contexts for value in ["words", *PAYLOADS]]
    answers = iter(render_all(driver, cases))
    for name, template in contexts:
        title = f"escaping: {name}"
        usual = next(answers)
        expected = Shape(usual.get("output", ""))
        faults = [] if "output" in usual else [f"harmless words: {shown(usual)}"]
        for payload in PAYLOADS:
            answer = next(answers)
            if "output" not in answer:
                faults.append(f"{payload!r}: {shown(answer)}")
                continue
            found = Shape(answer["output"])
            # The payload's blanks may part a list of addresses, never elements.
            if found.shape != expected.shape:
                faults.append(f"{payload!r}: other elements or attributes: {answer['output']}")
            elif found.schemes:
                faults.append(f"{payload!r}: {found.schemes}")
            elif name in SCRIPT_CONTEXTS and string_of("".join(found.scripts)) != payload:
                faults.append(f"{payload!r}: not the same string: {answer['output']}")
        if suite.wants(title):
            suite.check(title, not faults, "\n".join(faults[:5]))
    forbidden = [{"template": template, "data": {"x": "a"}, "name": "page.html"} for template in FORBIDDEN.values()]
    for (name, template), answer in zip(FORBIDDEN.items(), render_all(driver, forbidden)):
        suite.check(f"escaping: refused: {name}", "errors" in answer, f"{template}\n{shown(answer)}")


if __name__ == "__main__":
    from suite import Suite
    suite = Suite("escaping", __doc__, [("--driver", {"help": "the program"})])
    check_all(suite, Path(suite.arguments.driver or suite.build / "tests" / "template_batch_driver").resolve())
    suite.finish()
