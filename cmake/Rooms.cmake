# tracewh_room(name LINK targets…): the static library tracewh_<name> of all
# sources in src/<name>. It sees only its own headers and those of the rooms it
# links: each room's headers are reached through a directory of its own in the
# build tree, so the link graph is also the include graph.
function(tracewh_room name)
  cmake_parse_arguments(room "" "" "LINK" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS src/${name}/*.cpp)
  set(include_root ${CMAKE_BINARY_DIR}/include/${name})
  file(MAKE_DIRECTORY ${include_root})
  file(CREATE_LINK ${CMAKE_SOURCE_DIR}/src/${name} ${include_root}/${name} SYMBOLIC)
  add_library(tracewh_${name} STATIC ${sources})
  target_include_directories(tracewh_${name} PUBLIC ${include_root})
  target_link_libraries(tracewh_${name} PUBLIC ${room_LINK} PRIVATE tracewh_compiler)
endfunction()
