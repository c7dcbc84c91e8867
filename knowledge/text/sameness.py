"""Whether two passages say the same: then a person need not read both.

Much alike is not enough here. "The 2026 deductible is $900" and "the 2027 deductible is $900", Gold and Silver, covered
and not covered, and and or are alike in all words but one; a share of equal shingles, tried first, folds them. One word
more may restrict a rule to some ("Salaried employees may ..."). So every word, figure and sign counts, in its order;
what does not are letters' case and accents, punctuation, spacing, words divided at a line's end, and articles.
"""

import re

from knowledge.text.terms import plain_text

_DIVIDED = re.compile(r"(?<=[a-z])-\s*\n\s*(?=[a-z])")
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[^\w\s.,;:!?'\"()\[\]•·*_-]")
_CENTS = ".00"
_ARTICLES = frozenset({"a", "an", "the"})


def what_it_says(text: str) -> str:
    """Return the text without what makes no difference; equal if two texts say the same."""
    tokens = _TOKEN.findall(_DIVIDED.sub("", plain_text(text)))
    return " ".join([token if token.isalpha() else _figure(token) for token in tokens if token not in _ARTICLES])


def _figure(token: str) -> str:
    return token.replace(",", "").removesuffix(_CENTS)
