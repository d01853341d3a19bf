"""Data classes made in a fifth of the time `dataclasses` takes: a one-shot command needs thirty of them before it can say a word.

A type checker sees `dataclasses` itself, and for whoever asks (`fields`, `asdict`, `is_dataclass`) the classes are such. What is left out is
what nothing here uses: order, `__post_init__`, keyword-only fields, classes without slots. Apart because starting time depends on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass, field, replace
else:
    from operator import attrgetter

    _put = object.__setattr__
    _NONE = object()

    class _Field:
        """What `field` was told of one field, in the words of `dataclasses.field`."""

        __slots__ = ("told",)

        def __init__(self, told: dict[str, Any]) -> None:
            self.told = told

    def field(**told: Any) -> _Field:
        """`default` or `default_factory`, `compare` and `repr` of a field."""
        return _Field(told)

    def replace(record: Any, **changes: Any) -> Any:
        """The record with other values. Raises TypeError for a field it has not."""
        values = {name: getattr(record, name) for name in record.__match_args__}
        return type(record)(**{**values, **changes})

    class _Fields:
        """`__dataclass_fields__`, made when someone asks."""

        def __get__(self, _: Any, cls: type) -> dict[str, Any]:
            import dataclasses

            told = cls._told
            plain = dataclasses.make_dataclass(
                cls.__name__,
                [
                    (name, cls.__annotations__[name], dataclasses.field(**told.get(name, {})))
                    for name in cls.__match_args__
                ],
            )
            return plain.__dataclass_fields__

    def dataclass(*, frozen: bool = False, slots: bool) -> Any:
        """The decorator: fields are the annotations of the class, in order."""
        return lambda cls: _made(cls, frozen)

    def _made(cls: type, frozen: bool) -> type:
        space = dict(cls.__dict__)
        names = tuple(space.get("__annotations__", ()))
        told = {}
        for name in names:
            value = space.pop(name, _NONE)
            if isinstance(value, _Field):
                told[name] = value.told
            elif value is not _NONE:
                told[name] = {"default": value}
        compared = tuple(name for name in names if told.get(name, {}).get("compare", True))
        space.pop("__dict__", None)
        space.pop("__weakref__", None)
        space.setdefault("__repr__", _repr)
        space.setdefault("__eq__", _equal)
        if space.get("__hash__") is None:  # as Python leaves it beside an `__eq__`
            space["__hash__"] = _hash if frozen else None
        if frozen:
            space.update(__setattr__=_fixed, __delattr__=_fixed, __getstate__=_state, __setstate__=_restore)
        space.update(
            __slots__=names,
            __match_args__=names,
            __dataclass_fields__=_Fields(),
            _told=told,
            _compared=staticmethod(attrgetter(*compared) if compared else lambda _: ()),
        )
        made = type(cls)(cls.__name__, cls.__bases__, space)
        made.__qualname__ = cls.__qualname__
        made.__init__ = _init(made, told, frozen)
        return made

    def _init(made: type, told: dict[str, dict[str, Any]], frozen: bool) -> Any:
        """`__init__`, written out: it runs for every cell of a document. What is frozen is filled slot by slot, past `__setattr__`."""
        names = made.__match_args__
        known: dict[str, Any] = {"_NONE": _NONE}
        heads, body = ["self"], []
        for name in names:
            how, value = told.get(name, {}), name
            if "default" in how:
                known[f"_of_{name}"] = how["default"]
                heads.append(f"{name}=_of_{name}")
            elif "default_factory" in how:
                known[f"_of_{name}"] = how["default_factory"]
                heads.append(f"{name}=_NONE")
                value = f"_of_{name}() if {name} is _NONE else {name}"
            else:
                heads.append(name)
            if frozen:
                known[f"_put_{name}"] = made.__dict__[name].__set__
                body.append(f"_put_{name}(self,{value})")
            else:
                body.append(f"self.{name}={value}")
        found: dict[str, Any] = {}
        exec(f"def __init__({','.join(heads)}):\n " + ("\n ".join(body) or "pass"), known, found)
        return found["__init__"]

    def _equal(self: Any, other: Any) -> Any:
        if other.__class__ is self.__class__:
            return self._compared(self) == self._compared(other)
        return NotImplemented

    def _hash(self: Any) -> int:
        return hash(self._compared(self))

    def _repr(self: Any) -> str:
        shown = [name for name in self.__match_args__ if self._told.get(name, {}).get("repr", True)]
        return f"{self.__class__.__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"

    def _fixed(self: Any, name: str, *_: Any) -> None:
        from dataclasses import FrozenInstanceError

        raise FrozenInstanceError(f"cannot change field {name!r}")

    def _state(self: Any) -> list[Any]:
        return [getattr(self, name) for name in self.__match_args__]

    def _restore(self: Any, state: list[Any]) -> None:
        for name, value in zip(self.__match_args__, state, strict=True):
            _put(self, name, value)


__all__ = ["dataclass", "field", "replace"]
