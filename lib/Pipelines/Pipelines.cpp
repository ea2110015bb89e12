//===- Pipelines.cpp - The stages in order --------------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Pipelines/Pipelines.h"
#include "lrcnn/Conversion/Passes.h"
#include "lrcnn/Dialect/Row/Transforms/Passes.h"
#include "lrcnn/Pipelines/Compile.h"
#include "lrcnn/Target/CPU/CPUTarget.h"
#include "lrcnn/Target/CUDA/CUDATarget.h"
#include "lrcnn/Target/Passes.h"
#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlow.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/MLProgram/IR/MLProgram.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/Pass/PassRegistry.h"
#include "mlir/Target/LLVMIR/Dialect/All.h"

using namespace mlir;
using namespace lrcnn;

void lrcnn::setOptions(PipelineOptions &pipeline,
                       const CompileOptions &options) {
  pipeline.strategy = options.strategy;
  pipeline.rows = options.rows;
  pipeline.batchTiles = options.batchTiles;
  pipeline.liveBytes = options.liveBytes;
  pipeline.planFile = options.planFile;
  pipeline.planText = options.planText;
  for (const std::string &name : options.grad)
    pipeline.grad.push_back(name);
  pipeline.target = options.target;
  for (const std::string &parameter : options.targetParameters)
    pipeline.targetParameters.push_back(parameter);
}

void lrcnn::buildDifferentiatePipeline(OpPassManager &manager,
                                       const PipelineOptions &options) {
  OpPassManager &functions = manager.nest<func::FuncOp>();
  AttachTargetPassOptions attach;
  attach.target = options.target;
  attach.parameters.assign(options.targetParameters.begin(),
                           options.targetParameters.end());
  functions.addPass(createAttachTargetPass(attach));
  row::DifferentiatePassOptions differentiate;
  differentiate.grad.assign(options.grad.begin(), options.grad.end());
  functions.addPass(row::createDifferentiatePass(differentiate));
}

void lrcnn::buildPlanPipeline(OpPassManager &manager,
                              const PipelineOptions &options) {
  row::PlanPassOptions plan;
  plan.strategy = options.strategy;
  plan.rows = options.rows;
  plan.batchTiles = options.batchTiles;
  plan.liveBytes = options.liveBytes;
  plan.planFile = options.planFile;
  plan.planText = options.planText;
  manager.nest<func::FuncOp>().addPass(row::createPlanPass(plan));
}

void lrcnn::buildProgramPipeline(OpPassManager &manager) {
  manager.addPass(row::createTilePass());
  manager.nest<row::ProgramOp>().addPass(row::createBufferizePass());
}

void lrcnn::buildPipeline(OpPassManager &manager,
                          const PipelineOptions &options) {
  manager.nest<func::FuncOp>().addPass(createRaisePass());
  buildDifferentiatePipeline(manager, options);
  buildPlanPipeline(manager, options);
  buildProgramPipeline(manager);
  manager.addPass(createToLLVMPass());
}

void lrcnn::registerPasses() {
  registerLRCNNConversionPasses();
  row::registerRowPasses();
  registerLRCNNTargetPasses();
  PassPipelineRegistration<PipelineOptions>(
      "lrcnn-pipeline",
      "All stages, from linalg or row.chain to LLVM's dialect", buildPipeline);
}

void lrcnn::registerDialects(DialectRegistry &registry) {
  registry
      .insert<affine::AffineDialect, arith::ArithDialect,
              cf::ControlFlowDialect, func::FuncDialect, linalg::LinalgDialect,
              LLVM::LLVMDialect, math::MathDialect, memref::MemRefDialect,
              ml_program::MLProgramDialect, row::RowDialect, scf::SCFDialect,
              tensor::TensorDialect, vector::VectorDialect>();
  registerLinalgModels(registry);
  cpu::registerTarget(registry);
  cuda::registerTarget(registry);
  registerAllToLLVMIRTranslations(registry);
}
