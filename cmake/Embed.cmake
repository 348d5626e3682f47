# tracewh_embed(target namespace globs…): compiles the files into the target as text, found at
# run time by base::EmbeddedFile lists named tracewh::<namespace>::embedded_files().
set(TRACEWH_EMBED_SCRIPT ${CMAKE_CURRENT_LIST_DIR}/EmbedFiles.cmake)

function(tracewh_embed target namespace)
  file(GLOB files CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR} ${ARGN})
  list(SORT files)
  set(output ${CMAKE_BINARY_DIR}/generated/${namespace}_embedded.cpp)
  string(REPLACE ";" "," joined "${files}")
  list(TRANSFORM files PREPEND ${CMAKE_SOURCE_DIR}/ OUTPUT_VARIABLE absolute)
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DNAMESPACE=${namespace} -DFILES=${joined} -DROOT=${CMAKE_SOURCE_DIR}
            -DOUTPUT=${output} -P ${TRACEWH_EMBED_SCRIPT}
    DEPENDS ${absolute} ${TRACEWH_EMBED_SCRIPT}
    COMMENT "Embedding the files of ${namespace}")
  target_sources(${target} PRIVATE ${output})
endfunction()
