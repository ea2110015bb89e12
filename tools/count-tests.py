# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Prints "N passed, M failed" for each file of test results in JUnit's format.

A file that is missing or cut off (its test program crashed) is one failure.
"""

import sys
import xml.etree.ElementTree as ElementTree


def count(path):
    passed = failed = 0
    try:
        cases = list(ElementTree.parse(path).iter("testcase"))
    except (OSError, ElementTree.ParseError):
        return 0, 1
    for case in cases:
        outcome = {child.tag for child in case}
        if outcome & {"failure", "error"}:
            failed += 1
        elif "skipped" not in outcome:
            passed += 1
    return passed, failed


for path in sys.argv[1:]:
    print("%d passed, %d failed" % count(path))
