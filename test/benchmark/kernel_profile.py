# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Measures how long kernels take, and how near that comes to whole steps.

  python test/benchmark/kernel_profile.py measure build/bin -o lib/Target/CPU/DefaultProfile.json
  PYTHONPATH=build/python python test/benchmark/kernel_profile.py compare vgg16 resnet50

`measure` runs the kernels of VGG-16 and ResNet-50 by lrcnn-kernel-bench, over several
numbers of rows, and those that move memory by lrcnn-layer-kernel-bench, all with one
thread and by the processor's clock. It takes about ten minutes. `compare` runs
training steps with one thread, and sets `predicted_seconds` of the compiled program
beside the processor's time.
"""

import argparse
import json
import math
import re
import statistics
import subprocess
import time

from conv_kernels import RESNET50, VGG16

KINDS = {"forward": "conv", "data": "conv_data_grad", "weight": "conv_filter_grad"}
# The benchmark's kernels that move memory, and the layers that are alike.
LAYERS = {
    "max2": ["max_pool"],
    "max2_grad": ["max_pool_grad"],
    "avg2": ["avg_pool"],
    "avg2_grad": ["avg_pool_grad"],
    "relu_grad": ["", "relu", "relu_grad", "add", "add_grad", "normalize", "normalize_grad"],
    "channel_sum": ["global_avg_pool", "normalize_sums"],
    "nearest2": ["resize"],
    "nearest2_grad": ["resize_grad"],
    "layer_norm": ["layer_norm"],
    "layer_norm_grad": ["layer_norm_grad"],
}


def get_machine():
    with open("/proc/cpuinfo") as file:
        names = [line for line in file if line.startswith("model name")]
    return names[0].split(":")[1].strip() if names else "unknown"


def measure_convolutions(path):
    """Entries of the profile, and bytes per second of packing."""
    bench = subprocess.Popen(
        [path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    entries, packing = [], []
    for name, channels, filters, size, kernel, stride in VGG16 + RESNET50:
        for kind in KINDS:
            if kind == "data" and channels == 3:
                continue
            width = (size + 2 * (kernel // 2) - kernel) // stride + 1
            for rows in sorted({1, min(4, width), min(16, width), width}):
                # Without padding, as in the tiles inside of an image.
                sizes = [(count - 1) * stride + kernel for count in (rows, width)]
                fields = [kind, 1, channels, filters, *sizes, kernel, stride, 0, 1, 0]
                bench.stdin.write(" ".join(map(str, fields)) + "\n")
                bench.stdin.flush()
                both = [float(s) for s in bench.stdout.readline().split()][1:]
                packed, seconds = reversed(both) if kind == "weight" else both
                summands = channels * kernel**2
                macs = rows * width * filters * summands
                entries.append(
                    {
                        "kind": KINDS[kind],
                        "channels": filters,
                        "width": width,
                        "summands": summands,
                        "rows": rows,
                        "multiply_adds_per_second": round(macs / seconds),
                    }
                )
                # The filter is read in one order and written in the other.
                packing.append(2 * 4 * filters * summands / packed)
        print(name, entries[-1], flush=True)
    return entries, statistics.median(packing)


def measure_call(path):
    """Seconds of a call that has next to nothing to do: a product of two numbers."""
    text = subprocess.run(
        [path], input="forward 1 1 1 1 1 1 1 0 1 0\n", capture_output=True, text=True
    ).stdout
    return float(text.split()[2])


def measure_layers(path):
    """Entries of the profile, and bytes per second of copies."""
    text = subprocess.run([path], capture_output=True, text=True, check=True).stdout
    # Of what this machine's widest vectors do.
    text = text.split("-bit vectors")[1]
    entries, copies = [], []
    pattern = r"(\d+)\^2 x (\d+) +(\w+) +[\d.]+ ms +([\d.]+) GB/s"
    for size, channels, name, speed in re.findall(pattern, text):
        if name == "copy":
            copies.append(round(float(speed) * 1e9))
        for kind in LAYERS.get(name, []):
            entries.append(
                {
                    "kind": kind,
                    "channels": int(channels),
                    "width": int(size),
                    "summands": 0,
                    "rows": int(size),
                    "bytes_per_second": round(float(speed) * 1e9),
                }
            )
    return entries, copies


def measure(options):
    convolutions, packing = measure_convolutions(f"{options.binaries}/lrcnn-kernel-bench")
    layers, copies = measure_layers(f"{options.binaries}/lrcnn-layer-kernel-bench")
    rates = [entry["multiply_adds_per_second"] for entry in convolutions]
    anything = {
        "kind": "",
        "channels": 64,
        "width": 56,
        "summands": 576,
        "rows": 16,
        "multiply_adds_per_second": round(statistics.median(rates)),
    }
    profile = {
        "machine": get_machine(),
        "threads": 1,
        "kernels": [*convolutions, anything, *layers],
        # Whole maps do not fit into caches, boundaries do.
        "copy_bytes_per_second": min(copies),
        "keep_bytes_per_second": max(copies),
        "pack_bytes_per_second": round(packing),
        "seconds_per_call": measure_call(f"{options.binaries}/lrcnn-kernel-bench"),
    }
    with open(options.output, "w") as file:
        file.write(json.dumps(profile, indent=1).replace("\n   ", " ").replace("\n  }", " }"))
        file.write("\n")


def time_step(step, repeat):
    """Seconds of the processor, the least of several runs."""
    step()
    times = []
    for _ in range(repeat):
        before = time.process_time()
        step()
        times.append(time.process_time() - before)
    return min(times)


def compare(options):
    import torch

    import lrcnn
    from lrcnn.zoo import NETWORKS
    from network_step import make_lrcnn

    torch.set_num_threads(1)
    ratios = []
    print("network    plan          predicted  measured  ratio")
    for name in options.networks:
        torch.manual_seed(0)
        network = NETWORKS[name]().train()
        x = torch.randn(1, 3, options.size, options.size)
        with torch.no_grad():
            seed = torch.randn_like(network(x))
        for choice in ({}, {"strategy": "two_phase", "rows": 4}):
            program = lrcnn.compile_program(network, (x,), threads=1, **choice)
            seconds = time_step(make_lrcnn(program, network, x, seed), options.repeat)
            predicted = program.metadata["predicted_seconds"]
            ratios.append(predicted / seconds)
            plan = choice.get("strategy", "store")
            print(f"{name:10} {plan:12} {predicted:9.3f} s {seconds:7.3f} s {ratios[-1]:6.2f}")
    off = math.exp(statistics.mean(abs(math.log(ratio)) for ratio in ratios))
    print(f"off by a factor of {off:.2f} on average")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(required=True)
    measuring = commands.add_parser("measure")
    measuring.add_argument("binaries", help="the folder of lrcnn-kernel-bench")
    measuring.add_argument("-o", "--output", required=True)
    measuring.set_defaults(run=measure)
    comparing = commands.add_parser("compare")
    comparing.add_argument("networks", nargs="+")
    comparing.add_argument("--size", type=int, default=224)
    comparing.add_argument("--repeat", type=int, default=5)
    comparing.set_defaults(run=compare)
    options = parser.parse_args()
    options.run(options)


if __name__ == "__main__":
    main()
