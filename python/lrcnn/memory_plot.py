# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The memory timeline of a program as a picture."""

import os
from typing import Any

from .errors import Error

_MIB = 1 << 20
_COLOURS = {
    "kept from forward to backward": "#d08770",
    "used in the forward pass only": "#5e81ac",
    "used in the backward pass only": "#a3be8c",
}


def plot_memory(metadata: dict[str, Any], path: str | os.PathLike[str]) -> None:
    """Draws each buffer as a rectangle: across, when it is alive; up, where it is.

    Stash and workspace have a panel each. `metadata` is the contents of NAME.json.
    """
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
        from matplotlib.patches import Patch
    except ImportError as error:
        raise Error(f"drawing the memory timeline needs matplotlib: {error}") from error

    buffers = [b for b in metadata["buffers"] if b["call"] != "inference"]
    begin = min(b["first_use"] for b in buffers if b["call"] == "backward")
    sizes = {
        "stash": metadata["stash_bytes"],
        "workspace": max(
            metadata["workspace_bytes"][entry] for entry in ("forward", "backward")
        ),
    }
    end = max(b["last_use"] for b in buffers) + 1
    figure = Figure(figsize=(11, 7), layout="constrained")
    FigureCanvasAgg(figure)
    heights = _heights(sizes)
    panels = figure.subplots(2, 1, sharex=True, height_ratios=heights)
    for panel, height, (arena, size) in zip(
        panels, heights, sizes.items(), strict=True
    ):
        top = max(size, 1) / _MIB
        panel.set_ylim(0, top)
        # About 40 lines of this size are as high as both panels.
        line = top / 40 * sum(heights) / height
        for buffer in buffers:
            if buffer["arena"] == arena:
                _draw(panel, buffer, begin, end, line)
        panel.axvline(begin - 0.5, color="black", linewidth=1, linestyle="--")
        panel.set_ylabel(f"{arena}: {size / _MIB:.1f} MiB\naddress (MiB)")
    panels[-1].set_xlim(-0.5, end - 0.5)
    panels[-1].set_xlabel(
        "steps of the program (kernels and copies; a loop over tiles counts once)"
    )
    for text, middle in (("forward", begin / 2), ("backward", (begin + end) / 2)):
        panels[0].annotate(
            text,
            (middle - 0.5, 1),
            xycoords=("data", "axes fraction"),
            xytext=(0, 3),
            textcoords="offset points",
            ha="center",
        )
    figure.legend(
        handles=[Patch(color=c, label=label) for label, c in _COLOURS.items()],
        loc="outside lower center",
        ncols=len(_COLOURS),
    )
    figure.suptitle(
        f"Memory of one training step of {metadata['name']}: "
        f"peak {metadata['peak_bytes'] / _MIB:.1f} MiB with inputs and outputs\n"
        "A rectangle is a buffer: its width says when it is alive, its height how"
        " many bytes it has. None overlap.",
        fontsize=11,
    )
    figure.savefig(path, dpi=110)


def _heights(sizes: dict[str, int]) -> list[float]:
    """Panels in proportion to their sizes, but none too low to be read."""
    largest = max(max(sizes.values()), 1)
    return [max(size / largest, 0.35) for size in sizes.values()]


def _draw(
    panel: Any, buffer: dict[str, Any], begin: int, end: int, line: float
) -> None:
    first, last = buffer["first_use"], buffer["last_use"]
    kept, forward, backward = _COLOURS.values()
    colour = kept if first < begin <= last else forward if last < begin else backward
    bottom, height = buffer["offset"] / _MIB, buffer["bytes"] / _MIB
    panel.broken_barh(
        [(first - 0.5, last - first + 1)],
        (bottom, height),
        facecolor=colour,
        edgecolor="white",
        linewidth=0.5,
    )
    # About 180 letters of this size are as wide as the panel.
    wide_enough = (last - first + 1) / end > len(buffer["name"]) / 180
    if wide_enough and height > line:
        panel.annotate(
            buffer["name"],
            ((first + last) / 2, bottom + height / 2),
            ha="center",
            va="center",
            fontsize=7,
            clip_on=True,
        )
