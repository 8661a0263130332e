# For a command that needs no other file: use static libraries, and add the dependencies of these
# libraries to their targets. Only libarchive's readers are linked, so libarchive needs only the
# libraries that its readers use.
set(BUILD_SHARED_LIBS OFF)
set(CMAKE_FIND_LIBRARY_SUFFIXES .a)

function(gopx_archives_need)
  target_link_libraries(PkgConfig::BROTLIDEC INTERFACE brotlicommon)
  if(GOPX_WITH_ARCHIVE)
    target_link_libraries(LibArchive::LibArchive INTERFACE
      nettle LibLZMA::LibLZMA ZLIB::ZLIB zstd lz4 bz2)
  endif()
endfunction()
