# tracewh_room(name LINK targets…): the static library of all sources in src/<name>, which may be a room in a
# room: src/store/read is tracewh_store_read. It sees only its own headers and those of the rooms it links: each
# room's headers are reached through a directory of its own in the build tree, so the link graph is also the
# include graph.
function(tracewh_room name)
  cmake_parse_arguments(room "" "" "LINK" ${ARGN})
  string(REPLACE "/" "_" flat ${name})
  file(GLOB sources CONFIGURE_DEPENDS src/${name}/*.cpp)
  set(include_root ${CMAKE_BINARY_DIR}/include/${flat})
  cmake_path(GET name PARENT_PATH above)
  file(MAKE_DIRECTORY ${include_root}/${above})
  file(CREATE_LINK ${CMAKE_SOURCE_DIR}/src/${name} ${include_root}/${name} SYMBOLIC)
  add_library(tracewh_${flat} STATIC ${sources})
  target_include_directories(tracewh_${flat} PUBLIC ${include_root})
  target_link_libraries(tracewh_${flat} PUBLIC ${room_LINK} PRIVATE tracewh_compiler)
  set_property(GLOBAL APPEND PROPERTY TRACEWH_ROOMS ${name})
endfunction()
