# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs many functions at once through lrcnn-opt and `lrcnn interpret`."""

import json
import os
import pathlib
import re
import subprocess

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN = pathlib.Path(os.environ.get("LRCNN_BIN", ROOT / "build" / "bin"))

DIFFERENTIATE = "func.func(lrcnn-differentiate{grad=x})"
TILE = f"{DIFFERENTIATE},lrcnn-tile"
# The target is known where the schedule is made, so its peak is compared with that
# of the packed program.
BUFFERIZE = f"func.func(lrcnn-attach-target),{TILE},row.program(lrcnn-bufferize)"


def relative_error(value, reference):
    """||value - reference|| / ||reference||; the reference must not be zero."""
    value, reference = np.asarray(value), np.asarray(reference)
    assert value.shape == reference.shape, (value.shape, reference.shape)
    norm = np.linalg.norm(reference)
    assert norm > 0
    return np.linalg.norm(value - reference) / norm


def run_tool(name, *arguments, text=None):
    return subprocess.run(
        [BIN / name, *map(str, arguments)], input=text, capture_output=True, text=True
    )


def optimize(text, pipeline):
    """The module that `pipeline` (inside of builtin.module) makes of `text`."""
    if not pipeline:
        return text
    result = run_tool(
        "lrcnn-opt", f"--pass-pipeline=builtin.module({pipeline})", text=text
    )
    assert result.returncode == 0, result.stderr[-4000:]
    return result.stdout


def interpret(text, arguments, folder, entry="forward"):
    """What the one function or program of `text` gives for PyTorch's tensors, by
    name."""
    inputs = folder / "inputs"
    inputs.mkdir(exist_ok=True)
    for name, value in arguments.items():
        np.save(inputs / f"{name}.npy", value.detach().numpy())
    (folder / "module.mlir").write_text(text)
    result = run_tool(
        "lrcnn",
        "interpret",
        folder / "module.mlir",
        f"--entry={entry}",
        f"--input-dir={inputs}",
        f"--output-dir={folder / 'outputs'}",
    )
    assert result.returncode == 0, result.stderr
    return {file.stem: np.load(file) for file in (folder / "outputs").glob("*.npy")}


class Batch:
    """Runs to do in one process. A run is a case, a plan and an entry."""

    def __init__(self, directory, pipeline):
        self.directory = pathlib.Path(directory)
        self.pipeline = pipeline
        self.functions, self.runs = [], []
        self.multiply_adds, self.work = {}, {}

    def add(self, case, plan=None, entries=("step",)):
        name = f"c{case.seed}_{len(self.functions)}"
        self.functions.append(case.mlir(name, plan))
        for entry in entries:
            self.runs.append((case, name, plan, entry))

    def run(self):
        """Yields each run with its results by name."""
        module = self.directory / "module.mlir"
        text = optimize("".join(self.functions), self.pipeline)
        module.write_text(text)
        for name, work in re.findall(r"row.program @(\w+) .*\bwork = (\S+) : f64", text):
            self.work[name] = float(work)
        manifest = []
        for case, name, _, entry in self.runs:
            manifest.append(
                {
                    "module": module.name,
                    "symbol": name,
                    "inputs": self._write_inputs(case),
                    "outputs": f"{name}.{entry}",
                    "entry": entry,
                }
            )
        path = self.directory / "manifest.json"
        path.write_text(json.dumps(manifest))
        result = run_tool("lrcnn", "interpret", f"--manifest={path}")
        assert result.returncode == 0, result.stderr[:4000]
        for output, count in re.findall(r"(\S+): (\d+) multiply-adds", result.stdout):
            self.multiply_adds[pathlib.Path(output).name] = int(count)
        for case, name, plan, entry in self.runs:
            outputs = self.directory / f"{name}.{entry}"
            values = {file.stem: np.load(file) for file in outputs.glob("*.npy")}
            yield case, plan, entry, values

    def check(self):
        """Compares every run with its case; returns the worst error."""
        worst = 0.0
        for case, plan, entry, values in self.run():
            expected = dict(case.inferred if entry == "inference" else case.outputs)
            if entry == "step" and self.pipeline:
                expected.update(case.gradients)
            where = f"seed {case.seed}, {plan}, {entry}"
            assert values.keys() == expected.keys(), where
            for name, reference in expected.items():
                error = relative_error(values[name], reference)
                assert error <= case.tolerance, f"{where}: {name} is off by {error}"
                worst = max(worst, error)
        return worst

    def check_work(self):
        """Compares the work that each program claims with what was counted. The
        plan that stores everything is the measure."""
        least = {}
        for case, name, plan, entry in self.runs:
            stored = plan.count("strategy = store") == plan.count("strategy")
            if stored and "checkpoint" not in plan:
                least[case.seed] = self.multiply_adds[f"{name}.{entry}"]
        for case, name, plan, entry in self.runs:
            count = self.multiply_adds[f"{name}.{entry}"]
            work = count / least[case.seed] if count else 1.0
            where = f"seed {case.seed}, {plan}: {work}, not {self.work[name]}"
            assert abs(work - self.work[name]) < 1e-5, where

    def _write_inputs(self, case):
        directory = self.directory / f"inputs{case.seed}"
        if not directory.exists():
            directory.mkdir()
            arguments = dict(case.arguments)
            if self.pipeline:  # a chain that is not differentiated has no seeds
                arguments.update(case.seeds)
            for name, value in arguments.items():
                np.save(directory / f"{name}.npy", np.ascontiguousarray(value))
        return directory.name
