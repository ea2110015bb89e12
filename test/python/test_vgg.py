# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""VGG-16's convolution part on a photograph, in every strategy.

LRCNN_VGG_SIZES, such as "224x224 333x517 1024x1024", sets the sizes.
"""

import functools
import os

import pytest
import torch

import lrcnn
from interpreter import relative_error
from networks import HYBRIDS, hybrid, photograph, vgg16, vgg16_chain, vgg16_parameters

SIZES = os.environ.get("LRCNN_VGG_SIZES", "224x224").split()
STRATEGIES = {"store": 1, "recompute": 1, "overlap": 5, "two_phase": 7}


@functools.cache
def reference(size, dtype=torch.float64):
    """Parameters, photograph, gradient of the output, and what PyTorch gives."""
    height, width = map(int, size.split("x"))
    image = photograph(height, width)
    parameters = vgg16_parameters()
    generator = torch.Generator().manual_seed(1)
    shape = (1, 512, height // 32, width // 32)
    seed = torch.randn(shape, generator=generator, dtype=torch.float64)
    leaves = {k: v.to(dtype).requires_grad_() for k, v in parameters.items()}
    output = vgg16(image.to(dtype), leaves)
    gradients = torch.autograd.grad(output, list(leaves.values()), seed.to(dtype))
    return image, parameters, seed, {"y": output.detach()} | dict(zip(leaves, gradients))


def run(size, dtype, plan):
    height, width = map(int, size.split("x"))
    text = vgg16_chain(1, height, width, {torch.float32: "f32"}.get(dtype, "f64"))
    if plan in HYBRIDS:
        program = lrcnn.compile(text, plan=hybrid(plan))
    else:
        program = lrcnn.compile(text, strategy=plan, rows=STRATEGIES[plan])
    image, parameters, seed, _ = reference(size)
    output = program.forward(image.to(dtype), *(p.to(dtype) for p in parameters.values()))
    return {"y": output} | program.backward(seed.to(dtype))


@pytest.mark.parametrize("plan", [*STRATEGIES, *HYBRIDS])
@pytest.mark.parametrize("size", SIZES)
def test_float64_is_exact(size, plan):
    expected = reference(size)[3]
    results = run(size, torch.float64, plan)
    assert results.keys() == expected.keys()
    for name, value in expected.items():
        assert relative_error(results[name], value) <= 1e-12, name


@pytest.mark.parametrize("plan", ["store", "two_phase", "overlap_hybrid"])
@pytest.mark.parametrize("size", SIZES)
def test_float32_is_as_near_as_pytorch(size, plan):
    """ReLU masks and maxima that flip make deep gradients of any two float32
    programs differ, so PyTorch's own distance is the measure."""
    expected = reference(size)[3]
    pytorch = reference(size, torch.float32)[3]
    results = run(size, torch.float32, plan)
    for name, value in expected.items():
        limit = max(2e-5, 2 * relative_error(pytorch[name].double(), value))
        assert relative_error(results[name].double(), value) <= limit, name
