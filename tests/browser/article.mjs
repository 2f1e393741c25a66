// SPDX-License-Identifier: MIT
// The parts of an article's page, as a reader, a keyboard and a screen reader find them: node article.mjs CHROMIUM
// FOLDER PREFIX. Nothing is measured in pixels but whether the text's lines have a good length.
import { chromium } from "playwright-core";
import { check, serve } from "./host.mjs";
import { pages } from "./pages.mjs";

const [executable, folder, prefix] = process.argv.slice(2);
const { origin, close } = await serve(folder, prefix);
const all = pages(folder, prefix);
const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 360, height: 740 };

async function seen(locator) {
  return (await locator.count()) === 1 && (await locator.isVisible());
}

async function has(page, role, name, level) {
  const locator = page.getByRole(role, { name, exact: true, level });
  check(`article: ${role} "${name}"`, await seen(locator), `${await locator.count()} of them`);
  return locator;
}

async function parts(page) {
  const title = "Europe between two demands: the dispute over a Chinese supplier of 5G";
  const article = page.getByRole("article").first();
  await has(page, "link", "Skip to content");
  await has(page, "banner", "");
  await has(page, "main", "");
  await has(page, "contentinfo", "");
  await has(page, "navigation", "Main menu");
  await has(page, "heading", title, 1);
  check("article: a label says its type", (await article.locator(".kicker").innerText()).includes("Analysis"));
  check("article: a deck", await seen(article.locator(".deck")));
  const byline = await article.locator(".article-header .byline").innerText();
  check("article: the byline", /^By Nora Lindqvist and Tomasz Bielak · 26 February 2019 · Updated 4 February 2022 · \d+ min read$/.test(byline.replace(/\s+/g, " ").trim()), byline);
  const dates = await article.locator(".article-header .byline time").evaluateAll((times) => times.map((time) => time.dateTime));
  check("article: both dates are for machines too", dates.join(" ") === "2019-02-26 2022-02-04", dates.join(" "));
  check("article: the licence leads to its words", (await article.locator('.facts a[rel="license"]').getAttribute("href")) === "https://creativecommons.org/licenses/by/4.0/");
  check("article: authors are links", (await article.locator('.article-header a[rel="author"]').count()) === 2);
  await has(page, "region", "Key points");
  const figure = article.locator("figure.lead-image");
  check("article: the image has words, caption and credit", (await figure.locator("img").getAttribute("alt")).length > 10
    && (await seen(figure.locator("figcaption"))) && (await seen(figure.locator("figcaption .credit"))));
  check("article: the image goes before what else is fetched", (await figure.locator("img").getAttribute("fetchpriority")) === "high");
  await has(page, "navigation", "Contents");
  check("article: sub-headings", (await article.locator(".body h2").count()) >= 3 && (await article.locator(".body h3").count()) >= 1);
  check("article: long quotations", (await article.locator(".body blockquote").count()) >= 2);
  const table = page.getByRole("region", { name: "Table 1" });
  check("article: a table in a region of its own", await seen(table.getByRole("table")));
  check("article: its columns have headers", (await table.getByRole("columnheader").count()) === 3);
  check("article: footnotes have a name", await seen(page.getByRole("region", { name: "Footnotes" })));
  check("article: so have their links", (await page.getByRole("link", { name: "Footnote 1", exact: true }).count()) === 2
    && (await seen(page.getByRole("link", { name: "Back to reference 1", exact: true }))));
  check("article: the notes of links are for paper", (await page.locator(".link-notes").count()) === 1 && !(await page.locator(".link-notes").isVisible()));
  const paper = await article.locator(".link-notes, .print-note").evaluateAll((parts) => parts.map((part) => part.hidden));
  check("article: reading views, which see no style sheet, know what is for paper", paper.length === 2 && paper.every(Boolean), paper.join(" "));
  check("article: and what is not the text", (await article.locator(".cite.extra").count()) === 1);
  await has(page, "region", "Updates to this page");
  await has(page, "region", "Cite this");
  await has(page, "region", "About the authors");
  await has(page, "region", "Related");
  await has(page, "navigation", "Previous and next");
}

async function readersReply(page) {
  const form = page.locator(".comments form");
  check("article: a form for a reply", await seen(form), "no .comments form");
  if (!(await form.count())) return;
  await has(page, "heading", "Leave a Reply");
  const words = await page.locator(".comments").innerText();
  check("article: the e-mail address stays private", words.includes("Your e-mail address will not be published"), words.slice(0, 300));
  check("article: required fields are marked", /Required fields are marked/.test(words), words.slice(0, 300));
  const labels = await form.locator("input:not([type=hidden]), textarea, select").evaluateAll((fields) => fields.map((field) => field.labels?.length ?? 0));
  check("article: every field has a label", labels.length >= 3 && labels.every((count) => count > 0), labels.join(" "));
}

