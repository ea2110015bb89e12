# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Budgets: what is chosen fits, computes the same, and does the least work."""

import json

import pytest
import torch
from torch import nn

import lrcnn
from interpreter import relative_error, run_tool
from lrcnn.torch_export import export
from lrcnn.zoo import resnet18

X = torch.randn(2, 3, 192, 160, generator=torch.Generator().manual_seed(1)).double()


@pytest.fixture(scope="module")
def network():
    """A small ResNet-18 whose BatchNorms keep no running statistics."""
    torch.manual_seed(2)
    network = resnet18(width=0.125).double().train()
    for part in network.modules():
        if isinstance(part, nn.BatchNorm2d):
            part.track_running_stats = False
            part.running_mean = part.running_var = part.num_batches_tracked = None
    return network


@pytest.fixture(scope="module")
def reference(network):
    y = network(X)
    seed = torch.randn(y.shape, generator=torch.Generator().manual_seed(3)).double()
    gradients = torch.autograd.grad(y, list(network.parameters()), seed)
    names = [name for name, _ in network.named_parameters()]
    return y.detach(), seed, dict(zip(names, gradients, strict=True))


def store_peak(network):
    return lrcnn.plan(network, (X,))["peak_bytes"]


@pytest.mark.parametrize("share", [100, 75, 55])
def test_program_fits_and_is_exact(network, reference, share):
    program = lrcnn.compile_program(network, (X,), budget=f"{share}%")
    assert program.peak_bytes <= share / 100 * store_peak(network)
    segments = program.plan["segments"]
    if share == 100:
        assert {s["strategy"] for s in segments} == {"store"}
    if share == 55:
        assert not all(segment["checkpoint"] for segment in segments)
    y, seed, expected = reference
    output, step = program.forward(X, *network.parameters())
    assert relative_error(output, y) <= 1e-11
    gradients = program.backward(step, seed)
    for name, gradient in expected.items():
        assert relative_error(gradients[name], gradient) <= 1e-11, name


def test_less_room_is_more_work(network):
    peak = store_peak(network)
    plans = [lrcnn.plan(network, (X,), budget=part * peak // 100) for part in (90, 70, 55)]
    works = [plan["work"] for plan in plans]
    assert works == sorted(works)
    assert 1 <= works[0] < works[-1] <= 1.5


def test_least_budget_is_named_and_reached(network):
    with pytest.raises(lrcnn.CompileError, match="expected a budget of at least") as error:
        lrcnn.plan(network, (X,), budget=1000)
    least = int(str(error.value).split("at least ")[1].split()[0])
    assert lrcnn.plan(network, (X,), budget=least + least // 20)["peak_bytes"] <= (
        least + least // 20
    )


def test_batch_tiles_go_with_a_budget(network):
    """Image groups are one more way to save: they help where the budget needs it."""
    peak = store_peak(network)
    stored = lrcnn.plan(network, (X,), budget="100%", batch_tiles=2)
    assert stored["peak_bytes"] == peak
    tiled = lrcnn.plan(network, (X,), budget=peak * 3 // 4, batch_tiles=2)
    assert tiled["peak_bytes"] <= peak * 3 // 4
    assert {s["batch_tiles"] for s in tiled["plan"]["segments"]} == {2}


def test_the_problem_as_data(network, tmp_path):
    """`lrcnn plan --write-problem` says all that a plan is made of."""
    (tmp_path / "m.mlir").write_text(export(network, (X,)))
    problem = tmp_path / "problem.json"
    result = run_tool("lrcnn", "plan", tmp_path / "m.mlir", f"--write-problem={problem}")
    assert result.returncode == 0, result.stderr
    graph = json.loads(problem.read_text())
    tensors, layers = graph["tensors"], graph["layers"]
    convolutions = [layer for layer in layers if layer["kind"] == "conv"]
    assert len(convolutions) == sum(isinstance(m, nn.Conv2d) for m in network.modules())
    for number, layer in enumerate(layers):
        assert tensors[layer["result"]]["producer"] == number
    first = convolutions[0]
    # 7 x 7 x 3 multiply-adds for each of 8 filters and 80 columns, and the image has
    # no gradient.
    assert first["multiply_adds_per_row"] == 7 * 7 * 3 * 8 * 80
    assert [g["kind"] for g in first["gradients"]] == ["conv_filter_grad"]
    assert [tensors[o["tensor"]]["images"] for o in graph["outputs"]] == [2]
    assert [(o["layout"], o["gradient_layout"]) for o in graph["outputs"]] == [
        ("nchw", "nchw")
    ]
    image = tensors[first["operands"][0]["tensor"]]
    assert image["layout"] == "nchw" and image["role"] == "activation"
    # 2 rows of the image of 160 pixels of 3 channels, and 80 of 8, in float64.
    assert first["bytes_per_row"] == 8 * (2 * 160 * 3 + 80 * 8)
    filters = graph["arguments"][first["reads"][1]["argument"]]
    assert first["reads"][1]["packed"] and filters["layout"] == "fchw"
    assert first["bytes_per_call"] == filters["bytes"] == 8 * 7 * 7 * 3 * 8
    assert first["operands"][0]["window"] == {
        "num": 2,
        "den": 1,
        "begin_offset": -3,
        "end_offset": 3,
    }


def test_work_is_known_before_the_program():
    """What the search orders plans by is what programs are found to do."""
    net = nn.Sequential(
        nn.Conv2d(3, 8, 3, padding=1), nn.ReLU(), nn.Conv2d(8, 8, 3), nn.MaxPool2d(2)
    )
    x = torch.zeros(2, 3, 64, 48)
    peak = lrcnn.plan(net, (x,))["peak_bytes"]
    plan = lrcnn.plan(net, (x,), budget=peak * 3 // 4)
    again = lrcnn.plan(net, (x,), plan=plan["plan"])
    assert again["work"] == plan["work"] > 1
    assert again["peak_bytes"] == plan["peak_bytes"] <= peak * 3 // 4
