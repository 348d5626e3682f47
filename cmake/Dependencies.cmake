# Third-party libraries from Debian 12. Those that ship an archive are linked
# statically; simdjson ships only a shared object.
find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED)
find_package(CLI11 REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(fmt REQUIRED)
find_package(simdjson REQUIRED)
if(BUILD_TESTING)
  find_package(Catch2 2 REQUIRED)
endif()

set(CMAKE_FIND_LIBRARY_SUFFIXES .a ${CMAKE_FIND_LIBRARY_SUFFIXES})
find_package(SQLite3 REQUIRED)
find_package(SQLiteCpp REQUIRED)
find_package(ZLIB REQUIRED)
set(OPENSSL_USE_STATIC_LIBS ON)
find_package(OpenSSL 3 REQUIRED)

find_library(ZSTD_LIBRARY zstd REQUIRED)
add_library(tracewh_zstd INTERFACE)
target_link_libraries(tracewh_zstd INTERFACE ${ZSTD_LIBRARY})

find_library(XXHASH_LIBRARY xxhash REQUIRED)
add_library(tracewh_xxhash INTERFACE)
target_link_libraries(tracewh_xxhash INTERFACE ${XXHASH_LIBRARY})

find_library(UTF8PROC_LIBRARY utf8proc REQUIRED)
add_library(tracewh_utf8proc INTERFACE)
target_link_libraries(tracewh_utf8proc INTERFACE ${UTF8PROC_LIBRARY})
target_compile_definitions(tracewh_utf8proc INTERFACE UTF8PROC_STATIC)

find_path(PROTOZERO_INCLUDE protozero/pbf_reader.hpp REQUIRED)
add_library(tracewh_protozero INTERFACE)
target_include_directories(tracewh_protozero SYSTEM INTERFACE ${PROTOZERO_INCLUDE})

find_library(NGHTTP2_LIBRARY nghttp2 REQUIRED)
add_library(tracewh_nghttp2 INTERFACE)
target_link_libraries(tracewh_nghttp2 INTERFACE ${NGHTTP2_LIBRARY})
