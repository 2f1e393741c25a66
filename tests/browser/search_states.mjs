// SPDX-License-Identifier: MIT
// The search page when the network, the host or the browser does not do as it should; search.mjs runs these and
// hands them its address and what it asks with.
import { check } from "./host.mjs";

// An open page outlives a build: the pieces that it knows are gone, its address has the new ones.
export async function rebuilt(context, { address, ask, told, status }) {
  const page = await context.newPage();
  let isOld = true;
  await page.route("**/search/", async (route) => {
    const answer = await route.fetch(), html = await answer.text();
    await route.fulfill({ response: answer, body: isOld ? html.replace(/(data-manifest="[^"]*\/)[^"]+/, "$1manifest-000000000000.json") : html });
    isOld = false;
  });
  await page.goto(address, { waitUntil: "load" });
  await ask(page, "registry");
  check("an old page takes up the new index", (await told(page, "1 article")) === "1 article found", await status(page));
  await page.close();
}

// What could not be fetched is asked for again by the next query, also when it was the first thing of all.
export async function interrupted(browser, { address, told, status }) {
  const context = await browser.newContext();
  for (const [name, pattern] of [["words", "**/words-*"], ["the manifest", "**/manifest-*"]]) {
    const page = await context.newPage();
    await page.route(pattern, (route) => route.abort());
    await page.goto(address + "?q=registry", { waitUntil: "load" });
    const said = await told(page, "could not be fetched");
    await page.unroute(pattern);
    await page.press("[name=q]", "Enter");
    check(`${name} that could not be fetched are asked for again`, said.includes("could not be fetched") && (await told(page, "1 article")) === "1 article found", `${said} ${await status(page)}`);
    await page.close();
  }
  await context.close();
}

// As on a slow line, where the field is there before the script.
export async function early(browser, { address, told }) {
  const context = await browser.newContext(), page = await context.newPage();
  let go;
  const held = new Promise((resolve) => { go = resolve; });
  await page.route("**/assets/search.*.js", async (route) => { await held; await route.continue(); });
  await page.goto(address, { waitUntil: "commit" });
  await page.locator("[name=q]").pressSequentially("procur");
  go();
  const said = await told(page, "1 article");
  check("what is typed before the script comes is kept and looked for", (await page.inputValue("[name=q]")) === "procur" && said === "1 article found", said);
  await page.waitForURL(/\?q=procur$/, { timeout: 30000 }).catch(() => {});
  check("and stands in the address", page.url().endsWith("?q=procur"), page.url());
  await context.close();
}

// More results, some of which cannot be fetched at first: none is left out.
export async function further(browser, { address, opened, told, titles, status }) {
  const context = await browser.newContext(), page = await opened(context, "?q=plenty");
  await told(page, "48 articles");
  await page.locator("[data-title]").nth(9).waitFor({ timeout: 30000 });
  await page.route("**/records-*", (route) => route.abort());
  await page.click("[data-more]");
  const said = await told(page, "could not be fetched");
  check("says that more results could not be fetched", said.includes("could not be fetched") && (await titles(page)).length === 10, said);
  await page.unroute("**/records-*");
  await page.click("[data-more]");
  await page.locator("[data-title]").nth(19).waitFor({ timeout: 30000 }).catch(() => {});
  const wanted = [...Array(20)].map((_, i) => `Plenty ${48 - i}`);
  check("the next click brings them", (await titles(page)).join() === wanted.join() && (await status(page)) === "48 articles found", await titles(page));
  await context.close();
}

// The address is only for those who come back: browsers refuse to change it too often, and a host may serve /search.
export async function addresses(context, { address, opened, told, status }) {
  const page = await opened(context);
  await page.evaluate(() => history.replaceState(null, "", location.pathname.slice(0, -1)));
  await page.fill("[name=q]", "registry");
  await told(page, "1 article");
  await page.fill("[name=q]", "");
  await page.waitForFunction(() => !document.querySelector("[data-results] [data-title]"), null, { timeout: 30000 });
  check("an emptied field leaves the page's own address", page.url().endsWith("/search"), page.url());
  await page.evaluate(() => { history.replaceState = () => { throw new DOMException("too often", "SecurityError"); }; });
  await page.fill("[name=q]", "registry");
  check("what is typed is found without a new address", (await told(page, "1 article")) === "1 article found", await status(page));
  await page.close();
}
