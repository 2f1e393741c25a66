# SPDX-License-Identifier: MIT
"""The rules for servers, asked of real ones: Apache and nginx serve the output on a free port of 127.0.0.1."""
import http.client
import os
import re
import shutil
import socket
import subprocess
import time
from pathlib import Path
from urllib.parse import quote, unquote

from sites import Site, article
from suite import run

APACHE_MODULES = Path("/usr/lib/apache2/modules")
SITE = """title: Moved
base_url: https://example.org/arch
plugins: []
redirects: [html, netlify, apache, nginx]
headers: [apache, nginx]
gone: [/gone one/, /2018/gone$x.html]
aliases: {"/müll & $1/": "https://waste.example/a%26b/$x?of=a%26b&n=$1", "/lists/:year/": "/archive/:year/"}
"""
ARTICLE = """---
title: Moved & quoted
date: 2020-01-01
permalink: '/neü & $1 ${HOME} "x"/'
aliases: [/old/, /o.l+d(1)/, "/Gerät 5$/x.html", "/a/long/address/that/has/more/bytes/than/the/buckets/of/a/table/"]
---
Text.
"""
TARGET = "/arch/ne%C3%BC%20%26%20%241%20%24%7BHOME%7D%20%22x%22/"
MOVED = ["/arch/old/", "/arch/old", "/arch/o.l+d(1)/", "/arch/Gerät 5$/x.html",
         "/arch/a/long/address/that/has/more/bytes/than/the/buckets/of/a/table/"]
MINUTES = "minutes.2019012212.pdf"  # ten digits that are no fingerprint
GONE = ["/arch/gone one/", "/arch/gone one", "/arch/2018/gone$x.html"]

# Addresses beside others that differ in case only; with pages at the old ones, too, they would be one file on some hosts.
SPELLINGS = {
    "site.yml": "title: Spelled\nbase_url: https://example.org/arch\nplugins: []\nredirects: [apache, nginx]\ngone: [/gone/]\n",
    "content/articles/spelled.md": article("Spelled anew", permalink="/Spelled/", aliases="[/spelled/, /c+.HTML]"),
    "content/articles/standing.md": article("Standing", permalink="/c+.html"),
    "content/articles/there.md": article("Not gone", permalink="/Gone/"),
    "content/articles/two.md": article("Two", aliases="[/Two-Old/]"),
    "content/articles/three.md": article("Three", aliases="[/two-old/]"),
}
RESPELLED = {"/arch/spelled/": "/Spelled/", "/arch/spelled": "/Spelled/", "/arch/c+.HTML": "/Spelled/",
             "/arch/Two-Old/": "/two/", "/arch/two-old": "/three/"}
STANDING = {"/arch/Spelled/": "Spelled anew", "/arch/c+.html": "Standing", "/arch/Gone/": "Not gone"}


# A path prefix with letters, which base_url has encoded and servers compare decoded.
LETTERS = {
    "site.yml": "title: Données\nbase_url: https://example.org/donn%C3%A9es%20(v1)\nplugins: []\nredirects: [apache, nginx]\n"
                "headers: [apache, nginx]\ngone: [/gone/]\n",
    "content/articles/new.md": article("New", aliases="[/old/]"), "content/" + MINUTES: "%PDF-1.4",
}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def program(name):
    return shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin")


def apache(folder, root, port, place):
    (folder / "apache.conf").write_text(f"""
ServerRoot {folder}
Listen 127.0.0.1:{port}
PidFile {folder}/apache.pid
ErrorLog {folder}/apache.log
ServerName localhost
""" + "".join(f"LoadModule {name}_module {APACHE_MODULES}/mod_{name}.so\n"
              for name in ("mpm_event", "authz_core", "alias", "dir", "headers", "mime") if (APACHE_MODULES / f"mod_{name}.so").exists()) + f"""
TypesConfig /dev/null
DocumentRoot {root}
<Directory {root}>
AllowOverride FileInfo
Require all granted
</Directory>
<Directory "{root}/{place}">
AllowOverride FileInfo
</Directory>
""")
    return [program("apache2"), "-f", folder / "apache.conf", "-DFOREGROUND"]


