"""What every command waits for before it begins."""

import subprocess
import sys

from django.conf import settings

LOADED = """
import sys
import django
django.setup()
from django.core.management import load_command_class
load_command_class("platform_admin", "fleet").create_parser("manage.py", "fleet")
print(*sorted({"numpy", "chat.pipeline.answer", "knowledge.retrieval.search"} & set(sys.modules)))
"""


def test_a_command_that_answers_nothing_loads_neither_numbers_nor_what_answers():
    ran = subprocess.run(
        [sys.executable, "-c", LOADED], cwd=settings.ROOT, capture_output=True, text=True, check=True, timeout=120
    )

    assert ran.stdout.split() == []
