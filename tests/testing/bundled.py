"""The vocabulary of the bundled ruleset, for strategies that must work with any."""

from thidua_rules.api import load

VOCABULARY = load("btnmt/2021").model.vocabulary
