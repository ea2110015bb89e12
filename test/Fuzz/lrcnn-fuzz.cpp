//===- lrcnn-fuzz.cpp - Mutates the tests' modules ------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Every case is a module of some test with changes at random, and the passes of
// that test. It may be refused, but must not end the process, take longer than
// a case may, or pass with a module that cannot be read again. Problems and
// plan files are changed as well, and what can be read is scheduled.
//
// Cases run in processes of their own, many in each. Where one ends early, the
// case that it was at has failed, and the next process begins behind it.
//
//===----------------------------------------------------------------------===//

#include "Blame.h"
#include "Mutator.h"
#include "Trap.h"
#include "lrcnn/Dialect/Row/IR/Row.h"
#include "lrcnn/Pipelines/Pipelines.h"
#include "lrcnn/Plan/Problem.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/InitAllPasses.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/SourceMgr.h"
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace lrcnn::fuzz;

static llvm::cl::list<std::string>
    directories(llvm::cl::Positional, llvm::cl::OneOrMore,
                llvm::cl::desc("<directories with .mlir files>"));
static llvm::cl::opt<uint64_t>
    numCases("cases", llvm::cl::desc("How many cases are run"),
             llvm::cl::init(1000));
static llvm::cl::opt<uint64_t>
    firstCase("first", llvm::cl::desc("The number of the first one"),
              llvm::cl::init(0));
static llvm::cl::opt<unsigned>
    numJobs("j", llvm::cl::desc("Processes at a time"), llvm::cl::init(1));
static llvm::cl::opt<uint64_t>
    maxFailures("failures",
                llvm::cl::desc("After how many failures no more cases are run"),
                llvm::cl::init(20));
static llvm::cl::opt<unsigned>
    maxSeconds("seconds", llvm::cl::desc("Processor time that a case may take"),
               llvm::cl::init(20));
static llvm::cl::opt<unsigned> maxMegabytes(
    "megabytes",
    llvm::cl::desc("Address space that a process may take; 0: no limit, which "
                   "the address sanitizer needs"),
    llvm::cl::init(LRCNN_FUZZ_MEGABYTES));
static llvm::cl::opt<bool>
    show("show", llvm::cl::desc("Print the first case as a test, run it in "
                                "this process and print what it says"));

//===----------------------------------------------------------------------===//
// A case
//===----------------------------------------------------------------------===//

namespace {
/// What became of a case that did not end its process.
enum class Outcome { unread, refused, passed, foreign, invalid };

/// The status of a process that found an `invalid` module.
constexpr int kInvalid = 97;

/// What a process tells the one that started it.
struct Progress {
  uint64_t current = 0;
  uint64_t outcomes[3] = {};
};
} // namespace

/// What plan files are read for.
static std::optional<lrcnn::plan::Problem> plannedProblem;

static std::string print(mlir::ModuleOp module) {
  setBoundary();
  std::string text;
  llvm::raw_string_ostream stream(text);
  module.print(stream);
  return text;
}

/// Reads a module, by functions of MLIR's libraries only (see `Blame.h`).
static mlir::OwningOpRef<mlir::ModuleOp> parse(llvm::StringRef text,
                                               mlir::MLIRContext &context) {
  setBoundary();
  auto buffer = llvm::MemoryBuffer::getMemBuffer(text, "case");
  auto sources = std::make_shared<llvm::SourceMgr>();
  sources->AddNewSourceBuffer(std::move(buffer), llvm::SMLoc());
  mlir::Block block;
  mlir::ParserConfig config(&context);
  mlir::LocationAttr location;
  if (failed(mlir::parseSourceFile(sources, &block, config, &location)))
    return nullptr;
  return mlir::detail::constructContainerOpForParserIfNecessary<mlir::ModuleOp>(
      &block, &context, location);
}

