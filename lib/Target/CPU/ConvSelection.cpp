//===- ConvSelection.cpp - Kernels of convolutions ------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Selection.h"
#include "lrcnn/Target/CPU/ConvKernels.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::cpu;
using namespace lrcnn::row;

/// The static part of a convolution layer or one of its gradients.
template <typename OpT>
static ConvSpec makeSpec(OpT op, Value input, Value filter, Value output) {
  auto inputType = cast<RankedTensorType>(input.getType());
  auto filterType = cast<RankedTensorType>(filter.getType());
  auto outputType = cast<RankedTensorType>(output.getType());
  ConvSpec spec;
  spec.type = cpu::getElementType(input);
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
static cpu::ConvPass getConvPass(Operation *op) {
  return isa<ConvOp, ConvTransposeDataGradOp>(op) ? cpu::ConvPass::Forward
                                                  : cpu::ConvPass::DataGradient;
}

static SelectedKernel finishConv(ConvKernel kind, const ConvSpec &spec,
                                 const VectorTarget &target,
                                 SmallVector<Value> operands) {
  return finishKernel(
      stringify(kind), spec.str(), target,
      [=](ModuleOp module, StringRef name) {
        emitConvKernel(kind, module, name, spec, target);
      },
      std::move(operands));
}

static bool isTransposed(Operation *op) {
  return isa<ConvTransposeOp, ConvTransposeDataGradOp,
             ConvTransposeFilterGradOp>(op);
}

/// The gradient of a filter, from the layer's input and dy.
static SelectedKernel selectFilterGradient(KernelOp kernel, Operation *op,
                                           const VectorTarget &target) {
  ConvSpec spec = getConvSpec(op);
  spec.transposed = isTransposed(op);
  Value input = getStorage(kernel, op->getOperand(0));
  Value output = getStorage(kernel, op->getOperand(1));
  if (spec.transposed)
    std::swap(input, output);
  spec.stridedInput = getLayout(input).strided;
  spec.stridedOutput = getLayout(output).strided;
  return finishConv(ConvKernel::WeightGradient, spec, target,
                    {input, output, kernel.getOut()});
}

SelectedKernel lrcnn::cpu::selectConvolution(KernelOp kernel, Operation *op,
                                             const VectorTarget &target) {
  if (isa<ConvFilterGradOp, ConvTransposeFilterGradOp>(op))
    return selectFilterGradient(kernel, op, target);
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
  bool isForward = getConvPass(op) == cpu::ConvPass::Forward;
  Value result = kernel.getOut();
  spec.stridedInput = getLayout(isForward ? source : result).strided;
  spec.stridedOutput = getLayout(isForward ? result : source).strided;
  return finishConv(isForward ? ConvKernel::Forward : ConvKernel::DataGradient,
                    spec, target, {source, filter, third, result});
}

/// The convolution that a packed filter or accumulator is laid out for.
static Operation *getPackedUser(Value packed) {
  for (Operation *user : packed.getUsers())
    if (auto kernel = dyn_cast<KernelOp>(user))
      return getConvolution(kernel);
  llvm_unreachable("lrcnn-bufferize refuses buffers without a kernel");
}

SelectedKernel lrcnn::cpu::selectPack(PackOp pack, const VectorTarget &target) {
  Operation *op = getPackedUser(pack.getTarget());
  ConvKernel kind = getConvPass(op) == cpu::ConvPass::Forward
                        ? ConvKernel::PackForward
                        : ConvKernel::PackDataGradient;
  return finishConv(kind, getConvSpec(op), target,
                    {pack.getSource(), pack.getTarget()});
}

/// The statistics that an accumulator has, null if it has others.
static StatisticsOp getStatistics(KernelOp kernel) {
  return dyn_cast<StatisticsOp>(kernel.getBodyBlock()->front());
}

SelectedKernel lrcnn::cpu::selectUnpack(UnpackOp unpack,
                                        const VectorTarget &target) {
  for (Operation *user : unpack.getSource().getUsers())
    if (auto kernel = dyn_cast<KernelOp>(user))
      if (StatisticsOp statistics = getStatistics(kernel))
        return selectUnpackStatistics(unpack, statistics, target);
  return finishConv(ConvKernel::UnpackWeightGradient,
                    getConvSpec(getPackedUser(unpack.getSource())), target,
                    {unpack.getSource(), unpack.getTarget()});
}

//===----------------------------------------------------------------------===//
// Sizes
//===----------------------------------------------------------------------===//

int64_t lrcnn::cpu::getFilterBytes(KernelOp kernel,
                                   const VectorTarget &target) {
  Operation *op = getConvolution(kernel);
  return packedFilterBytes(getConvSpec(op), getConvPass(op), target);
}

int64_t lrcnn::cpu::getAccumulatorBytes(KernelOp kernel,
                                        const VectorTarget &target) {
  if (StatisticsOp statistics = getStatistics(kernel))
    return getStatisticsBytes(statistics, target);
  return accumulatorBytes(getConvSpec(getConvolution(kernel)), target);
}
