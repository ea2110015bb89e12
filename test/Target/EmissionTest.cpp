//===- EmissionTest.cpp - From the LLVM dialect to a loaded library -------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "../../lib/Target/CPU/RuntimeArchive.h"
#include "../../lib/Target/Program/ChildProcess.h"
#include "lrcnn/Runtime/descriptor.h"
#include "lrcnn/Target/CPU/VectorTarget.h"
#include "lrcnn/Target/Program/HostCode.h"
#include "lrcnn/Target/Program/Linking.h"
#include "lrcnn/Target/Program/ProgramInterface.h"

#include "mlir/Parser/Parser.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"

#include "gtest/gtest.h"

#include <csignal>
#include <dlfcn.h>
#include <thread>
#include <unistd.h>

using namespace mlir;
using namespace lrcnn;

//===----------------------------------------------------------------------===//
// A small program
//===----------------------------------------------------------------------===//

/// y = FACTOR * x over 8 elements, each share computing its own; backward sets
/// x.grad = FACTOR * y.grad.
static constexpr const char *text = R"mlir(
llvm.func hidden @lrcnn_parallel(!llvm.ptr, !llvm.ptr, !llvm.ptr, i64)
llvm.func internal @scale(%call: !llvm.ptr, %task: i64, %tasks: i64) {
  %source = llvm.load %call : !llvm.ptr -> !llvm.ptr
  %next = llvm.getelementptr %call[1] : (!llvm.ptr) -> !llvm.ptr, !llvm.ptr
  %target = llvm.load %next : !llvm.ptr -> !llvm.ptr
  %eight = llvm.mlir.constant(8 : i64) : i64
  %one = llvm.mlir.constant(1 : i64) : i64
  %factor = llvm.mlir.constant(FACTOR : f32) : f32
  %a = llvm.mul %task, %eight : i64
  %begin = llvm.sdiv %a, %tasks : i64
  %after = llvm.add %task, %one : i64
  %b = llvm.mul %after, %eight : i64
  %end = llvm.sdiv %b, %tasks : i64
  llvm.br ^head(%begin : i64)
^head(%i: i64):
  %more = llvm.icmp "slt" %i, %end : i64
  llvm.cond_br %more, ^body, ^exit
^body:
  %from = llvm.getelementptr %source[%i] : (!llvm.ptr, i64) -> !llvm.ptr, f32
  %x = llvm.load %from : !llvm.ptr -> f32
  %y = llvm.fmul %x, %factor : f32
  %to = llvm.getelementptr %target[%i] : (!llvm.ptr, i64) -> !llvm.ptr, f32
  llvm.store %y, %to : f32, !llvm.ptr
  %following = llvm.add %i, %one : i64
  llvm.br ^head(%following : i64)
^exit:
  llvm.return
}
llvm.func internal @run(%invocation: !llvm.ptr, %from: i64, %to: i64) {
  %one = llvm.mlir.constant(1 : i64) : i64
  %most = llvm.mlir.constant(8 : i64) : i64
  %call = llvm.alloca %one x !llvm.array<2 x ptr> : (i64) -> !llvm.ptr
  %arguments = llvm.load %invocation : !llvm.ptr -> !llvm.ptr
  %p = llvm.getelementptr %arguments[%from] : (!llvm.ptr, i64) -> !llvm.ptr, !llvm.struct<(ptr, ptr)>
  %source = llvm.load %p : !llvm.ptr -> !llvm.ptr
  llvm.store %source, %call : !llvm.ptr, !llvm.ptr
  %q = llvm.getelementptr %arguments[%to] : (!llvm.ptr, i64) -> !llvm.ptr, !llvm.struct<(ptr, ptr)>
  %target = llvm.load %q : !llvm.ptr -> !llvm.ptr
  %second = llvm.getelementptr %call[1] : (!llvm.ptr) -> !llvm.ptr, !llvm.ptr
  llvm.store %target, %second : !llvm.ptr, !llvm.ptr
  %kernel = llvm.mlir.addressof @scale : !llvm.ptr
  llvm.call @lrcnn_parallel(%invocation, %kernel, %call, %most) : (!llvm.ptr, !llvm.ptr, !llvm.ptr, i64) -> ()
  llvm.return
}
llvm.func internal @forward(%invocation: !llvm.ptr) {
  %from = llvm.mlir.constant(0 : i64) : i64
  %to = llvm.mlir.constant(1 : i64) : i64
  llvm.call @run(%invocation, %from, %to) : (!llvm.ptr, i64, i64) -> ()
  llvm.return
}
llvm.func internal @backward(%invocation: !llvm.ptr) {
  %from = llvm.mlir.constant(2 : i64) : i64
  %to = llvm.mlir.constant(3 : i64) : i64
  llvm.call @run(%invocation, %from, %to) : (!llvm.ptr, i64, i64) -> ()
  llvm.return
}
)mlir";

