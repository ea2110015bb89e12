//===- MatchConv.cpp - Kernels of convolutions ----------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Matching.h"
#include "llvm/ADT/TypeSwitch.h"

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

/// The convolution layer or convolution gradient of a kernel, null if none.
static Operation *getConvolution(KernelOp kernel) {
  for (Operation &op : *kernel.getBodyBlock())
    if (isa<ConvOp, ConvDataGradOp, ConvFilterGradOp, ConvTransposeOp,
            ConvTransposeDataGradOp, ConvTransposeFilterGradOp>(op))
      return &op;
  return nullptr;
}

static ConvSpec getConvSpec(Operation *op) {
  return llvm::TypeSwitch<Operation *, ConvSpec>(op)
      .Case([](ConvOp conv) {
        return makeSpec(conv, conv.getInput(), conv.getFilter(),
                        conv.getResult());
      })
      .Case([](ConvDataGradOp gradient) {
        return makeSpec(gradient, gradient.getResult(), gradient.getFilter(),
                        gradient.getResultGradient());
      })
      .Case([](ConvFilterGradOp gradient) {
        return makeSpec(gradient, gradient.getInput(), gradient.getResult(),
                        gradient.getResultGradient());
      })
      .Case([](ConvTransposeOp conv) {
        return makeSpec(conv, conv.getResult(), conv.getFilter(),
                        conv.getInput());
      })
      .Case([](ConvTransposeDataGradOp gradient) {
        return makeSpec(gradient, gradient.getResultGradient(),
                        gradient.getFilter(), gradient.getResult());
      })
      .Case([](ConvTransposeFilterGradOp gradient) {
        return makeSpec(gradient, gradient.getResultGradient(),
                        gradient.getResult(), gradient.getInput());
      });
}

/// The kernel that runs a layer with a packed filter: a transposed convolution
/// and its data gradient change places.
static kernel::ConvPass getConvPass(Operation *op) {
  return isa<ConvOp, ConvTransposeDataGradOp>(op)
             ? kernel::ConvPass::Forward
             : kernel::ConvPass::DataGradient;
}

static bool isTransposed(Operation *op) {
  return isa<ConvTransposeOp, ConvTransposeDataGradOp,
             ConvTransposeFilterGradOp>(op);
}

/// The gradient of a filter, from the layer's input and dy.
static KernelCall matchFilterGradient(KernelOp kernel, Operation *op) {
  ConvSpec spec = getConvSpec(op);
  spec.transposed = isTransposed(op);
  Value input = getStorage(kernel, op->getOperand(0));
  Value output = getStorage(kernel, op->getOperand(1));
  if (spec.transposed)
    std::swap(input, output);
  spec.stridedInput = getLayout(input).strided;
  spec.stridedOutput = getLayout(output).strided;
  return makeCall(KernelKind::ConvWeightGradient, spec,
                  {input, output, kernel.getOut()});
}

KernelCall lrcnn::kernel::matchConvolution(KernelOp kernel, Operation *op) {
  if (isa<ConvFilterGradOp, ConvTransposeFilterGradOp>(op))
    return matchFilterGradient(kernel, op);
  ConvSpec spec = getConvSpec(op);
  Epilogue epilogue = getEpilogue(kernel, op);
  spec.transposed = isTransposed(op);
  spec.epilogue = epilogue.body;
  Value source = getStorage(kernel, op->getOperand(0));
  Value filter = getStorage(kernel, op->getOperand(1));
  // A layer's bias, or the activation of a gradient's epilogue.
  Value third = epilogue.activation;
  if (op->getNumOperands() > 2) {
    spec.bias = true;
    third = getStorage(kernel, op->getOperand(2));
  }
  bool isForward = getConvPass(op) == kernel::ConvPass::Forward;
  Value result = kernel.getOut();
  spec.stridedInput = getLayout(isForward ? source : result).strided;
  spec.stridedOutput = getLayout(isForward ? result : source).strided;
  return makeCall(isForward ? KernelKind::ConvForward
                            : KernelKind::ConvDataGradient,
                  spec, {source, filter, third, result});
}

/// The convolution that a packed filter or accumulator is laid out for.
static Operation *getPackedUser(Value packed) {
  for (Operation *user : packed.getUsers())
    if (auto kernel = dyn_cast<KernelOp>(user))
      return getConvolution(kernel);
  llvm_unreachable("lrcnn-bufferize refuses buffers without a kernel");
}

KernelCall lrcnn::kernel::matchPack(PackOp pack) {
  Operation *op = getPackedUser(pack.getTarget());
  KernelKind kind = getConvPass(op) == kernel::ConvPass::Forward
                        ? KernelKind::PackForward
                        : KernelKind::PackDataGradient;
  return makeCall(kind, getConvSpec(op), {pack.getSource(), pack.getTarget()});
}

/// The statistics that an accumulator has, null if it has others.
static StatisticsOp getStatistics(KernelOp kernel) {
  return dyn_cast<StatisticsOp>(kernel.getBodyBlock()->front());
}

KernelCall lrcnn::kernel::matchUnpack(UnpackOp unpack) {
  for (Operation *user : unpack.getSource().getUsers())
    if (auto kernel = dyn_cast<KernelOp>(user))
      if (StatisticsOp statistics = getStatistics(kernel))
        return matchUnpackStatistics(unpack, statistics);
  return makeCall(KernelKind::UnpackWeightGradient,
                  getConvSpec(getPackedUser(unpack.getSource())),
                  {unpack.getSource(), unpack.getTarget()});
}

PackedFilter lrcnn::kernel::getPackedFilter(KernelOp kernel) {
  Operation *op = getConvolution(kernel);
  return {getConvSpec(op), getConvPass(op)};
}

std::variant<ConvSpec, StatisticsSpec>
lrcnn::kernel::getAccumulator(KernelOp kernel) {
  if (StatisticsOp statistics = getStatistics(kernel))
    return makeStatistics(statistics);
  return getConvSpec(getConvolution(kernel));
}
