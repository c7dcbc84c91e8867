"""A client's catalogue as lines of a template: what its plans are made of, without its prices and without its names."""

import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from benefits.catalogue.stored import StoredRow
from benefits.models import BenefitClass, Contact, Plan, PlanLine, PlanYear
from benefits.plan_templates.lines import book_line
from benefits.workbook.columns import Column, columns_of, text_of
from benefits.workbook.read import BookLine
from benefits.workbook.sheets import value_in
from benefits.year_pages.copies import standing
from branding.models import Brand
from tenants.binding import ClientRef
from tenants.context import tenant_scope

_AMOUNTS = ("dollars", "share", "number", "pairs")
# Words by which any company calls classes of its employees; a class called by others is told by its number.
_CLASS_WORDS = {
    *("all", "and", "contract", "employee", "employees", "executive", "executives", "exempt", "full", "full-time"),
    *("hourly", "interns", "management", "managers", "non", "non-exempt", "non-union", "nonunion", "office", "part"),
    *("part-time", "salaried", "seasonal", "staff", "temporary", "time", "union", "variable-hour", "workers"),
}
# Words of names that say what somebody does, not who they are.
_COMMON = {
    *("account", "accounts", "american", "assistance", "benefit", "benefits", "care", "choice", "company", "dental"),
    *("disability", "employee", "first", "flexible", "group", "health", "insurance", "life", "line", "national"),
    *("network", "plan", "plans", "program", "retirement", "savings", "services", "spending", "team", "united"),
}
_COMMON |= {
    *("ppo", "hmo", "epo", "pos", "hdhp", "hsa", "fsa", "hra", "eap", "std", "ltd", "llc", "inc", "usa", "us", "hr")
}
_COMMON |= {word.casefold() for label in (*Contact.Role.labels, *PlanLine.labels) for word in str(label).split()}
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)"
_UNIT = r"(?:%|(?:k|percent|per cent|pct|por ciento|dollars?|dólares|dolares|usd)\b)"
# Not 401(k), and not a line that is open 24/7.
_SPARED = r"(?!(?:401|403|457)(?:\b|\s?[kb]\b)|24\s?/\s?7\b)"
_MONEY = rf"(?:\$|\busd)\s?{_NUMBER}(?:\s?k\b)?|\b{_SPARED}{_NUMBER}\s?{_UNIT}"
_PAIR = rf"\b{_SPARED}{_NUMBER}\s?/\s?{_NUMBER}\b"  # 80/20
_CALLED_BY = re.compile(rf"{_MONEY}|{_PAIR}|\b{_SPARED}(?:\d{{1,3}}(?:,\d{{3}})+|\d{{3,}})\b", re.IGNORECASE)
_IN_WORDS = (
    r"\b(?:five|ten|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand"
    r"|cinco|diez|quince|veinte|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa|cien|mil)"
    r"[\s-]+(?:percent|per cent|por ciento|dollars?|dólares)\b"
)
_AN_AMOUNT = re.compile(rf"{_MONEY}|{_PAIR}|{_IN_WORDS}", re.IGNORECASE)
_WAY_IN = re.compile(r"https?://|www\.|@|\d{3}[\s.)-]+\d{3}[\s.-]+\d{4}")


@dataclass(frozen=True)
class Taken:
    lines: list[BookLine]
    classes: Mapping[str, str]  # code -> label
    notes: list[str]


def years_of(client: ClientRef) -> list[str]:
    """Return the plan years that have plans, the last first."""
    with tenant_scope(client):
        years = PlanYear.objects.filter(plans__isnull=False).order_by("-starts_on").distinct()
        return [year.label for year in years]


def take_from(client: ClientRef, label: str, *, with_amounts: bool) -> Taken:
    """Return the rows that stand on the last day of the plan year. Raises PlanYear.DoesNotExist."""
    with tenant_scope(client):
        rows = standing(PlanYear.objects.get(label=label))
        classes = _classes(rows)
        scrub = _Scrub(client, with_amounts=with_amounts)
        names = _plan_names(rows, scrub)
        lines = [_line(number, one, names, classes, scrub, with_amounts) for number, one in enumerate(rows, start=2)]
    notes = [] if with_amounts else ["Emptied: all amounts and shares. Whoever begins with the template fills them in."]
    if scrub.emptied:
        told = "; ".join(f"{heading} ({number})" for heading, number in sorted(scrub.emptied.items()))
        of_what = "the company, a class of its own, a carrier or a way to reach them" + (
            "" if with_amounts else ", or tells an amount"
        )
        notes.append(f"Emptied, for it names {of_what}: {told}.")
    return Taken(lines, {one.code: one.label for one in classes.values()}, notes)


