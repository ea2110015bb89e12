//===- ResamplingPatterns.cpp - Resizing, padding, cropping ---------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "IndexTable.h"
#include "Layer.h"
#include "SeparableForm.h"
#include "lrcnn/Plan/Resampling.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "llvm/ADT/MapVector.h"

using namespace mlir;
using namespace lrcnn;
using lrcnn::plan::Resampling;
using lrcnn::plan::Sampling;
using lrcnn::row::Layout;

//===----------------------------------------------------------------------===//
// Selection of rows and columns
//===----------------------------------------------------------------------===//

/// For each position along one axis of the result the one that it is taken
/// from.
using Selection = SmallVector<int64_t>;

/// Whether `sampling` selects the same from `inputs` positions.
static bool selects(Sampling sampling, int64_t before, int64_t inputs,
                    const Selection &selection) {
  Resampling resampling{sampling, inputs, int64_t(selection.size()), before};
  return llvm::all_of(llvm::enumerate(selection), [&](auto entry) {
    auto taps = resampling.getTaps(entry.index());
    return taps.size() == 1 && taps.front() == plan::Tap{entry.value(), 1.0};
  });
}

/// How many positions of padding are in front in `selection`, if it pads
/// `inputs` positions in this way.
static std::optional<int64_t> matchPadding(Sampling sampling, int64_t inputs,
                                           const Selection &selection) {
  // The first position is reflected, or cropped, or one of those repeated.
  int64_t first = selection.front();
  int64_t repeated =
      llvm::find_if(selection,
                    [&](int64_t position) { return position != first; }) -
      selection.begin() - 1;
  for (int64_t before : {-first, first, repeated})
    if (selects(sampling, before, inputs, selection))
      return before;
  return std::nullopt;
}

/// Whether `value` is the filter of a convolution, and nothing else.
static bool isFilter(Value value) {
  return llvm::all_of(value.getUses(), [](OpOperand &use) {
    auto user = dyn_cast<linalg::LinalgOp>(use.getOwner());
    auto form = user ? matchWindowForm(user) : std::nullopt;
    return form && form->kind == WindowForm::Conv &&
           use.getOperandNumber() == 1;
  });
}

namespace {

struct RaiseSelection : OpInterfaceRewritePattern<linalg::LinalgOp> {
  using OpInterfaceRewritePattern::OpInterfaceRewritePattern;

  LogicalResult matchAndRewrite(linalg::LinalgOp op,
                                PatternRewriter &rewriter) const override {
    Value result = getElementResult(op);
    auto extract = result ? result.getDefiningOp<tensor::ExtractOp>() : nullptr;
    if (!extract || extract.getIndices().size() != 4 ||
        isFilter(op->getResult(0)))
      return failure();
    Value input = extract.getTensor();
    if (failed(checkTensors(rewriter, op, {input, op->getResult(0)})))
      return failure();
    auto type = cast<RankedTensorType>(op->getResult(0).getType());
    for (Layout layout : getPossibleLayouts(op)) {
      auto selections = matchSelections(extract, type.getShape(), layout);
      auto build = selections ? match(*selections, input, layout)
                              : std::function<Value(OpBuilder &, Value)>();
      if (!build)
        continue;
      rewriter.replaceOp(
          op, buildLayer(rewriter, op.getLoc(), {{input, layout}}, type, layout,
                         [&](OpBuilder &builder, ValueRange values) {
                           return build(builder, values.front());
                         }));
      return success();
    }
    return rewriter.notifyMatchFailure(
        op, "expected rows and columns that nearest resizing, reflection or "
            "replication selects");
  }

private:
  /// The rows and the columns that the result is taken from, images and
  /// channels being taken as they are.
  static std::optional<std::array<Selection, 2>>
  matchSelections(tensor::ExtractOp extract, ArrayRef<int64_t> shape,
                  Layout layout);

  /// Builds the layer that selects these rows and columns; null if there is
  /// none.
  static std::function<Value(OpBuilder &, Value)>
  match(const std::array<Selection, 2> &selections, Value input, Layout layout);
};

} // namespace

