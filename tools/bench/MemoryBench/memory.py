"""Builds a translation memory from .mo files and times look-ups in it; see tools/bench/README.md, "Memory look-up"."""
import argparse
import glob
import json
import os
import random
import sqlite3
import struct
import subprocess
import sys
import time
import unicodedata

import psycopg
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

CACHE = ".bench-cache/memory"


def messages(path):
    """The (English, German) pairs of a .mo file."""
    with open(path, "rb") as file:
        data = file.read()
    order = "<" if data[:4] == b"\xde\x12\x04\x95" else ">"
    _, _, count, ids, texts = struct.unpack_from(order + "5I", data)
    for k in range(count):
        pair = []
        for table in (ids, texts):
            size, start = struct.unpack_from(order + "2I", data, table + 8 * k)
            pair.append(data[start:start + size])
        english, german = pair
        if not english:
            continue
        # The context, if any, is before 0x04; plural forms are separated by NUL.
        english = english.split(b"\x04")[-1].split(b"\0")[0]
        try:
            yield english.decode(), german.split(b"\0")[0].decode()
        except UnicodeDecodeError:
            continue


def normalised(text):
    return " ".join(unicodedata.normalize("NFC", text).split())


def sources(folders):
    """Distinct English texts, in an order that is always the same."""
    found = set()
    for folder in folders:
        for path in sorted(glob.glob(folder + "/**/de/LC_MESSAGES/*.mo", recursive=True)):
            for english, german in messages(path):
                if german:
                    found.add(normalised(english))
    return sorted(found - {""})


