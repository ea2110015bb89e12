//===- ProgramInterface.cpp - The C interface of a program ----------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lrcnn/Target/Program/ProgramInterface.h"

#include "lrcnn/Runtime/descriptor.h"

#include "mlir/IR/ImplicitLocOpBuilder.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/bit.h"
#include "llvm/Support/InterleavedRange.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace lrcnn;

//===----------------------------------------------------------------------===//
// Types
//===----------------------------------------------------------------------===//

namespace {
/// The structures of descriptor.h in the LLVM dialect. Their members are as
/// wide as they are aligned, so that the layouts agree.
struct Types {
  explicit Types(MLIRContext *context)
      : context(context), ptr(LLVM::LLVMPointerType::get(context)),
        i32(IntegerType::get(context, 32)), i64(IntegerType::get(context, 64)) {
  }

  LLVM::LLVMStructType structure(ArrayRef<Type> members) {
    return LLVM::LLVMStructType::getLiteral(context, members);
  }

  LLVM::LLVMStructType argument() {
    return structure({ptr, ptr, i32, i32, i32, i32, i32, i32});
  }
  LLVM::LLVMStructType info() {
    return structure({i64, i64, ptr, ptr, i64, i64, ptr, i32, i32, i64, i64,
                      i64, i64, i64, i64});
  }
  LLVM::LLVMStructType descriptor() {
    return structure({info(), ptr, ptr, ptr});
  }

  MLIRContext *context;
  LLVM::LLVMPointerType ptr;
  IntegerType i32, i64;
};
} // namespace

static_assert(sizeof(lrcnn_argument) == 2 * 8 + 6 * 4 &&
              offsetof(lrcnn_argument, reserved) == 2 * 8 + 5 * 4);
static_assert(sizeof(lrcnn_program_info) == 14 * 8 &&
              offsetof(lrcnn_program_info, alignment) == 8 * 8 &&
              offsetof(lrcnn_program_info, offload_bytes) == 13 * 8);
static_assert(sizeof(lrcnn_program_descriptor) == 17 * 8 &&
              offsetof(lrcnn_program_descriptor, backward) == 16 * 8);

//===----------------------------------------------------------------------===//
// Constants
//===----------------------------------------------------------------------===//

namespace {
/// Builds the constants and functions of one program.
class InterfaceBuilder {
public:
  InterfaceBuilder(ModuleOp module, const ProgramInterface &program)
      : module(module), program(program), types(module.getContext()),
        builder(module.getLoc(), OpBuilder::atBlockEnd(module.getBody())) {}

  void buildDescriptor();
  void buildFunctions();

private:
  LLVM::GlobalOp buildString(const Twine &name, StringRef text);
  LLVM::GlobalOp buildShape(const Twine &name, ArrayRef<int64_t> shape);
  LLVM::GlobalOp buildArguments();

  Value i32(int64_t value) {
    return LLVM::ConstantOp::create(builder, types.i32, value);
  }
  Value i64(int64_t value) {
    return LLVM::ConstantOp::create(builder, types.i64, value);
  }
  Value addressOf(LLVM::GlobalOp global) {
    return LLVM::AddressOfOp::create(builder, global);
  }
  /// The address of an entry, or null.
  Value addressOfEntry(StringRef name) {
    if (name.empty())
      return LLVM::ZeroOp::create(builder, types.ptr);
    return LLVM::AddressOfOp::create(builder, types.ptr, name);
  }
  Value buildStructureValue(LLVM::LLVMStructType type, ValueRange members);

  /// An exported function that hands the descriptor and its own arguments to a
  /// function of the runtime.
  void buildForwarder(StringRef suffix, StringRef callee, Type result,
                      ArrayRef<Type> parameters, bool passDescriptor = true);

  ModuleOp module;
  const ProgramInterface &program;
  Types types;
  ImplicitLocOpBuilder builder;
  LLVM::GlobalOp descriptor;
};
} // namespace

LLVM::GlobalOp InterfaceBuilder::buildString(const Twine &name,
                                             StringRef text) {
  std::string terminated = text.str() + '\0';
  Type type = LLVM::LLVMArrayType::get(builder.getI8Type(), terminated.size());
  return LLVM::GlobalOp::create(builder, type, /*isConstant=*/true,
                                LLVM::Linkage::Internal, name.str(),
                                builder.getStringAttr(terminated));
}

LLVM::GlobalOp InterfaceBuilder::buildShape(const Twine &name,
                                            ArrayRef<int64_t> shape) {
  Type type = LLVM::LLVMArrayType::get(types.i64, shape.size());
  return LLVM::GlobalOp::create(builder, type, /*isConstant=*/true,
                                LLVM::Linkage::Internal, name.str(),
                                builder.getI64TensorAttr(shape));
}

