// SPDX-License-Identifier: MIT
// Search without a server: fetches the pieces of the index that a query needs. docs/search.md has the format.

const SATURATION = 1.2, LENGTH_SHARE = 0.6, NEXT_TO_EACH_OTHER = 0.6, FUNCTION_WORD_SHARE = 0.25, PER_PAGE = 10, PREFIX_STEMS = 40;
const LETTERS = { ß: "ss", ς: "σ", æ: "ae", ð: "d", ø: "o", þ: "th", đ: "d", ħ: "h", ı: "i", ł: "l", œ: "oe" };
const WORD = /[\p{L}\p{N}\p{M}]+(?:(?<=\d)[.,](?=\d)[\p{L}\p{N}\p{M}]+)*/gu;
const ENDING = /^(|[sydn]|e[dmnrs]?|ers?|ern|ies?|ied|ing|ly)$/;
const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]/u;

// The key under which a word is found: no case, no accents.
export const bare = (word) => word.normalize("NFKD").toLowerCase().normalize("NFKD").replace(/\p{Mn}/gu, "")
  .replace(/[ßςæðøþđħıłœ]/g, (letter) => LETTERS[letter]).normalize("NFKC");

// The words of a text with their places, as generator/base/unicode_search.c cuts them.
export function wordsOf(text) {
  const words = [];
  const add = (word, start) => words.push({ word: bare(word.replace(/(\d),(?=\d)/g, "$1")), start, end: start + word.length });
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const isTail = /[\p{L}\p{N}]['’]$/u.test(text.slice(Math.max(0, index - 3), index)) && [...word].length < 3;
    const isHead = word.length < 2 && /^['’]\p{L}{3}/u.test(text.slice(index + 1, index + 9));
    if (UNSPACED.test(word) && Intl.Segmenter)
      for (const part of new Intl.Segmenter(undefined, { granularity: "word" }).segment(word)) add(part.segment, index + part.index);
    else if (!isTail && !isHead) add(word, index);
  }
  return words;
}

// "a b" -c d-e → [{ words, isQuoted, isExcluded, alternatives }]
export function parse(query) {
  const clauses = [];
  for (const [, minus, quoted, chunk] of query.matchAll(/(?<!\S)(-?)(?:["“”„]([^"“”„]*)["“”„]?|(\S+))/gu)) {
    const source = quoted ?? chunk, words = wordsOf(source).map(({ word }) => word);
    const isCompound = !quoted && words.length > 1 && words.length < 4 && /^[^-._·‐‑]+([-._·‐‑][^-._·‐‑]+)+$/u.test(source);
    if (words.length) clauses.push({ words, isQuoted: quoted !== undefined, isExcluded: !!minus,
      alternatives: isCompound ? [words, [words.join("")]] : [words] });
  }
  return clauses;
}

const weightOf = (level) => level < 8 ? level : (4 + (level - 8) % 4) * 2 ** (Math.floor((level - 8) / 4) + 1);

function followerOf(key) {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(key)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash ^ hash >>> 8 ^ hash >>> 16 ^ hash >>> 24) & 255;
}

// Postings by key; they are decoded when asked for.
export function readShard(buffer) {
  const bytes = new Uint8Array(buffer), entries = new Map(), decoder = new TextDecoder();
  let at = 0, key = [], start = 0;
  const number = () => {
    for (let value = 0, unit = 1; ; unit *= 128) {
      const byte = bytes[at++];
      value += (byte & 127) * unit;
      if (byte < 128) return value;
    }
  };
  const some = (length) => bytes.subarray(at, at += length);
  const text = (array) => decoder.decode(Uint8Array.from(array));
  for (let left = number(); left; left--) {
    key = [...key.slice(0, number()), ...some(number())];
    const head = number(), entry = { bytes, count: head >> 2, isWord: !!(head & 1), stems: [] };
    if (entry.count) {
      const kind = number();
      Object.assign(entry, { gap: kind & 31, hasFollowers: kind > 31, start });
      start += number();
    }
    const name = text(key);
    if (entry.count) entry.stems.push(name);
    for (let forms = head & 2 ? number() : 0; forms; forms--) {
      const kept = key.slice(0, key.length - number());
      entry.stems.push(text([...kept, ...some(number())]));
    }
    entries.set(name, entry);
  }
  for (const entry of entries.values()) entry.start += at;
  return entries;
}

// document → { weight, followers }; the followers are not known where they are undefined.
export function readPostings({ bytes, start, count, gap, hasFollowers }) {
  const postings = new Map();
  let bit = start * 8;
  const one = () => bytes[bit >> 3] >> (7 - (bit++ & 7)) & 1;
  const some = (length) => { let value = 0; while (length--) value = value * 2 + one(); return value; };
  const zeros = () => { let length = 0; while (!one()) length++; return length; };
  for (let document = 0; count--; document++) {
    document += zeros() * 2 ** gap + some(gap);
    const length = zeros(), weight = weightOf(2 ** length + some(length));
    let followers;
    if (hasFollowers) {
      const code = zeros(), known = [1, 2, 0][code] ?? code, width = 4 + Math.ceil(Math.log2(known || 1));
      if (known < 9) followers = Array.from({ length: known }, () => [some(width), 2 ** width - 1]);
    }
    postings.set(document, { weight, followers });
  }
  return postings;
}

const isFollowed = ({ followers }, hashes) => !followers || followers.some(([hash, mask]) => hashes.some((other) => (other & mask) === hash));

// Edits between two words, swaps of neighbours too; past `limit` it only says that there are more.
function distance(a, b, limit) {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let older, old, row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    [older, old, row] = [old, row, [i]];
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(old[j] + 1, row[j - 1] + 1, old[j - 1] + (a[i - 1] !== b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], older[j - 2] + 1);
    }
  }
  return row[b.length];
}

