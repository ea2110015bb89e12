# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""ConvNeXt: depthwise 7x7 convolutions, LayerNorm and GELU."""

from functools import partial

import torch
from torch import Tensor, nn

from .layers import LayerNorm2d, initialized, scaled


class Permute(nn.Module):
    """Brings dimensions into another order."""

    def __init__(self, dims: list[int]) -> None:
        super().__init__()
        self.dims = dims

    def forward(self, x: Tensor) -> Tensor:
        return torch.permute(x, self.dims)


class CNBlock(nn.Module):
    """A depthwise convolution, then four times as wide and back, with the
    channels last; scaled, beside the input."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.block = nn.Sequential(
            nn.Conv2d(channels, channels, 7, padding=3, groups=channels),
            Permute([0, 2, 3, 1]),
            nn.LayerNorm(channels, eps=1e-6),
            nn.Linear(channels, 4 * channels),
            nn.GELU(),
            nn.Linear(4 * channels, channels),
            Permute([0, 3, 1, 2]),
        )
        self.layer_scale = nn.Parameter(torch.full((channels, 1, 1), 1e-6))

    def forward(self, x: Tensor) -> Tensor:
        return self.layer_scale * self.block(x) + x


class ConvNeXt(nn.Module):
    """The trunk of a ConvNeXt, to its last block. In training torchvision's
    sometimes leaves a block out at random; this one does not."""

    # Channels and blocks.
    TINY = [(96, 3), (192, 3), (384, 9), (768, 3)]

    def __init__(self, stages: list[tuple[int, int]], *, width: float = 1.0) -> None:
        super().__init__()
        norm = partial(LayerNorm2d, eps=1e-6)
        channels = scaled(stages[0][0], width)
        stem = nn.Conv2d(3, channels, 4, stride=4)
        self.features = nn.Sequential(nn.Sequential(stem, norm(channels)))
        for number, (size, blocks) in enumerate(stages):
            outputs = scaled(size, width)
            if number > 0:
                down = nn.Conv2d(channels, outputs, 2, stride=2)
                self.features.append(nn.Sequential(norm(channels), down))
            channels = outputs
            stage = (CNBlock(channels) for _ in range(blocks))
            self.features.append(nn.Sequential(*stage))
        initialized(self)

    def forward(self, x: Tensor) -> Tensor:
        return self.features(x)


def convnext_tiny(width: float = 1.0) -> ConvNeXt:
    return ConvNeXt(ConvNeXt.TINY, width=width)
