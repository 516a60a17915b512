"""galechurch_beads.py {galechurch|nltk} DE EN OUT: aligns two files of a sentence a line by the lengths of the sentences (Gale and Church, 1993)."""
import sys
from pathlib import Path

peer, german, english, out = sys.argv[1:]
sides = [Path(name).read_text().splitlines() for name in (german, english)]
if peer == "galechurch":
    import galechurch

    lines = galechurch.align(*sides).to_pharaoh_lines()
else:
    from nltk.translate.gale_church import align_blocks

    lengths = [[len(line) for line in side] for side in sides]
    # The pairs of indices that nltk gives, joined to beads; what is in no pair has no counterpart.
    beads, place = [], {}
    for ours, theirs in align_blocks(*lengths):
        bead = place.get((0, ours)) or place.get((1, theirs))
        if not bead:
            bead = (set(), set())
            beads.append(bead)
        for side, n in enumerate((ours, theirs)):
            bead[side].add(n)
            place[side, n] = bead
    beads += [({n}, set()) for n in range(len(sides[0])) if (0, n) not in place]
    beads += [(set(), {n}) for n in range(len(sides[1])) if (1, n) not in place]
    lines = [f"{sorted(ours)}:{sorted(theirs)}" for ours, theirs in beads]
Path(out).write_text("\n".join(lines) + "\n")
