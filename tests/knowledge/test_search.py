"""What is found, by whom, on which day; each "cannot see" first makes something that could be seen."""

from datetime import date

import pytest
from django.utils import timezone

from accounts.audience import ANYBODY, Audience
from knowledge.embeddings.embedding import embed
from knowledge.ingestion.delete import begin_deletion
from knowledge.lifecycle.publish import unpublish
from knowledge.models import Document, DocumentVersion, Passage
from knowledge.retrieval.search import search
from knowledge.vectors import VectorRecord, place_in_use, vector_index
from tenants.context import tenant_scope
from tests.knowledge.conftest import make_version, url, words

DAY = date(2026, 11, 10)  # open enrolment for 2027
LATER = date(2026, 12, 10)  # 2027 is chosen, but not yet there


def find(question: str, **wishes: object) -> list[tuple[str, str]]:
    """Return title and text of what is found."""
    asked = {"day": DAY, "audience": ANYBODY, "limit": 8} | wishes
    return [(hit.title, hit.text) for hit in search(question, **asked).hits]


def titles(question: str, **wishes: object) -> list[str]:
    return [title for title, _ in find(question, **wishes)]


def test_a_hit_tells_where_it_stands_and_why_it_was_found(in_acme, index_document) -> None:
    document = index_document(
        "Guide", ["Nothing of interest.", ("Leave > Vacation", "Vacation is 15 days a year.")], plan_year="2026"
    )

    result = search("How many days of vacation?", day=DAY, audience=ANYBODY, limit=1)

    hit = result.hits[0]
    assert (hit.document_id, hit.version_id) == (document.pk, document.published_version_id)
    assert (hit.title, hit.plan_year, hit.page_number, hit.heading) == ("Guide", "2026", 2, "Leave > Vacation")
    assert hit.text == "Vacation is 15 days a year."
    assert hit.context == "Guide · plan year 2026 · Leave > Vacation"
    assert (hit.why.keyword_rank, hit.why.vector_rank, hit.why.coverage) == (1, 1, 1.0)
    assert hit.why.matched == ("vacation", "days")
    assert result.degraded is False
    assert result.filters == ("Published documents in force on November 10, 2026", "For everyone")


def test_only_published_documents_are_found(in_acme, index_document) -> None:
    index_document("Draft", ["The parking fee is 12 dollars."], is_published=False)
    published = index_document("Parking", ["The parking fee is 10 dollars."])

    assert titles("parking fee") == ["Parking"]

    unpublish(published, by=None)
    assert titles("parking fee") == []


def test_unpublished_documents_are_found_only_when_asked_for(in_acme, index_document) -> None:
    draft = index_document("Draft", ["The parking fee is 12 dollars."], is_published=False)
    make_version(draft, status="extracting")

    found = search("parking fee", day=DAY, audience=ANYBODY, limit=5, include_unpublished=True)

    assert [hit.title for hit in found.hits] == ["Draft"]
    assert found.filters[0] == "Published and ready documents in force on November 10, 2026"


def test_a_document_is_out_of_search_the_moment_its_deletion_begins(in_acme, index_document) -> None:
    document = index_document("Parking", ["The parking fee is 10 dollars."])
    assert titles("parking fee") == ["Parking"]

    begin_deletion(document, by=None)

    assert titles("parking fee") == []
    assert titles("parking fee", include_unpublished=True) == []


def test_an_expired_document_answers_until_its_last_day(in_acme, index_document) -> None:
    index_document("Guide", ["The parking fee is 10 dollars."], effective_to=DAY)

    assert titles("parking fee", day=DAY) == ["Guide"]
    assert titles("parking fee", day=date(2026, 11, 11)) == []


def test_a_document_of_next_year_counts_from_its_publication(in_acme, index_document) -> None:
    index_document("Guide 2027", ["The parking fee is 10 dollars."], effective_from=date(2027, 1, 1))

    assert titles("parking fee") == ["Guide 2027"]


