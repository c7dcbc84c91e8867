from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client as Browser
from django.utils import timezone

from accounts.audience import Audience
from accounts.invite import InvitationRefused, accept, invite, mail_invitation
from accounts.models import Invitation, User
from benefits.models import BenefitClass
from branding.models import Brand
from tenants.audit.models import AuditEvent
from tenants.context import tenant_scope

FIELDS = {"name": "Nora New", "password": "a-long-enough-passphrase"}
WANTED = {"email": "nora@acme.example", "name": "Nora", "role": "hr_editor", "class_code": "SAL", "language": "es"}
FACTS = {name: WANTED[name] for name in ("email", "name", "role", "language")}


@pytest.fixture
def owner(acme, make_person) -> User:
    with tenant_scope(acme):
        BenefitClass.objects.create(code="SAL", label="Salaried")
    return make_person(acme, "hr_admin", name="Olive Owner")


@pytest.fixture
def invited(acme, owner, browser_of, mailoutbox, link_in) -> str:
    """The path of an invitation that the owner has just sent."""
    browser_of(acme, owner).post("/accounts/people/invite/", WANTED)
    return link_in(mailoutbox[-1]).removeprefix("http://acme.localhost:8000")


def test_invitation_is_mailed_in_the_clients_name(acme, invited, mailoutbox):
    (message,) = mailoutbox

    assert message.to == ["nora@acme.example"]
    assert "Acme Corp" in message.subject
    assert "Olive Owner" in message.body
    assert f"http://acme.localhost:8000{invited}" in message.body


def test_invited_person_chooses_a_password_and_is_signed_in_with_the_promised_role(acme, invited, sign_in):
    browser = Browser(HTTP_HOST="acme.localhost")
    assert "nora@acme.example" in browser.get(invited).text
    browser.cookies["session"] = "planted-by-somebody-else"

    response = browser.post(invited, FIELDS)

    assert (response.status_code, response.headers["Location"]) == (302, "/hr/")
    assert browser.cookies["session"].value != "planted-by-somebody-else"
    assert "Su cuenta está lista" in browser.get("/hr/").text
    assert browser.cookies["language"].value == "es"
    assert sign_in(acme, "nora@acme.example", FIELDS["password"]).headers["Location"] == "/hr/"
    with tenant_scope(acme):
        person = User.objects.get(email="nora@acme.example")
        assert (person.name, person.role, person.class_code, person.language) == ("Nora New", "hr_editor", "SAL", "es")


def test_whoever_was_signed_in_in_this_browser_no_longer_is(acme, owner, invited, browser_of):
    browser = browser_of(acme, owner)
    before = browser.cookies["session"].value

    browser.post(invited, FIELDS)

    with tenant_scope(acme):
        assert not Session.objects.filter(pk=before).exists()
        signed_in = Session.objects.get(pk=browser.cookies["session"].value).get_decoded()["_auth_user_id"]
        assert signed_in == str(User.objects.get(email="nora@acme.example").pk)


def test_account_that_was_not_made_signs_nobody_in(acme, invited):
    browser = Browser(HTTP_HOST="acme.localhost")

    browser.post(invited, {**FIELDS, "password": "short"})

    assert browser.get("/").headers["Location"].startswith("/accounts/login/")


def test_an_address_that_tries_more_invitations_in_a_minute_than_an_office_is_refused(acme, invited):
    browser = Browser(HTTP_HOST="acme.localhost")

    statuses = [browser.post(f"{invited[:-1]}-{number}/", FIELDS).status_code for number in range(121)]

    assert statuses == [*[410] * 120, 429]


def test_role_and_address_cannot_be_chosen_by_whoever_accepts(acme, invited):
    more = {**FIELDS, "role": "hr_admin", "email": "evil@acme.example", "is_active": "1", "class_code": "EXEC"}

    Browser(HTTP_HOST="acme.localhost").post(invited, more)

    with tenant_scope(acme):
        person = User.objects.get(email="nora@acme.example")
        assert (person.role, person.class_code) == ("hr_editor", "SAL")
        assert not User.objects.filter(email="evil@acme.example").exists()


def test_invitation_works_once(acme, invited):
    Browser(HTTP_HOST="acme.localhost").post(invited, FIELDS)

    again = Browser(HTTP_HOST="acme.localhost").post(invited, {**FIELDS, "password": "somebody-elses-passphrase"})

    assert again.status_code == 410
    assert "no longer" in again.text
    with tenant_scope(acme):
        assert User.objects.get(email="nora@acme.example").check_password(FIELDS["password"])