static ProgramInterface makeInterface(StringRef name) {
  ProgramInterface program;
  program.name = name.str();
  auto add = [&](const char *argument, lrcnn_role role, uint32_t reads,
                 uint32_t writes) {
    program.arguments.push_back(
        {argument, {2, 4}, LRCNN_F32, role, reads, writes});
  };
  add("x", LRCNN_ACTIVATION, LRCNN_IN_FORWARD, 0);
  add("y", LRCNN_ACTIVATION, 0, LRCNN_IN_FORWARD);
  add("y.grad", LRCNN_GRADIENT, LRCNN_IN_BACKWARD, 0);
  add("x.grad", LRCNN_GRADIENT, 0, LRCNN_IN_BACKWARD);
  program.stashBytes = 1;
  program.forwardWorkspaceBytes = 2;
  program.backwardWorkspaceBytes = 4;
  program.offloadBytes = 5;
  program.features = "sse3";
  program.fingerprint = 0xfedcba9876543210u;
  program.forward = program.inference = "forward";
  program.backward = "backward";
  return program;
}

namespace {
/// A context whose errors are collected, and a directory for libraries.
class Emission : public testing::Test {
protected:
  void SetUp() override {
    context.loadDialect<LLVM::LLVMDialect>();
    ASSERT_FALSE(
        llvm::sys::fs::createUniqueDirectory("lrcnn-emission", directory));
  }
  void TearDown() override {
    EXPECT_FALSE(llvm::sys::fs::remove_directories(directory));
  }

  std::string path(StringRef name) { return (directory + "/" + name).str(); }

  OwningOpRef<ModuleOp> parse(StringRef factor) {
    std::string source = text;
    source.replace(source.find("FACTOR"), 6, factor);
    auto module = parseSourceString<ModuleOp>(source, ParserConfig(&context));
    EXPECT_TRUE(module);
    return module;
  }

  std::vector<ObjectCode> compile(ModuleOp module) {
    std::vector<ObjectCode> objects;
    EXPECT_TRUE(succeeded(emitObjects(module, HostMachine(), objects)));
    return objects;
  }

  LogicalResult link(ArrayRef<ObjectCode> objects, StringRef name,
                     StringRef target, LinkIn where = LinkIn::ThisProcess) {
    return linkSharedLibrary(objects, cpu::getRuntimeArchive(),
                             getExportedSymbols(name), target, emit, where);
  }

  /// The library of the program `name`, which multiplies by `factor`.
  std::string build(StringRef name, StringRef factor,
                    LinkIn where = LinkIn::ThisProcess) {
    OwningOpRef<ModuleOp> module = parse(factor);
    ProgramInterface program = makeInterface(name);
    EXPECT_TRUE(succeeded(addProgramInterface(*module, program)));
    std::string target = path((name + ".so").str());
    EXPECT_TRUE(succeeded(link(compile(*module), name, target, where)));
    return target;
  }

  /// What is left in the directory.
  std::vector<std::string> files() {
    std::vector<std::string> names;
    std::error_code error;
    for (llvm::sys::fs::directory_iterator file(directory, error), end;
         file != end && !error; file.increment(error))
      names.push_back(llvm::sys::path::filename(file->path()).str());
    llvm::sort(names);
    return names;
  }

