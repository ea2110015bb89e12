//===- Convolutions.cpp - Computing convolutions and their gradients ------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A convolution gathers what its windows cover, a transposed one scatters; each
// is the other's data gradient.
//
//===----------------------------------------------------------------------===//

#include "Models.h"
#include "WindowShape.h"

using namespace mlir;
using namespace lrcnn::interpret;
using namespace lrcnn::row;

namespace {
/// A convolution from `wide` to `narrow`.
struct Convolution {
  template <typename OpT>
  Convolution(OpT op, Value wide, Value filter, Value narrow)
      : shape(wide.getType(), narrow.getType(),
              cast<RankedTensorType>(filter.getType()).getShape().slice(1, 2),
              op.getStride(), op.getDilation(), op.getPad()),
        channels(cast<RankedTensorType>(filter.getType()), op.getGroups()) {}

  int64_t getTap(int64_t f, int64_t ky, int64_t kx) const {
    return ((f * shape.kernel[0] + ky) * shape.kernel[1] + kx) *
           channels.channels;
  }

  void gather(const LayerCall &call, const double *filter) const;
  void scatter(const LayerCall &call, const double *filter) const;
  void sumFilter(const LayerCall &call, Operand &wide, Operand &narrow,
                 int64_t image, int64_t row, int64_t ky, int64_t y) const;

  WindowShape shape;
  ConvChannels channels;
};
} // namespace

static void addBias(const LayerCall &call, Value bias, Operand &operand) {
  int64_t channels = cast<RankedTensorType>(bias.getType()).getDimSize(0);
  const double *values = operand.getParameter();
  call.forEachRow([&](int64_t image, int64_t row) {
    double *out = call.result.getOwnRow(image, row);
    for (int64_t i = 0; i < call.result.getRowSize(); ++i)
      out[i] += values[i % channels];
  });
}

/// Adds the rows of `narrow` that operand 0, `wide`, gives.
void Convolution::gather(const LayerCall &call, const double *filter) const {
  call.forEachRow([&](int64_t image, int64_t y) {
    double *out = call.result.getOwnRow(image, y);
    shape.forEachRow(y, [&](int64_t ky, int64_t row) {
      if (!call.operands[0]->takesPart(row))
        return;
      const double *in = call.operands[0]->getRow(image, row);
      for (int64_t x = 0; x < shape.output[2]; ++x)
        shape.forEachColumn(x, [&](int64_t kx, int64_t column) {
          const double *pixel = in + column * shape.getChannels();
          for (int64_t f = 0; f < channels.filters; ++f) {
            const double *tap = filter + getTap(f, ky, kx);
            const double *group = pixel + channels.getFirst(f);
            double sum = 0.0;
            for (int64_t c = 0; c < channels.channels; ++c)
              sum += group[c] * tap[c];
            out[x * channels.filters + f] += sum;
          }
        });
    });
  });
}

/// Adds the rows of `wide` that operand 0, `narrow`, gives.
void Convolution::scatter(const LayerCall &call, const double *filter) const {
  call.forEachRow([&](int64_t image, int64_t row) {
    double *out = call.result.getOwnRow(image, row);
    shape.forEachReader(row, [&](int64_t ky, int64_t y) {
      if (!call.operands[0]->takesPart(y))
        return;
      const double *in = call.operands[0]->getRow(image, y);
      for (int64_t x = 0; x < shape.output[2]; ++x)
        shape.forEachColumn(x, [&](int64_t kx, int64_t column) {
          double *pixel = out + column * shape.getChannels();
          for (int64_t f = 0; f < channels.filters; ++f) {
            const double *tap = filter + getTap(f, ky, kx);
            double *group = pixel + channels.getFirst(f);
            double factor = in[x * channels.filters + f];
            for (int64_t c = 0; c < channels.channels; ++c)
              group[c] += factor * tap[c];
          }
        });
    });
  });
}

/// Adds what row `row` of `wide` and row `y` of `narrow`, which meet at row
/// `ky` of the filter, give to its gradient.
void Convolution::sumFilter(const LayerCall &call, Operand &wide,
                            Operand &narrow, int64_t image, int64_t row,
                            int64_t ky, int64_t y) const {
  double *out = call.result.getValues().data();
  const double *in = wide.getRow(image, row);
  const double *gradient = narrow.getRow(image, y);
  for (int64_t x = 0; x < shape.output[2]; ++x)
    shape.forEachColumn(x, [&](int64_t kx, int64_t column) {
      const double *pixel = in + column * shape.getChannels();
      for (int64_t f = 0; f < channels.filters; ++f) {
        double *tap = out + getTap(f, ky, kx);
        const double *group = pixel + channels.getFirst(f);
        double factor = gradient[x * channels.filters + f];
        for (int64_t c = 0; c < channels.channels; ++c)
          tap[c] += factor * group[c];
      }
    });
}

//===----------------------------------------------------------------------===//
// Layers
//===----------------------------------------------------------------------===//

static void evaluate(ConvOp op, const LayerCall &call) {
  if (op.getBias())
    addBias(call, op.getBias(), *call.operands[2]);
  Convolution(op, op.getInput(), op.getFilter(), op.getResult())
      .gather(call, call.operands[1]->getParameter());
}

static void evaluate(ConvDataGradOp op, const LayerCall &call) {
  Convolution(op, op.getResult(), op.getFilter(), op.getResultGradient())
      .scatter(call, call.operands[1]->getParameter());
}

static void evaluate(ConvFilterGradOp op, const LayerCall &call) {
  Convolution conv(op, op.getInput(), op.getResult(), op.getResultGradient());
  Operand &wide = *call.operands[0], &narrow = *call.operands[1];
  call.forEachRow([&](int64_t image, int64_t y) {
    if (narrow.takesPart(y))
      conv.shape.forEachRow(y, [&](int64_t ky, int64_t row) {
        conv.sumFilter(call, wide, narrow, image, row, ky, y);
      });
  });
}

static void evaluate(ConvTransposeOp op, const LayerCall &call) {
  if (op.getBias())
    addBias(call, op.getBias(), *call.operands[2]);
  Convolution(op, op.getResult(), op.getFilter(), op.getInput())
      .scatter(call, call.operands[1]->getParameter());
}

static void evaluate(ConvTransposeDataGradOp op, const LayerCall &call) {
  Convolution(op, op.getResultGradient(), op.getFilter(), op.getResult())
      .gather(call, call.operands[1]->getParameter());
}

static void evaluate(ConvTransposeFilterGradOp op, const LayerCall &call) {
  Convolution conv(op, op.getResultGradient(), op.getResult(), op.getInput());
  Operand &narrow = *call.operands[0], &wide = *call.operands[1];
  call.forEachRow([&](int64_t image, int64_t row) {
    if (wide.takesPart(row))
      conv.shape.forEachReader(row, [&](int64_t ky, int64_t y) {
        conv.sumFilter(call, wide, narrow, image, row, ky, y);
      });
  });
}

void lrcnn::interpret::attachConvolutions(MLIRContext &context) {
  attachEvaluation<ConvOp, evaluate>(context);
  attachEvaluation<ConvDataGradOp, evaluate>(context);
  attachEvaluation<ConvFilterGradOp, evaluate>(context);
  attachEvaluation<ConvTransposeOp, evaluate>(context);
  attachEvaluation<ConvTransposeDataGradOp, evaluate>(context);
  attachEvaluation<ConvTransposeFilterGradOp, evaluate>(context);
}
