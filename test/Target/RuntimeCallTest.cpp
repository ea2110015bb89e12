//===- RuntimeCallTest.cpp - Calls, and what is refused -------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ToyProgram.h"

#include "gtest/gtest.h"

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <thread>

using namespace lrcnn::test;

static const lrcnn_program_descriptor toy = makeToyDescriptor();

static lrcnn_config makeConfig() {
  lrcnn_config config{};
  config.struct_size = sizeof config;
  config.threads = 2;
  return config;
}

//===----------------------------------------------------------------------===//
// What works
//===----------------------------------------------------------------------===//

TEST(RuntimeCall, ForwardThenBackward) {
  ToyCaller caller(toy);
  ASSERT_EQ(caller.created, LRCNN_OK) << lastError();
  ASSERT_EQ(caller.forward(), LRCNN_OK) << lastError();
  EXPECT_EQ(caller.y, (std::array<float, 6>{1, 20, 300, 4, 50, 600}));
  caller.dw = {7, 7, 7};
  ASSERT_EQ(caller.backward(), LRCNN_OK) << lastError();
  EXPECT_EQ(caller.dw, (std::array<float, 3>{41, 52, 63}));
}

TEST(RuntimeCall, InferenceNeedsNoMemory) {
  ToyCaller caller(toy);
  caller.step.workspace = {};
  ASSERT_EQ(caller.forward(/*keep=*/false), LRCNN_OK) << lastError();
  EXPECT_EQ(caller.y[5], 600);
}

TEST(RuntimeCall, AccumulatesOnDemand) {
  lrcnn_config config = makeConfig();
  config.flags = LRCNN_ACCUMULATE_GRADIENTS;
  ToyCaller caller(toy, &config);
  caller.dw = {1, 2, 3};
  ASSERT_EQ(caller.forward(), LRCNN_OK);
  ASSERT_EQ(caller.backward(), LRCNN_OK);
  EXPECT_EQ(caller.dw, (std::array<float, 3>{42, 54, 66}));
}

TEST(RuntimeCall, NullGradientIsZeroOrSkipped) {
  ToyCaller caller(toy);
  ASSERT_EQ(caller.forward(), LRCNN_OK);
  caller.buffers[DY].data = nullptr;
  caller.dw = {7, 7, 7};
  ASSERT_EQ(caller.backward(), LRCNN_OK) << lastError();
  EXPECT_EQ(caller.dw, (std::array<float, 3>{0, 0, 0}));

  ASSERT_EQ(caller.forward(), LRCNN_OK);
  caller.buffers[DW].data = nullptr;
  caller.dw = {7, 7, 7};
  ASSERT_EQ(caller.backward(), LRCNN_OK) << lastError();
  EXPECT_EQ(caller.dw, (std::array<float, 3>{7, 7, 7}));
}

TEST(RuntimeCall, TakesAnyStrides) {
  ToyCaller caller(toy);
  int64_t transposed[] = {1, 2}, backwards[] = {-1}, repeated[] = {0, 1};
  caller.buffers[X].strides = repeated;
  caller.buffers[W].strides = backwards;
  caller.buffers[W].data = &caller.w[2];
  caller.buffers[Y].strides = transposed;
  ASSERT_EQ(caller.forward(), LRCNN_OK) << lastError();
  EXPECT_EQ(caller.y, (std::array<float, 6>{100, 100, 20, 20, 3, 3}));
}

TEST(RuntimeCall, TakesLargerBuffersOfLaterVersions) {
  struct Later {
    lrcnn_buffer buffer;
    int64_t more;
  };
  ToyCaller caller(toy);
  std::array<Later, NumToyArguments> later;
  for (int64_t i = 0; i < NumToyArguments; ++i) {
    later[i].buffer = caller.buffers[i];
    later[i].buffer.struct_size = sizeof(Later);
  }
  ASSERT_EQ(lrcnn_runtime_forward(&toy, caller.program, &later[0].buffer,
                                  NumToyArguments, &caller.step, nullptr),
            LRCNN_OK)
      << lastError();
  EXPECT_EQ(caller.y[5], 600);
}

