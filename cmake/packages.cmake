# cpack makes three Debian packages of the components: gopx, libgopx0 and libgopx-dev.
# dpkg-shlibdeps finds the dependencies of the packages on the machine that builds them.
set(GOPX_MAINTAINER "The gopx authors <gopx@localhost>" CACHE STRING
  "Maintainer of the Debian packages, name and address")
find_program(DPKG_QUERY dpkg-query REQUIRED)

# libgopx-dev also has static libraries, which are made of the same objects as the shared ones.
foreach(library gopx gopx-build)
  add_library(${library}-archive STATIC $<TARGET_OBJECTS:${library}_objects>)
  set_target_properties(${library}-archive PROPERTIES OUTPUT_NAME ${library})
  install(TARGETS ${library}-archive
    ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development)
endforeach()

# Find the packages of the pkg-config modules that a static libgopx needs.
set(development_depends)
set(modules ${GOPX_REQUIRES_PRIVATE})
if(GOPX_WITH_ARCHIVE)
  list(APPEND modules libarchive)
endif()
foreach(module IN LISTS modules)
  pkg_get_variable(folder ${module} pcfiledir)
  execute_process(COMMAND ${DPKG_QUERY} -S ${folder}/${module}.pc
    OUTPUT_VARIABLE owner COMMAND_ERROR_IS_FATAL ANY)
  string(REGEX REPLACE ":.*" "" owner "${owner}")
  list(APPEND development_depends ${owner})
endforeach()
list(JOIN development_depends ", " development_depends)

# The licence in the form of Debian's copyright-format 1.0.
file(READ LICENSE licence)
string(REGEX REPLACE "^[^\n]*\n+Copyright \\(c\\) ([^\n]*)\n+" "" licence "${licence}")
set(copyright "${CMAKE_MATCH_1}")
string(STRIP "${licence}" licence)
string(REPLACE "\n" "\n " licence " ${licence}")
string(REPLACE "\n \n" "\n .\n" licence "${licence}")
file(CONFIGURE OUTPUT debian/copyright @ONLY CONTENT
"Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: gopx

Files: *
Copyright: @copyright@
License: BSD-2-Clause
@licence@
")

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_CONTACT "${GOPX_MAINTAINER}")
set(CPACK_PACKAGE_DIRECTORY ${PROJECT_BINARY_DIR}/deb)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL command library development)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_ENABLE_COMPONENT_DEPENDS ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS
  ${PROJECT_BINARY_DIR}/lib ${PROJECT_BINARY_DIR}/lib/build)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)

# gopx_package(COMPONENT NAME SECTION TEXT)
macro(gopx_package component name section text)
  install(FILES ${PROJECT_BINARY_DIR}/debian/copyright
    DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/doc/${name} COMPONENT ${component})
  string(TOUPPER ${component} key)
  set(CPACK_DEBIAN_${key}_PACKAGE_NAME ${name})
  set(CPACK_DEBIAN_${key}_PACKAGE_SECTION ${section})
  set(CPACK_DEBIAN_${key}_DESCRIPTION
"Looks into firmware images for Intel's UEFI graphics driver (GOP) and the
Video BIOS Table (VBT), and takes them out.
.
${text}")
endmacro()

gopx_package(command gopx utils "This package has the command.")
gopx_package(library libgopx0 libs "This package has the library.")
gopx_package(development libgopx-dev libdevel
"This package has the headers, the static library, and what pkg-config and
CMake read.")
# Adds the package of a library that gopx loads while it runs: dpkg-shlibdeps does not find it.
function(gopx_depend_on component soname)
  if(soname)
    execute_process(COMMAND ${DPKG_QUERY} -S */${soname}
      OUTPUT_VARIABLE owner COMMAND_ERROR_IS_FATAL ANY)
    string(REGEX REPLACE ":.*" "" owner "${owner}")
    set(CPACK_DEBIAN_${component}_PACKAGE_DEPENDS ${owner} PARENT_SCOPE)
  endif()
endfunction()
gopx_depend_on(LIBRARY "${gopx_archive_soname}")
gopx_depend_on(COMMAND "${gopx_unicorn_soname}")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS "${development_depends}")

# Debian's policy requires compressed manuals.
find_program(GZIP gzip REQUIRED)
install(CODE "execute_process(COMMAND ${GZIP} -9nf
  \$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_MANDIR}/man1/gopx.1
  COMMAND_ERROR_IS_FATAL ANY)" COMPONENT command)

include(CPack)
cpack_add_component(library)
cpack_add_component(command DEPENDS library)
cpack_add_component(development DEPENDS library)
