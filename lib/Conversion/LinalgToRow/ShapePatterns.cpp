//===- ShapePatterns.cpp - Concatenation, transposes and reshapes ---------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "IndexTable.h"
#include "Layer.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Utils/IndexingUtils.h"
#include "mlir/Dialect/Utils/ReshapeOpsUtils.h"

using namespace mlir;
using namespace lrcnn;
using lrcnn::row::Layout;

//===----------------------------------------------------------------------===//
// Concatenation
//===----------------------------------------------------------------------===//

/// Replaces `op`, which joins `pieces` along `dim`.
static LogicalResult raiseConcat(Operation *op, ArrayRef<Value> pieces,
                                 int64_t dim, PatternRewriter &rewriter) {
  SmallVector<Value> tensors(pieces);
  tensors.push_back(op->getResult(0));
  if (failed(checkTensors(rewriter, op, tensors)))
    return failure();
  auto type = cast<RankedTensorType>(op->getResult(0).getType());
  Layout layout = inferLayout(op);
  if (type.getRank() != 4 || dim != row::getLayoutDims(layout)[3])
    return rewriter.notifyMatchFailure(op, [&](Diagnostic &diagnostic) {
      diagnostic << "expected a concatenation of channels, dimension "
                 << row::getLayoutDims(layout)[3] << " of 4, got dimension "
                 << dim << " of " << type.getRank();
    });
  auto operands = llvm::map_to_vector(
      pieces, [&](Value piece) { return LayerOperand{piece, layout}; });
  rewriter.replaceOp(op,
                     buildLayer(rewriter, op->getLoc(), operands, type, layout,
                                [&](OpBuilder &builder, ValueRange values) {
                                  return row::ConcatOp::create(
                                      builder, op->getLoc(), values);
                                }));
  return success();
}

namespace {

struct RaiseConcat : OpRewritePattern<tensor::ConcatOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tensor::ConcatOp op,
                                PatternRewriter &rewriter) const override {
    return raiseConcat(op, llvm::to_vector(op.getInputs()), op.getDim(),
                       rewriter);
  }
};

/// A concatenation written as pieces that are inserted one after the other.
/// Takes the last insertion; those before it are then dead.
struct RaiseInsertions : OpRewritePattern<tensor::InsertSliceOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tensor::InsertSliceOp op,
                                PatternRewriter &rewriter) const override;
};

} // namespace

/// Whether `op` inserts at `offset` along `dim` all there is in the others.
static bool insertsWholeAt(tensor::InsertSliceOp op, int64_t dim,
                           int64_t offset) {
  auto source = op.getSourceType(), target = op.getDestType();
  if (source.getRank() != target.getRank() ||
      !llvm::all_of(op.getStaticStrides(), [](int64_t s) { return s == 1; }))
    return false;
  for (int64_t i : llvm::seq(target.getRank())) {
    int64_t size = i == dim ? source.getDimSize(i) : target.getDimSize(i);
    if (source.getDimSize(i) != size || op.getStaticSizes()[i] != size ||
        op.getStaticOffsets()[i] != (i == dim ? offset : 0))
      return false;
  }
  return true;
}

LogicalResult
RaiseInsertions::matchAndRewrite(tensor::InsertSliceOp op,
                                 PatternRewriter &rewriter) const {
  auto type = op.getDestType();
  for (int64_t dim : llvm::seq(type.getRank())) {
    SmallVector<Value> pieces;
    int64_t begin = type.getDimSize(dim);
    tensor::InsertSliceOp insertion = op;
    while (insertion && begin > 0) {
      begin -= insertion.getSourceType().getRank() == type.getRank()
                   ? insertion.getSourceType().getDimSize(dim)
                   : begin;
      if (!insertsWholeAt(insertion, dim, begin))
        break;
      pieces.insert(pieces.begin(), insertion.getSource());
      insertion = insertion.getDest().getDefiningOp<tensor::InsertSliceOp>();
    }
    if (begin == 0 && pieces.size() > 1)
      return raiseConcat(op, pieces, dim, rewriter);
  }
  return rewriter.notifyMatchFailure(
      op, "expected insertions that fill a tensor piece by piece, in order");
}

namespace {

//===----------------------------------------------------------------------===//
// Transposes
//===----------------------------------------------------------------------===//

/// A change between NCHW and NHWC is a chain without layers: merged with its
/// neighbours it is a layout of theirs.
struct RaiseTranspose : OpRewritePattern<linalg::TransposeOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(linalg::TransposeOp op,
                                PatternRewriter &rewriter) const override {
    std::optional<Layout> from = getLayoutInFront(op);
    if (!from || failed(checkTensors(rewriter, op, op->getOperands())))
      return rewriter.notifyMatchFailure(
          op, "expected a transpose between NCHW and NHWC");
    Layout to = from == Layout::nchw ? Layout::nhwc : Layout::nchw;
    rewriter.replaceOp(
        op, buildLayer(rewriter, op.getLoc(), {{op.getInput(), *from}},
                       op->getResultTypes().front(), to,
                       [](OpBuilder &, ValueRange values) -> Value {
                         return values.front();
                       }));
    return success();
  }
};

