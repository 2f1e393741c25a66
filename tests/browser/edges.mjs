// SPDX-License-Identifier: MIT
// A site of hard cases (edges/): long words, addresses, wide tables, code, forty notes and tags, eight answers deep, other
// scripts: node edges.mjs CHROMIUM FOLDER PREFIX PDF. At every width, with text twice as large and with a reader's own spacing
// nothing stands past the edge or is cut off, and axe finds nothing. Writes the PDF of a text that has just become too long
// for its leaves.
import fs from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";
import { check, serve } from "./host.mjs";
import { pages } from "./pages.mjs";

const [executable, folder, prefix, target] = process.argv.slice(2);
const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
// WCAG 2.2, 1.4.12
const SPACING = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }";
const LARGE = "html { font-size: 200% !important }";
const SETTINGS = {
  "320 px": { width: 320, axe: true, colours: false },
  "360 px, text twice as large": { width: 360, style: LARGE },
  "768 px, spaced": { width: 768, style: SPACING },
  "1000 px": { width: 1000 },
  "1280 px, text twice as large": { width: 1280, style: LARGE },
  "1600 px": { width: 1600, axe: true, colours: true },
};

// What stands past the edge, unless something around it scrolls, and what a box that hides cuts off.
function faultsOfLayout() {
  const edge = document.documentElement.clientWidth;
  const faults = document.documentElement.scrollWidth > edge ? [`the page is ${document.documentElement.scrollWidth} px wide`] : [];
  const overflow = (element) => getComputedStyle(element).overflowX;
  for (const element of document.querySelectorAll("body *")) {
    const box = element.getBoundingClientRect();
    let around = element.parentElement;
    while (around !== document.body && overflow(around) === "visible") around = around.parentElement;
    const name = `${element.tagName.toLowerCase()} "${element.textContent.trim().slice(0, 30)}"`;
    if (box.width && around === document.body && (box.right > edge + 1 || box.left < -1)) faults.push(`${name} is past the edge`);
    if (["hidden", "clip"].includes(overflow(element)) && element.scrollWidth > element.clientWidth + 1) faults.push(`${name} is cut off`);
  }
  return faults.slice(0, 5);
}