@pytest.mark.parametrize(
    ("class_code", "expected"),
    [("UNION", {"Everyone", "Union"}), ("SAL", {"Everyone", "Salaried"}), ("", {"Everyone"}), ("OTHER", {"Everyone"})],
)
def test_a_person_finds_what_is_for_everyone_and_for_their_class(
    in_acme, index_document, class_code: str, expected: set[str]
) -> None:
    index_document("Everyone", ["The deduction for dental is 9 dollars."])
    index_document("Union", ["The deduction for dental is 4 dollars."], audience=["UNION"])
    index_document("Salaried", ["The deduction for dental is 7 dollars."], audience=["SAL", "EXEC"])

    assert set(titles("deduction for dental", audience=Audience(class_code, "", ""))) == expected


def test_search_never_returns_another_clients_passage(acme, globex, index_document) -> None:
    with tenant_scope(globex):
        index_document("Globex leave", ["Globex staff get 30 days of leave."])
        assert titles("days of leave") == ["Globex leave"]

    with tenant_scope(acme):
        assert titles("days of leave") == []
        index_document("Acme leave", ["Acme staff get 25 days of leave."])
        assert titles("days of leave") == ["Acme leave"]


def test_a_stray_vector_shows_no_text(in_acme, index_document) -> None:
    published = index_document("Guide", ["The parking fee is 10 dollars."])
    old = make_version(published, status="ready")
    stray = Passage.objects.create(
        version=old, ordinal=0, page_number=1, page_to=1, text="The parking fee was 5 dollars.", token_count=7
    )
    values = embed([stray.text], purpose="passage")[0]
    vector_index().upsert([VectorRecord(stray.pk, old.pk, values)])

    assert find("parking fee") == [("Guide", "The parking fee is 10 dollars.")]


PLANS = {
    "PPO 500 SBC": "Specialist visit: $40 copay, deductible does not apply.",
    "PPO 750 SBC": "Specialist visit: $50 copay, deductible does not apply.",
    "PPO 1500 SBC": "Specialist visit: $60 copay, deductible does not apply.",
    "HSA 2500 SBC": "Specialist visit: 10% coinsurance after the deductible.",
}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What is the specialist copay on PPO 750?", {"PPO 750 SBC"}),
        ("specialist copay PPO750", {"PPO 750 SBC"}),
        ("¿Cuál es el copago del especialista en el PPO 500?", {"PPO 500 SBC"}),
        ("specialist visit under the HSA plan", {"HSA 2500 SBC"}),
        ("specialist visit under the high-deductible plan", {"HSA 2500 SBC"}),
        ("specialist visit, PPO 500 or PPO 1,500?", {"PPO 500 SBC", "PPO 1500 SBC"}),
        ("specialist visit in a PPO", {"PPO 500 SBC", "PPO 750 SBC", "PPO 1500 SBC"}),
        ("What does a specialist visit cost?", set(PLANS)),
        ("Is a specialist visit paid from my HSA?", set(PLANS)),
    ],
)
def test_the_named_plan_decides(in_acme, index_document, question: str, expected: set[str]) -> None:
    for title, text in PLANS.items():
        index_document(title, [text], kind=Document.Kind.SBC)

    assert set(titles(question)) == expected


def test_sections_about_another_plan_are_left_out(in_acme, index_document) -> None:
    index_document(
        "Benefits guide",
        [
            ("Medical > PPO 500", "Specialist: $40."),
            ("Medical > PPO 750", "Specialist: $50."),
            ("Medical > PPO 500 and PPO 750", "Both plans cover specialist visits."),
            ("Medical", "No plan needs a referral to a specialist."),
        ],
    )

    found = {text for _, text in find("specialist in PPO 750")}

    assert found == {
        "Specialist: $50.",
        "Both plans cover specialist visits.",
        "No plan needs a referral to a specialist.",
    }


def test_plans_with_proper_names_are_told_apart_by_their_titles(in_acme, index_document) -> None:
    for title in ("Northwind Standard Benefits Details", "Northwind Health Plus Benefits Details"):
        index_document(title, [f"{title}: emergency room visits are covered."], kind=Document.Kind.PLAN_DOCUMENT)
    index_document("Employee handbook", ["In an emergency call the front desk."], kind=Document.Kind.POLICY)

    standard = set(titles("Are emergency visits covered by Northwind Standard?"))
    plus = set(titles("Are emergency visits covered by Health Plus?"))
    neither = set(titles("What is the standard way to reach an emergency room?"))

    assert standard == {"Northwind Standard Benefits Details", "Employee handbook"}
    assert plus == {"Northwind Health Plus Benefits Details", "Employee handbook"}
    assert len(neither) == 3


