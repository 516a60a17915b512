"""How confidences compare with how often beads are right (Guo et al., 2017, https://arxiv.org/abs/1706.04599)."""

import random

SURE = 0.95
DRAWS = 1000


class Reliability:
    def __init__(self):
        self.beads = []

    def add(self, gold, test):
        """Counts a document in. A bead is right when gold has it; one with an empty side when gold leaves all its sentences without counterpart."""
        same = {bead[:2] for bead in gold}
        null = [{n for bead in gold if not bead[1 - side] for n in bead[side]} for side in (0, 1)]
        for ours, theirs, confidence in test:
            right = (ours, theirs) in same if ours and theirs else null[0].issuperset(ours) and null[1].issuperset(theirs)
            self.beads.append((confidence, right))

    def bins(self, beads=None):
        """(beads, mean confidence, share right) of ten equal parts of 0 … 1; None where there is no bead."""
        bins = [[] for _ in range(10)]
        for bead in self.beads if beads is None else beads:
            bins[min(9, int(bead[0] * 10))].append(bead)
        return [(len(part), *(sum(column) / len(part) for column in zip(*part))) if part else None for part in bins]

    def _error(self, beads):
        return sum(part[0] * abs(part[1] - part[2]) for part in self.bins(beads) if part) / len(beads)

    @property
    def error(self):
        """The expected calibration error."""
        return self._error(self.beads)

    @property
    def error_by_chance(self):
        """The error that confidences exactly right would show on so many beads, whose truth is a matter of luck: the mean, and what 19 in 20 stay under."""
        rng = random.Random(1)
        draws = sorted(self._error([(c, rng.random() < c) for c, _ in self.beads]) for _ in range(DRAWS))
        return sum(draws) / DRAWS, draws[DRAWS * 19 // 20]

    @property
    def sure(self):
        """The share of beads with a confidence of .95 or more, the share of these that are right, and of the others."""
        sure, others = ([right for confidence, right in self.beads if (confidence >= SURE) == want] for want in (True, False))
        return len(sure) / len(self.beads), *(sum(part) / len(part) if part else None for part in (sure, others))
