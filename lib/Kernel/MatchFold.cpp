//===- MatchFold.cpp - Kernels of folds and what reads their sums ---------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FusedLayers.h"
#include "Matching.h"
#include "lrcnn/Dialect/Row/IR/Element.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::kernel;
using namespace lrcnn::row;

FeatureLayout lrcnn::kernel::getSpreadLayout(Value storage,
                                             RankedTensorType type,
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
  spec.type = kernel::getElementType(folded);
  spec.width = type.getDimSize(2);
  spec.channels = type.getDimSize(3);
  spec.result = getLayout(kernel.getOut());
  spec.sums = sums;
  return spec;
}

static KernelCall match(KernelOp kernel, GlobalAvgPoolOp pool) {
  Value input = getStorage(kernel, pool.getInput());
  FoldSpec spec = makeFold(kernel, pool.getInput(), 1);
  spec.inputs.push_back(getLayout(input));
  RankedTensorType type = pool.getInput().getType();
  double share = 1.0 / (type.getDimSize(1) * type.getDimSize(2));
  spec.key = "mean" + std::to_string(type.getDimSize(1));
  spec.body = [share](OpBuilder &builder, Location loc,
                      ArrayRef<Value> elements) -> SmallVector<Value> {
    return {Element(builder, loc, elements[0]) * share};
  };
  return makeCall(std::move(spec), {input, kernel.getOut()});
}

KernelCall lrcnn::kernel::matchSum(KernelOp kernel, SumOpInterface sum) {
  Value folded = getFoldedOperand(sum);
  auto type = cast<RankedTensorType>(sum->getResult(0).getType());
  bool isRow = type.getRank() == 4;
  FoldSpec spec = makeFold(kernel, folded, isRow ? type.getDimSize(2) : 1);
  FusedLayers layers = getFusedLayers(
      kernel, sum, cast<RankedTensorType>(folded.getType()).getDimSize(0));
  spec.inputs = std::move(layers.inputs);
  spec.overImages = !isRow;
  spec.gradient = !isFold(sum);
  spec.key = describe(sum) + layers.key;
  spec.body = [sum, emit = layers.emit](OpBuilder &builder, Location loc,
                                        ArrayRef<Value> elements) mutable {
    return sum.buildSummands(builder, loc, emit(builder, loc, elements));
  };
  SmallVector<Value> operands = std::move(layers.operands);
  if (Epilogue epilogue = getEpilogue(kernel, sum); epilogue.body) {
    operands.push_back(epilogue.activation);
    spec.epilogue = epilogue.body;
    spec.activation = getLayout(epilogue.activation);
  }
  operands.push_back(kernel.getOut());
  return makeCall(std::move(spec), std::move(operands));
}

//===----------------------------------------------------------------------===//
// Statistics
//===----------------------------------------------------------------------===//

/// The static part of statistics, but for where the input lies.
static StatisticsSpec makeStatistics(StatisticsOp op) {
  ArrayRef<int64_t> shape = op.getInput().getType().getShape();
  StatisticsSpec spec;
  spec.type = kernel::getElementType(op.getInput());
  spec.images = shape[0];
  spec.height = shape[1];
  spec.width = shape[2];
  spec.channels = shape[3];
  spec.groups = op.getGroups().value_or(0);
  return spec;
}

static KernelCall matchStatistics(KernelOp kernel, StatisticsOp statistics) {
  Value input = getStorage(kernel, statistics.getInput());
  StatisticsSpec spec = makeStatistics(statistics);
  spec.input = getLayout(input);
  return makeCall(spec, {input, kernel.getOut()});
}

namespace {
struct StatisticsModel
    : MatchOpInterface::ExternalModel<StatisticsModel, StatisticsOp> {
  std::vector<KernelCall> match(Operation *op, KernelOp kernel) const {
    return {matchStatistics(kernel, cast<StatisticsOp>(op))};
  }
  std::optional<KernelCall> matchUnpacking(Operation *op) const {
    return makeCall(StatisticsSpec::unpack,
                    makeStatistics(cast<StatisticsOp>(op)), {});
  }
};
} // namespace

//===----------------------------------------------------------------------===//
// Gradients made of sums
//===----------------------------------------------------------------------===//

static NormalizeGradientSpec makeGradient(Value sums) {
  auto type = cast<RankedTensorType>(sums.getType());
  NormalizeGradientSpec spec;
  spec.type = kernel::getElementType(sums);
  spec.images = type.getDimSize(0);
  spec.channels = type.getDimSize(3);
  return spec;
}

static KernelCall match(KernelOp kernel, NormalizeStatisticsGradOp op) {
  NormalizeGradientSpec spec = makeGradient(op.getSums());
  spec.groups = op.getGroups().value_or(0);
  spec.ofBatch = op.getType().getDimSize(0) != spec.images;
  spec.scale = static_cast<bool>(op.getScale());
  spec.eps = op.getEps().convertToDouble();
  Value scale = op.getScale() ? getStorage(kernel, op.getScale()) : Value();
  return makeCall(NormalizeGradientSpec::ofStatistics, spec,
                  {getStorage(kernel, op.getSums()),
                   getStorage(kernel, op.getStatistics()), scale,
                   kernel.getOut()});
}

static KernelCall match(KernelOp kernel, NormalizeScaleGradOp op) {
  return makeCall(NormalizeGradientSpec::ofScale, makeGradient(op.getSums()),
                  {getStorage(kernel, op.getSums()), kernel.getOut()});
}

static KernelCall match(KernelOp kernel, NormalizeShiftGradOp op) {
  return makeCall(NormalizeGradientSpec::ofShift, makeGradient(op.getSums()),
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

template <typename OpT>
static KernelCall matchState(KernelOp kernel, OpT state) {
  Operation *op = state.getOperation();
  PointwiseSpec spec;
  spec.type = kernel::getElementType(op->getResult(0));
  spec.channels = kernel.getLogicalType().getDimSize(0);
  spec.result = FeatureLayout::border();
  SmallVector<Value> operands = getOperandStorage(kernel, op);
  for (auto [number, storage] : llvm::enumerate(operands))
    spec.inputs.push_back(getStateLayout(op, number, storage));
  operands.push_back(kernel.getOut());
  std::string key;
  llvm::raw_string_ostream(key) << op->getName() << op->getAttrDictionary();
  spec.body = {key, [state](OpBuilder &builder, Location loc,
                            ArrayRef<Value> elements) mutable {
                 return state.buildNext(builder, loc, elements);
               }};
  return makeCall(std::move(spec), std::move(operands));
}

void lrcnn::kernel::attachFolds(MLIRContext &context) {
  attachMatch<GlobalAvgPoolOp, match>(context);
  attachMatch<NormalizeStatisticsGradOp, match>(context);
  attachMatch<NormalizeScaleGradOp, match>(context);
  attachMatch<NormalizeShiftGradOp, match>(context);
  StatisticsOp::attachInterface<StatisticsModel>(context);
  attachMatch<CountStepsOp, matchState<CountStepsOp>>(context);
  attachMatch<RunningMeanOp, matchState<RunningMeanOp>>(context);
  attachMatch<RunningVarianceOp, matchState<RunningVarianceOp>>(context);
}
