# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What the networks of the zoo are put together from."""

from collections.abc import Callable

from torch import Tensor, nn


def scaled(channels: int, width: float) -> int:
    """`channels` times `width`, at least 1."""
    return max(1, round(channels * width))


def divisible(channels: float, divisor: int = 8) -> int:
    """The multiple of `divisor` next to `channels`, at least 90 % of them."""
    nearest = max(divisor, int(channels + divisor / 2) // divisor * divisor)
    return nearest if nearest >= 0.9 * channels else nearest + divisor


class ConvNormActivation(nn.Sequential):
    """A convolution that keeps the image's size over its stride, a BatchNorm and
    an activation."""

    def __init__(
        self,
        channels: int,
        outputs: int,
        kernel: int = 3,
        stride: int = 1,
        groups: int = 1,
        activation: Callable[..., nn.Module] | None = nn.ReLU,
        norm: Callable[[int], nn.Module] = nn.BatchNorm2d,
    ) -> None:
        super().__init__(
            nn.Conv2d(
                channels,
                outputs,
                kernel,
                stride,
                padding=(kernel - 1) // 2,
                groups=groups,
                bias=False,
            ),
            norm(outputs),
        )
        if activation is not None:
            self.append(activation(inplace=True))


class SqueezeExcitation(nn.Module):
    """Scales each channel by a number between 0 and 1 that two 1x1 convolutions
    make from the means of all channels."""

    def __init__(
        self,
        channels: int,
        squeezed: int,
        activation: Callable[..., nn.Module] = nn.ReLU,
        gate: Callable[..., nn.Module] = nn.Sigmoid,
    ) -> None:
        super().__init__()
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.fc1 = nn.Conv2d(channels, squeezed, 1)
        self.fc2 = nn.Conv2d(squeezed, channels, 1)
        self.activation = activation()
        self.scale_activation = gate()

    def forward(self, x: Tensor) -> Tensor:
        scale = self.activation(self.fc1(self.avgpool(x)))
        return self.scale_activation(self.fc2(scale)) * x


class LayerNorm2d(nn.LayerNorm):
    """A LayerNorm over the channels of an image, which come second."""

    def forward(self, x: Tensor) -> Tensor:
        return super().forward(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)


def initialized(network: nn.Module) -> nn.Module:
    """Gives convolutions weights with which activations keep their size."""
    for module in network.modules():
        if isinstance(module, (nn.Conv2d, nn.ConvTranspose2d)):
            nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")
            if module.bias is not None:
                nn.init.zeros_(module.bias)
    return network
