// SPDX-License-Identifier: MIT
// Validates every .html file below the folders named and prints one line a fault: file:line:column: message [rule].
// Usage: node validate.mjs [--config FILE] FOLDER…   The last line says how many files were read.
// The file's "exceptions" name a page below the folder, rules that its own raw HTML breaks, and the reason; one that
// no page needs any more is a fault too.
import fs from "node:fs";
import path from "node:path";
import { HtmlValidate, StaticConfigLoader } from "html-validate";

const folders = process.argv.slice(2);
let config = path.join(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), "validate.json");
if (folders[0] === "--config") {
  config = folders[1];
  folders.splice(0, 2);
}
const { exceptions = [], ...settings } = JSON.parse(fs.readFileSync(config, "utf8"));
const validator = new HtmlValidate(new StaticConfigLoader(settings));
const unused = new Set(exceptions.flatMap(({ page, rules }) => rules.map((rule) => `${page} [${rule}]`)));

function* pages(folder) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const name = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* pages(name);
    else if (entry.name.endsWith(".html")) yield name;
  }
}

let count = 0;
let faults = 0;
for (const folder of folders) {
  for (const page of pages(folder)) {
    count++;
    const report = validator.validateStringSync(fs.readFileSync(page, "utf8"), page);
    for (const result of report.results) {
      for (const fault of result.messages) {
        const name = `${path.relative(folder, page)} [${fault.ruleId}]`;
        unused.delete(name);
        if (exceptions.some((entry) => entry.rules.some((rule) => `${entry.page} [${rule}]` === name))) continue;
        faults++;
        console.log(`${page}:${fault.line}:${fault.column}: ${fault.message} [${fault.ruleId}]`);
      }
    }
  }
}
for (const name of unused) {
  faults++;
  console.log(`${config}: this exception is not needed: ${name}`);
}
console.log(`${count} files, ${faults} faults`);
process.exit(faults ? 1 : 0);
