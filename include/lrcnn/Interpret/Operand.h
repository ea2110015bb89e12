//===- Operand.h - What a layer reads and makes -----------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_INTERPRET_OPERAND_H
#define LRCNN_INTERPRET_OPERAND_H

#include "lrcnn/Plan/Geometry.h"
#include "mlir/IR/BuiltinTypes.h"
#include <optional>
#include <vector>

namespace lrcnn::interpret {

/// Elements of one row of one image of a feature map, or all elements of a
/// parameter.
inline int64_t getRowSize(mlir::RankedTensorType type, bool hasRows) {
  return hasRows ? type.getDimSize(2) * type.getDimSize(3)
                 : type.getNumElements();
}

/// What a layer reads: the rows of a feature map, or a parameter, which counts
/// as one row. Rows are numbered as those of the whole tensor.
class Operand {
public:
  explicit Operand(int64_t rowSize) : zeros(rowSize, 0.0) {}
  virtual ~Operand() = default;

  /// The elements of a row. A row that is not there is remembered, and zeros
  /// are given in its place.
  const double *getRow(int64_t image, int64_t row) {
    return takesPart(row) ? getExisting(image, row) : zeros.data();
  }
  const double *getParameter() { return getRow(0, 0); }
  /// The one row that is spread over another tensor's. Limits are about those.
  const double *getSpreadRow(int64_t image) { return getExisting(image, 0); }

  /// Takes rows outside of `rows` as zero and never looks at them.
  void setLimit(plan::Rows rows) { limit = rows; }
  bool takesPart(int64_t row) const {
    return !limit || (limit->begin <= row && row < limit->end);
  }
  const std::optional<plan::Rows> &getLimit() const { return limit; }

  /// The first image and row that was asked for and is not there.
  const std::optional<std::pair<int64_t, int64_t>> &getMissing() const {
    return missing;
  }
  /// Says why that row is not there.
  virtual std::string describeMissing() const = 0;

protected:
  virtual const double *find(int64_t image, int64_t row) = 0;

private:
  const double *getExisting(int64_t image, int64_t row) {
    if (const double *values = find(image, row))
      return values;
    if (!missing)
      missing = {image, row};
    return zeros.data();
  }

  std::vector<double> zeros;
  std::optional<plan::Rows> limit;
  std::optional<std::pair<int64_t, int64_t>> missing;
};

/// Some rows of all images of a value that a layer made, at first zero.
class ComputedRows : public Operand {
public:
  ComputedRows(plan::Rows rows, int64_t images, int64_t rowSize)
      : Operand(rowSize), rows(rows), rowSize(rowSize),
        values(images * rows.size() * rowSize, 0.0) {}

  plan::Rows getRows() const { return rows; }
  int64_t getRowSize() const { return rowSize; }
  double *getOwnRow(int64_t image, int64_t row) {
    return values.data() + (image * rows.size() + row - rows.begin) * rowSize;
  }
  std::vector<double> &getValues() { return values; }

  std::string describeMissing() const override {
    return "is not among the rows [" + std::to_string(rows.begin) + ", " +
           std::to_string(rows.end) + ") that its window asks for";
  }

protected:
  const double *find(int64_t image, int64_t row) override {
    return rows.begin <= row && row < rows.end ? getOwnRow(image, row)
                                               : nullptr;
  }

private:
  plan::Rows rows;
  int64_t rowSize;
  std::vector<double> values;
};

} // namespace lrcnn::interpret

#endif // LRCNN_INTERPRET_OPERAND_H