def nginx(folder, root, port, place):
    """What the file of redirects says is to stand in server { }, stands there."""
    headers, rules = (root / place / f"nginx-{name}.conf" for name in ("headers", "redirects"))
    advised = "\n".join(re.findall(r"^#   (.*;.*)$", rules.read_text(), re.M))
    if not headers.exists():
        headers.write_text("")
    (folder / "nginx.conf").write_text(f"""
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
events {{ }}
http {{
    access_log off;
    client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
    uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
    include "{rules}";
    server {{
        listen 127.0.0.1:{port};
        root {root};
        include "{headers}";
        {advised}
    }}
}}
""")
    return [program("nginx"), "-e", folder / "nginx.log", "-p", folder, "-c", folder / "nginx.conf"]


def ask(port, address):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", quote(address, safe="/"))
        answer = connection.getresponse()
        return answer.status, answer.getheader("Location") or "", answer.read().decode(errors="replace"), answer.headers
    finally:
        connection.close()


def ask_for_headers(suite, name, port, place="arch"):
    home = f"/{place}/"
    asset = home + re.search(r'assets/style\.[0-9a-f]{10}\.css', ask(port, home)[2])[0]
    for address, is_kept in ((asset, True), (home + MINUTES, False), (home, False), (home + "nothing/", False)):
        headers = ask(port, address)[3]
        suite.check(f"{name}: {address} may be kept for ever, or not", ("immutable" in headers.get("Cache-Control", "")) == is_kept, headers)
        suite.check(f"{name}: {address} has the headers of the site", all(headers.get(key) for key in (
            "Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy")), headers)
    suite.check(f"{name}: the page for what is not there", "<h1>Page not found</h1>" in ask(port, home + "nothing/")[2], ask(port, home + "nothing/")[2][-300:])


def wait_for(port, server):
    for _ in range(3000):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return True
        if server.poll() is not None:
            return False
        time.sleep(0.02)
    return False


