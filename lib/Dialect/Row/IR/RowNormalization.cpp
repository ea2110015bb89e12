//===- RowNormalization.cpp - Layers that fold rows, and their readers ----===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Layers.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace lrcnn::row;
using lrcnn::plan::Window;

//===----------------------------------------------------------------------===//
// Shapes
//===----------------------------------------------------------------------===//

static RankedTensorType getType(Value value) {
  return cast<RankedTensorType>(value.getType());
}

/// One row of `columns` columns for each of `images` images.
static RankedTensorType getRowOf(RankedTensorType type, int64_t images,
                                 int64_t columns) {
  return type.clone({images, 1, columns, type.getDimSize(3)});
}

/// The mean and the variance of each channel, of one image or of each.
static LogicalResult verifyStatistics(Operation *op, RankedTensorType input,
                                      RankedTensorType statistics) {
  // normalize C4, statistics_grad C2
  if (statistics == getRowOf(input, 1, 2) ||
      statistics == getRowOf(input, input.getDimSize(0), 2))
    return success();
  return op->emitOpError() << "expected statistics of " << getRowOf(input, 1, 2)
                           << " or " << getRowOf(input, input.getDimSize(0), 2)
                           << ", got " << statistics;
}

/// One tensor of both, or a vector of each.
static LogicalResult verifyStatistics(Operation *op, RankedTensorType input,
                                      ValueRange statistics) {
  if (statistics.size() == 2)
    return success(
        succeeded(verifyVector(op, "mean", statistics[0], input)) &&
        succeeded(verifyVector(op, "variance", statistics[1], input)));
  bool isOne = statistics.size() == 1;
  if (!isOne || ::getType(statistics.front()).getRank() != 4) {
    InFlightDiagnostic error = op->emitOpError();
    error << "expected statistics of one tensor or of two vectors, got ";
    return isOne ? error << "one vector"
                 : error << statistics.size() << " operands";
  }
  return verifyStatistics(op, input, ::getType(statistics.front()));
}

static LogicalResult verifyGroups(Operation *op, std::optional<int64_t> groups,
                                  RankedTensorType input) {
  int64_t channels = input.getDimSize(3);
  // normalize C2, statistics C1
  if (!groups || (*groups >= 1 && channels % *groups == 0))
    return success();
  return op->emitOpError() << "expected 'groups' to divide the " << channels
                           << " channels, got " << *groups;
}

/// Sums of a normalization: two columns for each image of `images`.
static LogicalResult verifySums(Operation *op, RankedTensorType sums) {
  // normalize_statistics_grad C1
  // normalize_scale_grad C2, normalize_shift_grad C2
  if (sums == getRowOf(sums, sums.getDimSize(0), 2))
    return success();
  return op->emitOpError() << "expected sums of "
                           << getRowOf(sums, sums.getDimSize(0), 2) << ", got "
                           << sums;
}

//===----------------------------------------------------------------------===//
// Scalars
//===----------------------------------------------------------------------===//

namespace {
/// Builds an element's body from arithmetic.
struct Arithmetic {
  OpBuilder &builder;
  Location loc;

  Value constant(double value, Type type) const {
    auto element = cast<FloatType>(getElementTypeOrSelf(type));
    TypedAttr attr = builder.getFloatAttr(element, value);
    if (auto vector = dyn_cast<VectorType>(type))
      attr = DenseElementsAttr::get(vector, cast<Attribute>(attr));
    return arith::ConstantOp::create(builder, loc, attr);
  }
  Value add(Value lhs, Value rhs) const {
    return arith::AddFOp::create(builder, loc, lhs, rhs);
  }
  Value sub(Value lhs, Value rhs) const {
    return arith::SubFOp::create(builder, loc, lhs, rhs);
  }
  Value mul(Value lhs, Value rhs) const {
    return arith::MulFOp::create(builder, loc, lhs, rhs);
  }
  Value div(Value lhs, Value rhs) const {
    return arith::DivFOp::create(builder, loc, lhs, rhs);
  }
  /// scale / sqrt(variance + eps), `scale` being 1 if it is null.
  Value factor(Value variance, const APFloat &eps, Value scale) const {
    Type type = variance.getType();
    Value deviation = math::SqrtOp::create(
        builder, loc, add(variance, constant(eps.convertToDouble(), type)));
    return div(scale ? scale : constant(1.0, type), deviation);
  }
};
} // namespace

//===----------------------------------------------------------------------===//
// Global average pooling
//===----------------------------------------------------------------------===//

