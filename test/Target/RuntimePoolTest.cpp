//===- RuntimePoolTest.cpp - The bundled threads --------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ToyProgram.h"

#include "gtest/gtest.h"

#include <atomic>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <xmmintrin.h>

using namespace lrcnn::test;

//===----------------------------------------------------------------------===//
// A program that counts
//===----------------------------------------------------------------------===//

/// What one call of the counting program does, handed over in its workspace.
namespace {
struct alignas(64) Counting {
  int64_t loops = 1;
  int64_t most = 64;
  /// How often each share of the last loop ran; and whether all agreed on the
  /// number of shares.
  std::array<std::atomic<int32_t>, 64> runs{};
  std::atomic<int64_t> shares = 0;
  std::atomic<bool> consistent = true;
  std::atomic<uint32_t> modes = 0;
};
} // namespace

static void count(const void *call, int64_t task, int64_t tasks) {
  auto *counting = *static_cast<Counting *const *>(call);
  int64_t none = 0;
  if (!counting->shares.compare_exchange_strong(none, tasks) && none != tasks)
    counting->consistent = false;
  counting->modes |= _mm_getcsr() & _MM_FLUSH_ZERO_MASK;
  ++counting->runs[task];
}

static void runLoops(lrcnn_invocation *invocation) {
  auto *counting = reinterpret_cast<Counting *>(invocation->workspace);
  for (int64_t i = 0; i < counting->loops; ++i) {
    // The call lives on the stack, as generated code has it.
    Counting *call = counting;
    lrcnn_parallel(invocation, count, static_cast<const void *>(&call),
                   counting->most);
  }
}

static lrcnn_program_descriptor makeCounter() noexcept {
  lrcnn_program_descriptor descriptor{};
  descriptor.info.struct_size = sizeof(lrcnn_program_info);
  descriptor.info.name = "counter";
  descriptor.info.alignment = 64;
  descriptor.info.inference_workspace_bytes = sizeof(Counting);
  descriptor.info.device_kind = LRCNN_CPU;
  descriptor.info.features = "";
  descriptor.inference = runLoops;
  return descriptor;
}
static const lrcnn_program_descriptor counter = makeCounter();

static lrcnn_program *create(int32_t threads,
                             const lrcnn_executor *executor = nullptr) {
  lrcnn_config config{};
  config.struct_size = sizeof config;
  config.threads = threads;
  config.executor = executor;
  lrcnn_program *program = nullptr;
  EXPECT_EQ(lrcnn_runtime_create(&counter, &config, &program), LRCNN_OK)
      << lastError();
  return program;
}

static bool run(lrcnn_program *program, Counting &counting) {
  lrcnn_step step{};
  step.struct_size = sizeof step;
  step.workspace = {&counting, sizeof counting};
  return lrcnn_runtime_forward(&counter, program, nullptr, 0, &step, nullptr) ==
         LRCNN_OK;
}

/// Whether every share of every loop ran once.
static bool isRight(const Counting &counting) {
  for (int64_t i = 0; i < 64; ++i)
    if (counting.runs[i] != (i < counting.shares ? counting.loops : 0))
      return false;
  return counting.consistent && counting.shares >= 1;
}

//===----------------------------------------------------------------------===//
// Tests
//===----------------------------------------------------------------------===//

namespace {
class RuntimePool : public testing::TestWithParam<int32_t> {};
} // namespace

TEST_P(RuntimePool, RunsEveryShareOnce) {
  lrcnn_program *program = create(GetParam());
  for (int64_t most : {1, 2, 3, 5, 64}) {
    Counting counting;
    counting.loops = 2000;
    counting.most = most;
    ASSERT_TRUE(run(program, counting));
    EXPECT_TRUE(isRight(counting));
    EXPECT_LE(counting.shares, most);
  }
  lrcnn_runtime_destroy(program);
}

TEST_P(RuntimePool, ServesConcurrentCallers) {
  lrcnn_program *program = create(GetParam());
  std::array<Counting, 4> countings;
  std::vector<std::thread> callers;
  callers.reserve(countings.size());
  for (Counting &counting : countings)
    callers.emplace_back([&] {
      counting.loops = 0;
      for (int64_t i = 0; i < 20; ++i) {
        Counting call;
        call.loops = 100;
        counting.loops += run(program, call) && isRight(call);
      }
    });
  for (std::thread &caller : callers)
    caller.join();
  for (Counting &counting : countings)
    EXPECT_EQ(counting.loops, 20);
  lrcnn_runtime_destroy(program);
}

