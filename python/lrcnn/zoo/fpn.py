# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A feature pyramid: coarse feature maps are added to finer ones."""

from torch import Tensor, nn
from torch.nn import functional

from .layers import initialized, scaled
from .resnet import BasicBlock, ResNet


class FeaturePyramid(nn.Module):
    """Brings feature maps to the same channels and adds each, enlarged, to the
    next finer one; a 3x3 convolution ends each level."""

    def __init__(self, channels: list[int], outputs: int) -> None:
        super().__init__()
        self.inner_blocks = nn.ModuleList(
            nn.Sequential(nn.Conv2d(n, outputs, 1)) for n in channels
        )
        self.layer_blocks = nn.ModuleList(
            nn.Sequential(nn.Conv2d(outputs, outputs, 3, padding=1)) for _ in channels
        )

    def forward(self, levels: list[Tensor]) -> list[Tensor]:
        inner = self.inner_blocks[-1](levels[-1])
        results = [self.layer_blocks[-1](inner)]
        for number in reversed(range(len(levels) - 1)):
            lateral = self.inner_blocks[number](levels[number])
            inner = lateral + functional.interpolate(inner, size=lateral.shape[-2:])
            results.insert(0, self.layer_blocks[number](inner))
        return results


class FPN(nn.Module):
    """A feature pyramid over the levels of a ResNet, and one level above them."""

    def __init__(self, body: ResNet, outputs: int) -> None:
        super().__init__()
        self.body = body
        self.fpn = FeaturePyramid(body.channels, outputs)
        initialized(self.fpn)

    def forward(self, x: Tensor) -> tuple[Tensor, ...]:
        levels = self.fpn(self.body.pyramid(x))
        return *levels, functional.max_pool2d(levels[-1], 1, stride=2)


def fpn_resnet18(width: float = 1.0) -> FPN:
    return FPN(ResNet(BasicBlock, [2, 2, 2, 2], width=width), scaled(256, width))
