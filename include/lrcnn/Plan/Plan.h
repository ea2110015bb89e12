//===- Plan.h - Segments, strategies, cuts ----------------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_PLAN_PLAN_H
#define LRCNN_PLAN_PLAN_H

#include "lrcnn/Plan/Graph.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/JSON.h"
#include <optional>

namespace lrcnn::plan {

/// How a segment is carried through forward and backward.
enum class Strategy {
  /// Intermediates stay whole until the backward pass.
  store,
  /// Only the inputs stay; one tile, made again in the backward pass.
  recompute,
  /// OverL: tiles on their own, halos computed again.
  overlap,
  /// 2PS: tiles hand boundary rows over, none is computed twice in a pass.
  two_phase
};

llvm::StringRef toString(Strategy strategy);
std::optional<Strategy> parseStrategy(llvm::StringRef name);

/// Consecutive layers that are tiled as one.
struct Segment {
  int firstLayer = 0, endLayer = 0;
  Strategy strategy = Strategy::store;
  /// Image groups.
  int64_t batchTiles = 1;
  /// Ends of the tiles in rows of the primary output (`getPrimary`). Another
  /// output of h rows is cut at floor(cut * h / height of the primary).
  std::vector<int64_t> cuts;
  /// Whether what crosses the segment's end is kept until the backward pass.
  /// If not, the segment runs again before its backward sweep, from the
  /// checkpoint before (`Residency`).
  bool checkpoint = true;
};

/// Where the backward pass finds the values of a tensor.
enum class Fate {
  /// Nowhere: none of its kernels reads them, or they are the caller's.
  none,
  /// Whole in the stash.
  kept,
  /// Whole in the offload area of a step, in the host's memory.
  offloaded,
  /// Made again whole: the tensor's segment ends at no checkpoint and runs
  /// again
  /// before the sweeps of its region.
  again,
  /// Made again in the sweep of the tensor's own segment, slab by slab.
  remade
};

/// Whether a tensor stays whole from forward to backward.
inline bool isKept(Fate fate) {
  return fate == Fate::kept || fate == Fate::offloaded;
}

/// A gradient that lies where a value or another gradient has been.
struct Takeover {
  enum class Of { value, gradient };
  /// The tensor whose gradient it is.
  int tensor = -1;
  /// What it takes the storage of: value or gradient of tensor `from`.
  Of of = Of::value;
  int from = -1;

  bool operator==(const Takeover &) const = default;
};

/// What a tensor and its gradient are stored as.
enum class StorageType {
  /// What its layers compute with.
  native,
  bf16
};

struct Plan {
  std::vector<Segment> segments;
  /// By tensor. Empty: as `chooseFates` has it.
  std::vector<Fate> fates = {};
  /// None: as `chooseTakeovers` has it.
  std::optional<std::vector<Takeover>> takeovers = {};
  /// By tensor. Empty: all native.
  std::vector<StorageType> storage = {};

  StorageType getStorage(int tensor) const {
    return storage.empty() ? StorageType::native : storage[tensor];
  }
};

/// Where a segment ends.
struct Border {
  int endLayer = 0;
  /// As `Segment::checkpoint`.
  bool checkpoint = true;
  bool operator==(const Border &) const = default;
};

/// The tensor whose rows the segment's cuts count: the result of its last layer
/// that does not fold rows; of a segment of folds only, what the last one
/// folds.
int getPrimary(const Graph &graph, const Segment &segment);

/// Checks that `plan` covers `graph` and keeps the rules; the error names the
/// rule. The graph is taken as sound.
llvm::Error check(const Graph &graph, const Plan &plan);

/// Cuts of `rows` rows into `tiles` tiles, 1 to `rows`, that differ by one row
/// at most.
std::vector<int64_t> evenCuts(int64_t rows, int64_t tiles);

/// Cuts of the segment's primary output into `tiles` tiles, 1 to its rows,
/// whose largest tile has the least bytes (G6). The segment's own cuts do not
/// matter. Even cuts where they are as good.
std::vector<int64_t> balancedCuts(const Graph &graph, const Segment &segment,
                                  int64_t tiles);

/// Layers [firstLayer, endLayer) as a segment of `tiles` balanced tiles. The
/// error says how many tiles there can be.
llvm::Expected<Segment> makeSegment(const Graph &graph, int firstLayer,
                                    int endLayer, Strategy strategy,
                                    int64_t tiles, int64_t batchTiles,
                                    bool checkpoint);

/// A plan of one strategy and number of tiles in every segment.
struct UniformPlan {
  Strategy strategy = Strategy::store;
  /// Of a segment with fewer rows than the highest, no more than it has.
  int64_t tiles = 1;
  int64_t batchTiles = 1;
  /// Bytes of feature maps that may be alive in a backward sweep
  /// (`BorderChooser`); 0: segments end at barriers, each at a checkpoint.
  int64_t liveBytes = 0;
};

llvm::Expected<Plan> makePlan(const Graph &graph, const UniformPlan &uniform);

/// The same with the strategy of this name, whatever the uniform plan's.
llvm::Expected<Plan> makePlan(const Graph &graph, llvm::StringRef strategy,
                              UniformPlan uniform);

/// The same with segments that end at `borders`, whatever its live bytes.
llvm::Expected<Plan> makePlan(const Graph &graph, const UniformPlan &uniform,
                              llvm::ArrayRef<Border> borders);

/// The plan that a plan file says (docs/ABI has its schema); `check` has not
/// seen it yet.
llvm::Expected<Plan> parsePlan(const Graph &graph,
                               const llvm::json::Value &file);

/// The plan that a plan file says: the text `text`, else the file `path`.
/// Errors name the file.
llvm::Expected<Plan> readPlan(const Graph &graph, llvm::StringRef path,
                              llvm::StringRef text);

} // namespace lrcnn::plan

#endif // LRCNN_PLAN_PLAN_H
