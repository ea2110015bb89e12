# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The exceptions of the package, and the compiler's diagnostics in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._core import Diagnostic


class Error(Exception):
    """Something was refused: a call, an argument or a module."""


class CompileError(Error):
    """The compiler refused a module.

    `message`, `location`, `layer` (its name in a `Builder`, or None) and `notes`
    are those of the first error; everything that was said on the way is in
    `diagnostics`. The text has the remarks on what
    the notes point to: they say why a layer was left outside of the chain.
    """

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        self.diagnostics = list(diagnostics)
        errors = [d for d in self.diagnostics if d.severity == "error"]
        first = errors[0] if errors else None
        self.message: str = first.message if first else "a pass failed"
        self.location: str | None = _location(first) if first else None
        self.layer: str | None = first.layer or None if first else None
        self.notes: list[str] = [n.message for n in first.notes] if first else []
        noted = {_location(note) for error in errors for note in error.notes}
        remarks = [
            d
            for d in self.diagnostics
            if d.severity == "remark" and _location(d) in noted
        ]
        super().__init__("\n".join(map(_line, errors + remarks)) or self.message)


def _location(diagnostic: Diagnostic) -> str | None:
    if not diagnostic.file:
        return None
    place = f"{diagnostic.file}:{diagnostic.line}"
    return f"{place}:{diagnostic.column}" if diagnostic.column else place


def _line(diagnostic: Diagnostic) -> str:
    place = _location(diagnostic)
    layer = f"'{diagnostic.layer}': " if diagnostic.layer else ""
    text = f"{diagnostic.severity}: {layer}{diagnostic.message}"
    lines = [f"{place}: {text}" if place else text]
    lines += ["  " + _line(note) for note in diagnostic.notes]
    return "\n".join(lines)