std::optional<std::array<Selection, 2>>
RaiseSelection::matchSelections(tensor::ExtractOp extract,
                                ArrayRef<int64_t> shape, Layout layout) {
  std::array<Selection, 2> selections;
  ArrayRef<int64_t> dims = row::getLayoutDims(layout);
  for (auto [dim, index] : llvm::enumerate(extract.getIndices())) {
    auto table = tabulate(index, dim, shape[dim]);
    int64_t size = extract.getTensor().getType().getDimSize(dim);
    if (!table || table->empty() ||
        llvm::any_of(*table, [&](int64_t i) { return i < 0 || i >= size; }))
      return std::nullopt;
    if (int64_t(dim) == dims[1] || int64_t(dim) == dims[2])
      selections[int64_t(dim) == dims[2]] = *table;
    else if (*table != llvm::to_vector(llvm::seq(size)))
      return std::nullopt;
  }
  return selections;
}

std::function<Value(OpBuilder &, Value)>
RaiseSelection::match(const std::array<Selection, 2> &selections, Value input,
                      Layout layout) {
  auto type = cast<RankedTensorType>(input.getType());
  Location loc = input.getLoc();
  std::array<int64_t, 2> inputs, outputs;
  for (unsigned axis : {0, 1}) {
    inputs[axis] = type.getDimSize(row::getLayoutDims(layout)[1 + axis]);
    outputs[axis] = selections[axis].size();
  }
  if (selects(Sampling::nearest, 0, inputs[0], selections[0]) &&
      selects(Sampling::nearest, 0, inputs[1], selections[1]))
    return [=](OpBuilder &builder, Value value) -> Value {
      return row::ResizeOp::create(builder, loc, value,
                                   row::ResizeMode::nearest,
                                   /*align_corners=*/false, outputs);
    };
  for (auto [sampling, mode] :
       {std::pair(Sampling::reflect, row::PadMode::reflect),
        std::pair(Sampling::replicate, row::PadMode::replicate)}) {
    SmallVector<int64_t> pad;
    for (unsigned axis : {0, 1})
      if (auto before = matchPadding(sampling, inputs[axis], selections[axis]))
        pad.append({*before, outputs[axis] - inputs[axis] - *before});
    if (pad.size() == 4)
      return [=](OpBuilder &builder, Value value) -> Value {
        return row::PadOp::create(builder, loc, value, mode, pad);
      };
  }
  return nullptr;
}

//===----------------------------------------------------------------------===//
// Bilinear resizing
//===----------------------------------------------------------------------===//

static ArrayRef<int64_t> getShape(Value tensor) {
  return cast<RankedTensorType>(tensor.getType()).getShape();
}

/// For each position along one axis of the result the positions along that axis
/// of the input that it is made from, and how much of each.
using WeightTable = SmallVector<llvm::SmallMapVector<int64_t, double, 4>>;

/// Adds `weight` times the positions `index`.
static void addTo(WeightTable &table, const Function &weight,
                  const Function &index, double factor) {
  for (auto [position, weights] : llvm::enumerate(table))
    weights[static_cast<int64_t>(index[position])] += factor * weight[position];
}

/// Whether `table` is `scale` times what `axis` says, but for rounding.
static bool isScaled(WeightTable table, const Resampling &axis, double scale,
                     double tolerance) {
  for (auto [position, weights] : llvm::enumerate(table)) {
    for (plan::Tap tap : axis.getTaps(position))
      weights[tap.position] -= scale * tap.weight;
    if (llvm::any_of(weights, [&](const auto &entry) {
          return !(std::abs(entry.second) <= tolerance);
        }))
      return false;
  }
  return true;
}

namespace {
/// A term of a sum by rows and columns: in images and channels it is at the
/// place itself.
struct PlanarTerm {
  double factor;
  std::array<Function, 2> weights, indices;
};
} // namespace

/// `form` by rows and columns of `input`, if it is such a sum.
static std::optional<std::vector<PlanarTerm>>
getPlanarTerms(ArrayRef<Term> form, Value input, ArrayRef<int64_t> dims) {
  std::vector<PlanarTerm> terms;
  for (const Term &term : form) {
    if (term.tensor != input)
      return std::nullopt;
    auto isPlace = [&](int64_t dim) {
      const Function &index = term.place[dim];
      return llvm::all_of(
                 llvm::enumerate(index.values),
                 [&](auto entry) { return entry.value() == entry.index(); }) &&
             (index.dim == dim || getShape(input)[dim] == 1);
    };
    PlanarTerm planar{term.factor,
                      {Function::constant(1), Function::constant(1)},
                      {term.place[dims[1]], term.place[dims[2]]}};
    for (const Function &weight : term.weights) {
      if (weight.dim != dims[1] && weight.dim != dims[2])
        return std::nullopt;
      planar.weights[weight.dim == dims[2]] = weight;
    }
    for (unsigned axis : {0, 1}) {
      const Function &index = planar.indices[axis];
      int64_t dim = dims[1 + axis], size = getShape(input)[dim];
      if ((index.dim && index.dim != dim) ||
          !llvm::all_of(index.values, [&](double position) {
            return position >= 0 && position < size;
          }))
        return std::nullopt;
    }
    if (!isPlace(dims[0]) || !isPlace(dims[3]))
      return std::nullopt;
    terms.push_back(std::move(planar));
  }
  return terms;
}

