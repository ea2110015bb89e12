# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The networks of the zoo are those of torchvision, and export."""

import pathlib
import re
import subprocess
import sys

import pytest
import torch
from torch import nn

import lrcnn
from lrcnn import zoo
from lrcnn.torch_export import export

TESTS = pathlib.Path(__file__).parents[1]

# What torchvision says the whole network has, less its classifier.
VGG_CLASSIFIER = 25088 * 4096 + 4096 + 4096 * 4096 + 4096 + 4096 * 1000 + 1000
PARAMETERS = {
    "vgg11": 132863336 - VGG_CLASSIFIER,
    "vgg11_bn": 132868840 - VGG_CLASSIFIER,
    "vgg16": 138357544 - VGG_CLASSIFIER,
    "vgg16_bn": 138365992 - VGG_CLASSIFIER,
    "vgg19": 143667240 - VGG_CLASSIFIER,
    "vgg19_bn": 143678248 - VGG_CLASSIFIER,
    "resnet18": 11689512 - 513 * 1000,
    "resnet50": 25557032 - 2049 * 1000,
    "mobilenet_v2": 3504872 - 1281 * 1000,
    "mobilenet_v3_small": 2542856 - 577 * 1024 - 1025 * 1000,
    "efficientnet_b0": 5288548 - 1281 * 1000,
    "convnext_tiny": 28589128 - 2 * 768 - 769 * 1000,
    "densenet121": 7978856 - 1025 * 1000,
    # Not torchvision's. The U-Net has, on each level, two convolutions with
    # BatchNorm, and a transposed convolution with bias between two levels.
    "fpn_resnet18": 11176512
    + sum(n * 256 + 256 for n in (64, 128, 256, 512))
    + 4 * (9 * 256 * 256 + 256),
    "unet": sum(
        9 * (a * n + n * n) + 4 * n
        for n, a in [(64, 3), (128, 64), (256, 128), (512, 256), (1024, 512)]
    )
    + sum(9 * (2 * n * n + n * n) + 4 * n + 8 * n * n + n for n in (64, 128, 256, 512))
    + 65 * 2,
}

# Channels of the last feature map and by how much it is smaller than the image.
SHAPES = {
    **dict.fromkeys(["vgg11", "vgg11_bn", "vgg16"], (512, 32)),
    **dict.fromkeys(["vgg16_bn", "vgg19", "vgg19_bn"], (512, 32)),
    "resnet18": (512, 32),
    "resnet50": (2048, 32),
    "unet": (2, 1),
    "mobilenet_v2": (1280, 32),
    "mobilenet_v3_small": (576, 32),
    "efficientnet_b0": (1280, 32),
    "convnext_tiny": (768, 32),
    "densenet121": (1024, 32),
}

# Some of torchvision's names.
NAMES = {
    "vgg16": ["features.0.weight", "features.28.bias"],
    "vgg16_bn": ["features.1.running_var", "features.40.weight"],
    "resnet18": ["bn1.weight", "layer2.0.downsample.1.bias", "layer4.1.conv2.weight"],
    "resnet50": ["layer1.0.conv3.weight", "layer3.5.bn3.running_mean"],
    "mobilenet_v2": [
        "features.0.0.weight",
        "features.1.conv.1.weight",
        "features.2.conv.1.0.weight",
        "features.17.conv.3.running_mean",
        "features.18.1.bias",
    ],
    "mobilenet_v3_small": [
        "features.1.block.1.fc1.weight",
        "features.4.block.2.fc2.bias",
        "features.12.1.running_var",
    ],
    "efficientnet_b0": [
        "features.1.0.block.1.fc1.bias",
        "features.7.0.block.3.1.weight",
        "features.8.0.weight",
    ],
    "convnext_tiny": [
        "features.0.1.weight",
        "features.1.0.layer_scale",
        "features.1.0.block.5.weight",
        "features.2.1.bias",
        "features.7.2.block.2.bias",
    ],
    "densenet121": [
        "features.norm0.weight",
        "features.denseblock4.denselayer16.conv2.weight",
        "features.transition3.conv.weight",
        "features.norm5.running_mean",
    ],
    "fpn_resnet18": [
        "body.layer1.0.bn1.weight",
        "fpn.inner_blocks.0.0.weight",
        "fpn.layer_blocks.3.0.bias",
    ],
}


def count(network):
    return sum(parameter.numel() for parameter in network.parameters())


@pytest.mark.parametrize("name", zoo.NETWORKS)
def test_has_as_many_parameters_as_published(name):
    with torch.device("meta"):
        assert count(zoo.NETWORKS[name]()) == PARAMETERS[name]


def test_a_resnet_can_be_whole():
    with torch.device("meta"):
        network = zoo.resnet50(classes=1000)
        assert network(torch.empty(2, 3, 64, 96)).shape == (2, 1000)
    assert count(network) == PARAMETERS["resnet50"] + 2049 * 1000
    assert {"fc.weight", "fc.bias"} <= network.state_dict().keys()


@pytest.mark.parametrize("name", NAMES)
def test_has_the_names_of_torchvision(name):
    with torch.device("meta"):
        assert zoo.NETWORKS[name]().state_dict().keys() >= set(NAMES[name])


