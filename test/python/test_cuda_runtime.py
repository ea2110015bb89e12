# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The runtime for CUDA over a driver that only writes down what it is asked for
(test/Target/CUDA/FakeDriver.c), which is the true one's name. Each test has a process
of its own."""

import re
import subprocess
import sys

import pytest
import torch
from torch import nn

import lrcnn
from interpreter import BIN

FAKE = BIN.parent / "lib" / "fake" / "libcuda.so.1"

PRELUDE = f"""
import ctypes
from lrcnn import Error
from lrcnn.runtime import Buffer, Device, Library, Memory, StepRecord

fake = ctypes.CDLL({str(FAKE)!r})

def get_log():
    return ctypes.string_at(ctypes.addressof(ctypes.c_char.in_dll(fake, "fake_log"))).decode()

def set_number(name, value):
    ctypes.c_int.in_dll(fake, name).value = value

def fail(function, result):
    ctypes.c_char_p.in_dll(fake, "fake_failing").value = function
    set_number("fake_result", result)

def message(function, *arguments):
    try:
        function(*arguments)
    except Error as error:
        return str(error)
    return "no error"

library = Library(PATH + ".so", "main")
addresses = iter(range(1 << 30, 1 << 40, 1 << 24))

def make_buffers(index=0):
    count = library.info.argument_count
    buffers = (Buffer * count)()
    for buffer, info in zip(buffers, library.info.arguments[:count]):
        buffer.struct_size = ctypes.sizeof(Buffer)
        buffer.data, buffer.dtype, buffer.rank = next(addresses), info.dtype, info.rank
        buffer.shape, buffer.device = info.shape, Device(2, index)
    return buffers

def make_step():
    step = StepRecord(Memory(next(addresses), library.info.stash_bytes))
    step.workspace = Memory(next(addresses), 1 << 24)
    return step
"""


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    net = nn.Sequential(nn.Conv2d(3, 4, 3, padding=1), nn.ReLU(), nn.Conv2d(4, 4, 3, padding=1))
    path = tmp_path_factory.mktemp("cuda") / "main"
    x = torch.rand(2, 3, 16, 16)
    lrcnn.compile_program(net, [x], target="cuda", strategy="two_phase", rows=2, output=path)
    return path


def run(path, script):
    """What a script prints."""
    text = f"PATH = {str(path)!r}\n{PRELUDE}\n{script}"
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_step_is_queued_on_the_stream_of_the_caller(path):
    """In the device's context, each kernel as often as there are tiles, a boundary as
    one copy for both images; nothing else is asked of the driver."""
    log = run(
        path,
        """
handle = library.create(0, 0, index=1)
created = len(get_log())
step, buffers = make_step(), make_buffers(1)
handle.call("forward", buffers, step, 2001)
handle.call("backward", buffers, step, 2001)
print(get_log()[created:])
""",
    )
    lines = log.split("\n")[:-2]
    assert all(line.endswith("on 2001 in 2") for line in lines)
    launched = [line.split()[1] for line in lines if line.startswith("launch")]
    forward = [name for name in launched if name.startswith("forward")]
    # Two convolutions over two tiles; the first is computed again in backward.
    assert len(forward) == 6 and len(set(forward)) == 2
    assert any(line.startswith("copy 2x") for line in lines)
    assert len(launched) + sum(line.startswith("copy") for line in lines) == len(lines)
    # 2 images of 8 rows, 16 columns and 4 channels; 256 elements a block.
    assert re.search(r"launch forward_\d+ 2x2 of 256 for rows 0 to 8 ", log)


def test_programs_of_a_device_share_the_code(path):
    log = run(
        path,
        """
handles = [library.create(0, flags, index=i) for flags in (0, 1) for i in (0, 1)]
handles.clear()
print(get_log())
""",
    )
    calls = log.split("\n")
    assert calls[:2] == ["load cubin in 1", "load cubin in 2"] or calls[:2] == [
        "load ptx in 1",
        "load ptx in 2",
    ]
    assert sorted(calls[2:]) == ["", ""] + ["release 0"] * 2 + ["release 1"] * 2 + [
        "unload 1 in 1",
        "unload 2 in 2",
    ]


def test_another_devices_code_is_compiled_by_the_driver(path):
    text = "set_number('fake_capability', 80); library.create(0, 0); print(get_log())"
    assert run(path, text).startswith("load ptx in 1")


@pytest.mark.parametrize(
    "script, text",
    [
        (
            "fail(b'cuInit', 100); print(message(library.create, 0, 0))",
            "expected a CUDA device that NVIDIA's driver can use, got "
            "CUDA_ERROR_NO_DEVICE from cuInit",
        ),
        (
            "print(message(library.create, 0, 0, 2))",
            "expected one of 2 CUDA devices, got cuda:2",
        ),
        (
            "set_number('fake_capability', 75); print(message(library.create, 0, 0))",
            "expected a device of compute capability 8.0 or more, got cuda:0 of 7.5",
        ),
        (
            "set_number('fake_capability', 80); fail(b'ptx', 222)\n"
            "print(message(library.create, 0, 0))",
            "expected a driver that compiles the program's kernels for compute "
            "capability 8.0, got CUDA_ERROR_UNSUPPORTED_PTX_VERSION: line 1\n",
        ),
        (
            "fail(b'cuModuleGetFunction', 1); print(message(library.create, 0, 0))",
            "expected 'pack_forward_0' in the program's code, got an unknown error",
        ),
        (
            "fail(b'cuDevicePrimaryCtxRetain', 2); print(message(library.create, 0, 0))",
            "expected the driver to give the device's context, got an unknown error",
        ),
        (
            "handle = library.create(0, 0)\n"
            "print(message(handle.call, 'forward', make_buffers(), make_step(), 2001))",
            "expected a stream of the program's device, got one of another device",
        ),
        (
            "handle = library.create(0, 0)\n"
            "print(message(handle.call, 'forward', make_buffers(1), make_step(), None))",
            "expected data on device cuda:0, got cuda:1",
        ),
        (
            "handle = library.create(0, 0); step = make_step(); step.stash.data += 8\n"
            "print(message(handle.call, 'forward', make_buffers(), step, None))",
            "256",
        ),
    ],
)
def test_says_what_is_wrong(path, script, text):
    assert text in run(path, script)


def test_an_error_of_a_launch_names_the_kernel_and_ends_the_call(path):
    lines = run(
        path,
        """
handle = library.create(0, 0)
fail(b"cuLaunchKernel", 700)
step = make_step()
print(message(handle.call, "forward", make_buffers(), step, None))
print(get_log().count("launch"), step.state)
""",
    ).split("\n")
    assert re.search(
        r"launch kernel 'pack_forward_0' \(pack_forward.f32_c3_f4.*\), got "
        "CUDA_ERROR_ILLEGAL_ADDRESS",
        lines[0],
    )
    assert lines[1] == "1 4"  # one launch, a failed step


def test_an_error_of_a_copy_is_said(path):
    script = """
handle = library.create(0, 0)
fail(b"cuMemcpy2DAsync", 700)
print(message(handle.call, "forward", make_buffers(), make_step(), None))
"""
    expected = "expected the driver to copy rows, got CUDA_ERROR_ILLEGAL_ADDRESS"
    assert expected in run(path, script)
