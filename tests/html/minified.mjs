// SPDX-License-Identifier: MIT
// The bytes of scripts through a minifier, in all: node minified.mjs FILE…
import fs from "node:fs";
import { minify } from "terser";

let bytes = 0;
for (const file of process.argv.slice(2)) {
  const { code } = await minify(fs.readFileSync(file, "utf8"), { module: true, compress: { passes: 3 } });
  bytes += Buffer.byteLength(code);
}
console.log(bytes);
