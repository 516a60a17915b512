"""peer.py NAME GERMAN ENGLISH OUT [GERMAN ENGLISH OUT …]

Aligns files of a sentence a line with another aligner and writes beads. Aligners over sentence vectors read them from GERMAN.npy and ENGLISH.npy.
"""

import sys
from pathlib import Path

from gold import read_lines


def main(name, *files):
    for german, english, out in zip(files[::3], files[1::3], files[2::3]):
        sides = [read_lines(Path(file)) for file in (german, english)]
        if name in ("galechurch", "nltk"):
            import lengths

            beads = getattr(lengths, name)(*sides)
        else:
            import numpy

            module = __import__(name)
            beads = module.align(*sides, *(numpy.load(f"{file}.npy") for file in (german, english)))
        Path(out).write_text("".join(f"{list(ours)}:{list(theirs)}\n" for ours, theirs in beads))


main(*sys.argv[1:])
