// SPDX-License-Identifier: MIT
// What scripts share that watch a page of `brief serve`. They print what the runners read.
export function check(name, holds, reason = "") {
  console.log(holds ? `ok ${name}` : `not ok ${name}: ${String(reason).replaceAll("\n", " | ").slice(0, 600)}`);
}

// For what happens at once, unless the machine is crowded.
const PATIENCE_MS = 60000;

// Asks until it holds. A page that is being loaded again cannot answer: that is not yet.
export async function becomesTrue(name, ask) {
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until;) {
    if (await ask().catch(() => false)) return check(name, true);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  check(name, false, `not within ${PATIENCE_MS} ms`);
}
