// SPDX-License-Identifier: MIT
// One page of every kind in the built sample archive.
import fs from "node:fs";
import path from "node:path";

function fileOf(folder, prefix, address) {
  return path.join(folder, decodeURIComponent(address.slice(prefix.length)), address.endsWith("/") ? "index.html" : "");
}

// The address of the first page, in the order of the sitemap, whose kind is `kind` and whose HTML matches.
function find(folder, prefix, addresses, kind, pattern = /./) {
  return addresses.find((address) => {
    const file = fileOf(folder, prefix, address);
    const html = fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
    return html.includes(`<body class="kind-${kind}"`) && pattern.test(html);
  });
}

// One page of every kind, and of every state that an article can be in: name → address.
export function pages(folder, prefix) {
  const sitemap = fs.readFileSync(path.join(folder, "sitemap.xml"), "utf8");
  const addresses = [...sitemap.matchAll(/<loc>([^<]+)<\/loc>/g)].map((match) => new URL(match[1]).pathname);
  const first = (kind, pattern) => find(folder, prefix, addresses, kind, pattern);
  return {
    home: `${prefix}/`,
    "second page of home": `${prefix}/page/2/`,
    article: `${prefix}/briefings/2019/us-telecoms-pressure/`,
    corrected: first("article", /class="correction"/),
    withdrawn: first("article", /class="status status-withdrawn"/),
    superseded: first("article", /class="status status-superseded"/),
    archived: first("article", /class="status status-archived"/),
    old: first("article", /class="status status-archived status-old"/),
    "in a series": first("article", /class="series"/),
    "in German": first("article", /<html lang="de"/),
    "with call-outs": first("article", /class="callout/),
    page: first("page"),
    author: first("author"),
    authors: `${prefix}/authors/`,
    term: first("term"),
    taxonomy: `${prefix}/tags/`,
    archive: `${prefix}/archive/`,
    year: `${prefix}/archive/2019/`,
    month: `${prefix}/archive/2019/02/`,
    corrections: `${prefix}/corrections/`,
    "not found": `${prefix}/404.html`,
    ...(fs.existsSync(path.join(folder, "search", "index.html")) ? { search: `${prefix}/search/` } : {}),
  };
}
