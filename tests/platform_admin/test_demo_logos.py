import io

import pytest
from PIL import Image

from platform_admin.demo.logos import DEMO_LOGOS, logo_png
from platform_admin.demo.numbers import COMPANIES


@pytest.mark.parametrize("subdomain", sorted(DEMO_LOGOS))
def test_a_demo_logo_is_a_transparent_png_512_pixels_wide(subdomain: str) -> None:
    image = Image.open(io.BytesIO(logo_png(subdomain)))

    assert (image.format, image.mode, image.width) == ("PNG", "RGBA", 512)
    assert image.getpixel((0, 0))[3] == 0
    assert image.getextrema()[3] == (0, 255)


def test_every_demo_company_has_a_logo_of_its_own() -> None:
    drawn = {subdomain: logo_png(subdomain) for subdomain in DEMO_LOGOS}

    assert set(drawn) == {company.subdomain for company in COMPANIES}
    assert len(set(drawn.values())) == len(drawn)
