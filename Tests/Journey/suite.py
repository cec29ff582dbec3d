"""The black-box suite. Every test starts what it needs and stops it again."""
import glob
import importlib
import inspect
import os
import sys
import time
import traceback

from harness import Process

LOG_TAIL = 4_000  # bytes of each program's log that a failure quotes: some thirty lines


def modules():
    """Every tests_*.py beside this file."""
    here = os.path.dirname(os.path.abspath(__file__))
    names = sorted(glob.glob(os.path.join(here, "tests_*.py")))
    return [importlib.import_module(os.path.basename(name)[:-3]) for name in names]


def quote_logs():
    """The end of what each program of the failed test said on standard error."""
    for log in filter(os.path.exists, Process.logs):
        with open(log, "rb") as file:
            file.seek(max(0, os.path.getsize(log) - LOG_TAIL))
            said = file.read().decode(errors="replace")
        print(f"--- the end of {log}\n{said.strip()}\n---", file=sys.stderr, flush=True)


def main(binary, wanted):
    passed = failed = 0
    for module in modules():
        for name, test in inspect.getmembers(module, inspect.isfunction):
            if not name.startswith("test_") or test.__module__ != module.__name__:
                continue
            if wanted and not {name, module.__name__} & set(wanted):
                continue
            if not wanted and getattr(module, "ALONE", False):
                continue
            begin = time.monotonic()
            Process.logs.clear()
            try:
                test(binary)
            except Exception:
                failed += 1
                print(f"FAILED {name}", flush=True)
                traceback.print_exc()
                quote_logs()
            else:
                passed += 1
                print(f"ok     {name} ({time.monotonic() - begin:.1f} s)", flush=True)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(os.path.abspath(sys.argv[1]), sys.argv[2:]))
