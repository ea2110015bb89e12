# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What a skip costs: its bytes, and no work."""

import os
import time

import pytest
import torch
from torch import nn

import lrcnn
from lrcnn.torch_export import export

CHANNELS = 8


class Block(nn.Module):
    """Two convolutions, beside their input if `skips`."""

    def __init__(self, skips):
        super().__init__()
        self.skips = skips
        self.first = nn.Conv2d(CHANNELS, CHANNELS, 3, padding=1)
        self.second = nn.Conv2d(CHANNELS, CHANNELS, 3, padding=1)

    def forward(self, x):
        y = self.second(self.first(x).relu())
        return (y + x if self.skips else y).relu()


def chain(blocks, skips=True):
    network = nn.Sequential(*(Block(skips) for _ in range(blocks)))
    return export(network, [torch.empty(1, CHANNELS, 256, 32)])


def planned(text):
    return lrcnn.plan(text, strategy="two_phase", rows=4)


def test_skips_add_no_work():
    with_skips, without = planned(chain(20)), planned(chain(20, skips=False))
    assert without["work"] > 1
    assert with_skips["work"] <= 1.05 * without["work"]


def test_skips_cost_their_bytes():
    """A block's sum is one more tensor in the tile, and one more boundary."""
    tensor = 256 * 32 * CHANNELS * 4
    peaks = [planned(chain(20, skips))["peak_bytes"] for skips in (False, True)]
    assert 0 < peaks[1] - peaks[0] <= 20 * 2 * tensor


def test_blocks_cost_linearly(tmp_path):
    """Twice the blocks: twice the buffers and the arithmetic at most, and the time of
    compiling within what a shared machine blurs."""
    texts = [chain(blocks) for blocks in (10, 20)]
    buffers = [len(planned(text)["buffers"]) for text in texts]
    assert buffers[1] == pytest.approx(2 * buffers[0], rel=0.1)
    seconds = []
    for index, text in enumerate(texts):
        begin = time.process_time()
        lrcnn.compile_program(
            text, strategy="two_phase", rows=4, output=tmp_path / f"blocks{index}"
        )
        seconds.append(time.process_time() - begin)
    assert seconds[1] <= 3 * seconds[0]
    sizes = [os.path.getsize(tmp_path / f"blocks{index}.so") for index in range(2)]
    assert sizes[1] <= 2 * sizes[0]
