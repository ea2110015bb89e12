# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What a program asks PyTorch's allocator for."""

import collections
import math

import torch
from torch.utils._python_dispatch import TorchDispatchMode


class Meter(TorchDispatchMode):
    """Counts the new tensors of each number of bytes while it is entered."""

    def __init__(self):
        super().__init__()
        self.requests = collections.Counter()

    def __torch_dispatch__(self, function, types, arguments=(), keywords=None):
        result = function(*arguments, **(keywords or {}))
        if function is torch.ops.aten.empty.memory_format:
            self.requests[result.nbytes] += 1
        return result


def expect_the_bytes_of_the_plan(program, inputs, seeds):
    """Takes a first step of `program` and asserts that it asks for its arenas and for
    what it gives, to the byte, and that these and the feature maps that it is given are
    the peak. Outputs and gradients."""
    assert program._workspace is None
    info = program._library.info
    with Meter() as forward:
        outputs, step = program.forward(*inputs)
    with Meter() as backward:
        gradients = program.backward(step, *seeds)

    described = {a.name: a for a in program.arguments}

    def sizes(names):
        return collections.Counter(
            math.prod(described[name].shape) * getattr(torch, described[name].dtype).itemsize
            for name in names
        )

    arenas = collections.Counter([info.stash_bytes, program.workspace_bytes])
    assert forward.requests == arenas + sizes(program.outputs)
    assert backward.requests == sizes(program.gradients)

    def bytes_of_maps(*groups):
        """Of activations, and of gradients of activations."""
        maps = []
        for argument in (described[name] for group in groups for name in group):
            of = described[argument.name[1:]] if argument.role == "gradient" else argument
            if of.role == "activation":
                maps.append(argument.name)
        return sum(size * count for size, count in sizes(maps).items())

    assert program.peak_bytes == info.stash_bytes + max(
        info.forward_workspace_bytes + bytes_of_maps(program.inputs, program.outputs),
        info.backward_workspace_bytes
        + bytes_of_maps(program.inputs, program.output_gradients, program.gradients),
    )
    return outputs, gradients
