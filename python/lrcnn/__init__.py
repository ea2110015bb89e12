# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Train convolutional networks row by row, exactly, in a fraction of the memory.

What runs a program needs no compiler. It is loaded, with all of MLIR, when something
is first asked for that compiles.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .errors import CompileError, Error
from .program import Program, load
from .step import Step

if TYPE_CHECKING:
    from .builder import Builder, Value
    from .compiler import compile, compile_program, plan
    from .pipeline import Pipeline

__all__ = [
    "Builder",
    "CompileError",
    "Error",
    "Pipeline",
    "Program",
    "Step",
    "Value",
    "compile",
    "compile_program",
    "load",
    "plan",
]

# Where that is which needs the compiler.
_COMPILING = {
    "Builder": ".builder",
    "Pipeline": ".pipeline",
    "Value": ".builder",
    "compile": ".compiler",
    "compile_program": ".compiler",
    "plan": ".compiler",
}


def __getattr__(name: str) -> Any:
    if name not in _COMPILING:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_COMPILING[name], __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
