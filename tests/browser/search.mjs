// SPDX-License-Identifier: MIT
// Types queries into the search page of tests/golden/search and reads the results: node search.mjs CHROMIUM FOLDER PREFIX
// A strict content security policy is in force throughout. Prints "ok NAME" or "not ok NAME: reason".
import fs from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";
import { check, serve } from "./host.mjs";
import { addresses, early, further, interrupted, rebuilt } from "./search_states.mjs";

const [executable, folder, prefix] = process.argv.slice(2);
const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'";
const fetched = [];
const host = await serve(folder, prefix, { headers: { "content-security-policy": policy }, seen: (address) => fetched.push(address) });
const address = `${host.origin}${prefix}/search/`;

const titles = (page) => page.locator("[data-results] [data-title]").allInnerTexts();
const status = (page) => page.locator("[role=status]").innerText();

// Waits until the status says what is expected; the test's time limit ends what never happens.
async function told(page, words) {
  await page.waitForFunction((wanted) => document.querySelector("[role=status]").textContent.includes(wanted), words, { timeout: 30000 }).catch(() => {});
  return status(page);
}

async function opened(context, query = "", faults = []) {
  const page = await context.newPage();
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(String(error)));
  await page.goto(address + query, { waitUntil: "load" });
  return page;
}

// Query → title of the only or first result.
const FOUND = {
  screening: "Who screens foreign investment",
  "2019/881": "Who screens foreign investment",
  "Article 50": "Who screens foreign investment",
  "5G": "Who screens foreign investment",
  followup: "Who screens foreign investment",
  "login.gov": "Who screens foreign investment",
  Ofcom: "Who screens foreign investment",
  policy: "Open source in public procurement",
  telecoms: "Open source in public procurement",
  '"open source"': "Open source in public procurement",
  "« open source »": "Open source in public procurement", // as in French, and as it is typed among characters as wide as Chinese ones
  "＂open source＂": "Open source in public procurement",
  '"María Ruiz" telecoms': "Open source in public procurement", // her name stands in no text
  "AI": "Artificial intelligence in the registry",
  "O’Brien": "Artificial intelligence in the registry",
  lodz: "Artificial intelligence in the registry",
  "CHIȘINĂU": "Artificial intelligence in the registry",
  "naïve baseline": "Artificial intelligence in the registry",
  inventories: "Artificial intelligence in the registry", // of a document's title
  '"inventory of registries"': "Artificial intelligence in the registry",
  war: "Artificial intelligence in the registry", // a function word of German
  Haus: "Die Förderung der Länder",
  "Fördermaßnahmen": "Die Förderung der Länder",
  foerdermassnahmen: "Die Förderung der Länder",
  Mueller: "Die Förderung der Länder",
  muller: "Die Förderung der Länder",
  "कुल": "Artificial intelligence in the registry",
  "សុខភាព": "Artificial intelligence in the registry", // of which browsers make one word or two
  "ข่าวสาร": "Artificial intelligence in the registry",
};
// The last is another word: marks of Hindi are vowels.
const NOT_FOUND = ["unfindableword", "withdrawnword", "draftword", '"source open"', "«source open»", "screening -regulation", "कल"];

async function ask(page, query) {
  await page.fill("[name=q]", query);
  await page.press("[name=q]", "Enter");
}

const searchPage = { address, opened, ask, told, titles, status };

// After a query that finds nothing, or what the one before has found would be taken for the answer.
async function found(page, query) {
  await ask(page, "unfindableword");
  await told(page, "No article found.");
  await ask(page, query);
  await page.waitForFunction((wanted) => document.querySelector("[data-results] [data-title]")?.textContent === wanted, FOUND[query], { timeout: 30000 }).catch(() => {});
  return titles(page);
}

async function queries(context) {
  const faults = [], page = await opened(context, "", faults);
  for (const [query, title] of Object.entries(FOUND)) {
    const shown = await found(page, query);
    check(`finds ${query}`, shown[0] === title, `${shown.join("; ")} (${await status(page)})`);
  }
  for (const query of NOT_FOUND) {
    await found(page, "policy");
    await ask(page, query);
    check(`does not find ${query}`, (await told(page, "No article found.")) === "No article found." && (await titles(page)).length === 0, (await titles(page)).join("; "));
  }
  check("no error, and nothing that the policy forbids", faults.length === 0, faults.join("\n"));
  await page.close();
}

