"""The studio: a look is tried out on the real pages, kept as a draft, saved as a version, and brought back."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from branding.models import Brand, BrandDraft, BrandImage, BrandVersion
from branding.pictures.keep import forget_unused_pictures
from branding.studio.drafts import MOST_KEPT, forget_old_drafts
from branding.studio.links import MOST_LINKS
from tenants.audit.models import AuditEvent
from tenants.context import tenant_scope
from tests.branding.pictures_made import logo, saved
from tests.pages import words

LOOK = {
    "product_name": "Ask Acme",
    "font": "source-sans-3",
    "appearance": "device",
    "primary_colour": "#1d5c4b",
    "secondary_colour": "#a8682c",
}
PAGE = "/hr/company/look/"


@pytest.fixture
def admin(acme, make_person):
    return make_person(acme, "hr_admin", name="Ada Admin")


@pytest.fixture
def browser(acme, admin, browser_of):
    return browser_of(acme, admin)


@pytest.fixture
def other(acme, make_person, browser_of):
    return browser_of(acme, make_person(acme, "hr_admin", name="Otto Owner"))


def brand(client) -> Brand:
    with tenant_scope(client):
        return Brand.objects.get()


def numbers(client) -> list[tuple[int, str]]:
    with tenant_scope(client):
        return list(BrandVersion.objects.order_by("number").values_list("number", "kind"))


def hidden(page, name: str) -> str:
    return re.search(rf'name="{name}" value="([^"]*)"', page.text)[1]


def opened(browser) -> dict[str, str]:
    """Return what a form that is opened now sends along."""
    page = browser.get(PAGE)
    return {name: hidden(page, name) for name in ("draft", "base")}


def kept(browser, **typed: str):
    """Type into a form that was just opened; return the draft's id and what the page was told."""
    form = opened(browser)
    return form["draft"], browser.post(f"{PAGE}draft/", LOOK | form | typed, headers={"HX-Request": "true"})


# Fields


def test_font_appearance_disclaimer_and_links_are_on_employees_pages(acme, browser, make_person, browser_of):
    browser.post(
        PAGE,
        LOOK
        | {
            "font": "figtree",
            "appearance": "dark",
            "disclaimer": "The plan decides.",
            "disclaimer_es": "El plan manda.",
        }
        | {
            "link_1_label": "Intranet",
            "link_1_label_es": "Red interna",
            "link_1_url": "https://intra.acme.example/x?y=1",
        }
        | {"link_3_label": "Call us", "link_3_url": "tel:(614) 555-0110"},
    )

    english = browser_of(acme, make_person(acme)).get("/")
    spanish = browser_of(acme, make_person(acme, language="es")).get("/")

    assert 'data-theme="dark"' in english.text
    assert "figtree-latin" in english.text
    assert "The plan decides." in words(english)
    assert "El plan manda." in words(spanish)
    link = re.search(r'<a href="https://intra.acme.example/x\?y=1"([^>]*)>Intranet</a>', english.text)
    assert 'rel="noreferrer noopener"' in link[1]
    assert ">Red interna</a>" in spanish.text
    assert '<a href="tel:6145550110"' in spanish.text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"link_1_label": "X", "link_1_url": "javascript:alert(1)"}, "beginning with https://"),
        ({"link_1_label": "X", "link_1_url": "http://acme.example"}, "beginning with https://"),
        ({"link_1_label": "X", "link_1_url": "//acme.example"}, "beginning with https://"),
        ({"link_1_label": "X", "link_1_url": "https://hr:pw@acme.example"}, "Leave out the name and password"),
        ({"link_1_label": "X", "link_1_url": "mailto:hr@acme.example?bcc=x@evil.example"}, "one plain email address"),
        ({"link_1_label": "X", "link_1_url": "mailto:nobody"}, "an email address after mailto:"),
        ({"link_1_label": "X", "link_1_url": "tel:call us"}, "a number in digits"),
        ({"link_1_label": "X"}, "Say where the link leads"),
        ({"link_2_url": "https://acme.example"}, "Say in English what the link is called"),
        ({"link_2_label": "x" * 41, "link_2_url": "https://acme.example"}, "at most 40 characters"),
        ({"font": "comic-sans"}, "Select a valid choice"),
        ({"appearance": "sepia"}, "Select a valid choice"),
        ({"disclaimer": "x" * 501}, "at most 500 characters"),
    ],
    ids=lambda value: value if isinstance(value, str) else "-".join(value),
)
def test_what_cannot_be_shown_is_refused_and_stays_in_the_form(acme, browser, typed, sentence):
    page = browser.post(PAGE, LOOK | {"welcome_text": "It stays."} | typed)

    assert page.status_code == 422
    assert sentence in words(page)
    assert "It stays." in page.text
    with tenant_scope(acme):
        assert not Brand.objects.exists()


