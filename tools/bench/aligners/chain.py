"""chain.py OUT SENTENCES TEXT BLOCKS VECTORS GOLD…

Makes a long document with gold beads from gold pairs, again and again until a side has SENTENCES lines: OUT.german, OUT.english, OUT.gold.

TEXT says how a repetition differs from the others, always in the same way on both sides:
- `cipher`: it has letters of its own, one substitution of vowels, consonants and digits, so that cognates stay cognates but no word is a known one.
- `real`: real words, so that a bilingual model helps. Six in ten of the documents in another order, without two in ten of their beads; digits
  substituted; half of the names (capitalised words that both sides of a bead have) exchanged for other names, half for invented ones; and half of
  the words for which the gold beads show a translation exchanged, with that, for another such pair. Grammar suffers, correspondence does not.
- `closed`: the same without invented names, so that the vocabulary does not grow with the text, as that of a real one does.
- `same`: it does not.
BLOCKS: how many blocks of 300 lines are left out, on the English side and the German side in turn; their counterparts become null beads.
VECTORS: `-`, or the cache of encode.py: OUT.german.npy and OUT.english.npy are then the lines' vectors. They are those of the original sentences,
without the side's mean, with dimensions permuted and signs changed, differently in each repetition: cosines inside a repetition stay, those with
others vanish.
"""

import random
import re
import sys
from collections import Counter
from functools import partial
from pathlib import Path

from gold import read_beads, read_lines

BLOCK = 300
LETTERS, DIGITS = ["aeiou", "bcdfghklmnpqrstvwz"], "0123456789"
WORD = re.compile(r"[^\W\d_]{3,}")