def test_a_hit_knows_the_one_plan_of_a_proper_name_that_its_document_describes(in_acme, index_document) -> None:
    text = "Emergency room visits are covered."
    for title in ("Northwind Standard Benefits Details", "Northwind Health Plus Benefits Details"):
        index_document(title, [f"{title}: {text}"], kind=Document.Kind.PLAN_DOCUMENT)
    index_document("PPO 750 Benefits Details", [f"PPO 750: {text}"], kind=Document.Kind.PLAN_DOCUMENT)
    index_document("Northwind Standard guide", [f"Guide: {text}"], kind=Document.Kind.GUIDE)

    hits = search("Are emergency room visits covered?", day=DAY, audience=ANYBODY, limit=9).hits

    assert {hit.title: hit.own_plan and str(hit.own_plan) for hit in hits} == {
        "Northwind Standard Benefits Details": "Northwind Standard",
        "Northwind Health Plus Benefits Details": "Northwind Health Plus",
        "PPO 750 Benefits Details": None,
        "Northwind Standard guide": None,
    }


def test_a_plan_nobody_knows_is_named_and_hides_nothing(in_acme, index_document) -> None:
    index_document("PPO 500 SBC", [PLANS["PPO 500 SBC"]], kind=Document.Kind.SBC)

    result = search("specialist copay on PPO 900", day=DAY, audience=ANYBODY, limit=5)

    assert result.unknown_plans == ("PPO 900",)
    assert [hit.title for hit in result.hits] == ["PPO 500 SBC"]


YEARS = {"2026": "The PPO deductible is $900.", "2027": "The PPO deductible is $1,000."}


@pytest.mark.parametrize(
    ("question", "day", "expected"),
    [
        ("What is the PPO deductible in 2027?", DAY, ["2027"]),
        ("PPO deductible next year", DAY, ["2027"]),
        ("PPO deductible this year", DAY, ["2026"]),
        ("¿Cuál es el deducible del PPO el próximo año?", DAY, ["2027"]),
        ("PPO deductible last year", date(2027, 3, 1), ["2026"]),
        ("What is the PPO deductible?", LATER, ["2026", "2027"]),
        ("What is the PPO deductible?", date(2027, 3, 1), ["2027", "2026"]),
    ],
)
def test_the_plan_year_named_or_running_comes_first(
    in_acme, index_document, make_calendar, question: str, day: date, expected: list[str]
) -> None:
    make_calendar()
    for year, text in YEARS.items():
        index_document(f"Guide {year}", [text], plan_year=year)

    assert titles(question, day=day) == [f"Guide {year}" for year in expected]


def test_both_years_stand_side_by_side_while_people_choose(in_acme, index_document, make_calendar) -> None:
    make_calendar()
    for year, text in YEARS.items():
        index_document(f"Guide {year}", [text], plan_year=year)

    hits = search("What is the PPO deductible?", day=DAY, audience=ANYBODY, limit=5).hits

    assert {hit.plan_year for hit in hits} == {"2026", "2027"}
    assert [hit.why.year_weight for hit in hits] == [1.0, 1.0]


def test_a_year_without_documents_hides_nothing(in_acme, index_document, make_calendar) -> None:
    make_calendar()
    index_document("Guide 2026", [YEARS["2026"]], plan_year="2026")
    index_document("FAQ", ["The deductible starts anew each January."])

    assert set(titles("PPO deductible in 2027")) == {"Guide 2026", "FAQ"}


