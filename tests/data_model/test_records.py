"""Our data classes beside those of the standard library: whatever is asked of them, both answer alike."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model import records

SOURCE = """
@dataclass(frozen=True, slots=True)
class Fixed:
    "A frozen one."
    a: int
    b: str = "b"
    c: tuple[int, ...] = ()
    d: dict = field(default_factory=dict, compare=False, repr=False)

    @property
    def twice(self):
        return 2 * self.a

@dataclass(slots=True)
class Open:
    "One that changes."
    a: int
    b: list = field(default_factory=list)

@dataclass(frozen=True, slots=True)
class One:
    a: str

@dataclass(frozen=True, slots=True)
class Own:
    a: str

    def __eq__(self, other):
        return True

    def __repr__(self):
        return "own"

@dataclass(frozen=True, slots=True)
class Empty:
    pass
"""


def made(module: ModuleType) -> dict[str, Any]:
    """The classes of SOURCE, made by a module."""
    space = {"dataclass": module.dataclass, "field": module.field, "__name__": __name__}
    exec(SOURCE, space)
    return space


OURS, THEIRS = made(records), made(dataclasses)
VALUES = st.one_of(st.integers(-2, 2), st.text(max_size=2), st.none())
Fixed = OURS["Fixed"]  # where pickle finds it
Open = OURS["Open"]


@given(VALUES, VALUES, st.lists(VALUES, max_size=1), VALUES, VALUES)
def test_equality_hash_and_text_are_those_of_dataclasses(a: Any, b: Any, rest: list[Any], c: Any, d: Any) -> None:
    for name, arguments, others in (
        ("Fixed", (a, b, *map(repr, rest)), (c, d)), ("Open", (a,), (c,)), ("One", (a,), (c,)), ("Own", (a,), (c,)), ("Empty", (), ()),
    ):  # fmt: skip
        one, other = OURS[name](*arguments), OURS[name](*others)
        same, second = THEIRS[name](*arguments), THEIRS[name](*others)
        assert (one == other) is (same == second)
        assert (one != other) is (same != second)
        assert repr(one) == repr(same)
        assert one != same or name == "Own"
        if type(same).__hash__ is None:
            assert type(one).__hash__ is None
        else:
            assert hash(one) == hash(OURS[name](*arguments))


@given(VALUES, VALUES, VALUES)
def test_replace_copy_and_pickle(a: Any, b: Any, c: Any) -> None:
    for name in ("Fixed", "Open"):
        one = OURS[name](a, b=b)
        changed = records.replace(one, a=c)
        assert dataclasses.asdict(changed) == dataclasses.asdict(dataclasses.replace(THEIRS[name](a, b=b), a=c))
        assert dataclasses.replace(one, a=c) == changed
        assert copy.copy(one) == copy.deepcopy(one) == pickle.loads(pickle.dumps(one)) == one


def test_what_is_asked_of_the_class_is_answered_as_dataclasses_do() -> None:
    for name in ("Fixed", "Open", "One", "Empty"):
        ours, theirs = OURS[name], THEIRS[name]
        assert dataclasses.is_dataclass(ours)
        assert [f.name for f in dataclasses.fields(ours)] == [f.name for f in dataclasses.fields(theirs)]
        assert ours.__match_args__ == theirs.__match_args__
        assert ours.__slots__ == theirs.__slots__
        assert (ours.__doc__ or "") in ("", theirs.__doc__)
        assert ours.__qualname__ == theirs.__qualname__
        assert not hasattr(ours.__new__(ours), "__dict__")
    assert OURS["Fixed"](2).twice == 4
    assert OURS["Open"](1).b is not OURS["Open"](1).b


@pytest.mark.parametrize("module", [OURS, THEIRS], ids=["ours", "theirs"])
def test_what_is_frozen_stays(module: dict[str, Any]) -> None:
    fixed, changing = module["Fixed"](1), module["Open"](1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        fixed.a = 2
    with pytest.raises(dataclasses.FrozenInstanceError):
        del fixed.a
    changing.a = 3
    assert (fixed.a, changing.a) == (1, 3)
    with pytest.raises(AttributeError):
        changing.other = 1


@pytest.mark.parametrize("module", [OURS, THEIRS], ids=["ours", "theirs"])
@pytest.mark.parametrize("arguments", [{}, {"a": 1, "x": 2}, {"b": 1}], ids=str)
def test_wrong_arguments_are_errors(module: dict[str, Any], arguments: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        module["Fixed"](**arguments)
    with pytest.raises(TypeError):
        (records if module is OURS else dataclasses).replace(module["Fixed"](1), x=2)
