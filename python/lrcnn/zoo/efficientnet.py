# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""EfficientNet: MobileNet's blocks with SiLU."""

from functools import partial
from typing import NamedTuple

from torch import Tensor, nn

from .layers import ConvNormActivation, SqueezeExcitation, divisible, initialized


class Stage(NamedTuple):
    """Blocks of equal shape; the first one has the stride."""

    factor: int
    kernel: int
    stride: int
    outputs: int
    blocks: int


class MBConv(nn.Module):
    """An inverted residual with squeeze-and-excitation. In training torchvision's
    sometimes leaves a block out at random; this one does not."""

    def __init__(
        self, channels: int, outputs: int, factor: int, kernel: int, stride: int
    ) -> None:
        super().__init__()
        wide = divisible(channels * factor)
        layer = partial(ConvNormActivation, activation=nn.SiLU)
        self.block = nn.Sequential()
        if wide != channels:
            self.block.append(layer(channels, wide, 1))
        self.block.append(layer(wide, wide, kernel, stride, groups=wide))
        self.block.append(SqueezeExcitation(wide, max(1, channels // 4), nn.SiLU))
        self.block.append(layer(wide, outputs, 1, activation=None))
        self.has_skip = stride == 1 and channels == outputs

    def forward(self, x: Tensor) -> Tensor:
        return self.block(x) + x if self.has_skip else self.block(x)


class EfficientNet(nn.Module):
    """The trunk of an EfficientNet, to its last convolution."""

    B0 = [
        Stage(1, 3, 1, 16, 1),
        Stage(6, 3, 2, 24, 2),
        Stage(6, 5, 2, 40, 2),
        Stage(6, 3, 2, 80, 3),
        Stage(6, 5, 1, 112, 3),
        Stage(6, 5, 2, 192, 4),
        Stage(6, 3, 1, 320, 1),
    ]

    def __init__(self, stages: list[Stage], *, width: float = 1.0) -> None:
        super().__init__()
        layer = partial(ConvNormActivation, activation=nn.SiLU)
        channels = divisible(32 * width)
        self.features = nn.Sequential(layer(3, channels, stride=2))
        for stage in stages:
            outputs = divisible(stage.outputs * width)
            blocks = nn.Sequential()
            for number in range(stage.blocks):
                stride = stage.stride if number == 0 else 1
                blocks.append(
                    MBConv(channels, outputs, stage.factor, stage.kernel, stride)
                )
                channels = outputs
            self.features.append(blocks)
        self.features.append(layer(channels, 4 * channels, 1))
        initialized(self)

    def forward(self, x: Tensor) -> Tensor:
        return self.features(x)


def efficientnet_b0(width: float = 1.0) -> EfficientNet:
    return EfficientNet(EfficientNet.B0, width=width)
