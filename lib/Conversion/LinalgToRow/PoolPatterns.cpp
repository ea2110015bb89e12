//===- PoolPatterns.cpp - Maxima and means over windows -------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "IndexTable.h"
#include "Layer.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace lrcnn;
using lrcnn::row::Layout;

//===----------------------------------------------------------------------===//
// Windows
//===----------------------------------------------------------------------===//

namespace {

/// A maximum or a sum over windows of rows and columns.
struct Pool {
  WindowForm form;
  PaddedInput input;
  SmallVector<int64_t> kernel;

  /// How many taps of each window along `axis` lie inside the input, or in the
  /// first `front` and `back` positions of padding next to it.
  SmallVector<int64_t> countTaps(unsigned axis, int64_t windows,
                                 int64_t front = 0, int64_t back = 0) const {
    auto shape = cast<RankedTensorType>(input.value.getType()).getShape();
    int64_t size = shape[row::getLayoutDims(form.layout)[1 + axis]];
    return llvm::map_to_vector(llvm::seq(windows), [&](int64_t index) {
      return countTapsInside(index, front + size + back, kernel[axis],
                             form.stride[axis], form.dilation[axis],
                             input.pad[2 * axis] - front);
    });
  }

  /// Whether the one window is the whole image.
  bool isGlobal() const {
    auto shape = cast<RankedTensorType>(input.value.getType()).getShape();
    ArrayRef<int64_t> dims = row::getLayoutDims(form.layout);
    return shape[dims[1]] == kernel[0] && shape[dims[2]] == kernel[1] &&
           llvm::all_of(input.pad, [](int64_t size) { return size == 0; });
  }
};

} // namespace

/// Whether `value` is what does not change a maximum or a sum.
static bool isNeutral(WindowForm::Kind kind, const APFloat &value) {
  if (kind == WindowForm::Max)
    return value.isInfinity() && value.isNegative();
  return value.isZero();
}

/// The pooling that `op`, of the given form, is.
static FailureOr<Pool> matchPool(linalg::LinalgOp op, const WindowForm &form,
                                 RewriterBase &rewriter) {
  Value input = op->getOperand(0), initial = op->getOperand(2);
  if (failed(checkTensors(rewriter, op, {input, initial})))
    return failure();
  auto window = cast<RankedTensorType>(op->getOperand(1).getType());
  if (!window.hasStaticShape())
    return rewriter.notifyMatchFailure(op, [&](Diagnostic &diagnostic) {
      diagnostic << "expected a static window, got " << window;
    });
  if (!row::areSizesSound(window.getShape()))
    return rewriter.notifyMatchFailure(op, [&](Diagnostic &diagnostic) {
      diagnostic << "expected a window of at least one row and column, got "
                 << window;
    });
  auto isPadding = [&](const APFloat &value) {
    return isNeutral(form.kind, value);
  };
  std::optional<APFloat> splat = getSplat(initial);
  if (!splat || !isPadding(*splat))
    return rewriter.notifyMatchFailure(
        op, Twine("expected the initial value to be ") +
                (form.kind == WindowForm::Max ? "-inf" : "zero"));

  Pool pool{form, takeInPadding(input, form.layout, isPadding),
            SmallVector<int64_t>(window.getShape())};
  auto result = cast<RankedTensorType>(initial.getType());
  if (failed(fitPadding(pool.input, form, pool.kernel, result.getShape())))
    return rewriter.notifyMatchFailure(
        op, "expected a result as large as its windows allow");
  for (unsigned axis : {0, 1}) {
    int64_t windows =
        result.getDimSize(row::getLayoutDims(form.layout)[1 + axis]);
    if (llvm::is_contained(pool.countTaps(axis, windows), 0))
      return rewriter.notifyMatchFailure(
          op, "expected every window to meet the input");
  }
  return pool;
}

