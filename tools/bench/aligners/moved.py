"""Passages put elsewhere in documents with gold alignments, and what Satzpaar says of them."""

import json
import random
import subprocess
from dataclasses import dataclass, field

from gold import read_beads, read_lines

LENGTHS = (1, 2, 3, 5, 10, 30)
DISTANCES = (5, 10, 20, 40, 80, 100)
LACKING = (0, 0.05, 0.15, 0.3)


@dataclass
class Moved:
    """A German text in another order: what the sentences that moved match, by their new numbers."""

    german: list[str]
    matches: dict[int, set[int]]


@dataclass
class Tally:
    cases: int = 0
    found: int = 0
    sentences: int = 0
    sentences_found: int = 0
    pairs: list[bool] = field(default_factory=list)
    others: int = 0
    paired_wrongly: int = 0


class Document:
    def __init__(self, pair):
        self.german, self.english = read_lines(pair.german), read_lines(pair.english)
        self.bead = {}
        for ours, theirs, _ in read_beads(pair.gold):
            for sentence in ours:
                self.bead[sentence] = ours, theirs

    def moved(self, length, distance, chance):
        """Moves a passage of whole beads by so many sentences; nothing if no try succeeds."""
        count = len(self.german)
        for _ in range(200):
            first = end = chance.randrange(count)
            while end < count and end - first < length and end in self.bead and self.bead[end][0][0] == end and self.bead[end][1]:
                end = self.bead[end][0][-1] + 1
            if not length <= end - first <= length + 1:
                continue
            theirs = sorted({sentence for ours in range(first, end) for sentence in self.bead[ours][1]})
            rest = [*range(first), *range(end, count)]
            place = first + chance.choice((-distance, distance))
            if theirs != list(range(theirs[0], theirs[-1] + 1)) or not 0 <= place <= len(rest):
                continue
            if 0 < place < len(rest) and rest[place] in self.bead and rest[place - 1] in self.bead[rest[place]][0]:
                continue
            order = rest[:place] + list(range(first, end)) + rest[place:]
            matches = {place + ours - first: set(self.bead[ours][1]) for ours in range(first, end)}
            return Moved([self.german[sentence] for sentence in order], matches)
        return None


def alignment(binary, folder, german, english, languages):
    """The beads of two lists of sentences, as JSON objects."""
    files = [folder / "moved.german", folder / "moved.english"]
    for file, lines in zip(files, (german, english)):
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = [binary, "align", "--quiet", "--segmented", "--languages", ",".join(languages), "--format", "jsonl", *files]
    return [json.loads(line) for line in subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout.splitlines()]


def recall(align, documents, length):
    """What is said of passages of so many sentences."""
    tally = Tally()
    for distance in DISTANCES:
        for number, document in enumerate(documents):
            moved = document.moved(length, distance, random.Random(f"{length} {distance} {number}")) if distance >= length else None
            if not moved:
                continue
            beads = align(moved.german, document.english)
            kept = sum(1 for bead in beads for ours in bead["german"] if moved.matches.get(ours, set()) & set(bead["english"]))
            # Which of two passages moved is a matter of view: where this one was paired, what stood between has moved.
            if kept > len(moved.matches) / 2:
                continue
            said = {(ours, theirs) for bead in beads for ours in bead["german"] for theirs in bead.get("moved", [])}
            right = {ours for ours, theirs in said if theirs in moved.matches.get(ours, ())}
            tally.cases += 1
            tally.found += bool(right)
            tally.sentences += len(moved.matches)
            tally.sentences_found += len(right)
            tally.pairs += [theirs in moved.matches[ours] for ours, theirs in said if ours in moved.matches]
            tally.others += len({ours for ours, _ in said} - set(moved.matches))
            tally.paired_wrongly += sum(
                1 for bead in beads if bead["english"] for ours in bead["german"] if not moved.matches.get(ours, {0}) & {0, *bead["english"]})
    return tally


def false_alarms(align, documents, lacking):
    """How many German sentences are said to have moved in documents that lack a share of their sentences on either side."""
    said = 0
    for number, document in enumerate(documents):
        chance = random.Random(f"{lacking} {number}")
        german, english = ([line for line in side if chance.random() >= lacking] for side in (document.german, document.english))
        said += sum(len(bead["german"]) for bead in align(german, english) if bead.get("moved"))
    return said
