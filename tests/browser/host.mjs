// SPDX-License-Identifier: MIT
// What the browser tests share: a host that knows nothing but files below a prefix, as a plain web host does.
import fs from "node:fs";
import http from "node:http";
import path from "node:path";

const types = { html: "text/html; charset=utf-8", css: "text/css", js: "text/javascript", json: "application/json",
  xml: "application/xml", svg: "image/svg+xml", png: "image/png", jpg: "image/jpeg", woff2: "font/woff2" };

// Prints what run.py reads.
export function check(name, holds, reason = "") {
  console.log(holds ? `ok ${name}` : `not ok ${name}: ${String(reason).replaceAll("\n", " | ").slice(0, 600)}`);
}

// The origin, and a function that ends it. `headers` are sent with every answer; `seen(address, bytes)` hears of each.
export async function serve(folder, prefix, { headers = {}, seen = () => {} } = {}) {
  const server = http.createServer((request, response) => {
    const address = decodeURIComponent(new URL(request.url, "http://x").pathname);
    let name = path.join(folder, address.slice(prefix.length));
    if (!address.startsWith(prefix + "/") || !path.resolve(name).startsWith(path.resolve(folder))) name = "";
    else if (address.endsWith("/")) name = path.join(name, "index.html");
    if (!name || !fs.existsSync(name) || fs.statSync(name).isDirectory()) {
      response.writeHead(404).end();
      return;
    }
    const bytes = fs.readFileSync(name);
    seen(address, bytes.length);
    response.writeHead(200, { "content-type": types[path.extname(name).slice(1)] ?? "application/octet-stream", ...headers });
    response.end(bytes);
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}
