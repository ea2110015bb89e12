//===- NullTargetTest.cpp - A target is new files only --------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Compiles networks for the null target and for the CPU and compares a training
// step, in f64. Nothing in lib knows of the null target.
//
//===----------------------------------------------------------------------===//

#include "NullTarget.h"
#include "Driver.h"
#include "Networks.h"
#include "lrcnn/Pipelines/Compile.h"
#include "lrcnn/Pipelines/Pipelines.h"
#include "lrcnn/Runtime/lrcnn_runtime.h"

#include "mlir/Parser/Parser.h"
#include "llvm/Support/FileSystem.h"

#include "gtest/gtest.h"

#include <cmath>
#include <dlfcn.h>
#include <map>

using namespace mlir;
using namespace lrcnn;
using namespace lrcnn::test;

//===----------------------------------------------------------------------===//
// Memory
//===----------------------------------------------------------------------===//

namespace {
/// Memory of the null device, or of the host.
class DeviceMemory {
public:
  DeviceMemory(int64_t bytes, int32_t kind) : isNull(kind == NULL_DEVICE) {
    data = isNull ? null_driver_entry.allocate(bytes)
                  : std::aligned_alloc(64, llvm::alignTo(bytes, 64));
    memory = {data, bytes};
  }
  DeviceMemory(const DeviceMemory &) = delete;
  ~DeviceMemory() {
    isNull ? null_driver_entry.release(data) : std::free(data);
  }

  double *get() const { return static_cast<double *>(data); }

  lrcnn_memory memory;

private:
  bool isNull;
  void *data;
};
} // namespace

//===----------------------------------------------------------------------===//
// Programs
//===----------------------------------------------------------------------===//

namespace {
using Tensors = std::map<std::string, std::vector<double>>;

/// A loaded program with memory for a step.
class Caller {
public:
  Caller(const std::string &path, const std::string &name)
      : library(dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL)) {
    EXPECT_TRUE(library) << dlerror();
    lrcnn_config config{};
    config.struct_size = sizeof config;
    find(info, name + "_info");
    find(create, name + "_create");
    find(forwardCall, name + "_forward");
    find(backwardCall, name + "_backward");
    find(destroy, name + "_destroy");
    find(lastError, name + "_last_error");
    kind = info()->device_kind;
    EXPECT_EQ(create(&config, &program), LRCNN_OK) << lastError();
    allocate();
  }
  ~Caller() {
    destroy(program);
    dlclose(library);
  }

  int32_t forward() {
    return forwardCall(program, buffers.data(), buffers.size(), &step,
                       streamPointer);
  }
  int32_t backward() {
    return backwardCall(program, buffers.data(), buffers.size(), &step,
                        streamPointer);
  }

  /// What the program has written.
  Tensors getResults() {
    NullDeviceAccess access;
    Tensors results;
    for (auto [i, tensor] : llvm::enumerate(tensors))
      if (info()->arguments[i].writes)
        results[info()->arguments[i].name] = {
            tensor->get(), tensor->get() + tensor->memory.bytes / 8};
    return results;
  }

  const lrcnn_program_info *(*info)() = nullptr;
  const char *(*lastError)() = nullptr;
  std::vector<std::unique_ptr<DeviceMemory>> tensors;
  std::vector<lrcnn_buffer> buffers;
  std::unique_ptr<DeviceMemory> stash, workspace;
  lrcnn_step step{};
  null_stream stream{};
  void *streamPointer = nullptr;

private:
  template <typename Function>
  void find(Function &function, const std::string &name) {
    function = reinterpret_cast<Function>(dlsym(library, name.c_str()));
    EXPECT_TRUE(function) << name;
  }
  void allocate();

  void *library;
  lrcnn_program *program = nullptr;
  int32_t kind;
  int32_t (*create)(const lrcnn_config *, lrcnn_program **) = nullptr;
  int32_t (*forwardCall)(lrcnn_program *, const lrcnn_buffer *, int64_t,
                         lrcnn_step *, void *) = nullptr;
  int32_t (*backwardCall)(lrcnn_program *, const lrcnn_buffer *, int64_t,
                          lrcnn_step *, void *) = nullptr;
  void (*destroy)(lrcnn_program *) = nullptr;
};
} // namespace

