//===- FoldSelection.cpp - Kernels of folds and what reads their sums -----===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Selection.h"
#include "lrcnn/Target/CPU/FoldKernels.h"
#include "lrcnn/Target/CPU/PointwiseKernels.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/ADT/bit.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::cpu;
using namespace lrcnn::row;

FeatureLayout lrcnn::cpu::getSpreadLayout(Value storage, RankedTensorType type,
                                          int64_t images) {
  using Spread = FeatureLayout::Spread;
  FeatureLayout layout = getLayout(storage);
  bool ofEachImage = type.getRank() == 4 && type.getDimSize(0) == images;
  layout.spread = ofEachImage ? Spread::image : Spread::all;
  layout.columns = type.getRank() == 4 ? type.getDimSize(2) : 1;
  return layout;
}

//===----------------------------------------------------------------------===//
// Sums
//===----------------------------------------------------------------------===//

static FoldSpec makeFold(KernelOp kernel, Value folded, int64_t sums) {
  auto type = cast<RankedTensorType>(folded.getType());
  FoldSpec spec;
  spec.type = cpu::getElementType(folded);
  spec.width = type.getDimSize(2);
  spec.channels = type.getDimSize(3);
  spec.result = getLayout(kernel.getOut());
  spec.sums = sums;
  return spec;
}

static SelectedKernel select(KernelOp kernel, GlobalAvgPoolOp pool,
                             const VectorTarget &target) {
  Value input = getStorage(kernel, pool.getInput());
  FoldSpec spec = makeFold(kernel, pool.getInput(), 1);
  spec.inputs.push_back(getLayout(input));
  RankedTensorType type = pool.getInput().getType();
  double share = 1.0 / (type.getDimSize(1) * type.getDimSize(2));
  spec.key = "mean" + std::to_string(type.getDimSize(1));
  spec.body = [share](KernelBuilder &b,
                      ArrayRef<Value> elements) -> SmallVector<Value> {
    return {b.mulFloat(elements[0], b.splat(share))};
  };
  return finishSpec("fold", std::move(spec), emitFold, target,
                    {input, kernel.getOut()});
}

static SelectedKernel select(KernelOp kernel, NormalizeSumsOp sums,
                             const VectorTarget &target) {
  Value input = getStorage(kernel, sums.getInput());
  Value gradient = getStorage(kernel, sums.getResultGradient());
  FoldSpec spec = makeFold(kernel, sums.getInput(), 2);
  SmallVector<Value> operands{input};
  spec.inputs.push_back(getLayout(input));
  for (Value statistics : sums.getStatistics()) {
    operands.push_back(getStorage(kernel, statistics));
    spec.inputs.push_back(getSpreadLayout(
        operands.back(), cast<RankedTensorType>(statistics.getType()),
        sums.getInput().getType().getDimSize(0)));
  }
  operands.append({gradient, kernel.getOut()});
  spec.inputs.push_back(getLayout(gradient));
  double eps = sums.getEps().convertToDouble();
  spec.key = "normalize_sums" + llvm::utohexstr(llvm::bit_cast<uint64_t>(eps));
  spec.body = [eps](KernelBuilder &b,
                    ArrayRef<Value> elements) -> SmallVector<Value> {
    Value distance = b.subFloat(elements[0], elements[1]);
    Value factor = b.inverseDeviation(elements[2], eps);
    return {elements[3], b.mulFloat(elements[3], b.mulFloat(distance, factor))};
  };
  return finishSpec("fold", std::move(spec), emitFold, target,
                    std::move(operands));
}

/// dy * x, of the operands x and dy.
static FoldSpec makeProduct(KernelOp kernel, Value input, Value gradient) {
  FoldSpec spec = makeFold(kernel, input, 1);
  for (Value operand : {input, gradient})
    spec.inputs.push_back(getLayout(getStorage(kernel, operand)));
  spec.key = "product";
  spec.body = [](KernelBuilder &b,
                 ArrayRef<Value> elements) -> SmallVector<Value> {
    return {b.mulFloat(elements[0], elements[1])};
  };
  return spec;
}

