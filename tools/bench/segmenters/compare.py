"""The command line of tools/bench/segmentation: runs the segmenters and prints tables in Markdown."""

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "aligners"))

from gold import gold_sets  # noqa: E402
from measure import measured  # noqa: E402
from peers import ROOT, SEGMENTERS, Satzpaar, made  # noqa: E402

DATA = ROOT.parent / "shared/data"


def row(*cells):
    print("| " + " | ".join(map(str, cells)) + " |", flush=True)


def accuracy(names, sets):
    row("segmenter", *(gold.name for gold in sets))
    row(*["---"] * (len(sets) + 1))
    for name in names:
        cells = []
        for gold in sets:
            segmenter, _ = made(name, gold.language)
            try:
                score, changed = gold.score(segmenter) if segmenter else ("–", 0)
                cells.append(score + (f" ({changed} texts changed)" if changed else ""))
            except Exception as error:  # One that fails on a text does not keep the others from running.
                cells.append(f"– ({type(error).__name__}: {str(error)[:80]})")
        row(name, *cells)


def speed(names, text, megabytes, seconds):
    """MB of German prose in UTF-8 a second of CPU on one core. The others get paragraphs as strings that are in memory, and a time limit; Satzpaar a
    file, which it reads, decodes and writes."""
    paragraphs = [line for line in text.split("\n") if line.strip()]
    row("segmenter", "MB/s of CPU", "measured on")
    row("---", "---", "---")
    with tempfile.TemporaryDirectory() as folder:
        file, out = Path(folder, "text"), Path(folder, "out")
        for name in names:
            segmenter, reason = made(name, "de")
            if segmenter is None:
                row(name, "–", f"not run: {reason}")
                continue
            if isinstance(segmenter, Satzpaar):
                size = megabytes if "--srx" not in segmenter.options else max(1, megabytes // 8)
                with file.open("w") as whole:
                    for _ in range(size * 1_000_000 // len(text.encode()) + 1):
                        whole.write(text)
                cost = min((measured(segmenter.speed_command(file, out)) for _ in range(3)), key=lambda cost: cost.cpu)
                done, cpu, what = file.stat().st_size, cost.cpu, f"{file.stat().st_size / 1e6:.0f} MB, reading and writing too"
                if cost.failure:
                    done, what = 0, cost.failure
            else:
                segmenter.all(paragraphs[:20])
                done, start, cpu, index = 0, time.process_time(), 0, 0
                while cpu < seconds and done < megabytes * 1_000_000:
                    segmenter.all([paragraphs[index % len(paragraphs)]])
                    done += len(paragraphs[index % len(paragraphs)].encode()) + 1
                    index += 1
                    cpu = time.process_time() - start
                what = f"{done / 1e6:.1f} MB in memory"
            row(name, f"{done / 1e6 / max(cpu, 1e-9):.3g}", what)


def main():
    parser = argparse.ArgumentParser(prog="tools/bench/segmentation", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help="accuracy, speed; both when none is named")
    parser.add_argument("--gold", action="append", metavar="FOLDER", help="score these texts: X.txt with X.sent, or X.tsv, as in shared/data")
    parser.add_argument("--language", default="de", choices=["de", "en"], help="the texts' language, but for files called en")
    parser.add_argument("--segmenters", metavar="NAMES", help="only those whose names have one of these words, separated by commas")
    parser.add_argument("--megabytes", type=int, default=64, help="how much text the speed is measured on at most")
    parser.add_argument("--seconds", type=float, default=5, help="the CPU time after which a slow segmenter has been measured")
    arguments = parser.parse_args()
    names = list(SEGMENTERS)
    if arguments.segmenters:
        wanted = [name.strip().lower() for name in arguments.segmenters.split(",")]
        names = [name for name in names if any(word in name.lower() for word in wanted)]
    for language in ["de", "en"]:
        for name in names:
            if reason := made(name, language)[1]:
                print(f"{name} ({language}) cannot be run: {reason}", file=sys.stderr)
    parts = arguments.parts or ["accuracy", "speed"]
    if unknown := set(parts) - {"accuracy", "speed"}:
        parser.error(f"there is no part {', '.join(sorted(unknown))}")
    if "accuracy" in parts:
        folders = arguments.gold or [DATA / "segment-gsd", DATA / "segment-hard", ROOT / "corpora/kim-putin"]
        sets = [gold for folder in folders for gold in gold_sets(folder, arguments.language)]
        if not sets:
            sys.exit("there are no gold sentences (X.txt and X.sent, or X.tsv) in these folders")
        print("### F1 of sentence ends inside paragraphs, and cases\n")
        accuracy(names, sets)
    if "speed" in parts:
        files = [DATA / "segment-gsd/dev.txt", *sorted(DATA.glob("align-news/*.de"))]
        text = "".join(file.read_text() for file in files if file.exists()) or (ROOT / "corpora/kim-putin/de.txt").read_text()
        print("\n### Speed on one core\n")
        speed(names, text, arguments.megabytes, arguments.seconds)


main()
