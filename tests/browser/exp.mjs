import { chromium } from "playwright-core";
import { serve } from "./host.mjs";
const [folder, prefix, ...shots] = process.argv.slice(2);
const host = await serve(folder, prefix, {});
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium-headless-shell", args: ["--no-sandbox"] });
for (const shot of shots) {
  const [path, width, scheme, name, forced] = shot.split(",");
  const context = await browser.newContext({ viewport: { width: Number(width), height: 900 }, colorScheme: scheme === "dark" ? "dark" : "light", forcedColors: forced ? "active" : "none" });
  const page = await context.newPage();
  if (scheme === "print") await page.emulateMedia({ media: "print" });
  await page.goto(host.origin + prefix + path); await page.waitForTimeout(700);
  await page.screenshot({ path: `/tmp/pages/${name}.png`, fullPage: true });
  await context.close();
}
await browser.close(); host.close();