/// Whether element [y, x] of each image and channel is the sum over the taps of
/// row y and column x, for all of them: terms that agree in the columns are
/// together a multiple of the rows' taps, and these multiples of the columns
/// are together the columns' taps.
static bool isResampled(ArrayRef<PlanarTerm> terms, const Resampling &rows,
                        const Resampling &columns, double tolerance) {
  WeightTable columnSum(columns.outputs);
  SmallVector<bool> isTaken(terms.size(), false);
  for (auto [first, term] : llvm::enumerate(terms)) {
    if (isTaken[first])
      continue;
    WeightTable rowSum(rows.outputs);
    for (auto [number, other] : llvm::enumerate(terms)) {
      if (other.weights[1] != term.weights[1] ||
          other.indices[1] != term.indices[1])
        continue;
      isTaken[number] = true;
      addTo(rowSum, other.weights[0], other.indices[0], other.factor);
    }
    double scale = 0;
    for (const auto &[position, weight] : rowSum.front())
      scale += weight;
    if (!isScaled(rowSum, rows, scale, tolerance))
      return false;
    addTo(columnSum, term.weights[1], term.indices[1], scale);
  }
  return isScaled(columnSum, columns, 1, tolerance);
}

namespace {

struct RaiseBilinear : OpInterfaceRewritePattern<linalg::LinalgOp> {
  using OpInterfaceRewritePattern::OpInterfaceRewritePattern;

  LogicalResult matchAndRewrite(linalg::LinalgOp op,
                                PatternRewriter &rewriter) const override {
    if (!getElementResult(op) || op.hasDynamicShape() ||
        !hasLayerTypes(op->getResult(0)) ||
        cast<RankedTensorType>(op->getResult(0).getType()).getRank() != 4)
      return failure();
    for (bool isDeep : {false, true})
      if (auto form = getSeparableForm(op->getResult(0), isDeep))
        if (succeeded(raise(op, *form, rewriter)))
          return success();
    return failure();
  }

private:
  static LogicalResult raise(linalg::LinalgOp op, ArrayRef<Term> form,
                             PatternRewriter &rewriter);
};

} // namespace

LogicalResult RaiseBilinear::raise(linalg::LinalgOp op, ArrayRef<Term> form,
                                   PatternRewriter &rewriter) {
  // Of one element, it would be no resizing.
  Value result = op->getResult(0);
  Value input = form.size() < 2 ? Value() : form.front().tensor;
  if (!input || !hasLayerTypes({result, input}))
    return failure();
  Layout layout = inferLayout(op);
  ArrayRef<int64_t> dims = row::getLayoutDims(layout);
  ArrayRef<int64_t> from = getShape(input), to = getShape(result);
  if (from.size() != 4 || from[dims[0]] != to[dims[0]] ||
      from[dims[3]] != to[dims[3]])
    return failure();
  auto terms = getPlanarTerms(form, input, dims);
  if (!terms)
    return failure();
  double tolerance =
      getElementTypeOrSelf(result.getType()).isF32() ? 1e-5 : 1e-10;
  for (Sampling sampling : {Sampling::linear, Sampling::linear_corners}) {
    Resampling rows{sampling, from[dims[1]], to[dims[1]]};
    Resampling columns{sampling, from[dims[2]], to[dims[2]]};
    if (!isResampled(*terms, rows, columns, tolerance))
      continue;
    rewriter.replaceOp(op,
                       buildLayer(rewriter, op.getLoc(), {{input, layout}},
                                  result.getType(), layout,
                                  [&](OpBuilder &builder, ValueRange values) {
                                    return row::ResizeOp::create(
                                        builder, op.getLoc(), values.front(),
                                        row::ResizeMode::bilinear,
                                        sampling == Sampling::linear_corners,
                                        {rows.outputs, columns.outputs});
                                  }));
    return success();
  }
  return failure();
}

