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
    program = lrcnn.compile(net, (x,), **PLANS[plan])
    expect_equal_gradients(gradients(program, net, x), net, x)


def test_map_for_several_images_is_refused():
    with pytest.raises(lrcnn.Error, match="expected"):
        lrcnn.compile(AddedMap(), (torch.rand(2, 3, 8, 8),), strategy="store")


@pytest.mark.parametrize("plan", PLANS)
def test_frozen_encoder(plan):
    """It has no gradients, and costs no memory for them."""
    net, x = encoder_and_head().double(), torch.rand(1, 3, 16, 16, dtype=torch.float64)
    trained = lrcnn.compile(net, (x,), **PLANS[plan])
    net[0].requires_grad_(False)
    frozen = lrcnn.compile(net, (x,), **PLANS[plan])
    expect_equal_gradients(gradients(frozen, net, x), net, x)
    assert frozen.peak_bytes < 0.7 * trained.peak_bytes
