# The machine that gopx is built for.  What it lacks is left out or replaced, by choice of
# whole source files: the folders machine/ of lib/, and cli/io/, have those of each.
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