/// Whether the module is the same once it was printed and read in a context of
/// its own.
static bool canBeReadAgain(mlir::ModuleOp module,
                           const mlir::DialectRegistry &registry) {
  mlir::MLIRContext context(registry, mlir::MLIRContext::Threading::DISABLED);
  context.allowUnregisteredDialects(
      module->getContext()->allowsUnregisteredDialects());
  mlir::ScopedDiagnosticHandler handler(
      &context, [](mlir::Diagnostic &) { return mlir::success(); });
  std::string once = print(module);
  auto again = parse(once, context);
  return again && print(*again) == once;
}

/// Whether operations of the row dialect are in the module: if not, it is not
/// this project that does not read what it printed.
static bool hasRows(mlir::ModuleOp module) {
  return module
      .walk([](mlir::Operation *op) {
        return llvm::isa_and_present<lrcnn::row::RowDialect>(op->getDialect())
                   ? mlir::WalkResult::interrupt()
                   : mlir::WalkResult::advance();
      })
      .wasInterrupted();
}

/// Makes a schedule of `plan` and what it costs; whether it is a plan at all.
static bool schedule(const lrcnn::plan::Problem &problem,
                     llvm::Expected<lrcnn::plan::Plan> plan) {
  llvm::Error error = plan ? check(problem.graph, *plan) : plan.takeError();
  if (!error)
    error = checkKernels(problem.graph, *plan, problem.kernels);
  if (error) {
    llvm::consumeError(std::move(error));
    return false;
  }
  auto made = makeSchedule(problem.graph, *plan, problem.kernels);
  getPeakBytes(problem.graph, made);
  getWork(problem.graph, made);
  return true;
}

static Outcome runProblem(const llvm::json::Value &file) {
  llvm::Expected<lrcnn::plan::Problem> problem =
      lrcnn::plan::parseProblem(file);
  if (!problem) {
    llvm::consumeError(problem.takeError());
    return Outcome::refused;
  }
  for (auto strategy :
       {lrcnn::plan::Strategy::store, lrcnn::plan::Strategy::overlap,
        lrcnn::plan::Strategy::two_phase}) {
    bool isTiled = strategy != lrcnn::plan::Strategy::store;
    schedule(*problem,
             makePlan(problem->graph, {strategy, /*tiles=*/isTiled ? 2 : 1}));
  }
  llvm::json::Value written(problem->toJson());
  llvm::Expected<lrcnn::plan::Problem> again =
      lrcnn::plan::parseProblem(written);
  bool isSame = again && llvm::json::Value(again->toJson()) == written;
  if (!again)
    llvm::consumeError(again.takeError());
  return isSame ? Outcome::passed : Outcome::invalid;
}

/// Runs a case of data: a problem, or a plan of the corpus's first problem.
static Outcome runData(llvm::StringRef text) {
  setBoundary();
  llvm::Expected<llvm::json::Value> file = llvm::json::parse(text);
  if (!file) {
    llvm::consumeError(file.takeError());
    return Outcome::unread;
  }
  const llvm::json::Object *object = file->getAsObject();
  if (object && object->get("tensors"))
    return runProblem(*file);
  return schedule(*plannedProblem, parsePlan(plannedProblem->graph, *file))
             ? Outcome::passed
             : Outcome::refused;
}

static Outcome run(mlir::MLIRContext &context,
                   const mlir::DialectRegistry &registry,
                   const Case &instance) {
  if (instance.input->isData)
    return runData(instance.text);
  context.allowUnregisteredDialects(instance.passes->allowUnregistered);
  auto module = parse(instance.text, context);
  if (!module)
    return Outcome::unread;
  mlir::PassManager manager(&context, "builtin.module",
                            mlir::OpPassManager::Nesting::Implicit);
  if (failed(instance.passes->addTo(manager)))
    return Outcome::refused;
  setBoundary();
  if (failed(manager.run(*module)))
    return Outcome::refused;
  if (canBeReadAgain(*module, registry))
    return Outcome::passed;
  auto original = parse(instance.text, context);
  return hasRows(*original) || canBeReadAgain(*original, registry)
             ? Outcome::invalid
             : Outcome::foreign;
}

static mlir::DialectRegistry makeRegistry() {
  mlir::DialectRegistry registry;
  lrcnn::registerDialects(registry);
  return registry;
}