/// The sum over whole images that `op` is: a window of all rows and columns,
/// which may be left out in the result.
static std::optional<Pool> matchImageSum(linalg::LinalgOp op) {
  if (op.getNumDpsInputs() != 1 || op.getNumDpsInits() != 1 ||
      op.getNumLoops() != 4 || !hasLayerTypes(op->getOperands()))
    return std::nullopt;
  OpOperand *input = op.getDpsInputOperand(0), *init = op.getDpsInitOperand(0);
  std::optional<APFloat> splat = getSplat(init->get());
  auto add = op.getBlock()
                 ->getTerminator()
                 ->getOperand(0)
                 .getDefiningOp<arith::AddFOp>();
  AffineMap map = op.getMatchingIndexingMap(init);
  if (!op.getMatchingIndexingMap(input).isIdentity() || !splat ||
      !splat->isZero() || !add)
    return std::nullopt;
  Value element = op.getBlock()->getArgument(0);
  Value sum = op.getBlock()->getArgument(1);
  if (!(add.getLhs() == element && add.getRhs() == sum) &&
      !(add.getLhs() == sum && add.getRhs() == element))
    return std::nullopt;
  auto type = cast<RankedTensorType>(input->get().getType());
  AffineExpr zero = getAffineConstantExpr(0, op.getContext());
  for (Layout layout : {Layout::nchw, Layout::nhwc}) {
    ArrayRef<int64_t> dims = row::getLayoutDims(layout);
    SmallVector<AffineExpr> kept, reduced(4, zero);
    for (int64_t dim : llvm::seq<int64_t>(4))
      if (dim == dims[0] || dim == dims[3]) {
        kept.push_back(getAffineDimExpr(dim, op.getContext()));
        reduced[dim] = kept.back();
      }
    if (map.getResults() == ArrayRef(kept) ||
        map.getResults() == ArrayRef(reduced)) {
      WindowForm form{layout,          std::nullopt, WindowForm::None,
                      WindowForm::Sum, {1, 1},       {1, 1}};
      return Pool{form,
                  {input->get(), {0, 0, 0, 0}},
                  {type.getDimSize(dims[1]), type.getDimSize(dims[2])}};
    }
  }
  return std::nullopt;
}

//===----------------------------------------------------------------------===//
// Maximum
//===----------------------------------------------------------------------===//

namespace {

struct RaiseMaxPool : OpInterfaceRewritePattern<linalg::LinalgOp> {
  using OpInterfaceRewritePattern::OpInterfaceRewritePattern;

  LogicalResult matchAndRewrite(linalg::LinalgOp op,
                                PatternRewriter &rewriter) const override {
    std::optional<WindowForm> form = matchWindowForm(op);
    if (!form || form->kind != WindowForm::Max)
      return failure();
    FailureOr<Pool> pool = matchPool(op, *form, rewriter);
    if (failed(pool))
      return failure();
    Value result =
        buildLayer(rewriter, op.getLoc(), {{pool->input.value, form->layout}},
                   op->getResultTypes().front(), form->layout,
                   [&](OpBuilder &builder, ValueRange values) {
                     return row::MaxPoolOp::create(
                         builder, op.getLoc(), values.front(), pool->kernel,
                         form->stride, form->dilation, pool->input.pad);
                   });
    rewriter.replaceOp(op, result);
    return success();
  }
};

} // namespace

//===----------------------------------------------------------------------===//
// Mean
//===----------------------------------------------------------------------===//

/// The sum over windows that `op` is.
static FailureOr<Pool> matchSum(linalg::LinalgOp op, RewriterBase &rewriter) {
  if (std::optional<Pool> pool = matchImageSum(op))
    return *pool;
  std::optional<WindowForm> form = matchWindowForm(op);
  if (!form || form->kind != WindowForm::Sum)
    return failure();
  if (llvm::any_of(form->dilation, [](int64_t d) { return d != 1; }))
    return rewriter.notifyMatchFailure(op, "expected a mean without dilation");
  return matchPool(op, *form, rewriter);
}

namespace {

/// What a sum is divided by: the size of its window or, with `excludePad`, the
/// number of its taps inside the input and in the padding `counted`.
struct Divisor {
  bool excludePad = false;
  SmallVector<int64_t> counted = {0, 0, 0, 0};
};

} // namespace

/// `value` without conversions of the type of a number.
static Value skipConversions(Value value) {
  while (Operation *op = value.getDefiningOp()) {
    if (!isa<arith::SIToFPOp, arith::UIToFPOp, arith::IndexCastOp,
             arith::IndexCastUIOp, arith::ExtSIOp, arith::ExtUIOp>(op))
      break;
    value = op->getOperand(0);
  }
  return value;
}

/// Whether `rows` times `columns` is what each window of `pool` is divided by.
static std::optional<Divisor> matchFactors(Value rows, Value columns,
                                           const Pool &pool,
                                           ArrayRef<int64_t> resultShape) {
  bool isWindow = true, isInside = true, isCounted = true;
  Divisor counted{/*excludePad=*/true};
  for (unsigned axis : {0, 1}) {
    int64_t dim = row::getLayoutDims(pool.form.layout)[1 + axis];
    int64_t windows = resultShape[dim];
    auto factors = tabulate(axis == 0 ? rows : columns, dim, windows);
    if (!factors)
      return std::nullopt;
    isWindow &= llvm::all_of(
        *factors, [&](int64_t factor) { return factor == pool.kernel[axis]; });
    isInside &= *factors == pool.countTaps(axis, windows);
    // PyTorch's count_include_pad in ceil_mode: the same padding counts on both
    // sides, what a last window that is only begun has behind it does not.
    int64_t front = pool.input.pad[2 * axis];
    int64_t back = std::min(front, pool.input.pad[2 * axis + 1]);
    isCounted &= *factors == pool.countTaps(axis, windows, front, back);
    counted.counted[2 * axis] = front;
    counted.counted[2 * axis + 1] = back;
  }
  if (isWindow)
    return Divisor{/*excludePad=*/false};
  if (isInside)
    return Divisor{/*excludePad=*/true};
  if (isCounted)
    return counted;
  return std::nullopt;
}

