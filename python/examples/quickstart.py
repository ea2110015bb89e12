# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Trains VGG-16 twice from the same weights, with PyTorch and with lrcnn.

The task: which of four photographs is a crop from? Each of the two trainings is
a process of its own, so that the peak of its resident memory is its own.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable

import torch
from torch import Tensor, nn

LAYERS = [64, 64, "pool", 128, 128, "pool", 256, 256, 256, "pool"]
LAYERS += [512, 512, 512, "pool", 512, 512, 512, "pool"]
# Convolutions and ReLUs count as layers of their own: 10 is the second pooling.
PLAN = {
    "segments": [
        {"end": 10, "strategy": "overlap", "rows": 8},
        {"end": 17, "strategy": "overlap", "rows": 4},
        {"end": 31, "strategy": "store"},
    ]
}
MIB = 1 << 20


def make_network() -> nn.Sequential:
    """VGG-16 up to its last pooling."""
    layers: list[nn.Module] = []
    channels = 3
    for width in LAYERS:
        if width == "pool":
            layers.append(nn.MaxPool2d(2))
            continue
        convolution = nn.Conv2d(channels, width, 3, padding=1)
        nn.init.kaiming_normal_(convolution.weight, nonlinearity="relu")
        nn.init.zeros_(convolution.bias)
        layers += [convolution, nn.ReLU(inplace=True)]
        channels = width
    return nn.Sequential(*layers)


class Photographs:
    """Random crops of four photographs, the same sequence in every process."""

    def __init__(self, size: int) -> None:
        import skimage.data
        import sklearn.datasets

        samples = sklearn.datasets.load_sample_images().images
        images = [skimage.data.astronaut(), skimage.data.coffee(), *samples]
        self.images = [torch.tensor(i).permute(2, 0, 1) / 64 - 2 for i in images]
        self.size = size
        self.random = torch.Generator().manual_seed(0)

    def crop(self, image: Tensor) -> Tensor:
        height, width = image.shape[1:]
        share = torch.rand(3, generator=self.random).tolist()
        side = int(min(height, width) * (0.5 + 0.4 * share[0]))
        top = int((height - side) * share[1])
        left = int((width - side) * share[2])
        window = image[None, :, top : top + side, left : left + side]
        return nn.functional.interpolate(window, [self.size] * 2, mode="bilinear")

    def batch(self) -> Tensor:
        return torch.cat([self.crop(image) for image in self.images])


def status(field: str) -> int:
    """Bytes of a field of /proc/self/status."""
    with open("/proc/self/status") as file:
        for line in file:
            if line.startswith(field + ":"):
                return int(line.split()[1]) * 1024
    raise KeyError(field)


Step = Callable[[Tensor, Callable[[Tensor], Tensor]], float]


def torch_step(network: nn.Sequential) -> Step:
    """Forward and backward by PyTorch, whole columns at once."""

    def step(images: Tensor, loss_of: Callable[[Tensor], Tensor]) -> float:
        loss = loss_of(network(images))
        loss.backward()
        return loss.item()

    # PyTorch's libraries come into memory here, not in the measured steps.
    step(torch.zeros(4, 3, 32, 32), lambda features: features.sum())
    return step


def lrcnn_step(network: nn.Sequential, path: str) -> Step:
    """Forward and backward by a compiled program, row by row."""
    import lrcnn

    program = lrcnn.load(path)
    parameters = dict(network.named_parameters())
    values = [parameter.detach() for parameter in parameters.values()]
    gradients = {name: p.grad for name, p in parameters.items()}

    def step(images: Tensor, loss_of: Callable[[Tensor], Tensor]) -> float:
        features, kept = program.forward(images, *values)
        features.requires_grad_()
        loss = loss_of(features)
        loss.backward()
        program.backward(kept, features.grad, out=gradients)
        return loss.item()

    return step


