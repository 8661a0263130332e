# WebAssembly with the system interface WASI, by Debian's clang, lld and wasi-libc.
set(CMAKE_SYSTEM_NAME WASI)
set(CMAKE_SYSTEM_PROCESSOR wasm32)
set(CMAKE_C_COMPILER clang-14)
set(CMAKE_C_COMPILER_TARGET wasm32-wasi)
set(CMAKE_AR llvm-ar-14)
set(CMAKE_RANLIB llvm-ranlib-14)
list(APPEND CMAKE_MODULE_PATH ${CMAKE_CURRENT_LIST_DIR})
# Every engine that the page and the npm package run in has these instructions.
set(CMAKE_C_FLAGS_INIT "-msimd128 -mmutable-globals")
# Frames are as large as they are on Linux; what is above the stack's end is not memory.  The
# stack pointer is for those who run several commands in one instance.  With -O0 clang leaves the
# linked module as it is, whether or not wasm-opt is installed.
set(CMAKE_EXE_LINKER_FLAGS_INIT "-O0 -Wl,--stack-first -Wl,-z,stack-size=1048576 \
-Wl,--strip-all -Wl,--export=__stack_pointer")
# Small, for it is downloaded; what decodes asks for speed.
set(CMAKE_C_FLAGS_RELEASE "-Oz -DNDEBUG" CACHE STRING "")
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
