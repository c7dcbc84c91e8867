from django.core.files.base import ContentFile
from django.test import Client as Browser

from branding.models import Brand
from tenants.context import tenant_scope


def test_anyone_on_the_host_learns_whose_it_is(acme):
    with tenant_scope(acme):
        brand = Brand.objects.create(product_name="Acme Answers", primary_colour="#1d5c4b", secondary_colour="#b4632d")
        brand.logo.save("logo.png", ContentFile(b"a picture"))

    answer = Browser(HTTP_HOST="acme.localhost").get("/api/v1/tenant")

    assert answer.status_code == 200
    assert answer.json() == {
        "id": str(acme.id),
        "name": "Acme Corp",
        "subdomain": "acme",
        "tier": "starter",
        "branding": {
            "product_name": "Acme Answers",
            "logo_url": f"/brand/{brand.version()}/logo.png",
            "primary_colour": "#1d5c4b",
            "secondary_colour": "#b4632d",
        },
    }


def test_client_without_a_brand_has_its_name(globex):
    answer = Browser(HTTP_HOST="globex.localhost").get("/api/v1/tenant").json()

    assert answer["branding"] == {
        "product_name": "Globex Corp",
        "logo_url": "",
        "primary_colour": "",
        "secondary_colour": "",
    }


def test_platform_has_no_such_address(db):
    assert Browser(HTTP_HOST="localhost").get("/api/v1/tenant").status_code == 404
