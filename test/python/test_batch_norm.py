# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""BatchNorm with running statistics, in training and frozen, beside PyTorch."""

import pytest
import torch
import torch.nn.functional as F

import lrcnn
from interpreter import relative_error

# A convolution, BatchNorm in training mode, and one with frozen statistics.
TEXT = """
func.func @main(%x: tensor<2x3x9x6xDT> {lrcnn.name = "x"},
    %w: tensor<4x3x3x3xDT> {lrcnn.name = "w"},
    %g: tensor<4xDT> {lrcnn.name = "g"}, %b: tensor<4xDT> {lrcnn.name = "b"},
    %rm: tensor<4xDT> {lrcnn.name = "running_mean"},
    %rv: tensor<4xDT> {lrcnn.name = "running_var"},
    %fm: tensor<4xDT> {lrcnn.name = "frozen_mean"},
    %fv: tensor<4xDT> {lrcnn.name = "frozen_var"})
    -> (tensor<2x4x9x6xDT>, tensor<4xDT>, tensor<4xDT>) {
  %y:3 = row.chain (%0 = %x nchw : tensor<2x3x9x6xDT>,
      %1 = %w fchw : tensor<4x3x3x3xDT>, %2 = %g vector : tensor<4xDT>,
      %3 = %b vector : tensor<4xDT>, %4 = %rm vector : tensor<4xDT>,
      %5 = %rv vector : tensor<4xDT>, %6 = %fm vector : tensor<4xDT>,
      %7 = %fv vector : tensor<4xDT>)
      -> (nchw tensor<2x4x9x6xDT>, vector tensor<4xDT>, vector tensor<4xDT>) {
    %8 = row.conv %0, %1 pad [1, 1, 1, 1]
        : (tensor<2x9x6x3xDT>, tensor<4x3x3x3xDT>) -> tensor<2x9x6x4xDT>
    %9 = row.statistics %8 : (tensor<2x9x6x4xDT>) -> tensor<1x1x2x4xDT>
    %10 = row.running_mean %4, %9 momentum 0.1
        : (tensor<4xDT>, tensor<1x1x2x4xDT>) -> tensor<4xDT>
    %11 = row.running_variance %5, %9 momentum 0.1 count 108
        : (tensor<4xDT>, tensor<1x1x2x4xDT>) -> tensor<4xDT>
    %12 = row.normalize %8, %9 scale %2 shift %3 eps 1.0e-05
        : (tensor<2x9x6x4xDT>, tensor<1x1x2x4xDT>, tensor<4xDT>, tensor<4xDT>)
        -> tensor<2x9x6x4xDT>
    %13 = row.relu %12 : (tensor<2x9x6x4xDT>) -> tensor<2x9x6x4xDT>
    %14 = row.normalize %13, %6, %7 scale %2 eps 1.0e-05
        : (tensor<2x9x6x4xDT>, tensor<4xDT>, tensor<4xDT>, tensor<4xDT>)
        -> tensor<2x9x6x4xDT>
    row.yield %14, %10, %11
        : tensor<2x9x6x4xDT>, tensor<4xDT>, tensor<4xDT>
  }
  return %y#0, %y#1, %y#2 : tensor<2x4x9x6xDT>, tensor<4xDT>, tensor<4xDT>
}
"""
PARAMETERS = ["x", "w", "g", "b"]
PLANS = [("store", 1), ("recompute", 1), ("overlap", 4), ("two_phase", 4)]


class Reference:
    """Random arguments and what PyTorch gives for them."""

    def __init__(self, dtype=torch.float64, mean=0.0):
        generator = torch.Generator().manual_seed(1)

        def draw(*shape):
            return torch.randn(shape, generator=generator, dtype=torch.float64)

        leaves = [draw(2, 3, 9, 6) + mean, draw(4, 3, 3, 3), draw(4), draw(4)]
        states = [draw(4), draw(4).abs() + 0.1, draw(4), draw(4).abs() + 0.1]
        self.dy = draw(2, 4, 9, 6)
        self.given = [tensor.to(dtype) for tensor in leaves + states]
        x, w, g, b = (leaf.requires_grad_() for leaf in leaves)
        self.states = [state.clone() for state in states[:2]]
        y = F.conv2d(x, w, padding=1)
        y = F.batch_norm(y, *self.states, g, b, True, 0.1, 1e-5).relu()
        self.y = F.batch_norm(y, *states[2:], g, None, False, 0.0, 1e-5)
        self.gradients = torch.autograd.grad(self.y, leaves, self.dy)
        self.y = self.y.detach()


def compiled(dtype="f64", strategy="overlap", rows=4):
    text = TEXT.replace("DT", dtype)
    return lrcnn.compile(text, strategy=strategy, rows=rows, grad="x")


@pytest.mark.parametrize("strategy, rows", PLANS)
def test_training_step_is_exact(strategy, rows):
    reference = Reference()
    program = compiled(strategy=strategy, rows=rows)
    states = reference.given[4:6]
    y = program.forward(*reference.given)
    gradients = program.backward(reference.dy)
    assert relative_error(y, reference.y) <= 1e-12
    for name, expected in zip(PARAMETERS, reference.gradients, strict=True):
        assert relative_error(gradients[name], expected) <= 1e-12, name
    for state, expected in zip(states, reference.states, strict=True):
        assert relative_error(state, expected) <= 1e-12


def test_states_change_in_training_only():
    reference = Reference()
    program = compiled()
    roles = {a.name: a.role for a in program.arguments}
    assert [n for n, role in roles.items() if role == "state"] == [
        "running_mean", "running_var", "frozen_mean", "frozen_var",
    ]
    before = [state.clone() for state in reference.given[4:]]
    program.forward(*reference.given, training=False)
    assert all(map(torch.equal, reference.given[4:], before))
    program.forward(*reference.given)
    program.backward(reference.dy)
    after = [state.clone() for state in reference.given[4:]]
    assert not torch.equal(after[0], before[0])
    assert all(map(torch.equal, after[2:], before[2:]))
    # A second step starts from what the first left.
    program.forward(*reference.given)
    twice = before[0] * 0.81 + (after[0] - before[0] * 0.9) * 1.9
    assert relative_error(reference.given[4], twice) <= 1e-12


def test_large_mean_in_float32():
    """The variance does not suffer from a mean that is large beside it."""
    reference = Reference(torch.float32, mean=1000.0)
    states = reference.given[4:6]
    compiled("f32").forward(*reference.given)
    assert relative_error(states[1].double(), reference.states[1]) <= 1e-4


@pytest.mark.parametrize("plan", PLANS[2:], ids=lambda plan: plan[0])
def test_forward_does_not_depend_on_tiles(plan):
    outputs = []
    for strategy, rows in (PLANS[0], plan):
        reference = Reference(torch.float32)
        y = compiled("f32", strategy, rows).forward(*reference.given)
        outputs.append([y, *reference.given[4:6]])
    assert all(map(torch.equal, *outputs))