LogicalResult GlobalAvgPoolOp::inferReturnTypes(
    MLIRContext *, std::optional<Location>, ValueRange operands, DictionaryAttr,
    OpaqueProperties, RegionRange, SmallVectorImpl<Type> &types) {
  RankedTensorType input = ::getType(operands.front());
  types.push_back(getRowOf(input, input.getDimSize(0), 1));
  return success();
}

Window GlobalAvgPoolOp::getWindow(unsigned) { return Window::barrier(); }
bool GlobalAvgPoolOp::isFold() { return true; }

Value GlobalAvgPoolOp::buildOperandGradient(OpBuilder &builder, unsigned,
                                            Value gradient) {
  RankedTensorType type = getInput().getType();
  return GlobalAvgPoolGradOp::create(
      builder, getLoc(), type, gradient,
      builder.getI64IntegerAttr(type.getDimSize(1) * type.getDimSize(2)));
}

LogicalResult GlobalAvgPoolGradOp::verify() {
  int64_t pixels = getType().getDimSize(1) * getType().getDimSize(2);
  // global_avg_pool_grad C1
  if (static_cast<int64_t>(getCount()) != pixels)
    return emitOpError() << "expected a 'count' of " << pixels << ", got "
                         << static_cast<int64_t>(getCount());
  RankedTensorType expected = getRowOf(getType(), getType().getDimSize(0), 1);
  // global_avg_pool_grad C2
  if (getResultGradient().getType() != expected)
    return emitOpError() << "expected a gradient of " << expected << ", got "
                         << getResultGradient().getType();
  return success();
}

Window GlobalAvgPoolGradOp::getWindow(unsigned) { return Window::spread(); }
bool GlobalAvgPoolGradOp::isSpread(unsigned) { return true; }
unsigned GlobalAvgPoolGradOp::getResultGradientOperand() { return 0; }
unsigned GlobalAvgPoolGradOp::getDifferentiatedOperand() { return 0; }

Value GlobalAvgPoolGradOp::buildElement(OpBuilder &builder, Location loc,
                                        ValueRange elements) {
  Arithmetic arith{builder, loc};
  double share = 1.0 / static_cast<int64_t>(getCount());
  return arith.mul(elements[0], arith.constant(share, elements[0].getType()));
}

//===----------------------------------------------------------------------===//
// Statistics
//===----------------------------------------------------------------------===//

LogicalResult
StatisticsOp::inferReturnTypes(MLIRContext *, std::optional<Location>,
                               ValueRange operands, DictionaryAttr attributes,
                               OpaqueProperties properties, RegionRange regions,
                               SmallVectorImpl<Type> &types) {
  Adaptor adaptor(operands, attributes, properties, regions);
  RankedTensorType input = ::getType(adaptor.getInput());
  types.push_back(
      getRowOf(input, adaptor.getGroups() ? input.getDimSize(0) : 1, 2));
  return success();
}

LogicalResult StatisticsOp::verify() {
  return verifyGroups(*this, getGroups(), getInput().getType());
}

int64_t StatisticsOp::getCount() {
  ArrayRef<int64_t> shape = getInput().getType().getShape();
  int64_t pixels = shape[1] * shape[2];
  return getGroups() ? pixels * (shape[3] / *getGroups()) : pixels * shape[0];
}

Window StatisticsOp::getWindow(unsigned) { return Window::barrier(); }
bool StatisticsOp::isFold() { return true; }
bool StatisticsOp::hasAccumulator() { return true; }

Value StatisticsOp::buildOperandGradient(OpBuilder &builder, unsigned,
                                         Value gradient) {
  return StatisticsGradOp::create(builder, getLoc(), getInput(), getResult(),
                                  gradient,
                                  builder.getI64IntegerAttr(getCount()));
}

LogicalResult StatisticsGradOp::verify() {
  // statistics_grad C1
  if (static_cast<int64_t>(getCount()) < 1)
    return emitOpError() << "expected a 'count' of at least 1, got "
                         << static_cast<int64_t>(getCount());
  return verifyStatistics(*this, getType(), getStatistics().getType());
}

Window StatisticsGradOp::getWindow(unsigned operand) {
  return operand == 0 ? Window::pointwise() : Window::spread();
}
bool StatisticsGradOp::isSpread(unsigned operand) { return operand > 0; }
unsigned StatisticsGradOp::getResultGradientOperand() { return 2; }
unsigned StatisticsGradOp::getDifferentiatedOperand() { return 0; }

