# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The numbers that `row.dropout` and `row.stochastic_depth` draw."""

import numpy as np

LOW = np.uint64(0xFFFFFFFF)
HALF = np.uint64(32)


def philox(counter, key):
    """The four words of Philox 4x32-10 for arrays of counter words."""
    c0, c1, c2, c3 = (np.asarray(word, np.uint64) for word in counter)
    k0, k1 = (int(word) for word in key)
    for _ in range(10):
        first, second = c0 * np.uint64(0xD2511F53), c2 * np.uint64(0xCD9E8D57)
        c0, c1, c2, c3 = (
            (second >> HALF) ^ c1 ^ np.uint64(k0),
            second & LOW,
            (first >> HALF) ^ c3 ^ np.uint64(k1),
            first & LOW,
        )
        k0, k1 = (k0 + 0x9E3779B9) & 0xFFFFFFFF, (k1 + 0xBB67AE85) & 0xFFFFFFFF
    return c0, c1, c2, c3


def factors(op, seed, layer, p, shape):
    """What the layer multiplies a tensor of `shape` (N, C, H, W) by, in float64."""
    key = np.asarray(seed, np.float32).view(np.uint32)
    image, channel, row, column = np.indices(shape)
    if op == "stochastic_depth":
        row, element = 0 * row, 0 * row
    else:
        element = column * shape[1] + channel
    word = philox((element, row, image, np.full(shape, layer)), key)[0]
    kept = (word >> np.uint64(8)).astype(np.float64) / 2**24 >= p
    return np.where(kept, 1 / (1 - p), 0.0)
