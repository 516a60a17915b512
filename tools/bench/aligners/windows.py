"""Windows of neighbouring sentences as vectors, and the best path through a band of beads, for the aligners over sentence vectors."""

import numba
import numpy


def windows(vectors, sentences, largest):
    """`result[s - 1, e]`: the vector, of length 1, of the `s` sentences before place `e`; zero where there are not so many.

    A window is the sum of its sentences' vectors, weighted by their lengths, after the mean of the side is taken off.
    """
    lengths = numpy.array([[max(1, len(sentence))] for sentence in sentences], numpy.float32)
    weighted = (vectors - vectors.mean(axis=0)) * lengths
    count, dimensions = weighted.shape
    result = numpy.zeros((largest, count + 1, dimensions), numpy.float32)
    for size in range(1, min(largest, count) + 1):
        result[size - 1, size:] = weighted[size - 1 :]
        if size > 1:
            result[size - 1, size:] += result[size - 2, size - 1 : -1]
    for layer in result:
        layer /= numpy.maximum(numpy.linalg.norm(layer, axis=1, keepdims=True), 1e-9)
    return result


@numba.njit(cache=True, fastmath=True)
def dot(one, two):
    """numpy.dot, for which numba would need SciPy."""
    total = numpy.float32(0)
    for k in range(len(one)):
        total += one[k] * two[k]
    return total


@numba.njit(cache=True)
def best_path(low, high, types, scores):
    """The path of beads with the highest sum of scores from (0, 0) to the end of both sides, inside a band.

    Places in row `i` are `low[i] ... high[i]`; `scores[t, i, j - low[i]]` is that of the bead of type `types[t]` that ends at (i, j), NaN where there
    can be none. Returns the ends of the beads with their types, last first.
    """
    rows, width = scores.shape[1], scores.shape[2]
    best = numpy.full((rows, width), -numpy.inf, numpy.float64)
    via = numpy.full((rows, width), -1, numpy.int8)
    for i in range(rows):
        for j in range(low[i], high[i] + 1):
            if i == 0 and j == 0:
                best[0, 0] = 0
                continue
            for t in range(len(types)):
                a, b = i - types[t, 0], j - types[t, 1]
                if a < 0 or b < low[a] or b > high[a]:
                    continue
                score = scores[t, i, j - low[i]]
                if not numpy.isnan(score) and best[a, b - low[a]] + score > best[i, j - low[i]]:
                    best[i, j - low[i]] = best[a, b - low[a]] + score
                    via[i, j - low[i]] = t
    path = []
    i, j = rows - 1, high[rows - 1]
    while i > 0 or j > 0:
        t = via[i, j - low[i]]
        if t < 0:
            raise ValueError("no path through the band")
        path.append((i, j, t))
        i, j = i - types[t, 0], j - types[t, 1]
    return path


def beads(path, types):
    """The beads of a path of `best_path`, first first."""
    return [(range(i - types[t][0], i), range(j - types[t][1], j)) for i, j, t in reversed(path)]
