# Part of the lrcnn project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# What tools/check and tools/quickstart share: installing what is missing,
# configuring and building. Sourced by both, from any directory.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=$root/build
venv=$root/.venv
llvm=/usr/lib/llvm-22

packages=(
  clang-22 lld-22 llvm-22-dev llvm-22-tools libmlir-22-dev mlir-22-tools
  liblld-22-dev clang-format-22 clang-tidy-22 ccache cmake ninja-build
  libgtest-dev libzstd-dev zlib1g-dev libedit-dev libxml2-dev
  libcurl4-openssl-dev libffi-dev libz3-dev python3-venv python3-dev
)

# A precompiled header is compared by its content, not by its time stamp.
export CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
export PIP_DISABLE_PIP_VERSION_CHECK=1

# elapsed: minutes and seconds since the command was started.
elapsed() { printf '%02d:%02d' $((SECONDS / 60)) $((SECONDS % 60)); }

# say TEXT...: a progress line.
say() { printf '[%s] %s\n' "$(elapsed)" "$*"; }

# die TEXT...: ends the command, or the step of tools/check that it is in.
die() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

# Installs the Debian packages that are missing; asks nobody when none is.
install_packages() {
  local missing=() package
  for package in "${packages[@]}"; do
    dpkg-query -W -f='${Status}\n' "$package" 2>/dev/null |
      grep -q '^install ok installed$' || missing+=("$package")
  done
  ((${#missing[@]})) || return 0
  say "installing ${#missing[@]} Debian packages: ${missing[*]}"
  local sudo=()
  if ((EUID != 0)); then
    command -v sudo >/dev/null ||
      die "installing packages needs root or sudo: apt-get install ${missing[*]}"
    sudo=(sudo)
  fi
  "${sudo[@]}" apt-get update -qq
  [[ -n $(apt-cache policy clang-22) ]] ||
    die "no package clang-22: expected Debian 12 with its security updates"
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${missing[@]}"
}

# python_for_venv: the interpreter that a new environment is made from.
python_for_venv() {
  local candidate
  for candidate in /usr/bin/python3 python3.11 python3; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
      2>/dev/null; then
      echo "$candidate"
      return
    fi
  done
  die "expected Python 3.11 or newer, got $(python3 --version 2>&1)"
}

# Makes the virtual environment and installs the pinned requirements, unless
# the stamp in it says that this was done.
install_python() {
  local requirements=$root/python/requirements.txt stamp=$venv/.requirements
  if [[ ! -x $venv/bin/python ]]; then
    say "making the Python environment .venv"
    "$(python_for_venv)" -m venv "$venv"
  fi
  local wanted
  wanted=$(sha256sum <"$requirements")
  [[ -f $stamp && $(<"$stamp") == "$wanted" ]] && return 0
  say "installing PyTorch, torch-mlir and the other Python packages"
  # The processor-only build of PyTorch is on its own index; where that cannot
  # be reached, the next command takes the larger build from the default one.
  "$venv/bin/pip" install -q --no-deps --retries 0 \
    --extra-index-url https://download.pytorch.org/whl/cpu \
    "$(grep '^torch==' "$requirements")" 2>/dev/null || true
  "$venv/bin/pip" install -q -r "$requirements"
  echo "$wanted" >"$stamp"
}

# configure OPTION...: configures the build tree; cheap when nothing changed.
configure() {
  local log=$build/configure.log
  mkdir -p "$build"
  cmake -G Ninja -S "$root" -B "$build" -DCMAKE_BUILD_TYPE=Release \
    -DCMAKE_C_COMPILER=$llvm/bin/clang -DCMAKE_CXX_COMPILER=$llvm/bin/clang++ \
    -DCMAKE_C_COMPILER_LAUNCHER=ccache -DCMAKE_CXX_COMPILER_LAUNCHER=ccache \
    -DLLVM_USE_LINKER=lld -DLRCNN_ENABLE_PYTHON=ON \
    -DPython_EXECUTABLE="$venv/bin/python" "$@" >"$log" 2>&1 || {
    cat "$log" >&2
    die "cmake failed"
  }
}

# jobs: two compilers of MLIR code need about 1.5 GiB each.
jobs() {
  local processors memory
  processors=$(nproc)
  memory=$(awk '/^MemAvailable/ { print int($2 / 1572864) + 1 }' /proc/meminfo)
  echo $((processors < memory ? processors : memory))
}
