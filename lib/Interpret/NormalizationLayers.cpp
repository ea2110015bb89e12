//===- NormalizationLayers.cpp - Computing folds and what they give -------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Models.h"
#include <cmath>

using namespace mlir;
using namespace lrcnn::interpret;
using namespace lrcnn::row;

/// The result's row for `image`: one for each, or one for all.
static double *getFoldedRow(const LayerCall &call, Value result,
                            int64_t image) {
  auto type = cast<RankedTensorType>(result.getType());
  return call.result.getOwnRow(type.getDimSize(0) > 1 ? image : 0, 0);
}

/// Row 0 of an operand that has one row, for each image or for all.
static const double *getSpreadRow(Operand &operand, Value value,
                                  int64_t image) {
  auto type = cast<RankedTensorType>(value.getType());
  return operand.getSpreadRow(type.getDimSize(0) > 1 ? image : 0);
}

static void evaluate(GlobalAvgPoolOp op, const LayerCall &call) {
  ArrayRef<int64_t> shape = op.getInput().getType().getShape();
  double share = 1.0 / (shape[1] * shape[2]);
  call.forEachRow([&](int64_t image, int64_t row) {
    const double *in = call.operands[0]->getRow(image, row);
    double *out = getFoldedRow(call, op.getResult(), image);
    for (int64_t i = 0; i < shape[2] * shape[3]; ++i)
      out[i % shape[3]] += in[i] * share;
  });
}

/// The statistics of the rows that the call folds: first means, then squared
/// distances from them.
static void evaluate(StatisticsOp op, const LayerCall &call) {
  ArrayRef<int64_t> shape = op.getInput().getType().getShape();
  int64_t channels = shape[3];
  int64_t groups = op.getGroups().value_or(channels);
  int64_t groupSize = channels / groups;
  double count = call.rows.size() * shape[2] * groupSize;
  if (!op.getGroups())
    count *= call.images;
  if (count == 0)
    return;
  for (int64_t column = 0; column < 2; ++column) {
    call.forEachRow([&](int64_t image, int64_t row) {
      const double *in = call.operands[0]->getRow(image, row);
      double *out = getFoldedRow(call, op.getResult(), image);
      for (int64_t i = 0; i < shape[2] * channels; ++i) {
        int64_t first = i % channels / groupSize * groupSize;
        double distance = in[i] - out[first];
        out[column * channels + first] +=
            (column == 0 ? in[i] : distance * distance) / count;
      }
    });
    // Every channel of a group has what its first one has.
    int64_t images = op.getType().getDimSize(0) > 1 ? call.images : 1;
    for (int64_t image = 0; image < images; ++image) {
      double *out = call.result.getOwnRow(image, 0) + column * channels;
      for (int64_t c = 0; c < channels; ++c)
        out[c] = out[c / groupSize * groupSize];
    }
  }
}

static void evaluate(NormalizeSumsOp op, const LayerCall &call) {
  ArrayRef<int64_t> shape = op.getInput().getType().getShape();
  int64_t channels = shape[3];
  double eps = op.getEps().convertToDouble();
  call.forEachRow([&](int64_t image, int64_t row) {
    const double *in = call.operands[0]->getRow(image, row);
    bool isVectors = op.getStatistics().size() == 2;
    const double *mean = isVectors ? call.operands[1]->getParameter()
                                   : getSpreadRow(*call.operands[1],
                                                  op.getStatistics()[0], image);
    const double *variance =
        isVectors ? call.operands[2]->getParameter() : mean + channels;
    const double *gradient = call.operands.back()->getRow(image, row);
    double *out = getFoldedRow(call, op.getResult(), image);
    for (int64_t i = 0; i < shape[2] * channels; ++i) {
      int64_t c = i % channels;
      out[c] += gradient[i];
      out[channels + c] +=
          gradient[i] * (in[i] - mean[c]) / std::sqrt(variance[c] + eps);
    }
  });
}

static void evaluate(NormalizeStatisticsGradOp op, const LayerCall &call) {
  RankedTensorType sums = op.getSums().getType();
  int64_t channels = sums.getDimSize(3);
  int64_t groupSize = channels / op.getGroups().value_or(channels);
  double eps = op.getEps().convertToDouble();
  const double *scale =
      op.getScale() ? call.operands[2]->getParameter() : nullptr;
  for (int64_t image = 0; image < sums.getDimSize(0); ++image) {
    const double *in = call.operands[0]->getRow(image, 0);
    const double *statistics =
        getSpreadRow(*call.operands[1], op.getStatistics(), image);
    double *out = getFoldedRow(call, op.getResult(), image);
    for (int64_t c = 0; c < channels; ++c) {
      double variance = statistics[channels + c] + eps;
      double factor = scale ? scale[c] : 1.0;
      int64_t first = c / groupSize * groupSize;
      out[first] -= factor * in[c] / std::sqrt(variance);
      out[channels + first] -= factor * in[channels + c] / (2 * variance);
    }
  }
  for (int64_t image = 0; image < op.getType().getDimSize(0); ++image) {
    double *out = call.result.getOwnRow(image, 0);
    for (int64_t i = 0; i < 2 * channels; ++i)
      out[i] = out[i / groupSize * groupSize];
  }
}

static void evaluate(CountStepsOp op, const LayerCall &call) {
  call.result.getValues()[0] = call.operands[0]->getParameter()[0] + 1.0;
}

template <typename OpT>
static void evaluateRunning(OpT op, double factor, const double *value,
                            const LayerCall &call) {
  const double *running = call.operands[0]->getParameter();
  double weight = op.getSteps() ? 1.0 / call.operands[2]->getParameter()[0]
                                : op.getMomentum()->convertToDouble();
  for (int64_t c = 0; c < call.result.getRowSize(); ++c)
    call.result.getValues()[c] =
        running[c] + weight * (factor * value[c] - running[c]);
}

