# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""PyTorch modules as linalg on tensors, through torch-mlir."""

import inspect
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from types import MethodType
from typing import Any

from .errors import Error
from .torch_gradients import expect_no_backward_hooks, expect_plain_gradients


def export(module: Any, example_inputs: Sequence[Any]) -> str:
    """Returns the linalg text of `module`, a `torch.nn.Module`.

    The function `main` takes the inputs, then every parameter and every buffer of
    the module as an argument of its own; an argument's attribute `lrcnn.name` is
    its name in the module. Inputs and parameters have `lrcnn.role`, and what has no
    gradient, as buffers and frozen parameters, `lrcnn.requires_grad = false`. Only
    the shapes and types of `example_inputs` count: their elements are not read, and
    no memory is taken for others. While it is traced, layers of the module are
    changed, and are as before when this returns or raises.

    In training mode BatchNorm renews its running statistics: the new ones are
    results behind the module's own, and a result's `lrcnn.name` is the argument
    that it renews. `num_batches_tracked` is no argument, unless the momentum is
    None and the number of steps gives the weight of each: then it is a tensor of
    one element, renewed like the others.
    """
    try:
        import torch
        from torch._subclasses.fake_tensor import FakeTensorMode
        from torch_mlir import fx
        from torch_mlir.ir import ArrayAttr, DictAttr, StringAttr
    except ImportError as error:
        raise Error(f"exporting a torch.nn.Module needs torch-mlir: {error}") from error

    for example in example_inputs:
        if not isinstance(example, torch.Tensor):
            raise Error(f"expected tensors as inputs, got {type(example).__name__}")
    # Without memory. Inputs that are one tensor would become one argument.
    with FakeTensorMode(allow_non_fake_inputs=True):
        examples = [torch.empty_like(example) for example in example_inputs]
    count = len(example_inputs)
    calls: Counter[str] = Counter()
    with (
        _unchanged_tensors(module),
        _traceable_counters(module, calls) as renewed,
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore", FutureWarning)
        expect_no_backward_hooks(module)
        parameters = dict(module.named_parameters())
        trained = [name for name, value in parameters.items() if value.requires_grad]
        state = parameters | dict(module.named_buffers())

        class WithState(torch.nn.Module):
            """The module with parameters and buffers as arguments."""

            def forward(self, *arguments: Any) -> Any:
                values = dict(zip(state, arguments[count:], strict=True))
                values |= {name: values[name].clone() for name in renewed}
                inputs = arguments[:count]
                calls.clear()  # a trace may run more than once
                constants = [
                    value
                    for name, value in values.items()
                    if name not in trained
                ]
                with expect_plain_gradients(module, constants):
                    results = torch.func.functional_call(module, values, inputs)
                _expect_single_calls(calls)
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
        except Error:
            raise
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

        def described(name: str, **attributes: Any) -> Any:
            attributes = {"name": StringAttr.get(name)} | attributes
            return DictAttr.get({f"lrcnn.{key}": a for key, a in attributes.items()})

        # An input is none of the module's parameters, even where it is a filter.
        activation = StringAttr.get("activation")
        function.arg_attrs = ArrayAttr.get(
            [
                *(described(name, role=activation) for name in inputs),
                *(
                    described(name, **_get_attributes(parameters.get(name)))
                    for name in state
                ),
            ]
        )
        if renewed:
            own = len(function.type.results) - len(renewed)
            results = [DictAttr.get({})] * own + [described(name) for name in renewed]
            function.attributes["res_attrs"] = ArrayAttr.get(results)
    return str(exported)


def _get_attributes(parameter: Any) -> dict[str, Any]:
    """Those of an argument that is `parameter`, or None for a buffer, but its name."""
    from torch_mlir.ir import BoolAttr, StringAttr

    attributes = {}
    if parameter is not None:
        attributes["role"] = StringAttr.get("parameter")
    if parameter is None or not parameter.requires_grad:
        attributes["requires_grad"] = BoolAttr.get(False)
    return attributes


def _name_random(module: Any) -> str:
    """What draws random numbers in `module`, a function if no layer does."""
    from torch.nn.modules import dropout

    for path, part in module.named_modules():
        if isinstance(part, dropout._DropoutNd) and part.training and part.p > 0:
            return f"{type(part).__name__} '{path}' in training mode"
    return "a function that does"


@contextmanager
def _unchanged_tensors(module: Any) -> Iterator[None]:
    """Gives the module its parameters and buffers back: a trace that ends in the
    middle can leave others in their place."""
    saved = [
        (part, dict(part._parameters), dict(part._buffers)) for part in module.modules()
    ]
    try:
        yield
    finally:
        for part, parameters, buffers in saved:
            part._parameters.update(parameters)
            part._buffers.update(buffers)


@contextmanager
def _traceable_counters(module: Any, calls: Counter[str]) -> Iterator[list[str]]:
    """Takes away the counters of training steps that BatchNorm has, which a trace
    cannot follow. Where the momentum is None, a tensor that it can follow takes
    their place. Gives the names of the buffers that a forward pass renews; `calls`
    counts how often it runs what renews them."""
    renewed = []
    with ExitStack() as undo:
        for path, part in module.named_modules():
            counter = getattr(part, "num_batches_tracked", None)
            if counter is None:
                continue
            undo.callback(setattr, part, "num_batches_tracked", counter)
            part.num_batches_tracked = None
            if not part.training:
                continue
            prefix = f"{path}." if path else ""
            renewed += [prefix + "running_mean", prefix + "running_var"]
            hook = part.register_forward_pre_hook(lambda *_, p=path: calls.update([p]))
            undo.callback(hook.remove)
            if part.momentum is None:
                _expect_batch_norm(path, part)
                own = vars(part).get("forward")
                part.forward = MethodType(_forward_cumulative, part)
                undo.callback(_set_forward, part, own)
                part.num_batches_tracked = part.running_mean.new_zeros(1)
                renewed.append(prefix + "num_batches_tracked")
        yield renewed


def _set_forward(part: Any, forward: Any) -> None:
    """Gives `part` its own forward again, None where its class has it."""
    if forward is None:
        del part.forward
    else:
        part.forward = forward


def _expect_single_calls(calls: Counter[str]) -> None:
    for path, count in calls.items():
        if count > 1:
            raise Error(
                f"expected '{path}' to run once in a forward pass, got {count} times: "
                "a program renews running statistics once"
            )


def _expect_batch_norm(path: str, part: Any) -> None:
    from torch.nn.modules.batchnorm import _BatchNorm

    if getattr(part.forward, "__func__", None) is not _BatchNorm.forward:
        raise Error(
            f"expected '{path}' with momentum None to be torch.nn.BatchNorm2d, "
            f"got {type(part).__name__} with a forward of its own"
        )


def _forward_cumulative(self: Any, input: Any) -> Any:  # noqa: A002
    """What BatchNorm's `forward` computes in training where the momentum is None,
    without a Python number made of the counter."""
    import torch

    self._check_input_dim(input)
    # With a momentum of 1 these become the statistics of the batch.
    batch = [torch.zeros_like(self.running_mean), torch.zeros_like(self.running_var)]
    output = torch.nn.functional.batch_norm(
        input, *batch, self.weight, self.bias, True, 1.0, self.eps
    )
    self.num_batches_tracked.add_(1)
    states = self.running_mean, self.running_var
    for running, statistic in zip(states, batch, strict=True):
        running.add_((statistic - running) / self.num_batches_tracked)
    return output
