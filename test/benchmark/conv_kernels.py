# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Times lrcnn's convolution kernels beside PyTorch's, layer by layer.

Both run in turn, several times, on the same shapes and threads; each round
takes the lower quartile of many runs, and the medians of the rounds are
compared. One thread is timed by the processor's clock, more by the wall's.
Packing and unpacking the filter count. PyTorch gets the better of its two
layouts. For AVX2, tell PyTorch too: ONEDNN_MAX_CPU_ISA=AVX2 with
--vector-bits 256.

  python conv_kernels.py build/bin/lrcnn-kernel-bench [--threads 1 2]
"""

import argparse
import math
import statistics
import subprocess
import time

import torch

# name, channels, filters, size, kernel, stride
VGG16 = [
    ("vgg 1_1", 3, 64, 224, 3, 1),
    ("vgg 1_2", 64, 64, 224, 3, 1),
    ("vgg 2_1", 64, 128, 112, 3, 1),
    ("vgg 2_2", 128, 128, 112, 3, 1),
    ("vgg 3_1", 128, 256, 56, 3, 1),
    ("vgg 3_2", 256, 256, 56, 3, 1),
    ("vgg 4_1", 256, 512, 28, 3, 1),
    ("vgg 4_2", 512, 512, 28, 3, 1),
    ("vgg 5_1", 512, 512, 14, 3, 1),
]
RESNET50 = [
    ("res 1", 3, 64, 224, 7, 2),
    ("res 2 in", 64, 64, 56, 1, 1),
    ("res 2 mid", 64, 64, 56, 3, 1),
    ("res 2 out", 64, 256, 56, 1, 1),
    ("res 2 back", 256, 64, 56, 1, 1),
    ("res 3 in", 256, 128, 56, 1, 1),
    ("res 3 down", 128, 128, 56, 3, 2),
    ("res 3 skip", 256, 512, 56, 1, 2),
    ("res 3 out", 128, 512, 28, 1, 1),
    ("res 3 back", 512, 128, 28, 1, 1),
    ("res 3 mid", 128, 128, 28, 3, 1),
    ("res 4 in", 512, 256, 28, 1, 1),
    ("res 4 down", 256, 256, 28, 3, 2),
    ("res 4 skip", 512, 1024, 28, 1, 2),
    ("res 4 out", 256, 1024, 14, 1, 1),
    ("res 4 back", 1024, 256, 14, 1, 1),
    ("res 4 mid", 256, 256, 14, 3, 1),
    ("res 5 in", 1024, 512, 14, 1, 1),
    ("res 5 down", 512, 512, 14, 3, 2),
    ("res 5 skip", 1024, 2048, 14, 1, 2),
    ("res 5 out", 512, 2048, 7, 1, 1),
    ("res 5 back", 2048, 512, 7, 1, 1),
    ("res 5 mid", 512, 512, 7, 3, 1),
]
PASSES = ["forward", "data", "weight"]


class Ours:
    def __init__(self, path, vector_bits):
        self.vector_bits = vector_bits
        self.process = subprocess.Popen(
            [path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def seconds(self, layer, kind, images, threads):
        _, channels, filters, size, kernel, stride = layer
        fields = [kind, images, channels, filters, size, size, kernel, stride]
        fields += [kernel // 2, threads, self.vector_bits]
        self.process.stdin.write(" ".join(map(str, fields)) + "\n")
        self.process.stdin.flush()
        return float(self.process.stdout.readline().split()[0])


def torch_run(layer, kind, images, layout):
    _, channels, filters, size, kernel, stride = layer
    make = lambda *shape: torch.rand(shape).contiguous(memory_format=layout)
    pad = kernel // 2
    out = (size + 2 * pad - kernel) // stride + 1
    x, w = make(images, channels, size, size), make(filters, channels, kernel, kernel)
    if kind == "forward":
        return lambda: torch.conv2d(x, w, None, stride, pad)
    dy = make(images, filters, out, out)
    mask = [kind == "data", kind == "weight", False]
    return lambda: torch.ops.aten.convolution_backward(
        dy, x, w, None, [stride] * 2, [pad] * 2, [1, 1], False, [0, 0], 1, mask
    )


def torch_seconds(run, threads):
    # As lrcnn-kernel-bench: the processor's time of one thread, else wall time.
    clock = time.thread_time if threads == 1 else time.perf_counter
    run()
    times, begin = [], clock()
    while len(times) < 5 or clock() - begin < 0.15:
        before = clock()
        run()
        times.append(clock() - before)
    # The lower quartile, as lrcnn-kernel-bench: other processes only ever add.
    return sorted(times)[len(times) // 4]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("bench", help="path of lrcnn-kernel-bench")
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--images", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--passes", nargs="+", default=PASSES, choices=PASSES)
    parser.add_argument("--only", default="", help="part of a layer's name")
    parser.add_argument("--vector-bits", type=int, default=0, choices=[0, 256])
    options = parser.parse_args()

    ours = Ours(options.bench, options.vector_bits)
    ratios = []
    print(f"{'layer':12}{'pass':9}threads   GF/s  torch  ratio")
    for threads in options.threads:
        torch.set_num_threads(threads)
        for layer in VGG16 + RESNET50:
            name, channels, filters, size, kernel, stride = layer
            if options.only not in name:
                continue
            out = (size + 2 * (kernel // 2) - kernel) // stride + 1
            gflop = 2e-9 * options.images * out**2 * filters * channels * kernel**2
            for kind in options.passes:
                if kind == "data" and channels == 3:
                    continue
                runs = [
                    torch_run(layer, kind, options.images, layout)
                    for layout in (torch.contiguous_format, torch.channels_last)
                ]
                mine, theirs = [], [[], []]
                for _ in range(options.rounds):
                    mine.append(ours.seconds(layer, kind, options.images, threads))
                    for times, run in zip(theirs, runs):
                        times.append(torch_seconds(run, threads))
                    # Let PyTorch's threads go to sleep.
                    time.sleep(0.02)
                a = statistics.median(mine)
                b = min(statistics.median(times) for times in theirs)
                ratios.append((b / a, f"{name} {kind} x{threads}"))
                print(
                    f"{name:12}{kind:9}{threads:7}{gflop / a:7.0f}{gflop / b:7.0f}"
                    f"{b / a:7.2f}",
                    flush=True,
                )
    mean = math.exp(statistics.mean(math.log(ratio) for ratio, _ in ratios))
    print(f"geometric mean {mean:.2f}, least {min(ratios)[0]:.2f} ({min(ratios)[1]})")


if __name__ == "__main__":
    main()
