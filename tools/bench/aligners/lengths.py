"""The aligners by sentence length (Gale and Church, 1993) that PyPI has, with their defaults."""


def galechurch(german, english):
    import galechurch as package

    return [tuple(map(tuple, _sides(line))) for line in package.align(german, english).to_pharaoh_lines()]


def _sides(line):
    return [[int(n) for n in side.strip("[]").split(",") if n.strip()] for side in line.split(":")]


def nltk(german, english):
    from nltk.translate.gale_church import align_blocks

    # The pairs of indices that nltk gives, joined to beads; what is in no pair has no counterpart.
    beads, place = [], {}
    for ours, theirs in align_blocks([len(line) for line in german], [len(line) for line in english]):
        bead = place.get((0, ours)) or place.get((1, theirs))
        if not bead:
            bead = (set(), set())
            beads.append(bead)
        for side, n in enumerate((ours, theirs)):
            bead[side].add(n)
            place[side, n] = bead
    beads += [({n}, set()) for n in range(len(german)) if (0, n) not in place]
    beads += [(set(), {n}) for n in range(len(english)) if (1, n) not in place]
    return [(sorted(ours), sorted(theirs)) for ours, theirs in beads]