static SelectedKernel select(KernelOp kernel, BiasGradOp gradient,
                             const VectorTarget &target) {
  Value dy = getStorage(kernel, gradient.getResultGradient());
  FoldSpec spec = makeFold(kernel, gradient.getResultGradient(), 1);
  spec.inputs.push_back(getLayout(dy));
  spec.overImages = true;
  spec.key = "sum";
  spec.body = [](KernelBuilder &, ArrayRef<Value> elements) {
    return SmallVector<Value>(elements);
  };
  return finishSpec("fold", std::move(spec), emitFold, target,
                    {dy, kernel.getOut()});
}

static SelectedKernel select(KernelOp kernel, ScaleGradOp gradient,
                             const VectorTarget &target) {
  FoldSpec spec =
      makeProduct(kernel, gradient.getInput(), gradient.getResultGradient());
  spec.overImages = true;
  return finishSpec("fold", std::move(spec), emitFold, target,
                    {getStorage(kernel, gradient.getInput()),
                     getStorage(kernel, gradient.getResultGradient()),
                     kernel.getOut()});
}

SelectedKernel lrcnn::cpu::selectPixelGradient(KernelOp kernel,
                                               MulPixelGradOp gradient,
                                               const VectorTarget &target) {
  FoldSpec spec =
      makeProduct(kernel, gradient.getInput(), gradient.getResultGradient());
  SmallVector<Value> operands{getStorage(kernel, gradient.getInput()),
                              getStorage(kernel, gradient.getResultGradient())};
  spec.gradient = true;
  if (Epilogue epilogue = getEpilogue(kernel, gradient); epilogue.body) {
    operands.push_back(epilogue.activation);
    spec.epilogue = epilogue.body;
    spec.activation = getLayout(epilogue.activation);
  }
  operands.push_back(kernel.getOut());
  return finishSpec("fold", std::move(spec), emitFold, target,
                    std::move(operands));
}

//===----------------------------------------------------------------------===//
// Statistics
//===----------------------------------------------------------------------===//

static StatisticsSpec makeStatistics(StatisticsOp op) {
  ArrayRef<int64_t> shape = op.getInput().getType().getShape();
  StatisticsSpec spec;
  spec.type = cpu::getElementType(op.getInput());
  spec.images = shape[0];
  spec.height = shape[1];
  spec.width = shape[2];
  spec.channels = shape[3];
  spec.groups = op.getGroups().value_or(0);
  return spec;
}

int64_t lrcnn::cpu::getStatisticsBytes(StatisticsOp statistics,
                                       const VectorTarget &target) {
  StatisticsSpec spec = makeStatistics(statistics);
  return spec.images * spec.getImageBytes(target);
}

static SelectedKernel select(KernelOp kernel, StatisticsOp statistics,
                             const VectorTarget &target) {
  Value input = getStorage(kernel, statistics.getInput());
  StatisticsSpec spec = makeStatistics(statistics);
  spec.input = getLayout(input);
  SelectedKernel result = finishSpec("statistics", spec, emitStatistics, target,
                                     {input, kernel.getOut()});
  result.resultImageBytes = spec.getImageBytes(target);
  return result;
}

SelectedKernel lrcnn::cpu::selectUnpackStatistics(UnpackOp unpack,
                                                  StatisticsOp statistics,
                                                  const VectorTarget &target) {
  StatisticsSpec spec = makeStatistics(statistics);
  return finishSpec("unpack_statistics", spec, emitUnpackStatistics, target,
                    {unpack.getSource(), unpack.getTarget()});
}

//===----------------------------------------------------------------------===//
// Gradients made of sums
//===----------------------------------------------------------------------===//

static NormalizeGradientSpec makeGradient(Value sums) {
  auto type = cast<RankedTensorType>(sums.getType());
  NormalizeGradientSpec spec;
  spec.type = cpu::getElementType(sums);
  spec.images = type.getDimSize(0);
  spec.channels = type.getDimSize(3);
  return spec;
}