  MLIRContext context;
  std::function<InFlightDiagnostic()> emit = [this] {
    return emitError(UnknownLoc::get(&context));
  };
  SmallString<128> directory;
  std::string errors;
  ScopedDiagnosticHandler handler{&context, [this](Diagnostic &diagnostic) {
                                    errors += diagnostic.str();
                                    return success();
                                  }};
};

/// A loaded program.
struct Library {
  Library(const std::string &path, const std::string &name)
      : handle(dlopen(path.c_str(), RTLD_NOW | RTLD_GLOBAL)) {
    EXPECT_TRUE(handle) << dlerror();
    get(info, name + "_info");
    get(create, name + "_create");
    get(forward, name + "_forward");
    get(backward, name + "_backward");
    get(destroy, name + "_destroy");
    get(lastError, name + "_last_error");
  }
  ~Library() { dlclose(handle); }
  template <typename Function>
  void get(Function &function, const std::string &name) {
    function = reinterpret_cast<Function>(dlsym(handle, name.c_str()));
    EXPECT_TRUE(function) << name;
  }
  /// y for x = 1, 2, ...; empty after an error.
  std::vector<float> run() {
    lrcnn_program *program = nullptr;
    if (!handle || create(nullptr, &program) != LRCNN_OK)
      return {};
    std::vector<float> x{1, 2, 3, 4, 5, 6, 7, 8}, y(8);
    lrcnn_buffer buffers[4] = {};
    for (int64_t i = 0; i < 4; ++i)
      buffers[i] = {sizeof(lrcnn_buffer),
                    i % 2 ? y.data() : x.data(),
                    LRCNN_F32,
                    2,
                    info()->arguments[i].shape,
                    nullptr,
                    {LRCNN_CPU, 0}};
    lrcnn_step step{};
    step.struct_size = sizeof step;
    int32_t status = forward(program, buffers, 4, &step, nullptr);
    destroy(program);
    return status == LRCNN_OK ? y : std::vector<float>();
  }

  void *handle;
  const char *(*lastError)() = nullptr;
  const lrcnn_program_info *(*info)() = nullptr;
  int32_t (*create)(const lrcnn_config *, lrcnn_program **) = nullptr;
  int32_t (*forward)(lrcnn_program *, const lrcnn_buffer *, int64_t,
                     lrcnn_step *, void *) = nullptr;
  int32_t (*backward)(lrcnn_program *, const lrcnn_buffer *, int64_t,
                      lrcnn_step *, void *) = nullptr;
  void (*destroy)(lrcnn_program *) = nullptr;
};
} // namespace

//===----------------------------------------------------------------------===//
// Libraries
//===----------------------------------------------------------------------===//

TEST_F(Emission, MakesALibraryThatRuns) {
  Library library(build("twice", "2.0"), "twice");
  EXPECT_EQ(errors, "");
  EXPECT_EQ(library.run(), (std::vector<float>{2, 4, 6, 8, 10, 12, 14, 16}));
  const lrcnn_program_info &info = *library.info();
  EXPECT_EQ(info.struct_size, sizeof info);
  EXPECT_EQ(info.abi_version, uint64_t(LRCNN_ABI_VERSION));
  EXPECT_STREQ(info.name, "twice");
  EXPECT_EQ(info.argument_count, 4);
  EXPECT_EQ(info.alignment, 64);
  EXPECT_EQ(info.device_kind, LRCNN_CPU);
  EXPECT_STREQ(info.features, "sse3");
  EXPECT_EQ(info.fingerprint, 0xfedcba9876543210u);
  EXPECT_EQ(info.stash_bytes, 1);
  EXPECT_EQ(info.forward_workspace_bytes, 2);
  EXPECT_EQ(info.inference_workspace_bytes, 0);
  EXPECT_EQ(info.backward_workspace_bytes, 4);
  EXPECT_EQ(info.offload_bytes, 5);
  EXPECT_STREQ(info.arguments[3].name, "x.grad");
  EXPECT_EQ(info.arguments[3].rank, 2);
  EXPECT_EQ(info.arguments[3].shape[1], 4);
  EXPECT_EQ(info.arguments[3].dtype, LRCNN_F32);
  EXPECT_EQ(info.arguments[3].role, LRCNN_GRADIENT);
  EXPECT_EQ(info.arguments[3].reads, 0u);
  EXPECT_EQ(info.arguments[3].writes, uint32_t(LRCNN_IN_BACKWARD));
}

