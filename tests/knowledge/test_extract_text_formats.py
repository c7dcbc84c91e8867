from pathlib import Path

import pytest

from knowledge.extract import html, markdown, text
from knowledge.extract.language import guess_language
from tests.knowledge.sample_files import KeptPages, read_here

PAGE = """<!DOCTYPE html><html><head><title>Benefits FAQ</title><style>p {color: red}</style></head><body>
<nav><a href="/">Home</a></nav>
<h1>Questions</h1><p>Is the <b>MRI</b> covered?<br>Yes, after the deductible.</p>
<ul><li>Ask first<ul><li>by phone</li></ul></li><li>Keep the bill</li></ul>
<table><thead><tr><th rowspan=2>Plan</th><th colspan=2>Copay</th></tr><tr><th>Visit</th><th>Urgent</th></tr></thead>
<tr><td>PPO</td><td>$50</td><td>$60</td></tr></table>
<p style="display:none">Not for you</p><script>alert(1)</script></body></html>"""


def _read(reader: object, path: Path, content: str | bytes) -> KeptPages:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_here(reader, path)


def test_web_page_is_read_as_a_visitor_sees_it(tmp_path: Path) -> None:
    kept = _read(html, tmp_path / "a.html", PAGE)

    assert kept.facts.title == "Benefits FAQ"
    assert [(block.kind, block.text) for block in kept.blocks if block.kind != "table"] == [
        ("heading", "Questions"),
        ("paragraph", "Is the MRI covered? Yes, after the deductible."),
        ("list", "• Ask first\n  • by phone\n• Keep the bill"),
    ]
    assert kept.tables == [(("Plan", "Copay, Visit", "Copay, Urgent"), ("PPO", "$50", "$60"))]


def test_layout_table_is_no_table(tmp_path: Path) -> None:
    page = "<table><tr><td><h2>Left</h2><p>One.</p></td><td><p>Two.</p></td></tr></table>"

    kept = _read(html, tmp_path / "a.html", page)

    assert [block.text for block in kept.blocks] == ["Left", "One.", "Two."]


def test_table_inside_a_cell_is_told_there_and_by_itself(tmp_path: Path) -> None:
    inner = "<table><tr><th>Network</th><th>You pay</th></tr><tr><td>In</td><td>$25</td></tr></table>"
    page = (
        "<table><tr><th>Service</th><th>Price</th></tr><tr><td>Visit</td><td>"
        f"{inner}</td></tr><tr><td>Surgery</td><td>$500</td></tr></table>"
    )

    kept = _read(html, tmp_path / "a.html", page)

    assert kept.tables == [
        (("Service", "Price"), ("Visit", "Network You pay In $25"), ("Surgery", "$500")),
        (("Network", "You pay"), ("In", "$25")),
    ]


def test_table_of_tables_only_arranges_the_page(tmp_path: Path) -> None:
    inner = "<table><tr><th>Plan</th><th>Price</th></tr><tr><td>PPO</td><td>$25</td></tr></table>"
    page = f"<table><tr><td>{inner}</td><td>Menu</td></tr><tr><td>{inner}</td><td>News</td></tr></table>"

    kept = _read(html, tmp_path / "a.html", page)

    assert kept.tables == [(("Plan", "Price"), ("PPO", "$25"))] * 2


def test_lists_in_cells_keep_their_signs_and_numbers(tmp_path: Path) -> None:
    page = (
        "<table><tr><th>Who</th><th>Steps</th></tr><tr><td><ul><li>You</li><li>HR</li></ul></td>"
        '<td><ol start="3"><li>Ask</li><li>Wait</li></ol></td></tr></table>'
    )

    kept = _read(html, tmp_path / "a.html", page)

    assert kept.tables == [(("Who", "Steps"), ("• You • HR", "3. Ask 4. Wait"))]


def test_old_page_without_a_declared_coding_is_decoded(tmp_path: Path) -> None:
    kept = _read(html, tmp_path / "a.html", "<html><body><p>Café – 78 €</p></body></html>".encode("cp1252"))

    assert kept.pages[0].text == "Café – 78 €"


def test_markdown_keeps_headings_lists_and_tables(tmp_path: Path) -> None:
    source = (
        "---\ntitle: Leave handbook\n---\n# Leave\n\nSixteen weeks at *full* pay.\n\n1. Ask\n2. Wait\n"
        "   - at most a week\n\n| Tenure | Days |\n| --- | --- |\n| 0–4 years | 15 |\n\n<p>Made <em>by hand</em>.</p>\n"
    )

    kept = _read(markdown, tmp_path / "a.md", source)

    assert kept.facts.title == "Leave handbook"
    assert [(block.kind, block.text) for block in kept.blocks if block.kind != "table"] == [
        ("heading", "Leave"),
        ("paragraph", "Sixteen weeks at full pay."),
        ("list", "1. Ask\n2. Wait\n  • at most a week"),
        ("paragraph", "Made by hand."),
    ]
    assert kept.tables == [(("Tenure", "Days"), ("0–4 years", "15"))]


