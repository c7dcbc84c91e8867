"""Things that belong together because each touches the next."""


class Joined:
    """Numbers from 0 on, each a group of its own until it is joined to another."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def join(self, one: int, to: int) -> None:
        """Put one's group into the other's, which keeps its number."""
        self._parent[self.group(one)] = self.group(to)

    def group(self, one: int) -> int:
        """Return the number of the group it is in: that of one of its members."""
        parent = self._parent
        while parent[one] != one:
            # Each step shortens the way for the next who asks.
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one
