// SPDX-License-Identifier: MIT
// Search without a server, in three parts: the words of queries and texts, the index, and the page.
// docs/search.md has the format of the index's pieces and what a layout must have.

// ---- Words

const LETTERS = { ß: "ss", ς: "σ", æ: "ae", ð: "d", ø: "o", þ: "th", đ: "d", ħ: "h", ı: "i", ł: "l", œ: "oe" };
// Digits keep what divides them. Groups: the apostrophe before a word that it ties to another, the one behind it.
const WORD = /(?:(?<=[\p{L}\p{N}](['’]))|)(?:[\p{L}\p{N}\p{M}]|(?<=\d)[.,](?=\d))+(?=(['’])\p{L}{3}|)/gu;
const segmenter = Intl.Segmenter && new Intl.Segmenter([], { granularity: "word" });

// The key under which a word is found: no case, no accents, no commas in numbers. Marks from India to Japan (U+0900 to
// U+309A) are vowels, tones and consonants.
const bare = (word) => word.replace(/(\d),(?=\d)/g, "$1").normalize("NFKD").toLowerCase().replace(/(?![ऀ-゚])\p{Mn}/gu, "")
  .replace(/[^]/g, (letter) => LETTERS[letter] ?? letter).normalize("NFKC");

// As it stands in addresses: what the build did otherwise, it says.
const slugOf = (title) => title.toLowerCase().replace(/[^a-z\d]+/g, "-").replace(/^-|-$/g, "");

// The words of a text with their places, as generator/base/unicode_search.c cuts them.
function wordsOf(text) {
  const words = [];
  const add = (word, start) => words.push({ word: bare(word), start, end: start + word.length });
  for (const { 0: word, 1: isTied, 2: ties, index } of text.matchAll(WORD))
    if (segmenter && /\p{Lo}/u.test(word)) // of a script that may do without blanks
      for (const part of segmenter.segment(word)) add(part.segment, index + part.index);
    else if (!(isTied && [...word].length < 3) && !(ties && word.length < 2)) add(word, index); // neither "we're" nor "l'eau"
  return words;
}
const keysOf = (text) => wordsOf(text).map(({ word }) => word);

// "a b" -c d-e → [{ rows, isQuoted, isNot, plain }]; any of the rows of words will do. A plain word has synonyms.
// What signs part, or this browser's dictionary and not that of the build, may be one word: "follow-up", "សុខភាព".
function parse(query) {
  const clauses = [];
  for (const [, minus, quoted, chunk] of query.replace(/[“”„«»＂]/g, '"').matchAll(/(?<!\S)(-?)(?:"([^"]*)"?|(\S+))/g)) {
    const words = keysOf(chunk ?? quoted), { length } = words;
    const joined = words.join(""), isCompound = length > 1 && length < 4 && bare(chunk?.replace(/[\p{P}\p{S}]/gu, "") ?? "") === joined;
    if (length) clauses.push({ rows: isCompound ? [words, [joined]] : [words], isQuoted: !chunk, isNot: minus, plain: !minus && chunk && words.join(" ") });
  }
  return clauses;
}

// Edits between two words, swaps of neighbours too; past `limit` it only says that there are more.
function distance(a, b, limit) {
  if (Math.abs(a.length - b.length) > limit) return 9;
  const without = (m, n, edits = 1) => edits + distance(a.slice(m), b.slice(n), limit - edits);
  if (!a || !b) return a.length + b.length;
  if (a[0] === b[0]) return without(1, 1, 0);
  return Math.min(without(1, 0), without(0, 1), without(1, 1), a[0] === b[1] && a[1] === b[0] ? without(2, 2) : 9);
}

// A misspelt word with its first letters swapped, left out or replaced: near which words may stand that were meant.
function likelyStarts(word) {
  const from = (place) => word.slice(place), starts = [word];
  for (const i of [0, 1, 2]) starts.push(word.slice(0, i) + word[i + 1] + word[i] + from(i + 2), word.slice(0, i) + from(i + 1));
  for (const letter of "aeiou") starts.push(letter + from(1), word[0] + letter + from(1), word[0] + letter + from(2));
  return starts;
}

// ---- The index

const SATURATION = 1.2, LENGTH_SHARE = 0.6, NEXT_TO_EACH_OTHER = 0.6, FUNCTION_WORD_SHARE = 0.25, PREFIX_STEMS = 40;
const ENDING = /^(|[sydn]|e[dmnrs]?|er[ns]|ie[ds]?|ing|ly)$/;

let kept = {}; // by address, what was read there
const get = (address, read) => kept[address] ??= fetch(address).then((answer) => {
  if (!answer.ok) throw answer;
  return read(answer);
});
const readJson = (answer) => answer.json();
const readBytes = async (answer) => new Uint8Array(await answer.arrayBuffer());

function hashOf(key) {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(key)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash ^ hash >>> 8 ^ hash >>> 16 ^ hash >>> 24) & 255;
}
// The words next to a word of a text are unknown where they are undefined.
const isFollowed = ({ next }, hashes) => !next || next.some(([hash, mask]) => hashes.some((other) => (other & mask) === hash));

