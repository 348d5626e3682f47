# Flags that every target of ours shares.
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
endif()

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

add_library(tracewh_compiler INTERFACE)
target_compile_options(tracewh_compiler INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Wold-style-cast
  # GCC 12 sees an impossible overlap in std::string's concatenation (its bug 105651).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
  $<$<BOOL:${TRACEWH_WERROR}>:-Werror>)
# simdjson's inlined half needs SSE4.2 and carry-less multiplication to use its
# vector code; every x86-64 processor since 2010 has both.
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
  target_compile_options(tracewh_compiler INTERFACE -march=x86-64-v2 -mpclmul)
endif()

if(TRACEWH_SANITIZE)
  add_compile_options(-fsanitize=${TRACEWH_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${TRACEWH_SANITIZE})
elseif(TRACEWH_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all)
  add_link_options(-fsanitize=address,undefined)
endif()
