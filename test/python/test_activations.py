# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compiled activations and their gradients, number by number, against PyTorch."""

import pytest
import torch

import lrcnn
from cases import _apply, _attributes
from drawing import ACTIVATIONS, Node

NODES = [Node(op, slope=0.1) for op in ACTIVATIONS]
NODES += [Node("leaky_relu", slope=-0.5), Node("gelu", tanh=True)]
DTYPES = {"f32": torch.float32, "f64": torch.float64}


def compiled(node, dtype, channels):
    tensor = f"tensor<1x2x1x{channels}x{dtype}>"
    return lrcnn.compile_program(
        f"""func.func @main(%x: {tensor} {{lrcnn.name = "x"}}) -> {tensor} {{
  %y = row.chain (%a = %x nhwc : {tensor}) -> (nhwc {tensor}) {{
    %1 = row.{node.op} %a{_attributes(node)} : ({tensor}) -> {tensor}
    row.yield %1 : {tensor}
  }}
  return %y : {tensor}
}}""",
        grad="x",
        strategy="overlap",
        rows=2,
    )


def results(node, x, dy):
    """PyTorch's result and gradient."""
    x = x.clone().requires_grad_()
    y = _apply(node, [x])
    (dx,) = torch.autograd.grad(y, x, dy)
    return y.detach(), dx


def run(node, x, dy, dtype):
    program = compiled(node, dtype, x.shape[-1])
    y, step = program.forward(x)
    return y, program.backward(step, dy)["x"]


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("node", NODES, ids=lambda n: n.op + _attributes(n))
def test_accuracy(node, dtype):
    """No further from the truth than PyTorch is, and a little."""
    steps = torch.linspace(-12, 12, 1000, dtype=torch.float64)
    small = torch.logspace(-12, 0, 501, dtype=torch.float64)
    x = torch.cat([steps, small, -small]).view(1, 2, 1, -1).to(DTYPES[dtype])
    dy = torch.linspace(0.5, 2, x.numel()).view(x.shape).to(x.dtype)
    # In float64 the truth is PyTorch's own, units off where terms cancel.
    slack = torch.finfo(x.dtype).eps * (4 if dtype == "f32" else 512)
    exact = results(node, x.double(), dy.double())
    for got, theirs, truth in zip(run(node, x, dy, dtype), results(node, x, dy), exact):
        size = truth.abs() + 0.1 * x.double().abs().clamp(max=1)
        error = ((got.double() - truth).abs() / size).max()
        allowed = 2 * ((theirs.double() - truth).abs() / size).max() + slack
        assert error <= allowed


@pytest.mark.parametrize("node", NODES, ids=lambda n: n.op + _attributes(n))
def test_what_is_not_finite(node):
    inf, nan = float("inf"), float("nan")
    # Two rows of more numbers than a vector has.
    x = torch.tensor([inf, -inf, nan, 0.0, 1e30, -1e30, 3.0, -3.0, 6.0, 88.0, -88.0])
    if node.op == "gelu":  # PyTorch's gelu(inf) depends on the processor
        x[0] = 1.0
    x = torch.cat([x, x]).view(1, 2, 1, -1)
    dy = torch.ones_like(x)
    for got, expected in zip(run(node, x, dy, "f32"), results(node, x, dy)):
        torch.testing.assert_close(got, expected, equal_nan=True, rtol=1e-4, atol=1e-6)
