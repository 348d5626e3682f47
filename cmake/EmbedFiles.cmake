# Writes OUTPUT: a C++ source with the text of FILES (comma-separated, relative to ROOT).
string(REPLACE "," ";" FILES "${FILES}")
set(entries "")
foreach(file IN LISTS FILES)
  file(READ ${ROOT}/${file} text)
  string(APPEND entries "    {\"${file}\", R\"embedded(${text})embedded\"},\n")
endforeach()
list(LENGTH FILES count)
file(WRITE ${OUTPUT}
"#include \"base/embedded_file.hpp\"

#include <array>

namespace tracewh::${NAMESPACE} {

std::span<const base::EmbeddedFile> embedded_files() {
  static constexpr std::array<base::EmbeddedFile, ${count}> kFiles{{
${entries}  }};
  return kFiles;
}

}  // namespace tracewh::${NAMESPACE}
")