def noisy(text, words, rng):
    """The text with about one word in eight replaced, left out, doubled or moved."""
    tokens = text.split(" ")
    for _ in range(1 + len(tokens) // 8):
        at = rng.randrange(len(tokens))
        kind = rng.randrange(4)
        if kind == 0:
            tokens[at] = rng.choice(words)
        elif kind == 1 and len(tokens) > 1:
            del tokens[at]
        elif kind == 2:
            tokens.insert(at, rng.choice(words))
        else:
            tokens.insert(rng.randrange(len(tokens)), tokens.pop(at))
    return " ".join(tokens)


def grown(texts, size, rng):
    words = [word for text in texts for word in text.split(" ")]
    seen = dict.fromkeys(texts)
    result = texts[:size]
    while len(result) < size:
        text = noisy(rng.choice(texts), words, rng)
        if text not in seen:
            seen[text] = None
            result.append(text)
    return result


def write(path, lines):
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(line + "\n" for line in lines)


def times(work, queries):
    """Milliseconds of the thread's own time, so that other programs do not count."""
    result = []
    for query in queries:
        start = time.thread_time()
        work(query)
        result.append(1000 * (time.thread_time() - start))
    return sorted(result)


def quantiles(sorted_times):
    return sorted_times[len(sorted_times) // 2], sorted_times[len(sorted_times) * 99 // 100]


def brute_force(texts, query, limit, least):
    """The best texts by (distance / longer length, line), by rapidfuzz."""
    found = process.extract(
        query, texts, scorer=Levenshtein.normalized_distance, score_cutoff=1 - least / 100 + 1e-9, limit=None)
    rows = []
    for text, _, line in found:
        longer = max(len(text), len(query))
        distance = Levenshtein.distance(text, query)
        if 100 * (longer - distance) // longer >= least:
            rows.append((distance / longer, line, distance, longer))
    return [f"{distance}:{longer}:{line}" for _, line, distance, longer in sorted(rows)[:limit]]


def fts5(texts, queries):
    """Times of SQLite's FTS5 with trigrams: the 200 best by bm25, and the best of them by distance."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE t USING fts5(text, tokenize = 'trigram', detail = 'none')")
    base.executemany("INSERT INTO t(rowid, text) VALUES (?, ?)", enumerate(texts))

    def look_up(query):
        grams = {query[k:k + 3] for k in range(len(query) - 2)}
        if not grams:
            return
        match = " OR ".join('"' + gram.replace('"', '""') + '"' for gram in grams)
        rows = base.execute("SELECT text FROM t WHERE t MATCH ? ORDER BY bm25(t) LIMIT 200", (match,)).fetchall()
        process.extract(query, [row[0] for row in rows], scorer=Levenshtein.normalized_similarity, score_cutoff=.7, limit=5)

    return quantiles(times(look_up, queries))


def pg_trgm(texts, queries):
    """Times of PostgreSQL's pg_trgm, seen from here: the five nearest by trigrams with a GiST index, those alike by more than .3 with GIN."""
    with psycopg.connect(os.environ["SATZPAAR_POSTGRES"], autocommit=True) as base:
        base.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        base.execute("CREATE TEMPORARY TABLE t (text text)")
        with base.cursor().copy("COPY t FROM STDIN") as copy:
            for text in texts:
                copy.write_row((text,))
        base.execute("SET maintenance_work_mem = '1GB'")
        for index, sql in [
            ("gist (text gist_trgm_ops)", "SELECT text FROM t ORDER BY text <-> %(q)s LIMIT 5"),
            ("gin (text gin_trgm_ops)", "SELECT text FROM t WHERE text %% %(q)s ORDER BY text <-> %(q)s LIMIT 5"),
        ]:
            base.execute(f"CREATE INDEX i ON t USING {index}")
            base.execute("ANALYZE t")
            took = []
            for query in queries:
                start = time.perf_counter()
                base.execute(sql, {"q": query}).fetchall()
                took.append(1000 * (time.perf_counter() - start))
            size = base.execute("SELECT pg_relation_size('i')").fetchone()[0] / 1e6
            base.execute("DROP INDEX i")
            yield index.split()[0], *quantiles(sorted(took)), size


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", default=["/usr/share/locale", ".bench-cache/memory/locale"], help="folders with .mo files")
    parser.add_argument("--sizes", nargs="+", type=int, default=[100_000, 1_000_000])
    parser.add_argument("--least", type=int, default=1, help="leave out texts with fewer characters")
    parser.add_argument("--queries", type=int, default=1000)
    parser.add_argument("--checked", type=int, default=200, help="so many queries are compared with brute force")
    parser.add_argument("--rapidfuzz", type=int, default=50, help="so many queries are timed with rapidfuzz's brute force, from 1")
    parser.add_argument("--fts", type=int, default=20, help="so many queries go to FTS5 (0: none)")
    parser.add_argument("--trgm", type=int, default=20, help="so many queries go to pg_trgm, if there is a PostgreSQL server (0: none)")
    options = parser.parse_args()
    os.makedirs(CACHE, exist_ok=True)
    real = [text for text in sources(options.folders) if len(text) >= options.least]
    random.Random(1).shuffle(real)
    # What is looked up: one text in a hundred, left out of the memory; half of them only as neighbours, half word for word with noise.
    held, kept = real[:len(real) // 100], real[len(real) // 100:]
    rng = random.Random(2)
    words = [word for text in kept for word in text.split(" ")]
    half = options.queries // 2
    queries = [rng.choice(held) for _ in range(half)] + [noisy(rng.choice(kept), words, rng) for _ in range(options.queries - half)]
    queries = [query for query in queries if query]
    rng.shuffle(queries)
    lengths = sorted(map(len, kept))
    print(f"{len(real)} distinct real texts; characters: median {lengths[len(lengths) // 2]}, mean {sum(lengths) / len(lengths):.0f}, "
          f"99 % {lengths[len(lengths) * 99 // 100]}", file=sys.stderr)
    write(f"{CACHE}/queries.txt", queries)
    print("| texts | engine | p50 ms | p99 ms | remarks |\n| --- | --- | --- | --- | --- |")
    for size in options.sizes:
        texts = grown(kept, size, random.Random(3))
        write(f"{CACHE}/{size}.txt", texts)
        index = f"{CACHE}/{size}.index"
        subprocess.run(["rm", "-rf", index], check=True)
        line = subprocess.run(
            ["taskset", "-c", "0", ".build/release/MemoryBench", f"{CACHE}/{size}.txt", f"{CACHE}/queries.txt", "--index", index, "--hits",
             f"{CACHE}/hits.txt"], check=True, capture_output=True, text=True).stdout
        facts = json.loads(line)
        megabytes = sum(os.path.getsize(f"{index}/{name}") for name in os.listdir(index)) / 1e6
        bulk = json.loads(subprocess.run(
            [".build/release/MemoryBench", f"{CACHE}/{size}.txt", f"{CACHE}/queries.txt", "--index", index],
            check=True, capture_output=True, text=True).stdout)
        with open(f"{CACHE}/hits.txt", encoding="utf-8") as file:
            hits = [line.split() for line in file.read().split("\n")[:-1]]
        wrong = 0
        with_hits = sum(map(bool, hits))
        checked = list(range(min(options.checked, len(queries))))
        for k in checked:
            expected = brute_force(texts, queries[k], 5, 70)
            if hits[k] != expected:
                wrong += 1
                print(f"other than brute force: {queries[k]!r}: {hits[k]} for {expected}", file=sys.stderr)
        store = f"{CACHE}/{size}.db"
        for path in [store, store + "-wal", store + "-shm", store + ".index"]:
            subprocess.run(["rm", "-rf", path], check=True)
        # The second process opens what the first has made.
        made, stored = [json.loads(subprocess.run(
            [".build/release/MemoryBench", f"{CACHE}/{size}.txt", f"{CACHE}/queries.txt", "--store", store],
            check=True, capture_output=True, text=True).stdout) for _ in range(2)]
        print(f"| {size:,} | Satzpaar, SQLite memory | {stored['p50_ms']:.2f} | {stored['p99_ms']:.1f} | mean {stored['mean_ms']:.2f}, max {stored['max_ms']:.1f}; "
              f"imported in {made['import_s']:.0f} s, index built in {made['build_s']:.1f} s; opened by a new process and first answer "
              f"{stored['open_and_first_s']:.2f} s; all cores {stored['bulk_per_s']:,.0f} a second |", flush=True)
        print(f"| {size:,} | Satzpaar | {facts['p50_ms']:.2f} | {facts['p99_ms']:.1f} | mean {facts['mean_ms']:.2f}, max {facts['max_ms']:.1f}; built in "
              f"{facts['build_s']:.1f} s, {megabytes:.0f} MB; opened and first answer {bulk['open_and_first_s']:.2f} s; "
              f"all cores {bulk['bulk_per_s']:,.0f} a second; {with_hits / len(hits):.0%} have hits; {wrong} of {len(checked)} other than brute force |", flush=True)

        def one(query):
            process.extract(query, texts, scorer=Levenshtein.normalized_similarity, score_cutoff=.7, limit=5)

        p50, p99 = quantiles(times(one, queries[:options.rapidfuzz]))
        print(f"| {size:,} | rapidfuzz, brute force | {p50:.1f} | {p99:.1f} | {options.rapidfuzz} queries |", flush=True)
        if options.fts:
            p50, p99 = fts5(texts, queries[:options.fts])
            print(f"| {size:,} | SQLite FTS5, trigrams | {p50:.0f} | {p99:.0f} | {options.fts} queries, 200 best by bm25, measured by rapidfuzz; misses matches |",
                  flush=True)
        if options.trgm and "SATZPAAR_POSTGRES" in os.environ:
            for index, p50, p99, megabytes in pg_trgm(texts, queries[:options.trgm]):
                print(f"| {size:,} | PostgreSQL pg_trgm, {index} | {p50:.0f} | {p99:.0f} | {options.trgm} queries, wall time, index {megabytes:.0f} MB; "
                      "by trigrams, misses matches |", flush=True)


main()
