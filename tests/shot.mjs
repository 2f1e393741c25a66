import { chromium } from "playwright-core";
const b = await chromium.launch({ executablePath: "/usr/bin/chromium-headless-shell", args: ["--no-sandbox"] });
for (const [w, n] of [[390, "n"], [1280, "w"]]) {
  const p = await b.newPage({ viewport: { width: w, height: 1100 } });
  await p.goto("http://127.0.0.1:8765" + process.argv[2]); await p.waitForTimeout(1500);
  await p.screenshot({ path: `/dev/shm/lead/${process.argv[3]}-${n}.png` }); await p.close();
}
await b.close();
