# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Arrays for tests that read and write .npy files.

  arrays.py make DIR NAME=SHAPE ...        1, 2, 3, ... in DIR/NAME.npy
  arrays.py make DIR NAME=SHAPE:1,10 ...   these numbers
  arrays.py show FILE ...                  name, shape and numbers, a line each
"""

import pathlib
import sys

import numpy as np


def make(directory, *arguments):
    pathlib.Path(directory).mkdir(parents=True, exist_ok=True)
    for argument in arguments:
        name, text = argument.split("=")
        shape, _, numbers = text.partition(":")
        shape = tuple(map(int, shape.split("x")))
        values = np.arange(1, np.prod(shape) + 1, dtype=np.float64)
        if numbers:
            values = np.array(numbers.split(","), dtype=np.float64)
        np.save(pathlib.Path(directory) / f"{name}.npy", values.reshape(shape))


def show(*files):
    for file in map(pathlib.Path, files):
        array = np.load(file)
        shape = "x".join(map(str, array.shape))
        print(f"{file.stem} {shape}:", *(f"{value:g}" for value in array.ravel()))


{"make": make, "show": show}[sys.argv[1]](*sys.argv[2:])
