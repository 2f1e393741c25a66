# SPDX-License-Identifier: MIT
"""The sites that are previewed, and a server for each."""
from preview import Preview
from suite import Suite

suite = Suite("serve", __doc__, [("--rebuilds", {"type": int, "default": 150, "help": "how many edits one after the other"})])
SECRET = "outside-the-output"
# A sanitizer keeps freed memory for a while: there only descriptors are counted.
SPARE_KB = 8192 if not suite.is_sanitized else 1 << 30


def new_site(name, prefix=""):
    site = suite.work / name
    articles = site / "content" / "articles"
    articles.mkdir(parents=True)
    (site / "site.yml").write_text(f"title: Preview\nbase_url: https://briefings.example{prefix}\nplugins: []\n")
    (articles / "first.md").write_text("---\ntitle: The first piece\ndate: 2025-01-01\n---\nOne paragraph.\n")
    (articles / "draft.md").write_text("---\ntitle: The unfinished piece\ndate: 2025-01-02\ndraft: true\n---\nNot yet.\n")
    (articles / "later.md").write_text("---\ntitle: The scheduled piece\ndate: 2190-01-02\n---\nLater.\n")
    (site / "content" / "notes.txt").write_text("0123456789")
    (suite.work / "secret.txt").write_text(SECRET)
    return site


def server_of(site, *options, **variables):
    return Preview(suite.brief, site, *options, **variables)
