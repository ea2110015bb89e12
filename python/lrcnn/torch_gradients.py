# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What a module says of gradients and its exported text cannot say.

The text has what a module computes; gradients follow from that. Where a module
stops them, hooks into them or has a backward pass of its own, they would be
others than PyTorch's, so that it is refused.
"""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import Any

from .errors import Error


def expect_no_backward_hooks(module: Any) -> None:
    """Refuses hooks that see or change gradients."""
    for path, part in module.named_modules():
        hooks = [*part._backward_hooks.values(), *part._backward_pre_hooks.values()]
        if hooks:
            _refuse_hook(f"{type(part).__name__} '{path}'" if path else "the module")
    for name, value in module.named_parameters():
        if value._backward_hooks or getattr(value, "_post_accumulate_grad_hooks", None):
            _refuse_hook(f"parameter '{name}'")


def _refuse_hook(owner: str) -> None:
    raise Error(
        f"expected a module without backward hooks, got one of {owner}: a program "
        "does not call it; remove it, and change the gradients that `backward` returns"
    )


@contextmanager
def expect_plain_gradients(module: Any, constants: list[Any]) -> Iterator[None]:
    """Refuses what stops or replaces gradients while `module` runs. `constants`,
    buffers as well as frozen parameters, have none to stop."""
    import torch
    from torch.overrides import TorchFunctionMode

    is_inference = torch.is_inference_mode_enabled()
    known = {id(value) for value in constants}
    tensor = torch.Tensor
    stops = {tensor.detach, tensor.detach_, torch.detach, torch.detach_}
    stops |= {tensor.data.__get__}
    hooks = {tensor.register_hook, tensor.register_post_accumulate_grad_hook}

    class Watch(TorchFunctionMode):
        def __torch_function__(
            self, func: Any, types: Any, args: Any = (), kwargs: Any = None
        ) -> Any:
            if func in stops and _has_gradient(args[0]) and id(args[0]) not in known:
                _refuse_stop(module, "detach() or .data")
            if torch.is_inference_mode_enabled() != is_inference:
                _refuse_stop(module, "torch.inference_mode()")
            if func is torch._C._set_grad_enabled and not args[0]:
                _refuse_stop(module, "torch.no_grad()")
            if func in hooks:
                _refuse_hook(f"a tensor in {_find_caller(module)}")
            return func(*args, **(kwargs or {}))

    with _refused_functions(module), Watch():
        yield


@contextmanager
def _refused_functions(module: Any) -> Iterator[None]:
    """Refuses calls of functions with a backward pass of their own, PyTorch's
    excepted, whose gradients are those of what they compute."""
    from torch.autograd import Function

    def refuse(name: str) -> None:
        raise Error(
            "expected functions whose gradients follow from what they compute, got "
            f"torch.autograd.Function '{name}' in {_find_caller(module)}: its "
            "backward is not in the exported text; write it in terms of PyTorch's "
            "own functions, or leave it outside the program"
        )

    def is_own(function: Any) -> bool:
        return not function.__module__.startswith("torch.")

    def apply(cls: Any, *args: Any, **kwargs: Any) -> Any:
        if is_own(cls):
            refuse(cls.__name__)
        return inherited.__func__(cls, *args, **kwargs)

    inherited = vars(Function)["apply"]
    with ExitStack() as undo:
        undo.callback(setattr, Function, "apply", inherited)
        Function.apply = classmethod(apply)  # type: ignore[method-assign, assignment]
        # A method that was looked up before calls what is the class's now.
        for function in filter(is_own, _find_subclasses(Function)):
            if "forward" in vars(function):
                forward = vars(function)["forward"]
                undo.callback(setattr, function, "forward", forward)
                refusal = partial(_call_with, refuse, function.__name__)
                function.forward = staticmethod(refusal)
        yield


def _call_with(function: Any, name: str, *_: Any, **__: Any) -> None:
    function(name)


def _find_subclasses(base: Any) -> list[Any]:
    found = []
    for derived in base.__subclasses__():
        found += [derived, *_find_subclasses(derived)]
    return found


def _has_gradient(value: Any) -> bool:
    return value.is_floating_point() or value.is_complex()


def _refuse_stop(module: Any, what: str) -> None:
    raise Error(
        f"expected gradients to flow, got {what} in {_find_caller(module)}: the "
        "exported text cannot say that they stop there; freeze parameters by "
        "requires_grad_(False), or make what is behind it a program of its own"
    )


def _find_caller(module: Any) -> str:
    """The innermost part of `module` that runs, and the line that it is at."""
    names = {id(part): path for path, part in module.named_modules()}
    frame = sys._getframe(1)
    while frame is not None:
        owner = frame.f_locals.get("self")
        if id(owner) in names:
            path = names[id(owner)]
            name = type(owner).__name__ + (f" '{path}'" if path else "")
            return f"{name} ({frame.f_code.co_filename}:{frame.f_lineno})"
        frame = frame.f_back  # type: ignore[assignment]
    return type(module).__name__