Value InterfaceBuilder::buildStructureValue(LLVM::LLVMStructType type,
                                            ValueRange members) {
  Value value = LLVM::PoisonOp::create(builder, type);
  for (auto [i, member] : llvm::enumerate(members))
    value = LLVM::InsertValueOp::create(builder, value, member, int64_t(i));
  return value;
}

LLVM::GlobalOp InterfaceBuilder::buildArguments() {
  SmallVector<std::pair<LLVM::GlobalOp, LLVM::GlobalOp>> parts;
  for (auto [i, argument] : llvm::enumerate(program.arguments))
    parts.emplace_back(
        buildString("lrcnn.argument." + Twine(i) + ".name", argument.name),
        buildShape("lrcnn.argument." + Twine(i) + ".shape", argument.shape));

  auto type = LLVM::LLVMArrayType::get(types.argument(), parts.size());
  auto global = LLVM::GlobalOp::create(builder, type, /*isConstant=*/true,
                                       LLVM::Linkage::Internal,
                                       "lrcnn.arguments", Attribute());
  OpBuilder::InsertionGuard guard(builder);
  builder.createBlock(&global.getInitializerRegion());
  Value array = LLVM::PoisonOp::create(builder, type);
  for (auto [i, argument] : llvm::enumerate(program.arguments)) {
    SmallVector<Value> members = {
        addressOf(parts[i].first),  addressOf(parts[i].second),
        i32(argument.shape.size()), i32(argument.dtype),
        i32(argument.role),         i32(argument.reads),
        i32(argument.writes),       i32(0)};
    array = LLVM::InsertValueOp::create(
        builder, array, buildStructureValue(types.argument(), members),
        int64_t(i));
  }
  LLVM::ReturnOp::create(builder, array);
  return global;
}

void InterfaceBuilder::buildDescriptor() {
  LLVM::GlobalOp name = buildString("lrcnn.name", program.name);
  LLVM::GlobalOp features = buildString("lrcnn.features", program.features);
  LLVM::GlobalOp arguments = buildArguments();
  descriptor = LLVM::GlobalOp::create(
      builder, types.descriptor(), /*isConstant=*/true, LLVM::Linkage::Internal,
      "lrcnn_program_descriptor", Attribute());
  OpBuilder::InsertionGuard guard(builder);
  builder.createBlock(&descriptor.getInitializerRegion());
  Value info = buildStructureValue(
      types.info(),
      {i64(sizeof(lrcnn_program_info)), i64(LRCNN_ABI_VERSION), addressOf(name),
       addressOf(arguments), i64(program.arguments.size()),
       i64(int64_t(program.fingerprint)), addressOf(features),
       i32(program.deviceKind), i32(0), i64(program.alignment),
       i64(program.stashBytes), i64(program.forwardWorkspaceBytes),
       i64(program.inferenceWorkspaceBytes),
       i64(program.backwardWorkspaceBytes), i64(program.offloadBytes)});
  Value value = buildStructureValue(types.descriptor(),
                                    {info, addressOfEntry(program.forward),
                                     addressOfEntry(program.inference),
                                     addressOfEntry(program.backward)});
  LLVM::ReturnOp::create(builder, value);
}

//===----------------------------------------------------------------------===//
// Functions
//===----------------------------------------------------------------------===//

LLVM::LLVMFuncOp lrcnn::getOrDeclareRuntime(ModuleOp module, StringRef name,
                                            LLVM::LLVMFunctionType type) {
  if (auto function = module.lookupSymbol<LLVM::LLVMFuncOp>(name))
    return function;
  OpBuilder builder = OpBuilder::atBlockBegin(module.getBody());
  auto function =
      LLVM::LLVMFuncOp::create(builder, module.getLoc(), name, type);
  function.setVisibility_(LLVM::Visibility::Hidden);
  function.setDsoLocal(true);
  return function;
}

