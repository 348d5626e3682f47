# tracewh_page(target): bundles the page of src/web by Debian's esbuild with its packages of Preact and D3, and
# compiles it into the target. Nothing is fetched.
find_program(ESBUILD esbuild REQUIRED)
set(NODE_PACKAGES /usr/share/nodejs CACHE PATH "Where the packages of Preact and D3 are")

function(tracewh_page target)
  set(sources ${CMAKE_SOURCE_DIR}/src/web)
  set(output ${CMAKE_BINARY_DIR}/generated/page)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS ${sources}/*.ts ${sources}/*.tsx ${sources}/*.json ${sources}/*.css)
  add_custom_command(
    OUTPUT ${output}/page.js ${output}/page.css ${output}/page.html
    COMMAND ${CMAKE_COMMAND} -E env NODE_PATH=${NODE_PACKAGES} ${ESBUILD} ${sources}/main.tsx --bundle --minify
            --format=esm --target=es2020 --jsx-factory=h --alias:preact=${NODE_PACKAGES}/preact/src/preact.js
            --log-level=warning --outfile=${output}/page.js
    COMMAND ${CMAKE_COMMAND} -E copy ${sources}/page.html ${output}
    DEPENDS ${files} ${sources}/page.html
    COMMENT "Bundling the page")
  tracewh_embed_below(${output} ${target} web page.html page.css page.js)
endfunction()
