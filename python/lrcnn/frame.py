# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The arguments of a call as the C contract has them."""

import ctypes
from collections.abc import Mapping, Sequence
from typing import Any

from .arrays import Slot
from .runtime import CPU, Argument, Buffer


class Frame:
    """What one entry of a program is called with, made once and filled for each call.

    `when` is the entry, IN_FORWARD or IN_BACKWARD; the program is for devices of
    kind `kind`.
    """

    def __init__(self, arguments: Sequence[Argument], when: int, kind: int = CPU) -> None:
        absent = Buffer(struct_size=ctypes.sizeof(Buffer))
        self.buffers = (Buffer * len(arguments))(*[absent] * len(arguments))
        self._slots = {
            argument.name: Slot(
                buffer, argument.name, writable=bool(argument.writes & when), kind=kind
            )
            for argument, buffer in zip(arguments, self.buffers, strict=True)
            if (argument.reads | argument.writes) & when
        }
        self._written = [a.name for a in arguments if a.writes & when]

    def fill(self, values: Mapping[str, Any]) -> list[Any]:
        """Describes the arrays by name; what is not there is left out. Returns what
        must stay alive during the call, besides `values`."""
        get = values.get
        views = [slot.set(get(name)) for name, slot in self._slots.items()]
        return [view for view in views if view is not None]

    def get_written(self, values: Mapping[str, Any]) -> list[Any]:
        """The arrays among `values` that the entry writes."""
        arrays = [values.get(name) for name in self._written]
        return [array for array in arrays if array is not None]