def test_second_of_two_clicks_at_the_same_moment_finds_it_used(acme, invited):
    with tenant_scope(acme):
        first, second = Invitation.objects.get(), Invitation.objects.get()
        accept(first, **FIELDS, now=timezone.now())
        with pytest.raises(InvitationRefused, match="has just been used"):
            accept(second, **FIELDS, now=timezone.now())
        assert User.objects.filter(email="nora@acme.example").count() == 1


def test_expired_invitation_is_refused(acme, invited):
    with tenant_scope(acme):
        Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert Browser(HTTP_HOST="acme.localhost").get(invited).status_code == 410


def test_revoked_invitation_is_refused(acme, owner, invited, browser_of):
    with tenant_scope(acme):
        pk = Invitation.objects.get().pk

    browser_of(acme, owner).post(f"/accounts/invitations/{pk}/revoke/")

    assert Browser(HTTP_HOST="acme.localhost").get(invited).status_code == 410
    with tenant_scope(acme):
        assert AuditEvent.objects.filter(action="invitation.revoked", actor_id=owner.pk).exists()


def test_newer_invitation_replaces_the_older(acme, owner, invited, browser_of, mailoutbox, link_in):
    browser_of(acme, owner).post("/accounts/people/invite/", {**WANTED, "role": "employee"})
    newer = link_in(mailoutbox[-1]).removeprefix("http://acme.localhost:8000")

    assert Browser(HTTP_HOST="acme.localhost").get(invited).status_code == 410
    assert Browser(HTTP_HOST="acme.localhost").get(newer).status_code == 200


def test_invitation_of_one_client_does_not_exist_at_another(acme, globex, invited):
    assert Browser(HTTP_HOST="acme.localhost").get(invited).status_code == 200

    assert Browser(HTTP_HOST="globex.localhost").get(invited).status_code == 410
    assert Browser(HTTP_HOST="globex.localhost").post(invited, FIELDS).status_code == 410


def test_key_is_kept_as_a_hash_only(acme, invited):
    key = invited.rstrip("/").split("/")[-1]

    with tenant_scope(acme):
        invitation = Invitation.objects.get()
        assert key not in "".join(str(value) for value in vars(invitation).values())


def test_person_with_an_account_is_not_invited(acme, owner, browser_of, make_person, mailoutbox):
    make_person(acme, email="nora@acme.example")

    response = browser_of(acme, owner).post("/accounts/people/invite/", {**WANTED, "email": "Nora@Acme.example"})

    assert response.status_code == 422
    assert "already has an account" in response.text
    assert mailoutbox == []


def test_address_that_no_mail_reaches_is_not_invited(acme, owner, browser_of, mailoutbox):
    taken = f"API@{acme.schema_name.replace('_', '-')}.Invalid"

    response = browser_of(acme, owner).post("/accounts/people/invite/", {**WANTED, "email": taken})

    assert response.status_code == 422
    assert "No mail can be delivered to this address." in response.text
    with tenant_scope(acme):
        assert Invitation.objects.count() == 0
    assert mailoutbox == []


def test_invitation_that_was_overtaken_by_an_account_is_refused_with_a_sentence(acme, invited, make_person):
    make_person(acme, email="nora@acme.example")

    response = Browser(HTTP_HOST="acme.localhost").post(invited, FIELDS)

    assert response.status_code == 410
    assert "nora@acme.example ya tiene una cuenta" in response.text  # in the language Nora is invited in


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("password", "short"),
        ("password", "1234567890"),
        ("password", ""),
        ("name", ""),
        ("password", "nora@acme.example"),
    ],
)
def test_weak_password_or_missing_name_keeps_the_invitation_open(acme, invited, field, value):
    response = Browser(HTTP_HOST="acme.localhost").post(invited, {**FIELDS, field: value})

    assert response.status_code in (200, 422)
    assert "field-error" in response.text
    with tenant_scope(acme):
        assert Invitation.objects.open(timezone.now()).count() == 1


@pytest.mark.parametrize("role", ["operator", "service", "", "root"])
def test_nobody_is_invited_to_a_role_a_client_does_not_have(acme, owner, browser_of, mailoutbox, role):
    response = browser_of(acme, owner).post("/accounts/people/invite/", {**WANTED, "role": role})

    assert response.status_code == 422
    assert mailoutbox == []


