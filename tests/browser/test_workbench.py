"""HR's workbench in a browser: a whole folder, a ZIP, asking a document, what documents cover, measuring search."""

import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
WORKING_MILLISECONDS = 90_000


@pytest.fixture
def hr(house, page_for) -> Page:
    person = house.person("bluefin", "hr_admin")
    page = page_for(person)
    page.base = person.url
    return page


def _folder(place: Path) -> Path:
    folder = place / "benefits 2027"
    (folder / "policies").mkdir(parents=True)
    (folder / "policies" / "bicycle.md").write_text("# Bicycle policy\n\nBluefin pays $31.50 a month to cyclists.")
    (folder / "policies" / "empty.txt").write_text("")
    (folder / "policies" / "program.pdf").write_bytes(b"MZ" + b"\0" * 500)
    (folder / "lunch.txt").write_text("Lunch costs $4.75 in the canteen.")
    (folder / "again.txt").write_text("Lunch costs $4.75 in the canteen.")
    (folder / ".DS_Store").write_bytes(b"not ours")
    return folder


def test_a_folder_goes_up_with_one_result_for_each_file(hr, tmp_path):
    hr.goto(f"{hr.base}/hr/documents/upload/")

    hr.set_input_files("[data-folder]", str(_folder(tmp_path)))
    expect(hr.locator(".file-item")).to_have_count(5)
    hr.click("main form button[type=submit]:visible")
    expect(hr.locator(".file-item-sent")).to_have_count(2)
    expect(hr.locator(".file-item-failed")).to_have_count(3)
    expect(hr.get_by_role("heading", name="Uploaded just now")).to_be_in_viewport()
    expect(hr.locator("#document-rows tr").first).to_be_in_viewport()
    hr.get_by_role("link", name="What became of each file").click()

    expect(hr.get_by_role("heading", level=1)).to_have_text("benefits 2027")
    row = hr.locator("tr", has_text="policies/bicycle.md")
    expect(row).to_contain_text("Nobody has checked it yet", timeout=WORKING_MILLISECONDS)
    known = hr.locator("tr", has_text=re.compile("again.txt|lunch.txt")).filter(has_text="Here already")
    expect(known).to_have_count(1)
    expect(hr.locator("tr", has_text="policies/empty.txt")).to_contain_text("The file is empty.")
    expect(hr.locator("tr", has_text="policies/program.pdf")).to_contain_text("Not taken in")
    expect(hr.locator("#batch[hx-get]")).to_have_count(0, timeout=WORKING_MILLISECONDS)
    assert [fault for fault in hr.faults if "422" not in fault] == []


def test_a_row_read_before_the_last_change_is_read_once_more(hr, tmp_path):
    path = tmp_path / "lockers.txt"
    # Long enough that the page is there before the work is done.
    path.write_text("\n\n".join(f"Locker {number} costs ${number}.15 a month." for number in range(3000)))
    # The first answer is the row as it stands, and comes late: the last event has gone by then.
    hr.add_init_script("""
        const ask = window.fetch;
        window.askAnew = ask;
        const isOver = new Promise((go) => (window.handOver = go));
        let isFirst = true;
        window.fetch = async (url, ...rest) => {
          if (!isFirst || !String(url).endsWith("/row/")) return ask(url, ...rest);
          isFirst = false;
          const old = document.querySelector(`[data-row-url="${url}"]`).cloneNode(true);
          delete old.dataset.fetching;
          await isOver;
          return new Response(old.outerHTML);
        };
    """)
    hr.goto(f"{hr.base}/hr/documents/upload/")
    hr.set_input_files("input[type=file]", str(path))
    hr.click("main form button[type=submit]:visible")
    row = hr.locator("#document-rows tr", has_text=re.compile("lockers", re.I))
    expect(row).to_be_visible()
    hr.wait_for_function(
        "id => askAnew(document.getElementById(id).dataset.rowUrl).then(r => r.text())"
        ".then(html => html.includes('Nobody has checked it yet'))",
        arg=row.get_attribute("id"),
        timeout=WORKING_MILLISECONDS,
    )
    hr.wait_for_timeout(1_500)  # for the last event to come and go
    expect(row).not_to_contain_text("Nobody has checked it yet")
    hr.evaluate("handOver()")

    expect(row).to_contain_text("Nobody has checked it yet", timeout=5_000)
    assert hr.faults == []


def test_a_row_that_changes_while_its_link_is_pressed_is_opened(hr):
    # The row is asked for anew before the press, and comes during it.
    hr.add_init_script("""
        window.EventSource = class extends EventSource {
          constructor(...given) {
            super(...given);
            window.stream = this;
          }
        };
        const ask = window.fetch;
        const isPressed = new Promise((go) => (window.handOver = go));
        window.fetch = async (url, ...rest) => {
          const answer = await ask(url, ...rest);
          if (String(url).endsWith("/row/")) await isPressed;
          return answer;
        };
    """)
    hr.goto(f"{hr.base}/hr/?q=&kind=guide")
    link = hr.locator("#document-rows a").first
    name = link.inner_text()
    row = hr.locator("#document-rows tr").first.element_handle()
    hr.wait_for_function("stream.readyState === EventSource.OPEN")
    row.evaluate("""row => stream.dispatchEvent(
        new MessageEvent("row", { data: JSON.stringify({ document: row.id.replace("document-", "") }) })
    )""")
    link.hover()
    hr.mouse.down()
    hr.evaluate("handOver()")
    hr.wait_for_timeout(500)
    assert row.evaluate("row => row.isConnected")
    hr.mouse.up()

    expect(hr.get_by_role("heading", level=1)).to_have_text(name)
    assert hr.faults == []


