//===- ChildProcess.cpp - Work in a forked process ------------------------===//
//
// Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ChildProcess.h"

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace lrcnn;

/// Ends this process after `seconds`, whatever it has made of the signal.
static void limitTime(unsigned seconds) {
  signal(SIGALRM, SIG_DFL);
  sigset_t alarms;
  sigemptyset(&alarms);
  sigaddset(&alarms, SIGALRM);
  sigprocmask(SIG_UNBLOCK, &alarms, nullptr);
  alarm(seconds);
}

static std::string readAll(int file) {
  std::string text;
  char chunk[1024];
  while (ssize_t bytes = read(file, chunk, sizeof chunk)) {
    if (bytes > 0)
      text.append(chunk, bytes);
    else if (errno != EINTR)
      break;
  }
  return text;
}

ChildResult
lrcnn::runInChild(llvm::function_ref<bool(llvm::raw_ostream &)> work,
                  unsigned seconds) {
  int ends[2];
  if (pipe(ends) != 0)
    return {false, strerror(errno)};
  pid_t child = fork();
  if (child == 0) {
    limitTime(seconds);
    llvm::raw_fd_ostream os(ends[1], /*shouldClose=*/false);
    bool succeeded = work(os);
    os.flush();
    _exit(succeeded ? 0 : 1);
  }
  close(ends[1]);
  if (child < 0) {
    close(ends[0]);
    return {false, strerror(errno)};
  }
  std::string messages = readAll(ends[0]);
  close(ends[0]);
  int status = 1;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR)
    ;
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM)
    messages = "it did not end within " + std::to_string(seconds) + " s";
  return {status == 0, std::move(messages)};
}
