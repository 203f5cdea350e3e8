"""Without the solver only the test that says so is collected here."""

import importlib.util

collect_ignore_glob = [] if importlib.util.find_spec("z3") is not None else ["test_[!e]*.py"]
