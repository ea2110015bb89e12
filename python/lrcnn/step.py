# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What lies between a forward pass and its backward pass."""

from collections.abc import Mapping
from typing import Any

from . import arrays
from .errors import Error
from .runtime import STEP_FULL, StepRecord


class Step:
    """One forward pass in training, for one backward pass.

    It owns what the pass has kept, and keeps alive the arrays that the backward
    pass reads. Those must not change in between; where PyTorch counts changes, a
    changed one is refused. Steps are independent of each other: several may be
    alive, and one that is dropped gives its memory back.
    """

    def __init__(
        self,
        program: Any,
        record: StepRecord,
        stash: arrays.Arena,
        values: Mapping[str, Any],
        like: Any,
    ) -> None:
        self._program = program
        self._record = record
        self._stash: arrays.Arena | None = stash
        self._values = dict(values)
        self._versions = {n: arrays.version(value) for n, value in values.items()}
        self._like = like

    @property
    def is_used(self) -> bool:
        """Whether a backward pass has used the step up, or failed in it."""
        return self._record.state != STEP_FULL

    def check(self, program: Any) -> None:
        """Raises an error unless `program` can take the gradients of this step."""
        if self._program is not program:
            raise Error("expected a step of this program, got one of another program")
        if self.is_used:
            raise Error(
                "expected a step that no backward pass has used up, got a used one; "
                "each needs a forward pass of its own"
            )
        for name, value in self._values.items():
            if arrays.version(value) != self._versions[name]:
                raise Error(
                    f"expected '{name}' as forward has seen it, got one that was "
                    "changed since"
                )

    def use(self) -> arrays.Arena:
        """Gives the stash away, which the backward pass overwrites."""
        stash, self._stash = self._stash, None
        self._values.clear()
        assert stash is not None
        return stash
