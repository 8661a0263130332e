# Choose the source files for the system that gopx is built for. cli/io/ and the folders named
# machine/ in lib/ contain the files for each system.
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
