# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Checks that the mlir excerpts of a document are lines of the given files.

`...` stands for anything. Indentation and what follows the excerpt on its line
do not count.
"""

import re
import sys

document, *files = sys.argv[1:]
printed = [line.strip() for file in files for line in open(file)]
missing = []
for block in re.findall(r"```mlir\n(.*?)```", open(document).read(), re.S):
    for line in block.splitlines():
        parts = map(re.escape, line.strip().split("..."))
        pattern = re.compile(".*".join(parts))
        if not any(map(pattern.match, printed)):
            missing.append(line)
sys.exit("\n".join(["not printed by lrcnn-opt:", *missing]) if missing else 0)