TEST(RuntimeCall, DoesNotLookAtUnusedArguments) {
  ToyCaller caller(toy);
  caller.buffers[DW].dtype = 77;
  caller.buffers[DY].shape = nullptr;
  EXPECT_EQ(caller.forward(), LRCNN_OK) << lastError();
}

TEST(RuntimeCall, LastErrorBelongsToItsThread) {
  ToyCaller caller(toy);
  caller.count = 1;
  EXPECT_NE(caller.forward(), LRCNN_OK);
  std::string other = "?";
  std::thread([&] { other = lastError(); }).join();
  EXPECT_EQ(other, "");
  EXPECT_EQ(lastError(), "expected 5 arguments, got 1");
}

//===----------------------------------------------------------------------===//
// What create refuses
//===----------------------------------------------------------------------===//

namespace {
struct BadConfig {
  const char *name;
  std::function<void(lrcnn_config &, lrcnn_executor &)> spoil;
  int32_t status;
  const char *message;
};
void PrintTo(const BadConfig &bad, std::ostream *os) { *os << bad.name; }
class RuntimeConfig : public testing::TestWithParam<BadConfig> {};
} // namespace

static int32_t failingFor(void *, int64_t, void (*)(void *, int64_t), void *) {
  return 3;
}

TEST_P(RuntimeConfig, IsRefused) {
  lrcnn_config config = makeConfig();
  lrcnn_executor executor{sizeof(lrcnn_executor), nullptr, failingFor, 2};
  GetParam().spoil(config, executor);
  lrcnn_program *program = reinterpret_cast<lrcnn_program *>(&config);
  EXPECT_EQ(lrcnn_runtime_create(&toy, &config, &program), GetParam().status);
  EXPECT_EQ(lastError(), GetParam().message);
  EXPECT_EQ(program, nullptr);
}

INSTANTIATE_TEST_SUITE_P(
    Each, RuntimeConfig,
    testing::Values(
        BadConfig{"Size", [](auto &config, auto &) { config.struct_size = 8; },
                  LRCNN_INVALID_ARGUMENT,
                  "config: expected a struct_size of at least 32, got 8"},
        BadConfig{"Device",
                  [](auto &config, auto &) { config.device = {LRCNN_CUDA, 1}; },
                  LRCNN_UNSUPPORTED,
                  "config: expected a device such as cpu:0, for which the "
                  "program was compiled, got cuda:1"},
        BadConfig{"DeviceIndex",
                  [](auto &config, auto &) { config.device = {LRCNN_CPU, 1}; },
                  LRCNN_UNSUPPORTED,
                  "config: expected device cpu:0, the only one, got cpu:1"},
        BadConfig{"Flags", [](auto &config, auto &) { config.flags = 6; },
                  LRCNN_INVALID_ARGUMENT,
                  "config: expected known flags, got 0x6"},
        BadConfig{"Threads", [](auto &config, auto &) { config.threads = -1; },
                  LRCNN_INVALID_ARGUMENT,
                  "config: expected 0 to 1024 threads, got -1"},
        BadConfig{"ExecutorSize",
                  [](auto &config, auto &executor) {
                    executor.struct_size = 0;
                    config.executor = &executor;
                  },
                  LRCNN_INVALID_ARGUMENT,
                  "executor: expected a struct_size of at least 32, got 0"},
        BadConfig{"ExecutorFunction",
                  [](auto &config, auto &executor) {
                    executor.parallel_for = nullptr;
                    config.executor = &executor;
                  },
                  LRCNN_INVALID_ARGUMENT,
                  "executor: expected parallel_for, got a null pointer"},
        BadConfig{"ExecutorThreads",
                  [](auto &config, auto &executor) {
                    executor.threads = 0;
                    config.executor = &executor;
                  },
                  LRCNN_INVALID_ARGUMENT,
                  "executor: expected at least 1 thread, got 0"}),
    [](const auto &info) { return info.param.name; });

TEST(RuntimeCreate, NeedsAPlaceForTheProgram) {
  EXPECT_EQ(lrcnn_runtime_create(&toy, nullptr, nullptr),
            LRCNN_INVALID_ARGUMENT);
  EXPECT_EQ(lastError(),
            "expected a place for the program, got a null pointer");
}