/// All internal names of the two are the same, and both are loaded globally.
TEST_F(Emission, LibrariesDoNotMeet) {
  Library twice(build("twice", "2.0"), "twice");
  Library thrice(build("thrice", "3.0"), "thrice");
  EXPECT_EQ(twice.run()[7], 16);
  EXPECT_EQ(thrice.run()[7], 24);
  lrcnn_program *program = nullptr;
  ASSERT_EQ(twice.create(nullptr, &program), LRCNN_OK);
  EXPECT_EQ(thrice.forward(program, nullptr, 0, nullptr, nullptr),
            LRCNN_INVALID_ARGUMENT);
  EXPECT_STREQ(thrice.lastError(), "expected a program made by thrice_create, "
                                   "got one made by twice_create");
  EXPECT_STREQ(twice.lastError(), "");
  twice.destroy(program);
}

TEST_F(Emission, ExportsOnlyTheInterface) {
  std::string library = build("twice", "2.0");
  void *handle = dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL);
  ASSERT_TRUE(handle) << dlerror();
  for (const std::string &symbol : getExportedSymbols("twice"))
    EXPECT_TRUE(dlsym(handle, symbol.c_str())) << symbol;
  for (const char *hidden : {"lrcnn_parallel", "lrcnn_runtime_create",
                             "lrcnn_program_descriptor", "forward", "scale"})
    EXPECT_FALSE(dlsym(handle, hidden)) << hidden;
  dlclose(handle);
}

TEST_F(Emission, DependsOnTheModuleOnly) {
  auto contents = [&](const std::string &path) {
    return (*llvm::MemoryBuffer::getFile(path))->getBuffer().str();
  };
  std::string first = contents(build("twice", "2.0"));
  EXPECT_EQ(first, contents(build("twice", "2.0")));
  EXPECT_EQ(first, contents(build("twice", "2.0", LinkIn::ChildProcess)));
  EXPECT_NE(first, contents(build("twice", "4.0")));
  EXPECT_EQ(files(), std::vector<std::string>{"twice.so"});
}

TEST_F(Emission, LargeModulesAreCompiledInParts) {
  OwningOpRef<ModuleOp> module = parse("2.0");
  auto scale = module->lookupSymbol<LLVM::LLVMFuncOp>("scale");
  for (int64_t i = 0; i < 60; ++i) {
    auto copy = cast<LLVM::LLVMFuncOp>(scale->clone());
    copy.setName("scale" + std::to_string(i));
    module->push_back(copy);
  }
  ASSERT_TRUE(succeeded(addProgramInterface(*module, makeInterface("large"))));
  std::vector<ObjectCode> objects = compile(*module);
  EXPECT_EQ(objects.size(), 16u);
  EXPECT_EQ(objects, compile(*module));
  ASSERT_TRUE(succeeded(link(objects, "large", path("large.so"))));
  EXPECT_EQ(Library(path("large.so"), "large").run()[7], 16);
}

TEST_F(Emission, CompilesFromSeveralThreads) {
  std::vector<std::thread> threads;
  threads.reserve(4);
  std::array<bool, 4> right{};
  for (int64_t i = 0; i < 4; ++i)
    threads.emplace_back([&, i] {
      MLIRContext own;
      own.loadDialect<LLVM::LLVMDialect>();
      auto name = "thread" + std::to_string(i);
      std::string source = text;
      source.replace(source.find("FACTOR"), 6, std::to_string(i) + ".0");
      std::vector<ObjectCode> objects;
      auto module = parseSourceString<ModuleOp>(source, ParserConfig(&own));
      right[i] = succeeded(addProgramInterface(*module, makeInterface(name))) &&
                 succeeded(emitObjects(*module, HostMachine(), objects)) &&
                 succeeded(linkSharedLibrary(
                     objects, cpu::getRuntimeArchive(),
                     getExportedSymbols(name), path(name + ".so"),
                     [&] { return emitError(UnknownLoc::get(&own)); })) &&
                 Library(path(name + ".so"), name).run()[7] == 8 * i;
    });
  for (std::thread &thread : threads)
    thread.join();
  EXPECT_EQ(right, (std::array<bool, 4>{true, true, true, true}));
}