/// Makes all that the program reads small numbers, all else what none is.
void Caller::allocate() {
  const lrcnn_program_info &about = *info();
  for (int64_t i = 0; i < about.argument_count; ++i) {
    const lrcnn_argument &argument = about.arguments[i];
    int64_t count =
        ShapedType::getNumElements(ArrayRef(argument.shape, argument.rank));
    tensors.push_back(std::make_unique<DeviceMemory>(count * 8, kind));
    NullDeviceAccess access;
    for (int64_t k = 0; k < count; ++k)
      tensors.back()->get()[k] = argument.writes
                                     ? std::nan("")
                                     : std::sin(double(k * 7 + i * 13 + 1)) / 2;
    buffers.push_back({sizeof(lrcnn_buffer),
                       tensors.back()->get(),
                       argument.dtype,
                       argument.rank,
                       argument.shape,
                       nullptr,
                       {kind, 0}});
  }
  int64_t most =
      std::max(about.forward_workspace_bytes, about.backward_workspace_bytes);
  stash = std::make_unique<DeviceMemory>(about.stash_bytes, kind);
  workspace = std::make_unique<DeviceMemory>(most, kind);
  step.struct_size = sizeof step;
  step.stash = stash->memory;
  step.workspace = workspace->memory;
  streamPointer = kind == NULL_DEVICE ? &stream : nullptr;
}

//===----------------------------------------------------------------------===//
// Fixture
//===----------------------------------------------------------------------===//

namespace {
struct Case {
  const char *name;
  const char *network;
  const char *strategy;
  int64_t rows = 1, batchTiles = 1;
};
void PrintTo(const Case &testCase, std::ostream *os) { *os << testCase.name; }

class NullTarget : public testing::Test {
protected:
  NullTarget() {
    DialectRegistry registry;
    registerDialects(registry);
    registerNullTarget(registry);
    context.appendDialectRegistry(registry);
  }
  void SetUp() override {
    ASSERT_FALSE(llvm::sys::fs::createUniqueDirectory("lrcnn-null", directory));
  }
  void TearDown() override {
    emptyNullDevice();
    EXPECT_FALSE(llvm::sys::fs::remove_directories(directory));
  }

  /// The network, compiled for a target and loaded; null after an error.
  std::unique_ptr<Caller> load(StringRef network,
                               const CompileOptions &options) {
    auto module = parseSourceString<ModuleOp>(network, ParserConfig(&context));
    std::string path = (directory + "/" + options.target).str();
    if (!module || failed(compileModule(*module, options, path)))
      return nullptr;
    return std::make_unique<Caller>(path + ".so", options.target);
  }

  CompileOptions getOptions(StringRef target, StringRef strategy,
                            int64_t rows = 1, int64_t batchTiles = 1) {
    CompileOptions options;
    options.target = target.str();
    options.strategy = strategy.str();
    options.rows = rows;
    options.batchTiles = batchTiles;
    options.grad = {"x"};
    return options;
  }

  MLIRContext context{MLIRContext::Threading::DISABLED};
  SmallString<128> directory;
  std::string errors;
  ScopedDiagnosticHandler handler{&context, [this](Diagnostic &diagnostic) {
                                    if (diagnostic.getSeverity() ==
                                        DiagnosticSeverity::Error)
                                      errors += diagnostic.str();
                                    return success();
                                  }};
};
} // namespace

namespace {
class NullTargetNetworks : public NullTarget,
                           public testing::WithParamInterface<Case> {
protected:
  /// What the CPU computes when it stores everything.
  const Tensors &getExpected(const char *network) {
    static std::map<const char *, Tensors> results;
    auto it = results.find(network);
    if (it != results.end())
      return it->second;
    auto cpu = load(network, getOptions("cpu", "store"));
    if (!cpu || cpu->forward() || cpu->backward())
      return results[network];
    return results[network] = cpu->getResults();
  }
};
} // namespace

static double getNorm(ArrayRef<double> values) {
  double sum = 0;
  for (double value : values)
    sum += value * value;
  return std::sqrt(sum);
}

//===----------------------------------------------------------------------===//
// Tests
//===----------------------------------------------------------------------===//