def test_mail_server_that_is_down_is_said_and_inviting_again_works(acme, owner, browser_of, monkeypatch, mailoutbox):
    def down(*args: object, **kwargs: object) -> None:
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr("accounts.invite_views.mail_invitation", down)
        response = browser_of(acme, owner).post("/accounts/people/invite/", WANTED, follow=True)
    assert "could not be sent" in response.text

    browser_of(acme, owner).post("/accounts/people/invite/", WANTED)

    assert len(mailoutbox) == 1


def test_owner_of_invitation_may_be_gone(acme, make_person):
    with tenant_scope(acme):
        invitation, _ = invite(**FACTS, invited_by=None, now=timezone.now())
        assert invitation.invited_by is None


def test_class_is_a_choice_among_the_clients_own_and_nothing_else(acme, owner, browser_of, mailoutbox):
    browser = browser_of(acme, owner)
    assert '<option value="SAL">Salaried</option>' in browser.get("/accounts/people/invite/").text

    refused = browser.post("/accounts/people/invite/", {**WANTED, "class_code": "EXEC"})

    assert refused.status_code == 422
    assert "EXEC is not one of the available choices." in refused.text
    assert mailoutbox == []


def test_class_removed_while_the_form_was_open_is_given_to_nobody(in_acme):
    with pytest.raises(InvitationRefused, match="There is no class SAL any more"):
        invite(**FACTS, audience=Audience("SAL", "", ""), invited_by=None, now=timezone.now())
    assert Invitation.objects.count() == 0


def test_invitation_sent_again_works_anew_and_the_link_before_does_not(
    acme, owner, invited, browser_of, mailoutbox, link_in
):
    with tenant_scope(acme):
        Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
        pk = Invitation.objects.get().pk
    browser = browser_of(acme, owner)
    assert "Too old" in browser.get("/accounts/people/").text

    browser.post(f"/accounts/invitations/{pk}/resend/")

    newer = link_in(mailoutbox[-1]).removeprefix("http://acme.localhost:8000")
    visitor = Browser(HTTP_HOST="acme.localhost")
    assert (visitor.get(invited).status_code, visitor.get(newer).status_code) == (410, 200)
    with tenant_scope(acme):
        again = Invitation.objects.pending().get()
        assert (again.role, again.class_code, again.language) == ("hr_editor", "SAL", "es")
    assert "Too old" not in browser.get("/accounts/people/").text
    assert browser.post(f"/accounts/invitations/{pk}/resend/").status_code == 404


def test_invitation_that_is_too_old_can_be_withdrawn_too(acme, owner, invited, browser_of):
    with tenant_scope(acme):
        Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
        pk = Invitation.objects.get().pk
    assert "nora@acme.example" in browser_of(acme, owner).get("/accounts/people/").text

    browser_of(acme, owner).post(f"/accounts/invitations/{pk}/revoke/")

    assert "nora@acme.example" not in browser_of(acme, owner).get("/accounts/people/").text


def mail_for(client, mailoutbox, **facts) -> str:
    with tenant_scope(client):
        wanted = {"email": "nora@acme.example", "name": "Nora", "role": "employee", "invited_by": None, **facts}
        invitation, key = invite(**wanted, now=timezone.now())
        mail_invitation(invitation, key, client=client)
    message = mailoutbox[-1]
    assert "<p " in message.alternatives[0].content
    return message.body + message.alternatives[0].content


def test_mail_says_what_the_invited_person_is_there_for(acme, owner, mailoutbox):
    by_operator = mail_for(acme, mailoutbox, role="hr_admin")
    by_colleague = mail_for(acme, mailoutbox, role="hr_editor", invited_by=owner)
    employee = mail_for(acme, mailoutbox, invited_by=owner)

    assert by_operator.count("is ready for you to set up, as the HR admin of Acme Corp.") == 2
    assert "your HR team" not in by_operator
    assert by_colleague.count("You will keep the documents") == 2
    assert "There you can ask" not in by_colleague
    assert employee.count("There you can ask about your health plan") == 2
    assert "HR cannot read what you ask." in employee


def test_mail_is_in_the_clients_brand_whoever_sends_it(acme, mailoutbox):
    with tenant_scope(acme):
        Brand.objects.create(product_name="Ask Acme", help_email="help@acme.example")

    mail = mail_for(acme, mailoutbox)

    assert "Ask Acme" in mail
    assert "help@acme.example" in mail
