"""Gold sentences, and how they are scored: by the number of characters, white space left out, before each end."""

from dataclasses import dataclass
from pathlib import Path

# As the program's `evaluate segmentation` has it: white space, and what is no character to a reader.
NOTHING = {"\u200b", "\ufeff"}


def length(text):
    return sum(1 for character in text if not character.isspace() and character not in NOTHING)


def ends(pieces):
    """Where the pieces of a text end, its own end left out."""
    found, position = [], 0
    for piece in pieces:
        position += length(piece)
        found.append(position)
    return {end for end in found if 0 < end < position}, position


@dataclass
class GoldSet:
    name: str
    language: str
    texts: list[str]
    expected: list[list[str]]
    is_cases: bool

    def score(self, segmenter):
        """F1 over the ends inside paragraphs, or the number of cases that are right; and how many texts came back changed."""
        right = found = wanted = cases = changed = 0
        for text, sentences, gold in zip(self.texts, segmenter.all(self.texts), self.expected):
            (test, size), (true, whole) = ends(sentences), ends(gold)
            if size != whole:
                changed += 1
            right, found, wanted = right + len(test & true), found + len(test), wanted + len(true)
            cases += test == true and size == whole
        if self.is_cases:
            return str(cases), changed
        return f"{2 * right / max(1, found + wanted):.4f}".removeprefix("0"), changed


def paragraphs(text_file, gold_file):
    """Each paragraph of a text with its gold sentences."""
    texts = [line.strip() for line in text_file.read_text().split("\n") if line.strip()]
    gold = [line.strip() for line in gold_file.read_text().split("\n") if line.strip()]
    sentences = iter(gold)
    expected = []
    for text in texts:
        own, left = [], length(text)
        while left > 0:
            own.append(next(sentences, "\0" * left))
            left -= length(own[-1])
        if left < 0:
            raise ValueError(f"{gold_file}: '{own[-1]}' is not inside a paragraph of {text_file}")
        expected.append(own)
    return texts, expected


def gold_sets(folder, language):
    """X.txt, a paragraph a line, with X.sent, a sentence a line; and X.tsv: category, text, sentences joined by ⏎. A file called en is English."""
    folder = Path(folder)
    tables = sorted(folder.glob("*.tsv"))
    for gold in sorted(folder.glob("*.sent")):
        if gold.with_suffix(".txt").exists():
            yield GoldSet(f"{folder.resolve().name} {gold.stem}", "en" if gold.stem == "en" else language, *paragraphs(gold.with_suffix(".txt"), gold), False)
    if tables:
        texts, expected = [], []
        for table in tables:
            for line in table.read_text().split("\n"):
                fields = line.split("\t")
                if len(fields) == 3:
                    texts.append(fields[1].replace("\\n", "\n").replace("\\r", "\r"))
                    expected.append(fields[2].split(" ⏎ "))
        yield GoldSet(f"{folder.resolve().name}, right of {len(texts)}", language, texts, expected, True)