// Terms by key.
async function readShard(answer) {
  const bytes = await readBytes(answer), entries = new Map(), decoder = new TextDecoder();
  let at = 0, key = [], start = 0;
  const number = (unit = 1) => {
    const byte = bytes[at++];
    return byte < 128 ? byte * unit : (byte - 128) * unit + number(unit * 128);
  };
  const upTo = (limit, value) => value < limit ? value : limit + number();
  const after = (shared, added) => [...key.slice(0, shared), ...bytes.subarray(at, at += added)];
  const text = (key) => decoder.decode(new Uint8Array(key));
  const total = number(), documents = number(), limit = number();
  for (let i = 0; i < total; i++) {
    const sizes = number();
    key = after(upTo(15, sizes & 15), sizes >> 4);
    const name = text(key), head = number(), entry = entries.get(name) ?? { count: 0, stems: [] };
    entries.set(name, entry);
    if (head & 1) {
      const from = start, count = head >> 2, gap = Math.max(0, Math.log2(documents * 0.69 / count)) | 0;
      let read;
      const postings = () => read ??= readPostings(bytes, at + from, count, gap, count <= limit && name[0] !== "=");
      entry.stems.push(name);
      Object.assign(entry, { count, isWord: head & 2, postings });
      start += number();
    } else entry.stems.push(text(after(key.length - upTo(7, head >> 1 & 7), head >> 4)));
  }
  return entries;
}

// document → { weight, next: hashes of the words behind it }
function readPostings(bytes, start, count, gap, hasFollowers) {
  const postings = new Map();
  let bit = start * 8;
  const one = () => bytes[bit >> 3] >> (7 - (bit++ & 7)) & 1;
  const some = (length) => length ? some(length - 1) * 2 + one() : 0;
  const zeros = () => { let length = 0; while (!one()) length++; return length; };
  for (let document = 0; count--; document++) {
    document += zeros() * 2 ** gap + some(gap);
    const length = zeros(), level = 2 ** length + some(length);
    let next;
    if (hasFollowers) {
      const code = zeros(), known = [1, 2, 0][code] ?? code, width = 4 + Math.ceil(Math.log2(known));
      if (known < 9) next = [...Array(known)].map(() => [some(width), 2 ** width - 1]);
    }
    postings.set(document, { weight: level < 8 ? level : (4 + level % 4) * 2 ** ((level >> 2) - 1), next });
  }
  return postings;
}
const postingsOf = (entry) => entry?.postings?.() ?? new Map();