@pytest.mark.parametrize("name", SHAPES)
def test_ends_with_the_last_feature_map(name):
    channels, stride = SHAPES[name]
    with torch.device("meta"):
        y = zoo.NETWORKS[name]()(torch.empty(2, 3, 64, 96))
    assert y.shape == (2, channels, 64 // stride, 96 // stride)


def test_the_pyramid_has_five_levels():
    with torch.device("meta"):
        levels = zoo.fpn_resnet18()(torch.empty(1, 3, 97, 75))
    shapes = [tuple(level.shape[1:]) for level in levels]
    sizes = [(25, 19), (13, 10), (7, 5), (4, 3), (2, 2)]
    assert shapes == [(256, *size) for size in sizes]


@pytest.mark.parametrize("size", [(16, 16), (17, 31), (33, 18)])
def test_the_unet_keeps_the_size(size):
    assert zoo.unet(width=1 / 16)(torch.zeros(2, 3, *size)).shape == (2, 2, *size)


@pytest.mark.parametrize("name", zoo.NETWORKS)
def test_can_be_narrow(name):
    """An eighth of the channels, and activations that keep their size."""
    torch.manual_seed(0)
    network = zoo.NETWORKS[name](width=1 / 8)
    assert 0 < count(network) < PARAMETERS[name] / 8
    results = network(torch.randn(2, 3, 64, 64))
    for result in results if isinstance(results, tuple) else [results]:
        assert 0.01 < result.std() < 100


def test_committed_inputs_are_what_the_script_writes(tmp_path):
    script = TESTS / "inputs" / "export.py"
    subprocess.run([sys.executable, script, "--inputs", tmp_path], check=True)
    folder = TESTS / "Conversion" / "LinalgToRow" / "Inputs"
    files = {path.name for path in folder.iterdir()}
    assert files == {path.name for path in tmp_path.iterdir()}
    for name in files:
        assert (folder / name).read_text() == (tmp_path / name).read_text(), name


def names_of(text):
    """The names of the arguments and those of the results of @main."""
    arguments, results = re.search(r"@main(.*?) -> (.*) {$", text, re.M).groups()
    return [re.findall(r'lrcnn.name = "(.*?)"', part) for part in (arguments, results)]


def test_statistics_are_arguments_and_results():
    network = nn.Sequential(nn.Conv2d(3, 4, 1, bias=False), nn.BatchNorm2d(4))
    counter = network[1].num_batches_tracked
    x = torch.zeros(2, 3, 5, 5)
    parameters = ["0.weight", "1.weight", "1.bias"]
    statistics = ["1.running_mean", "1.running_var"]
    expected = ["input", *parameters, *statistics]
    text = export(network, (x,))
    assert names_of(text) == [expected, statistics]
    assert re.search(r"-> \(tensor<2x4x5x5xf32>, tensor<4xf32>", text)
    assert names_of(export(network.eval(), (x,))) == [expected, []]
    assert network[1].num_batches_tracked is counter
    assert torch.equal(network[1].running_var, torch.ones(4))


@pytest.mark.parametrize(
    "layer, named",
    [
        (nn.Dropout(0.3), "Dropout '1' in training mode"),
        (nn.Dropout2d(), "Dropout2d '1' in training mode"),
        (nn.RReLU(), "a function that does"),
    ],
)
def test_refuses_random_layers_in_training_mode(layer, named):
    network = nn.Sequential(nn.Conv2d(3, 4, 1), layer)
    x = torch.zeros(1, 3, 4, 4)
    with pytest.raises(lrcnn.Error) as error:
        export(network, (x,))
    assert str(error.value) == (
        f"expected a module that draws no random numbers, got {named}: put it into "
        "evaluation mode, .eval()"
    )
    export(network.eval(), (x,))


def test_counters_are_arguments_where_they_give_the_weight():
    network = nn.Sequential(nn.BatchNorm2d(3, momentum=None), nn.BatchNorm2d(3))
    network[0].num_batches_tracked += 5
    counter = network[0].num_batches_tracked
    attributes = set(vars(network[0]))
    x = torch.zeros(2, 3, 4, 4)
    text = export(network, (x,))
    states = ["running_mean", "running_var"]
    states = [f"{part}.{name}" for part in (0, 1) for name in states]
    arguments, results = names_of(text)
    assert results == [*states[:2], "0.num_batches_tracked", *states[2:]]
    assert set(arguments[-5:]) == set(results)
    assert re.search(r"-> \(.*, tensor<1xf32>", text)
    # The module is as it was.
    assert network[0].num_batches_tracked is counter and counter == 5
    assert set(vars(network[0])) == attributes
    network(x)
    assert counter == 6
    arguments, results = names_of(export(network.eval(), (x,)))
    assert "0.num_batches_tracked" not in arguments and not results


def test_a_forward_of_its_own_may_not_count_the_steps():
    class Norm(nn.BatchNorm2d):
        def forward(self, x):
            return super().forward(x).relu()

    network = nn.Sequential(Norm(3, momentum=None))
    error = "expected '0' with momentum None to be torch.nn.BatchNorm2d, got Norm"
    with pytest.raises(lrcnn.Error, match=error):
        export(network, (torch.zeros(1, 3, 4, 4),))
    assert network[0].num_batches_tracked is not None
    export(network.eval(), (torch.zeros(1, 3, 4, 4),))


@pytest.mark.parametrize("momentum", [0.1, None])
def test_refuses_running_statistics_that_are_renewed_twice(momentum):
    norm = nn.BatchNorm2d(3, momentum=momentum)
    network = nn.Sequential(norm, nn.ReLU(), norm)
    error = "expected '0' to run once in a forward pass, got 2 times"
    state = {**dict(network.named_parameters()), **dict(network.named_buffers())}
    with pytest.raises(lrcnn.Error, match=error):
        export(network, (torch.zeros(1, 3, 4, 4),))
    after = {**dict(network.named_parameters()), **dict(network.named_buffers())}
    assert all(after[name] is value for name, value in state.items())
    export(network.eval(), (torch.zeros(1, 3, 4, 4),))