def test_a_zip_is_unpacked_while_one_looks(hr, tmp_path):
    packed = tmp_path / "all.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("2027/parking.md", "# Parking rules\n\nParking costs $12.25 a day.")
        archive.writestr("../../etc/passwd.txt", "Names lead nowhere.")
        archive.writestr("2027/empty.pdf", "")
    hr.goto(f"{hr.base}/hr/documents/upload/")

    hr.set_input_files("main form input[type=file][accept]", str(packed))
    hr.click("main form button[type=submit]:visible")
    hr.get_by_role("link", name="See each file in it").click()

    for path in ("2027/parking.md", "etc/passwd.txt"):
        row = hr.locator("tr", has=hr.get_by_role("rowheader", name=path, exact=True))
        expect(row).to_contain_text("Nobody has checked it yet", timeout=WORKING_MILLISECONDS)
    expect(hr.locator("tr", has_text="2027/empty.pdf")).to_contain_text("The file is empty.")
    assert hr.faults == []


def test_who_drops_an_old_word_file_is_told_how_to_save_it(hr, tmp_path):
    old, other = tmp_path / "policy.doc", tmp_path / "policy.xyz"
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "WordDocument".encode("utf-16-le"))
    other.write_text("Leave is paid.")
    hr.goto(f"{hr.base}/hr/documents/upload/")

    hr.set_input_files("main form input[type=file][accept]", [str(old), str(other)])
    hr.click("main form button[type=submit]:visible")

    items = hr.locator("[data-file-list] > *")
    expect(items.filter(has_text="policy.doc")).to_contain_text("Open it in Word and save it as .docx.")
    expect(items.filter(has_text="policy.xyz")).to_contain_text("We cannot read this kind of file.")


def test_a_document_is_asked_on_its_own_page(hr):
    hr.goto(f"{hr.base}/hr/?q=&kind=guide")
    hr.locator("#document-rows a").first.click()

    hr.fill("#ask-document", "What is the deductible on the PPO 750?")
    hr.keyboard.press("Enter")

    panel = hr.locator("#panel-ask")
    expect(panel.locator(".answer")).to_contain_text("$750")
    expect(panel.locator(".passage").first).to_contain_text("2027 Benefits Guide")
    expect(hr.locator("#panel-usage")).to_contain_text("Shown once 5 employees have been answered from it")
    panel.locator(".answer a.cite").first.click()
    expect(panel.locator("#tried-source-1")).to_be_in_viewport()
    expect(panel.locator("#tried-source-1 .source-quote")).to_contain_text("$750")
    assert hr.faults == []


def test_a_search_is_answered_only_when_somebody_says_so(hr):
    hr.goto(f"{hr.base}/hr/search/")
    hr.fill("input[name=q]", "What is the deductible on the PPO 750?")
    hr.keyboard.press("Enter")

    panel = hr.locator("#panel-answer")
    expect(hr.locator(".results .passage").first).to_be_visible()
    expect(panel.locator(".answer")).to_have_count(0)
    panel.get_by_role("button", name="Show what is answered").click()

    expect(panel.locator(".answer").first).to_contain_text("$750")
    expect(panel.locator("[aria-busy]")).to_have_count(0)
    assert hr.faults == []


def test_the_coverage_map_leads_to_the_page_or_to_the_upload(hr):
    hr.goto(f"{hr.base}/hr/coverage/")
    expect(hr.locator("#coverage[hx-get]")).to_have_count(0, timeout=WORKING_MILLISECONDS)

    def row(subject):
        return hr.locator("#coverage tr", has=hr.get_by_role("rowheader", name=subject, exact=True))

    # Bluefin has a guide for 2027, and of 2026 the summaries of coverage alone.
    expect(row("Vision")).to_contain_text("Covered")
    expect(row("Vision")).to_contain_text("2027 Benefits Guide")
    hr.get_by_role("link", name="Plan year 2026").click()
    life = row("Life insurance")
    expect(life).to_contain_text("Missing")
    expect(row("Deductible").locator("td", has_text="Covered")).to_have_count(4)
    expect(row("Dental")).to_contain_text("Weak")

    life.get_by_role("link", name="Upload what says it").click()
    expect(hr.locator("#id_kind")).to_have_value("summary")
    expect(hr.locator("#id_plan_year")).to_have_value("2026")
    assert hr.faults == []


def test_search_is_measured_and_its_misses_shown(hr):
    hr.goto(f"{hr.base}/hr/evaluation/")

    hr.fill("#id_row-0-question", "What is the PPO 750 deductible in 2027?")
    hr.select_option("#id_row-0-document", "bluefin-benefits-faq.html")
    hr.fill("#id_row-0-page", "1")
    hr.click("main form button[type=submit]:visible")

    expect(hr.locator("#misses-title")).to_contain_text("1 miss", timeout=WORKING_MILLISECONDS)
    expect(hr.locator("tbody tr")).to_contain_text("bluefin-benefits-faq.html p. 1")
    assert hr.faults == []


@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_of_the_workbench_is_wider_than_the_screen(house, page_for, width):
    person = house.person("bluefin", "hr_admin")
    page = page_for(person, width=width)

    for path in ("/hr/", "/hr/coverage/", "/hr/evaluation/", "/hr/documents/upload/"):
        assert page.goto(f"{person.url}{path}").status == 200
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert overflow <= 0, f"{path} is {overflow}px too wide at {width}px"
