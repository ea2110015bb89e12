//===- MatchConv.cpp - Kernels of convolutions ----------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Matching.h"

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::kernel;
using namespace lrcnn::row;

/// The static part of a convolution layer or one of its gradients.
template <typename OpT>
static ConvSpec makeSpec(OpT op, Value input, Value filter, Value output) {
  auto inputType = cast<RankedTensorType>(input.getType());
  auto filterType = cast<RankedTensorType>(filter.getType());
  auto outputType = cast<RankedTensorType>(output.getType());
  ConvSpec spec;
  spec.type = kernel::getElementType(input);
  spec.inChannels = inputType.getDimSize(3);
  spec.outChannels = outputType.getDimSize(3);
  spec.groups = op.getGroups();
  spec.inHeight = inputType.getDimSize(1);
  spec.inWidth = inputType.getDimSize(2);
  spec.outHeight = outputType.getDimSize(1);
  spec.outWidth = outputType.getDimSize(2);
  for (unsigned dim = 0; dim < 2; ++dim) {
    spec.kernel[dim] = filterType.getDimSize(dim + 1);
    spec.stride[dim] = op.getStride()[dim];
    spec.dilation[dim] = op.getDilation()[dim];
  }
  spec.padTop = op.getPad()[0];
  spec.padLeft = op.getPad()[2];
  return spec;
}

static ConvSpec getConvSpec(ConvOp conv) {
  return makeSpec(conv, conv.getInput(), conv.getFilter(), conv.getResult());
}

static ConvSpec getConvSpec(ConvDataGradOp gradient) {
  return makeSpec(gradient, gradient.getResult(), gradient.getFilter(),
                  gradient.getResultGradient());
}

static ConvSpec getConvSpec(ConvFilterGradOp gradient) {
  return makeSpec(gradient, gradient.getInput(), gradient.getResult(),
                  gradient.getResultGradient());
}

static ConvSpec getConvSpec(ConvTransposeOp conv) {
  return makeSpec(conv, conv.getResult(), conv.getFilter(), conv.getInput());
}

static ConvSpec getConvSpec(ConvTransposeDataGradOp gradient) {
  return makeSpec(gradient, gradient.getResultGradient(), gradient.getFilter(),
                  gradient.getResult());
}

static ConvSpec getConvSpec(ConvTransposeFilterGradOp gradient) {
  return makeSpec(gradient, gradient.getResultGradient(), gradient.getResult(),
                  gradient.getInput());
}

/// The kernel of a layer with a packed filter.
static KernelCall matchConvolution(KernelOp kernel, Operation *op,
                                   ConvSpec spec, kernel::ConvPass pass) {
  Epilogue epilogue = getEpilogue(kernel, op);
  spec.epilogue = epilogue.body;
  Value source = getStorage(kernel, op->getOperand(0));
  Value filter = getStorage(kernel, op->getOperand(1));
  // A layer's bias, or the activation of a gradient's epilogue.
  Value third = epilogue.activation;
  if (op->getNumOperands() > 2) {
    spec.bias = true;
    third = getStorage(kernel, op->getOperand(2));
  }
  bool isForward = pass == kernel::ConvPass::Forward;
  Value result = kernel.getOut();
  spec.stridedInput = getLayout(isForward ? source : result).strided;
  spec.stridedOutput = getLayout(isForward ? result : source).strided;
  return makeCall(isForward ? ConvSpec::forward : ConvSpec::dataGradient, spec,
                  {source, filter, third, result});
}

/// The kernel of the gradient of a filter, from the layer's input and dy.
static KernelCall matchFilterGradient(KernelOp kernel, Operation *op,
                                      ConvSpec spec) {
  Value input = getStorage(kernel, op->getOperand(0));
  Value output = getStorage(kernel, op->getOperand(1));
  if (spec.transposed)
    std::swap(input, output);
  spec.stridedInput = getLayout(input).strided;
  spec.stridedOutput = getLayout(output).strided;
  return makeCall(ConvSpec::weightGradient, spec,
                  {input, output, kernel.getOut()});
}

//===----------------------------------------------------------------------===//
// Models
//===----------------------------------------------------------------------===//

namespace {
/// A layer with a packed filter. `pass` is the kernel that runs it: a
/// transposed convolution and its data gradient change places.
template <typename OpT, kernel::ConvPass pass, bool transposed>
struct ConvModel
    : MatchOpInterface::ExternalModel<ConvModel<OpT, pass, transposed>, OpT> {
  std::vector<KernelCall> match(Operation *op, KernelOp kernel) const {
    ConvSpec spec = getConvSpec(cast<OpT>(op));
    spec.transposed = transposed;
    return {matchConvolution(kernel, op, std::move(spec), pass)};
  }
  std::optional<KernelCall> matchFilterPacking(Operation *op) const {
    bool isForward = pass == kernel::ConvPass::Forward;
    return makeCall(isForward ? ConvSpec::packForward
                              : ConvSpec::packDataGradient,
                    getConvSpec(cast<OpT>(op)), {});
  }
};

template <typename OpT, bool transposed>
struct FilterGradientModel
    : MatchOpInterface::ExternalModel<FilterGradientModel<OpT, transposed>,
                                      OpT> {
  std::vector<KernelCall> match(Operation *op, KernelOp kernel) const {
    ConvSpec spec = getConvSpec(cast<OpT>(op));
    spec.transposed = transposed;
    return {matchFilterGradient(kernel, op, std::move(spec))};
  }
  std::optional<KernelCall> matchUnpacking(Operation *op) const {
    return makeCall(ConvSpec::unpackWeightGradient, getConvSpec(cast<OpT>(op)),
                    {});
  }
};
} // namespace

template <typename OpT, kernel::ConvPass pass, bool transposed>
static void attachConvolution(MLIRContext &context) {
  OpT::template attachInterface<ConvModel<OpT, pass, transposed>>(context);
}

template <typename OpT, bool transposed>
static void attachFilterGradient(MLIRContext &context) {
  OpT::template attachInterface<FilterGradientModel<OpT, transposed>>(context);
}

void lrcnn::kernel::attachConvolutions(MLIRContext &context) {
  constexpr kernel::ConvPass forward = kernel::ConvPass::Forward,
                             data = kernel::ConvPass::DataGradient;
  attachConvolution<ConvOp, forward, false>(context);
  attachConvolution<ConvDataGradOp, data, false>(context);
  attachConvolution<ConvTransposeOp, data, true>(context);
  attachConvolution<ConvTransposeDataGradOp, forward, true>(context);
  attachFilterGradient<ConvFilterGradOp, false>(context);
  attachFilterGradient<ConvTransposeFilterGradOp, true>(context);
}
