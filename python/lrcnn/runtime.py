# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The C contract of include/lrcnn/Runtime/lrcnn_runtime.h, through ctypes."""

import ctypes
import os
import shutil
import struct
import tempfile
import weakref
from ctypes import POINTER, Structure, c_char_p, c_int32, c_int64, c_uint32, c_uint64
from ctypes import c_void_p
from dataclasses import dataclass

from .errors import Error

ABI_VERSION = 2
DTYPES = {1: "float32", 2: "float64", 3: "float16", 4: "bfloat16", 5: "uint8", 6: "int64"}
ROLES = {0: "parameter", 1: "activation", 2: "gradient", 3: "state"}
IN_FORWARD, IN_BACKWARD = 1, 2
ACCUMULATE_GRADIENTS = 1
MAX_THREADS = 1024
CPU, CUDA = 1, 2
DEVICES = {CPU: "the CPU", CUDA: "a CUDA device"}
STEP_FULL = 2


class Device(Structure):
    _fields_ = [("kind", c_int32), ("index", c_int32)]


class Buffer(Structure):
    _fields_ = [
        ("struct_size", c_uint64),
        ("data", c_void_p),
        ("dtype", c_int32),
        ("rank", c_int32),
        ("shape", POINTER(c_int64)),
        ("strides", POINTER(c_int64)),
        ("device", Device),
    ]


class Memory(Structure):
    _fields_ = [("data", c_void_p), ("bytes", c_int64)]


class StepRecord(Structure):
    """What a program knows of a step, and the memory that it works in. Without a
    stash forward is inference."""

    _fields_ = [
        ("struct_size", c_uint64),
        ("state", c_int32),
        ("reserved", c_uint32),
        ("fingerprint", c_uint64),
        ("stash", Memory),
        ("workspace", Memory),
        ("offload", Memory),
    ]

    def __init__(self, stash: Memory | None = None) -> None:
        super().__init__(struct_size=ctypes.sizeof(StepRecord), stash=stash or Memory())


class Config(Structure):
    _fields_ = [
        ("struct_size", c_uint64),
        ("device", Device),
        ("executor", c_void_p),
        ("threads", c_int32),
        ("flags", c_uint32),
    ]


class ArgumentInfo(Structure):
    _fields_ = [
        ("name", c_char_p),
        ("shape", POINTER(c_int64)),
        ("rank", c_int32),
        ("dtype", c_int32),
        ("role", c_int32),
        ("reads", c_uint32),
        ("writes", c_uint32),
        ("reserved", c_uint32),
    ]


class ProgramInfo(Structure):
    _fields_ = [
        ("struct_size", c_uint64),
        ("abi_version", c_uint64),
        ("name", c_char_p),
        ("arguments", POINTER(ArgumentInfo)),
        ("argument_count", c_int64),
        ("fingerprint", c_uint64),
        ("features", c_char_p),
        ("device_kind", c_int32),
        ("reserved", c_uint32),
        ("alignment", c_int64),
        ("stash_bytes", c_int64),
        ("forward_workspace_bytes", c_int64),
        ("inference_workspace_bytes", c_int64),
        ("backward_workspace_bytes", c_int64),
        ("offload_bytes", c_int64),
    ]


@dataclass(frozen=True)
class Argument:
    """What a program says about one of its arguments."""

    name: str
    role: str
    shape: tuple[int, ...]
    dtype: str
    reads: int
    writes: int


class Library:
    """A NAME.so: its functions, and what it says about itself."""

    def __init__(self, path: str, name: str) -> None:
        try:
            _check_whole(path)
            library = _load_copy(path)
            info = getattr(library, f"{name}_info")
            self._create = getattr(library, f"{name}_create")
            self._calls = {
                "forward": getattr(library, f"{name}_forward"),
                "backward": getattr(library, f"{name}_backward"),
            }
            self._destroy = getattr(library, f"{name}_destroy")
            self._last_error = getattr(library, f"{name}_last_error")
        except (OSError, AttributeError) as error:
            raise Error(f"cannot load program '{path}': {error}") from error
        info.restype = POINTER(ProgramInfo)
        self._create.argtypes = [POINTER(Config), POINTER(c_void_p)]
        for call in self._calls.values():
            call.argtypes = [
                c_void_p, POINTER(Buffer), c_int64, POINTER(StepRecord), c_void_p
            ]
        self._destroy.argtypes = [c_void_p]
        self._destroy.restype = None
        self._last_error.restype = c_char_p

        self.info = info().contents
        if self.info.abi_version != ABI_VERSION:
            raise Error(
                f"expected a program of ABI version {ABI_VERSION}, "
                f"got version {self.info.abi_version} in '{path}'"
            )
        self.device_kind: int = self.info.device_kind
        if self.device_kind not in DEVICES:
            known = " or ".join(f"{name} ({kind})" for kind, name in DEVICES.items())
            raise Error(
                f"expected a program for {known}, got one for devices of kind "
                f"{self.device_kind} in '{path}'"
            )
        self.fingerprint = f"{self.info.fingerprint:016x}"
        self.arguments = [
            _describe(self.info.arguments[i]) for i in range(self.info.argument_count)
        ]

    def create(self, threads: int, flags: int, index: int = 0) -> "Handle":
        """Makes a program that can be called on device number `index`; it is
        destroyed with the handle."""
        device = Device(self.device_kind, index)
        config = Config(ctypes.sizeof(Config), device, None, threads, flags)
        pointer = c_void_p()
        self.check(self._create(config, pointer))
        return Handle(self, pointer)

    def check(self, status: int) -> None:
        if status != 0:
            raise Error(self._last_error().decode())


class Handle:
    """A program that is ready to be called."""

    def __init__(self, library: Library, pointer: c_void_p) -> None:
        self._library = library
        self._pointer = pointer
        weakref.finalize(self, library._destroy, pointer)

    def call(
        self,
        entry: str,
        buffers: "ctypes.Array[Buffer]",
        step: StepRecord,
        stream: int | None = None,
    ) -> None:
        """Calls "forward" or "backward" on the stream, of a GPU."""
        call = self._library._calls[entry]
        self._library.check(call(self._pointer, buffers, len(buffers), step, stream))


def _check_whole(path: str) -> None:
    """Refuses a library that was cut off: the loader would map pages that the
    file does not have and die on them. Its last bytes are the section headers."""
    with open(path, "rb") as file:
        header = file.read(64)
        if len(header) == 64 and header.startswith(b"\x7fELF"):
            (offset,) = struct.unpack_from("<Q", header, 40)
            size, count = struct.unpack_from("<HH", header, 58)
            end = offset + size * count
            if file.seek(0, os.SEEK_END) < end:
                raise OSError(f"expected at least {end} bytes, got {file.tell()}")


def _load_copy(path: str) -> ctypes.CDLL:
    """Loads what is in the file now. The loader knows libraries by their path, and
    would give back an older one that it has loaded from there; and what runs must
    not change when somebody writes to the file. So a copy of a name that was never
    used before is loaded; it needs its name no longer then."""
    folder = tempfile.mkdtemp(prefix="lrcnn-")
    try:
        copy = os.path.join(folder, os.path.basename(path))
        shutil.copyfile(path, copy)
        return ctypes.CDLL(copy)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _describe(info: ArgumentInfo) -> Argument:
    return Argument(
        name=info.name.decode(),
        role=ROLES[info.role],
        shape=tuple(info.shape[: info.rank]),
        dtype=DTYPES[info.dtype],
        reads=info.reads,
        writes=info.writes,
    )
