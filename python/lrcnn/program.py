# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compiled programs: NAME.so, NAME.json and perhaps NAME.safetensors."""

import json
import os
import threading
import warnings
from collections.abc import Mapping
from io import BufferedReader
from typing import Any

import numpy

from . import arrays
from .errors import Error
from .frame import Frame
from .runtime import (
    ACCUMULATE_GRADIENTS,
    CPU,
    IN_BACKWARD,
    IN_FORWARD,
    MAX_THREADS,
    Argument,
    Handle,
    Library,
    StepRecord,
)
from .step import Step

# What PyTorch calls two of the buffers of a BatchNorm, one behind the other.
_VARIANCE, _COUNTER = "running_var", "num_batches_tracked"


class Program:
    """A network's training step, ready to run.

    A program owns its workspace, which is made at the first call; each `Step`
    owns a stash.
    Arrays of NumPy, PyTorch and all that speak DLPack are used where they lie,
    with any strides; only a counter of integers, as PyTorch's
    `num_batches_tracked` is, is converted. Calls of one program wait for each
    other.
    A program for CUDA takes PyTorch's tensors on one GPU, and takes stash and
    workspace from PyTorch. A call returns when its work is on PyTorch's current
    stream; it waits for nothing there.
    """

    def __init__(self, path: str | os.PathLike[str], *, threads: int = 0) -> None:
        """Loads PATH.so and PATH.json; 0 threads are as many as there are cores."""
        if not isinstance(threads, int) or not 0 <= threads <= MAX_THREADS:
            raise Error(f"expected 0 to {MAX_THREADS} threads, got {threads!r}")
        if not isinstance(path, (str, os.PathLike)):
            raise Error(f"expected the path of a program, got {path!r}")
        stem = os.fspath(path).removesuffix(".so").removesuffix(".json")
        self.metadata: dict[str, Any] = _read_metadata(stem + ".json")
        """The contents of NAME.json."""
        self._library = Library(stem + ".so", self.metadata["name"])
        if self.metadata["fingerprint"] != self._library.fingerprint:
            raise Error(
                f"expected '{stem}.so' to be the program that '{stem}.json' describes, "
                f"{self.metadata['fingerprint']}, got {self._library.fingerprint}; "
                "compile it again"
            )
        self.constants: dict[str, numpy.ndarray] = {}
        """Inputs that were constants of the compiled module, by name, with the
        values that they had there: the contents of NAME.safetensors."""
        self._moved: dict[int, dict[str, Any]] = {}
        if self.metadata["constants"]:
            self.constants = _read_safetensors(
                stem + ".safetensors", self._library.fingerprint
            )
        self._threads = threads
        # By number of the device, and flags.
        self._handles: dict[tuple[int, int], Handle] = {}
        self._kind = self._library.device_kind
        self._lock = threading.Lock()

        # On the CPU the workspace, and the stash of the last step that was used
        # up, are kept for the next call. Memory of a GPU is PyTorch's to keep: it
        # knows which stream still works in it.
        self._workspace: arrays.Arena | None = None
        self._spare: arrays.Arena | None = None
        self._has_warned = False

        self.arguments: list[Argument] = self._library.arguments
        """Everything that a call takes, in the order of the C contract."""
        self.inputs = self._names(
            lambda a: a.role != "gradient"
            and (a.reads & IN_FORWARD or not a.writes & IN_FORWARD)
        )
        """What `forward` takes, in the module's order: its own inputs, parameters,
        then buffers. What nothing reads is among them, and has no gradient."""
        self.outputs = self._names(
            lambda a: a.writes & IN_FORWARD and not a.reads & IN_FORWARD
        )
        """What `forward` gives."""
        self.output_gradients = self._names(
            lambda a: a.role == "gradient" and not a.writes
        )
        """What `backward` takes."""
        self.gradients = self._names(
            lambda a: a.role == "gradient" and a.writes & IN_BACKWARD
        )
        """What `backward` gives: `d` and the name of the input."""
        self._prepare()

    @property
    def peak_bytes(self) -> int:
        """The most that is needed at once in forward or backward, parameters apart."""
        return self.metadata["peak_bytes"]

    @property
    def stash_bytes(self) -> int:
        """What lives from forward to backward."""
        return self._library.info.stash_bytes

    @property
    def workspace_bytes(self) -> int:
        """What a call needs while it runs: the largest of all calls."""
        info = self._library.info
        return max(
            info.forward_workspace_bytes,
            info.inference_workspace_bytes,
            info.backward_workspace_bytes,
        )

    @property
    def work(self) -> float:
        """Multiply-adds of a step over those of storing everything."""
        return self.metadata["work"]

    @property
    def plan(self) -> Any:
        """Segments, strategies, tiles and cuts, as a plan file has them."""
        return self.metadata["plan"]

    def forward(
        self,
        *inputs: Any,
        out: Mapping[str, Any] | None = None,
        training: bool = True,
    ) -> Any:
        """Computes the outputs from arrays in the order of `inputs`.

        Behind a BatchNorm's `running_var` its `num_batches_tracked` may be given, so
        that `forward(x, *net.parameters(), *net.buffers())` can be called; in
        training it is counted up. Constants, where they are last, may be left out:
        then they have the values of `constants`.

        Returns the outputs, one array or a tuple of them where there are several,
        and a `Step`, which `backward` takes: it has what the program keeps, and the
        arrays that are read again, which must not change until then. `out` names
        arrays to write to.

        Without `training`, as under `torch.no_grad()`, nothing is kept and only the
        outputs are returned. A program whose BatchNorm normalizes by the statistics
        of the batch does so then as well; evaluation is another program.
        """
        given, counters = self._match_inputs(inputs)
        like = inputs[0]
        results = self._destinations(self.outputs, self.outputs, out, like)
        outputs = tuple(results.values()) if len(results) != 1 else results[self.outputs[0]]
        values = given | results
        if not training:
            self._warn_of_batch_statistics()
            with self._lock:
                self._call("forward", values, StepRecord(), 0)
            return outputs
        with self._lock:
            stash = self._take_stash(like)
            record = StepRecord(stash.describe())
            self._call("forward", values, record, 0)
            for counter in counters:
                counter += 1  # noqa: PLW2901  in place
        kept = {name: values[name] for name in self._kept}
        return outputs, Step(self, record, stash, kept, like)

    def backward(
        self,
        step: Step,
        *output_gradients: Any,
        out: Mapping[str, Any] | None = None,
        accumulate: bool = False,
    ) -> dict[str, Any]:
        """Computes gradients from those of the outputs, by the input's name, and
        uses `step` up.

        Those of outputs on which no gradient depends, as where everything is frozen,
        are not looked at and may be left out; None stands for zeros. `out` names arrays to write to; None for an input leaves its gradient
        out. With `accumulate` the gradients are added to what those arrays hold.
        What nothing reads has no gradient, as in PyTorch; an array that is given
        for it is filled with zeros.
        """
        if not isinstance(step, Step):
            kind = type(step).__name__
            raise Error(f"expected the step that forward gave, got {kind}")
        given = self._match_gradients(output_gradients)
        out, zeros = self._take_unread(out)
        results = self._destinations(
            self.gradients, self._differentiated, out, step._like
        )
        if accumulate and set(out or ()) != set(self._differentiated):
            raise Error("expected an array for every gradient to accumulate to")
        flags = ACCUMULATE_GRADIENTS if accumulate else 0
        with self._lock:
            step.check(self)
            values = step._values | given | results
            self._call("backward", values, step._record, flags)
            stash = step.use()
            if self._kind == CPU:
                self._spare = stash
            else:
                stash.use_on(arrays.get_index(values.values()))
        if not accumulate:
            for array in zeros.values():
                array[...] = 0
        gradients = {name[1:]: a for name, a in results.items() if a is not None}
        return gradients | zeros

    def explain(self) -> str:
        """Says what the plan does and what it costs, in words."""
        from .explain import explain

        return explain(self.metadata)

    def plot_memory(self, path: str | os.PathLike[str]) -> None:
        """Draws what lies where in stash and workspace, and when."""
        from .memory_plot import plot_memory

        plot_memory(self.metadata, path)

    def _take_stash(self, like: Any) -> arrays.Arena:
        """Memory for a step: that of an earlier one, if there is any."""
        stash, self._spare = self._spare, None
        if stash is not None and stash.is_torch == arrays.is_torch(like):
            return stash
        return self._make_arena(self.stash_bytes, like)

    def _make_arena(self, size: int, like: Any) -> arrays.Arena:
        return arrays.Arena(size, self._library.info.alignment, like, self._kind)

    def _take_workspace(self, values: dict[str, Any]) -> arrays.Arena:
        if self._workspace is not None:
            return self._workspace
        like = next((v for v in values.values() if v is not None), None)
        workspace = self._make_arena(self.workspace_bytes, like)
        self._workspace = workspace if self._kind == CPU else None
        return workspace

    def _get_handle(self, index: int, flags: int) -> Handle:
        handle = self._handles.get((index, flags))
        if handle is None:
            handle = self._library.create(self._threads, flags, index)
            self._handles[index, flags] = handle
        return handle

    def _get_constants(self, like: Any) -> dict[str, Any]:
        """The constants where `like` is."""
        if self._kind == CPU or not self.constants:
            return self.constants
        index = arrays.get_index([like])
        if index not in self._moved:
            self._moved[index] = {n: arrays.move(a, like) for n, a in self.constants.items()}
        return self._moved[index]

    def _take_unread(self, out: Mapping[str, Any] | None) -> tuple[Any, dict[str, Any]]:
        """Takes out of `out` the arrays for gradients of what nothing reads."""
        if not isinstance(out, Mapping):
            return out, {}
        unread = self._unread
        zeros = {n: a for n, a in out.items() if n in unread and a is not None}
        return {n: a for n, a in out.items() if n not in unread}, zeros

    def _warn_of_batch_statistics(self) -> None:
        renews = any(
            a.role == "state" and a.writes & IN_FORWARD for a in self.arguments
        )
        if renews and not self._has_warned:
            self._has_warned = True
            warnings.warn(
                "this program was compiled in training mode: BatchNorm takes the "
                "statistics of the batch without training, too; for evaluation "
                "compile the module again after net.eval()",
                stacklevel=3,
            )

    def _names(self, condition: Any) -> list[str]:
        return [a.name for a in self.arguments if condition(a)]

    def _prepare(self) -> None:
        """What calls need to know of the arguments, once."""
        self._described = {argument.name: argument for argument in self.arguments}
        self._frames = {
            "forward": Frame(self.arguments, IN_FORWARD, self._kind),
            "backward": Frame(self.arguments, IN_BACKWARD, self._kind),
        }
        self._kept = self._names(
            lambda a: a.reads & IN_BACKWARD and a.role != "gradient"
        )
        self._read_gradients = self._names(
            lambda a: a.role == "gradient" and a.reads & IN_BACKWARD
        )
        self._differentiated = [gradient[1:] for gradient in self.gradients]
        self._unread = set(
            self._names(lambda a: a.role != "gradient" and not a.reads | a.writes)
        )
        # States for which a counter of integers may be given.
        self._counts = self._names(lambda a: a.role == "state" and a.shape == (1,))
        self._input_names: dict[int, list[list[str]]] = {}
        for names in self._list_input_names():
            self._input_names.setdefault(len(names), []).append(names)

    def _match_inputs(
        self, values: tuple[Any, ...]
    ) -> tuple[dict[str, Any], list[Any]]:
        """The inputs by name, and the counters of steps that the program does not
        read but whose steps it takes."""
        described = self._described
        for names in self._input_names.get(len(values), []):
            given = dict(zip(names, values, strict=True))
            if names == self.inputs and len(self._input_names[len(values)]) == 1:
                return given, []
            if not _fits_counters(given, described):
                continue
            extra = {n: given.pop(n) for n in names if n not in described}
            counters = [
                counter
                for name, counter in extra.items()
                if described[name.removesuffix(_COUNTER) + _VARIANCE].writes
            ]
            return self._get_constants(next(iter(values), None)) | given, counters
        return self._match(values, self.inputs), []

    def _list_input_names(self) -> list[list[str]]:
        """What a caller may give: `inputs`, perhaps without the constants at their
        end, perhaps with the counters that PyTorch has among the buffers."""
        names = [self.inputs]
        constants = self.metadata["constants"]
        if constants and self.inputs[-len(constants) :] == constants:
            names.append(self.inputs[: -len(constants)])
        for some in list(names):
            if (counted := _add_counters(some)) != some:
                names.append(counted)
        return names

    def _match_gradients(self, values: tuple[Any, ...]) -> dict[str, Any]:
        """Gradients of outputs by name: of all, or of those that are read."""
        if len(values) == len(self._read_gradients):
            return dict(zip(self._read_gradients, values, strict=True))
        return self._match(values, self.output_gradients)

    def _match(self, values: tuple[Any, ...], names: list[str]) -> dict[str, Any]:
        if len(values) != len(names):
            raise Error(
                f"expected {len(names)} arrays ({', '.join(names)}), got {len(values)}"
            )
        return dict(zip(names, values, strict=True))

    def _destinations(
        self,
        arguments: list[str],
        names: list[str],
        out: Mapping[str, Any] | None,
        like: Any,
    ) -> dict[str, Any]:
        """The arrays that a call writes to `arguments`: those given in `out` by
        `names`, which are what the caller calls them, others new."""
        out = {} if out is None else out
        if not isinstance(out, Mapping):
            raise Error(
                f"expected arrays by name for out, got {type(out).__name__}"
            )
        if not out.keys() <= set(names):
            name = next(name for name in out if name not in names)
            raise Error(f"expected one of {', '.join(names) or 'none'}, got '{name}'")
        described = self._described
        return {
            argument: out[name]
            if name in out
            else arrays.empty(
                described[argument].shape, described[argument].dtype, like, self._kind
            )
            for argument, name in zip(arguments, names, strict=True)
        }

    def _call(
        self, entry: str, values: dict[str, Any], step: StepRecord, flags: int
    ) -> None:
        """Calls `entry` with the arrays of `values`, None for what is left out."""
        # Counters that are integers, and what stands for them in the call.
        counters = {
            name: (values[name], arrays.from_counter(values[name], self._described[name].dtype))
            for name in self._counts
            if arrays.is_counter(values.get(name))
        }
        if counters:
            values = values | {name: number for name, (_, number) in counters.items()}
        frame = self._frames[entry]
        index = arrays.get_index(values.values()) if self._kind != CPU else 0
        handle = self._get_handle(index, flags)
        views = frame.fill(values)
        workspace = self._take_workspace(values)
        step.workspace = workspace.describe()
        try:
            stream = arrays.get_stream(self._kind, index)
            handle.call(entry, frame.buffers, step, stream)
        finally:
            del views, workspace
            arrays.mark_written(frame.get_written(values))
        for counter, number in counters.values():
            counter[...] = number[0]


