// Stands before search.js in a copy that is read without a server, where a page can fetch nothing. It can load scripts: so each piece of
// the index lies in one, "words-1f2e.bin.js", which hands over its name and its bytes in base64. Pages of articles cannot be read: results show summaries.
const pieces = new Map();

function takePiece(name, encoded) {
  pieces.set(name, Uint8Array.from(atob(encoded), (sign) => sign.charCodeAt(0)));
}

globalThis.fetch = (address) => new Promise((resolve, reject) => {
  const script = document.createElement("script");
  script.onload = () => resolve(new Response(pieces.get(address.replace(/^.*\//, ""))));
  script.onerror = reject;
  script.src = address + ".js";
  if (/\/search\/data\/[^/]+$/.test(address)) document.head.append(script);
  else reject(address);
});

// Browsers that let no file have an address with another query; the search goes on without it.
for (const name of ["pushState", "replaceState"]) {
  const change = history[name].bind(history);
  history[name] = (...state) => {
    try { change(...state); } catch { /* the address stays */ }
  };
}
