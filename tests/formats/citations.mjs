// SPDX-License-Identifier: MIT
// Reads references with citation.js and prints what it understood as JSON: node citations.mjs FILE
// The file holds a list of { name, format: "bibtex" | "ris" | "json", text }; the answer gives each its `items` (CSL-JSON)
// or its `error`.
import fs from "node:fs";
import { plugins } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import "@citation-js/plugin-ris";

const forms = { bibtex: "@bibtex/text", ris: "@ris/file", json: "@csl/list+object" };

function read({ format, text }) {
  const input = format === "json" ? JSON.parse(text) : text;
  return plugins.input.chain(input, { forceType: forms[format], generateGraph: false });
}

const answers = JSON.parse(fs.readFileSync(process.argv[2], "utf8")).map((reference) => {
  try {
    return { name: reference.name, items: read(reference) };
  } catch (error) {
    return { name: reference.name, error: String(error) };
  }
});
process.stdout.write(JSON.stringify(answers));
