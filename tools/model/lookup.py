"""Words of a text to rows of a table: the reference for the program's own look-up."""

import re
import unicodedata

TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,:]\d+)*")
LINKS = {"de": ("", "s", "n", "en", "es", "er", "e")}
SHORTEST_PART = 3


class Lookup:
    """Finds words in a vocabulary, and failing that their parts or their stem."""

    def __init__(self, language, index, compounds=True, stems=True):
        self.language = language
        self.index = index
        self.compounds = compounds
        self.stems = stems
        self._known = {}

    def rows(self, token):
        """(row, weight) of a token as it stands in the text; empty where nothing is known of it."""
        found = self._known.get(token)
        if found is None:
            found = self._known[token] = self._find(unicodedata.normalize("NFC", token).lower().replace("’", "'").replace("ß", "ss"))
        return found

    def _find(self, word):
        if word in self.index:
            return [(self.index[word], 1.0)]
        parts = re.split("['-]", word)
        if len(parts) > 1:
            return [row for part in parts for row in self._find(part)]
        if self.compounds and self.language in LINKS:
            found = self._split(word)
            if found:
                return found
        if self.stems:
            return self._stem(word)
        return []

    def _split(self, word):
        """The two known parts whose shorter one is longest; the first part may carry a linking element."""
        best, found = 0, []
        for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
            tail = self.index.get(word[at:])
            if tail is None:
                continue
            for link in LINKS[self.language]:
                if not word[:at].endswith(link):
                    continue
                head_word = word[: at - len(link)]
                head = self.index.get(head_word)
                if head is None or len(head_word) < SHORTEST_PART:
                    continue
                score = 2 * min(len(head_word), len(word) - at) - len(link)
                if score > best:
                    best, found = score, [(head, 1.0), (tail, 1.0)]
        return found

    def _stem(self, word):
        """The known word that is this one less up to three letters, or with another ending."""
        for cut in range(1, 4):
            stem = word[:-cut]
            if len(stem) < 4:
                break
            for ending in ("", "e", "en", "er", "s", "n", "es"):
                row = self.index.get(stem + ending)
                if row is not None:
                    return [(row, 1.0)]
        return []
