//===- Storage.cpp - Buffers and arguments of a program -------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Storage.h"
#include <limits>

using namespace lrcnn;
using namespace lrcnn::interpret;

//===----------------------------------------------------------------------===//
// Arena
//===----------------------------------------------------------------------===//

void Arena::reset(int64_t size) {
  values.assign(size, std::numeric_limits<double>::signaling_NaN());
  writers.assign(size, nullptr);
}

void Arena::claim(Storage &writer, int64_t begin, int64_t end) {
  for (int64_t element = begin; element < end; ++element) {
    Storage *&last = writers[element];
    if (last == &writer)
      continue;
    if (last)
      last->lose(element, &writer);
    last = &writer;
  }
}

//===----------------------------------------------------------------------===//
// Storage
//===----------------------------------------------------------------------===//

Storage::Storage(std::string name, Shape shape, Arena *shared, int64_t begin,
                 int64_t copyStride)
    : name(std::move(name)), shape(shape),
      own(shared ? nullptr : std::make_unique<Arena>()),
      arena(shared ? *shared : *own), first(begin),
      copyStride(shared ? copyStride
                        : shape.images * shape.capacity * shape.rowSize),
      windows(shape.copies, plan::Rows{0, shape.capacity}),
      writers(shape.copies * shape.images * shape.capacity, nullptr) {
  if (own)
    own->reset(shape.copies * this->copyStride);
}

void Storage::begin(plan::Rows rows) {
  for (int64_t copy = 0; copy < shape.copies; ++copy)
    beginCopy(copy, rows);
}

void Storage::beginCopy(int64_t copy, plan::Rows rows) {
  windows[copy] = rows;
  int64_t slots = shape.images * shape.capacity;
  std::fill_n(writers.begin() + copy * slots, slots, nullptr);
  if (own)
    std::fill_n(getSlotValues(copy * slots), copyStride,
                std::numeric_limits<double>::signaling_NaN());
}

bool Storage::holds(int64_t copy, int64_t image, int64_t row) const {
  return copy >= 0 && copy < shape.copies && image >= 0 &&
         image < shape.images && row >= windows[copy].begin &&
         row < windows[copy].end;
}

int64_t Storage::getSlot(int64_t copy, int64_t image, int64_t row) const {
  return (copy * shape.images + image) * shape.capacity + row -
         windows[copy].begin;
}

double *Storage::getSlotValues(int64_t slot) {
  int64_t slotsOfCopy = shape.images * shape.capacity;
  return arena.getValues() + first + slot / slotsOfCopy * copyStride +
         slot % slotsOfCopy * shape.rowSize;
}

double *Storage::find(int64_t copy, int64_t image, int64_t row) {
  if (!holds(copy, image, row))
    return nullptr;
  int64_t slot = getSlot(copy, image, row);
  return writers[slot] == this ? getSlotValues(slot) : nullptr;
}

double *Storage::claim(int64_t copy, int64_t image, int64_t row) {
  if (!holds(copy, image, row))
    return nullptr;
  int64_t slot = getSlot(copy, image, row);
  double *values = getSlotValues(slot);
  int64_t begin = values - arena.getValues();
  arena.claim(*this, begin, begin + shape.rowSize);
  writers[slot] = this;
  return values;
}

void Storage::lose(int64_t element, const Storage *writer) {
  int64_t offset = element - first;
  int64_t slot = offset / copyStride * shape.images * shape.capacity +
                 offset % copyStride / shape.rowSize;
  if (writers[slot] == this)
    writers[slot] = writer;
}

std::string Storage::describeMissing(int64_t copy, int64_t image,
                                     int64_t row) const {
  if (!holds(copy, image, row)) {
    plan::Rows window = windows[copy];
    return "is outside of the rows [" + std::to_string(window.begin) + ", " +
           std::to_string(window.end) + ") that '" + name + "' holds";
  }
  const Storage *writer = writers[getSlot(copy, image, row)];
  if (!writer)
    return "has not been written to '" + name + "'";
  return "'" + writer->name + "' has overwritten in '" + name + "'";
}
