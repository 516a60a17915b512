"""chain.py OUT SENTENCES VOCABULARY BLOCKS GOLD…

Makes a long document with gold beads: OUT.de, OUT.en, OUT.gold. Chains the pairs of the GOLD files (PREFIX.deen beside PREFIX.de and
PREFIX.en, or the same with fr) again and again until a side has SENTENCES lines.

VOCABULARY: `same` repeats the text as it is; `new` gives each repetition letters of its own, one substitution of vowels, consonants and
digits for both sides, so that cognates stay cognates but no copy looks like another.
BLOCKS: how many blocks of 300 lines are left out, on the English side and the German side in turn; their counterparts become null beads.
"""
import random
import re
import sys
from pathlib import Path

BLOCK = 300
GROUPS = ["aeiou", "bcdfghklmnpqrstvwz", "0123456789"]


def read(gold):
    stem, languages = gold.with_suffix(""), gold.suffix[1:]
    sides = [Path(f"{stem}.{language}").read_text().rstrip("\n").split("\n") for language in (languages[:2], languages[2:])]
    beads = [[[int(n) for n in re.findall(r"\d+", side)] for side in line.split(":")[:2]] for line in gold.read_text().splitlines() if line]
    return sides, beads


def letters(seed):
    """A substitution that changes neither the kind of a letter nor its case."""
    table = {}
    for group in GROUPS:
        image = list(group)
        random.Random(seed).shuffle(image)
        for a, b in zip(group, image):
            table[ord(a)], table[ord(a.upper())] = b, b.upper()
    return table


def main(out, count, vocabulary, blocks, *golds):
    count, blocks = int(count), int(blocks)
    pairs = [read(Path(gold)) for gold in sorted(golds)]
    sides, beads, copy = ([], []), [], 0
    while min(map(len, sides)) < count:
        table = letters(copy) if copy and vocabulary == "new" else {}
        for texts, gold in pairs:
            starts = [len(side) for side in sides]
            for side, text in zip(sides, texts):
                side += [line.translate(table) for line in text]
            beads += [[[n + start for n in indices] for indices, start in zip(bead, starts)] for bead in gold]
        copy += 1
    # Both sides end with the last bead that fits, so that no end of one side lacks its counterpart.
    beads = beads[: next((i for i, bead in enumerate(beads) if any(n >= count for indices in bead for n in indices)), len(beads))]
    kept = [set(range(1 + max(n for bead in beads for n in bead[side]))) for side in (0, 1)]
    for block in range(blocks):
        side, start = (1, 0)[block % 2], (2 * block + 1) * count // (2 * blocks) - BLOCK // 2
        kept[side] -= set(range(start, start + BLOCK))
    # A bead that loses only some of a side's sentences keeps the others.
    for name, side, numbers in zip(("de", "en"), sides, kept):
        Path(f"{out}.{name}").write_text("".join(side[n] + "\n" for n in sorted(numbers)))
    new = [{old: n for n, old in enumerate(sorted(numbers))} for numbers in kept]
    with open(f"{out}.gold", "w") as file:
        for bead in beads:
            left = [[numbers[n] for n in indices if n in numbers] for indices, numbers in zip(bead, new)]
            nulls = any(indices and not rest for indices, rest in zip(bead, left))
            # What lost its whole counterpart is one null bead a sentence.
            for item in [[[n], []] if side == 0 else [[], [n]] for side in (0, 1) for n in left[side]] if nulls else [left]:
                file.write(f"{item[0]}:{item[1]}\n")


main(*sys.argv[1:])
