# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Times a training step of VGG-16's convolution part beside PyTorch eager.

Both run in turn in one process, forward and backward, with the same threads;
what is compared is the median of each. PyTorch gets the better of its layouts.
Run it a second time with MALLOC_MMAP_THRESHOLD_=4294967296
MALLOC_TRIM_THRESHOLD_=4294967296 to give PyTorch a malloc that keeps its pages.

  PYTHONPATH=build/python python test/benchmark/vgg_step.py 1x1024 4x224
"""

import argparse
import pathlib
import sys

import torch
from side_by_side import compare

import lrcnn

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "python"))
from networks import vgg16, vgg16_chain, vgg16_parameters  # noqa: E402

PLANS = {
    "store": {"strategy": "store"},
    "hybrid": {
        "plan": {
            "segments": [
                {"end": 10, "strategy": "overlap", "rows": 16},
                {"end": 17, "strategy": "overlap", "rows": 4},
                {"end": 31, "strategy": "store"},
            ]
        }
    },
}


def make_lrcnn(text, plan, threads, x, parameters, seed):
    program = lrcnn.compile_program(text, threads=threads, **PLANS[plan])
    shape = next(a.shape for a in program.arguments if a.name == "y")
    output = {"y": torch.empty(shape)}
    gradients = {name: torch.empty_like(value) for name, value in parameters.items()}

    def step():
        _, kept = program.forward(x, *parameters.values(), out=output)
        program.backward(kept, seed, out=gradients)

    return step


def make_pytorch(x, parameters, seed, memory_format):
    def place(tensor):
        return tensor.to(memory_format=memory_format) if tensor.dim() == 4 else tensor

    x, seed = place(x), place(seed)
    leaves = {k: place(v).clone().requires_grad_() for k, v in parameters.items()}

    def step():
        torch.autograd.grad(vgg16(x, leaves), list(leaves.values()), seed)

    return step


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="+", metavar="IMAGESxSIZE")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    parameters = {k: v.float() for k, v in vgg16_parameters().items()}
    for spec in options.sizes:
        images, size = map(int, spec.split("x"))
        x = torch.randn(images, 3, size, size)
        seed = torch.randn(images, 512, size // 32, size // 32)
        text = vgg16_chain(images, size, size, "f32")
        steps = {
            name: make_lrcnn(text, name, options.threads, x, parameters, seed)
            for name in PLANS
        }
        steps["pytorch nchw"] = make_pytorch(x, parameters, seed, torch.contiguous_format)
        steps["pytorch nhwc"] = make_pytorch(x, parameters, seed, torch.channels_last)
        print(f"{spec}, {options.threads} threads")
        compare(steps, options.repeat)


if __name__ == "__main__":
    main()
