# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Gradients written over the values that mask them: every takeover that the checks
accept gives the gradients of PyTorch."""

import random
import re

import pytest
import torch
from torch import nn

import lrcnn
from cases import Case, hybrid_plan, uniform_plan
from interpreter import DIFFERENTIATE, TILE, Batch, optimize, relative_error, run_tool

SEEDS = [range(begin, begin + 40) for begin in range(0, 160, 40)]


def plans(case):
    rng = random.Random(case.seed)
    yield uniform_plan(case, "store", 1)
    yield uniform_plan(case, "overlap", 3)
    for _ in range(2):
        yield hybrid_plan(case, rng)


def over(layer):
    return f"#row.takeover<{layer} over value of {layer}>"


def complete(cases):
    """The plans of programs for each case, which say all."""
    batch = Batch("", TILE)
    for case in cases:
        for plan in plans(case):
            batch.add(case, plan)
    text = optimize("".join(batch.functions), TILE)
    printed = re.findall(r"row.program @\w+ .*plan = (#row\.plan<.*>), work", text)
    assert len(printed) == len(batch.runs)
    return [(run[0], plan) for run, plan in zip(batch.runs, printed, strict=True)]


def take(plan, layers):
    """The plan with the gradients of `layers` over their values, too."""
    chosen = re.search(r"takes\[(.*)\]>$", plan).group(1)
    takes = ([chosen] if chosen else []) + [over(layer) for layer in layers]
    return re.sub(r"takes\[.*\]>$", f"takes[{', '.join(takes)}]>", plan)


def find_accepted(planned):
    """By number of the plan: layers whose gradients may go over their values."""
    tries, texts = [], []
    for number, (case, plan) in enumerate(planned):
        for layer in range(len(case.layers)):
            texts.append(case.mlir(f"t{len(tries)}", take(plan, [layer])))
            tries.append((number, layer))
    result = run_tool(
        "lrcnn-opt",
        "--split-input-file",
        f"--pass-pipeline=builtin.module({DIFFERENTIATE})",
        text="\n// -----\n".join(texts),
    )
    accepted = {}
    for found in re.findall(r"func.func @t(\d+)\(", result.stdout):
        number, layer = tries[int(found)]
        accepted.setdefault(number, []).append(layer)
    # What is refused says why.
    reasons = re.findall(r"error: (.*)", result.stderr)
    assert all("expected" in reason for reason in reasons)
    assert len(reasons) >= len(tries) - sum(map(len, accepted.values())) > 0
    return accepted


@pytest.mark.parametrize("seeds", SEEDS, ids=lambda seeds: str(seeds.start))
def test_what_is_accepted_is_exact(seeds, tmp_path):
    planned = complete([Case(seed) for seed in seeds])
    accepted = find_accepted(planned)
    assert sum(map(len, accepted.values())) > 20
    batch = Batch(tmp_path, TILE)
    for number, layers in accepted.items():
        case, plan = planned[number]
        batch.add(case, take(plan, layers))
    batch.check()


def make_network():
    torch.manual_seed(4)
    return nn.Sequential(
        nn.Conv2d(3, 20, 3, padding=1),
        nn.ReLU(),
        nn.Conv2d(20, 24, 5, stride=2, padding=2),
        nn.ReLU(),
        nn.Conv2d(24, 24, 1),
        nn.LeakyReLU(0.1),
        nn.Conv2d(24, 8, 3),
    ).double()


X = torch.randn(2, 3, 46, 39, generator=torch.Generator().manual_seed(5)).double()
TAKEOVERS = [{"gradient_of": layer, "over": "value", "of": layer} for layer in (1, 3, 5)]


def expected_gradients(network):
    y = network(X)
    seed = torch.randn(y.shape, generator=torch.Generator().manual_seed(6)).double()
    names = [name for name, _ in network.named_parameters()]
    gradients = torch.autograd.grad(y, list(network.parameters()), seed)
    return seed, dict(zip(names, gradients, strict=True))


@pytest.mark.parametrize(
    "segments",
    [
        [{"end": 7, "strategy": "store"}],
        # Kernels of one row: tiles share none.
        [
            {"end": 4, "strategy": "store"},
            {"end": 6, "strategy": "two_phase", "rows": 3},
            {"end": 7, "strategy": "store"},
        ],
    ],
    ids=["store", "tiled"],
)
def test_convolutions_write_over_their_masks(segments):
    network = make_network()
    seed, expected = expected_gradients(network)
    plan = {"segments": segments}
    program = lrcnn.compile_program(network, (X,), plan=plan | {"takeovers": TAKEOVERS})
    assert program.plan["takeovers"] == TAKEOVERS
    peak = lrcnn.plan(network, (X,), plan=plan | {"takeovers": []})["peak_bytes"]
    assert program.peak_bytes < peak
    _, step = program.forward(X, *network.parameters())
    gradients = program.backward(step, seed)
    for name, gradient in expected.items():
        assert relative_error(gradients[name], gradient) <= 1e-12, name


def test_what_the_target_cannot_do_is_refused():
    network = make_network()
    segments = {"segments": [{"end": 7, "strategy": "store"}]}
    with pytest.raises(lrcnn.CompileError, match="expected a target that can offload"):
        lrcnn.plan(network, (X,), plan=segments | {"kept": [1, 3], "offloaded": [5]})
    with pytest.raises(lrcnn.CompileError, match="expected tensors of f32 .* as bf16"):
        lrcnn.plan(network, (X,), plan=segments | {"bf16": [3]})
    with pytest.raises(lrcnn.CompileError, match="expected a target that can store .* as bf16"):
        lrcnn.plan(network.float(), (X.float(),), plan=segments | {"bf16": [3]})
    pooled = nn.Sequential(nn.Conv2d(3, 4, 3), nn.ReLU(), nn.AvgPool2d(3, 1)).double()
    takeovers = TAKEOVERS[:1]
    with pytest.raises(lrcnn.CompileError, match="expected a target whose kernel of"):
        lrcnn.plan(
            pooled,
            (X,),
            plan={"segments": [{"end": 3, "strategy": "store"}], "takeovers": takeovers},
        )