async function keyboard(page) {
  await page.keyboard.press("Tab");
  const first = await page.evaluate(() => document.activeElement.getAttribute("href"));
  check("keyboard: the first stop is a skip link", first === "#content", first);
  await page.keyboard.press("Enter");
  check("keyboard: it leads to the text", (await page.evaluate(() => document.activeElement.id)) === "content");
  await page.evaluate(() => document.activeElement.blur());
  const stops = await page.evaluate(() => {
    const list = [...document.querySelectorAll('a[href], button, input:not([type="hidden"], :disabled), select, textarea, summary, [tabindex="0"]')]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest("details:not([open]) > :not(summary)"));
    list.forEach((element, i) => element.setAttribute("data-stop", i));
    return list.length;
  });
  await page.evaluate(() => { window.scrollTo(0, 0); document.querySelector(".skip-link").focus(); });
  const order = [];
  const unmarked = [];
  for (let i = 0; i < stops; i++) {
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      const style = getComputedStyle(element);
      return { number: Number(element.dataset.stop), marked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2, html: element.outerHTML.slice(0, 80) };
    });
    order.push(stop.number);
    if (!stop.marked) unmarked.push(stop.html);
    await page.keyboard.press("Tab");
  }
  check("keyboard: every stop is reached, in the order of the page", order.every((number, i) => number === i), order.join(" "));
  check("keyboard: every stop is marked", unmarked.length === 0, unmarked.join("\n"));
}

// Characters a line of the first long paragraph, on the average.
async function lineLength(page) {
  return page.evaluate(() => {
    const paragraph = [...document.querySelectorAll(".body > p")].find((p) => p.innerText.length > 300);
    const range = document.createRange();
    range.selectNodeContents(paragraph);
    const tops = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
    return paragraph.innerText.length / tops.size;
  });
}

async function contentsStay(page, stays) {
  await page.evaluate(() => document.querySelector(".body h3").scrollIntoView({ behavior: "instant" }));
  const isInView = await page.locator(".toc").evaluate((toc) => toc.getBoundingClientRect().bottom > 0 && toc.getBoundingClientRect().top < innerHeight);
  check(`article: the contents list ${stays ? "stays" : "does not stay"} in view`, isInView === stays);
}

async function tableScrolls(page) {
  const frame = page.locator(".table-scroll").first();
  await frame.evaluate((element) => { element.firstElementChild.style.width = "60rem"; });
  await frame.focus();
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() => document.activeElement.scrollLeft > 0, null, { timeout: 30000 }).catch(() => {});
  check("article: a wide table scrolls from the keyboard", (await frame.evaluate((element) => element.scrollLeft)) > 0);
  const width = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  check("article: and the page around it does not", width <= 0, `${width} px too wide`);
}

// Reading views keep one block, the text's, and of those beside it the ones that share its class.
async function readingView(page, name, expected) {
  const { found, lost } = await page.evaluate(() => {
    const text = document.querySelector(".body").parentElement;
    const isAlone = [...text.children].filter((one) => !one.hidden).length === 1;
    const beside = [...text.parentElement.children].filter((block) => block !== text && block.className === text.className);
    const parts = [...document.querySelectorAll(".status, .correction, .key-points, .history")];
    return { found: parts.length, lost: parts.filter((part) => !isAlone || !beside.some((block) => block.contains(part))).map((part) => part.className) };
  });
  check(`${name}: reading views show what stands beside the text`, found === expected && !lost.length, `${found} ${lost.join(", ")}`);
}

async function states(context) {
  const expect = { corrected: /^Correction · \d+ \w+ \d{4}/, withdrawn: /This page has been withdrawn/,
    superseded: /This page has been superseded[\s\S]*Read instead:/, archived: /archived and no longer updated/,
    old: /This is as things stood in 201\d\./ };
  for (const [name, words] of Object.entries(expect)) {
    const page = await context.newPage();
    await page.goto(origin + all[name]);
    const banner = page.locator(".status, .correction").first();
    check(`${name}: says so above the text`, words.test(await banner.innerText())
      && (await banner.evaluate((element) => Boolean(element.compareDocumentPosition(document.querySelector(".body")) & 4))), await banner.innerText());
    await readingView(page, name, { corrected: 2, archived: 2 }[name] ?? 1);
    if (name === "superseded") check("superseded: leads to the successor", (await banner.getByRole("link").count()) === 1);
    await page.close();
  }
}

