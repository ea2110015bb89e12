//===- Profile.h - How long calls take on a machine -------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_PLAN_PROFILE_H
#define LRCNN_PLAN_PROFILE_H

#include "lrcnn/Plan/Schedule.h"

namespace lrcnn::plan {

/// What a kernel's rate depends on.
struct KernelShape {
  /// The operation that it runs, as `Layer::kind` or `Gradient::kind`: so the
  /// pass, too.
  std::string kind;
  /// Of the layer's result: its channels, its width, and how many products each
  /// of its elements is the sum of, 0 if of none.
  int64_t channels = 1, width = 1, summands = 0;
  /// Rows of one image that a call goes through.
  int64_t rows = 1;
};

/// A rate as it was measured: multiply-adds per second of a kernel that has
/// any, bytes per second (`MovedBytes`) of another.
struct KernelRate {
  KernelShape shape;
  double perSecond = 0;
};

/// What calls cost on a machine with so many threads.
struct Profile {
  std::string machine;
  int64_t threads = 1;
  std::vector<KernelRate> rates;
  /// Bytes per second, read and written: of copies of maps, of boundary rows
  /// that are kept and restored, of filters into layouts of kernels and out of
  /// them.
  double copyRate = 0, keepRate = 0, packRate = 0;
  /// Of any call, whatever it does.
  double secondsPerCall = 0;

  /// Checks that rates are positive numbers and that there is one for every
  /// kind: one of an empty kind is for those that have none.
  llvm::Error check() const;
  llvm::json::Object toJson() const;

  /// The rate that was measured nearest to `shape`: of its kind, and of those
  /// of which it has the least factors in channels, width, summands and rows.
  double getRate(const KernelShape &shape) const;
};

/// The profile that `file` says, checked.
llvm::Expected<Profile> parseProfile(const llvm::json::Value &file);

/// The profile of a file; errors name it.
llvm::Expected<Profile> readProfile(llvm::StringRef path);

/// How long a step takes: every call in all its tiles and image groups, one
/// after the other.
struct StepSeconds {
  double forward = 0, backward = 0;

  double getSum() const { return forward + backward; }
};
StepSeconds getSeconds(const Graph &graph, const Schedule &schedule,
                       const Profile &profile);

} // namespace lrcnn::plan

#endif // LRCNN_PLAN_PROFILE_H