void InterfaceBuilder::buildForwarder(StringRef suffix, StringRef callee,
                                      Type result, ArrayRef<Type> parameters,
                                      bool passDescriptor) {
  SmallVector<Type> calleeParameters(parameters);
  if (passDescriptor)
    calleeParameters.insert(calleeParameters.begin(), types.ptr);
  LLVM::LLVMFuncOp target = getOrDeclareRuntime(
      module, callee, LLVM::LLVMFunctionType::get(result, calleeParameters));
  auto function =
      LLVM::LLVMFuncOp::create(builder, (program.name + suffix).str(),
                               LLVM::LLVMFunctionType::get(result, parameters));
  OpBuilder::InsertionGuard guard(builder);
  Block *entry = function.addEntryBlock(builder);
  builder.setInsertionPointToStart(entry);
  SmallVector<Value> operands(entry->getArguments());
  if (passDescriptor)
    operands.insert(operands.begin(), addressOf(descriptor));
  auto call = LLVM::CallOp::create(builder, target, operands);
  LLVM::ReturnOp::create(builder, call.getResults());
}

void InterfaceBuilder::buildFunctions() {
  Type ptr = types.ptr;
  SmallVector<Type> callParameters = {ptr, ptr, types.i64, ptr, ptr};
  buildForwarder("_create", "lrcnn_runtime_create", types.i32, {ptr, ptr});
  buildForwarder("_forward", "lrcnn_runtime_forward", types.i32,
                 callParameters);
  buildForwarder("_backward", "lrcnn_runtime_backward", types.i32,
                 callParameters);
  buildForwarder("_destroy", "lrcnn_runtime_destroy",
                 LLVM::LLVMVoidType::get(types.context), {ptr},
                 /*passDescriptor=*/false);
  buildForwarder("_last_error", "lrcnn_runtime_last_error", ptr, {},
                 /*passDescriptor=*/false);

  auto info = LLVM::LLVMFuncOp::create(builder, program.name + "_info",
                                       LLVM::LLVMFunctionType::get(ptr, {}));
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(info.addEntryBlock(builder));
  LLVM::ReturnOp::create(builder, addressOf(descriptor));
}

std::vector<std::string> lrcnn::getExportedSymbols(StringRef programName) {
  std::vector<std::string> symbols;
  for (StringRef suffix :
       {"_info", "_create", "_forward", "_backward", "_destroy", "_last_error"})
    symbols.push_back((programName + suffix).str());
  symbols.push_back("lrcnn_last_error");
  return symbols;
}

//===----------------------------------------------------------------------===//
// Checks
//===----------------------------------------------------------------------===//

static bool isIdentifier(StringRef name) {
  return !name.empty() && !llvm::isDigit(name.front()) &&
         llvm::all_of(name,
                      [](char c) { return llvm::isAlnum(c) || c == '_'; });
}

static LogicalResult verify(ModuleOp module,
                            const ArgumentInterface &argument) {
  if (argument.shape.size() > LRCNN_MAX_RANK)
    return module.emitError("expected argument '")
           << argument.name << "' of rank " << LRCNN_MAX_RANK
           << " at most, got " << argument.shape.size();
  // In bytes of the largest type: the runtime multiplies sizes without a check.
  int64_t bytes = 8;
  for (int64_t size : argument.shape)
    if (size < 1 || llvm::MulOverflow(bytes, size, bytes))
      return module.emitError("expected argument '")
             << argument.name
             << "' of sizes from 1 whose bytes are a number of 64 bits, got "
             << llvm::interleaved_array(argument.shape);
  return success();
}

static LogicalResult verify(ModuleOp module, const ProgramInterface &program) {
  if (!isIdentifier(program.name))
    return module.emitError("expected a program name that is a C identifier, "
                            "got '")
           << program.name << "'";
  if (!llvm::has_single_bit(uint64_t(program.alignment)) ||
      program.alignment < LRCNN_MIN_ALIGNMENT ||
      program.alignment > LRCNN_MAX_ALIGNMENT)
    return module.emitError(
               "expected an alignment that is a power of two from ")
           << LRCNN_MIN_ALIGNMENT << " to " << LRCNN_MAX_ALIGNMENT << ", got "
           << program.alignment;
  if (!program.forward.empty() && program.stashBytes < 1)
    return module.emitError("expected a stash of at least 1 byte, got ")
           << program.stashBytes;
  for (const ArgumentInterface &argument : program.arguments)
    if (failed(verify(module, argument)))
      return failure();
  for (StringRef entry :
       {StringRef(program.forward), StringRef(program.inference),
        StringRef(program.backward)})
    if (!entry.empty() && !module.lookupSymbol<LLVM::LLVMFuncOp>(entry))
      return module.emitError("expected the entry '")
             << entry << "' to be a function of the module";
  return success();
}

LogicalResult lrcnn::addProgramInterface(ModuleOp module,
                                         const ProgramInterface &interface) {
  if (failed(verify(module, interface)))
    return failure();
  InterfaceBuilder builder(module, interface);
  builder.buildDescriptor();
  builder.buildFunctions();
  return success();
}
