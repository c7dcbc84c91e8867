"""Recognises text in a picture. The models lie in the package of the library; nothing is ever downloaded."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import cv2
import numpy as np

# Named in full, so that all of it is loaded with this module: once the process is confined, nothing is.
import rapidocr.inference_engine.onnxruntime
import rapidocr.main
from numpy.typing import NDArray

MODELS = Path(rapidocr.main.__file__).parent / "models"
# Below this the recogniser guesses.
MIN_CONFIDENCE = 0.5
# The finder of lines looks at the picture at this size: enough for 7-point print on a letter page, and half the
# memory of the library's own choice. One line at a time is recognised, for the same reason.
FINDER_SIDE = 1280
GLANCE_SIDE = 640
# Text that reads worse than this is tried upside down too.
DOUBTFUL = 0.8
ENOUGH_LINES = 3
UPRIGHT_SHARE = 0.6
# The library reads a line on its side as well as an upright one, but not a page of them in their order.
AS_IT_LIES = 0.9
LEVEL_DEGREES = 0.2
# An edge is a change of this many shades within so many pixels, kept up over at least RULE_PIXELS. Letters have
# no edges of that length.
EDGE_CONTRAST = 12
EDGE_REACH = 2
RULE_PIXELS = 60
MAX_EDGE_PIXELS = 14
MAX_EDGES = 600
WORD_PICTURE = (64, 128)  # height and width in pixels

Picture = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of recognised text. Places are pixels of the picture as it was given, turned level."""

    words: tuple[tuple[str, float, float], ...]
    x0: float
    y0: float
    x1: float
    y1: float
    confidence: float

    @property
    def text(self) -> str:
        return " ".join(word for word, _, _ in self.words)


@dataclass(frozen=True, slots=True)
class Recognised:
    """The lines of a picture and the straight rules drawn in it, as (is_across, at, start, end)."""

    lines: tuple[Line, ...]
    rules: tuple[tuple[bool, float, float, float], ...]
    # How often the picture was turned by 90 degrees, against the clock, before it could be read.
    turns: int


@dataclass(frozen=True, slots=True)
class Reading:
    lines: tuple[Line, ...]
    # By how many radians the lines went down to the right before they were turned level.
    tilt: float


class Recogniser:
    """Has the models loaded and reads one picture after the other."""

    def __init__(self) -> None:
        cv2.setNumThreads(1)
        self._engine = rapidocr.main.RapidOCR(
            params={
                "Global.log_level": "critical",
                "Global.use_cls": False,
                "Global.max_side_len": 4000,
                "EngineConfig.onnxruntime.intra_op_num_threads": 1,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
                "Det.model_path": str(MODELS / "PP-OCRv6_det_small.onnx"),
                "Det.limit_type": "max",
                "Det.limit_side_len": FINDER_SIDE,
                "Rec.model_path": str(MODELS / "PP-OCRv6_rec_small.onnx"),
                "Rec.rec_batch_num": 1,
            }
        )
        # The library loads a model when it first needs it, which for the second is to read a line that it has found.
        self._read(_word())

    def recognise(self, picture: Picture) -> Recognised:
        """Return the text of the picture, turned upright first if it lies on its side or its head."""
        tries = {0: self._read(picture)}
        lines = tries[0].lines
        if _lies_on_side(lines):
            tries[1] = self._read(np.rot90(picture, 1))
            tries[3] = self._read(np.rot90(picture, 3))
        elif len(lines) >= ENOUGH_LINES and confidence(lines) < DOUBTFUL:
            tries[2] = self._read(np.rot90(picture, 2))
        worth = {turns: _worth(reading.lines) for turns, reading in tries.items()}
        if 1 in tries:
            worth[0] *= AS_IT_LIES
        turns = max(worth, key=worth.__getitem__)
        upright = _turned_level(np.ascontiguousarray(np.rot90(picture, turns)), tries[turns].tilt)
        return Recognised(tries[turns].lines, tuple(drawn_rules(upright)), turns)

    def sees_text(self, picture: Picture) -> bool:
        """Return whether there seem to be lines of text, from a small copy and in a fifth of the time."""
        longest = max(picture.shape[:2])
        share = min(1.0, GLANCE_SIDE / longest)
        size = (max(1, round(picture.shape[1] * share)), max(1, round(picture.shape[0] * share)))
        small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
        return self._engine(small, use_rec=False).boxes is not None

    def _read(self, picture: Picture) -> "Reading":
        found = self._engine(np.ascontiguousarray(picture), use_rec=True, return_word_box=True)
        if found.boxes is None or not found.txts:
            return Reading((), 0.0)
        height, width = picture.shape[:2]
        angle = _tilt(found.boxes)
        lines = []
        for corners, text, score, words in zip(found.boxes, found.txts, found.scores, found.word_results, strict=False):
            if score >= MIN_CONFIDENCE and text.strip():
                lines.append(_line(_level(corners, angle, width, height), text, float(score), words))
        return Reading(tuple(lines), angle)


