"""A company like none of the demo's: its names, years and amounts are drawn, its papers say things in other words, and
its questions are twins of the golden ones.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

_FIRST = ("Alder", "Birch", "Cobalt", "Dune", "Ember", "Fjord", "Garnet", "Heron")
# What a question is called, itself, what is expected (chat.evaluation.expect), and for whom it is asked.
Line = tuple[str, str, dict[str, object], dict[str, str]]
OFFICE = {"class": "OFFICE", "state": "OH", "hours": "full time"}
UNION = {"class": "UNION", "state": "OH", "hours": "full time"}
_UNIONS = ("Teamsters 31", "Machinists 12", "Drivers 5")


def money(amount: int) -> str:
    return f"${amount:,}"


def exact(amount: float) -> str:
    return f"${amount:,.2f}"


def in_words(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


@dataclass(frozen=True)
class Paper:
    title: str
    kind: str
    passages: tuple[tuple[str, str], ...]
    plan_year: str = ""
    audience: tuple[str, ...] = ()
    plans: tuple[str, ...] = ()


class Twin:
    """All is drawn from the seed; of two amounts that could be taken for one another none is equal."""

    def __init__(self, seed: int) -> None:
        draw = Random(seed)
        self.now = draw.choice((2028, 2030, 2033))
        self.day = date(self.now, 11, draw.randint(2, 20))
        self.union = draw.choice(_UNIONS)
        self.plan = f"PPO {draw.choice((300, 600, 1200))}"
        levels = draw.sample((410, 820, 1640), 3)
        self.three = tuple(f"HMO {level}" for level in sorted(levels))
        self.carrier = f"{draw.choice(_FIRST)} Health"
        amounts = iter(draw.sample(range(31, 97), 40))
        self.deductible = {year: 10 * next(amounts) for year in self.years}
        self.price = {year: 3 * next(amounts) for year in self.years}
        self.union_price = next(amounts)
        self.copays = tuple(next(amounts) for _ in self.three)
        self.surcharge = next(amounts)
        self.family_limit = 100 * next(amounts)
        self.account = {year: 50 * next(amounts) for year in self.years}
        self.day_care = 75 * next(amounts)
        self.cobra = exact(10 * next(amounts) + 0.5 + draw.randint(1, 40) / 100)
        self.spend_by = date(self.next, draw.randint(2, 4), draw.randint(3, 27))
        self.claim_by = self.spend_by + timedelta(days=draw.randint(31, 60))
        self.hired = date(self.next, draw.randint(2, 8), draw.randint(2, 27))
        self.starts = date(self.next, self.hired.month + 2, 1)
        self.frames, self.frame_price = 100 + next(amounts), exact(next(amounts) / 2)
        self.night, self.nights = 5 * next(amounts), draw.randint(3, 6)
        self.massages, self.walk = next(amounts), next(amounts)

    @property
    def next(self) -> int:
        return self.now + 1

    @property
    def years(self) -> tuple[int, int]:
        return self.now, self.next

    def last_day(self, year: int) -> date:
        return date(year - 1, 11, 22 + self.walk % 8)

    def papers(self) -> tuple[Paper, ...]:
        return (
            *(self._guide(year) for year in self.years),
            *(self._summary(plan, copay) for plan, copay in zip(self.three, self.copays, strict=True)),
            Paper(
                f"Agreement with {self.union}",
                "amendment",
                (
                    (
                        "Paycheck deductions",
                        f"For members of {self.union}, {self.plan} family coverage costs {exact(self.union_price)} per "
                        f"paycheck in {self.next}.",
                    ),
                    ("Surcharge", f"Members of {self.union} do not pay the spousal surcharge."),
                ),
                plan_year=str(self.next),
                audience=("UNION",),
            ),
            self._accounts(),
            self._rules(),
        )

    def lines(self) -> list[dict[str, object]]:
        told = [*self._of_prices(), *self._of_care(), *self._of_rules(), *self._of_refusals()]
        return [
            {"name": name, "question": question, "expect": expect, "audience": audience, "on": self.day.isoformat()}
            for name, question, expect, audience in told
        ]

    def _of_prices(self) -> list[Line]:
        family = f"What does {self.plan} family coverage cost per paycheck next year?"
        left = (self.last_day(self.next) - self.day).days
        return [
            ("days left", "How many days are left to enroll?", {"figures": f"{left} days"}, OFFICE),
            (
                "days left es",
                "¿Cuántos días me quedan para inscribirme?",
                {"figures": [f"{left} days", in_words(self.last_day(self.next))], "language": "es"},
                OFFICE,
            ),
            (
                "deductible",
                f"What is the {self.plan} deductible?",
                {
                    "contains": [money(self.deductible[year]) for year in self.years],
                    "leads_with": money(self.deductible[self.now]),
                },
                OFFICE,
            ),
            (
                "price",
                family,
                {
                    "leads_with": exact(self.price[self.next]),
                    "lacks": [exact(self.union_price)],
                },
                OFFICE,
            ),
            (
                "price of a union member",
                family,
                {"leads_with": exact(self.union_price), "lacks": [exact(self.price[self.next])]},
                UNION,
            ),
            (
                "no surcharge",
                "Do I pay the spousal surcharge?",
                {"leads_with": "do not pay", "contains": self.union},
                UNION,
            ),
            (
                "surcharge",
                "Do I pay the spousal surcharge?",
                {"leads_with": exact(self.surcharge), "lacks": self.union},
                OFFICE,
            ),
        ]

    def _of_care(self) -> list[Line]:
        first, second, third = self.copays
        return [
            (
                "specialist",
                f"What is the specialist copay on the {self.three[1]}?",
                {"leads_with": money(second), "lacks": [money(first), money(third)]},
                OFFICE,
            ),
            (
                "specialist es",
                f"¿Cuánto es el copago del especialista en el {self.three[2]}?",
                {"leads_with": money(third), "lacks": [money(first), money(second)], "language": "es"},
                OFFICE,
            ),
            (
                "nights",
                f"What do {self.nights} nights in hospital cost on the {self.three[0]}?",
                {"figures": exact(self.night * self.nights)},
                OFFICE,
            ),
            ("frames", f"What do I pay for {money(self.frames)} frames?", {"leads_with": self.frame_price}, OFFICE),
            ("part time", "Can I get medical coverage?", {"leads_with": "cannot"}, OFFICE | {"hours": "part time"}),
        ]

    def _of_rules(self) -> list[Line]:
        return [
            (
                "HSA limit",
                f"How much is the HSA family limit in {self.next}?",
                {"leads_with": money(self.family_limit)},
                OFFICE,
            ),
            (
                "FSA maximum",
                f"What is the FSA maximum for {self.next}?",
                {"leads_with": money(self.account[self.next]), "lacks": money(self.account[self.now])},
                OFFICE,
            ),
            (
                "FSA days",
                f"Until when can I use my {self.now} FSA money?",
                {"figures": [in_words(self.spend_by), in_words(self.claim_by)]},
                OFFICE,
            ),
            (
                "dependent care",
                "What is the dependent care maximum next year?",
                {"leads_with": money(self.day_care)},
                OFFICE,
            ),
            (
                "hired",
                f"I was hired on {in_words(self.hired)}. When does my coverage start?",
                {"leads_with": in_words(self.starts)},
                OFFICE,
            ),
            (
                "COBRA",
                f"What does COBRA cost for the {self.plan}, single, in {self.next}?",
                {"leads_with": self.cobra},
                OFFICE,
            ),
        ]

    def _of_refusals(self) -> list[Line]:
        return [
            ("pick", f"Which of the {self.three[0]} and the {self.plan} should I pick?", {"refuses": "choice"}, OFFICE),
            ("directory", "Is my dentist in the network?", {"refuses": "directory"}, OFFICE),
            ("claim", "What is the status of my claim 12-345?", {"refuses": "any", "points_to": self.carrier}, OFFICE),
            ("bicycle", "Does the company pay for a bicycle?", {"refuses": "not_in_documents"}, OFFICE),
        ]

    def _guide(self, year: int) -> Paper:
        own = {
            self.now: f"Office employees pay {exact(self.price[year])} each paycheck for {self.plan} family coverage.",
            self.next: f"In {year} {self.plan} family coverage costs office employees {exact(self.price[year])} per "
            "paycheck.",
        }
        passages = (
            (
                f"The {self.plan} in {year}",
                f"The {self.plan} has a deductible of {money(self.deductible[year])} for one person and "
                f"{money(2 * self.deductible[year])} for a family. After it the plan pays 80% in the network.",
            ),
            ("What you pay", own[year]),
            (
                "When to enroll",
                f"You can enroll from {in_words(date(year - 1, 11, 1))} until {in_words(self.last_day(year))}.",
            ),
            (
                "Spousal surcharge",
                f"Office employees pay a spousal surcharge of {exact(self.surcharge)} per paycheck if the spouse could "
                "have a plan at another job.",
            ),
            (
                "Moving about",
                f"The company pays {money(self.walk)} a month for a bus pass, and {money(self.massages)} a year for a "
                "gym.",
            ),
        )
        return Paper(f"Guide to Your Benefits {year}", "guide", passages, plan_year=str(year), audience=("OFFICE",))

    def _summary(self, plan: str, copay: int) -> Paper:
        passages = [
            (
                "Seeing a doctor",
                f"A visit to a specialist has a copay of {money(copay)} on the {plan}. The deductible does not apply.",
            )
        ]
        if plan == self.three[0]:
            passages.append(
                (
                    "In hospital",
                    f"On the {plan} each night in hospital costs {money(self.night)}. A stay of {self.nights} nights "
                    f"comes to {exact(self.night * self.nights)}.",
                )
            )
        return Paper(f"{plan} at a Glance {self.next}", "sbc", tuple(passages), plan_year=str(self.next), plans=(plan,))

    def _accounts(self) -> Paper:
        limits = " ".join(
            f"In {year} you can put at most {money(self.account[year])} into a health FSA." for year in self.years
        )
        passages = (
            ("Health FSA", limits),
            (
                "When the year is over",
                f"Money in a {self.now} health FSA pays for expenses until {in_words(self.spend_by)}. Send claims in "
                f"by {in_words(self.claim_by)}.",
            ),
            (
                "Dependent care FSA",
                f"The most a household can put into a dependent care FSA in {self.next} is {money(self.day_care)}.",
            ),
            (
                "Health savings account",
                f"For family coverage the HSA limit in {self.next} is {money(self.family_limit)}.",
            ),
        )
        return Paper("Accounts for Health and Care", "guide", passages)

    def _rules(self) -> Paper:
        passages = (
            (
                "New employees",
                f"Coverage starts on the first of the month after thirty days. Who is hired on {in_words(self.hired)} "
                f"is covered from {in_words(self.starts)}.",
            ),
            (
                "Who can enroll",
                "Part-time employees cannot enroll in medical coverage. They can have dental and vision.",
            ),
            (
                "Keeping coverage after a job",
                f"COBRA for the {self.plan} costs {self.cobra} a month for one person in {self.next}.",
            ),
            (
                "Glasses",
                f"The vision plan pays a part of frames. For frames at {money(self.frames)} you pay "
                f"{self.frame_price}.",
            ),
        )
        return Paper("Rules of the Plans", "spd", passages)