def test_the_callers_plan_year_overrides_the_question(in_acme, index_document, make_calendar) -> None:
    make_calendar()
    for year, text in YEARS.items():
        index_document(f"Guide {year}", [text], plan_year=year)

    assert titles("PPO deductible in 2027", plan_year="2026") == ["Guide 2026"]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What does the ER cost?", "Emergency room: $350 copay."),
        ("¿Cuánto cuesta la sala de emergencias?", "Emergency room: $350 copay."),
        ("PCP visits", "Primary care visit: $30 copay."),
        ("what is my OOP max", "The out-of-pocket maximum is $4,500."),
        ("daycare account", "Dependent care FSA: up to $7,500."),
        ("deducible familiar", "The family deductible is $2,000."),
        ("¿Cuándo es la fecha límite para el gimnasio?", "Gym money: send receipts by the deadline, May 1."),
        ("¿Cuántos días de luto me corresponden?", "Bereavement: five days."),
        ("How much does the company match in my 401k?", "401(k): the match is 100% of 3%."),
        ("$4500", "The out-of-pocket maximum is $4,500."),
    ],
)
def test_other_words_for_the_same_thing_find_it(in_acme, index_document, question: str, expected: str) -> None:
    index_document(
        "Guide",
        [
            "Emergency room: $350 copay.",
            "Primary care visit: $30 copay.",
            "The out-of-pocket maximum is $4,500.",
            "Dependent care FSA: up to $7,500.",
            "The family deductible is $2,000.",
            "401(k): the match is 100% of 3%.",
            "Gym money: send receipts by the deadline, May 1.",
            "Bereavement: five days.",
        ],
    )

    assert find(question)[0] == ("Guide", expected)


def test_equal_passages_are_shown_once_and_name_the_other_document(in_acme, index_document) -> None:
    text = "You may appeal a denied claim within 180 days."
    index_document("Dental summary", [text])
    index_document("Vision summary", [text])
    index_document("Union summary", [text], audience=["UNION"])

    hits = search("appeal a denied claim", day=DAY, audience=Audience("UNION", "", ""), limit=5).hits

    assert [(hit.title, hit.why.also_in) for hit in hits] == [
        ("Dental summary", ("Vision summary",)),
        ("Union summary", ()),
    ]


@pytest.mark.parametrize("engine", ["EMBEDDING_ENGINE", "VECTOR_ENGINE"])
def test_search_goes_on_by_words_when_the_vector_leg_is_down(in_acme, index_document, settings, engine: str) -> None:
    index_document("Parking", ["The parking fee is 10 dollars."])
    nowhere = "http://127.0.0.1:9"
    settings.OPENAI_API_KEY, settings.OPENAI_BASE_URL = "key", nowhere
    settings.PINECONE_API_KEY, settings.PINECONE_HOST = "key", nowhere
    setattr(settings, engine, {"EMBEDDING_ENGINE": "openai", "VECTOR_ENGINE": "pinecone"}[engine])
    DocumentVersion.objects.update(served_by=place_in_use())

    result = search("parking fee", day=DAY, audience=ANYBODY, limit=5)

    assert result.degraded is True
    assert [(hit.title, hit.why.vector_rank) for hit in result.hits] == [("Parking", None)]


def test_a_search_in_one_document_stays_there(in_acme, index_document) -> None:
    index_document("Parking", ["The parking fee is 10 dollars."])
    other = index_document("Transit", ["The transit pass replaces the parking fee."])

    assert titles("parking fee", document_ids=[other.pk]) == ["Transit"]


@pytest.mark.parametrize("question", ["", "   ", "?!", "the of and", "\x00", "x" * 5000, "🙂"])
def test_odd_questions_find_nothing_wrong(in_acme, index_document, question: str) -> None:
    index_document("Parking", ["The parking fee is 10 dollars."])

    assert len(find(question)) <= 1


def test_the_order_never_changes_between_equal_passages(in_acme, index_document) -> None:
    for title in ("B guide", "A guide", "C guide"):
        index_document(title, [f"Parking is free. {title}"], published_at=timezone.now())

    found = [titles("parking") for _ in range(3)]

    assert found == [["A guide", "B guide", "C guide"]] * 3


def test_found_passages_that_follow_on_each_other_are_one_hit(in_acme, index_document) -> None:
    repeated = "Claims for braces are sent within ninety days."
    document = index_document(
        "Dental",
        [
            ("Braces", f"Braces are paid at half of their cost. {repeated}"),
            ("Braces", f"{repeated} Braces for adults are not paid."),
            ("Crowns", "Crowns are paid at half, as braces are."),
            ("Nothing", "Nothing of interest."),
            ("Braces", "Braces lost on a journey are not paid again."),
        ],
    )

    result = search("Are braces paid?", day=DAY, audience=ANYBODY, limit=8)

    found = {(hit.page_number, hit.page_to): hit for hit in result.hits if hit.why.keyword_rank}
    assert set(found) == {(1, 2), (3, 3), (5, 5)}
    joined = found[1, 2]
    assert joined.text == f"Braces are paid at half of their cost. {repeated} Braces for adults are not paid."
    assert (joined.heading, joined.document_id) == ("Braces", document.pk)


