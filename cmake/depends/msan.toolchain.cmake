# Linux with clang's MemorySanitizer. Every library is compiled with it, because MemorySanitizer
# reports memory as uninitialized if only code without it has written this memory.
set(CMAKE_C_COMPILER clang-14)
string(CONCAT CMAKE_C_FLAGS_INIT "-fsanitize=memory "
  "-fsanitize-memory-track-origins -fno-omit-frame-pointer -include ${CMAKE_CURRENT_LIST_DIR}/msan.h")
set(CMAKE_C_FLAGS_RELEASE "-O1 -g1" CACHE STRING "")
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
