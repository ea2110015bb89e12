# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""VGG: stacks of 3x3 convolutions with poolings between."""

from torch import Tensor, nn

from .layers import initialized, scaled

# Channels of each level's convolutions; a pooling ends a level.
LEVELS: dict[int, list[list[int]]] = {
    11: [[64], [128], [256] * 2, [512] * 2, [512] * 2],
    16: [[64] * 2, [128] * 2, [256] * 3, [512] * 3, [512] * 3],
    19: [[64] * 2, [128] * 2, [256] * 4, [512] * 4, [512] * 4],
}


class VGG(nn.Module):
    """The trunk of a VGG, to its last pooling."""

    def __init__(
        self, levels: list[list[int]], *, batch_norm: bool = False, width: float = 1.0
    ) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        channels = 3
        for level in levels:
            for outputs in (scaled(n, width) for n in level):
                layers.append(nn.Conv2d(channels, outputs, 3, padding=1))
                if batch_norm:
                    layers.append(nn.BatchNorm2d(outputs))
                layers.append(nn.ReLU(inplace=True))
                channels = outputs
            layers.append(nn.MaxPool2d(2))
        self.features = nn.Sequential(*layers)
        initialized(self)

    def forward(self, x: Tensor) -> Tensor:
        return self.features(x)


def vgg11(width: float = 1.0) -> VGG:
    return VGG(LEVELS[11], width=width)


def vgg11_bn(width: float = 1.0) -> VGG:
    return VGG(LEVELS[11], batch_norm=True, width=width)


def vgg16(width: float = 1.0) -> VGG:
    return VGG(LEVELS[16], width=width)


def vgg16_bn(width: float = 1.0) -> VGG:
    return VGG(LEVELS[16], batch_norm=True, width=width)


def vgg19(width: float = 1.0) -> VGG:
    return VGG(LEVELS[19], width=width)


def vgg19_bn(width: float = 1.0) -> VGG:
    return VGG(LEVELS[19], batch_norm=True, width=width)
