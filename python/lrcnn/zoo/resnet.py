# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""ResNet: blocks of convolutions beside a skip."""

from torch import Tensor, nn

from .layers import initialized, scaled


class BasicBlock(nn.Module):
    """Two 3x3 convolutions beside the input, which is projected on change."""

    expansion = 1

    def __init__(self, channels: int, width: int, stride: int) -> None:
        super().__init__()
        outputs = width * self.expansion
        self.conv1 = nn.Conv2d(channels, width, 3, stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.relu = nn.ReLU(inplace=True)
        self.conv2 = nn.Conv2d(width, outputs, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.downsample = projection(channels, outputs, stride)

    def forward(self, x: Tensor) -> Tensor:
        y = self.relu(self.bn1(self.conv1(x)))
        y = self.bn2(self.conv2(y))
        return self.relu(y + (x if self.downsample is None else self.downsample(x)))


class Bottleneck(nn.Module):
    """A 3x3 convolution between two 1x1 beside the input, which is projected on
    change. The 3x3 convolution has the stride."""

    expansion = 4

    def __init__(self, channels: int, width: int, stride: int) -> None:
        super().__init__()
        outputs = width * self.expansion
        self.conv1 = nn.Conv2d(channels, width, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, stride, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, outputs, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(outputs)
        self.relu = nn.ReLU(inplace=True)
        self.downsample = projection(channels, outputs, stride)

    def forward(self, x: Tensor) -> Tensor:
        y = self.relu(self.bn1(self.conv1(x)))
        y = self.relu(self.bn2(self.conv2(y)))
        y = self.bn3(self.conv3(y))
        return self.relu(y + (x if self.downsample is None else self.downsample(x)))


def projection(channels: int, outputs: int, stride: int) -> nn.Sequential | None:
    """What gives a skip the shape of its block; None where it has that."""
    if stride == 1 and channels == outputs:
        return None
    return nn.Sequential(
        nn.Conv2d(channels, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs)
    )


class ResNet(nn.Module):
    """The trunk of a ResNet, to its last block; with `classes`, which are then what it
    tells apart, the whole."""

    def __init__(
        self,
        block: type[BasicBlock] | type[Bottleneck],
        depths: list[int],
        *,
        width: float = 1.0,
        classes: int | None = None,
    ) -> None:
        super().__init__()
        first = scaled(64, width)
        self.conv1 = nn.Conv2d(3, first, 7, stride=2, padding=3, bias=False)
        self.bn1 = nn.BatchNorm2d(first)
        self.relu = nn.ReLU(inplace=True)
        self.maxpool = nn.MaxPool2d(3, stride=2, padding=1)
        channels = first
        self.channels: list[int] = []
        """Channels of the feature maps that `pyramid` gives."""
        for level, depth in enumerate(depths):
            blocks: list[nn.Module] = []
            for number in range(depth):
                stride = 2 if level > 0 and number == 0 else 1
                blocks.append(block(channels, first << level, stride))
                channels = (first << level) * block.expansion
            self.add_module(f"layer{level + 1}", nn.Sequential(*blocks))
            self.channels.append(channels)
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.fc = None if classes is None else nn.Linear(channels, classes)
        initialized(self)

    def pyramid(self, x: Tensor) -> list[Tensor]:
        """The feature map of each level, the finest first."""
        x = self.maxpool(self.relu(self.bn1(self.conv1(x))))
        levels = []
        for number in range(len(self.channels)):
            x = self.get_submodule(f"layer{number + 1}")(x)
            levels.append(x)
        return levels

    def forward(self, x: Tensor) -> Tensor:
        y = self.pyramid(x)[-1]
        return y if self.fc is None else self.fc(self.avgpool(y).flatten(1))


def resnet18(width: float = 1.0, classes: int | None = None) -> ResNet:
    return ResNet(BasicBlock, [2, 2, 2, 2], width=width, classes=classes)


def resnet50(width: float = 1.0, classes: int | None = None) -> ResNet:
    return ResNet(Bottleneck, [3, 4, 6, 3], width=width, classes=classes)
