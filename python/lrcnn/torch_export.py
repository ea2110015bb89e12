# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""PyTorch modules as linalg on tensors, through torch-mlir."""

import inspect
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from .errors import Error


def export(module: Any, example_inputs: Sequence[Any]) -> str:
    """Returns the linalg text of `module`, a `torch.nn.Module`.

    The function `main` takes the inputs, then every parameter and every buffer of
    the module as an argument of its own; an argument's attribute `lrcnn.name` is
    its name in the module. Only the shapes and types of `example_inputs` count.

    In training mode BatchNorm renews its running statistics: the new ones are
    results behind the module's own, and a result's `lrcnn.name` is the argument
    that it renews.
    """
    try:
        import torch
        from torch_mlir import fx
        from torch_mlir.ir import ArrayAttr, DictAttr, StringAttr
    except ImportError as error:
        raise Error(f"exporting a torch.nn.Module needs torch-mlir: {error}") from error

    for example in example_inputs:
        if not isinstance(example, torch.Tensor):
            raise Error(f"expected tensors as inputs, got {type(example).__name__}")
    # Inputs that are one tensor would become one argument.
    examples = [torch.empty_like(example) for example in example_inputs]
    count = len(example_inputs)
    with _without_counters(module) as renewed, warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        state = dict(module.named_parameters()) | dict(module.named_buffers())

        class WithState(torch.nn.Module):
            """The module with parameters and buffers as arguments."""

            def forward(self, *arguments: Any) -> Any:
                values = dict(zip(state, arguments[count:], strict=True))
                values |= {name: values[name].clone() for name in renewed}
                inputs = arguments[:count]
                results = torch.func.functional_call(module, values, inputs)
                if not renewed:
                    return results
                if isinstance(results, torch.Tensor):
                    results = [results]
                return *results, *(values[name] for name in renewed)

        try:
            exported = fx.export_and_import(
                WithState(),
                *examples,
                *(value.detach() for value in state.values()),
                output_type="linalg-on-tensors",
                func_name="main",
            )
        except Exception as error:  # whatever the module or torch-mlir raises
            name = type(module).__name__
            raise Error(f"torch-mlir cannot export {name}: {error}") from error
        function, *others = exported.body
        if others:
            raise Error(
                "expected a module that draws no random numbers, got "
                f"{_name_random(module)}: put it into evaluation mode, .eval()"
            )
    inputs = list(inspect.signature(module.forward).parameters)[:count]
    with exported.context:

        def named(names: list[str]) -> list[Any]:
            values = [StringAttr.get(name) for name in names]
            return [DictAttr.get({"lrcnn.name": value}) for value in values]

        function.arg_attrs = ArrayAttr.get(named([*inputs, *state]))
        if renewed:
            own = len(function.type.results) - len(renewed)
            results = [DictAttr.get({})] * own + named(renewed)
            function.attributes["res_attrs"] = ArrayAttr.get(results)
    return str(exported)


def _name_random(module: Any) -> str:
    """What draws random numbers in `module`, a function if no layer does."""
    from torch.nn.modules import dropout

    for path, part in module.named_modules():
        if isinstance(part, dropout._DropoutNd) and part.training and part.p > 0:
            return f"{type(part).__name__} '{path}' in training mode"
    return "a function that does"


@contextmanager
def _without_counters(module: Any) -> Iterator[list[str]]:
    """Takes away the counters of training steps that BatchNorm has, which a
    program has no use for. Gives the names of the buffers that a forward pass
    renews."""
    counters, renewed = [], []
    for path, part in module.named_modules():
        if getattr(part, "num_batches_tracked", None) is None:
            continue
        if part.training and part.momentum is None:
            raise Error(
                f"expected '{path}' to have a momentum, got None: the weight of its "
                "statistics would depend on the number of steps before"
            )
        counters.append((part, part.num_batches_tracked))
        if part.training:
            prefix = f"{path}." if path else ""
            renewed += [prefix + "running_mean", prefix + "running_var"]
    for part, _ in counters:
        part.num_batches_tracked = None
    try:
        yield renewed
    finally:
        for part, counter in counters:
            part.num_batches_tracked = counter