def test_joined_passages_stay_within_a_length_and_take_one_place(in_acme, index_document) -> None:
    words = "braces " + "word " * 399
    index_document("Dental", [("Braces", words + str(number)) for number in range(5)])

    one = search("braces", day=DAY, audience=ANYBODY, limit=1).hits
    all_of_them = search("braces", day=DAY, audience=ANYBODY, limit=8).hits

    assert [(hit.page_number, hit.page_to) for hit in one] == [(1, 2)]
    assert [(hit.page_number, hit.page_to) for hit in all_of_them] == [(1, 2), (3, 4), (5, 5)]


def test_what_a_passage_lacks_counts_a_little_if_the_one_beside_it_has_it(in_acme, index_document) -> None:
    index_document("Away", [("Kennels", "Kennel rates."), ("Else", "Something else."), ("Parrots", "Parrots fly.")])
    index_document("Beside", [("Kennels", "Kennel rates."), ("Parrots", "Parrots fly.")])

    result = search("kennel parrots", day=DAY, audience=ANYBODY, limit=8)

    found = [(hit.title, hit.heading) for hit in result.hits if hit.why.keyword_rank]
    assert {title for title, _ in found[:2]} == {"Beside"}
    assert ("Away", "Else") not in found


def test_a_rare_word_stays_rare_though_another_word_for_it_is_common(in_acme, index_document) -> None:
    index_document("Guide", [(f"Costs {number}", f"Costs of item {number}.") for number in range(30)])
    index_document("Prices", [("Lists", "The charge for parking is listed."), ("Zoo", "Parking lots, parking rows.")])

    assert find("parking charge", limit=1) == [("Prices", "The charge for parking is listed.")]


def test_hit_says_whether_its_figures_may_be_quoted(in_acme, index_document) -> None:
    document = index_document("Rates", ["Family coverage costs $250.00 per paycheck."])
    sure = search("family coverage", day=date(2026, 11, 10), audience=ANYBODY, limit=1).hits[0]

    document.published_version.passages.update(confidence=0.8)
    unsure = search("family coverage", day=date(2026, 11, 10), audience=ANYBODY, limit=1).hits[0]

    assert (sure.has_sure_figures, unsure.has_sure_figures) == (True, False)


def test_hr_sees_that_figures_are_unsure(browser, in_acme, index_document) -> None:
    document = index_document("Rates", ["Family coverage costs $250.00 per paycheck."])
    document.published_version.passages.update(confidence=0.8)

    page = words(browser.get(url("search"), {"q": "family coverage"}))

    assert "Figures unsure: recognised in a poor picture" in page


def test_words_decide_where_they_stand_and_meaning_where_they_do_not(in_acme, index_document) -> None:
    index_document(
        "Guide",
        [
            ("Leave", "Time away from work to rest each summer."),
            ("Kennels", "The office kennel is open to dogs on Fridays."),
            ("Parking", "Parking costs ten dollars."),
        ],
    )

    in_words = search("Is there a kennel?", day=DAY, audience=ANYBODY, limit=3).hits
    in_meaning = search("holidays", day=DAY, audience=ANYBODY, limit=3).hits

    assert in_words[0].heading == "Kennels"
    assert [hit.why.keyword_rank for hit in in_meaning] == [None, None, None]
    assert in_meaning[0].heading == "Leave"
    # The same place in the vector leg's list is worth more where the words say nothing.
    assert in_meaning[0].score > 5 * min(hit.score for hit in in_words if hit.why.keyword_rank is None)


