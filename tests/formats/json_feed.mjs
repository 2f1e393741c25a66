// SPDX-License-Identifier: MIT
// Holds JSON feeds against json_feed.json: node json_feed.mjs FILE…   Prints one line a fault: FILE: place message.
import fs from "node:fs";
import Ajv from "ajv";

const schema = JSON.parse(fs.readFileSync(new URL("json_feed.json", import.meta.url), "utf8"));
const validate = new Ajv({ allErrors: true }).compile(schema);
for (const file of process.argv.slice(2)) {
  if (validate(JSON.parse(fs.readFileSync(file, "utf8")))) continue;
  for (const fault of validate.errors) console.log(`${file}: ${fault.instancePath} ${fault.message}`);
}