def test_links_close_up_and_there_are_no_more_than_six(acme, browser):
    browser.post(
        PAGE,
        LOOK
        | {f"link_{number}_label": f"Link {number}" for number in (2, 5, MOST_LINKS + 1)}
        | {f"link_{number}_url": f"https://acme.example/{number}" for number in (2, 5, MOST_LINKS + 1)},
    )

    assert [link["label"] for link in brand(acme).footer_links] == ["Link 2", "Link 5"]


# Versions


def test_every_save_is_a_version_that_tells_who_and_what(acme, admin, browser):
    browser.post(PAGE, LOOK)
    browser.post(PAGE, LOOK | {"font": "inter", "primary_colour": "#7a1f1f"})

    told = words(browser.get(f"{PAGE}versions/"))

    assert numbers(acme) == [(1, "before"), (2, "saved"), (3, "saved")]
    assert "Saved, Ada Admin" in told
    assert re.search(r"Font Source Sans 3 became Inter", told)
    assert re.search(r"Main color #1d5c4b became #7a1f1f", told)
    assert "As it was at first, The platform" in told
    assert told.count("Bring back") == 2


def test_save_that_changes_nothing_is_no_version(acme, browser):
    browser.post(PAGE, LOOK)
    browser.post(PAGE, LOOK)

    assert numbers(acme) == [(1, "before"), (2, "saved")]


def test_last_save_is_undone_and_that_too(acme, admin, browser):
    browser.post(PAGE, LOOK)
    browser.post(PAGE, LOOK | {"product_name": "Other"})

    browser.post(f"{PAGE}undo/", {"number": "3"})
    undone = brand(acme).product_name
    browser.post(f"{PAGE}undo/", {"number": "4"})

    assert (undone, brand(acme).product_name) == ("Ask Acme", "Other")
    assert [kind for _, kind in numbers(acme)] == ["before", "saved", "saved", "undone", "undone"]
    with tenant_scope(acme):
        event = AuditEvent.objects.filter(action="brand.undone").first()
        assert (event.actor_id, event.detail) == (admin.pk, {"fields": ["product_name"]})


def test_undo_is_refused_with_a_name_once_somebody_else_has_saved(acme, browser, other):
    browser.post(PAGE, LOOK)
    other.post(PAGE, LOOK | {"product_name": "Other"})

    page = browser.post(f"{PAGE}undo/", {"number": "2"}, follow=True)

    assert "Otto Owner has saved version 3 since you opened this page." in words(page)
    assert brand(acme).product_name == "Other"


@pytest.mark.parametrize("number", ["", "x", "0", "99", "9" * 30])
def test_undo_of_no_version_changes_nothing(acme, browser, number):
    browser.post(PAGE, LOOK)

    assert browser.post(f"{PAGE}undo/", {"number": number}).status_code == 302
    assert numbers(acme) == [(1, "before"), (2, "saved")]


def test_any_version_is_brought_back_whole(acme, browser):
    link = {"link_1_label": "Intranet", "link_1_url": "https://intra.acme.example"}
    browser.post(PAGE, LOOK | link | {"font": "inter"})
    browser.post(PAGE, LOOK | {"product_name": "Other", "font": "figtree"})

    browser.post(f"{PAGE}versions/2/bring-back/")

    back = brand(acme)
    assert (back.product_name, back.font, back.footer_links[0]["label"]) == ("Ask Acme", "inter", "Intranet")
    assert numbers(acme)[-1] == (4, "brought_back")
    assert "Version 2 brought back" in words(browser.get(f"{PAGE}versions/"))
    assert browser.post(f"{PAGE}versions/99/bring-back/").status_code == 404


