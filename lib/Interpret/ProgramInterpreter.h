//===- ProgramInterpreter.h - Running slab programs -------------*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_LIB_INTERPRET_PROGRAMINTERPRETER_H
#define LRCNN_LIB_INTERPRET_PROGRAMINTERPRETER_H

#include "BodyEvaluator.h"
#include "Storage.h"
#include "lrcnn/Interpret/Interpret.h"
#include "llvm/ADT/DenseSet.h"

namespace lrcnn::interpret {

/// A mean and a sum of squared distances from it that grow by parts.
struct Moments {
  double count = 0, mean = 0, squares = 0;

  void merge(int64_t otherCount, double otherMean, double otherVariance);
};

/// Runs the entries of one program once.
class ProgramInterpreter {
public:
  explicit ProgramInterpreter(row::ProgramOp program) : program(program) {}

  llvm::FailureOr<Result> run(const Arrays &arguments, Entry entry);

private:
  /// Where an operation runs: in one iteration of a loop over tiles, or outside
  /// of loops, where there is one tile of all images.
  struct Position {
    row::TilesOp loop;
    int64_t group = 0, tile = 0, firstImage = 0, images = 0;
  };

  //===--------------------------------------------------------------------===//
  // ProgramStorage.cpp: arguments and buffers
  //===--------------------------------------------------------------------===//
  llvm::LogicalResult createStorages(Entry entry);
  llvm::LogicalResult checkPlaces();
  llvm::LogicalResult createBuffer(row::BufferOp buffer);
  /// Makes the workspace and the buffers of an entry.
  llvm::LogicalResult beginEntry(row::EntryOp entry);
  /// Lets a buffer begin anew with the rows that it holds in tile `tile`.
  void beginBuffer(row::BufferOp buffer, int64_t tile);
  llvm::LogicalResult loadArguments(const Arrays &arguments, Entry entry);
  llvm::FailureOr<Arrays> collectResults(Entry entry);

  //===--------------------------------------------------------------------===//
  // ProgramInterpreter.cpp: what entries do
  //===--------------------------------------------------------------------===//
  llvm::LogicalResult runEntry(row::EntryKind kind);
  llvm::LogicalResult runLoop(row::TilesOp loop);
  llvm::LogicalResult runBlock(mlir::Block &block, const Position &position);
  llvm::LogicalResult runKernel(row::KernelOp kernel, Position position);
  /// Makes the rows of a kernel's result its own, those that it adds to if they
  /// are there.
  llvm::LogicalResult claimRows(row::KernelOp kernel, const Position &position);
  /// Writes or adds what a kernel computed.
  llvm::LogicalResult writeRows(row::KernelOp kernel, const Position &position,
                                Operand &computed);
  /// The same for a fold, whose result every tile but the first adds to.
  llvm::LogicalResult claimFold(row::KernelOp kernel, const Position &position);
  void writeFold(row::KernelOp kernel, const Position &position,
                 Operand &computed);
  /// Whether a tile before has written the fold's result.
  bool isBegun(row::KernelOp kernel, const Position &position);
  void mergeStatistics(row::KernelOp kernel, row::StatisticsOp statistics,
                       const Position &position, bool add, Operand &computed);
  llvm::LogicalResult unpackStatistics(row::UnpackOp unpack);
  llvm::LogicalResult runKeep(row::KeepOp keep, const Position &position);
  llvm::LogicalResult runRestore(row::RestoreOp restore,
                                 const Position &position);
  llvm::LogicalResult copyRows(mlir::Operation *op, const Position &position,
                               plan::Rows rows, mlir::Value source,
                               int64_t sourceCopy, mlir::Value target,
                               int64_t targetCopy);
  llvm::LogicalResult copyParameter(mlir::Operation *op, mlir::Value source,
                                    mlir::Value target, bool add);

  Storage &getStorage(mlir::Value value) { return *storages.at(value); }
  /// The number that the first of the position's images has in `storage`: a
  /// slab for the images of one group counts them from 0.
  static int64_t getFirstImage(const Storage &storage,
                               const Position &position);

  row::ProgramOp program;
  BodyEvaluator evaluator;
  Arena stash, workspace;
  /// Bytes of an element of the buffers; 0 if there are none.
  int64_t elementBytes = 0;
  llvm::DenseMap<mlir::Value, std::unique_ptr<Storage>> storages;
  /// Folds that have begun, and for which group of images.
  llvm::DenseSet<std::pair<mlir::Operation *, int64_t>> begun;
  /// What accumulators have, for each image and channel.
  llvm::DenseMap<mlir::Value, std::vector<Moments>> moments;
};

} // namespace lrcnn::interpret

#endif // LRCNN_LIB_INTERPRET_PROGRAMINTERPRETER_H