TEST_P(RuntimePool, WorksInAForkedChild) {
  lrcnn_program *program = create(GetParam());
  Counting before;
  ASSERT_TRUE(run(program, before));
  // A child forked while loops run must not wait for threads it does not have.
  std::atomic<bool> stop = false;
  std::thread busy([&] {
    while (!stop) {
      Counting counting;
      run(program, counting);
    }
  });
  for (int64_t i = 0; i < 5; ++i) {
    pid_t child = fork();
    if (child == 0) {
      alarm(20);
      bool right = true;
      for (int64_t call = 0; call < 3; ++call) {
        Counting counting;
        counting.loops = 100;
        right &= run(program, counting) && isRight(counting);
      }
      lrcnn_runtime_destroy(program);
      _exit(right ? 0 : 1);
    }
    int status = -1;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    EXPECT_EQ(status, 0);
  }
  stop = true;
  busy.join();
  Counting after;
  ASSERT_TRUE(run(program, after));
  EXPECT_TRUE(isRight(after));
  lrcnn_runtime_destroy(program);
}

TEST_P(RuntimePool, MayBeDestroyedInAForkedChildWithoutUse) {
  lrcnn_program *program = create(GetParam());
  pid_t child = fork();
  if (child == 0) {
    alarm(20);
    lrcnn_runtime_destroy(program);
    _exit(0);
  }
  int status = -1;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
  lrcnn_runtime_destroy(program);
}

INSTANTIATE_TEST_SUITE_P(Threads, RuntimePool, testing::Values(1, 2, 3, 4, 8));

/// Workers compute as the caller does, with denormals flushed or not.
TEST(RuntimePool, TakesTheCallersFloatingPointMode) {
  lrcnn_program *program = create(4);
  unsigned before = _mm_getcsr();
  _mm_setcsr(before | _MM_FLUSH_ZERO_ON);
  for (int64_t i = 0; i < 50; ++i) {
    Counting counting;
    run(program, counting);
    EXPECT_EQ(counting.modes, unsigned(_MM_FLUSH_ZERO_ON));
  }
  _mm_setcsr(before);
  Counting counting;
  run(program, counting);
  EXPECT_EQ(counting.modes, 0u);
  EXPECT_EQ(_mm_getcsr(), before);
  lrcnn_runtime_destroy(program);
}

/// Without room for their stacks the threads cannot be started.
TEST(RuntimePool, SaysWhenThreadsRunOut) {
#if __has_feature(address_sanitizer)
  GTEST_SKIP() << "the address sanitizer maps more than any limit";
#endif
  pid_t child = fork();
  if (child == 0) {
    rlimit limit{256 << 20, 256 << 20};
    setrlimit(RLIMIT_AS, &limit);
    lrcnn_config config{};
    config.struct_size = sizeof config;
    config.threads = 1024;
    lrcnn_program *program = nullptr;
    int32_t status = lrcnn_runtime_create(&counter, &config, &program);
    bool clear = lastError().starts_with("expected 1024 threads, got ");
    _exit(status == LRCNN_OUT_OF_RESOURCES && !program && clear ? 0 : 1);
  }
  int status = -1;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
}

namespace {
/// An executor that starts threads for each loop.
struct Threads {
  int64_t loops = 0;
  int32_t fails = 0;
  static int32_t parallelFor(void *self, int64_t tasks,
                             void (*body)(void *, int64_t), void *context) {
    auto *threads = static_cast<Threads *>(self);
    ++threads->loops;
    if (threads->fails)
      return threads->fails;
    std::vector<std::thread> running;
    running.reserve(tasks);
    for (int64_t task = 0; task < tasks; ++task)
      running.emplace_back(body, context, task);
    for (std::thread &thread : running)
      thread.join();
    return 0;
  }
};
} // namespace

TEST(RuntimeExecutor, RunsTheCallersLoops) {
  Threads threads;
  lrcnn_executor executor{sizeof executor, &threads, Threads::parallelFor, 3};
  lrcnn_program *program = create(0, &executor);
  Counting counting;
  counting.loops = 7;
  ASSERT_TRUE(run(program, counting));
  EXPECT_TRUE(isRight(counting));
  EXPECT_EQ(threads.loops, 7);
  lrcnn_runtime_destroy(program);
}

TEST(RuntimeExecutor, IsNotAskedAgainAfterAFailure) {
  Threads threads;
  threads.fails = 5;
  lrcnn_executor executor{sizeof executor, &threads, Threads::parallelFor, 3};
  lrcnn_program *program = create(0, &executor);
  Counting counting;
  counting.loops = 7;
  EXPECT_FALSE(run(program, counting));
  EXPECT_EQ(threads.loops, 1);
  lrcnn_runtime_destroy(program);
}
