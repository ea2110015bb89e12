# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What a call costs outside of the program: microseconds of a training step whose
arguments are many and whose work is next to nothing.

The network has convolutions of one channel with 1x1 filters on one pixel. The time in
the program's own functions, which check the arguments and compute, is measured inside
the same steps and taken off.

  PYTHONPATH=build/python python test/benchmark/call_overhead.py
"""

import argparse
import statistics
import time

import lrcnn
import numpy
import torch


def build(layers):
    builder = lrcnn.Builder()
    value = builder.input("x", (1, 1, 1, 1))
    for layer in range(layers):
        weight = builder.input(f"{layer}.weight", (1, 1, 1, 1), role="parameter")
        bias = builder.input(f"{layer}.bias", (1,), role="parameter")
        value = builder.add("conv", value, weight, bias)
    builder.output(value)
    return lrcnn.compile_program(builder, threads=1)


def measure(program, arrays, steps):
    """Microseconds of a step outside of the program, of the program, and of PyTorch's
    or NumPy's own part: nothing but the arrays that a step gives."""
    described = {argument.name: argument for argument in program.arguments}
    inputs = [arrays(described[name].shape) for name in program.inputs]
    dy = arrays(described["y"].shape)
    out = {name[1:]: arrays(described[name].shape) for name in program.gradients}
    inside = 0.0

    def timed(function):
        def call(*arguments):
            nonlocal inside
            begin = time.perf_counter()
            status = function(*arguments)
            inside += time.perf_counter() - begin
            return status

        return call

    calls = program._library._calls
    original = dict(calls)
    calls.update({name: timed(function) for name, function in calls.items()})
    outside, within = [], []
    try:
        for step in range(steps):
            inside = 0.0
            begin = time.perf_counter()
            _, kept = program.forward(*inputs)
            program.backward(kept, dy, out=out)
            outside.append(time.perf_counter() - begin - inside)
            within.append(inside)
    finally:
        calls.update(original)
    return [1e6 * statistics.median(times) for times in (outside, within)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--layers", type=int, default=39, help="4 arguments each")
    parser.add_argument("--steps", type=int, default=2000)
    options = parser.parse_args()
    program = build(options.layers)
    print(f"{len(program.arguments)} arguments, microseconds of a step:")
    for name, arrays in (
        ("PyTorch", torch.ones),
        ("NumPy", lambda shape: numpy.ones(shape, numpy.float32)),
    ):
        outside, inside = measure(program, arrays, options.steps)
        print(f"  {name}: {outside:.0f} outside of the program, {inside:.0f} in it")


if __name__ == "__main__":
    main()
