# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Pass pipelines on the text of a module."""

import os
from collections.abc import Sequence

from . import _core
from .builder import Builder
from .errors import CompileError, Error

Option = bool | int | float | str | os.PathLike[str] | Sequence[int | str]


class Pipeline:
    """A list of passes that runs on modules.

    >>> print(Pipeline().add("lrcnn-plan", rows=4, strategy="overlap").run(module))
    """

    def __init__(self) -> None:
        self._steps: list[tuple[str, str]] = []
        self.diagnostics: list[_core.Diagnostic] = []
        """The remarks and warnings of the last run."""

    def add(self, name: str, **options: Option) -> "Pipeline":
        """Appends a pass or a registered pipeline, and returns the pipeline.

        An option is spelled as the pass has it, with `_` for `-`. A pass on
        functions runs on each function of the module.
        """
        spelled = (
            f"{key.replace('_', '-')}={_spell(value)}" for key, value in options.items()
        )
        step = name, " ".join(spelled)
        outcome = _core.print_pipeline([step])
        if outcome.text is None:
            raise Error("\n".join(d.message.strip() for d in outcome.diagnostics))
        self._steps.append(step)
        return self

    def run(self, module: str | os.PathLike[str] | Builder) -> str:
        """Runs the passes on a module and returns what they made of it.

        `module` is the text of a module, the path of a file or a `Builder`; a
        string without a line break or brace is a path. Raises `CompileError` with
        the place and the text of what was refused.
        """
        source = module.build() if isinstance(module, Builder) else read_module(module)
        outcome = _core.run_pipeline(source, self._steps)
        self.diagnostics = list(outcome.diagnostics)
        if outcome.text is None:
            raise CompileError(outcome.diagnostics)
        return outcome.text

    def __str__(self) -> str:
        """The pipeline as `lrcnn-opt --pass-pipeline` takes it."""
        return _core.print_pipeline(self._steps).text or ""

    def __repr__(self) -> str:
        return f"<lrcnn.Pipeline {self}>"


def read_module(module: str | os.PathLike[str]) -> _core.Module:
    """The module given by its text or path."""
    if isinstance(module, str) and any(sign in module for sign in "\n{"):
        return _core.Module(module, "module")
    path = os.fspath(module)
    try:
        with open(path, encoding="utf-8") as file:
            return _core.Module(file.read(), path)
    except OSError as error:
        raise Error(f"cannot read module '{path}': {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise Error(f"expected the text of a module, got '{path}'") from error
    except ValueError as error:
        raise Error(f"cannot read module {path!r}: {error}") from error


def _spell(value: Option) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, (str, os.PathLike)):
        text = os.fspath(value)
        return f'"{text}"' if any(sign in text for sign in " ,{}'") else text
    return ",".join(map(str, value))
