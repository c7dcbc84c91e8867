"""Name, words, logo, colours and suggested questions: a fresh client sets them by itself."""

import re
import struct
import zlib
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, PngImagePlugin

from branding.contrast import report_colour
from branding.models import Brand, BrandImageFile
from tenants.audit.models import AuditEvent
from tenants.context import tenant_scope
from tests.pages import words

LOOK = {
    "product_name": "Ask Acme",
    "welcome_text": "Hello from the benefits team.",
    "welcome_text_es": "Saludos del equipo de beneficios.",
    "help_phone": "614-555-0110",
    "help_email": "benefits@acme.example",
    "primary_colour": "#1d5c4b",
    "secondary_colour": "#a8682c",
}


@pytest.fixture
def admin(acme, make_person):
    return make_person(acme, "hr_admin")


@pytest.fixture
def browser(acme, admin, browser_of):
    return browser_of(acme, admin)


def brand(client) -> Brand | None:
    with tenant_scope(client):
        return Brand.objects.first()


def events(client) -> list[tuple]:
    with tenant_scope(client):
        rows = AuditEvent.objects.filter(action__startswith="brand.").order_by("at")
        return [(row.action, row.actor_id, row.detail) for row in rows]


def theme_address(browser) -> str:
    return re.search(r"/brand/[0-9a-f]+/theme\.css", browser.get("/").text)[0]


def picture(kind: str = "PNG", size: tuple[int, int] = (300, 100), **saved: object) -> bytes:
    file = BytesIO()
    Image.new("RGB", size, "#1d5c4b").save(file, kind, **saved)
    return file.getvalue()


def upload(content: bytes, name: str = "logo.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="image/png")


def bomb(side: int) -> bytes:
    """A PNG of a few bytes that says it has so many pixels a side."""
    head = b"IHDR" + struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    body = b"IDAT" + zlib.compress(b"\0" * 100)
    chunks = [
        struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) for chunk in (head, body)
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def test_fresh_client_names_itself_and_employees_see_it(acme, admin, browser, make_person, browser_of):
    assert brand(acme) is None
    assert 'value="Acme Corp benefits"' in browser.get("/hr/company/look/").text

    response = browser.post("/hr/company/look/", LOOK)

    english = browser_of(acme, make_person(acme)).get("/")
    spanish = browser_of(acme, make_person(acme, language="es")).get("/")
    assert (response.status_code, response.url) == (302, "/hr/company/look/")
    for shown in ("Ask Acme", "Hello from the benefits team.", "614-555-0110", "benefits@acme.example"):
        assert shown in words(english) or shown in english.text
    assert "Saludos del equipo de beneficios." in words(spanish)
    assert events(acme) == [("brand.changed", admin.pk, {"fields": sorted(LOOK)})]


def test_colours_are_on_every_page_at_once_and_their_address_is_new(acme, browser):
    browser.post("/hr/company/look/", LOOK)
    before = theme_address(browser)

    browser.post("/hr/company/look/", LOOK | {"primary_colour": "#7A1F1F"})

    after = theme_address(browser)
    assert (brand(acme).primary_colour, after != before) == ("#7a1f1f", True)
    assert "#7a1f1f" in browser.get(after).text


def test_what_was_not_changed_here_stays_as_others_left_it(acme, browser):
    browser.post("/hr/company/look/", LOOK)
    page_opened_before = LOOK | {"welcome_text": "New words."}
    with tenant_scope(acme):
        Brand.objects.update(suggested_questions=[{"text": "Is dental covered?", "language": "en"}])

    browser.post("/hr/company/look/", page_opened_before)

    kept = brand(acme)
    assert (kept.welcome_text, kept.suggested_questions[0]["text"]) == ("New words.", "Is dental covered?")
    assert events(acme)[-1][2] == {"fields": ["welcome_text"]}


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"product_name": ""}, "Say what employees should call it."),
        ({"product_name": "Ask\u202eAcme"}, "invisible characters"),
        ({"primary_colour": "red"}, "Write the colour as #"),
        ({"primary_colour": "#fff;}*{display:none}"}, "at most 7 characters"),
        ({"secondary_colour": ""}, "This field is required."),
        ({"help_phone": "call us"}, "Write the number in digits"),
        ({"help_email": "hr?bcc=evil@evil.example"}, "plain email address"),
        ({"welcome_text": "x" * 301}, "at most 300 characters"),
    ],
)
def test_look_that_cannot_be_shown_is_refused_with_a_sentence_and_what_was_typed_stays(acme, browser, facts, sentence):
    page = browser.post("/hr/company/look/", LOOK | {"welcome_text_es": "Se queda."} | facts)

    assert page.status_code == 422
    assert sentence in words(page)
    assert "Se queda." in page.text
    assert brand(acme) is None


