"""Nothing but the one layer reads what was released, and nothing but what releases it reads what was counted."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.tenants.test_lint import FOLDERS

# Who may name these tables: "analytics/query" reads figures; what counts and releases, the rest.
READERS = {
    r"\bReleasedFigure\b|analytics_releasedfigure": ("analytics/query/", "analytics/release/", "analytics/models/"),
    r"\b(Rollup|PersonNumber)\b|analytics_(rollup|personnumber)\b": (
        "analytics/release/",
        "analytics/rollups/",
        "analytics/models/",
        "analytics/insights/count.py",  # counts what questions are about
    ),
}
# The demonstration's figures are written here, of nobody; backups carry tables whole, sealed; templates never query.
ALSO = ("platform_admin/seed_insights.py", "platform_admin/backup/tables.py", "analytics/migrations/")


def sources() -> list[Path]:
    folders = [settings.ROOT / folder for folder in (*FOLDERS, "tenants", "templates")]
    return sorted(path for folder in folders for path in folder.rglob("*.*") if path.suffix in (".py", ".html"))


def strangers(path: str, text: str) -> list[str]:
    """Return what this file names without being one that may."""
    return [
        pattern
        for pattern, readers in READERS.items()
        if re.search(pattern, text) and not path.startswith((*readers, *ALSO))
    ]


def test_figures_are_read_by_the_one_layer_alone():
    found = [
        f"{path.relative_to(settings.ROOT)}: {pattern}"
        for path in sources()
        for pattern in strangers(str(path.relative_to(settings.ROOT)), path.read_text())
    ]

    assert found == []


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("analytics/pages/views.py", "rows = ReleasedFigure.objects.all()"),
        ("analytics/query/figures.py", "Rollup.objects.filter(grain='d')"),
        ("chat/digest.py", "cursor.execute('SELECT * FROM analytics_releasedfigure')"),
        ("platform_admin/figures/collect.py", "apps.get_model('analytics', 'Rollup')"),
    ],
)
def test_whoever_reads_them_besides_is_found(path, line):
    assert len(strangers(path, line)) == 1
