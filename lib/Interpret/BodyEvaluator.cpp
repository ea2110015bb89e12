//===- BodyEvaluator.cpp - Computing the layers of a block ----------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BodyEvaluator.h"
#include "Draws.h"

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::interpret;
using namespace lrcnn::row;

static int64_t getHeight(Value value) {
  return cast<RankedTensorType>(value.getType()).getDimSize(1);
}

/// The rows of the incoming gradient that take part in what a pointwise layer
/// of the backward pass gives, which is zero elsewhere; none if `layer` is no
/// such layer, or all rows do.
static std::optional<plan::Rows> getLimit(Operation &layer,
                                          ArrayRef<Operand *> operands) {
  if (!isa<PointwiseOpInterface>(layer))
    return std::nullopt;
  auto gradient = dyn_cast<GradientOpInterface>(layer);
  if (!gradient && !isa<AddOp>(layer))
    return std::nullopt;
  unsigned number = gradient ? gradient.getResultGradientOperand() : 0;
  return operands[number]->getLimit();
}

/// The rows that take part in what a body gives: the limit of its incoming
/// gradient, or what it folds; none if all do.
static std::optional<plan::Rows>
getRowsThatTakePart(Block &body, const Bindings &bindings,
                    std::optional<plan::Rows> folded) {
  for (auto [value, operand] : bindings)
    if (operand->getLimit())
      return operand->getLimit();
  bool folds = llvm::any_of(body.without_terminator(),
                            [](Operation &layer) { return isFold(&layer); });
  return folds ? folded : std::nullopt;
}

FailureOr<ComputedValues>
BodyEvaluator::evaluate(Block &body, int64_t images, WantedRows wanted,
                        const Bindings &bindings,
                        std::optional<plan::Rows> folded, int64_t firstImage) {
  addRowsRead(body, wanted, folded);
  std::optional<plan::Rows> takePart =
      getRowsThatTakePart(body, bindings, folded);
  ComputedValues values;
  for (Operation &layer : body.without_terminator()) {
    Value result = layer.getResult(0);
    auto it = wanted.find(result);
    if (it == wanted.end())
      continue;
    SmallVector<Operand *> operands;
    for (Value operand : layer.getOperands())
      operands.push_back(operand.getDefiningOp() ? values[operand].get()
                                                 : bindings.lookup(operand));
    // What a gradient reads of the forward pass is there in no other rows.
    std::optional<plan::Rows> limit = getLimit(layer, operands);
    if (takePart && !limit && isa<PointwiseOpInterface>(layer) &&
        !isa<GradientOpInterface>(layer))
      it->second = it->second.intersect(*takePart);
    bool hasRows = !hasNoRows(result);
    auto type = cast<RankedTensorType>(result.getType());
    int64_t resultImages = hasRows && type.getDimSize(0) > 1 ? images : 1;
    std::unique_ptr<ComputedRows> &computed = values[result];
    computed = std::make_unique<ComputedRows>(
        hasRows && !isFold(&layer) ? it->second : plan::Rows{0, 1},
        resultImages, getRowSize(type, hasRows));
    if (limit)
      computed->setLimit(*limit);
    if (failed(evaluateLayer(&layer, firstImage,
                             isFold(&layer) ? images : resultImages, it->second,
                             operands, *computed)))
      return failure();
  }
  return values;
}

/// `count` elements of a row that repeats column `column` of the one row that
/// an operand of `type` has for the image, kept in `row`.
static const double *spread(Operand &operand, RankedTensorType type,
                            int64_t column, int64_t image, int64_t count,
                            std::vector<double> &row) {
  bool ofEachImage = type.getRank() == 4 && type.getDimSize(0) > 1;
  int64_t channels = type.getShape().back();
  const double *pixel =
      operand.getSpreadRow(ofEachImage ? image : 0) + column * channels;
  row.resize(count);
  for (int64_t i = 0; i < count; ++i)
    row[i] = pixel[i % channels];
  return row.data();
}

LogicalResult BodyEvaluator::evaluatePointwise(PointwiseOpInterface layer,
                                               int64_t firstImage,
                                               const LayerCall &call) {
  auto it = programs.find(layer);
  if (it == programs.end()) {
    FailureOr<ElementProgram> program = ElementProgram::build(layer);
    if (failed(program))
      return failure();
    it = programs.try_emplace(layer, std::move(*program)).first;
  }
  auto gradient = dyn_cast<GradientOpInterface>(layer.getOperation());
  auto random = dyn_cast<RandomOpInterface>(layer.getOperation());
  int64_t rowSize = call.result.getRowSize();
  SmallVector<const double *> inputs;
  // A row for each element that an operand may spread.
  std::vector<std::vector<double>> spreadRows;
  for (unsigned i = 0; i < call.operands.size(); ++i)
    spreadRows.resize(spreadRows.size() + getNumElements(layer, i));
  std::vector<double> draws(random ? rowSize : 0);
  call.forEachRow([&](int64_t image, int64_t row) {
    // A gradient layer is linear: zero where no gradient comes in.
    if (gradient &&
        !call.operands[gradient.getResultGradientOperand()]->takesPart(row))
      return;
    double *result = call.result.getOwnRow(image, row);
    if (random && !training) {
      std::copy_n(call.operands[0]->getRow(image, row), rowSize, result);
      return;
    }
    inputs.clear();
    for (auto [number, operand] : llvm::enumerate(call.operands)) {
      auto type = cast<RankedTensorType>(layer->getOperand(number).getType());
      if (!layer.isSpread(number)) {
        inputs.push_back(operand->getRow(image, row));
        continue;
      }
      for (int64_t k = 0; k < getNumElements(layer, number); ++k)
        inputs.push_back(spread(*operand, type, k, image, rowSize,
                                spreadRows[inputs.size()]));
    }
    if (random) {
      drawRow(random, call.operands[1]->getParameter(), firstImage + image, row,
              draws);
      inputs.push_back(draws.data());
    }
    it->second.run(inputs, rowSize, result);
  });
  return success();
}

LogicalResult BodyEvaluator::evaluateLayer(Operation *layer, int64_t firstImage,
                                           int64_t images, plan::Rows rows,
                                           ArrayRef<Operand *> operands,
                                           ComputedRows &result) {
  LayerCall call{operands, images, rows, result};
  if (auto pointwise = dyn_cast<PointwiseOpInterface>(layer)) {
    if (failed(evaluatePointwise(pointwise, firstImage, call)))
      return failure();
  } else if (auto evaluation = dyn_cast<EvaluateOpInterface>(layer)) {
    evaluation.evaluate(call);
  } else {
    return layer->emitOpError()
           << "expected a pointwise layer, or one that EvaluateOpInterface is "
              "attached to (registerInterpreterModels)";
  }

  for (auto [number, operand] : llvm::enumerate(operands))
    if (auto missing = operand->getMissing())
      return layer->emitOpError()
             << "reads row " << missing->second << " of image "
             << missing->first << " of operand " << number << ", which "
             << operand->describeMissing();

  // A gradient layer's arithmetic goes with the rows of the incoming gradient,
  // those that only padding reads among them.
  auto gradient = dyn_cast<GradientOpInterface>(layer);
  if (gradient && !isFold(layer)) {
    unsigned number = gradient.getResultGradientOperand();
    plan::Rows all{0, getHeight(layer->getOperand(number))};
    rows = operands[number]->getLimit().value_or(all);
  }
  auto geometry = cast<GeometryOpInterface>(layer);
  multiplyAdds += geometry.getMacsPerRow() * rows.size() * images;
  return success();
}