def shown_logo(client) -> str | None:
    return brand(client).pictures.get("logo", {}).get("id")


def sent_logo(colour: str) -> dict[str, SimpleUploadedFile]:
    return {"logo": SimpleUploadedFile("logo.png", saved(logo(colour=colour), "PNG"))}


def test_logo_is_part_of_the_version_it_was_saved_in_and_is_undone_with_it(acme, browser):
    browser.post(PAGE, LOOK)
    browser.post(PAGE, LOOK | {"product_name": "Other"} | sent_logo("#14803c"))
    first = shown_logo(acme)
    browser.post(PAGE, LOOK | {"product_name": "Other"} | sent_logo("#7a1f1f"))
    second = shown_logo(acme)
    assert numbers(acme) == [(1, "before"), (2, "saved"), (3, "saved"), (4, "saved")]

    page = browser.get(f"{PAGE}versions/")
    assert len(re.findall(r'class="studio-picture', page.text)) == 3
    assert "Logo none became" in words(page)

    browser.post(f"{PAGE}undo/", {"number": "4"})
    assert (brand(acme).product_name, shown_logo(acme)) == ("Other", first)
    browser.post(f"{PAGE}versions/2/bring-back/")
    assert (brand(acme).product_name, shown_logo(acme)) == ("Ask Acme", None)
    browser.post(f"{PAGE}versions/4/bring-back/")
    assert shown_logo(acme) == second
    with tenant_scope(acme):
        assert BrandImage.objects.get(pk=second).unused_since is None
        assert BrandImage.objects.get(pk=first).unused_since is not None


def test_picture_that_is_deleted_since_is_told_and_the_one_of_now_stays(acme, browser):
    browser.post(PAGE, LOOK | sent_logo("#14803c"))
    browser.post(PAGE, LOOK | sent_logo("#7a1f1f"))
    now = shown_logo(acme)
    with tenant_scope(acme):
        assert forget_unused_pictures(timezone.now() + timedelta(days=8)) == 1

    page = browser.post(f"{PAGE}versions/2/bring-back/", follow=True)

    assert "Logo: the picture of then was deleted a week after it went out of use" in words(page)
    assert shown_logo(acme) == now
    assert "a picture that is deleted since" in words(browser.get(f"{PAGE}versions/"))


def test_undo_of_a_logo_whose_one_before_is_deleted_says_so_and_changes_nothing(acme, browser):
    browser.post(PAGE, LOOK | sent_logo("#14803c"))
    browser.post(PAGE, LOOK | sent_logo("#7a1f1f"))
    now = shown_logo(acme)
    with tenant_scope(acme):
        forget_unused_pictures(timezone.now() + timedelta(days=8))

    page = words(browser.post(f"{PAGE}undo/", {"number": "3"}, follow=True))

    assert "Bring back an earlier version to go further back." in page
    assert "is undone" not in page
    assert (shown_logo(acme), numbers(acme)[-1]) == (now, (3, "saved"))


def test_picture_changed_on_its_own_page_is_a_version_and_is_undone(acme, browser):
    browser.post(PAGE, LOOK | sent_logo("#14803c"))
    first = shown_logo(acme)

    browser.post("/hr/company/pictures/remove/", {"kind": "logo"})
    assert shown_logo(acme) is None
    assert numbers(acme)[-1] == (3, "saved")

    browser.post(f"{PAGE}undo/", {"number": "3"})
    assert shown_logo(acme) == first
    with tenant_scope(acme):
        assert AuditEvent.objects.filter(action="brand.undone").first().detail == {"fields": ["logo"]}


