# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Exports a convolutional network with torch-mlir, as linalg on tensors.

    export.py vgg16 --size 224 224 > vgg16.mlir

The weights are arguments of the function @main behind the image `x`; each
argument has its name in `lrcnn.name`: `x`, `features.0.weight`, ...
"""

import argparse
import warnings
from collections import OrderedDict

import torch
from torch import nn


def vgg16(width: int) -> nn.Module:
    """The convolution part of VGG-16: 13 convolutions, 31 layers."""
    layers: list[nn.Module] = []
    channels = 3
    for repeats, scale in [(2, 1), (2, 2), (3, 4), (3, 8), (3, 8)]:
        for _ in range(repeats):
            layers.append(nn.Conv2d(channels, width * scale, 3, padding=1))
            layers.append(nn.ReLU())
            channels = width * scale
        layers.append(nn.MaxPool2d(2, 2))
    return nn.Sequential(OrderedDict(features=nn.Sequential(*layers)))


class Residual(nn.Module):
    """Two 3x3 convolutions beside the input, which is projected on change."""

    def __init__(self, channels: int, outputs: int, stride: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(channels, outputs, 3, stride, padding=1)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, padding=1)
        self.project = None
        if stride != 1 or channels != outputs:
            self.project = nn.Conv2d(channels, outputs, 1, stride, bias=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = self.conv2(torch.relu(self.conv1(x)))
        return torch.relu(y + (x if self.project is None else self.project(x)))


def resnet18(width: int) -> nn.Module:
    """ResNet-18 without normalisation and without its classifier."""
    layers: list[nn.Module] = [
        nn.Conv2d(3, width, 7, stride=2, padding=3),
        nn.ReLU(),
        nn.MaxPool2d(3, stride=2, padding=1),
    ]
    channels = width
    for scale, stride in [(1, 1), (2, 2), (4, 2), (8, 2)]:
        layers.append(Residual(channels, width * scale, stride))
        layers.append(Residual(width * scale, width * scale, 1))
        channels = width * scale
    layers.append(nn.AdaptiveAvgPool2d(1))
    return nn.Sequential(*layers)


class UNet(nn.Module):
    """Two levels down by average pooling, and up again beside the skips."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.down1 = nn.Conv2d(3, width, 3, padding=1)
        self.down2 = nn.Conv2d(width, 2 * width, 3, padding=1)
        self.bottom = nn.Conv2d(2 * width, 2 * width, 3, padding=1)
        self.up2 = nn.Conv2d(4 * width, width, 3, padding=1)
        self.up1 = nn.Conv2d(2 * width, width, 3, padding=1)
        self.head = nn.Conv2d(width, 1, 1)
        self.pool = nn.AvgPool2d(2)
        self.grow = nn.Upsample(scale_factor=2)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        skip1 = torch.relu(self.down1(x))
        skip2 = torch.relu(self.down2(self.pool(skip1)))
        y = torch.relu(self.bottom(self.pool(skip2)))
        y = torch.relu(self.up2(torch.cat([self.grow(y), skip2], 1)))
        y = torch.relu(self.up1(torch.cat([self.grow(y), skip1], 1)))
        return self.head(y)


class Grouped(nn.Module):
    """Depthwise, pointwise and grouped convolutions, dilated and strided."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.depthwise = nn.Conv2d(width, width, 3, padding=1, groups=width)
        self.pointwise = nn.Conv2d(width, 2 * width, 1, bias=False)
        self.grouped = nn.Conv2d(2 * width, 2 * width, 3, 2, (2, 1), (2, 1), groups=2)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.grouped(torch.relu(self.pointwise(self.depthwise(x))))


NETWORKS = {"vgg16": vgg16, "resnet18": resnet18, "unet": UNet, "grouped": Grouped}


class WithParameters(nn.Module):
    """A network whose parameters are arguments of `forward`."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.call = network.forward
        self.networks = [network]  # in a list: its parameters are not ours
        self.names = [name for name, _ in network.named_parameters()]

    def forward(self, x: torch.Tensor, *parameters: torch.Tensor) -> torch.Tensor:
        values = dict(zip(self.names, parameters))
        return torch.func.functional_call(self.networks[0], values, (x,))


def export(network: nn.Module, x: torch.Tensor) -> str:
    """The text of `network` applied to an image like `x`."""
    from torch_mlir import fx, ir

    wrapped = WithParameters(network.eval().to(x.dtype))
    parameters = [value.detach() for value in network.parameters()]
    module = fx.export_and_import(
        wrapped, x, *parameters, output_type="linalg-on-tensors", func_name="main"
    )
    with module.context:
        names = [ir.StringAttr.get(name) for name in ["x", *wrapped.names]]
        function = module.body.operations[0]
        function.attributes["arg_attrs"] = ir.ArrayAttr.get(
            [ir.DictAttr.get({"lrcnn.name": name}) for name in names]
        )
    return str(module)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("network", choices=NETWORKS)
    parser.add_argument("--batch", type=int, default=1)
    parser.add_argument("--size", type=int, nargs=2, default=(224, 224))
    parser.add_argument("--width", type=int, default=64, help="channels of layer 1")
    parser.add_argument("--double", action="store_true", help="f64 in place of f32")
    options = parser.parse_args()
    warnings.filterwarnings("ignore")
    network = NETWORKS[options.network](options.width)
    first = next(network.parameters())
    channels = options.width if options.network == "grouped" else first.shape[1]
    x = torch.zeros(options.batch, channels, *options.size)
    print(export(network, x.double() if options.double else x))


if __name__ == "__main__":
    main()
