"""`python -m thidua_rules`: the `thidua` command where scripts are not on the path."""

from thidua_rules.cli import main

if __name__ == "__main__":
    main()
