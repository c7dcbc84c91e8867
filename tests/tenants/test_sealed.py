"""What is kept under words is opened by those words alone."""

import pytest
from cryptography.fernet import InvalidToken

from tenants.sealed import seal, sealed_name, unseal

WORDS, VALUE = "Is therapy covered?", b"\x00therapy, as it was found\x00"


def test_what_is_sealed_is_opened_by_its_own_words_alone(settings):
    sealed = seal(WORDS, VALUE)

    assert unseal(WORDS, sealed) == VALUE
    assert b"therapy" not in sealed
    with pytest.raises(InvalidToken):
        unseal("Is therapy covered", sealed)
    settings.SECRET_KEY = "another"
    with pytest.raises(InvalidToken):
        unseal(WORDS, sealed)


def test_equal_values_are_not_sealed_alike():
    assert seal(WORDS, VALUE) != seal(WORDS, VALUE)
    assert unseal(WORDS, seal(WORDS, b"")) == b""


def test_name_is_not_to_be_guessed_without_the_secret(settings):
    name = sealed_name(WORDS)
    settings.SECRET_KEY = "another"

    assert sealed_name(WORDS) != name
