# What cmake --install lays out besides the command: the library, its headers, and what
# find_package(gopx CONFIG) and pkg-config read.  The tree may be moved afterwards.
include(CMakePackageConfigHelpers)

set(GOPX_CMAKE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/gopx)

install(TARGETS gopx EXPORT gopx-targets
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
  INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(FILES include/gopx/gopx.h include/gopx/types.h
              ${PROJECT_BINARY_DIR}/include/gopx/export.h
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/gopx)
install(FILES LICENSE doc/json.md doc/gopx-scan.schema.json
  DESTINATION ${CMAKE_INSTALL_DOCDIR})

if(TARGET gopx-cli)
  # The command finds the library of its own tree, wherever that lies.
  file(RELATIVE_PATH lib_from_bin ${CMAKE_INSTALL_FULL_BINDIR} ${CMAKE_INSTALL_FULL_LIBDIR})
  set_target_properties(gopx-cli PROPERTIES INSTALL_RPATH "$ORIGIN/${lib_from_bin}")
endif()

install(EXPORT gopx-targets NAMESPACE gopx:: DESTINATION ${GOPX_CMAKE_DIR})
configure_package_config_file(cmake/gopx-config.cmake.in
  ${PROJECT_BINARY_DIR}/gopx-config.cmake INSTALL_DESTINATION ${GOPX_CMAKE_DIR})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/gopx-config-version.cmake
  COMPATIBILITY SameMajorVersion)
install(FILES ${PROJECT_BINARY_DIR}/gopx-config.cmake
              ${PROJECT_BINARY_DIR}/gopx-config-version.cmake
  DESTINATION ${GOPX_CMAKE_DIR})

# pkg-config knows where the .pc file lies, and the rest from there.
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
if(GOPX_WITH_ARCHIVE)
  set(GOPX_PC_ARCHIVE " libarchive")
endif()
configure_file(cmake/gopx.pc.in ${PROJECT_BINARY_DIR}/gopx.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/gopx.pc
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
