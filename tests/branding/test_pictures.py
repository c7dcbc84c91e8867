"""A company's pictures: tried by HR, taken into use, shown on every page and icon, and forgotten a week after."""

import json
import uuid
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image, ImageCms, ImageDraw

from accounts.mails.send import send
from branding import tasks
from branding.mail_look import look_of_mails
from branding.models import Brand, BrandImage, BrandImageFile
from branding.pictures import keep
from branding.pictures.draw import draw_picture
from branding.pictures.keep import discard, forget_unused_pictures, keep_picture, put_out_of_use, take_into_use
from branding.pictures.letter import letter_of
from branding.pictures.limits import PATIENT_SECONDS
from branding.pictures.old_logo import take_over_old_logo
from branding.pictures.refused import PictureRefused
from tenants.audit.models import AuditEvent
from tenants.context import tenant_scope
from tenants.storage import ClientStorage, LocalFiles, StorageUnavailable
from tests.branding.pictures_made import drawing, logo, saved
from tests.pages import words

PICTURES = "/hr/company/pictures/"
FOR_EVER = "public, max-age=31536000, immutable"


@pytest.fixture
def admin(acme, make_person):
    return make_person(acme, "hr_admin")


@pytest.fixture
def browser(acme, admin, browser_of):
    return browser_of(acme, admin)


@pytest.fixture
def visitor(acme) -> Browser:
    return Browser(HTTP_HOST="acme.localhost")


def drawn(content: bytes, kind: str = "logo"):
    return draw_picture(content, kind=kind, clock_seconds=PATIENT_SECONDS)


def first_page(content: bytes) -> Image.Image:
    return Image.open(BytesIO(drawn(content).content("kept")))


def in_use(client, content: bytes, kind: str = "logo") -> BrandImage:
    with tenant_scope(client):
        image = keep_picture(content, kind=kind, by=None, clock_seconds=PATIENT_SECONDS)
        take_into_use(image, by=None)
        return image


def told(client) -> dict:
    with tenant_scope(client):
        return Brand.objects.get().pictures


