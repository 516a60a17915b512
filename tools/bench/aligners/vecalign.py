"""The algorithm of Thompson and Koehn (2019, "Vecalign", https://aclanthology.org/D19-1136/), written anew from the paper.

A bead costs (1 - cosine) · sentences · sentences, over the mean of that for its sides beside random sentences; an omission costs what a share of
random pairs stays under. Paths are found at half, a quarter … of the resolution first, and refined in a band.
"""

import numba
import numpy

from windows import beads, best_path, dot, windows

LARGEST, SAMPLES, SKIP_SHARE, WHOLE, REACH = 8, 100, 0.2, 300, 5
COARSE = numpy.array([(1, 1), (0, 1), (1, 0)])
TYPES = numpy.array([(0, 1), (1, 0)] + [(a, b) for a in range(1, LARGEST) for b in range(1, LARGEST - a + 1)])


def align(german, english, german_vectors, english_vectors):
    random = numpy.random.default_rng(1)
    sides = [windows(vectors, lines, LARGEST - 1) for vectors, lines in ((german_vectors, german), (english_vectors, english))]
    levels = [[side[:1] for side in sides]]
    while min(side.shape[1] for side in levels[-1]) > WHOLE:
        levels.append([_half(side) for side in levels[-1]])
    low = numpy.zeros(levels[-1][0].shape[1], numpy.int64)
    high = numpy.full(len(low), levels[-1][1].shape[1] - 1)
    for finer, level in reversed(list(zip(levels, levels[1:]))):
        path = best_path(low, high, COARSE, _scores(low, high, COARSE, *level, *_norms(level, random), _skip(level, random)))
        low, high = _band(path, len(low) - 1, *(side.shape[1] - 1 for side in finer))
    skip = _skip(levels[0], random)
    return beads(best_path(low, high, TYPES, _scores(low, high, TYPES, *sides, *_norms(sides, random), skip)), TYPES)


def _half(side):
    """Neighbours two by two; a last one stays alone."""
    vectors = side[0, 1:]
    pairs = numpy.add.reduceat(vectors, numpy.arange(0, len(vectors), 2), axis=0)
    pairs /= numpy.maximum(numpy.linalg.norm(pairs, axis=1, keepdims=True), 1e-9)
    return numpy.concatenate([numpy.zeros_like(pairs[:1]), pairs])[numpy.newaxis]


def _norms(sides, random):
    """Each window's mean of 1 - cosine with random sentences of the other side."""
    samples = [side[0, random.integers(1, side.shape[1], SAMPLES)] for side in sides]
    return [1 - (side @ other.T).mean(axis=2) for side, other in zip(sides, reversed(samples))]


def _skip(sides, random):
    """The cost that a share of random pairs of sentences stays under."""
    ours, theirs = _norms([side[:1] for side in sides], random)
    i, j = (random.integers(1, side.shape[1], 20_000) for side in sides)
    costs = (1 - (sides[0][0, i] * sides[1][0, j]).sum(axis=1)) / (ours[0, i] + theirs[0, j])
    return float(numpy.quantile(costs, SKIP_SHARE))


def _band(path, rows, finer_rows, finer_columns):
    """The path at twice the resolution, and `REACH` places to each side."""
    low, high = numpy.full(finer_rows + 1, finer_columns), numpy.zeros(finer_rows + 1, numpy.int64)
    for i, j in [(0, 0), *((i, j) for i, j, _ in path)]:
        for row in range(max(0, 2 * i - REACH), min(finer_rows, 2 * i + REACH) + 1):
            low[row], high[row] = min(low[row], 2 * j - REACH), max(high[row], 2 * j + REACH)
    low[0], high[-1] = 0, finer_columns
    return numpy.clip(low, 0, finer_columns), numpy.clip(high, 0, finer_columns)


@numba.njit(cache=True)
def _scores(low, high, types, ours, theirs, our_norms, their_norms, skip):
    rows = len(low) - 1
    scores = numpy.full((len(types), rows + 1, (high - low).max() + 1), numpy.nan, numpy.float32)
    for i in range(rows + 1):
        for j in range(low[i], high[i] + 1):
            for t in range(len(types)):
                a, b = types[t]
                if a > i or b > j:
                    continue
                if a == 0 or b == 0:
                    scores[t, i, j - low[i]] = -skip
                    continue
                cost = (1 - dot(ours[a - 1, i], theirs[b - 1, j])) * a * b
                scores[t, i, j - low[i]] = -cost / max(1e-6, our_norms[a - 1, i] + their_norms[b - 1, j])
    return scores
