// SPDX-License-Identifier: MIT
// What a reading view leaves of each article: node reading.mjs CHROMIUM FOLDER PREFIX. Asks the library that Firefox has for it.
// Every block of the text, its notices, key points, updates and footnotes are there, and the lead image if its caption has 25
// letters. A lead is not: the views have their own head.
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";
import { check, serve } from "./host.mjs";

const [executable, folder, prefix] = process.argv.slice(2);
const library = createRequire(import.meta.url).resolve("@mozilla/readability/Readability.js");
// Of fewer words such a view makes nothing.
const LEAST_TEXT = 500;

function lostBlocks(least) {
  const bare = (element) => element.textContent.replace(/\s+/g, "");
  const body = document.querySelector(".body");
  if (!body || bare(body).length < least) return null;
  const kinds = "h2, h3, h4, h5, h6, p, li, th, td, figcaption, pre".split(", ").map((name) => `.body ${name}`);
  const blocks = [...document.querySelectorAll([...kinds, ".status", ".correction", ".key-points li", ".history li", ".lead-image figcaption"].join(", "))]
    .filter((block) => block.localName !== "figcaption" || bare(block).length >= 25);
  const wanted = blocks.map((block) => [`${block.localName} "${block.textContent.trim().slice(0, 40)}"`, bare(block)]);
  const view = new Readability(document.cloneNode(true)).parse();
  const kept = view ? view.textContent.replace(/\s+/g, "") : "";
  const images = [...document.querySelectorAll(".lead-image:has(figcaption) img, .body img")].map((image) => image.getAttribute("src"));
  return [...wanted.filter(([, words]) => !kept.includes(words)).map(([name]) => name), ...images.filter((src) => !view?.content.includes(src))];
}

const { origin, close } = await serve(folder, prefix);
const browser = await chromium.launch({ executablePath: executable, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
try {
  const page = await browser.newPage();
  let seen = 0;
  for (const name of fs.readdirSync(folder, { recursive: true }).sort()) {
    if (path.basename(name) !== "index.html") continue;
    if (!fs.readFileSync(path.join(folder, name), "utf8").includes('<body class="kind-article"')) continue;
    await page.goto(`${origin}${prefix}/${path.dirname(name)}/`);
    await page.addScriptTag({ path: library });
    const lost = await page.evaluate(lostBlocks, LEAST_TEXT);
    seen += lost ? 1 : 0;
    if (lost) check(`reading view of ${path.dirname(name)}`, !lost.length, lost.join("; "));
  }
  check("reading views of articles were asked for", seen > 0);
} finally {
  await browser.close();
  close();
}