static void evaluate(RunningMeanOp op, const LayerCall &call) {
  evaluateRunning(op, 1.0, call.operands[1]->getRow(0, 0), call);
}

static void evaluate(RunningVarianceOp op, const LayerCall &call) {
  double count = static_cast<int64_t>(op.getCount());
  evaluateRunning(op, count / (count - 1),
                  call.operands[1]->getRow(0, 0) + call.result.getRowSize(),
                  call);
}

/// Sums column `column` of the operand, which has `sums`, over the images.
static void sumColumn(RankedTensorType sums, int64_t column,
                      const LayerCall &call) {
  int64_t channels = sums.getDimSize(3);
  for (int64_t image = 0; image < sums.getDimSize(0); ++image) {
    const double *in = call.operands[0]->getRow(image, 0) + column * channels;
    for (int64_t c = 0; c < channels; ++c)
      call.result.getValues()[c] += in[c];
  }
}

static void evaluate(NormalizeScaleGradOp op, const LayerCall &call) {
  sumColumn(op.getSums().getType(), 1, call);
}

static void evaluate(NormalizeShiftGradOp op, const LayerCall &call) {
  sumColumn(op.getSums().getType(), 0, call);
}

//===----------------------------------------------------------------------===//
// Normalization over channels
//===----------------------------------------------------------------------===//

namespace {
/// The mean of a pixel's channels, and one over their deviation.
struct PixelStatistics {
  PixelStatistics(ArrayRef<double> pixel, const APFloat &eps) {
    for (double value : pixel)
      mean += value / pixel.size();
    double variance = 0;
    for (double value : pixel)
      variance += (value - mean) * (value - mean) / pixel.size();
    factor = 1.0 / std::sqrt(variance + eps.convertToDouble());
  }
  double normalize(double value) const { return (value - mean) * factor; }

  double mean = 0, factor = 0;
};
} // namespace

static void evaluate(LayerNormOp op, const LayerCall &call) {
  ArrayRef<int64_t> shape = op.getType().getShape();
  size_t channels = shape[3];
  const double *scale =
      op.getScale() ? call.operands[1]->getParameter() : nullptr;
  const double *shift =
      op.getShift() ? call.operands.back()->getParameter() : nullptr;
  call.forEachRow([&](int64_t image, int64_t row) {
    const double *in = call.operands[0]->getRow(image, row);
    double *out = call.result.getOwnRow(image, row);
    for (int64_t x = 0; x < shape[2]; ++x, in += channels, out += channels) {
      PixelStatistics pixel(ArrayRef(in, channels), op.getEps());
      for (size_t c = 0; c < channels; ++c)
        out[c] = pixel.normalize(in[c]) * (scale ? scale[c] : 1.0) +
                 (shift ? shift[c] : 0.0);
    }
  });
}

static void evaluate(LayerNormGradOp op, const LayerCall &call) {
  ArrayRef<int64_t> shape = op.getType().getShape();
  size_t channels = shape[3];
  const double *scale =
      op.getScale() ? call.operands[2]->getParameter() : nullptr;
  call.forEachRow([&](int64_t image, int64_t row) {
    if (!call.operands[1]->takesPart(row))
      return;
    const double *in = call.operands[0]->getRow(image, row);
    const double *gradient = call.operands[1]->getRow(image, row);
    double *out = call.result.getOwnRow(image, row);
    for (int64_t x = 0; x < shape[2]; ++x) {
      PixelStatistics pixel(ArrayRef(in, channels), op.getEps());
      double mean = 0, along = 0;
      for (size_t c = 0; c < channels; ++c) {
        out[c] = gradient[c] * (scale ? scale[c] : 1.0);
        mean += out[c] / channels;
        along += out[c] * pixel.normalize(in[c]) / channels;
      }
      for (size_t c = 0; c < channels; ++c)
        out[c] =
            (out[c] - mean - pixel.normalize(in[c]) * along) * pixel.factor;
      in += channels;
      gradient += channels;
      out += channels;
    }
  });
}

static void evaluate(LayerNormScaleGradOp op, const LayerCall &call) {
  ArrayRef<int64_t> shape = op.getInput().getType().getShape();
  size_t channels = shape[3];
  double *out = call.result.getValues().data();
  call.forEachRow([&](int64_t image, int64_t row) {
    const double *in = call.operands[0]->getRow(image, row);
    const double *gradient = call.operands[1]->getRow(image, row);
    for (int64_t x = 0; x < shape[2]; ++x) {
      PixelStatistics pixel(ArrayRef(in, channels), op.getEps());
      for (size_t c = 0; c < channels; ++c)
        out[c] += gradient[c] * pixel.normalize(in[c]);
      in += channels;
      gradient += channels;
    }
  });
}

void lrcnn::interpret::attachNormalizationLayers(MLIRContext &context) {
  attachEvaluation<GlobalAvgPoolOp, evaluate>(context);
  attachEvaluation<StatisticsOp, evaluate>(context);
  attachEvaluation<NormalizeSumsOp, evaluate>(context);
  attachEvaluation<NormalizeScaleGradOp, evaluate>(context);
  attachEvaluation<NormalizeShiftGradOp, evaluate>(context);
  attachEvaluation<NormalizeStatisticsGradOp, evaluate>(context);
  attachEvaluation<CountStepsOp, evaluate>(context);
  attachEvaluation<RunningMeanOp, evaluate>(context);
  attachEvaluation<RunningVarianceOp, evaluate>(context);
  attachEvaluation<LayerNormOp, evaluate>(context);
  attachEvaluation<LayerNormGradOp, evaluate>(context);
  attachEvaluation<LayerNormScaleGradOp, evaluate>(context);
}
