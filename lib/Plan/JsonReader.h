//===- JsonReader.h - Objects whose keys are all known ----------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_LIB_PLAN_JSONREADER_H
#define LRCNN_LIB_PLAN_JSONREADER_H

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/JSON.h"

namespace lrcnn::plan {

/// Reads an object key by key. What is missing, of another kind or unknown is
/// reported to the path, and then the result is false.
class JsonReader {
public:
  JsonReader(const llvm::json::Value &value, llvm::json::Path path)
      : object(value.getAsObject()), path(path) {
    if (!object)
      path.report("expected object");
  }

  explicit operator bool() const { return object; }

  template <typename T>
  bool read(llvm::StringLiteral key, T &out) {
    if (const llvm::json::Value *value = find(key))
      return readValue(*value, out, path.field(key));
    return report(key, "missing value");
  }
  template <typename T>
  bool readOptional(llvm::StringLiteral key, T &out) {
    const llvm::json::Value *value = find(key);
    return !value || readValue(*value, out, path.field(key));
  }
  /// Appends all elements of a list.
  template <typename List>
  bool readList(llvm::StringLiteral key, List &list) {
    const llvm::json::Value *value = find(key);
    const llvm::json::Array *array = value ? value->getAsArray() : nullptr;
    if (!array)
      return report(key, "expected array");
    for (auto [index, item] : llvm::enumerate(*array))
      if (!readValue(item, list.emplace_back(), path.field(key).index(index)))
        return false;
    return true;
  }
  /// Lets the object have a key that something else reads.
  void allow(llvm::StringRef key) { known.push_back(key); }
  /// Whether the object has no keys but those that were read.
  bool finish() {
    for (const auto &[key, value] : *object)
      if (!llvm::is_contained(known, llvm::StringRef(key)))
        return report(key, "unknown key");
    return true;
  }
  bool report(llvm::StringRef key, llvm::StringLiteral message) {
    path.field(key).report(message);
    return false;
  }

private:
  const llvm::json::Value *find(llvm::StringLiteral key) {
    allow(key);
    return object->get(key);
  }
  template <typename T>
  static bool readValue(const llvm::json::Value &value, T &out,
                        llvm::json::Path path) {
    if constexpr (std::is_same_v<T, int>) {
      // LLVM's reader cuts off what does not fit.
      int64_t number = 0;
      if (!fromJSON(value, number, path))
        return false;
      if (number != static_cast<int>(number)) {
        path.report("expected a number of 32 bits");
        return false;
      }
      out = number;
      return true;
    } else {
      return fromJSON(value, out, path);
    }
  }

  const llvm::json::Object *object;
  llvm::json::Path path;
  llvm::SmallVector<llvm::StringRef> known;
};

} // namespace lrcnn::plan

#endif // LRCNN_LIB_PLAN_JSONREADER_H
