"""What is kept a while of words that somebody may take back: nobody reads them in what is kept.

The words themselves, with the secret of the installation, are the key: who knows neither finds nothing and opens
nothing, and who erased the words has left nothing that could be read.
"""

import hmac
from base64 import urlsafe_b64encode
from hashlib import sha256

from cryptography.fernet import Fernet
from django.conf import settings


def sealed_name(words: str) -> str:
    """Return the name under which it is kept."""
    return _secret("name", words).hex()


def seal(words: str, value: bytes) -> bytes:
    """Return the value as letters and digits that only these words open."""
    return _lock(words).encrypt(value)


def unseal(words: str, sealed: bytes | str) -> bytes:
    """Return what was sealed for these words. Raises cryptography.fernet.InvalidToken for others."""
    return _lock(words).decrypt(sealed)


def _lock(words: str) -> Fernet:
    return Fernet(urlsafe_b64encode(_secret("value", words)))


def _secret(purpose: str, words: str) -> bytes:
    return hmac.digest(settings.SECRET_KEY.encode(), f"sealed {purpose}\n{words}".encode(), sha256)
