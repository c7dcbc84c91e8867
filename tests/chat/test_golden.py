"""The golden questions, asked of the demo companies as `bin/up` brings them in, by the command that measures answers,
without a language model.
"""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from platform_admin.demo.golden import golden_questions
from platform_admin.demo.numbers import COMPANIES
from tests.chat.golden_lines import SPANISH, golden_lines, name_of, price_lines, spanish_lines
from tests.house import ROOT, House

PRICE_YEARS = {"juniper": "2027", "cedarmain": "2026-27"}
LINES = {
    company.subdomain: [
        *golden_lines(company.subdomain),
        *spanish_lines(company.subdomain),
        *price_lines(company.subdomain, PRICE_YEARS.get(company.subdomain, "")),
    ]
    for company in COMPANIES
}
NAMES = [str(line["name"]) for lines in LINES.values() for line in lines]


@pytest.fixture(scope="module")
def failures(house: House, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict]:
    """What the command says of all questions whose answers are not what they must be, by name."""
    room = tmp_path_factory.mktemp("golden")
    with ThreadPoolExecutor(2) as pool:
        told = pool.map(lambda subdomain: _evaluate(house, subdomain, room), LINES)
    return {failure["name"]: failure for report in told for failure in report["failures"]}


def _evaluate(house: House, subdomain: str, room: Path) -> dict:
    questions, out = room / f"{subdomain}.jsonl", room / f"{subdomain}.json"
    questions.write_text("\n".join(map(json.dumps, LINES[subdomain])))
    arguments = ["--client", subdomain, "--questions", str(questions), "--json", str(out)]
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "bin/start.py", "manage", "evaluate_answers", *arguments],
        cwd=ROOT,
        env={**kept, "DATA_DIR": str(house.folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    report = json.loads(out.read_text())
    assert report["asked"] == len(LINES[subdomain])
    return report


@pytest.mark.parametrize("name", NAMES)
def test_a_golden_question_is_answered_as_it_must_be(failures, name):
    assert failures.get(name) is None


def test_every_golden_question_is_asked_and_ten_of_them_in_spanish():
    names = [name_of(question) for question in golden_questions()]

    assert len(names) == 42
    assert set(names) <= set(NAMES)
    assert len(set(NAMES)) == len(NAMES)
    assert len(SPANISH) >= 10