def test_plain_text_is_cut_at_empty_lines_and_its_headings_are_seen(tmp_path: Path) -> None:
    source = "LEAVE POLICY\n\nEmployees may take leave\nafter twelve months.\n\n- Birth\n- Adoption\n  or foster care\n"

    kept = _read(text, tmp_path / "a.txt", source)

    assert [(block.kind, block.text) for block in kept.blocks] == [
        ("heading", "LEAVE POLICY"),
        ("paragraph", "Employees may take leave after twelve months."),
        ("list", "- Birth\n- Adoption or foster care"),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimited_text_is_a_table(tmp_path: Path, delimiter: str) -> None:
    rows = (("Coverage", "PPO", "HDHP"), ("Employee", "$78.00", "$32.00"), ("Family", "$318.00", "$152.00"))

    kept = _read(text, tmp_path / "a.csv", "\n".join(delimiter.join(row) for row in rows))

    assert kept.tables == [rows]


def test_letter_with_commas_is_no_table(tmp_path: Path) -> None:
    letter = (
        "Dear colleagues, this letter tells you what changes next year and what does not change for you,\n"
        "and whom you may ask, if anything in it should not be clear to you or to your family at home.\n"
    )

    assert _read(text, tmp_path / "a.txt", letter).tables == []


def test_long_text_becomes_several_pages_of_about_a_printed_page(tmp_path: Path) -> None:
    paragraph = "Each employee may choose one of the plans that the company offers. " * 6

    kept = _read(text, tmp_path / "a.txt", "\n\n".join([paragraph] * 40))

    sizes = [len(page.text) for page in kept.pages]
    assert kept.page_count == len(sizes) == 5
    assert max(sizes) < 4_500


def test_long_table_is_cut_between_rows_and_keeps_its_header(tmp_path: Path) -> None:
    lines = ["Code,Name,Rate", *(f"T{number:03},Tier number {number},${number}.00" for number in range(1, 301))]

    kept = _read(text, tmp_path / "a.csv", "\n".join(lines))

    assert len(kept.pages) > 3
    assert {rows[0] for rows in kept.tables} == {("Code", "Name", "Rate")}
    assert sum(len(rows) - 1 for rows in kept.tables) == 300


def test_language_is_told_by_the_little_words() -> None:
    assert guess_language("What you pay for the visit is in the table of this guide and on your card.") == "en"
    assert guess_language("Lo que usted paga por la visita se indica en la tabla de esta guía y en su tarjeta.") == "es"
    assert guess_language("PPO $78.00 HDHP $32.00") == ""


def test_column_heads_that_an_editor_has_set_as_bold_paragraphs_or_headings_are_heads(tmp_path: Path) -> None:
    def page(head: str) -> str:
        rows = "".join(
            f"<tr><td><p>{plan}</p></td><td>{price}</td></tr>" for plan, price in (("PPO", 50), ("HDHP", 20))
        )
        return f"<table><tr><td>{head.format('Plan')}</td><td>{head.format('Price')}</td></tr>{rows}</table>"

    bold = _read(html, tmp_path / "a.html", page("<p><strong><span>{}</span></strong></p>"))
    headings = _read(html, tmp_path / "b.html", page("<h3>{}</h3>"))

    assert bold.tables == headings.tables == [(("Plan", "Price"), ("PPO", "50"), ("HDHP", "20"))]


def test_title_above_a_delimited_table_is_no_header_of_it(tmp_path: Path) -> None:
    path = tmp_path / "rates.csv"
    path.write_text("Rates 2027,,\nper paycheck,,\n,,\nPlan,EE,FAM\nPPO 750,10,20\nHDHP,5,9\n")

    kept = read_here(text, path)

    assert kept.texts("heading") == ["Rates 2027"]
    assert kept.texts("paragraph") == ["per paycheck"]
    assert kept.tables == [(("Plan", "EE", "FAM"), ("PPO 750", "10", "20"), ("HDHP", "5", "9"))]
    assert kept.pages[0].kept.is_whole


def test_line_that_tells_excel_the_delimiter_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "rates.csv"
    path.write_text("sep=;\nPlan;EE\nPPO 750;10\nHDHP;5\n")

    assert read_here(text, path).tables == [(("Plan", "EE"), ("PPO 750", "10"), ("HDHP", "5"))]
