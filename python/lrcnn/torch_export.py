# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""PyTorch modules as linalg on tensors, through torch-mlir."""

import inspect
import warnings
from collections.abc import Sequence
from typing import Any

from .errors import Error


def export(module: Any, example_inputs: Sequence[Any]) -> str:
    """Returns the linalg text of `module`, a `torch.nn.Module`.

    The function `main` takes the inputs, then every parameter of the module as
    an argument of its own; an argument's attribute `lrcnn.name` is its name in
    the module. Only the shapes and types of `example_inputs` count.
    """
    try:
        import torch
        from torch_mlir import fx
        from torch_mlir.ir import ArrayAttr, DictAttr, StringAttr
    except ImportError as error:
        raise Error(f"exporting a torch.nn.Module needs torch-mlir: {error}") from error

    names = [name for name, _ in module.named_parameters()]
    parameters = [parameter.detach() for parameter in module.parameters()]
    count = len(example_inputs)

    class WithParameters(torch.nn.Module):
        """The module with its parameters as arguments."""

        def forward(self, *arguments: Any) -> Any:
            inputs, values = arguments[:count], arguments[count:]
            state = dict(zip(names, values, strict=True))
            return torch.func.functional_call(module, state, inputs)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        exported = fx.export_and_import(
            WithParameters(),
            *example_inputs,
            *parameters,
            output_type="linalg-on-tensors",
            func_name="main",
        )
    inputs = list(inspect.signature(module.forward).parameters)[:count]
    with exported.context:
        (function,) = exported.body
        function.arg_attrs = ArrayAttr.get(
            [
                DictAttr.get({"lrcnn.name": StringAttr.get(name)})
                for name in inputs + names
            ]
        )
    return str(exported)
