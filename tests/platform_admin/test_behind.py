from tenants.fleet import record
from tenants.fleet.bring import note_as_it_is
from tenants.models import Client
from tests.tenants.fleet_cases import forget_chat


def test_board_names_clients_that_are_behind_and_why(acme, globex, portal):
    forget_chat(acme.schema_name)
    record.note_failure(acme.schema_name, (), "ProgrammingError: relation exists")

    board = portal.get("/platform-admin/clients/").text

    told = "Acme Corp lacks migrations of this version: the people there see a maintenance page, and tasks wait."
    assert told in board
    assert "The last try failed: ProgrammingError: relation exists" in board
    assert board.count("Not up to date") == 2
    page = portal.get(f"/platform-admin/clients/{acme.id}/")
    assert page.status_code == 200
    assert told in page.text
    assert "Not up to date" not in portal.get(f"/platform-admin/clients/{globex.id}/").text


def test_board_tells_nothing_when_all_are_up_to_date(acme, globex, portal):
    for client in Client.objects.all():
        note_as_it_is(client.schema_name)

    overview = portal.get("/platform-admin/").text
    assert "Not up to date" not in overview
    assert "Nothing is wrong at any client." in overview


def test_overview_does_not_call_everything_well_below_a_client_that_is_behind(acme, portal):
    forget_chat(acme.schema_name)
    record.note_failure(acme.schema_name, (), "ProgrammingError: relation exists")

    overview = portal.get("/platform-admin/").text

    assert "Not up to date" in overview
    assert "as it should be" not in overview
    assert "Nothing besides what stands above." in overview
