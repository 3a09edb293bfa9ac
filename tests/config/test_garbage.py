"""Nobody waits while a web process looks for garbage among what it has loaded."""

import json
import subprocess
import sys

from tests.services.programs import ROOT

A_WEB_PROCESS = """
import gc, json, sys
import config.wsgi
views = [name for name in sys.modules if name.startswith(("foirequests.views.", "responses.views."))]
left = len(gc.get_objects())
print(json.dumps({"views": len(views), "set aside": gc.get_freeze_count(), "left": left}))
"""


def test_a_web_process_sets_aside_what_it_has_loaded_before_the_first_page(tmp_path):
    settings = {"ENV_FILE": "/dev/null", "DEBUG": "1", "VAR_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", A_WEB_PROCESS], cwd=ROOT, env=settings, capture_output=True, text=True, check=True
    )
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["views"] > 50
    assert found["set aside"] > 100_000
    assert found["left"] < 1_000