def train(kind: str, path: str, size: int, steps: int) -> None:
    """One of the two trainings; prints a line of JSON for each step."""
    torch.manual_seed(0)
    network = make_network()
    head = nn.Linear(512, 4)
    photographs = Photographs(size)
    labels = torch.arange(4)
    parameters = [*network.parameters(), *head.parameters()]
    for parameter in parameters:
        parameter.grad = torch.zeros_like(parameter)
    optimizer = torch.optim.SGD(parameters, lr=0.0005, momentum=0.9)
    optimizer.step()  # With zero gradients: only makes the optimizer's state.
    step = torch_step(network) if kind == "torch" else lrcnn_step(network, path)

    def loss_of(features: Tensor) -> Tensor:
        return nn.functional.cross_entropy(head(features.mean((2, 3))), labels)

    before = status("VmRSS")
    with open("/proc/self/clear_refs", "w") as file:
        file.write("5")  # VmHWM starts again from the present size.
    for number in range(steps):
        images = photographs.batch()
        begin = time.perf_counter()
        optimizer.zero_grad(set_to_none=False)
        loss = step(images, loss_of)
        optimizer.step()
        seconds = time.perf_counter() - begin
        print(json.dumps({"step": number, "loss": loss, "seconds": seconds}), flush=True)
    print(json.dumps({"peak": status("VmHWM") - before}), flush=True)


def run(kind: str, options: argparse.Namespace, path: str) -> dict:
    """Runs a training in a process of its own, and says how far it is."""
    command = [sys.executable, __file__, "--train", kind, "--program", path]
    command += ["--size", str(options.size), "--steps", str(options.steps)]
    losses, seconds, peak = [], [], 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout:
            report = json.loads(line)
            if "peak" in report:
                peak = report["peak"]
                continue
            losses.append(report["loss"])
            seconds.append(report["seconds"])
            print(
                f"  {kind:5}  step {len(losses):2} of {options.steps}  "
                f"loss {losses[-1]:.6f}  {seconds[-1]:.2f} s",
                flush=True,
            )
    if process.returncode != 0:
        sys.exit(f"error: the training with {kind} failed")
    return {"losses": losses, "seconds": statistics.median(seconds[1:]), "peak": peak}


def report(column: dict, row: dict) -> None:
    """Prints both trainings side by side."""
    print("\nstep    loss, PyTorch    loss, lrcnn    difference")
    for number, (a, b) in enumerate(zip(column["losses"], row["losses"], strict=True)):
        print(f"{number + 1:4}    {a:13.6f}    {b:11.6f}    {abs(a - b):10.1e}")
    print("\n                               PyTorch     lrcnn     lrcnn / PyTorch")
    peaks = column["peak"] / MIB, row["peak"] / MIB
    print(f"peak memory of the steps  {peaks[0]:8.0f} MiB  {peaks[1]:5.0f} MiB", end="")
    print(f"  {peaks[1] / peaks[0]:10.2f}")
    times = column["seconds"], row["seconds"]
    print(f"time of a step (median)   {times[0]:8.2f} s    {times[1]:5.2f} s", end="")
    print(f"    {times[1] / times[0]:10.2f}")
    print(
        "\nPeak memory: by how much the resident set of the process grew at most while"
        "\nit trained (VmHWM over the steps less VmRSS before them, /proc/self/status)."
        "\nWeights, their gradients and the optimizer's state are there before, in both."
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=320, help="side of a crop")
    parser.add_argument("--steps", type=int, default=10, help="steps of training")
    parser.add_argument("--output", default="quickstart", help="folder to write to")
    parser.add_argument("--train", choices=["torch", "lrcnn"], help=argparse.SUPPRESS)
    parser.add_argument("--program", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.train:
        train(options.train, options.program, options.size, options.steps)
        return

    import lrcnn

    os.makedirs(options.output, exist_ok=True)
    path = os.path.join(options.output, "vgg16")
    images = torch.zeros(4, 3, options.size, options.size)
    print(f"compiling VGG-16 for 4 x 3 x {options.size} x {options.size}", flush=True)
    begin = time.perf_counter()
    program = lrcnn.compile_program(make_network(), (images,), plan=PLAN, output=path)
    print(f"compiled in {time.perf_counter() - begin:.1f} s: {path}.so\n", flush=True)
    print(program.explain() + "\n", flush=True)
    column = run("torch", options, path)
    row = run("lrcnn", options, path)
    report(column, row)
    picture = os.path.join(options.output, "memory.png")
    program.plot_memory(picture)
    print(f"\nThe memory timeline of the row-wise program: {picture}")


if __name__ == "__main__":
    main()