Value StatisticsGradOp::buildElement(OpBuilder &builder, Location loc,
                                     ValueRange elements) {
  Value input = elements[0], mean = elements[1], dmean = elements[3],
        dvariance = elements[4];
  Arithmetic arith{builder, loc};
  auto over = [&](Value value, double numerator) {
    return arith.mul(value,
                     arith.constant(numerator / getCount(), value.getType()));
  };
  return arith.add(over(dmean, 1.0),
                   arith.mul(over(dvariance, 2.0), arith.sub(input, mean)));
}

//===----------------------------------------------------------------------===//
// Normalization
//===----------------------------------------------------------------------===//

LogicalResult NormalizeOp::verify() {
  RankedTensorType input = getInput().getType();
  // normalize C1, normalize C2, normalize C3
  if (failed(verifyEps(*this, getEps())) ||
      failed(verifyGroups(*this, getGroups(), input)) ||
      failed(verifyVector(*this, "scale", getScale(), input)) ||
      failed(verifyVector(*this, "shift", getShift(), input)))
    return failure();
  if (failed(verifyStatistics(*this, input, getStatistics())))
    return failure();
  auto statistics = getStatistics().front().getDefiningOp<StatisticsOp>();
  // normalize C5
  if (statistics && statistics.getGroups() != getGroups())
    return emitOpError() << "expected the 'groups' of its statistics";
  return success();
}

Window NormalizeOp::getWindow(unsigned operand) {
  return operand == 0 ? Window::pointwise() : Window::spread();
}
bool NormalizeOp::hasRows(unsigned operand) {
  return ::getType((*this)->getOperand(operand)).getRank() == 4;
}
bool NormalizeOp::isState(unsigned operand) {
  return operand > 0 && operand <= getStatistics().size() && !hasRows(operand);
}
bool NormalizeOp::isSpread(unsigned operand) { return operand > 0; }

Value NormalizeOp::buildElement(OpBuilder &builder, Location loc,
                                ValueRange elements) {
  unsigned next = 3;
  Value scale = getScale() ? elements[next++] : Value();
  Value shift = getShift() ? elements[next] : Value();
  Arithmetic arith{builder, loc};
  Value result = arith.mul(arith.sub(elements[0], elements[1]),
                           arith.factor(elements[2], getEps(), scale));
  return shift ? arith.add(result, shift) : result;
}

/// The sums that the gradients share, built when the first asks for them.
static Value getSums(OpBuilder &builder, NormalizeOp op, Value gradient) {
  for (Operation *user : gradient.getUsers())
    if (auto sums = dyn_cast<NormalizeSumsOp>(user);
        sums && sums.getInput() == op.getInput() &&
        llvm::equal(sums.getStatistics(), op.getStatistics()) &&
        sums.getEps() == op.getEps())
      return sums;
  RankedTensorType type = op.getType();
  return NormalizeSumsOp::create(
      builder, op.getLoc(), getRowOf(type, type.getDimSize(0), 2),
      op.getInput(), op.getStatistics(), gradient, op.getEpsAttr());
}

Value NormalizeOp::buildOperandGradient(OpBuilder &builder, unsigned operand,
                                        Value gradient) {
  if (operand == 0)
    return NormalizeGradOp::create(builder, getLoc(), getType(), gradient,
                                   getStatistics(), getScale(), getEpsAttr());
  Value sums = getSums(builder, *this, gradient);
  if (operand == 1 && hasRows(operand)) {
    Value statistics = getStatistics().front();
    return NormalizeStatisticsGradOp::create(
        builder, getLoc(), statistics.getType(), sums, statistics, getScale(),
        getEpsAttr(), getGroupsAttr());
  }
  auto number = builder.getI64IntegerAttr(operand);
  if (getScale() == (*this)->getOperand(operand) &&
      operand == 1 + getStatistics().size())
    return NormalizeScaleGradOp::create(builder, getLoc(), getScale().getType(),
                                        sums, number);
  return NormalizeShiftGradOp::create(builder, getLoc(), getShift().getType(),
                                      sums, number);
}

//===----------------------------------------------------------------------===//
// Running statistics
//===----------------------------------------------------------------------===//

/// Checks that `steps` is one number of the type `element`.
static LogicalResult verifyCounter(Operation *op, Value steps, Type element) {
  auto expected = RankedTensorType::get({1}, element);
  // count_steps C1, running_mean C3
  if (steps.getType() == expected)
    return success();
  return op->emitOpError() << "expected 'steps' of " << expected << ", got "
                           << steps.getType();
}

