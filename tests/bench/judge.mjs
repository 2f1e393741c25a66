// SPDX-License-Identifier: MIT
// How good search is: node judge.mjs FOLDER QUERIES [--each | --pagefind CHROMIUM]; FOLDER is a built site with a search page.
// With --pagefind CHROMIUM, Pagefind's index in FOLDER/pagefind is asked instead, in a browser.
// Prints mean reciprocal rank, recall at 10 and the bytes that a first query fetches, by kind of query and in all.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [folder, queries, flag, chromium] = process.argv.slice(2);

function score(found, expected) {
  const place = found.findIndex((id) => expected.includes(id));
  return { reciprocal: place < 0 ? 0 : 1 / (place + 1), recall: expected.filter((id) => found.includes(id)).length / Math.min(10, expected.length) };
}

// Each gives a function: query → { found: the last parts of the best ten addresses, count, bytes }, and one that ends it.
async function openOurs() {
  // The script that readers get, as a module.
  const copy = path.resolve(folder, "..", "judged-search.mjs");
  fs.writeFileSync(copy, fs.readFileSync(path.join(folder, "assets", "search.js"), "utf8") + "export { openIndex };\n");
  globalThis.document = { querySelector: () => null }; // no page to start
  const manifest = fs.readFileSync(path.join(folder, "search", "index.html"), "utf8").match(/data-manifest="[^"]*\/(manifest-[^"]+)"/)[1];
  let count = 0;
  const ask = async (query) => {
    let bytes = 0;
    globalThis.fetch = async (address) => {
      const read = fs.readFileSync(new URL(address));
      bytes += read.length;
      return new Response(read);
    };
    // A new module each time: it keeps what it has fetched.
    const { openIndex } = await import(`${pathToFileURL(copy)}?${count++}`);
    const { search, record } = await openIndex(pathToFileURL(path.resolve(folder, "search", "data", manifest)).href), found = [];
    const { documents } = await search(query, new URLSearchParams());
    for (const document of documents.slice(0, 10)) found.push(path.basename((await record(document))[0]));
    return { found, count: documents.length, bytes };
  };
  return { ask, close: () => {} };
}

async function openPagefind() {
  const { chromium: driver } = await import("playwright-core"), { serve } = await import("../browser/host.mjs");
  let bytes = 0;
  const host = await serve(folder, "", { seen: (_, length) => (bytes += length) });
  const browser = await driver.launch({ executablePath: chromium, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
  const ask = async (query) => {
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${host.origin}/404.html`);
    bytes = 0;
    const { urls, count } = await page.evaluate(async (words) => {
      const { results } = await (await import("/pagefind/pagefind.js")).search(words);
      return { urls: (await Promise.all(results.slice(0, 10).map((one) => one.data()))).map((data) => data.url), count: results.length };
    }, query);
    await page.context().close();
    return { found: urls.map((url) => path.basename(url)), count, bytes };
  };
  return { ask, close: async () => { await browser.close(); host.close(); } };
}

const { ask, close } = flag === "--pagefind" ? await openPagefind() : await openOurs(), results = [];
for (const [kind, query, expected] of JSON.parse(fs.readFileSync(queries, "utf8")).queries) {
  const { found, count, bytes } = await ask(query);
  results.push({ kind, bytes, ...score(found, expected) });
  if (flag === "--each" && results.at(-1).reciprocal < 1) console.log(`  ${query}: ${results.at(-1).reciprocal.toFixed(2)} of ${count}: ${found.slice(0, 3).join(", ")}`);
}
await close();

const mean = (list, value) => list.reduce((sum, one) => sum + value(one), 0) / list.length;
for (const kind of [...new Set(results.map((one) => one.kind)), "all"]) {
  const some = results.filter((one) => kind === "all" || one.kind === kind);
  console.log(`  ${kind.padEnd(9)} ${String(some.length).padStart(3)} queries   MRR ${mean(some, (one) => one.reciprocal).toFixed(3)}   recall@10 ${mean(some, (one) => one.recall).toFixed(3)}   ${Math.round(mean(some, (one) => one.bytes) / 1000)} kB fetched`);
}
