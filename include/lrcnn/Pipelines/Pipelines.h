//===- Pipelines.h - The stages in order -*- C++ -*-===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef LRCNN_PIPELINES_PIPELINES_H
#define LRCNN_PIPELINES_PIPELINES_H

#include "mlir/IR/DialectRegistry.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassOptions.h"

namespace lrcnn {

struct CompileOptions;

/// What a chain is planned and compiled with.
struct PipelineOptions : public mlir::PassPipelineOptions<PipelineOptions> {
  Option<std::string> strategy{
      *this, "strategy",
      llvm::cl::desc("store, recompute, overlap or two_phase"),
      llvm::cl::init("store")};
  Option<int64_t> rows{
      *this, "rows",
      llvm::cl::desc("tiles over the rows of a segment's output"),
      llvm::cl::init(1)};
  Option<int64_t> batchTiles{*this, "batch-tiles",
                             llvm::cl::desc("tiles over the batch"),
                             llvm::cl::init(1)};
  Option<int64_t> liveBytes{
      *this, "live-bytes",
      llvm::cl::desc("bytes of feature maps that may be alive in a backward "
                     "sweep; 0: every border is a checkpoint"),
      llvm::cl::init(0)};
  Option<std::string> planFile{
      *this, "plan-file",
      llvm::cl::desc("JSON file with segments, in place of the above")};
  Option<std::string> planText{*this, "plan-text",
                               llvm::cl::desc("the contents of such a file")};
  ListOption<std::string> grad{
      *this, "grad",
      llvm::cl::desc("names of activations whose gradients are wanted")};
  Option<std::string> target{*this, "target",
                             llvm::cl::desc("name of the target"),
                             llvm::cl::init("cpu")};
  ListOption<std::string> targetParameters{
      *this, "target-parameters",
      llvm::cl::desc("parameters of the target as NAME=INTEGER; without them "
                     "they are as this machine has them")};
};

void setOptions(PipelineOptions &pipeline, const CompileOptions &options);

/// Chains to differentiated ones that say what they are for. What follows plans
/// them: a plan is made of what gradients read.
void buildDifferentiatePipeline(mlir::OpPassManager &manager,
                                const PipelineOptions &options);

/// Differentiated chains to planned ones.
void buildPlanPipeline(mlir::OpPassManager &manager,
                       const PipelineOptions &options);

/// Planned chains to programs whose buffers have places.
void buildProgramPipeline(mlir::OpPassManager &manager);

/// The same down to LLVM's dialect: `lrcnn-pipeline`.
void buildPipeline(mlir::OpPassManager &manager,
                   const PipelineOptions &options);

/// Registers the project's passes and pipelines with MLIR's global registry.
void registerPasses();

/// Every dialect that the passes read or write.
void registerDialects(mlir::DialectRegistry &registry);

} // namespace lrcnn

#endif // LRCNN_PIPELINES_PIPELINES_H
