import numpy


def reduce(left, right, dimensions):
    """Both languages' vectors in the `dimensions` directions in which the two together vary most."""
    covariance = (left.T @ left / len(left) + right.T @ right / len(right)).astype(numpy.float64)
    _, directions = numpy.linalg.eigh(covariance)
    directions = directions[:, ::-1][:, :dimensions]
    # An eigenvector's sign is arbitrary: make the largest entry positive.
    largest = numpy.abs(directions).argmax(axis=0)
    directions = (directions * numpy.sign(directions[largest, numpy.arange(dimensions)])).astype(numpy.float32)
    return left @ directions, right @ directions
