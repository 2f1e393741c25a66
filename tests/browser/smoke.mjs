// SPDX-License-Identifier: MIT
// Opens the built sample archive in headless Chromium: node smoke.mjs CHROMIUM FOLDER PREFIX
// Prints "ok NAME" or "not ok NAME: reason" for each thing that must hold.
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";
import { check, serve } from "./host.mjs";

const [executable, folder, prefix] = process.argv.slice(2);
const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
function addresses() {
  const sitemap = fs.readFileSync(path.join(folder, "sitemap.xml"), "utf8");
  return [...sitemap.matchAll(/<loc>([^<]+)<\/loc>/g)].map((match) => new URL(match[1]).pathname);
}

function isArticle(address) {
  const file = path.join(folder, decodeURIComponent(address.slice(prefix.length)), "index.html");
  return fs.existsSync(file) && fs.readFileSync(file, "utf8").includes('property="og:type" content="article"');
}

function pagesToOpen() {
  const all = addresses();
  const first = (pattern) => all.find((address) => pattern.test(address.slice(prefix.length)));
  return {
    home: `${prefix}/`,
    article: all.find(isArticle),
    author: first(/^\/authors\/[^/]+\/$/),
    topic: first(/^\/(tags|topics|regions)\/[^/]+\/$/),
    "not found": `${prefix}/404.html`,
  };
}

async function open(context, origin, name, address) {
  const page = await context.newPage();
  const faults = [];
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("requestfailed", (request) => faults.push(`failed: ${request.url()}`));
  page.on("response", (response) => response.status() >= 400 && faults.push(`${response.status()}: ${response.url()}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(origin) && !request.url().startsWith("data:")) faults.push(`another host: ${request.url()}`);
  });
  await page.goto(origin + address, { waitUntil: "load" });
  check(`${name}: no error and no other host`, faults.length === 0, faults.join("\n"));
  check(`${name}: one h1`, (await page.locator("h1").count()) === 1, `${await page.locator("h1").count()} h1`);
  const width = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  check(`${name}: no sideways scrolling`, width <= 0, `${width} px too wide`);
  return page;
}

async function accessible(page, name) {
  await page.evaluate(axe);
  const result = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  const lines = result.violations.map((fault) => `${fault.id} (${fault.impact}): ${fault.nodes[0].html.slice(0, 120)}`);
  check(`${name}: axe`, lines.length === 0, lines.join("\n"));
}

async function linksAnswer(context, page, origin, name) {
  const links = await page.evaluate(() => [...document.querySelectorAll("a[href], link[rel=stylesheet]")].map((a) => a.href));
  const own = [...new Set(links.filter((link) => link.startsWith(origin)).map((link) => link.split("#")[0]))];
  const dead = [];
  for (const link of own) {
    const answer = await context.request.get(link);
    if (answer.status() !== 200) dead.push(`${answer.status()} ${link}`);
  }
  check(`${name}: ${own.length} links answer`, own.length > 0 && dead.length === 0, dead.join("\n"));
}

async function keyboard(page) {
  await page.keyboard.press("Tab");
  const target = await page.evaluate(() => document.activeElement?.getAttribute("href") ?? "");
  check("home: the first Tab reaches a skip link", target.startsWith("#"), `focus is on ${target || "nothing"}`);
}

const host = await serve(folder, prefix), { origin } = host;
const browser = await chromium.launch({ executablePath: executable, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
try {
  for (const [label, settings] of [["", {}], ["dark, narrow: ", { colorScheme: "dark", viewport: { width: 360, height: 740 } }]]) {
    const context = await browser.newContext(settings);
    for (const [name, address] of Object.entries(pagesToOpen())) {
      if (!address) {
        check(`${label}${name}: there is one`, false, "not in sitemap.xml");
        continue;
      }
      const page = await open(context, origin, label + name, address);
      await accessible(page, label + name);
      if (!label) await linksAnswer(context, page, origin, name);
      if (!label && name === "home") await keyboard(page);
      await page.close();
    }
    await context.close();
  }
  const quiet = await browser.newContext({ javaScriptEnabled: false });
  const page = await open(quiet, origin, "without scripts: article", pagesToOpen().article);
  check("without scripts: the text is there", (await page.locator("article").innerText()).length > 200);
} finally {
  await browser.close();
  host.close();
}
