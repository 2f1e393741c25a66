// SPDX-License-Identifier: MIT
// The page's side of `brief serve`: hears of each build and then reloads, swaps style sheets, follows the edit to its
// page, or lays the list of mistakes over the page until they are mended. It is part of no output.
(() => {
  const script = document.currentScript;
  const isProblems = "problems" in script.dataset;
  const scrollKey = "brief-scroll";
  let generation = Number(script.dataset.generation);
  let events = null;

  // None where the browser is told to keep nothing for this site, cookies or other.
  function storage() {
    try { return sessionStorage; } catch { return null; }
  }

  function keepScroll() {
    storage()?.setItem(scrollKey, JSON.stringify([location.pathname, scrollX, scrollY]));
  }

  function restoreScroll() {
    const [path, x, y] = JSON.parse(storage()?.getItem(scrollKey) ?? "[]");
    storage()?.removeItem(scrollKey);
    if (path === location.pathname) scrollTo({ left: x, top: y, behavior: "instant" });
  }

  const sheets = (page) => [...page.querySelectorAll('link[rel~="stylesheet"]')];

  // The new sheet is put beside the old one, which goes when it has come: no moment without style.
  function swapSheet(old, wanted) {
    const next = old.cloneNode();
    next.href = wanted.getAttribute("href");
    next.integrity = wanted.integrity;
    next.addEventListener("load", () => old.remove(), { once: true });
    next.addEventListener("error", () => location.reload(), { once: true });
    old.after(next);
  }

  async function swapSheets() {
    const answer = await fetch(location.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const [before, after] = [sheets(document), sheets(page)];
    if (!answer.ok || before.length !== after.length) return location.reload();
    after.forEach((wanted, index) => {
      if (wanted.getAttribute("href") !== before[index].getAttribute("href")) swapSheet(before[index], wanted);
    });
  }

  function hideProblems() {
    document.querySelector("iframe[data-brief-problems]")?.remove();
  }

  function showProblems() {
    hideProblems();
    const frame = document.createElement("iframe");
    frame.src = "/_brief/problems";
    frame.title = "Mistakes in the site";
    frame.dataset.briefProblems = "";
    // Properties, not a style attribute: a content security policy forbids those.
    Object.assign(frame.style, { position: "fixed", inset: "auto 0 0 0", width: "100%", height: "min(60vh, 40rem)",
      border: "0", borderTop: "4px solid #b3261e", zIndex: "2147483647", background: "Canvas", colorScheme: "light dark" });
    document.documentElement.append(frame);
  }

  async function look() {
    const state = await (await fetch("/_brief/state")).json();
    if (!state.good) {
      if (!isProblems) showProblems();
      else if (state.generation !== generation) location.reload();
      generation = state.generation;
      return;
    }
    if (isProblems && parent !== window) return;
    const since = generation;
    generation = state.generation;
    hideProblems();
    const wanted = state.address ? new URL(state.address, location.href).pathname : location.pathname;
    if (wanted !== location.pathname && since !== generation) {
      location.assign(wanted);
    } else if (since >= state.styles_since && since <= state.generation && !isProblems) {
      if (since !== generation) await swapSheets();
    } else {
      keepScroll();
      location.reload();
    }
  }

  // A page that nobody looks at gives its connection back: browsers keep only six to one host.
  function listen() {
    if (document.visibilityState !== "visible") {
      events?.close();
      events = null;
    } else if (!events) {
      events = new EventSource("/_brief/events");
      events.addEventListener("message", () => look().catch(() => {}));
    }
  }

  if (parent !== window && isProblems) return;
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => { events?.close(); events = null; });
  addEventListener("pageshow", listen);
  addEventListener("load", restoreScroll, { once: true });
  listen();
})();
