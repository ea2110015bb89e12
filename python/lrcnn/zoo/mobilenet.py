# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""MobileNets: depthwise convolutions between narrow feature maps."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from torch import Tensor, nn

from .layers import ConvNormActivation, SqueezeExcitation, divisible, initialized



class InvertedResidual(nn.Module):
    """Wide inside, narrow at the skip."""

    def __init__(self, channels: int, outputs: int, stride: int, factor: int) -> None:
        super().__init__()
        wide = channels * factor
        layer = partial(ConvNormActivation, activation=nn.ReLU6)
        self.conv = nn.Sequential()
        if factor != 1:
            self.conv.append(layer(channels, wide, kernel=1))
        self.conv.append(layer(wide, wide, stride=stride, groups=wide))
        self.conv.append(nn.Conv2d(wide, outputs, 1, bias=False))
        self.conv.append(nn.BatchNorm2d(outputs))
        self.has_skip = stride == 1 and channels == outputs

    def forward(self, x: Tensor) -> Tensor:
        return x + self.conv(x) if self.has_skip else self.conv(x)


class MobileNetV2(nn.Module):
    """The trunk of a MobileNetV2, to its last convolution."""

    # Factor, channels, blocks and the stride of the first one.
    STAGES: list[tuple[int, int, int, int]] = [
        (1, 16, 1, 1),
        (6, 24, 2, 2),
        (6, 32, 3, 2),
        (6, 64, 4, 2),
        (6, 96, 3, 1),
        (6, 160, 3, 2),
        (6, 320, 1, 1),
    ]

    def __init__(
        self, stages: list[tuple[int, int, int, int]], *, width: float = 1.0
    ) -> None:
        super().__init__()
        layer = partial(ConvNormActivation, activation=nn.ReLU6)
        channels = divisible(32 * width)
        self.features = nn.Sequential(layer(3, channels, stride=2))
        for factor, size, blocks, first in stages:
            outputs = divisible(size * width)
            for number in range(blocks):
                stride = first if number == 0 else 1
                block = InvertedResidual(channels, outputs, stride, factor)
                self.features.append(block)
                channels = outputs
        outputs = divisible(1280 * max(1.0, width))
        self.features.append(layer(channels, outputs, kernel=1))
        initialized(self)

    def forward(self, x: Tensor) -> Tensor:
        return self.features(x)


def mobilenet_v2(width: float = 1.0) -> MobileNetV2:
    return MobileNetV2(MobileNetV2.STAGES, width=width)




class Block(NamedTuple):
    """One block of a MobileNetV3."""

    kernel: int
    wide: int
    outputs: int
    has_gate: bool
    activation: Callable[..., nn.Module]
    stride: int


class GatedResidual(nn.Module):
    """An inverted residual with squeeze-and-excitation."""

    def __init__(self, channels: int, block: Block, width: float) -> None:
        super().__init__()
        wide, outputs = divisible(block.wide * width), divisible(block.outputs * width)
        layer = partial(
            ConvNormActivation,
            norm=partial(nn.BatchNorm2d, eps=0.001, momentum=0.01),
            activation=block.activation,
        )
        self.block = nn.Sequential()
        if wide != channels:
            self.block.append(layer(channels, wide, 1))
        self.block.append(layer(wide, wide, block.kernel, block.stride, groups=wide))
        if block.has_gate:
            squeezed = divisible(wide // 4)
            gate = SqueezeExcitation(wide, squeezed, gate=nn.Hardsigmoid)
            self.block.append(gate)
        self.block.append(layer(wide, outputs, 1, activation=None))
        self.has_skip = block.stride == 1 and channels == outputs

    def forward(self, x: Tensor) -> Tensor:
        return self.block(x) + x if self.has_skip else self.block(x)


class MobileNetV3(nn.Module):
    """The trunk of a MobileNetV3, to its last convolution."""

    SMALL = [
        Block(3, 16, 16, True, nn.ReLU, 2),
        Block(3, 72, 24, False, nn.ReLU, 2),
        Block(3, 88, 24, False, nn.ReLU, 1),
        Block(5, 96, 40, True, nn.Hardswish, 2),
        Block(5, 240, 40, True, nn.Hardswish, 1),
        Block(5, 240, 40, True, nn.Hardswish, 1),
        Block(5, 120, 48, True, nn.Hardswish, 1),
        Block(5, 144, 48, True, nn.Hardswish, 1),
        Block(5, 288, 96, True, nn.Hardswish, 2),
        Block(5, 576, 96, True, nn.Hardswish, 1),
        Block(5, 576, 96, True, nn.Hardswish, 1),
    ]

    def __init__(self, blocks: list[Block], *, width: float = 1.0) -> None:
        super().__init__()
        layer = partial(
            ConvNormActivation,
            norm=partial(nn.BatchNorm2d, eps=0.001, momentum=0.01),
            activation=nn.Hardswish,
        )
        channels = divisible(16 * width)
        self.features = nn.Sequential(layer(3, channels, stride=2))
        for block in blocks:
            self.features.append(GatedResidual(channels, block, width))
            channels = divisible(block.outputs * width)
        self.features.append(layer(channels, 6 * channels, 1))
        initialized(self)

    def forward(self, x: Tensor) -> Tensor:
        return self.features(x)


def mobilenet_v3_small(width: float = 1.0) -> MobileNetV3:
    return MobileNetV3(MobileNetV3.SMALL, width=width)
