//===- KernelSpec.h - Kinds of kernels, and what they are made for -*- C++
//-*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_KERNEL_KERNELSPEC_H
#define LRCNN_KERNEL_KERNELSPEC_H

#include "mlir/Support/TypeID.h"
#include "llvm/ADT/StringRef.h"

#include <cassert>
#include <memory>
#include <string>

namespace lrcnn::kernel {

/// What a kernel does. A kind is its name. It is declared once, in the
/// specification that its kernels have; there is no list of all, and each
/// target adds what emits the kind.
class KernelKind {
public:
  constexpr explicit KernelKind(const char *name) : name(name) {}

  llvm::StringRef getName() const { return name; }
  bool operator==(KernelKind other) const {
    return getName() == other.getName();
  }

private:
  const char *name;
};

/// What the kernels of one kind differ in: a value of any type that has a
/// `getKey()`, which is equal for equal kernels.
class KernelSpec {
public:
  template <typename SpecT>
  KernelSpec(SpecT spec)
      : type(mlir::TypeID::get<SpecT>()),
        value(std::make_shared<const Model<SpecT>>(std::move(spec))) {}

  std::string getKey() const { return value->getKey(); }

  /// The specification, whose type the kind tells.
  template <typename SpecT>
  const SpecT &get() const {
    assert(type == mlir::TypeID::get<SpecT>() && "of another kind");
    return static_cast<const Model<SpecT> &>(*value).spec;
  }

private:
  struct Concept {
    virtual ~Concept() = default;
    virtual std::string getKey() const = 0;
  };
  template <typename SpecT>
  struct Model final : Concept {
    explicit Model(SpecT spec) : spec(std::move(spec)) {}
    std::string getKey() const override { return spec.getKey(); }
    SpecT spec;
  };

  mlir::TypeID type;
  std::shared_ptr<const Concept> value;
};

} // namespace lrcnn::kernel

#endif // LRCNN_KERNEL_KERNELSPEC_H
