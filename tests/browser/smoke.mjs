// SPDX-License-Identifier: MIT
// Opens a page of every kind of the built sample archive: node smoke.mjs CHROMIUM FOLDER PREFIX
// No console error, no other host, one h1, headings in order, one style sheet that blocks, nothing that shifts,
// axe in both schemes and two widths. Below a prefix, where only addresses differ, one width will do, and no axe.
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";
import { check, serve } from "./host.mjs";
import { pages } from "./pages.mjs";

const [executable, folder, prefix] = process.argv.slice(2);
const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
// A page is opened once a window and then darkened, which needs no other page and shall ask for nothing that is not there. What
// axe asks for at all is asked of both widths; between 320 and 360 pixels lies no rule of a style sheet.
const WINDOWS = {
  "": { light: { width: 1440, height: 900 }, dark: { width: 1440, height: 900 }, inLight: {}, inDark: { runOnly: ["color-contrast", "link-in-text-block"] } },
  "narrow: ": { light: { width: 360, height: 740 }, dark: { width: 320, height: 640 }, inLight: { runOnly: ["color-contrast", "link-in-text-block"] }, inDark: {} },
};

// What goes wrong, from one page's opening to the next. The page before is left first: what it still asks for while the next
// one is on its way (a portrait below the fold) is ended by that, and is no fault of either.
function watch(page, origin) {
  const faults = [], asked = new Set();
  const begin = () => [faults.length = 0, asked.clear()];
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("requestfailed", (request) => asked.has(request) && faults.push(`failed: ${request.url()}`));
  page.on("response", (response) => {
    if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`);
  });
  page.on("request", (request) => {
    asked.add(request);
    if (!request.url().startsWith(origin) && !request.url().startsWith("data:")) faults.push(`another host: ${request.url()}`);
  });
  return { faults, begin };
}

async function open(page, { faults, begin }, size, name, address) {
  await page.goto("about:blank");
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize(size);
  begin();
  await page.goto(address, { waitUntil: "load" });
  check(`${name}: no error and no other host`, faults.length === 0, faults.join("\n"));
  check(`${name}: one h1`, (await page.locator("h1").count()) === 1, `${await page.locator("h1").count()} h1`);
  await fits(page, name);
}

async function fits(page, name) {
  const width = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  check(`${name}: no sideways scrolling`, width <= 0, `${width} px too wide`);
}

async function darken(page, { faults }, { dark, inDark }, name) {
  await page.evaluate(() => scrollTo({ top: 0, behavior: "instant" }));
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize(dark);
  await fits(page, name);
  await accessible(page, name, inDark);
  check(`${name}: no error and no other host`, faults.length === 0, faults.join("\n"));
}

async function headingsAreInOrder(page, name) {
  const levels = await page.evaluate(() => [...document.querySelectorAll("h1,h2,h3,h4,h5,h6")].map((h) => Number(h.tagName[1])));
  const jump = levels.findIndex((level, i) => i > 0 && level > levels[i - 1] + 1);
  check(`${name}: headings in order`, levels[0] === 1 && jump < 0, levels.join(" "));
}

async function loadsLittle(page, name) {
  const blocking = await page.evaluate(() => ({
    sheets: performance.getEntriesByType("resource").filter((one) => one.renderBlockingStatus === "blocking").map((one) => one.name),
    scripts: document.querySelectorAll("head script[src]:not([defer], [async], [type=module])").length,
    inline: document.querySelectorAll("style, script:not([src], [type$=json])").length,
    styled: document.querySelectorAll("main [style]").length,
  }));
  check(`${name}: one style sheet holds back the page, and nothing else`, blocking.sheets.length === 1 && /\/style\.\w+\.css$/.test(blocking.sheets[0])
    && blocking.scripts === 0, JSON.stringify(blocking));
  check(`${name}: no inline script or style`, blocking.inline === 0 && blocking.styled === 0, JSON.stringify(blocking));
}

// On a crowded machine a page is shown before all of it is parsed, and what stands beside the rest moves when that comes.
// What shifts for another reason shifts each time.
async function leastShift(page) {
  let least = await shiftOf(page);
  for (let turn = 0; least > 0 && turn < 4; turn++) {
    await page.reload({ waitUntil: "load" });
    least = Math.min(least, await shiftOf(page));
  }
  return least;
}

function shiftOf(page) {
  return page.evaluate(async () => {
    let sum = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) sum += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
    window.scrollTo(0, document.body.scrollHeight);
    await new Promise((resolve) => setTimeout(resolve, 100));
    return sum;
  });
}

async function nothingShifts(page, name) {
  const shift = await leastShift(page);
  check(`${name}: nothing shifts`, shift === 0, shift);
  const unsized = await page.evaluate(() => [...document.images].filter((image) => !image.getAttribute("width") || !image.getAttribute("height")).map((image) => image.src));
  check(`${name}: images have sizes`, unsized.length === 0, unsized.join("\n"));
}

async function largeTextFits(page, name) {
  const width = await page.evaluate(() => {
    const root = document.documentElement;
    root.style.fontSize = "200%";
    const tooWide = root.scrollWidth - root.clientWidth;
    root.style.fontSize = "";
    return tooWide;
  });
  check(`${name}: letters of twice the size fit`, width <= 0, `${width} px too wide`);
}

async function accessible(page, name, options) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe);
  const result = await page.evaluate((chosen) => globalThis.axe.run(document, { resultTypes: ["violations"], ...chosen }), options);
  const lines = result.violations.map((fault) => `${fault.id} (${fault.impact}): ${fault.nodes[0].html.slice(0, 120)}`);
  check(`${name}: axe`, lines.length === 0, lines.join("\n"));
}

// The pages are sent with the policy that the archive itself asks for; what breaks it is an error on the console.
const written = fs.readFileSync(path.join(folder, "_headers"), "utf8");
const policy = /^ *Content-Security-Policy: (.*)$/m.exec(written)?.[1] ?? "";
check("the policy names the site alone", /^default-src 'self';/.test(policy) && !policy.includes("unsafe"), policy);
check("assets with a fingerprint may be kept", (written.match(/^\S*\/assets\/\S+\.[0-9a-f]{10}\.\w+\n *Cache-Control: public, max-age=31536000, immutable$/gm) ?? []).length > 1);
const { origin, close } = await serve(folder, prefix, { headers: { "content-security-policy": policy } });
const browser = await chromium.launch({ executablePath: executable, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
try {
  // One for all addresses: a new one would be a new process each time.
  const page = await browser.newPage();
  const watched = watch(page, origin);
  for (const [label, window] of Object.entries(prefix ? { "": WINDOWS[""] } : WINDOWS)) {
    for (const [name, address] of Object.entries(pages(folder, prefix))) {
      if (!address) {
        check(`${label}${name}: there is one`, false, "not in sitemap.xml");
        continue;
      }
      await open(page, watched, window.light, label + name, origin + address);
      if (!prefix) await accessible(page, label + name, window.inLight);
      if (!label) await headingsAreInOrder(page, name);
      if (!label) await loadsLittle(page, name);
      await nothingShifts(page, label + name);
      if (label) await largeTextFits(page, label + name);
      if (!prefix) await darken(page, watched, window, `dark, ${label}${name}`);
    }
  }
} finally {
  await browser.close();
  close();
}
