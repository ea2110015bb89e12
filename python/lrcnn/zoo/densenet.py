# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""DenseNet: each layer reads all before it."""

from collections import OrderedDict

import torch
from torch import Tensor, nn
from torch.nn import functional

from .layers import initialized, scaled


class DenseLayer(nn.Sequential):
    """`growth` new channels beside those of the input."""

    def __init__(self, channels: int, growth: int) -> None:
        super().__init__(
            OrderedDict(
                norm1=nn.BatchNorm2d(channels),
                relu1=nn.ReLU(inplace=True),
                conv1=nn.Conv2d(channels, 4 * growth, 1, bias=False),
                norm2=nn.BatchNorm2d(4 * growth),
                relu2=nn.ReLU(inplace=True),
                conv2=nn.Conv2d(4 * growth, growth, 3, padding=1, bias=False),
            )
        )

    def forward(self, x: Tensor) -> Tensor:
        return torch.cat([x, super().forward(x)], 1)


class Transition(nn.Sequential):
    """Half of the channels at half the size."""

    def __init__(self, channels: int) -> None:
        super().__init__(
            OrderedDict(
                norm=nn.BatchNorm2d(channels),
                relu=nn.ReLU(inplace=True),
                conv=nn.Conv2d(channels, channels // 2, 1, bias=False),
                pool=nn.AvgPool2d(2),
            )
        )


class DenseNet(nn.Module):
    """The trunk of a DenseNet, to its last ReLU."""

    def __init__(self, blocks: list[int], *, width: float = 1.0) -> None:
        super().__init__()
        growth, channels = scaled(32, width), 2 * scaled(32, width)
        self.features = nn.Sequential(
            OrderedDict(
                conv0=nn.Conv2d(3, channels, 7, stride=2, padding=3, bias=False),
                norm0=nn.BatchNorm2d(channels),
                relu0=nn.ReLU(inplace=True),
                pool0=nn.MaxPool2d(3, stride=2, padding=1),
            )
        )
        for number, layers in enumerate(blocks, 1):
            block = nn.Sequential()
            for layer in range(layers):
                block.add_module(f"denselayer{layer + 1}", DenseLayer(channels, growth))
                channels += growth
            self.features.add_module(f"denseblock{number}", block)
            if number < len(blocks):
                self.features.add_module(f"transition{number}", Transition(channels))
                channels //= 2
        self.features.add_module("norm5", nn.BatchNorm2d(channels))
        initialized(self)

    def forward(self, x: Tensor) -> Tensor:
        return functional.relu(self.features(x), inplace=True)


def densenet121(width: float = 1.0) -> DenseNet:
    return DenseNet([6, 12, 24, 16], width=width)