TEST_P(NullTargetNetworks, AgreesWithTheCPU) {
  auto [name, network, strategy, rows, batchTiles] = GetParam();
  const Tensors &expected = getExpected(network);
  ASSERT_FALSE(expected.empty()) << errors;
  auto null = load(network, getOptions("null", strategy, rows, batchTiles));
  ASSERT_TRUE(null) << errors;
  ASSERT_EQ(null->forward(), LRCNN_OK) << null->lastError() << errors;
  ASSERT_EQ(null->backward(), LRCNN_OK) << null->lastError() << errors;
  EXPECT_GT(null->stream.launches, 0);
  bool restores = StringRef(strategy) == "two_phase";
  EXPECT_EQ(null->stream.copies > 0, restores);

  Tensors actual = null->getResults();
  ASSERT_EQ(expected.size(), actual.size());
  for (const auto &[result, values] : expected) {
    std::vector<double> difference = values;
    for (auto [i, value] : llvm::enumerate(actual[result]))
      difference[i] -= value;
    double norm = getNorm(values);
    ASSERT_GT(norm, 1e-3) << result;
    EXPECT_LT(getNorm(difference) / norm, 1e-12) << result;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Each, NullTargetNetworks,
    testing::Values(Case{"VggStored", vggLike, "store"},
                    Case{"VggOverlap", vggLike, "overlap", 3},
                    Case{"VggTwoPhase", vggLike, "two_phase", 3},
                    Case{"VggTwoPhaseOfEachImage", vggLike, "two_phase", 2, 2},
                    Case{"ResidualStored", residualBlock, "store"},
                    Case{"ResidualOverlap", residualBlock, "overlap", 4},
                    Case{"ResidualTwoPhase", residualBlock, "two_phase", 3},
                    Case{"ResidualOverlapOfEachImage", residualBlock, "overlap",
                         2, 2}),
    [](const auto &info) { return std::string(info.param.name); });

TEST_F(NullTarget, SaysWhereItRuns) {
  auto null = load(vggLike, getOptions("null", "store"));
  ASSERT_TRUE(null) << errors;
  EXPECT_EQ(null->info()->device_kind, NULL_DEVICE);
  EXPECT_EQ(null->info()->alignment, 256);

  null->streamPointer = nullptr;
  EXPECT_EQ(null->forward(), LRCNN_INVALID_ARGUMENT);
  EXPECT_STREQ(null->lastError(), "expected a stream, got a null pointer");
  null->streamPointer = &null->stream;
  null->buffers[0].device = {LRCNN_CPU, 0};
  EXPECT_EQ(null->forward(), LRCNN_INVALID_ARGUMENT);
  EXPECT_STREQ(
      null->lastError(),
      "argument 0 ('x'): expected data on device kind 12:0, got cpu:0");
  null->buffers[0].device = {NULL_DEVICE, 0};
  null->step.stash.data = static_cast<char *>(null->step.stash.data) + 64;
  EXPECT_EQ(null->forward(), LRCNN_INVALID_ARGUMENT);
  EXPECT_TRUE(StringRef(null->lastError())
                  .starts_with("stash: expected an alignment of 256 bytes"));
  EXPECT_EQ(null->stream.launches, 0);
}

/// Nor the zero that stands for a gradient which is not given.
TEST_F(NullTarget, IsNotTouchedByTheHost) {
  auto null = load(vggLike, getOptions("null", "two_phase", 2));
  ASSERT_TRUE(null) << errors;
  EXPECT_EXIT(
      {
        volatile double *element = null->tensors[0]->get();
        *element = 1;
      },
      testing::KilledBySignal(SIGSEGV), "");
  for (int64_t i = 0; i < null->info()->argument_count; ++i)
    if (null->info()->arguments[i].role == LRCNN_GRADIENT &&
        null->info()->arguments[i].reads)
      null->buffers[i].data = nullptr;
  ASSERT_EQ(null->forward(), LRCNN_OK) << null->lastError();
  ASSERT_EQ(null->backward(), LRCNN_OK) << null->lastError();
  Tensors results = null->getResults();
  EXPECT_GT(getNorm(results.at("y")), 1e-3);
  for (const char *name : {"dx", "dw0", "dw1", "dw2", "db0"})
    EXPECT_EQ(getNorm(results.at(name)), 0) << name;
}

TEST_F(NullTarget, RefusesStepsOfOtherTargets) {
  auto cpu = load(vggLike, getOptions("cpu", "store"));
  ASSERT_TRUE(cpu) << errors;
  auto null = load(vggLike, getOptions("null", "store"));
  ASSERT_TRUE(null) << errors;
  ASSERT_EQ(cpu->forward(), LRCNN_OK) << cpu->lastError();
  null->step.state = cpu->step.state;
  null->step.fingerprint = cpu->step.fingerprint;
  EXPECT_EQ(null->backward(), LRCNN_INVALID_STATE);
  EXPECT_STREQ(null->lastError(), "step: expected one that program 'null' has "
                                  "filled, got another program's");
}

TEST_F(NullTarget, HasTheElementsThatItSays) {
  std::string network = vggLike;
  for (size_t at; (at = network.find("f64")) != std::string::npos;)
    network.replace(at, 3, "f32");
  EXPECT_FALSE(load(network, getOptions("null", "store")));
  EXPECT_NE(errors.find("expected elements that target 'null' has, got 'f32'"),
            std::string::npos)
      << errors;
}
