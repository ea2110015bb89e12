# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Constraints of operations are numbered in the dialect's reference. The verifier
quotes each where it checks it, as "conv C3", and so does a test of the error."""

import pathlib
import re

root = pathlib.Path(__file__).parents[2]


def constraints():
    """All of them, as "conv C3"."""
    text = (root / "docs/generated/RowDialect.md").read_text()
    for section in re.split(r"^### ", text, flags=re.MULTILINE)[1:]:
        operation = re.match(r"`row\.(\w+)`", section)
        numbers = [int(n) for n in re.findall(r"^\s*- \(C(\d+)\)", section, re.MULTILINE)]
        assert numbers == list(range(1, len(numbers) + 1)), section[:80]
        for number in numbers:
            yield f"{operation[1]} C{number}"


def quoted(paths):
    """The constraints in comments of the files."""
    found = set()
    for path in paths:
        for line in path.read_text().splitlines():
            if re.fullmatch(r"// \w+ C\d+(, \w+ C\d+)*", line.strip()):
                found.update(re.findall(r"\w+ C\d+", line))
    return found


def test_verifiers():
    known = set(constraints())
    assert len(known) > 80
    assert quoted((root / "lib/Dialect/Row/IR").glob("*.cpp")) == known


def test_errors():
    tests = (root / "test/Dialect/Row").glob("invalid-*.mlir")
    assert quoted(tests) == set(constraints())
