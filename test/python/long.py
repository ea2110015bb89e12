# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""How much is tested: LRCNN_LONG=1 is what tools/check --long runs."""

import os

IS_LONG = os.environ.get("LRCNN_LONG", "") not in ("", "0")


def choose(name, usual, long):
    """The environment's NAME, else `long` in long tests and `usual` in others; a number
    where that is one."""
    default = long if IS_LONG else usual
    return type(default)(os.environ.get(name, default))