def _word() -> Picture:
    """Return a picture of one word, small enough to take no memory that the models' own does not outweigh."""
    picture = np.full((WORD_PICTURE[0], WORD_PICTURE[1], 3), 255, np.uint8)
    cv2.putText(picture, "Plan", (16, 44), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (0, 0, 0), 2)
    return picture


def confidence(lines: Sequence[Line]) -> float:
    """Return the mean confidence over all letters; 0 if there are none."""
    letters = sum(len(line.text) for line in lines)
    return sum(line.confidence * len(line.text) for line in lines) / letters if letters else 0.0


def _worth(lines: Sequence[Line]) -> float:
    return sum(len(line.text) * line.confidence**2 for line in lines)


def drawn_rules(picture: Picture) -> list[tuple[bool, float, float, float]]:
    """Return the long straight edges in the picture: lines of any colour, and where shaded cells meet."""
    return [*_edges(picture, is_across=True), *_edges(picture, is_across=False)]


def _edges(picture: Picture, *, is_across: bool) -> Iterator[tuple[bool, float, float, float]]:
    upright = picture if is_across else np.ascontiguousarray(picture.transpose(1, 0, 2))
    above, below = upright[:-EDGE_REACH], upright[EDGE_REACH:]
    contrast = cv2.absdiff(below, above).max(axis=2)
    edges = (contrast >= EDGE_CONTRAST).astype(np.uint8)
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (RULE_PIXELS, 1))
    count, _, boxes, _ = cv2.connectedComponentsWithStats(cv2.morphologyEx(edges, cv2.MORPH_OPEN, kernel))
    for left, top, width, height, _ in boxes[1 : min(count, MAX_EDGES)]:
        if height <= MAX_EDGE_PIXELS:
            yield is_across, float(top + (height + EDGE_REACH) / 2), float(left), float(left + width)


def _lies_on_side(lines: Sequence[Line]) -> bool:
    tall = sum(line.y1 - line.y0 > 1.5 * (line.x1 - line.x0) for line in lines if len(line.text) > 2)
    # One line is enough: of a page with two, put in sideways, the lower one was read first.
    return tall > 0 and tall >= UPRIGHT_SHARE * len(lines)


def _turned_level(picture: Picture, tilt: float) -> Picture:
    if not tilt:
        return picture
    height, width = picture.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), float(np.degrees(tilt)), 1.0)
    return cv2.warpAffine(picture, turn, (width, height), borderValue=(255, 255, 255))


def _tilt(boxes: NDArray[np.float32]) -> float:
    """Return by how many radians the lines of a page put crookedly on the glass go down to the right."""
    angles = [
        float(np.arctan2(right[1] - left[1], right[0] - left[0]))
        for left, right, _, _ in boxes
        if right[0] - left[0] > 200
    ]
    if len(angles) < ENOUGH_LINES:
        return 0.0
    angle = median(angles)
    return angle if np.radians(LEVEL_DEGREES) < abs(angle) < np.radians(12) else 0.0


def _level(corners: NDArray[np.float32], angle: float, width: int, height: int) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of the box once the picture is turned level around its middle."""
    points = np.asarray(corners, dtype=float)
    if angle:
        middle = np.array([width / 2, height / 2])
        turn = np.array([[np.cos(-angle), -np.sin(-angle)], [np.sin(-angle), np.cos(-angle)]])
        points = (points - middle) @ turn.T + middle
    # Opposite edges of a box turned level agree but for the finder's noise, so their mean is taken.
    xs, ys = np.sort(points[:, 0]), np.sort(points[:, 1])
    return float(xs[:2].mean()), float(ys[:2].mean()), float(xs[2:].mean()), float(ys[2:].mean())


def _line(box: tuple[float, float, float, float], text: str, score: float, found_words: object) -> Line:
    x0, y0, x1, y1 = box
    texts = text.split()
    places = [(float(corners[0][0]), float(corners[1][0])) for _, _, corners in (found_words or ())]
    if len(places) != len(texts):
        places = _shared_out(texts, x0, x1)
    else:
        shift = x0 - min(start for start, _ in places)
        places = [(start + min(shift, 0), end) for start, end in places]
    words = tuple((word, start, end) for word, (start, end) in zip(texts, places, strict=True))
    return Line(words, x0, y0, x1, y1, score)


def _shared_out(texts: list[str], x0: float, x1: float) -> list[tuple[float, float]]:
    """Return where the words stand if every letter is as wide as any other."""
    letters = sum(len(word) for word in texts) + len(texts) - 1
    unit = (x1 - x0) / max(letters, 1)
    places, at = [], x0
    for word in texts:
        places.append((at, at + unit * len(word)))
        at += unit * (len(word) + 1)
    return places
