"""Sets of people as bits: who is behind a count, put together without anybody being named."""

from collections.abc import Iterable


def as_bits(numbers: Iterable[int]) -> bytes:
    """Return the set of these numbers, bit n of the little-endian bytes standing for n."""
    whole = 0
    for number in numbers:
        whole |= 1 << number
    return as_bytes_of(whole)


def together(sets: Iterable[bytes | memoryview]) -> bytes:
    whole = 0
    for one in sets:
        whole |= as_number(one)
    return as_bytes_of(whole)


def how_many(one: bytes | memoryview) -> int:
    return as_number(one).bit_count()


def numbers_in(one: bytes | memoryview) -> list[int]:
    return [8 * place + bit for place, byte in enumerate(bytes(one)) for bit in range(8) if byte >> bit & 1]


def as_number(one: bytes | memoryview) -> int:
    """Return a set as one number, by which sets are put together and counted."""
    return int.from_bytes(bytes(one), "little")


def as_bytes_of(whole: int) -> bytes:
    """Return a set as it is stored."""
    return whole.to_bytes((whole.bit_length() + 7) // 8, "little")
