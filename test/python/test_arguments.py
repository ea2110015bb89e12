# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A module's parameters have the gradients that they ask for, and only they."""

import pytest
import torch
from torch import nn

import lrcnn

PLANS = {
    "store": {"strategy": "store"},
    "two_phase": {"strategy": "two_phase", "rows": 2},
    "overlap": {"strategy": "overlap", "rows": 2},
}


class AddedMap(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 4, 3, padding=1)
        self.map = nn.Parameter(torch.rand(1, 4, 8, 8))

    def forward(self, x):
        return torch.relu(self.conv(x) + self.map)


def encoder_and_head():
    convs = [nn.Conv2d(16 if i else 3, 16, 3, padding=1) for i in range(4)]
    encoder = nn.Sequential(*(m for conv in convs for m in (conv, nn.ReLU())))
    return nn.Sequential(encoder, nn.Conv2d(16, 4, 3, padding=1))


def gradients(program, net, x):
    values = dict(net.named_parameters()) | {"x": x, "input": x}
    y, step = program.forward(*(values[name] for name in program.inputs))
    return program.backward(step, torch.ones_like(y))


def expect_equal_gradients(got, net, x):
    net.zero_grad()
    net(x).sum().backward()
    trained = {n: p for n, p in net.named_parameters() if p.requires_grad}
    assert set(got) == set(trained)
    for name, parameter in trained.items():
        torch.testing.assert_close(got[name], parameter.grad)


@pytest.mark.parametrize("plan", PLANS)
def test_map_is_a_parameter(plan):
    net, x = AddedMap().double(), torch.rand(1, 3, 8, 8, dtype=torch.float64)
    program = lrcnn.compile_program(net, (x,), **PLANS[plan])
    expect_equal_gradients(gradients(program, net, x), net, x)


def test_map_for_several_images_is_refused():
    with pytest.raises(lrcnn.Error, match="expected"):
        lrcnn.compile_program(AddedMap(), (torch.rand(2, 3, 8, 8),), strategy="store")


@pytest.mark.parametrize("plan", PLANS)
def test_frozen_encoder(plan):
    """It has no gradients, and costs no memory for them."""
    net, x = encoder_and_head().double(), torch.rand(1, 3, 16, 16, dtype=torch.float64)
    trained = lrcnn.compile_program(net, (x,), **PLANS[plan])
    net[0].requires_grad_(False)
    frozen = lrcnn.compile_program(net, (x,), **PLANS[plan])
    expect_equal_gradients(gradients(frozen, net, x), net, x)
    assert frozen.peak_bytes < 0.7 * trained.peak_bytes


def test_everything_frozen():
    """There is nothing to compute backward, and the gradient of the output is taken."""
    net = encoder_and_head().double().requires_grad_(False)
    x = torch.rand(1, 3, 16, 16, dtype=torch.float64)
    program = lrcnn.compile_program(net, (x,))
    assert (program.output_gradients, program.gradients) == (["dy"], [])
    for seeds in ((torch.ones(1, 4, 16, 16, dtype=torch.float64),), (None,), ()):
        y, step = program.forward(x, *net.parameters())
        torch.testing.assert_close(y, net(x))
        assert program.backward(step, *seeds) == {}
    y, step = program.forward(x, *net.parameters())
    with pytest.raises(lrcnn.Error, match=r"expected 1 arrays \(dy\), got 2"):
        program.backward(step, y, y)
    with pytest.raises(lrcnn.Error, match="expected one of none, got '1.weight'"):
        program.backward(step, y, out={"1.weight": torch.empty(4, 16, 3, 3)})


class TwoHeads(nn.Module):
    """Only the second output depends on what is trained."""

    def __init__(self):
        super().__init__()
        self.body = nn.Conv2d(3, 4, 3).requires_grad_(False)
        self.head = nn.Conv2d(4, 2, 1)

    def forward(self, x):
        y = torch.relu(self.body(x))
        return torch.tanh(y), self.head(y)


def test_gradients_of_outputs_that_nothing_reads():
    net, x = TwoHeads().double(), torch.rand(1, 3, 8, 8, dtype=torch.float64)
    program = lrcnn.compile_program(net, (x,))
    assert program.output_gradients == ["dy", "dy1"]
    seeds = [torch.rand_like(y) for y in net(x)]
    net(x)[1].backward(seeds[1])
    assert net.head.weight.grad.norm() > 0
    for given in (seeds, seeds[1:], [None, seeds[1]]):
        _, step = program.forward(x, *net.parameters())
        got = program.backward(step, *given)
        assert got.keys() == {"head.weight", "head.bias"}
        torch.testing.assert_close(got["head.weight"], net.head.weight.grad)
