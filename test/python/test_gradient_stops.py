# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What a module says of its gradients and exported text cannot is refused."""

import pytest
import torch
from torch import nn

import lrcnn
from lrcnn.torch_export import export


class Two(nn.Module):
    """Convolutions with a function between them."""

    def __init__(self, between):
        super().__init__()
        self.first = nn.Conv2d(1, 2, 3, padding=1)
        self.between = Between(between)
        self.second = nn.Conv2d(2, 1, 3, padding=1)

    def forward(self, x):
        return self.second(self.between(self.first(x)))


class Between(nn.Module):
    def __init__(self, function):
        super().__init__()
        self.function = function

    def forward(self, x):
        return self.function(x)


class Reversal(torch.autograd.Function):
    """Its backward pass is not that of what it computes."""

    @staticmethod
    def forward(ctx, x):
        return x.clone()

    @staticmethod
    def backward(ctx, dy):
        return -dy


def without_gradient(x):
    with torch.no_grad():
        return torch.relu(x)


def with_hook(x):
    x.register_hook(lambda gradient: 2 * gradient)
    return x


EXAMPLES = (torch.rand(1, 1, 4, 4),)

STOPS = {
    "detach": (lambda x: x.detach(), r"got detach\(\)"),
    "torch_detach": (torch.detach, r"got detach\(\)"),
    "data": (lambda x: x.data + 0, r"got detach\(\) or \.data"),
    "straight_through": (
        lambda x: x + (torch.round(x) - x).detach(),
        r"got detach\(\)",
    ),
    "no_grad": (without_gradient, r"got torch\.no_grad\(\)"),
    "decorated": (torch.no_grad()(torch.relu), r"got torch\.no_grad\(\)"),
    "inference_mode": (torch.inference_mode()(torch.relu), r"got torch\.inference_mode\(\)"),
    "function": (Reversal.apply, r"got torch\.autograd\.Function 'Reversal'"),
    "hook": (with_hook, "got one of a tensor"),
}


@pytest.mark.parametrize("function, reason", STOPS.values(), ids=STOPS)
def test_stop_is_refused(function, reason):
    """The error names the layer and its line."""
    with pytest.raises(lrcnn.Error, match=reason) as error:
        export(Two(function), EXAMPLES)
    assert "Between 'between' (" in str(error.value)
    assert "test_gradient_stops.py:" in str(error.value)


def hook_module(net):
    net.first.register_full_backward_hook(lambda *_: None)


def hook_module_before(net):
    net.first.register_full_backward_pre_hook(lambda *_: None)


def hook_whole(net):
    net.register_full_backward_hook(lambda *_: None)


def hook_parameter(net):
    net.first.weight.register_hook(lambda gradient: 2 * gradient)


def hook_sum(net):
    net.first.weight.register_post_accumulate_grad_hook(lambda _: None)


HOOKS = {
    hook_module: "Conv2d 'first'",
    hook_module_before: "Conv2d 'first'",
    hook_whole: "the module",
    hook_parameter: "parameter 'first.weight'",
    hook_sum: "parameter 'first.weight'",
}


@pytest.mark.parametrize("hook", HOOKS)
def test_backward_hook_is_refused(hook):
    net = Two(torch.relu)
    hook(net)
    with pytest.raises(lrcnn.Error, match=f"got one of {HOOKS[hook]}: "):
        export(net, EXAMPLES)


class Frozen(nn.Module):
    """Detaches only what has no gradient."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 2, 3)
        self.conv.weight.requires_grad_(False)
        self.register_buffer("other", torch.rand(2, 1, 3, 3))

    def forward(self, x):
        y = nn.functional.conv2d(x, self.conv.weight.detach(), self.conv.bias)
        return y + nn.functional.conv2d(x, self.other.detach())


def test_nothing_to_stop():
    assert "linalg.conv_2d" in export(Frozen(), EXAMPLES)


def test_gradients_mode_is_restored():
    apply = vars(torch.autograd.Function)["apply"]
    with pytest.raises(lrcnn.Error):
        export(Two(Reversal.apply), EXAMPLES)
    assert vars(torch.autograd.Function)["apply"] is apply
    assert torch.is_grad_enabled()


def test_checkpoint_is_taken():
    """PyTorch's own function that computes again has the gradients of that."""
    run = torch.utils.checkpoint.checkpoint
    net = Two(lambda x: run(torch.relu, x, use_reentrant=False))
    assert "linalg.conv_2d" in export(net, EXAMPLES)
