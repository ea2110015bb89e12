# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs what prepare.py has made where there is a GPU: the second half of
tools/check-gpu. It needs PyTorch and the folder python/lrcnn, not the compiler.

    run.py FOLDER

Each job is run twice on tensors of the GPU and compared with float64; both runs must
give the same bits, and so must the outputs of every plan of one network and those of
inference.
"""

import collections
import pathlib
import sys
import traceback

import torch

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "python"))

import lrcnn  # noqa: E402


def relative_error(value, reference):
    norm = reference.norm()
    assert norm > 0, "expected a reference that is not zero"
    return ((value.double().cpu() - reference).norm() / norm).item()


class Job:
    """A program with its arguments and what it must give, on one GPU."""

    def __init__(self, folder, name, index=0):
        self.folder, self.name = folder, name
        self.device = torch.device("cuda", index)
        data = torch.load(folder / f"{name}.pt")
        self.__dict__.update(data)
        self.program = lrcnn.load(folder / name)

    def move(self, tensor):
        """With the strides that it has here."""
        return None if tensor is None else tensor.to(self.dtype).to(self.device)

    def take_arguments(self):
        arguments = [self.move(a) for a in self.inputs]
        return dict(zip(self.program.inputs, arguments, strict=True))

    def take_seeds(self):
        return [self.move(seed) for seed in self.seeds]

    def run(self):
        """Outputs, gradients and states by name."""
        arguments = self.take_arguments()
        outputs, step = self.program.forward(*arguments.values())
        outputs = outputs if isinstance(outputs, tuple) else (outputs,)
        results = dict(zip(self.program.outputs, outputs, strict=True))
        gradients = self.program.backward(step, *self.take_seeds())
        results |= {f"d{name}": value for name, value in gradients.items()}
        return results, {name: arguments[name] for name in self.states}

    def infer(self):
        outputs = self.program.forward(*self.take_arguments().values(), training=False)
        outputs = outputs if isinstance(outputs, tuple) else (outputs,)
        return dict(zip(self.program.outputs, outputs, strict=True))

    def get_faults(self, results, states):
        for name, reference in self.expected.items():
            if reference.norm() <= self.zero:
                # A shift that a BatchNorm takes away again: there is only rounding.
                if not results[name].norm() <= self.zero:
                    yield f"{name} is not zero"
                continue
            error = relative_error(results[name], reference)
            if not error <= self.limits[name]:
                yield f"{name} is off by {error:.3g}, more than {self.limits[name]:.3g}"
        for name, reference in self.states.items():
            error = relative_error(states[name], reference)
            if not error <= 1e-11:
                yield f"{name} is off by {error:.3g}"

    def get_worst(self, results):
        """The largest error over what is allowed, and its name."""
        shares = [
            (relative_error(results[n], r) / self.limits[n], n)
            for n, r in self.expected.items()
            if r.norm() > self.zero
        ]
        return max(shares)


def check(job, first_outputs):
    """Yields what is wrong with a job; prints a line about it."""
    results, states = job.run()
    again, _ = job.run()
    torch.cuda.synchronize()
    yield from job.get_faults(results, states)
    for name, value in results.items():
        if not torch.equal(value, again[name]):
            yield f"{name} is another one in the second run"
    outputs = {name: results[name] for name in job.program.outputs}
    for name, value in first_outputs.setdefault(job.group, outputs).items():
        if not torch.equal(value, outputs[name]):
            yield f"{name} is another one than in another plan"
    if job.inferred is not None:
        for name, value in job.infer().items():
            error = relative_error(value, job.inferred[name])
            if not error <= max(job.limits[name], 1e-11):
                yield f"{name} of inference is off by {error:.3g}"
    share, name = job.get_worst(results)
    print(f"{job.name}: {name} has {share:.2f} of the error that is allowed", flush=True)


def main():
    folder = pathlib.Path(sys.argv[1])
    names = sorted(path.stem for path in folder.glob("*.pt"))
    assert names, f"expected jobs in {folder}"
    faults, first_outputs = collections.defaultdict(list), {}
    for name in names:
        try:
            faults[name] += check(Job(folder, name), first_outputs)
        except Exception:
            faults[name].append(traceback.format_exc())
            if "cuda" in faults[name][-1].lower() and "illegal" in faults[name][-1].lower():
                break
    bad = {name: found for name, found in faults.items() if found}
    for name, found in bad.items():
        for fault in found[:4]:
            print(f"FAILED {name}: {fault}")
    print(f"{len(faults) - len(bad)} of {len(names)} jobs are right")
    return 1 if bad or len(faults) < len(names) else 0


if __name__ == "__main__":
    sys.exit(main())