// → { labels, search, counts, record }
async function openIndex(address) {
  const base = address.replace(/search\/data\/[^/]*$/, ""), piece = (name, read) => get(base + "search/data/" + name, read);
  const manifest = await get(address, readJson), { starts, shards, documents } = manifest;
  const [labels, lengths] = await Promise.all([piece(`labels-${manifest.labels}.json`, readJson), piece(`lengths-${manifest.lengths}.bin`, readBytes)]);
  const synonyms = manifest.synonyms.map((group) => group.map(keysOf));

  const placeOf = (word) => starts.filter((start) => start <= word).length - 1;
  const shardAt = (place) => shards[place] ? piece(`words-${shards[place]}.bin`, readShard) : new Map();
  const shardOf = (word) => shardAt(placeOf(word));
  const entryOf = async (word) => (await shardOf(word)).get(word);

  // What a word of a query stands for: its stems and their postings.
  async function lookUp(word, isPrefix, isExact) {
    const isStopWord = manifest.functionWords.includes(word), near = await shardOf(word), stems = new Set(), postings = new Map();
    const add = (entry) => entry?.stems.forEach((stem) => stems.add(stem));
    if (isStopWord) add(await entryOf("=" + word));
    // One language's function word is another's word: German "war".
    if (!isStopWord || manifest.languages > 1) add(near.get(word));
    if (!stems.size) add(await entryOf(word.replace(/([aou])e/g, "$1"))); // Mueller for Müller
    // A form that no article has: one whose ending alone differs, "policy" for "policies".
    if (!stems.size && word.length > 3 && !isPrefix)
      for (const [key, entry] of near) {
        let same = 0;
        while (same < word.length && word[same] === key[same]) same++;
        if (same > 3 && [word, key].every((one) => ENDING.test(one.slice(same)))) add(entry);
      }
    if (isPrefix && word[1]) {
      const found = [], first = placeOf(word);
      for (let place = first; place < first + 3; place++)
        for (const [key, entry] of starts[place] <= word + "\uffff" ? await shardAt(place) : []) if (key.startsWith(word)) found.push(entry);
      found.sort((a, b) => b.count - a.count).slice(0, PREFIX_STEMS).forEach(add);
    }
    for (const stem of stems) {
      for (const [document, posting] of postingsOf(await entryOf(stem))) {
        const { weight, next } = postings.get(document) ?? { weight: 0, next: [] };
        postings.set(document, { weight: weight + posting.weight, next: next && posting.next && [...next, ...posting.next] });
      }
    }
    const matches = (other) => other === word || !isExact && (near.get(other)?.stems.some((stem) => stems.has(stem)) || isPrefix && other?.startsWith(word));
    return { word, stems, hashes: [...stems].map(hashOf), postings, isStopWord, matches };
  }

  // Documents of a row of words, which must follow one another when there are several.
  function documentsOf(words) {
    const content = words.filter((word) => !word.isStopWord), row = content[0] ? content : words, found = new Map();
    for (const document of row[0].postings.keys()) {
      const postings = row.map((word) => word.postings.get(document));
      const isRow = postings.every((one, i) => one && (!row[i + 1] || isFollowed(one, row.slice(i + 1).flatMap((word) => word.hashes))));
      if (isRow) found.set(document, Math.min(...postings.map((one) => one.weight)));
    }
    return found;
  }

  // Synonyms join a clause; those of several words take the place of as many clauses.
  function addSynonyms(clauses) {
    for (const group of synonyms)
      for (const member of group)
        clauses.forEach((first, i) => {
          const isSame = member.every((word, k) => clauses[i + k]?.plain === word);
          if (isSame) clauses.splice(i, member.length, { ...first, plain: member.join(" "), rows: group });
        });
  }

  // What a misspelt word may have meant: near words of the shards where they would be.
  async function nearest(word) {
    const limit = Math.min(2, (word.length - 1) / 3) | 0;
    let best, least = limit + 1, most;
    for (const place of [...new Set(likelyStarts(word).map(placeOf))].slice(0, 8))
      for (const [key, entry] of await shardAt(place)) {
        if (key[0] === "=" || (entry.count && !entry.isWord)) continue;
        const edits = distance(word, key, limit), count = entry.count || ((await entryOf(entry.stems[0]))?.count ?? 0);
        if (edits < least || (edits === least && count > most)) [best, least, most] = [key, edits, count];
      }
    return best;
  }

  const filters = () => piece(`filters-${manifest.filters}.bin`, readShard);

  // The documents that have one of the values of every filter among the parameters, but for one filter.
  async function filtered(documents, parameters, leftOut) {
    for (const { name } of labels)
      if (name !== leftOut && parameters.has(name)) {
        const entries = await filters(), sets = parameters.getAll(name).map((value) => postingsOf(entries.get(name + "=" + value)));
        documents = documents.filter((document) => sets.some((set) => set.has(document)));
      }
    return documents;
  }

  // → [{ name, title, values: [{ value, label, isChosen, count }] }]: what choosing a value would leave.
  async function counts(all, parameters) {
    const entries = await filters();
    return Promise.all(labels.map(async ({ name, title, values }) => {
      const left = await filtered(all, parameters, name), chosen = parameters.getAll(name);
      return { name, title, values: values.map(([label, value = slugOf(label)]) => {
        const set = postingsOf(entries.get(name + "=" + value));
        return { value, label, isChosen: chosen.includes(value), count: left.filter((document) => set.has(document)).length };
      }) };
    }));
  }

  // document → points (BM25F, and something for words that stand together as in the query)
  function rank(clauses, wanted, needed) {
    const scores = new Map(), hits = new Map(), { length } = needed;
    let most = 0;
    const add = (map, document, points) => map.set(document, (map.get(document) ?? 0) + points).get(document);
    if (!wanted[0]) for (let i = 0; i < documents; i++) scores.set(i, 0);
    for (const { found, rarity, isOptional } of wanted)
      for (const [document, weight] of found) {
        const size = 1 + LENGTH_SHARE * (2 ** ((lengths[document] - manifest.usualLength) / 2) - 1);
        add(scores, document, (isOptional ? FUNCTION_WORD_SHARE : 1) * rarity * weight * (SATURATION + 1) / (weight + SATURATION * size));
        most = Math.max(most, add(hits, document, !isOptional));
      }
    needed.forEach(({ rarity, rows: [[word]] }, i) => {
      const before = needed[i - 1];
      for (const [document, posting] of before?.rows[0].at(-1).postings ?? [])
        if (posting.next && word.postings.has(document) && isFollowed(posting, word.hashes))
          add(scores, document, NEXT_TO_EACH_OTHER * Math.min(rarity, before.rarity));
    });
    const least = length < 3 ? length : Math.min(most, length - (length / 3 | 0));
    for (const document of scores.keys())
      if ((hits.get(document) ?? 0) < least || clauses.some(({ found, isQuoted, isNot, isOptional }) =>
        isNot ? found.has(document) : isQuoted && !isOptional && !found.has(document))) scores.delete(document);
    return scores;
  }

  // → { documents (best first), needed (clauses), corrected (the query that was used instead, if any), all (with no filter) }
  async function search(query, parameters, isTyping) {
    const clauses = parse(query);
    addSynonyms(clauses);
    const last = isTyping && /[\p{L}\p{N}\p{M}]$/u.test(query) && clauses.at(-1);
    await Promise.all(clauses.map(async (clause) => {
      const { isQuoted } = clause, found = clause.found = new Map();
      const rows = clause.rows = await Promise.all(clause.rows.map((row) =>
        Promise.all(row.map((word, i) => lookUp(word, clause === last && !isQuoted && !row[i + 1], isQuoted)))));
      for (const row of rows)
        for (const [document, weight] of documentsOf(row)) found.set(document, Math.max(weight, found.get(document) ?? 0));
      clause.rarity = Math.log(1 + (documents - found.size + 0.5) / (found.size + 0.5));
      clause.isOptional = rows.every((row) => row.every((word) => word.isStopWord));
    }));
    const wanted = clauses.filter(({ isNot }) => !isNot), needed = wanted.filter(({ isOptional }) => !isOptional);
    const wrong = needed.flatMap(({ found, rows }) => found.size ? [] : rows[0]).find((word) => !word.stems.size)?.word;
    const right = wrong && !isTyping && await nearest(wrong);
    const corrected = right && query.replace(WORD, (written) => bare(written) === wrong ? right : written);
    if (right && corrected !== query) return { corrected, ...await search(corrected, parameters) };
    const scores = rank(clauses, wanted, needed), all = [...scores.keys()], isByDate = parameters.get("sort") === "date";
    const found = await filtered(all, parameters);
    return { documents: found.sort((a, b) => (!isByDate && scores.get(b) - scores.get(a)) || b - a), needed, all };
  }

  // → [address, title, day, date, authors, type, lang, summary]
  async function record(document) {
    const { chunk, records } = manifest, listed = await piece(`records-${records[document / chunk | 0]}.json`, readJson);
    const [place, title, ...rest] = listed[document % chunk];
    return [base + place.replace("*", slugOf(title)), title, ...rest];
  }

  return { labels, search, counts, record };
}

