// SPDX-License-Identifier: MIT
// The search page: what is typed and chosen, the address bar, results, filters and keys. The index is search_index.js;
// docs/search.md says what a layout must have.

const PER_PAGE = 10;
const fetched = async (address, how) => {
  const answer = await fetch(address, how);
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  return answer;
};

function start(root) {
  const part = (name, within = root) => within.querySelector(`[data-${name}]`);
  const form = root.querySelector("form"), field = form.elements.q, sort = form.elements.sort, list = part("results"), status = part("status");
  const more = part("more"), aside = part("filters"), say = JSON.parse(part("words").textContent);
  const modules = Promise.all(["words", "index"].map((name) => import(root.dataset[name + "Script"] ?? new URL(`search_${name}.js`, import.meta.url))));
  const open = async (manifest) => {
    const [words, { Index }] = await modules;
    return new Index(new URL(manifest, location).href, async (piece) => (await fetched(piece)).arrayBuffer(), words);
  };
  const texts = new Map(); // the texts of articles' pages
  const textOf = (url, { readText }) =>
    texts.get(url) ?? texts.set(url, fetched(url).then((answer) => answer.text()).then(readText)).get(url);
  let opening = open(root.dataset.manifest), filters = {}, turn = 0, result, shown = 0, timer;

  const count = (number) => number === 1 ? say.one : number ? say.many.replace("%d", number.toLocaleString(root.lang || undefined)) : say.none;
  function tell() {
    const again = result.corrected ? say.corrected.replace("%s", result.corrected) + " " : "";
    status.textContent = again + count(result.documents.length);
  }
  function address() {
    const parameters = new URLSearchParams();
    if (field.value.trim()) parameters.set("q", field.value.trim());
    for (const [name, values] of Object.entries(filters)) for (const value of values) parameters.append(name, value);
    if (sort?.value === "date") parameters.set("sort", "date");
    return location.pathname + (parameters.size ? "?" + parameters : "");
  }
  async function readAddress() {
    const parameters = new URLSearchParams(location.search);
    field.value = parameters.get("q") ?? "";
    if (sort) sort.value = parameters.get("sort") === "date" ? "date" : "relevance";
    filters = {};
    const index = await opening;
    await index.open();
    for (const { name } of parameters.size ? await index.labels() : []) if (parameters.has(name)) filters[name] = parameters.getAll(name);
  }

  async function addResult(document_, position) {
    const index = await opening, [words] = await modules;
    const record = await index.record(document_), item = part("result").content.firstElementChild.cloneNode(true), { clauses } = result;
    const put = (name, value) => { const place = part(name, item); if (place) place.textContent = value; };
    const link = part("title", item), date = part("date", item);
    link.href = record.url;
    link.textContent = record.title;
    if (record.lang) link.lang = record.lang;
    put("authors", record.authors);
    put("type", say.types[record.type] ?? "");
    if (date) {
      date.dateTime = record.day;
      date.textContent = record.date;
    }
    list.children[position] ? list.children[position].replaceWith(item) : list.append(item);
    const nothing = { text: "", words: [], description: "" };
    const { text, words: read, description } = await textOf(record.url, words).catch(() => nothing);
    const places = words.placesOf(read, clauses), title = words.placesOf(words.wordsOf(record.title), clauses);
    // The index knows only roughly which word follows which: the text has the last word.
    const isWrong = text && clauses.some((clause) => clause.isQuoted && !clause.isExcluded && clause.words.length > 1 &&
      ![...places, ...title].some((place) => place.clause === clause));
    if (isWrong && item.isConnected) {
      item.remove();
      result.documents.splice(result.documents.indexOf(document_), 1);
      shown--;
      tell();
    }
    const nodes = words.snippetOf(text, read, places);
    part("snippet", item)?.replaceChildren(...(nodes.length ? nodes : [description]));
  }
  async function showMore() {
    const next = result.documents.slice(shown, shown + PER_PAGE), from = shown;
    shown += next.length;
    more.hidden = shown >= result.documents.length;
    for (let i = 0; i < next.length; i++) list.append(document.createElement("li"));
    const adding = next.map((one, i) => addResult(one, from + i));
    await Promise.race([Promise.all(adding), ...adding]);
    await Promise.all(adding);
  }

  function showFilters(groups) {
    const focused = document.activeElement?.closest?.("[data-filters]") && document.activeElement.id;
    const fieldsets = groups.flatMap(({ name, title, values }) => {
      const isChosen = ({ value }) => filters[name]?.includes(value) ?? false;
      const offered = values.filter((one) => one.count || isChosen(one)).sort((a, b) => isChosen(b) - isChosen(a) || b.count - a.count).slice(0, 12);
      if (offered.length < 2 && !offered.some(isChosen)) return [];
      const group = part("filter").content.firstElementChild.cloneNode(true), line = part("choice", group);
      part("legend", group).textContent = title;
      line.replaceWith(...offered.map((one) => {
        const choice = line.cloneNode(true), box = choice.querySelector("input");
        Object.assign(box, { id: `filter-${name}-${one.value}`, name, value: one.value, checked: isChosen(one) });
        part("label", choice).textContent = one.label;
        part("count", choice).textContent = one.count;
        return choice;
      }));
      return [group];
    });
    aside.replaceChildren(...fieldsets);
    if (focused) document.getElementById(focused)?.focus();
  }

  async function run(isTyping) {
    const mine = ++turn, query = field.value.trim(), isWanted = query || Object.keys(filters).length;
    root.toggleAttribute("data-idle", !isWanted);
    if (!isWanted) {
      status.textContent = "";
      more.hidden = true;
      list.replaceChildren();
      aside.replaceChildren();
      return;
    }
    const index = await opening, found = await index.search(field.value, { isTyping, filters, isByDate: sort?.value === "date" });
    if (mine !== turn) return;
    result = found;
    shown = 0;
    list.replaceChildren();
    tell();
    const showing = showMore();
    const counts = await index.counts(found.all, filters);
    if (mine === turn) showFilters(counts);
    await showing;
  }
  // Pieces that are gone mean a new build: its page names the new index.
  async function runOrReload(isTyping = false) {
    try { await run(isTyping); } catch (fault) {
      const page = new DOMParser().parseFromString(await fetched(location.pathname, { cache: "reload" }).then((answer) => answer.text(), () => ""), "text/html");
      const manifest = part("manifest", page)?.dataset.manifest;
      if (!manifest || manifest === root.dataset.manifest) {
        status.textContent = say.failed;
        throw fault;
      }
      opening = open(root.dataset.manifest = manifest);
      await run(isTyping);
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    history.pushState(null, "", address());
    runOrReload();
  });
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => { history.replaceState(null, "", address()); runOrReload(true); }, 150);
  });
  root.addEventListener("change", ({ target }) => {
    if (target === field) return;
    if (target.type === "checkbox") {
      const values = (filters[target.name] ?? []).filter((value) => value !== target.value);
      filters[target.name] = target.checked ? [...values, target.value] : values;
      if (!filters[target.name].length) delete filters[target.name];
    }
    history.pushState(null, "", address());
    runOrReload();
  });
  more.addEventListener("click", async () => {
    const before = list.children.length;
    await showMore();
    part("title", list.children[before] ?? list)?.focus();
  });
  // Up and down go from the field through the results and back; a slash goes to the field.
  document.addEventListener("keydown", (event) => {
    const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey, isInField = event.target === field;
    if (isPlain && event.key === "/" && !/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) field.focus();
    else if (isPlain && /^Arrow(Up|Down)$/.test(event.key) && (isInField || list.contains(event.target))) {
      const stops = [field, ...list.querySelectorAll("[data-title]")], place = stops.indexOf(event.target);
      stops[Math.max(0, Math.min(stops.length - 1, place + (event.key === "ArrowDown" ? 1 : -1)))].focus();
    } else return;
    event.preventDefault();
  });
  addEventListener("popstate", async () => { await readAddress(); runOrReload(); });
  readAddress().then(() => runOrReload(), () => runOrReload());
}

const root = globalThis.document?.querySelector("[data-manifest]");
if (root) start(root);
