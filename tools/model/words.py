"""Word lists: which words a model knows, how frequent they are, and how they are written for the encoder."""

import math
import re
import unicodedata

import wordfreq

# Letters of any script, joined by single apostrophes or hyphens.
WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")


def word_list(language, count):
    """The `count` most frequent words of `language` with log10 of their frequency, most frequent first.

    wordfreq lists words case-folded, so ß is written ss. English genitives are left out, where the plain word is listed: the look-up
    splits an unknown word at its apostrophe.
    """
    words, seen = [], set()
    for word, frequency in wordfreq.get_frequency_dict(language, wordlist="best").items():
        word = unicodedata.normalize("NFC", word.replace("’", "'"))
        if word in seen or not WORD.fullmatch(word):
            continue
        if len(words) >= 5000 and word.endswith("'s") and word[:-2] in seen:
            continue
        seen.add(word)
        words.append((word, math.log10(frequency)))
        if len(words) == count:
            break
    return words
