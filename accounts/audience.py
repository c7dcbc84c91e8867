"""Who somebody is, as far as that decides which documents are meant for them: the benefit class, the state they work
in, and whether they work full time.
"""

import re
import unicodedata
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class WorkState(models.TextChoices):
    """The states and territories, by their postal letters."""

    AL = "AL", "Alabama"
    AK = "AK", "Alaska"
    AZ = "AZ", "Arizona"
    AR = "AR", "Arkansas"
    CA = "CA", "California"
    CO = "CO", "Colorado"
    CT = "CT", "Connecticut"
    DE = "DE", "Delaware"
    DC = "DC", "District of Columbia"
    FL = "FL", "Florida"
    GA = "GA", "Georgia"
    HI = "HI", "Hawaii"
    ID = "ID", "Idaho"
    IL = "IL", "Illinois"
    IN = "IN", "Indiana"
    IA = "IA", "Iowa"
    KS = "KS", "Kansas"
    KY = "KY", "Kentucky"
    LA = "LA", "Louisiana"
    ME = "ME", "Maine"
    MD = "MD", "Maryland"
    MA = "MA", "Massachusetts"
    MI = "MI", "Michigan"
    MN = "MN", "Minnesota"
    MS = "MS", "Mississippi"
    MO = "MO", "Missouri"
    MT = "MT", "Montana"
    NE = "NE", "Nebraska"
    NV = "NV", "Nevada"
    NH = "NH", "New Hampshire"
    NJ = "NJ", "New Jersey"
    NM = "NM", "New Mexico"
    NY = "NY", "New York"
    NC = "NC", "North Carolina"
    ND = "ND", "North Dakota"
    OH = "OH", "Ohio"
    OK = "OK", "Oklahoma"
    OR = "OR", "Oregon"
    PA = "PA", "Pennsylvania"
    RI = "RI", "Rhode Island"
    SC = "SC", "South Carolina"
    SD = "SD", "South Dakota"
    TN = "TN", "Tennessee"
    TX = "TX", "Texas"
    UT = "UT", "Utah"
    VT = "VT", "Vermont"
    VA = "VA", "Virginia"
    WA = "WA", "Washington"
    WV = "WV", "West Virginia"
    WI = "WI", "Wisconsin"
    WY = "WY", "Wyoming"
    AS = "AS", "American Samoa"
    GU = "GU", "Guam"
    MP = "MP", "Northern Mariana Islands"
    PR = "PR", "Puerto Rico"
    VI = "VI", "U.S. Virgin Islands"


class Hours(models.TextChoices):
    FULL_TIME = "full_time", _("Full time")
    PART_TIME = "part_time", _("Part time")


@dataclass(frozen=True)
class Audience:
    """One asker. "" is not known: whoever it is not known of finds only what leaves it open.

    No part has a default, so that nobody can ask for a person and forget one.
    """

    class_code: str
    work_state: str
    hours: str


# Somebody of whom nothing is known: finds what is for everyone.
ANYBODY = Audience("", "", "")


def read_work_state(text: str) -> str | None:
    """Return the letters of the state a person wrote, by name or letters; "" for nothing, None for what is no state."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(sign))
    return _STATES.get(" ".join(re.sub(r"[.,]", "", plain).split()))


def work_states_in(text: str) -> list[str]:
    """Return the states of a list as they are written there; the comma in "Washington, D.C." parts no two of them."""
    names = (name.strip() for name in re.split(r"[,;\n]", _CAPITAL.sub("DC", text)))
    return [name for name in names if name]


def read_hours(text: str) -> str | None:
    """Return full or part time as a person wrote it; "" for nothing, None for what is neither."""
    return _HOURS.get(" ".join(text.lower().replace("-", " ").replace("/", "").split()))


# The names that Spanish has for states of its own, without accents.
SPANISH_NAMES = {
    "carolina del norte": "NC",
    "carolina del sur": "SC",
    "dakota del norte": "ND",
    "dakota del sur": "SD",
    "distrito de columbia": "DC",
    "islas virgenes": "VI",
    "luisiana": "LA",
    "misisipi": "MS",
    "misuri": "MO",
    "nueva hampshire": "NH",
    "nueva jersey": "NJ",
    "nueva york": "NY",
    "nuevo hampshire": "NH",
    "nuevo mexico": "NM",
    "pensilvania": "PA",
    "virginia occidental": "WV",
}
_CAPITAL = re.compile(r"\bwashington,?\s*d\.?\s?c\b\.?", re.IGNORECASE)
_STATES = {
    "": "",
    **{state.value.lower(): state.value for state in WorkState},
    **{state.label.lower().replace(".", ""): state.value for state in WorkState},
    **{"washington dc": "DC", "virgin islands": "VI"},
    **SPANISH_NAMES,
}
_WRITTEN_SO = {
    Hours.FULL_TIME: ("full time", "fulltime", "full", "ft", "tiempo completo", "regular full time"),
    Hours.PART_TIME: ("part time", "parttime", "part", "pt", "medio tiempo", "tiempo parcial", "regular part time"),
}
_HOURS = {"": "", **{name: hours.value for hours, names in _WRITTEN_SO.items() for name in names}}
