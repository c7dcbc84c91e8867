"""How well topics are found, against k-means and HDBSCAN on the same vectors.

bin/benchmark topics [FOLDER ...]

A set is a file of questions with labels: lines of label, tab, question (*.tsv), a table of text and category (*.csv,
as BANKING77) or lists of text and intent (*.json, as CLINC150: its parts test and oos_test). Without a
folder there is the set that comes with the project. Of a set with many of each label a second one is drawn, as
questions come: some subjects often, most seldom, and some that nobody else asks.

k-means is told the true number of labels, which nobody knows of real questions. What a method leaves without a topic
counts as a topic of its own. Beside V the adjusted Rand index stands, which does not reward many small topics, and the
share of questions in topics of five or more with how pure these are: those are all that HR ever sees.
"""

import argparse
import csv
import json
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.cluster import HDBSCAN, KMeans
from sklearn.metrics import adjusted_rand_score, v_measure_score

from config.wsgi import application  # noqa: F401  (sets Django up before the models below are imported)

# isort: split
from analytics.insights.cluster import MOST_AT_ONCE, groups, middle, nearest
from analytics.insights.words import as_embedded, vectors_of

OWN = Path(__file__).parent / "topic_sets"
SHOWN = 5
NIGHTS = 10
LONERS = 150
_FALLS = 0.6  # the subject at place n is asked about n to this power less often than the first


@dataclass(frozen=True)
class Labelled:
    name: str
    texts: Sequence[str]
    labels: Sequence[str]


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="bin/benchmark topics")
    parser.add_argument("folders", nargs="*", type=Path, default=[OWN])
    asked = parser.parse_args(arguments)
    tell(f"{'set':<22}{'method':<30}{'topics':>7}{'V':>8}{'ARI':>8}{'shown':>8}{'pure':>8}{'seconds':>9}")
    for one in (one for folder in asked.folders for one in sets_in(folder)):
        vectors = vectors_of([as_embedded(text) for text in one.texts])
        for method, find in methods(len(set(one.labels))).items():
            began = time.perf_counter()
            found = find(vectors)
            tell(line(one, method, found, time.perf_counter() - began))
    return 0


def methods(labels: int) -> dict[str, Callable[[np.ndarray], np.ndarray]]:
    return {
        "average linkage": lambda vectors: numbered(groups(vectors), len(vectors)),
        f"the same in {NIGHTS} nights": in_nights,
        "k-means, true number": lambda vectors: KMeans(labels, n_init=3, random_state=0).fit_predict(vectors),
        "k-means, root of n / 2": lambda vectors: KMeans(
            max(int((len(vectors) / 2) ** 0.5), 1), n_init=3, random_state=0
        ).fit_predict(vectors),
        "HDBSCAN": lambda vectors: alone(HDBSCAN(min_cluster_size=5, min_samples=3, copy=True).fit_predict(vectors)),
        "HDBSCAN, 30 components": lambda vectors: alone(
            HDBSCAN(min_cluster_size=5, min_samples=3, copy=True).fit_predict(reduced(vectors))
        ),
    }


def in_nights(vectors: np.ndarray) -> np.ndarray:
    """Find topics as the product does: a tenth of the questions a night, and what has a topic keeps it."""
    order = np.random.default_rng(3).permutation(len(vectors))
    found, middles = np.full(len(vectors), -1), np.empty((0, vectors.shape[1]), dtype=np.float32)
    loose: list[int] = []
    for night in np.array_split(order, NIGHTS):
        for row, at in zip(night, nearest(vectors[night], middles), strict=True):
            if at is None:
                loose.append(row)
            else:
                found[row] = at
        for group in groups(vectors[loose]):
            rows = [loose[place] for place in group]
            if len(rows) >= SHOWN:
                found[rows] = len(middles)
                middles = np.vstack([middles, middle(vectors[rows])])
        loose = [row for row in loose if found[row] < 0]
    return alone(found)


def line(one: Labelled, method: str, found: np.ndarray, seconds: float) -> str:
    sizes = Counter(found.tolist())
    shown = [at for at, topic in enumerate(found) if sizes[topic] >= SHOWN]
    by_topic: dict[int, Counter[str]] = defaultdict(Counter)
    for at in shown:
        by_topic[found[at]][one.labels[at]] += 1
    pure = sum(labels.most_common(1)[0][1] for labels in by_topic.values()) / max(len(shown), 1)
    v, ari = v_measure_score(one.labels, found), adjusted_rand_score(one.labels, found)
    figures = f"{len(sizes):>7}{v:>8.3f}{ari:>8.3f}{len(shown) / len(found):>8.0%}{pure:>8.0%}{seconds:>9.1f}"
    return f"{one.name:<22}{method:<30}{figures}"


def numbered(found: list[list[int]], size: int) -> np.ndarray:
    labels = np.empty(size, dtype=int)
    for number, rows in enumerate(found):
        labels[rows] = number
    return labels


def alone(found: np.ndarray) -> np.ndarray:
    """Return the labels with each that has no topic in one of its own."""
    labels = found.copy()
    none = np.flatnonzero(labels < 0)
    labels[none] = labels.max(initial=0) + 1 + np.arange(len(none))
    return labels


def reduced(vectors: np.ndarray, *, components: int = 30) -> np.ndarray:
    centred = vectors - vectors.mean(axis=0)
    _left, _sizes, axes = np.linalg.svd(centred, full_matrices=False)
    rows = centred @ axes[:components].T
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def sets_in(folder: Path) -> Iterator[Labelled]:
    loners: list[str] = []
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".json" and path.name != "domains.json":
            content = json.loads(path.read_text())
            loners = [text for text, _ in content["oos_test"]]
            yield from both(path.parent.name, content["test"], loners)
        elif path.suffix == ".csv":
            with path.open() as lines:
                yield from both(
                    path.parent.name, [(row["text"], row["category"]) for row in csv.DictReader(lines)], loners
                )
        elif path.suffix == ".tsv":
            rows = [line.split("\t") for line in path.read_text().splitlines()]
            yield Labelled(path.stem, [text for _, text in rows], [label for label, _ in rows])


def both(name: str, pairs: Sequence[Sequence[str]], loners: Sequence[str]) -> Iterator[Labelled]:
    shown = pairs[:: -(-len(pairs) // MOST_AT_ONCE)]
    yield Labelled(name, [text for text, _ in shown], [label for _, label in shown])
    chance = random.Random(7)  # noqa: S311  the same questions every time
    by_label: dict[str, list[str]] = defaultdict(list)
    for text, label in pairs:
        by_label[label].append(text)
    order = sorted(by_label)
    chance.shuffle(order)
    drawn = [
        (text, label)
        for place, label in enumerate(order, start=1)
        for text in by_label[label][: max(int(len(by_label[label]) / place**_FALLS), 3)]
    ]
    drawn += [(text, f"alone {at}") for at, text in enumerate(loners[:LONERS])]
    chance.shuffle(drawn)
    yield Labelled(f"{name}, uneven", [text for text, _ in drawn], [label for _, label in drawn])


def tell(text: str) -> None:
    print(text, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
