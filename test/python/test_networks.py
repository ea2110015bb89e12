# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Networks of the zoo in training mode, raised whole from torch-mlir's linalg and
compiled, beside PyTorch in float64: outputs, gradients and running statistics; and
two of them in float32, beside PyTorch's own distance from float64.

LRCNN_NETWORKS, such as "resnet50 densenet121", names networks to run in every
strategy. LRCNN_NETWORK_SIZES, such as "own 131x97", sets the images' sizes and
LRCNN_NETWORK_WIDTH what the numbers of channels are multiplied by.

PyTorch's own gradients of a network with 121 BatchNorms of few channels differ by
2e-11 between one thread and two: DenseNet-121 is twice as wide as the others.
"""

import copy
import functools
import math

import pytest
import torch
import torch.nn.functional as F
from torch import nn

import lrcnn
from interpreter import relative_error
from lrcnn import zoo
from lrcnn.torch_export import export
from long import choose
from meter import expect_the_bytes_of_the_plan

SIZES = choose("LRCNN_NETWORK_SIZES", "own", "own 131x97").split()
# Without barriers the whole network is one segment, whose last map needs three rows.
DEFAULT_SIZE = dict.fromkeys(["vgg11", "vgg16", "vgg19"], "107x75")
DEFAULT_SIZE["convnext_tiny"] = "107x61"  # and one column
WIDTH = choose("LRCNN_NETWORK_WIDTH", "", "")
DEFAULT_WIDTH = {"densenet121": 1 / 8}
OPTIONS = {"resnet18": {"classes": 10}}
PLANS = {"store": 1, "recompute": 1, "overlap": 3, "two_phase": 3, "mixed": 3}
WHOLE = choose("LRCNN_NETWORKS", "resnet18 unet", " ".join(zoo.NETWORKS)).split()
# Every strategy for the networks that differ most; the others in one or two.
RUNS = [(name, plan) for name in WHOLE for plan in PLANS]
RUNS += [
    ("resnet50", "overlap"),
    ("resnet50", "two_phase"),
    ("vgg11_bn", "overlap"),
    ("mobilenet_v2", "two_phase"),
    ("mobilenet_v3_small", "two_phase"),
    ("efficientnet_b0", "overlap"),
    ("convnext_tiny", "two_phase"),
    ("fpn_resnet18", "two_phase"),
    ("densenet121", "store"),
    ("resnet18_group_norm", "overlap"),
]
RUNS = list(dict.fromkeys(RUNS))


def resnet18_group_norm(width):
    """A ResNet with GroupNorm in the place of BatchNorm."""
    network = zoo.resnet18(width)
    for path, part in list(network.named_modules()):
        if isinstance(part, nn.BatchNorm2d):
            parent, _, name = path.rpartition(".")
            norm = nn.GroupNorm(2, part.num_features)
            setattr(network.get_submodule(parent), name, norm)
    return network


NETWORKS = zoo.NETWORKS | {"resnet18_group_norm": resnet18_group_norm}


def sizes(name):
    own = DEFAULT_SIZE.get(name, "75x61")
    return [own if size == "own" else size for size in SIZES]


def chosen(text, plan):
    """Arguments of `lrcnn.compile`. The mixed plan has another strategy for each
    segment in turn, and a checkpoint at every second border."""
    if plan != "mixed":
        return {"strategy": plan, "rows": PLANS[plan]}
    segments = lrcnn.plan(text, strategy="two_phase", rows=3)["plan"]["segments"]
    mixed = []
    for index, segment in enumerate(segments):
        strategy = ["two_phase", "store", "overlap", "recompute"][index % 4]
        rows = segment["rows"] if strategy in ("two_phase", "overlap") else 1
        checkpoint = index % 2 == 0 or index + 1 == len(segments)
        mixed.append(
            {
                "end": segment["end"],
                "strategy": strategy,
                "rows": rows,
                "checkpoint": checkpoint,
            }
        )
    return {"plan": {"segments": mixed}}


def hardsigmoid(x):
    """PyTorch's own takes the sixth in its gradient in float32."""
    return F.relu6(x + 3) / 6