def serve(suite, name, configure, folder, questions, place):
    """`folder` holds what is published, in root/<place>."""
    port = free_port()
    server = subprocess.Popen([str(part) for part in configure(folder, folder / "root", port, place)], stdin=subprocess.DEVNULL,
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        if suite.check(f"{name} takes the rules", wait_for(port, server), (folder / f"{name}.log").read_text()[-800:]
                       if (folder / f"{name}.log").exists() else ""):
            questions(suite, name, port)
    finally:
        server.terminate()
        server.wait()


def ask_for_old(suite, name, port):
    ask_for_headers(suite, name, port)
    for address in MOVED:
        status, location, *_ = ask(port, address)
        suite.check(f"{name}: {address}", status == 301 and unquote(location).endswith(unquote(TARGET)), f"{status} {location}")
    for address in GONE:
        status, _, page, _ = ask(port, address)
        suite.check(f"{name}: {address}", status == 410 and "has been removed" in page, f"{status} {page[:200]}")
    status, location, *_ = ask(port, "/arch/müll & $1/")
    suite.check(f"{name}: an address elsewhere", status == 301 and location.replace("%24", "$") in
                ("https://waste.example/a%26b/$x?of=a%26b&n=$1", "https://waste.example/a&b/$x?of=a%26b&n=$1"), f"{status} {location}")
    suite.check(f"{name}: a list", ask(port, "/arch/lists/2020")[1].endswith("/arch/archive/2020/"), ask(port, "/arch/lists/2020")[1])
    status, _, page, _ = ask(port, "/arch/")
    suite.check(f"{name}: other addresses", status == 200 and "Moved" in page, f"{status}")
    suite.check(f"{name}: below an old address", ask(port, "/arch/old/more/")[0] == 404)


def ask_for_spellings(suite, name, port):
    for address, target in RESPELLED.items():
        status, location, *_ = ask(port, address)
        suite.check(f"{name}: {address}", status == 301 and location.endswith("/arch" + target), f"{status} {location}")
    suite.check(f"{name}: what is gone in one spelling", ask(port, "/arch/gone/")[0] == 410)
    for address, title in STANDING.items():
        status, location, page, _ = ask(port, address)
        suite.check(f"{name}: {address}", status == 200 and f"<h1>{title}</h1>" in page, f"{status} {location} {page[:200]}")


def ask_below_letters(suite, name, port):
    place = "données (v1)"
    ask_for_headers(suite, name, port, place)
    status, location, *_ = ask(port, f"/{place}/old")
    suite.check(f"{name}: an old address below letters", status == 301 and unquote(location).endswith(f"/{place}/new/"), f"{status} {location}")
    status, _, page, _ = ask(port, f"/{place}/gone/")
    suite.check(f"{name}: what is gone below letters", status == 410 and "has been removed" in page, f"{status} {page[:200]}")


def servers(suite):
    for case, place, files, questions in (
            ("servers", "arch", {"site.yml": SITE, "content/articles/moved.md": ARTICLE, "content/" + MINUTES: "%PDF-1.4"}, ask_for_old),
            ("servers, spellings", "arch", SPELLINGS, ask_for_spellings),
            ("servers, letters", "données (v1)", LETTERS, ask_below_letters)):
        folder = suite.work / case.replace(", ", "-")
        for path, text in files.items():
            (folder / "site" / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / "site" / path).write_text(text)
        done = run([suite.brief, "-C", folder / "site", "-o", folder / "root" / place, "build", "--at", "2026-01-01"])
        if not suite.check(f"{case}: a site with rules", done.returncode == 0, done.stderr):
            continue
        os.chmod(suite.work, 0o755)
        for name, configure in (("apache", apache), ("nginx", nginx)):
            if program("apache2" if name == "apache" else name):
                serve(suite, name, configure, folder, questions, place)
            else:
                suite.skip(name, "is not installed")


def rules(suite):
    """What no server of ours is asked: how many rules there are, and how long an address may be."""
    site = Site(suite, "rules", "redirects: [netlify, nginx]\ngone: [/Away/, /away/]\n", {
        "content/articles/levy.md": article("Levy", aliases="[/Old/, /old/]")})
    site.expect("old addresses that differ in case", site.build(), 0)
    pages = site.pages()
    keys = re.findall(r'^    "(\S+)" ', pages["nginx-redirects.conf"].decode(), re.M)
    site.check("nginx tells them apart", sorted(keys) == ["~^/Away/?$", "~^/Old/?$", "~^/away/?$", "~^/old/?$"], keys)
    for address in ("/Old/", "/old/", "/Away/", "/away/"):
        site.check(f"Netlify has {address}", f"{address} ".encode() in pages["_redirects"], pages["_redirects"])
    even = Site(suite, "rules, one of each", "redirects: [netlify]\ngone: [/away/]\n", {"content/articles/levy.md": article("Levy", aliases="[/old/]")})
    even.expect("one address that moved and one that is gone", even.build(), 0)
    even.check("are both told", all(word in even.pages().get("_redirects", b"") for word in (b"/old/ ", b"/away/ ")))
    for kind, settings, aliases in (("moved", "", "[/{}/]"), ("gone", "gone: [/{}/]\n", "[]")):
        for length, size in ((96, 128), (97, 256)):
            name = "a" * (length - 2)
            long = Site(suite, f"rules, {kind}, {length}", "redirects: [nginx]\n" + settings.format(name),
                        {"content/articles/levy.md": article("Levy", aliases=aliases.format(name))})
            long.expect("is built", long.build(), 0)
            site.check(f"a bucket has room for {length} bytes that {kind}", f"map_hash_bucket_size {size};".encode() in long.pages()["nginx-redirects.conf"],
                       long.pages()["nginx-redirects.conf"])
    below = Site(suite, "rules, below a prefix", files={"content/articles/levy.md": article("Levy", aliases=f"[/{'a' * 90}/]")})
    below.write("site.yml", "title: Record\nbase_url: https://briefings.example/arch\nredirects: [nginx]\n")
    below.expect("is built", below.build(), 0)
    below.check("the prefix counts", b"map_hash_bucket_size 256;" in below.pages()["nginx-redirects.conf"], below.pages()["nginx-redirects.conf"])