def test_logo_is_drawn_anew_shown_and_replaces_the_one_before(acme, admin, browser):
    note = PngImagePlugin.PngInfo()
    note.add_text("Comment", "a-private-note")
    browser.post("/hr/company/look/", LOOK | {"logo": upload(picture(pnginfo=note))})
    first = brand(acme).pictures["logo"]
    served = browser.get(f"/logos/{first['page']['png']['3']}.png").content

    browser.post("/hr/company/look/", LOOK | {"logo": upload(picture("JPEG", (2000, 500)), "logo.jpg")})

    second = brand(acme).pictures["logo"]
    assert b"a-private-note" in picture(pnginfo=note)
    assert b"a-private-note" not in served
    assert Image.open(BytesIO(served)).size == (300, 100)
    with tenant_scope(acme):
        kept = BrandImageFile.objects.get(image=second["id"], purpose="kept")
        assert Image.open(kept.file.open("rb")).size == (960, 240)
    shown = browser.get("/").text
    assert f"/logos/{second['page']['png']['1']}.png" in shown
    assert first["page"]["png"]["1"] not in shown
    assert [event[0] for event in events(acme)] == [
        "brand.picture_tried",
        "brand.changed",
        "brand.picture_changed",
        "brand.picture_tried",
        "brand.picture_changed",
    ]


def test_logo_can_be_removed(acme, browser):
    browser.post("/hr/company/look/", LOOK | {"logo": upload(picture())})
    assert "logo" in brand(acme).pictures
    assert "Remove the logo" in browser.get("/hr/company/look/").text

    browser.post("/hr/company/look/", LOOK | {"remove_logo": "on"})

    assert brand(acme).pictures == {}
    assert "/logos/" not in browser.get("/").text


def tried_logo(page) -> str:
    return re.search(r'name="logo_tried" value="([^"]+)"', page.text)[1]


def test_logo_chosen_beside_a_wrong_field_is_kept_for_the_next_save(acme, browser):
    page = browser.post("/hr/company/look/", LOOK | {"product_name": "", "logo": upload(picture())})

    assert page.status_code == 422
    assert "It is taken into use with the rest when you save." in words(page)
    assert brand(acme) is None
    browser.post("/hr/company/look/", LOOK | {"logo_tried": tried_logo(page)})
    assert brand(acme).pictures["logo"]["id"] == tried_logo(page)


def test_logo_of_a_save_that_meets_another_is_not_in_use_before_the_choice_is_made(
    acme, browser, make_person, browser_of
):
    browser.post("/hr/company/look/", LOOK)
    other = browser_of(acme, make_person(acme, "hr_admin", name="Otto Owner"))
    other.post("/hr/company/look/", LOOK | {"product_name": "Otto's"})
    mine = LOOK | {"base": "1", "product_name": "Ada's"}

    asked = browser.post("/hr/company/look/", mine | {"logo": upload(picture())})

    assert asked.status_code == 409
    assert brand(acme).pictures == {}
    seen = re.search(r'name="seen" value="(\d+)"', asked.text)[1]
    answer = {"seen": seen, "take_product_name": "own", "logo_tried": tried_logo(asked)}
    browser.post("/hr/company/look/", mine | answer)
    assert (brand(acme).product_name, brand(acme).pictures["logo"]["id"]) == ("Ada's", tried_logo(asked))


def test_logo_is_drawn_when_it_is_chosen_and_stands_in_the_draft_and_its_preview(acme, browser):
    chosen = browser.post("/hr/company/look/logo/", LOOK | {"logo": upload(picture())})
    tried, draft = tried_logo(chosen), "2b0a4b3c-6b2e-4c53-9a51-0d2f6f1d7c11"

    browser.post(
        "/hr/company/look/draft/", LOOK | {"draft": draft, "logo_tried": tried}, headers={"HX-Request": "true"}
    )

    shown = re.search(r"/logos/[-0-9a-f]+\.png", chosen.text)[0]
    assert chosen.headers["HX-Trigger-After-Swap"] == "logo-tried"
    assert shown in browser.get(f"/hr/company/look/preview/first-page/?draft={draft}").text
    assert tried_logo(browser.get("/hr/company/look/")) == tried
    assert "/logos/" not in browser.get("/").text


