# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Programs layer by layer, from Python calls."""

import os
from collections.abc import Sequence
from numbers import Real
from operator import index
from typing import Any, SupportsIndex

from . import _core
from ._core import Value
from .errors import CompileError, Error

_LAYOUTS = {1: "vector", 2: "nc", 3: "c11", 4: "nchw"}
_PARAMETER_LAYOUTS = _LAYOUTS | {2: "fc", 4: "fchw"}

Place = tuple[str | os.PathLike[str], int]
"""A file of the user's model and a line of it."""


class Builder:
    """Builds a network for `compile_program`, `plan` and `Pipeline.run`.

    >>> builder = lrcnn.Builder()
    >>> x = builder.input("x", (1, 3, 64, 64))
    >>> w = builder.input("weight", (8, 3, 3, 3), role="parameter")
    >>> y = builder.add("conv", x, w, pad=[1, 1, 1, 1])
    >>> builder.output(builder.add("relu", y))
    >>> program = lrcnn.compile_program(builder)

    Layers are the operations of the row dialect, whose description has their
    operands and attributes. What a layer gives is inferred, and the layer is
    checked when it is added; one that is refused raises a `CompileError`, which
    names the layer, and leaves the builder as it was. Layers on which no output
    depends are left out of the program. `str` gives the module's text.
    """

    def __init__(self) -> None:
        self._chain = _core.ChainBuilder()
        self._layers = 0

    def input(
        self,
        name: str,
        shape: Sequence[int],
        *,
        dtype: str = "float32",
        layout: str | None = None,
        role: str | None = None,
        requires_grad: bool | None = None,
    ) -> Value:
        """Adds an input of the program, in the order of its calls.

        `layout` is the order of the dimensions of `shape`: by default `nchw`, `nc`,
        `c11` or `vector`, and of a parameter `fchw`, `fc`, `c11` or `vector`, by
        their number. `role` is "parameter", "activation" or "state"; without it the
        input's use decides. A parameter has a gradient unless `requires_grad` is
        False.
        """
        sizes = _convert("shape", shape)
        if not isinstance(sizes, list) or not all(type(s) is int for s in sizes):
            raise Error(f"expected a list of sizes for the shape of '{name}', got {shape!r}")
        if layout is None:
            layouts = _PARAMETER_LAYOUTS if role == "parameter" else _LAYOUTS
            layout = layouts.get(len(sizes), "nchw")
        for what, text in (("name", name), ("dtype", dtype), ("layout", layout)):
            if not isinstance(text, str):
                raise Error(f"expected a string for the {what} of an input, got {text!r}")
        if role is not None and not isinstance(role, str):
            raise Error(f"expected a string for the role of '{name}', got {role!r}")
        if requires_grad is not None and not isinstance(requires_grad, bool):
            raise Error(f"expected True or False for requires_grad, got {requires_grad!r}")
        added = self._chain.add_input(
            name, sizes, dtype, layout, role or "", requires_grad
        )
        return _take(added)

    def add(
        self,
        layer: str,
        /,
        *arguments: Any,
        name: str | None = None,
        place: Place | None = None,
        **named: Any,
    ) -> Value:
        """Adds a layer and returns what it gives.

        `arguments` are its operands and attributes in the order of its definition,
        `named` further ones by their names; None leaves an optional one out.
        Operands are values of this builder, or a list of them where there may be
        any number; attributes are integers, lists of integers, numbers, strings or
        booleans.

        Errors and remarks name the layer by `name`, for example "encoder.conv1"
        (without it, by the layer and its number, as plan files do), and by `place`,
        a file and a line of it.
        """
        if not isinstance(layer, str):
            raise Error(f"expected the name of a layer, got {layer!r}")
        if name is not None and not isinstance(name, str):
            raise Error(f"expected a string for the name of a layer, got {name!r}")
        file, line = ("", 0) if place is None else _check_place(place)
        added = self._chain.add_layer(
            layer,
            [_convert(layer, argument) for argument in arguments],
            [(key, _convert(layer, argument)) for key, argument in named.items()],
            name or f"{layer}{self._layers}",
            file,
            line,
        )
        value = _take(added)
        self._layers += 1
        return value

    def output(self, value: Value, *, layout: str = "nchw") -> None:
        """Makes what a layer gives an output of the program, behind the others;
        `layout` is the order of its dimensions there: nchw, nhwc or nc."""
        if not isinstance(value, Value) or not isinstance(layout, str):
            raise Error(f"expected a value and a layout, got {value!r} and {layout!r}")
        _check(self._chain.add_output(value, layout))

    @staticmethod
    def layers() -> list[str]:
        """The names of the layers that `add` knows."""
        return _core.get_layer_names()

    def build(self) -> _core.Module:
        """The module as it is now, as the extension takes it."""
        return self._chain.build()

    def __str__(self) -> str:
        outcome = _core.run_pipeline(self.build(), [])
        if outcome.text is None:
            raise CompileError(outcome.diagnostics)
        return outcome.text

    def __repr__(self) -> str:
        return f"<lrcnn.Builder of {self._layers} layers>"


def _check(diagnostics: Sequence[_core.Diagnostic]) -> None:
    if any(diagnostic.severity == "error" for diagnostic in diagnostics):
        raise CompileError(diagnostics)


def _take(added: _core.Added) -> Value:
    if added.value is None:
        raise CompileError(added.diagnostics)
    return added.value


def _check_place(place: Any) -> tuple[str, int]:
    try:
        file, line = place
        file, line = os.fspath(file), index(line)
    except TypeError as error:
        raise Error(f"expected a file and a line as place, got {place!r}") from error
    except ValueError as error:
        raise Error(f"expected a file and a line as place, got {place!r}") from error
    if not isinstance(file, str) or not 0 <= line < 1 << 31:
        raise Error(f"expected a file and a line as place, got {place!r}")
    return file, line


def _convert(layer: str, argument: Any) -> Any:
    """An argument as the extension takes it, NumPy's numbers among them."""
    if argument is None or isinstance(argument, (bool, str, Value)):
        return argument
    if isinstance(argument, SupportsIndex):
        number = index(argument)
        if abs(number) < 1 << 63:
            return number
    elif isinstance(argument, Real):
        return float(argument)
    elif isinstance(argument, Sequence):
        items = [_convert(layer, item) for item in argument]
        kinds = {type(item) for item in items}
        if kinds <= {int} or kinds == {Value}:
            return items
    raise Error(
        f"expected a value, a number, a string, a list of values or of whole numbers "
        f"for '{layer}', got {argument!r}"
    )