TEST_F(Emission, ProgramIsUsedFromC) {
  std::string library = build("twice", "2.0");
  std::string output = path("output");
  std::optional<StringRef> redirects[] = {std::nullopt, StringRef(output),
                                          std::nullopt};
  EXPECT_EQ(llvm::sys::ExecuteAndWait(LRCNN_USE_PROGRAM,
                                      {LRCNN_USE_PROGRAM, library, "twice"},
                                      std::nullopt, redirects),
            0);
  // The sum of -0.5 + (7 i mod 11) / 8 for i < 8, twice.
  EXPECT_EQ((*llvm::MemoryBuffer::getFile(output))->getBuffer().str(),
            "y 2.5\nx.grad 2.5\n");
}

//===----------------------------------------------------------------------===//
// Targets
//===----------------------------------------------------------------------===//

TEST_F(Emission, SaysWhatTheProcessorMustHave) {
  HostMachine wide;
  wide.cpu = cpu::VectorTarget::avx512().cpu;
  std::string v3 = *getRequiredFeatures(HostMachine(), emit);
  EXPECT_EQ(v3, "sse3,ssse3,cx16,sse4.1,sse4.2,movbe,popcnt,sahf,lzcnt,bmi,"
                "bmi2,avx,f16c,fma,avx2");
  EXPECT_EQ(*getRequiredFeatures(wide, emit),
            v3 + ",avx512f,avx512dq,avx512cd,avx512bw,avx512vl");
}

TEST_F(Emission, RefusesAnUnknownProcessor) {
  EXPECT_EQ(cpu::VectorTarget::avx2().cpu, HostMachine().cpu);
  HostMachine machine;
  machine.cpu = "abacus";
  std::vector<ObjectCode> objects;
  EXPECT_TRUE(failed(emitObjects(*parse("2.0"), machine, objects)));
  EXPECT_EQ(errors, "expected a CPU that LLVM knows, got 'abacus'");
}

//===----------------------------------------------------------------------===//
// Errors
//===----------------------------------------------------------------------===//

TEST_F(Emission, RefusesPlacesItCannotWrite) {
  std::vector<ObjectCode> objects = compile(*parse("2.0"));
  std::string missing = path("missing/twice.so");
  EXPECT_TRUE(failed(link(objects, "twice", missing)));
  EXPECT_EQ(errors,
            "cannot write '" + missing + "': No such file or directory");
}

TEST_F(Emission, LeavesNothingBehindWhenItCannotRename) {
  OwningOpRef<ModuleOp> module = parse("2.0");
  ASSERT_TRUE(succeeded(addProgramInterface(*module, makeInterface("twice"))));
  std::string folder = path("folder");
  ASSERT_FALSE(llvm::sys::fs::create_directory(folder));
  EXPECT_TRUE(failed(link(compile(*module), "twice", folder)));
  EXPECT_EQ(errors, "cannot write '" + folder + "': Is a directory");
  EXPECT_EQ(files(), std::vector<std::string>{"folder"});
}

TEST_F(Emission, NeedsATemporaryDirectory) {
  std::vector<ObjectCode> objects = compile(*parse("2.0"));
  const char *before = getenv("TMPDIR");
  std::string saved = before ? before : "";
  setenv("TMPDIR", path("missing").c_str(), 1);
  EXPECT_TRUE(failed(link(objects, "twice", path("twice.so"))));
  if (before)
    setenv("TMPDIR", saved.c_str(), 1);
  else
    unsetenv("TMPDIR");
  EXPECT_EQ(errors, "cannot link '" + path("twice.so") +
                        "': No such file or directory");
  EXPECT_EQ(files(), std::vector<std::string>{});
}