LogicalResult CountStepsOp::verify() {
  return verifyCounter(*this, getSteps(), getType().getElementType());
}
Window CountStepsOp::getWindow(unsigned) { return Window::pointwise(); }
bool CountStepsOp::hasRows(unsigned) { return false; }
bool CountStepsOp::isState(unsigned) { return true; }

Value CountStepsOp::buildNext(OpBuilder &builder, Location loc,
                              ValueRange elements) {
  Arithmetic arith{builder, loc};
  return arith.add(elements[0], arith.constant(1.0, elements[0].getType()));
}

template <typename OpT>
static LogicalResult verifyWeight(OpT op) {
  std::optional<APFloat> momentum = op.getMomentum();
  // running_mean C1
  if (momentum.has_value() == static_cast<bool>(op.getSteps()))
    return op.emitOpError() << "expected either a 'momentum' or 'steps', got "
                            << (momentum ? "both" : "none");
  if (!momentum) {
    Operation *maker = op.getSteps().getDefiningOp();
    // running_mean C3
    if (maker && !isa<CountStepsOp>(maker))
      return op.emitOpError() << "expected 'steps' of row.count_steps or of an "
                                 "input, got what '"
                              << maker->getName() << "' makes";
    return verifyCounter(op, op.getSteps(), op.getType().getElementType());
  }
  double weight = momentum->convertToDouble();
  // running_mean C2
  if (!(weight >= 0.0 && weight <= 1.0))
    return op.emitOpError()
           << "expected a 'momentum' from 0 to 1, got " << weight;
  return success();
}

template <typename OpT>
static LogicalResult verifyRunning(OpT op) {
  if (failed(verifyWeight(op)))
    return failure();
  RankedTensorType statistics = op.getStatistics().getType();
  RankedTensorType expected = getRowOf(statistics, 1, 2);
  // running_mean C4
  if (statistics != expected)
    return op.emitOpError() << "expected statistics of the batch, " << expected
                            << ", got " << statistics;
  // running_mean C5
  return verifyVector(op, "running value", op.getRunning(), statistics);
}

/// running + weight * (value - running); `elements` are the running value, mean
/// and variance, and the number of steps if that gives the weight.
static Value buildRunning(Arithmetic arith, std::optional<APFloat> momentum,
                          ValueRange elements, Value value) {
  Value running = elements[0];
  Value change = arith.sub(value, running);
  if (!momentum)
    return arith.add(running, arith.div(change, elements[3]));
  Value weight = arith.constant(momentum->convertToDouble(), running.getType());
  return arith.add(running, arith.mul(change, weight));
}

LogicalResult RunningMeanOp::verify() { return verifyRunning(*this); }
Window RunningMeanOp::getWindow(unsigned) { return Window::pointwise(); }
bool RunningMeanOp::hasRows(unsigned operand) { return operand == 1; }
bool RunningMeanOp::isState(unsigned operand) { return operand != 1; }

Value RunningMeanOp::buildNext(OpBuilder &builder, Location loc,
                               ValueRange elements) {
  return buildRunning({builder, loc}, getMomentum(), elements, elements[1]);
}

LogicalResult RunningVarianceOp::verify() {
  // running_variance C1
  if (static_cast<int64_t>(getCount()) < 2)
    return emitOpError() << "expected a 'count' of at least 2, got "
                         << static_cast<int64_t>(getCount());
  return verifyRunning(*this);
}
Window RunningVarianceOp::getWindow(unsigned) { return Window::pointwise(); }
bool RunningVarianceOp::hasRows(unsigned operand) { return operand == 1; }
bool RunningVarianceOp::isState(unsigned operand) { return operand != 1; }

Value RunningVarianceOp::buildNext(OpBuilder &builder, Location loc,
                                   ValueRange elements) {
  Arithmetic arith{builder, loc};
  double count = static_cast<int64_t>(getCount());
  Value unbiased = arith.mul(
      elements[2], arith.constant(count / (count - 1), elements[2].getType()));
  return buildRunning(arith, getMomentum(), elements, unbiased);
}

//===----------------------------------------------------------------------===//
// Gradients of a normalization
//===----------------------------------------------------------------------===//

LogicalResult NormalizeGradOp::verify() {
  if (failed(verifyEps(*this, getEps())) ||
      failed(verifyVector(*this, "scale", getScale(), getType())))
    return failure();
  return verifyStatistics(*this, getType(), getStatistics());
}

