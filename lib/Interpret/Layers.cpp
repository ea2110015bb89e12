//===- Layers.cpp - Computing forward layers ------------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Models.h"
#include "WindowShape.h"
#include <cmath>
#include <limits>

using namespace mlir;
using namespace lrcnn::interpret;
using namespace lrcnn::row;

static void evaluate(MaxPoolOp op, const LayerCall &call) {
  WindowShape shape(op.getInput().getType(), op.getType(), op.getKernel(),
                    op.getStride(), op.getDilation(), op.getPad());
  int64_t channels = shape.getChannels();
  call.forEachRow([&](int64_t image, int64_t y) {
    double *out = call.result.getOwnRow(image, y);
    std::fill_n(out, call.result.getRowSize(),
                -std::numeric_limits<double>::infinity());
    shape.forEachRow(y, [&](int64_t, int64_t row) {
      const double *in = call.operands[0]->getRow(image, row);
      for (int64_t x = 0; x < shape.output[2]; ++x)
        shape.forEachColumn(x, [&](int64_t, int64_t column) {
          for (int64_t c = 0; c < channels; ++c) {
            double value = in[column * channels + c];
            double &best = out[x * channels + c];
            if (value > best || std::isnan(value))
              best = value;
          }
        });
    });
  });
}

static void evaluate(AvgPoolOp op, const LayerCall &call) {
  static constexpr int64_t noDilation[] = {1, 1};
  WindowShape shape(op.getInput().getType(), op.getType(), op.getKernel(),
                    op.getStride(), noDilation, op.getPad());
  int64_t channels = shape.getChannels();
  call.forEachRow([&](int64_t image, int64_t y) {
    double *out = call.result.getOwnRow(image, y);
    int64_t rowsInside = 0;
    shape.forEachRow(y, [&](int64_t, int64_t row) {
      ++rowsInside;
      const double *in = call.operands[0]->getRow(image, row);
      for (int64_t x = 0; x < shape.output[2]; ++x)
        shape.forEachColumn(x, [&](int64_t, int64_t column) {
          for (int64_t c = 0; c < channels; ++c)
            out[x * channels + c] += in[column * channels + c];
        });
    });
    for (int64_t x = 0; x < shape.output[2]; ++x) {
      double divisor = shape.getDivisor(rowsInside, x, op.getExcludePad());
      for (int64_t c = 0; c < channels; ++c)
        out[x * channels + c] /= divisor;
    }
  });
}

static void evaluate(ConcatOp op, const LayerCall &call) {
  ArrayRef<int64_t> shape = op.getType().getShape();
  call.forEachRow([&](int64_t image, int64_t y) {
    double *out = call.result.getOwnRow(image, y);
    for (auto [value, operand] :
         llvm::zip_equal(op.getInputs(), call.operands)) {
      int64_t channels = cast<RankedTensorType>(value.getType()).getDimSize(3);
      const double *in = operand->getRow(image, y);
      for (int64_t x = 0; x < shape[2]; ++x)
        std::copy_n(in + x * channels, channels, out + x * shape[3]);
      out += channels;
    }
  });
}

/// A layer that is known by its tables, or the gradient of one.
static void evaluateResampling(ResamplingOpInterface op,
                               const LayerCall &call) {
  auto table = [&](unsigned axis) {
    lrcnn::plan::Resampling resampling = op.getResampling(axis);
    return isa<GradientOpInterface>(op.getOperation())
               ? resampling.getTransposedTable()
               : resampling.getTable();
  };
  lrcnn::plan::TapTable rows = table(0), columns = table(1);
  auto type = cast<RankedTensorType>(op->getResult(0).getType());
  int64_t channels = type.getDimSize(3);
  call.forEachRow([&](int64_t image, int64_t y) {
    double *out = call.result.getOwnRow(image, y);
    for (lrcnn::plan::Tap row : rows[y]) {
      if (!call.operands[0]->takesPart(row.position))
        continue;
      const double *in = call.operands[0]->getRow(image, row.position);
      for (int64_t x = 0; x < type.getDimSize(2); ++x)
        for (lrcnn::plan::Tap column : columns[x])
          for (int64_t c = 0; c < channels; ++c)
            out[x * channels + c] +=
                row.weight * column.weight * in[column.position * channels + c];
    }
  });
}

namespace {
template <typename OpT>
struct ResamplingModel
    : EvaluateOpInterface::ExternalModel<ResamplingModel<OpT>, OpT> {
  void evaluate(Operation *op, const LayerCall &call) const {
    evaluateResampling(cast<ResamplingOpInterface>(op), call);
  }
};
} // namespace

void lrcnn::interpret::attachForwardLayers(MLIRContext &context) {
  attachEvaluation<MaxPoolOp, evaluate>(context);
  attachEvaluation<AvgPoolOp, evaluate>(context);
  attachEvaluation<ConcatOp, evaluate>(context);
  ResizeOp::attachInterface<ResamplingModel<ResizeOp>>(context);
  PadOp::attachInterface<ResamplingModel<PadOp>>(context);
  ResizeGradOp::attachInterface<ResamplingModel<ResizeGradOp>>(context);
  PadGradOp::attachInterface<ResamplingModel<PadGradOp>>(context);
}
