"""The black-box suite. Every test starts what it needs and stops it again."""
import inspect
import os
import sys
import time
import traceback

import tests_commands
import tests_faults
import tests_judging
import tests_review
import tests_rules
import tests_seed
import tests_tasks

MODULES = (
    tests_commands, tests_rules, tests_judging, tests_seed, tests_tasks, tests_review, tests_faults)


def main(binary, wanted):
    passed = failed = 0
    for module in MODULES:
        for name, test in inspect.getmembers(module, inspect.isfunction):
            if not name.startswith("test_") or (wanted and name not in wanted):
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
