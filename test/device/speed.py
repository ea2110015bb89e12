# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""How long the kernels of a convolution take on a GPU, beside PyTorch's.

    speed.py prepare FOLDER     where the compiler is
    speed.py run FOLDER         where the GPU is

Each is a convolution and a ReLU in f32 on NCHW tensors. Times are milliseconds of the
profiler for our kernels, and medians of ten for PyTorch with its TF32 off: one call of
forward without the ReLU, one of both gradients.
"""

import pathlib
import sys

import torch
import torch.nn.functional as F
from torch import nn

ROOT = pathlib.Path(__file__).parents[2]
# Images, input channels, filters, kernel, stride, padding, rows and columns.
LAYERS = {
    "c3": (1, 3, 64, 3, 1, 1, 512, 512),
    "c64": (1, 64, 64, 3, 1, 1, 512, 512),
    "c256": (1, 256, 256, 3, 1, 1, 128, 128),
    "stride2": (1, 128, 128, 3, 2, 1, 256, 256),
    "pointwise": (1, 256, 512, 1, 1, 0, 128, 128),
    "small": (32, 512, 512, 3, 1, 1, 14, 14),
}
KERNELS = ("forward_", "data_gradient_", "weight_gradient_")


def prepare(folder):
    import lrcnn

    folder.mkdir(parents=True, exist_ok=True)
    for name, (images, channels, filters, *window, height, width) in LAYERS.items():
        net = nn.Sequential(nn.Conv2d(channels, filters, *window), nn.ReLU())
        x = torch.empty(images, channels, height, width)
        lrcnn.compile_program(net, [x], target="cuda", grad="input", output=folder / name)


def median(call):
    times = []
    for _ in range(12):
        begin, end = (torch.cuda.Event(enable_timing=True) for _ in range(2))
        begin.record()
        call()
        end.record()
        end.synchronize()
        times.append(begin.elapsed_time(end))
    return sorted(times[2:])[5]


def get_times(step):
    """Milliseconds of each kind of kernel."""
    with torch.profiler.profile(activities=[torch.profiler.ProfilerActivity.CUDA]) as profile:
        step()
        torch.cuda.synchronize()
    events = profile.key_averages()
    return [
        sum(e.device_time_total for e in events if e.key.startswith(kind)) / 1e3
        for kind in KERNELS
    ]


def run_layer(folder, name):
    import lrcnn

    images, channels, filters, kernel, stride, pad, height, width = LAYERS[name]
    program = lrcnn.load(folder / name)
    x = torch.randn(images, channels, height, width, device="cuda")
    weight = torch.randn(filters, channels, kernel, kernel, device="cuda") / 30
    bias = torch.randn(filters, device="cuda")

    def step():
        y, record = program.forward(x, weight, bias)
        program.backward(record, dy)
        return y

    dy = torch.randn_like(program.forward(x, weight, bias, training=False))
    step()
    ours = get_times(step)
    leaves = [x.requires_grad_(), weight.requires_grad_()]
    y = F.conv2d(*leaves, bias, stride, pad)
    forward = median(lambda: F.conv2d(x.detach(), weight.detach(), bias, stride, pad))
    backward = median(lambda: torch.autograd.grad(y, leaves, dy, retain_graph=True))
    products = 2e-9 * kernel**2 * channels * dy.numel()
    print(
        f"{name:10} {products:5.1f} GFLOP a pass: forward {ours[0]:.2f}, data gradient "
        f"{ours[1]:.2f}, weight gradient {ours[2]:.2f} ms; PyTorch {forward:.2f}, both "
        f"gradients {backward:.2f} ms",
        flush=True,
    )


def run(folder):
    torch.backends.cudnn.allow_tf32 = False
    torch.backends.cudnn.benchmark = True
    for name in LAYERS:
        run_layer(folder, name)


if __name__ == "__main__":
    act, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    built = "build/python" if act == "prepare" else "python"
    sys.path.insert(0, str(ROOT / built))
    {"prepare": prepare, "run": run}[act](folder)
