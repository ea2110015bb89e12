//===- GradientLayers.cpp - Computing gradient layers ---------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Models.h"
#include "WindowShape.h"
#include <cmath>

using namespace mlir;
using namespace lrcnn::interpret;
using namespace lrcnn::row;

static void evaluate(BiasGradOp op, const LayerCall &call) {
  ArrayRef<int64_t> shape = op.getResultGradient().getType().getShape();
  double *out = call.result.getValues().data();
  call.forEachRow([&](int64_t image, int64_t y) {
    const double *gradient = call.operands[0]->getRow(image, y);
    for (int64_t x = 0; x < shape[2]; ++x)
      for (int64_t c = 0; c < shape[3]; ++c)
        out[c] += gradient[x * shape[3] + c];
  });
}

/// Sums dy * x over a row's columns into `out`.
static void sumProducts(const LayerCall &call, ArrayRef<int64_t> shape,
                        int64_t image, int64_t row, double *out) {
  const double *input = call.operands[0]->getRow(image, row);
  const double *gradient = call.operands[1]->getRow(image, row);
  for (int64_t i = 0; i < shape[2] * shape[3]; ++i)
    out[i % shape[3]] += gradient[i] * input[i];
}

static void evaluate(ScaleGradOp op, const LayerCall &call) {
  ArrayRef<int64_t> shape = op.getInput().getType().getShape();
  call.forEachRow([&](int64_t image, int64_t row) {
    sumProducts(call, shape, image, row, call.result.getValues().data());
  });
}

static void evaluate(MulPixelGradOp op, const LayerCall &call) {
  ArrayRef<int64_t> shape = op.getInput().getType().getShape();
  call.forEachRow([&](int64_t image, int64_t pixel) {
    for (int64_t row = 0; row < shape[1]; ++row)
      if (call.operands[1]->takesPart(row))
        sumProducts(call, shape, image, row,
                    call.result.getOwnRow(image, pixel));
  });
}

static void evaluate(MaxPoolGradOp op, const LayerCall &call) {
  WindowShape shape(op.getType(), op.getResultGradient().getType(),
                    op.getKernel(), op.getStride(), op.getDilation(),
                    op.getPad());
  int64_t channels = shape.getChannels();
  int64_t size = shape.output[2] * channels;
  std::vector<double> best(size);
  std::vector<int64_t> bestRow(size), bestColumn(size);

  auto findMaxima = [&](int64_t image, int64_t y) {
    bestRow.assign(size, -1);
    shape.forEachRow(y, [&](int64_t, int64_t row) {
      const double *in = call.operands[0]->getRow(image, row);
      for (int64_t x = 0; x < shape.output[2]; ++x)
        shape.forEachColumn(x, [&](int64_t, int64_t column) {
          for (int64_t c = 0; c < channels; ++c) {
            double value = in[column * channels + c];
            int64_t i = x * channels + c;
            if (bestRow[i] >= 0 && !(value > best[i]) &&
                !(std::isnan(value) && !std::isnan(best[i])))
              continue;
            best[i] = value;
            bestRow[i] = row;
            bestColumn[i] = column;
          }
        });
    });
  };

  for (int64_t image = 0; image < call.images; ++image)
    for (int64_t y = 0; y < shape.output[1]; ++y) {
      bool reaches = false;
      shape.forEachRow(y, [&](int64_t, int64_t row) {
        reaches |= call.rows.begin <= row && row < call.rows.end;
      });
      if (!reaches || !call.operands[1]->takesPart(y))
        continue;
      findMaxima(image, y);
      const double *gradient = call.operands[1]->getRow(image, y);
      for (int64_t i = 0; i < size; ++i)
        if (call.rows.begin <= bestRow[i] && bestRow[i] < call.rows.end)
          call.result.getOwnRow(
              image, bestRow[i])[bestColumn[i] * channels + i % channels] +=
              gradient[i];
    }
}

static void evaluate(AvgPoolGradOp op, const LayerCall &call) {
  static constexpr int64_t noDilation[] = {1, 1};
  WindowShape shape(op.getType(), op.getResultGradient().getType(),
                    op.getKernel(), op.getStride(), noDilation, op.getPad());
  int64_t channels = shape.getChannels();
  call.forEachRow([&](int64_t image, int64_t row) {
    double *out = call.result.getOwnRow(image, row);
    shape.forEachReader(row, [&](int64_t, int64_t y) {
      const double *gradient = call.operands[0]->getRow(image, y);
      int64_t rowsInside = 0;
      shape.forEachRow(y, [&](int64_t, int64_t) { ++rowsInside; });
      for (int64_t x = 0; x < shape.output[2]; ++x) {
        double divisor = shape.getDivisor(rowsInside, x, op.getExcludePad());
        shape.forEachColumn(x, [&](int64_t, int64_t column) {
          for (int64_t c = 0; c < channels; ++c)
            out[column * channels + c] += gradient[x * channels + c] / divisor;
        });
      }
    });
  });
}

static void evaluate(ConcatGradOp op, const LayerCall &call) {
  int64_t from = op.getResultGradient().getType().getDimSize(3);
  int64_t to = op.getType().getDimSize(3);
  call.forEachRow([&](int64_t image, int64_t row) {
    const double *gradient =
        call.operands[0]->getRow(image, row) + op.getOffset();
    double *out = call.result.getOwnRow(image, row);
    for (int64_t x = 0; x < op.getType().getDimSize(2); ++x)
      std::copy_n(gradient + x * from, to, out + x * to);
  });
}

void lrcnn::interpret::attachGradientLayers(MLIRContext &context) {
  attachEvaluation<BiasGradOp, evaluate>(context);
  attachEvaluation<ScaleGradOp, evaluate>(context);
  attachEvaluation<MulPixelGradOp, evaluate>(context);
  attachEvaluation<MaxPoolGradOp, evaluate>(context);
  attachEvaluation<AvgPoolGradOp, evaluate>(context);
  attachEvaluation<ConcatGradOp, evaluate>(context);
}