// ---- The page

const PER_PAGE = 10;
const documentOf = (html) => new DOMParser().parseFromString(html, "text/html");

// The text of an article's page: the elements marked data-search-text. A dot in the middle parts what ends without a sign:
// headings, items, cells; until then "¦" stands there. A section begins at a heading; until the text is cut there, its id
// stands before it between characters that no text has. Some have none: the footnotes, headings of HTML.
function readText(html) {
  const page = documentOf(html.replace(/<(\/(p|li|h\d|t[dh]|d[dti]|figc|cap)|br)/g, "¦$&").replace(/<(?:h\d|section)(?:[^>]* id="(.+?)")?.*?>/g, "$&\uffff$1\uffff")), all = (selector) => [...page.querySelectorAll(selector)];
  for (const element of all("[class^=footnote-],script,style,template")) element.remove();
  for (const sup of all("sup")) sup.textContent = sup.textContent.replace(/\d/g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit]);
  const places = [all("[data-search-text]"), all("main"), [page.body]].find(([first]) => first), sections = [];
  let text = "";
  places.map((element) => element.textContent).join("¦").split("\uffff").forEach((piece, i, pieces) => {
    if (i % 2) sections.push({ id: piece, title: pieces[i + 1].split("¦")[0], start: text.length });
    else text += piece.replace(/\s+/g, " ").replace(/([.:;?!…]["’”)]*)? ?¦[ ¦]*/g, (_, sign = " ·") => sign + " ");
  });
  return { text, words: wordsOf(text), sections, description: all("meta[name=description]")[0]?.content ?? "" };
}

// Where the clauses stand among the words of a text: [{ from, to (word numbers), clause }].
const placesOf = (words, clauses) => words.flatMap((_, from) => clauses.flatMap((clause) => clause.rows
  .filter((row) => row.every((one, i) => one.matches(words[from + i]?.word)))
  .map((row) => ({ from, to: from + row.length, clause }))));

// A stretch of the text with as many clauses as possible, as nodes with <mark>, behind the place of the first of them; empty
// when none stands there.
function snippetOf(text, words, places) {
  let most = 0, centre;
  for (const { from } of places) {
    const kinds = new Set(places.filter((place) => place.from >= from && place.to <= from + 32).map((place) => place.clause)).size;
    if (kinds > most) [most, centre] = [kinds, from];
  }
  if (!most) return [];
  const first = Math.max(0, centre - 8), end = Math.min(words.length, first + 44), nodes = [];
  let at = words[first].start;
  for (const { from, to } of places) {
    const { start } = words[from];
    if (start < at || to > end) continue;
    const mark = document.createElement("mark");
    nodes.push(text.slice(at, start), mark);
    mark.textContent = text.slice(start, at = words[to - 1].end);
  }
  return [words[centre].start, first ? "… " : "", ...nodes, words[end] ? text.slice(at, words[end - 1].end) + " …" : text.slice(at)];
}

function start(root) {
  const part = (name, within = root) => within.querySelector(`[data-${name}]`);
  const form = root.querySelector("form"), { q: field, sort } = form.elements, list = part("results"), status = part("status"), more = part("more");
  const aside = part("filters"), say = JSON.parse(part("words").textContent);
  const copyOf = (template) => part(template).content.firstElementChild.cloneNode(true);
  const fill = (within, values) => {
    for (const name in values) part(name, within)?.replaceChildren(values[name]);
  };
  const open = (page) => openIndex(page.dataset.manifest);
  let opening = open(root), parameters, turn = 0, result, shown, timer;

  function tell() {
    const { corrected, documents: { length } } = result;
    const lang = root.lang || [], many = say.forms?.[new Intl.PluralRules(lang).select(length)] ?? say.many;
    const count = length === 1 ? say.one : length ? many.replace("%d", length.toLocaleString(lang)) : say.none;
    status.textContent = result.isIdle ? "" : (corrected ? say.corrected.replace("%s", () => corrected) + " " : "") + count;
  }

  function fail() {
    kept = {};
    status.textContent = say.failed;
  }

  async function addSnippet(item, document, [url, title, , , authors, , lang, summary]) {
    const { needed, documents } = result;
    const { text, words, sections, description } = await get(url, async (answer) => readText(await answer.text())).catch(() => ({ ...readText(""), description: summary ?? "" }));
    const places = placesOf(words, needed), seen = [...places, ...placesOf(wordsOf(title + " " + authors), needed)];
    // The index knows only roughly which word follows which: the text has the last word.
    const isWrong = text && needed.some((clause) => clause.isQuoted && clause.rows[0][1] && !seen.some((place) => place.clause === clause));
    if (isWrong && item.isConnected) {
      item.remove();
      documents.splice(documents.indexOf(document), 1);
      shown--;
      tell();
    }
    const [start, ...nodes] = snippetOf(text, words, places), link = part("section", item);
    const section = sections.filter((one) => one.start <= start).at(-1);
    if (section?.id && link) Object.assign(link, { href: url + "#" + section.id, textContent: section.title }, lang && { lang });
    part("snippet", item)?.replaceChildren(...(nodes[1] ? nodes : [description]));
  }

  async function showMore() {
    const mine = result, { record } = await opening, next = mine.documents.slice(shown, shown += PER_PAGE);
    const records = await Promise.all(next.map(record));
    if (mine !== result) return;
    more.hidden = shown >= mine.documents.length;
    records.forEach((one, i) => {
      const [url, title, day, date, authors, type, lang] = one, item = copyOf("result"), link = part("title", item), time = part("date", item);
      fill(item, { title, date, authors, type: say.types[type] ?? "" });
      link.href = url;
      if (lang) link.lang = lang;
      if (time) time.dateTime = day;
      list.append(item);
      addSnippet(item, next[i], one);
    });
  }

  function showFilters(groups) {
    const focused = document.activeElement.id;
    aside.replaceChildren(...groups.flatMap(({ name, title, values }) => {
      const offered = values.filter((one) => one.count || one.isChosen).sort((a, b) => b.isChosen - a.isChosen || b.count - a.count).slice(0, 12);
      if (!offered[1] && !offered[0]?.isChosen) return [];
      const group = copyOf("filter"), line = part("choice", group);
      fill(group, { legend: title });
      line.replaceWith(...offered.map(({ value, label, count, isChosen }) => {
        const choice = line.cloneNode(true);
        Object.assign(choice.querySelector("input"), { id: `filter-${name}-${value}`, name, value, checked: isChosen });
        fill(choice, { label, count });
        return choice;
      }));
      return group;
    }));
    document.getElementById(focused)?.focus();
  }

  async function run(isTyping) {
    const mine = ++turn, { labels, search, counts } = await opening, isWanted = keysOf(field.value)[0] || labels.some(({ name }) => parameters.has(name));
    const found = isWanted ? await search(field.value, parameters, isTyping) : { documents: [], all: [], isIdle: true };
    if (mine !== turn) return;
    root.toggleAttribute("data-idle", !isWanted);
    list.replaceChildren();
    result = found;
    shown = 0;
    tell();
    const showing = showMore(), groups = await counts(found.all, parameters);
    if (mine === turn) showFilters(groups);
    await showing;
  }
  // Pieces that are gone mean a new build, whose page names the new index; or the network was away for a while.
  async function runOrReload(isTyping) {
    try { await run(isTyping); } catch {
      try {
        const page = documentOf(await (await fetch(location.pathname, { cache: "reload" })).text());
        kept = {};
        opening = open(part("manifest", page));
        await run(isTyping);
      } catch { fail(); }
    }
  }

  function readAddress() {
    parameters = new URLSearchParams(location.search);
    field.value = parameters.get("q") ?? "";
    if (sort) sort.value = parameters.get("sort") ?? "relevance";
    runOrReload();
  }
  function go(how, isTyping) {
    clearTimeout(timer);
    for (const [name, value] of [["q", field.value.trim()], ["sort", sort?.value === "date" && "date"]])
      value ? parameters.set(name, value) : parameters.delete(name);
    runOrReload(isTyping);
    history[how](null, "", "" + parameters ? "?" + parameters : location.pathname); // browsers refuse it when it comes too often
  }

  form.onsubmit = () => {
    go("pushState");
    return false;
  };
  field.oninput = () => {
    clearTimeout(timer);
    timer = setTimeout(go, 150, "replaceState", true);
  };
  root.onchange = ({ target: { type, name } }) => {
    if (name === "q") return;
    if (type === "checkbox") {
      parameters.delete(name);
      for (const box of aside.querySelectorAll(":checked")) if (box.name === name) parameters.append(name, box.value);
    }
    go("pushState");
  };
  more.onclick = async () => {
    const { length } = list.children;
    try {
      await showMore();
      tell();
      part("title", list.children[length] ?? list).focus();
    } catch {
      shown = list.children.length; // the next click asks for the same ones
      fail();
    }
  };
  // Up and down go from the field through the results and back; a slash among them goes to the field. Elsewhere letters
  // and signs are left to those who speak them (WCAG 2.1.4).
  root.onkeydown = (event) => {
    const { key, target } = event, step = { ArrowUp: -1, ArrowDown: 1 }[key];
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (key === "/" && target.selectionStart == null && target !== sort) field.focus();
    else if (step && (target === field || list.contains(target))) {
      const stops = [field, ...list.querySelectorAll("[data-title]")];
      stops[stops.indexOf(target) + step]?.focus();
    } else return true;
    return false;
  };
  addEventListener("popstate", readAddress);
  const typed = field.value; // before this script came
  readAddress();
  if (typed) {
    field.value = typed;
    field.oninput();
  }
}

const root = document.querySelector("[data-manifest]");
if (root) start(root);