export class Index {
  #kept = new Map();
  // `load(address)` gives a promise of bytes.
  constructor(manifest, load) {
    this.address = manifest;
    this.load = load;
  }

  #get(name, read) {
    if (!this.#kept.has(name)) this.#kept.set(name, this.load(new URL(name, this.address).href).then(read));
    return this.#kept.get(name);
  }
  #json(name) { return this.#get(name, (buffer) => JSON.parse(new TextDecoder().decode(buffer))); }

  async open() {
    if (this.manifest) return;
    this.manifest = await this.#json(this.address);
    this.functionWords = new Set(this.manifest.functionWords.split(" "));
    this.synonyms = this.manifest.synonyms.map((group) => group.map((member) => wordsOf(member).map(({ word }) => word)));
    this.lengths = new Uint8Array(await this.#get(`lengths-${this.manifest.lengths}.bin`, (buffer) => buffer));
  }

  #place(word) { // of its shard
    const { shards } = this.manifest;
    let low = 0, high = shards.length / 2 - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (shards[2 * middle] <= word) low = middle; else high = middle - 1;
    }
    return low;
  }
  #shard(place) { return this.manifest.shards.length ? this.#get(`words-${this.manifest.shards[2 * place + 1]}.bin`, readShard) : new Map(); }
  async #entry(word) { return (await this.#shard(this.#place(word))).get(word); }

  // Stems → postings of what a word of a query stands for.
  async #lookUp(word, isPrefix) {
    const isFunctionWord = this.functionWords.has(word);
    const stems = new Set((await this.#entry(isFunctionWord ? "=" + word : word))?.stems);
    const plain = word.replace(/([aou])e/g, "$1"); // Mueller for Müller
    if (!stems.size && plain !== word) for (const stem of (await this.#entry(plain))?.stems ?? []) stems.add(stem);
    // A form that no article has: one whose ending alone differs, "policy" for "policies".
    if (!stems.size && word.length > 3 && !isPrefix)
      for (const [key, entry] of await this.#shard(this.#place(word))) {
        let same = 0;
        while (same < word.length && word[same] === key[same]) same++;
        if (same > 3 && [word, key].every((one) => ENDING.test(one.slice(same)))) entry.stems.forEach((stem) => stems.add(stem));
      }
    if (isPrefix && word.length > 1) {
      const found = [], last = this.#place(word + "\uffff");
      for (let place = this.#place(word); place <= last && place < this.#place(word) + 3; place++)
        for (const [key, entry] of await this.#shard(place)) if (key.startsWith(word)) found.push(entry);
      for (const entry of found.sort((a, b) => b.count - a.count).slice(0, PREFIX_STEMS)) entry.stems.forEach((stem) => stems.add(stem));
    }
    const postings = new Map();
    for (const stem of stems) {
      const entry = await this.#entry(stem);
      for (const [document, posting] of entry?.count ? entry.read ??= readPostings(entry) : []) {
        const other = postings.get(document);
        postings.set(document, !other ? posting : { weight: other.weight + posting.weight,
          followers: other.followers && posting.followers && [...other.followers, ...posting.followers] });
      }
    }
    const forms = new Set([word]);
    for (const [key, entry] of await this.#shard(this.#place(word))) if (entry.stems.some((stem) => stems.has(stem))) forms.add(key);
    const matches = (other) => forms.has(other) || (isPrefix && other.startsWith(word));
    return { word, stems: [...stems], hashes: [...stems].map(followerOf), postings, isFunctionWord, matches };
  }

  // Documents of a row of words, which must follow one another when there are several.
  #row(words) {
    const content = words.filter((word) => !word.isFunctionWord), row = content.length ? content : words, [first, ...rest] = row;
    const found = new Map();
    for (const [document, posting] of first.postings) {
      const postings = [posting, ...rest.map((word) => word.postings.get(document))];
      const isRow = postings.every((one, i) => one && (i + 1 === row.length ||
        isFollowed(one, row.slice(i + 1).flatMap((word) => word.hashes))));
      if (isRow) found.set(document, Math.min(...postings.map((one) => one.weight)));
    }
    return found;
  }

  // Synonyms join a clause; those of several words take the place of as many clauses.
  #withSynonyms(clauses) {
    for (const group of this.synonyms)
      for (const member of group)
        for (let i = 0; i + member.length <= clauses.length; i++) {
          const spelled = clauses.slice(i, i + member.length);
          const isSame = spelled.every((clause, k) => !clause.isQuoted && !clause.isExcluded && clause.words.length === 1 && clause.words[0] === member[k]);
          if (isSame) clauses.splice(i, member.length, { ...spelled[0], words: member, alternatives: group });
        }
    return clauses;
  }

  // What a misspelt word may have meant: near words of the shards where they would be.
  async #nearest(word) {
    const limit = word.length < 4 ? 0 : word.length < 7 ? 1 : 2, starts = [word];
    for (let i = 0; i < 3; i++) starts.push(word.slice(0, i) + word[i + 1] + word[i] + word.slice(i + 2), word.slice(0, i) + word.slice(i + 1));
    for (const letter of "aeiou") starts.push(letter + word.slice(1), word[0] + letter + word.slice(1), word[0] + letter + word.slice(2));
    let best = { edits: limit + 1 };
    for (const place of [...new Set(starts.map((start) => this.#place(start)))].slice(0, 8))
      for (const [key, entry] of await this.#shard(place)) {
        if (!limit || key[0] === "=" || (entry.count && !entry.isWord)) continue;
        const edits = distance(word, key, limit), count = entry.count || ((await this.#entry(entry.stems[0]))?.count ?? 0);
        if (edits < best.edits || (edits === best.edits && count > best.count)) best = { key, edits, count };
      }
    return best.key;
  }

  // → { documents (best first), clauses, corrected (the query that was used instead, if any) }
  async search(query, { isTyping = false, filters = {}, isByDate = false } = {}, mayCorrect = true) {
    await this.open();
    const clauses = this.#withSynonyms(parse(query)), last = clauses.at(-1);
    const isOpen = isTyping && last && !last.isQuoted && last.words.length === 1 && /[\p{L}\p{N}]$/u.test(query);
    await Promise.all(clauses.map(async (clause) => {
      clause.rows = await Promise.all(clause.alternatives.map((row) =>
        Promise.all(row.map((word) => this.#lookUp(word, isOpen && clause === last)))));
      clause.found = new Map();
      for (const row of clause.rows)
        for (const [document, weight] of this.#row(row)) clause.found.set(document, Math.max(weight, clause.found.get(document) ?? 0));
      clause.rarity = Math.log(1 + (this.manifest.documents - clause.found.size + 0.5) / (clause.found.size + 0.5));
      clause.isOptional = clause.rows.every((row) => row.every((word) => word.isFunctionWord));
    }));
    const wrong = mayCorrect && !isTyping && clauses.find(({ found, isExcluded, isOptional, rows }) =>
      !found.size && !isExcluded && !isOptional && rows[0].some((word) => !word.stems.length));
    if (wrong) {
      const word = wrong.rows[0].find((one) => !one.stems.length).word, right = await this.#nearest(word);
      const corrected = right && query.replace(/[\p{L}\p{N}\p{M}]+/gu, (written) => bare(written) === word ? right : written);
      if (right && corrected !== query) {
        const result = await this.search(corrected, { filters, isByDate }, true);
        return { ...result, corrected: result.corrected ?? corrected };
      }
    }
    const scores = this.#rank(clauses);
    const passes = await this.#filter(filters);
    const documents = [...scores.keys()].filter(passes);
    documents.sort((a, b) => isByDate ? b - a : scores.get(b) - scores.get(a) || b - a);
    return { documents, clauses, all: [...scores.keys()] };
  }

  #rank(clauses) {
    const wanted = clauses.filter((clause) => !clause.isExcluded), scores = new Map(), hits = new Map();
    const needed = wanted.filter((clause) => !clause.isOptional), must = needed.filter((clause) => clause.isQuoted);
    const add = (document, points) => scores.set(document, (scores.get(document) ?? 0) + points);
    if (!clauses.length) for (let i = 0; i < this.manifest.documents; i++) scores.set(i, 0);
    for (const clause of wanted)
      for (const [document, weight] of clause.found) {
        const length = 1 + LENGTH_SHARE * (2 ** ((this.lengths[document] - this.manifest.usualLength) / 2) - 1);
        add(document, (clause.isOptional ? FUNCTION_WORD_SHARE : 1) * clause.rarity * weight * (SATURATION + 1) / (weight + SATURATION * length));
        if (!clause.isOptional) hits.set(document, (hits.get(document) ?? 0) + 1);
      }
    needed.forEach((clause, i) => {
      const before = needed[i - 1]?.rows[0].at(-1), { rows: [[word]] } = clause;
      for (const [document, posting] of before?.postings ?? [])
        if (posting.followers && word.postings.has(document) && isFollowed(posting, word.hashes))
          add(document, NEXT_TO_EACH_OTHER * Math.min(clause.rarity, needed[i - 1].rarity));
    });
    const most = Math.max(0, ...hits.values()), least = Math.min(most, needed.length - Math.floor(needed.length / 3));
    for (const document of scores.keys()) {
      const isOut = (needed.length && ((hits.get(document) ?? 0) < least || (needed.length < 3 && most < needed.length))) ||
        must.some((clause) => !clause.found.has(document)) ||
        clauses.some((clause) => clause.isExcluded && clause.found.has(document));
      if (isOut) scores.delete(document);
    }
    return scores;
  }

  labels() { return this.#json(`labels-${this.manifest.labels}.json`); }
  async #with(filter, value) {
    const entry = (await this.#get(`filters-${this.manifest.filters}.bin`, readShard)).get(filter + "=" + value);
    return entry ? entry.read ??= readPostings(entry) : new Map();
  }
  // → does a document have one of the values of every filter?
  async #filter(filters, leftOut) {
    const sets = await Promise.all(Object.entries(filters).filter(([name, values]) => name !== leftOut && values.length)
      .map(([name, values]) => Promise.all(values.map((value) => this.#with(name, value)))));
    return (document) => sets.every((set) => set.some((postings) => postings.has(document)));
  }
  // → [{ name, title, values: [{ value, label, count }] }]: what choosing a value would leave.
  async counts(all, filters) {
    const result = [];
    for (const { name, title, values } of await this.labels()) {
      const passes = await this.#filter(filters, name), left = all.filter(passes), counted = [];
      for (const [value, label] of values) {
        const postings = await this.#with(name, value);
        counted.push({ value, label, count: left.filter((document) => postings.has(document)).length });
      }
      result.push({ name, title, values: counted });
    }
    return result;
  }

  async record(document) {
    const { chunk, records } = this.manifest, piece = await this.#json(`records-${records[Math.floor(document / chunk)]}.json`);
    const [place, title, day, date, authors, type = "", lang = ""] = piece[document % chunk], [before, ...parts] = place.split("*");
    const slug = title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
    return { url: new URL("../../" + (parts.length ? parts[0] + slug + parts[1] : before), this.address).href, title, day, date, authors, type, lang };
  }
}

// Where the clauses stand among the words of a text: [{ from, to (word numbers), clause }].
function placesOf(words, clauses) {
  const places = [];
  for (const clause of clauses)
    for (const row of clause.isExcluded || clause.isOptional ? [] : clause.rows)
      words.forEach((_, from) => {
        const fits = row.every((one, i) => words[from + i] && (clause.isQuoted ? words[from + i].word === one.word : one.matches(words[from + i].word)));
        if (fits) places.push({ from, to: from + row.length, clause });
      });
  return places.sort((a, b) => a.from - b.from);
}

// A stretch of the text with as many clauses as possible, as nodes with <mark>; empty when none stands there.
function snippetOf(text, words, places) {
  let best = { kinds: 0 };
  for (const { from } of places) {
    const near = places.filter((place) => place.from >= from && place.to <= from + 32), kinds = new Set(near.map((place) => place.clause)).size;
    if (kinds > best.kinds) best = { kinds, from, near };
  }
  if (!best.near) return [];
  const first = Math.max(0, best.from - 8), last = Math.min(words.length, first + 44) - 1, nodes = [];
  let at = words[first].start;
  for (const { from, to } of places.filter((place) => place.from >= first && place.to <= last + 1)) {
    if (words[from].start < at) continue;
    const mark = document.createElement("mark");
    mark.textContent = text.slice(words[from].start, words[to - 1].end);
    nodes.push(text.slice(at, words[from].start), mark);
    at = words[to - 1].end;
  }
  return [first ? "… " : "", ...nodes, text.slice(at, words[last].end), last + 1 < words.length ? " …" : text.slice(words[last].end)];
}

const fetched = async (address, how) => {
  const answer = await fetch(address, how);
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  return answer;
};
const texts = new Map();
// The text of an article, from its page: the elements marked data-search-text.
async function readText(url) {
  const html = (await (await fetched(url)).text()).replace(/<\/(p|li|h\d|t[dh]|d[dt]|div|figcaption|pre)>|<br/g, " $&");
  const page = new DOMParser().parseFromString(html, "text/html"), marked = page.querySelectorAll("[data-search-text]");
  page.querySelectorAll("sup.footnote-ref, script, style, template").forEach((element) => element.remove());
  for (const sup of page.querySelectorAll("sup")) sup.textContent = sup.textContent.replace(/\d/g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit]);
  const text = [...(marked.length ? marked : [page.querySelector("main") ?? page.body])].map((element) => element.textContent).join(" ").replace(/\s+/g, " ");
  return { text, words: wordsOf(text), description: page.querySelector("meta[name=description]")?.content ?? "" };
}
const textOf = (url) => texts.get(url) ?? texts.set(url, readText(url)).get(url);

function start(root) {
  const part = (name, within = root) => within.querySelector(`[data-${name}]`);
  const form = root.querySelector("form"), field = form.elements.q, sort = form.elements.sort, list = part("results"), status = part("status");
  const more = part("more"), aside = part("filters"), say = JSON.parse(part("words").textContent);
  const open = (address) => new Index(new URL(address, location).href, async (piece) => (await fetched(piece)).arrayBuffer());
  let index = open(root.dataset.manifest), filters = {}, turn = 0, result, shown = 0, timer;

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
    await index.open();
    for (const { name } of parameters.size ? await index.labels() : []) if (parameters.has(name)) filters[name] = parameters.getAll(name);
  }

  async function addResult(document_, position) {
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
    const { text, words, description } = await textOf(record.url).catch(() => ({ text: "", words: [], description: "" }));
    const places = placesOf(words, clauses), title = placesOf(wordsOf(record.title), clauses);
    // The index knows only roughly which word follows which: the text has the last word.
    const isWrong = text && clauses.some((clause) => clause.isQuoted && !clause.isExcluded && clause.words.length > 1 &&
      ![...places, ...title].some((place) => place.clause === clause));
    if (isWrong && item.isConnected) {
      item.remove();
      result.documents.splice(result.documents.indexOf(document_), 1);
      shown--;
      tell();
    }
    const nodes = snippetOf(text, words, places);
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
    const found = await index.search(field.value, { isTyping, filters, isByDate: sort?.value === "date" });
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
      index = open(root.dataset.manifest = manifest);
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