class Reference:
    """A network, an image and what PyTorch makes of them in one step."""

    def __init__(self, name, size):
        torch.manual_seed(0)
        width = float(WIDTH or DEFAULT_WIDTH.get(name, 1 / 16))
        network = NETWORKS[name](width=width, **OPTIONS.get(name, {})).double()
        for parameter in network.parameters():
            # Scales of 1 or near 0 and shifts of 0 would hide errors.
            if parameter.dim() in (1, 3):
                parameter.data += 0.1 * torch.randn_like(parameter)
        x = torch.randn(2, 3, *map(int, size.split("x")), dtype=torch.float64)
        self.network = copy.deepcopy(network)
        self.text = export(network, [x])
        self.arguments = {"x": x} | {
            name: value.detach().clone() for name, value in network.state_dict().items()
        }
        for part in network.modules():
            if isinstance(part, nn.Hardsigmoid):
                part.forward = hardsigmoid
        leaf = x.clone().requires_grad_()
        outputs = network(leaf)
        self.outputs = outputs if isinstance(outputs, tuple) else (outputs,)
        self.seeds = [torch.randn_like(output) for output in self.outputs]
        torch.autograd.backward(self.outputs, self.seeds)
        self.gradients = {"x": leaf.grad}
        self.gradients |= {n: p.grad for n, p in network.named_parameters()}
        self.states = {n: b for n, b in network.named_buffers() if b.dim() > 0}


@functools.cache
def reference(name, size):
    return Reference(name, size)


@pytest.mark.parametrize(
    "name, plan, size", [(*run, size) for run in RUNS for size in sizes(run[0])]
)
def test_training_step_is_exact(name, plan, size):
    expected = reference(name, size)
    options = chosen(expected.text, plan)
    program = lrcnn.compile_program(expected.text, grad="x", **options)
    arguments = {n: expected.arguments[n].clone() for n in program.inputs}
    outputs, gradients = expect_the_bytes_of_the_plan(
        program, arguments.values(), expected.seeds
    )
    if isinstance(outputs, torch.Tensor):
        outputs = [outputs]
    for output, value in zip(outputs, expected.outputs, strict=True):
        assert relative_error(output, value.detach()) <= 1e-11
    assert gradients.keys() == expected.gradients.keys()
    zero = 1e-12 * max(gradient.norm() for gradient in expected.gradients.values())
    for parameter, gradient in expected.gradients.items():
        if gradient.norm() <= zero:
            # A shift that a BatchNorm takes away again: there is only rounding.
            assert parameter.endswith(".bias")
            assert gradients[parameter].norm() <= zero, parameter
            continue
        assert relative_error(gradients[parameter], gradient) <= 1e-11, parameter
    states = {a.name for a in program.arguments if a.role == "state"}
    assert states == expected.states.keys()
    for state, value in expected.states.items():
        assert not torch.equal(value, expected.arguments[state])
        assert relative_error(arguments[state], value) <= 1e-11, state


def distances(reference, outputs, gradients):
    """Relative errors of outputs and of the gradients that are not rounding."""
    zero = 1e-12 * max(gradient.norm() for gradient in reference.gradients.values())
    return [
        relative_error(o.detach(), y.detach()) for o, y in zip(outputs, reference.outputs)
    ], [
        relative_error(gradients[name], gradient)
        for name, gradient in reference.gradients.items()
        if gradient.norm() > zero
    ]


@pytest.mark.parametrize("name", WHOLE)
def test_float32_is_as_near_as_pytorch(name):
    """A mask that flips outweighs all rounding in a gradient, here as in PyTorch, so
    gradients are judged by the mean over all of them."""
    expected = reference(name, sizes(name)[0])
    network = copy.deepcopy(expected.network).float()
    x = expected.arguments["x"].float().requires_grad_()
    seeds = [seed.float() for seed in expected.seeds]
    program = lrcnn.compile_program(network, [x.detach()], strategy="two_phase", rows=3, grad="x")
    tensors = {"x": x.detach()} | {n: v.clone() for n, v in network.state_dict().items()}
    outputs, step = program.forward(*(tensors[n] for n in program.inputs))
    outputs = [outputs] if isinstance(outputs, torch.Tensor) else outputs
    ours = distances(expected, outputs, program.backward(step, *seeds))
    outputs = network(x)
    outputs = outputs if isinstance(outputs, tuple) else (outputs,)
    torch.autograd.backward(outputs, seeds)
    gradients = {"x": x.grad} | {n: p.grad for n, p in network.named_parameters()}
    theirs = distances(expected, outputs, gradients)
    for own, other in zip(ours[0], theirs[0], strict=True):
        assert own <= max(2e-5, 2 * other)
    ratios = [math.log(a / b) for a, b in zip(ours[1], theirs[1], strict=True)]
    assert math.exp(sum(ratios) / len(ratios)) <= 2
