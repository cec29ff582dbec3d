"""Runs the shell commands of the documentation, each page against a gateway of its own.

A block is run when `<!-- run -->` stands on the line before it; a page's blocks run in order, in one
folder, and the first command that fails fails the page.

Usage: Tests/Docs/run.py BINARY [PAGE…]
"""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "Tests", "Journey"))
from harness import ADMIN, Fake, Gate  # noqa: E402

BLOCK = re.compile(r"^<!-- run -->\n```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SECONDS = 60


def blocks(page):
    """Each block of a page that is to be run, with the line it begins at."""
    with open(page, encoding="utf-8") as file:
        text = file.read()
    marks = text.count("<!-- run -->")
    found = [(text.count("\n", 0, match.start(1)) + 1, match.group(1)) for match in BLOCK.finditer(text)]
    assert len(found) == marks, f"{page}: a <!-- run --> stands before no block of sh"
    return found


def run(binary, page):
    """The number of blocks that were run."""
    commands = blocks(page)
    if not commands:
        return 0
    folder = tempfile.mkdtemp(prefix="promptgate-docs-")
    shutil.copytree(os.path.join(ROOT, "rules"), os.path.join(folder, "rules"))
    shutil.copy(os.path.join(ROOT, "banned_words.txt"), folder)
    tools = os.path.join(folder, "bin")
    os.mkdir(tools)
    os.symlink(binary, os.path.join(tools, "promptgate"))
    fake = Fake(binary)
    gate = Gate(binary, fake, folder=folder)
    data = os.path.join(folder, "data")
    try:
        environment = dict(
            os.environ, G=f"http://127.0.0.1:{gate.port}", A=f"Authorization: Bearer {ADMIN}",
            J="Content-Type: application/json", DATA=data, PROMPTGATE_DATA_DIR=data,
            PATH=tools + os.pathsep + os.environ["PATH"])
        for line, command in commands:
            done = subprocess.run(
                ["bash", "-euo", "pipefail", "-c", command], cwd=folder, env=environment,
                stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS)
            if done.returncode != 0:
                raise AssertionError(
                    f"{page}:{line}: exit code {done.returncode}\n{command}\n"
                    + (done.stdout + done.stderr).decode(errors="replace")[-3000:])
    finally:
        gate.stop()
        fake.stop()
        shutil.rmtree(folder, ignore_errors=True)
    return len(commands)


def main(binary, pages):
    total = failed = 0
    os.chdir(ROOT)
    for page in pages or ["README.md", *sorted(glob.glob("docs/**/*.md", recursive=True))]:
        try:
            count = run(binary, page)
        except AssertionError as error:
            failed += 1
            print(f"FAILED {error}", flush=True)
            continue
        total += count
        if count:
            print(f"ok     {page} ({count} blocks)", flush=True)
    print(f"{total} blocks ran, {failed} pages failed")
    return 1 if failed or not total else 0


if __name__ == "__main__":
    sys.exit(main(os.path.abspath(sys.argv[1]), sys.argv[2:]))
