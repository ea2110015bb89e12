# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Who may include whom: the rules of docs/Architecture.md, kept."""

import pathlib
import re

import pytest

ROOT = pathlib.Path(__file__).parents[2]

# Folder, of lib and of include/lrcnn: the folders that it may include besides
# itself. The longest folder counts, on both sides.
IR = ["Dialect/Row/IR", "Plan"]
RULES = {
    "Plan": [],
    "Dialect/Row/IR": ["Plan"],
    "Dialect/Row/Transforms": IR,
    "Conversion": IR,
    "Interpret": IR,
    "Kernel": IR,
    "Target": [*IR, "Dialect/Row/Transforms", "Runtime"],
    "Target/Program": [
        *IR,
        "Dialect/Row/Transforms",
        "Kernel",
        "Target",
        "Runtime",
    ],
    "Target/CPU": [
        *IR,
        "Dialect/Row/Transforms",
        "Target",
        "Target/Program",
        "Kernel",
        "Runtime",
        "Runtime/CPU",
    ],
    "Target/CUDA": [
        *IR,
        "Dialect/Row/Transforms",
        "Target",
        "Target/Program",
        "Kernel",
        "Runtime",
        "Runtime/CUDA",
    ],
    "Pipelines": [
        *IR,
        "Dialect/Row/Transforms",
        "Conversion",
        "Target",
        "Target/Program",
        "Target/CPU",
        "Target/CUDA",
    ],
    "Runtime": [],
    "Runtime/Common": ["Runtime"],
    "Runtime/CPU": ["Runtime"],
    "Runtime/CUDA": ["Runtime"],
}
# What folders without IR may include of libraries.
LIBRARIES = {
    "Plan": r"llvm/(ADT|Support)/",
    "Runtime": r"(?!)",
    "Runtime/Common": r"(?!)",
    "Runtime/CPU": r"(?!)",
    "Runtime/CUDA": r"(?!)",
}


def find_folder(path):
    """The longest folder of the table in which `path` lies; empty if it is in none."""
    return max((f for f in RULES if path.startswith(f"{f}/")), key=len, default="")


def find_faults(root):
    """What the sources below `root` include against the rules, as FILE:LINE: TEXT."""
    for base in (root / "lib", root / "include" / "lrcnn"):
        for source in sorted(base.rglob("*.[chp]*")):
            folder = find_folder(source.relative_to(base).as_posix())
            if not folder:
                continue
            for number, line in enumerate(source.read_text().splitlines(), 1):
                match = re.match(r'\s*#\s*include\s*"([^"]+)"', line)
                if match and not may_include(folder, source, match[1], root):
                    place = f"{source.relative_to(root)}:{number}"
                    yield f"{place}: {folder} may not include {match[1]}"


def may_include(folder, source, name, root):
    if name.startswith("lrcnn/"):
        included = find_folder(name.removeprefix("lrcnn/"))
    elif (beside := (source.parent / name).resolve()).is_file():
        included = find_folder(beside.relative_to(root / "lib").as_posix())
    else:
        return re.match(LIBRARIES.get(folder, ""), name) is not None
    return not included or included == folder or included in RULES[folder]


def test_folders_include_what_they_may():
    assert not list(find_faults(ROOT))


def test_the_common_runtime_is_standard_c():
    """No threads and no instructions of one machine: every device has it."""
    standard = {"inttypes", "stdarg", "stdbool", "stddef", "stdint", "stdio", "stdlib"}
    sources = sorted((ROOT / "lib" / "Runtime" / "Common").iterdir())
    included = [
        name
        for source in sources
        for name in re.findall(r"^#include <(.+)\.h>", source.read_text(), re.M)
    ]
    assert "inttypes" in included and set(included) <= standard


def test_every_folder_has_a_rule():
    folders = {p.parent.relative_to(ROOT / "lib") for p in (ROOT / "lib").rglob("*.cpp")}
    without = {f for f in folders if not find_folder(f"{f.as_posix()}/")}
    assert without <= {pathlib.Path(".")}


@pytest.mark.parametrize(
    "path, included",
    [
        ("lib/Plan/A.cpp", "mlir/IR/Builders.h"),
        ("lib/Plan/A.cpp", "lrcnn/Dialect/Row/IR/Row.h"),
        ("include/lrcnn/Kernel/A.h", "lrcnn/Target/Target.h"),
        ("lib/Dialect/Row/Transforms/A.cpp", "lrcnn/Target/CPU/CPUTarget.h"),
        ("lib/Target/CPU/A.cpp", "lrcnn/Target/CUDA/ConvSpec.h"),
        ("lib/Target/A.cpp", "lrcnn/Target/CPU/CPUTarget.h"),
        ("lib/Target/Program/A.cpp", "lrcnn/Target/CUDA/ConvSpec.h"),
        ("lib/Runtime/Common/a.c", "llvm/ADT/STLExtras.h"),
        ("lib/Runtime/Common/a.c", "lrcnn/Runtime/CPU/parallel.h"),
    ],
)
def test_a_fault_is_found(path, included, tmp_path):
    source = tmp_path / path
    source.parent.mkdir(parents=True)
    source.write_text(f'// One.\n#include "{included}"\n')
    (fault,) = find_faults(tmp_path)
    assert fault.startswith(f"{path}:2: ") and fault.endswith(included)