def read(gold):
    """A document: the lines of both sides, and its beads."""
    tag = gold.suffix[1:]
    sides = [read_lines(gold.with_suffix("." + language)) for language in (tag[: len(tag) // 2], tag[len(tag) // 2 :])]
    return sides, [bead[:2] for bead in read_beads(gold)]


def substitution(groups, rng):
    """Changes neither the kind of a character nor its case."""
    table = {}
    for group in groups:
        image = rng.sample(group, len(group))
        for a, b in zip(group, image):
            table[ord(a)], table[ord(a.upper())] = b, b.upper()
    return table


class Words:
    """Which words can be exchanged: names, and pairs of words that translate each other."""

    def __init__(self, beads):
        words = [[set(WORD.findall(" ".join(side))) for side in bead] for bead in beads]
        self.names = sorted({word for ours, theirs in words for word in ours & theirs if word[0].isupper()})
        counts = [Counter(word for bead in words for word in bead[side]) for side in (0, 1)]
        both = Counter((a, b) for ours, theirs in words for a in ours for b in theirs)
        # Dice's coefficient; each word in its best pair only, and none that is frequent as only function words are.
        sums = {pair: counts[0][pair[0]] + counts[1][pair[1]] for pair, n in both.items() if n > 1}
        dice = {pair: 2 * both[pair] / total for pair, total in sums.items() if total < len(beads) / 50}
        taken, self.pairs = (set(self.names), set(self.names)), []
        for pair, value in sorted(dice.items(), key=lambda item: (-item[1], item[0])):
            if value >= 0.5 and not any(word in side for word, side in zip(pair, taken)):
                self.pairs.append(pair)
                for word, side in zip(pair, taken):
                    side.add(word)

    def exchange(self, rng, invents):
        """A dictionary for each side."""
        result = dict(zip(self.names, rng.sample(self.names, len(self.names)))), {}
        if invents:
            letters = substitution(LETTERS, rng)
            result[0].update((name, name.translate(letters)) for name in self.names if rng.random() < 0.5)
        result[1].update(result[0])
        # Nouns for nouns: German ones have capitals.
        for kind in (str.isupper, str.islower):
            pairs = [pair for pair in self.pairs if kind(pair[0][0]) and rng.random() < 0.5]
            for old, new in zip(pairs, rng.sample(pairs, len(pairs))):
                for side in (0, 1):
                    result[side][old[side]] = new[side]
        return result


def altered(table, exchange, line):
    line = line.translate(table)
    return WORD.sub(lambda match: exchange.get(match[0], match[0]), line) if exchange else line


def repetitions(documents, text):
    """Endless: for each repetition its number, its beads (document, German lines, English lines), and the functions that alter either side's."""
    every = [[(number, *bead) for bead in beads] for number, (_, beads) in enumerate(documents)]
    words = None
    if text in ("real", "closed"):
        words = Words([[[sides[s][n] for n in bead[s]] for s in (0, 1)] for sides, beads in documents for bead in beads])
    copy = 0
    while True:
        rng = random.Random(copy)
        if words:
            chosen = rng.sample(every, max(1, len(every) * 6 // 10))
            digits, exchanges = substitution([DIGITS], rng), words.exchange(rng, text == "real")
            alter = [partial(altered, digits, exchange) for exchange in exchanges]
            yield copy, [bead for beads in chosen for bead in beads if rng.random() < 0.8], alter
        else:
            table = substitution([*LETTERS, DIGITS], rng) if text == "cipher" and copy else {}
            yield copy, [bead for beads in every for bead in beads], [partial(altered, table, {})] * 2
        copy += 1


def left_out(count, blocks):
    """The lines of either side that no block keeps."""
    lines = set(), set()
    for block in range(blocks):
        start = (2 * block + 1) * count // (2 * blocks) - BLOCK // 2
        lines[(block + 1) % 2].update(range(start, start + BLOCK))
    return lines


class VectorWriter:
    """Collects each side's vectors, repetition by repetition."""

    def __init__(self, cache, documents):
        import numpy
        from encode import Encoder

        self.numpy, encoder = numpy, Encoder(cache)
        self.originals = []
        for side in (0, 1):
            vectors, _ = encoder.encode([line for sides, _ in documents for line in sides[side]])
            self.originals.append(vectors - vectors.mean(axis=0))
        self.starts = [[sum(len(sides[side]) for sides, _ in documents[:number]) for number in range(len(documents))] for side in (0, 1)]
        self.parts = [], []

    def add(self, copy, side, lines):
        rng = self.numpy.random.default_rng(copy)
        dimensions = self.originals[side].shape[1]
        order, signs = rng.permutation(dimensions), rng.choice(self.numpy.float32([-1, 1]), dimensions)
        rows = [self.starts[side][document] + line for document, line in lines]
        self.parts[side].append(self.originals[side][rows][:, order] * signs)

    def write(self, names):
        for name, parts in zip(names, self.parts):
            self.numpy.save(name, self.numpy.concatenate(parts))


def main(out, count, text, blocks, cache, *golds):
    count, blocks = int(count), int(blocks)
    documents = [read(Path(gold)) for gold in golds]
    removed = left_out(count, blocks)
    names = [f"{out}.{side}" for side in ("german", "english")]
    vectors = VectorWriter(cache, documents) if cache != "-" else None
    made, kept, full = [0, 0], [0, 0], False
    with open(names[0], "w") as german, open(names[1], "w") as english, open(f"{out}.gold", "w") as gold:
        for copy, beads, alter in repetitions(documents, text):
            used = [], []
            for document, *bead in beads:
                # Both sides end with the last bead that fits, so that no end of one side lacks its counterpart.
                full = any(made[side] + len(bead[side]) > count for side in (0, 1))
                if full:
                    break
                left, lost = ([], []), False
                for side, file in ((0, german), (1, english)):
                    before = kept[side]
                    for line in bead[side]:
                        if made[side] not in removed[side]:
                            file.write(alter[side](documents[document][0][side][line]) + "\n")
                            used[side].append((document, line))
                            kept[side] += 1
                        made[side] += 1
                    left[side].extend(range(before, kept[side]))
                    lost |= bool(bead[side]) and not left[side]
                # A bead that loses only some of a side's sentences keeps the others; what lost its whole counterpart is one null bead a sentence.
                items = [left]
                if lost:
                    items = [([n], []) for n in left[0]] + [([], [n]) for n in left[1]]
                gold.writelines(f"{ours}:{theirs}\n" for ours, theirs in items)
            if vectors:
                for side in (0, 1):
                    vectors.add(copy, side, used[side])
            if full:
                break
    if vectors:
        vectors.write([f"{name}.npy" for name in names])


main(*sys.argv[1:])
