# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Checks that the excerpts of a document are lines of the files that they name.

An excerpt names its file behind its language. Its lines follow each other there,
except where a line `...` leaves some out.
"""

import pathlib
import re
import sys

root, document = map(pathlib.Path, sys.argv[1:])
excerpts = re.findall(r"^```\w+ (\S+)\n(.*?)^```$", document.read_text(), re.S | re.M)
errors = [] if excerpts else ["no excerpts"]
for path, excerpt in excerpts:
    parts = map(re.escape, excerpt.split("...\n"))
    pattern = r"(?:.*\n)*?".join(parts)
    if not re.search("^" + pattern, (root / path).read_text(), re.M):
        errors.append(f"not in {path}:\n{excerpt}")
sys.exit("\n".join(errors) or 0)
