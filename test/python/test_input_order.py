# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The order of a program's inputs is the module's: its own inputs, then what
`named_parameters()` gives, then buffers, whatever reads them, and when."""

import copy

import lrcnn
import numpy
import pytest
import torch
from torch import nn

from interpreter import relative_error

DTYPE = torch.float64


class Swapped(nn.Module):
    """Runs its layers in another order than it has them; their shapes agree."""

    def __init__(self):
        super().__init__()
        self.b = nn.Conv2d(3, 3, 3, padding=1)
        self.a = nn.Conv2d(3, 3, 3, padding=1)

    def forward(self, x, y):
        return self.b(torch.relu(self.a(y))) + x


class Unused(nn.Module):
    """Has an input, parameters and buffers of many shapes that nothing reads."""

    def __init__(self):
        super().__init__()
        self.first = nn.Conv2d(3, 4, 1)
        self.scale = nn.Parameter(torch.rand(()))
        self.table = nn.Parameter(torch.rand(2, 3, 4))
        self.head = nn.Linear(4, 5)
        self.last = nn.Conv2d(4, 2, 3)
        self.register_buffer("mean", torch.rand(3, 1, 1))
        self.register_buffer("map", torch.rand(1, 3, 4, 4))

    def forward(self, mask, x):
        return self.last(self.first(x).relu())


def normalized():
    # A bias in front of a normalization by the batch has no effect.
    return nn.Sequential(
        nn.Conv2d(3, 4, 3, padding=1, bias=False),
        nn.BatchNorm2d(4),
        nn.ReLU(),
        nn.Conv2d(4, 4, 3, padding=1, bias=False),
        nn.BatchNorm2d(4, affine=False),
        nn.BatchNorm2d(4, momentum=None),
        nn.ReLU(),
    )


CASES = {
    "swapped": (Swapped, 2),
    "unused": (Unused, 2),
    "normalized": (normalized, 1),
    "frozen": (lambda: normalized().eval(), 1),
}


@pytest.mark.parametrize("strategy, rows", [("store", 1), ("two_phase", 3)])
@pytest.mark.parametrize("kind", CASES)
def test_a_step_takes_what_the_module_has(kind, strategy, rows):
    torch.manual_seed(0)
    make, count = CASES[kind]
    net = make().to(DTYPE)
    for name, buffer in net.named_buffers():
        if buffer.is_floating_point():
            mean = 0.0 if "mean" in name else 1.0
            nn.init.uniform_(buffer, mean - 0.1, mean + 0.1)
    inputs = [torch.randn(2, 3, 8, 7, dtype=DTYPE) for _ in range(count)]
    program = lrcnn.compile_program(net, inputs, strategy=strategy, rows=rows)
    ours = copy.deepcopy(net)
    for _ in range(2):
        y, step = program.forward(*inputs, *ours.parameters(), *ours.buffers())
        expected = net(*inputs)
        assert relative_error(y, expected.detach()) <= 1e-12
        dy = torch.randn_like(expected)
        net.zero_grad()
        expected.backward(dy)
        gradients = program.backward(step, dy)
        for name, parameter in net.named_parameters():
            if parameter.grad is None:
                assert name not in gradients, name
            else:
                assert relative_error(gradients[name], parameter.grad) <= 1e-11, name
        state = ours.state_dict()
        for name, value in net.state_dict().items():
            assert torch.allclose(state[name], value, rtol=1e-12, atol=1e-12), name
            assert state[name].dtype == value.dtype


def test_names_say_the_order():
    net = Unused()
    x = torch.rand(1, 3, 8, 8)
    program = lrcnn.compile_program(net, (torch.rand(1, 1, 8, 8), x))
    names = [name for name, _ in [*net.named_parameters(), *net.named_buffers()]]
    assert program.inputs == ["mask", "x", *names]
    roles = {a["name"]: a["role"] for a in program.metadata["arguments"]}
    assert {roles[name] for name, _ in net.named_parameters()} == {"parameter"}
    assert roles["mask"] == roles["x"] == "activation"
    assert program.gradients == ["dfirst.weight", "dfirst.bias", "dlast.weight", "dlast.bias"]


def test_gradients_of_what_nothing_reads():
    """There are none, and an array for one is filled with zeros."""
    net = Unused()
    x = torch.rand(1, 3, 8, 8)
    program = lrcnn.compile_program(net, (x, x))
    out = {name: torch.ones_like(p) for name, p in net.named_parameters()}
    y, step = program.forward(x, x, *net.parameters(), *net.buffers())
    added = program.backward(step, torch.zeros_like(y), out=out, accumulate=True)
    assert all((array == 1).all() for array in out.values())
    y, step = program.forward(x, x, *net.parameters(), *net.buffers())
    gradients = program.backward(step, torch.zeros_like(y), out=out)
    assert gradients.keys() == added.keys() == out.keys()
    assert all((array == 0).all() for array in out.values())


def test_counters_count_training_only():
    net = nn.Sequential(nn.Conv2d(3, 4, 1), nn.BatchNorm2d(4))
    x = torch.rand(1, 3, 8, 8)
    program = lrcnn.compile_program(net, (x,))
    counter = net[1].num_batches_tracked
    program.forward(x, *net.parameters(), *net.buffers(), training=False)
    assert counter == 0
    program.forward(x, *net.parameters(), *net.buffers())
    assert counter == 1
    # Without counters, and with one of NumPy.
    statistics = list(net.buffers())[:2]
    program.forward(x, *net.parameters(), *statistics)
    assert counter == 1
    number = numpy.array(4)
    program.forward(x, *net.parameters(), *statistics, number)
    assert number == 5
    with pytest.raises(lrcnn.Error, match=r"expected 7 arrays .*, got 8"):
        program.forward(x, *net.parameters(), *statistics, torch.zeros(1))
