# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compiles programs for CUDA and computes what they must give, where there need be no
GPU: the first half of tools/check-gpu.

    prepare.py FOLDER [--cases N] [--networks NAME:PLAN ...]

FOLDER gets for each job NAME.so, NAME.json and NAME.pt: arguments, gradients of the
outputs, and outputs and gradients of PyTorch in float64 with the errors that are
allowed. Jobs are the generated chains and the networks that the compiled programs for
the CPU are tested on. Every other chain has no machine code, so that the driver
compiles it.
"""

import argparse
import os
import pathlib
import random
import sys

import torch

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "python"))

import lrcnn  # noqa: E402
from cases import Case  # noqa: E402
from test_compiled import DTYPES, float32_errors  # noqa: E402
from test_interpreter import plans  # noqa: E402
from test_networks import Reference, chosen, sizes  # noqa: E402

NETWORKS = [
    "resnet18:two_phase",
    "resnet18:overlap",
    "unet:mixed",
    "vgg11:two_phase",
    "mobilenet_v3_small:two_phase",
    "efficientnet_b0:overlap",
    "convnext_tiny:two_phase",
    "fpn_resnet18:two_phase",
    "densenet121:store",
    "resnet18_group_norm:overlap",
]
# Chains whose outputs are compared, bit for bit, over all plans.
ALL_PLANS = 6
EXACT, SINGLE = 1e-11, 2e-5


def write(folder, name, program, job):
    job["inputs"] = [job["arguments"].get(n) for n in program.inputs]
    job["seeds"] = [job["seeds"][n] for n in program.output_gradients]
    del job["arguments"]
    torch.save(job, folder / f"{name}.pt")
    print(name, flush=True)


def prepare_case(folder, seed):
    case = Case(seed)
    chosen_plans = list(plans(case))
    if seed >= ALL_PLANS:
        chosen_plans = [random.Random(seed).choice(chosen_plans)]
    expected = case.outputs | case.gradients
    limits = dict.fromkeys(expected, EXACT)
    if case.dtype == "f32":
        errors = float32_errors(case)
        limits = {name: max(SINGLE, 2 * error) for name, error in errors.items()}
    os.environ["LRCNN_PTXAS"] = "" if seed % 2 else os.environ.get("PTXAS", "ptxas")
    if not seed % 2:
        del os.environ["LRCNN_PTXAS"]
    for number, plan in enumerate(chosen_plans):
        name = f"case{seed}_{number}"
        text = case.mlir("main", plan)
        program = lrcnn.compile_program(
            text, grad="x", target="cuda", output=folder / name
        )
        job = {
            "dtype": DTYPES[case.dtype],
            "arguments": case.arguments,
            "seeds": case.seeds,
            "expected": expected,
            "limits": limits,
            "inferred": case.inferred,
            "group": f"case{seed}",
            "zero": 0.0,
            "states": {},
        }
        write(folder, name, program, job)


def prepare_network(folder, network, plan):
    reference = Reference(network, sizes(network)[0])
    name = f"{network}_{plan}"
    program = lrcnn.compile_program(
        reference.text,
        grad="x",
        target="cuda",
        output=folder / name,
        **chosen(reference.text, plan),
    )
    outputs = [output.detach() for output in reference.outputs]
    gradients = {f"d{n}": g for n, g in reference.gradients.items()}
    expected = dict(zip(program.outputs, outputs, strict=True)) | gradients
    job = {
        "dtype": torch.float64,
        "arguments": reference.arguments,
        "seeds": dict(zip(program.output_gradients, reference.seeds, strict=True)),
        "expected": expected,
        "limits": dict.fromkeys(expected, EXACT),
        "inferred": None,
        "group": network,
        "zero": 1e-12 * max(g.norm().item() for g in gradients.values()),
        "states": reference.states,
    }
    write(folder, name, program, job)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--cases", type=int, default=60)
    parser.add_argument("--networks", nargs="*", default=NETWORKS)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    for seed in range(options.cases):
        prepare_case(options.folder, seed)
    for run in options.networks:
        prepare_network(options.folder, *run.split(":"))


if __name__ == "__main__":
    main()