TEST_F(Emission, RefusesWhatIsMissing) {
  OwningOpRef<ModuleOp> module = parse("2.0");
  OpBuilder builder = OpBuilder::atBlockEnd(module->getBody());
  auto type = LLVM::LLVMFunctionType::get(LLVM::LLVMVoidType::get(&context),
                                          LLVM::LLVMPointerType::get(&context));
  LLVM::LLVMFuncOp::create(builder, module->getLoc(), "nowhere", type);
  ProgramInterface program = makeInterface("lacking");
  program.backward = "nowhere";
  ASSERT_TRUE(succeeded(addProgramInterface(*module, program)));
  std::vector<ObjectCode> objects = compile(*module);
  for (LinkIn where : {LinkIn::ThisProcess, LinkIn::ChildProcess}) {
    errors.clear();
    EXPECT_TRUE(failed(link(objects, "lacking", path("lacking.so"), where)));
    EXPECT_NE(errors.find("undefined symbol: nowhere"), std::string::npos)
        << errors;
    EXPECT_EQ(files(), std::vector<std::string>{});
  }
  // The linker still works.
  EXPECT_EQ(Library(build("twice", "2.0"), "twice").run()[7], 16);
}

TEST_F(Emission, SurvivesFatalErrorsOfTheLinker) {
  std::vector<ObjectCode> broken(1);
  StringRef contents("\x7f"
                     "ELF and then nothing of the kind");
  broken[0].assign(contents.begin(), contents.end());
  EXPECT_TRUE(failed(link(broken, "broken", path("broken.so"))));
  EXPECT_TRUE(StringRef(errors).starts_with("cannot link '")) << errors;
  EXPECT_EQ(files(), std::vector<std::string>{});
  EXPECT_EQ(Library(build("twice", "2.0"), "twice").run()[7], 16);
}

TEST(ChildProcess, GivesBackWhatItWrote) {
  for (bool succeeds : {true, false}) {
    ChildResult result = runInChild(
        [&](raw_ostream &os) {
          os << "word";
          return succeeds;
        },
        /*seconds=*/20);
    EXPECT_EQ(result.succeeded, succeeds);
    EXPECT_EQ(result.messages, "word");
  }
}

TEST(ChildProcess, EndsEvenIfItHangs) {
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  ChildResult result = runInChild(
      [](raw_ostream &) {
        while (true)
          pause();
        return true;
      },
      /*seconds=*/1);
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  EXPECT_FALSE(result.succeeded);
  EXPECT_EQ(result.messages, "it did not end within 1 s");
}

namespace {
struct BadInterface {
  const char *name;
  void (*spoil)(ProgramInterface &);
  const char *message;
};
void PrintTo(const BadInterface &bad, std::ostream *os) { *os << bad.name; }
class EmissionInterface : public Emission,
                          public testing::WithParamInterface<BadInterface> {};
} // namespace

TEST_P(EmissionInterface, IsRefused) {
  ProgramInterface program = makeInterface("twice");
  GetParam().spoil(program);
  EXPECT_TRUE(failed(addProgramInterface(*parse("2.0"), program)));
  EXPECT_EQ(errors, GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    Each, EmissionInterface,
    testing::Values(
        BadInterface{"Name", [](ProgramInterface &p) { p.name = "2x"; },
                     "expected a program name that is a C identifier, got "
                     "'2x'"},
        BadInterface{"Alignment", [](ProgramInterface &p) { p.alignment = 96; },
                     "expected an alignment that is a power of two from 8 to "
                     "2097152, got 96"},
        BadInterface{"LargeAlignment",
                     [](ProgramInterface &p) { p.alignment = 4 << 20; },
                     "expected an alignment that is a power of two from 8 to "
                     "2097152, got 4194304"},
        BadInterface{
            "Bytes",
            [](ProgramInterface &p) {
              p.arguments[0].shape = {int64_t(1) << 31, int64_t(1) << 30};
            },
            "expected argument 'x' of sizes from 1 whose bytes are a number of "
            "64 bits, got [2147483648, 1073741824]"},
        BadInterface{"Stash", [](ProgramInterface &p) { p.stashBytes = 0; },
                     "expected a stash of at least 1 byte, got 0"},
        BadInterface{
            "Rank",
            [](ProgramInterface &p) { p.arguments[1].shape.assign(9, 1); },
            "expected argument 'y' of rank 8 at most, got 9"},
        BadInterface{"Entry",
                     [](ProgramInterface &p) { p.inference = "nowhere"; },
                     "expected the entry 'nowhere' to be a function of the "
                     "module"}),
    [](const auto &info) { return info.param.name; });
