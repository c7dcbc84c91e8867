"""What is looked for only where it could be found: of a pattern's signs one stands in every text that it is found in.

To see that none of them does takes less than half the time that looking takes, and most texts have none.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple


class Signed(NamedTuple):
    pattern: re.Pattern[str]
    signs: tuple[str, ...]

    def may_be_in(self, text: str) -> bool:
        for sign in self.signs:  # noqa: SIM110  a loop takes half the time of any()
            if sign in text:
                return True
        return False

    def finds(self, text: str) -> bool:
        return self.may_be_in(text) and bool(self.pattern.search(text))

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        return self.pattern.finditer(text) if self.may_be_in(text) else iter(())