def test_the_questions_before_tell_what_the_talk_is_about(in_acme, index_document) -> None:
    index_document("Vision", [("Vision", "Your spouse may have vision care for $4 a month.")])
    index_document("Dental", [("Dental", "Your spouse may have dental care for $9 a month.")])
    earlier = ["When do I get paid?", "What does the dental plan cost me?"]

    alone = search("And for my spouse?", day=DAY, audience=ANYBODY, limit=8)
    in_talk = search("And for my spouse?", day=DAY, audience=ANYBODY, limit=8, earlier=earlier)
    other_talk = search("Has my spouse vision care?", day=DAY, audience=ANYBODY, limit=8, earlier=earlier)

    assert {hit.title for hit in alone.hits} == {"Dental", "Vision"}
    assert in_talk.hits[0].title == "Dental"
    # What the question itself says weighs more, and only that is said to be found.
    assert other_talk.hits[0].title == "Vision"
    assert in_talk.hits[0].why.matched == ("spouse",)
    assert in_talk.hits[0].why.coverage == alone.hits[0].why.coverage


def test_only_the_last_questions_of_a_talk_count(in_acme, index_document) -> None:
    index_document("Alpacas", [("Alpacas", "Alpacas are insured for $4 a month.")])
    index_document("Zebras", [("Zebras", "Zebras are insured for $4 a month.")])
    asked = {"day": DAY, "audience": ANYBODY, "limit": 8}

    recent = search("Insured per month?", earlier=["Have zebras a price?", "And birds?"], **asked).hits
    long_ago = search("Insured per month?", earlier=["Have zebras a price?", "And birds?", "And fish?"], **asked).hits

    words = [hit.title for hit in long_ago if hit.why.keyword_rank]
    assert recent[0].title == "Zebras"
    assert words == ["Alpacas", "Zebras"]


def test_a_corrected_title_tells_another_plan_at_once(in_acme, index_document) -> None:
    document = index_document("PPO 500 summary", ["A specialist visit is $40."], kind="sbc")
    index_document("PPO 750 summary", ["A specialist visit is $50."], kind="sbc")
    assert titles("specialist on the PPO 500") == ["PPO 500 summary"]

    Document.objects.filter(pk=document.pk).update(title="PPO 900 summary")

    assert titles("specialist on the PPO 900") == ["PPO 900 summary"]
    assert "PPO 500" in search("specialist on the PPO 500", day=DAY, audience=ANYBODY, limit=8).unknown_plans


_LEAVE = (
    "Employees who have worked for a year may take four weeks of unpaid leave for the care of a relative. "
    "Ask your manager in writing, tell the reason, pay $50 and add the doctor's letter."
)


@pytest.mark.parametrize(
    ("other", "shown"),
    [
        (_LEAVE.upper().replace(",", ";"), 1),
        (_LEAVE.replace("unpaid", "un-\npaid").replace("the doctor's", "a doctor’s"), 1),
        (_LEAVE.replace("$50", "$50.00").replace(" and ", "\n\n• and "), 1),
        (_LEAVE.replace("four weeks", "five weeks"), 2),
        (_LEAVE.replace("$50", "50 %"), 2),
        (f"Since 2027: {_LEAVE}", 2),
        (_LEAVE.replace("may take", "may not take"), 2),
        (_LEAVE.replace("and add", "or add"), 2),
        (_LEAVE.replace("Employees who", "Salaried employees who"), 2),
        (_LEAVE.replace("a relative", "a child"), 2),
    ],
    ids=["letters", "a line's end", "signs", "a number", "a unit", "a year", "a not", "an or", "a word more", "a word"],
)
def test_what_says_the_same_is_shown_once(in_acme, index_document, other: str, shown: int) -> None:
    """In another document, under the same year and for the same people; a word that may matter keeps both."""
    index_document("Handbook", [_LEAVE])
    index_document("Intranet", [other])

    hits = search("unpaid leave to care for a relative", day=DAY, audience=ANYBODY, limit=8).hits

    assert len(hits) == shown
    assert {hit.title for hit in hits} | {title for hit in hits for title in hit.why.also_in} == {
        "Handbook",
        "Intranet",
    }


def test_two_years_that_say_the_same_are_both_shown(in_acme, index_document, make_calendar) -> None:
    make_calendar()
    for year in ("2026", "2027"):
        index_document(f"Handbook {year}", [_LEAVE], plan_year=year)

    assert len(titles("unpaid leave to care for a relative")) == 2