def test_file_that_is_no_logo_is_said_when_it_is_chosen_and_the_one_before_stays(acme, browser):
    tried = tried_logo(browser.post("/hr/company/look/logo/", LOOK | {"logo": upload(picture())}))

    page = browser.post("/hr/company/look/logo/", LOOK | {"logo_tried": tried, "logo": upload(b"GIF89a" + b"\0" * 40)})

    assert page.status_code == 422
    assert "This is a GIF file" in words(page)
    assert tried_logo(page) == tried


def test_logo_that_another_client_tried_is_none_of_ours(acme, globex, browser, make_person, browser_of):
    elsewhere = browser_of(globex, make_person(globex, "hr_admin"))
    theirs = tried_logo(elsewhere.post("/hr/company/look/", LOOK | {"product_name": "", "logo": upload(picture())}))

    browser.post("/hr/company/look/", LOOK | {"logo_tried": theirs})

    assert brand(acme).pictures == {}


@pytest.mark.parametrize("path", ["look", "pictures"])
def test_nobody_tries_pictures_without_end(acme, browser, settings, path):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "picture_try": "1/m/user"}
    field = {"look": "logo", "pictures": "picture"}[path]

    def send():
        return browser.post(f"/hr/company/{path}/", LOOK | {"kind": "logo", field: upload(picture())})

    assert send().status_code == 302
    again = send()
    assert again.status_code == 422
    assert "Wait a minute" in words(again)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<html><script>alert(1)</script></html>", "not a picture"),
        (b"GIF89a" + b"\0" * 40, "This is a GIF file"),
        (picture()[:60], "damaged or cut off"),
        (bomb(50_000), "than a logo needs"),
        (bomb(5_000), "5,000 by 5,000 pixels"),
        (picture(size=(8, 8)), "too few"),
        (picture(size=(1600, 20)), "too long and thin"),
        (b"\x89PNG" + b"\0" * (2 * 1024 * 1024), "larger than 2 MB"),
    ],
    ids=["page", "gif", "cut off", "bomb", "many pixels", "tiny", "thin", "large"],
)
def test_file_that_is_no_logo_is_refused_with_a_sentence_and_nothing_is_stored(acme, browser, content, sentence):
    page = browser.post("/hr/company/look/", LOOK | {"logo": upload(content)})

    assert page.status_code == 422
    assert sentence in words(page)
    assert brand(acme) is None


@pytest.mark.parametrize("tag", [0x0100, 0x011A], ids=["width", "resolution"])
def test_turned_picture_with_a_word_where_a_camera_writes_a_number_is_refused(acme, browser, tag):
    turned, word = (0x0112, 3, 1, b"\6\0\0\0"), (tag, 2, 3, b"ab\0\0")
    entries = b"".join(struct.pack("<HHI4s", *entry) for entry in sorted([turned, word]))
    exif = b"Exif\0\0II*\0\x08\0\0\0\2\0" + entries + b"\0\0\0\0"

    page = browser.post("/hr/company/look/", LOOK | {"logo": upload(picture("JPEG", exif=exif))})

    assert page.status_code == 422
    assert "damaged or cut off" in words(page)
    assert brand(acme) is None


def test_contrast_of_a_colour_is_named_and_what_is_shown_instead():
    dark, pale = report_colour("Main color", "#1d5c4b"), report_colour("Main color", "#ffd34d")

    assert [sample.is_changed for sample in dark.samples] == [False, False]
    assert dark.samples[0].sentence == "White words on it have a contrast of 7.8:1. Buttons have exactly this color."
    assert pale.samples[0].sentence.startswith("Dark words on it have a contrast of 12.")
    assert pale.samples[1].is_changed
    assert re.fullmatch(
        r"Words in it on a page have a contrast of 1\.3:1; 4\.5:1 is needed\. "
        r"Links are shown in #[0-9a-f]{6}, with \d+\.\d:1\.",
        pale.samples[1].sentence,
    )


@pytest.mark.parametrize(
    ("colour", "sentence"),
    [
        ("#0b2545", "Against a dark page it has a contrast of 1.0:1; 3.0:1 is needed. Buttons are shown in "),
        ("#3f8f5f", "White words on it have a contrast of"),
        ("#ffd34d", "Dark words on it have a contrast of 12.3:1. Buttons have exactly this color."),
    ],
)
def test_dark_pages_are_told_of_as_well(colour, sentence):
    report = report_colour("Main color", colour)

    assert report.dark_samples[0].sentence.startswith(sentence)
    assert report.dark_samples[1].name == "Link"


