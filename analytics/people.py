"""Sets of people as bits: who is behind a count, put together without anybody being named."""

from collections.abc import Iterable


def as_bits(numbers: Iterable[int]) -> bytes:
    """Return the set of these numbers, bit n of the little-endian bytes standing for n."""
    whole = 0
    for number in numbers:
        whole |= 1 << number
    return _as_bytes(whole)


def together(sets: Iterable[bytes | memoryview]) -> bytes:
    whole = 0
    for one in sets:
        whole |= int.from_bytes(bytes(one), "little")
    return _as_bytes(whole)


def how_many(one: bytes | memoryview) -> int:
    return int.from_bytes(bytes(one), "little").bit_count()


def numbers_in(one: bytes | memoryview) -> list[int]:
    whole = int.from_bytes(bytes(one), "little")
    return [number for number in range(whole.bit_length()) if whole >> number & 1]


def _as_bytes(whole: int) -> bytes:
    return whole.to_bytes((whole.bit_length() + 7) // 8, "little")
