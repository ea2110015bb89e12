# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Exports a network of the zoo with torch-mlir, as linalg on tensors.

    export.py vgg16 --size 224 224 > vgg16.mlir
    export.py --inputs FOLDER            (all that the tests of raising read)

Weights and running statistics are arguments of the function @main behind the
image `x`; each argument has its name in `lrcnn.name`: `x`, `features.0.weight`.
"""

import argparse
import pathlib
import warnings
from collections.abc import Callable

import torch
from lrcnn import zoo
from lrcnn.torch_export import export
from torch import nn


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


class PlainResNet18(nn.Sequential):
    """ResNet-18 without normalisation, with the mean over the image."""

    def __init__(self, width: float) -> None:
        channels = size = round(64 * width)
        super().__init__(
            nn.Conv2d(3, channels, 7, stride=2, padding=3),
            nn.ReLU(),
            nn.MaxPool2d(3, stride=2, padding=1),
        )
        for level in range(4):
            self.append(Residual(channels, size << level, 2 if level > 0 else 1))
            self.append(Residual(size << level, size << level, 1))
            channels = size << level
        self.append(nn.AdaptiveAvgPool2d(1))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return super().forward(x)


class PlainUNet(nn.Module):
    """Two levels down by average pooling, and up again beside the skips."""

    def __init__(self, width: float) -> None:
        super().__init__()
        size = round(64 * width)
        self.down1 = nn.Conv2d(3, size, 3, padding=1)
        self.down2 = nn.Conv2d(size, 2 * size, 3, padding=1)
        self.bottom = nn.Conv2d(2 * size, 2 * size, 3, padding=1)
        self.up2 = nn.Conv2d(4 * size, size, 3, padding=1)
        self.up1 = nn.Conv2d(2 * size, size, 3, padding=1)
        self.head = nn.Conv2d(size, 1, 1)
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

    def __init__(self, width: float) -> None:
        super().__init__()
        self.size = size = round(64 * width)
        self.depthwise = nn.Conv2d(size, size, 3, padding=1, groups=size)
        self.pointwise = nn.Conv2d(size, 2 * size, 1, bias=False)
        self.grouped = nn.Conv2d(2 * size, 2 * size, 3, 2, (2, 1), (2, 1), groups=2)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.grouped(torch.relu(self.pointwise(self.depthwise(x))))


# Networks as the zoo has them, but a few blocks deep.
SHORT: dict[str, Callable[[float], nn.Module]] = {
    "short_vgg_bn": lambda width: zoo.VGG([[64], [64]], batch_norm=True, width=width),
    "short_resnet18": lambda width: zoo.ResNet(zoo.BasicBlock, [1, 1], width=width),
    "short_resnet50": lambda width: zoo.ResNet(zoo.Bottleneck, [1], width=width),
    "short_unet": lambda width: zoo.UNet(levels=1, width=width),
    "short_mobilenet_v2": lambda width: zoo.MobileNetV2(
        zoo.MobileNetV2.STAGES[:1], width=width
    ),
    "short_mobilenet_v3": lambda width: zoo.MobileNetV3(
        zoo.MobileNetV3.SMALL[3:5], width=width
    ),
    "short_efficientnet": lambda width: zoo.EfficientNet(
        zoo.EfficientNet.B0[:1], width=width
    ),
    "short_convnext": lambda width: zoo.ConvNeXt([(96, 1), (192, 1)], width=width),
    "short_fpn": lambda width: zoo.FPN(
        zoo.ResNet(zoo.BasicBlock, [1, 1], width=width), 8
    ),
    "short_densenet": lambda width: zoo.DenseNet([2, 1], width=width),
}

PLAIN: dict[str, Callable[[float], nn.Module]] = {
    "plain_resnet18": PlainResNet18,
    "plain_unet": PlainUNet,
    "grouped": Grouped,
}

NETWORKS = zoo.NETWORKS | SHORT | PLAIN


def exported(
    name: str,
    width: float,
    size: tuple[int, int],
    batch: int = 1,
    training: bool = False,
    double: bool = False,
) -> str:
    """The linalg text of one network."""
    dtype = torch.float64 if double else torch.float32
    network = NETWORKS[name](width).train(training).to(dtype)
    x = torch.zeros(batch, getattr(network, "size", 3), *size, dtype=dtype)
    return export(network, (x,))


def write_inputs(folder: pathlib.Path) -> None:
    """The networks that the tests of raising read."""
    sizes = {"plain_resnet18": (64, 64), "plain_unet": (64, 64), "grouped": (32, 32)}
    for name, size in sizes.items():
        (folder / f"{name}.mlir").write_text(exported(name, 1 / 8, size))
    (folder / "vgg16.mlir").write_text(exported("vgg16", 1.0, (224, 224)))
    for name in SHORT:
        text = exported(name, 1 / 8, (21, 27), batch=2, training=True)
        (folder / f"{name}.mlir").write_text(text)
    text = exported("short_resnet18", 1 / 8, (21, 27), batch=2)
    (folder / "short_resnet18_eval.mlir").write_text(text)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("network", choices=NETWORKS, nargs="?")
    parser.add_argument("--batch", type=int, default=1)
    parser.add_argument("--size", type=int, nargs=2, default=(224, 224))
    parser.add_argument("--width", type=float, default=1.0, help="multiplies channels")
    parser.add_argument("--double", action="store_true", help="f64 in place of f32")
    parser.add_argument("--training", action="store_true", help="BatchNorm's mode")
    parser.add_argument("--inputs", type=pathlib.Path, help="a folder to write to")
    options = parser.parse_args()
    warnings.filterwarnings("ignore")
    if (options.network is None) == (options.inputs is None):
        parser.error("expected a network or --inputs")
    if options.inputs is not None:
        write_inputs(options.inputs)
        return
    size = (options.size[0], options.size[1])
    text = exported(
        options.network,
        options.width,
        size,
        options.batch,
        options.training,
        options.double,
    )
    print(text)


if __name__ == "__main__":
    main()
