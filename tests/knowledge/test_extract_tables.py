from collections.abc import Sequence
from itertools import count

from knowledge.extract.cells import Cell, is_figure
from knowledge.extract.table_sentences import tell_rows, tell_table
from knowledge.extract.tables import table_blocks
from knowledge.extract.types import Block, Box, Span

SBC = (
    ("Common Medical Event", "Services You May Need", "Network provider", "Out-of-network provider", "Limitations"),
    ("If you visit a clinic", "Primary care visit", "$25 copay", "40% coinsurance", "None"),
    ("If you visit a clinic", "Specialist visit", "$55 copay", "40% coinsurance", "No referral"),
)


def _grid(*rows: Sequence[str], strong: Sequence[int] = ()) -> list[list[Cell]]:
    """A text equal to the one on its left, or in the row above if it is "^", belongs to the same merged cell."""
    origins = count()
    grid: list[list[Cell]] = []
    for at, row in enumerate(rows):
        line: list[Cell] = []
        for column, text in enumerate(row):
            if text == "<":
                line.append(line[-1])
            elif text == "^":
                line.append(grid[-1][column])
            else:
                line.append(Cell(text, next(origins), is_strong=at in strong))
        grid.append(line)
    return grid


def _rows(grid: list[list[Cell]], **options: int) -> tuple[tuple[str, ...], ...]:
    return next(block for block in table_blocks(grid, **options) if block.kind == "table").rows


def test_row_is_told_with_its_labels_and_headers() -> None:
    sentences = [sentence.text for sentence in tell_rows(SBC)]

    assert sentences == [
        "If you visit a clinic, Primary care visit — Network provider: $25 copay; Out-of-network provider: 40% "
        "coinsurance; Limitations: None",
        "If you visit a clinic, Specialist visit — Network provider: $55 copay; Out-of-network provider: 40% "
        "coinsurance; Limitations: No referral",
    ]


def test_places_in_a_sentence_are_those_of_the_cells() -> None:
    sentence = tell_rows(SBC)[1]

    assert [sentence.text[start:end] for _, start, end in sentence.places] == list(SBC[2])


def test_label_that_is_a_figure_is_told_with_its_header() -> None:
    rows = (("Years of service", "Days off"), ("5–9", "18"))

    assert [sentence.text for sentence in tell_rows(rows)] == ["Years of service: 5–9 — Days off: 18"]


def test_row_without_headers_is_label_and_value() -> None:
    rows = (("", ""), ("Phone:", "614-555-0101"), ("Hours", "7 to 4"))

    assert [sentence.text for sentence in tell_rows(rows)] == ["Phone: 614-555-0101", "Hours: 7 to 4"]


def test_group_row_is_named_in_the_rows_below_it() -> None:
    rows = (("Coverage", "PPO"), ("Salaried", "Salaried"), ("Family", "$318.00"))

    assert [sentence.text for sentence in tell_rows(rows)] == ["Salaried", "Salaried: Family — PPO: $318.00"]


def test_empty_cells_are_left_unsaid() -> None:
    rows = (("Coverage", "PPO", "HDHP"), ("Family", "", "$152.00"))

    assert [sentence.text for sentence in tell_rows(rows)] == ["Family — HDHP: $152.00"]


def test_headers_stand_side_by_side_in_the_first_line() -> None:
    lines = [line.text for line in tell_table((("2027 price", "Dental", "Vision"), ("Family", "$15.00", "$5.00")))]

    assert lines == ["2027 price | Dental | Vision", "Family — Dental: $15.00; Vision: $5.00"]


def test_first_row_is_the_header_of_a_table_of_figures() -> None:
    grid = _grid(["Coverage", "PPO", "HDHP"], ["Employee", "$78.00", "$32.00"], ["Family", "$318.00", "$152.00"])

    assert _rows(grid)[0] == ("Coverage", "PPO", "HDHP")


def test_strong_figures_over_the_columns_are_headers() -> None:
    grid = _grid(["", "10", "20"], ["19", "27", "35"], ["20", "28", "36"], strong=[0])

    assert _rows(grid) == (("", "10", "20"), ("19", "27", "35"), ("20", "28", "36"))


def test_table_without_header_has_empty_headers() -> None:
    grid = _grid(["Deductible", "$750"], ["Copayments", "$40"])

    assert _rows(grid) == (("", ""), ("Deductible", "$750"), ("Copayments", "$40"))


def test_two_header_rows_become_one() -> None:
    grid = _grid(
        ["Service", "What you will pay", "<", "Limits"],
        ["^", "In network", "Out of network", "^"],
        ["Specialist", "$50", "40%", "None"],
        ["Urgent care", "$60", "40%", "None"],
    )

    assert _rows(grid)[0] == (
        "Service",
        "What you will pay, In network",
        "What you will pay, Out of network",
        "Limits",
    )


def test_merged_cells_are_repeated_in_every_row_and_column() -> None:
    grid = _grid(
        ["Event", "Service", "In", "Out"],
        ["Visit", "Specialist", "$50", "40%"],
        ["^", "Dental", "Not covered", "<"],
        strong=[0],
    )

    assert _rows(grid)[1:] == (("Visit", "Specialist", "$50", "40%"), ("Visit", "Dental", "Not covered", "Not covered"))


