set(TRACEWH_EMBED_SCRIPT ${CMAKE_CURRENT_LIST_DIR}/EmbedFiles.cmake)

# tracewh_embed_below(root target namespace files…): compiles the files, named relative to root, into the target
# as text, found at run time by base::EmbeddedFile lists named tracewh::<namespace>::embedded_files().
function(tracewh_embed_below root target namespace)
  set(output ${CMAKE_BINARY_DIR}/generated/${namespace}_embedded.cpp)
  string(REPLACE ";" "," joined "${ARGN}")
  set(absolute ${ARGN})
  list(TRANSFORM absolute PREPEND ${root}/)
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DNAMESPACE=${namespace} -DFILES=${joined} -DROOT=${root}
            -DOUTPUT=${output} -P ${TRACEWH_EMBED_SCRIPT}
    DEPENDS ${absolute} ${TRACEWH_EMBED_SCRIPT}
    COMMENT "Embedding the files of ${namespace}")
  target_sources(${target} PRIVATE ${output})
endfunction()

# tracewh_embed(target namespace globs…): the same for files of the source tree.
function(tracewh_embed target namespace)
  file(GLOB files CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR} ${ARGN})
  list(SORT files)
  tracewh_embed_below(${CMAKE_SOURCE_DIR} ${target} ${namespace} ${files})
endfunction()