//===----------------------------------------------------------------------===//
// Reshapes
//===----------------------------------------------------------------------===//

/// A feature map of one row and one column as a matrix is a chain without
/// layers as well. The reverse is a layout of what reads it.
struct RaiseFlatten : OpRewritePattern<tensor::CollapseShapeOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tensor::CollapseShapeOp op,
                                PatternRewriter &rewriter) const override {
    RankedTensorType map = op.getSrcType(), matrix = op.getResultType();
    if (map.getRank() != 4 || matrix.getRank() != 2 ||
        !hasLayerTypes({op.getSrc(), op.getResult()}))
      return failure();
    Layout layout = inferLayout(op);
    if (row::toRowOrder(map.getShape(), layout) !=
        row::toRowOrder(matrix.getShape(), Layout::nc))
      return failure();
    rewriter.replaceOp(
        op, buildLayer(rewriter, op.getLoc(), {{op.getSrc(), layout}}, matrix,
                       Layout::nc, [](OpBuilder &, ValueRange values) {
                         return values.front();
                       }));
    return success();
  }
};

/// Exporters write some reshapes as a selection of each element by tables of
/// its indices.
struct SimplifySelection : OpInterfaceRewritePattern<linalg::LinalgOp> {
  using OpInterfaceRewritePattern::OpInterfaceRewritePattern;

  LogicalResult matchAndRewrite(linalg::LinalgOp op,
                                PatternRewriter &rewriter) const override;
};

/// Folds the reshape behind a grouped convolution or a linear layer with the
/// one that raising it has left.
template <typename OpTy>
struct FoldReshape : OpRewritePattern<OpTy> {
  using OpRewritePattern<OpTy>::OpRewritePattern;

  LogicalResult matchAndRewrite(OpTy op,
                                PatternRewriter &rewriter) const override {
    SmallVector<OpFoldResult> folded;
    if (failed(op->fold(folded)) || folded.size() != 1)
      return failure();
    auto value = dyn_cast<Value>(folded.front());
    if (!value)
      return failure();
    Operation *producer = op->getOperand(0).getDefiningOp();
    rewriter.replaceOp(op, value);
    // What follows may ask whether it alone reads the value.
    if (isOpTriviallyDead(producer))
      rewriter.eraseOp(producer);
    return success();
  }
};

} // namespace

/// Whether each element of what `op` makes is that of `extract` at the same
/// place in the order of elements.
static bool selectsInOrder(linalg::LinalgOp op, tensor::ExtractOp extract) {
  RankedTensorType source = extract.getTensor().getType();
  auto result = cast<RankedTensorType>(op->getResult(0).getType());
  SmallVector<int64_t> from = computeStrides(source.getShape());
  SmallVector<int64_t> to = computeStrides(result.getShape());
  // The last element first: where anything else is selected, it tells most.
  for (int64_t element = result.getNumElements(); element-- > 0;) {
    auto positions =
        llvm::to_vector_of<std::optional<int64_t>>(delinearize(element, to));
    SmallVector<int64_t> indices;
    for (Value value : extract.getIndices()) {
      std::optional<int64_t> index = evaluateIndex(value, positions);
      if (!index)
        return false;
      indices.push_back(*index);
    }
    if (linearize(indices, from) != element)
      return false;
  }
  return true;
}

LogicalResult
SimplifySelection::matchAndRewrite(linalg::LinalgOp op,
                                   PatternRewriter &rewriter) const {
  Value element = getElementResult(op);
  auto extract = element ? element.getDefiningOp<tensor::ExtractOp>()
                         : tensor::ExtractOp();
  if (!extract || extract->getBlock() != op.getBlock())
    return failure();
  Value source = extract.getTensor();
  auto from = cast<RankedTensorType>(source.getType());
  auto to = cast<RankedTensorType>(op->getResult(0).getType());
  if (!hasLayerTypes({source, op->getResult(0)}) ||
      from.getNumElements() != to.getNumElements() ||
      from.getRank() == to.getRank())
    return failure();
  auto indices = getReassociationIndicesForReshape(from, to);
  if (!indices || !selectsInOrder(op, extract))
    return failure();
  if (from.getRank() > to.getRank())
    rewriter.replaceOpWithNewOp<tensor::CollapseShapeOp>(op, to, source,
                                                         *indices);
  else
    rewriter.replaceOpWithNewOp<tensor::ExpandShapeOp>(op, to, source,
                                                       *indices);
  return success();
}

void lrcnn::populateReshapePatterns(RewritePatternSet &patterns) {
  patterns.add<SimplifySelection>(patterns.getContext());
}

void lrcnn::populateShapePatterns(RewritePatternSet &patterns) {
  patterns.add<RaiseConcat, RaiseInsertions, RaiseTranspose, RaiseFlatten,
               FoldReshape<tensor::CollapseShapeOp>,
               FoldReshape<tensor::ExpandShapeOp>>(patterns.getContext());
}
