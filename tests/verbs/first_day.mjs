// SPDX-License-Identifier: MIT
// A new user's minutes with `brief serve`: node first_day.mjs CHROMIUM ORIGIN BRIEF SITE ARTICLE, with the README's article
// in the environment as EXAMPLE. Prints "ok NAME" or "not ok NAME: reason" for each thing that must hold.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { chromium } from "playwright-core";
import { becomesTrue, check } from "../becomes.mjs";

const [executable, origin, brief, site, name] = process.argv.slice(2);
const draft = path.join(site, name);
const example = process.env.EXAMPLE;

const browser = await chromium.launch({ executablePath: executable, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
try {
  const page = await browser.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));

  await page.goto(`${origin}/`);
  check("the sample article is on the home page", await page.getByRole("link", { name: "Why every briefing needs a date" }).first().isVisible());
  await page.getByRole("link", { name: "What the flood plan leaves out" }).first().click();
  await becomesTrue("the new article opens", () => page.getByRole("heading", { level: 1, name: "What the flood plan leaves out" }).isVisible());
  await becomesTrue("marked as a draft", () => page.getByRole("note").getByText("This is a draft and not published.").isVisible());

  const published = fs.readFileSync(draft, "utf8");
  fs.writeFileSync(draft, published + "\nA first sentence of my own.\n");
  await becomesTrue("an edit is seen", () => page.getByText("A first sentence of my own.").isVisible());

  fs.writeFileSync(draft, example.replace("date: 2026-01-15", "date: January 15, 2026"));
  const overlay = page.frameLocator("iframe[data-brief-problems]");
  await becomesTrue("a mistake is seen", () => overlay.getByText(`${name}:3:7`).isVisible());
  await becomesTrue("with what to write instead", () => overlay.getByText("2026-01-15").first().isVisible());
  check("over the last good page", await page.getByText("A first sentence of my own.").count() === 1);

  fs.writeFileSync(draft, example);
  await becomesTrue("mended, it vanishes", async () => (await page.locator("iframe[data-brief-problems]").count()) === 0);
  await becomesTrue("and the README's text is there", () => page.locator("strong", { hasText: "rivers" }).isVisible());
  await becomesTrue("with its footnote", () => page.locator("em", { hasText: "Flood plan" }).isVisible());
  check("not a draft any more", await page.getByText("This is a draft and not published.").count() === 0);

  await page.goto(`${origin}/`);
  const made = execFileSync(brief, ["-C", site, "new", "article", "A second thought"], { encoding: "utf8" }).trim();
  await becomesTrue("a further new article appears by itself", () => page.getByRole("link", { name: "A second thought" }).first().isVisible());
  fs.rmSync(path.join(site, made));
  await becomesTrue("and goes with its file", async () => (await page.getByText("A second thought").count()) === 0);
  check("no error in the page", faults.length === 0, faults.join("\n"));
} finally {
  await browser.close();
}
