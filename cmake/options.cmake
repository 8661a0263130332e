# The options of a build, and the flags of all targets.

if(PROJECT_IS_TOP_LEVEL AND NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()

option(BUILD_SHARED_LIBS "Build libgopx as a shared library" ON)
option(GOPX_BUILD_CLI "Build the gopx command" ${PROJECT_IS_TOP_LEVEL})
option(GOPX_SANDBOX "Let the command give up its rights (Linux, libseccomp)" ${GOPX_ON_LINUX})
# Default: tests are built if gopx is the main project and their packages are installed.
set(GOPX_TESTS_BY_DEFAULT OFF)
if(NOT DEFINED GOPX_BUILD_TESTS)
  set(GOPX_TESTS_BY_DEFAULT ON)
  set(GOPX_BUILD_TESTS ${PROJECT_IS_TOP_LEVEL})
endif()
option(GOPX_WITH_ARCHIVE "Open archives with libarchive" ON)
option(GOPX_WITH_UUID "Write and read GUIDs with libuuid" ${GOPX_ON_LINUX})
option(GOPX_INSTALL "Make install rules" ${PROJECT_IS_TOP_LEVEL})
option(GOPX_STATIC "Link the gopx command statically, with all it needs" OFF)
option(GOPX_PACKAGES "Let cpack make Debian packages; installs under /usr" OFF)
option(GOPX_BENCH "Build the programs that scripts/bench measures" OFF)
option(GOPX_FUZZ "Build the fuzz targets with libFuzzer, not as replayers" OFF)
set(GOPX_FUZZ_ENGINE -fsanitize=fuzzer CACHE STRING "What brings the main() of fuzz targets")
set(GOPX_SANITIZE "" CACHE STRING "Sanitizers, e.g. address,undefined")

set(CMAKE_C_STANDARD 11)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_C_VISIBILITY_PRESET hidden)
set(CMAKE_POSITION_INDEPENDENT_CODE ${GOPX_ON_LINUX})
# In a static build with sanitizers, link programs at fixed addresses and with static runtimes. The
# tests start thousands of short programs: relocations and shared runtimes took a third of the time
# of each start.
set(static_sanitizers OFF)
if(GOPX_SANITIZE MATCHES address AND NOT BUILD_SHARED_LIBS)
  set(static_sanitizers ON)
  set(CMAKE_POSITION_INDEPENDENT_CODE OFF)
endif()
include(CheckCCompilerFlag)
# Make programs position-independent, too. A static program gets other flags for this, which the
# flags of check_pie_supported() would cancel.
if(GOPX_ON_LINUX AND NOT GOPX_STATIC)
  include(CheckPIESupported)
  check_pie_supported(LANGUAGES C)
endif()

add_library(gopx_flags INTERFACE)
target_compile_options(gopx_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes
  -Wmissing-prototypes -Wundef -Wvla -Wimplicit-fallthrough -Wformat=2)
# On Windows, GCC checks the format strings of gopx's own functions by the wrong rules, those of
# Microsoft's C library. Builds for other systems check the same format strings.
if(WIN32)
  target_compile_options(gopx_flags INTERFACE -Wno-format -Wno-format-extra-args)
endif()
if(GOPX_FUZZ)
  target_compile_options(gopx_flags INTERFACE -fsanitize=fuzzer-no-link)
  target_compile_definitions(gopx_flags INTERFACE FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION)
endif()
if(GOPX_SANITIZE)
  target_compile_options(gopx_flags INTERFACE
    -fsanitize=${GOPX_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer -g1)
  target_link_options(gopx_flags INTERFACE -fsanitize=${GOPX_SANITIZE})
  if(static_sanitizers AND CMAKE_C_COMPILER_ID STREQUAL "GNU")
    target_link_options(gopx_flags INTERFACE -static-libasan -static-libubsan)
  endif()
elseif(GOPX_ON_LINUX AND CMAKE_BUILD_TYPE STREQUAL "Release")
  target_compile_options(gopx_flags INTERFACE
    -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fstack-clash-protection)
  # Control-flow Enforcement Technology (CET) of Intel. It works only if all libraries of a process
  # are built with it.
  check_c_compiler_flag(-fcf-protection=full GOPX_HAS_CET)
  if(GOPX_HAS_CET)
    target_compile_options(gopx_flags INTERFACE -fcf-protection=full)
  endif()
  target_link_options(gopx_flags INTERFACE -Wl,-z,relro -Wl,-z,now -Wl,--as-needed)
endif()
