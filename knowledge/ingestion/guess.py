"""What a file's name and first words say about it. HR is asked to look; a guess is never more than a proposal."""

import re
import unicodedata
from collections.abc import Iterable

from knowledge.models import Document
from knowledge.text.terms import STOPWORDS, plain_text

Kind = Document.Kind
TITLE_LIMIT = 200
FILE_NAME_LIMIT = 255
_COPY_MARKS = re.compile(r"\s*(\(\d+\)|- copy( \(\d+\))?|\bfinal\b|\bdraft\b|\bv\d+(\.\d+)*\b)", re.IGNORECASE)
_WORDS_THAT_TELL_NOTHING = """
scan scanned document doc file untitled image img new page pages print output download attachment pdf docx text
index readme presentation powerpoint slide slides word book sheet workbook title copy
"""
_EMPTY_NAMES = frozenset(_WORDS_THAT_TELL_NOTHING.split())
# What programs write where a title belongs.
_NO_TITLE = re.compile(
    r"microsoft (word|powerpoint|excel)|powerpoint presentation|untitled|slide \d"
    r"|.*\.(docx?|pdf|pptx?|xlsx?|indd|qxd|html?)$",
    re.IGNORECASE,
)
_SHORTEST_TITLE = 4
_SHORTEST_NAME = 3
_LONGEST_OWN_TITLE = 120
_SHORTEST_ABBREVIATION = 3
_DASHES = re.compile(r"[‐-―−]")
# What a premium is said to be of or for: of anything else a rate, a contribution or a tarifa is no premium.
_COVER = (
    r"(medical|health(care)?|dental|vision|life|disability|std|ltd|plans?|benefits?|insurance|cobra|ppo|hdhp|hmo|epo|"
    r"premium|employees?|payroll|paycheck|(bi ?|semi ?)?(monthly|weekly)|annual|20\d\d)"
)
_PREMIUMS = "|".join(
    (
        r"\bpremiums\b",
        rf"\b{_COVER} premium\b(?! (assistance|tax|only))",
        r"\b(rate|premium|contribution) (sheet|table|schedule|card|chart|rate|cost|amount)s?\b",
        rf"\b{_COVER} rates\b",
        r"^(our |the )?rates\b",
        r"\b(employee|payroll|premium|medical|health|dental|vision|monthly) contributions?\b",
        r"\bpayroll deductions?\b",
        r"\bhoja de tarifas\b|^tarifas\b|\btarifas (de |del |para )?(los? )?(planes|plan|seguros?|empleados|20\d\d)\b",
        r"\bprimas (de |del |para )?(los? )?(planes|plan|seguros?|empleados|mensuales|20\d\d)\b",
    )
)
# The first that fits wins, so what is narrow stands before what is wide.
_KINDS = (
    (Kind.SBC, r"\bsbc\b|summary of benefits and coverage|resumen de beneficios y cobertura"),
    (Kind.SPD, r"\bspd\b|summary plan description"),
    (Kind.AMENDMENT, r"\bamendment\b|side letter|\bmemorandum of agreement\b|\benmienda\b"),
    (Kind.RATE_SHEET, _PREMIUMS),
    (Kind.FAQ, r"\bfaqs?\b|questions and answers|preguntas frecuentes"),
    (Kind.NOTICE, r"\bnotices?\b|\bavisos?\b"),
    (Kind.ACCOUNT_GUIDE, r"\b(fsa|hsa|dcfsa|hra|commuter)\b.*\b(guide|summary|overview|guia)\b|\b(fsa|hsa) (and|&) "),
    (Kind.POLICY, r"\bpolic(y|ies)\b|\bpoliticas?\b|\bleave\b|\bhandbook\b|\bpto\b"),
    (Kind.PLAN_DOCUMENT, r"plan document|certificate|evidence of coverage|\beoc\b|benefits? details|policy booklet"),
    (Kind.SUMMARY, r"\b(dental|vision|life|disability|std|ltd|eap)\b"),
    (Kind.GUIDE, r"\bguide\b|\bguia\b|\benrollment\b|\bbenefits? (overview|options|book)\b|\bbeneficios\b"),
)


