// SPDX-License-Identifier: MIT
// An article on paper: node print.mjs CHROMIUM FOLDER PREFIX PDF. Writes the PDF for the caller to read.
import { chromium } from "playwright-core";
import { check, serve } from "./host.mjs";
import { pages } from "./pages.mjs";

const [executable, folder, prefix, target] = process.argv.slice(2);
const { origin, close } = await serve(folder, prefix);
const browser = await chromium.launch({ executablePath: executable, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
const HIDDEN = [".skip-link", ".site-menu", ".toc", ".neighbours", ".related-stories", ".footnote-backref", ".site-footer"];
try {
  const page = await browser.newPage({ colorScheme: "dark" });
  await page.goto(origin + pages(folder, prefix).article);
  await page.emulateMedia({ media: "print" });
  for (const part of HIDDEN)
    check(`no ${part}`, await page.locator(part).evaluateAll((all) => all.length > 0 && !all.some((one) => one.checkVisibility())));
  for (const part of [".body", ".footnotes", ".history", ".author-box", ".print-note", ".lead-image img", ".link-notes"])
    check(`${part} is there`, await page.locator(part).first().isVisible());
  const ink = await page.evaluate(() => [getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor].join(" "));
  check("black on white, in the dark too", ink === "rgb(0, 0, 0) rgb(255, 255, 255)", ink);
  const notes = await page.evaluate(() => [...document.querySelectorAll(".body a[data-note]")].map((link) => [
    getComputedStyle(link, "::after").content.replace(/[" ]/g, "").replace("attr(data-note)", link.dataset.note),
    document.querySelectorAll(".link-notes li")[link.dataset.note - 1]?.textContent.endsWith(link.pathname + link.hash) ?? false]));
  check("links bear the number of their address", notes.length > 0 && notes.every(([mark, isListed]) => /^\[\d+\]$/.test(mark) && isListed), notes.join(" "));
  const broken = await page.evaluate(() => [...document.querySelectorAll("figure, tr, .key-points")].filter((one) => getComputedStyle(one).breakInside !== "avoid").length);
  check("figures and rows are not divided", broken === 0, `${broken} may be`);
  await page.pdf({ path: target, format: "A4", preferCSSPageSize: true });
} finally {
  await browser.close();
  close();
}