async function spelling(context) {
  const page = await opened(context, "?q=procuremnet");
  const said = await told(page, "procurement");
  check("corrects a misspelt word and says so", said === "Showing results for “procurement”. 1 article found", said);
  await ask(page, "procuremnet $& $'");
  check("says it as it was written", (await told(page, "$&")).startsWith("Showing results for “procurement $& $'”."), await status(page));
  await page.close();
}

async function snippets(context) {
  const page = await opened(context, "?q=clerk");
  const mark = page.locator("[data-snippet] mark");
  await mark.first().waitFor({ timeout: 30000 }).catch(() => {});
  check("marks the word in the article's own text", (await mark.allInnerTexts()).join() === "clerk", await page.locator("[data-results]").innerText());
  const snippet = await page.locator("[data-snippet]").innerText();
  check("shows the words around it", snippet.includes("None may decide alone; a clerk signs."), snippet);
  const answer = await context.request.get(await page.locator("[data-title]").evaluate((link) => link.href));
  const date = await page.locator("[data-date]").innerText();
  check("writes the date as pages do", date === "5.3.2024", date);
  check("leads to the article", answer.status() === 200, answer.status());
  await page.close();
}

async function exponents(context) {
  const page = await opened(context, "?q=weights");
  await page.locator("[data-snippet] mark").waitFor({ timeout: 30000 }).catch(() => {});
  const snippet = await page.locator("[data-snippet]").innerText();
  check("a snippet keeps exponents and leaves out the marks of footnotes", snippet.includes("open to all. All have fewer than 10¹² weights"), snippet);
  await page.close();
}

// Query → the section that the result leads to besides.
const SECTIONS = { Zeilen: "Größe der Akten", "Größe": "Größe der Akten", wofür: "Zuständigkeit", Bundesrechnungshof: "", Nachtrag: "", Anhaltspunkt: "Spätes", Anhang: "" };
async function sections(context) {
  const page = await opened(context), link = page.locator("[data-section]");
  for (const [query, section] of Object.entries(SECTIONS)) {
    await page.goto(`${address}?q=${query}`);
    await page.locator("[data-snippet] mark").waitFor({ timeout: 30000 }).catch(() => {});
    check(`leads to the section that has ${query}`, (await link.textContent()) === section, await link.textContent());
  }
  await page.goto(`${address}?q=Zeilen`);
  await link.filter({ hasText: "Akten" }).click();
  const heading = page.locator(":target");
  check("the section is there", (await heading.locator("em").textContent()) === "Akten", page.url());
  await page.close();
}

async function headings(context) {
  const page = await opened(context, "?q=decides");
  await page.locator("[data-snippet] mark").first().waitFor({ timeout: 30000 }).catch(() => {});
  const snippet = (await page.locator("[data-snippet]").allInnerTexts()).join("\n");
  check("headings and items do not run into what follows", snippet.includes("No model decides alone · Inventory of registries · The registry tried") && snippet.includes("What the states decide · Each state decides"), snippet);
  await page.goto(`${address}?q=request`);
  await page.locator("[data-snippet] mark").waitFor({ timeout: 30000 }).catch(() => {});
  const note = await page.locator("[data-snippet]").innerText();
  check("a footnote is shown without its way back", note.includes("On request.") && !note.includes("↩"), note);
  await page.close();
}

// The last word is being typed: of a compound, its last part.
async function typing(context) {
  const page = await opened(context);
  for (const [query, title] of [["telecommunic", "Open source in public procurement"], ["follow-u", "Who screens foreign investment"],
    ["login.g", "Who screens foreign investment"], ["2019/88", "Who screens foreign investment"], ["Maßnah", "Die Förderung der Länder"],
    ["សុខភា", "Artificial intelligence in the registry"]]) {
    await page.fill("[name=q]", query);
    await page.waitForFunction((wanted) => document.querySelector("[data-results] [data-title]")?.textContent === wanted, title, { timeout: 30000 }).catch(() => {});
    const found = await titles(page);
    check(`finds ${query} while it is typed`, found[0] === title, `${found.join("; ")} (${await status(page)})`);
    await page.fill("[name=q]", "");
    await page.waitForFunction(() => !document.querySelector("[data-results] [data-title]"), null, { timeout: 30000 });
  }
  await page.close();
}

