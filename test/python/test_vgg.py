# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""VGG-16's convolution part on a photograph, in every strategy.

LRCNN_VGG_SIZES, such as "224x224 333x517 1024x1024", sets the sizes.
"""

import functools

import pytest
import torch

import lrcnn
from interpreter import relative_error
from long import choose
from networks import (
    HYBRIDS,
    hybrid,
    photograph,
    vgg16_chain,
    vgg16_decisions,
    vgg16_layers,
    vgg16_parameters,
)

SIZES = choose("LRCNN_VGG_SIZES", "224x224", "224x224 333x517 1024x1024").split()
STRATEGIES = {"store": 1, "recompute": 1, "overlap": 5, "two_phase": 7}


@functools.cache
def inputs(size):
    """Photograph, parameters, gradient of the output: numbers that float32 holds,
    so that only a run's own rounding counts."""
    height, width = map(int, size.split("x"))
    generator = torch.Generator().manual_seed(1)
    shape = (1, 512, height // 32, width // 32)
    seed = torch.randn(shape, generator=generator, dtype=torch.float64)
    rounded = {k: v.float().double() for k, v in vgg16_parameters().items()}
    return photograph(height, width).float().double(), rounded, seed.float().double()


def reference(size, dtype=torch.float64, decisions=None):
    """What PyTorch gives: output and gradients by name, and the decisions."""
    image, parameters, seed = inputs(size)
    leaves = {k: v.to(dtype).requires_grad_() for k, v in parameters.items()}
    *relus, output = vgg16_layers(image.to(dtype), leaves, decisions)
    gradients = torch.autograd.grad(output, list(leaves.values()), seed.to(dtype))
    results = {"y": output.detach()} | dict(zip(leaves, gradients))
    return results, decisions or vgg16_decisions(relus)


@functools.cache
def exact(size):
    return reference(size)


def run(size, dtype, plan):
    height, width = map(int, size.split("x"))
    text = vgg16_chain(1, height, width, {torch.float32: "f32"}.get(dtype, "f64"))
    if plan in HYBRIDS:
        program = lrcnn.compile_program(text, plan=hybrid(plan))
    else:
        program = lrcnn.compile_program(text, strategy=plan, rows=STRATEGIES[plan])
    image, parameters, seed = inputs(size)
    output, step = program.forward(image.to(dtype), *(p.to(dtype) for p in parameters.values()))
    return {"y": output} | program.backward(step, seed.to(dtype))


@pytest.mark.parametrize("plan", [*STRATEGIES, *HYBRIDS])
@pytest.mark.parametrize("size", SIZES)
def test_float64_is_exact(size, plan):
    expected = exact(size)[0]
    results = run(size, torch.float64, plan)
    assert results.keys() == expected.keys()
    for name, value in expected.items():
        assert relative_error(results[name], value) <= 1e-12, name


def judge(size, decisions):
    """What a run with these decisions is measured by: the exact output, the exact
    gradients after the same decisions, and how many ReLUs decide otherwise. Maxima
    are not counted: windows of equal pixels tie, in float64 but for its rounding."""
    expected, exact_decisions = exact(size)
    pairs = zip(decisions, exact_decisions, strict=True)
    flips = sum(int((a != b).sum()) for a, b in pairs if a.dtype == torch.bool)
    return reference(size, decisions=decisions)[0] | {"y": expected["y"]}, flips


def distances(results, expected):
    assert results.keys() == expected.keys()
    return {k: relative_error(results[k].double(), v) for k, v in expected.items()}


@functools.cache
def our_judgement(size):
    """Every plan computes the same bits in the forward pass; this one shows them."""
    height, width = map(int, size.split("x"))
    text = vgg16_chain(1, height, width, "f32", activations=True)
    program = lrcnn.compile_program(text, strategy="store", rows=1)
    image, parameters, _ = inputs(size)
    arguments = [image.float(), *(p.float() for p in parameters.values())]
    *relus, output = program.forward(*arguments, training=False)
    return *judge(size, vgg16_decisions(relus)), output


@functools.cache
def pytorch_distances(size):
    results, decisions = reference(size, torch.float32)
    expected, flips = judge(size, decisions)
    return distances(results, expected), flips


@pytest.mark.parametrize("plan", [*STRATEGIES, *HYBRIDS])
@pytest.mark.parametrize("size", SIZES)
def test_float32_is_as_near_as_pytorch(size, plan):
    """Output and gradients are no further from float64 than twice PyTorch.

    Of ten million ReLUs a few lie so near to zero that float32 decides otherwise
    than float64. One that flips moves all gradients before it by 1e-3, a thousand
    times what rounding does, and in which layer it happens to PyTorch and in which
    to us is chance: compared as they are, gradients pass or fail by luck (PyTorch's
    own in its two layouts fail), and errors below 1e-3 pass where PyTorch flips.
    So each run's gradients are compared with the float64 gradients that follow
    from its own decisions, and nothing is allowed but twice PyTorch's distance;
    where no decision flips, that is the comparison as they are. The decisions are
    judged by the output's distance and by the number of ReLUs that flip.
    """
    expected, flips, output = our_judgement(size)
    results = run(size, torch.float32, plan)
    assert torch.equal(results["y"], output)
    limits, pytorch_flips = pytorch_distances(size)
    for name, error in distances(results, expected).items():
        assert error <= 2 * limits[name], name
    # Counts of rare events scatter by their roots.
    assert flips <= 2 * pytorch_flips + 10