def test_version_of_a_release_that_kept_no_pictures_leaves_them_as_they_are(acme, browser):
    browser.post(PAGE, LOOK | sent_logo("#14803c"))
    browser.post(PAGE, LOOK | {"font": "inter"})
    with tenant_scope(acme):
        BrandVersion.objects.update(pictures=None)
    logo_now = shown_logo(acme)

    browser.post(f"{PAGE}undo/", {"number": "3"})

    assert (brand(acme).font, shown_logo(acme)) == ("source-sans-3", logo_now)
    assert [kind for _, kind in numbers(acme)] == ["before", "saved", "saved", "undone"]


def test_colours_of_a_logo_that_was_just_chosen_are_suggested(browser):
    told = browser.post(f"{PAGE}logo/", LOOK | sent_logo("#7a1f1f"))

    assert re.search(r'id="studio-suggested"\s+hx-swap-oob="true"', told.text)
    assert 'value="#7a1f1f"' in told.text


def test_platforms_look_is_taken_and_the_words_stay(acme, browser):
    browser.post(PAGE, LOOK | {"font": "inter", "appearance": "dark"})

    browser.post(f"{PAGE}reset/")

    reset = brand(acme)
    assert (reset.primary_colour, reset.font, reset.appearance) == ("#23577a", "source-sans-3", "device")
    assert reset.product_name == "Ask Acme"
    assert numbers(acme)[-1] == (3, "reset")


def test_look_that_was_changed_past_the_studio_is_a_version_before_the_next(acme, browser):
    browser.post(PAGE, LOOK)
    with tenant_scope(acme):
        Brand.objects.update(product_name="Renamed")

    browser.post(PAGE, LOOK | {"product_name": "Renamed", "font": "inter"})

    assert numbers(acme) == [(1, "before"), (2, "saved"), (3, "before"), (4, "saved")]
    assert "Changed outside this page" in words(browser.get(f"{PAGE}versions/"))


# Two at once


def test_fields_that_others_saved_meanwhile_stay_and_are_named(acme, browser, other):
    browser.post(PAGE, LOOK)
    form = opened(browser)
    other.post(PAGE, LOOK | opened(other) | {"welcome_text": "Otto's words."})

    page = browser.post(PAGE, LOOK | form | {"font": "inter"}, follow=True)

    saved = brand(acme)
    assert (saved.welcome_text, saved.font) == ("Otto's words.", "inter")
    assert "Left as others have saved it meanwhile: Welcome text." in words(page)


@pytest.mark.parametrize(("choice", "kept_name"), [("theirs", "Otto's"), ("own", "Ada's")])
def test_field_that_both_changed_is_asked_about_and_nothing_is_lost(acme, browser, other, choice, kept_name):
    browser.post(PAGE, LOOK)
    form = opened(browser)
    other.post(PAGE, LOOK | opened(other) | {"product_name": "Otto's"})
    mine = LOOK | form | {"product_name": "Ada's", "font": "inter"}

    asked = browser.post(PAGE, mine)

    assert asked.status_code == 409
    assert brand(acme).font == "source-sans-3"
    assert "As Otto Owner saved it on" in words(asked)
    assert 'value="Ada&#x27;s"' in asked.text
    browser.post(PAGE, mine | {"seen": hidden(asked, "seen"), "take_product_name": choice})
    assert (brand(acme).product_name, brand(acme).font) == (kept_name, "inter")


def test_answer_about_a_clash_does_not_hold_for_one_that_came_after_it(acme, browser, other):
    browser.post(PAGE, LOOK)
    form = opened(browser)
    other.post(PAGE, LOOK | opened(other) | {"product_name": "Otto's"})
    mine = LOOK | form | {"product_name": "Ada's"}
    seen = hidden(browser.post(PAGE, mine), "seen")
    other.post(PAGE, LOOK | opened(other) | {"product_name": "Otto's second"})

    page = browser.post(PAGE, mine | {"seen": seen, "take_product_name": "own"})

    assert page.status_code == 409
    assert "Otto's second" in words(page).replace("&#x27;", "'")
    assert brand(acme).product_name == "Otto's second"


# Drafts and the preview


