# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

import os

import lit.formats

config.name = "lrcnn"
config.test_format = lit.formats.ShTest()
config.suffixes = [".mlir", ".test"]
config.excludes = ["inputs"]
config.test_source_root = os.path.dirname(__file__)
config.test_exec_root = os.path.join(config.build_root, "test")

# lrcnn-opt and lrcnn come first, then LLVM's FileCheck, not, mlir-opt, clang.
config.environment["PATH"] = os.pathsep.join(
    [os.path.join(config.build_root, "bin"), config.llvm_tools, os.environ["PATH"]]
)
config.environment["PYTHONPATH"] = os.path.join(config.build_root, "python")

config.substitutions += [
    ("%python", config.python),
    ("%inputs", os.path.join(config.test_source_root, "inputs")),
    ("%lrcnn_include", os.path.join(config.source_root, "include")),
    ("%lrcnn_lib", os.path.join(config.build_root, "lib")),
]