TEST(RuntimeCreate, ChecksTheEnvironment) {
  lrcnn_program *program;
  for (const char *text : {"0", "2x", "-1", "1025"}) {
    setenv("LRCNN_NUM_THREADS", text, 1);
    EXPECT_EQ(lrcnn_runtime_create(&toy, nullptr, &program),
              LRCNN_INVALID_ARGUMENT);
    EXPECT_EQ(lastError(), "expected LRCNN_NUM_THREADS from 1 to 1024, got '" +
                               std::string(text) + "'");
  }
  setenv("LRCNN_NUM_THREADS", "3", 1);
  EXPECT_EQ(ToyCaller(toy).created, LRCNN_OK);
  unsetenv("LRCNN_NUM_THREADS");
}

TEST(RuntimeCreate, ChecksTheProcessor) {
  lrcnn_program_descriptor future = toy;
  future.info.features = "sse3,avx9000,avx";
  lrcnn_program *program;
  EXPECT_EQ(lrcnn_runtime_create(&future, nullptr, &program),
            LRCNN_UNSUPPORTED);
  EXPECT_EQ(lastError(),
            "expected a CPU with avx9000, for which the program was compiled");
  future.info.features = "";
  EXPECT_EQ(ToyCaller(future).created, LRCNN_OK);
}

//===----------------------------------------------------------------------===//
// What calls refuse, before they write anything
//===----------------------------------------------------------------------===//

namespace {
struct BadCall {
  const char *name;
  std::function<void(ToyCaller &)> spoil;
  /// Up to a `*`, which stands for an address.
  const char *message;
};
void PrintTo(const BadCall &bad, std::ostream *os) { *os << bad.name; }
class RuntimeForward : public testing::TestWithParam<BadCall> {};
class RuntimeBackward : public testing::TestWithParam<BadCall> {};
} // namespace

static void expectMessage(std::string expected) {
  std::string actual = lastError();
  if (expected.ends_with("*")) {
    expected.pop_back();
    actual.resize(std::min(actual.size(), expected.size()));
  }
  EXPECT_EQ(actual, expected);
}

TEST_P(RuntimeForward, IsRefused) {
  ToyCaller caller(toy);
  caller.stashBytes.fill('s');
  caller.workspaceBytes.fill('w');
  caller.y.fill(-1);
  GetParam().spoil(caller);
  EXPECT_EQ(caller.forward(), LRCNN_INVALID_ARGUMENT);
  expectMessage(GetParam().message);
  EXPECT_EQ(caller.y, (std::array<float, 6>{-1, -1, -1, -1, -1, -1}));
  EXPECT_EQ(std::count(caller.stashBytes.begin(), caller.stashBytes.end(), 's'),
            256);
}

TEST_P(RuntimeBackward, IsRefusedAndLeavesTheStash) {
  ToyCaller caller(toy);
  ASSERT_EQ(caller.forward(), LRCNN_OK);
  auto buffers = caller.buffers;
  lrcnn_memory stash = caller.step.stash;
  GetParam().spoil(caller);
  EXPECT_EQ(caller.backward(), LRCNN_INVALID_ARGUMENT);
  expectMessage(GetParam().message);
  EXPECT_EQ(caller.dw, (std::array<float, 3>{}));
  caller.buffers = buffers;
  caller.step.stash = stash;
  EXPECT_EQ(caller.backward(), LRCNN_OK) << lastError();
}

static const int64_t small[] = {2, 2}, zero[] = {0, 1}, reversed[] = {3, -1},
                     crossing[] = {2, 1}, huge[] = {INT64_C(1) << 62, 1},
                     negative[] = {1, -(INT64_C(1) << 62)},
                     sum[] = {INT64_MAX / 4, INT64_MAX / 8};