async function languages(context) {
  const page = await context.newPage();
  await page.goto(origin + all["in German"]);
  check("in German: the page says so", (await page.locator("html").getAttribute("lang")) === "de");
  check("in German: its words are", await seen(page.getByRole("navigation", { name: "Inhalt" })));
  check("in German: its dates are", (await page.locator(".article-header .byline").innerText()).includes("21. Oktober 2024"));
  const callouts = await page.locator(".callout-title").allInnerTexts();
  check("in German: call-outs are", callouts.length > 0 && callouts.every((title) => ["Hinweis", "Tipp", "Wichtig", "Warnung", "Vorsicht"].includes(title)), callouts.join(" "));
  await page.goto(`${origin}${prefix}/`);
  const foreign = page.locator("h2[lang=de]");
  check("in German: its headline elsewhere is marked", (await foreign.count()) >= 1);
  await page.close();
}

async function home(context) {
  const page = await context.newPage();
  await page.goto(`${origin}${prefix}/`);
  const dates = await page.locator("main article .byline").evaluateAll((lines) => lines.map((line) => line.querySelector("time").dateTime));
  check("home: newest first", dates.length > 5 && [...dates].sort().reverse().join() === dates.join(), dates.join(" "));
  const sizes = await page.locator("main article h2").evaluateAll((titles) => titles.map((title) => parseFloat(getComputedStyle(title).fontSize)));
  check("home: the first one is large", sizes.slice(1).every((size) => size < sizes[0]), sizes.join(" "));
  const browse = page.getByRole("navigation", { name: "Browse the archive" });
  for (const name of ["5G", "Nora Lindqvist", "2019"])
    check(`home: leads to ${name}`, (await browse.getByRole("link", { name, exact: true }).count()) === 1);
  await page.goto(`${origin}${prefix}/corrections/`);
  const corrected = await page.locator(".corrections time").evaluateAll((times) => times.map((time) => time.dateTime));
  check("corrections: newest first", corrected.length >= 2 && [...corrected].sort().reverse().join() === corrected.join(), corrected.join(" "));
  await page.close();
}

async function motion(browser) {
  for (const [reducedMotion, behavior] of [["reduce", "auto"], ["no-preference", "smooth"]]) {
    const context = await browser.newContext({ reducedMotion });
    const page = await context.newPage();
    await page.goto(origin + all.article);
    const found = await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior);
    check(`motion: ${reducedMotion}`, found === behavior, found);
    await context.close();
  }
}

async function schemes(browser) {
  for (const colorScheme of ["light", "dark"]) {
    const context = await browser.newContext({ colorScheme });
    const page = await context.newPage();
    await page.goto(origin + all.article);
    const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number));
    check(`scheme: ${colorScheme}`, (paper[0] > 128) === (colorScheme === "light"), paper.join(" "));
    await context.close();
  }
}

// Browsers show no feeds any more: a list's own stands beside the number of its articles.
async function feeds(context) {
  const page = await context.newPage();
  for (const name of ["term", "author"]) {
    await page.goto(origin + all[name]);
    const link = page.getByRole("link", { name: `Feed: ${await page.locator("h1").innerText()}`, exact: true });
    check(`${name}: its feed is seen`, await seen(link));
    const address = new URL(await link.getAttribute("href"), page.url());
    check(`${name}: and is there`, address.pathname === `${all[name]}feed.xml` && (await page.request.get(address.href)).ok(), address.href);
  }
  await page.goto(origin + all.month);
  check("month: has none", (await page.locator("main .feed").count()) === 0);
  await page.close();
}

async function withoutScripts(browser) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(origin + all.article);
  check("without scripts: the text is there", (await page.locator("article .body").innerText()).length > 2000);
  await context.close();
}

const browser = await chromium.launch({ executablePath: executable, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
try {
  const wide = await browser.newContext({ viewport: WIDE, reducedMotion: "reduce" });
  let page = await wide.newPage();
  await page.goto(origin + all.article);
  await parts(page);
  await readersReply(page);
  await keyboard(page);
  const length = await lineLength(page);
  check("article: 60 to 75 characters a line", length >= 58 && length <= 75, length);
  await contentsStay(page, true);
  await page.close();
  await states(wide);
  await languages(wide);
  await home(wide);
  await feeds(wide);
  const narrow = await browser.newContext({ viewport: NARROW, reducedMotion: "reduce" });
  page = await narrow.newPage();
  await page.goto(origin + all.article);
  await contentsStay(page, false);
  await tableScrolls(page);
  await motion(browser);
  await schemes(browser);
  await withoutScripts(browser);
} finally {
  await browser.close();
  close();
}
