"""Runs every test_* of tests_page.py, each with a gateway and a browser of its own."""
import inspect
import os
import sys
import time
import traceback

import tests_page


def main(binary, wanted):
    passed = failed = 0
    tests = [(name, test) for name, test in inspect.getmembers(tests_page, inspect.isfunction)
             if name.startswith("test_") and (not wanted or name in wanted)]
    for name, test in tests:
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
