# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Peak and time of a training step of a network of the zoo beside PyTorch eager.

PyTorch's peak is the most bytes that its allocator has live in a step, less those
before the step and the parameters' gradients; ours is `peak_bytes`. Both programs
run in turn in one process with the same threads; PyTorch gets the better of its
layouts, for each figure.

  PYTHONPATH=build/python python test/benchmark/network_step.py resnet50 4x512 \
    --strategy two_phase --rows 8
"""

import argparse
import json
import time

import torch
from side_by_side import compare
from torch.profiler import ProfilerActivity, profile

import lrcnn
from lrcnn.zoo import NETWORKS

MIB = 2**20


def make_pytorch(network, x, seed, memory_format):
    network = network.to(memory_format=memory_format)
    x, seed = x.to(memory_format=memory_format), seed.to(memory_format=memory_format)
    parameters = list(network.parameters())

    def step():
        return torch.autograd.grad(network(x), parameters, seed)

    return step


def pytorch_peak(step):
    """Bytes, the gradients that the step gives apart."""
    with profile(activities=[ProfilerActivity.CPU], profile_memory=True) as record:
        gradients = step()
    events = record.profiler.kineto_results.events()
    changes = [e for e in events if e.name() == "[memory]"]
    changes.sort(key=lambda event: event.start_ns())
    live = peak = 0
    for change in changes:
        live += change.nbytes()
        peak = max(peak, live)
    return peak - sum(gradient.nbytes for gradient in gradients)


def make_lrcnn(program, network, x, seed):
    tensors = dict(network.named_parameters()) | dict(network.named_buffers())
    names = [a.name for a in program.arguments if a.role in ("parameter", "state")]
    values = [tensors[name].detach().clone() for name in names if name in tensors]
    outputs = {
        a.name: torch.empty(a.shape) for a in program.arguments if a.name == "y"
    }
    gradients = {name: torch.empty_like(p) for name, p in network.named_parameters()}

    def step():
        _, kept = program.forward(x, *values, out=outputs)
        program.backward(kept, seed, out=gradients)

    return step


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("network", choices=NETWORKS)
    parser.add_argument("size", metavar="IMAGESxSIZE")
    parser.add_argument("--strategy")
    parser.add_argument("--rows", type=int)
    parser.add_argument("--plan", help="a plan file")
    parser.add_argument("--budget", help="bytes, or a share of the store plan's: 30%%")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    images, size = map(int, options.size.split("x"))
    network = NETWORKS[options.network]().train()
    x = torch.randn(images, 3, size, size)
    with torch.no_grad():
        seed = torch.randn_like(network(x))
    choice = {
        key: getattr(options, key)
        for key in ("strategy", "rows", "budget")
        if getattr(options, key)
    }
    if options.plan:
        with open(options.plan) as file:
            choice["plan"] = json.load(file)
    begin = time.perf_counter()
    program = lrcnn.compile_program(network, (x,), threads=options.threads, **choice)
    print(f"compiled in {time.perf_counter() - begin:.1f} s")
    steps = {"lrcnn": make_lrcnn(program, network, x, seed)}
    peaks = []
    for name, memory_format in (
        ("pytorch nchw", torch.contiguous_format),
        ("pytorch nhwc", torch.channels_last),
    ):
        steps[name] = make_pytorch(
            NETWORKS[options.network]().train(), x, seed, memory_format
        )
        peaks.append(pytorch_peak(steps[name]))
    peak = min(peaks)
    print(f"peak: {program.peak_bytes / MIB:.1f} MiB, {program.peak_bytes / peak:.3f} ", end="")
    print(f"of PyTorch's {peak / MIB:.1f} MiB; work {program.work:.3f}")
    compare(steps, options.repeat)


if __name__ == "__main__":
    main()
