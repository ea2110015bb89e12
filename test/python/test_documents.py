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
README = DOCUMENTS[0].read_text()
NAMES = [str(document.relative_to(ROOT)) for document in DOCUMENTS]


@pytest.mark.parametrize("document", DOCUMENTS, ids=NAMES)
def test_the_python_and_commands_of_a_document_run(document, tmp_path, monkeypatch):
    """One after the other, as a reader would, in a folder that looks like the root's
    and has a module `net.mlir`. Of the commands those of programs that are built."""
    (tmp_path / "build").symlink_to(BIN.parent)
    (tmp_path / "test").symlink_to(ROOT / "test")
    net = nn.Sequential(nn.Conv2d(3, 4, 3, padding=1), nn.ReLU())
    (tmp_path / "net.mlir").write_text(export(net, (torch.rand(1, 3, 16, 16),)))
    monkeypatch.chdir(tmp_path)
    names = {}
    for block, command in re.findall(
        r"^```python\n(.*?)^```|^    ((?:build/bin/|mkdir )[^\n]*)$",
        document.read_text(),
        re.S | re.M,
    ):
        if block:
            exec(compile(block, str(document), "exec"), names)
            continue
        run = subprocess.run(command, shell=True, capture_output=True, text=True)
        assert run.returncode == 0, f"{command}\n{run.stderr}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=NAMES)
def test_the_links_of_a_document_lead_somewhere(document):
    prose = re.sub(r"^```.*?^```$", "", document.read_text(), flags=re.M | re.S)
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", prose):
        if "://" not in target:
            assert (document.parent / target).exists(), target


@pytest.mark.parametrize("document", DOCUMENTS, ids=NAMES)
def test_a_document_is_found_and_has_the_glossary(document):
    if document.name != "Glossary.md":
        assert "Glossary.md)" in document.read_text()
    assert document == DOCUMENTS[0] or f"(docs/{document.name})" in README


@pytest.mark.parametrize("document", DOCUMENTS, ids=NAMES)
def test_the_files_that_a_document_names_are_there(document):
    prose = re.sub(r"^```.*?^```$", "", document.read_text(), flags=re.M | re.S)
    folders = r"(?:lib|include/lrcnn|test|tools|python)"
    for name in re.findall(rf"`({folders}/[\w./*-]+)`", prose):
        assert list(ROOT.glob(name)) or list(ROOT.glob(f"{name}.*")), name
    for name in re.findall(r"`(\w+\.(?:cpp|h|td|mlir|py))`", prose):
        assert list(ROOT.glob(f"[lpt]*/**/{name}")) or list(
            ROOT.glob(f"include/**/{name}")
        ), name