static SelectedKernel select(KernelOp kernel, NormalizeStatisticsGradOp op,
                             const VectorTarget &target) {
  NormalizeGradientSpec spec = makeGradient(op.getSums());
  spec.groups = op.getGroups().value_or(0);
  spec.ofBatch = op.getType().getDimSize(0) != spec.images;
  spec.scale = static_cast<bool>(op.getScale());
  spec.eps = op.getEps().convertToDouble();
  Value scale = op.getScale() ? getStorage(kernel, op.getScale()) : Value();
  return finishSpec(
      "statistics_gradient", spec, emitNormalizeStatisticsGradient, target,
      {getStorage(kernel, op.getSums()), getStorage(kernel, op.getStatistics()),
       scale, kernel.getOut()});
}

template <typename OpT>
static SelectedKernel selectVectorGradient(KernelOp kernel, OpT op,
                                           int64_t column,
                                           const VectorTarget &target) {
  NormalizeGradientSpec spec = makeGradient(op.getSums());
  return finishKernel(
      "vector_gradient" + std::to_string(column), spec.getKey(), target,
      [spec, column, target](ModuleOp module, StringRef name) {
        emitNormalizeVectorGradient(module, name, spec, column, target);
      },
      {getStorage(kernel, op.getSums()), kernel.getOut()});
}

//===----------------------------------------------------------------------===//
// States
//===----------------------------------------------------------------------===//

/// How operand `number` of a layer that renews a state is read: the state
/// itself, what a fold gave, or the one element of another state.
static FeatureLayout getStateLayout(Operation *state, unsigned number,
                                    Value storage) {
  FeatureLayout layout = FeatureLayout::border();
  if (number == 0)
    return layout;
  auto type = cast<RankedTensorType>(state->getOperand(number).getType());
  if (type.getRank() == 4)
    return getSpreadLayout(storage, type, /*images=*/1);
  layout.spread = FeatureLayout::Spread::element;
  return layout;
}

static SelectedKernel select(KernelOp kernel, StateOpInterface state,
                             const VectorTarget &target) {
  Operation *op = state.getOperation();
  PointwiseSpec spec;
  spec.type = cpu::getElementType(op->getResult(0));
  spec.channels = kernel.getLogicalType().getDimSize(0);
  spec.result = FeatureLayout::border();
  SmallVector<Value> operands = getOperandStorage(kernel, op);
  for (auto [number, storage] : llvm::enumerate(operands))
    spec.inputs.push_back(getStateLayout(op, number, storage));
  operands.push_back(kernel.getOut());
  std::string key;
  llvm::raw_string_ostream(key) << op->getName() << op->getAttrDictionary();
  spec.body = {key,
               [state](KernelBuilder &b, ArrayRef<Value> elements) mutable {
                 return state.buildNext(b.getBuilder(), b.getLoc(), elements);
               }};
  return finishSpec("state", std::move(spec), emitPointwise, target,
                    std::move(operands));
}

std::optional<SelectedKernel>
lrcnn::cpu::selectFold(KernelOp kernel, Operation *layer,
                       const VectorTarget &target) {
  using Selected = std::optional<SelectedKernel>;
  return llvm::TypeSwitch<Operation *, Selected>(layer)
      .Case<BiasGradOp, ScaleGradOp, GlobalAvgPoolOp, NormalizeSumsOp,
            StatisticsOp, StateOpInterface, NormalizeStatisticsGradOp>(
          [&](auto op) -> Selected { return select(kernel, op, target); })
      .Case([&](NormalizeScaleGradOp op) -> Selected {
        return selectVectorGradient(kernel, op, 1, target);
      })
      .Case([&](NormalizeShiftGradOp op) -> Selected {
        return selectVectorGradient(kernel, op, 0, target);
      })
      .Default(std::nullopt);
}