def test_top_row_over_all_columns_is_the_caption() -> None:
    grid = _grid(["Monthly rates", "<"], ["Coverage", "Rate"], ["Family", "$1,854.00"])

    blocks = table_blocks(grid)

    assert [(block.kind, block.text.split("\n")[0]) for block in blocks] == [
        ("paragraph", "Monthly rates"),
        ("table", "Coverage | Rate"),
    ]


def test_header_that_comes_again_opens_a_second_table() -> None:
    grid = _grid(
        ["What you need", "PPO"],
        ["Urgent care", "$60"],
        ["Tests", ""],
        ["What you need", "PPO"],
        ["Blood work", "20%"],
        strong=[0, 3],
    )

    blocks = table_blocks(grid)

    assert [block.rows or block.text for block in blocks] == [
        (("What you need", "PPO"), ("Urgent care", "$60")),
        "Tests",
        (("What you need", "PPO"), ("Blood work", "20%")),
    ]


def test_figures_set_large_over_their_meaning_are_a_list() -> None:
    blocks = table_blocks(_grid(["$1,000", "$2,000"], ["deductible, one person", "deductible, family"]))

    assert blocks == [Block("list", "• $1,000 deductible, one person\n• $2,000 deductible, family", None)]


def test_empty_rows_and_columns_are_dropped() -> None:
    grid = _grid(["Coverage", "", "Rate"], ["", "", ""], ["Family", "", "$340.00"])

    assert _rows(grid) == (("Coverage", "Rate"), ("Family", "$340.00"))


def test_single_column_is_text_and_no_table() -> None:
    blocks = table_blocks(_grid(["Read this first."], ["Then this."]))

    assert [(block.kind, block.text) for block in blocks] == [
        ("paragraph", "Read this first."),
        ("paragraph", "Then this."),
    ]


def test_each_cell_keeps_its_place_on_the_page() -> None:
    box = Box(1, 0.1, 0.2, 0.3, 0.4)
    grid = _grid(["Coverage", "Rate"], ["Family", "$340.00"])
    grid[1][1] = Cell("$340.00", 9, box)

    table = table_blocks(grid, header_rows=1)[0]

    assert table.spans == (Span(31, 38, box),)
    assert table.text[31:38] == "$340.00"


def test_figures_are_told_from_words() -> None:
    figures = ["$78.00", "40%", "1,250", "(12.50)", "5–9", "$500 / $1,000", "25/30", "3x"]
    words = ["$50 copay", "No charge", "PPO 750", "2027", "Not covered", "401(k)", ""]

    assert [text for text in figures if not is_figure(text)] == []
    assert [text for text in words if is_figure(text)] == []


def test_network_of_a_head_over_several_columns_is_told_in_every_row() -> None:
    grid = _grid(
        ("Service", "In-network", "<", "Out-of-network", "<"),
        ("^", "Copay", "Deductible", "Coinsurance", "Deductible"),
        ("Specialist visit", "$50", "No", "40%", "Yes"),
        ("Urgent care", "$60", "No", "40%", "Yes"),
    )

    table = table_blocks(grid)[0]

    assert table.text.split("\n")[1] == (
        "Specialist visit — In-network, Copay: $50; In-network, Deductible: No; Out-of-network, Coinsurance: 40%; "
        "Out-of-network, Deductible: Yes"
    )


def test_network_of_a_line_over_the_whole_table_is_told_in_every_row() -> None:
    caption = "Tier 1: in-network providers"
    grid = _grid(
        (caption, "<", "<"), ("Service", "PPO", "HDHP"), ("Specialist visit", "$50", "20%"), ("Lab", "$0", "20%")
    )

    blocks = table_blocks(grid)

    assert [block.kind for block in blocks] == ["paragraph", "table"]
    assert blocks[1].text.split("\n")[1] == f"Specialist visit — {caption}, PPO: $50; {caption}, HDHP: 20%"


def test_network_of_a_row_between_others_is_told_in_the_rows_below_it() -> None:
    rows = (("Service", "PPO"), ("Out-of-network", "Out-of-network"), ("Specialist visit", "40%"))

    assert [sentence.text for sentence in tell_rows(rows)][1] == "Out-of-network: Specialist visit — PPO: 40%"


def test_line_over_the_table_that_names_no_network_stays_a_caption() -> None:
    grid = _grid(("Prices for 2027", "<", "<"), ("Service", "PPO", "HDHP"), ("Lab", "$0", "20%"), ("MRI", "$9", "20%"))

    assert table_blocks(grid)[1].text.split("\n")[1] == "Lab — PPO: $0; HDHP: 20%"


def test_short_names_over_two_columns_of_words_are_headers() -> None:
    grid = _grid(
        ["Event", "What to do"],
        ["You marry or divorce", "Tell the benefits team within thirty days"],
        ["A child is born", "Send the birth certificate by mail"],
    )

    assert _rows(grid)[0] == ("Event", "What to do")


def test_list_of_names_and_words_has_no_headers() -> None:
    grid = _grid(
        ["Eligibility", "All employees"],
        ["Enrollment", "Within thirty days of your first day"],
        ["Carrier", "Northgate Health of Toledo, Ohio"],
    )

    assert _rows(grid)[0] == ("", "")