def load(path: str | os.PathLike[str], *, threads: int = 0) -> Program:
    """Loads a program from PATH.so and PATH.json; 0 threads are one for each core."""
    return Program(path, threads=threads)


def _add_counters(names: list[str]) -> list[str]:
    """With the counter that a BatchNorm of PyTorch has behind its statistics."""
    result = []
    for name in names:
        result.append(name)
        prefix = name.removesuffix(_VARIANCE)
        if prefix != name and prefix[-1:] in ("", ".") and prefix + _COUNTER not in names:
            result.append(prefix + _COUNTER)
    return result


def _fits_counters(given: Mapping[str, Any], described: Mapping[str, Argument]) -> bool:
    """Whether integers stand where counters do, and nothing else where counters
    are that the program does not have."""
    return all(
        name.endswith(_COUNTER) if arrays.is_counter(value) else name in described
        for name, value in given.items()
    )


def _read_safetensors(path: str, fingerprint: str) -> dict[str, numpy.ndarray]:
    """The tensors of a file, which names the program that it belongs to: a header in
    JSON behind its length, then elements."""
    try:
        with open(path, "rb") as file:
            length = int.from_bytes(file.read(8), "little")
            header = json.loads(file.read(length))
            of = header.pop("__metadata__", {}).get("fingerprint")
            if of == fingerprint:
                return {n: _read_tensor(file, 8 + length, t) for n, t in header.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Error(f"cannot read the constants in '{path}': {error}") from error
    raise Error(
        f"expected '{path}' to have the constants of this program, {fingerprint}, got "
        f"{of or 'none'}; compile it again"
    )


def _read_tensor(file: BufferedReader, begin: int, tensor: Any) -> numpy.ndarray:
    """The elements from the file to where they stay, without another copy."""
    first, last = tensor["data_offsets"]
    array = numpy.empty(tensor["shape"], {"F32": "<f4", "F64": "<f8"}[tensor["dtype"]])
    file.seek(begin + first)
    if array.nbytes != last - first or file.readinto(array.data) != array.nbytes:
        raise ValueError(f"expected {array.nbytes} bytes from {first} to {last}")
    return array


def _read_metadata(path: str) -> dict[str, Any]:
    try:
        with open(path, encoding="utf-8") as file:
            metadata = json.load(file)
    except (OSError, ValueError) as error:
        raise Error(f"cannot read '{path}': {error}") from error
    fields = {"name", "peak_bytes", "plan", "buffers", "constants", "fingerprint"}
    if not isinstance(metadata, dict) or not fields <= metadata.keys():
        raise Error(f"expected '{path}' to describe a program")
    return metadata
