# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""U-Net: down by poolings, and up again beside what was there on the way."""

import torch
from torch import Tensor, nn
from torch.nn import functional

from .layers import initialized, scaled


class DoubleConv(nn.Sequential):
    """Two 3x3 convolutions, each with BatchNorm and ReLU."""

    def __init__(self, channels: int, outputs: int) -> None:
        super().__init__()
        for inputs in (channels, outputs):
            self.append(nn.Conv2d(inputs, outputs, 3, padding=1, bias=False))
            self.append(nn.BatchNorm2d(outputs))
            self.append(nn.ReLU(inplace=True))


class Up(nn.Module):
    """Twice the size by a transposed convolution, then beside `skip`. Where the
    pooling rounded down, zeros make up for the last row or column."""

    def __init__(self, channels: int, outputs: int) -> None:
        super().__init__()
        self.up = nn.ConvTranspose2d(channels, outputs, 2, stride=2)
        self.conv = DoubleConv(2 * outputs, outputs)

    def forward(self, x: Tensor, skip: Tensor) -> Tensor:
        x = self.up(x)
        rows, columns = skip.shape[2] - x.shape[2], skip.shape[3] - x.shape[3]
        if rows or columns:
            x = functional.pad(x, (0, columns, 0, rows))
        return self.conv(torch.cat([skip, x], 1))


class UNet(nn.Module):
    """A U-Net of `levels` poolings, with BatchNorm. Its result has `classes`
    channels and the size of the image, which may be odd."""

    def __init__(
        self,
        channels: int = 3,
        classes: int = 2,
        *,
        levels: int = 4,
        width: float = 1.0,
    ) -> None:
        super().__init__()
        sizes = [scaled(64 << level, width) for level in range(levels + 1)]
        self.stem = DoubleConv(channels, sizes[0])
        self.pool = nn.MaxPool2d(2)
        self.down = nn.ModuleList(map(DoubleConv, sizes, sizes[1:]))
        self.up = nn.ModuleList(map(Up, sizes[:0:-1], sizes[-2::-1]))
        self.head = nn.Conv2d(sizes[0], classes, 1)
        initialized(self)

    def forward(self, x: Tensor) -> Tensor:
        skips = [self.stem(x)]
        for down in self.down:
            skips.append(down(self.pool(skips[-1])))
        x = skips.pop()
        for up in self.up:
            x = up(x, skips.pop())
        return self.head(x)


def unet(width: float = 1.0) -> UNet:
    return UNet(width=width)
