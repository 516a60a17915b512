"""Words of a text to rows of a table: the reference for the program's own look-up."""

import re
import unicodedata

TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,:]\d+)*")
# Letters between the parts of a compound, by language; a language without an entry has no compounds written as one word.
LINKS = {"de": ("", "s", "n", "en", "es", "er", "e")}
ENDINGS = ("", "e", "en", "er", "s", "n", "es")
# What a plural's umlauts are in the singular, by language, and what may follow them within a compound.
PLAIN = {"de": str.maketrans("äöü", "aou")}
PLURAL_LINKS = ("er", "e")
# Shorter pieces mislead: "erschüttern+den", "wat+ford".
SHORTEST_PART = 4
SHORTEST_STEM = 4
SHORTEST_PREFIX = 3
STEPS = ("inflection", "compound", "long", "stem", "prefix")


class Lookup:
    """Finds words in a vocabulary, and failing that their stem or their parts."""

    def __init__(self, language, index, steps=STEPS):
        self.links = LINKS.get(language, ())
        self.plain = PLAIN.get(language, {})
        self.index = index
        self.steps = [getattr(self, "_" + step) for step in steps]
        self._known = {}

    def rows(self, token):
        """The rows of a token as it stands in the text; none where nothing is known of it."""
        found = self._known.get(token)
        if found is None:
            found = self._known[token] = self._find(unicodedata.normalize("NFC", token).lower().replace("’", "'").replace("ß", "ss"))
        return found

    def _find(self, word):
        found = self._whole(word)
        if found:
            return found
        parts = re.split("['-]", word)
        if len(parts) > 1:
            return [row for part in parts for row in self._find(part)]
        for step in self.steps:
            found = step(word)
            if found:
                return found
        return []

    def _whole(self, word):
        row = self.index.get(word)
        return [] if row is None else [row]

    def _inflection(self, word):
        return self._cut(word, range(1, 3))

    def _stem(self, word):
        return self._cut(word, range(1, 4))

    def _cut(self, word, cuts):
        """The known word that is this one less a few letters, or with another ending; failing that, the same without umlauts."""
        plain = word.translate(self.plain)
        return self._ended(word, cuts) or (self._ended(plain, range(cuts.stop)) if plain != word else [])

    def _ended(self, word, cuts):
        for cut in cuts:
            stem = word[: len(word) - cut]
            if len(stem) < SHORTEST_STEM:
                break
            for ending in ENDINGS:
                found = self._whole(stem + ending)
                if found:
                    return found
        return []

    def _compound(self, word):
        return self._split(word, self._whole)

    def _long(self, word):
        """A compound whose last part is inflected or itself a compound."""
        return self._split(word, lambda tail: self._stem(tail) or self._compound(tail))

    def _split(self, word, tails):
        """The two known parts whose shorter one is longest; the first part may carry a linking element."""
        best, found = 0, []
        for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
            # The most that this split can be worth.
            if 2 * min(at, len(word) - at) <= best or not (tail := tails(word[at:])):
                continue
            for link in self.links:
                head = word[: at - len(link)]
                score = 2 * min(len(head), len(word) - at) - len(link)
                if score > best and len(head) >= SHORTEST_PART and word[:at].endswith(link) and (first := self._head(head, link)):
                    best, found = score, first + tail
        return found

    def _head(self, head, link):
        return self._whole(head) or (self._whole(head.translate(self.plain)) if link in PLURAL_LINKS else [])

    def _prefix(self, word):
        """The longest known beginning."""
        for length in range(len(word) - 1, SHORTEST_PREFIX - 1, -1):
            found = self._whole(word[:length])
            if found:
                return found
        return []
