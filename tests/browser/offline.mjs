// SPDX-License-Identifier: MIT
// A copy that is read from the disk, without a server: node offline.mjs CHROMIUM FOLDER
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { check } from "./host.mjs";

const [executable, folder] = process.argv.slice(2);
const ARTICLE = "briefings/2019/us-telecoms-pressure/index.html", OLD = "2019/02/us-telecoms-pressure.html";
const browser = await chromium.launch({ executablePath: executable, args: ["--headless", "--no-sandbox", "--disable-gpu"] });
const page = await browser.newPage();
const faults = [], fileOf = (name) => pathToFileURL(path.join(folder, name)).href;
page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
page.on("pageerror", (error) => faults.push(String(error)));
page.on("requestfailed", (request) => faults.push(`failed: ${request.url()}`));
page.on("request", (request) => /^(file|data):/.test(request.url()) || faults.push(`another host: ${request.url()}`));

const isDressed = () => page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--accent") !== "");
const isAt = (name) => page.url().split("#")[0] === fileOf(name);

await page.goto(fileOf("index.html"));
check("the home page is dressed", await isDressed());
for (const [selector, what] of [["main h2 a", "an article"], [".byline a", "its author"], [".site-name a", "and home again"]]) {
  await page.locator(selector).first().click();
  await page.waitForLoadState("load");
  check(`a link leads to ${what}`, page.url().startsWith(fileOf("")) && (await page.locator("h1").count()) === 1 && (await isDressed()), page.url());
}
check("that is the home page", isAt("index.html"), page.url());
await page.goto(fileOf(ARTICLE));
await page.locator("img").first().scrollIntoViewIfNeeded();
check("its pictures are there", await page.evaluate(() => document.images[0].complete && document.images[0].naturalWidth > 0));
await page.locator(".toc a").first().click();
check("a heading is on the same page", isAt(ARTICLE) && page.url().includes("#"), page.url());
await page.goto(`${fileOf(OLD)}#a-heading`);
await page.waitForURL(`${fileOf(ARTICLE)}#a-heading`, { timeout: 5000 }).catch(() => {});
check("an old address leads on, with what stands behind '#'", page.url() === `${fileOf(ARTICLE)}#a-heading`, page.url());
await page.locator(".site-search input").fill("huawei");
await page.locator(".site-search input").press("Enter");
const results = page.locator("[data-results] [data-title]");
await results.first().waitFor({ timeout: 10000 });
check("a search from another page finds articles", (await results.count()) >= 2 && page.url().endsWith("search/index.html?q=huawei"), page.url());
await page.locator("#search-field").fill("cables");
await page.waitForFunction(() => document.querySelectorAll("[data-results] [data-title]").length === 1);
const summary = page.locator("[data-results] [data-snippet]").first();
await page.waitForFunction(() => document.querySelector("[data-results] [data-snippet]")?.textContent);
check("a result has its summary", /\.$|…$/.test(await summary.innerText()), await summary.innerText());
await results.first().click();
await page.waitForLoadState("load");
check("and a result leads to its page", isAt("briefings/2025/undersea-cables/index.html"), page.url());
check("nothing failed, and no host was asked", faults.length === 0, faults.join("\n"));
await browser.close();