def test_what_is_typed_survives_a_reload_and_nobody_else_sees_it(acme, browser, other, make_person, browser_of):
    browser.post(PAGE, LOOK)

    _, told = kept(browser, product_name="Half a na")

    assert "Not saved yet. Kept for you until" in words(told)
    assert 'value="Half a na"' in browser.get(PAGE).text
    assert "Half a na" not in other.get(PAGE).text
    assert "Half a na" not in browser_of(acme, make_person(acme)).get("/").text
    assert brand(acme).product_name == "Ask Acme"


def test_draft_keeps_also_what_is_wrong_and_says_so(acme, browser):
    _, told = kept(browser, primary_colour="#12", link_1_url="javascript:alert(1)")

    assert "Main color : Write the colour as #" in words(told)
    assert "Link 1, address" in words(told)
    assert 'value="javascript:alert(1)"' in browser.get(PAGE).text


def test_draft_is_gone_once_it_is_saved_typed_back_or_discarded(acme, browser):
    browser.post(PAGE, LOOK)

    for end in (
        lambda draft: browser.post(PAGE, LOOK | {"draft": draft, "font": "inter"}),
        lambda draft: browser.post(f"{PAGE}draft/", LOOK | {"draft": draft, "font": "inter"}),
        lambda draft: browser.post(f"{PAGE}draft/discard/", {"draft": draft}),
    ):
        draft, _ = kept(browser, product_name="Half a na")
        with tenant_scope(acme):
            assert BrandDraft.objects.count() == 1
        end(draft)
        with tenant_scope(acme):
            assert not BrandDraft.objects.exists()


def test_eight_drafts_a_person_are_kept_and_none_longer_than_a_week(acme, admin, browser, other):
    for number in range(MOST_KEPT + 2):
        typed = LOOK | {"draft": str(uuid4()), "base": "0", "product_name": f"Draft {number}"}
        browser.post(f"{PAGE}draft/", typed, headers={"HX-Request": "true"})
    kept(other, product_name="Otto's draft")

    with tenant_scope(acme):
        own = BrandDraft.objects.filter(person=admin)
        assert [draft.typed["product_name"] for draft in own] == [f"Draft {number}" for number in range(9, 1, -1)]
        own.update(changed_at=timezone.now() - timedelta(days=7))
        assert 'value="Draft 9"' not in browser.get(PAGE).text
        assert forget_old_drafts(timezone.now()) == MOST_KEPT
        assert BrandDraft.objects.count() == 1


def test_draft_holds_what_its_person_changed_and_not_what_others_have_saved_since(acme, browser, other):
    browser.post(PAGE, LOOK)
    form = opened(browser)
    other.post(PAGE, LOOK | opened(other) | {"welcome_text": "Otto's words."})

    told = browser.post(f"{PAGE}draft/", LOOK | form | {"font": "inter"}, headers={"HX-Request": "true"})

    with tenant_scope(acme):
        assert BrandDraft.objects.get().typed == {"font": "inter"}
    assert "Otto Owner has saved version 3 since you began." in words(told)
    assert "Otto&#x27;s words." in browser.get(PAGE).text


def test_drafts_of_other_windows_are_a_press_away(browser):
    first, _ = kept(browser, product_name="First draft")
    browser.post(f"{PAGE}draft/", LOOK | {"draft": str(uuid4()), "base": "0", "product_name": "Second draft"})

    page = browser.get(PAGE)

    assert 'value="Second draft"' in page.text
    assert f'href="{PAGE}?draft={first}"' in page.text
    assert 'value="First draft"' in browser.get(f"{PAGE}?draft={first}").text


def test_draft_of_somebody_else_is_neither_read_nor_written(acme, browser, other):
    draft, _ = kept(browser, product_name="Ada's draft")

    seen = other.get(f"{PAGE}?draft={draft}")
    framed = other.get(f"{PAGE}preview/first-page/?draft={draft}")
    other.post(f"{PAGE}draft/", LOOK | {"draft": draft, "product_name": "Otto's"}, headers={"HX-Request": "true"})
    other.post(f"{PAGE}draft/discard/", {"draft": draft})

    assert "Ada" not in seen.text.replace("Ada Admin", "")
    assert "Ada's" not in framed.text.replace("&#x27;", "'")
    with tenant_scope(acme):
        assert BrandDraft.objects.get(pk=draft).typed["product_name"] == "Ada's draft"


