# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""lrcnn.Pipeline: names, options, runs and diagnostics."""

import concurrent.futures

import lrcnn
import pytest

CHAIN = """\
func.func @main(%x: tensor<1x3x8x8xf32>, %w: tensor<4x3x3x3xf32>) -> tensor<1x4x8x8xf32> {
  %y = row.chain (%a = %x nchw : tensor<1x3x8x8xf32>, %f = %w fchw : tensor<4x3x3x3xf32>)
      -> (nchw tensor<1x4x8x8xf32>) {
    %1 = row.conv %a, %f pad [1, 1, 1, 1]
        : (tensor<1x8x8x3xf32>, tensor<4x3x3x3xf32>) -> tensor<1x8x8x4xf32>
    row.yield %1 : tensor<1x8x8x4xf32>
  }
  return %y : tensor<1x4x8x8xf32>
}
"""

FOLDS = """\
func.func @main() -> i32 {
  %one = arith.constant 1 : i32
  %two = arith.addi %one, %one : i32
  return %two : i32
}
"""


def test_prints_passes_in_order_with_all_options():
    pipeline = lrcnn.Pipeline()
    pipeline.add("lrcnn-plan", strategy="overlap", rows=4, plan_file="a b.json")
    pipeline.add("canonicalize", top_down=False, disable_patterns=["a", "b"])
    text = str(pipeline)
    assert text.startswith("builtin.module(func.func(lrcnn-plan{")
    assert text.index("lrcnn-plan") < text.index("canonicalize")
    for option in ["rows=4", "strategy=overlap", "top-down=false"]:
        assert option in text
    assert "disable-patterns={a,b}" in text
    assert "plan-file={a b.json}" in text


def test_runs_on_text():
    result = lrcnn.Pipeline().add("canonicalize").run(FOLDS)
    assert "arith.constant 2 : i32" in result
    assert "arith.addi" not in result


def test_runs_on_a_path(tmp_path):
    path = tmp_path / "module.mlir"
    path.write_text(FOLDS)
    pipeline = lrcnn.Pipeline().add("canonicalize")
    assert pipeline.run(path) == pipeline.run(str(path)) == pipeline.run(FOLDS)


def test_an_empty_pipeline_prints_the_module():
    assert "arith.addi" in lrcnn.Pipeline().run(FOLDS)


def test_what_one_run_prints_the_next_one_reads():
    differentiated = lrcnn.Pipeline().add("lrcnn-differentiate").run(CHAIN)
    planning = lrcnn.Pipeline().add("lrcnn-plan", strategy="overlap", rows=4)
    planned = planning.run(differentiated)
    assert "#row.plan" in planned
    tiled = lrcnn.Pipeline().add("lrcnn-tile").run(planned)
    assert "row.program" in tiled


def test_runs_in_several_threads():
    pipeline = lrcnn.Pipeline().add("canonicalize")
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        results = list(pool.map(pipeline.run, [FOLDS] * 16))
    assert len(set(results)) == 1


def test_refuses_a_pass_that_does_not_exist():
    with pytest.raises(lrcnn.Error, match="expected a pass or a pipeline, got 'lrcnn-fly'"):
        lrcnn.Pipeline().add("lrcnn-fly")


def test_refuses_an_option_that_does_not_exist():
    with pytest.raises(lrcnn.Error, match="no such option wings"):
        lrcnn.Pipeline().add("lrcnn-plan", wings=2)


def test_a_syntax_error_carries_its_place():
    with pytest.raises(lrcnn.CompileError) as caught:
        lrcnn.Pipeline().run("func.func @main() {\n  %x = nonsense\n}")
    assert caught.value.location == "module:2:8"
    assert "nonsense" in caught.value.message
    assert str(caught.value).startswith("module:2:8: error: ")


def test_a_failing_pass_carries_place_and_text(tmp_path):
    path = tmp_path / "chain.mlir"
    path.write_text(CHAIN)
    with pytest.raises(lrcnn.CompileError) as caught:
        pipeline = lrcnn.Pipeline().add("lrcnn-differentiate")
        pipeline.add("lrcnn-plan", strategy="overlap", rows=9).run(path)
    assert "expected 1 to 8 rows (tiles)" in caught.value.message
    assert caught.value.location == f"{path}:2:8"
    assert isinstance(caught.value, lrcnn.Error)


def test_an_error_carries_its_notes():
    with pytest.raises(lrcnn.CompileError) as caught:
        lrcnn.Pipeline().run("func.func @main() {\n  nothing.here\n}")
    (note,) = caught.value.notes
    assert note.startswith("Available dialects: ")
    assert "\n  module:2:3: note: Available" in str(caught.value)


def test_refuses_a_file_that_cannot_be_read(tmp_path):
    missing = tmp_path / "missing.mlir"
    with pytest.raises(lrcnn.Error, match="cannot read module .*missing.mlir"):
        lrcnn.Pipeline().run(missing)
    binary = tmp_path / "binary.mlir"
    binary.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(lrcnn.Error, match="expected the text of a module"):
        lrcnn.Pipeline().run(binary)
