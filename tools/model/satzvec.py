"""The model file: see README.md for the layout."""

import struct

import numpy

MAGIC = b"SATZVEC1"
VERSION = 1
HEADER = 128
ALIGNMENT = 64
OFFSET_BASIS = 14695981039346656037
PRIME = 1099511628211
MASK = (1 << 64) - 1


def fnv(data):
    value = OFFSET_BASIS
    for byte in data:
        value = ((value ^ byte) * PRIME) & MASK
    return value




def key(word):
    return fnv(word.encode("utf-16-le"))


def aligned(data):
    return data + bytes(-len(data) % ALIGNMENT)


def quantise(vectors):
    """int8 rows and the scale of each row: vector ≈ scale × int8."""
    scale = numpy.abs(vectors).max(axis=1) / 127
    safe = numpy.where(scale > 0, scale, 1)
    return numpy.rint(vectors / safe[:, None]).astype(numpy.int8), scale.astype("<f4")


def table(words, log_frequency, vectors):
    """The bytes of one language's table."""
    keys = numpy.array([key(word) for word in words], dtype="<u8")
    order = numpy.argsort(keys, kind="stable")
    keys = keys[order]
    if (keys[1:] == keys[:-1]).any():
        raise ValueError("two words have the same hash")
    rows, scale = quantise(vectors[order])
    sections = (keys, scale, log_frequency[order].astype("<f4"), rows)
    return b"".join(aligned(section.tobytes()) for section in sections)


def write(path, languages, tables, notice, dimensions):
    """`tables`: for each of the two languages its words, log10 frequencies and vectors."""
    notice = notice.encode()
    parts = [table(*entry) for entry in tables]
    offsets = [HEADER, HEADER + len(parts[0])]
    notice_offset = offsets[1] + len(parts[1])
    body = parts[0] + parts[1] + notice
    header = struct.pack(
        "<8sIIQQ8s8sIIQQQI",
        MAGIC,
        VERSION,
        dimensions,
        fnv(body),
        HEADER + len(body),
        *(language.encode() for language in languages),
        *(len(entry[0]) for entry in tables),
        *offsets,
        notice_offset,
        len(notice),
    )
    with open(path, "wb") as file:
        file.write(header.ljust(HEADER, b"\0") + body)


def read(path):
    """Languages, and for each a dictionary from key to row, log10 frequencies and vectors; checks everything that a reader must check."""
    with open(path, "rb") as file:
        data = file.read()
    magic, version, dimensions, checksum, length, a, b, *rest = struct.unpack_from("<8sIIQQ8s8sIIQQQI", data)
    if magic != MAGIC or version != VERSION or length != len(data) or checksum != fnv(data[HEADER:]):
        raise ValueError(f"{path} is not a whole model")
    sides = []
    for count, offset in zip(rest[:2], rest[2:4]):
        columns = []
        for kind, width in (("<u8", 1), ("<f4", 1), ("<f4", 1), ("i1", dimensions)):
            size = count * numpy.dtype(kind).itemsize * width
            columns.append(numpy.frombuffer(data, kind, count * width, offset))
            offset += size + -size % ALIGNMENT
        vectors = columns[3].reshape(count, dimensions).astype(numpy.float32) * columns[1][:, None]
        sides.append(({int(k): i for i, k in enumerate(columns[0])}, columns[2].astype(numpy.float32), vectors))
    notice = data[rest[4] : rest[4] + rest[5]].decode()
    return [a.rstrip(b"\0").decode(), b.rstrip(b"\0").decode()], sides, notice
