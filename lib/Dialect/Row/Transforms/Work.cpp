//===- Work.cpp - Arithmetic that a program does --------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Dialect/Row/Transforms/Work.h"

using namespace mlir;
using namespace lrcnn::row;

int64_t lrcnn::row::getMultiplyAdds(KernelOp kernel, bool whole) {
  int64_t sum = 0;
  auto loop = kernel->getParentOfType<TilesOp>();
  for (Operation &op : kernel.getBodyBlock()->without_terminator()) {
    auto geometry = dyn_cast<GeometryOpInterface>(op);
    if (!geometry || geometry.getMacsPerRow() == 0)
      continue;
    // A gradient layer's arithmetic goes with the rows of the incoming
    // gradient.
    Value counted = op.getResult(0);
    RowsAttr table = kernel.getRows();
    if (auto gradient = dyn_cast<GradientOpInterface>(op)) {
      counted = op.getOperand(gradient.getResultGradientOperand());
      if (kernel.getLimitAttr())
        table = kernel.getLimitAttr();
    }
    auto shape = cast<RankedTensorType>(counted.getType());
    int64_t rows = 0;
    // A tile without rows does nothing, whatever the limit.
    for (int64_t tile = 0; tile < table.size(); ++tile)
      if (kernel.getRows().begin(tile) < kernel.getRows().end(tile))
        rows += table.end(tile) - table.begin(tile);
    if (whole || !loop)
      rows = shape.getDimSize(1);
    sum += rows * shape.getDimSize(0) * geometry.getMacsPerRow();
  }
  return sum;
}

double lrcnn::row::getWork(ProgramOp program) {
  int64_t executed = 0, least = 0;
  auto count = [&](EntryKind kind) {
    EntryOp entry = program.getEntry(kind);
    if (!entry)
      return;
    entry.walk([&](KernelOp kernel) {
      executed += getMultiplyAdds(kernel);
      // In the backward pass a layer of the forward pass is done again.
      bool again = kind == EntryKind::backward &&
                   llvm::none_of(*kernel.getBodyBlock(), [](Operation &op) {
                     return isa<GradientOpInterface>(op);
                   });
      if (!again)
        least += getMultiplyAdds(kernel, /*whole=*/true);
    });
  };
  count(EntryKind::forward);
  count(EntryKind::backward);
  return least == 0 ? 1.0 : static_cast<double>(executed) / least;
}
