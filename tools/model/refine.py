"""Turns an encoder's word vectors of two languages into vectors whose nearness means translation, from these vectors alone."""

import numpy

BLOCK = 2000
# Neighbours whose mean similarity tells how much of a hub a word is.
NEIGHBOURS = 10
# Pairs for whitening come from this many most frequent words.
COMMON = 12000
SHRINKAGE = 1
# How many translations a word is moved towards, how far, and how sharply it chooses.
CHOICES = 5
BLEND = 0.5
TEMPERATURE = 0.1
# The weight of a word in a sentence is a / (a + p), see `evaluate.py`.
SMOOTHING = 2e-3


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


def best(a, b, hub_a, hub_b, count):
    """For each row of `a` its `count` best rows of `b` by CSLS, best first, and their scores."""
    rows = numpy.empty((len(a), count), dtype=numpy.int64)
    scores = numpy.empty((len(a), count), dtype=numpy.float32)
    for start in range(0, len(a), BLOCK):
        block = 2 * (a[start : start + BLOCK] @ b.T) - hub_a[start : start + BLOCK, None] - hub_b
        index = numpy.sort(numpy.argpartition(block, -count, axis=1)[:, -count:], axis=1)
        score = numpy.take_along_axis(block, index, axis=1)
        order = numpy.argsort(-score, axis=1, kind="stable")
        rows[start : start + BLOCK] = numpy.take_along_axis(index, order, axis=1)
        scores[start : start + BLOCK] = numpy.take_along_axis(score, order, axis=1)
    return rows, scores


def translations(a, b, count):
    """Each side's best rows of the other by CSLS (Conneau et al. 2018, "Word Translation Without Parallel Data"), with scores."""
    hub_a, hub_b = hubness(a, b), hubness(b, a)
    return best(a, b, hub_a, hub_b, count), best(b, a, hub_b, hub_a, count)


def whiten(a, b):
    """Weakens the directions in which words that are each other's best translation differ (within-class covariance normalisation)."""
    common_a, common_b = a[:COMMON], b[:COMMON]
    (forward, _), (backward, _) = translations(common_a, common_b, 1)
    mutual = backward[forward[:, 0], 0] == numpy.arange(len(forward))
    difference = (common_a[mutual] - common_b[forward[mutual, 0]]).astype(numpy.float64)
    values, directions = numpy.linalg.eigh(difference.T @ difference / len(difference))
    values = numpy.maximum(values, 0)
    transform = (directions * (values + SHRINKAGE * values.mean()) ** -0.5) @ directions.T
    transform = transform.astype(numpy.float32)
    return normalised(a @ transform), normalised(b @ transform)


def moved(a, b, rows, scores):
    """Each row of `a` moved towards the mean of its translations, the more the surer they are."""
    weights = numpy.exp((scores - scores[:, :1]) / TEMPERATURE)
    weights /= weights.sum(axis=1, keepdims=True)
    target = normalised(sum(weights[:, k, None] * b[rows[:, k]] for k in range(rows.shape[1])))
    trust = 1 / (1 + numpy.exp(-scores[:, :1] / TEMPERATURE))
    return normalised(a + BLEND * trust * target)


def blend(a, b):
    forward, backward = translations(a, b, CHOICES)
    return moved(a, b, *forward), moved(b, a, *backward)


def reduce(a, b, log_frequencies, dimensions):
    """Both sides in the directions that carry most of what sentences are made of; a word counts by the root of its share in that."""
    covariance = 0
    for vectors, logarithm in zip((a, b), log_frequencies):
        frequency = 10.0 ** logarithm.astype(numpy.float64)
        weights = numpy.sqrt(frequency) * SMOOTHING / (SMOOTHING + frequency)
        covariance += (vectors * (weights / weights.sum())[:, None]).T @ vectors
    directions = numpy.linalg.eigh(covariance)[1][:, ::-1][:, :dimensions]
    # An eigenvector's sign is arbitrary: make the largest entry positive.
    largest = numpy.abs(directions).argmax(axis=0)
    directions = (directions * numpy.sign(directions[largest, numpy.arange(dimensions)])).astype(numpy.float32)
    return a @ directions, b @ directions


def refined(a, b, log_frequencies, dimensions):
    """The encoder's vectors made comparable; what is cut off by fewer dimensions is missing from a vector's length."""
    return reduce(*whiten(*blend(*whiten(centred(a), centred(b)))), log_frequencies, dimensions)
