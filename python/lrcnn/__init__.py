# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Train convolutional networks row by row, exactly, in a fraction of the memory."""

from .builder import Builder, Value
from .compiler import compile, compile_program, load, plan
from .errors import CompileError, Error
from .pipeline import Pipeline
from .program import Program
from .step import Step

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