/// Finds the inputs that can be read; an error if none can.
static llvm::Error findReadable(Corpus &corpus) {
  mlir::DialectRegistry registry = makeRegistry();
  mlir::MLIRContext context(registry, mlir::MLIRContext::Threading::DISABLED);
  mlir::ScopedDiagnosticHandler handler(
      &context, [](mlir::Diagnostic &) { return mlir::success(); });
  for (auto [index, input] : llvm::enumerate(corpus.inputs))
    if (!input.isData && parse(input.text, context))
      corpus.readable.push_back(index);
  if (corpus.readable.empty())
    return llvm::createStringError("expected modules that can be read");
  return llvm::Error::success();
}

/// Finds the first problem among the files of data. Without any, none of them
/// is run.
static llvm::Error findProblem(Corpus &corpus) {
  for (unsigned index : corpus.data) {
    llvm::Expected<llvm::json::Value> file =
        llvm::json::parse(corpus.inputs[index].text);
    if (!file)
      return llvm::createFileError(corpus.inputs[index].name, file.takeError());
    if (!file->getAsObject() || !file->getAsObject()->get("tensors"))
      continue;
    llvm::Expected<lrcnn::plan::Problem> problem =
        lrcnn::plan::parseProblem(*file);
    if (!problem)
      return llvm::createFileError(corpus.inputs[index].name,
                                   problem.takeError());
    plannedProblem = std::move(*problem);
    return llvm::Error::success();
  }
  corpus.data.clear();
  return llvm::Error::success();
}

//===----------------------------------------------------------------------===//
// Processes
//===----------------------------------------------------------------------===//

/// Lets the process end when the next case takes too long.
static void startTimer() {
  itimerval limit = {{0, 0}, {static_cast<time_t>(maxSeconds), 0}};
  setitimer(ITIMER_PROF, &limit, nullptr);
}

static void setLimits() {
  if (maxMegabytes > 0) {
    rlim_t bytes = static_cast<rlim_t>(maxMegabytes) << 20;
    rlimit limit = {bytes, bytes};
    setrlimit(RLIMIT_AS, &limit);
  }
  rlimit noCore = {0, 0};
  setrlimit(RLIMIT_CORE, &noCore);
}

/// Runs the cases from `progress.current` to `end` in this process.
static void runCases(const Corpus &corpus, Progress &progress, uint64_t end) {
  setLimits();
  // Expected failures have much to say.
  dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
  installBlame();
  mlir::DialectRegistry registry = makeRegistry();
  while (progress.current < end) {
    // A context keeps all types and attributes that it has seen.
    mlir::MLIRContext context(registry, mlir::MLIRContext::Threading::DISABLED);
    mlir::ScopedDiagnosticHandler handler(
        &context, [](mlir::Diagnostic &) { return mlir::success(); });
    for (int i = 0; i < 100 && progress.current < end; ++i) {
      startTimer();
      Outcome outcome =
          run(context, registry, makeCase(corpus, progress.current));
      if (outcome == Outcome::foreign || outcome == Outcome::invalid)
        _exit(outcome == Outcome::foreign ? kForeign : kInvalid);
      ++progress.outcomes[static_cast<int>(outcome)];
      ++progress.current;
    }
  }
}

/// How a process ended that did not come to its end.
static std::string describe(int status) {
  if (WIFEXITED(status))
    return WEXITSTATUS(status) == kInvalid
               ? "passed with a module that cannot be read again as it was"
               : "ended the process with status " +
                     std::to_string(WEXITSTATUS(status));
  if (WTERMSIG(status) == SIGPROF)
    return "took more than " + std::to_string(maxSeconds) + " s";
  return std::string("ended the process: ") + strsignal(WTERMSIG(status));
}

namespace {
/// One of several processes at a time, with the cases that are its own.
struct Worker {
  Progress *progress;
  uint64_t end;
  pid_t process;
};
} // namespace

static void start(const Corpus &corpus, Worker &worker) {
  worker.process = fork();
  if (worker.process != 0)
    return;
  runCases(corpus, *worker.progress, worker.end);
  _exit(0);
}

