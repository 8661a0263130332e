# Linux with the sanitizers and the counters of libFuzzer, for libraries that fuzz targets call.
# UndefinedBehaviorSanitizer only reports: these libraries do some undefined things on purpose, such
# as reading numbers at odd addresses.
set(CMAKE_C_COMPILER clang-14)
set(CMAKE_C_FLAGS_INIT "-fsanitize=address,undefined,fuzzer-no-link -fno-omit-frame-pointer")
set(CMAKE_C_FLAGS_RELEASE "-O1 -g1" CACHE STRING "")
