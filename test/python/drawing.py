# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Random networks: layers, their sizes and how they follow each other."""

from dataclasses import dataclass, field

import torch
import torch.nn.functional as F

ACTIVATIONS = [
    "relu",
    "relu6",
    "leaky_relu",
    "sigmoid",
    "tanh",
    "hardsigmoid",
    "hardswish",
    "silu",
    "gelu",
]


RANDOM = ("dropout", "stochastic_depth")


@dataclass(eq=False)
class Node:
    """A layer, or an input where `op` is empty. `shape` is N, C, H, W."""

    op: str
    operands: list = field(default_factory=list)
    shape: tuple = ()
    kernel: tuple = (1, 1)
    stride: tuple = (1, 1)
    dilation: tuple = (1, 1)
    pad: tuple = (0, 0, 0, 0)  # top, bottom, left, right
    output_pad: tuple = (0, 0)
    groups: int = 1
    bias: bool = False
    exclude_pad: bool = False
    ceil_pad: tuple = ()  # PyTorch's padding [rows, columns] of a pool in ceil mode
    mode: str = ""  # of resize and pad
    align_corners: bool = False
    size: tuple = ()  # rows and columns that resize gives
    slope: float = 0.0
    tanh: bool = False
    scale: bool = False  # whether there is such a vector
    shift: bool = False
    norm_groups: int = 0  # 0: over the batch
    p: float = 0.0  # of what draws numbers
    parameters_of: int = 0  # the layer whose parameters it uses; 0: its own

    @property
    def is_fold(self):
        """Whether it needs all rows of its operand: a barrier."""
        return self.op in ("statistics", "global_avg_pool")

    def windowed(self, shape):
        """The rows and columns of the result for an input of `shape`."""
        sizes = []
        for axis in range(2):
            extent = (self.kernel[axis] - 1) * self.dilation[axis] + 1
            padding = self.pad[2 * axis] + self.pad[2 * axis + 1]
            sizes.append((shape[2 + axis] + padding - extent) // self.stride[axis] + 1)
        return tuple(sizes)

    def transposed(self, shape):
        """The rows and columns that a transposed convolution gives."""
        sizes = []
        for axis in range(2):
            extent = (self.kernel[axis] - 1) * self.dilation[axis] + 1
            padding = self.pad[2 * axis] + self.pad[2 * axis + 1]
            size = (shape[2 + axis] - 1) * self.stride[axis] + extent - padding
            sizes.append(size + self.output_pad[axis])
        return tuple(sizes)

    def filter_shape(self, channels):
        """The filter's shape in PyTorch's order, for an input of `channels`."""
        if self.op == "conv":
            return (self.shape[1], channels // self.groups, *self.kernel)
        return (channels, self.shape[1] // self.groups, *self.kernel)


def window_misses(size, kernel, stride, dilation, front, behind):
    """Whether a window along an axis lies in the padding with all of its taps."""
    extent = (kernel - 1) * dilation + 1
    return any(
        all(not 0 <= begin + tap * dilation < size for tap in range(kernel))
        for begin in range(-front, size + behind - extent + 1, stride)
    )


def ceil_pad(size, kernel, stride, dilation, pad):
    """The padding behind an axis that makes a pool with PyTorch's ceil_mode one
    without: a last window that is only begun is whole, unless it begins behind
    the input and the padding in front."""
    extent = (kernel - 1) * dilation + 1
    windows = -(-(size + 2 * pad - extent) // stride) + 1
    if (windows - 1) * stride >= size + pad:
        windows -= 1
    return max(0, (windows - 1) * stride + extent - size - pad)


def _rounds_to_exact_rows(inputs, outputs):
    """Whether PyTorch, which rounds inputs / outputs to a float, takes every row
    of a nearest resizing from where the fraction says. For a few sizes (26 to 22)
    it does not."""
    rows = torch.arange(inputs, dtype=torch.float64).reshape(1, 1, -1, 1)
    taken = F.interpolate(rows, (outputs, 1), mode="nearest").flatten()
    return taken.tolist() == [row * inputs // outputs for row in range(outputs)]


class Network:
    def __init__(self, rng):
        self.rng = rng
        shape = (
            rng.randint(1, 3),
            rng.randint(1, 4),
            rng.randint(5, 40),
            rng.randint(3, 9),
        )
        self.nodes = [Node("", shape=shape)]

    def add(self, op, *operands, **attributes):
        """The number of the new layer, or None if it does not fit."""
        node = Node(op, list(operands), **attributes)
        images, channels, rows, columns = self.nodes[operands[0]].shape
        if op in ("conv", "max_pool", "avg_pool"):
            rows, columns = node.windowed(self.nodes[operands[0]].shape)
            channels = node.shape[0] if op == "conv" else channels
        elif op == "conv_transpose":
            rows, columns = node.transposed(self.nodes[operands[0]].shape)
            channels = node.shape[1]
        elif op == "resize":
            if node.mode == "nearest" and not all(
                map(_rounds_to_exact_rows, (rows, columns), node.size)
            ):
                return None
            rows, columns = node.size
        elif op == "pad":
            top, bottom, left, right = node.pad
            if node.mode == "reflect" and (
                max(top, bottom) >= rows or max(left, right) >= columns
            ):
                return None
            rows, columns = rows + top + bottom, columns + left + right
        elif op == "global_avg_pool":
            rows = columns = 1
        elif op == "statistics":
            images, rows, columns = images if node.norm_groups else 1, 1, 2
        elif op == "concat":
            channels = sum(self.nodes[operand].shape[1] for operand in operands)
        if min(rows, columns) < 1 or rows > 60 or columns > 20 or channels > 12:
            return None
        node.shape = (images, channels, rows, columns)
        self.nodes.append(node)
        return len(self.nodes) - 1

    def conv(self, operand, filters=None, **attributes):
        """A convolution that keeps the size where nothing else is said."""
        attributes.setdefault("kernel", (3, 3))
        attributes.setdefault("pad", (1, 1, 1, 1))
        filters = filters or self.rng.randint(1, 5)
        attributes.setdefault("bias", self.rng.random() < 0.6)
        return self.add("conv", operand, shape=(filters,), **attributes)

    def any_conv(self, current):
        rng = self.rng
        channels = self.nodes[current].shape[1]
        kernel = (rng.randint(1, 7), rng.randint(1, 4))
        dilation = (rng.choice([1, 1, 1, 2, 3]), rng.choice([1, 1, 2]))
        stride = (rng.choice([1, 1, 1, 2, 3]), rng.choice([1, 1, 1, 2]))
        extent = [(k - 1) * d + 1 for k, d in zip(kernel, dilation)]
        if rng.random() < 0.5:  # the usual, size-keeping padding
            pad = [extent[0] // 2, (extent[0] - 1) // 2]
        else:  # any, sometimes more than the kernel
            pad = [rng.randint(0, extent[0] + 1), rng.randint(0, extent[0] + 1)]
        pad += [rng.randint(0, extent[1]) for _ in range(2)]
        divisors = [g for g in range(1, channels + 1) if channels % g == 0]
        groups = rng.choice([1, 1, 1, channels, rng.choice(divisors)])
        filters = rng.randint(1, 5) if groups == 1 else groups * rng.randint(1, 2)
        return self.conv(
            current,
            filters,
            kernel=kernel,
            stride=stride,
            dilation=dilation,
            pad=tuple(pad),
            groups=groups,
        )

    def conv_transpose(self, current):
        """The usual up-convolution, or any."""
        rng = self.rng
        channels = self.nodes[current].shape[1]
        attributes = dict(kernel=(2, 2), stride=(2, 2))
        if rng.random() < 0.7:
            kernel = rng.choice([(1, 5), (5, 1), (rng.randint(1, 5), rng.randint(1, 4))])
            dilation = (rng.choice([1, 1, 2, 3]), rng.choice([1, 1, 2]))
            stride = (rng.choice([1, 2, 3]), rng.choice([1, 1, 2]))
            extent = [(k - 1) * d + 1 for k, d in zip(kernel, dilation)]
            attributes = dict(
                kernel=kernel,
                dilation=dilation,
                stride=stride,
                pad=tuple(rng.randint(0, extent[side // 2]) for side in range(4)),
                output_pad=tuple(
                    rng.randint(0, max(s, d) - 1) for s, d in zip(stride, dilation)
                ),
            )
        divisors = [g for g in range(1, channels + 1) if channels % g == 0]
        groups = rng.choice([1, 1, channels, rng.choice(divisors)])
        filters = rng.randint(1, 5) if groups == 1 else groups * rng.randint(1, 2)
        return self.add(
            "conv_transpose",
            current,
            shape=(0, filters),
            groups=groups,
            bias=rng.random() < 0.6,
            **attributes,
        )

    def max_pool(self, current):
        return self.pool(current, "max_pool")

    def avg_pool(self, current):
        return self.pool(current, "avg_pool")

    def pool(self, current, op):
        rng = self.rng
        kernel = rng.choice([(2, 2), (3, 3), (3, 2), (2, 1), (3, 1)])
        stride = rng.choice([(2, 2), (2, 1), (1, 1), (3, 1)])
        attributes = {}
        dilation = (1, 1)
        if op == "max_pool":
            dilation = rng.choice([(1, 1), (1, 1), (2, 1)])
            attributes["dilation"] = dilation
        else:
            attributes["exclude_pad"] = rng.random() < 0.4
        reach = [(k - 1) * d for k, d in zip(kernel, dilation)]
        pad = (0, 0, 0, 0)
        _, _, *sizes = self.nodes[current].shape
        if rng.random() < 0.3:
            front = tuple(rng.randint(0, k // 2) for k in kernel)
            if any(size + 2 * p <= r for size, p, r in zip(sizes, front, reach)):
                return None
            behind = map(ceil_pad, sizes, kernel, stride, dilation, front)
            pad = tuple(n for pair in zip(front, behind) for n in pair)
            attributes["ceil_pad"] = front
            if op == "avg_pool":
                attributes["exclude_pad"] = True
        elif rng.random() < 0.5:
            pad = tuple(rng.randint(0, reach[side // 2]) for side in range(4))
        if op == "max_pool" and any(
            window_misses(sizes[axis], kernel[axis], stride[axis], dilation[axis], *around)
            for axis, around in enumerate((pad[:2], pad[2:]))
        ):
            # Refused here; PyTorch's backward writes out of bounds.
            return None
        return self.add(
            op, current, kernel=kernel, stride=stride, pad=pad, **attributes
        )

    def global_avg_pool(self, current):
        """Rarely: what follows has one row."""
        return self.add("global_avg_pool", current) if self.rng.random() < 0.3 else None

    def relu(self, current):
        return self.add("relu", current) if current else None

    def activation(self, current):
        return self.any_activation(current) if current else None

    def any_activation(self, current):
        op = self.rng.choice(ACTIVATIONS)
        slope = self.rng.choice([0.1, 0.0, -0.5])
        return self.add(op, current, slope=slope, tanh=self.rng.random() < 0.5)

    def twice(self, current):
        """One convolution after the other with the same parameters."""
        first = self.conv(current, self.nodes[current].shape[1])
        node = self.nodes[first]
        return self.conv(
            first, node.shape[1], bias=node.bias, parameters_of=first
        )

    def norm(self, current):
        """Normalization over the batch or in groups."""
        rng = self.rng
        images, channels, rows, columns = self.nodes[current].shape
        groups = rng.choice([g for g in range(1, channels + 1) if channels % g == 0])
        groups = rng.choice([0, 0, groups])
        count = rows * columns * (channels // groups if groups else images)
        if count < 4:  # a variance that is nearly zero
            return None
        statistics = self.add("statistics", current, norm_groups=groups)
        return self.add(
            "normalize",
            current,
            statistics,
            norm_groups=groups,
            scale=rng.random() < 0.7,
            shift=rng.random() < 0.7,
        )

    def layer_norm(self, current):
        if self.nodes[current].shape[1] < 3:  # what is left of x is its sign
            return None
        return self.add(
            "layer_norm",
            current,
            scale=self.rng.random() < 0.7,
            shift=self.rng.random() < 0.7,
        )

    def scale(self, current):
        return self.add("scale", current, scale=True)

    def random(self, current):
        """What draws numbers of its own."""
        op = self.rng.choice(RANDOM)
        return self.add(op, current, p=self.rng.choice([0.0, 0.2, 0.5]))

    def product(self, current):
        """With what a convolution makes of it, or with itself."""
        operands = [current, current]
        if self.rng.random() < 0.8:
            operands[0] = self.conv(current, self.nodes[current].shape[1])
            if self.rng.random() < 0.5:
                operands[0] = self.add("sigmoid", operands[0])
            self.rng.shuffle(operands)
        return self.add("mul", *operands)

    def elementwise(self, current):
        """A DAG of layers that work element by element, with two paths or more."""
        rng = self.rng
        values = [current]
        for _ in range(rng.randint(2, 4)):
            values.append(
                rng.choice([self.any_activation, self.scale])(rng.choice(values[-2:]))
                if rng.random() < 0.5
                else self.add(rng.choice(["add", "mul"]), values[-1], rng.choice(values))
            )
        read = {operand for node in self.nodes for operand in node.operands}
        for value in values[1:-1]:
            if value not in read:
                values.append(self.add("add", values[-1], value))
        return values[-1]

    def projection(self, current):
        """The end of a residual block with a convolution in either branch."""
        filters = self.rng.randint(1, 4)
        branches = [self.conv(current, filters) for _ in range(2)]
        branches = [self.norm(branch) or branch for branch in branches]
        return self.any_activation(self.add("add", *branches))

    def gate(self, current):
        """Squeeze and excitation: a pixel made of all others multiplies them."""
        pixel = self.add("global_avg_pool", current)
        pointwise = dict(kernel=(1, 1), pad=(0, 0, 0, 0))
        if self.rng.random() < 0.6:
            pixel = self.activation(self.conv(pixel, **pointwise))
        channels = self.nodes[current].shape[1]
        if self.rng.random() < 0.8:
            pixel = self.conv(pixel, channels, **pointwise)
            if self.rng.random() < 0.8:
                pixel = self.add(self.rng.choice(["sigmoid", "hardsigmoid"]), pixel)
        if self.nodes[pixel].shape[1] != channels:
            return None
        return self.add("mul", current, pixel)

    def residual(self, current):
        channels = self.nodes[current].shape[1]
        first = self.conv(current)
        normed = self.rng.random() < 0.4
        middle = self.add("relu", self.norm(first) or first if normed else first)
        second = self.conv(middle, channels)
        if normed:
            second = self.norm(second) or second
        operands = [second, current]
        self.rng.shuffle(operands)
        return self.add("add", *operands)

    def resize(self, current, rows, columns):
        mode, align_corners = self.rng.choice(
            [("nearest", False), ("bilinear", False), ("bilinear", True)]
        )
        return self.add(
            "resize",
            current,
            mode=mode,
            align_corners=align_corners,
            size=(rows, columns),
        )

    def any_resize(self, current):
        """By whole factors, or to any size."""
        rng = self.rng
        _, _, rows, columns = self.nodes[current].shape
        if rng.random() < 0.4:
            return self.resize(current, rows * rng.randint(1, 3), columns * rng.randint(1, 2))
        return self.resize(current, rng.randint(1, 2 * rows), rng.randint(1, 2 * columns))

    def pad(self, current):
        """Pads, crops, or one here and the other there."""
        rng = self.rng
        mode = rng.choice(["zero", "reflect", "replicate"])
        _, _, rows, columns = self.nodes[current].shape
        pad = [
            rng.randint(-((size - 1) // 2), min(size - 1, 4))
            for size in (rows, rows, columns, columns)
        ]
        return self.add("pad", current, mode=mode, pad=tuple(pad))

    def skip(self, current):
        """Down, a convolution, up, and concatenation with what was before. Of an
        odd size, up gives less: what was before is cropped, or up padded, or up
        is a resizing to that size."""
        _, _, rows, columns = self.nodes[current].shape
        if rows < 4 or columns < 2:
            return None
        down = self.conv(self.add("max_pool", current, kernel=(2, 2), stride=(2, 2)))
        odd = (0, rows % 2, 0, columns % 2)
        fit = self.rng.choice(["crop", "pad", "resize"])
        if fit == "resize":
            up = self.resize(down, rows, columns)
        else:
            up = self.resize(down, rows - odd[1], columns - odd[3])
        if up is None:
            return None
        if fit == "crop" and any(odd):
            current = self.add("pad", current, mode="zero", pad=tuple(-n for n in odd))
        if fit == "pad" and any(odd):
            up = self.add("pad", up, mode=self.rng.choice(["zero", "replicate"]), pad=odd)
        return self.add("concat", current, up)

    def branches(self, current):
        """Two convolutions of one tensor, side by side."""
        left = self.conv(current)
        right = self.conv(current, kernel=(5, 1), pad=(2, 2, 0, 0))
        return self.add("concat", left, right)

    def second_input(self, current):
        if any(not node.op for node in self.nodes[1:]):
            return None
        self.nodes.append(Node("", shape=self.nodes[current].shape))
        return self.add("add", current, len(self.nodes) - 1)


# What may come next, and how often in comparison.
DRAWN = [
    (Network.any_conv, 5),
    (Network.relu, 3),
    (Network.activation, 2),
    (Network.max_pool, 2),
    (Network.avg_pool, 1),
    (Network.residual, 1),
    (Network.skip, 1),
    (Network.branches, 1),
    (Network.any_resize, 1),
    (Network.pad, 1),
    (Network.twice, 1),
    (Network.second_input, 1),
    (Network.norm, 2),
    (Network.global_avg_pool, 1),
    (Network.conv_transpose, 1),
    (Network.product, 1),
    (Network.elementwise, 2),
    (Network.projection, 1),
    (Network.gate, 2),
    (Network.scale, 1),
    (Network.layer_norm, 1),
    (Network.random, 1),
]


def draw_network(rng):
    network = Network(rng)
    current = 0
    choices = [draw for draw, weight in DRAWN for _ in range(weight)]
    for _ in range(rng.randint(1, 8)):
        before = len(network.nodes)
        added = rng.choice(choices)(network, current)
        if added is None:
            del network.nodes[before:]
        else:
            current = added
    # The last layer's result comes first, so that it is `y`.
    results = [current]
    inner = [
        i
        for i, node in enumerate(network.nodes)
        if node.op and i != current and not (node.op == "statistics" and node.norm_groups)
    ]
    if inner and rng.random() < 0.15:
        results.append(rng.choice(inner))
    return network.nodes, results
