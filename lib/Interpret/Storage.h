//===- Storage.h - Buffers and arguments of a program -----------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_LIB_INTERPRET_STORAGE_H
#define LRCNN_LIB_INTERPRET_STORAGE_H

#include "lrcnn/Interpret/Operand.h"
#include <memory>
#include <string>

namespace lrcnn::interpret {

class Storage;

/// Elements at which storages lie, each with the storage that wrote it last.
class Arena {
public:
  /// Fills the arena with signalling NaNs that nobody wrote.
  void reset(int64_t size);
  int64_t getSize() const { return values.size(); }
  double *getValues() { return values.data(); }
  /// Makes `writer` the one who wrote elements [begin, end). Others lose the
  /// rows that they had there.
  void claim(Storage &writer, int64_t begin, int64_t end);

private:
  std::vector<double> values;
  std::vector<Storage *> writers;
};

/// What a `row.buffer` or a `row.argument` stands for. It knows which rows it
/// holds and which of them have been written. A parameter is one row of one
/// image.
class Storage {
public:
  struct Shape {
    int64_t copies = 1, images = 1, capacity = 1, rowSize = 0;
  };

  /// Storage of its own, if `arena` is null; else at element `begin` of it,
  /// copies `copyStride` elements apart.
  Storage(std::string name, Shape shape, Arena *arena = nullptr,
          int64_t begin = 0, int64_t copyStride = 0);

  const std::string &getName() const { return name; }
  const Shape &getShape() const { return shape; }

  /// Forgets what was written; the storage now holds `rows` of each copy.
  void begin(plan::Rows rows);
  /// The same for one copy.
  void beginCopy(int64_t copy, plan::Rows rows);

  /// The elements of a row, or null if it is outside of the window, has not
  /// been written, or was overwritten.
  double *find(int64_t copy, int64_t image, int64_t row);
  /// The place of a row that is to be written; null outside of the window.
  double *claim(int64_t copy, int64_t image, int64_t row);
  /// Says why a row is not there.
  std::string describeMissing(int64_t copy, int64_t image, int64_t row) const;

private:
  friend class Arena;
  int64_t getSlot(int64_t copy, int64_t image, int64_t row) const;
  double *getSlotValues(int64_t slot);
  bool holds(int64_t copy, int64_t image, int64_t row) const;
  /// `writer` wrote element `element` of the arena.
  void lose(int64_t element, const Storage *writer);

  std::string name;
  Shape shape;
  std::unique_ptr<Arena> own;
  Arena &arena;
  int64_t first, copyStride;
  /// The rows that each copy holds.
  std::vector<plan::Rows> windows;
  /// Who wrote each row last; null if nobody did.
  std::vector<const Storage *> writers;
};

/// Rows of a storage, seen by a kernel whose images begin at `firstImage`.
class StorageOperand : public Operand {
public:
  StorageOperand(Storage &storage, int64_t firstImage)
      : Operand(storage.getShape().rowSize), storage(storage),
        firstImage(firstImage) {}

  std::string describeMissing() const override {
    auto [image, row] = *getMissing();
    return storage.describeMissing(0, firstImage + image, row);
  }

protected:
  const double *find(int64_t image, int64_t row) override {
    return storage.find(0, firstImage + image, row);
  }

private:
  Storage &storage;
  int64_t firstImage;
};

} // namespace lrcnn::interpret

#endif // LRCNN_LIB_INTERPRET_STORAGE_H
