# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""From a module to a program."""

import glob
import json
import os
import shutil
import sys
import tempfile
import weakref
from collections.abc import Mapping, Sequence
from operator import index
from typing import Any, SupportsIndex

from . import _core
from .builder import Builder
from .errors import CompileError, Error
from .pipeline import read_module
from .program import Program


Plan = Mapping[str, Any] | str | os.PathLike[str]


def compile_program(
    module: Any,
    example_inputs: Sequence[Any] | None = None,
    *,
    target: str = "cpu",
    budget: int | str | None = None,
    strategy: str | None = None,
    rows: int | None = None,
    batch_tiles: int | None = None,
    plan: Plan | None = None,
    grad: str | Sequence[str] = (),
    vector_bits: int = 0,
    output: str | os.PathLike[str] | None = None,
    threads: int = 0,
) -> Program:
    """Compiles the training step of a network.

    `module` is linalg on tensors, as text or the path of a file, or a `Builder`, or
    a `torch.nn.Module`; then `example_inputs` gives shapes and types, and every
    parameter becomes an input of the program after them.

    `plan` says how each segment is computed (the contents or the path of a plan
    file; `plan` of another program is such contents), or `strategy` with `rows` and `batch_tiles` makes one segment of each
    part of the network that has no barrier inside, or `budget` is the most bytes
    that a step may need (an int, or "30%" of what storing everything takes), and
    the uniform plan with the least work that fits is taken; without all of them
    everything is stored. `grad` names inputs that are no parameters and whose
    gradients are wanted too. `vector_bits` is 256 for AVX2, 512 for AVX-512 and 0
    for what this machine has; target "cuda" has no such parameters.

    The program is written to OUTPUT.so and OUTPUT.json, and the values of constants
    of a module to OUTPUT.safetensors; without `output` they live as long as the
    program. `threads` is as for `load`. Raises `CompileError` with the place and the
    text of what was refused.
    """
    source = _read(module, example_inputs)
    folder = None
    if output is None:
        folder = tempfile.TemporaryDirectory(prefix="lrcnn-")
        output = os.path.join(folder.name, "main")
    _expect(isinstance(output, (str, os.PathLike)), "a path for output", output)
    path = os.fspath(output)
    options = _options(
        target, budget, strategy, rows, batch_tiles, plan, grad, vector_bits
    )
    if target == "cuda" and (assembler := find_assembler()):
        os.environ["LRCNN_PTXAS"] = assembler
    outcome = _core.compile_module(source, options, path)
    if outcome.text is None:
        raise CompileError(outcome.diagnostics)
    program = Program(path, threads=threads)
    if folder is not None:
        weakref.finalize(program, folder.cleanup)
    return program


compile = compile_program  # noqa: A001
"""The same by a shorter name."""


def find_assembler() -> str | None:
    """The ptxas of NVIDIA's packages beside this one, if the compiler finds no other
    and none was named by LRCNN_PTXAS."""
    if "LRCNN_PTXAS" in os.environ or shutil.which("ptxas"):
        return None
    places = ("nvidia/cu*/bin/ptxas", "nvidia/cuda_nvcc/bin/ptxas")
    found = (
        path
        for folder in sys.path
        for place in places
        for path in sorted(glob.glob(os.path.join(folder, place)))
        if os.access(path, os.X_OK)
    )
    return next(found, None)


def plan(
    module: Any,
    example_inputs: Sequence[Any] | None = None,
    *,
    target: str = "cpu",
    budget: int | str | None = None,
    strategy: str | None = None,
    rows: int | None = None,
    batch_tiles: int | None = None,
    plan: Plan | None = None,
    grad: str | Sequence[str] = (),
    vector_bits: int = 0,
) -> dict[str, Any]:
    """Says what `compile_program` would make of a module: the contents of OUTPUT.json.

    That has the plan, the sizes of stash and workspace, the peak and the place of
    every buffer; nothing is compiled.
    """
    source = _read(module, example_inputs)
    options = _options(
        target, budget, strategy, rows, batch_tiles, plan, grad, vector_bits
    )
    outcome = _core.plan_module(source, options)
    if outcome.text is None:
        raise CompileError(outcome.diagnostics)
    return json.loads(outcome.text)


def _read(module: Any, example_inputs: Sequence[Any] | None) -> _core.Module:
    if isinstance(module, (str, os.PathLike, Builder)):
        if example_inputs is not None:
            raise Error("expected example_inputs for a torch.nn.Module only")
        return module.build() if isinstance(module, Builder) else read_module(module)
    if not callable(getattr(module, "named_parameters", None)):
        raise Error(
            "expected a module's text, its path, a Builder or a torch.nn.Module, "
            f"got {type(module).__name__}"
        )
    if example_inputs is None:
        raise Error("expected example_inputs for a torch.nn.Module")
    if not isinstance(example_inputs, Sequence):
        kind = type(example_inputs).__name__
        raise Error(f"expected a list or tuple of example_inputs, got {kind}")
    from .torch_export import export

    return _core.Module(export(module, example_inputs), type(module).__name__)


def _options(
    target: str,
    budget: int | str | None,
    strategy: str | None,
    rows: int | None,
    batch_tiles: int | None,
    plan: Plan | None,
    grad: str | Sequence[str],
    vector_bits: int,
) -> _core.CompileOptions:
    _expect(isinstance(target, str), "the name of a target", target)
    ways = [plan is not None, budget is not None, (strategy, rows) != (None, None)]
    if sum(ways) > 1 or (plan is not None and batch_tiles is not None):
        raise Error(
            "expected either a plan, or a budget, or strategy and rows, and "
            "batch_tiles with the latter two only"
        )
    strategy = "store" if strategy is None else strategy
    names = [grad] if isinstance(grad, str) else grad
    _expect(isinstance(strategy, str), "the name of a strategy", strategy)
    _expect(
        isinstance(names, Sequence) and all(isinstance(n, str) for n in names),
        "names of inputs for grad",
        grad,
    )
    options = _core.CompileOptions()
    options.strategy = strategy
    options.rows = _integer("rows", 1 if rows is None else rows)
    options.batch_tiles = _integer(
        "batch_tiles", 1 if batch_tiles is None else batch_tiles
    )
    if isinstance(budget, str):
        options.budget = budget
    elif budget is not None:
        options.budget = str(_integer("budget", budget))
    options.grad = list(names)
    options.target = target
    if bits := _integer("vector_bits", vector_bits):
        options.target_parameters = [f"vector_bits={bits}"]
    if isinstance(plan, (str, os.PathLike)):
        options.plan_file = os.fspath(plan)
    elif plan is not None:
        _expect(isinstance(plan, Mapping), "a plan's contents or path", plan)
        try:
            options.plan_text = json.dumps(plan)
        except (TypeError, ValueError) as error:
            raise Error(f"expected a plan that JSON can hold: {error}") from error
    return options


def _expect(condition: bool, what: str, value: Any) -> None:
    if not condition:
        raise Error(f"expected {what}, got {value!r}")


def _integer(name: str, value: Any) -> int:
    """An integer as the compiler holds it, NumPy's among them."""
    whole = isinstance(value, SupportsIndex) and abs(index(value)) < 1 << 63
    _expect(whole, f"a whole number for {name}", value)
    return index(value)
