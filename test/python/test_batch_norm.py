# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""BatchNorm with running statistics, in training and frozen, beside PyTorch."""

import copy
import warnings

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import nn

import lrcnn
from interpreter import interpret, optimize, relative_error
from lrcnn.torch_export import export

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
    return lrcnn.compile_program(text, strategy=strategy, rows=rows, grad="x")


@pytest.mark.parametrize("strategy, rows", PLANS)
def test_training_step_is_exact(strategy, rows):
    reference = Reference()
    program = compiled(strategy=strategy, rows=rows)
    states = reference.given[4:6]
    y, step = program.forward(*reference.given)
    gradients = program.backward(step, reference.dy)
    assert relative_error(y, reference.y) <= 1e-12
    for name, expected in zip(PARAMETERS, reference.gradients, strict=True):
        assert relative_error(gradients[name], expected) <= 1e-12, name
    for state, expected in zip(states, reference.states, strict=True):
        assert relative_error(state, expected) <= 1e-12


def test_says_once_that_evaluation_is_another_program():
    reference = Reference()
    program = compiled()
    with pytest.warns(UserWarning, match=r"compile the module again after net.eval\(\)"):
        y = program.forward(*reference.given, training=False)
    assert relative_error(y, reference.y) <= 1e-12
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        program.forward(*reference.given, training=False)
        frozen = lrcnn.compile_program(nn.Sequential(nn.Conv2d(3, 4, 1), nn.BatchNorm2d(4)).eval(),
                               (torch.zeros(1, 3, 4, 4),))
        state = frozen_state(frozen)
        frozen.forward(torch.zeros(1, 3, 4, 4), *state.values(), training=False)


def frozen_state(program):
    """Ones for all that a program takes behind its first input."""
    shapes = {a.name: a.shape for a in program.arguments}
    return {name: torch.ones(shapes[name]) for name in program.inputs[1:]}


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
    _, step = program.forward(*reference.given)
    program.backward(step, reference.dy)
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
        y, _ = compiled("f32", strategy, rows).forward(*reference.given)
        outputs.append([y, *reference.given[4:6]])
    assert all(map(torch.equal, *outputs))


def cumulative(steps, dtype=torch.float64):
    """BatchNorms whose statistics count the steps after `steps`, one with a
    momentum and one in evaluation mode."""
    torch.manual_seed(steps)
    norms = [nn.BatchNorm2d(4, momentum=momentum) for momentum in (None, 0.3, None)]
    norms += [nn.BatchNorm2d(4, affine=False, momentum=None).eval()]
    # A bias in front of a normalization by the batch has no effect.
    convolutions = [
        nn.Conv2d(channels, 4, 3, padding=1, bias=not norm.training)
        for channels, norm in zip([3, 4, 4, 4], norms)
    ]
    layers = [layer for pair in zip(convolutions, norms) for layer in pair]
    layers.insert(2, nn.ReLU())
    for norm in norms:
        nn.init.normal_(norm.running_mean)
        nn.init.uniform_(norm.running_var, 0.5, 2.0)
        norm.num_batches_tracked += steps
    norms[2].num_batches_tracked += 2
    return nn.Sequential(*layers).to(dtype)


STATES = ["1.running_mean", "1.running_var", "1.num_batches_tracked"]
STATES += ["4.running_mean", "4.running_var"]
STATES += ["6.running_mean", "6.running_var", "6.num_batches_tracked"]
"""What a training step renews."""


def counters(state):
    return {name: value for name, value in state.items() if "tracked" in name}


def draw_step(dtype=torch.float64):
    return torch.randn(2, 3, 9, 6, dtype=dtype), torch.randn(2, 4, 9, 6, dtype=dtype)


@pytest.mark.parametrize("steps", [0, 5])
@pytest.mark.parametrize("strategy, rows", PLANS)
def test_cumulative_statistics(strategy, rows, steps):
    module = cumulative(steps)
    state = copy.deepcopy(module.state_dict())
    x, _ = draw_step()
    program = lrcnn.compile_program(module, (x,), strategy=strategy, rows=rows)
    counted = ["1.num_batches_tracked", "6.num_batches_tracked"]
    assert sorted(counters(dict.fromkeys(program.inputs))) == counted
    for _ in range(3):
        x, dy = draw_step()
        arguments = [state[name] for name in program.inputs[1:]]
        y, step = program.forward(x, *arguments)
        gradients = program.backward(step, dy)
        expected = module(x)
        module.zero_grad()
        expected.backward(dy)
        assert relative_error(y, expected.detach()) <= 1e-11
        for name, parameter in module.named_parameters():
            assert relative_error(gradients[name], parameter.grad) <= 1e-11, name
        for name in STATES:
            value = module.get_buffer(name)
            assert relative_error(state[name], value) <= 1e-12, name
        program.forward(x, *arguments, training=False)
    for name in counted:
        assert state[name].dtype == torch.int64 and state[name].shape == ()
        assert state[name] == module.state_dict()[name], name


