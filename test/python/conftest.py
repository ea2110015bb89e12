# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""--resume=FILE goes on where a run that was ended has stopped: tests in FILE have
passed before and are left out, and those that pass are added to it."""

import pathlib

from long import IS_LONG

collect_ignore = [] if IS_LONG else ["test_whole_networks.py"]


def pytest_addoption(parser):
    parser.addoption("--resume", type=pathlib.Path, metavar="FILE")


def pytest_configure(config):
    path = config.getoption("--resume")
    if path:
        config.pluginmanager.register(_Resumed(path))


class _Resumed:
    def __init__(self, path):
        self.path = path
        self.passed = set(path.read_text().splitlines()) if path.exists() else set()

    def pytest_collection_modifyitems(self, config, items):
        done = [item for item in items if item.nodeid in self.passed]
        items[:] = [item for item in items if item.nodeid not in self.passed]
        config.hook.pytest_deselected(items=done)

    def pytest_runtest_logreport(self, report):
        if report.when == "call" and report.passed:
            with self.path.open("a") as file:
                file.write(report.nodeid + "\n")
