"""Judges word vectors by what they are for: finding the translation of a sentence among all sentences of its document."""

import glob
import hashlib
import os
import re
import sys

import numpy

import satzvec
from lookup import TOKEN, Lookup
from refine import SMOOTHING, hubness


def read_lines(path):
    with open(path, encoding="utf-8") as file:
        return file.read().splitlines()


def read_beads(path):
    beads = []
    for line in read_lines(path):
        match = re.fullmatch(r"\[(\d+)\]:\[(\d+)\]", line.replace(" ", ""))
        if match:
            beads.append((int(match[1]), int(match[2])))
    return beads


def news(folder):
    return [
        (read_lines(path[:-4] + "de"), read_lines(path[:-4] + "en"), read_beads(path))
        for path in sorted(glob.glob(os.path.join(folder, "align-news", "*.deen")))
    ]


def textberg(folder):
    base = os.path.join(folder, "align-textberg", "dev.")
    return [(read_lines(base + "de"), read_lines(base + "fr"), read_beads(base + "defr"))]


def hashed(text, dimensions):
    """A random unit vector that depends on the text alone."""
    seed = int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little")
    vector = numpy.random.default_rng(seed).standard_normal(dimensions).astype(numpy.float32)
    return vector / numpy.linalg.norm(vector)


class Side:
    """The sentences of one side of a document as rows of a table."""

    def __init__(self, lines, lookup, log_frequency):
        self.rows, self.sentence, self.names = [], [], []
        self.count = len(lines)
        self.tokens = self.unknown = 0
        for number, line in enumerate(lines):
            for position, match in enumerate(TOKEN.finditer(line)):
                token = match[0]
                self.tokens += 1
                if token[0].isdigit():
                    self.names.append((number, re.sub(r"[.,:]", "", token)))
                    continue
                found = lookup.rows(token)
                self.unknown += not found
                for row in found:
                    self.rows.append(row)
                    self.sentence.append(number)
                if len(token) > 3 and (not found or (position and token[0].isupper())):
                    self.names.append((number, token.lower()[:5]))
        self.rows = numpy.array(self.rows, dtype=numpy.int64)
        self.sentence = numpy.array(self.sentence, dtype=numpy.int64)
        self.log_frequency = log_frequency[self.rows]

    def vectors(self, table, names=0.0, smoothing=SMOOTHING):
        weights = (smoothing / (smoothing + 10.0**self.log_frequency)).astype(numpy.float32)
        sums = numpy.zeros((self.count, table.shape[1]), dtype=numpy.float32)
        numpy.add.at(sums, self.sentence, weights[:, None] * table[self.rows])
        if names:
            for number, text in self.names:
                sums[number] += names * hashed(text, table.shape[1])
        sums -= sums.mean(axis=0)
        return sums / numpy.maximum(numpy.linalg.norm(sums, axis=1, keepdims=True), 1e-9)


TEMPERATURES = [0.02, 0.03, 0.04, 0.05, 0.065, 0.08, 0.1, 0.13, 0.16, 0.2]


def retrieval(documents, tables, names=0.0, smoothing=SMOOTHING):
    """P@1 over both directions, mean margin, and the cross-entropy in bits at the best temperature."""
    right = total = 0
    margins, losses = [], numpy.zeros(len(TEMPERATURES))
    for left, other, beads in documents:
        similarity = left.vectors(tables[0], names, smoothing) @ other.vectors(tables[1], names, smoothing).T
        for scores, gold in ((similarity, beads), (similarity.T, [(b, a) for a, b in beads])):
            index, target = numpy.array(gold).T
            scores = scores[index]
            found = scores[numpy.arange(len(index)), target]
            rivals = scores.copy()
            rivals[numpy.arange(len(index)), target] = -2
            margin = found - rivals.max(axis=1)
            right += int((margin > 0).sum())
            total += len(index)
            margins.append(margin)
            for k, t in enumerate(TEMPERATURES):
                z = scores / t
                top = z.max(axis=1)
                losses[k] += (numpy.log(numpy.exp(z - top[:, None]).sum(axis=1)) + top - found / t).sum()
    return right / total, float(numpy.concatenate(margins).mean()), float(losses.min() / total / numpy.log(2))


def word_translation(pairs, tables, indexes, size=10000):
    """P@1 with CSLS of the listed words among the first `size` rows of the other side, in both directions."""
    a, b = (t[:size] / numpy.maximum(numpy.linalg.norm(t[:size], axis=1, keepdims=True), 1e-9) for t in tables)
    forward, backward = {}, {}
    for source, targets in pairs:
        for target in targets:
            left, other = indexes[0].get(source, size), indexes[1].get(target, size)
            if left < len(a) and other < len(b):
                forward.setdefault(left, set()).add(other)
                backward.setdefault(other, set()).add(left)
    right = total = 0
    for gold, x, y in ((forward, a, b), (backward, b, a)):
        queries = numpy.array(sorted(gold))
        scores = 2 * x[queries] @ y.T - hubness(y, x)[None]
        best = scores.argmax(axis=1)
        right += sum(int(found) in gold[int(query)] for query, found in zip(queries, best))
        total += len(queries)
    return right / total


def read_pairs(path):
    return [(w[0].replace("ß", "ss"), w[1:]) for w in (line.split() for line in read_lines(path)) if w and not w[0].startswith("#")]


def prepare(documents, indexes, frequencies, languages, **options):
    lookups = [Lookup(language, index, **options) for language, index in zip(languages, indexes)]
    return [(Side(a, lookups[0], frequencies[0]), Side(b, lookups[1], frequencies[1]), beads) for a, b, beads in documents]


class Index:
    """A model's words, known by hash alone; rows count from the most frequent word."""

    def __init__(self, rows):
        self.rows = rows

    def get(self, word, default=None):
        return self.rows.get(satzvec.key(word), default)


def load(path):
    """A model's languages and, by language, index, log10 frequencies and vectors, most frequent word first."""
    languages, sides, _ = satzvec.read(path)
    indexes, frequencies, tables = [], [], []
    for rows, frequency, vectors in sides:
        order = numpy.argsort(-frequency, kind="stable")
        rank = numpy.empty_like(order)
        rank[order] = numpy.arange(len(order))
        indexes.append(Index({hashed_word: int(rank[row]) for hashed_word, row in rows.items()}))
        frequencies.append(frequency[order])
        tables.append(vectors[order])
    return languages, indexes, frequencies, tables


def main():
    """evaluate.py DATA MODEL…: one line a model."""
    data, *models = sys.argv[1:]
    for path in models:
        languages, indexes, frequencies, tables = load(path)
        pair = "-".join(languages)
        documents = prepare(news(data) if pair == "de-en" else textberg(data), indexes, frequencies, languages)
        unknown = [sum(d[side].unknown for d in documents) / sum(d[side].tokens for d in documents) for side in (0, 1)]
        figures = [f"{os.path.basename(path)} unknown {unknown[0]:.3f} {unknown[1]:.3f}"]
        for name, weight in (("words", 0), ("with names", 0.5)):
            figures.append(name + " P@1 {:.4f} margin {:.4f} bits {:.4f}".format(*retrieval(documents, tables, weight)))
        if pair == "de-en":
            pairs = read_pairs(os.path.join(os.path.dirname(os.path.abspath(__file__)), "pairs.de-en.txt"))
            figures.append(f"translations P@1 {word_translation(pairs, tables, indexes):.4f}")
        print("; ".join(figures), flush=True)


if __name__ == "__main__":
    main()
