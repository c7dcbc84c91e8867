"""What changes from one reading of a document to the next."""

from knowledge.extract.types import Block
from knowledge.lifecycle.compare import ChangedNumber, Line, Section, compare, sections_of
from knowledge.lifecycle.publish import publish
from knowledge.models import Document, Page
from tests.knowledge.conftest import make_version, url, words


def section(heading: str, *lines: str, page: int = 1) -> Section:
    return Section(heading, page, [Line(text, page) for text in lines])


class TestSections:
    def test_lines_stand_under_their_heading_with_their_page(self) -> None:
        pages = [
            (1, [Block("paragraph", "Welcome. Read on.", None), Block("heading", "Costs", None)]),
            (2, [Block("table", "Visit — PPO: $20\nDrug — PPO: $10", None), Block("heading", "Empty", None)]),
        ]

        assert sections_of(pages) == [
            Section("", 1, [Line("Welcome.", 1), Line("Read on.", 1)]),
            Section("Costs", 1, [Line("Visit — PPO: $20", 2), Line("Drug — PPO: $10", 2)]),
        ]


class TestCompare:
    def test_the_same_is_the_same(self) -> None:
        one = [section("Costs", "A visit is $20.", "A drug is $10.")]

        assert compare(one, one).is_same

    def test_sections_that_come_and_go_are_told(self) -> None:
        found = compare([section("Old", "A."), section("Both", "B.")], [section("Both", "B."), section("New", "C.")])

        assert [one.heading for one in found.added] == ["New"]
        assert [one.heading for one in found.removed] == ["Old"]
        assert (found.changed, found.same) == ((), 1)

    def test_a_changed_figure_of_a_row_names_row_and_column(self) -> None:
        old = [section("Costs", "Urgent care — PPO 500: $40 copay; PPO 750: $50 copay", page=3)]
        new = [section("Costs", "Urgent care — PPO 500: $40 copay; PPO 750: $60 copay", page=4)]

        (change,) = compare(old, new).changed

        assert change.numbers == (ChangedNumber("Urgent care, PPO 750", "$50", "$60", 3, 4),)
        assert (change.added, change.removed, change.reworded) == ((), (), ())

    def test_a_changed_figure_of_a_question_is_told_with_the_question_alone(self) -> None:
        old = section(
            "Questions", "What is the overall deductible? — Answers: $500; Why this matters: You pay up to $500."
        )
        new = section(
            "Questions", "What is the overall deductible? — Answers: $750; Why this matters: You pay up to $500."
        )

        (change,) = compare([old], [new]).changed

        assert [one.label for one in change.numbers] == ["What is the overall deductible?"]

    def test_a_changed_figure_of_a_sentence_is_told_with_it(self) -> None:
        (change,) = compare([section("", "The match is 3%.")], [section("", "The match is 4.5%.")]).changed

        assert change.numbers == (ChangedNumber("The match is 4.5%.", "3%", "4.5%", 1, 1),)

    def test_years_are_passed_over_in_lines_and_headings(self) -> None:
        old = [section("1. Rates 2026", "In 2026 you pay $318.00.")]

        assert compare(old, [section("2. Rates 2027", "In 2027 you pay $318.00.")]).is_same
        changed = compare(old, [section("Rates 2027", "In 2027 you pay $320.00.")]).changed[0]
        assert [(one.old, one.new) for one in changed.numbers] == [("$318.00", "$320.00")]

    def test_what_only_moved_has_not_changed(self) -> None:
        assert compare([section("", "A is 1.", "B is 2.")], [section("", "B is 2.", "A is 1.")]).is_same

    def test_sentences_worded_anew_stand_side_by_side(self) -> None:
        old = [section("", "You may enroll within thirty days of the event.", "Parking is free.")]
        new = [section("", "You may enroll within sixty days of the event.", "Lunch costs money at the canteen.")]

        (change,) = compare(old, new).changed

        assert [(pair.old.text, pair.new.text) for pair in change.reworded] == [
            (old[0].lines[0].text, new[0].lines[0].text)
        ]
        assert [line.text for line in change.removed] == ["Parking is free."]
        assert [line.text for line in change.added] == ["Lunch costs money at the canteen."]

    def test_a_rewritten_section_is_known_by_its_words_and_its_changed_figures_are_told(self) -> None:
        old = [
            section("Life insurance", "Basic life insurance pays $200,000 to your beneficiary.", page=2),
            section("Disability", "Long-term disability replaces 60% of your salary after 90 days.", page=3),
            section("Parking", "The garage on Main Street is open at night."),
        ]
        new = [
            section("If you die", "Your beneficiary receives $500,000 from basic life insurance.", page=4),
            section("If you cannot work", "After 90 days, long-term disability pays 70% of salary.", page=5),
            section("Meals", "Lunch costs money at the canteen."),
        ]

        found = compare(old, new)

        assert [one.heading for one in found.removed] == ["Parking"]
        assert [one.heading for one in found.added] == ["Meals"]
        assert [(one.old, one.new, one.old_page, one.new_page) for each in found.changed for one in each.numbers] == [
            ("$200,000", "$500,000", 2, 4),
            ("60%", "70%", 3, 5),
        ]
        assert found.number_count == 2
        assert [line.text for line in (*found.changed[0].removed, *found.changed[0].added)] == [
            "Life insurance",
            "If you die",
        ]

    def test_a_section_that_only_has_another_heading_is_not_the_same(self) -> None:
        text = "The garage on Main Street is open at night."

        (change,) = compare([section("Parking", text)], [section("Where to park", text)]).changed

        assert [line.text for line in (*change.removed, *change.added)] == ["Parking", "Where to park"]

    def test_figures_of_other_sorts_are_not_taken_for_each_other(self) -> None:
        old = [section("", "The company pays $500 toward the gym membership.")]
        new = [section("", "The company now pays 50% toward the gym membership.")]

        (change,) = compare(old, new).changed

        assert change.numbers == ()
        assert len(change.reworded) == 1

    def test_a_figure_of_a_sentence_worded_anew_is_told_beside_it(self) -> None:
        old = [section("Gym", "The company pays $20 each month toward the gym membership in 2026.")]
        new = [section("Gym", "The company now pays $30 each month toward the gym membership in 2027.")]

        (change,) = compare(old, new).changed

        assert [(one.old, one.new) for one in change.numbers] == [("$20", "$30")]
        assert len(change.reworded) == 1

    def test_a_line_that_stands_twice_is_counted(self) -> None:
        (change,) = compare([section("", "Free.", "Free.")], [section("", "Free.")]).changed

        assert [line.text for line in change.removed] == ["Free."]

    def test_headings_that_stand_twice_are_paired_in_order(self) -> None:
        old = [section("Costs", "One is $1."), section("Costs", "Two is $2.")]
        new = [section("Costs", "One is $1."), section("Costs", "Two is $3.")]

        (change,) = compare(old, new).changed

        assert [(one.old, one.new) for one in change.numbers] == [("$2", "$3")]

    def test_signs_that_look_like_a_place_for_figures_do_no_harm(self) -> None:
        assert compare([section("", "# 5 and 6")], [section("", "5 # and 6")]).changed

    def test_a_long_table_of_new_rows_is_told_at_once(self) -> None:
        old = [section("", *(f"Row {chr(97 + n % 26) * (n // 26 + 1)} costs much." for n in range(900)))]
        new = [section("", *(f"Line {chr(97 + n % 26) * (n // 26 + 1)} is free." for n in range(900)))]

        (change,) = compare(old, new).changed

        assert (len(change.removed), len(change.added)) == (900, 900)


