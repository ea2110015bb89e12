# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What a program's plan does and costs, in words."""

from typing import Any

_MIB = 1 << 20
_STRATEGIES = {
    "store": "keeps its intermediates for the backward pass",
    "recompute": "keeps its input and makes its intermediates again, whole",
    "overlap": "keeps its input; tiles compute the rows they share twice",
    "two_phase": "keeps its input and the rows that tiles share",
}


def explain(metadata: dict[str, Any]) -> str:
    """Describes the contents of NAME.json, a line for each segment."""
    workspace = metadata["workspace_bytes"]
    lines = [
        f"{metadata['name']} for {metadata['target']}: "
        f"peak {_mib(metadata['peak_bytes'])} in a training step",
        f"  stash {_mib(metadata['stash_bytes'])}, workspace "
        f"{_mib(workspace['forward'])} forward, "
        f"{_mib(workspace['backward'])} backward; "
        f"inference alone needs {_mib(workspace['inference'])}",
        f"  parameters {_mib(metadata['parameter_bytes'])} on top of that",
        f"  work {metadata['work']:.3f} times that of storing everything",
    ]
    for index, segment in enumerate(metadata["plan"]["segments"]):
        lines.append(f"  segment {index}: " + _describe(segment))
    return "\n".join(lines)


def _describe(segment: dict[str, Any]) -> str:
    strategy = segment["strategy"]
    words = f"through layer {segment['end']}, {strategy}"
    if segment["rows"] > 1:
        words += f", {segment['rows']} tiles over rows"
    if segment["batch_tiles"] > 1:
        words += f", {segment['batch_tiles']} over the batch"
    words += f": {_STRATEGIES[strategy]}"
    if not segment["checkpoint"]:
        words += "; what crosses its end is made again in the backward pass"
    return words


def _mib(size: int) -> str:
    return f"{size / _MIB:.1f} MiB"
