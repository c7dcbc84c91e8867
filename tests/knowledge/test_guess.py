import pytest

from knowledge.ingestion.guess import (
    choose_title,
    clean_file_name,
    guess_kind,
    guess_plan_year,
    guess_title,
    is_telling,
)
from knowledge.models import Document

Kind = Document.Kind


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("guide.pdf", "guide.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\guide.pdf", "guide.pdf"),
        ("gui\x00de\n.pdf", "guide.pdf"),
        ("evil\u202efdp.exe", "evilfdp.exe"),
        ("", "document"),
        ("/", "document"),
        ("CON", "CON"),
    ],
)
def test_a_file_name_is_only_shown(name: str, shown: str) -> None:
    assert clean_file_name(name) == shown


def test_a_very_long_name_keeps_its_ending() -> None:
    shown = clean_file_name("é" * 4000 + ".pdf")

    assert len(shown) <= 255
    assert shown.endswith(".pdf")


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("benefits_guide_2027.pdf", "Benefits guide 2027"),
        ("Benefits-Guide-2027 (1).pdf", "Benefits Guide 2027"),
        ("PPO 750 SBC final v2.pdf", "PPO 750 SBC"),
        (".pdf", "Pdf"),
        ("t.txt", "t.txt"),
        ("Q2.pdf", "Q2.pdf"),
    ],
)
def test_a_title_is_made_from_the_name(name: str, title: str) -> None:
    assert guess_title(name) == title


def test_a_name_of_one_letter_tells_nothing_and_gives_way_to_the_documents_own_title() -> None:
    assert not is_telling("t.txt")
    assert choose_title("t.txt", ["Parking at work"]) == "Parking at work"
    assert choose_title("t.txt", []) == "t.txt"


def test_a_title_that_only_repeats_the_files_name_leaves_the_place_to_the_heading() -> None:
    assert choose_title("parking-scan.pdf", ["parking-scan", "Parking policy 2026"]) == "Parking policy 2026"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("PPO_750_SBC_2027.pdf", Kind.SBC),
        ("Summary of Benefits and Coverage: What this plan covers", Kind.SBC),
        ("401k SPD", Kind.SPD),
        ("Rate sheet 2027.xlsx", Kind.RATE_SHEET),
        ("rates.xlsx", Kind.RATE_SHEET),
        ("Dental and vision rates 2027", Kind.RATE_SHEET),
        ("2027_Rates.pdf", Kind.RATE_SHEET),
        ("COBRA rates", Kind.RATE_SHEET),
        ("Bi-weekly premiums", Kind.RATE_SHEET),
        ("Employee contributions 2027", Kind.RATE_SHEET),
        ("Payroll deductions 2026", Kind.RATE_SHEET),
        ("Hoja de tarifas 2027", Kind.RATE_SHEET),
        ("Primas del seguro médico", Kind.RATE_SHEET),
        ("Heart rate", Kind.OTHER),
        ("How to lower your heart rate", Kind.OTHER),
        ("Mileage rates 2027", Kind.OTHER),
        ("Interest rate on a loan from the plan", Kind.OTHER),
        ("HSA contribution limits", Kind.OTHER),
        ("Notice of premium assistance under Medicaid", Kind.NOTICE),
        ("Premium assistance notice", Kind.NOTICE),
        ("Tarifa del estacionamiento", Kind.OTHER),
        ("Local 88 side letter", Kind.AMENDMENT),
        ("Parental leave policy", Kind.POLICY),
        ("HSA and FSA guide", Kind.ACCOUNT_GUIDE),
        ("Guía de beneficios 2026", Kind.GUIDE),
        ("Benefits guide", Kind.GUIDE),
        ("Dental summary", Kind.SUMMARY),
        ("minutes of the meeting", Kind.OTHER),
    ],
)
def test_a_kind_is_told_by_its_words(text: str, kind: str) -> None:
    assert guess_kind(text) == kind


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("guide_2027.pdf", "2027"),
        ("Rates 2026 and 2027", ""),
        ("guide", ""),
        ("guide 2026-27", "2026–27"),
        ("form 120279", ""),
    ],
)
def test_a_plan_year_is_told_when_one_is_named(text: str, label: str) -> None:
    labels = ["2026–27"] if "-27" in text else ["2026", "2027"]

    assert guess_plan_year(text, labels) == label


@pytest.mark.parametrize(("name", "expected"), [("scan_0012.pdf", False), ("Document1.docx", False), ("SBC.pdf", True)])
def test_a_name_that_says_nothing_is_known(name: str, expected: bool) -> None:
    assert is_telling(name) is expected


@pytest.mark.parametrize(
    ("name", "own", "title"),
    [
        ("acme-guia-de-beneficios-2027.pdf", "Guía de beneficios 2027", "Guía de beneficios 2027"),
        ("benefits_guide_2027.pdf", "2027 Benefits Guide", "2027 Benefits Guide"),
        (
            "acme-sbc-ppo-750-2027.pdf",
            "Summary of Benefits and Coverage: PPO 750, 2027",
            "Summary of Benefits and Coverage: PPO 750, 2027",
        ),
        ("401k-plan-acme.docx", "401(k) Plan: Summary Plan Description", "401(k) Plan: Summary Plan Description"),
        ("scan_0012.pdf", "Side letter of agreement", "Side letter of agreement"),
    ],
)
def test_the_documents_own_title_is_taken_when_it_says_all_that_the_name_says(name: str, own: str, title: str) -> None:
    assert choose_title(name, [own], client="Acme Tools") == title


@pytest.mark.parametrize(
    ("name", "own", "title"),
    [
        ("benefits_guide_2027.pdf", "Benefits Guide", "Benefits guide 2027"),
        ("ppo_750_summary.pdf", "Summary of Benefits and Coverage", "Ppo 750 summary"),
        ("benefits_guide.pdf", "Acme Tools", "Benefits guide"),
        ("scan_0012.pdf", "Acme Tools", "Scan 0012"),
        ("leave_policy.doc", "Microsoft Word - leave_policy.doc", "Leave policy"),
        ("scan_0012.pdf", "Microsoft Word - x.doc", "Scan 0012"),
        ("scan_0012.pdf", "PowerPoint Presentation", "Scan 0012"),
        ("scan_0012.pdf", "Document1", "Scan 0012"),
        ("wellness-flyers.pdf", "wellness-flyers", "Wellness flyers"),
        ("leave_policy.pdf", "LEAVE POLICY OF THE COMPANY", "Leave policy"),
        ("leave_policy.pdf", "", "Leave policy"),
        ("leave_policy.pdf", "Leave policy " + "and more " * 30, "Leave policy"),
    ],
)
def test_the_files_name_stays_where_the_own_title_says_less(name: str, own: str, title: str) -> None:
    assert choose_title(name, [own], client="Acme Tools") == title


def test_the_first_heading_is_asked_after_the_files_own_words() -> None:
    assert choose_title("scan.pdf", ["Microsoft Word - x.doc", "Parental leave"]) == "Parental leave"