@pytest.mark.parametrize("name", ["first-page", "answer", "sign-in", "mail"])
def test_preview_is_the_real_page_in_the_look_of_the_draft(acme, browser, name):
    browser.post(PAGE, LOOK | {"help_email": "old@acme.example"})
    draft, _ = kept(browser, product_name="Not yet", help_email="new@acme.example", primary_colour="#7a1f1f")

    page = browser.get(f"{PAGE}preview/{name}/?draft={draft}")

    assert page.status_code == 200
    assert "Not yet" in words(page)
    assert "frame-ancestors 'self'" in page["Content-Security-Policy"]
    assert "script-src" not in page["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "SAMEORIGIN"
    assert "<script" not in page.text
    if name != "mail":
        assert "unsafe-inline" not in page["Content-Security-Policy"]
        sheet = re.search(r'href="(/hr/company/look/preview/theme.css[^"]*)"', page.text)[1].replace("&amp;", "&")
        assert "#7a1f1f" in browser.get(sheet).text
    assert brand(acme).product_name == "Ask Acme"


def test_preview_shows_light_dark_and_spanish_and_the_employees_menu(browser):
    light = browser.get(f"{PAGE}preview/first-page/?shown-scheme=light&shown-language=en").text
    dark = browser.get(f"{PAGE}preview/first-page/?shown-scheme=dark&shown-language=es").text

    assert re.search(r'<html lang="en"\s+data-theme="light"', light)
    assert re.search(r'<html lang="es"\s+data-theme="dark"', dark)
    assert "What would you like to know?" in light
    assert "¿Qué quiere saber?" in dark
    assert "/hr/company/" not in light[light.index("<body") :]


def test_preview_leaves_what_waits_to_be_told_to_whom_it_is_for(browser):
    browser.post(PAGE, LOOK)

    browser.get(f"{PAGE}preview/first-page/")

    assert "Saved. Every page is shown so from now on." in words(browser.get(PAGE))


@pytest.mark.parametrize("path", ["preview/no-such/", "preview/theme.css?primary=red", "preview/theme.css"])
def test_preview_of_nothing_is_not_found(browser, path):
    assert browser.get(f"{PAGE}{path}").status_code == 404


@pytest.mark.parametrize(
    "sent", ["draft=x", "draft=%00", "shown-page=x&shown-width=1&shown-scheme=%27&shown-language=fr"]
)
def test_address_that_makes_no_sense_shows_the_saved_look(browser, sent):
    assert browser.get(f"{PAGE}?{sent}").status_code == 200
    assert browser.get(f"{PAGE}preview/sign-in/?{sent}").status_code == 200


def test_only_the_studio_frames_and_only_previews_are_framed(browser):
    studio = browser.get(PAGE)["Content-Security-Policy"]
    elsewhere = browser.get("/hr/company/questions/")["Content-Security-Policy"]

    assert "frame-src 'self'" in studio
    assert "frame-ancestors 'none'" in studio
    assert "frame-src" not in elsewhere


def test_suggested_colour_is_put_into_the_draft_with_a_press(browser):
    form = opened(browser)

    page = browser.post(f"{PAGE}draft/", LOOK | form | {"use_primary_colour": "#7a1f1f"}, follow=True)

    assert 'value="#7a1f1f"' in page.text


def test_editor_and_employee_have_no_studio(acme, make_person, browser_of):
    for role in ("hr_editor", "employee"):
        person = browser_of(acme, make_person(acme, role))
        for path in ("", "versions/", "preview/first-page/", "preview/theme.css?primary=%23ffffff&secondary=&font="):
            assert person.get(f"{PAGE}{path}").status_code == 403
        for path in ("draft/", "draft/discard/", "undo/", "reset/", "versions/1/bring-back/"):
            assert person.post(f"{PAGE}{path}").status_code == 403
