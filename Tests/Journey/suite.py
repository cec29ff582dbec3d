"""The black-box suite. Every test starts what it needs and stops it again."""
import glob
import importlib
import inspect
import os
import sys
import time
import traceback


def modules():
    """Every tests_*.py beside this file."""
    here = os.path.dirname(os.path.abspath(__file__))
    names = sorted(glob.glob(os.path.join(here, "tests_*.py")))
    return [importlib.import_module(os.path.basename(name)[:-3]) for name in names]


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
            try:
                test(binary)
            except Exception:
                failed += 1
                print(f"FAILED {name}", flush=True)
                traceback.print_exc()
            else:
                passed += 1
                print(f"ok     {name} ({time.monotonic() - begin:.1f} s)", flush=True)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(os.path.abspath(sys.argv[1]), sys.argv[2:]))
