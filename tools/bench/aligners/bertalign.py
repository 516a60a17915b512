"""The algorithm of Liu and Zhu (2022, "Bertalign", https://doi.org/10.1093/llc/fqac089), written anew from the paper, with its settings.

First pass: 1-1 beads among each sentence's `TOP` nearest on the other side, by dynamic programming over the whole matrix. Second pass: all beads
of up to five sentences within `REACH` sentences of these, scored by cosine less the mean cosine with the sentences beside, times a length factor.
"""

import numba
import numpy

from windows import beads, best_path, dot, windows

TOP, REACH, SKIP, LARGEST = 3, 5, -0.1, 5
TYPES = numpy.array([(0, 1), (1, 0)] + [(a, b) for a in range(1, LARGEST) for b in range(1, LARGEST - a + 1)])


def align(german, english, german_vectors, english_vectors):
    ours = windows(german_vectors, german, LARGEST - 1)
    theirs = windows(english_vectors, english, LARGEST - 1)
    anchors = numpy.array(_first_pass(*_nearest(ours[0, 1:], theirs[0, 1:]), len(english)), numpy.int64).reshape(-1, 2)
    low, high = _band(anchors, len(german), len(english))
    ends = [numpy.concatenate([[0], numpy.cumsum([len(line.encode()) for line in side])]).astype(numpy.float64) for side in (german, english)]
    scores = _scores(low, high, TYPES, ours, theirs, ends[0], ends[1] * ends[0][-1] / max(1, ends[1][-1]))
    return beads(best_path(low, high, TYPES, scores), TYPES)


def _nearest(ours, theirs):
    """The numbers of each sentence's nearest `TOP`, and their cosines."""
    top = min(TOP, len(theirs))
    places, cosines = numpy.empty((len(ours), top), numpy.int64), numpy.empty((len(ours), top), numpy.float32)
    for start in range(0, len(ours), 1000):
        block = ours[start : start + 1000] @ theirs.T
        near = numpy.argpartition(-block, top - 1, axis=1)[:, :top]
        places[start : start + 1000], cosines[start : start + 1000] = near, numpy.take_along_axis(block, near, axis=1)
    return places, cosines


@numba.njit(cache=True)
def _first_pass(places, cosines, count):
    """The 1-1 beads, rising, with the highest sum of cosines."""
    rows = len(places)
    via = numpy.zeros((rows + 1, count + 1), numpy.uint8)
    before, now = numpy.zeros(count + 1), numpy.zeros(count + 1)
    near = numpy.zeros(count + 1)
    for i in range(1, rows + 1):
        for k in range(places.shape[1]):
            near[places[i - 1, k] + 1] = cosines[i - 1, k]
        now[0] = 0
        for j in range(1, count + 1):
            now[j], via[i, j] = before[j], 1
            if now[j - 1] > now[j]:
                now[j], via[i, j] = now[j - 1], 2
            if near[j] > 0 and before[j - 1] + near[j] > now[j]:
                now[j], via[i, j] = before[j - 1] + near[j], 3
        for k in range(places.shape[1]):
            near[places[i - 1, k] + 1] = 0
        before, now = now, before
    path, i, j = [(rows, count)], rows, count
    while i > 0 and j > 0:
        step = via[i, j]
        if step == 3:
            path.append((i, j))
        i, j = i - (step != 2), j - (step != 1)
    return path[::-1]


def _band(anchors, rows, columns):
    """Row `i` reaches from the last anchor at `i - REACH` or before to the first at `i + REACH` or after, and `REACH` further."""
    places = numpy.arange(rows + 1)
    before = numpy.searchsorted(anchors[:, 0], places - REACH, side="right") - 1
    after = numpy.minimum(numpy.searchsorted(anchors[:, 0], places + REACH), len(anchors) - 1)
    low = numpy.where(before < 0, 0, anchors[before, 1] - REACH)
    high = numpy.where(places + REACH >= rows, columns, anchors[after, 1] + REACH)
    return numpy.maximum.accumulate(numpy.clip(low, 0, columns)), numpy.maximum.accumulate(numpy.clip(high, 0, columns))


@numba.njit(cache=True)
def _beside(window, sentences, before, after):
    """The mean cosine of a window with the sentence before a window of the other side and the one after it, where there are such."""
    total, count = 0.0, 0
    if before > 0:
        total, count = total + dot(window, sentences[before]), count + 1
    if after < len(sentences):
        total, count = total + dot(window, sentences[after]), count + 1
    return total / max(1, count)


@numba.njit(cache=True)
def _scores(low, high, types, ours, theirs, our_ends, their_ends):
    rows = len(our_ends) - 1
    scores = numpy.full((len(types), rows + 1, (high - low).max() + 1), numpy.nan, numpy.float32)
    for i in range(rows + 1):
        for j in range(low[i], high[i] + 1):
            for t in range(len(types)):
                a, b = types[t]
                if a > i or b > j:
                    continue
                if a == 0 or b == 0:
                    scores[t, i, j - low[i]] = SKIP
                    continue
                x, y = ours[a - 1, i], theirs[b - 1, j]
                margin = (_beside(x, theirs[0], j - b, j + 1) + _beside(y, ours[0], i - a, i + 1)) / 2
                one, two = our_ends[i] - our_ends[i - a], their_ends[j] - their_ends[j - b]
                factor = numpy.log2(1 + min(one, two) / max(1, max(one, two)))
                scores[t, i, j - low[i]] = (dot(x, y) - margin) * factor
    return scores
