# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What torch-mlir makes of PyTorch's layers is raised, and computes the same."""

import re

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import nn

from interpreter import optimize, relative_error, run_tool
from lrcnn.torch_export import export


class Layer(nn.Module):
    """A function as a module."""

    def __init__(self, function):
        super().__init__()
        self.function = function

    def forward(self, x):
        return self.function(x)


def layer(function):
    return lambda: Layer(function)


def perturbed(module):
    """`module` with parameters that are all different."""
    for parameter in module.parameters():
        nn.init.normal_(parameter)
    return module


# A module for x of 2x4x6x5, and the layers of its chain.
CASES = {
    "relu": (nn.ReLU, "relu"),
    "relu6": (nn.ReLU6, "relu6"),
    "leaky_relu": (lambda: nn.LeakyReLU(0.3), "leaky_relu"),
    "sigmoid": (nn.Sigmoid, "sigmoid"),
    "tanh": (nn.Tanh, "tanh"),
    "hardsigmoid": (nn.Hardsigmoid, "hardsigmoid"),
    "hardswish": (nn.Hardswish, "hardswish"),
    "silu": (nn.SiLU, "silu"),
    "gelu": (nn.GELU, "gelu"),
    "gelu_tanh": (lambda: nn.GELU("tanh"), "gelu"),
    # The largest activation is taken, not the first.
    "nested": (layer(lambda x: torch.tanh(F.silu(F.relu(x)))), "relu silu tanh"),
    "batch_norm": (
        lambda: perturbed(nn.BatchNorm2d(4, track_running_stats=False)),
        "statistics normalize",
    ),
    "batch_norm_without_affine": (
        lambda: nn.BatchNorm2d(4, affine=False, track_running_stats=False),
        "statistics normalize",
    ),
    "nearest": (layer(lambda x: F.interpolate(x, size=(11, 7))), "resize"),
    "nearest_down": (layer(lambda x: F.interpolate(x, size=(4, 3))), "resize"),
    "nearest_factor": (layer(lambda x: F.interpolate(x, scale_factor=3)), "resize"),
    "bilinear": (
        layer(lambda x: F.interpolate(x, size=(11, 7), mode="bilinear")),
        "resize",
    ),
    "bilinear_down": (
        layer(lambda x: F.interpolate(x, size=(4, 3), mode="bilinear")),
        "resize",
    ),
    "bilinear_corners": (
        layer(
            lambda x: F.interpolate(
                x, size=(11, 7), mode="bilinear", align_corners=True
            )
        ),
        "resize",
    ),
    "zero_pad": (layer(lambda x: torch.relu(F.pad(x, (0, 1, 2, 0)))), "pad relu"),
    "crop": (layer(lambda x: x[:, :, 1:5, 2:]), "pad pad"),
    "layout": (
        layer(lambda x: torch.relu(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)),
        "relu",
    ),
}


def interpret(text, arguments, folder):
    """The results of the chain in `text` by name."""
    inputs = folder / "inputs"
    inputs.mkdir()
    for name, value in arguments.items():
        np.save(inputs / f"{name}.npy", value.detach().numpy())
    (folder / "chain.mlir").write_text(text)
    result = run_tool(
        "lrcnn",
        "interpret",
        folder / "chain.mlir",
        f"--input-dir={inputs}",
        f"--output-dir={folder / 'outputs'}",
    )
    assert result.returncode == 0, result.stderr
    return {file.stem: np.load(file) for file in (folder / "outputs").glob("*.npy")}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("dtype", [torch.float64, torch.float32], ids=["f64", "f32"])
def test_layers(name, dtype, tmp_path):
    make, layers = CASES[name]
    torch.manual_seed(0)
    module = make().to(dtype)
    x = torch.randn(2, 4, 6, 5, dtype=dtype)
    raised = optimize(export(module, (x,)), "func.func(lrcnn-raise)")
    assert re.findall(r"= row\.(?!chain)(\w+)", raised) == layers.split()
    assert not re.search("linalg|tensor\\.", raised)
    input_name = re.search(r'lrcnn.name = "(.*?)"', raised).group(1)
    arguments = {input_name: x, **dict(module.named_parameters())}
    results = interpret(raised, arguments, tmp_path)
    # The interpreter works in float64, whatever the type of the tensors.
    expected = module.double()(x.double()).detach()
    assert relative_error(results["y"], expected) <= 1e-12
