# SPDX-License-Identifier: MIT
"""How the template tests reach the engine: tests/template_batch_driver.c, many cases in one call.

A case is a dict: template, data (top-level keys are the globals), and perhaps name ("page.html") and layouts (name →
text). The answer is {"output": …} or {"errors": ["line:column: code", …], "messages": […], "hints": […]}.
"""
import json
import subprocess
import tempfile
from pathlib import Path


def render_all(driver, cases, timeout=300):
    """The answers in the order of the cases. A driver that dies is an exception with what it printed."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cases.json"
        path.write_text(json.dumps(cases))
        done = subprocess.run([str(driver), str(path)], stdin=subprocess.DEVNULL, capture_output=True,
                              timeout=timeout)
    if done.returncode != 0:
        raise RuntimeError(f"{driver}: exit code {done.returncode}\n{done.stderr.decode(errors='replace')[-3000:]}")
    answers = json.loads(done.stdout.decode())
    if len(answers) != len(cases):
        raise RuntimeError(f"{driver}: {len(answers)} answers to {len(cases)} cases")
    return answers


def shown(answer):
    if "output" in answer:
        return answer["output"]
    return "errors: " + "; ".join(answer["errors"]) + "\n" + "\n".join(answer.get("messages", []))