@dataclass(frozen=True)
class _Class:
    code: str
    label: str


def _classes(rows: Iterable[StoredRow]) -> Mapping[str, _Class]:
    """Return what each class is called in the template, by its code at the client: a company's own words stay there."""
    labels = dict(BenefitClass.objects.order_by("code").choices())
    # Another template's first class is another one: a client that begins with both must not take them for the same.
    reading = secrets.token_hex(3).upper()
    gone = {code for one in rows for code in getattr(one.stored, "classes", ())} - labels.keys()
    found = {}
    for number, code in enumerate([*labels, *sorted(gone)], start=1):
        label = labels.get(code, "")
        told = label if label and not _is_own(label) else f"Class {number}"
        found[code] = _Class(f"CLASS-{number}-{reading}", told)
    return found


def _is_own(words: str) -> bool:
    """Whether a label or a code has words in it that only this company has for its classes."""
    return not {word.casefold() for word in words.split()} <= _CLASS_WORDS


class _Scrub:
    """Finds the names of a company, of its classes and of those it works with; of the client that is bound."""

    def __init__(self, client: ClientRef, *, with_amounts: bool) -> None:
        brand = Brand.objects.first()
        whole = {client.name, client.subdomain, *(filter(None, [brand and brand.product_name]))}
        whole |= set(Contact.objects.exclude(plans=None).values_list("name", flat=True))
        parts = {part.strip(",.&()") for name in whole for part in name.split()}
        whole |= set(Contact.objects.values_list("name", flat=True))
        classes = {one for choice in BenefitClass.objects.choices() for one in choice if _is_own(one)}
        whole |= {one for one in classes if len(one) > 3 and one.casefold() not in _COMMON}
        parts |= {one for one in classes if len(one) <= 3}
        names = {*whole, *(one for one in parts if len(one) > 3 and one.casefold() not in _COMMON)}
        # "IBM" is a name only in capitals: so short a word can be another one too.
        short = {one for one in parts if len(one) in (2, 3) and one.isupper() and one.casefold() not in _COMMON}
        self._with_amounts = with_amounts
        self._names = re.compile(rf"\b(?:(?i:{_any_of(names)})|{_any_of(short or names)})\b")
        self.emptied: dict[str, int] = {}

    def bare(self, text: str) -> str:
        """Return a name without the names in it, and without the amount that plans are often called by: PPO 1000."""
        bare = self._names.sub(" ", text)
        bare = bare if self._with_amounts else _CALLED_BY.sub(" ", bare)
        return " ".join(bare.split()).strip(" -–,:/’'")

    def sentence(self, text: str, column: Column) -> str:
        """Return a text as it is, or nothing where it names somebody: half a sentence would say something else."""
        tells_an_amount = not self._with_amounts and _AN_AMOUNT.search(text)
        if not (self._names.search(text) or _WAY_IN.search(text) or tells_an_amount):
            return text
        self.emptied[column.heading] = self.emptied.get(column.heading, 0) + 1
        return ""


def _any_of(names: Iterable[str]) -> str:
    return "|".join(re.escape(one) for one in sorted(filter(None, names), key=len, reverse=True))


def _plan_names(rows: Iterable[StoredRow], scrub: _Scrub) -> Mapping[str, str]:
    """Return what each plan is called in the template, by its short name; two that would be one are numbered."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for one in rows:
        if not isinstance(one.stored, Plan):
            continue
        plan = one.stored
        bare = scrub.bare(plan.short_name) or plan.kind or plan.get_line_display()
        name, number = bare, 2
        while name.casefold() in taken:
            name, number = f"{bare} {number}", number + 1
        taken.add(name.casefold())
        names[plan.short_name] = name
    return names


def _line(
    number: int,
    one: StoredRow,
    plans: Mapping[str, str],
    classes: Mapping[str, _Class],
    scrub: _Scrub,
    with_amounts: bool,
) -> BookLine:
    cells = {}
    for column in columns_of(one.table):
        value = value_in(one, column)
        if column.name == "classes":
            value = [classes[code].code for code in value]
        elif column.kind == "list":
            value = [item for item in value if scrub.sentence(item, column)]
        text = " ".join(text_of(column, value).split())
        if column.name in ("plan", "short_name"):
            text = plans.get(text, text)
        elif column.name == "benefit_class" and text:
            text = classes[text].code
        elif column.name == "name":
            text = scrub.bare(text) or plans[one.stored.short_name]
        elif column.kind == "text" and not column.is_key:
            text = scrub.sentence(text, column)
        elif column.kind in _AMOUNTS and column.name != "counts" and not with_amounts:
            text = ""
        cells[column.name] = text
    return book_line(one.table, number, cells)
