// SPDX-License-Identifier: MIT
// The words of queries and texts, and the pieces of the search index: what search_index.js and search.js are made with.
// docs/search.md has the format of the pieces.

const LETTERS = { ß: "ss", ς: "σ", æ: "ae", ð: "d", ø: "o", þ: "th", đ: "d", ħ: "h", ı: "i", ł: "l", œ: "oe" };
const WORD = /[\p{L}\p{N}\p{M}]+(?:(?<=\d)[.,](?=\d)[\p{L}\p{N}\p{M}]+)*/gu;
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

export function followerOf(key) {
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

export const isFollowed = ({ followers }, hashes) => !followers || followers.some(([hash, mask]) => hashes.some((other) => (other & mask) === hash));

// Edits between two words, swaps of neighbours too; past `limit` it only says that there are more.
export function distance(a, b, limit) {
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

// A misspelt word with its first letters swapped, left out or replaced: near which words may stand that were meant.
export function likelyStarts(word) {
  const starts = [word];
  for (let i = 0; i < 3; i++) starts.push(word.slice(0, i) + word[i + 1] + word[i] + word.slice(i + 2), word.slice(0, i) + word.slice(i + 1));
  for (const letter of "aeiou") starts.push(letter + word.slice(1), word[0] + letter + word.slice(1), word[0] + letter + word.slice(2));
  return starts;
}

// Where the clauses stand among the words of a text: [{ from, to (word numbers), clause }].
export function placesOf(words, clauses) {
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
export function snippetOf(text, words, places) {
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

// The text of an article's page: the elements marked data-search-text.
export function readText(html) {
  const page = new DOMParser().parseFromString(html.replace(/<\/(p|li|h\d|t[dh]|d[dt]|div|figcaption|pre)>|<br/g, " $&"), "text/html");
  const marked = page.querySelectorAll("[data-search-text]");
  page.querySelectorAll("sup.footnote-ref, script, style, template").forEach((element) => element.remove());
  for (const sup of page.querySelectorAll("sup")) sup.textContent = sup.textContent.replace(/\d/g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit]);
  const text = [...(marked.length ? marked : [page.querySelector("main") ?? page.body])].map((element) => element.textContent).join(" ").replace(/\s+/g, " ");
  return { text, words: wordsOf(text), description: page.querySelector("meta[name=description]")?.content ?? "" };
}