Window NormalizeGradOp::getWindow(unsigned operand) {
  return operand == 0 ? Window::pointwise() : Window::spread();
}
bool NormalizeGradOp::hasRows(unsigned operand) {
  return ::getType((*this)->getOperand(operand)).getRank() == 4;
}
bool NormalizeGradOp::isSpread(unsigned operand) { return operand > 0; }
unsigned NormalizeGradOp::getResultGradientOperand() { return 0; }
unsigned NormalizeGradOp::getDifferentiatedOperand() { return 0; }

Value NormalizeGradOp::buildElement(OpBuilder &builder, Location loc,
                                    ValueRange elements) {
  Arithmetic arith{builder, loc};
  return arith.mul(
      elements[0],
      arith.factor(elements[2], getEps(), getScale() ? elements[3] : Value()));
}

LogicalResult NormalizeSumsOp::verify() {
  RankedTensorType input = getInput().getType();
  RankedTensorType expected = getRowOf(input, input.getDimSize(0), 2);
  // normalize_sums C1
  if (getType() != expected)
    return emitOpError() << "expected a result of " << expected << ", got "
                         << getType();
  if (failed(verifyEps(*this, getEps())))
    return failure();
  return verifyStatistics(*this, input, getStatistics());
}

Window NormalizeSumsOp::getWindow(unsigned operand) {
  return operand == 0 || operand == getResultGradientOperand()
             ? Window::barrier()
             : Window::spread();
}
bool NormalizeSumsOp::hasRows(unsigned operand) {
  return ::getType((*this)->getOperand(operand)).getRank() == 4;
}
bool NormalizeSumsOp::isFold() { return true; }
bool NormalizeSumsOp::isPartial() { return true; }
unsigned NormalizeSumsOp::getResultGradientOperand() {
  return 1 + getStatistics().size();
}
unsigned NormalizeSumsOp::getDifferentiatedOperand() {
  llvm_unreachable("a partial is no operand's gradient");
}

SmallVector<Value> NormalizeSumsOp::buildSummands(OpBuilder &builder,
                                                  Location loc,
                                                  ValueRange elements) {
  Arithmetic arith{builder, loc};
  Value distance = arith.sub(elements[0], elements[1]), gradient = elements[3];
  Value factor = arith.factor(elements[2], getEps(), Value());
  return {gradient, arith.mul(gradient, arith.mul(distance, factor))};
}

LogicalResult NormalizeStatisticsGradOp::verify() {
  RankedTensorType sums = getSums().getType();
  if (failed(verifySums(*this, sums)) || failed(verifyEps(*this, getEps())) ||
      failed(verifyGroups(*this, getGroups(), sums)) ||
      failed(verifyVector(*this, "scale", getScale(), sums)))
    return failure();
  return verifyStatistics(*this, sums, getType());
}

Window NormalizeStatisticsGradOp::getWindow(unsigned) {
  return Window::pointwise();
}
bool NormalizeStatisticsGradOp::hasRows(unsigned operand) {
  return operand < 2;
}
unsigned NormalizeStatisticsGradOp::getResultGradientOperand() { return 0; }
unsigned NormalizeStatisticsGradOp::getDifferentiatedOperand() { return 1; }

template <typename OpT>
static LogicalResult verifyVectorGradient(OpT op) {
  RankedTensorType sums = op.getSums().getType();
  // normalize_scale_grad C1, normalize_shift_grad C1
  if (failed(verifyVector(op, "result", op.getResult(), sums)))
    return failure();
  return verifySums(op, sums);
}

LogicalResult NormalizeScaleGradOp::verify() {
  return verifyVectorGradient(*this);
}
Window NormalizeScaleGradOp::getWindow(unsigned) { return Window::barrier(); }
bool NormalizeScaleGradOp::isFold() { return true; }
unsigned NormalizeScaleGradOp::getResultGradientOperand() { return 0; }
unsigned NormalizeScaleGradOp::getDifferentiatedOperand() {
  return getOperand();
}

LogicalResult NormalizeShiftGradOp::verify() {
  return verifyVectorGradient(*this);
}
Window NormalizeShiftGradOp::getWindow(unsigned) { return Window::barrier(); }
bool NormalizeShiftGradOp::isFold() { return true; }
unsigned NormalizeShiftGradOp::getResultGradientOperand() { return 0; }
unsigned NormalizeShiftGradOp::getDifferentiatedOperand() {
  return getOperand();
}