static void report(const Corpus &corpus, uint64_t number, int status) {
  Case instance = makeCase(corpus, number);
  llvm::outs() << "case " << number << " " << describe(status) << "\n  from "
               << instance.input->name << ", passes: " << instance.passes->text
               << "\n  again with --first=" << number << " --show\n";
  llvm::outs().flush();
}

/// Whether case `number` fails in a process of its own, too. A parser of MLIR's
/// that frees what it still refers to shows in a case behind its own only.
static bool failsAlone(const Corpus &corpus, uint64_t number) {
  Progress progress = {};
  progress.current = number;
  pid_t process = fork();
  if (process == 0) {
    runCases(corpus, progress, number + 1);
    _exit(0);
  }
  int status;
  waitpid(process, &status, 0);
  return !WIFEXITED(status) ||
         (WEXITSTATUS(status) != 0 && WEXITSTATUS(status) != kForeign);
}

/// Runs all cases; the number of those that failed.
static uint64_t runAll(const Corpus &corpus) {
  size_t bytes = numJobs * sizeof(Progress);
  auto *progress =
      static_cast<Progress *>(mmap(nullptr, bytes, PROT_READ | PROT_WRITE,
                                   MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  std::vector<Worker> workers;
  for (uint64_t i = 0; i < numJobs; ++i) {
    progress[i].current = firstCase + numCases * i / numJobs;
    workers.push_back(
        {&progress[i], firstCase + numCases * (i + 1) / numJobs, 0});
    start(corpus, workers.back());
  }
  uint64_t failures = 0, foreign = 0, outcomes[3] = {};
  for (size_t running = workers.size(); running > 0;) {
    int status;
    pid_t process = wait(&status);
    Worker &worker = *llvm::find_if(workers, [&](const Worker &candidate) {
      return candidate.process == process;
    });
    if (worker.progress->current < worker.end) {
      bool isForeign = WIFEXITED(status) && WEXITSTATUS(status) == kForeign;
      if (isForeign || !failsAlone(corpus, worker.progress->current)) {
        ++foreign;
      } else {
        report(corpus, worker.progress->current, status);
        ++failures;
      }
      ++worker.progress->current;
      if (failures < maxFailures) {
        start(corpus, worker);
        continue;
      }
    }
    --running;
    for (int i = 0; i < 3; ++i)
      outcomes[i] += worker.progress->outcomes[i];
  }
  if (failures >= maxFailures)
    llvm::outs() << "stopped after " << failures << " failures\n";
  uint64_t cases = failures + foreign;
  for (uint64_t outcome : outcomes)
    cases += outcome;
  llvm::outs() << cases << " cases: " << outcomes[0] << " not read, "
               << outcomes[1] << " refused, " << outcomes[2] << " passed, "
               << foreign << " failed in MLIR, " << failures << " failed\n";
  return failures;
}

/// Prints a case as a test and runs it here.
static int showCase(const Corpus &corpus) {
  Case instance = makeCase(corpus, firstCase);
  llvm::outs() << "// RUN: lrcnn-opt %s " << instance.passes->text << "\n"
               << instance.text;
  llvm::outs().flush();
  mlir::DialectRegistry registry = makeRegistry();
  mlir::MLIRContext context(registry, mlir::MLIRContext::Threading::DISABLED);
  return run(context, registry, instance) == Outcome::invalid;
}

int main(int argc, char **argv) {
  llvm::cl::ParseCommandLineOptions(
      argc, argv, "Mutates the modules of tests and runs their passes\n");
  mlir::registerAllPasses();
  lrcnn::registerPasses();
  registerTrapPass();
  llvm::ExitOnError exitOnError("error: ");
  if (numCases == 0 || numJobs == 0)
    exitOnError(llvm::createStringError("expected at least one case and job"));
  Corpus corpus = exitOnError(readCorpus(directories));
  exitOnError(findReadable(corpus));
  exitOnError(findProblem(corpus));
  return show ? showCase(corpus) : runAll(corpus) > 0;
}
