# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What torch-mlir makes of PyTorch's layers is raised, and computes the same."""

import re

import pytest
import torch
import torch.nn.functional as F
from torch import nn

from interpreter import interpret, optimize, relative_error, run_tool
from lrcnn.torch_export import export
from lrcnn.zoo.convnext import Permute


class Layer(nn.Module):
    """A function as a module."""

    def __init__(self, function):
        super().__init__()
        self.function = function

    def forward(self, x):
        return self.function(x)


def layer(function):
    return lambda: Layer(function)


class Scale(nn.Module):
    """A number for each channel, in the shape that `sizes` follow."""

    def __init__(self, *sizes):
        super().__init__()
        self.scale = nn.Parameter(torch.ones(4, *sizes))

    def forward(self, x):
        return self.scale * x


def channels_last(*modules):
    """Modules of tensors whose channels come last."""
    return nn.Sequential(Permute([0, 2, 3, 1]), *modules, Permute([0, 3, 1, 2]))


def perturbed(module):
    """`module` with parameters and statistics that are all different."""
    for parameter in module.parameters():
        nn.init.normal_(parameter)
    for statistic in module.buffers():
        if statistic.is_floating_point():
            nn.init.uniform_(statistic, 0.5, 2.0)
    return module


class Excitation(nn.Module):
    """Squeeze and excitation by linear layers of a matrix."""

    def __init__(self):
        super().__init__()
        self.reduce = nn.Linear(4, 3)
        self.expand = nn.Linear(3, 4)

    def forward(self, x):
        pixel = F.adaptive_avg_pool2d(x, 1).flatten(1)
        gate = self.expand(torch.relu(self.reduce(pixel))).sigmoid()
        return x * gate.view(*gate.shape, 1, 1)


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
    "batch_norm_evaluation": (
        lambda: perturbed(nn.BatchNorm2d(4)).eval(),
        "normalize",
    ),
    "batch_norm_frozen": (
        lambda: perturbed(nn.BatchNorm2d(4, affine=False)).eval(),
        "normalize",
    ),
    "batch_norm_running": (
        lambda: perturbed(nn.BatchNorm2d(4, momentum=0.3)),
        "statistics running_mean running_variance normalize",
    ),
    "batch_norm_replaced": (
        lambda: perturbed(nn.BatchNorm2d(4, affine=False, momentum=1.0)),
        "statistics normalize running_mean running_variance",
    ),
    "batch_norm_kept": (
        lambda: perturbed(nn.BatchNorm2d(4, momentum=0.0)),
        "statistics running_mean running_variance normalize",
    ),
    "batch_norm_cumulative": (
        lambda: perturbed(nn.BatchNorm2d(4, momentum=None)),
        "statistics normalize count_steps running_mean running_variance",
    ),
    "group_norm": (
        lambda: perturbed(nn.GroupNorm(2, 4, eps=1e-3)),
        "statistics normalize",
    ),
    "group_norm_without_affine": (
        lambda: nn.GroupNorm(2, 4, affine=False),
        "statistics normalize",
    ),
    "group_norm_of_one_group": (
        lambda: perturbed(nn.GroupNorm(1, 4)),
        "statistics normalize",
    ),
    "group_norm_of_one_channel": (
        lambda: perturbed(nn.GroupNorm(4, 4)),
        "statistics normalize",
    ),
    "group_norm_of_one_row": (
        lambda: nn.Sequential(nn.MaxPool2d((6, 1)), perturbed(nn.GroupNorm(2, 4))),
        "max_pool statistics normalize",
    ),
    "group_norm_of_one_column": (
        lambda: nn.Sequential(nn.MaxPool2d((1, 5)), nn.GroupNorm(2, 4, affine=False)),
        "max_pool statistics normalize",
    ),
    "instance_norm": (
        lambda: perturbed(nn.InstanceNorm2d(4, affine=True)),
        "statistics normalize",
    ),
    "instance_norm_without_affine": (
        lambda: nn.Sequential(nn.InstanceNorm2d(4), nn.ReLU()),
        "statistics normalize relu",
    ),
    "layer_norm": (
        lambda: perturbed(channels_last(nn.LayerNorm(4, eps=1e-3))),
        "layer_norm",
    ),
    "layer_norm_without_affine": (
        lambda: channels_last(nn.LayerNorm(4, elementwise_affine=False)),
        "layer_norm",
    ),
    "linear": (lambda: channels_last(nn.Linear(4, 6)), "conv"),
    "linear_of_one_column": (
        lambda: nn.Sequential(nn.MaxPool2d((1, 5)), channels_last(nn.Linear(4, 6))),
        "max_pool conv",
    ),
    "linear_of_one_row": (
        lambda: nn.Sequential(nn.MaxPool2d((6, 1)), channels_last(nn.Linear(4, 6))),
        "max_pool conv",
    ),
    "linear_without_bias": (
        lambda: channels_last(nn.Linear(4, 6, bias=False), nn.GELU()),
        "conv gelu",
    ),
    "product": (layer(lambda x: torch.tanh(x) * x), "tanh mul"),
    "gate": (
        layer(lambda x: x.mean((2, 3), keepdim=True).sigmoid() * x),
        "global_avg_pool sigmoid mul",
    ),
    "scale": (lambda: perturbed(Scale(1, 1)), "scale"),
    "scale_channels_last": (lambda: channels_last(perturbed(Scale())), "scale"),
    "global_mean": (lambda: nn.AdaptiveAvgPool2d(1), "global_avg_pool"),
    "mean": (layer(lambda x: x.mean((2, 3), keepdim=True)), "global_avg_pool"),
    "classifier": (
        lambda: nn.Sequential(
            nn.AdaptiveAvgPool2d(1),
            nn.Flatten(),
            nn.Linear(4, 6),
            nn.Hardswish(),
            nn.Linear(6, 3, bias=False),
        ),
        "global_avg_pool conv hardswish conv",
    ),
    "classifier_of_means": (
        lambda: nn.Sequential(Layer(lambda x: x.mean((2, 3))), nn.Linear(4, 1)),
        "global_avg_pool conv",
    ),
    "classifier_of_normalized_means": (
        lambda: nn.Sequential(
            Layer(lambda x: x.mean((2, 3))), perturbed(nn.LayerNorm(4)), nn.Linear(4, 3)
        ),
        "global_avg_pool layer_norm conv",
    ),
    "means": (layer(lambda x: x.mean((2, 3))), "global_avg_pool"),
    "excitation": (Excitation, "global_avg_pool conv relu conv sigmoid mul"),
    "conv_transpose": (
        lambda: nn.ConvTranspose2d(4, 6, 3, stride=2, padding=1, output_padding=1),
        "conv_transpose",
    ),
    "conv_transpose_unpadded": (
        lambda: nn.ConvTranspose2d(4, 3, (2, 3), stride=(2, 1), bias=False),
        "conv_transpose",
    ),
    "conv_transpose_cropped": (
        lambda: nn.ConvTranspose2d(4, 6, 2, stride=2, padding=2),
        "conv_transpose",
    ),
    "conv_transpose_dilated": (
        lambda: nn.ConvTranspose2d(4, 6, 3, stride=2, padding=(1, 0), dilation=2),
        "conv_transpose",
    ),
    "conv_transpose_grouped": (
        lambda: nn.ConvTranspose2d(4, 6, 3, 2, 1, groups=2, bias=False),
        "conv_transpose",
    ),
    # A filter of one element is the same when it is turned around.
    "conv_transpose_one_element": (
        lambda: nn.Sequential(nn.Conv2d(4, 1, 1), nn.ConvTranspose2d(1, 1, 1, 2)),
        "conv conv_transpose",
    ),
    # Padding counts, what the last windows have behind it does not.
    "avg_pool_ceil": (lambda: nn.AvgPool2d(3, 2, 1, ceil_mode=True), "pad avg_pool"),
    "avg_pool_ceil_of_rows": (
        lambda: nn.AvgPool2d((5, 1), (3, 1), (2, 0), ceil_mode=True),
        "pad avg_pool",
    ),
    "avg_pool_ceil_excluded": (
        lambda: nn.AvgPool2d(3, 2, 1, ceil_mode=True, count_include_pad=False),
        "avg_pool",
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
    "reflect_pad": (lambda: nn.ReflectionPad2d((1, 4, 2, 0)), "pad pad"),
    "replicate_pad": (lambda: nn.ReplicationPad2d((1, 7, 2, 0)), "pad pad"),
    "reflect_conv": (
        lambda: nn.Conv2d(4, 3, 3, padding=1, padding_mode="reflect"),
        "pad pad conv",
    ),
    "replicate_conv": (
        lambda: nn.Conv2d(4, 3, 3, padding=1, padding_mode="replicate"),
        "pad pad conv",
    ),
    "zero_pad": (layer(lambda x: torch.relu(F.pad(x, (0, 1, 2, 0)))), "pad relu"),
    "crop": (layer(lambda x: x[:, :, 1:5, 2:]), "pad pad"),
    "layout": (
        layer(lambda x: torch.relu(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)),
        "relu",
    ),
}


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
    states = [name for name, _ in module.named_buffers() if f'"{name}"' in raised]

    def get_states():
        """As a chain has them: vectors of floats."""
        buffers = {name: module.get_buffer(name) for name in states}
        return {name: torch.atleast_1d(b).double() for name, b in buffers.items()}

    arguments = {input_name: x, **dict(module.named_parameters()), **get_states()}
    results = interpret(raised, arguments, tmp_path)
    # The interpreter works in float64, whatever the type of the tensors.
    module.double()
    expected = {"y": module(x.double()).detach()}
    if module.training:
        expected |= get_states()
    assert results.keys() == expected.keys()
    for result, value in expected.items():
        assert relative_error(results[result], value) <= 1e-12, result


class RepeatedNorm(nn.Module):
    """A BatchNorm in training mode, and one by the statistics that it has before
    or after."""

    def __init__(self, reads_renewed):
        super().__init__()
        self.norm = nn.BatchNorm2d(4)
        self.reads_renewed = reads_renewed

    def forward(self, x):
        statistics = self.norm.running_mean, self.norm.running_var
        if not self.reads_renewed:
            statistics = [vector.clone() for vector in statistics]
        return F.batch_norm(self.norm(x), *statistics)


@pytest.mark.parametrize("reads_renewed", [True, False], ids=["renewed", "old"])
def test_running_statistics_that_a_layer_reads_stay_outside(reads_renewed, tmp_path):
    text = export(RepeatedNorm(reads_renewed), (torch.zeros(2, 4, 6, 5),))
    (tmp_path / "linalg.mlir").write_text(text)
    result = run_tool("lrcnn-opt", "--lrcnn-raise", tmp_path / "linalg.mlir")
    assert result.returncode == 0, result.stderr
    assert "row.running" not in result.stdout
    reason = "expected a running statistic that no other layer reads"
    assert result.stderr.count(reason) == 2