async function filters(context) {
  const page = await opened(context, "?author=m-ruiz");
  check("lists what a filter in the address leaves", (await told(page, "2 articles")) === "2 articles found", await status(page));
  await page.locator("#filter-type-analysis").waitFor({ timeout: 30000 });
  const label = await page.locator("label", { has: page.locator("#filter-type-analysis") }).innerText();
  check("counts what a choice would leave", /Analysis\s+1/.test(label), label);
  await page.check("#filter-type-analysis");
  await told(page, "1 article found");
  check("narrows by type", (await titles(page)).join() === "Open source in public procurement", (await titles(page)).join());
  check("the address says so", page.url().endsWith("?author=m-ruiz&type=analysis"), page.url());
  await page.goBack();
  check("the back button undoes it", (await told(page, "2 articles")) === "2 articles found" && !(await page.isChecked("#filter-type-analysis")), page.url());
  await page.close();
  for (const [query, count] of [["?year=2019", 2], ["?tag=investment", 1], ["?regions=asia", 1], ["?lang=de", 1], ["?year=2019&year=2024", 3]]) {
    const other = await opened(context, query);
    const wanted = count === 1 ? "1 article found" : `${count} articles found`;
    check(`${query} leaves ${count}`, (await told(other, wanted)) === wanted, await status(other));
    await other.close();
  }
}

// Languages have more forms than one and many: the page brings those that the search's language has, here of Slovene.
async function forms(browser) {
  const context = await browser.newContext();
  await context.route("**/search/?*", async (route) => {
    const response = await route.fetch(), html = await response.text();
    const own = '"forms": { "two": "both are here", "few": "a few: %d", "other": "%d of them" }';
    await route.fulfill({ response, body: html.replace(/"forms": \{.*\}/, own).replace('<div class="search" lang="en', '<div class="search" lang="sl') });
  });
  for (const [query, wanted] of [["?author=m-ruiz", "both are here"], ["?year=2019&year=2024", "a few: 3"], ["?lang=de", "1 article found"]]) {
    const page = await opened(context, query);
    check(`${query} says ${wanted}`, (await told(page, wanted)) === wanted, await status(page));
    await page.close();
  }
  await context.close();
}

// What is known of a result begins at the right of a page that is written from there, also when a Latin name is in it.
async function fromTheRight(context) {
  const page = await opened(context, "?author=m-ruiz");
  await told(page, "2 articles");
  await page.evaluate(() => { document.documentElement.dir = "rtl"; });
  const places = await page.locator("[data-results] .note").evaluateAll((notes) => notes.map(({ children: [time, authors] }) =>
    [time, authors].map((part) => part.getBoundingClientRect().left)));
  const tag = page.locator("label", { has: page.locator("#filter-tag-5g") });
  await tag.waitFor({ timeout: 30000 });
  const [label, count] = await tag.locator("span").evaluateAll((parts) =>
    parts.map((part) => part.getBoundingClientRect().left));
  check("from the right: a tag stands before how many articles have it", label > count, `${label} ${count}`);
  check("from the right: the date stands before the authors", places.length === 2 && places.every(([time, authors]) => time > authors), JSON.stringify(places));
  await page.close();
}

