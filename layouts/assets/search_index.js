// SPDX-License-Identifier: MIT
// The index of a search without a server: looks words up and ranks documents. Nothing here knows of a page.

const SATURATION = 1.2, LENGTH_SHARE = 0.6, NEXT_TO_EACH_OTHER = 0.6, FUNCTION_WORD_SHARE = 0.25, PREFIX_STEMS = 40;
const ENDING = /^(|[sydn]|e[dmnrs]?|ers?|ern|ies?|ied|ing|ly)$/;

export class Index {
  #kept = new Map();
  #words;
  // `load(address)` gives a promise of bytes; `words` is the module search_words.js.
  constructor(manifest, load, words) {
    this.address = manifest;
    this.load = load;
    this.#words = words;
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
    this.synonyms = this.manifest.synonyms.map((group) => group.map((member) => this.#words.wordsOf(member).map(({ word }) => word)));
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
  #shard(place) { return this.manifest.shards.length ? this.#get(`words-${this.manifest.shards[2 * place + 1]}.bin`, this.#words.readShard) : new Map(); }
  async #entry(word) { return (await this.#shard(this.#place(word))).get(word); }

  // Stems → postings of what a word of a query stands for.
  async #lookUp(word, isPrefix) {
    const isFunctionWord = this.functionWords.has(word), stems = new Set();
    // One language's function word is another's word: German "war".
    for (const key of !isFunctionWord ? [word] : this.manifest.languages > 1 ? ["=" + word, word] : ["=" + word])
      for (const stem of (await this.#entry(key))?.stems ?? []) stems.add(stem);
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
      for (const [document, posting] of entry?.count ? entry.read ??= this.#words.readPostings(entry) : []) {
        const other = postings.get(document);
        postings.set(document, !other ? posting : { weight: other.weight + posting.weight,
          followers: other.followers && posting.followers && [...other.followers, ...posting.followers] });
      }
    }
    const forms = new Set([word]);
    for (const [key, entry] of await this.#shard(this.#place(word))) if (entry.stems.some((stem) => stems.has(stem))) forms.add(key);
    const matches = (other) => forms.has(other) || (isPrefix && other.startsWith(word));
    return { word, stems: [...stems], hashes: [...stems].map(this.#words.followerOf), postings, isFunctionWord, matches };
  }

  // Documents of a row of words, which must follow one another when there are several.
  #row(words) {
    const content = words.filter((word) => !word.isFunctionWord), row = content.length ? content : words, [first, ...rest] = row;
    const found = new Map();
    for (const [document, posting] of first.postings) {
      const postings = [posting, ...rest.map((word) => word.postings.get(document))];
      const isRow = postings.every((one, i) => one && (i + 1 === row.length ||
        this.#words.isFollowed(one, row.slice(i + 1).flatMap((word) => word.hashes))));
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
    const limit = word.length < 4 ? 0 : word.length < 7 ? 1 : 2;
    let best = { edits: limit + 1 };
    for (const place of [...new Set(this.#words.likelyStarts(word).map((start) => this.#place(start)))].slice(0, 8))
      for (const [key, entry] of await this.#shard(place)) {
        if (!limit || key[0] === "=" || (entry.count && !entry.isWord)) continue;
        const edits = this.#words.distance(word, key, limit), count = entry.count || ((await this.#entry(entry.stems[0]))?.count ?? 0);
        if (edits < best.edits || (edits === best.edits && count > best.count)) best = { key, edits, count };
      }
    return best.key;
  }

  // → { documents (best first), clauses, corrected (the query that was used instead, if any) }
  async search(query, { isTyping = false, filters = {}, isByDate = false } = {}, mayCorrect = true) {
    await this.open();
    const clauses = this.#withSynonyms(this.#words.parse(query)), last = clauses.at(-1);
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
      const corrected = right && query.replace(/[\p{L}\p{N}\p{M}]+/gu, (written) => this.#words.bare(written) === word ? right : written);
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
        if (posting.followers && word.postings.has(document) && this.#words.isFollowed(posting, word.hashes))
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
    const entry = (await this.#get(`filters-${this.manifest.filters}.bin`, this.#words.readShard)).get(filter + "=" + value);
    return entry ? entry.read ??= this.#words.readPostings(entry) : new Map();
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
