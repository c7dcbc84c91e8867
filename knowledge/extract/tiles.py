"""Tables without a line, where each cell is painted on a ground of its own: the grounds are the grid.

A program that paints a table cell by cell tells by it where each cell ends and which are merged. Grounds painted
behind lines of text tell nothing: they lie one below the other, or one beside the other, but never both.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from knowledge.extract.joined import Joined
from knowledge.extract.page_content import Area, Shade

TOUCH = 1.0
MIN_TILES = 6
MAX_TILES = 2_000
MIN_SIDE = 6.0
# Of the places of the grid, merged ones counted once, and of the paper below them.
LEAST_FILLED = 0.5
LEAST_COVERED = 0.9
MOST_COVERED = 1.05


def tiled_grounds(shades: Sequence[Shade]) -> list[Area]:
    """Return the grounds that lie side by side and below one another without a gap, as the cells of a table do."""
    areas = list({shade.area for shade in shades if _is_cell(shade.area)})
    if not MIN_TILES <= len(areas) <= MAX_TILES:
        return []
    return [area for group in _touching(_merged(areas)) if _is_grid(group) for area in group]


def _is_cell(area: Area) -> bool:
    return min(area.x1 - area.x0, area.y1 - area.y0) >= MIN_SIDE


def _merged(areas: Sequence[Area]) -> list[Area]:
    """Return the areas without those that lie within another of the same column or row: the places of a merged cell."""
    covered: set[Area] = set()
    for start, end in ((0, 2), (1, 3)):
        strips = defaultdict(list)
        for area in areas:
            strips[round(area[start]), round(area[end])].append(area)
        low, high = 1 - start, 3 - start
        for strip in strips.values():
            strip.sort(key=lambda area: (area[low], -area[high]))
            last = strip[0]
            for area in strip[1:]:
                if area[high] <= last[high] + TOUCH:
                    covered.add(area)
                else:
                    last = area
    return [area for area in areas if area not in covered]


def _touching(areas: Sequence[Area]) -> Iterable[list[Area]]:
    """Return the areas in groups in which each shares a whole side, or a part of one, with another."""
    joined = Joined(len(areas))
    # By their left and top sides: only these can lie at the right and bottom sides of others.
    left, top = defaultdict(list), defaultdict(list)
    for at, area in enumerate(areas):
        left[round(area.x0)].append(at)
        top[round(area.y0)].append(at)
    for at, area in enumerate(areas):
        for near in _near(left, area.x1):
            if _share(area.y0, area.y1, areas[near].y0, areas[near].y1) and abs(areas[near].x0 - area.x1) <= TOUCH:
                joined.join(near, at)
        for near in _near(top, area.y1):
            if _share(area.x0, area.x1, areas[near].x0, areas[near].x1) and abs(areas[near].y0 - area.y1) <= TOUCH:
                joined.join(near, at)
    groups: dict[int, list[Area]] = defaultdict(list)
    for at, area in enumerate(areas):
        groups[joined.group(at)].append(area)
    return groups.values()


def _near(sides: dict[int, list[int]], at: float) -> Iterable[int]:
    return (found for step in (-1, 0, 1) for found in sides.get(round(at) + step, ()))


def _share(start: float, end: float, other_start: float, other_end: float) -> bool:
    return min(end, other_end) - max(start, other_start) > TOUCH


def _is_grid(group: Sequence[Area]) -> bool:
    columns = _steps(side for area in group for side in (area.x0, area.x1))
    rows = _steps(side for area in group for side in (area.y0, area.y1))
    if len(group) < MIN_TILES or columns < 2 or rows < 2:
        return False
    whole = Area(
        min(area.x0 for area in group),
        min(area.y0 for area in group),
        max(area.x1 for area in group),
        max(area.y1 for area in group),
    )
    covered = sum(area.size for area in group) / whole.size
    return len(group) >= LEAST_FILLED * columns * rows and LEAST_COVERED <= covered <= MOST_COVERED


def _steps(sides: Iterable[float]) -> int:
    """Return how many steps there are between sides, those that nearly meet counted as one."""
    steps = -1
    last = None
    for side in sorted(sides):
        if last is None or side - last > TOUCH:
            steps += 1
        last = side
    return steps
