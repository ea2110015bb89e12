# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The documents: their Python and commands run, their links lead somewhere."""

import pathlib
import re
import subprocess

import pytest
import torch
from torch import nn

from interpreter import BIN
from lrcnn.torch_export import export

ROOT = pathlib.Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
NAMES = [str(document.relative_to(ROOT)) for document in DOCUMENTS]


@pytest.mark.parametrize("document", DOCUMENTS, ids=NAMES)
def test_the_python_of_a_document_runs(document):
    """All blocks of a document, one after the other, as a reader would."""
    blocks = re.findall(r"^```python\n(.*?)^```", document.read_text(), re.S | re.M)
    names = {}
    for block in blocks:
        exec(compile(block, str(document), "exec"), names)


@pytest.mark.parametrize("document", DOCUMENTS, ids=NAMES)
def test_the_commands_of_a_document_run(document, tmp_path):
    """Those of programs that are built, in a folder that looks like the root's
    and has a module `net.mlir`."""
    (tmp_path / "build").symlink_to(BIN.parent)
    net = nn.Sequential(nn.Conv2d(3, 4, 3, padding=1), nn.ReLU())
    (tmp_path / "net.mlir").write_text(export(net, (torch.rand(1, 3, 16, 16),)))
    commands = re.findall(r"^    ((?:build/bin/|mkdir ).*)$", document.read_text(), re.M)
    for command in commands:
        run = subprocess.run(
            command, shell=True, cwd=tmp_path, capture_output=True, text=True
        )
        assert run.returncode == 0, f"{command}\n{run.stderr}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=NAMES)
def test_the_links_of_a_document_lead_somewhere(document):
    prose = re.sub(r"^```.*?^```$", "", document.read_text(), flags=re.M | re.S)
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", prose):
        if "://" not in target:
            assert (document.parent / target).exists(), target
