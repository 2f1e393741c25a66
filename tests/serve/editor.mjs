// SPDX-License-Identifier: MIT
// An editor's minutes with `brief serve --navigate`: node editor.mjs CHROMIUM SITE ORIGIN
// Prints "ok NAME" or "not ok NAME: reason" for each thing that must hold.
import fs from "node:fs";
import path from "node:path";
import { chromium } from "playwright-core";
import { becomesTrue, check } from "../becomes.mjs";

const [executable, site, origin] = process.argv.slice(2);
const article = path.join(site, "content/articles/first.md");
const good = fs.readFileSync(article, "utf8");

const browser = await chromium.launch({ executablePath: executable, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
try {
  const page = await browser.newPage({ viewport: { width: 900, height: 300 } });
  const faults = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  await page.goto(`${origin}/`);

  fs.writeFileSync(article, good.replace("One paragraph.", "An edited paragraph.\n\n" + "More text.\n\n".repeat(80)));
  await becomesTrue("the browser goes to the page that was edited", async () => page.url() === `${origin}/first/`);
  await becomesTrue("the edit is seen", () => page.getByText("An edited paragraph.").isVisible());

  await page.evaluate(() => scrollTo(0, 500));
  fs.writeFileSync(article, good.replace("One paragraph.", "Edited again.\n\n" + "More text.\n\n".repeat(80)));
  await becomesTrue("the next edit is seen", async () => (await page.getByText("Edited again.").count()) === 1);
  await becomesTrue("at the same place of the page", async () => Math.abs((await page.evaluate(() => scrollY)) - 500) < 5);

  await page.evaluate(() => { globalThis.stayed = true; });
  fs.mkdirSync(path.join(site, "layouts/assets"), { recursive: true });
  fs.writeFileSync(path.join(site, "layouts/assets/style.css"), "body { background: rgb(1, 2, 3); }");
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await becomesTrue("a first style sheet is seen", async () => (await background()) === "rgb(1, 2, 3)");
  await page.evaluate(() => { globalThis.stayed = true; });
  fs.writeFileSync(path.join(site, "layouts/assets/style.css"), "body { background: rgb(4, 5, 6); }");
  await becomesTrue("a change of styles is seen", async () => (await background()) === "rgb(4, 5, 6)");
  check("without loading the page again", await page.evaluate(() => globalThis.stayed === true));

  fs.writeFileSync(article, good.replace("title:", "titel:"));
  const overlay = page.frameLocator("iframe[data-brief-problems]");
  await becomesTrue("a mistake is laid over the page", () => overlay.getByText("did you mean 'title'?").isVisible());
  await becomesTrue("with file and line", () => overlay.getByText("content/articles/first.md:2:1").isVisible());
  check("over the last good page", (await page.getByText("Edited again.").count()) === 1);

  fs.writeFileSync(article, good);
  await becomesTrue("it vanishes when it is mended", async () => (await page.locator("iframe[data-brief-problems]").count()) === 0 &&
    (await page.getByText("One paragraph.").count()) === 1);

  await page.addInitScript(() => Object.defineProperty(globalThis, "sessionStorage", { get() { throw new DOMException("denied", "SecurityError"); } }));
  await page.goto(`${origin}/first/`);
  fs.writeFileSync(article, good.replace("One paragraph.", "Edited a last time."));
  await becomesTrue("an edit is seen where the browser keeps nothing", async () => (await page.getByText("Edited a last time.").count()) === 1);
  check("no error in the page", faults.length === 0, faults.join("\n"));
} finally {
  await browser.close();
}