void lrcnn::populateBilinearPatterns(RewritePatternSet &patterns) {
  patterns.add<RaiseBilinear>(patterns.getContext());
}

void lrcnn::populateResamplingPatterns(RewritePatternSet &patterns) {
  patterns.add<RaiseSelection>(patterns.getContext());
}

//===----------------------------------------------------------------------===//
// Zero padding and cropping
//===----------------------------------------------------------------------===//

/// What `op` cuts off as [top, bottom, left, right], as negative numbers.
static std::optional<SmallVector<int64_t>> matchCrop(tensor::ExtractSliceOp op,
                                                     Layout layout) {
  RankedTensorType from = op.getSourceType(), to = op.getType();
  ArrayRef<int64_t> offsets = op.getStaticOffsets();
  if (from.getRank() != 4 || to.getRank() != 4 || !op.hasUnitStride() ||
      llvm::any_of(offsets, ShapedType::isDynamic))
    return std::nullopt;
  ArrayRef<int64_t> dims = row::getLayoutDims(layout);
  SmallVector<int64_t> crop;
  for (int64_t dim : {dims[1], dims[2]}) {
    int64_t cut = from.getDimSize(dim) - to.getDimSize(dim);
    if (offsets[dim] < 0 || offsets[dim] > cut)
      return std::nullopt;
    crop.append({-offsets[dim], offsets[dim] - cut});
  }
  for (int64_t dim : {dims[0], dims[3]})
    if (from.getDimSize(dim) != to.getDimSize(dim))
      return std::nullopt;
  return crop;
}

/// Replaces `op`, which pads or crops `input`.
static void replaceWithPad(Operation *op, Value input, Layout layout,
                           ArrayRef<int64_t> pad, PatternRewriter &rewriter) {
  rewriter.replaceOp(op, buildLayer(rewriter, op->getLoc(), {{input, layout}},
                                    op->getResult(0).getType(), layout,
                                    [&](OpBuilder &builder, ValueRange values) {
                                      return row::PadOp::create(
                                          builder, op->getLoc(), values.front(),
                                          row::PadMode::zero, pad);
                                    }));
}

namespace {

struct RaiseCrop : OpRewritePattern<tensor::ExtractSliceOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tensor::ExtractSliceOp op,
                                PatternRewriter &rewriter) const override {
    Layout layout = inferLayout(op);
    std::optional<SmallVector<int64_t>> crop;
    if (succeeded(checkTensors(rewriter, op, {op.getSource(), op.getResult()})))
      crop = matchCrop(op, layout);
    if (!crop)
      return rewriter.notifyMatchFailure(
          op, "expected rows and columns to be cropped by fixed numbers");
    replaceWithPad(op, op.getSource(), layout, *crop, rewriter);
    return success();
  }
};

/// Takes padding that no layer has taken in, with a cropping of the other sides
/// in front of it.
struct RaisePad : OpRewritePattern<tensor::PadOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tensor::PadOp op,
                                PatternRewriter &rewriter) const override {
    if (failed(checkTensors(rewriter, op, {op.getSource(), op.getResult()})) ||
        op.getType().getRank() != 4)
      return failure();
    Layout layout = inferLayout(op);
    PaddedInput input =
        takeInPadding(op.getResult(), layout,
                      [](const APFloat &padding) { return padding.isZero(); });
    if (input.value == op.getResult())
      return failure();
    if (auto slice = input.value.getDefiningOp<tensor::ExtractSliceOp>())
      if (auto crop = matchCrop(slice, layout);
          crop &&
          llvm::all_of(llvm::zip_equal(*crop, input.pad), [](auto side) {
            return std::get<0>(side) == 0 || std::get<1>(side) == 0;
          })) {
        input.value = slice.getSource();
        for (auto [total, size] : llvm::zip_equal(input.pad, *crop))
          total += size;
      }
    replaceWithPad(op, input.value, layout, input.pad, rewriter);
    return success();
  }
};

} // namespace

void lrcnn::populatePaddingPatterns(RewritePatternSet &patterns) {
  patterns.add<RaiseCrop, RaisePad>(patterns.getContext());
}