/// Recognises a divisor by its values: a constant, or a function of the row
/// times a function of the column.
static std::optional<Divisor> matchDivisor(linalg::LinalgOp op, Value divisor,
                                           const Pool &pool) {
  if (std::optional<APFloat> splat = getElementSplat(op, divisor)) {
    APFloat size(splat->getSemantics());
    size.convertFromAPInt(APInt(64, pool.kernel[0] * pool.kernel[1]), true,
                          APFloat::rmNearestTiesToEven);
    if (*splat == size)
      return Divisor{/*excludePad=*/false};
    return std::nullopt;
  }
  auto product = skipConversions(divisor).getDefiningOp<arith::MulIOp>();
  if (!product)
    return std::nullopt;
  auto shape = cast<RankedTensorType>(op->getResult(0).getType()).getShape();
  if (shape.size() != 4)
    return std::nullopt;
  Value lhs = product.getLhs(), rhs = product.getRhs();
  if (std::optional<Divisor> match = matchFactors(lhs, rhs, pool, shape))
    return match;
  return matchFactors(rhs, lhs, pool, shape);
}

namespace {

/// Takes the division; the sum in front of it is then dead.
struct RaiseAvgPool : OpInterfaceRewritePattern<linalg::LinalgOp> {
  using OpInterfaceRewritePattern::OpInterfaceRewritePattern;

  LogicalResult matchAndRewrite(linalg::LinalgOp op,
                                PatternRewriter &rewriter) const override {
    Value element = getElementResult(op);
    auto division = element ? element.getDefiningOp<arith::DivFOp>() : nullptr;
    Value sum = division ? getElementSource(op, division.getLhs()) : nullptr;
    auto sumOp = sum ? sum.getDefiningOp<linalg::LinalgOp>() : nullptr;
    if (!sumOp)
      return failure();
    FailureOr<Pool> pool = matchSum(sumOp, rewriter);
    if (failed(pool))
      return failure();
    std::optional<Divisor> divisor = matchDivisor(op, division.getRhs(), *pool);
    if (!divisor)
      return rewriter.notifyMatchFailure(
          op, "expected the divisor to be the size of the window, with or "
              "without padding");

    rewriter.replaceOp(op, build(op, *pool, *divisor, rewriter));
    return success();
  }

private:
  static Value build(linalg::LinalgOp op, const Pool &pool,
                     const Divisor &divisor, PatternRewriter &rewriter) {
    Location loc = op.getLoc();
    LayerOperand input{pool.input.value, pool.form.layout};
    auto type = cast<RankedTensorType>(op->getResult(0).getType());
    SmallVector<int64_t> pad(pool.input.pad);
    for (auto [all, counted] : llvm::zip_equal(pad, divisor.counted))
      all -= counted;
    auto buildMean = [&](OpBuilder &builder, ValueRange values) -> Value {
      // Padding that counts beside some that does not is part of the input.
      Value padded = values.front();
      if (llvm::any_of(divisor.counted, [](int64_t size) { return size != 0; }))
        padded = row::PadOp::create(builder, loc, padded, row::PadMode::zero,
                                    divisor.counted);
      return row::AvgPoolOp::create(builder, loc, padded, pool.kernel,
                                    pool.form.stride, pad, divisor.excludePad);
    };
    if (!pool.isGlobal())
      return buildLayer(rewriter, loc, input, type, input.layout, buildMean);
    Layout layout = type.getRank() == 2 ? Layout::nc : input.layout;
    return buildLayer(rewriter, loc, input, type, layout,
                      [&](OpBuilder &builder, ValueRange values) {
                        return row::GlobalAvgPoolOp::create(builder, loc,
                                                            values.front());
                      });
  }
};

/// Never matches: says what is missing of a sum that stays.
struct ExplainSum : OpInterfaceRewritePattern<linalg::LinalgOp> {
  using OpInterfaceRewritePattern::OpInterfaceRewritePattern;

  LogicalResult matchAndRewrite(linalg::LinalgOp op,
                                PatternRewriter &rewriter) const override {
    if (failed(matchSum(op, rewriter)))
      return failure();
    return rewriter.notifyMatchFailure(
        op, "expected the sum to be divided by the size of its window");
  }
};

} // namespace

void lrcnn::populatePoolPatterns(RewritePatternSet &patterns) {
  patterns.add<RaiseMaxPool, RaiseAvgPool, ExplainSum>(patterns.getContext());
}
