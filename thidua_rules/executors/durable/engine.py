"""The guarded use of durable-rules: one ruleset of positive rules over string facts, one short session at a time.

The C module is driven directly, so that no timer thread ever runs an action. It is trusted with equality joins on
strings only, and what it was told is read back after each run; anything unexpected raises `DurableFault`.
"""

import json
import weakref
from collections.abc import Mapping, Sequence
from types import ModuleType
from typing import Any, NamedTuple

from attrs import frozen

from thidua_rules.diagnostics import Diagnostic, ThiduaError, UsageError

SESSION = "session"


class DurableFault(ThiduaError):
    """durable-rules did not do what it was asked; no answer of it was used."""


def fault(what: object) -> DurableFault:
    """The error that names what went wrong."""
    return DurableFault([Diagnostic("USE-31", arguments={"what": str(what)})])


def module() -> ModuleType:
    """The C module of durable-rules, imported when first asked for; UsageError where the extra is not installed."""
    try:
        import durable_rules_engine
    except ImportError as error:
        raise UsageError([Diagnostic("USE-30", arguments={"why": str(error)})]) from error
    return durable_rules_engine  # type: ignore[no-any-return]


class Atom(NamedTuple):
    """A fact of a session: of subject `who`, the outcome `what` of proposition `node` is excluded.

    With `of`, it is a reference instead: `node` leads from `who` to `of`.
    """

    node: str
    who: str
    what: str = ""
    of: str = ""


@frozen
class Premise:
    """A pattern: an exclusion of any subject, or of the subject that the first premise found under `same`."""

    node: str
    what: str = ""
    same: str = "who"


@frozen
class PositiveRule:
    """When all premises hold, `what` of `node` is excluded for the subject of the first."""

    premises: tuple[Premise, ...]
    node: str
    what: str


def definition(rules: Sequence[PositiveRule]) -> dict[str, Any]:
    """The rules as durable-rules takes them, with two that match any fact so that none is left unhandled."""
    made: dict[str, Any] = {
        "seen0": {"all": [{"c0": {"kind": "excluded"}}]},
        "seen1": {"all": [{"c0": {"kind": "reference"}}]},
    }
    for number, rule in enumerate(rules):
        patterns = []
        for place, premise in enumerate(rule.premises):
            tests: list[dict[str, Any]] = [{"node": premise.node}]
            if premise.what:
                tests.append({"what": premise.what})
            if place:
                tests.append({"who": {"c0": premise.same}})
            patterns.append({f"c{place}": {"$and": tests} if len(tests) > 1 else tests[0]})
        made[f"r{number:05d}"] = {"all": patterns}
    return made


class Rules:
    """A ruleset registered with the engine, for one thread. It is forgotten with this object, or after a fault."""

    def __init__(self, name: str, rules: Sequence[PositiveRule]) -> None:
        self._engine = module()
        self._conclusions: Mapping[str, tuple[str, str]] = {
            f"r{number:05d}": (rule.node, rule.what) for number, rule in enumerate(rules)
        }
        self._handle = self._engine.create_ruleset(name, json.dumps(definition(rules)))
        self._fired = False
        closing = weakref.finalize(self, self._engine.delete_ruleset, self._handle)
        closing.atexit = False
        # a session that fires once, before any that matters: the engine's memory of a fresh ruleset is not set
        self.run([Atom("warm-up", "k0", "0")])

    def run(self, atoms: Sequence[Atom]) -> set[Atom]:
        """All that follows from these facts, they included. Facts must be distinct; none is no session at all."""
        if not atoms:
            return set()
        self._fired = False
        try:
            return self._session(atoms)
        except ThiduaError:
            raise
        except Exception as error:
            raise fault(error) from error
        finally:
            # deleting a session in which nothing fired crashes the process
            if self._fired:
                self._engine.delete_state(self._handle, SESSION)

    def _session(self, atoms: Sequence[Atom]) -> set[Atom]:
        told = {f"m{number:08d}": atom for number, atom in enumerate(atoms)}
        held = set(atoms)
        if len(held) != len(told):
            raise fault("a fact twice")
        code, state = self._engine.assert_facts(self._handle, json.dumps([_fact(*each) for each in told.items()]))
        if code != 0:
            raise fault(f"assert_facts: {code}")
        handled: set[str] = set()
        started = self._engine.start_action_for_state(self._handle, state)
        message = None if started is None else started[1]
        while message:
            self._fired = True
            ((rule, found),) = json.loads(message).items()
            if rule in self._conclusions:
                node, what = self._conclusions[rule]
                atom = Atom(node, found["c0"]["who"], what)
                if atom not in held:
                    held.add(atom)
                    key = f"m{len(told):08d}"
                    told[key] = atom
                    code, _ = self._engine.assert_fact(self._handle, json.dumps(_fact(key, atom)))
                    if code != 0:
                        raise fault(f"assert_fact: {code}")
            else:
                handled.add(found["c0"]["id"])
            message = self._engine.complete_and_start_action(self._handle, state)
        if handled != told.keys():
            raise fault(f"{len(told)} facts, {len(handled)} handled")
        self._read_back(told)
        return held

    def _read_back(self, told: Mapping[str, Atom]) -> None:
        facts = json.loads(self._engine.get_facts(self._handle, SESSION))
        read = {each["id"]: _atom(each) for each in facts}
        if len(facts) != len(told) or read != told:
            raise fault(f"{len(told)} facts, {len(facts)} read back")


def _fact(key: str, atom: Atom) -> dict[str, str]:
    fact = {"id": key, "sid": SESSION, "node": atom.node, "who": atom.who}
    if atom.of:
        return {**fact, "kind": "reference", "of": atom.of}
    return {**fact, "kind": "excluded", "what": atom.what}


def _atom(fact: Mapping[str, str]) -> Atom:
    return Atom(fact["node"], fact["who"], fact.get("what", ""), fact.get("of", ""))