// No colour depends on the width: those are asked for in one.
async function faultsOfAxe(page, withColours) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe);
  const { violations } = await page.evaluate((enabled) => globalThis.axe.run(document, {
    resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"], rules: { "color-contrast": { enabled } } }), withColours);
  return violations.map((fault) => `${fault.id}: ${fault.nodes.map((node) => node.target.join(" ")).slice(0, 3).join(", ")}`);
}

// Prints with so many millimetres before the last note, and returns the number of leaves.
async function leavesWith(page, gap) {
  await page.evaluate((style) => { document.getElementById("gap").textContent = style; }, `@media print { .print-note { margin-top: ${gap}mm } }`);
  await page.pdf({ path: target, format: "A4", preferCSSPageSize: true });
  return fs.readFileSync(target, "latin1").match(/\/Type\s*\/Page\b/g).length;
}

async function printTheFirstTooLong(page) {
  await page.evaluate(() => { document.head.append(Object.assign(document.createElement("style"), { id: "gap" })); });
  const leaves = await leavesWith(page, 0);
  let [fits, over] = [0, 256];
  while (over - fits > 1) {
    const middle = (fits + over) / 2;
    if (await leavesWith(page, middle) > leaves) over = middle;
    else fits = middle;
  }
  check("paper: one leaf more", (await leavesWith(page, over)) === leaves + 1);
}

const styleOf = (locator, name) => locator.evaluate((element, property) => getComputedStyle(element)[property], name);

async function opened(address, options) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
  await page.goto(`${origin}${prefix}${address}`, { waitUntil: "load" });
  return page;
}

// A lead image is seen whole, in its own shape, and no small one is blown up; what is drawn on nothing has white paper.
async function pictures() {
  for (const [address, most, width, height] of [["/2025/tall/", 765, 500, 1100], ["/", 500, 500, 1100], ["/2025/small/", 60, 80, 60]]) {
    const page = await opened(address), image = page.locator(":is(.lead-image, .lead) img");
    const box = await image.boundingBox(), isCut = (await styleOf(image, "objectFit")) === "cover";
    check(`picture of ${address}: its height`, box.height > 20 && box.height <= most, box.height);
    check(`picture of ${address}: its shape`, isCut || Math.abs(box.width / box.height - width / height) < 0.02, JSON.stringify(box));
    await page.close();
  }
  for (const forcedColors of ["none", "active"]) {
    const page = await opened("/2025/tall/", { colorScheme: "dark", forcedColors });
    for (const image of [".lead-image img", ".body figure img"])
      check(`dark, forced colours ${forcedColors}: ${image} has paper behind it`, (await styleOf(page.locator(image), "backgroundColor")) === "rgb(255, 255, 255)");
    await page.close();
  }
}

// In a narrow window the text does not begin screens below its contents: of long ones the parts of parts are left out.
async function contents() {
  for (const [address, width, inner] of [["contents", 390, 0], ["contents", 1280, 26], ["hard", 390, 1]]) {
    const page = await opened(`/2025/${address}/`, { viewport: { width, height: 800 } });
    const seen = await page.locator(".toc ol ol li").evaluateAll((items) => items.filter((item) => item.checkVisibility()).length);
    check(`contents of ${address}, ${width} px: parts of parts`, inner ? seen >= inner : seen === 0, seen);
    await page.close();
  }
}

// A name that runs from the right does not take along the comma, the name and the date behind it.
async function names() {
  const page = await opened("/2025/mixed/");
  const places = await page.locator(".byline").evaluate((line) => ["a", "bdi", "time"].map((name) => {
    const words = document.createRange();
    words.selectNodeContents(line.querySelector(name));
    const { left, right } = words.getBoundingClientRect();
    return { left, right };
  }));
  check("Arabic names of an English page stand before its date", places.every(({ left }, at) => !at || left >= places[at - 1].right), JSON.stringify(places));
  await page.close();
}

// The keyboard comes to no link, forwards or back, that the letters of an index stand before (WCAG 2.2, 2.4.11).
async function letters() {
  for (const [width, style] of [[320, ""], [360, LARGE], [1280, ""], [1280, LARGE]]) {
    const page = await opened("/tags/", { viewport: { width, height: 700 }, reducedMotion: "reduce" });
    if (style) await page.addStyleTag({ content: style });
    const stops = await page.locator("a, button, input").count(), covered = [];
    for (const key of ["Tab", "Shift+Tab"])
      for (let at = 0; at < stops; at++) {
        await page.keyboard.press(key);
        covered.push(...await page.evaluate(() => {
          const { left, top, height } = document.activeElement.getBoundingClientRect();
          const isBelow = document.elementFromPoint(left + 2, top + height / 2)?.closest(".letters") && !document.activeElement.closest(".letters");
          return isBelow ? [document.activeElement.textContent] : [];
        }));
      }
    check(`index, ${width} px${style && ", text twice as large"}: ${stops} stops, none below the letters`, stops > 60 && !covered.length, covered.join(", "));
    await page.close();
  }
}

// The shade at the edge of a table is mixed from what the table stands on.
async function shades() {
  const page = await opened("/2025/letters/"), ground = await styleOf(page.locator(".callout"), "backgroundColor");
  check("the shade of a table in a call-out", (await styleOf(page.locator(".callout .table-scroll"), "backgroundImage")).includes(ground), ground);
  await page.close();
}

async function rhythm() {
  const page = await opened("/2025/tall/");
  const gap = await page.locator(".body").evaluate((body) => {
    const between = (one, other) => body.querySelector(other).getBoundingClientRect().top - body.querySelector(one).getBoundingClientRect().bottom;
    return { headings: between("h2", "h3"), speaker: between("blockquote", "figcaption"), table: between("table", ".table-scroll + figure") };
  });
  check("a heading below a heading stands near it", gap.headings > 5 && gap.headings < 30, gap.headings);
  check("who spoke stands below the quotation", gap.speaker > 2 && gap.speaker < 20, gap.speaker);
  check("a table written in HTML has room", gap.table > 20, gap.table);
  check("long words of titles are divided by the language's rules", (await styleOf(page.locator("h1"), "hyphens")) === "auto");
  await page.close();
}

// What paper puts behind a link; "none": nothing.
function addressBehind(link) {
  return link.evaluate((one) => {
    const content = getComputedStyle(one, "::after").content;
    return content.replace("attr(data-address)", `"${one.dataset.address}"`).replace(/" "/g, "").replace(/^"|"$/g, "");
  });
}

// On paper no heading stands without what it is about.
async function paper() {
  const leaf = await opened("/2025/mixed/", { viewport: { width: 628, height: 900 } }); // A4 without its margins
  await leaf.emulateMedia({ media: "print" });
  check("paper: a table of sixteen columns is not cut off", await leaf.locator(".table-scroll").evaluate((frame) => frame.scrollWidth <= frame.clientWidth + 1));
  await leaf.close();
  const page = await opened("/2025/plain/");
  await page.emulateMedia({ media: "print" });
  check("paper: no comments, no heading of theirs", (await page.locator(".comments").count()) === 1 && !(await page.locator(".comments").isVisible()));
  await page.locator(".facts > :not(.permalink)").evaluateAll((rows) => rows.forEach((row) => row.remove()));
  check("paper: no empty facts", !(await page.locator(".facts").isVisible()));
  const hard = await opened("/2025/hard/");
  const film = hard.locator(".embedded");
  check("a film has no second name on the screen", (await film.count()) === 1 && !(await film.isVisible()));
  await hard.emulateMedia({ media: "print" });
  check("paper: of a film stands its name, and no empty box", (await film.isVisible()) && (await hard.locator(".body :is(iframe, video)").evaluateAll((all) => all.length === 2 && all.every((one) => !one.checkVisibility()))));
  check("paper: who commented on what stands on one leaf", (await styleOf(hard.locator(".comment-head").first(), "breakInside")) === "avoid");
  await hard.close();
  const old = await opened("/2025/superseded/");
  const successor = old.locator(".status a");
  check("a successor's address is not on the screen", (await successor.count()) === 1 && (await addressBehind(successor)) === "none");
  await old.emulateMedia({ media: "print" });
  const address = await addressBehind(successor);
  check("paper: a successor has its address behind its title", /^ \(https:\/\/[^ ]+\/2025\/hard\/\)$/.test(address), address);
  await old.close();
  check("paper: terms stay with what is said of them", (await styleOf(page.locator(".cite dt").first(), "breakAfter")) === "avoid");
  await page.close();
}

// A field that was left with what it cannot take says so, and none does before it was touched.
async function reply() {
  const page = await opened("/2025/plain/"), field = page.getByRole("textbox", { name: "E-mail" });
  const before = await styleOf(field, "borderTopColor");
  await field.fill("nobody");
  await field.press("Tab");
  check("reply: a wrong address is marked", (await styleOf(field, "borderTopColor")) !== before && (await styleOf(field, "borderTopWidth")) === "2px");
  check("reply: an empty field is not", (await styleOf(page.getByRole("textbox", { name: "Comment" }), "borderTopColor")) === before);
  await page.close();
}

const { origin, close } = await serve(folder, prefix);
const browser = await chromium.launch({ executablePath: executable, args: ["--no-sandbox", "--disable-gpu", "--no-first-run"] });
const addresses = [...new Set(Object.values(pages(folder, prefix)).filter((address) => address && fs.existsSync(
  `${folder}${decodeURIComponent(address.slice(prefix.length))}${address.endsWith("/") ? "index.html" : ""}`)))]
  .concat(["hard", "arabic", "cjk", "plain", "tall", "small", "mixed", "letters", "headings", "contents"].map((name) => `${prefix}/2025/${name}/`), `${prefix}/authors/very-long/`);
const context = await browser.newContext({ reducedMotion: "reduce" });
const sized = await context.newPage();
for (const address of addresses) {
  const answer = await sized.goto(origin + address, { waitUntil: "load" });
  for (const [setting, { width, style, axe: asks, colours }] of Object.entries(SETTINGS)) {
    await sized.setViewportSize({ width, height: 900 });
    const added = style && await sized.addStyleTag({ content: style });
    const faults = answer.ok() ? await sized.evaluate(faultsOfLayout) : [`the answer is ${answer.status()}`];
    if (asks) faults.push(...await faultsOfAxe(sized, colours));
    check(`${setting}: ${address}`, faults.length === 0, faults.join("\n"));
    if (added) await added.evaluate((element) => element.remove());
  }
}
await context.close();
const page = await browser.newPage();
await page.goto(`${origin}${prefix}/2025/arabic/`);
const boxes = await page.locator(".body li > input").evaluateAll((inputs) => inputs.map((input) => {
  const words = document.createRange();
  words.selectNodeContents(input.parentElement);
  words.setStartAfter(input);
  const [box, text] = [input.getBoundingClientRect(), words.getBoundingClientRect()];
  return { stands: box.left >= text.right - 1, isInLine: text.height < 2 * box.height };
}));
check("boxes of tasks stand to the right of Arabic text, in its line", boxes.length === 2 && boxes.every(({ stands, isInLine }) => stands && isInLine), JSON.stringify(boxes));
const runs = await page.locator("time, .nowrap, .cite bdi, .cite dd a").evaluateAll((elements) => elements.map((element) => {
  const words = element.firstChild;
  const [first, last] = [0, words.length - 1].map((at) => {
    const letter = document.createRange();
    letter.setStart(words, at);
    letter.setEnd(words, at + 1);
    return letter.getBoundingClientRect();
  });
  return { words: words.textContent, stands: first.left < last.left || first.top < last.top };
}));
check("dates and addresses on an Arabic page begin at their left", runs.length > 8 && runs.every(({ stands }) => stands), JSON.stringify(runs));

// Signs at the ends of a name and of a number stay where they belong.
const inOrder = await page.evaluate(() => [...document.querySelectorAll(".facts a")].map((link) => {
  const range = document.createRange(), places = [...link.textContent].map((_, at) => {
    range.setStart(link.firstChild, at);
    range.setEnd(link.firstChild, at + 1);
    return range.getBoundingClientRect().left;
  });
  return { words: link.textContent, isLeftToRight: places.every((left, at) => !at || left >= places[at - 1]) };
}));
const leftToRight = inOrder.filter(({ isLeftToRight }) => isLeftToRight).map(({ words }) => words).slice(0, 2).join(" ");
check("a DOI and C++ on an Arabic page are read from their left", leftToRight === "C++ 10.1234/abc", JSON.stringify(inOrder));
await page.emulateMedia({ media: "print" });
const margins = await page.locator(".link-notes li, .print-note p").evaluateAll((lines) => lines.map((line) => {
  const words = document.createRange();
  words.selectNodeContents(line);
  return line.getBoundingClientRect().right - words.getBoundingClientRect().right;
}));
check("addresses on an Arabic leaf stand beside their numbers", margins.length > 2 && margins.every((space) => space < 2), margins.join(" "));
await page.emulateMedia({ media: null });
const byline = await page.locator(".authors").evaluate((authors) => [...authors.childNodes].map((node) => {
  const words = document.createRange();
  words.selectNodeContents(node);
  return words.getBoundingClientRect().left;
}));
check("a byline in English words on an Arabic page is read from its left", byline.length === 4 && byline.every((left, at) => !at || left > byline[at - 1]), byline.join(" "));
const parts = await page.locator(".byline").evaluate((line) => [...line.childNodes].filter((node) => node.textContent.trim()).map((node) => {
  const words = document.createRange();
  words.selectNodeContents(node);
  return words.getBoundingClientRect().right;
}));
check("its parts follow each other from the right", parts.length === 6 && parts.every((right, at) => !at || right < parts[at - 1]), parts.join(" "));
const [dot, date] = await page.locator(".byline .unit").evaluate((unit) => [unit.lastChild, unit.firstChild].map((node) => {
  const words = document.createRange();
  words.selectNodeContents(node);
  return words.getBoundingClientRect().left;
}));
check("and the dot behind a date of theirs stands at its left", dot < date, `${dot} ${date}`);
const gap = await page.locator(".correction").evaluateAll(([one, other]) => other.getBoundingClientRect().top - one.getBoundingClientRect().bottom);
check("corrections stand together", gap > 4 && gap < 16, gap);
const edges = await page.locator(".history li").evaluateAll((lines) => lines.map((line) => {
  const words = document.createRange();
  words.selectNodeContents(line.querySelector("time"));
  return line.getBoundingClientRect().right - words.getBoundingClientRect().right;
}));
check("dates of a list on an Arabic page stand at its edge", edges.length > 1 && edges.every((space) => space < 2), edges.join(" "));
const answers = await page.locator(".comment-head ~ p").evaluateAll((paragraphs) => paragraphs.map(({ firstChild }) =>
  [firstChild.length - 2, firstChild.length - 1].map((at) => {
    const letter = document.createRange();
    letter.setStart(firstChild, at);
    letter.setEnd(firstChild, at + 1);
    return letter.getBoundingClientRect().left;
  })));
const [english, arabic] = answers;
check("a comment has the direction of its own words", english[1] > english[0] && arabic[1] < arabic[0], JSON.stringify(answers));
const head = await page.locator(".comment-head").evaluate((line) => line.querySelector("strong").getBoundingClientRect().left > line.querySelector("time").getBoundingClientRect().left);
check("and its first line that of the page", head);
await page.goto(`${origin}${prefix}/archive/2025/`);
const ends = await page.locator('a[lang="ar"]').evaluateAll(([link]) => [0, link.textContent.length - 1].map((at) => {
  const letter = document.createRange();
  letter.setStart(link.firstChild, at);
  letter.setEnd(link.firstChild, at + 1);
  return letter.getBoundingClientRect().left;
}));
check("an Arabic title in an English list ends at its left", ends[1] < ends[0], ends.join(" "));
const start = await page.locator('a[lang="ar"]').evaluate((link) => {
  const words = document.createRange();
  words.selectNodeContents(link);
  return words.getBoundingClientRect().left - document.querySelector(".lines a:not([lang=ar])").getBoundingClientRect().left;
});
check("and begins at the edge of the others", Math.abs(start) < 2, start);
await page.goto(`${origin}${prefix}/`);
const stops = await page.locator('p[lang="en"]').evaluateAll((paragraphs) => {
  document.documentElement.dir = "rtl";
  return paragraphs.filter((paragraph) => paragraph.textContent.endsWith(".")).map(({ firstChild }) =>
    [firstChild.length - 2, firstChild.length - 1].map((at) => {
      const letter = document.createRange();
      letter.setStart(firstChild, at);
      letter.setEnd(firstChild, at + 1);
      return letter.getBoundingClientRect().left;
    }));
});
check("the full stop of an English summary in an Arabic list stands at its right", stops.length && stops.every(([before, stop]) => stop > before), stops.join(" "));
await page.goto(`${origin}${prefix}/2025/hard/`);
await printTheFirstTooLong(page);
await contents();
await pictures();
await names();
await letters();
await shades();
await rhythm();
await paper();
await reply();
await browser.close();
close();
