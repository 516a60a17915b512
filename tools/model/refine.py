"""Turns the encoder's word vectors of two languages into vectors whose nearness means translation, from the vectors alone."""

import numpy

import pca

BLOCK = 2000
NEIGHBOURS = 10
# Pairs for whitening come from this many most frequent words.
COMMON = 12000
SHRINKAGE = 1
# How many translations a word is moved towards, how far, and how sharply it chooses.
CHOICES = 5
BLEND = 0.5
TEMPERATURE = 0.1


def normalised(vectors):
    return vectors / numpy.maximum(numpy.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


def centred(vectors):
    return normalised(vectors - vectors.mean(axis=0))


def hubness(a, b):
    """Each row of `a`'s mean similarity to its nearest rows of `b`."""
    means = numpy.empty(len(a), dtype=numpy.float32)
    for start in range(0, len(a), BLOCK):
        block = a[start : start + BLOCK] @ b.T
        means[start : start + BLOCK] = numpy.partition(block, -NEIGHBOURS, axis=1)[:, -NEIGHBOURS:].mean(axis=1)
    return means


def translations(a, b, count):
    """For each row of `a` its `count` best rows of `b` by CSLS (Conneau et al. 2018), best first, and their scores."""
    hub_a, hub_b = hubness(a, b), hubness(b, a)
    best = numpy.empty((len(a), count), dtype=numpy.int64)
    scores = numpy.empty((len(a), count), dtype=numpy.float32)
    for start in range(0, len(a), BLOCK):
        block = 2 * (a[start : start + BLOCK] @ b.T) - hub_a[start : start + BLOCK, None] - hub_b[None]
        index = numpy.argpartition(block, -count, axis=1)[:, -count:]
        score = numpy.take_along_axis(block, index, axis=1)
        order = numpy.argsort(-score, axis=1, kind="stable")
        best[start : start + BLOCK] = numpy.take_along_axis(index, order, axis=1)
        scores[start : start + BLOCK] = numpy.take_along_axis(score, order, axis=1)
    return best, scores


def pairs(forward, backward):
    """Rows that are each other's best translation."""
    rows = numpy.arange(len(forward))
    mutual = backward[forward[:, 0], 0] == rows
    return rows[mutual], forward[mutual, 0]


def whiten(a, b, left, right):
    """Weakens the directions in which translations differ (within-class covariance normalisation over the pairs)."""
    difference = (a[left] - b[right]).astype(numpy.float64)
    values, directions = numpy.linalg.eigh(difference.T @ difference / len(difference))
    values = numpy.maximum(values, 0)
    transform = (directions * (values + SHRINKAGE * values.mean()) ** -0.5) @ directions.T
    transform = transform.astype(numpy.float32)
    return normalised(a @ transform), normalised(b @ transform)


def blend(a, b, best, scores):
    """Moves each row of `a` towards the mean of its translations, the more the surer they are."""
    weights = numpy.exp((scores - scores[:, :1]) / TEMPERATURE)
    weights /= weights.sum(axis=1, keepdims=True)
    target = normalised(numpy.einsum("nk,nkd->nd", weights, b[best]))
    trust = 1 / (1 + numpy.exp(-scores[:, :1] / TEMPERATURE))
    return normalised(a + BLEND * trust * target)


def refined(a, b, dimensions):
    """The encoder's vectors, made comparable: centred, whitened by their surest translations, reduced, moved towards translations."""
    a, b = centred(a), centred(b)
    common = a[:COMMON], b[:COMMON]
    left, right = pairs(translations(*common, 1)[0], translations(*common[::-1], 1)[0])
    a, b = map(normalised, pca.reduce(*whiten(a, b, left, right), dimensions))
    return blend(a, b, *translations(a, b, CHOICES)), blend(b, a, *translations(b, a, CHOICES))