def upload(content: bytes, name: str = "logo.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_picture_is_shown_to_hr_first_and_to_everybody_once_it_is_taken_into_use(acme, admin, browser, visitor):
    tried = browser.post(PICTURES, {"kind": "logo", "picture": upload(saved(logo(), "PNG"))})

    page = browser.get(tried.url)
    assert tried.status_code == 302
    for place in (
        "Head of a page, light",
        "Head of a page, dark",
        "Sign-in",
        "Mail",
        "Tab of the browser",
        "Home screen",
    ):
        assert place in words(page)
    assert "Nobody but HR admins sees it" in words(page)
    assert "/logos/" not in visitor.get("/accounts/login/").text

    taken = browser.post(f"{tried.url}use/")

    assert (taken.status_code, taken.url) == (302, PICTURES)
    shown = visitor.get("/accounts/login/").text
    address = f"/logos/{told(acme)['logo']['page']['png']['1']}.png"
    assert address in shown
    with tenant_scope(acme):
        events = AuditEvent.objects.filter(action__startswith="brand.").order_by("at")
        assert [(event.action, event.actor_id) for event in events] == [
            ("brand.picture_tried", admin.pk),
            ("brand.picture_changed", admin.pk),
        ]


def test_file_of_a_picture_is_kept_for_ever_by_browsers_and_is_there_on_its_own_host_alone(acme, globex, visitor):
    in_use(acme, saved(logo(), "PNG"))
    page = told(acme)["logo"]["page"]

    answers = {name: visitor.get(f"/logos/{files['1']}.{name}") for name, files in page.items()}

    assert {"png", "webp"} <= answers.keys()
    for name, answer in answers.items():
        assert (answer.status_code, answer["Content-Type"]) == (200, f"image/{name}")
        assert (answer["Cache-Control"], answer["X-Content-Type-Options"]) == (FOR_EVER, "nosniff")
        assert Image.open(BytesIO(answer.content)).size == (144, 48)
    file_id = page["png"]["1"]
    assert Browser(HTTP_HOST="globex.localhost").get(f"/logos/{file_id}.png").status_code == 404
    assert visitor.get(f"/logos/{file_id}.webp").status_code == 404
    assert visitor.get(f"/logos/{uuid.uuid4()}.png").status_code == 404


def test_store_that_is_down_is_said_and_leaves_nothing_behind(acme, browser, visitor, monkeypatch):
    in_use(acme, saved(logo(), "PNG"))
    file_id = told(acme)["logo"]["page"]["png"]["1"]
    with tenant_scope(acme):
        before = ClientStorage().keys()
    saves = []
    save = LocalFiles.save

    def full(engine: LocalFiles, key: str, content: object) -> str:
        saves.append(key)
        if len(saves) > 3:
            raise StorageUnavailable("disk_full")
        return save(engine, key, content)

    def down(*_arguments: object) -> None:
        raise StorageUnavailable("unreachable")

    monkeypatch.setattr(LocalFiles, "save", full)
    page = browser.post(PICTURES, {"kind": "icon", "picture": upload(saved(logo((90, 90)), "PNG"))})
    monkeypatch.setattr(LocalFiles, "open", down)
    served = visitor.get(f"/logos/{file_id}.png")
    icon = visitor.get("/favicon.ico")

    assert page.status_code == 422
    assert "The file store does not answer. Nothing was changed" in words(page)
    with tenant_scope(acme):
        assert ClientStorage().keys() == before
        assert BrandImage.objects.count() == 1
    assert (served.status_code, served["Cache-Control"]) == (503, "private, no-store")
    # The letter of the name stands in.
    assert Image.open(BytesIO(icon.content)).format == "ICO"


def test_page_reads_the_brand_with_one_query_pictures_and_all(acme, visitor):
    def queries() -> list[str]:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert visitor.get("/accounts/login/").status_code == 200
        return [query["sql"] for query in captured if "branding_" in query["sql"]]

    in_use(acme, saved(logo(), "PNG"))
    in_use(acme, saved(logo(colour="#ffffff"), "PNG"), kind="logo_dark")

    assert len(queries()) == 1


@pytest.mark.parametrize(
    ("colour", "plates"),
    [("#ffffff", ["light"]), ("#1b1814", ["dark"]), ("#1f7a5f", [])],
    ids=["white", "black", "green"],
)
def test_logo_that_would_vanish_gets_a_plate_on_that_ground_alone(colour, plates):
    assert list(drawn(saved(logo(colour=colour), "PNG")).plates) == plates


def test_white_letters_within_a_disc_need_no_plate():
    picture = logo((300, 300), "#1f7a5f")
    ImageDraw.Draw(picture).rectangle((80, 80, 220, 220), fill="#ffffff")

    assert drawn(saved(picture, "PNG")).plates == ()


def test_plate_is_told_to_hr_and_worn_on_pages(acme, browser, visitor):
    tried = browser.post(PICTURES, {"kind": "logo", "picture": upload(saved(logo(colour="#ffffff"), "PNG"))})
    assert "so a dark plate is laid beneath it" in words(browser.get(tried.url))

    browser.post(f"{tried.url}use/")

    assert "plate-in-light" in visitor.get("/accounts/login/").text


def test_dark_pages_have_the_logo_that_is_meant_for_them(acme, visitor):
    in_use(acme, saved(logo(), "PNG"))
    in_use(acme, saved(logo(colour="#ffffff"), "PNG"), kind="logo_dark")

    shown = visitor.get("/accounts/login/").text

    assert shown.count(" in-light") == 1
    assert shown.count(" in-dark") == 1
    assert told(acme)["logo_dark"]["page"]["png"]["1"] in shown


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_pictures_of_the_three_kinds_are_taken_and_shown_no_larger_than_they_are(kind):
    done = drawn(saved(logo().convert("RGB"), kind))

    sizes = {(file.width, file.height) for file in done.files if file.purpose == "page" and file.file_format == "png"}
    assert sizes == {(144, 48), (288, 96), (300, 100)}


def test_drawing_becomes_pixels_with_its_words_in_our_letters():
    done = drawn(
        drawing('<rect width="90" height="90" fill="#7a1f1f"/><text x="110" y="70" font-size="50">Acme</text>')
    )

    assert {"own_letters", "from_drawing"} <= set(done.notes)
    assert done.width > 200
    assert "#7" in done.colours[0]


def test_margin_that_is_transparent_is_cut_off():
    wide = Image.new("RGBA", (600, 400))
    wide.paste(logo(), (150, 150))

    done = drawn(saved(wide, "PNG"))

    assert (done.width, done.height) == (300, 100)
    assert "trimmed" in done.notes


def test_picture_that_a_camera_turned_stands_upright():
    turned = Image.Exif()
    turned[0x0112] = 6

    assert first_page(saved(Image.new("RGB", (100, 300), "#1d5c4b"), "JPEG", exif=turned)).size == (300, 100)


def test_colours_for_print_and_those_of_a_profile_become_those_of_a_screen():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    print_colours = first_page(saved(Image.new("CMYK", (300, 100), (255, 0, 255, 0)), "JPEG", quality=95))

    converted = drawn(saved(Image.new("RGB", (300, 100), "#808080"), "PNG", icc_profile=profile))

    red, green, blue, alpha = print_colours.getpixel((50, 50))
    assert green > red + 100
    assert green > blue + 100
    assert alpha == 255
    assert "converted_colors" in converted.notes


def test_sixteen_bits_a_channel_become_eight():
    gray = first_page(saved(Image.new("I;16", (300, 100), 128 * 257), "PNG"))

    assert gray.getpixel((10, 10)) == (128, 128, 128, 255)


def test_of_a_picture_that_moves_the_first_frame_is_shown_and_that_is_said():
    frames = [Image.new("RGB", (300, 100), colour) for colour in ("#ff0000", "#00ff00", "#0000ff")]
    done = drawn(saved(frames[0], "PNG", save_all=True, append_images=frames[1:]))

    assert "first_frame" in done.notes
    assert Image.open(BytesIO(done.content("kept"))).getpixel((5, 5)) == (255, 0, 0, 255)


def test_icon_is_cut_from_the_logo_where_a_mark_stands_before_the_words(acme, visitor):
    in_use(acme, saved(logo(), "PNG"))
    icons = told(acme)["logo"]["icons"]

    touch = visitor.get("/apple-touch-icon.png")
    tab = visitor.get("/favicon.ico")

    assert set(icons) == {"32", "48", "180", "192", "512", "touch", "maskable"}
    picture = Image.open(BytesIO(touch.content))
    # No corner that a phone would fill with black, and the disc in its middle.
    assert (picture.size, picture.mode, picture.getpixel((0, 0))) == ((180, 180), "RGB", (255, 255, 255))
    assert picture.getpixel((90, 90)) == (29, 92, 75)
    assert tab["Content-Type"] == "image/x-icon"
    assert Image.open(BytesIO(tab.content)).info["sizes"] == {(32, 32), (48, 48)}


def test_icon_that_would_vanish_in_a_light_or_dark_tab_brings_its_ground():
    corners = {}
    for colour in ("#14213d", "#1f7a5f"):
        icon = next(file for file in drawn(saved(logo((200, 200), colour), "PNG"), "icon").files if file.width == 48)
        corners[colour] = Image.open(BytesIO(icon.content)).convert("RGBA").getpixel((24, 1))

    assert min(corners["#14213d"]) > 245
    assert min(corners["#1f7a5f"]) < 200


def test_company_without_pictures_has_its_letter_as_icon(acme, visitor):
    with tenant_scope(acme):
        version = Brand.objects.create(product_name="Ask Acme", primary_colour="#7a1f1f").version()

    current = visitor.get(f"/brand/{version}/icon-192.png")
    earlier = visitor.get("/brand/0/icon-192.png")

    picture = Image.open(BytesIO(current.content))
    assert (picture.size, picture.getpixel((96, 12))) == ((192, 192), (122, 31, 31, 255))
    assert (current["Cache-Control"], earlier["Cache-Control"]) == (FOR_EVER, "no-cache")
    assert f"/brand/{version}/icon-32.png" in visitor.get("/accounts/login/").text
    assert visitor.get(f"/brand/{version}/icon-9999.png").status_code == 404


@pytest.mark.parametrize(
    ("name", "letter"), [("acme", "A"), ("  3M", "3"), ("Ñandú", "Ñ"), ("株式会社", ""), ("…", ""), ("", "")]
)
def test_letter_of_a_name_is_its_first_that_can_be_drawn(name, letter):
    assert letter_of(name) == letter


def test_phone_is_told_what_it_puts_on_its_home_screen_in_the_pages_language(acme, visitor):
    in_use(acme, saved(logo(), "PNG"))
    with tenant_scope(acme):
        Brand.objects.update(product_name="Acme benefits assistant", primary_colour="#1d5c4b")

    english, spanish = (json.loads(visitor.get(f"/manifest.webmanifest?lang={one}").content) for one in ("en", "es"))

    assert (english["name"], english["short_name"]) == ("Acme benefits assistant", "Acme Corp")
    assert (english["start_url"], english["scope"], english["theme_color"]) == ("/", "/", "#1d5c4b")
    assert [(icon["sizes"], icon["purpose"]) for icon in english["icons"]] == [
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    ]
    assert (english["lang"], spanish["lang"]) == ("en", "es")
    assert english["description"] != spanish["description"]
    for icon in english["icons"]:
        side = int(icon["sizes"].partition("x")[0])
        assert Image.open(BytesIO(visitor.get(icon["src"]).content)).size == (side, side)


@pytest.mark.parametrize(
    ("kind", "content", "sentence"),
    [
        ("icon", saved(logo(), "PNG"), "An icon is nearly as wide as high"),
        ("logo", b"GIF89a" + b"\0" * 40, "This is a GIF file"),
        ("logo", b"", "The file is empty"),
        ("logo", b"\x89PNG" + b"\0" * 2 * 2**20, "larger than 2 MB"),
    ],
    ids=["wide icon", "gif", "empty", "large"],
)
def test_picture_of_no_use_is_refused_with_a_sentence_beside_its_field(acme, browser, kind, content, sentence):
    page = browser.post(PICTURES, {"kind": kind, "picture": upload(content)})

    assert page.status_code == 422
    assert sentence in words(page)
    with tenant_scope(acme):
        assert not BrandImage.objects.exists()


def test_picture_that_was_tried_can_be_left(acme, browser, django_capture_on_commit_callbacks):
    tried = browser.post(PICTURES, {"kind": "logo", "picture": upload(saved(logo(), "PNG"))})

    with tenant_scope(acme):
        keys = set(BrandImageFile.objects.values_list("file", flat=True))
    with tenant_scope(acme), django_capture_on_commit_callbacks(execute=True):
        left = browser.post(f"{tried.url}discard/")

    assert left.url == PICTURES
    assert browser.get(tried.url).status_code == 404
    with tenant_scope(acme):
        assert keys
        assert not ClientStorage().keys() & keys


def test_picture_in_use_cannot_be_left_only_removed(acme, browser):
    image = in_use(acme, saved(logo(), "PNG"))

    browser.post(f"{PICTURES}{image.pk}/discard/")
    assert "logo" in told(acme)
    browser.post(f"{PICTURES}remove/", {"kind": "logo"})

    assert told(acme) == {}
    assert browser.post(f"{PICTURES}remove/", {"kind": "crest"}).status_code == 404


def test_picture_is_forgotten_a_week_after_it_was_shown_last_and_not_before(acme, django_capture_on_commit_callbacks):
    first, second = in_use(acme, saved(logo(), "PNG")), in_use(acme, saved(logo(colour="#7a1f1f"), "PNG"))
    now = timezone.now()

    with tenant_scope(acme):
        keys = set(first.files.values_list("file", flat=True))
        assert forget_unused_pictures(now + timedelta(days=6)) == 0
        with django_capture_on_commit_callbacks(execute=True):
            assert forget_unused_pictures(now + timedelta(days=8)) == 1
        assert forget_unused_pictures(now + timedelta(days=8)) == 0

        assert list(BrandImage.objects.all()) == [second]
        assert keys
        assert not ClientStorage().keys() & keys


def test_picture_that_pages_show_is_neither_discarded_nor_forgotten(acme):
    shown = in_use(acme, saved(logo(), "PNG"))
    with tenant_scope(acme):
        BrandImage.objects.update(unused_since=timezone.now() - timedelta(days=30))

        assert not discard(shown, by=None)
        assert forget_unused_pictures(timezone.now()) == 0
        put_out_of_use("logo", by=None)
        assert forget_unused_pictures(timezone.now() + timedelta(days=30)) == 1


def test_nothing_is_forgotten_under_a_legal_hold(acme, monkeypatch):
    in_use(acme, saved(logo(), "PNG"))
    with tenant_scope(acme):
        put_out_of_use("logo", by=None)
        held = keep.current_client().__class__(**{**vars(keep.current_client()), "is_held": True})
    with tenant_scope(held):
        assert forget_unused_pictures(timezone.now() + timedelta(days=30)) == 0
    with tenant_scope(acme):
        assert forget_unused_pictures(timezone.now() + timedelta(days=30)) == 1


def test_logo_of_an_earlier_release_is_shown_until_it_is_taken_over(
    acme, visitor, monkeypatch, django_capture_on_commit_callbacks
):
    def down(*_arguments: object) -> None:
        raise StorageUnavailable("unreachable")

    with tenant_scope(acme):
        brand = Brand.objects.create(product_name="Ask Acme")
        brand.logo.save("logo.png", ContentFile(saved(logo(), "PNG")))
        key = brand.logo.name
    with monkeypatch.context() as patched:
        patched.setattr(LocalFiles, "open", down)
        with tenant_scope(acme):
            assert not take_over_old_logo()
        unanswered = visitor.get(f"/brand/{brand.version()}/logo.png")
    assert (unanswered.status_code, unanswered["Cache-Control"]) == (503, "private, no-store")
    assert f"/brand/{brand.version()}/logo.png" in visitor.get("/accounts/login/").text
    assert visitor.get(f"/brand/{brand.version()}/logo.png")["Cache-Control"] == FOR_EVER

    with tenant_scope(acme):
        with django_capture_on_commit_callbacks(execute=True):
            assert take_over_old_logo()
        assert not take_over_old_logo()
        assert not ClientStorage().exists(key)

    shown = visitor.get("/accounts/login/").text
    assert f"/logos/{told(acme)['logo']['page']['png']['1']}.png" in shown


def test_task_tends_every_client(acme, globex):
    old = in_use(acme, saved(logo(), "PNG"))
    with tenant_scope(acme):
        put_out_of_use("logo", by=None)
        BrandImage.objects.update(unused_since=timezone.now() - timedelta(days=8))

    tasks.tend_client_pictures(acme.schema_name)

    with tenant_scope(acme):
        assert not BrandImage.objects.filter(pk=old.pk).exists()


def test_mail_carries_the_logo_no_higher_than_it_may_be(acme):
    with tenant_scope(acme):
        assert look_of_mails().logo is None
    in_use(acme, saved(logo((1500, 1500), "#ffffff"), "PNG"))

    with tenant_scope(acme):
        carried = look_of_mails().logo
    picture = Image.open(BytesIO(carried.png))

    # White on white would not be seen: it brings its plate.
    assert picture.format == "PNG"
    assert (carried.width, carried.height) == (48, 48)
    assert picture.convert("RGB").getpixel((2, 2)) == (27, 24, 20)


def test_editor_and_employee_change_no_pictures(acme, make_person, browser_of):
    for role in ("hr_editor", "employee"):
        other = browser_of(acme, make_person(acme, role))
        assert other.get(PICTURES).status_code == 403
        assert other.post(PICTURES, {"kind": "logo", "picture": upload(saved(logo(), "PNG"))}).status_code == 403


def test_refusal_says_the_numbers_it_is_about():
    with pytest.raises(PictureRefused, match="10 by 10 pixels, too few"):
        drawn(saved(Image.new("RGB", (10, 10)), "PNG"))


def test_mail_carries_the_logo_that_is_in_use(acme, admin, mailoutbox):
    with tenant_scope(acme):
        take_into_use(
            keep_picture(saved(logo(), "PNG"), kind="logo", by=admin, clock_seconds=PATIENT_SECONDS), by=admin
        )
        send("join_refused", to="nora@acme.example", language="en", name="Nora")

    assert 'src="cid:logo"' in mailoutbox[0].alternatives[0].content