// In a narrow window the filters wait behind a button, and the results stay in view while they are chosen.
async function narrow(context) {
  const page = await context.newPage();
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(address + "?q=source", { waitUntil: "load" });
  const filter = page.locator("#filter-year-2019"), button = page.getByRole("button", { name: "Narrow the results" });
  await filter.waitFor({ state: "attached", timeout: 30000 });
  check("narrow: the filters are out of the way", !(await filter.isVisible()));
  await button.focus();
  await page.keyboard.press("Enter");
  await filter.waitFor({ timeout: 30000 });
  await page.keyboard.press("Tab");
  check("narrow: the keyboard goes on among them", await page.evaluate(() => document.activeElement.closest(".search-filters") !== null));
  await filter.check();
  check("narrow: they narrow the results", (await told(page, "1 article")) === "1 article found" && (await filter.isChecked()), await status(page));
  await page.getByRole("button", { name: "Show the results" }).click();
  check("narrow: and give way to them", !(await filter.isVisible()) && (await titles(page)).length === 1);
  await page.setViewportSize({ width: 1200, height: 740 });
  check("wide: they stand beside the results", (await filter.isVisible()) && !(await button.isVisible()));
  await page.goto(address + "?q=qqqqqqqq", { waitUntil: "load" });
  await page.setViewportSize({ width: 360, height: 740 });
  await told(page, "No article found.");
  check("narrow: nothing found, nothing to narrow", !(await button.isVisible()));
  await page.close();
}

async function keyboard(context) {
  const page = await context.newPage();
  await page.goto(`${host.origin}${prefix}/`, { waitUntil: "load" });
  await page.locator(".site-search input").focus();
  await page.keyboard.type("open");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/search\/\?q=open$/, { timeout: 30000 }).catch(() => {});
  check("the box in the header leads to the results", (await told(page, "articles")) === "2 articles found", `${page.url()} ${await status(page)}`);
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("/");
  check("a slash said to the page does nothing", await page.evaluate(() => document.activeElement.name !== "q"));
  for (const [name, stop] of [["results", "[data-title]"], ["filters", ".search-filters input"]]) {
    await page.locator(stop).first().focus();
    await page.keyboard.press("/");
    check(`a slash among the ${name} goes to the field`, await page.evaluate(() => document.activeElement.name === "q"));
  }
  await page.keyboard.press("Control+a");
  await page.keyboard.type("procur");
  check("the beginning of a word finds it while typing", (await told(page, "1 article")) === "1 article found", await status(page));
  await page.keyboard.press("ArrowDown");
  const focused = await page.evaluate(() => document.activeElement.textContent);
  check("an arrow goes to the first result", focused === "Open source in public procurement", focused);
  await page.keyboard.press("ArrowUp");
  check("and back", await page.evaluate(() => document.activeElement.name === "q"));
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(/procurement/, { timeout: 30000 }).catch(() => {});
  check("Enter opens it", page.url().endsWith("/2019/procurement/"), page.url());
  await page.goBack();
  check("the way back shows the results again", (await told(page, "1 article")) === "1 article found", `${page.url()} ${await status(page)}`);
  await page.close();
}

async function kept(context) {
  const page = await opened(context, "?q=source");
  await told(page, "found");
  await ask(page, "registry");
  await told(page, "1 article");
  const data = fetched.filter((one) => one.includes("/search/data/"));
  fetched.length = 0;
  await ask(page, "source");
  await told(page, "2 articles");
  check("what was fetched is kept", data.length > 0 && !fetched.some((one) => one.includes("/search/data/")), fetched.join());
  await page.close();
}

// The page names what the script asks for first, and that is fetched once.
async function preloaded(browser) {
  const context = await browser.newContext();
  fetched.length = 0;
  const page = await opened(context, "?q=registry");
  await told(page, "1 article");
  const asked = fetched.filter((one) => one.includes("/manifest-"));
  const initiators = await page.evaluate(() => performance.getEntriesByType("resource").filter(({ name }) => name.includes("/manifest-")).map(({ initiatorType }) => initiatorType));
  check("the manifest is fetched with the page, and once", asked.length === 1 && initiators[0] === "link", `${asked} ${initiators}`);
  await context.close();
}

