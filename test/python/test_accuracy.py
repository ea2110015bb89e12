# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Each pass of one float32 convolution is as near to float64 as PyTorch's.

A whole network's error says little about its kernels: a ReLU mask or a maximum
that flips outweighs all that they round.
"""

import pytest
import torch
import torch.nn.functional as F

import lrcnn
from interpreter import relative_error

# channels, filters, size, kernel, stride: short sums, deep ones, many pixels.
LAYERS = [
    (3, 64, 56, 7, 2),
    (64, 64, 56, 3, 1),
    (128, 128, 28, 3, 1),
    (256, 256, 14, 3, 1),
    (512, 512, 10, 3, 1),
    (1024, 256, 14, 1, 1),
    (16, 16, 160, 3, 1),
]


class Layer(torch.nn.Module):
    def __init__(self, channels, filters, kernel, stride):
        super().__init__()
        self.conv = torch.nn.Conv2d(channels, filters, kernel, stride, kernel // 2)

    def forward(self, x):
        return self.conv(x)


def results(layer, x, dy):
    """PyTorch's output and gradients, by name."""
    x = x.requires_grad_()
    leaves = {"x": x} | dict(layer.named_parameters())
    y = layer(x)
    gradients = torch.autograd.grad(y, list(leaves.values()), dy)
    return {"y": y.detach()} | dict(zip(leaves, gradients))


@pytest.mark.parametrize("vector_bits", [256, 0])
@pytest.mark.parametrize("shape", LAYERS, ids=lambda shape: "x".join(map(str, shape)))
def test_convolution_is_as_near_as_pytorch(shape, vector_bits):
    channels, filters, size, kernel, stride = shape
    torch.manual_seed(0)
    layer = Layer(channels, filters, kernel, stride)
    x = F.relu(torch.randn(1, channels, size, size))
    dy = torch.randn_like(layer(x))
    pytorch = results(layer, x.clone(), dy)
    program = lrcnn.compile_program(layer, [x], grad="x", vector_bits=vector_bits)
    y, step = program.forward(x, *layer.parameters())
    ours = {"y": y} | program.backward(step, dy)
    expected = results(layer.double(), x.double(), dy.double())
    assert ours.keys() == expected.keys()
    for name, value in expected.items():
        limit = 1.5 * relative_error(pytorch[name].double(), value)
        assert relative_error(ours[name].double(), value) <= limit, name