def clean_file_name(name: str) -> str:
    """Return the name to show: no folders, no control or direction marks. It is never used as a path."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    shown = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C").strip()
    if len(shown) <= FILE_NAME_LIMIT:
        return shown or "document"
    stem, dot, ending = shown.rpartition(".")
    return f"{stem[: FILE_NAME_LIMIT - 12]}…{dot}{ending[:10]}" if dot else shown[:FILE_NAME_LIMIT]


def guess_title(file_name: str) -> str:
    """Return the file's name as words; a name of a letter or two says more with its ending: "t.txt"."""
    title = _named(file_name)
    return title if len(title) >= _SHORTEST_NAME else file_name[:TITLE_LIMIT] or "Document"


def _named(file_name: str) -> str:
    stem = file_name.rpartition(".")[0] or file_name
    words = " ".join(_COPY_MARKS.sub(" ", re.sub(r"[_+]+|(?<=\w)-(?=\w{3,})", " ", stem)).split(" "))
    title = " ".join(words.split()).strip(" -–.")
    return (title[:1].upper() + title[1:])[:TITLE_LIMIT]


def choose_title(file_name: str, own_titles: Iterable[str], *, client: str = "") -> str:
    """Return the first of the document's own titles that is clearly better than its file's name, else the name.

    It is better if the name tells nothing, or if it says all that the name says: a heading that leaves out the plan
    or the year would give several documents one title. The client's own name counts in neither.
    """
    named = guess_title(file_name)
    house = set(_title_words(client))
    wanted = [word for word in _title_words(named) if word not in house]
    for title in (" ".join(title.split()) for title in own_titles):
        words = _title_words(title)
        if not _SHORTEST_TITLE <= len(title) <= _LONGEST_OWN_TITLE or _NO_TITLE.match(title) or house.issuperset(words):
            continue
        if not is_telling(title) or _is_stem(title, file_name):
            continue
        if not is_telling(file_name) or (not title.isupper() and all(_says(words, word) for word in wanted)):
            return title
    return named


def _is_stem(title: str, file_name: str) -> bool:
    """True if it is the file's bare name, which scanners write where a title belongs; in words it is a title too."""
    return " " not in title and title.casefold() == file_name.rpartition(".")[0].casefold()


def _title_words(text: str) -> list[str]:
    """Return the words that tell one title from another: "401(k)" as one, years one by one."""
    plain = re.sub(r"(?<=\d)\((\w)\)", r"\1", plain_text(text))
    return [word for word in re.findall(r"[a-z0-9]+", plain) if word not in STOPWORDS and word not in _EMPTY_NAMES]


def _says(words: list[str], wanted: str) -> bool:
    """True if the word is among the words, or stands for some of them by their first letters."""
    if wanted in words:
        return True
    initials = "".join(word[0] for word in words)
    return len(wanted) >= _SHORTEST_ABBREVIATION and wanted.isalpha() and wanted in initials


def is_telling(file_name: str) -> bool:
    """Whether the name says what is in the file, which "scan_0012.pdf" does not."""
    words = re.findall(r"[a-z]{3,}", plain_text(_named(file_name)))
    return any(word not in _EMPTY_NAMES for word in words)


def guess_kind(*texts: str) -> str:
    """Return the kind the first text that says anything says it is; later texts are asked only then."""
    for text in texts:
        plain = plain_text(re.sub(r"[_-]+", " ", text))
        for kind, pattern in _KINDS:
            if re.search(pattern, plain):
                return kind
    return Kind.OTHER


def guess_plan_year(text: str, labels: Iterable[str]) -> str:
    """Return the one plan year the text names, "" if it names none or several."""
    plain = _DASHES.sub("-", text)
    found = {label for label in labels if re.search(rf"(?<!\d){re.escape(_DASHES.sub('-', label))}(?!\d)", plain)}
    return found.pop() if len(found) == 1 else ""
