# Choose the source files for the machine that gopx is built for. The folders machine/ in lib/,
# and cli/io/, have the files of each machine.
if(CMAKE_SYSTEM_NAME STREQUAL "WASI")
  set(GOPX_MACHINE wasi)
elseif(WIN32)
  set(GOPX_MACHINE windows)
else()
  set(GOPX_MACHINE linux)
endif()
set(GOPX_ON_LINUX OFF)
if(GOPX_MACHINE STREQUAL "linux")
  set(GOPX_ON_LINUX ON)
endif()