class TestPage:
    def replaced(self, document: Document) -> None:
        first = document.published_version
        Page.objects.filter(version=first).delete()
        second = make_version(document, status="ready", page_count=1)
        for version, amount in ((first, "$75"), (second, "$50")):
            blocks = [
                {"kind": "heading", "text": "Urgent care", "level": 1},
                {"kind": "paragraph", "text": f"A visit is a {amount} copay."},
            ]
            Page.objects.create(version=version, number=1, width=1, height=1, text="", blocks=blocks)

    def test_a_replacement_is_compared_before_it_is_published(self, browser, in_acme, index_document) -> None:
        document = index_document("FAQ", ["Urgent care."])
        self.replaced(document)

        page = browser.get(url("compare", document.pk))

        assert "From Version 1 to Version 2 ." in words(page)
        assert "A visit is a $50 copay. $75 p. 1 $50 p. 1" in words(page)
        assert "Publish version 2" in words(page)
        assert "See what changes" in words(browser.get(url("document", document.pk)))
        browser.post(url("publish", document.pk), {"version": "2"})
        document.refresh_from_db()
        assert document.published_version.number == 2
        assert "Publish version 2" not in words(browser.get(url("compare", document.pk)))

    def test_only_the_version_that_was_compared_is_published(self, browser, in_acme, index_document) -> None:
        document = index_document("FAQ", ["Urgent care."])
        self.replaced(document)
        make_version(document, status="ready")

        browser.post(url("publish", document.pk), {"version": "2"})

        document.refresh_from_db()
        assert document.published_version.number == 2

    def test_a_document_is_compared_with_the_one_whose_place_it_takes(self, browser, in_acme, index_document) -> None:
        older = index_document("FAQ 2026", ["Urgent care."])
        self.replaced(older)
        publish(older, by=None)
        newer = index_document("FAQ 2027", ["Urgent care."], supersedes=older)

        page = browser.get(url("compare", newer.pk), {"older": "document"})

        assert "From FAQ 2026 to FAQ 2027 ." in words(page)
        assert page.context["older"].version == older.latest_version()

    def test_without_a_choice_it_is_compared_with_the_one_whose_place_it_takes(
        self, browser, in_acme, index_document
    ) -> None:
        older = index_document("FAQ 2026", ["Urgent care."])
        newer = index_document("FAQ 2027", ["Urgent care."], supersedes=older)

        assert "From FAQ 2026 to FAQ 2027 ." in words(browser.get(url("compare", newer.pk)))

    def test_without_a_choice_the_published_one_is_compared_with_the_one_before_it(
        self, browser, in_acme, index_document
    ) -> None:
        document = index_document("FAQ", ["Urgent care."])
        self.replaced(document)
        make_version(document, status="ready")
        browser.post(url("publish", document.pk), {"version": "3"})

        page = browser.get(url("compare", document.pk))
        of_itself = browser.get(url("compare", document.pk), {"old": "3", "new": "3"})

        assert "From Version 2 to Version 3 ." in words(page)
        assert "From Version 2 to Version 3 ." in words(of_itself)

    def test_of_the_first_version_it_is_said_what_to_choose(self, browser, in_acme, index_document) -> None:
        document = index_document("FAQ", ["Urgent care."])
        self.replaced(document)

        page = words(browser.get(url("compare", document.pk), {"new": "1"}))

        assert "Version 1 is the first that was read. Choose a later one" in page

    def test_a_document_that_takes_the_place_of_none_is_not_asked_for_it(
        self, browser, in_acme, index_document
    ) -> None:
        document = index_document("FAQ", ["Urgent care."])
        self.replaced(document)

        page = browser.get(url("compare", document.pk), {"older": "document"})

        assert "From Version 1 to Version 2 ." in words(page)

    def test_a_version_that_was_replaced_says_so_in_the_list(self, browser, in_acme, index_document) -> None:
        document = index_document("FAQ", ["Urgent care."])
        self.replaced(document)
        assert "Version 2 Ready" in words(browser.get(url("document", document.pk)))

        browser.post(url("publish", document.pk), {"version": "2"})
        page = words(browser.get(url("document", document.pk)))

        assert "Version 1 Replaced by version 2" in page
        assert "Version 2 Published" in page

    def test_a_first_version_has_nothing_to_be_compared_with(self, browser, in_acme, index_document) -> None:
        document = index_document("FAQ", ["Urgent care."])

        page = browser.get(url("compare", document.pk))

        assert "There is nothing to compare it with" in words(page)
        assert f'href="{url("replace", document.pk)}"' in page.content.decode()

    def test_what_was_never_read_is_not_compared(self, browser, in_acme, base) -> None:
        document = Document.objects.create(knowledge_base=base, title="Guide")
        make_version(document, status="failed")

        page = browser.get(url("compare", document.pk))

        assert page.status_code == 200
        assert "No version of it is read to its end yet." in words(page)
