# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Networks for tests and examples, in plain PyTorch.

Each function makes a network with fresh weights; `width` multiplies the number
of its channels. They are trunks: they end at the last feature map, or at several
of them, and have no classifier. Parameters and buffers have the names that
torchvision gives them, where torchvision has the network.
"""

from .convnext import ConvNeXt, convnext_tiny
from .densenet import DenseNet, densenet121
from .efficientnet import EfficientNet, efficientnet_b0
from .fpn import FPN, fpn_resnet18
from .mobilenet import MobileNetV2, MobileNetV3, mobilenet_v2, mobilenet_v3_small
from .resnet import BasicBlock, Bottleneck, ResNet, resnet18, resnet50
from .unet import UNet, unet
from .vgg import VGG, vgg11, vgg11_bn, vgg16, vgg16_bn, vgg19, vgg19_bn

NETWORKS = {
    make.__name__: make
    for make in (
        vgg11,
        vgg11_bn,
        vgg16,
        vgg16_bn,
        vgg19,
        vgg19_bn,
        resnet18,
        resnet50,
        unet,
        mobilenet_v2,
        mobilenet_v3_small,
        efficientnet_b0,
        convnext_tiny,
        fpn_resnet18,
        densenet121,
    )
}
"""What makes each network, by its name."""

__all__ = [
    "NETWORKS",
    "FPN",
    "VGG",
    "BasicBlock",
    "Bottleneck",
    "ConvNeXt",
    "DenseNet",
    "EfficientNet",
    "MobileNetV2",
    "MobileNetV3",
    "ResNet",
    "UNet",
    *NETWORKS,
]