// The arrows choose among the characters that an input method offers.
async function composed(context) {
  const page = await opened(context, "?q=source");
  await told(page, "found");
  await page.focus("[name=q]");
  await page.evaluate(() => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", isComposing: true, bubbles: true, cancelable: true })));
  check("an arrow within an input method stays in the field", await page.evaluate(() => document.activeElement.name === "q"));
  await page.close();
}

async function leftOut(context) {
  const page = await opened(context, "?q=-source");
  const without = await told(page, "found"), listed = await titles(page);
  check("a minus alone leaves the others", /^[1-9]/.test(without) && !listed.includes("Open source in public procurement"), `${without} ${listed}`);
  await ask(page, "§");
  await page.waitForSelector("[data-idle]", { timeout: 30000 }).catch(() => {});
  check("a sign without a word asks for nothing", (await titles(page)).length === 0, await titles(page));
  await page.close();
}

async function accessible(context) {
  const page = await (await context.browser().newContext({ bypassCSP: true })).newPage();
  await page.goto(address + "?q=source", { waitUntil: "load" });
  await told(page, "2 articles");
  await page.locator("#filter-year-2019").waitFor({ timeout: 30000 });
  await page.evaluate(axe);
  const result = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  const lines = result.violations.map((fault) => `${fault.id} (${fault.impact}): ${fault.nodes[0].html.slice(0, 120)}`);
  check("results and filters: axe", lines.length === 0, lines.join("\n"));
  await page.context().close();
}

// With scroll bars that take room, in a window that the page without results fits into.
async function keepsItsPlace() {
  const barred = await chromium.launch({ executablePath: executable, args: ["--no-sandbox", "--disable-dev-shm-usage"], ignoreDefaultArgs: ["--hide-scrollbars"] });
  const page = await (await barred.newContext({ viewport: { width: 1200, height: 800 } })).newPage();
  await page.goto(address, { waitUntil: "load" });
  const place = () => page.evaluate(() => [document.querySelector("h1").getBoundingClientRect().left, document.documentElement.scrollHeight > innerHeight]);
  const [left] = await place();
  await page.locator("[name=q]").fill("source");
  await page.locator("[data-title]").first().waitFor({ timeout: 30000 }).catch(() => {});
  await page.evaluate(() => { document.querySelector("main").style.minHeight = "200vh"; });
  const [moved, scrolls] = await place();
  check("the page stays where it is when results come", scrolls && Math.abs(left - moved) < 2, `${left} ${moved} ${scrolls}`);
  const lines = () => page.locator("[data-snippet]").first().evaluate((words) => words.getBoundingClientRect().height / parseFloat(getComputedStyle(words).lineHeight));
  await page.locator("[data-snippet]").first().evaluate((words) => words.replaceChildren());
  check("results have room for their words before these come", Math.round(await lines()) === 3, await lines());
  await page.setViewportSize({ width: 360, height: 740 });
  check("narrow: and for more lines of them", Math.round(await lines()) === 5, await lines());
  await page.goto(address + "?q=source", { waitUntil: "load" });
  await page.locator("[data-title]").first().waitFor({ timeout: 30000 }).catch(() => {});
  const shifts = await page.evaluate(() => new Promise((resolve) => {
    new PerformanceObserver((list) => resolve(list.getEntries().reduce((sum, entry) => sum + entry.value, 0))).observe({ type: "layout-shift", buffered: true });
    setTimeout(resolve, 1000, 0); // nobody calls when there is none
  }));
  check("nor does its foot", shifts < 0.05, shifts);
  await barred.close();
}

async function withoutScripts(browser) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(address, { waitUntil: "load" });
  const links = await page.locator("noscript a").evaluateAll((all) => all.map((a) => a.getAttribute("href")));
  check("without scripts there are other ways in", links.some((link) => link.includes("/2019/")) && links.some((link) => link.endsWith("/authors/")), links.join());
  await context.close();
}

const browser = await chromium.launch({ executablePath: executable, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
try {
  const context = await browser.newContext();
  for (const part of [queries, spelling, snippets, sections, exponents, headings, typing, filters, fromTheRight, narrow, keyboard, composed, leftOut, kept, accessible]) await part(context);
  for (const part of [addresses, rebuilt]) await part(context, searchPage);
  await forms(browser);
  await preloaded(browser);
  for (const part of [interrupted, early, further]) await part(browser, searchPage);
  await keepsItsPlace();
  await withoutScripts(browser);
} finally {
  await browser.close();
  host.close();
}
