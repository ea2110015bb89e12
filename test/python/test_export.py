# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Exporting a module: it stays as it is, and its inputs take no memory."""

from types import MethodType

import lrcnn
import pytest
import torch
from lrcnn.torch_export import export
from torch import nn


class Net(nn.Module):
    """BatchNorm in every form; `fault` is raised in the middle of the forward pass."""

    def __init__(self, fault=None):
        super().__init__()
        self.conv = nn.Conv2d(3, 4, 3)
        self.norm = nn.BatchNorm2d(4)
        self.cumulative = nn.BatchNorm2d(4, momentum=None)
        self.own = nn.BatchNorm2d(4, momentum=None)
        self.own.forward = MethodType(nn.BatchNorm2d.forward, self.own)
        self.frozen = nn.BatchNorm2d(4).eval()
        self.fault = fault

    def forward(self, x):
        x = self.norm(self.conv(x))
        if self.fault is not None:
            raise self.fault
        return self.frozen(self.own(self.cumulative(x)))


def snapshot(module):
    """All that the module's parts hold, and the values of what is no tensor's."""
    state = {}
    for path, part in module.named_modules():
        for key, value in vars(part).items():
            if isinstance(value, dict):
                state |= {(path, key, k): id(v) for k, v in value.items()}
                state[path, key] = list(value)
            else:
                state[path, key] = id(value)
    return state


@pytest.mark.parametrize("fault", [None, ValueError("no"), KeyboardInterrupt()])
def test_a_module_is_as_before(fault):
    net = Net(fault)
    before = snapshot(net)
    values = {name: value.clone() for name, value in net.state_dict().items()}
    function = torch.autograd.Function.__dict__["apply"]
    if fault is None:
        assert "linalg" in export(net, (torch.rand(2, 3, 6, 6),))
    else:
        with pytest.raises((lrcnn.Error, KeyboardInterrupt)):
            export(net, (torch.rand(2, 3, 6, 6),))
    assert snapshot(net) == before
    assert torch.autograd.Function.__dict__["apply"] is function
    assert all(torch.equal(values[n], v) for n, v in net.state_dict().items())
    if fault is None:
        assert net(torch.rand(2, 3, 6, 6)).shape == (2, 4, 4, 4)
        assert net.norm.num_batches_tracked == net.cumulative.num_batches_tracked == 1


def test_a_module_that_is_refused_on_the_way_is_as_before():
    class Other(nn.BatchNorm2d):
        def forward(self, x):
            return super().forward(x)

    net = nn.Sequential(nn.BatchNorm2d(3, momentum=None), Other(3, momentum=None))
    before = snapshot(net)
    with pytest.raises(lrcnn.Error, match="expected '1' with momentum None to be"):
        export(net, (torch.rand(2, 3, 6, 6),))
    assert snapshot(net) == before


def test_examples_take_no_memory():
    """This one would take three terabytes."""
    example = torch.zeros(1).expand(1, 3, 1 << 19, 1 << 19)
    text = export(nn.Conv2d(3, 2, 3, padding=1), (example,))
    assert "tensor<1x2x524288x524288xf32>" in text


def test_constants_of_a_module_keep_their_values():
    class Scaled(nn.Module):
        def __init__(self):
            super().__init__()
            self.conv = nn.Conv2d(3, 2, 3)
            self.factors = torch.tensor([0.25, 0.75]).view(1, 2, 1, 1)

        def forward(self, x):
            return self.conv(x) * self.factors

    text = export(Scaled(), (torch.rand(1, 3, 5, 5),))
    assert "0x040000000000803E0000403F" in text  # 0.25 and 0.75


def test_an_input_is_no_parameter_where_it_is_a_filter():
    class Correlate(nn.Module):
        def __init__(self):
            super().__init__()
            self.conv = nn.Conv2d(3, 4, 3)

        def forward(self, x, template):
            return nn.functional.conv2d(self.conv(x), template)

    torch.manual_seed(5)
    net = Correlate().double()
    x, template = torch.randn(1, 3, 9, 9), torch.randn(2, 4, 3, 3)
    given = [t.double().requires_grad_() for t in (x, template)]
    program = lrcnn.compile_program(net, given)
    roles = {argument.name: argument.role for argument in program.arguments}
    assert roles["x"] == roles["template"] == "activation"
    assert program.gradients == ["dconv.weight", "dconv.bias"]
    wanted = lrcnn.compile_program(net, given, grad=["x", "template"])
    y, step = wanted.forward(*given, *net.parameters())
    gradients = wanted.backward(step, torch.ones_like(y))
    net(*given).sum().backward()
    for name, tensor in (("x", given[0]), ("template", given[1])):
        assert tensor.grad.norm() > 0
        torch.testing.assert_close(gradients[name], tensor.grad)