@pytest.mark.parametrize("strategy, rows", PLANS)
def test_cumulative_statistics_in_the_interpreter(strategy, rows, tmp_path):
    module = cumulative(5)
    x, dy = draw_step()
    state = copy.deepcopy(module.state_dict()) | {"input": x, "dy": dy}
    text = optimize(export(module, (x,)), "func.func(lrcnn-raise)")
    plan = f"lrcnn-differentiate,lrcnn-plan{{strategy={strategy} rows={rows}}}"
    expected = copy.deepcopy(module)
    y = expected(x)
    y.backward(dy)
    for level in ("", ",lrcnn-tile"):
        lowered = optimize(text, f"func.func({plan}){level}")
        needed = {
            name: torch.atleast_1d(value).double()
            for name, value in state.items()
            if f'"{name}"' in lowered
        }
        results = interpret(lowered, needed, tmp_path, entry="step")
        assert relative_error(results["y"], y.detach()) <= 1e-11
        assert relative_error(results["d0.weight"], expected[0].weight.grad) <= 1e-11
        for name in STATES:
            value = torch.atleast_1d(expected.get_buffer(name))
            assert relative_error(results[name], value) <= 1e-12, name


@pytest.mark.parametrize("kind", ["array", "float", "f32"])
def test_counters_as_the_caller_has_them(kind):
    """An integer without dimensions, of PyTorch or NumPy, or one element of the
    program's type, which is written where it lies."""
    dtype = torch.float32 if kind == "f32" else torch.float64
    module = cumulative(5, dtype)
    x, _ = draw_step(dtype)
    program = lrcnn.compile_program(module, (x,), strategy="overlap", rows=4)
    state = {name: value.clone() for name, value in module.state_dict().items()}
    for name, counter in counters(state).items():
        number = np.array(int(counter), np.int32)
        state[name] = number if kind == "array" else counter.to(dtype).reshape(1)
    program.forward(x, *(state[name] for name in program.inputs[1:]))
    module(x)
    assert state["1.num_batches_tracked"] == 6 and state["6.num_batches_tracked"] == 8
    tolerance = 1e-5 if kind == "f32" else 1e-12
    for name in ("1.running_mean", "1.running_var", "6.running_var"):
        assert relative_error(state[name], module.state_dict()[name]) <= tolerance


@pytest.mark.parametrize(
    "counter, error",
    [
        (torch.zeros(1, dtype=torch.int64), "expected float32 or float64 for '1.num"),
        (torch.zeros((), dtype=torch.float64), "expected rank 1, got 0"),
        (np.int64(5), "expected an array for '1.num_batches_tracked', got int64"),
        (5, "expected an array for '1.num_batches_tracked', got int"),
    ],
    ids=["vector", "float", "scalar", "int"],
)
def test_refuses_other_counters(counter, error):
    module = cumulative(0)
    x, _ = draw_step()
    program = lrcnn.compile_program(module, (x,))
    state = module.state_dict() | {"1.num_batches_tracked": counter}
    with pytest.raises(lrcnn.Error, match=error):
        program.forward(x, *(state[name] for name in program.inputs[1:]))


def test_only_a_counter_may_be_an_integer():
    """The running mean of one channel has the shape of a counter."""
    module = nn.Sequential(nn.Conv2d(3, 1, 1), nn.BatchNorm2d(1)).double()
    x = torch.zeros(2, 3, 4, 4, dtype=torch.float64)
    program = lrcnn.compile_program(module, (x,))
    state = module.state_dict()
    state["1.running_mean"] = torch.zeros(1, dtype=torch.int64)
    with pytest.raises(lrcnn.Error, match="expected float32 or float64"):
        program.forward(x, *(state[name] for name in program.inputs[1:]))
