# WebAssembly with the system interface WASI: Debian's clang, lld and wasi-libc.
set(CMAKE_SYSTEM_NAME WASI)
set(CMAKE_SYSTEM_PROCESSOR wasm32)
set(CMAKE_C_COMPILER clang-14)
set(CMAKE_C_COMPILER_TARGET wasm32-wasi)
set(CMAKE_AR llvm-ar-14)
set(CMAKE_RANLIB llvm-ranlib-14)
list(APPEND CMAKE_MODULE_PATH ${CMAKE_CURRENT_LIST_DIR})
# Every engine that can run the page or the npm package has these instructions.
set(CMAKE_C_FLAGS_INIT "-msimd128 -mmutable-globals -msign-ext -mnontrapping-fptoint")
# The stack is below all data, so a stack overflow is an access outside the memory, which traps.
# Callers that run several commands in one instance need two exports: the stack pointer, and main()
# without the start-up code. With -O0, clang does not call wasm-opt, which may not be installed.
set(CMAKE_EXE_LINKER_FLAGS_INIT "-O0 -Wl,--stack-first -Wl,-z,stack-size=1048576 \
-Wl,--strip-all -Wl,--export=__stack_pointer -Wl,--export=__main_void")
# Optimize for size, because the module is downloaded; quick() optimizes the decoders for speed.
set(CMAKE_C_FLAGS_RELEASE "-Oz -DNDEBUG" CACHE STRING "")
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