def test_everything_a_colour_is_used_for_is_listed_with_what_is_needed():
    rows = report_colour("Main color", "#ffd34d").pairs

    assert [row.name for row in rows][:4] == [
        "Words on buttons",
        "Edges of buttons",
        "Links",
        "Links under the pointer",
    ]
    assert {(row.name, row.needed) for row in rows if row.needed == "3.0:1"} == {
        ("Edges of buttons", "3.0:1"),
        ("Marks, rings and borders", "3.0:1"),
    }
    for row in rows:
        needed = float(row.needed.removesuffix(":1"))
        assert min(float(ratio.removesuffix(":1")) for ratio in (row.light, row.dark)) >= needed


def test_colours_are_checked_while_they_are_chosen(browser):
    fragment = browser.get("/hr/company/look/colours/?primary_colour=%23ffd34d&secondary_colour=%231d5c4b")

    assert 'id="colours"' in fragment.text
    assert "4.5:1 is needed" in words(fragment)
    assert browser.get("/hr/company/look/colours/?primary_colour=red&secondary_colour=%231d5c4b").status_code == 404


def test_suggested_questions_are_asked_in_the_persons_language(acme, admin, browser, make_person, browser_of):
    told = {
        "english": "Is dental covered?\n\n  What is the  deductible? \nIs dental covered?",
        "spanish": "¿Cubre al dentista?",
    }

    response = browser.post("/hr/company/questions/", told)

    english = browser_of(acme, make_person(acme)).get("/")
    spanish = browser_of(acme, make_person(acme, language="es")).get("/")
    assert response.status_code == 302
    assert "Is dental covered?" in words(english)
    assert "What is the deductible?" in words(english)
    assert "¿Cubre al dentista?" in words(spanish)
    assert "Is dental covered?" not in words(spanish)
    assert events(acme) == [("brand.questions_changed", admin.pk, {"count": 3})]
    assert "What is the deductible?" in browser.get("/hr/company/questions/").text


def test_form_tells_what_spanish_readers_see_where_only_english_questions_are_suggested(
    acme, browser, make_person, browser_of
):
    browser.post("/hr/company/questions/", {"english": "Is dental covered?", "spanish": ""})

    spanish = browser_of(acme, make_person(acme, language="es")).get("/")

    assert "Is dental covered?" not in words(spanish)
    assert "Empty: questions of our own, in Spanish." in words(browser.get("/hr/company/questions/"))


@pytest.mark.parametrize(
    ("english", "sentence"),
    [
        ("\n".join(f"Question {number}?" for number in range(9)), "These are 9 questions; 8 are shown at most."),
        (f"Short?\n{'x' * 161}", "Question 2 is longer than 160 characters."),
    ],
)
def test_too_many_or_too_long_questions_are_refused_and_stay_in_the_form(acme, browser, english, sentence):
    page = browser.post("/hr/company/questions/", {"english": english, "spanish": ""})

    assert page.status_code == 422
    assert sentence in words(page)
    assert english in page.text
    assert brand(acme) is None


def test_editor_keeps_the_questions_and_not_the_look(acme, make_person, browser_of):
    editor = browser_of(acme, make_person(acme, "hr_editor"))

    assert editor.get("/hr/company/").url == "/hr/company/questions/"
    assert editor.post("/hr/company/questions/", {"english": "Is dental covered?"}).status_code == 302
    assert editor.post("/hr/company/look/", LOOK).status_code == 403
    assert "/hr/company/look/" not in editor.get("/hr/company/questions/").text
    assert brand(acme).product_name == "Acme Corp benefits"


def test_employee_opens_none_of_it(acme, make_person, browser_of):
    employee = browser_of(acme, make_person(acme))

    for path in ("", "look/", "look/colours/", "questions/"):
        assert employee.get(f"/hr/company/{path}").status_code == 403
    assert "/hr/company/" not in employee.get("/").text


def test_look_of_one_client_is_not_that_of_another(acme, globex, browser, make_person, browser_of):
    browser.post("/hr/company/look/", LOOK)
    assert "Ask Acme" in browser.get("/").text

    assert "Ask Acme" not in browser_of(globex, make_person(globex, "hr_admin")).get("/hr/company/look/").text
    assert brand(globex) is None
