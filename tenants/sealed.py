"""What is kept a while of words that somebody may take back: nobody reads them in what is kept.

The words themselves, with the secret of the installation, are the key: who knows neither finds nothing and opens
nothing, and who erased the words has left nothing that could be read.
"""

import hmac
from hashlib import sha256, shake_256
from secrets import token_bytes

from django.conf import settings

NONCE = 16  # bytes in front of what is sealed


def sealed_name(words: str) -> str:
    """Return the name under which it is kept."""
    return _secret("name", words).hex()


def seal(words: str, value: bytes) -> bytes:
    nonce = token_bytes(NONCE)
    return nonce + _masked(words, nonce, value)


def unseal(words: str, sealed: bytes) -> bytes:
    """Return what was sealed for these words; something senseless for others."""
    return _masked(words, sealed[:NONCE], sealed[NONCE:])


def _masked(words: str, nonce: bytes, value: bytes) -> bytes:
    mask = shake_256(_secret("value", words) + nonce).digest(len(value))
    masked = int.from_bytes(value, "big") ^ int.from_bytes(mask, "big")
    return masked.to_bytes(len(value), "big")


def _secret(purpose: str, words: str) -> bytes:
    return hmac.digest(settings.SECRET_KEY.encode(), f"sealed {purpose}\n{words}".encode(), sha256)
