# Installs everything except the command: the library, its headers, and the files for
# find_package(gopx CONFIG) and pkg-config. The installed tree can be moved. Each component
# (command, library, development) is a package.
include(CMakePackageConfigHelpers)

set(GOPX_CMAKE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/gopx)

# A program that links libgopx statically also links these pkg-config modules. It links libarchive
# by name, because libarchive's module needs static libraries that libarchive-dev does not contain.
set(GOPX_REQUIRES_PRIVATE liblzma zlib libbrotlidec)
if(GOPX_WITH_UUID)
  list(APPEND GOPX_REQUIRES_PRIVATE uuid)
endif()
set(GOPX_LIBS_PRIVATE "${CMAKE_THREAD_LIBS_INIT}")
if(GOPX_WITH_ARCHIVE)
  string(APPEND GOPX_LIBS_PRIVATE " -larchive")
endif()

install(TARGETS gopx gopx-build EXPORT gopx-targets
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
    COMPONENT library NAMELINK_COMPONENT development
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development
  INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
set(headers ${PROJECT_SOURCE_DIR}/include/gopx/gopx.h
            ${PROJECT_SOURCE_DIR}/include/gopx/node.h
            ${PROJECT_SOURCE_DIR}/include/gopx/types.h
            ${PROJECT_SOURCE_DIR}/include/gopx/vbt.h
            ${PROJECT_SOURCE_DIR}/include/gopx/build.h)
install(FILES ${headers} ${PROJECT_BINARY_DIR}/include/gopx/export.h
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/gopx COMPONENT development)

# The manual of the library: a web page made from the comments of the headers.
set(manual ${PROJECT_BINARY_DIR}/gopx.html)
set(manual_folder ${CMAKE_INSTALL_DOCDIR})
if(GOPX_PACKAGES)
  set(manual_folder ${CMAKE_INSTALL_DATAROOTDIR}/doc/libgopx-dev)
endif()
add_custom_command(OUTPUT ${manual} VERBATIM
  DEPENDS ${headers} ${PROJECT_SOURCE_DIR}/scripts/api-html
  COMMAND ${PROJECT_SOURCE_DIR}/scripts/api-html ${headers} > ${manual})
add_custom_target(manual ALL DEPENDS ${manual})
install(FILES ${manual} DESTINATION ${manual_folder} COMPONENT development)

file(GLOB schemas CONFIGURE_DEPENDS doc/*.schema.json)
install(FILES doc/json.md doc/passthrough.md doc/drivers.md ${schemas}
  DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT command)
if(NOT GOPX_PACKAGES)
  install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
endif()

if(TARGET gopx-cli)
  # The command finds the library in its own tree, even if the tree was moved.
  file(RELATIVE_PATH lib_from_bin ${CMAKE_INSTALL_FULL_BINDIR} ${CMAKE_INSTALL_FULL_LIBDIR})
  set_target_properties(gopx-cli PROPERTIES INSTALL_RPATH "$ORIGIN/${lib_from_bin}")
endif()

install(EXPORT gopx-targets NAMESPACE gopx::
  DESTINATION ${GOPX_CMAKE_DIR} COMPONENT development)
configure_package_config_file(cmake/gopx-config.cmake.in
  ${PROJECT_BINARY_DIR}/gopx-config.cmake INSTALL_DESTINATION ${GOPX_CMAKE_DIR})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/gopx-config-version.cmake
  COMPATIBILITY SameMajorVersion)
install(FILES ${PROJECT_BINARY_DIR}/gopx-config.cmake
              ${PROJECT_BINARY_DIR}/gopx-config-version.cmake
  DESTINATION ${GOPX_CMAKE_DIR} COMPONENT development)

# pkg-config derives all paths from the place of the .pc file.
file(RELATIVE_PATH prefix_from_pc
  ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
string(REGEX REPLACE "/$" "" prefix_from_pc "${prefix_from_pc}")
set(GOPX_PC_PREFIX "\${pcfiledir}/${prefix_from_pc}")
foreach(folder LIBDIR INCLUDEDIR)
  if(IS_ABSOLUTE "${CMAKE_INSTALL_${folder}}")
    set(GOPX_PC_${folder} "${CMAKE_INSTALL_${folder}}")
  else()
    set(GOPX_PC_${folder} "\${prefix}/${CMAKE_INSTALL_${folder}}")
  endif()
endforeach()
list(JOIN GOPX_REQUIRES_PRIVATE " " GOPX_PC_REQUIRES_PRIVATE)
foreach(module gopx gopx-build)
  configure_file(cmake/${module}.pc.in ${PROJECT_BINARY_DIR}/${module}.pc @ONLY)
  install(FILES ${PROJECT_BINARY_DIR}/${module}.pc
    DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT development)
endforeach()
