"""How much one file may cost. All of it can be set by the caller; the defaults suit a worker of 2 GB."""

from dataclasses import dataclass

MIB = 2**20


@dataclass(frozen=True)
class Limits:
    memory_bytes: int = 768 * MIB
    # The two text recognition models map 30 MB each and their inner layers need room that depends on the
    # size of the picture: a letter page peaks at 550 MB resident but at 830 MB of address space, which is
    # what the kernel counts. Only the separate child that recognises pictures gets this much.
    ocr_memory_bytes: int = 1280 * MIB
    max_pages: int = 5_000
    max_characters: int = 20_000_000
    # One page (or sheet, or slide) may take this long; then the file counts as stuck.
    page_seconds: float = 20.0
    # A whole file may take start_seconds plus a share for each page it has given so far, so that 4,000
    # honest pages pass and 4,000 slow ones do not.
    start_seconds: float = 25.0
    seconds_per_page: float = 0.1
    ocr_page_seconds: float = 25.0
    # How far the child stands back behind other work on the machine. It then has its processor time as always, but
    # takes longer to come by it.
    niceness: int = 0
    # So many may share a long PDF; the memory above is for all of them together.
    readers: int = 1
    max_ocr_pages: int = 400
    max_ocr_regions_per_page: int = 6

    @property
    def patience(self) -> float:
        """By how much more wall time may pass than on a machine that does nothing else."""
        return 4.0 if self.niceness else 1.0


DEFAULT_LIMITS = Limits()