INSTANTIATE_TEST_SUITE_P(
    Each, RuntimeForward,
    testing::Values(
        BadCall{"Count", [](ToyCaller &c) { c.count = 4; },
                "expected 5 arguments, got 4"},
        BadCall{"StructSize",
                [](ToyCaller &c) { c.buffers[X].struct_size = 0; },
                "argument 0 ('x'): expected a struct_size of at least 48, got "
                "0"},
        BadCall{"StructSizes",
                [](ToyCaller &c) { c.buffers[W].struct_size = 64; },
                "argument 1 ('w'): expected struct_size 48 as in argument 0, "
                "got 64"},
        BadCall{"Null", [](ToyCaller &c) { c.buffers[W].data = nullptr; },
                "argument 1 ('w'): expected data, got a null pointer"},
        BadCall{"Device",
                [](ToyCaller &c) { c.buffers[X].device.kind = LRCNN_CUDA; },
                "argument 0 ('x'): expected data on device cpu:0, got cuda:0"},
        BadCall{"UnknownDevice",
                [](ToyCaller &c) { c.buffers[X].device = {12, 3}; },
                "argument 0 ('x'): expected data on device cpu:0, got kind "
                "12:3"},
        BadCall{"Dtype", [](ToyCaller &c) { c.buffers[W].dtype = LRCNN_F64; },
                "argument 1 ('w'): expected dtype f32, got f64"},
        BadCall{"Half", [](ToyCaller &c) { c.buffers[W].dtype = LRCNN_F16; },
                "argument 1 ('w'): expected dtype f32, got f16"},
        BadCall{"Brain", [](ToyCaller &c) { c.buffers[W].dtype = LRCNN_BF16; },
                "argument 1 ('w'): expected dtype f32, got bf16"},
        BadCall{"Bytes", [](ToyCaller &c) { c.buffers[W].dtype = LRCNN_U8; },
                "argument 1 ('w'): expected dtype f32, got u8"},
        BadCall{"Integers",
                [](ToyCaller &c) { c.buffers[W].dtype = LRCNN_I64; },
                "argument 1 ('w'): expected dtype f32, got i64"},
        BadCall{"UnknownDtype", [](ToyCaller &c) { c.buffers[W].dtype = 9; },
                "argument 1 ('w'): expected dtype f32, got unknown dtype 9"},
        BadCall{"Rank", [](ToyCaller &c) { c.buffers[Y].rank = 4; },
                "argument 2 ('y'): expected rank 2, got 4"},
        BadCall{"NullShape", [](ToyCaller &c) { c.buffers[Y].shape = nullptr; },
                "argument 2 ('y'): expected a shape, got a null pointer"},
        BadCall{"Shape", [](ToyCaller &c) { c.buffers[Y].shape = small; },
                "argument 2 ('y'): expected shape [2, 3], got [2, 2]"},
        BadCall{"ElementAlignment",
                [](ToyCaller &c) {
                  c.buffers[X].data =
                      reinterpret_cast<char *>(c.buffers[X].data) + 2;
                },
                "argument 0 ('x'): expected data aligned to its type, got *"},
        BadCall{"ZeroStride", [](ToyCaller &c) { c.buffers[Y].strides = zero; },
                "argument 2 ('y'): expected positive strides for a tensor that "
                "is written, got [0, 1]"},
        BadCall{"NegativeStride",
                [](ToyCaller &c) { c.buffers[Y].strides = reversed; },
                "argument 2 ('y'): expected positive strides for a tensor that "
                "is written, got [3, -1]"},
        BadCall{"OverlappingStrides",
                [](ToyCaller &c) { c.buffers[Y].strides = crossing; },
                "argument 2 ('y'): expected strides under which no two "
                "elements of [2, 3] overlap, got [2, 1]"},
        BadCall{"HugeStride", [](ToyCaller &c) { c.buffers[X].strides = huge; },
                "argument 0 ('x'): expected strides that stay in the address "
                "space, got [4611686018427387904, 1]"},
        BadCall{"HugeNegativeStride",
                [](ToyCaller &c) { c.buffers[X].strides = negative; },
                "argument 0 ('x'): expected strides that stay in the address "
                "space, got [1, -4611686018427387904]"},
        BadCall{"HugeSum", [](ToyCaller &c) { c.buffers[Y].strides = sum; },
                "argument 2 ('y'): expected strides that stay in the address "
                "space, got [2305843009213693951, 1152921504606846975]"},
        BadCall{"InWorkspace",
                [](ToyCaller &c) { c.buffers[Y].data = c.step.workspace.data; },
                "argument 2 ('y'): expected memory apart from the workspace"},
        BadCall{
            "InStash",
            [](ToyCaller &c) { c.buffers[X].data = c.stashBytes.data() + 16; },
            "argument 0 ('x'): expected memory apart from the stash"},
        BadCall{
            "StashAlignment",
            [](ToyCaller &c) { c.step.stash.data = c.stashBytes.data() + 32; },
            "stash: expected an alignment of 64 bytes, got *"},
        BadCall{"WorkspaceAlignment",
                [](ToyCaller &c) {
                  c.step.workspace.data = c.workspaceBytes.data() + 8;
                },
                "workspace: expected an alignment of 64 bytes, got *"},
        BadCall{"SmallStash", [](ToyCaller &c) { c.step.stash.bytes = 23; },
                "stash: expected at least 24 bytes, got 23"},
        BadCall{"SmallWorkspace",
                [](ToyCaller &c) { c.step.workspace.bytes = -1; },
                "workspace: expected at least 64 bytes, got -1"},
        BadCall{"NullWorkspace", [](ToyCaller &c) { c.step.workspace = {}; },
                "workspace: expected 64 bytes, got a null pointer"},
        BadCall{"StepSize", [](ToyCaller &c) { c.step.struct_size = 64; },
                "step: expected a struct_size of at least 72, got 64"},
        BadCall{"StashIsWorkspace",
                [](ToyCaller &c) { c.step.workspace = c.step.stash; },
                "stash: expected memory apart from the workspace"},
        BadCall{"Stream", [](ToyCaller &c) { c.stream = &c; },
                "expected a null stream on the CPU, got *"}),
    [](const auto &info) { return info.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Each, RuntimeBackward,
    testing::Values(
        BadCall{"GivenGradient",
                [](ToyCaller &c) { c.buffers[DY].dtype = LRCNN_F64; },
                "argument 3 ('y.grad'): expected dtype f32, got f64"},
        BadCall{"WantedGradient",
                [](ToyCaller &c) { c.buffers[DW].strides = zero; },
                "argument 4 ('w.grad'): expected positive strides for a tensor "
                "that is written, got [0]"},
        BadCall{"NullStash", [](ToyCaller &c) { c.step.stash = {}; },
                "stash: expected 24 bytes, got a null pointer"}),
    [](const auto &info) { return info.param.name; });

TEST(RuntimeCall, RefusesNullAndForeignPrograms) {
  ToyCaller caller(toy);
  EXPECT_EQ(lrcnn_runtime_forward(&toy, nullptr, caller.buffers.data(), 5,
                                  &caller.step, nullptr),
            LRCNN_INVALID_ARGUMENT);
  EXPECT_EQ(lastError(), "expected a program, got a null pointer");

  lrcnn_program_descriptor other = toy;
  other.info.name = "other";
  EXPECT_EQ(lrcnn_runtime_backward(&other, caller.program,
                                   caller.buffers.data(), 5, &caller.step,
                                   nullptr),
            LRCNN_INVALID_ARGUMENT);
  EXPECT_EQ(lastError(), "expected a program made by other_create, got one "
                         "made by toy_create");
}

TEST(RuntimeCall, RefusesNullArguments) {
  ToyCaller caller(toy);
  EXPECT_EQ(lrcnn_runtime_forward(&toy, caller.program, nullptr, 5,
                                  &caller.step, nullptr),
            LRCNN_INVALID_ARGUMENT);
  EXPECT_EQ(lastError(), "expected 5 arguments, got a null pointer");
}

TEST(RuntimeCall, NeedsAStep) {
  ToyCaller caller(toy);
  EXPECT_EQ(lrcnn_runtime_forward(&toy, caller.program, caller.buffers.data(),
                                  5, nullptr, nullptr),
            LRCNN_INVALID_ARGUMENT);
  EXPECT_EQ(lastError(), "step: expected a record, got a null pointer");
}

TEST(RuntimeCall, ChecksTheOffloadedPart) {
  lrcnn_program_descriptor offloading = toy;
  offloading.info.offload_bytes = 128;
  ToyCaller caller(offloading);
  EXPECT_EQ(caller.forward(/*keep=*/false), LRCNN_OK) << lastError();
  EXPECT_EQ(caller.forward(), LRCNN_INVALID_ARGUMENT);
  EXPECT_EQ(lastError(), "offload: expected 128 bytes, got a null pointer");
  caller.step.offload = {caller.workspaceBytes.data() + 64, 128};
  EXPECT_EQ(caller.forward(), LRCNN_OK) << lastError();
  caller.step.offload = {caller.workspaceBytes.data(), 128};
  EXPECT_EQ(caller.backward(), LRCNN_INVALID_ARGUMENT);
  EXPECT_EQ(lastError(), "workspace: expected memory apart from the offload");
}

TEST(RuntimeCall, TakesLargeAlignments) {
  lrcnn_program_descriptor paged = toy;
  paged.info.alignment = 4096;
  ToyCaller caller(paged);
  EXPECT_EQ(caller.forward(), LRCNN_INVALID_ARGUMENT);
  expectMessage("stash: expected an alignment of 4096 bytes, got *");
  alignas(4096) std::array<char, 8192> pages{};
  caller.step.stash = {pages.data(), 24};
  caller.step.workspace = {pages.data() + 4096, 64};
  ASSERT_EQ(caller.forward(), LRCNN_OK) << lastError();
  ASSERT_EQ(caller.backward(), LRCNN_OK) << lastError();
  EXPECT_EQ(caller.dw, (std::array<float, 3>{41, 52, 63}));
}

TEST(RuntimeCall, RefusesWhatWasNotCompiled) {
  lrcnn_program_descriptor inference = toy;
  inference.forward = nullptr;
  inference.backward = nullptr;
  ToyCaller caller(inference);
  EXPECT_EQ(caller.forward(), LRCNN_UNSUPPORTED);
  EXPECT_EQ(lastError(), "expected a program compiled with a forward pass that "
                         "fills a stash, got 'toy', which has none");
  EXPECT_EQ(caller.backward(), LRCNN_UNSUPPORTED);
  EXPECT_EQ(lastError(),
            "expected a program compiled with a backward pass, got "
            "'toy', which has none");
  EXPECT_EQ(caller.forward(/*keep=*/false), LRCNN_OK);
}

//===----------------------------------------------------------------------===//
// Steps
//===----------------------------------------------------------------------===//

TEST(RuntimeStep, IsUsedUpByBackward) {
  ToyCaller caller(toy);
  ASSERT_EQ(caller.forward(), LRCNN_OK);
  EXPECT_EQ(caller.step.state, LRCNN_STEP_FULL);
  EXPECT_EQ(caller.step.fingerprint, toy.info.fingerprint);
  ASSERT_EQ(caller.backward(), LRCNN_OK);
  EXPECT_EQ(caller.step.state, LRCNN_STEP_USED);
  caller.dw = {};
  EXPECT_EQ(caller.backward(), LRCNN_INVALID_STATE);
  EXPECT_EQ(lastError(), "step: expected a step that forward has filled, got "
                         "one that backward has used up");
  EXPECT_EQ(caller.dw, (std::array<float, 3>{}));
  ASSERT_EQ(caller.forward(), LRCNN_OK);
  EXPECT_EQ(caller.backward(), LRCNN_OK);
}

TEST(RuntimeStep, MayBeFilledAgain) {
  ToyCaller caller(toy);
  ASSERT_EQ(caller.forward(), LRCNN_OK);
  caller.x.fill(1);
  ASSERT_EQ(caller.forward(), LRCNN_OK);
  ASSERT_EQ(caller.backward(), LRCNN_OK);
  EXPECT_EQ(caller.dw, (std::array<float, 3>{11, 11, 11}));
}

TEST(RuntimeStep, IsLeftAloneByInference) {
  ToyCaller caller(toy);
  ASSERT_EQ(caller.forward(/*keep=*/false), LRCNN_OK);
  EXPECT_EQ(caller.step.state, LRCNN_STEP_EMPTY);
  ASSERT_EQ(caller.forward(), LRCNN_OK);
  ASSERT_EQ(caller.forward(/*keep=*/false), LRCNN_OK);
  EXPECT_EQ(caller.backward(), LRCNN_OK) << lastError();
}

/// The stash has no mark in it: all of it is the program's.
TEST(RuntimeStep, IsNotInTheStash) {
  ToyCaller caller(toy);
  caller.stashBytes.fill('s');
  ASSERT_EQ(caller.forward(), LRCNN_OK);
  EXPECT_EQ(
      std::count(caller.stashBytes.begin() + 24, caller.stashBytes.end(), 's'),
      256 - 24);
  EXPECT_EQ(reinterpret_cast<float *>(caller.stashBytes.data())[5], 6);
}

TEST(RuntimeStep, MustHaveBeenFilled) {
  ToyCaller caller(toy);
  EXPECT_EQ(caller.backward(), LRCNN_INVALID_STATE);
  EXPECT_EQ(lastError(), "step: expected a step that forward has filled, got "
                         "one that forward has not filled");
}

TEST(RuntimeStep, MustBeOfTheSameProgram) {
  lrcnn_program_descriptor other = toy;
  other.info.fingerprint = 1;
  ToyCaller first(toy), second(other);
  ASSERT_EQ(first.forward(), LRCNN_OK);
  second.step = first.step;
  EXPECT_EQ(second.backward(), LRCNN_INVALID_STATE);
  EXPECT_EQ(lastError(), "step: expected one that program 'toy' has filled, "
                         "got another program's");
  EXPECT_EQ(second.dw, (std::array<float, 3>{}));
  // It is still its own program's.
  first.step = second.step;
  EXPECT_EQ(first.backward(), LRCNN_OK) << lastError();
}

TEST(RuntimeStep, MayBeUsedByAnotherHandleOfTheProgram) {
  ToyCaller first(toy), second(toy);
  ASSERT_EQ(first.forward(), LRCNN_OK);
  second.step = first.step;
  EXPECT_EQ(second.backward(), LRCNN_OK);
  EXPECT_EQ(second.dw, (std::array<float, 3>{41, 52, 63}));
}

TEST(RuntimeStep, IsNotFilledWhenTheExecutorFails) {
  lrcnn_executor executor{sizeof(lrcnn_executor), nullptr, failingFor, 2};
  lrcnn_config config = makeConfig();
  config.executor = &executor;
  ToyCaller caller(toy, &config);
  EXPECT_EQ(caller.forward(), LRCNN_EXECUTOR_FAILED);
  EXPECT_EQ(lastError(), "expected the executor to run all tasks, got an error "
                         "from its parallel_for");
  EXPECT_EQ(caller.step.state, LRCNN_STEP_FAILED);
  EXPECT_EQ(caller.backward(), LRCNN_INVALID_STATE);
  EXPECT_EQ(lastError(), "step: expected a step that forward has filled, got "
                         "one whose last call failed");
}

TEST(RuntimeStep, MustHaveAStateThatIsKnown) {
  ToyCaller caller(toy);
  for (int32_t state : {-1, 5, 77}) {
    caller.step.state = state;
    std::string end = " one in unknown state " + std::to_string(state) +
                      "; make all of a new step zero";
    EXPECT_EQ(caller.forward(), LRCNN_INVALID_STATE);
    EXPECT_EQ(lastError(),
              "step: expected a step that forward can fill, got" + end);
    EXPECT_EQ(caller.backward(), LRCNN_INVALID_STATE);
    EXPECT_EQ(lastError(),
              "step: expected a step that forward has filled, got" + end);
    EXPECT_EQ(caller.y, (std::array<float, 6>{}));
    EXPECT_EQ(caller.step.state, state);
  }
}

/// An executor that calls the program once more with the same step.
static ToyCaller *reentered;
static int32_t reenter(void *, int64_t tasks, void (*body)(void *, int64_t),
                       void *context) {
  for (int64_t task = 0; task < tasks; ++task)
    body(context, task);
  EXPECT_EQ(reentered->forward(), LRCNN_INVALID_STATE);
  EXPECT_EQ(lastError(), "step: expected a step that forward can fill, got one "
                         "that another call works on");
  EXPECT_EQ(reentered->backward(), LRCNN_INVALID_STATE);
  EXPECT_EQ(lastError(), "step: expected a step that forward has filled, got "
                         "one that another call works on");
  return 0;
}

TEST(RuntimeStep, BelongsToOneCallAtATime) {
  lrcnn_executor executor{sizeof(lrcnn_executor), nullptr, reenter, 2};
  lrcnn_config config = makeConfig();
  config.executor = &executor;
  ToyCaller caller(toy, &config);
  reentered = &caller;
  EXPECT_EQ(caller.forward(), LRCNN_OK) << lastError();
  EXPECT_EQ(caller.backward(), LRCNN_OK) << lastError();
}
