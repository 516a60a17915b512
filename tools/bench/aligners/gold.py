"""Gold pairs: X.LL and X.MM, a sentence a line, with X.LLMM, a bead a line (`[0, 1]:[2]`, 0-based)."""

import re
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class GoldPair:
    german: Path
    english: Path
    gold: Path
    languages: tuple[str, str]


def gold_sets(folder):
    """The pairs of a folder by set: the names of a set differ only in a last `.NUMBER`."""
    sets = {}
    for gold in sorted(Path(folder).iterdir()):
        tag = gold.suffix[1:]
        languages = tag[: len(tag) // 2], tag[len(tag) // 2 :]
        if len(tag) < 4 or len(tag) % 2:
            continue
        sides = [gold.with_suffix(f".{language}") for language in languages]
        if all(side.is_file() for side in sides):
            sets.setdefault(re.sub(r"\.\d+$", "", gold.stem), []).append(GoldPair(*sides, gold, languages))
    return sets


def read_lines(path):
    return path.read_text(encoding="utf-8").removesuffix("\n").split("\n")


def read_beads(path):
    """(German indices, English indices, confidence or None) of each bead."""
    beads = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            ours, theirs, *rest = line.split(":")
            beads.append((*(tuple(map(int, re.findall(r"\d+", side))) for side in (ours, theirs)), float(rest[0]) if rest else None))
    return beads
