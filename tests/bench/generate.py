# SPDX-License-Identifier: MIT
"""Writes a site of N articles: generate.py N FOLDER. The same N gives the same bytes.

Lengths are log-normal around 700 words, words and tags follow Zipf's law, N/50 authors, a tenth of the articles has a
table, a fifth footnotes, a fifth was updated, a third links to earlier ones.
"""
import itertools
import math
import random
import sys
from datetime import date, timedelta
from pathlib import Path

VOCABULARY, SENTENCES = 20_000, 20_000
SYLLABLES = [a + b for a in "b c d f g l m n p r s t v tr pl st".split() for b in "a e i o u an er is on al".split()]


def zipf(count, power=1.0):
    return list(itertools.accumulate(1 / (rank + 1) ** power for rank in range(count)))


class Writer:
    def __init__(self, count):
        self.count = count
        self.random = rng = random.Random(20260101)
        words = ["the", "of", "and", "to", "in", "a", "for", "on", "that", "by"]
        seen = set(words)
        while len(words) < VOCABULARY:
            word = "".join(rng.choices(SYLLABLES, k=rng.choice((2, 2, 3, 3, 4))))
            if word not in seen:
                seen.add(word)
                words.append(word)
        weights = zipf(VOCABULARY)
        self.words, self.weights = words, weights
        self.sentences = [self.sentence(rng.randint(8, 26)) for _ in range(SENTENCES)]
        self.tags = [f"{words[50 + 3 * i]}-{words[90 + i]}" for i in range(40 if count < 5000 else 100 if count < 50_000 else 1000)]
        self.tag_weights = zipf(len(self.tags))
        self.authors = [f"{words[200 + i % 900]}-{words[1200 + i]}" for i in range(max(1, count // 50))]
        self.slugs = ["-".join(rng.choices(words[10:], k=4)) + f"-{i}" for i in range(count)]

    def sentence(self, length):
        chosen = self.random.choices(self.words, cum_weights=self.weights, k=length)
        if length > 20:
            chosen[4] = f"**{chosen[4]}**"
        if length > 23:
            chosen[9] = f"[{chosen[9]}](https://example.org/{chosen[9]})"
        return " ".join(chosen).capitalize() + "."

    def year(self, number):
        return 2004 + 20 * number // self.count

    def body(self, number):
        rng = self.random
        length = int(min(6000, math.exp(rng.gauss(math.log(620), 0.5)))) // 17 + 2
        chosen = rng.choices(self.sentences, k=length)
        blocks, place = [], 0
        while place < length:
            size = rng.randint(3, 6)
            if place and rng.random() < 0.2:
                blocks.append("## " + " ".join(chosen[place].rstrip(".").split()[:5]).replace("*", "").replace("[", ""))
            if rng.random() < 0.1:
                blocks.append("\n".join("- " + sentence for sentence in chosen[place:place + size]))
            else:
                blocks.append(" ".join(chosen[place:place + size]))
            place += size
        if rng.random() < 0.1:
            rows = "\n".join(f"| {self.words[rng.randrange(500)]} | {rng.randrange(100)} | {rng.randrange(100)} |" for _ in range(6))
            blocks.insert(len(blocks) // 2, "| Measure | Before | After |\n|---|---:|---:|\n" + rows)
        if rng.random() < 0.2:
            blocks[0] += "[^1]"
            blocks[-1 if len(blocks) > 1 and not blocks[-1].startswith("|") else 0] += "[^2]"
            blocks.append(f"[^1]: {chosen[0]}\n\n[^2]: {chosen[-1]}")
        if number > 10 and rng.random() < 0.33:
            other = rng.randrange(number)
            blocks.insert(1, f"See [our earlier briefing](../{self.year(other)}/{self.slugs[other]}.md).")
        return "\n\n".join(blocks) + "\n"

    def article(self, number):
        rng = self.random
        day = date(self.year(number), 1, 1) + timedelta(days=rng.randrange(360))
        authors = rng.sample(self.authors, k=min(len(self.authors), 1 if rng.random() < 0.8 else 2))
        tags = sorted(set(rng.choices(self.tags, cum_weights=self.tag_weights, k=rng.randint(2, 5))))
        lines = ["---", f"title: {self.slugs[number].replace('-', ' ').capitalize()}", f"date: {day}",
                 f"authors: [{', '.join(authors)}]", f"tags: [{', '.join(tags)}]",
                 f"summary: {' '.join(rng.choice(self.sentences).replace('*', '').split('[')[0].split()[:20])} and so on"]
        if rng.random() < 0.2:
            lines.append(f"updated: {day + timedelta(days=rng.randint(1, 300))}")
        return "\n".join(lines) + "\n---\n" + self.body(number)


def one_more_sentence(text, rng):
    """A sentence as an author of the text would add one: of the words that are in it."""
    words = [word for word in text.split("---", 2)[2].split() if word.isalpha()]
    return " ".join(rng.choices(words, k=14)).capitalize() + "."


def generate(count, folder):
    writer, content = Writer(count), Path(folder) / "content"
    for year in range(2004, 2025):
        (content / "articles" / str(year)).mkdir(parents=True, exist_ok=True)
    (content / "authors").mkdir(exist_ok=True)
    (Path(folder) / "site.yml").write_text("title: Bench\nbase_url: https://bench.example\n")
    for name in writer.authors:
        text = " ".join(writer.random.choices(writer.sentences, k=3))
        (content / "authors" / f"{name}.md").write_text(f"---\nname: {name.replace('-', ' ').title()}\nrole: Analyst\n---\n{text}\n")
    for number in range(count):
        with open(f"{content}/articles/{writer.year(number)}/{writer.slugs[number]}.md", "w") as file:
            file.write(writer.article(number))


if __name__ == "__main__":
    generate(int(sys.argv[1]), sys.argv[2])
